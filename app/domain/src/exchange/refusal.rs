//! Why a file is not read.

use serde::{Deserialize, Serialize};

/// Why a file is not read, or not to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "reason")]
pub enum Refusal {
    /// There is nothing in it.
    Empty,
    /// It is no spreadsheet that is read here, whatever its name says.
    UnknownKind,
    /// It is damaged, or did not arrive whole.
    Broken,
    /// It is locked with a password.
    Password,
    /// It is larger than files may be.
    FileTooLarge {
        /// Most megabytes.
        max: u32,
    },
    /// What is packed in it is far larger than the file (a "zip bomb").
    Unpacked,
    /// It has more rows than are read.
    TooManyRows {
        /// Most rows.
        max: u32,
    },
    /// It has more columns than are read.
    TooManyColumns {
        /// Most columns.
        max: u32,
    },
    /// It has more sheets than are read.
    TooManySheets {
        /// Most sheets.
        max: u32,
    },
    /// A cell, or all cells of a row together, hold more text than is read.
    TooMuchText {
        /// The row.
        row: u32,
    },
    /// It has no sheet of that name.
    NoSheet,
    /// It declares things of its own that lead elsewhere (entities, document types).
    Declarations,
    /// Reading it took too long.
    TooSlow,
    /// So many files are being read that this one has to wait.
    Busy,
}
