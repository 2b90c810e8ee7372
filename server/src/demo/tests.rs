//! What must hold for all rows of a load.

use super::Demo;
use domain::{
    country::Country,
    customer::{CustomerKind, CustomerType},
    email::Email,
    id::CustomerId,
    organisation_number::OrganisationNumber,
    phone::Phone,
    plain_text,
    postal_code::PostalCode,
    user::Role,
    web_address::WebAddress,
};
use std::collections::{HashMap, HashSet};
use store::demo::{Batch, CustomerRow};

/// 2025-11-20 10:00 UTC, a Thursday.
const NOW: i64 = 1_763_632_800_000;
const DAY: i64 = 86_400_000;

fn load(seed: u64, customers: Option<usize>) -> Vec<Batch> {
    Demo { seed, customers, password_hash: "$argon2id$".to_owned(), now: NOW }.batches().collect()
}

fn customer(batch: &Batch, number: i64) -> &CustomerRow {
    batch.customers.iter().find(|row| row.number == number).unwrap()
}

#[test]
fn the_same_seed_gives_the_same_rows() {
    assert_eq!(load(42, Some(900)), load(42, Some(900)));
    assert_ne!(load(42, None), load(43, None));
}

#[test]
fn firms_have_the_customers_and_staff_they_should() {
    let batches = load(1, None);
    let count = |batch: &Batch, role| batch.users.iter().filter(|user| user.role == role).count();
    let sizes: Vec<_> = batches
        .iter()
        .map(|batch| {
            (
                batch.customers.len(),
                count(batch, Role::Consultant),
                count(batch, Role::Administrator),
                count(batch, Role::ReadOnly),
            )
        })
        .collect();
    assert_eq!(sizes, [(400, 12, 1, 1), (250, 8, 1, 1)]);
    let emails: Vec<_> = batches.iter().flat_map(|batch| &batch.users).map(|user| user.email.as_str()).collect();
    for email in [
        "admin@nordvikar.example",
        "erik.moen@nordvikar.example",
        "lotta.berg@nordvikar.example",
        "les@nordvikar.example",
        "admin@sydkonsult.example",
        "anna.lind@sydkonsult.example",
        "las@sydkonsult.example",
    ] {
        assert!(emails.contains(&email), "{email}");
    }
}

#[test]
fn further_customers_belong_to_the_norwegian_firm() {
    let batches = load(1, Some(6_000));
    assert_eq!(batches.iter().map(|batch| batch.customers.len()).collect::<Vec<_>>(), [400, 250, 5_000, 600]);
    let numbers: HashSet<_> =
        batches.iter().flat_map(|batch| &batch.customers).map(|row| (row.tenant_id, row.number)).collect();
    assert_eq!(numbers.len(), 6_250);
    let further = &batches[2];
    assert_eq!(further.contacts.len(), 15_000);
    assert!((4_000..6_000).contains(&further.comments.len()), "{}", further.comments.len());
    let organisation_numbers: Vec<_> = batches
        .iter()
        .flat_map(|batch| &batch.customers)
        .filter_map(|row| row.organisation_number.as_deref())
        .collect();
    assert_eq!(organisation_numbers.iter().collect::<HashSet<_>>().len(), organisation_numbers.len());
}

#[test]
fn every_identifier_stands_once() {
    let mut seen = HashSet::new();
    for batch in load(1, Some(1_000)) {
        let ids = batch
            .customers
            .iter()
            .map(|row| row.id.0)
            .chain(batch.contacts.iter().map(|row| row.id.0))
            .chain(batch.comments.iter().map(|row| row.id.0))
            .chain(batch.changes.iter().map(|row| row.id.0))
            .chain(batch.list_items.iter().map(|row| row.id.0))
            .chain(batch.users.iter().map(|row| row.id.0))
            .chain(batch.tenants.iter().map(|row| row.id.0))
            .chain(batch.employees.iter().map(|row| row.id.0))
            .chain(batch.placements.iter().map(|row| row.id.0))
            .chain(batch.departments.iter().map(|row| row.id.0));
        for id in ids {
            assert!(seen.insert(id), "{id}");
        }
    }
}

#[test]
fn every_value_is_as_a_form_would_keep_it() {
    for row in load(1, Some(2_000)).iter().flat_map(|batch| &batch.customers) {
        let home = row.country;
        if let Some(number) = &row.organisation_number {
            assert_eq!(OrganisationNumber::parse(number, home).unwrap().as_str(), number);
            assert!(home == Country::NORWAY || number.as_bytes()[2] >= b'2', "a person's number: {number}");
        }
        for phone in [&row.phone, &row.mobile].into_iter().flatten() {
            assert_eq!(Phone::parse(phone, home).unwrap().e164(), phone);
        }
        if let Some(email) = &row.email {
            assert_eq!(Email::parse(email).unwrap().as_str(), email);
            assert!(email.ends_with(".example"), "{email}");
        }
        if let Some(website) = &row.website {
            assert_eq!(WebAddress::parse(website).unwrap().href(), website);
            assert!(website.ends_with(".example"), "{website}");
        }
        for code in
            [&row.visiting_postal_code, &row.postal_postal_code, &row.invoice_postal_code, &row.delivery_postal_code]
                .into_iter()
                .flatten()
        {
            assert_eq!(PostalCode::parse(code, home).unwrap().as_str(), code);
        }
        assert_eq!(plain_text::line(&row.name, 200).as_ref(), Ok(&row.name));
    }
}

#[test]
fn every_contact_is_as_a_form_would_keep_it() {
    for (batch, home) in load(1, Some(2_000)).iter().zip([Country::NORWAY, Country::SWEDEN, Country::NORWAY]) {
        for row in &batch.contacts {
            for phone in [&row.phone, &row.mobile].into_iter().flatten() {
                assert_eq!(Phone::parse(phone, home).unwrap().e164(), phone);
            }
            if let Some(email) = &row.email {
                assert_eq!(Email::parse(email).unwrap().as_str(), email);
                assert!(email.ends_with(".example"), "{email}");
            }
            assert!(row.functions.is_sorted() && row.ended_at.is_none_or(|ended| ended >= row.created_at));
        }
    }
}

#[test]
fn every_customer_has_a_contact_who_has_not_ended() {
    for batch in load(1, Some(1_000)) {
        let reached: HashSet<CustomerId> =
            batch.contacts.iter().filter(|row| row.ended_at.is_none()).map(|row| row.customer_id).collect();
        assert!(batch.customers.iter().all(|row| reached.contains(&row.id)));
    }
    assert!(load(1, None)[0].contacts.iter().any(|row| row.ended_at.is_some()));
}

#[test]
fn the_newest_comment_is_of_yesterday_and_the_oldest_three_years_old() {
    let midnight = NOW - 11 * 3_600_000;
    for batch in load(1, None) {
        let times: Vec<_> = batch.comments.iter().map(|row| row.written_at.0.max(row.created_at.0)).collect();
        let newest = times.iter().max().unwrap();
        assert!((midnight - DAY..midnight).contains(newest), "{newest}");
        assert!(*times.iter().min().unwrap() > NOW - 3 * 367 * DAY);
        assert!(batch.changes.iter().all(|row| row.at.0 < midnight));
    }
}

#[test]
fn every_kind_type_and_status_is_there() {
    for batch in load(1, None) {
        let rows = &batch.customers;
        assert!(CustomerKind::ALL.iter().all(|kind| rows.iter().any(|row| row.kind == *kind)));
        assert!(CustomerType::ALL.iter().all(|kind| rows.iter().any(|row| row.customer_type == *kind)));
        let statuses: HashSet<_> = rows.iter().map(|row| row.status).collect();
        assert_eq!(statuses.len(), 5);
        let parents: HashMap<_, usize> =
            rows.iter().filter_map(|row| row.parent_id).fold(HashMap::new(), |mut counted, id| {
                *counted.entry(id).or_default() += 1;
                counted
            });
        assert_eq!(parents.values().max(), Some(&4));
        let own = rows.iter().filter(|row| row.kind == CustomerKind::Private).all(|row| {
            batch
                .contacts
                .iter()
                .filter(|contact| contact.customer_id == row.id)
                .all(|contact| row.name == format!("{} {}", contact.first_name, contact.last_name))
        });
        assert!(own, "a private customer is their own contact");
    }
}

#[test]
fn the_log_ends_where_the_customer_stands() {
    for batch in load(1, Some(1_000)) {
        let mut edited = 0;
        for row in &batch.customers {
            let log: Vec<_> = batch.changes.iter().filter(|entry| entry.row_id == row.id.0).collect();
            assert_eq!((log[0].operation, log[0].source), ("INSERT", "demo"));
            assert_eq!(
                log.iter().map(|entry| entry.version).collect::<Vec<_>>(),
                (1..=row.version).collect::<Vec<_>>()
            );
            assert!(log.is_sorted_by_key(|entry| entry.at));
            let newest = log[log.len() - 1];
            assert_eq!((newest.at, newest.user_id), (row.changed_at, row.changed_by));
            edited += usize::from(row.version > 1);
        }
        let expected =
            if batch.tenants.is_empty() { 0..=0 } else { batch.customers.len() / 4..=batch.customers.len() / 2 };
        assert!(expected.contains(&edited), "{edited}");
    }
}

#[test]
fn the_customer_for_measuring_is_big() {
    let batch = &load(1, None)[0];
    let big = customer(batch, 10_001);
    assert_eq!(big.name, "Stor Kunde AS");
    assert_eq!(batch.contacts.iter().filter(|row| row.customer_id == big.id).count(), 50);
    assert_eq!(batch.comments.iter().filter(|row| row.customer_id == big.id).count(), 200);
}

#[test]
fn bodo_sveis_is_as_the_pictures_show_it() {
    let batch = &load(1, None)[0];
    let row = customer(batch, 10_237);
    assert_eq!(
        (row.name.as_str(), row.nickname.as_deref(), row.organisation_number.as_deref()),
        ("Bodø Sveis & Montasje AS", Some("Sveisen"), Some("988077917"))
    );
    assert_eq!(
        (row.visiting_street.as_deref(), row.visiting_postal_code.as_deref(), row.phone.as_deref()),
        (Some("Verftsgata 14"), Some("8006"), Some("+4775500120"))
    );
    assert_eq!(row.directions.as_deref(), Some("Port B bak verkstedet, ring på 2. etg."));
    let responsible = batch.users.iter().find(|user| user.id == row.responsible).unwrap();
    assert_eq!(responsible.name, "Erik Moen");
    let comments =
        |fixed| batch.comments.iter().filter(|comment| comment.customer_id == row.id && comment.fixed == fixed).count();
    assert_eq!((comments(false), comments(true)), (23, 2));
    let contacts: Vec<_> = batch
        .contacts
        .iter()
        .filter(|contact| contact.customer_id == row.id)
        .map(|contact| (contact.first_name.as_str(), contact.ended_at.is_some()))
        .collect();
    assert_eq!(contacts, [("Ingrid", false), ("Jonas", false), ("Marit", false), ("Pål", true)]);
    let parent = batch.customers.iter().find(|other| Some(other.id) == row.parent_id).unwrap();
    assert_eq!(parent.name, "Nordverk Holding AS");
}

#[test]
fn a_customer_that_changed_its_name_keeps_the_old_one() {
    for (batch, number) in load(1, None).iter().zip([10_077, 20_077]) {
        let row = customer(batch, number);
        let renamed = batch
            .changes
            .iter()
            .find(|entry| entry.row_id == row.id.0 && entry.changes.get("nickname").is_some())
            .unwrap();
        assert_eq!(renamed.changes["name"][1], row.name.as_str());
        assert!(renamed.changes["name"][0].as_str().unwrap().starts_with(row.nickname.as_deref().unwrap()));
    }
}
