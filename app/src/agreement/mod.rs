//! What customers have agreed with the firm, and the firm's collective agreements.

mod actions;
mod factor;
mod factor_actions;
mod form;
mod line;
mod line_actions;
mod page;
mod rate;
mod rate_actions;
mod row_actions;

pub use actions::{AddAgreement, ChangeAgreement, RetireAgreement, add_agreement, change_agreement, retire_agreement};
pub use factor::VIEW as FACTOR_VIEW;
pub use factor_actions::{SaveFactor, save_factor};
pub use line::VIEW as LINES_VIEW;
pub use line_actions::{SaveLine, ShiftLine, save_line, shift_line};
pub use page::{ADD, AgreementsPage, AgreementsView, CHANGE};
pub use rate::VIEW as MATRIX_VIEW;
pub use rate_actions::{SaveRate, save_rate};
pub use row_actions::{EndAgreed, RemoveAgreed, end_agreed, remove_agreed};

use crate::card::Editing;
use domain::{change::LogCategory, list::ListKind, section::Section};
use store::form_state::FormState;

/// Where a form of such a row is sent.
#[must_use]
pub const fn action_of(of: LogCategory) -> &'static str {
    match of {
        LogCategory::Factor => "/api/staff/factor-save",
        LogCategory::Rate => "/api/staff/rate-save",
        LogCategory::Line => "/api/staff/line-save",
        _ => "",
    }
}

/// The row that is edited, as an address names it: by its table, and its id where it is there already.
#[must_use]
pub fn editing_of(named: &str) -> Option<Editing> {
    let (table, id) = named.split_once('.').map_or((named, None), |(table, id)| (table, Some(id)));
    let of = LogCategory::from_key(table).filter(|of| LogCategory::AGREED.contains(of))?;
    match id {
        None => Some(Editing::Agreed(of, None)),
        Some(id) => Some(Editing::Agreed(of, Some(id.parse().ok()?))),
    }
}

/// The row that a form was about that could not be saved.
#[must_use]
pub fn editing_of_failed(state: &FormState) -> Option<Editing> {
    let of = LogCategory::AGREED.into_iter().find(|of| action_of(*of) == state.form)?;
    Some(Editing::Agreed(of, state.typed("row").and_then(|row| row.parse().ok())))
}

/// The section in which such rows stand.
#[must_use]
pub fn section_of(of: LogCategory) -> Option<Section> {
    Section::of_change(of.key(), "")
}

/// Sections that show such rows.
#[must_use]
pub fn shows_rows(section: Section) -> bool {
    LogCategory::AGREED.into_iter().any(|of| section_of(of) == Some(section))
}

/// The lists that the form of such a row chooses from.
#[must_use]
pub fn lists_of(of: LogCategory) -> Vec<ListKind> {
    match of {
        LogCategory::Factor => vec![ListKind::Role],
        LogCategory::Rate => vec![ListKind::Role, ListKind::RateKind],
        _ => Vec::new(),
    }
}
