//! Lines of the palette.

use super::{customer_line, meaning_colour};
use domain::{language::Language, search::SearchResults};

/// One line of the palette: where it leads and what it shows.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Line {
    /// Its address, which also names it.
    pub(super) href: String,
    /// What it shows.
    pub(super) kind: Kind,
}

/// What a line shows.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Customer {
        title: String,
        nickname: String,
        sub: String,
        status: String,
        colour: &'static str,
    },
    Contact {
        name: String,
        sub: String,
    },
    Action {
        title: &'static str,
        icon: &'static str,
    },
    /// The page of all that is found.
    Onward {
        title: &'static str,
        icon: &'static str,
    },
    Setting {
        title: String,
        place: String,
    },
}

/// The lines of what was found.
pub(super) fn lines(found: &SearchResults, language: Language) -> Vec<Line> {
    let customers = found.customers.iter().map(|hit| Line {
        href: format!("/customers/{}", hit.id),
        kind: Kind::Customer {
            title: hit.name.clone(),
            nickname: hit.nickname.clone(),
            sub: customer_line(hit, language),
            status: hit.status.clone(),
            colour: meaning_colour(&hit.meaning),
        },
    });
    let contacts = found.contacts.iter().map(|hit| Line {
        href: format!("/customers/{}/contacts/{}", hit.customer, hit.id),
        kind: Kind::Contact { name: hit.name.clone(), sub: format!("{} · {}", hit.customer_name, hit.reach) },
    });
    let settings = found.settings.iter().map(|hit| Line {
        href: hit.href.clone(),
        kind: Kind::Setting { title: hit.title.clone(), place: hit.place.clone() },
    });
    customers.chain(contacts).chain(settings).collect()
}
