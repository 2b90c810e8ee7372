//! Customers that stand at a fixed number, each for something that a card must be able to show.

use super::{
    address::{self, Lines},
    bodo_sveis,
    card::Card,
    comment, contact,
    customer::Draft,
    firm::Firm,
    history::{self, Edit},
    identity::Identity,
};
use domain::{country::Country, id::CustomerId};
use serde_json::json;

/// What a customer at a fixed number is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Special {
    /// Number 10001: 50 contacts and 200 comments, for measuring.
    Big,
    /// Number 10008: the parent of Bodø Sveis & Montasje AS.
    Holding,
    /// Number 10237: Bodø Sveis & Montasje AS.
    BodoSveis,
    /// The head of a group of companies.
    Parent,
    /// One of the group, by its place in it.
    Subsidiary(usize),
    /// Below the first of the group, by its place there.
    Below(usize),
    /// Changed its name; the old one is its nickname.
    Renamed,
}

/// Place of the parent of Bodø Sveis & Montasje AS.
const HOLDING: usize = 7;
/// Place of the parent of the group.
const PARENT: usize = 39;

/// The group: before the form of the parent, and name and industry of each subsidiary.
const NORWEGIAN_GROUP: (&str, [(&str, &str); 4]) = (
    "Krykkjevik Gruppen",
    [
        ("Krykkjevik Bygg", "41.20"),
        ("Krykkjevik Elektro", "43.21"),
        ("Krykkjevik Rør", "43.22"),
        ("Krykkjevik Eiendom", "68.32"),
    ],
);
const SWEDISH_GROUP: (&str, [(&str, &str); 4]) = (
    "Spovhammar Gruppen",
    [
        ("Spovhammar Bygg", "41.20"),
        ("Spovhammar El", "43.21"),
        ("Spovhammar Data", "62.02"),
        ("Spovhammar Fastigheter", "68.32"),
    ],
);

/// Name and industry of those below the group's first subsidiary.
const NORWEGIAN_BELOW: [(&str, &str); 2] = [("Krykkjevik Tak og Blikk", "43.91"), ("Krykkjevik Betong", "43.99")];
const SWEDISH_BELOW: [(&str, &str); 2] = [("Spovhammar Tak och Plåt", "43.91"), ("Spovhammar Betong", "43.99")];

impl Special {
    /// Which one stands at a place of the list, counted from 0.
    pub(super) fn at(country: Country, place: usize) -> Option<Self> {
        let norwegian = country == Country::NORWAY;
        match place {
            0 if norwegian => Some(Self::Big),
            HOLDING if norwegian => Some(Self::Holding),
            236 if norwegian => Some(Self::BodoSveis),
            PARENT => Some(Self::Parent),
            40..=43 => Some(Self::Subsidiary(place - PARENT - 1)),
            44..=45 => Some(Self::Below(place - PARENT - 5)),
            76 => Some(Self::Renamed),
            _ => None,
        }
    }
}

/// The card of a special customer; `ids` are those of all customers in order of their numbers.
pub(super) fn card(firm: &mut Firm, special: Special, (id, number): (CustomerId, i64), ids: &[CustomerId]) -> Card {
    let norwegian = firm.profile.country == Country::NORWAY;
    let (suffix, group, below) =
        if norwegian { ("AS", NORWEGIAN_GROUP, NORWEGIAN_BELOW) } else { ("AB", SWEDISH_GROUP, SWEDISH_BELOW) };
    let responsible = firm.consultants[0];
    let started = |firm: &mut Firm, bare: &str, industry, age| {
        let who = Identity::company(firm, bare, suffix, industry);
        let mut draft = Draft::new(firm, id, number, who);
        draft.settle(firm, responsible, age);
        draft
    };
    match special {
        Special::BodoSveis => bodo_sveis::card(firm, id, number, ids.get(HOLDING).copied()),
        Special::Big => {
            let draft = started(firm, "Stor Kunde", "52.10", 1090);
            let contacts: Vec<_> = (0..50).map(|_| contact::any(firm, &draft)).collect();
            let comments = comment::stream(firm, &draft, &contacts, 200);
            unchanged(firm, draft, contacts, comments)
        }
        Special::Holding => {
            let mut draft = started(firm, "Nordverk Holding", "64.20", 900);
            address::visiting(&mut draft.row, Country::NORWAY, Lines::new("Sjøgata 3", "8006", "Bodø"));
            usual(firm, draft, 6)
        }
        Special::Parent => {
            let draft = started(firm, group.0, "64.20", 1000);
            usual(firm, draft, 12)
        }
        Special::Subsidiary(place) => {
            let (bare, industry) = group.1[place];
            let mut draft = started(firm, bare, industry, 800);
            draft.row.parent_id = ids.get(PARENT).copied();
            draft.row.credit_limit = draft.row.credit_limit.or(Some(40_000_000));
            usual(firm, draft, 8)
        }
        Special::Below(place) => {
            let (bare, industry) = below[place];
            let mut draft = started(firm, bare, industry, 600);
            draft.row.parent_id = ids.get(PARENT + 1).copied();
            draft.row.credit_limit = draft.row.credit_limit.or(Some(15_000_000));
            usual(firm, draft, 3)
        }
        Special::Renamed => {
            let (old, new, industry) = if norwegian {
                ("Oterneset Laks", "Oterneset Havbruk", "03.21")
            } else {
                ("Videmark Verkstad", "Videmark Teknik", "71.12")
            };
            let mut draft = started(firm, new, industry, 1050);
            draft.row.nickname = Some(old.to_owned());
            let registered_as = format!("{old} {suffix}");
            let edit = Edit {
                at: firm.clock.at(210, 9 * 60 + 12),
                by: responsible.id,
                changes: json!({ "name": [registered_as, draft.row.name], "nickname": [null, old] }),
            };
            let changes = history::log(firm, &mut draft, &registered_as, vec![edit]);
            Card { changes, ..usual(firm, draft, 9) }
        }
    }
}

/// Contacts as most have them, and so many comments.
fn usual(firm: &mut Firm, draft: Draft, count: i64) -> Card {
    let contacts = contact::several(firm, &draft);
    let comments = comment::stream(firm, &draft, &contacts, count);
    unchanged(firm, draft, contacts, comments)
}

/// A card whose customer is as it was registered.
fn unchanged(
    firm: &mut Firm,
    mut draft: Draft,
    contacts: Vec<store::demo::ContactRow>,
    comments: Vec<store::demo::CommentRow>,
) -> Card {
    let name = draft.row.name.clone();
    let changes = history::log(firm, &mut draft, &name, Vec::new());
    Card { draft, contacts, comments, changes }
}
