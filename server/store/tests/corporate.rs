//! The group of companies around a customer: its tree, and connecting and disconnecting in it.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, told, value};
use domain::{
    corporate::{Group, MOST_READ, MOST_SHOWN},
    error::{ErrorCode, Problem},
    id::CustomerId,
    language::Language,
};
use serde_json::json;
use sqlx::PgPool;
use store::{StoreError, card, corporate, undo};

async fn below(pool: &PgPool, firm: &Firm, parent: CustomerId, name: &str) -> CustomerId {
    let id = firm.add_customer(pool, json!({"name": name})).await;
    run(pool, &format!("update customer set parent_id = '{parent}' where id = '{id}'")).await;
    id
}

async fn group(pool: &PgPool, firm: &Firm, around: CustomerId) -> Group {
    corporate::group(&mut firm.tx(pool, firm.reader).await, around).await.unwrap()
}

fn names(group: &Group) -> Vec<(&str, usize)> {
    group.members.iter().map(|member| (member.company.name.as_str(), member.level)).collect()
}

async fn connect(pool: &PgPool, firm: &Firm, parent: CustomerId, typed: &str) -> Result<CustomerId, StoreError> {
    let mut tx = firm.tx(pool, firm.consultant).await;
    let connected = corporate::connect(&mut tx, parent, typed).await?;
    tx.commit().await?;
    Ok(connected)
}

async fn parent(pool: &PgPool, id: CustomerId) -> Option<String> {
    let name = "select p.name from customer c left join customer p on p.id = c.parent_id where c.id";
    value(pool, &format!("{name} = '{id}'")).await
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_tree_goes_up_to_the_top_and_down_again_with_what_it_comes_to(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let top = firm.add_customer(&pool, json!({"name": "Topp"})).await;
    run(&pool, &format!("update customer set parent_id = '{top}' where id = '{}'", firm.customer)).await;
    let sister = below(&pool, &firm, top, "Annen").await;
    below(&pool, &firm, firm.customer, "Under").await;
    let hidden = below(&pool, &firm, firm.customer, "Borte").await;
    run(
        &pool,
        &format!(
            "update customer set status = '{}' where id = '{hidden}';
            update customer set credit_limit = 5000, opening_balance = -200 where id in ('{top}', '{hidden}');
            update customer set credit_limit = 700, currency = 'SEK' where id = '{sister}'",
            firm.hidden
        ),
    )
    .await;
    firm.add_contact(&pool, sister, json!({"first_name": "Eva", "last_name": "Ny"})).await;
    let ended = json!({"first_name": "Per", "last_name": "Borte", "ended_at": "2026-01-01T00:00:00Z"});
    firm.add_contact(&pool, sister, ended).await;
    let tree = group(&pool, &firm, firm.customer).await;
    let all = [("Topp", 0), ("Annen", 1), ("Første kunde nord", 1), ("Under", 2)];
    assert_eq!(names(&tree), all);
    let sums = &tree.members[0].sums;
    assert_eq!((sums.companies, sums.contacts), (4, 5));
    assert_eq!(serde_json::to_value(&sums.credit).unwrap(), json!({"NOK": 5000, "SEK": 700}));
    assert_eq!(serde_json::to_value(&sums.balance).unwrap(), json!({"NOK": -200}));
    assert_eq!(names(&group(&pool, &firm, top).await), all, "the same from wherever one looks");
    let around_hidden = group(&pool, &firm, hidden).await;
    assert_eq!(around_hidden.members.len(), 5, "on its own card a hidden one is there");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_folded_section_tells_top_and_number(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let told = async |id| {
        let mut tx = firm.tx(&pool, firm.reader).await;
        card::read(&mut tx, id, card::Wanted::default(), Language::Nb).await.unwrap().group
    };
    assert_eq!(told(firm.customer).await, None);
    let one = below(&pool, &firm, firm.customer, "En").await;
    let two = below(&pool, &firm, one, "To").await;
    for id in [firm.customer, one, two] {
        let group = told(id).await.unwrap();
        assert_eq!((group.top, group.name.as_str(), group.count), (firm.customer, "Første kunde nord", 3));
    }
    run(&pool, &format!("update customer set status = '{}' where id = '{two}'", firm.hidden)).await;
    assert_eq!(told(firm.customer).await.map(|group| group.count), Some(2));
    run(&pool, &format!("update customer set status = '{}' where id = '{one}'", firm.hidden)).await;
    assert_eq!(told(firm.customer).await, None, "alone but for hidden ones");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_subsidiary_is_connected_and_disconnected_and_both_are_taken_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = firm.add_customer(&pool, json!({"name": "Datter", "number": 20417})).await;
    assert_eq!(connect(&pool, &firm, firm.customer, "20 417").await.unwrap(), other);
    assert_eq!(parent(&pool, other).await.as_deref(), Some("Første kunde nord"));
    let mut tx = firm.tx(&pool, firm.consultant).await;
    corporate::disconnect(&mut tx, other, other).await.unwrap();
    corporate::disconnect(&mut tx, firm.customer, other).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(parent(&pool, other).await, None);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert!(undo::undo(&mut tx, other, None).await.unwrap().taken);
    tx.commit().await.unwrap();
    assert_eq!(parent(&pool, other).await.as_deref(), Some("Første kunde nord"), "as before it was disconnected");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_can_not_be_connected_is_told_where_it_was_typed(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let foreign = Firm::make(&pool, "syd").await;
    let middle = below(&pool, &firm, firm.customer, "Midt").await;
    let low = below(&pool, &firm, middle, "Lav").await;
    let gone = firm.add_customer(&pool, json!({"name": "Borte", "status": firm.hidden})).await;
    for (under, typed, expected) in [
        (low, firm.customer.to_string(), Problem::ParentRing),
        (low, low.to_string(), Problem::OwnParent),
        (firm.customer, "Lav".to_owned(), Problem::HasParent),
        (firm.customer, "Midt".to_owned(), Problem::AlreadyThere),
        (firm.customer, "finnes ikke".to_owned(), Problem::UnknownCustomer),
        (firm.customer, gone.to_string(), Problem::UnknownCustomer),
        (firm.customer, foreign.customer.to_string(), Problem::UnknownCustomer),
        (firm.customer, " , ".to_owned(), Problem::Required),
    ] {
        let refused = told(connect(&pool, &firm, under, &typed).await);
        assert_eq!(refused.problem_of("subsidiary"), Some(expected), "{typed}");
    }
    assert_eq!(told(connect(&pool, &firm, foreign.customer, "Lav").await).code, ErrorCode::NotFound);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let ring = corporate::choose_parent(&mut tx, firm.customer, i32::MAX, "Lav").await;
    assert_eq!(told(ring).problem_of("parent_id"), Some(Problem::ParentRing));
    drop(tx);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let nothing = corporate::choose_parent(&mut tx, firm.customer, i32::MAX, " ").await;
    assert_eq!(told(nothing).problem_of("parent_id"), Some(Problem::Required));
    drop(tx);
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert_eq!(told(corporate::connect(&mut tx, low, "Borte").await).code, ErrorCode::Forbidden);
    assert_eq!(told(corporate::disconnect(&mut tx, middle, low).await).code, ErrorCode::Forbidden);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn two_who_connect_from_both_ends_close_no_ring(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = firm.add_customer(&pool, json!({"name": "Datter"})).await;
    let mut first = firm.tx(&pool, firm.consultant).await;
    let mut second = firm.tx(&pool, firm.neighbour).await;
    corporate::connect(&mut first, firm.customer, "Datter").await.unwrap();
    let customer = firm.customer;
    let waiting =
        tokio::spawn(async move { corporate::connect(&mut second, other, &customer.to_string()).await.map(drop) });
    let is_waiting = "select exists (select from pg_locks where locktype = 'advisory' and not granted)";
    while !value::<bool>(&pool, is_waiting).await {
        tokio::task::yield_now().await;
    }
    first.commit().await.unwrap();
    assert_eq!(told(waiting.await.unwrap()).problem_of("subsidiary"), Some(Problem::ParentRing));
    assert_eq!(
        (parent(&pool, other).await.as_deref(), parent(&pool, customer).await),
        (Some("Første kunde nord"), None)
    );
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn somebody_elses_choice_of_a_parent_is_shown_beside_mine(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    firm.add_customer(&pool, json!({"name": "Mor"})).await;
    firm.add_customer(&pool, json!({"name": "Moster"})).await;
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    let read = store::customer::values(&mut tx, firm.customer).await.unwrap().version;
    corporate::choose_parent(&mut tx, firm.customer, read, "Mor").await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let refused = told(corporate::choose_parent(&mut tx, firm.customer, read, "Moster").await);
    assert_eq!((refused.code, refused.conflicts[0].theirs_shown.as_str()), (ErrorCode::Conflict, "Mor"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_group_larger_than_is_read_is_cut_and_still_leads_to_the_customer(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let top = firm.add_customer(&pool, json!({"name": "Topp"})).await;
    run(
        &pool,
        &format!(
            "set session_replication_role = replica;
            insert into customer (tenant_id, id, number, name, status, responsible, parent_id)
            select tenant_id, gen_random_uuid(), 30000 + n, 'Datter ' || n, status, responsible, id from customer, generate_series(1, {MOST_READ}) n where id = '{top}';
            set session_replication_role = default"
        ),
    )
    .await;
    let last: CustomerId = value(&pool, "select id from customer order by number desc limit 1").await;
    let lowest = below(&pool, &firm, last, "Nederst").await;
    let tree = group(&pool, &firm, lowest).await;
    assert!(tree.is_cut);
    assert_eq!(tree.members.len(), MOST_SHOWN);
    assert!(tree.members.iter().any(|member| member.company.id == lowest && member.level == 2));
    assert!(tree.more > 1_600);
}
