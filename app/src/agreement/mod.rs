//! What customers have agreed with the firm, and the firm's collective agreements.

mod actions;
mod page;

pub use actions::{AddAgreement, ChangeAgreement, RetireAgreement, add_agreement, change_agreement, retire_agreement};
pub use page::{ADD, AgreementsPage, AgreementsView, CHANGE};
