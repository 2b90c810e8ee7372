//! A row beside the customer that it is about: what it changes, and what it may only propose.

use super::{Overwrite, Remark};
use crate::{
    change::Source,
    field::{self, Record},
    id::ContactId,
    registration::address_of,
};
use serde_json::{Map, Value};
use std::{collections::HashMap, hash::BuildHasher};

/// What a row does to a customer that is there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// What is changed, by column.
    pub patch: Map<String, Value>,
    /// The same with what stood before, for showing: `[old, new]`; also what is proposed.
    pub changes: Map<String, Value>,
    /// What is proposed: by field, or `address-KIND`, the values by column.
    pub proposals: Map<String, Value>,
}

/// What is not there: null, an empty text, nothing chosen, and no for yes or no.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

fn is_same(kept: &Value, said: &Value) -> bool {
    match (kept, said) {
        (Value::Array(kept), Value::Array(said)) => {
            kept.len() == said.len() && said.iter().all(|item| kept.contains(item))
        }
        _ => kept == said || (is_nothing(kept) && is_nothing(said)),
    }
}

fn kept_value(kept: &Record, key: &str) -> Value {
    kept.0.get(key).cloned().unwrap_or_default()
}

/// The columns that a row says something else of than what stands.
#[must_use]
pub fn differing(said: &Map<String, Value>, kept: &Record) -> Vec<String> {
    said.iter().filter(|(key, value)| !is_same(&kept_value(kept, key), value)).map(|(key, _)| key.clone()).collect()
}

/// What a row does to a customer. `sources` tells where the values come from that stand; a value of
/// a source that is believed more than a file is only replaced where whoever imports says so. An
/// address is one thing: it is replaced or proposed as a whole.
#[must_use]
pub fn plan<S: BuildHasher>(
    said: &Map<String, Value>,
    kept: &Record,
    sources: &HashMap<String, Source, S>,
    overwrite: Overwrite,
) -> Plan {
    let mut parts: Vec<(String, Vec<&String>)> = Vec::new();
    for key in said.keys() {
        let address = field::customer(key).and_then(address_of);
        let part = address.map_or_else(|| key.clone(), |kind| format!("address-{}", kind.key()));
        match parts.iter_mut().find(|(known, _)| *known == part) {
            Some((_, keys)) => keys.push(key),
            None => parts.push((part, vec![key])),
        }
    }
    let mut plan = Plan::default();
    for (part, keys) in parts {
        let differing: Vec<&String> = keys
            .iter()
            .copied()
            .filter(|key| said.get(*key).is_some_and(|value| !is_same(&kept_value(kept, key), value)))
            .collect();
        if differing.is_empty() {
            continue;
        }
        let strongest = differing
            .iter()
            .filter_map(|key| match sources.get(*key) {
                Some(source) => Some(source.trust()),
                None if is_nothing(&kept_value(kept, key)) => None,
                // What stands there since before there was a log: somebody may have typed it.
                None => Some(Source::Typed.trust()),
            })
            .max();
        let is_taken = overwrite == Overwrite::Replace || strongest.is_none_or(|trust| trust <= Source::Import.trust());
        for key in &differing {
            let new = said.get(*key).cloned().unwrap_or_default();
            plan.changes.insert((*key).clone(), Value::Array(vec![kept_value(kept, key), new.clone()]));
            if is_taken {
                plan.patch.insert((*key).clone(), new);
            }
        }
        if !is_taken {
            let values: Map<String, Value> =
                keys.iter().filter_map(|key| Some(((*key).clone(), said.get(*key)?.clone()))).collect();
            plan.proposals.insert(part, Value::Object(values));
        }
    }
    plan
}

/// A contact person that a customer has.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownContact {
    /// Its identity.
    pub id: ContactId,
    /// Its values.
    pub values: Record,
}

/// What a row does to a customer's contact persons.
#[derive(Clone, Debug, PartialEq)]
pub enum ContactPlan {
    /// Nothing.
    Nothing,
    /// It adds one.
    Add,
    /// It changes one.
    Change {
        /// Which one.
        id: ContactId,
        /// What is changed, by column.
        patch: Map<String, Value>,
        /// `[old, new]`, by column.
        changes: Map<String, Value>,
    },
}

/// What a row that names a contact person does to those that the customer has: the one with the
/// same address or name gets what it lacks, and where whoever imports says so what is different.
#[must_use]
pub fn compare_contact(
    said: &Map<String, Value>,
    contacts: &[KnownContact],
    overwrite: Overwrite,
    remarks: &mut Vec<Remark>,
) -> ContactPlan {
    if said.values().all(is_nothing) {
        return ContactPlan::Nothing;
    }
    let of = |values: &Map<String, Value>, key: &str| {
        values.get(key).and_then(Value::as_str).unwrap_or_default().to_lowercase()
    };
    let name = |values: &Map<String, Value>| (of(values, "first_name"), of(values, "last_name"));
    let (email, named) = (of(said, "email"), name(said));
    let found = contacts
        .iter()
        .find(|contact| name(&contact.values.0) == named && !named.0.is_empty())
        .or_else(|| contacts.iter().find(|contact| !email.is_empty() && of(&contact.values.0, "email") == email));
    let Some(found) = found else {
        return ContactPlan::Add;
    };
    let (mut patch, mut changes) = (Map::new(), Map::new());
    for (key, value) in said.iter().filter(|(key, _)| !matches!(key.as_str(), "first_name" | "last_name")) {
        let stands = kept_value(&found.values, key);
        if is_same(&stands, value) {
            continue;
        }
        if is_nothing(&stands) || overwrite == Overwrite::Replace {
            patch.insert(key.clone(), value.clone());
            changes.insert(key.clone(), Value::Array(vec![stands, value.clone()]));
        } else {
            let text = |value: &Value| {
                let record = Record(Map::from_iter([(key.clone(), value.clone())]));
                field::contact(key).map_or_else(String::new, |field| record.typed(field))
            };
            remarks.push(Remark::Stays { field: format!("contact.{key}"), stands: text(&stands), said: text(value) });
        }
    }
    if patch.is_empty() { ContactPlan::Nothing } else { ContactPlan::Change { id: found.id, patch, changes } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use uuid::Uuid;

    fn map(value: Value) -> Map<String, Value> {
        serde_json::from_value(value).unwrap()
    }

    fn kept() -> Record {
        Record(map(json!({"name": "Bodø Sveis AS", "phone": "+4775500120", "email": null, "tags": ["b", "a"],
            "is_supplier": false, "visiting_street": "Verftsgata 14", "visiting_place": "Bodø", "level": "gull"})))
    }

    #[test]
    fn what_is_the_same_is_no_change() {
        let said = map(json!({"name": "Bodø Sveis AS", "tags": ["a", "b"], "is_supplier": false, "email": null}));
        assert_eq!(plan(&said, &kept(), &HashMap::new(), Overwrite::Replace), Plan::default());
        assert!(differing(&said, &kept()).is_empty());
    }

    #[test]
    fn what_is_empty_is_filled_and_what_is_believed_more_gets_a_proposal() {
        let said = map(json!({"email": "post@a.example", "phone": "+4775500121", "level": "solv"}));
        let sources = HashMap::from([("level".to_owned(), Source::Import), ("phone".to_owned(), Source::Registry)]);
        let found = plan(&said, &kept(), &sources, Overwrite::Propose);
        assert_eq!(found.patch, map(json!({"email": "post@a.example", "level": "solv"})));
        assert_eq!(found.proposals, map(json!({"phone": {"phone": "+4775500121"}})));
        assert_eq!(found.changes.get("phone"), Some(&json!(["+4775500120", "+4775500121"])));
        let replaced = plan(&said, &kept(), &sources, Overwrite::Replace);
        assert_eq!((replaced.patch.len(), replaced.proposals.len()), (3, 0));
    }

    #[test]
    fn an_address_is_replaced_or_proposed_as_a_whole() {
        let said =
            map(json!({"visiting_street": "Havnegata 1", "visiting_place": "Bodø", "visiting_postal_code": "8006"}));
        let found = plan(&said, &kept(), &HashMap::new(), Overwrite::Propose);
        assert!(found.patch.is_empty());
        assert_eq!(found.proposals, map(json!({"address-visiting": said})));
        assert_eq!(found.changes.len(), 2, "what is the same is not told");
    }

    #[test]
    fn a_contact_is_known_by_name_or_address_and_gets_what_it_lacks() {
        let id = ContactId(Uuid::from_u128(1));
        let contacts = [KnownContact {
            id,
            values: Record(map(
                json!({"first_name": "Kari", "last_name": "Berg", "email": "kari@a.example", "mobile": null}),
            )),
        }];
        let mut remarks = Vec::new();
        let mut compared = |said: Value, overwrite| compare_contact(&map(said), &contacts, overwrite, &mut remarks);
        let same = json!({"first_name": "kari", "last_name": "BERG", "email": "kari@a.example"});
        assert_eq!(compared(same, Overwrite::Propose), ContactPlan::Nothing);
        let more = compared(
            json!({"email": "Kari@a.example", "mobile": "+4741234567", "first_name": "K", "last_name": "B"}),
            Overwrite::Propose,
        );
        let ContactPlan::Change { id: changed, patch, .. } = more else { panic!("{more:?}") };
        assert_eq!((changed, patch), (id, map(json!({"mobile": "+4741234567"}))));
        assert_eq!(compared(json!({"first_name": "Ola", "last_name": "Vik"}), Overwrite::Propose), ContactPlan::Add);
        assert_eq!(compared(json!({}), Overwrite::Propose), ContactPlan::Nothing);
        let other = json!({"first_name": "Kari", "last_name": "Berg", "email": "kb@a.example"});
        assert_eq!(compared(other.clone(), Overwrite::Propose), ContactPlan::Nothing);
        assert!(matches!(compared(other, Overwrite::Replace), ContactPlan::Change { .. }));
        assert!(remarks.contains(&Remark::Stays {
            field: "contact.email".to_owned(),
            stands: "kari@a.example".to_owned(),
            said: "kb@a.example".to_owned()
        }));
    }
}
