//! A firm's own fields: declared by the firm and not by the product, and of the same shape.
//!
//! A key is unique among all firms and says nothing. What firms have declared is known to this process from
//! each session that is opened; a declaration lives as long as the process, as do those of the product, and
//! there are as many as firms have ever made and renamed.

use super::{Entity, Field, Importance, Kind};
use crate::{customer::codes, id::TabId, language::Language, list::ListKind, section::Section, text::Text};
use serde::{Deserialize, Serialize};
use std::{
    collections::HashMap,
    sync::{LazyLock, PoisonError, RwLock},
};

/// Most fields of its own that a firm may use at a time.
pub const MOST_OWN: usize = 100;
/// What may have own fields.
pub const OWNED: [Entity; 2] = [Entity::Customer, Entity::Contact];
/// Most characters of an own field's name.
pub const OWN_LABEL_MAX: u32 = 60;
/// Most characters of what it is for.
pub const OWN_HELP_MAX: u32 = 300;

codes! {
    /// What kind of value an own field holds.
    OwnKind {
        /// One line of text.
        Line "line" ["Kort tekst", "Kort text", "Short text"],
        /// Several lines of text.
        Lines "lines" ["Lang tekst", "Lång text", "Long text"],
        /// A whole number.
        Whole "whole" ["Helt tall", "Heltal", "Whole number"],
        /// An amount of money.
        Money "money" ["Beløp", "Belopp", "Amount"],
        /// A percentage.
        Percent "percent" ["Prosent", "Procent", "Percentage"],
        /// A day.
        Date "date" ["Dato", "Datum", "Date"],
        /// Yes or no.
        YesNo "yes_no" ["Ja eller nei", "Ja eller nej", "Yes or no"],
        /// One value of a list of its own.
        Choice "choice" ["Valg fra en liste", "Val från en lista", "Choice from a list"],
        /// Several values of a list of its own.
        Choices "choices" ["Flere valg fra en liste", "Flera val från en lista", "Several choices from a list"],
        /// An e-mail address.
        Email "email" ["E-postadresse", "E-postadress", "E-mail address"],
        /// A phone number.
        Phone "phone" ["Telefonnummer", "Telefonnummer", "Phone number"],
        /// A web address.
        WebAddress "web_address" ["Nettadresse", "Webbadress", "Web address"],
    }
}

impl OwnKind {
    /// Whether it has a list of values.
    #[must_use]
    pub const fn has_list(self) -> bool {
        matches!(self, Self::Choice | Self::Choices)
    }

    /// Whether its values are numbers.
    #[must_use]
    pub const fn is_counted(self) -> bool {
        matches!(self, Self::Whole | Self::Money | Self::Percent)
    }

    /// Whether a field of this kind may get another; `counted` is what numbers it had before. A number is kept as
    /// it is, so that a field never counts two things: its history would not say which.
    #[must_use]
    pub fn may_become(self, to: Self, counted: Option<Self>) -> bool {
        let counted = counted.or(self.is_counted().then_some(self));
        self != to && (!to.is_counted() || counted.is_none_or(|counted| counted == to))
    }

    /// A field like another, of this kind.
    #[must_use]
    pub const fn like(self, field: &Field) -> Field {
        Field { kind: self.kind(field.key), ..*field }
    }

    const fn kind(self, key: &'static str) -> Kind {
        match self {
            Self::Line => Kind::Line { max: 300 },
            Self::Lines => Kind::Lines { max: 5000 },
            Self::Whole => Kind::Whole,
            Self::Money => Kind::Money,
            Self::Percent => Kind::Percent,
            Self::Date => Kind::Date,
            Self::YesNo => Kind::YesNo,
            Self::Choice => Kind::Choice(ListKind::Own(key)),
            Self::Choices => Kind::Choices(ListKind::Own(key)),
            Self::Email => Kind::Email,
            Self::Phone => Kind::Phone,
            Self::WebAddress => Kind::WebAddress,
        }
    }
}

/// An own field as the database tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Its key.
    pub key: String,
    /// What it belongs to.
    pub entity: String,
    /// The kind of value.
    pub kind: String,
    /// What it is called, in the three languages.
    pub labels: [String; 3],
    /// What it is for, in the three languages.
    #[serde(default)]
    pub explained: Option<[String; 3]>,
    /// The section where it stands.
    pub section: String,
    /// Whether it is not used any more.
    pub retired: bool,
    /// The firm's own tab in which it stands.
    #[serde(default)]
    pub tab: Option<TabId>,
    /// The kind of numbers that it had before.
    #[serde(default)]
    pub counted: Option<String>,
}

type Declared = HashMap<&'static str, (Told, &'static Field)>;
static DECLARED: LazyLock<RwLock<Declared>> = LazyLock::new(RwLock::default);

/// The declarations of a firm's own fields, those in use only; all of them are known from now on.
#[must_use]
pub fn declare(told: Vec<Told>) -> Vec<&'static Field> {
    told.into_iter()
        .filter_map(|told| Some((told.retired, declared(told)?)))
        .filter(|(retired, _)| !retired)
        .map(|(_, field)| field)
        .collect()
}

fn declared(told: Told) -> Option<&'static Field> {
    {
        let known = DECLARED.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((before, field)) = known.get(told.key.as_str())
            && *before == told
        {
            return Some(field);
        }
    }
    let kind = OwnKind::from_key(&told.kind)?;
    let entity = OWNED.into_iter().find(|entity| entity.key() == told.entity)?;
    let section = match entity {
        Entity::Contact => Section::Contacts,
        _ if told.tab.is_some() => Section::Own,
        _ => Section::from_key(&told.section).unwrap_or(Section::Own),
    };
    let mut known = DECLARED.write().unwrap_or_else(PoisonError::into_inner);
    // Keys outlive what they are called.
    let key = known.get_key_value(told.key.as_str()).map_or_else(|| leaked(&told.key), |(key, _)| *key);
    let text = |all: &[String; 3]| {
        let [nb, sv, en] = all.each_ref().map(|text| leaked(text));
        Text { nb, sv, en }
    };
    let field: &'static Field = Box::leak(Box::new(Field {
        key,
        entity,
        kind: kind.kind(key),
        section,
        importance: Importance::May,
        label: text(&told.labels),
        explained: told.explained.as_ref().map(text),
        inherits: None,
        tab: told.tab,
        counted: told.counted.as_deref().and_then(OwnKind::from_key).map(|kind| kind.kind(key)),
    }));
    known.insert(key, (told, field));
    Some(field)
}

fn leaked(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// The own field with this key, of whichever firm: whoever writes asks whether it is the firm's.
#[must_use]
pub fn own(key: &str) -> Option<&'static Field> {
    if !is_own_key(key) {
        return None;
    }
    DECLARED.read().unwrap_or_else(PoisonError::into_inner).get(key).map(|(_, field)| *field)
}

/// Whether a key is that of an own field.
#[must_use]
pub fn is_own_key(key: &str) -> bool {
    key.strip_prefix("own_").is_some_and(|rest| rest.len() == 16 && rest.bytes().all(|b| b.is_ascii_hexdigit()))
}

impl Field {
    /// Whether it is a firm's own.
    #[must_use]
    pub fn is_own(&self) -> bool {
        is_own_key(self.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(key: &str, kind: &str, name: &str) -> Told {
        Told {
            key: key.to_owned(),
            entity: "customer".to_owned(),
            kind: kind.to_owned(),
            labels: [name, name, name].map(str::to_owned),
            section: "own".to_owned(),
            retired: false,
            tab: None,
            explained: None,
            counted: None,
        }
    }

    #[test]
    fn a_declaration_is_found_by_its_key_and_is_the_same_one_each_time() {
        let key = "own_00000000000000a1";
        let first = declare(vec![told(key, "money", "Rabattgrense")]);
        let again = declare(vec![told(key, "money", "Rabattgrense")]);
        assert!(std::ptr::eq(first[0], again[0]));
        assert_eq!(super::super::customer(key).map(|field| field.label.get(Language::Nb)), Some("Rabattgrense"));
        assert_eq!((first[0].kind, first[0].section, first[0].is_own()), (Kind::Money, Section::Own, true));
        let renamed = declare(vec![told(key, "money", "Grense")]);
        assert_eq!((renamed[0].label.get(Language::Sv), renamed[0].key), ("Grense", key));
    }

    #[test]
    fn what_is_retired_is_known_and_not_used() {
        let key = "own_00000000000000a2";
        let used = declare(vec![Told { retired: true, ..told(key, "choice", "Avdeling") }]);
        assert!(used.is_empty());
        assert_eq!(own(key).map(|field| field.kind), Some(Kind::Choice(ListKind::Own(key))));
        assert_eq!(ListKind::from_key(key), Some(ListKind::Own(key)));
    }

    #[test]
    fn one_of_contacts_stands_among_theirs_and_nowhere_else() {
        let key = "own_00000000000000a4";
        let section = "credit".to_owned();
        let used = declare(vec![Told { entity: "contact".to_owned(), section, ..told(key, "line", "Allergier") }]);
        assert_eq!((used[0].entity, used[0].section), (Entity::Contact, Section::Contacts));
        assert_eq!(super::super::contact(key), Some(used[0]));
        assert_eq!(super::super::customer(key), None);
        let firm = told("own_00000000000000a5", "line", "Slagord");
        assert!(declare(vec![Told { entity: "firm".to_owned(), ..firm }]).is_empty());
    }

    #[test]
    fn what_is_no_key_finds_nothing() {
        for key in ["own_", "own_xyz", "own_00000000000000zz", "own_0000000000000000", "name", ""] {
            assert_eq!(own(key), None, "{key}");
        }
        assert!(declare(vec![told("own_00000000000000a3", "colour", "Farge")]).is_empty());
    }
}
