//! How much of a file is read.

use domain::exchange::Refusal;
use std::time::{Duration, Instant};

/// How much of a file is read; what has more is refused.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Most bytes of the file.
    pub file: u64,
    /// Most bytes of all that is packed in it.
    pub unpacked: u64,
    /// So many times its own size may be what is packed in a file that is not small.
    pub ratio: u64,
    /// Most bytes of the texts that an Excel file keeps once for all its cells.
    pub shared_text: u64,
    /// Most rows.
    pub rows: u32,
    /// Most columns.
    pub columns: u32,
    /// Most sheets.
    pub sheets: u32,
    /// Most bytes of the text of a row.
    pub row_text: usize,
    /// So long may reading take, waiting for whoever takes the rows left out.
    pub time: Duration,
}

/// Most bytes of a file that is read; uploads are cut off there.
pub const MOST_BYTES: u64 = 50 * 1024 * 1024;

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: MOST_BYTES,
            unpacked: 600 * 1024 * 1024,
            ratio: 200,
            shared_text: 64 * 1024 * 1024,
            rows: 200_000,
            columns: 512,
            sheets: 100,
            row_text: 1024 * 1024,
            time: Duration::from_mins(1),
        }
    }
}

/// Columns that a sheet may have without anything in them: as many as Excel has.
pub(crate) const EMPTY_COLUMNS: u32 = 16_384;
/// Packed files below this may be packed as tightly as they like.
pub(crate) const SMALL: u64 = 32 * 1024 * 1024;

impl Limits {
    pub(crate) fn too_large(&self) -> Refusal {
        Refusal::FileTooLarge { max: u32::try_from(self.file / (1024 * 1024)).unwrap_or(u32::MAX) }
    }

    pub(crate) const fn too_many_columns(&self) -> Refusal {
        Refusal::TooManyColumns { max: self.columns }
    }
}

/// Until when a file may be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline(Instant);

impl Deadline {
    pub(crate) fn within(time: Duration) -> Self {
        Self(Instant::now() + time)
    }

    pub(crate) fn check(&self) -> Result<(), Refusal> {
        if Instant::now() > self.0 { Err(Refusal::TooSlow) } else { Ok(()) }
    }

    /// Does something that takes no time of the file's.
    pub(crate) fn aside<T>(&mut self, doing: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = doing();
        self.0 += start.elapsed();
        done
    }
}
