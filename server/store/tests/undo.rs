//! What is taken back is as it was, but for what somebody changed since.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, contact_patch, customer_patch, told, value};
use crate::script::{Step, entries, next_customer, play, scripts, state};
use domain::{
    error::{ErrorCode, Problem},
    id::{ChangeId, CommandId, UserId},
    undo::{Undone, Why},
};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde_json::json;
use sqlx::PgPool;
use store::{
    comment::Place,
    undo::{just_done, undo},
};

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
    for steps in scripts(5, 20) {
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
    assert!(done > 50, "{done} steps did something");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_whole_script_is_taken_back_step_by_step(pool: PgPool) {
    let mut firm = Firm::make(&pool, "nord").await;
    for steps in scripts(4, 20) {
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
async fn after_random_changes_of_a_colleague_each_field_is_taken_back_or_kept_and_told(pool: PgPool) {
    const FIELDS: [&str; 4] = ["name", "nickname", "directions", "visiting_street"];
    let mut firm = Firm::make(&pool, "nord").await;
    next_customer(&pool, &mut firm).await;
    let mut runner = TestRunner::deterministic();
    // For each field what it is at first, what I make of it and what my colleague does; 3 leaves it alone.
    let cases = proptest::array::uniform4((0..3_usize, 0..4_usize, 0..4_usize));
    let words = ["Alfa", "Beta", "Gamma"];
    let (mut told, mut taken) = (0, 0);
    for _ in 0..40 {
        let case = cases.new_tree(&mut runner).unwrap().current();
        let patch = |of: fn(&(usize, usize, usize)) -> usize| -> Vec<(&str, &str)> {
            FIELDS.iter().zip(&case).filter_map(|(field, values)| Some((*field, *words.get(of(values))?))).collect()
        };
        change(&pool, &firm, firm.consultant, &patch(|values| values.0)).await;
        let mine = change(&pool, &firm, firm.consultant, &patch(|values| values.1)).await;
        change(&pool, &firm, firm.neighbour, &patch(|values| values.2)).await;
        let Some(entry) = entry_of(&pool, mine).await else { continue };
        let undone = take_back(&pool, &firm, firm.consultant, Some(entry)).await;
        let kept: Vec<&str> = undone.kept.iter().map(|kept| kept.column.as_str()).collect();
        let now = state(&pool, &firm).await;
        for (field, (first, mine, theirs)) in FIELDS.iter().zip(case) {
            let mine = if mine == 3 { first } else { mine };
            let stood = if theirs == 3 { mine } else { theirs };
            let is_kept = mine != first && stood != mine && stood != first;
            let expected = if mine != first && stood == mine { first } else { stood };
            assert_eq!(now["customer"][0][field], words[expected], "{field} in {case:?}");
            assert_eq!(kept.contains(field), is_kept, "{field} in {case:?}");
            told += usize::from(is_kept);
            taken += usize::from(expected != stood);
        }
        assert!(undone.kept.iter().all(|kept| kept.by == "Nils nord" && kept.why == Why::Changed), "{undone:?}");
    }
    assert!(told > 10 && taken > 10, "{told} told, {taken} taken back");
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
    crate::common::run(&pool, &format!("update customer set nickname = 'A' where id = '{}'", firm.customer)).await;
    crate::common::run(&pool, &format!("update customer set nickname = 'B' where id = '{}'", firm.customer)).await;
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

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn who_else_has_an_organisation_number_is_told_to_whoever_gives_it(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let has_it = |name: &str| json!({"name": name, "organisation_number": "988077917"});
    let branch = firm.add_customer(&pool, has_it("Sveis avd. Bodø")).await;
    let mut ended = has_it("Sveis avd. Mo");
    ended["status"] = json!(firm.hidden);
    let ended = firm.add_customer(&pool, ended).await;
    let elsewhere = Firm::make(&pool, "syd").await;
    elsewhere.add_customer(&pool, has_it("Naboens Sveis")).await;
    let told_of = async |values: &[(&str, &str)]| {
        let command = change(&pool, &firm, firm.consultant, values).await;
        let mut tx = firm.tx(&pool, firm.consultant).await;
        let done = just_done(&mut tx, firm.customer, command).await.unwrap().unwrap();
        done.of_same_number.into_iter().map(|other| other.id).collect::<Vec<_>>()
    };
    let mut found = told_of(&[("organisation_number", "988 077 917")]).await;
    found.sort_unstable();
    let mut expected = [branch, ended];
    expected.sort_unstable();
    assert_eq!(found, expected, "both of this firm, the hidden one too, and none of another firm");
    assert_eq!(told_of(&[("nickname", "A")]).await, [], "only when it is given");
    assert_eq!(told_of(&[("organisation_number", "923609016")]).await, [], "nobody else has it");
    assert_eq!(told_of(&[("organisation_number", "")]).await, []);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_comment_that_was_answered_since_is_kept_and_told(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let command = tx.command();
    let id = store::comment::add(&mut tx, firm.customer, "Hvem ringer?", Place::default()).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    store::comment::add(&mut tx, firm.customer, "Jeg.", Place { answers: Some(id), ..Place::default() }).await.unwrap();
    tx.commit().await.unwrap();
    let entry = entry_of(&pool, command).await;
    let undone = take_back(&pool, &firm, firm.consultant, entry).await;
    let why: Vec<&Why> = undone.kept.iter().map(|kept| &kept.why).collect();
    assert_eq!(why, [&Why::Refused { problem: Problem::Answered }]);
    assert_eq!(value::<i64>(&pool, "select count(*) from comment where body in ('Hvem ringer?', 'Jeg.')").await, 2);
}
