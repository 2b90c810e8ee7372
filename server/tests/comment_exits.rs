//! Comments are the firm's own (seed 003:101): no way out of the system leads one to anybody else.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, sign_in};
use crate::site::Site;
use crate::table::{Ids, call};
use domain::{
    id::{TenantId, UserId},
    policy::{Action, Actor, Subject, can},
    user::Role,
};
use kundekort::access::TABLE;
use sqlx::PgPool;
use std::{collections::BTreeSet, fs, path::Path};

const SECRET: &str = "Betaler sent, ring ikke";

/// The files of the store that may read what comments say, each with why. Mail to customers, exports, what customers
/// see and feeds are none of them; a new one must be looked at here first.
const READERS: [&str; 7] = [
    // Comments themselves, and who is told of them inside the firm.
    "comment.rs",
    "comment/call.rs",
    "comment/change.rs",
    "notice.rs",
    "notice/mail.rs",
    // The card of now and of then, for staff.
    "card.rs",
    "as_of.rs",
];

fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Whether a text names the table of comments as statements do.
fn reads(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).any(|pair| {
        let table = pair[1].trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
        matches!(pair[0].trim_start_matches('('), "from" | "join" | "update" | "into") && table == "comment"
    })
}

#[test]
fn only_the_card_and_the_firms_own_notices_read_what_comments_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("store/src");
    let mut all = Vec::new();
    files(&root, &mut all);
    let found: BTreeSet<String> = all
        .iter()
        .filter(|path| reads(&fs::read_to_string(path).unwrap()))
        .map(|path| path.strip_prefix(&root).unwrap().to_string_lossy().into_owned())
        .collect();
    let unknown: Vec<_> = found.iter().filter(|file| !READERS.contains(&file.as_str())).collect();
    assert_eq!(unknown, Vec::<&String>::new(), "these read comments too: may whoever gets it see them?");
    assert!(found.contains("comment.rs") && found.contains("notice.rs"), "what is looked for is found");
}

#[test]
fn nobody_but_the_firms_own_staff_may_read_or_write_a_comment() {
    let (ours, theirs) = (TenantId::generate(), TenantId::generate());
    let subject = Subject { tenant: ours, owner: None };
    let stranger = |role| Actor::Staff { tenant: theirs, user: UserId::generate(), role };
    for actor in Role::ALL.map(stranger).into_iter().chain([Actor::Anonymous]) {
        for action in [Action::ReadCustomer, Action::WriteComment] {
            assert!(!can(actor, action, subject).allowed, "{actor:?} {action:?}");
        }
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn no_page_shows_one_to_whoever_is_not_of_the_firm(pool: PgPool) {
    let site = Site::new(&pool);
    let ids = Ids::make(&pool, Firm::make(&pool, "nord").await).await;
    let other = Firm::make(&pool, "syd").await;
    ids.firm.add_comment(&pool, ids.firm.customer, SECRET, false).await;
    let own = sign_in(&pool, ids.firm.tenant, ids.firm.consultant).await;
    let theirs = sign_in(&pool, other.tenant, other.administrator).await;
    let mut shown = Vec::new();
    for row in TABLE.iter().filter(|row| row.form.is_none()) {
        for secret in [None, Some(theirs.as_str())] {
            let answer = call(&site, row, &ids, None, secret).await;
            assert!(!answer.body.contains(SECRET), "{} shows it", row.path);
        }
        if call(&site, row, &ids, Some(ids.firm.consultant), Some(&own)).await.body.contains(SECRET) {
            shown.push(row.path);
        }
    }
    // For staff it stands on the card and in its log, and nowhere else: no file that is taken out has it.
    let known = [
        "/customers/{customer}",
        "/customers/{customer}/comments",
        "/customers/{customer}/log",
        "/customers/{customer}/tab/{tab}",
        "/customers/{customer}/layouts",
    ];
    assert!(shown.contains(&"/customers/{customer}/comments"), "{shown:?}");
    assert!(shown.iter().all(|path| known.contains(path)), "{shown:?}");
}
