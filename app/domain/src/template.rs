//! Templates of messages: texts of the firm with fields, which are filled in for whom they are written to.

use crate::{customer::codes, id::TemplateId, language::Language, text::Text};

/// Most characters of a template's name.
pub const NAME_MAX: u32 = 80;

codes! {
    /// What a field of a template stands for.
    TemplateField {
        /// What the recipients' friends call them.
        FirstName "first_name" ["mottakerens fornavn", "mottagarens förnamn", "the recipient's first name"],
        /// What the customer is called.
        Customer "customer" ["kundens navn", "kundens namn", "the customer's name"],
        /// Its number.
        Number "number" ["kundenummeret", "kundnumret", "the customer number"],
        /// Who is responsible for it.
        Responsible "responsible" ["den ansvarlige", "den ansvariga", "who is responsible"],
        /// What the firm is called.
        Firm "firm" ["firmaet", "företaget", "the firm"],
        /// Who writes.
        Me "me" ["ditt navn", "ditt namn", "your name"],
    }
}

/// A template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageTemplate {
    /// Its identity.
    pub id: TemplateId,
    /// `email` or `sms`, keys of [`crate::dialog::DialogKind`].
    pub kind: String,
    /// What it is called.
    pub name: String,
    /// The subject of an e-mail; none of an SMS.
    pub subject: String,
    /// The text.
    pub body: String,
    /// Which save this is.
    pub version: i32,
}

/// A part of a text: as it stands, or what stands between braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part<'a> {
    Plain(&'a str),
    Braced(&'a str),
}

/// The parts of a text. Braces over several lines, and ones that are never closed, are text.
fn parts(text: &str) -> Vec<Part<'_>> {
    let (mut parts, mut rest) = (Vec::new(), text);
    while let Some(start) = rest.find('{') {
        let inner = &rest[start + 1..];
        match inner.find(['{', '}', '\n']) {
            Some(end) if inner[end..].starts_with('}') => {
                parts.push(Part::Plain(&rest[..start]));
                parts.push(Part::Braced(&inner[..end]));
                rest = &inner[end + 1..];
            }
            Some(end) => {
                parts.push(Part::Plain(&rest[..=start + end]));
                rest = &inner[end..];
            }
            None => break,
        }
    }
    parts.push(Part::Plain(rest));
    parts
}

/// The first field in a text that there is none of.
#[must_use]
pub fn unknown(text: &str) -> Option<&str> {
    parts(text).into_iter().find_map(|part| match part {
        Part::Braced(name) if TemplateField::from_key(name.trim()).is_none() => Some(name),
        _ => None,
    })
}

/// The text with its fields filled in; one of which there is no value stays as it is, and so does what is no field.
#[must_use]
pub fn fill(text: &str, value: impl Fn(TemplateField) -> Option<String>) -> String {
    let mut filled = String::with_capacity(text.len());
    for part in parts(text) {
        match part {
            Part::Plain(plain) => filled.push_str(plain),
            Part::Braced(name) => {
                let value = TemplateField::from_key(name.trim()).and_then(&value);
                filled.push_str(&value.unwrap_or_else(|| format!("{{{name}}}")));
            }
        }
    }
    filled
}

/// Whether a text has a field for which there is no value.
#[must_use]
pub fn lacks(text: &str, value: impl Fn(TemplateField) -> Option<String>) -> bool {
    parts(text).into_iter().any(|part| match part {
        Part::Braced(name) => TemplateField::from_key(name.trim()).is_some_and(|field| value(field).is_none()),
        Part::Plain(_) => false,
    })
}

/// Whether a text still has a field that is to be filled in.
#[must_use]
pub fn is_open(text: &str) -> bool {
    lacks(text, |_| None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fields_are_filled_in_and_unknown_ones_told() {
        let text = "Hei {first_name}!\n{ customer } ({number}) {x\n}";
        assert_eq!(unknown(text), None, "what is no field in one line is text");
        assert_eq!(unknown("Hei {navn}"), Some("navn"));
        assert_eq!(unknown("Hei {}"), Some(""));
        let filled = fill(text, |field| match field {
            TemplateField::FirstName => Some("Per".to_owned()),
            TemplateField::Customer => Some("{number}".to_owned()),
            _ => None,
        });
        assert_eq!(
            filled, "Hei Per!\n{number} ({number}) {x\n}",
            "values are filled in once, and never read as fields"
        );
        assert!(is_open("Hei {me}") && !is_open("Hei {deg}"));
    }

    proptest! {
        #[test]
        fn without_values_a_text_stays_as_it_is(text in "[a-z_{}\n ]{0,60}") {
            prop_assert_eq!(fill(&text, |_| None), text);
        }
    }
}
