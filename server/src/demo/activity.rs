//! What is done with customers, and when: meetings to come and held, calls, tasks, notes.
//!
//! Taken from the customer's number and not drawn, so that every consultant has some of each in the diary.

use super::{firm::Firm, lists::Names};
use domain::{country::Country, customer::CustomerKind, id::ContactId, list::ListKind};
use std::collections::HashMap;
use store::demo::{ActivityRow, ContactRow, CustomerRow, Day, TimeOfDay};

/// Types of activities that each firm starts with, each with its kind.
pub(super) const TYPES: [(Names, &str); 8] = [
    (("Kundemøte", "Kundmöte", "Customer meeting"), "event"),
    (("Kundebesøk", "Kundbesök", "Customer visit"), "event"),
    (("Intervju", "Intervju", "Interview"), "event"),
    (("Telefonsamtale", "Telefonsamtal", "Phone call"), "call"),
    (("Dagboknotat", "Dagboksanteckning", "Diary note"), "diary"),
    (("Oppgave", "Uppgift", "Task"), "task"),
    (("Følg opp", "Följ upp", "Follow up"), "task"),
    (("Prosessteg", "Processteg", "Process step"), "step"),
];

/// One that most customers have: its type, days from today, minute of the day and how long it takes, its state, and
/// what it is called, in Norwegian and Swedish.
type Pattern = (usize, i64, Option<i64>, i64, &'static str, &'static str, &'static str);

const PATTERNS: [Pattern; 10] = [
    (0, 1, Some(540), 60, "planned", "Kundemøte om bemanning til våren", "Kundmöte om bemanning till våren"),
    (3, -2, Some(630), 15, "done", "Avklarte behovet for neste uke", "Stämde av behovet för nästa vecka"),
    (5, 2, None, 0, "planned", "Send tilbud", "Skicka offert"),
    (1, -9, Some(780), 90, "done", "Befaring på verkstedet", "Besök i verkstaden"),
    (4, -5, Some(900), 0, "done", "Fornøyd med de siste vikarene", "Nöjd med de senaste vikarierna"),
    (2, 4, Some(600), 45, "planned", "Intervju med to kandidater", "Intervju med två kandidater"),
    (6, -3, None, 0, "planned", "Følg opp timelistene", "Följ upp tidrapporterna"),
    (0, -20, Some(570), 60, "cancelled", "Statusmøte", "Avstämningsmöte"),
    (6, 0, None, 0, "planned", "Ring om rammeavtalen", "Ring om ramavtalet"),
    (5, -14, None, 0, "done", "Oppdater kontaktlisten", "Uppdatera kontaktlistan"),
];

/// The activities of these customers: every fifth company has some, the one that pictures show all of them.
pub(super) fn all(firm: &mut Firm, customers: &[CustomerRow], contacts: &[ContactRow]) -> Vec<ActivityRow> {
    let mut first_contact: HashMap<_, ContactId> = HashMap::new();
    for contact in contacts {
        first_contact.entry(contact.customer_id).or_insert(contact.id);
    }
    let is_norway = firm.profile.country == Country::NORWAY;
    let mut rows = Vec::new();
    for customer in customers.iter().filter(|row| row.kind == CustomerKind::Company) {
        let number = usize::try_from(customer.number).unwrap_or_default();
        let is_shown = customer.name.starts_with("Bodø Sveis");
        if !is_shown && number % 5 != 0 {
            continue;
        }
        // Each its own turn through them, not all of the same on the same days.
        let turn = number / 5;
        let (taken, step) = if is_shown { (PATTERNS.len(), 1) } else { (2, 3) };
        let patterns = (0..taken).filter_map(|place| PATTERNS.get((turn + place * step) % PATTERNS.len()));
        for (place, (of, days, minute, lasts, state, nb, sv)) in patterns.enumerate() {
            let Some(activity_type) = firm.lists.of(ListKind::ActivityType, *of) else { continue };
            // Not all on the same days and at the same hours.
            let spread = i64::try_from(turn * 7 % 11).unwrap_or_default();
            let shift = if is_shown { 0 } else { spread * days.signum() };
            let later = if is_shown { 0 } else { spread % 5 * 45 };
            let colleague = firm.consultants.get((number + place) % firm.consultants.len().max(1)).map(|one| one.id);
            let has_company = minute.is_some() && place % 2 == 0 && colleague != Some(customer.responsible);
            let contact = first_contact.get(&customer.id).copied().filter(|_| minute.is_some());
            rows.push(ActivityRow {
                tenant_id: firm.tenant,
                id: firm.ids.activity(),
                customer_id: customer.id,
                activity_type,
                kind: TYPES[*of].1,
                title: if is_norway { nb } else { sv },
                starts_on: workday(firm.clock.at(-(days + shift), 12 * 60).day(), *days),
                starts_at: minute.map(|minute| TimeOfDay(minute + later)),
                ends_at: minute.filter(|_| *lasts > 0).map(|minute| TimeOfDay(minute + later + lasts)),
                state,
                responsible: customer.responsible,
                colleagues: colleague.into_iter().filter(|_| has_company).collect(),
                contacts: contact.into_iter().collect(),
                created_at: firm.clock.at((30 - days).max(1), 9 * 60),
                created_by: Some(customer.responsible),
            });
        }
    }
    rows
}

/// The day, or the Monday after a weekend; the Friday before where it is past.
const fn workday(day: Day, days: i64) -> Day {
    // 2000-01-01 was a Saturday.
    match (day.0.rem_euclid(7), days < 0) {
        (0, true) => Day(day.0 - 1),
        (1, true) => Day(day.0 - 2),
        (0, false) => Day(day.0 + 2),
        (1, false) => Day(day.0 + 1),
        _ => day,
    }
}
