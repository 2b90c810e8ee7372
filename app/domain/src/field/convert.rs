//! Own fields of another kind than they were declared with: what each value becomes, where it can.

use super::{Field, Names, OwnKind, Parsing, Record, shown, yes_no};
use crate::{country::Country, language::Language, list::ITEM_MAX};
use serde_json::{Map, Value};

/// Most values that a list may get by it.
pub const MOST_NAMED: usize = 200;

/// What a value becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Converted {
    /// This value.
    Value(Value),
    /// The value of the field's list with this name, which may have to be made.
    Named(String),
}

/// What a value of an own field of the kind `from` becomes as one of the kind `to`; nothing where it can't be
/// one without losing something. `names` are those of the values of its list.
#[must_use]
pub fn converted(
    field: &Field,
    from: OwnKind,
    to: OwnKind,
    value: &Value,
    names: &Names,
    home: Country,
) -> Option<Converted> {
    match (from, to, value) {
        _ if from == to => Some(Converted::Value(value.clone())),
        (OwnKind::Choice, OwnKind::Choices, Value::String(id)) => {
            Some(Converted::Value(Value::Array(vec![Value::String(id.clone())])))
        }
        (OwnKind::Choices, OwnKind::Choice, Value::Array(items)) => match items.as_slice() {
            [one] => Some(Converted::Value(one.clone())),
            _ => None,
        },
        _ => as_text(field, from, value, names, home).and_then(|text| of_text(field, to, &text, home)),
    }
}

/// The language in which values are written out: that of the firm's country.
fn language_of(home: Country) -> Language {
    if home == Country::SWEDEN { Language::Sv } else { Language::Nb }
}

/// A value as somebody would type it into a field of text.
fn as_text(field: &Field, from: OwnKind, value: &Value, names: &Names, home: Country) -> Option<String> {
    let source = from.like(field);
    let record = Record(Map::from_iter([(field.key.to_owned(), value.clone())]));
    let text = match (from, value) {
        (OwnKind::YesNo, Value::Bool(yes)) => yes_no(*yes).get(language_of(home)).to_owned(),
        (OwnKind::Choice | OwnKind::Choices, _) => shown(&source, value, &record, names, language_of(home), home),
        _ => record.typed(&source),
    };
    (!text.is_empty()).then_some(text)
}

fn of_text(field: &Field, to: OwnKind, text: &str, home: Country) -> Option<Converted> {
    if to.has_list() {
        let name = text.trim();
        let fits = name.chars().count() <= ITEM_MAX as usize && !name.chars().any(char::is_control);
        return (fits && !name.is_empty()).then(|| Converted::Named(name.to_owned()));
    }
    let typed = match (to, text.trim().to_lowercase().as_str()) {
        (OwnKind::YesNo, "ja" | "yes" | "1") => "yes",
        (OwnKind::YesNo, "nei" | "nej" | "no" | "0") => "no",
        _ => text,
    };
    let target = to.like(field);
    let value = target.parse(typed, Parsing { home, country: home }).ok()?;
    // What is tidied away by reading it is lost, but for space around it.
    let is_whole = !matches!(to, OwnKind::Line | OwnKind::Lines) || value.as_str() == Some(text.trim());
    (!value.is_null() && is_whole).then_some(Converted::Value(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::{Told, declare};
    use serde_json::json;

    const A: &str = "01900000-0000-7000-8000-00000000000a";
    const B: &str = "01900000-0000-7000-8000-00000000000b";
    const GONE: &str = "01900000-0000-7000-8000-00000000000c";

    fn to(from: &str, to: &str, value: Value) -> Option<Converted> {
        let labels = ["Felt", "Fält", "Field"].map(str::to_owned);
        let key = "own_00000000000000c1".to_owned();
        let told = Told {
            entity: "customer".to_owned(),
            key,
            kind: from.to_owned(),
            labels,
            section: "own".to_owned(),
            retired: false,
            tab: None,
            explained: None,
            counted: None,
        };
        let field = declare(vec![told])[0];
        let names = Names::from([(A.to_owned(), "Rød".to_owned()), (B.to_owned(), "Blå".to_owned())]);
        let kind = |key| OwnKind::from_key(key).unwrap();
        converted(field, kind(from), kind(to), &value, &names, Country::NORWAY)
    }

    #[test]
    fn text_becomes_choices_numbers_days_and_answers_where_it_is_one() {
        let value = |value| Some(Converted::Value(value));
        let named = |name: &str| Some(Converted::Named(name.to_owned()));
        assert_eq!(to("line", "choice", json!("Rød dør")), named("Rød dør"));
        assert_eq!(to("line", "whole", json!("1 200")), value(json!(1200)));
        assert_eq!(to("line", "whole", json!("tolv")), None);
        assert_eq!(to("line", "money", json!("99,50")), value(json!(9950)));
        assert_eq!(to("line", "date", json!("28.11.2026")), value(json!("2026-11-28")));
        assert_eq!(to("line", "yes_no", json!("Ja")), value(json!(true)));
        assert_eq!(to("line", "yes_no", json!("kanskje")), None);
        assert_eq!(to("line", "email", json!("a@b.example")), value(json!("a@b.example")));
        assert_eq!(to("lines", "line", json!("en\nto")), None, "two lines are no line");
        assert_eq!(to("lines", "choice", json!("en\nto")), None);
        assert_eq!(to("lines", "line", json!("x".repeat(301))), None, "too long");
    }

    #[test]
    fn what_is_no_text_is_written_as_one_types_it() {
        let value = |value| Some(Converted::Value(value));
        let named = |name: &str| Some(Converted::Named(name.to_owned()));
        assert_eq!(to("whole", "line", json!(1200)), value(json!("1200")));
        assert_eq!(to("money", "line", json!(9950)), value(json!("99,50")));
        assert_eq!(to("yes_no", "choice", json!(false)), named("Nei"));
        assert_eq!(to("choice", "line", json!(A)), value(json!("Rød")));
        assert_eq!(to("choices", "lines", json!([A, B])), value(json!("Rød, Blå")));
        assert_eq!(to("choice", "line", json!(GONE)), None, "a value without a name");
    }

    #[test]
    fn one_choice_becomes_several_and_one_of_several_one() {
        let value = |value| Some(Converted::Value(value));
        assert_eq!(to("choice", "choices", json!(A)), value(json!([A])));
        assert_eq!(to("choices", "choice", json!([A])), value(json!(A)));
        assert_eq!(to("choices", "choice", json!([A, B])), None, "which of them?");
        assert_eq!(to("choices", "choice", json!([])), None);
    }
}
