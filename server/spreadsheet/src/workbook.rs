//! A file opened: what it is, and what was found in it.

use crate::{
    archive,
    delimited::{Encoding, Separator, Text},
    dialect::Seen,
    input::{Input, Source},
    limits::{Deadline, Limits},
    ods,
    rows::{Row, Take},
    xls, xlsx,
};
use domain::exchange::{DateOrder, Decimal, Dialect, Refusal};
use std::{
    io::{BufReader, Read, Seek},
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
};
use zip::ZipArchive;

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Excel since 2007.
    Xlsx,
    /// Excel before 2007.
    Xls,
    /// OpenDocument.
    Ods,
    /// Text with separators.
    Csv,
}

impl Kind {
    /// Its key, which is also its usual ending.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Csv => "csv",
        }
    }
}

/// How to read a file. What is none is found by looking.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The sheet.
    pub sheet: Option<String>,
    /// The number of the row with the columns' names.
    pub header: Option<u32>,
    /// How its bytes are letters.
    pub encoding: Option<Encoding>,
    /// What parts its cells.
    pub separator: Option<Separator>,
    /// What parts a number's decimals.
    pub decimal: Option<Decimal>,
    /// The order of a date's parts.
    pub dates: Option<DateOrder>,
    /// How much of it is read.
    pub limits: Limits,
}

/// What was found in a file, and how it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What kind of file it is.
    pub kind: Kind,
    /// How its bytes are letters, where that is a question.
    pub encoding: Option<Encoding>,
    /// What parts its cells, where that is a question.
    pub separator: Option<Separator>,
    /// How texts write numbers and dates.
    pub dialect: Dialect,
    /// Whether a text of it, or who reads it, says so of decimals; else the usual is taken.
    pub decimal_is_known: bool,
    /// Whether a text of it, or who reads it, says so of dates; else the usual is taken.
    pub dates_are_known: bool,
    /// Its sheets.
    pub sheets: Vec<String>,
    /// The one that is read.
    pub sheet: String,
    /// The number of the row with the columns' names.
    pub header: u32,
    /// The columns' names, as they stand there; empty where one has none.
    pub columns: Vec<String>,
    /// The first rows below, to be shown.
    pub sample: Vec<Row>,
}

/// Rows that are looked at for what the file is like.
const LOOKED_AT: usize = 200;
/// Rows in which the columns' names are looked for.
const BEFORE_HEADER: usize = 20;
/// Rows that are kept to be shown.
const SAMPLE: usize = 10;

enum Book {
    Xlsx(Box<xlsx::Book>),
    Xls(xls::Book),
    Ods(ods::Book),
    Csv(Text),
}

/// A file opened.
pub struct Workbook {
    book: Book,
    found: Found,
    limits: Limits,
    deadline: Deadline,
}

/// Opens a file and finds what it is like. It blocks: see [`crate::Readers`] for a server.
///
/// # Errors
/// Why it is not read.
pub fn open(source: &Source, options: &Options) -> Result<Workbook, Refusal> {
    // The libraries that read what strangers made must not take the server with them.
    catch_unwind(AssertUnwindSafe(|| opened(source, options))).unwrap_or(Err(Refusal::Broken))
}

fn opened(source: &Source, options: &Options) -> Result<Workbook, Refusal> {
    let limits = options.limits;
    let mut deadline = Deadline::within(limits.time);
    let size = source.size().map_err(|_| Refusal::Broken)?;
    if size > limits.file {
        return Err(limits.too_large());
    }
    let mut input = source.open().map_err(|_| Refusal::Broken)?;
    let mut start = Vec::new();
    input.by_ref().take(512).read_to_end(&mut start).map_err(|_| Refusal::Broken)?;
    input.rewind().map_err(|_| Refusal::Broken)?;
    let (kind, mut book) = match start.as_slice() {
        [] => return Err(Refusal::Empty),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => packed(input, size, &limits, &deadline)?,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => (Kind::Xls, Book::Xls(xls::Book::open(input, size, &limits, &deadline)?)),
        _ if is_something_else(&start) => return Err(Refusal::UnknownKind),
        _ => (Kind::Csv, Book::Csv(Text::open(source, options.encoding, options.separator, &deadline)?)),
    };
    let sheets = match &book {
        Book::Xlsx(book) => book.sheets(),
        Book::Xls(book) => book.sheets(),
        Book::Ods(book) => book.sheets(),
        Book::Csv(_) => Vec::new(),
    };
    if sheets.len() > usize::try_from(limits.sheets).unwrap_or(usize::MAX) {
        return Err(Refusal::TooManySheets { max: limits.sheets });
    }
    let sheet = match (&options.sheet, sheets.first()) {
        (Some(wanted), _) if kind != Kind::Csv => {
            sheets.iter().find(|sheet| *sheet == wanted).ok_or(Refusal::NoSheet)?.clone()
        }
        (_, Some(first)) => first.clone(),
        (_, None) if kind == Kind::Csv => String::new(),
        (_, None) => return Err(Refusal::Empty),
    };
    let mut looked: Vec<Row> = Vec::new();
    book.rows(&sheet, limits, &mut deadline, &mut |row| {
        looked.push(row);
        if looked.len() < LOOKED_AT { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    let header = match options.header {
        Some(header) => looked.iter().position(|row| row.number == header),
        // A title that stands alone above the columns' names is none of them.
        None => looked.iter().take(BEFORE_HEADER).position(|row| filled(row) > 1).or(Some(0)),
    };
    let header = header.and_then(|at| (at < looked.len()).then(|| looked.split_off(at))).ok_or(Refusal::Empty)?;
    let (header, below) = header.split_first().ok_or(Refusal::Empty)?;
    let mut seen = Seen::default();
    below.iter().flat_map(|row| &row.cells).for_each(|cell| seen.look(cell));
    let (dialect, decimal_is_known, dates_are_known) = seen.dialect();
    let (encoding, separator) = match &book {
        Book::Csv(text) => (Some(text.encoding), Some(text.separator)),
        _ => (None, None),
    };
    let found = Found {
        kind,
        encoding,
        separator,
        dialect: Dialect {
            decimal: options.decimal.unwrap_or(dialect.decimal),
            dates: options.dates.unwrap_or(dialect.dates),
        },
        decimal_is_known: decimal_is_known || options.decimal.is_some(),
        dates_are_known: dates_are_known || options.dates.is_some(),
        sheets,
        sheet,
        header: header.number,
        columns: header.cells.iter().map(|cell| one_line(cell.as_text())).collect(),
        sample: below.iter().take(SAMPLE).cloned().collect(),
    };
    Ok(Workbook { book, found, limits, deadline })
}

impl Workbook {
    /// What was found in it.
    #[must_use]
    pub const fn found(&self) -> &Found {
        &self.found
    }

    /// Hands on the rows below the columns' names, one after the other, until enough is taken.
    ///
    /// # Errors
    /// Why it is not read to its end. What came before was handed on.
    pub fn rows(&mut self, mut take: impl FnMut(Row) -> ControlFlow<()>) -> Result<(), Refusal> {
        let header = self.found.header;
        let mut below = move |row: Row| if row.number > header { take(row) } else { ControlFlow::Continue(()) };
        let reading = || self.book.rows(&self.found.sheet, self.limits, &mut self.deadline, &mut below);
        catch_unwind(AssertUnwindSafe(reading)).unwrap_or(Err(Refusal::Broken))
    }
}

impl Book {
    fn rows(
        &mut self,
        sheet: &str,
        limits: Limits,
        deadline: &mut Deadline,
        take: &mut Take<'_>,
    ) -> Result<(), Refusal> {
        match self {
            Self::Xlsx(book) => book.rows(sheet, limits, deadline, take),
            Self::Xls(book) => book.rows(sheet, limits, deadline, take),
            Self::Ods(book) => book.rows(sheet, limits, deadline, take),
            Self::Csv(text) => text.rows(limits, deadline, take),
        }
    }
}

/// A packed file: a workbook of Excel or OpenDocument, or something else.
fn packed(input: Input, size: u64, limits: &Limits, deadline: &Deadline) -> Result<(Kind, Book), Refusal> {
    let mut archive = ZipArchive::new(BufReader::new(input)).map_err(archive::refused)?;
    let has = |archive: &ZipArchive<BufReader<Input>>, wanted: &str| {
        archive.file_names().flatten().any(|name| name.eq_ignore_ascii_case(wanted))
    };
    let is_ods = has(&archive, "content.xml") && has(&archive, "mimetype");
    let is_xlsx = has(&archive, "[Content_Types].xml") && has(&archive, "_rels/.rels");
    if !is_ods && !is_xlsx {
        return Err(Refusal::UnknownKind);
    }
    archive::inspect(&mut archive, size, limits, deadline)?;
    if is_ods {
        let mut kind = String::new();
        let part = archive.by_name("mimetype").map_err(archive::refused)?;
        part.take(200).read_to_string(&mut kind).map_err(|_| Refusal::Broken)?;
        return if kind.trim().starts_with("application/vnd.oasis.opendocument.spreadsheet") {
            Ok((Kind::Ods, Book::Ods(ods::Book::open(archive, limits)?)))
        } else {
            Err(Refusal::UnknownKind)
        };
    }
    // Word and PowerPoint pack theirs alike, and a binary workbook (xlsb) has no XML in it.
    let is_workbook = archive.file_names().flatten().any(|name| {
        let name = name.to_ascii_lowercase();
        name.ends_with("/workbook.xml") || name == "workbook.xml"
    });
    if !is_workbook {
        return Err(Refusal::UnknownKind);
    }
    let mut input = archive.into_inner().into_inner();
    input.rewind().map_err(|_| Refusal::Broken)?;
    Ok((Kind::Xlsx, Book::Xlsx(Box::new(xlsx::Book::open(input)?))))
}

/// Files of other kinds that might be taken for text.
fn is_something_else(start: &[u8]) -> bool {
    let text = start.trim_ascii_start();
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    let begins = |mark: &[u8]| text.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
    [
        &b"%PDF"[..],
        b"\x89PNG",
        b"GIF8",
        b"\xFF\xD8\xFF",
        b"<!doctype",
        b"<html",
        b"<?xml",
        b"{\\rtf",
        b"\x1F\x8B",
        b"7z\xBC",
        b"Rar!",
        b"MZ",
        b"\x7FELF",
    ]
    .into_iter()
    .any(begins)
}

fn filled(row: &Row) -> usize {
    row.cells.iter().filter(|cell| !cell.is_empty()).count()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
