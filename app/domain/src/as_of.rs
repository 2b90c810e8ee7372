//! Rows as they stood at an earlier moment: what was done since is taken back on them, the
//! newest change first. A pure function; the store reads what it needs.

use crate::{change::Operation, undo::UNLOGGED};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use uuid::Uuid;

/// One row, by column.
pub type Row = Map<String, Value>;

/// One entry of the change log, as far as rewinding needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct Later {
    /// The changed row.
    pub row: Uuid,
    /// What happened to it.
    pub operation: Operation,
    /// What changed: column, old, new.
    pub changes: Vec<(String, Value, Value)>,
}

/// Takes back what was done to rows after a moment. `later` comes newest first, at least for
/// each row by itself; `deleted` has what the log leaves out of rows that were deleted.
pub fn rewind(rows: &mut BTreeMap<Uuid, Row>, deleted: &BTreeMap<Uuid, Row>, later: &[Later]) {
    for entry in later {
        match entry.operation {
            Operation::Insert => drop(rows.remove(&entry.row)),
            Operation::Update => {
                if let Some(row) = rows.get_mut(&entry.row) {
                    put_back(row, entry);
                }
            }
            Operation::Delete => {
                let unlogged = deleted.get(&entry.row).into_iter().flatten();
                let mut row: Row = unlogged
                    .filter(|(column, _)| UNLOGGED.contains(&column.as_str()))
                    .map(|(column, value)| (column.clone(), value.clone()))
                    .collect();
                put_back(&mut row, entry);
                rows.insert(entry.row, row);
            }
        }
    }
}

fn put_back(row: &mut Row, entry: &Later) {
    for (column, old, _) in &entry.changes {
        row.insert(column.clone(), old.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a script does to a table of three rows with two columns.
    #[derive(Clone, Debug)]
    enum Step {
        Insert(u8, Option<u8>),
        Update(u8, u8, Option<u8>),
        Delete(u8),
    }

    fn step() -> impl Strategy<Value = Step> {
        let value = proptest::option::of(0..3_u8);
        prop_oneof![
            (0..3_u8, value.clone()).prop_map(|(row, value)| Step::Insert(row, value)),
            (0..3_u8, 0..2_u8, value).prop_map(|(row, column, value)| Step::Update(row, column, value)),
            (0..3_u8).prop_map(Step::Delete),
        ]
    }

    fn column(number: u8) -> String {
        format!("column_{number}")
    }

    /// Rows without what says nothing: a column that is null is as good as none.
    fn said(rows: &BTreeMap<Uuid, Row>) -> BTreeMap<Uuid, Row> {
        let filled =
            |row: &Row| row.iter().filter(|(_, value)| !value.is_null()).map(|(k, v)| (k.clone(), v.clone())).collect();
        rows.iter().map(|(id, row)| (*id, filled(row))).collect()
    }

    /// Does a step the way the database and its trigger do, where it can be done.
    fn play(rows: &mut BTreeMap<Uuid, Row>, deleted: &mut BTreeMap<Uuid, Row>, step: &Step) -> Option<Later> {
        let id = |row: &u8| Uuid::from_u128(u128::from(*row));
        let pairs = |row: &Row, gone: bool| {
            let logged = row.iter().filter(|(column, value)| !UNLOGGED.contains(&column.as_str()) && !value.is_null());
            logged
                .map(|(column, value)| {
                    if gone {
                        (column.clone(), value.clone(), Value::Null)
                    } else {
                        (column.clone(), Value::Null, value.clone())
                    }
                })
                .collect()
        };
        match step {
            Step::Insert(row, value) => {
                if rows.contains_key(&id(row)) {
                    return None;
                }
                let new = Row::from_iter([
                    ("created_at".to_owned(), Value::from(*row)),
                    (column(0), Value::from(*value)),
                    (column(1), Value::Null),
                ]);
                let entry = Later { row: id(row), operation: Operation::Insert, changes: pairs(&new, false) };
                rows.insert(id(row), new);
                Some(entry)
            }
            Step::Update(row, number, value) => {
                let kept = rows.get_mut(&id(row))?;
                let old = kept.insert(column(*number), Value::from(*value)).unwrap_or_default();
                let changes = vec![(column(*number), old.clone(), Value::from(*value))];
                (old != Value::from(*value)).then_some(Later { row: id(row), operation: Operation::Update, changes })
            }
            Step::Delete(row) => {
                let old = rows.remove(&id(row))?;
                let entry = Later { row: id(row), operation: Operation::Delete, changes: pairs(&old, true) };
                deleted.insert(id(row), old);
                Some(entry)
            }
        }
    }

    proptest! {
        #[test]
        fn rewinding_to_any_step_gives_the_rows_as_they_were(script in proptest::collection::vec(step(), 0..40)) {
            let (mut rows, mut deleted) = (BTreeMap::new(), BTreeMap::new());
            let (mut seen, mut log) = (vec![(0, rows.clone())], Vec::new());
            for step in &script {
                log.extend(play(&mut rows, &mut deleted, step));
                seen.push((log.len(), rows.clone()));
            }
            for (known, then) in seen {
                let mut again = rows.clone();
                let later: Vec<_> = log[known..].iter().rev().cloned().collect();
                rewind(&mut again, &deleted, &later);
                prop_assert_eq!(said(&again), said(&then));
            }
        }
    }
}
