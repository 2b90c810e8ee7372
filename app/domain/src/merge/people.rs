//! Which contacts of customers that become one are the same person.

use crate::{
    field::{CONTACT, Record, own},
    id::{ContactId, CustomerId},
};
use serde::Deserialize;
use serde_json::{Map, Value};

/// A contact of one of the customers, as far as it tells who it is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Person {
    /// The contact.
    pub id: ContactId,
    /// Whose contact it is.
    pub customer: CustomerId,
    /// What they are called.
    pub name: String,
    /// The same, folded.
    pub folded: String,
    /// E-mail in small letters; empty where there is none.
    pub email: String,
    /// Mobile; empty where there is none.
    pub mobile: String,
    /// Whether they have ended.
    pub ended: bool,
}

/// A contact of one of the others that may be the same person as another contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SamePerson {
    /// The contact that would become part of the other.
    pub contact: ContactId,
    /// The other.
    pub into: ContactId,
    /// Whether that is proposed: they have the same name. Two people may share an address.
    pub proposed: bool,
}

/// Which contacts may be one person: the same name, e-mail or mobile. `people` come in the order of
/// their customers, and the contacts of the one that stays are never part of another.
#[must_use]
pub fn same_people(staying: CustomerId, people: &[Person]) -> Vec<SamePerson> {
    let mut found: Vec<SamePerson> = Vec::new();
    for (at, person) in people.iter().enumerate().filter(|(_, person)| person.customer != staying) {
        let same = |text: &str, other: &str| !text.is_empty() && text == other;
        let fits = |other: &&Person| {
            other.customer != person.customer
                && (!other.ended || person.ended)
                && !found.iter().any(|pair| pair.contact == other.id)
                && (same(&person.folded, &other.folded)
                    || same(&person.email, &other.email)
                    || same(&person.mobile, &other.mobile))
        };
        let before = || people.iter().take(at).filter(fits);
        let best = before().find(|other| same(&person.folded, &other.folded)).or_else(|| before().next());
        if let Some(other) = best {
            found.push(SamePerson { contact: person.id, into: other.id, proposed: person.folded == other.folded });
        }
    }
    found
}

/// What a contact gets from another that is the same person: what it has not itself.
#[must_use]
pub fn filled(kept: &Record, other: &Record) -> Map<String, Value> {
    let mut values = Map::new();
    // A field of the firm's own that is out of use keeps what it holds here too.
    for field in CONTACT.iter().chain(other.0.keys().filter_map(|key| own(key))) {
        let (mine, theirs) =
            (kept.0.get(field.key).unwrap_or(&Value::Null), other.0.get(field.key).unwrap_or(&Value::Null));
        match (mine, theirs) {
            (Value::Array(mine), Value::Array(theirs)) => {
                let mut items = mine.clone();
                items.extend(theirs.iter().filter(|item| !mine.contains(item)).cloned());
                if items.len() > mine.len() {
                    values.insert(field.key.to_owned(), Value::Array(items));
                }
            }
            (Value::Null, theirs) if !theirs.is_null() => drop(values.insert(field.key.to_owned(), theirs.clone())),
            (Value::String(mine), Value::String(theirs)) if mine.is_empty() && !theirs.is_empty() => {
                values.insert(field.key.to_owned(), Value::String(theirs.clone()));
            }
            _ => {}
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use uuid::Uuid;

    #[test]
    fn the_same_person_is_found_by_name_mail_or_mobile_and_proposed_by_name() {
        let customers = [1, 2, 3].map(|id| CustomerId(Uuid::from_u128(id)));
        let person = |id: u128, customer: usize, name: &str, email: &str, ended: bool| Person {
            id: ContactId(Uuid::from_u128(id)),
            customer: customers[customer],
            name: name.to_owned(),
            folded: name.to_lowercase(),
            email: email.to_owned(),
            mobile: String::new(),
            ended,
        };
        let people = [
            person(10, 0, "Eva Berg", "", false),
            person(11, 0, "Nils Vik", "post@a", true),
            person(20, 1, "eva berg", "", false),
            person(21, 1, "Kari Dal", "post@a", false),
            person(22, 1, "Kari Dal", "", false),
            person(30, 2, "Kari Dal", "", true),
        ];
        let id = |id: u128| ContactId(Uuid::from_u128(id));
        assert_eq!(
            same_people(customers[0], &people),
            [
                SamePerson { contact: id(20), into: id(10), proposed: true },
                // Nils has ended, Kari has not; two of one customer are two.
                SamePerson { contact: id(30), into: id(21), proposed: true },
            ]
        );
    }

    #[test]
    fn a_contact_gets_what_it_has_not() {
        let record = |value| serde_json::from_value::<Record>(value).unwrap();
        let kept =
            record(json!({"first_name": "Eva", "email": "e@a", "mobile": null, "functions": ["x"], "attributes": []}));
        let other = record(
            json!({"first_name": "EVA", "email": "f@a", "mobile": "+47", "functions": ["x", "y"], "attributes": []}),
        );
        assert_eq!(Value::Object(filled(&kept, &other)), json!({"mobile": "+47", "functions": ["x", "y"]}));
    }
}
