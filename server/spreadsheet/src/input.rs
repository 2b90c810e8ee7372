//! Where a file is: on a disk or in memory.

use std::{
    fs::File,
    io::{self, Cursor, Read, Seek, SeekFrom},
    path::PathBuf,
    sync::Arc,
};

/// A file to be read.
#[derive(Clone, Debug)]
pub enum Source {
    /// On a disk.
    Path(PathBuf),
    /// In memory.
    Bytes(Arc<[u8]>),
}

/// A file that is open.
#[derive(Debug)]
pub(crate) enum Input {
    File(File),
    Bytes(Cursor<Arc<[u8]>>),
}

impl Source {
    /// Opens it at its beginning, on its own.
    pub(crate) fn open(&self) -> io::Result<Input> {
        Ok(match self {
            Self::Path(path) => Input::File(File::open(path)?),
            Self::Bytes(bytes) => Input::Bytes(Cursor::new(Arc::clone(bytes))),
        })
    }

    /// Bytes that it has.
    pub(crate) fn size(&self) -> io::Result<u64> {
        Ok(match self {
            Self::Path(path) => std::fs::metadata(path)?.len(),
            Self::Bytes(bytes) => u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        })
    }
}

impl Read for Input {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::Bytes(bytes) => bytes.read(buffer),
        }
    }
}

impl Seek for Input {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::File(file) => file.seek(to),
            Self::Bytes(bytes) => bytes.seek(to),
        }
    }
}
