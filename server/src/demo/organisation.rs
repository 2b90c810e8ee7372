//! What binds customers together, and to our own: groups of companies, relations, titled responsibles.

use super::{firm::Firm, lists::Names};
use domain::{customer::CustomerKind, id::ContactId, list::ListKind};
use store::demo::{Batch, RelationRow, ResponsibleRow};

/// Kinds of relations: what they are called, and from the other side where that is another name.
pub(super) const KINDS: [(Names, Names); 5] = [
    (("Leverandør til", "Leverantör till", "Supplier to"), ("Kunde av", "Kund hos", "Customer of")),
    (("Samarbeider med", "Samarbetar med", "Works with"), ("", "", "")),
    (("Anbefalt av", "Rekommenderad av", "Recommended by"), ("Har anbefalt", "Har rekommenderat", "Has recommended")),
    (
        ("Underleverandør til", "Underleverantör till", "Subcontractor of"),
        ("Har som underleverandør", "Har som underleverantör", "Has as a subcontractor"),
    ),
    (("Konkurrent til", "Konkurrent till", "Competitor of"), ("", "", "")),
];

/// What some relations say beside their kind.
const NOTES: [&str; 3] = ["", "Siden de bygde ut i fjor", ""];
const SWEDISH_NOTES: [&str; 3] = ["", "Sedan de byggde ut i fjol", ""];

/// From which place on customers are taken for further groups.
const FROM: usize = 110;
/// For each company of them, counted from 1, the one that is its parent.
const PARENTS: [(usize, usize); 6] = [(1, 0), (2, 0), (3, 0), (4, 2), (5, 2), (7, 6)];

/// Every how many customers have a relation, and somebody with a title.
const RELATED: usize = 4;
const TITLED: usize = 3;

/// Binds the customers of a batch.
pub(super) fn bind(firm: &mut Firm, batch: &mut Batch) {
    groups(batch);
    relations(firm, batch);
    responsibles(firm, batch);
}

/// Further groups, of one and of two levels, among the companies that are like all others.
fn groups(batch: &mut Batch) {
    let is_free = |place: &usize| {
        let row = &batch.customers[*place];
        row.kind == CustomerKind::Company && row.parent_id.is_none()
    };
    let companies: Vec<usize> = (FROM..batch.customers.len()).filter(is_free).take(8).collect();
    for (below, above) in PARENTS {
        if let (Some(below), Some(above)) = (companies.get(below), companies.get(above)) {
            batch.customers[*below].parent_id = Some(batch.customers[*above].id);
        }
    }
}

/// A relation of some companies to the next one but six, of every second to a person there.
fn relations(firm: &mut Firm, batch: &mut Batch) {
    let companies: Vec<_> =
        batch.customers.iter().filter(|row| row.kind == CustomerKind::Company).map(|row| row.id).collect();
    let notes = if firm.profile.country == domain::country::Country::NORWAY { NOTES } else { SWEDISH_NOTES };
    for (number, pair) in companies.windows(8).step_by(RELATED).enumerate() {
        let (&[customer_id, .., other_id], Some(kind)) = (pair, firm.lists.of(ListKind::RelationKind, number)) else {
            continue;
        };
        let there = || batch.contacts.iter().find(|row| row.customer_id == other_id && row.ended_at.is_none());
        let contact_id: Option<ContactId> = if number.is_multiple_of(2) { there().map(|row| row.id) } else { None };
        let row = RelationRow {
            tenant_id: firm.tenant,
            id: firm.ids.relation(),
            customer_id,
            other_id,
            contact_id,
            kind,
            note: notes[number % notes.len()],
        };
        batch.relations.push(row);
    }
}

/// Colleagues of whoever is responsible for some customers, one or two of them.
fn responsibles(firm: &mut Firm, batch: &mut Batch) {
    for (place, customer) in batch.customers.iter().enumerate().step_by(TITLED) {
        for number in 0..=place % 2 {
            let consultant = firm.consultants[(place + 2 * number + 1) % firm.consultants.len()];
            let Some(title) = firm.lists.of(ListKind::ResponsibleTitle, place + number) else { continue };
            batch.responsibles.push(ResponsibleRow {
                tenant_id: firm.tenant,
                id: firm.ids.responsible(),
                customer_id: customer.id,
                user_id: consultant.id,
                title,
            });
        }
    }
}
