//! Excel's own files (xlsx, xlsm): cells are read one after the other as they are unpacked.

use crate::{
    input::Input,
    limits::{Deadline, Limits},
    number,
    rows::{Rows, Take},
};
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use domain::exchange::{Cell, Refusal};
use std::io::BufReader;

/// A workbook that has been looked through.
pub(crate) struct Book(Xlsx<BufReader<Input>>);

impl Book {
    pub(crate) fn open(input: Input) -> Result<Self, Refusal> {
        Xlsx::new(BufReader::new(input)).map(Self).map_err(|error| refused(&error))
    }

    /// The names of the sheets that people see.
    pub(crate) fn sheets(&self) -> Vec<String> {
        let is_seen = |sheet: &&calamine::Sheet| {
            sheet.typ == SheetType::WorkSheet && matches!(sheet.visible, SheetVisible::Visible)
        };
        self.0.sheets_metadata().iter().filter(is_seen).map(|sheet| sheet.name.clone()).collect()
    }

    pub(crate) fn rows(
        &mut self,
        sheet: &str,
        limits: Limits,
        deadline: &mut Deadline,
        take: &mut Take<'_>,
    ) -> Result<(), Refusal> {
        let mut cells = self.0.worksheet_cells_reader(sheet).map_err(|error| refused(&error))?;
        let mut rows = Rows::new(limits, deadline, take);
        loop {
            let found = match cells.next_cell() {
                Ok(Some(found)) => found,
                Ok(None) => break,
                Err(error) => return Err(refused(&error)),
            };
            let (row, column) = found.get_position();
            if rows.cell(row, column, cell(found.get_value()))?.is_break() {
                return Ok(());
            }
        }
        rows.end()
    }
}

fn cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(number.to_string()),
        DataRef::Float(number) => Cell::Number(number::written(*number)),
        DataRef::String(text) | DataRef::DurationIso(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Bool(yes) => Cell::Bool(*yes),
        // A time without a day is a number as far as cards are concerned.
        DataRef::DateTime(moment) if moment.is_duration() || moment.as_f64() < 1.0 => {
            Cell::Number(number::written(moment.as_f64()))
        }
        DataRef::DateTime(moment) => Cell::Date(number::moment(moment)),
        DataRef::DateTimeIso(text) => Cell::Date(text.clone()),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

fn refused(error: &XlsxError) -> Refusal {
    tracing::debug!(%error, "a workbook was refused");
    match error {
        XlsxError::Password => Refusal::Password,
        XlsxError::WorksheetNotFound(_) => Refusal::NoSheet,
        _ => Refusal::Broken,
    }
}
