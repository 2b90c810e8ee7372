//! Excel's old files (xls). The library that reads them trusts them: it makes room for what they
//! promise and follows where they lead. So only the stream with the cells is taken out of the file,
//! looked through ([`crate::biff`]), and put into a new one for it.

use crate::{
    biff,
    input::Input,
    limits::{Deadline, Limits},
    number,
    rows::{Rows, Take},
};
use calamine::{Data, Range, Reader, SheetType, SheetVisible, Xls, XlsError};
use cfb::{CompoundFile, Version};
use domain::exchange::{Cell, Refusal};
use std::io::{Cursor, Read, Write};

/// Most bytes of an old file: it is held in memory as a whole, and has 65,536 rows at most.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// A workbook, read as a whole.
pub(crate) struct Book(Vec<(String, Range<Data>)>);

impl Book {
    pub(crate) fn open(input: Input, size: u64, limits: &Limits, deadline: &Deadline) -> Result<Self, Refusal> {
        let mut file = CompoundFile::open(input).map_err(|_| Refusal::Broken)?;
        if file.exists("/EncryptedPackage") {
            return Err(Refusal::Password);
        }
        let Some(name) = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name)) else {
            return Err(Refusal::UnknownKind);
        };
        if size > MOST_BYTES {
            return Err(Refusal::FileTooLarge { max: u32::try_from(MOST_BYTES / (1024 * 1024)).unwrap_or(u32::MAX) });
        }
        let mut stream = Vec::new();
        let found = file.open_stream(name).map_err(|_| Refusal::Broken)?;
        found.take(MOST_BYTES + 1).read_to_end(&mut stream).map_err(|_| Refusal::Broken)?;
        drop(file);
        biff::clean(&mut stream, limits, deadline)?;
        let mut xls = Xls::new(Cursor::new(packed(name, &stream).map_err(|_| Refusal::Broken)?)).map_err(refused)?;
        drop(stream);
        let seen: Vec<String> = xls
            .sheets_metadata()
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet && matches!(sheet.visible, SheetVisible::Visible))
            .map(|sheet| sheet.name.clone())
            .collect();
        let mut sheets = Vec::with_capacity(seen.len());
        for name in seen {
            let range = xls.worksheet_range(&name).map_err(refused)?;
            sheets.push((name, range));
        }
        Ok(Self(sheets))
    }

    pub(crate) fn sheets(&self) -> Vec<String> {
        self.0.iter().map(|(name, _)| name.clone()).collect()
    }

    pub(crate) fn rows(
        &self,
        sheet: &str,
        limits: Limits,
        deadline: &mut Deadline,
        take: &mut Take<'_>,
    ) -> Result<(), Refusal> {
        let (_, range) = self.0.iter().find(|(name, _)| name == sheet).ok_or(Refusal::NoSheet)?;
        let (top, left) = range.start().unwrap_or_default();
        let mut rows = Rows::new(limits, deadline, take);
        for (row, column, value) in range.used_cells() {
            let at = |offset: u32, place: usize| offset.saturating_add(u32::try_from(place).unwrap_or(u32::MAX));
            if rows.cell(at(top, row), at(left, column), cell(value))?.is_break() {
                return Ok(());
            }
        }
        rows.end()
    }
}

/// A new file with nothing but this stream.
fn packed(name: &str, stream: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut file =
        CompoundFile::create_with_version(Version::V3, Cursor::new(Vec::with_capacity(stream.len() + 65_536)))?;
    file.create_stream(name)?.write_all(stream)?;
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

fn cell(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::Int(number) => Cell::Number(number.to_string()),
        Data::Float(number) => Cell::Number(number::written(*number)),
        Data::String(text) | Data::DurationIso(text) => Cell::text(text),
        Data::Bool(yes) => Cell::Bool(*yes),
        Data::DateTime(moment) if moment.is_duration() || moment.as_f64() < 1.0 => {
            Cell::Number(number::written(moment.as_f64()))
        }
        Data::DateTime(moment) => Cell::Date(number::moment(moment)),
        Data::DateTimeIso(text) => Cell::Date(text.clone()),
        Data::Error(error) => Cell::Error(error.to_string()),
    }
}

fn refused(error: XlsError) -> Refusal {
    tracing::debug!(%error, "a workbook was refused");
    match error {
        XlsError::Password => Refusal::Password,
        XlsError::WorksheetNotFound(_) => Refusal::NoSheet,
        _ => Refusal::Broken,
    }
}
