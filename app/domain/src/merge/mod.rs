//! The same customer twice: what the one that stays has in each field, and which contacts are one person.
//!
//! What is proposed can be chosen otherwise. Where only one of them says something, that stays;
//! where they differ, what is believed more, then what is newer, then what the one that stays has.

mod people;

pub use people::{Person, SamePerson, filled, same_people};

use crate::{
    address::AddressKind,
    change::Source,
    field::{self, CUSTOMER, Kind, Record},
    id::{ContactId, CustomerId},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Most customers that become one in one go.
pub const MOST: usize = 10;
/// Whether the values of a column are united: nobody loses a group or a tag by a merge.
#[must_use]
pub fn is_united(key: &str) -> bool {
    field::customer(key).is_some_and(|field| matches!(field.kind, Kind::Choices(_)))
}

/// What says who the customer is to the firm: of the one that stays, unless somebody chooses otherwise.
const STAYING: [&str; 6] = ["name", "kind", "customer_type", "country", "status", "responsible"];
/// The choice of all texts, one after the other.
pub const BOTH: &str = "both";

/// What is asked for: which customers become which, and what was chosen otherwise than proposed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The customer that stays, and the others.
    pub customers: Vec<CustomerId>,
    /// By the key of a part: the customer whose values count, or [`BOTH`].
    pub choices: BTreeMap<String, String>,
    /// Contacts of the others that are the same person as another contact; none: as proposed.
    pub united: Option<BTreeMap<ContactId, ContactId>>,
}

/// One of the customers.
#[derive(Clone, Debug)]
pub struct Side {
    /// The customer.
    pub id: CustomerId,
    /// Its values.
    pub values: Record,
    /// Where each value comes from, and when it was set (UTC in RFC 3339), where that is known.
    pub known: HashMap<String, (Source, String)>,
}

/// Why a value is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No other says anything.
    Only,
    /// Its source is believed more.
    Trusted,
    /// It is newer.
    Newest,
    /// It is what the one that stays has.
    Staying,
    /// All of them, united.
    United,
    /// Somebody has chosen it.
    Chosen,
}

/// Values that are chosen together: of one field, or of an address.
#[derive(Clone, Debug)]
pub struct Part {
    /// The field's key, or `address-KIND`.
    pub key: String,
    /// Its columns.
    pub columns: Vec<String>,
    /// The customers that say something, by their place.
    pub given: Vec<usize>,
    /// Whether they say the same.
    pub alike: bool,
    /// Whether all texts may stand one after the other.
    pub joinable: bool,
    /// What is proposed, or was chosen.
    pub choice: Choice,
    /// Why.
    pub reason: Reason,
}

/// Whose values count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Those of the customer in this place.
    Of(usize),
    /// All of them.
    All,
}

impl Part {
    /// The address that it is, where it is one.
    #[must_use]
    pub fn address(&self) -> Option<AddressKind> {
        self.key.strip_prefix("address-").and_then(AddressKind::from_key)
    }

    /// Whether somebody should look at it: more than one says something, and not the same.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.given.len() > 1 && !self.alike
    }
}

/// Each part in the order of the catalogue, with what is proposed or was chosen. The one that stays comes first.
#[must_use]
pub fn parts(sides: &[Side], choices: &BTreeMap<String, String>) -> Vec<Part> {
    let mut parts: Vec<(String, Vec<String>)> = Vec::new();
    // A firm's own fields are those that one of them has a value of.
    let own: BTreeSet<&str> = sides.iter().flat_map(|side| side.values.0.keys().map(String::as_str)).collect();
    let own = own.into_iter().filter_map(field::own);
    for field in CUSTOMER.iter().filter(|field| !matches!(field.kind, Kind::Number)).chain(own) {
        let address = AddressKind::ALL.into_iter().find(|kind| kind.parts().any(|(_, key)| key == field.key));
        let key = address.map_or_else(|| field.key.to_owned(), |kind| format!("address-{}", kind.key()));
        match parts.iter_mut().find(|(known, _)| *known == key) {
            Some((_, columns)) => columns.push(field.key.to_owned()),
            None => parts.push((key, vec![field.key.to_owned()])),
        }
    }
    parts.push(("logo".to_owned(), vec!["logo".to_owned()]));
    parts.into_iter().map(|(key, columns)| part(key, columns, sides, choices)).collect()
}

fn part(key: String, columns: Vec<String>, sides: &[Side], choices: &BTreeMap<String, String>) -> Part {
    let given: Vec<usize> = (0..sides.len()).filter(|at| says(&key, &columns, sides, *at)).collect();
    let of = |at: usize| {
        columns.iter().map(|column| sides.get(at).and_then(|side| side.values.0.get(column))).collect::<Vec<_>>()
    };
    let alike = given.windows(2).all(|pair| of(pair[0]) == of(pair[1]));
    let is_text = field::customer(&key).is_some_and(|field| matches!(field.kind, Kind::Lines { .. }));
    let mut part =
        Part { key, columns, given, alike, joinable: is_text, choice: Choice::Of(0), reason: Reason::Staying };
    part.joinable &= part.differs();
    (part.choice, part.reason) = chosen(&part, sides, choices).unwrap_or_else(|| proposed(&part, sides));
    part
}

/// Whether a customer says something; an address that is the same as another says nothing itself.
fn says(key: &str, columns: &[String], sides: &[Side], at: usize) -> bool {
    let Some(side) = sides.get(at) else { return false };
    match key.strip_prefix("address-") {
        Some("visiting") => {
            columns.iter().any(|column| column != "visiting_country" && !side.values.text(column).is_empty())
        }
        Some(kind) => side.values.text(&format!("{kind}_same_as")) == "own",
        None => columns.iter().any(|column| match side.values.0.get(column) {
            None | Some(Value::Null | Value::Bool(false)) => false,
            Some(Value::String(text)) => !text.is_empty(),
            Some(Value::Array(items)) => !items.is_empty(),
            Some(_) => true,
        }),
    }
}

fn chosen(part: &Part, sides: &[Side], choices: &BTreeMap<String, String>) -> Option<(Choice, Reason)> {
    let asked = choices.get(&part.key)?;
    if asked == BOTH {
        return part.joinable.then_some((Choice::All, Reason::Chosen));
    }
    let id: CustomerId = asked.parse().ok()?;
    Some((Choice::Of(sides.iter().position(|side| side.id == id)?), Reason::Chosen))
}

fn proposed(part: &Part, sides: &[Side]) -> (Choice, Reason) {
    let Some(first) = part.given.first().copied() else { return (Choice::Of(0), Reason::Staying) };
    if is_united(&part.key) || part.joinable {
        return (Choice::All, Reason::United);
    }
    if part.given.len() == 1 && first > 0 {
        return (Choice::Of(first), Reason::Only);
    }
    if !part.differs() || STAYING.contains(&part.key.as_str()) {
        return (Choice::Of(first), Reason::Staying);
    }
    let known = |at: usize| {
        let side = sides.get(at)?;
        part.columns
            .iter()
            .filter_map(|column| side.known.get(column))
            .map(|(source, when)| (source.trust(), when.as_str()))
            .max()
    };
    let best = part.given.iter().copied().max_by_key(|at| (known(*at), std::cmp::Reverse(*at))).unwrap_or(first);
    let others = || part.given.iter().filter(|at| **at != best).filter_map(|at| known(*at));
    let Some((trust, when)) = known(best).filter(|_| part.given.iter().all(|at| known(*at).is_some())) else {
        return (Choice::Of(first), Reason::Staying);
    };
    if others().all(|(other, _)| other < trust) {
        (Choice::Of(best), Reason::Trusted)
    } else if others().all(|other| other < (trust, when)) {
        (Choice::Of(best), Reason::Newest)
    } else {
        (Choice::Of(first), Reason::Staying)
    }
}

/// What is to be changed of the one that stays, by column. Its parent company is looked after elsewhere.
#[must_use]
pub fn outcome(sides: &[Side], parts: &[Part]) -> Map<String, Value> {
    let Some(staying) = sides.first() else { return Map::new() };
    let mut values = Map::new();
    for part in parts.iter().filter(|part| part.key != "parent_id") {
        for column in &part.columns {
            let value = match part.choice {
                Choice::Of(at) => sides.get(at).and_then(|side| side.values.0.get(column)).cloned().unwrap_or_default(),
                Choice::All => all(sides, part, column),
            };
            if staying.values.0.get(column).unwrap_or(&Value::Null) != &value {
                values.insert(column.clone(), value);
            }
        }
    }
    values
}

/// All values of a column together: those of lists once each, texts one after the other.
fn all(sides: &[Side], part: &Part, column: &str) -> Value {
    let given = || part.given.iter().filter_map(|at| sides.get(*at)?.values.0.get(column));
    if is_united(column) {
        let mut items: Vec<Value> = Vec::new();
        for item in given().filter_map(Value::as_array).flatten() {
            if !items.contains(item) {
                items.push(item.clone());
            }
        }
        return Value::Array(items);
    }
    let most = field::customer(column).and_then(|field| match field.kind {
        Kind::Lines { max } => Some(max as usize),
        _ => None,
    });
    let mut text = String::new();
    let mut seen: Vec<&str> = Vec::new();
    for more in given().filter_map(Value::as_str) {
        if seen.contains(&more) {
            continue;
        }
        seen.push(more);
        let joint = if text.is_empty() { "" } else { "\n\n" };
        // What would be too long stays with the customer that was merged.
        if text.chars().count() + joint.len() + more.chars().count() <= most.unwrap_or(usize::MAX) {
            text.push_str(joint);
            text.push_str(more);
        }
    }
    Value::String(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use uuid::Uuid;

    fn side(id: u128, values: Value, known: &[(&str, Source, &str)]) -> Side {
        let known =
            known.iter().map(|(column, source, at)| ((*column).to_owned(), (*source, (*at).to_owned()))).collect();
        Side { id: CustomerId(Uuid::from_u128(id)), values: serde_json::from_value(values).unwrap(), known }
    }

    fn of<'a>(parts: &'a [Part], key: &str) -> &'a Part {
        parts.iter().find(|part| part.key == key).unwrap()
    }

    #[test]
    fn what_only_one_says_stays_and_else_the_more_trusted_then_the_newer() {
        let sides = [
            side(
                1,
                json!({"name": "A", "phone": "1", "email": "a@a", "website": "w", "fax": "2"}),
                &[
                    ("phone", Source::Import, "2026-05"),
                    ("email", Source::Typed, "2026-01"),
                    ("website", Source::Typed, "2026-03"),
                ],
            ),
            side(
                2,
                json!({"name": "B", "phone": "9", "email": "b@b", "website": "v", "fax": "2", "mobile": "3"}),
                &[
                    ("phone", Source::Typed, "2025-01"),
                    ("email", Source::Typed, "2026-02"),
                    ("website", Source::Registry, "2026-09"),
                ],
            ),
        ];
        let parts = parts(&sides, &BTreeMap::new());
        let told = |key| (of(&parts, key).choice, of(&parts, key).reason);
        assert_eq!(told("name"), (Choice::Of(0), Reason::Staying));
        assert_eq!(told("phone"), (Choice::Of(1), Reason::Trusted));
        assert_eq!(told("email"), (Choice::Of(1), Reason::Newest));
        assert_eq!(told("website"), (Choice::Of(0), Reason::Trusted));
        assert_eq!(told("mobile"), (Choice::Of(1), Reason::Only));
        assert!(!of(&parts, "fax").differs());
        assert_eq!(Value::Object(outcome(&sides, &parts)), json!({"phone": "9", "email": "b@b", "mobile": "3"}));
    }

    #[test]
    fn a_choice_counts_before_what_is_proposed_and_an_address_is_one() {
        let address = |street: &str, place: &str| {
            json!({"name": "A", "visiting_street": street, "visiting_place": place, "visiting_country": null,
            "postal_same_as": "visiting", "notes": street})
        };
        let sides = [side(1, address("Storgata 1", "Bodø"), &[]), side(2, address("Sjøgata 2", "Tromsø"), &[])];
        let choose = |key: &str, value: String| BTreeMap::from([(key.to_owned(), value)]);
        let of_second = parts(&sides, &choose("address-visiting", sides[1].id.to_string()));
        let changed = outcome(&sides, &of_second);
        assert_eq!((&changed["visiting_street"], &changed["visiting_place"]), (&json!("Sjøgata 2"), &json!("Tromsø")));
        assert_eq!(changed["notes"], "Storgata 1\n\nSjøgata 2", "no text is lost");
        assert!(!outcome(&sides, &parts(&sides, &choose("notes", sides[0].id.to_string()))).contains_key("notes"));
        assert_eq!(
            of(&parts(&sides, &choose("phone", BOTH.to_owned())), "phone").choice,
            Choice::Of(0),
            "two numbers are no number"
        );
        assert_eq!(of(&parts(&sides, &choose("name", "nobody".to_owned())), "name").reason, Reason::Staying);
    }

    #[test]
    fn groups_and_tags_are_united() {
        let sides = [
            side(1, json!({"tags": ["a", "b"], "groups": []}), &[]),
            side(2, json!({"tags": ["b", "c"], "groups": []}), &[]),
        ];
        assert_eq!(Value::Object(outcome(&sides, &parts(&sides, &BTreeMap::new()))), json!({"tags": ["a", "b", "c"]}));
    }
}
