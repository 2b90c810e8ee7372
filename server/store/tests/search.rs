//! The search finds what people type, however they write it.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, owner, run, value};
use domain::search::{MOST, SearchResults};
use serde_json::json;
use sqlx::PgPool;
use store::search::{note_opened, recent, search};

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
    for query in ["torsk", "bodø båt", "sveisbodø"] {
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

/// Where it isn't said the planner takes a thousand, and reads all of a firm's customers beside them.
#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_planner_knows_how_few_a_search_gives(pool: PgPool) {
    let untold: Vec<String> = sqlx::query_scalar(
        "select proname::text from pg_proc where prorows = 1000 and proname in ('find_customers', 'find_contacts', 'find_begun',
            'find_similar', 'customers_by_address', 'portal_visitor', 'resume_session', 'resume_portal_session')",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    assert!(untold.is_empty(), "replaced without `rows`: {untold:?}");
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
async fn a_typing_error_is_forgiven_where_nothing_fits_what_was_typed(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    firm.add_customer(&pool, json!({"name": "Bodø Sveiseverksted", "visiting_place": "Tromsdalen"})).await;
    for (query, meant) in [
        ("bodu", "bodo"),
        ("bdoo svies", "bodo sveis"),
        ("bxyo sveis", ""),
        ("sviseverksted", "sveiseverksted"),
        ("sveiseverkstde", "sveiseverksted"),
        ("sveisevark", "sveiseverksted"),
        ("tromsdalne bodø", "tromsdalen bodo"),
    ] {
        let found = found(&pool, &firm, query).await;
        let names: Vec<String> = found.customers.into_iter().map(|hit| hit.name).collect();
        if meant.is_empty() {
            assert!(names.is_empty() && found.meant.is_none(), "{query} is too far from any name");
        } else {
            assert_eq!(
                (found.meant.as_deref(), names.as_slice()),
                (Some(meant), ["Bodø Sveiseverksted".to_owned()].as_slice()),
                "{query}"
            );
        }
    }
    let right = found(&pool, &firm, "bodo").await;
    assert_eq!((right.meant, right.customers.len()), (None, 1), "what fits is not changed");
    run(&pool, "update customer set name = 'Fauske Bakeri' where name like 'Bodø%'").await;
    assert_eq!(found(&pool, &firm, "bakreri").await.meant.as_deref(), Some("bakeri"), "a new name is known at once");
    run(&pool, "update customer set visiting_place = 'Hamarøya'").await;
    assert_eq!(found(&pool, &firm, "hamaroay").await.meant.as_deref(), Some("hamaroya"), "and so is a new place");
    run(&pool, "update contact set last_name = 'Hjalmarsson'").await;
    assert_eq!(found(&pool, &firm, "hjalmarsosn").await.meant.as_deref(), Some("hjalmarsson"), "and a contact's name");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_customer_is_found_by_the_name_it_had(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    firm.add_customer(&pool, json!({"name": "Statoil Bodø"})).await;
    run(&pool, "update customer set name = 'Equinor Bodø' where name = 'Statoil Bodø'").await;
    let hits = found(&pool, &firm, "statoil").await.customers;
    assert_eq!(
        hits.iter().map(|hit| (hit.name.as_str(), hit.former.as_str())).collect::<Vec<_>>(),
        [("Equinor Bodø", "Statoil Bodø")]
    );
    let hits = found(&pool, &firm, "equinor").await.customers;
    assert_eq!(hits[0].former, "", "its own name needs no other");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn hidden_ones_are_found_on_request_and_ones_own_come_first(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    firm.add_customer(&pool, json!({"name": "Sveis Alfa"})).await;
    firm.add_customer(&pool, json!({"name": "Sveis Beta", "responsible": firm.reader})).await;
    firm.add_customer(&pool, json!({"name": "Sveis Gamma", "status": firm.hidden, "responsible": firm.reader})).await;
    assert_eq!(customers(&pool, &firm, "sveis").await, ["Sveis Beta", "Sveis Alfa"]);
    assert_eq!(customers(&pool, &firm, "alfa").await, ["Sveis Alfa"]);
    let mut tx = firm.tx(&pool, firm.reader).await;
    let all = search(&mut tx, "sveis", true, MOST).await.unwrap().customers;
    assert_eq!(
        all.iter().map(|hit| hit.name.as_str()).collect::<Vec<_>>(),
        ["Sveis Beta", "Sveis Alfa", "Sveis Gamma"]
    );
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_one_opened_last_comes_first_and_only_to_oneself(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let first = firm.add_customer(&pool, json!({"name": "Alfa"})).await;
    let second = firm.add_customer(&pool, json!({"name": "Beta"})).await;
    for id in [first, second, first] {
        let mut tx = firm.tx(&pool, firm.reader).await;
        note_opened(&mut tx, id).await.unwrap();
        tx.commit().await.unwrap();
    }
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert_eq!(
        recent(&mut tx, MOST).await.unwrap().into_iter().map(|hit| hit.name).collect::<Vec<_>>(),
        ["Alfa", "Beta"]
    );
    assert_eq!(recent(&mut tx, 1).await.unwrap().len(), 1);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert!(recent(&mut tx, MOST).await.unwrap().is_empty());
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

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn letters_are_folded_whether_common_or_rare(pool: PgPool) {
    for (written, folded) in [
        ("Plain Text AS", "plain text as"),
        ("ÆRLIG Ærfugl æra", "arlig arfugl ara"),
        ("Ås Aas Åaland", "as as aland"),
        ("Øye Oeye Öga", "oye oye oga"),
        ("Älg aelg ÉTÉ", "alg alg ete"),
        ("Łódź Žižka Þór Œuvre", "lodz zizka tor ouvre"),
        ("Straße №5 東京", "strase №5 東京"),
    ] {
        let got: String = value(&pool, &format!("select folded('{written}')")).await;
        assert_eq!(got, folded, "{written}");
    }
}

/// So many customers with a contact each that the search takes the table for a large one. Of those in the middle each
/// has a common word, every second of them is hidden, and one has a rare word.
async fn fill(pool: &PgPool, firm: &Firm, named: &str) {
    run(pool, "alter table customer disable trigger keep_one").await;
    let mut owner = owner(pool, firm.tenant).await;
    for statement in [
        format!(
            "insert into customer (tenant_id, id, number, name, email, status, responsible)
            select '{tenant}', uuid_v7(), 20000 + n, '{named} ' || to_char(n, 'FM0000'),
                case when n = 901 then 'sjelden@firma.example' when n between 700 and 1500 then 'post@felles.example' end,
                (case when n between 700 and 1500 and n % 2 = 0 then '{hidden}' else '{active}' end)::uuid, '{user}'
            from generate_series(1, 3000) as n",
            tenant = firm.tenant,
            hidden = firm.hidden,
            active = firm.active,
            user = firm.consultant,
        ),
        "insert into contact (tenant_id, id, customer_id, first_name, last_name, email)
        select tenant_id, uuid_v7(), id, 'Eva', name, replace(email, 'post@', 'eva@') from customer where number > 20000 order by number"
            .to_owned(),
    ] {
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut *owner).await.unwrap();
    }
    owner.commit().await.unwrap();
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn among_very_many_a_common_word_and_a_rare_one_are_found(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    fill(&pool, &Firm::make(&pool, "syd").await, "Annens").await;
    fill(&pool, &firm, "Firma").await;
    run(&pool, "analyze customer, contact").await;
    run(&pool, "update pg_class set reltuples = 30000 where oid in ('customer'::regclass, 'contact'::regclass)").await;
    let most = usize::try_from(MOST).unwrap();
    for names in [customers(&pool, &firm, "felles").await, contacts(&pool, &firm, "felles").await] {
        assert_eq!(names.iter().collect::<std::collections::BTreeSet<_>>().len(), most, "{names:?}");
        for name in names {
            let number: i32 = name.rsplit(' ').next().unwrap().parse().unwrap();
            assert!(name.contains("Firma") && (700..=1500).contains(&number) && number % 2 == 1, "{name}");
        }
    }
    assert_eq!(customers(&pool, &firm, "sjelden").await, ["Firma 0901"]);
    assert_eq!(contacts(&pool, &firm, "sjelden").await, ["Eva Firma 0901"]);
    assert!(customers(&pool, &firm, "felles sjelden").await.is_empty(), "nobody has both");
}
