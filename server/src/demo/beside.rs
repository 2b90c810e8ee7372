//! What values of some lists say beside their names.

use super::lists::Names;
use domain::{country::Country, list::ListKind, payment_term::TermKind};
use serde_json::json;

/// Payment terms: what they are called, how they are counted, and their days.
pub(super) const TERMS: [(Names, TermKind, i32); 5] = [
    (("Netto 14 dager", "14 dagar netto", "Net 14 days"), TermKind::Net, 14),
    (("Netto 30 dager", "30 dagar netto", "Net 30 days"), TermKind::Net, 30),
    (("Fri måned + 15", "Fri månad + 15", "End of month + 15"), TermKind::EndOfMonth, 15),
    (("Netto 45 dager", "45 dagar netto", "Net 45 days"), TermKind::Net, 45),
    (("Kontant", "Kontant", "Cash"), TermKind::Immediate, 0),
];

/// How a payment term is counted, and its days, by its place; nothing for values of other lists.
pub(super) fn term(kind: ListKind, place: usize) -> Option<(TermKind, i32)> {
    let (_, counted, days) = TERMS.get(place).filter(|_| kind == ListKind::PaymentTerm)?;
    Some((*counted, *days))
}

/// What a collective agreement says of working hours, by its place: the first day's work, the staffing agreement,
/// and nights from Monday to Friday, the last of which is short.
pub(super) fn working_hours(country: Country, place: usize) -> serde_json::Value {
    let is_norway = country == Country::NORWAY;
    let (weekly, day, friday) = match (place, is_norway) {
        (0, true) => (3750, "07:00-15:00/30", "07:00-15:00/30"),
        (0, false) => (4000, "07:00-16:00/60", "07:00-16:00/60"),
        (1, true) => (3750, "08:00-16:00/30", "08:00-16:00/30"),
        (1, false) => (4000, "08:00-17:00/60", "08:00-17:00/60"),
        (_, true) => (3550, "22:00-06:00/30", "22:00-03:30/0"),
        (_, false) => (3600, "22:00-06:00/30", "22:00-04:00/0"),
    };
    json!({
        "weekly_hours": weekly, "hours_monday": day, "hours_tuesday": day, "hours_wednesday": day,
        "hours_thursday": day, "hours_friday": friday, "hours_saturday": "off", "hours_sunday": "off",
    })
}

/// Titles of contact persons.
pub(super) const TITLES: [Names; 14] = [
    ("Daglig leder", "Verkställande direktör", "Managing director"),
    ("Prosjektleder", "Projektledare", "Project manager"),
    ("Markedsansvarlig", "Marknadsansvarig", "Marketing manager"),
    ("Innkjøper", "Inköpare", "Purchaser"),
    ("Økonomisjef", "Ekonomichef", "Chief financial officer"),
    ("Personalsjef", "Personalchef", "Human resources manager"),
    ("Driftsleder", "Driftledare", "Operations manager"),
    ("Formann", "Arbetsledare", "Foreman"),
    ("Verksmester", "Verkmästare", "Workshop manager"),
    ("Regnskapsfører", "Redovisningsekonom", "Accountant"),
    ("Lønnsansvarlig", "Löneansvarig", "Payroll manager"),
    ("IT-ansvarlig", "IT-ansvarig", "IT manager"),
    ("Avdelingsleder", "Avdelningschef", "Head of department"),
    ("Styreleder", "Styrelseordförande", "Chair of the board"),
];
