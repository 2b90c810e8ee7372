//! What the registry said, as forms and browsers read it.

use domain::registry::{Failure, Hit, Notice};
use serde::{Deserialize, Serialize};

/// What a question came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Found {
    /// One company.
    Unit(Box<Said>),
    /// Several, of which one is to be chosen.
    Hits(Vec<Hit>),
    /// Nothing, and why.
    Failed(Failure),
}

/// What the registry says of a company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Its organisation number, digits only.
    pub number: String,
    /// Its name.
    pub name: String,
    /// What one should know of it.
    pub notices: Vec<Notice>,
    /// What a form may be filled in with.
    pub values: Vec<SaidValue>,
}

/// A value for one input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidValue {
    /// The field's key.
    pub key: String,
    /// What the field is called.
    pub label: String,
    /// What it is a part of: an address, or the field itself.
    pub group: String,
    /// What would be typed.
    pub typed: String,
    /// How it is read.
    pub shown: String,
}

impl SaidValue {
    /// What stands in its input before anybody has typed: nothing, or what an address is the same as.
    #[must_use]
    pub fn preset(&self) -> &'static str {
        if self.key.ends_with("_same_as") { "visiting" } else { "" }
    }

    /// Whether an input that says this says the same.
    #[must_use]
    pub fn is_like(&self, typed: &str) -> bool {
        let folded = |text: &str| -> String {
            text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
        };
        [&self.typed, &self.shown].iter().any(|said| folded(said) == folded(typed))
    }
}

impl Said {
    /// What some of its values are, in words, each once.
    #[must_use]
    pub fn named(values: &[&SaidValue]) -> Vec<String> {
        let mut names: Vec<String> = values.iter().map(|value| value.group.clone()).collect();
        names.dedup();
        names
    }

    /// What is filled in, and what differs from what was typed; `typed` tells what stands in an input.
    #[must_use]
    pub fn compared(&self, typed: impl Fn(&str) -> String) -> (Vec<&SaidValue>, Vec<&SaidValue>) {
        let (mut filled, mut differs) = (Vec::new(), Vec::new());
        for value in &self.values {
            let typed = typed(&value.key);
            if value.is_like(&typed) {
                continue;
            }
            if typed.trim() == value.preset() { filled.push(value) } else { differs.push(value) }
        }
        (filled, differs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_not_typed_is_filled_in() {
        let value = |key: &str, typed: &str, shown: &str| SaidValue {
            key: key.to_owned(),
            label: String::new(),
            group: String::new(),
            typed: typed.to_owned(),
            shown: shown.to_owned(),
        };
        let said = Said {
            number: "974760673".to_owned(),
            name: "A AS".to_owned(),
            notices: Vec::new(),
            values: vec![
                value("name", "A AS", "A AS"),
                value("phone", "+4775500120", "75 50 01 20"),
                value("email", "a@a.example", "a@a.example"),
                value("postal_same_as", "own", "egen adresse"),
                value("website", "https://a.example", "a.example"),
            ],
        };
        let (filled, differs) = said.compared(|key| {
            match key {
                "name" => "B AS",
                "phone" => "755 00 120",
                "postal_same_as" => "visiting",
                "website" => "A.example",
                _ => " ",
            }
            .to_owned()
        });
        let keys = |values: Vec<&SaidValue>| values.iter().map(|value| value.key.clone()).collect::<Vec<_>>();
        assert_eq!(keys(filled), ["email", "postal_same_as"]);
        assert_eq!(keys(differs), ["name"]);
    }
}
