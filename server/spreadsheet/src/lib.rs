//! Spreadsheets read and written: Excel (xlsx, xls), OpenDocument (ods) and text with separators (CSV).
//!
//! What a file is decides its content, never its name. Files come from anywhere: whatever is in
//! them, reading ends within a limited time and memory, with rows or with a [`Refusal`].

#![warn(missing_docs)]

mod archive;
mod biff;
mod delimited;
mod dialect;
mod input;
mod limits;
mod number;
mod ods;
mod reading;
mod rows;
mod workbook;
mod write;
mod xls;
mod xlsx;

pub use delimited::{Encoding, Separator};
pub use domain::exchange::{Cell, DateOrder, Decimal, Dialect, Refusal};
pub use input::Source;
pub use limits::{Limits, MOST_BYTES};
pub use reading::{Readers, Reading};
pub use rows::Row;
pub use workbook::{Found, Kind, Options, Workbook, open};
pub use write::{Choices, Column, Delimited, Excel, Form, Written, guarded};
