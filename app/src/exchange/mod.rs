//! Customers in files: templates, export, and why a file is not read.

#[cfg(feature = "ssr")]
mod menu;
#[cfg(feature = "ssr")]
mod page;

#[cfg(feature = "ssr")]
pub use menu::menu;
#[cfg(feature = "ssr")]
pub use page::{ExportPage, ExportView};

use crate::i18n::exchange as words;
use domain::{exchange::Refusal, language::Language};

/// Why a file is not read, in words that say what to do.
#[must_use]
pub fn refusal_text(refusal: Refusal, language: Language) -> String {
    let number = |n: u32| n.to_string();
    let text = match refusal {
        Refusal::Empty => words::EMPTY,
        Refusal::UnknownKind => words::UNKNOWN_KIND,
        Refusal::Broken => words::BROKEN,
        Refusal::Password => words::PASSWORD,
        Refusal::Unpacked => words::UNPACKED,
        Refusal::NoSheet => words::NO_SHEET,
        Refusal::Declarations => words::DECLARATIONS,
        Refusal::TooSlow => words::TOO_SLOW,
        Refusal::Busy => words::BUSY,
        Refusal::FileTooLarge { max } => return words::FILE_TOO_LARGE.with(language, &[("max", &number(max))]),
        Refusal::TooManyRows { max } => return words::TOO_MANY_ROWS.with(language, &[("max", &number(max))]),
        Refusal::TooManyColumns { max } => return words::TOO_MANY_COLUMNS.with(language, &[("max", &number(max))]),
        Refusal::TooManySheets { max } => return words::TOO_MANY_SHEETS.with(language, &[("max", &number(max))]),
        Refusal::TooMuchText { row } => return words::TOO_MUCH_TEXT.with(language, &[("row", &number(row))]),
    };
    text.get(language).to_owned()
}
