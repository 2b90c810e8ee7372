//! Customers as files: exports and templates.

mod export;
mod template;

pub(crate) use export::{Failed, Format, Order, export};
pub(crate) use template::{Ground, template};

use domain::exchange::Form;

/// How a column is shown in a spreadsheet.
fn shown_as(form: Form) -> spreadsheet::Form {
    match form {
        Form::Text => spreadsheet::Form::Text,
        Form::Number(0) => spreadsheet::Form::Whole,
        Form::Number(places) => spreadsheet::Form::Decimals(places),
    }
}
