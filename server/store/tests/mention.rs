//! Calling on colleagues: who is told, of what, and who is not.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, told, value};
use domain::{
    error::{ErrorCode, Problem},
    id::{CommentId, UserId},
    notice::{MentionMail, Notice, NoticeKind},
};
use sqlx::PgPool;
use store::{comment, comment::Place, notice};

async fn write(pool: &PgPool, firm: &Firm, user: UserId, body: &str, place: Place<'_>) -> CommentId {
    let mut tx = firm.tx(pool, user).await;
    let id = comment::add(&mut tx, firm.customer, body, place).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn notices(pool: &PgPool, firm: &Firm, user: UserId) -> Vec<Notice> {
    notice::list(&mut firm.tx(pool, user).await).await.unwrap()
}

fn answer(to: CommentId) -> Place<'static> {
    Place { answers: Some(to), ..Place::default() }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn whoever_is_named_is_told_once_and_nobody_else(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let id = write(&pool, &firm, firm.neighbour, "@Kari hvordan går det? Og @kari nord?", Place::default()).await;
    let told = notices(&pool, &firm, firm.consultant).await;
    let first = told.first().unwrap();
    assert_eq!(
        (told.len(), first.kind, first.comment, first.customer),
        (1, NoticeKind::Mention, Some(id), Some(firm.customer))
    );
    assert_eq!((first.by.as_str(), first.is_read), ("Nils nord", false));
    assert!(first.excerpt.starts_with("@Kari hvordan"));
    for user in [firm.neighbour, firm.stranger, firm.reader, firm.administrator] {
        assert_eq!(notices(&pool, &firm, user).await, []);
    }
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let comments = comment::list(&mut tx, firm.customer, false, 9, None).await.unwrap();
    let texts: Vec<&str> = comments[0].mentions.iter().map(|mention| mention.text.as_str()).collect();
    assert_eq!(texts, ["Kari", "kari nord"]);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_department_is_all_who_are_in_it_but_for_the_author_and_those_who_left(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    write(&pool, &firm, firm.neighbour, "@Nord ser dere på det?", Place::default()).await;
    assert_eq!(notices(&pool, &firm, firm.consultant).await.len(), 1);
    assert_eq!(notices(&pool, &firm, firm.neighbour).await, [], "nobody is told of their own doing");
    assert_eq!(notices(&pool, &firm, firm.stranger).await, []);
    run(&pool, &format!("update app_user set active = false where id = '{}'", firm.consultant)).await;
    write(&pool, &firm, firm.neighbour, "@Nord igjen, @Kari nord", Place::default()).await;
    assert_eq!(value::<i64>(&pool, "select count(*) from notice").await, 1, "who has left is told nothing");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_name_that_fits_several_is_told_and_nothing_is_written(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    run(&pool, &format!("update app_user set name = 'Kari Moen' where id = '{}'", firm.stranger)).await;
    let before: i64 = value(&pool, "select count(*) from comment").await;
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    let refused = told(comment::add(&mut tx, firm.customer, "@Kari?", Place::default()).await);
    assert_eq!(refused.problem_of("body"), Some(Problem::SeveralPeople));
    drop(tx);
    assert_eq!(value::<i64>(&pool, "select count(*) from comment").await, before);
    write(&pool, &firm, firm.neighbour, "@Kari Moen?", Place::default()).await;
    assert_eq!(notices(&pool, &firm, firm.stranger).await.len(), 1);
    write(&pool, &firm, firm.neighbour, "@kari@nord.example?", Place::default()).await;
    assert_eq!(notices(&pool, &firm, firm.consultant).await.len(), 1);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_edit_tells_those_who_are_new_and_keeps_whom_it_called_on(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let id = write(&pool, &firm, firm.neighbour, "@Kari nord", Place::default()).await;
    run(&pool, &format!("update app_user set name = 'Kari Berg' where id = '{}'", firm.consultant)).await;
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    let changed = comment::Changed {
        version: 1,
        body: "@Kari nord og @Stine",
        author: firm.neighbour,
        at: "2026-01-02T03:04:05Z",
    };
    comment::change(&mut tx, firm.customer, id, changed).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(notices(&pool, &firm, firm.consultant).await.len(), 1, "not told twice");
    assert_eq!(notices(&pool, &firm, firm.stranger).await.len(), 1);
    let kept = "select count(*) from comment, jsonb_array_elements(mentions) where jsonb_array_length(mentions) = 2";
    assert_eq!(value::<i64>(&pool, kept).await, 2, "whom it named by an earlier name it names still");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn answers_stand_under_what_they_answer_one_level_deep_and_are_told(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let first = write(&pool, &firm, firm.consultant, "Ring dem", Place::default()).await;
    let second = write(&pool, &firm, firm.neighbour, "Gjort", answer(first)).await;
    let third = write(&pool, &firm, firm.stranger, "Fint", answer(second)).await;
    let told = notices(&pool, &firm, firm.consultant).await;
    assert_eq!(
        told.iter().map(|notice| (notice.kind, notice.comment)).collect::<Vec<_>>(),
        [(NoticeKind::Answer, Some(third)), (NoticeKind::Answer, Some(second))]
    );
    let mut tx = firm.tx(&pool, firm.reader).await;
    let comments = comment::list(&mut tx, firm.customer, false, 1, None).await.unwrap();
    let shape: Vec<_> = comments.iter().map(|comment| (comment.id, comment.answers)).collect();
    assert_eq!(shape, [(first, None), (second, Some(first)), (third, Some(first))]);
    assert_eq!(told_of_fix(&pool, &firm, second).await, ErrorCode::NotFound, "an answer is not fixed by itself");
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    comment::delete(&mut tx, firm.customer, first).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(notices(&pool, &firm, firm.consultant).await, [], "what is gone is no longer told");
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    let undone = store::undo::undo(&mut tx, firm.customer, None).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!((undone.taken, undone.kept.len()), (true, 0), "they come back together");
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert_eq!(comment::list(&mut tx, firm.customer, false, 1, None).await.unwrap().len(), 3);
}

async fn told_of_fix(pool: &PgPool, firm: &Firm, id: CommentId) -> ErrorCode {
    let mut tx = firm.tx(pool, firm.neighbour).await;
    told(comment::fix(&mut tx, firm.customer, id, true).await).code
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn notices_are_read_by_their_own_reader_alone(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (_, id) = firm.call_on_consultant(&pool, firm.customer).await;
    firm.call_on_consultant(&pool, firm.customer).await;
    let mut tx = firm.tx(&pool, firm.stranger).await;
    assert_eq!(told(notice::set_read(&mut tx, id, true).await).code, ErrorCode::NotFound);
    assert!(!notice::read(&mut tx, id).await.unwrap());
    notice::read_all(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert!(notice::read(&mut tx, id).await.unwrap());
    assert!(!notice::read(&mut tx, id).await.unwrap(), "only once");
    tx.commit().await.unwrap();
    let unread: Vec<bool> = notices(&pool, &firm, firm.consultant).await.iter().map(|notice| !notice.is_read).collect();
    assert_eq!(unread, [true, false]);
    assert_eq!(firm.tx(&pool, firm.consultant).await.session().notices, 1);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    notice::set_read(&mut tx, id, false).await.unwrap();
    assert_eq!(notice::list(&mut tx).await.unwrap().iter().filter(|notice| !notice.is_read).count(), 2);
    notice::read_all(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(firm.tx(&pool, firm.consultant).await.session().notices, 0);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn how_one_is_told_by_mail_is_ones_own_choice_from_then_on(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert_eq!(notice::mention_mail(&mut tx).await.unwrap(), MentionMail::Now);
    notice::choose_mention_mail(&mut tx, MentionMail::Daily).await.unwrap();
    tx.commit().await.unwrap();
    write(&pool, &firm, firm.neighbour, "@Kari og @Stine", Place::default()).await;
    let of = |user: UserId| format!("select mail from notice where user_id = '{user}'");
    assert_eq!(value::<String>(&pool, &of(firm.consultant)).await, "daily");
    assert_eq!(value::<String>(&pool, &of(firm.stranger)).await, "now");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn colleagues_are_found_by_any_word_of_their_name_and_never_oneself(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    Firm::make(&pool, "syd").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let mut found = async |typed: &str| -> Vec<String> {
        let found = comment::find_colleagues(&mut tx, typed).await.unwrap();
        found.into_iter().map(|colleague| colleague.inserts).collect()
    };
    assert_eq!(found("ni").await, ["Nils nord"]);
    assert_eq!(found("nord").await, ["Nord", "Astrid nord", "Nils nord", "Rolf nord", "Stine nord"]);
    assert_eq!(found("kari").await, Vec::<String>::new(), "oneself");
    run(&pool, &format!("update app_user set name = 'Nils nord' where id = '{}'", firm.stranger)).await;
    assert_eq!(found("nils").await.len(), 2);
    assert!(
        found("nils").await.iter().all(|inserts| inserts.contains("@nord.example")),
        "by address where two share a name"
    );
}
