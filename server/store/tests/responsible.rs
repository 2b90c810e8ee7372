//! Members of staff with titles at a customer: added, changed, taken away and taken back.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, told, value};
use domain::{
    error::{ErrorCode, Problem},
    id::ResponsibleId,
    language::Language,
    list::ListKind,
    responsible::Responsible,
};
use sqlx::PgPool;
use store::{StoreError, card, responsible, undo};

async fn add(pool: &PgPool, firm: &Firm, user: &str, title: &str) -> Result<ResponsibleId, StoreError> {
    let mut tx = firm.tx(pool, firm.consultant).await;
    let id = responsible::add(&mut tx, firm.customer, user, title).await?;
    tx.commit().await?;
    Ok(id)
}

async fn shown(pool: &PgPool, firm: &Firm) -> Vec<Responsible> {
    let mut tx = firm.tx(pool, firm.reader).await;
    card::read(&mut tx, firm.customer, card::Wanted::default(), Language::Nb).await.unwrap().responsibles
}

fn names(shown: &[Responsible]) -> Vec<(&str, &str)> {
    shown.iter().map(|one| (one.name.as_str(), one.title_name.as_str())).collect()
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn several_have_titles_and_one_may_have_two_but_each_once(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (seller, service) = (firm.responsible_title.to_string(), firm.other_title.to_string());
    let (kari, nils) = (firm.consultant.to_string(), firm.neighbour.to_string());
    let id = add(&pool, &firm, &nils, &seller).await.unwrap();
    add(&pool, &firm, &nils, &service).await.unwrap();
    add(&pool, &firm, &kari, &seller).await.unwrap();
    let all = [("Kari nord", "Selger"), ("Nils nord", "Selger"), ("Nils nord", "Service")];
    assert_eq!(names(&shown(&pool, &firm).await), all);
    assert_eq!(shown(&pool, &firm).await[0].email, "kari@nord.example");
    assert_eq!(told(add(&pool, &firm, &nils, &seller).await).problem_of("title"), Some(Problem::Twice));
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let twice = responsible::change(&mut tx, firm.customer, id, 1, &service).await;
    assert_eq!(told(twice).problem_of("title"), Some(Problem::Twice));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn who_or_what_can_not_be_chosen_is_told_at_its_field(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "syd").await;
    let (user, title) = (firm.neighbour.to_string(), firm.responsible_title.to_string());
    run(&pool, &format!("update app_user set active = false where id = '{}'", firm.stranger)).await;
    for (user, title, wrong) in [
        (String::new(), title.clone(), "user"),
        (firm.stranger.to_string(), title.clone(), "user"),
        (other.consultant.to_string(), title.clone(), "user"),
        (user.clone(), String::new(), "title"),
        (user.clone(), firm.tag.to_string(), "title"),
        (user.clone(), other.responsible_title.to_string(), "title"),
    ] {
        let refused = told(add(&pool, &firm, &user, &title).await);
        assert_eq!((refused.fields.len(), refused.problem_of(wrong)), (1, Some(Problem::Choice)), "{user} {title}");
    }
    let mut tx = firm.tx(&pool, firm.reader).await;
    let forbidden = responsible::add(&mut tx, firm.customer, &user, &title).await;
    assert_eq!(told(forbidden).code, ErrorCode::Forbidden);
    drop(tx);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let foreign = responsible::add(&mut tx, other.customer, &user, &title).await;
    assert_eq!(told(foreign).code, ErrorCode::NotFound);
    let theirs = other.add_responsible(&pool, other.customer).await;
    assert_eq!(told(responsible::delete(&mut tx, firm.customer, theirs).await).code, ErrorCode::NotFound);
    assert_eq!(told(responsible::change(&mut tx, other.customer, theirs, 9, &title).await).code, ErrorCode::NotFound);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_title_is_changed_and_a_responsible_removed_and_both_come_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let id = add(&pool, &firm, &firm.neighbour.to_string(), &firm.responsible_title.to_string()).await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    responsible::change(&mut tx, firm.customer, id, 1, &firm.other_title.to_string()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(names(&shown(&pool, &firm).await), [("Nils nord", "Service")]);
    let mut tx = firm.tx(&pool, firm.stranger).await;
    let late = responsible::change(&mut tx, firm.customer, id, 1, &firm.responsible_title.to_string()).await;
    assert_eq!(told(late).code, ErrorCode::Conflict);
    drop(tx);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    responsible::delete(&mut tx, firm.customer, id).await.unwrap();
    tx.commit().await.unwrap();
    assert!(shown(&pool, &firm).await.is_empty());
    for expected in ["Service", "Selger"] {
        let mut tx = firm.tx(&pool, firm.consultant).await;
        assert!(undo::undo(&mut tx, firm.customer, None).await.unwrap().taken);
        tx.commit().await.unwrap();
        assert_eq!(names(&shown(&pool, &firm).await), [("Nils nord", expected)]);
    }
    let mut tx = firm.tx(&pool, firm.reader).await;
    let (log, _) = store::log::list(&mut tx, firm.customer, None, 9, Language::Nb).await.unwrap();
    assert!(log.iter().filter(|entry| entry.subject == "Nils nord").count() >= 3, "{log:?}");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn titles_that_are_merged_leave_each_person_once(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for title in [firm.responsible_title, firm.other_title] {
        add(&pool, &firm, &firm.neighbour.to_string(), &title.to_string()).await.unwrap();
    }
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let into = firm.responsible_title.to_string();
    store::list::merge(&mut tx, ListKind::ResponsibleTitle, firm.other_title, &into).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(names(&shown(&pool, &firm).await), [("Nils nord", "Selger")]);
    assert_eq!(value::<i64>(&pool, "select count(*) from customer_responsible").await, 1);
}
