//! Contact persons at a customer.

use crate::{alphabet::sort_key, country::Country, field::Record, id::ContactId};
use serde::{Deserialize, Serialize};

/// Most contact persons of which a card shows all (seed 004:59), and most that have ended.
pub const ALL_ON_CARD: i64 = 20;

/// How many it shows of more beside its other sections; the tab has all.
pub const ON_CARD: i64 = 10;

/// One contact person, as sections and lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Its identity.
    pub id: ContactId,
    /// Which save this is; grows by one with each.
    pub version: i32,
    /// Whether it is no longer a contact of the customer (seed 002:22).
    pub ended: bool,
    /// The values of its fields.
    pub values: Record,
}

impl Contact {
    /// First and last name.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.values.text("first_name"), self.values.text("last_name")).trim().to_owned()
    }
}

/// Puts contacts in the order of lists: by last and first name in the alphabet of the firm's country, those that
/// have ended last.
pub fn in_order(contacts: &mut [Contact], home: Country) {
    contacts.sort_by_cached_key(|contact| {
        let name = |key| sort_key(contact.values.text(key), home);
        (contact.ended, name("last_name"), name("first_name"), contact.id)
    });
}

/// Two letters that stand for a name: first of the first word, first of the last.
#[must_use]
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// Two letters that stand for a company: of its first two words, so that a legal form is not one of them.
#[must_use]
pub fn company_initials(name: &str) -> String {
    let words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    words.take(2).flat_map(char::to_uppercase).collect()
}

/// A number from 1 to 8 that is always the same for the same name: which colour its avatar has.
#[must_use]
pub fn avatar_colour(name: &str) -> u32 {
    name.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte))) % 8 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        assert_eq!(initials("Erik Moen"), "EM");
        assert_eq!(initials("Bodø Sveis & Montasje"), "BM");
        assert_eq!(initials("ørsta"), "Ø");
        assert_eq!(initials(" & "), "");
    }

    #[test]
    fn a_company_is_not_named_after_its_legal_form() {
        assert_eq!(company_initials("Bodø Sveis & Montasje AS"), "BS");
        assert_eq!(company_initials("Equinordic"), "E");
    }

    #[test]
    fn colours_are_one_to_eight() {
        for name in ["", "Erik Moen", "Åse"] {
            assert!((1..=8).contains(&avatar_colour(name)));
        }
    }
}
