//! Comments: who and when they name, in which order they stand, and that none is lost.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, told, value};
use domain::{
    comment::{Comment, MAX},
    error::{ErrorCode, Problem},
    id::{CommentId, UserId},
};
use sqlx::PgPool;
use store::{StoreError, comment};

const THEN: &str = "2026-01-02T03:04:05Z";

async fn list(pool: &PgPool, firm: &Firm, fixed: bool, stream: i64) -> Vec<Comment> {
    let mut tx = firm.tx(pool, firm.reader).await;
    comment::list(&mut tx, firm.customer, fixed, stream, None).await.unwrap()
}

fn bodies(comments: &[Comment]) -> Vec<&str> {
    comments.iter().map(|comment| comment.body.as_str()).collect()
}

/// Changes the firm's comment in a transaction of its own.
async fn change(
    pool: &PgPool,
    firm: &Firm,
    user: UserId,
    version: i32,
    body: &str,
    author: UserId,
    at: &str,
) -> Result<(), StoreError> {
    let mut tx = firm.tx(pool, user).await;
    comment::change(&mut tx, firm.customer, firm.comment, store::comment::Changed { version, body, author, at })
        .await?;
    tx.commit().await.map(drop)
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_new_comment_is_of_whoever_is_signed_in_and_of_now(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    let id = comment::add(&mut tx, firm.customer, "  Skal ha tilbud.\r\nI morgen. ", store::comment::Place::default())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let comments = list(&pool, &firm, true, 1).await;
    let newest = comments.first().unwrap();
    assert_eq!(
        (newest.id, newest.body.as_str(), newest.author.as_str()),
        (id, "Skal ha tilbud.\nI morgen.", "Nils nord")
    );
    assert_eq!((newest.original.clone(), newest.edited, newest.fixed), (None, false, false));
    let of_now = format!("select '{}'::timestamptz between now() - interval '1 minute' and now()", newest.at);
    assert!(value::<bool>(&pool, &of_now).await);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_changed_author_or_date_keeps_who_truly_wrote_it_and_when(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let before = list(&pool, &firm, false, 9).await.remove(0);
    change(&pool, &firm, firm.stranger, 1, &before.body, firm.neighbour, THEN).await.unwrap();
    let after = list(&pool, &firm, false, 9).await.remove(0);
    assert_eq!((after.author.as_str(), after.at.as_str(), after.edited), ("Nils nord", THEN, false));
    let original = after.original.unwrap();
    assert_eq!((original.author.as_str(), original.at), ("Kari nord", before.at));
    change(&pool, &firm, firm.stranger, 2, "Ringte i går.", firm.neighbour, THEN).await.unwrap();
    change(&pool, &firm, firm.stranger, 3, "Ringte i går.", firm.neighbour, THEN).await.unwrap();
    assert!(list(&pool, &firm, false, 9).await.remove(0).edited, "once its text was changed, it says so");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_stream_is_newest_first_and_the_fixed_ones_oldest_first(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    run(&pool, "delete from comment").await;
    for (hour, body, fixed) in
        [(1, "a", false), (2, "F", true), (3, "b", false), (4, "G", true), (5, "c", false), (6, "d", false)]
    {
        let id = firm.add_comment(&pool, firm.customer, body, fixed).await;
        run(&pool, &format!("update comment set written_at = '2026-01-01 0{hour}:00+00' where id = '{id}'")).await;
    }
    assert_eq!(bodies(&list(&pool, &firm, true, 3).await), ["F", "G", "d", "c", "b"], "the three latest");
    assert_eq!(bodies(&list(&pool, &firm, false, 3).await), ["d", "c", "b"]);
    assert_eq!(bodies(&list(&pool, &firm, true, 0).await), ["F", "G"]);
    assert_eq!(bodies(&list(&pool, &firm, false, 99).await), ["d", "c", "b", "a"]);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_comment_is_fixed_and_put_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for fixed in [true, false] {
        let mut tx = firm.tx(&pool, firm.consultant).await;
        comment::fix(&mut tx, firm.customer, firm.comment, fixed).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(list(&pool, &firm, true, 9).await.remove(0).fixed, fixed);
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_empty_or_too_long_text_is_refused(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let most = "å".repeat(MAX as usize);
    let too_long = format!("{most}å");
    for (body, problem) in [
        (" \n ", Problem::Required),
        (too_long.as_str(), Problem::TooLong { max: MAX }),
        ("a\0b", Problem::ControlCharacters),
    ] {
        let mut tx = firm.tx(&pool, firm.consultant).await;
        assert_eq!(
            told(comment::add(&mut tx, firm.customer, body, store::comment::Place::default()).await).problem_of("body"),
            Some(problem)
        );
        let refused = told(change(&pool, &firm, firm.consultant, 1, body, firm.consultant, THEN).await);
        assert_eq!(refused.problem_of("body"), Some(problem));
    }
    change(&pool, &firm, firm.consultant, 1, &most, firm.consultant, THEN).await.unwrap();
    assert_eq!(list(&pool, &firm, true, 9).await.remove(0).body, most);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn two_people_who_change_the_same_text_are_told(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    change(&pool, &firm, firm.consultant, 1, "Karis tekst", firm.consultant, THEN).await.unwrap();
    let refused = told(change(&pool, &firm, firm.neighbour, 1, "Nils' tekst", firm.consultant, THEN).await);
    assert_eq!(refused.code, ErrorCode::Conflict);
    let conflict = refused.conflicts.first().unwrap();
    assert_eq!(
        (conflict.field.as_str(), conflict.mine.as_str(), conflict.theirs.as_str()),
        ("body", "Nils' tekst", "Karis tekst")
    );
    assert_eq!((conflict.by.as_str(), conflict.version), ("Kari nord", 2));
    assert_eq!(bodies(&list(&pool, &firm, true, 9).await), ["Karis tekst"]);
    change(&pool, &firm, firm.neighbour, conflict.version, "Nils' tekst", firm.consultant, THEN).await.unwrap();
    assert_eq!(bodies(&list(&pool, &firm, true, 9).await), ["Nils' tekst"]);
    let the_same_twice = change(&pool, &firm, firm.consultant, 1, "Nils' tekst", firm.consultant, THEN).await;
    assert!(the_same_twice.is_ok());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn fixing_a_comment_is_no_conflict_with_changing_its_text(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    comment::fix(&mut tx, firm.customer, firm.comment, true).await.unwrap();
    tx.commit().await.unwrap();
    change(&pool, &firm, firm.neighbour, 1, "Nils' tekst", firm.consultant, THEN).await.unwrap();
    assert!(list(&pool, &firm, true, 9).await.remove(0).fixed);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_deleted_comment_is_gone_and_still_in_the_log(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    comment::delete(&mut tx, firm.customer, firm.comment).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(list(&pool, &firm, true, 9).await, []);
    let said = "select changes #>> '{body,0}' from change_log where operation = 'DELETE'";
    assert_eq!(value::<String>(&pool, said).await, "Ringte i dag.");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn who_only_reads_writes_no_comment(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.reader).await;
    for outcome in [
        comment::add(&mut tx, firm.customer, "Hei", store::comment::Place::default()).await.map(drop),
        comment::change(
            &mut tx,
            firm.customer,
            firm.comment,
            store::comment::Changed { version: 1, body: "Hei", author: firm.reader, at: THEN },
        )
        .await,
        comment::fix(&mut tx, firm.customer, firm.comment, true).await,
        comment::delete(&mut tx, firm.customer, firm.comment).await,
    ] {
        assert_eq!(told(outcome).code, ErrorCode::Forbidden);
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_comment_is_found_only_under_its_own_customer(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = firm.add_customer(&pool, serde_json::json!({"name": "Andre"})).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    for (customer, id) in [(other, firm.comment), (firm.customer, CommentId::generate())] {
        for outcome in [
            comment::change(
                &mut tx,
                customer,
                id,
                store::comment::Changed { version: 1, body: "Hei", author: firm.consultant, at: THEN },
            )
            .await,
            comment::fix(&mut tx, customer, id, true).await,
            comment::delete(&mut tx, customer, id).await,
        ] {
            assert_eq!(told(outcome).code, ErrorCode::NotFound);
        }
    }
}
