//! Groups of companies: a customer's parent and its subsidiaries (seed 000:37).

use crate::id::CustomerId;
use serde::{Deserialize, Serialize};

/// Most subsidiaries that a card names; the others are counted.
pub const MOST_SUBSIDIARIES: i64 = 20;
/// Most customers that are offered where one is to be picked.
pub const MOST_OFFERED: i64 = 8;

/// A subsidiary as its parent's card names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subsidiary {
    /// The customer.
    pub id: CustomerId,
    /// What it is called.
    pub name: String,
}

/// A customer that can be picked for a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    /// The customer.
    pub id: CustomerId,
    /// Customer number.
    pub number: i64,
    /// Name.
    pub name: String,
    /// Place of the visiting address; empty where there is none.
    pub place: String,
}

impl Offered {
    /// Name and number, by which it is found again when that is typed.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} ({})", self.name, self.number)
    }
}

/// What was typed where a customer is to be named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed<'a> {
    /// One that was picked: its id, perhaps after what was typed to find it.
    Picked(CustomerId),
    /// A name or a number, or both as [`Offered::label`] writes them.
    Text {
        /// All of it.
        text: &'a str,
        /// What stands before a number in brackets, or all of it.
        name: &'a str,
        /// The number in it.
        number: Option<i64>,
    },
}

/// Reads what was typed where a customer is to be named. Values of one name arrive with a comma
/// between them, so that a box that was ticked beneath a line stands after what the line holds.
#[must_use]
pub fn typed(text: &str) -> Typed<'_> {
    let text = text.trim();
    let last = text.rsplit(',').next().unwrap_or(text);
    if let Ok(id) = last.parse() {
        return Typed::Picked(id);
    }
    let text = text.trim_end_matches(',').trim_end();
    let number = |part: &str| -> Option<i64> {
        let digits: String = part.chars().filter(|c| !c.is_whitespace()).collect();
        digits.parse().ok().filter(|_| digits.chars().all(|c| c.is_ascii_digit()))
    };
    let (name, inside) = text.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).unwrap_or((text, text));
    match number(inside) {
        Some(number) if !name.trim().is_empty() => Typed::Text { text, name: name.trim_end(), number: Some(number) },
        found => Typed::Text { text, name: text, number: found },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_customer_is_named_by_name_number_or_both() {
        let text = |text, number| Typed::Text { text, name: text, number };
        assert_eq!(typed(" Nordverk Holding AS "), text("Nordverk Holding AS", None));
        assert_eq!(typed("10 008"), text("10 008", Some(10008)));
        assert_eq!(typed("10\u{a0}008,"), text("10\u{a0}008", Some(10008)));
        let (both, name) = ("Nordverk Holding AS (10008)", "Nordverk Holding AS");
        assert_eq!(typed(both), Typed::Text { text: both, name, number: Some(10008) });
        assert_eq!(typed("Berg, Vik & Co (Bodø)"), text("Berg, Vik & Co (Bodø)", None));
        assert_eq!(typed("-10008"), text("-10008", None));
        assert_eq!(typed("()"), text("()", None));
    }

    #[test]
    fn what_was_picked_counts_before_what_was_typed() {
        let id = CustomerId(Uuid::from_u128(7));
        assert_eq!(typed(&id.to_string()), Typed::Picked(id));
        assert_eq!(typed(&format!("Berg, Vik & Co,{id}")), Typed::Picked(id));
    }

    #[test]
    fn a_label_is_found_again() {
        let offered = Offered {
            id: CustomerId(Uuid::from_u128(7)),
            number: 10008,
            name: "Berg (Nord)".to_owned(),
            place: String::new(),
        };
        assert!(matches!(typed(&offered.label()), Typed::Text { number: Some(10008), .. }));
    }
}
