//! What is taken back is as it was, but for what somebody changed since.

#![expect(clippy::unwrap_used, reason = "tests")]

mod common;
#[path = "common/script.rs"]
mod script;

use common::{Firm, contact_patch, customer_patch, told, value};
use domain::{
    error::{ErrorCode, Problem},
    id::{ChangeId, CommandId, UserId},
    undo::{Undone, Why},
};
use script::{Step, entries, next_customer, play, scripts, state};
use serde_json::json;
use sqlx::PgPool;
use store::undo::{just_done, undo};

async fn take_back(pool: &PgPool, firm: &Firm, who: UserId, entry: Option<ChangeId>) -> Undone {
    let mut tx = firm.tx(pool, who).await;
    let undone = undo(&mut tx, firm.customer, entry).await.unwrap();
    tx.commit().await.unwrap();
    undone
}

/// An entry of a command.
async fn entry_of(pool: &PgPool, command: CommandId) -> Option<ChangeId> {
    let found: Option<uuid::Uuid> =
        value(pool, &format!("select (select id from change_log where command_id = '{command}' limit 1)")).await;
    found.map(ChangeId)
}

async fn change(pool: &PgPool, firm: &Firm, who: UserId, values: &[(&str, &str)]) -> CommandId {
    let mut tx = firm.tx(pool, who).await;
    let command = tx.command();
    let version = value(pool, &format!("select version from customer where id = '{}'", firm.customer)).await;
    store::customer::change(&mut tx, firm.customer, version, &customer_patch(values)).await.unwrap();
    tx.commit().await.unwrap();
    command
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn doing_and_undoing_and_doing_again_lead_to_the_same_card(pool: PgPool) {
    let mut firm = Firm::make(&pool, "nord").await;
    let mut done = 0;
    for steps in scripts(8, 20) {
        next_customer(&pool, &mut firm).await;
        for step in steps {
            let before = state(&pool, &firm).await;
            let Some(command) = play(&pool, &firm, firm.consultant, &step).await else { continue };
            let Some(entry) = entry_of(&pool, command).await else { continue };
            let after = state(&pool, &firm).await;
            let undone = take_back(&pool, &firm, firm.neighbour, Some(entry)).await;
            assert_eq!((undone.taken, undone.kept.as_slice()), (true, &[][..]), "{step:?}");
            assert_eq!(state(&pool, &firm).await, before, "{step:?}");
            let redo = entries(&pool, &firm).await[0];
            assert!(take_back(&pool, &firm, firm.consultant, Some(redo)).await.taken, "{step:?}");
            assert_eq!(state(&pool, &firm).await, after, "{step:?}");
            done += 1;
        }
    }
    assert!(done > 80, "{done} steps did something");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_whole_script_is_taken_back_step_by_step(pool: PgPool) {
    let mut firm = Firm::make(&pool, "nord").await;
    for steps in scripts(6, 20) {
        next_customer(&pool, &mut firm).await;
        let before = state(&pool, &firm).await;
        let mut commands = Vec::new();
        for step in steps.iter().filter(|step| !matches!(step, Step::Undo(_))) {
            commands.extend(play(&pool, &firm, firm.consultant, step).await);
        }
        // Ctrl+Z again and again: the newest of mine that is not taken back yet.
        let mut count = 0;
        for command in commands.into_iter().rev() {
            if entry_of(&pool, command).await.is_some() {
                let undone = take_back(&pool, &firm, firm.consultant, None).await;
                assert!(undone.taken && undone.kept.is_empty(), "{undone:?}");
                count += 1;
            }
        }
        assert!(count > 5);
        assert_eq!(state(&pool, &firm).await, before);
        let mut tx = firm.tx(&pool, firm.consultant).await;
        let nothing = told(undo(&mut tx, firm.customer, None).await);
        assert_eq!(nothing.problem_of("entry"), Some(Problem::NothingToUndo));
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_a_colleague_changed_since_is_kept_alone_and_told(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mine =
        change(&pool, &firm, firm.consultant, &[("phone", "75500120"), ("nickname", "Mitt"), ("name", "Ny")]).await;
    change(&pool, &firm, firm.neighbour, &[("phone", "75500199")]).await;
    let undone = take_back(&pool, &firm, firm.consultant, entry_of(&pool, mine).await).await;
    assert!(undone.taken);
    let [kept] = undone.kept.as_slice() else { panic!("{undone:?}") };
    assert_eq!((kept.column.as_str(), kept.why), ("phone", Why::Changed));
    assert_eq!((kept.by.as_str(), kept.stands.as_str()), ("Nils nord", "75 50 01 99"));
    let stands: serde_json::Value = value(
        &pool,
        &format!("select jsonb_build_array(phone, nickname, name) from customer where id = '{}'", firm.customer),
    )
    .await;
    assert_eq!(stands, json!(["+4775500199", null, "Første kunde nord"]));
    let again = take_back(&pool, &firm, firm.consultant, entry_of(&pool, mine).await).await;
    assert_eq!((again.taken, again.kept.len()), (false, 1), "asked again, nothing more is done");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn in_random_scripts_what_others_changed_since_stays(pool: PgPool) {
    let mut firm = Firm::make(&pool, "nord").await;
    for steps in scripts(6, 16) {
        next_customer(&pool, &mut firm).await;
        for pair in steps.chunks(2) {
            let [mine, theirs] = pair else { continue };
            let Some(command) = play(&pool, &firm, firm.consultant, mine).await else { continue };
            let Some(entry) = entry_of(&pool, command).await else { continue };
            play(&pool, &firm, firm.neighbour, theirs).await;
            let between: serde_json::Value = value(&pool, &columns_since(&firm, entry)).await;
            let before = state(&pool, &firm).await;
            let undone = take_back(&pool, &firm, firm.consultant, Some(entry)).await;
            let after = state(&pool, &firm).await;
            if undone.kept.is_empty() {
                continue;
            }
            for kept in &undone.kept {
                let is_rule = matches!(kept.why, Why::Refused { .. });
                assert!(
                    is_rule || between.as_array().is_some_and(|rows| !rows.is_empty()),
                    "{kept:?} {mine:?} {theirs:?}"
                );
            }
            if !undone.taken {
                assert_eq!(before, after, "{mine:?} {theirs:?}");
            }
        }
    }
}

/// Entries of the same rows after an entry.
fn columns_since(firm: &Firm, entry: ChangeId) -> String {
    format!(
        "select coalesce(jsonb_agg(l.changes), '[]') from change_log l join change_log mine on mine.id = '{entry}'
        where l.customer_id = '{}' and l.at > mine.at and (l.row_id = mine.row_id or l.table_name = 'contact')",
        firm.customer
    )
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_last_contact_stays_although_its_adding_is_taken_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let command = tx.command();
    store::contact::add(&mut tx, firm.customer, &contact_patch(&[("first_name", "Eva"), ("last_name", "Berg")]))
        .await
        .unwrap();
    store::customer::change(&mut tx, firm.customer, 1, &customer_patch(&[("nickname", "Samtidig")])).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    store::contact::end(&mut tx, firm.customer, firm.contact, true).await.unwrap();
    tx.commit().await.unwrap();
    let undone = take_back(&pool, &firm, firm.consultant, entry_of(&pool, command).await).await;
    let [kept] = undone.kept.as_slice() else { panic!("{undone:?}") };
    assert_eq!((kept.subject.as_str(), kept.why), ("Eva Berg", Why::Refused { problem: Problem::LastContact }));
    assert!(undone.taken, "the rest is taken back");
    let nickname: Option<String> =
        value(&pool, &format!("select nickname from customer where id = '{}'", firm.customer)).await;
    assert_eq!(nickname, None);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_deleted_comment_comes_back_with_who_wrote_it_and_when(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let before = state(&pool, &firm).await;
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    store::comment::delete(&mut tx, firm.customer, firm.comment).await.unwrap();
    tx.commit().await.unwrap();
    let entry = entries(&pool, &firm).await[0];
    assert!(take_back(&pool, &firm, firm.neighbour, Some(entry)).await.taken);
    assert_eq!(state(&pool, &firm).await, before);
    let version: i32 = value(&pool, &format!("select version from comment where id = '{}'", firm.comment)).await;
    assert_eq!(version, 2, "whoever still has it open is told that it changed");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_entry_without_a_command_stands_for_itself(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    common::run(&pool, &format!("update customer set nickname = 'A' where id = '{}'", firm.customer)).await;
    common::run(&pool, &format!("update customer set nickname = 'B' where id = '{}'", firm.customer)).await;
    let newest = entries(&pool, &firm).await[0];
    assert!(take_back(&pool, &firm, firm.consultant, Some(newest)).await.taken);
    let nickname: String = value(&pool, &format!("select nickname from customer where id = '{}'", firm.customer)).await;
    assert_eq!(nickname, "A");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn only_whoever_may_change_it_takes_it_back_and_a_new_customer_stays(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "syd").await;
    change(&pool, &firm, firm.consultant, &[("nickname", "A")]).await;
    let all = entries(&pool, &firm).await;
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert_eq!(told(undo(&mut tx, firm.customer, Some(all[0])).await).code, ErrorCode::Forbidden);
    let mut tx = other.tx(&pool, other.administrator).await;
    assert_eq!(told(undo(&mut tx, firm.customer, Some(all[0])).await).code, ErrorCode::NotFound);
    assert_eq!(told(undo(&mut tx, other.customer, Some(all[0])).await).code, ErrorCode::NotFound);
    drop(tx);
    let mut made: Option<ChangeId> = None;
    for entry in all {
        let is_new: bool = value(
            &pool,
            &format!("select table_name = 'customer' and operation = 'INSERT' from change_log where id = '{entry}'"),
        )
        .await;
        made = if is_new { Some(entry) } else { made };
    }
    let undone = take_back(&pool, &firm, firm.consultant, made).await;
    assert_eq!((undone.taken, undone.kept[0].why), (false, Why::Impossible));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_was_just_done_is_offered_to_whoever_did_it_on_its_card_only(pool: PgPool) {
    let mut firm = Firm::make(&pool, "nord").await;
    let command = change(&pool, &firm, firm.consultant, &[("nickname", "A")]).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let done = just_done(&mut tx, firm.customer, command).await.unwrap().unwrap();
    assert!(done.entry.is_some() && done.taken && !done.is_undo);
    let mut theirs = firm.tx(&pool, firm.neighbour).await;
    assert!(just_done(&mut theirs, firm.customer, command).await.unwrap().is_none());
    next_customer(&pool, &mut firm).await;
    assert!(just_done(&mut tx, firm.customer, command).await.unwrap().is_none());
}
