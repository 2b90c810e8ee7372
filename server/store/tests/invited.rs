//! Contacts who are invited to activities: who is told what, what they answer, and who learns of it.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{
    Firm,
    invited::{ORIGIN, guest},
    run, told, value,
};
use domain::{
    activity::{Scope, State},
    error::{ErrorCode, Problem},
    id::{ActivityId, ContactId},
    invited::{Invited, InvitedState, Over, Plan},
    mailbox::{Folder, Letter, Reply},
    notice::NoticeKind,
};
use serde_json::json;
use sqlx::PgPool;
use store::{
    Store, StoreError,
    activity::{
        Typed,
        invited::{InvitedToken, Message, invite, invited},
    },
};

async fn person(pool: &PgPool, firm: &Firm, name: &str) -> ContactId {
    let email = format!("{}@kunde.example", name.to_lowercase());
    firm.add_contact(pool, firm.customer, json!({"first_name": name, "last_name": "Dahl", "email": email})).await
}

async fn people(pool: &PgPool, firm: &Firm, activity: ActivityId) -> (Vec<Invited>, Plan) {
    let mut tx = firm.tx(pool, firm.consultant).await;
    invited(&mut tx, activity).await.unwrap().unwrap()
}

async fn change(pool: &PgPool, firm: &Firm, activity: ActivityId, typed: Typed<'_>) {
    let mut tx = firm.tx(pool, firm.consultant).await;
    let version = store::activity::read(&mut tx, activity).await.unwrap().version;
    store::activity::change(&mut tx, activity.into(), Scope::One, version, typed).await.unwrap();
    tx.commit().await.unwrap();
}

/// The meeting as it is, to change some of it.
async fn as_it_is(pool: &PgPool, activity: ActivityId) -> (String, String) {
    let of = |column: &str| format!("select {column} from activity where id = '{activity}'");
    (value(pool, &of("activity_type::text")).await, value(pool, &of("array_to_string(contacts, ',')")).await)
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn each_is_told_once_and_again_only_when_it_is_otherwise(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (jonas, eva) = (person(&pool, &firm, "Jonas").await, person(&pool, &firm, "Eva").await);
    let silent = firm.add_contact(&pool, firm.customer, json!({"first_name": "Taus", "last_name": "Moe"})).await;
    let id = firm.add_meeting(&pool, "Befaring", &[jonas, eva, silent]).await;
    let (_, plan) = people(&pool, &firm, id).await;
    assert_eq!((plan.invite.len(), plan.unreachable.as_slice()), (2, ["Taus Moe".to_owned()].as_slice()));

    let (telling, _) = firm.invite_contacts(&pool, id).await;
    assert_eq!(telling.to_send.iter().map(|to| (to.what, to.sequence)).collect::<Vec<_>>(), [(Message::Invite, 0); 2]);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let again = told(invite(&mut tx, id, "", ORIGIN).await);
    assert_eq!(again.problem_of("invited"), Some(Problem::NobodyToInvite), "nobody is told twice");
    drop(tx);

    let (activity_type, contacts) = as_it_is(&pool, id).await;
    let same = Typed {
        activity_type: &activity_type,
        title: "Befaring",
        starts_on: "2091-03-05",
        starts_at: "09:00",
        ends_at: "10:00",
        place: "Storgata 1",
        contacts: &contacts,
        note: "Noe helt annet",
        ..Typed::default()
    };
    change(&pool, &firm, id, same).await;
    assert_eq!(people(&pool, &firm, id).await.1.count(), 0, "what the firm notes for itself is nothing to tell");

    change(&pool, &firm, id, Typed { starts_at: "09:30", ..same }).await;
    let (_, plan) = people(&pool, &firm, id).await;
    assert_eq!(plan.change.len(), 2);
    let (telling, _) = firm.invite_contacts(&pool, id).await;
    assert_eq!(telling.to_send.iter().map(|to| (to.what, to.sequence)).collect::<Vec<_>>(), [(Message::Change, 1); 2]);

    change(&pool, &firm, id, Typed { starts_at: "09:30", contacts: &jonas.to_string(), ..same }).await;
    let (telling, _) = firm.invite_contacts(&pool, id).await;
    assert_eq!(telling.to_send.len(), 1);
    assert_eq!((telling.to_send[0].what, telling.to_send[0].email.as_str()), (Message::CallOff, "eva@kunde.example"));
    let (invited, _) = people(&pool, &firm, id).await;
    let state = |contact| invited.iter().find(|one| one.contact == contact).unwrap().state;
    assert_eq!((state(jonas), state(eva)), (InvitedState::Waiting, InvitedState::CalledOff));
    // Who is asked back is asked anew, with a higher number than what their calendar has.
    change(&pool, &firm, id, Typed { starts_at: "09:30", ..same }).await;
    let (telling, _) = firm.invite_contacts(&pool, id).await;
    assert_eq!((telling.to_send[0].what, telling.to_send[0].sequence), (Message::Invite, 3));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_answer_stays_while_the_time_does_and_is_told_to_who_sees_to_it(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, "Jonas").await;
    let id = firm.add_meeting(&pool, "Befaring", &[jonas]).await;
    let (_, secrets) = firm.invite_contacts(&pool, id).await;
    let mut tx = guest(&pool, &secrets[0]).await;
    assert_eq!(tx.activity[0].activity.title, "Befaring");
    assert!(tx.answer(InvitedState::Coming, " Gleder meg ").await.unwrap());
    assert!(!tx.answer(InvitedState::Coming, "Gleder meg").await.unwrap(), "the same answer is no other one");
    let told_now = tx.tell().await.unwrap();
    assert_eq!(told_now.len(), 1, "who sees to it and who invited are one here");
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let notices = store::notice::list(&mut tx).await.unwrap();
    drop(tx);
    assert_eq!(notices[0].kind, NoticeKind::Invited(InvitedState::Coming));
    assert_eq!((notices[0].by.as_str(), notices[0].excerpt.as_str()), ("Jonas Dahl", "Gleder meg"));
    let log: i64 = value(
        &pool,
        "select count(*) from change_log where table_name = 'activity_invitation' and source = 'portal' and contact_id is not null",
    )
    .await;
    assert_eq!(log, 1, "the log names whoever answered");

    let (activity_type, contacts) = as_it_is(&pool, id).await;
    let moved = Typed {
        activity_type: &activity_type,
        title: "Befaring",
        starts_on: "2091-03-05",
        starts_at: "09:00",
        ends_at: "10:00",
        place: "Havnegata 2",
        contacts: &contacts,
        ..Typed::default()
    };
    change(&pool, &firm, id, moved).await;
    firm.invite_contacts(&pool, id).await;
    assert_eq!(
        people(&pool, &firm, id).await.0[0].state,
        InvitedState::Coming,
        "at another place they come as they said"
    );
    change(&pool, &firm, id, Typed { starts_on: "2091-03-06", ..moved }).await;
    firm.invite_contacts(&pool, id).await;
    let now = &people(&pool, &firm, id).await.0[0];
    assert_eq!((now.state, now.note.as_str(), now.answered_at.as_deref()), (InvitedState::Waiting, "", None));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn nobody_answers_what_is_over_called_off_or_no_longer_theirs(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, "Jonas").await;
    let id = firm.add_meeting(&pool, "Befaring", &[jonas]).await;
    let (_, secrets) = firm.invite_contacts(&pool, id).await;
    let over = async || guest(&pool, &secrets[0]).await.may_answer().err();
    assert_eq!(over().await, None);
    for (statement, why) in [
        (format!("update activity set starts_on = '2020-01-01' where id = '{id}'"), Over::Past),
        (
            format!("update activity set starts_on = '2091-01-01', state = 'cancelled' where id = '{id}'"),
            Over::CalledOff,
        ),
        (
            format!(
                "update activity set state = 'planned' where id = '{id}'; update contact set email = 'ny@kunde.example' where id = '{jonas}'"
            ),
            Over::Closed,
        ),
        (
            format!("update contact set email = 'jonas@kunde.example', ended_at = now() where id = '{jonas}'"),
            Over::Closed,
        ),
    ] {
        run(&pool, &statement).await;
        assert_eq!(over().await, Some(why), "{statement}");
        let mut tx = guest(&pool, &secrets[0]).await;
        let refused = told(tx.answer(InvitedState::Coming, "").await);
        assert_eq!(refused.problem_of("answer"), Some(Problem::InvitationOver));
    }
    run(&pool, &format!("update contact set ended_at = null where id = '{jonas}'")).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let telling = store::activity::delete(&mut tx, id.into(), Scope::All).await.unwrap().telling.unwrap();
    assert_eq!((telling.to_send.len(), telling.to_send[0].what), (1, Message::CallOff));
    tx.commit().await.unwrap();
    assert_eq!(over().await, Some(Over::CalledOff));
    let unknown = Store::from_pool(pool.clone()).open_invited(&InvitedToken::new("unknown")).await.unwrap();
    assert!(unknown.is_none());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn only_what_contacts_take_part_in_and_is_to_come_is_invited_to(pool: PgPool) {
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let jonas = person(&pool, &firm, "Jonas").await;
    let id = firm.add_meeting(&pool, "Befaring", &[jonas]).await;
    let mut tx = other.tx(&pool, other.consultant).await;
    assert!(matches!(invite(&mut tx, id, "", ORIGIN).await, Err(StoreError::NotFound)), "another firm's");
    drop(tx);
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert_eq!(told(invite(&mut tx, id, "", ORIGIN).await).code, ErrorCode::Forbidden);
    drop(tx);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let long = "a".repeat(2001);
    assert!(told(invite(&mut tx, id, &long, ORIGIN).await).problem_of("message").is_some());
    drop(tx);
    run(&pool, &format!("update activity set starts_on = '2020-01-01' where id = '{id}'")).await;
    assert_eq!(people(&pool, &firm, id).await.1.count(), 0, "it is over");
    let task = firm.add_activity_type(&pool, "Ring", "task").await;
    let task = firm.add_activity(&pool, firm.customer, task, "Ring").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert!(invited(&mut tx, task).await.unwrap().is_none(), "nobody is invited to something to do");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn called_off_is_told_also_where_the_activity_stays(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, "Jonas").await;
    let id = firm.add_meeting(&pool, "Befaring", &[jonas]).await;
    firm.invite_contacts(&pool, id).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    store::activity::set_state(&mut tx, id.into(), State::Cancelled).await.unwrap();
    tx.commit().await.unwrap();
    let (_, plan) = people(&pool, &firm, id).await;
    assert_eq!((plan.call_off.as_slice(), plan.count()), ([jonas].as_slice(), 1));
    let (telling, _) = firm.invite_contacts(&pool, id).await;
    assert_eq!(telling.to_send[0].what, Message::CallOff);
    assert_eq!(people(&pool, &firm, id).await.1.count(), 0);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_answer_by_mail_counts_from_the_address_that_was_invited_alone(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, "Jonas").await;
    let id = firm.add_meeting(&pool, "Befaring", &[jonas]).await;
    firm.invite_contacts(&pool, id).await;
    firm.add_mailbox(&pool, firm.consultant, firm.customer).await;
    let arrive = async |number: u32, from: &str, sequence: i32, answer: &str, at: &str| {
        let letter = Letter {
            uid: number,
            message_id: format!("{number}@kunde.example"),
            at: "2026-11-29T10:00:00Z".to_owned(),
            from: vec![domain::mailbox::Correspondent { name: String::new(), address: from.to_owned() }],
            reply: Some(Reply {
                uid: format!("{id}@kundekort"),
                sequence,
                at: at.to_owned(),
                answer: answer.to_owned(),
                note: "Kommer med toget".to_owned(),
            }),
            ..Letter::default()
        };
        let mut tx = firm.tx(&pool, firm.consultant).await;
        let mark = store::mailbox::Mark { validity: 1, uid: number };
        store::mailbox::keep(&mut tx, Folder::Inbox, &[letter], mark).await.unwrap();
        tx.commit().await.unwrap();
        let one = people(&pool, &firm, id).await.0.remove(0);
        (one.state, one.note)
    };
    let waiting = (InvitedState::Waiting, String::new());
    assert_eq!(
        arrive(1, "eva@kunde.example", 0, "ACCEPTED", "2026-11-29T10:00:00Z").await,
        waiting,
        "from somebody else"
    );
    assert_eq!(
        arrive(2, "jonas@kunde.example", -1, "ACCEPTED", "2026-11-29T10:00:00Z").await,
        waiting,
        "to an earlier message"
    );
    assert_eq!(
        arrive(3, "jonas@kunde.example", 0, "DELEGATED", "2026-11-29T10:00:00Z").await,
        waiting,
        "no answer of theirs"
    );
    let coming = (InvitedState::Coming, "Kommer med toget".to_owned());
    assert_eq!(arrive(4, "Jonas@kunde.example", 0, "ACCEPTED", "2026-11-29T10:00:00Z").await, coming);
    let notices: i64 = value(&pool, "select count(*) from notice where kind = 'coming'").await;
    assert_eq!(notices, 1);
    let older = arrive(5, "jonas@kunde.example", 0, "DECLINED", "2026-11-29T09:00:00Z").await;
    assert_eq!(older, coming, "what was given before is no answer any more");
    assert_eq!(
        arrive(6, "jonas@kunde.example", 0, "DECLINED", "2026-11-29T10:30:00Z").await.0,
        InvitedState::NotComing
    );
    run(&pool, &format!("update activity set state = 'cancelled' where id = '{id}'")).await;
    let over = arrive(7, "jonas@kunde.example", 0, "ACCEPTED", "2026-11-29T10:45:00Z").await;
    assert_eq!(over.0, InvitedState::NotComing, "nobody comes to what is called off");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_series_is_told_as_a_whole_and_what_was_done_of_it_is_no_news(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, "Jonas").await;
    let id = firm.add_meeting(&pool, "Ukemøte", &[jonas]).await;
    // 2091-03-05 is a Monday.
    run(&pool, &format!("update activity set rrule = 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20910402', repeats_to = '2091-04-02' where id = '{id}'")).await;
    firm.invite_contacts(&pool, id).await;
    let on = |day: &'static str| store::activity::Which { id, on: day };
    let mut tx = firm.tx(&pool, firm.consultant).await;
    store::activity::set_state(&mut tx, on("2091-03-05"), State::Done).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(people(&pool, &firm, id).await.1.count(), 0, "one that was done is as it was told");
    let mut tx = firm.tx(&pool, firm.consultant).await;
    store::activity::set_state(&mut tx, on("2091-03-12"), State::Cancelled).await.unwrap();
    tx.commit().await.unwrap();
    let (telling, _) = firm.invite_contacts(&pool, id).await;
    assert_eq!((telling.to_send[0].what, telling.activity.len()), (Message::Change, 1));
    assert_eq!(
        telling.activity[0].activity.taken,
        ["2091-03-12"],
        "what is called off is left out, what was done is not"
    );
    // From its first day on is all of it.
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let some = store::activity::delete(&mut tx, on("2091-03-26"), Scope::Later).await.unwrap();
    assert!(some.telling.is_none(), "who is invited to what stays is told by its page");
    drop(tx);
    run(&pool, &format!("delete from activity where series = '{id}'")).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let all = store::activity::delete(&mut tx, on("2091-03-05"), Scope::Later).await.unwrap();
    assert_eq!(all.telling.unwrap().to_send.len(), 1);
    drop(tx);
    run(&pool, &format!("update activity set starts_on = '2020-03-02', rrule = 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20200330', repeats_to = '2020-03-30' where id = '{id}'")).await;
    assert_eq!(people(&pool, &firm, id).await.1.count(), 0, "a series that has ended is over");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_others_know_of_is_not_taken_back_behind_them(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, "Jonas").await;
    let id = firm.add_meeting(&pool, "Befaring", &[jonas]).await;
    firm.invite_contacts(&pool, id).await;
    let of = |table: &str, operation: &str| {
        format!(
            "select id from change_log where table_name = '{table}' and operation = '{operation}' order by at desc limit 1"
        )
    };
    let entry = async |table: &str, operation: &str| domain::id::ChangeId(value(&pool, &of(table, operation)).await);
    for (table, operation) in [("activity", "INSERT"), ("activity_invitation", "INSERT")] {
        let mut tx = firm.tx(&pool, firm.consultant).await;
        let refused = told(store::undo::undo(&mut tx, firm.customer, Some(entry(table, operation).await)).await);
        assert_eq!(refused.problem_of("entry"), Some(Problem::NothingToUndo), "{table}");
    }
    let mut tx = firm.tx(&pool, firm.consultant).await;
    store::activity::delete(&mut tx, id.into(), Scope::All).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    store::undo::undo(&mut tx, firm.customer, Some(entry("activity", "DELETE").await)).await.unwrap();
    tx.commit().await.unwrap();
    let (invited, plan) = people(&pool, &firm, id).await;
    assert_eq!(
        (invited[0].state, plan.invite.as_slice()),
        (InvitedState::CalledOff, [jonas].as_slice()),
        "they are invited anew"
    );
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn who_is_reached_elsewhere_or_was_not_reached_is_invited_anew(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, "Jonas").await;
    let id = firm.add_meeting(&pool, "Befaring", &[jonas]).await;
    firm.invite_contacts(&pool, id).await;
    run(&pool, &format!("update contact set email = 'ny@kunde.example' where id = '{jonas}'")).await;
    run(&pool, &format!("update activity set responsible = '{}' where id = '{id}'", firm.neighbour)).await;
    let (telling, _) = firm.invite_contacts(&pool, id).await;
    let sent: Vec<_> = telling.to_send.iter().map(|to| (to.what, to.email.as_str().to_owned())).collect();
    let (old, new) = ("jonas@kunde.example".to_owned(), "ny@kunde.example".to_owned());
    assert_eq!(sent, [(Message::CallOff, old), (Message::Invite, new)]);
    run(
        &pool,
        &format!(
            "update activity set starts_at = '12:00', ends_at = '13:00', responsible = '{}' where id = '{id}'",
            firm.consultant
        ),
    )
    .await;
    let (telling, _) = firm.invite_contacts(&pool, id).await;
    let name: String = value(&pool, &format!("select name from app_user where id = '{}'", firm.neighbour)).await;
    assert_eq!(
        (telling.to_send[0].what, &telling.to_send[0].organiser.0),
        (Message::Change, &name),
        "calendars know the first one"
    );
    firm.fail_mails(&pool, id).await;
    let (invited, plan) = people(&pool, &firm, id).await;
    assert_eq!((invited[0].is_failed, plan.invite.as_slice()), (true, [jonas].as_slice()));
    run(&pool, &format!("update contact set email = null where id = '{jonas}'; update activity set starts_at = '11:00', state = 'planned' where id = '{id}'")).await;
    assert_eq!(people(&pool, &firm, id).await.1.unreachable, ["Jonas Dahl"], "nobody can tell them");
}
