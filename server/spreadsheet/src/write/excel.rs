//! Excel files: a sheet of rows, sheets that explain, and a hidden one with what may be chosen.

use super::{Choices, Column, Form, Written, failed};
use domain::exchange::Cell;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula,
    Workbook, Worksheet,
};
use std::io;
use tempfile::NamedTempFile;

/// Rows for which Excel offers choices.
const OFFERED: u32 = 20_000;
/// Excel's own formats of a day and of a moment, which follow the reader's country.
const DAY: u8 = 14;
const MOMENT: u8 = 22;
/// Most characters of a cell.
const MOST_CHARACTERS: usize = 32_767;
/// Most characters of what Excel says of a column.
const MOST_ADVICE: usize = 250;
/// The hidden sheet's name.
const LISTS: &str = "_lists";

/// An Excel file that is being written.
pub struct Excel {
    book: Workbook,
    name: String,
    formats: Vec<Format>,
    moment: Format,
    row: u32,
}

fn header_format(must: bool) -> Format {
    let format = Format::new()
        .set_background_color(Color::RGB(0x00E8_EEF4))
        .set_font_color(Color::RGB(0x001F_2A37))
        .set_border_bottom(if must { FormatBorder::Thick } else { FormatBorder::Thin })
        .set_align(FormatAlign::VerticalCenter);
    if must { format.set_bold() } else { format }
}

fn form_format(form: Form) -> Format {
    match form {
        Form::Text => Format::new().set_num_format("@"),
        Form::Whole => Format::new().set_num_format("0"),
        Form::Decimals(places) => {
            Format::new().set_num_format(format!("#,##0.{}", "0".repeat(usize::from(places.max(1)))))
        }
        Form::Date => Format::new().set_num_format_index(DAY),
    }
}

impl Excel {
    /// Begins a file with a sheet of this name and its columns.
    ///
    /// # Errors
    /// When the name or a column can't be one, or the disk can't take it.
    pub fn new(name: &str, columns: &[Column]) -> io::Result<Self> {
        let mut book = Workbook::new();
        let formats: Vec<Format> = columns.iter().map(|column| form_format(column.form)).collect();
        let sheet = book.add_worksheet_with_constant_memory().map_err(failed)?;
        sheet.set_name(name).map_err(failed)?;
        for ((at, column), format) in (0_u16..).zip(columns).zip(&formats) {
            sheet.set_column_width(at, column.width).map_err(failed)?;
            sheet.set_column_format(at, format).map_err(failed)?;
        }
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        sheet.set_row_height(0, 22).map_err(failed)?;
        for (at, column) in (0_u16..).zip(columns) {
            sheet.write_string_with_format(0, at, &column.header, &header_format(column.must)).map_err(failed)?;
        }
        for (at, column) in (0_u16..).zip(columns) {
            if let Some(validation) = validation(at, column)? {
                sheet.add_data_validation(1, at, OFFERED, at, &validation).map_err(failed)?;
            }
        }
        sheet.set_repeat_rows(0, 0).map_err(failed)?;
        let lists: Vec<(u16, &Choices)> = (0_u16..)
            .zip(columns)
            .filter_map(|(at, column)| Some((at, column.choices.as_ref().filter(|of| !of.values.is_empty())?)))
            .collect();
        if !lists.is_empty() {
            let sheet = book.add_worksheet_with_constant_memory().map_err(failed)?;
            sheet.set_name(LISTS).map_err(failed)?;
            sheet.set_hidden(true);
            let longest = lists.iter().map(|(_, choices)| choices.values.len()).max().unwrap_or(0);
            for (row, index) in (0_u32..).zip(0..longest) {
                for (at, choices) in &lists {
                    if let Some(value) = choices.values.get(index) {
                        sheet.write_string(row, *at, limited(value)).map_err(failed)?;
                    }
                }
            }
        }
        let moment = Format::new().set_num_format_index(MOMENT);
        Ok(Self { book, name: name.to_owned(), formats, moment, row: 0 })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// When there are more rows than Excel has, or the disk can't take it.
    pub fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        self.row += 1;
        let sheet = self.book.worksheet_from_name(&self.name).map_err(failed)?;
        for (at, (cell, format)) in (0_u16..).zip(cells.iter().zip(&self.formats)) {
            put(sheet, self.row, at, cell, format, &self.moment).map_err(failed)?;
        }
        Ok(())
    }

    /// Adds a sheet of texts that explains: its first row is a head, and its columns are so wide.
    ///
    /// # Errors
    /// When the name can't be one, or the disk can't take it.
    pub fn explanation(&mut self, name: &str, widths: &[f64], rows: &[Vec<String>]) -> io::Result<()> {
        let sheet = self.book.add_worksheet_with_constant_memory().map_err(failed)?;
        sheet.set_name(name).map_err(failed)?;
        for (at, width) in (0_u16..).zip(widths) {
            sheet.set_column_width(at, *width).map_err(failed)?;
        }
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        let (head, body) = (header_format(true), Format::new().set_text_wrap().set_align(FormatAlign::Top));
        for (at, row) in (0_u32..).zip(rows) {
            for (column, text) in (0_u16..).zip(row) {
                let format = if at == 0 { &head } else { &body };
                sheet.write_string_with_format(at, column, limited(text), format).map_err(failed)?;
            }
        }
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When the disk can't take it.
    pub fn end(mut self) -> io::Result<Written> {
        let mut file = NamedTempFile::new()?;
        self.book.save_to_writer(file.as_file_mut()).map_err(failed)?;
        Written::new(file)
    }
}

fn limited(text: &str) -> &str {
    text.char_indices().nth(MOST_CHARACTERS).and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    cell: &Cell,
    format: &Format,
    moment: &Format,
) -> Result<(), rust_xlsxwriter::XlsxError> {
    match cell {
        Cell::Empty => {}
        // Always as text: a formula is only what is written as one.
        Cell::Text(text) | Cell::Error(text) => {
            sheet.write_string_with_format(row, at, limited(text), format)?;
        }
        Cell::Number(number) => match number.parse::<f64>() {
            Ok(number) => {
                sheet.write_number_with_format(row, at, number, format)?;
            }
            Err(_) => {
                sheet.write_string_with_format(row, at, number, format)?;
            }
        },
        Cell::Date(date) => match ExcelDateTime::parse_from_str(date) {
            Ok(parsed) => {
                let format = if date.len() > 10 { moment } else { format };
                sheet.write_datetime_with_format(row, at, &parsed, format)?;
            }
            Err(_) => {
                sheet.write_string_with_format(row, at, date, format)?;
            }
        },
        Cell::Bool(yes) => {
            sheet.write_boolean(row, at, *yes)?;
        }
    }
    Ok(())
}

/// The list of a column and what Excel says of it. Another value is asked about, not refused: what
/// the file says is judged when it is imported.
fn validation(at: u16, column: &Column) -> io::Result<Option<DataValidation>> {
    let count = column.choices.as_ref().map_or(0, |choices| choices.values.len());
    if count == 0 && column.advice.is_none() {
        return Ok(None);
    }
    let mut validation = DataValidation::new().set_error_style(DataValidationErrorStyle::Warning);
    if count > 0 {
        let letters = letters(at);
        validation = validation.allow_list_formula(Formula::new(format!("={LISTS}!${letters}$1:${letters}${count}")));
    }
    if let Some(advice) = &column.advice {
        let short: String = advice.chars().take(MOST_ADVICE).collect();
        validation = validation.set_input_message(short).map_err(failed)?;
    }
    Ok(Some(validation))
}

/// A column's letters: A, Z, AA.
fn letters(at: u16) -> String {
    let (mut rest, mut out) = (u32::from(at) + 1, Vec::new());
    while rest > 0 {
        let digit = (rest - 1) % 26;
        out.push(char::from(b'A' + u8::try_from(digit).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    out.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
