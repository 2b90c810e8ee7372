//! OpenDocument spreadsheets, read one cell after the other as they are unpacked. (The library that
//! reads Excel's files holds the whole of an OpenDocument file in memory, and what it repeats too.)

use crate::{
    archive,
    input::Input,
    limits::{Deadline, Limits},
    number,
    rows::{Rows, Take},
};
use domain::exchange::{Cell, Refusal};
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use std::io::{BufRead, BufReader, Read};
use zip::ZipArchive;

const CONTENT: &str = "content.xml";

/// A workbook that has been looked through.
pub(crate) struct Book {
    archive: ZipArchive<BufReader<Input>>,
    sheets: Vec<String>,
}

/// Whether a file is locked stands in its list of parts.
fn is_locked(archive: &mut ZipArchive<BufReader<Input>>) -> bool {
    let Ok(part) = archive.by_name("META-INF/manifest.xml") else { return false };
    let mut text = String::new();
    part.take(1024 * 1024).read_to_string(&mut text).is_ok() && text.contains("encryption-data")
}

impl Book {
    pub(crate) fn open(mut archive: ZipArchive<BufReader<Input>>, limits: &Limits) -> Result<Self, Refusal> {
        if is_locked(&mut archive) {
            return Err(Refusal::Password);
        }
        let mut sheets = Vec::new();
        {
            let mut xml = reader(&mut archive)?;
            let mut buffer = Vec::new();
            loop {
                buffer.clear();
                match xml.read_event_into(&mut buffer).map_err(|_| Refusal::Broken)? {
                    Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == "table" => {
                        sheets.push(attribute(&start, "name").unwrap_or_default());
                    }
                    Event::Eof => break,
                    _ => {}
                }
                if sheets.len() > usize::try_from(limits.sheets).unwrap_or(usize::MAX) {
                    return Err(Refusal::TooManySheets { max: limits.sheets });
                }
            }
        }
        Ok(Self { archive, sheets })
    }

    /// The names of the sheets.
    pub(crate) fn sheets(&self) -> Vec<String> {
        self.sheets.clone()
    }

    pub(crate) fn rows(
        &mut self,
        sheet: &str,
        limits: Limits,
        deadline: &mut Deadline,
        take: &mut Take<'_>,
    ) -> Result<(), Refusal> {
        let mut xml = reader(&mut self.archive)?;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match xml.read_event_into(&mut buffer).map_err(|_| Refusal::Broken)? {
                Event::Start(start)
                    if start.local_name().as_ref() == "table"
                        && attribute(&start, "name").as_deref() == Some(sheet) =>
                {
                    break;
                }
                Event::Eof => return Err(Refusal::NoSheet),
                _ => {}
            }
        }
        let mut rows = Rows::new(limits, deadline, take);
        // Row and its cells, which are kept until the row's end: it may be repeated.
        let (mut row, mut cells) = (0_u32, Vec::new());
        loop {
            buffer.clear();
            match xml.read_event_into(&mut buffer).map_err(|_| Refusal::Broken)? {
                Event::Start(start) if start.local_name().as_ref() == "table-row" => {
                    let repeat = repeated(&start, "number-rows-repeated");
                    read_row(&mut xml, &limits, &mut cells)?;
                    // Rows without anything in them cost nothing, however many there are.
                    let times = if cells.is_empty() { 0 } else { repeat };
                    for again in 0..times {
                        for (column, cell) in &cells {
                            if rows.cell(row.saturating_add(again), *column, Cell::clone(cell))?.is_break() {
                                return Ok(());
                            }
                        }
                    }
                    row = row.saturating_add(repeat);
                }
                Event::Empty(start) if start.local_name().as_ref() == "table-row" => {
                    row = row.saturating_add(repeated(&start, "number-rows-repeated"));
                }
                Event::End(end) if end.local_name().as_ref() == "table" => break,
                Event::Eof => return Err(Refusal::Broken),
                _ => {}
            }
        }
        rows.end()
    }
}

type Xml<'a> = Reader<BufReader<zip::read::ZipFile<'a, BufReader<Input>>>>;

fn reader(archive: &mut ZipArchive<BufReader<Input>>) -> Result<Xml<'_>, Refusal> {
    let part = archive.by_name(CONTENT).map_err(archive::refused)?;
    let mut xml = Reader::from_reader(BufReader::with_capacity(64 * 1024, part));
    xml.config_mut().check_end_names = false;
    Ok(xml)
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

fn repeated(start: &BytesStart<'_>, name: &str) -> u32 {
    attribute(start, name).and_then(|count| count.parse().ok()).unwrap_or(1).max(1)
}

/// Reads the cells of a row that have something in them, with their columns.
fn read_row<R: BufRead>(xml: &mut Reader<R>, limits: &Limits, cells: &mut Vec<(u32, Cell)>) -> Result<(), Refusal> {
    cells.clear();
    let (mut column, mut buffer, mut size) = (0_u32, Vec::new(), 0_usize);
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(|_| Refusal::Broken)? {
            Event::Start(start) if matches!(start.local_name().as_ref(), "table-cell" | "covered-table-cell") => {
                let (repeat, typed) = (repeated(&start, "number-columns-repeated"), Typed::of(&start));
                let cell = typed.cell(read_text(xml, limits)?);
                push(cells, &mut column, repeat, cell, &mut size, limits)?;
            }
            Event::Empty(start) if matches!(start.local_name().as_ref(), "table-cell" | "covered-table-cell") => {
                let (repeat, typed) = (repeated(&start, "number-columns-repeated"), Typed::of(&start));
                push(cells, &mut column, repeat, typed.cell(String::new()), &mut size, limits)?;
            }
            Event::End(end) if end.local_name().as_ref() == "table-row" => return Ok(()),
            Event::Eof => return Err(Refusal::Broken),
            _ => {}
        }
    }
}

fn push(
    cells: &mut Vec<(u32, Cell)>,
    column: &mut u32,
    repeat: u32,
    cell: Cell,
    size: &mut usize,
    limits: &Limits,
) -> Result<(), Refusal> {
    if !cell.is_empty() {
        if column.saturating_add(repeat) > limits.columns {
            return Err(limits.too_many_columns());
        }
        *size += cell.size() * usize::try_from(repeat).unwrap_or(usize::MAX);
        if *size > limits.row_text {
            return Err(Refusal::Unpacked);
        }
        cells.extend((0..repeat).map(|again| (*column + again, cell.clone())));
    }
    *column = column.saturating_add(repeat);
    Ok(())
}

/// What the attributes of a cell say of it.
#[derive(Default)]
struct Typed {
    kind: String,
    value: Option<String>,
    is_error: bool,
}

impl Typed {
    fn of(start: &BytesStart<'_>) -> Self {
        let mut typed = Self::default();
        for attribute in start.attributes().flatten() {
            let value = || {
                attribute
                    .normalized_value(XmlVersion::Implicit1_0)
                    .map(std::borrow::Cow::into_owned)
                    .unwrap_or_default()
            };
            match attribute.key.as_ref() {
                "office:value-type" => typed.kind = value(),
                "calcext:value-type" => typed.is_error = attribute.value == "error",
                "office:value" | "office:date-value" | "office:boolean-value" | "office:string-value" => {
                    typed.value = Some(value());
                }
                _ => {}
            }
        }
        typed
    }

    fn cell(self, text: String) -> Cell {
        if self.is_error {
            return Cell::Error(text);
        }
        match (self.kind.as_str(), self.value) {
            ("float" | "currency" | "percentage", Some(value)) => match value.parse() {
                Ok(number) => Cell::Number(number::written(number)),
                Err(_) => Cell::text(&text),
            },
            ("date", Some(value)) => Cell::Date(value.strip_suffix("T00:00:00").unwrap_or(&value).to_owned()),
            ("boolean", Some(value)) => Cell::Bool(value.eq_ignore_ascii_case("true")),
            ("string", Some(value)) => Cell::text(&value),
            _ => Cell::text(&text),
        }
    }
}

/// Reads the text of a cell to its end: paragraphs are lines; notes are no part of it.
fn read_text<R: BufRead>(xml: &mut Reader<R>, limits: &Limits) -> Result<String, Refusal> {
    let (mut text, mut buffer, mut paragraphs, mut aside) = (String::new(), Vec::new(), 0_u32, 0_u32);
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(|_| Refusal::Broken)? {
            Event::Start(start) => match start.local_name().as_ref() {
                "annotation" => aside += 1,
                "p" if aside == 0 => {
                    if paragraphs > 0 {
                        text.push('\n');
                    }
                    paragraphs += 1;
                }
                _ => {}
            },
            Event::Empty(start) if aside == 0 => match start.local_name().as_ref() {
                "line-break" => text.push('\n'),
                "tab" => text.push('\t'),
                "s" => {
                    let count = repeated(&start, "c").min(100);
                    text.extend((0..count).map(|_| ' '));
                }
                _ => {}
            },
            Event::Text(piece) if aside == 0 && paragraphs > 0 => text.push_str(&piece.xml10_content()),
            Event::CData(piece) if aside == 0 && paragraphs > 0 => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(reference) if aside == 0 => text.push(character(&reference)?),
            Event::End(end) => match end.local_name().as_ref() {
                "annotation" => aside = aside.saturating_sub(1),
                "table-cell" | "covered-table-cell" => return Ok(text),
                _ => {}
            },
            Event::Eof => return Err(Refusal::Broken),
            _ => {}
        }
        if text.len() > limits.row_text {
            return Err(Refusal::Unpacked);
        }
    }
}

/// The character that a reference stands for: one of XML's own five, or a number.
fn character(reference: &quick_xml::events::BytesRef<'_>) -> Result<char, Refusal> {
    if let Some(found) = reference.resolve_char_ref().map_err(|_| Refusal::Broken)? {
        return Ok(found);
    }
    match reference.xml10_content().as_ref() {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "apos" => Ok('\''),
        "quot" => Ok('"'),
        _ => Err(Refusal::Declarations),
    }
}
