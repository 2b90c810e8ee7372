//! CSV as Excel in the Nordic countries reads and writes it: UTF-8 with a mark, `;` between cells.

use super::{Column, Written, as_text};
use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use domain::exchange::Cell;
use std::io::{self, Write};
use tempfile::NamedTempFile;

/// A CSV file that is being written.
#[derive(Debug)]
pub struct Delimited(Writer<NamedTempFile>);

impl Delimited {
    /// Begins a file with its columns' names.
    ///
    /// # Errors
    /// When the disk can't take it.
    pub fn new(columns: &[Column]) -> io::Result<Self> {
        let mut file = NamedTempFile::new()?;
        file.write_all("\u{feff}".as_bytes())?;
        let mut writer = WriterBuilder::new()
            .delimiter(b';')
            .terminator(Terminator::CRLF)
            .quote_style(QuoteStyle::Necessary)
            .buffer_capacity(64 * 1024)
            .from_writer(file);
        writer.write_record(columns.iter().map(|column| super::guarded(&column.header).into_owned()))?;
        Ok(Self(writer))
    }

    /// Writes a row.
    ///
    /// # Errors
    /// When the disk can't take it.
    pub fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        for cell in cells {
            self.0.write_field(as_text(cell).as_bytes())?;
        }
        self.0.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When the disk can't take it.
    pub fn end(self) -> io::Result<Written> {
        let file = self.0.into_inner().map_err(|error| io::Error::from(error.error().kind()))?;
        Written::new(file)
    }
}
