//! The search finds what people type, however they write it.

#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{Firm, run};
use domain::search::{MOST, SearchResults};
use serde_json::json;
use sqlx::PgPool;
use store::search::search;

async fn found(pool: &PgPool, firm: &Firm, query: &str) -> SearchResults {
    let mut tx = firm.tx(pool, firm.reader).await;
    search(&mut tx, query, false, MOST).await.unwrap()
}

/// The names of the customers that are found.
async fn customers(pool: &PgPool, firm: &Firm, query: &str) -> Vec<String> {
    found(pool, firm, query).await.customers.into_iter().map(|hit| hit.name).collect()
}

/// The names of the contacts that are found.
async fn contacts(pool: &PgPool, firm: &Firm, query: &str) -> Vec<String> {
    found(pool, firm, query).await.contacts.into_iter().map(|hit| hit.name).collect()
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn letters_are_found_however_they_are_written(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for name in ["Bodø Sveis", "Ålesund Båt", "Aas Gård", "Västerås Smörgås", "Kafé Ærlig"] {
        firm.add_customer(&pool, json!({"name": name})).await;
    }
    for (query, name) in [
        ("bodo", "Bodø Sveis"),
        ("BODØ", "Bodø Sveis"),
        ("Bodoe", "Bodø Sveis"),
        ("bodö svei", "Bodø Sveis"),
        ("sveis bodø", "Bodø Sveis"),
        ("odø", "Bodø Sveis"),
        ("aalesund", "Ålesund Båt"),
        ("alesund baat", "Ålesund Båt"),
        ("ÅLESUND", "Ålesund Båt"),
        ("ås gaard", "Aas Gård"),
        ("vasteras", "Västerås Smörgås"),
        ("smørgås", "Västerås Smörgås"),
        ("kafe aerlig", "Kafé Ærlig"),
        ("KAFÉ ÄRLIG", "Kafé Ærlig"),
    ] {
        assert_eq!(customers(&pool, &firm, query).await, [name], "{query}");
    }
    for query in ["bodu", "bodø båt", "sveisbodø"] {
        assert!(customers(&pool, &firm, query).await.is_empty(), "{query}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn all_that_one_might_know_of_a_customer_finds_it(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let known = json!({"name": "Bodø Sveis", "nickname": "Gnisten", "number": 20417, "organisation_number": "988077917",
        "phone": "+4775500120", "mobile": "+4790011223", "email": "post@sveis.example", "visiting_place": "Fauske"});
    firm.add_customer(&pool, known).await;
    for query in [
        "gnist",
        "20417",
        "988077917",
        "988 077 917",
        "988.077.917",
        "75 50 01 20",
        "75500120",
        "50 01",
        "5001",
        "+47 75 50 01 20",
        "900 11 223",
        "post@sveis",
        "fauske gnisten",
    ] {
        assert_eq!(customers(&pool, &firm, query).await, ["Bodø Sveis"], "{query}");
    }
    for query in ["988 077 918", "75 50 01 21", "20418", "fauske torsk"] {
        assert!(customers(&pool, &firm, query).await.is_empty(), "{query}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_contact_is_found_by_name_address_and_number(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let eva =
        json!({"first_name": "Eva Åse", "last_name": "Berg", "email": "eva@berg.example", "mobile": "+4799887766"});
    let id = firm.add_contact(&pool, firm.customer, eva).await;
    for query in ["eva", "berg åse", "AASE", "eva@berg", "99 88 77 66", "8877"] {
        let found = found(&pool, &firm, query).await;
        let hit = found.contacts.first().unwrap_or_else(|| panic!("{query}"));
        assert_eq!((hit.id, hit.customer, hit.name.as_str()), (id, firm.customer, "Eva Åse Berg"));
        assert_eq!((hit.customer_name.as_str(), hit.reach.as_str()), ("Første kunde nord", "eva@berg.example"));
    }
    run(&pool, &format!("update contact set email = null where id = '{id}'")).await;
    assert_eq!(found(&pool, &firm, "eva").await.contacts.remove(0).reach, "998 87 766");
    run(&pool, &format!("update contact set ended_at = now() where id = '{id}'")).await;
    assert!(contacts(&pool, &firm, "eva").await.is_empty(), "one who has ended stays out");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn hidden_customers_and_their_contacts_stay_out(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let contact = json!({"first_name": "Eva", "last_name": "Sveisdal"});
    let id = firm.add_customer_with(&pool, json!({"name": "Sveis"}), contact).await;
    assert_eq!((customers(&pool, &firm, "sveis").await.len(), contacts(&pool, &firm, "sveis").await.len()), (1, 1));
    run(&pool, &format!("update customer set status = '{}' where id = '{id}'", firm.hidden)).await;
    assert_eq!((customers(&pool, &firm, "sveis").await.len(), contacts(&pool, &firm, "sveis").await.len()), (0, 0));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn wildcards_stand_for_themselves(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for name in ["Salg 50% AS", "under_strek", r"skrå\strek"] {
        firm.add_customer(&pool, json!({"name": name})).await;
    }
    for (query, name) in [
        ("%", "Salg 50% AS"),
        ("50%", "Salg 50% AS"),
        ("_", "under_strek"),
        (r"\", r"skrå\strek"),
        (r"å\s", r"skrå\strek"),
    ] {
        assert_eq!(customers(&pool, &firm, query).await, [name], "{query}");
    }
    for query in ["5%0", "S_lg", r"50\%", r"\_", "%%", "__"] {
        assert!(customers(&pool, &firm, query).await.is_empty(), "{query}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn nothing_asked_is_nothing_found(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for query in ["", "   ", "\u{a0}"] {
        assert_eq!(found(&pool, &firm, query).await, SearchResults::default(), "{query:?}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_best_comes_first_and_no_more_than_asked_for(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for name in ["Alt med 777", "Nordlys 777", "Xenon"] {
        firm.add_customer(&pool, json!({"name": name, "nickname": "Lys"})).await;
    }
    firm.add_customer(&pool, json!({"name": "Zeta", "number": 777})).await;
    assert_eq!(
        customers(&pool, &firm, "777").await,
        ["Zeta", "Alt med 777", "Nordlys 777"],
        "its number is meant first"
    );
    assert_eq!(customers(&pool, &firm, "nordlys").await, ["Nordlys 777"]);
    for _ in 0..MOST {
        firm.add_customer(&pool, json!({"name": "Mange"})).await;
    }
    firm.add_customer(&pool, json!({"name": "For mange", "responsible": firm.reader})).await;
    let many = customers(&pool, &firm, "mange").await;
    assert_eq!(many.len(), usize::try_from(MOST).unwrap());
    assert_eq!(many[0], "Mange", "what begins so comes before what only has it in it");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn hidden_customers_are_found_by_those_who_ask_and_said_to_be(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for (name, status) in [("Torsk Gjemt", firm.hidden), ("Torsk Synlig", firm.active)] {
        firm.add_customer(&pool, json!({"name": name, "status": status})).await;
    }
    assert_eq!(customers(&pool, &firm, "torsk").await, ["Torsk Synlig"]);
    let mut tx = firm.tx(&pool, firm.reader).await;
    let all = search(&mut tx, "torsk", true, MOST).await.unwrap();
    let told: Vec<_> = all.customers.iter().map(|hit| (hit.name.as_str(), hit.is_hidden())).collect();
    assert_eq!(told, [("Torsk Synlig", false), ("Torsk Gjemt", true)]);
    let contacts = search(&mut tx, "ola", true, MOST).await.unwrap().contacts;
    assert_eq!(contacts.iter().filter(|hit| hit.hidden).count(), 1);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn customers_that_have_ended_are_found_after_the_others(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for name in ["Torsk A", "Torsk B"] {
        firm.add_customer(&pool, json!({"name": name})).await;
    }
    run(&pool, &format!("update list_item set meaning = 'ended' where id = '{}'", firm.potential)).await;
    run(&pool, &format!("update customer set status = '{}' where name = 'Torsk A'", firm.potential)).await;
    let found = found(&pool, &firm, "torsk").await;
    let told: Vec<_> = found.customers.iter().map(|hit| (hit.name.as_str(), hit.meaning.as_str())).collect();
    assert_eq!(told, [("Torsk B", "active"), ("Torsk A", "ended")]);
}
