//! Payment terms of the firm (seed 003:65): when an invoice falls due.

use crate::{
    customer::codes,
    error::Problem,
    language::Language,
    terms::{Days, OutOfRange},
    text::Text,
};
use serde::{Deserialize, Serialize};

codes! {
    /// From when the days of a term are counted.
    TermKind {
        /// From the day of the invoice.
        Net "net" ["Dager fra fakturadato", "Dagar från fakturadatum", "Days from the invoice date"],
        /// From the end of the month of the invoice.
        EndOfMonth "end_of_month" ["Dager fra månedens slutt", "Dagar från månadens slut", "Days from the end of the month"],
        /// None are given.
        Immediate "immediate" ["Betales straks", "Betalas genast", "Due immediately"],
    }
}

const AFTER_MONTH: Text =
    Text {
        nb: "{days} fra månedens slutt", sv: "{days} från månadens slut", en: "{days} from the end of the month"
    };
const MONTH: Text = Text { nb: "ved månedens slutt", sv: "vid månadens slut", en: "at the end of the month" };
const AT_ONCE: Text = Text { nb: "straks", sv: "genast", en: "immediately" };

/// How long a customer with a term may take to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaymentTerm {
    kind: TermKind,
    days: Days,
}

/// A term as the database tells it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ToldTerm {
    kind: String,
    days: i64,
}

impl ToldTerm {
    /// The term; none where no such kind is known.
    #[must_use]
    pub fn read(&self) -> Option<PaymentTerm> {
        PaymentTerm::new(TermKind::from_key(&self.kind)?, self.days)
    }
}

impl PaymentTerm {
    /// A term of so many days; none where they are out of their range. What is due immediately has none.
    #[must_use]
    pub fn new(kind: TermKind, days: i64) -> Option<Self> {
        let days = if kind == TermKind::Immediate { 0 } else { days };
        (0..=Days::MOST).contains(&days).then_some(Self { kind, days: Days::new(days) })
    }

    /// Reads what a form says of a term.
    ///
    /// # Errors
    /// The name of the input that is wrong, `term_kind` or `term_days`, and what is wrong with it.
    pub fn parse(kind: &str, days: &str) -> Result<Self, (&'static str, Problem)> {
        let kind = TermKind::from_key(kind).ok_or(("term_kind", Problem::Choice))?;
        if kind == TermKind::Immediate {
            return Ok(Self { kind, days: Days::new(0) });
        }
        if days.trim().is_empty() {
            return Err(("term_days", Problem::Required));
        }
        let days = Days::parse(days).map_err(|OutOfRange| ("term_days", Problem::Days))?;
        Ok(Self { kind, days })
    }

    /// From when its days are counted.
    #[must_use]
    pub const fn kind(self) -> TermKind {
        self.kind
    }

    /// How many days it gives.
    #[must_use]
    pub const fn days(self) -> Days {
        self.days
    }

    /// As it is read: `30 dager`, `30 dager fra månedens slutt`, `straks`.
    #[must_use]
    pub fn shown(self, language: Language) -> String {
        let days = self.days.shown(language);
        match self.kind {
            TermKind::Net => days,
            TermKind::EndOfMonth if self.days.count() == 0 => MONTH.get(language).to_owned(),
            TermKind::EndOfMonth => AFTER_MONTH.with(language, &[("days", &days)]),
            TermKind::Immediate => AT_ONCE.get(language).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(kind: &str, days: &str) -> PaymentTerm {
        PaymentTerm::parse(kind, days).unwrap()
    }

    #[test]
    fn a_term_has_its_kind_and_days_and_what_is_due_at_once_has_none() {
        let told = |kind, days| (term(kind, days).kind(), term(kind, days).days().count());
        assert_eq!(told("net", "30 dager"), (TermKind::Net, 30));
        assert_eq!(told("end_of_month", "0"), (TermKind::EndOfMonth, 0));
        assert_eq!(told("immediate", "30"), (TermKind::Immediate, 0));
    }

    #[test]
    fn what_is_no_term_is_refused_where_it_stands() {
        assert_eq!(PaymentTerm::parse("often", "30"), Err(("term_kind", Problem::Choice)));
        assert_eq!(PaymentTerm::parse("net", " "), Err(("term_days", Problem::Required)));
        assert_eq!(PaymentTerm::parse("net", "366"), Err(("term_days", Problem::Days)));
        assert!(PaymentTerm::new(TermKind::Net, -1).is_none());
    }

    #[test]
    fn a_term_is_read_in_three_languages() {
        assert_eq!(term("net", "30").shown(Language::Sv), "30 dagar");
        assert_eq!(term("end_of_month", "30").shown(Language::Nb), "30 dager fra månedens slutt");
        assert_eq!(term("end_of_month", "0").shown(Language::En), "at the end of the month");
        assert_eq!(term("immediate", "").shown(Language::Sv), "genast");
    }
}
