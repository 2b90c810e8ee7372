//! When an invoice falls due.

use domain::payment_term::{PaymentTerm, TermKind};
use jiff::{ToSpan, civil::Date};

/// When an invoice of a day falls due: so many days after it, or by a payment term, where the customer has no days of
/// its own. None where that is no day of the calendar.
pub(super) fn due(sent: Date, term: Option<PaymentTerm>, days: i64) -> Option<Date> {
    match term.map(|term| (term.kind(), term.days().count())) {
        Some((TermKind::EndOfMonth, days)) => sent.last_of_month().checked_add(days.days()).ok(),
        Some((TermKind::Net | TermKind::Immediate, days)) => sent.checked_add(days.days()).ok(),
        None => sent.checked_add(days.days()).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(sent: &str, kind: Option<TermKind>, days: i64) -> String {
        let term = kind.map(|kind| PaymentTerm::new(kind, days).unwrap());
        due(sent.parse().unwrap(), term, days).unwrap().to_string()
    }

    #[test]
    fn days_are_counted_from_the_invoice_or_from_the_end_of_its_month() {
        assert_eq!(of("2026-11-29", None, 14), "2026-12-13");
        assert_eq!(of("2026-11-29", Some(TermKind::Net), 30), "2026-12-29");
        assert_eq!(of("2026-11-29", Some(TermKind::EndOfMonth), 30), "2026-12-30");
        assert_eq!(of("2028-02-01", Some(TermKind::EndOfMonth), 0), "2028-02-29");
        assert_eq!(of("2026-11-29", Some(TermKind::Immediate), 0), "2026-11-29");
    }

    #[test]
    fn what_is_no_day_of_the_calendar_is_none() {
        assert_eq!(due(Date::MAX, None, 1), None);
    }
}
