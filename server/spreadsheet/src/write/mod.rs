//! Spreadsheets written row by row to a file that is gone when nobody needs it any more: memory
//! does not grow with rows.

mod delimited;
mod excel;

pub use delimited::Delimited;
pub use excel::Excel;

use domain::exchange::Cell;
use std::{
    borrow::Cow,
    fs::File,
    io::{self, Seek},
    path::Path,
};
use tempfile::NamedTempFile;

/// How a column's values are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// As text, also where it is all digits.
    #[default]
    Text,
    /// As a number without decimals.
    Whole,
    /// As a number with so many decimals, in groups of thousands.
    Decimals(u8),
    /// As a day.
    Date,
}

/// What may be chosen in a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The values.
    pub values: Vec<String>,
}

/// A column of a sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// What stands at its head.
    pub header: String,
    /// How wide it is, in characters.
    pub width: f64,
    /// How its values are shown.
    pub form: Form,
    /// Whether every row must have something in it.
    pub must: bool,
    /// What may be chosen.
    pub choices: Option<Choices>,
    /// What Excel says of it to whoever stands in one of its cells.
    pub advice: Option<String>,
}

/// A file that was written. It is gone when this is dropped.
#[derive(Debug)]
pub struct Written {
    file: NamedTempFile,
    size: u64,
}

impl Written {
    fn new(mut file: NamedTempFile) -> io::Result<Self> {
        file.as_file_mut().rewind()?;
        let size = file.as_file().metadata()?.len();
        Ok(Self { file, size })
    }

    /// Bytes that it has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// The open file alone, at its beginning: its name is gone, its content stays until it is closed.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn into_file(self) -> io::Result<File> {
        let mut file = self.file.into_file();
        file.rewind()?;
        Ok(file)
    }
}

/// A failure of the library that writes Excel files, as one of the disk's.
fn failed(error: rust_xlsxwriter::XlsxError) -> io::Error {
    match error {
        rust_xlsxwriter::XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}

/// The characters that make spreadsheets take a CSV file's text for something to reckon with.
const fn is_mark(first: char) -> bool {
    matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n')
}

/// Whether a spreadsheet that opens a CSV file would reckon with this text. A sign before nothing but
/// digits is a phone number or an amount, with which nothing can be reckoned.
fn is_reckoned(text: &str) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next().filter(|first| is_mark(*first)) else { return false };
    let is_number = matches!(first, '+' | '-')
        && chars.clone().any(|c| c.is_ascii_digit())
        && chars.all(|c| c.is_ascii_digit() || " ,.\u{a0}\u{202f}".contains(c));
    !is_number
}

/// Text as it stands in a CSV file: with an apostrophe before what spreadsheets would reckon with
/// ("CSV injection"). Reading takes it off again; see [`unguarded`].
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_reckoned(text) || unguarded(text).len() != text.len() {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Text of a CSV file without that apostrophe. Others stay: 't Hooft is a name.
pub(crate) fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.trim_start_matches('\'').starts_with(is_mark)).unwrap_or(text)
}

/// A cell's text in a CSV file: numbers with a comma, as the Nordic countries write them.
fn as_text(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) | Cell::Error(text) => guarded(text),
        Cell::Number(number) => Cow::Owned(number.replace('.', ",")),
        Cell::Date(date) => Cow::Borrowed(date),
        Cell::Bool(yes) => Cow::Borrowed(if *yes { "true" } else { "false" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_would_be_reckoned_with_is_guarded_and_numbers_are_not() {
        for text in ["=1+1", "+HYPERLINK(1)", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "-", "+47-1", "-A1"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in ["+47 41 23 45 67", "+4741234567", "-1 250,50", "Ås", "a=b", "'t Hooft", ""] {
            assert_eq!(guarded(text), text);
        }
        assert_eq!(guarded("'=1"), "''=1", "so that reading gives back what was there");
    }

    proptest! {
        #[test]
        fn what_is_guarded_is_read_as_it_was(text in "['=+@\\t\\ra-]{0,4}\\PC{0,5}") {
            let written = guarded(&text);
            prop_assert_eq!(unguarded(&written), text.as_str());
            prop_assert!(!is_reckoned(&written));
        }
    }
}
