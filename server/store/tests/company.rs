//! Parent companies: found by name or number, never in a ring, and never hidden or another firm's.

use crate::common::{Firm, customer_patch, run, told, value};
use domain::{company::MOST_SUBSIDIARIES, error::Problem, id::CustomerId, language::Language};
use serde_json::json;
use sqlx::PgPool;
use store::{StoreError, Tx, card, customer, log, undo};

async fn set(tx: &mut Tx, id: CustomerId, typed: &str) -> Result<i32, StoreError> {
    customer::change(tx, id, i32::MAX, &customer_patch(&[("parent_id", typed)])).await
}

async fn save(pool: &PgPool, firm: &Firm, id: CustomerId, typed: &str) -> Result<(), StoreError> {
    let mut tx = firm.tx(pool, firm.consultant).await;
    set(&mut tx, id, typed).await?;
    tx.commit().await.map(drop)
}

async fn problem(pool: &PgPool, firm: &Firm, id: CustomerId, typed: &str) -> Option<Problem> {
    told(save(pool, firm, id, typed).await).problem_of("parent_id")
}

async fn parent(pool: &PgPool, id: CustomerId) -> Option<String> {
    value(
        pool,
        &format!("select p.name from customer c left join customer p on p.id = c.parent_id where c.id = '{id}'"),
    )
    .await
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_parent_is_found_by_name_number_or_both(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let known = json!({"name": "Nordverk Holding AS", "nickname": "Verket", "number": 20417});
    let holding = firm.add_customer(&pool, known).await;
    firm.add_customer(&pool, json!({"name": "Sørverk AS"})).await;
    let ways = ["Nordverk Holding AS", "nordverk", "verket", "20417", "20 417", "Nordverk Holding AS (20417)"];
    for typed in ways.map(str::to_owned).into_iter().chain([holding.to_string(), format!("verk,{holding}")]) {
        save(&pool, &firm, firm.customer, &typed).await.unwrap();
        assert_eq!(parent(&pool, firm.customer).await.as_deref(), Some("Nordverk Holding AS"), "{typed}");
        save(&pool, &firm, firm.customer, "").await.unwrap();
        assert_eq!(parent(&pool, firm.customer).await, None, "{typed}");
    }
    for (typed, expected) in [
        ("Vestverk", Problem::UnknownCustomer),
        ("20418", Problem::UnknownCustomer),
        ("verk", Problem::SeveralCustomers),
        ("a\u{0}b", Problem::ControlCharacters),
        ("01900000-0000-7000-8000-000000000000", Problem::UnknownCustomer),
        ("%", Problem::UnknownCustomer),
    ] {
        assert_eq!(problem(&pool, &firm, firm.customer, typed).await, Some(expected), "{typed}");
    }
    assert_eq!(parent(&pool, firm.customer).await, None);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn of_two_with_one_name_the_number_says_which_and_the_one_that_stands_stays(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for number in [20001, 20002] {
        firm.add_customer(&pool, json!({"name": "Berg (Nord) AS", "number": number})).await;
    }
    assert_eq!(problem(&pool, &firm, firm.customer, "berg (nord) as").await, Some(Problem::SeveralCustomers));
    save(&pool, &firm, firm.customer, "Berg (Nord) AS (20002)").await.unwrap();
    let number = format!(
        "select p.number from customer c join customer p on p.id = c.parent_id where c.id = '{}'",
        firm.customer
    );
    assert_eq!(value::<i64>(&pool, &number).await, 20002);
    save(&pool, &firm, firm.customer, "Berg (Nord) AS").await.unwrap();
    assert_eq!(value::<i64>(&pool, &number).await, 20002, "saved again as it was shown");
    let mut tx = firm.tx(&pool, firm.reader).await;
    let offered = store::company::offer(&mut tx, "berg", None).await.unwrap();
    assert_eq!(offered.iter().map(|offered| offered.number).collect::<Vec<_>>(), [20001, 20002]);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn hidden_customers_and_those_of_others_are_neither_offered_nor_taken(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "syd").await;
    let gone = firm.add_customer(&pool, json!({"name": "Torsk AS", "status": firm.hidden})).await;
    for typed in ["torsk".to_owned(), gone.to_string(), "kunde syd".to_owned(), other.customer.to_string()] {
        assert_eq!(problem(&pool, &firm, firm.customer, &typed).await, Some(Problem::UnknownCustomer), "{typed}");
    }
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert!(store::company::offer(&mut tx, "torsk", None).await.unwrap().is_empty());
    assert!(store::company::offer(&mut tx, "syd", None).await.unwrap().is_empty());
    assert!(store::company::offer(&mut tx, "kunde", Some(firm.customer)).await.unwrap().is_empty(), "not itself");
    assert_eq!(store::company::offer(&mut tx, "kunde", None).await.unwrap().len(), 1);
    drop(tx);
    // One that is hidden after it became a parent stays one.
    let holding = firm.add_customer(&pool, json!({"name": "Holding"})).await;
    save(&pool, &firm, firm.customer, "Holding").await.unwrap();
    run(&pool, &format!("update customer set status = '{}' where id = '{holding}'", firm.hidden)).await;
    save(&pool, &firm, firm.customer, "Holding").await.unwrap();
    assert_eq!(parent(&pool, firm.customer).await.as_deref(), Some("Holding"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn no_company_is_above_itself_at_any_depth(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut chain = vec![firm.customer];
    assert_eq!(problem(&pool, &firm, firm.customer, &firm.customer.to_string()).await, Some(Problem::OwnParent));
    for name in ["A", "B", "C", "D", "E"] {
        let next = firm.add_customer(&pool, json!({"name": name})).await;
        save(&pool, &firm, next, &chain.last().unwrap().to_string()).await.unwrap();
        chain.push(next);
        for below in &chain[1..] {
            let refused = problem(&pool, &firm, firm.customer, &below.to_string()).await;
            assert_eq!(refused, Some(Problem::ParentRing), "{} deep", chain.len());
        }
    }
    assert_eq!(parent(&pool, firm.customer).await, None);
    // Beside each other is no ring.
    save(&pool, &firm, chain[4], &chain[1].to_string()).await.unwrap();
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn two_at_once_close_no_ring_from_both_ends(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = firm.add_customer(&pool, json!({"name": "Datter"})).await;
    let mut first = firm.tx(&pool, firm.consultant).await;
    let mut second = firm.tx(&pool, firm.neighbour).await;
    set(&mut first, firm.customer, &other.to_string()).await.unwrap();
    let customer = firm.customer;
    let waiting = tokio::spawn(async move { set(&mut second, other, &customer.to_string()).await });
    let is_waiting = "select exists (select from pg_locks where locktype = 'advisory' and not granted)";
    while !value::<bool>(&pool, is_waiting).await {
        tokio::task::yield_now().await;
    }
    first.commit().await.unwrap();
    assert_eq!(told(waiting.await.unwrap()).problem_of("parent_id"), Some(Problem::ParentRing));
    assert_eq!((parent(&pool, firm.customer).await.as_deref(), parent(&pool, other).await), (Some("Datter"), None));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn card_log_history_and_undo_say_the_name(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let holding = firm.add_customer(&pool, json!({"name": "Holding"})).await;
    save(&pool, &firm, firm.customer, "Holding").await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let field = domain::field::customer("parent_id").unwrap();
    let read = card::read(&mut tx, firm.customer, card::Wanted::default(), Language::Nb).await.unwrap();
    assert_eq!(read.values.shown(field, &read.names, Language::Nb, tx.session().home), "Holding");
    let (_, names) = log::list(&mut tx, firm.customer, None, 10, Language::Nb).await.unwrap();
    assert_eq!(names.get(&holding.to_string()).map(String::as_str), Some("Holding"));
    let (past, names) =
        store::history::read(&mut tx, Some(firm.customer), firm.customer.0, &[field], Language::Nb).await.unwrap();
    assert_eq!((past.len(), names.get(&holding.to_string()).map(String::as_str)), (1, Some("Holding")));
    let above = card::read(&mut tx, holding, card::Wanted::default(), Language::Nb).await.unwrap();
    let below: Vec<_> = above.subsidiaries.iter().map(|one| (one.id, one.name.as_str())).collect();
    assert_eq!(below, [(firm.customer, "Første kunde nord")]);
    drop(tx);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert!(undo::undo(&mut tx, firm.customer, None).await.unwrap().taken);
    tx.commit().await.unwrap();
    assert_eq!(parent(&pool, firm.customer).await, None);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_taking_back_that_would_close_a_ring_is_refused_and_told(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = firm.add_customer(&pool, json!({"name": "Annen"})).await;
    save(&pool, &firm, firm.customer, "Annen").await.unwrap();
    save(&pool, &firm, firm.customer, "").await.unwrap();
    save(&pool, &firm, other, &firm.customer.to_string()).await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let undone = undo::undo(&mut tx, firm.customer, None).await.unwrap();
    let [kept] = undone.kept.as_slice() else { panic!("{undone:?}") };
    assert_eq!(kept.why, domain::undo::Why::Refused { problem: Problem::ParentRing });
    tx.commit().await.unwrap();
    assert_eq!(parent(&pool, firm.customer).await, None);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_card_names_twenty_subsidiaries_and_counts_the_rest(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for number in 0..23 {
        firm.add_customer(&pool, json!({"name": format!("Datter {number:02}")})).await;
    }
    let gone = firm.add_customer(&pool, json!({"name": "Datter 00 skjult", "status": firm.hidden})).await;
    run(&pool, &format!("update customer set parent_id = '{}' where name like 'Datter%'", firm.customer)).await;
    let mut tx = firm.tx(&pool, firm.reader).await;
    let card = card::read(&mut tx, firm.customer, card::Wanted::default(), Language::Nb).await.unwrap();
    assert_eq!((i64::try_from(card.subsidiaries.len()).unwrap(), card.subsidiary_count), (MOST_SUBSIDIARIES, 23));
    assert_eq!(card.subsidiaries[0].name, "Datter 00");
    assert!(!card.subsidiaries.iter().any(|one| one.id == gone), "hidden ones stay out");
}
