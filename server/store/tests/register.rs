//! The register: every customer once, in every order, page by page, there and back.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, owner, run, told};
use domain::{
    alphabet::sort_key,
    country::Country,
    error::ErrorCode,
    filter::{Column, Lifecycle},
    id::{CustomerId, UserId},
    list::StatusMeaning,
    register::{Cursor, PAGE, RegisterPage, RegisterQuery, RegisterRow, Scope, Sort, Sum, usual_columns},
};
use serde_json::json;
use sqlx::PgPool;
use std::collections::BTreeSet;
use store::{Tx, register};

/// Many customers at once, with names, places and moments that repeat.
async fn add_many(pool: &PgPool, firm: &Firm, many: i32) {
    // The register asks for no contacts, so that these customers go without.
    sqlx::query("alter table customer disable trigger keep_one").execute(pool).await.unwrap();
    let mut owner = owner(pool, firm.tenant).await;
    sqlx::query(
        "insert into customer (tenant_id, id, number, name, visiting_place, status, responsible, changed_at)
        select $1, uuid_v7(), 20000 + (n * 7919) % 1000, (array['Østbygg', 'Aas', 'Ås', 'Bodø Sveis', 'zeta'])[1 + n % 5],
            (array[null, 'Bodø', 'Ålesund'])[1 + n % 3], $2, $3, timestamptz '2026-01-01 12:00:00.123456+00' + (n / 9) * interval '1 microsecond'
        from generate_series(1, $4) as n",
    )
    .bind(firm.tenant)
    .bind(firm.active)
    .bind(firm.consultant)
    .bind(many)
    .execute(&mut *owner)
    .await
    .unwrap();
    owner.commit().await.unwrap();
}

fn cursor(row: &RegisterRow, backwards: bool) -> Option<Cursor> {
    let cursor = Cursor { value: row.sort_value.clone(), id: row.id, backwards };
    // As it goes through the address.
    Cursor::decode(&cursor.encode())
}

async fn read(tx: &mut Tx, query: &RegisterQuery, cursor: Option<Cursor>) -> RegisterPage {
    register::page(tx, query, &usual_columns(), cursor.as_ref()).await.unwrap()
}

async fn count(tx: &mut Tx, query: &RegisterQuery) -> i64 {
    let counted = register::totals(tx, query, &[]).await.unwrap();
    // So few are counted with the page.
    assert_eq!(register::quick_totals(tx, query, &[]).await.unwrap().as_ref(), Some(&counted));
    counted.count
}

/// The firm's customers in an order.
fn sorted(key: &str, descending: bool) -> RegisterQuery {
    let sort = Sort::by(Column::from_key(key).unwrap(), descending).unwrap();
    RegisterQuery { scope: Scope::Firm, sort, ..RegisterQuery::default() }
}

async fn ids(pool: &PgPool, firm: &Firm, user: UserId, scope: Scope) -> (Vec<CustomerId>, i64) {
    let mut tx = firm.tx(pool, user).await;
    let query = RegisterQuery { scope, ..RegisterQuery::default() };
    let page = read(&mut tx, &query, None).await;
    (page.rows.iter().map(|row| row.id).collect(), count(&mut tx, &query).await)
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn every_customer_stands_on_exactly_one_page_there_and_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    add_many(&pool, &firm, 122).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    // Columns with an index in their order, and one of each kind without.
    for sort in [
        "name",
        "number",
        "place",
        "changed",
        "created",
        "opening_balance",
        "status",
        "responsible",
        "country",
        "is_supplier",
        "visiting_postal_code",
    ] {
        for descending in [false, true] {
            let query = sorted(sort, descending);
            let mut there = vec![read(&mut tx, &query, None).await];
            assert!(!there[0].has_previous);
            while there.last().unwrap().has_next {
                let last = there.last().unwrap().rows.last().unwrap();
                let next = read(&mut tx, &query, cursor(last, false)).await;
                assert!(next.has_previous);
                there.push(next);
            }
            let sizes: Vec<_> = there.iter().map(|page| page.rows.len()).collect();
            assert_eq!(sizes, [50, 50, 23], "{sort:?} {descending}");
            assert_eq!(count(&mut tx, &query).await, 123);
            let rows: Vec<_> = there.iter().flat_map(|page| &page.rows).map(|row| row.id).collect();
            assert_eq!(rows.iter().collect::<BTreeSet<_>>().len(), 123, "{sort:?} {descending}");

            let second = read(&mut tx, &query, cursor(&there[2].rows[0], true)).await;
            let first = read(&mut tx, &query, cursor(&second.rows[0], true)).await;
            assert_eq!((&second.rows, &first.rows), (&there[1].rows, &there[0].rows), "{sort:?} {descending}");
            assert!(second.has_previous && second.has_next && first.has_next && !first.has_previous);
        }
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn each_order_is_kept_and_turned_round(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    run(&pool, "delete from comment; delete from contact; delete from customer").await;
    for (number, name, place, changed) in
        [(30, "Øst", "Alta", 3), (10, "aas", "Å", 1), (20, "Ås to", "Bodø", 2), (4, "Zink", "Oslo", 4)]
    {
        let values = json!({"number": number, "name": name, "visiting_place": place});
        let id = firm.add_customer(&pool, values).await;
        // The trigger would say that it was changed now.
        run(
            &pool,
            &format!("alter table customer disable trigger stamp; update customer set changed_at = '2026-01-0{changed}' where id = '{id}'"),
        )
        .await;
    }
    let mut tx = firm.tx(&pool, firm.consultant).await;
    for (sort, order) in [
        ("name", ["Zink", "Øst", "aas", "Ås to"]),
        ("number", ["Zink", "aas", "Ås to", "Øst"]),
        ("place", ["Øst", "Ås to", "Zink", "aas"]),
        ("changed", ["aas", "Ås to", "Øst", "Zink"]),
    ] {
        for descending in [false, true] {
            let page = read(&mut tx, &sorted(sort, descending), None).await;
            let mut names: Vec<_> = page.rows.iter().map(|row| row.values.text("name")).collect();
            if descending {
                names.reverse();
            }
            assert_eq!(names, order, "{sort:?} {descending}");
        }
    }
}

/// Names of a firm's customers by name, one way and, turned round, the other.
async fn alphabetical(pool: &PgPool, firm: &Firm) -> Vec<String> {
    let mut tx = firm.tx(pool, firm.consultant).await;
    let mut lists = Vec::new();
    for descending in [false, true] {
        let page = read(&mut tx, &sorted("name", descending), None).await;
        let mut names: Vec<_> = page.rows.iter().map(|row| row.values.text("name").to_owned()).collect();
        if descending {
            names.reverse();
        }
        lists.push(names);
    }
    assert_eq!(lists[0], lists[1]);
    lists.swap_remove(0)
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_database_sorts_by_the_same_key_as_the_rest(pool: PgPool) {
    let letters = "aàáâãāåæäbcçćdđðeéèêëēęiíìîïīlłnñńoòóôõōœøösšśßtþuúùûūüyzžźż &-.'1";
    let capitals: String = letters.chars().flat_map(char::to_uppercase).collect();
    for word in [letters, &capitals, "Aasen", "AAS", "Aaa", "Bodø Sveis & Montasje AS"] {
        for country in ["NO", "SE", "FI", "DK"] {
            let statement = format!("select in_alphabet('{}', '{country}')", word.replace('\'', "''"));
            let key: String = crate::common::value(&pool, &statement).await;
            assert_eq!(sort_key(word, Country::parse(country).unwrap()), key, "{word} in {country}");
        }
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn names_are_in_the_alphabet_of_the_firms_country(pool: PgPool) {
    let names =
        ["Öberg", "alfa", "Åre", "Ærlig", "zeta", "Ängel", "Øst", "Aasen", "Élan", "Üb", "Yt", "B 2", "B-1", "Årø"];
    for (country, order) in [
        ("NO", "alfa, B 2, B-1, Élan, Üb, Yt, zeta, Ängel, Ærlig, Öberg, Øst, Åre, Årø, Aasen"),
        ("SE", "Aasen, alfa, B 2, B-1, Élan, Üb, Yt, zeta, Åre, Årø, Ängel, Ærlig, Öberg, Øst"),
    ] {
        let firm = Firm::make(&pool, country).await;
        run(&pool, &format!("update tenant set country = '{country}' where id = '{}'", firm.tenant)).await;
        run(&pool, "delete from comment; delete from contact; delete from customer").await;
        for (at, name) in names.iter().enumerate() {
            firm.add_customer(&pool, json!({"number": at + 1, "name": name})).await;
        }
        assert_eq!(alphabetical(&pool, &firm).await.join(", "), order, "{country}");
        // Whoever changes the name moves the customer.
        run(&pool, "update customer set name = 'Ö' where name = 'alfa'").await;
        let moved = alphabetical(&pool, &firm).await;
        assert_eq!(
            moved.iter().position(|name| name == "Ö"),
            order.split(", ").position(|name| name == "Öberg").map(|at| at - 1),
            "{country}"
        );
        // And nothing but the name is said to have changed.
        let log: i64 = crate::common::value(
            &pool,
            "select count(*) from change_log where changes ?| array['name_order', 'place_order']",
        )
        .await;
        assert_eq!(log, 0, "{country}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn those_without_a_value_are_last_whichever_way_it_goes(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    run(&pool, "delete from comment; delete from contact; delete from customer").await;
    for (name, place, industry, balance) in [
        ("Uten", None, None, None),
        ("Lite", Some("Alta"), Some(firm.industry), Some(-500)),
        ("Mye", Some("Vardø"), Some(firm.industry), Some(7_000)),
        ("Null", None, None, Some(0)),
    ] {
        let values = json!({"name": name, "visiting_place": place, "industry": industry});
        let id = firm.add_customer(&pool, values).await;
        let balance = balance.map_or_else(|| "null".to_owned(), |balance: i32| balance.to_string());
        run(&pool, &format!("update customer set opening_balance = {balance} where id = '{id}'")).await;
    }
    let mut tx = firm.tx(&pool, firm.consultant).await;
    for (sort, upwards, downwards) in [
        ("opening_balance", &["Lite", "Null", "Mye", "Uten"][..], &["Mye", "Null", "Lite", "Uten"][..]),
        ("place", &["Lite", "Mye", "Uten", "Null"], &["Mye", "Lite", "Null", "Uten"]),
        ("industry", &["Lite", "Mye", "Uten", "Null"], &["Mye", "Lite", "Null", "Uten"]),
    ] {
        for (descending, order) in [(false, upwards), (true, downwards)] {
            let page = read(&mut tx, &sorted(sort, descending), None).await;
            let names: Vec<_> = page.rows.iter().map(|row| row.values.text("name")).collect();
            assert_eq!(names, order, "{sort} {descending}");
        }
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn of_some_customers_those_are_told_that_a_list_has(pool: PgPool) {
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let hidden = firm.add_customer(&pool, json!({"name": "Skjult", "status": firm.hidden})).await;
    let mut tx = firm.tx(&pool, firm.reader).await;
    let query = RegisterQuery { scope: Scope::Firm, ..RegisterQuery::default() };
    let asked = [firm.customer, hidden, other.customer, CustomerId::generate()];
    assert_eq!(register::still_listed(&mut tx, &query, &asked).await.unwrap(), [firm.customer]);
    assert_eq!(register::still_listed(&mut tx, &query, &[]).await.unwrap(), []);
    let query = RegisterQuery { lifecycle: Lifecycle::Hidden, ..query };
    assert_eq!(register::still_listed(&mut tx, &query, &asked).await.unwrap(), [hidden]);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_full_page_and_nothing_more_has_no_next_one(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    add_many(&pool, &firm, i32::try_from(PAGE).unwrap() - 1).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let query = RegisterQuery { scope: Scope::Firm, ..RegisterQuery::default() };
    let page = read(&mut tx, &query, None).await;
    assert_eq!((page.rows.len(), page.has_next, page.has_previous), (50, false, false));
    let beyond = read(&mut tx, &query, cursor(page.rows.last().unwrap(), false)).await;
    assert_eq!((beyond.rows.len(), beyond.has_next), (0, false));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn mine_my_departments_and_the_firms_are_told_apart(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mine = firm.customer;
    let neighbours = firm.add_customer(&pool, json!({"name": "Gran", "responsible": firm.neighbour})).await;
    let strangers = firm.add_customer(&pool, json!({"name": "Hav", "responsible": firm.stranger})).await;
    let all = vec![mine, neighbours, strangers];
    for (user, scope, expected) in [
        (firm.consultant, Scope::Mine, vec![mine]),
        (firm.consultant, Scope::Department, vec![mine, neighbours]),
        (firm.consultant, Scope::Firm, all.clone()),
        (firm.stranger, Scope::Department, vec![strangers]),
        (firm.reader, Scope::Mine, vec![]),
        (firm.administrator, Scope::Department, vec![]),
        (firm.reader, Scope::Firm, all),
    ] {
        let count = i64::try_from(expected.len()).unwrap();
        assert_eq!(ids(&pool, &firm, user, scope).await, (expected, count), "{scope:?}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn hidden_customers_are_listed_and_counted_only_when_asked_for(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let hidden = firm.add_customer(&pool, json!({"name": "Gjemt"})).await;
    assert_eq!(ids(&pool, &firm, firm.consultant, Scope::Firm).await.1, 2);
    run(&pool, &format!("update customer set status = '{}' where id = '{hidden}'", firm.hidden)).await;
    for scope in Scope::ALL {
        assert_eq!(ids(&pool, &firm, firm.consultant, scope).await, (vec![firm.customer], 1), "{scope:?}");
    }
    let mut tx = firm.tx(&pool, firm.consultant).await;
    for (lifecycle, expected) in [
        (Lifecycle::Hidden, vec![hidden]),
        (Lifecycle::Active, vec![firm.customer]),
        (Lifecycle::Potential, vec![]),
        (Lifecycle::Ended, vec![]),
    ] {
        let query = RegisterQuery { scope: Scope::Firm, lifecycle, ..RegisterQuery::default() };
        let found: Vec<_> = read(&mut tx, &query, None).await.rows.iter().map(|row| row.id).collect();
        assert_eq!(found, expected, "{lifecycle:?}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_row_says_what_its_columns_show(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let values = json!({"name": "Bodø Sveis", "nickname": "Gnisten", "number": 5, "visiting_place": "Bodø", "status": firm.potential});
    let id = firm.add_customer(&pool, values).await;
    firm.put_tag_on(&pool, id).await;
    let mut tx = firm.tx(&pool, firm.reader).await;
    let columns = domain::register::columns_from(["tags", "level"]);
    let page = register::page(&mut tx, &sorted("number", false), &columns, None).await.unwrap();
    let row = &page.rows[0];
    let text = |key| row.values.text(key);
    assert_eq!((row.values.number("number"), text("name"), text("nickname")), (Some(5), "Bodø Sveis", "Gnisten"));
    assert_eq!((row.meaning, page.names[text("status")].as_str()), (StatusMeaning::Potential, "Mulig"));
    assert_eq!((text("visiting_place"), page.names[text("responsible")].as_str()), ("Bodø", "Kari nord"));
    assert_eq!(row.values.items("tags").map(|tag| page.names[tag].as_str()).collect::<Vec<_>>(), ["Verft"]);
    assert!(!row.values.0.contains_key("notes"), "what is no column is not read");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_tampered_cursor_is_a_request_that_can_not_be_read(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for (sort, value) in [
        ("number", "x"),
        ("number", ""),
        ("number", "99999999999999999999"),
        ("changed", "i går"),
        ("changed", "2026-99-99"),
        ("status", "1x"),
        ("name", "a\0b"),
    ] {
        let mut tx = firm.tx(&pool, firm.consultant).await;
        let cursor = Cursor { value: value.to_owned(), id: firm.customer, backwards: false };
        let page = register::page(&mut tx, &sorted(sort, false), &usual_columns(), Some(&cursor)).await;
        assert_eq!(told(page).code, ErrorCode::BadRequest, "{sort} {value:?}");
    }
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let cursor = Cursor { value: "'; drop table customer; --".to_owned(), id: firm.customer, backwards: false };
    let page = read(&mut tx, &sorted("name", false), Some(cursor)).await;
    assert_eq!(page.rows.len(), 1, "text is only text");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn amounts_are_added_up_over_all_that_is_listed(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    add_many(&pool, &firm, 60).await;
    run(&pool, "alter table customer disable trigger user; update customer set opening_balance = number * 100 where number % 2 = 0").await;
    let expected: i64 = crate::common::value(&pool, "select sum(opening_balance)::bigint from customer").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let columns = domain::register::columns_from(["name", "opening_balance"]);
    let totals = register::totals(&mut tx, &sorted("name", false), &columns).await.unwrap();
    let in_kroner = |amount| Sum { column: "opening_balance", amounts: vec![("NOK".to_owned(), amount)] };
    assert_eq!((totals.count, totals.sums), (61, vec![in_kroner(expected)]));
    tx.commit().await.unwrap();
    // What is in another currency is not added to it.
    run(&pool, "alter table customer disable trigger user; update customer set currency = 'EUR' where number = (select max(number) from customer where opening_balance > 0)")
        .await;
    let euros: i64 =
        crate::common::value(&pool, "select coalesce(opening_balance, 0) from customer where currency = 'EUR'").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let totals = register::totals(&mut tx, &sorted("name", false), &columns).await.unwrap();
    let amounts = vec![("EUR".to_owned(), euros), ("NOK".to_owned(), expected - euros)];
    assert_eq!(totals.sums, [Sum { column: "opening_balance", amounts }]);
}
