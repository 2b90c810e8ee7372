//! Contact persons of a customer.

use super::{
    customer::Draft,
    firm::Firm,
    identity::Person,
    lists::named,
    numbers::{landline, mobile},
};
use store::demo::ContactRow;

/// The contacts of a customer: at least one, and the first never ended. A person is their own.
pub(super) fn several(firm: &mut Firm, draft: &Draft) -> Vec<ContactRow> {
    let Some(person) = draft.person.clone() else {
        let count = 1 + firm.random.weighted(&[20, 28, 22, 14, 10, 6]);
        return (0..count)
            .map(|place| {
                let mut contact = any(firm, draft);
                if place > 0 && firm.random.chance(14) {
                    end(firm, draft, &mut contact);
                }
                contact
            })
            .collect();
    };
    let position = draft.row.industry.map(|_| firm.profile.words.owner);
    let mut contact = row(firm, draft, &person);
    contact.position = position.map(str::to_owned);
    contact.email.clone_from(&draft.row.email);
    contact.mobile.clone_from(&draft.row.mobile);
    vec![contact]
}

/// Anyone, with a position, a title and functions now and then.
pub(super) fn any(firm: &mut Firm, draft: &Draft) -> ContactRow {
    let person = Person::draw(firm);
    let mut contact = row(firm, draft, &person);
    let country = firm.profile.country;
    if firm.random.chance(60) {
        contact.title = Some(firm.random.pick(&firm.lists.titles).1);
    }
    if firm.random.chance(65) {
        contact.position = Some(firm.random.pick(firm.profile.words.positions).to_owned());
    }
    let functions = firm.random.weighted(&[35, 45, 15, 5]);
    contact.functions = (0..functions).map(|_| firm.random.pick(&firm.lists.functions).1).collect();
    contact.functions.sort_unstable();
    contact.functions.dedup();
    contact.email = firm.random.chance(85).then(|| person.email(&draft.domain));
    contact.mobile = firm.random.chance(90).then(|| mobile(&mut firm.random, country));
    if firm.random.chance(30) {
        let area = firm.profile.offices[draft.responsible.office].area;
        contact.phone = Some(landline(&mut firm.random, country, area));
    }
    contact
}

/// Someone in particular: name, title or position and function by their Norwegian names.
pub(super) fn someone(
    firm: &mut Firm,
    draft: &Draft,
    name: (&'static str, &str),
    title: &str,
    function: &str,
) -> ContactRow {
    let person = Person { first: name.0, last: name.1.to_owned() };
    let mut contact = row(firm, draft, &person);
    contact.title = named(&firm.lists.titles, title);
    contact.position = contact.title.is_none().then(|| title.to_owned());
    contact.functions.extend(named(&firm.lists.functions, function));
    contact.email = Some(person.email(&draft.domain));
    contact.mobile = Some(mobile(&mut firm.random, firm.profile.country));
    contact
}

/// Ends a contact some time between registration and the last dealings with the customer.
pub(super) fn end(firm: &mut Firm, draft: &Draft, contact: &mut ContactRow) {
    let (days, minute) = (firm.random.between(draft.quiet, draft.age - 3), firm.office_minute());
    let at = firm.clock.at(days, minute).max(contact.created_at);
    contact.ended_at = Some(at);
    contact.changed_at = at;
}

fn row(firm: &mut Firm, draft: &Draft, person: &Person) -> ContactRow {
    let (at, by) = (draft.row.created_at, draft.row.created_by);
    ContactRow {
        tenant_id: firm.tenant,
        id: firm.ids.contact(),
        customer_id: draft.row.id,
        first_name: person.first.to_owned(),
        last_name: person.last.clone(),
        title: None,
        position: None,
        functions: Vec::new(),
        email: None,
        mobile: None,
        phone: None,
        ended_at: None,
        created_at: at,
        created_by: by,
        changed_at: at,
        changed_by: by,
    }
}
