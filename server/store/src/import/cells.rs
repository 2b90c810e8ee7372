//! The cells of a row as they are kept: texts as they are, what else they are named.

use domain::exchange::Cell;
use serde_json::{Map, Value};

fn named(name: &str, text: &str) -> Value {
    Value::Object(Map::from_iter([(name.to_owned(), Value::String(text.to_owned()))]))
}

/// For keeping.
pub(super) fn kept(cells: &[Cell]) -> Value {
    cells
        .iter()
        .map(|cell| match cell {
            Cell::Empty => Value::Null,
            Cell::Text(text) => Value::String(text.clone()),
            Cell::Number(text) => named("number", text),
            Cell::Date(text) => named("date", text),
            Cell::Bool(yes) => Value::Bool(*yes),
            Cell::Error(text) => named("error", text),
        })
        .collect()
}

/// As they were.
pub(super) fn read(kept: &Value) -> Vec<Cell> {
    let of = |object: &Map<String, Value>, name: &str| object.get(name).and_then(Value::as_str).map(str::to_owned);
    let cells = kept.as_array().map(Vec::as_slice).unwrap_or_default();
    cells
        .iter()
        .map(|cell| match cell {
            Value::String(text) => Cell::Text(text.clone()),
            Value::Bool(yes) => Cell::Bool(*yes),
            Value::Object(object) => of(object, "number")
                .map(Cell::Number)
                .or_else(|| of(object, "date").map(Cell::Date))
                .or_else(|| of(object, "error").map(Cell::Error))
                .unwrap_or_default(),
            _ => Cell::Empty,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_back_as_they_were() {
        let text = |text: &str| text.to_owned();
        let cells = vec![
            Cell::Empty,
            Cell::Text(text("0150")),
            Cell::Number(text("150.50")),
            Cell::Date(text("2026-11-24")),
            Cell::Bool(true),
            Cell::Error(text("#REF!")),
        ];
        assert_eq!(read(&kept(&cells)), cells);
    }
}
