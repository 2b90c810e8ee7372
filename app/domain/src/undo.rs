//! Taking a change back: what would have to be done to a row, judged by how it stands now.
//!
//! What somebody else changed since is theirs: that value alone is kept and told, the rest is
//! taken back.

use crate::{
    change::{LogCategory, Operation},
    error::Problem,
    id::CustomerId,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What takes one entry of the log back.
#[derive(Clone, Debug, PartialEq)]
pub enum Inverse {
    /// Nothing: it stands as it did before the change.
    Nothing,
    /// The old values again, for those columns that still have the new ones.
    Change {
        /// Column and old value.
        values: Map<String, Value>,
        /// Columns that somebody changed since.
        kept: Vec<String>,
    },
    /// The row goes again: nobody has changed it since it was made.
    Remove,
    /// The row comes back.
    Restore,
    /// The row was made by the change, and these columns were changed since: it stays.
    Changed(Vec<String>),
    /// The row was deleted since.
    Gone,
}

/// What takes back an entry with these changes (column, old, new) of a row that stands so `now`.
#[must_use]
pub fn inverse(operation: Operation, changes: &[(String, Value, Value)], now: Option<&Map<String, Value>>) -> Inverse {
    let stands = |row: &Map<String, Value>, column: &str| row.get(column).cloned().unwrap_or_default();
    match (operation, now) {
        (Operation::Insert, None) | (Operation::Delete, Some(_)) => Inverse::Nothing,
        (Operation::Delete, None) => Inverse::Restore,
        (Operation::Update, None) => Inverse::Gone,
        (Operation::Insert, Some(row)) => {
            let differs =
                changes.iter().filter(|(column, _, new)| stands(row, column) != *new).map(|(column, ..)| column);
            // What is not in the entry of a new row was empty.
            let filled = row
                .iter()
                .filter(|(column, value)| {
                    !UNLOGGED.contains(&column.as_str())
                        && !value.is_null()
                        && !changes.iter().any(|(logged, ..)| logged == *column)
                })
                .map(|(column, _)| column);
            let since: Vec<_> = differs.chain(filled).cloned().collect();
            if since.is_empty() { Inverse::Remove } else { Inverse::Changed(since) }
        }
        (Operation::Update, Some(row)) => {
            let (mut values, mut kept) = (Map::new(), Vec::new());
            for (column, old, new) in changes {
                let now = stands(row, column);
                if now == *old {
                    continue;
                }
                if now == *new {
                    values.insert(column.clone(), old.clone());
                } else {
                    kept.push(column.clone());
                }
            }
            // Whether a text was ever changed is told of the text that stands.
            if kept.iter().any(|column| column == "body") {
                values.remove("body_changed");
            }
            if values.is_empty() && kept.is_empty() { Inverse::Nothing } else { Inverse::Change { values, kept } }
        }
    }
}

/// Columns that the change log leaves out, as the trigger `log_change` names them.
pub const UNLOGGED: [&str; 10] = [
    "tenant_id",
    "id",
    "customer_id",
    "version",
    "search",
    "created_at",
    "created_by",
    "changed_at",
    "changed_by",
    "password_hash",
];

/// Something that was not taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Which kind of row.
    pub category: LogCategory,
    /// The column; empty where it is the whole row.
    pub column: String,
    /// What the row is called; empty for the customer itself.
    pub subject: String,
    /// Who changed it since; empty where nobody is to be named.
    pub by: String,
    /// What stands there now, in words.
    pub stands: String,
    /// Why it was not taken back.
    pub why: Why,
}

/// Why something was not taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "reason")]
pub enum Why {
    /// Somebody changed it since.
    Changed,
    /// It was deleted since.
    Gone,
    /// It came since, and stays with the customer that it was added to.
    Added,
    /// It can't be taken back: a new customer, or a row that was deleted before they were kept.
    Impossible,
    /// A rule forbids it, such as the last contact that must stay.
    Refused {
        /// The rule.
        problem: Problem,
    },
}

/// What came of taking a command back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// The customer whose card it is about.
    pub customer: CustomerId,
    /// Whether anything was taken back.
    pub taken: bool,
    /// What was not.
    pub kept: Vec<Kept>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn changes(of: &[(&str, Value, Value)]) -> Vec<(String, Value, Value)> {
        of.iter().map(|(column, old, new)| ((*column).to_owned(), old.clone(), new.clone())).collect()
    }

    fn row(value: Value) -> Map<String, Value> {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn old_values_come_back_but_for_those_that_somebody_changed_since() {
        let entry = changes(&[
            ("phone", json!("1"), json!("2")),
            ("email", json!("a"), json!("b")),
            ("name", json!("x"), json!("y")),
        ]);
        let now = row(json!({"phone": "2", "email": "theirs", "name": "x"}));
        let expected = Inverse::Change { values: row(json!({"phone": "1"})), kept: vec!["email".to_owned()] };
        assert_eq!(inverse(Operation::Update, &entry, Some(&now)), expected);
        let before = row(json!({"phone": "1", "email": "a", "name": "x"}));
        assert_eq!(inverse(Operation::Update, &entry, Some(&before)), Inverse::Nothing);
        assert_eq!(inverse(Operation::Update, &entry, None), Inverse::Gone);
    }

    #[test]
    fn a_new_row_goes_only_while_it_is_as_it_was_made() {
        let entry = changes(&[("first_name", Value::Null, json!("Eva"))]);
        let made = row(json!({"id": "1", "version": 1, "first_name": "Eva", "phone": null, "created_at": "t"}));
        assert_eq!(inverse(Operation::Insert, &entry, Some(&made)), Inverse::Remove);
        assert_eq!(inverse(Operation::Insert, &entry, None), Inverse::Nothing);
        let filled = row(json!({"first_name": "Eva", "phone": "+47"}));
        assert_eq!(inverse(Operation::Insert, &entry, Some(&filled)), Inverse::Changed(vec!["phone".to_owned()]));
        let renamed = row(json!({"first_name": "Eve"}));
        assert_eq!(inverse(Operation::Insert, &entry, Some(&renamed)), Inverse::Changed(vec!["first_name".to_owned()]));
    }

    #[test]
    fn a_deleted_row_comes_back_once() {
        let entry = changes(&[("body", json!("Hei"), Value::Null)]);
        assert_eq!(inverse(Operation::Delete, &entry, None), Inverse::Restore);
        assert_eq!(inverse(Operation::Delete, &entry, Some(&Map::new())), Inverse::Nothing);
    }

    #[test]
    fn a_text_that_was_changed_again_stays_marked_as_changed() {
        let entry = changes(&[("body", json!("a"), json!("b")), ("body_changed", json!(false), json!(true))]);
        let now = row(json!({"body": "c", "body_changed": true}));
        let expected = Inverse::Change { values: Map::new(), kept: vec!["body".to_owned()] };
        assert_eq!(inverse(Operation::Update, &entry, Some(&now)), expected);
    }
}
