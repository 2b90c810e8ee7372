//! How each piece of advice is said.

use crate::i18n::advice as words;
use domain::{advice::Advice, text::Text};

/// What is so, why it matters, and what leads to where it is mended.
pub(super) const fn of(advice: Advice) -> (Text, Text, Text) {
    match advice {
        Advice::Lacking => (words::LACKING, words::LACKING_WHY, words::LACKING_DO),
        Advice::InvoiceEmail => (words::INVOICE_EMAIL, words::INVOICE_EMAIL_WHY, words::INVOICE_EMAIL_DO),
        Advice::Doubles => (words::DOUBLES, words::DOUBLES_WHY, words::DOUBLES_DO),
        Advice::Logos => (words::LOGOS, words::LOGOS_WHY, words::LOGOS_DO),
        Advice::StartAddress => (words::START, words::START_WHY, words::START_DO),
        Advice::UnusedFields => (words::FIELDS, words::FIELDS_WHY, words::FIELDS_DO),
        Advice::UnusedOwnFields => (words::OWN, words::OWN_WHY, words::OWN_DO),
        Advice::Nickname => (words::NICKNAME, words::NICKNAME_WHY, words::NICKNAME_DO),
        Advice::UnusedValues => (words::VALUES, words::VALUES_WHY, words::VALUES_DO),
    }
}
