//! Saved views and columns: mine are mine, shared ones are everybody's, and nobody else's firm's.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, told};
use domain::{
    error::{ErrorCode, Problem},
    filter::Filter,
    id::{RegisterViewId, UserId},
    register::{RegisterQuery, columns_from, usual_columns},
    register_width::{Widths, widths_from},
};
use sqlx::PgPool;
use store::register::{self, ChosenColumns, Missing, NewView};

async fn names(pool: &PgPool, firm: &Firm, user: UserId) -> Vec<(String, bool, bool)> {
    let mut tx = firm.tx(pool, user).await;
    let views = register::views(&mut tx).await.unwrap();
    views.into_iter().map(|view| (view.name.clone(), view.is_mine, view.is_pinned())).collect()
}

async fn save(pool: &PgPool, firm: &Firm, user: UserId, name: &str, shared: bool) -> RegisterViewId {
    let query = RegisterQuery { filter: Filter::parse("level.empty"), ..RegisterQuery::default() };
    let mut tx = firm.tx(pool, user).await;
    let view = register::save_as(&mut tx, NewView { name, shared, query: &query, columns: None }).await.unwrap();
    tx.commit().await.unwrap();
    view
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_view_is_its_makers_until_it_is_shared(pool: PgPool) {
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let mine = save(&pool, &firm, firm.consultant, "Mine", false).await;
    let shared = save(&pool, &firm, firm.consultant, "Felles", true).await;
    let of = |name: &str, mine, pinned| (name.to_owned(), mine, pinned);
    assert_eq!(names(&pool, &firm, firm.consultant).await, [of("Felles", true, true), of("Mine", true, true)]);
    assert_eq!(names(&pool, &firm, firm.reader).await, [of("Felles", false, false)]);
    assert_eq!(names(&pool, &other, other.administrator).await, []);

    // Not even the administrator sees or touches somebody's own; all may pin what is shared.
    let mut tx = firm.tx(&pool, firm.administrator).await;
    assert_eq!(told(register::rename(&mut tx, mine, "Tatt").await).code, ErrorCode::NotFound);
    assert_eq!(told(register::pin(&mut tx, mine, true).await).code, ErrorCode::NotFound);
    let mut tx = firm.tx(&pool, firm.reader).await;
    register::pin(&mut tx, shared, true).await.unwrap();
    assert_eq!(told(register::rename(&mut tx, shared, "Tatt").await).code, ErrorCode::Forbidden);
    assert_eq!(told(register::delete(&mut tx, shared).await).code, ErrorCode::Forbidden);
    let query = RegisterQuery::default();
    let new = NewView { name: "Alles", shared: true, query: &query, columns: None };
    assert_eq!(told(register::save_as(&mut tx, new).await).code, ErrorCode::Forbidden);
    register::save_as(&mut tx, NewView { shared: false, ..new }).await.unwrap();
    let mut tx = other.tx(&pool, other.administrator).await;
    assert_eq!(told(register::share(&mut tx, shared, false).await).code, ErrorCode::NotFound);
    assert_eq!(register::missing(&mut tx, shared).await.unwrap(), Missing::Gone);
}

/// Which view somebody's register opens with, and which are beside their scopes.
async fn opening(pool: &PgPool, firm: &Firm, user: UserId) -> (Vec<String>, Vec<String>) {
    let views = register::views(&mut firm.tx(pool, user).await).await.unwrap();
    let named = |of: &dyn Fn(&domain::register::RegisterView) -> bool| {
        views.iter().filter(|view| of(view)).map(|view| view.name.clone()).collect()
    };
    (named(&|view| view.opens()), named(&|view| view.is_pinned()))
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn ones_own_register_opens_with_one_view_or_as_usual(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mine = save(&pool, &firm, firm.consultant, "Mine", false).await;
    let shared = save(&pool, &firm, firm.consultant, "Felles", true).await;
    let choose = async |user, view, opens| {
        let mut tx = firm.tx(&pool, user).await;
        let outcome = register::open_with(&mut tx, view, opens).await;
        tx.commit().await.unwrap();
        outcome
    };
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    choose(firm.consultant, mine, true).await.unwrap();
    choose(firm.consultant, shared, true).await.unwrap();
    assert_eq!(opening(&pool, &firm, firm.consultant).await, (names(&["Felles"]), names(&["Felles", "Mine"])));
    // What is not beside the scopes yet is so with it, and to whoever chose it alone.
    choose(firm.reader, shared, true).await.unwrap();
    assert_eq!(opening(&pool, &firm, firm.reader).await, (names(&["Felles"]), names(&["Felles"])));
    assert_eq!(opening(&pool, &firm, firm.administrator).await, (names(&[]), names(&[])));
    assert_eq!(told(choose(firm.reader, mine, true).await).code, ErrorCode::NotFound);
    assert_eq!(opening(&pool, &firm, firm.reader).await.0, names(&["Felles"]));
    // Another's stays as it is when one takes one's own back.
    choose(firm.consultant, shared, false).await.unwrap();
    assert_eq!(opening(&pool, &firm, firm.consultant).await, (names(&[]), names(&["Felles", "Mine"])));
    assert_eq!(opening(&pool, &firm, firm.reader).await.0, names(&["Felles"]));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_view_is_changed_deleted_and_brought_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let view = save(&pool, &firm, firm.consultant, "Uten nivå", true).await;
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    let columns = columns_from(["name", "level"]);
    register::save(&mut tx, view, &RegisterQuery::default(), Some(&columns)).await.unwrap();
    register::rename(&mut tx, view, " Nivå ").await.unwrap();
    let found = register::views(&mut tx).await.unwrap().remove(0);
    assert_eq!((found.name.as_str(), found.query.as_str(), found.columns), ("Nivå", "scope=mine", Some(columns)));
    assert_eq!(told(register::rename(&mut tx, view, " ").await).problem_of("name"), Some(Problem::Required));
    register::delete(&mut tx, view).await.unwrap();
    assert_eq!(register::views(&mut tx).await.unwrap(), []);
    assert_eq!(register::missing(&mut tx, view).await.unwrap(), Missing::Deleted);
    register::restore(&mut tx, view).await.unwrap();
    assert_eq!(register::views(&mut tx).await.unwrap().len(), 1);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn who_had_a_shared_view_is_told_that_it_is_gone(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "syd").await;
    let deleted = save(&pool, &firm, firm.consultant, "Slettet", true).await;
    let taken_back = save(&pool, &firm, firm.consultant, "Tatt tilbake", true).await;
    let kept = save(&pool, &firm, firm.consultant, "Beholdt", true).await;
    let own = save(&pool, &firm, firm.reader, "Egen", false).await;
    let mut tx = firm.tx(&pool, firm.reader).await;
    for view in [deleted, taken_back, kept] {
        register::pin(&mut tx, view, true).await.unwrap();
    }
    assert_eq!(register::views_and_gone(&mut tx).await.unwrap().1, []);
    register::delete(&mut tx, own).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    register::delete(&mut tx, deleted).await.unwrap();
    register::share(&mut tx, taken_back, false).await.unwrap();
    assert_eq!(register::missing(&mut tx, deleted).await.unwrap(), Missing::Deleted);
    assert_eq!(register::views_and_gone(&mut tx).await.unwrap().1, [], "who deleted it knows");
    tx.commit().await.unwrap();

    let mut tx = firm.tx(&pool, firm.reader).await;
    assert_eq!(register::missing(&mut tx, deleted).await.unwrap(), Missing::Gone);
    let gone = register::views_and_gone(&mut tx).await.unwrap().1;
    assert_eq!(gone, [(deleted, "Slettet".to_owned()), (taken_back, "Tatt tilbake".to_owned())]);
    // Once it is read it is not told again; and nobody puts it back.
    register::pin(&mut tx, deleted, false).await.unwrap();
    assert_eq!(register::views_and_gone(&mut tx).await.unwrap().1.len(), 1);
    for pinned in [true, false] {
        assert_eq!(told(register::pin(&mut tx, deleted, pinned).await).code, ErrorCode::NotFound);
    }
    let mut tx = other.tx(&pool, other.administrator).await;
    assert_eq!(register::views_and_gone(&mut tx).await.unwrap().1, []);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn columns_are_my_own_over_those_of_the_firm(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (mine, firms) = (columns_from(["name", "level"]), columns_from(["number", "name"]));
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let chosen = |columns, widths: &Widths, own, firm: &[_]| {
        let (widths, firm) = (widths.clone(), firm.to_vec());
        ChosenColumns { columns, widths, own, firm }
    };
    let (usual, wide) = (Widths::new(), widths_from("level:wide"));
    assert_eq!(register::columns(&mut tx).await.unwrap(), chosen(usual_columns(), &usual, false, &usual_columns()));
    assert_eq!(told(register::choose_firm_columns(&mut tx, &mine, Some(&usual)).await).code, ErrorCode::Forbidden);
    register::choose_columns(&mut tx, &mine, &wide).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.administrator).await;
    register::choose_firm_columns(&mut tx, &firms, Some(&usual)).await.unwrap();
    assert_eq!(register::columns(&mut tx).await.unwrap(), chosen(firms.clone(), &usual, false, &firms));
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert_eq!(register::columns(&mut tx).await.unwrap(), chosen(mine, &wide, true, &firms));
    register::forget_columns(&mut tx).await.unwrap();
    assert_eq!(register::columns(&mut tx).await.unwrap(), chosen(firms.clone(), &usual, false, &firms));
    assert_eq!(told(register::forget_firm_columns(&mut tx).await).code, ErrorCode::Forbidden);
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.administrator).await;
    register::forget_firm_columns(&mut tx).await.unwrap();
    assert_eq!(register::columns(&mut tx).await.unwrap(), chosen(usual_columns(), &usual, false, &usual_columns()));
}
