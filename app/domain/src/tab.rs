//! The tabs of the customer card: the product's, in the firm's order and place (seeds 003:55 to 003:61),
//! and the firm's own, which show sections and own fields of the firm's choice.

use crate::{customer::codes, id::TabId, language::Language, section::Section, text::Text};
use serde::Deserialize;
use std::{fmt, str::FromStr};

/// Most tabs of its own that a firm may have.
pub const MOST_TABS: usize = 20;
/// Most characters of an own tab's name.
pub const TAB_NAME_MAX: u32 = 40;

codes! {
    /// A tab that every firm has.
    BuiltIn {
        /// The board of sections.
        Overview "overview" ["Oversikt", "Översikt", "Overview"],
        /// All contacts.
        Contacts "contacts" ["Kontakter", "Kontakter", "Contacts"],
        /// All documents (seed 001:17).
        Documents "documents" ["Dokumenter", "Dokument", "Documents"],
        /// All comments.
        Comments "comments" ["Kommentarer", "Kommentarer", "Comments"],
        /// All that was written and said.
        Dialog "dialog" ["Dialog", "Dialog", "Dialog"],
        /// The whole log.
        Log "log" ["Logg", "Logg", "Log"],
    }
}

codes! {
    /// Where a tab stands (seed 003:57).
    Place {
        /// In sight above the card: "show in main menu".
        Main "main" ["I sikte", "Synlig", "In sight"],
        /// In the menu beside those.
        Menu "menu" ["I menyen ved siden av", "I menyn bredvid", "In the menu beside"],
        /// Nowhere.
        Off "off" ["Ikke i bruk", "Används inte", "Not used"],
    }
}

/// Which tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TabKey {
    /// One that every firm has.
    BuiltIn(BuiltIn),
    /// One of the firm's own.
    Own(TabId),
}

impl Default for TabKey {
    fn default() -> Self {
        Self::BuiltIn(BuiltIn::Overview)
    }
}

impl TabKey {
    /// The board of sections, without which there is no card.
    pub const OVERVIEW: Self = Self::BuiltIn(BuiltIn::Overview);

    /// The end of its address, after that of the card.
    #[must_use]
    pub fn path(self) -> String {
        match self {
            Self::BuiltIn(BuiltIn::Overview) => String::new(),
            Self::BuiltIn(tab) => format!("/{}", tab.key()),
            Self::Own(id) => format!("/tab/{id}"),
        }
    }
}

impl fmt::Display for TabKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn(tab) => f.write_str(tab.key()),
            Self::Own(id) => id.fmt(f),
        }
    }
}

impl FromStr for TabKey {
    type Err = crate::id::InvalidId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        BuiltIn::from_key(text).map_or_else(|| text.parse().map(Self::Own), |tab| Ok(Self::BuiltIn(tab)))
    }
}

/// A tab of a firm's cards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardTab {
    /// Which.
    pub key: TabKey,
    /// What an own tab is called: Norwegian, Swedish, English.
    pub labels: [String; 3],
    /// Where it stands.
    pub place: Place,
    /// What an own tab shows, in this order.
    pub sections: Vec<Section>,
}

impl CardTab {
    /// What it is called.
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        match self.key {
            TabKey::BuiltIn(tab) => tab.name(language),
            TabKey::Own(_) => language.of(&self.labels),
        }
    }
}

/// A tab as the database tells it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Told {
    id: TabId,
    built_in: Option<String>,
    labels: Option<[String; 3]>,
    place: String,
    sections: Vec<String>,
}

/// The tabs of a firm's cards, in their order: what the firm has decided, and tabs of the product that it
/// has not heard of yet where the product has them, in sight at the end. The board is never off.
#[must_use]
pub fn resolve(told: Vec<Told>) -> Vec<CardTab> {
    let mut tabs: Vec<CardTab> = told
        .into_iter()
        .filter_map(|told| {
            let key = match told.built_in {
                Some(key) => TabKey::BuiltIn(BuiltIn::from_key(&key)?),
                None => TabKey::Own(told.id),
            };
            let place = match Place::from_key(&told.place)? {
                Place::Off if key == TabKey::OVERVIEW => Place::Main,
                place => place,
            };
            let sections = told.sections.iter().filter_map(|key| Section::from_key(key)).collect();
            Some(CardTab { key, labels: told.labels.unwrap_or_default(), place, sections })
        })
        .collect();
    for tab in BuiltIn::ALL {
        let key = TabKey::BuiltIn(*tab);
        if !tabs.iter().any(|known| known.key == key) {
            let built_in = CardTab { key, labels: Default::default(), place: Place::Main, sections: Vec::new() };
            // The board stands first where nobody has put it elsewhere.
            if key == TabKey::OVERVIEW { tabs.insert(0, built_in) } else { tabs.push(built_in) }
        }
    }
    tabs
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn told(rows: Value) -> Vec<Told> {
        serde_json::from_value(rows).unwrap()
    }

    fn places(tabs: &[CardTab]) -> Vec<(String, &'static str)> {
        tabs.iter().map(|tab| (tab.name(Language::En).to_owned(), tab.place.key())).collect()
    }

    fn row(built_in: &str, place: &str) -> Value {
        json!({"id": "00000000-0000-7000-8000-000000000001", "built_in": built_in, "labels": null, "place": place, "sections": []})
    }

    #[test]
    fn a_firm_that_has_decided_nothing_has_the_products_tabs() {
        let all =
            ["Overview", "Contacts", "Documents", "Comments", "Dialog", "Log"].map(|name| (name.to_owned(), "main"));
        assert_eq!(places(&resolve(Vec::new())), all);
    }

    #[test]
    fn what_the_firm_decides_counts_and_what_it_has_not_heard_of_comes_last() {
        let own = json!({"id": "00000000-0000-7000-8000-000000000002", "built_in": null, "labels": ["Avtaler", "Avtal", "Agreements"],
            "place": "menu", "sections": ["credit", "gone", "notes"]});
        let tabs = resolve(told(json!([row("log", "off"), own, row("contacts", "menu")])));
        let expected = [
            ("Overview", "main"),
            ("Log", "off"),
            ("Agreements", "menu"),
            ("Contacts", "menu"),
            ("Documents", "main"),
            ("Comments", "main"),
            ("Dialog", "main"),
        ];
        assert_eq!(places(&tabs), expected.map(|(name, place)| (name.to_owned(), place)));
        assert_eq!(tabs[2].sections, [Section::Credit, Section::Notes]);
        assert_eq!(tabs[2].key.path(), "/tab/00000000-0000-7000-8000-000000000002");
    }

    #[test]
    fn the_board_is_never_off_and_unknown_tabs_are_passed_over() {
        let tabs = resolve(told(json!([row("diary", "main"), row("overview", "off")])));
        assert_eq!(
            tabs.iter().filter(|tab| tab.key == TabKey::OVERVIEW).map(|tab| tab.place).collect::<Vec<_>>(),
            [Place::Main]
        );
        assert_eq!(tabs.len(), BuiltIn::ALL.len());
    }

    #[test]
    fn a_key_is_read_as_it_is_written() {
        for text in ["overview", "log", "00000000-0000-7000-8000-000000000002"] {
            assert_eq!(text.parse::<TabKey>().map(|key| key.to_string()).as_deref(), Ok(text));
        }
        assert!("diary".parse::<TabKey>().is_err());
    }
}
