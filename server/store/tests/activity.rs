//! Activities: on the card, in diaries, in the log, taken back, as they stood, and with customers that become one.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, told, value};
use crate::twins::{merged, of, split_again};
use domain::{
    activity::{Activity, Scope, State},
    change::{LogCategory, Operation},
    error::{ErrorCode, Problem},
    id::{ActivityId, CustomerId, ListItemId, UserId},
    language::Language,
};
use serde_json::json;
use sqlx::PgPool;
use store::{
    StoreError,
    activity::{self, Asked, Typed},
    as_of,
    calendar_feed::{self, FeedToken},
    card, list, log, undo,
};

async fn add(pool: &PgPool, firm: &Firm, customer: &str, typed: Typed<'_>) -> Result<ActivityId, StoreError> {
    let mut tx = firm.tx(pool, firm.consultant).await;
    let (id, _) = activity::add(&mut tx, customer, typed).await?;
    tx.commit().await?;
    Ok(id)
}

async fn read(pool: &PgPool, firm: &Firm, id: ActivityId) -> Activity {
    activity::read(&mut firm.tx(pool, firm.reader).await, id).await.unwrap()
}

async fn titles(pool: &PgPool, firm: &Firm, customer: CustomerId) -> Vec<String> {
    let mut tx = firm.tx(pool, firm.reader).await;
    activity::of_customer(&mut tx, customer).await.unwrap().into_iter().map(|one| one.title).collect()
}

/// The days of this November that somebody's diary shows.
async fn diary(pool: &PgPool, firm: &Firm, who: Option<UserId>, asked: Asked<'_>) -> Vec<String> {
    let mut tx = firm.tx(pool, firm.reader).await;
    let asked = Asked { from: "2026-11-23", to: "2026-11-29", who, ..asked };
    activity::diary(&mut tx, &asked).await.unwrap().into_iter().map(|one| one.title).collect()
}

async fn types(pool: &PgPool, firm: &Firm) -> [ListItemId; 3] {
    [
        firm.add_activity_type(pool, "Befaring", "event").await,
        firm.add_activity_type(pool, "Gjøremål", "task").await,
        firm.add_activity_type(pool, "Samtale", "call").await,
    ]
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn one_is_filled_in_with_what_is_usual_and_read_as_it_was_typed(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let contact = firm.add_contact(&pool, firm.customer, json!({"first_name": "Per", "last_name": "Vik"})).await;
    let [event, task, call] = types(&pool, &firm).await.map(|id| id.to_string());
    let (neighbour, contacts) = (firm.neighbour.to_string(), contact.to_string());
    let typed = Typed {
        activity_type: &event,
        title: " Se på  hallen ",
        starts_on: "27.11.2026",
        starts_at: "930",
        ends_at: "11",
        place: "Bodø",
        colleagues: &format!("{neighbour},{neighbour}"),
        contacts: &contacts,
        note: "Ta med kart",
        ..Typed::default()
    };
    let one = read(&pool, &firm, add(&pool, &firm, &firm.customer.to_string(), typed).await.unwrap()).await;
    assert_eq!(
        (one.title.as_str(), one.type_name(Language::Sv), one.state),
        ("Se på hallen", "Befaring", State::Planned)
    );
    assert_eq!(
        (one.starts_on.as_str(), one.times(), one.ends_on.as_str()),
        ("2026-11-27", "09:30–11:00".to_owned(), "")
    );
    assert_eq!((one.responsible, one.customer), (firm.consultant, Some(firm.customer)));
    assert_eq!(one.colleagues.iter().map(|who| who.id).collect::<Vec<_>>(), [firm.neighbour]);
    assert_eq!(one.contacts.iter().map(|who| who.name.as_str()).collect::<Vec<_>>(), ["Per Vik"]);
    // Without a name it is called as its type; a call has been made when it is written down; a task needs no day.
    let call = add(&pool, &firm, "", Typed { activity_type: &call, starts_on: "27.11.2026", ..Typed::default() }).await;
    let call = read(&pool, &firm, call.unwrap()).await;
    assert_eq!((call.title.as_str(), call.state, call.customer), ("Samtale", State::Done, None));
    let name: String = value(&pool, &format!("select name from customer where id = '{}'", firm.customer)).await;
    let task = add(&pool, &firm, &name, Typed { activity_type: &task, ..Typed::default() }).await.unwrap();
    assert_eq!(read(&pool, &firm, task).await.customer, Some(firm.customer), "the diary names a customer in words");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn all_that_is_wrong_is_told_at_its_field_and_nothing_is_written(pool: PgPool) {
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let [event, task, _] = types(&pool, &firm).await.map(|id| id.to_string());
    let (stranger, theirs) = (other.consultant.to_string(), other.contact.to_string());
    let wrong = Typed {
        activity_type: "x",
        title: &"a".repeat(201),
        starts_on: "i morgen",
        starts_at: "25:00",
        ends_on: "x",
        state: "soon",
        responsible: &stranger,
        colleagues: "y",
        contacts: &theirs,
        note: "\u{7}",
        ..Typed::default()
    };
    let customer = firm.customer.to_string();
    let refused = told(add(&pool, &firm, &customer, wrong).await);
    let mut fields: Vec<&str> = refused.fields.iter().map(|error| error.field.as_str()).collect();
    fields.sort_unstable();
    assert_eq!(
        fields,
        [
            "activity_type",
            "colleagues",
            "contacts",
            "ends_on",
            "note",
            "responsible",
            "starts_at",
            "starts_on",
            "state",
            "title"
        ]
    );
    let cases = [
        (Typed { activity_type: &event, ..Typed::default() }, "starts_on", Problem::Required),
        (Typed { activity_type: &task, starts_at: "9", ..Typed::default() }, "starts_on", Problem::DayFirst),
        (
            Typed { activity_type: &event, starts_on: "2.1.2026", ends_on: "1.1.2026", ..Typed::default() },
            "ends_on",
            Problem::EndBeforeStart,
        ),
        (
            Typed { activity_type: &event, starts_on: "2.1.2026", ends_at: "9", ..Typed::default() },
            "starts_at",
            Problem::Required,
        ),
        (
            Typed { activity_type: &event, starts_on: "2.1.2026", starts_at: "9", ends_at: "8", ..Typed::default() },
            "ends_at",
            Problem::Ends,
        ),
    ];
    for (typed, field, problem) in cases {
        assert_eq!(told(add(&pool, &firm, &customer, typed).await).problem_of(field), Some(problem), "{field}");
    }
    let refused = told(add(&pool, &firm, &other.customer.to_string(), Typed::default()).await);
    assert_eq!(refused.code, ErrorCode::NotFound);
    assert_eq!(value::<i64>(&pool, "select count(*) from activity").await, 0);
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert_eq!(told(activity::add(&mut tx, "", Typed::default()).await).code, ErrorCode::Forbidden);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_diary_has_what_one_is_responsible_for_and_takes_part_in(pool: PgPool) {
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let [event, task, _] = types(&pool, &firm).await.map(|id| id.to_string());
    let (customer, neighbour) = (firm.customer.to_string(), firm.neighbour.to_string());
    let on = |title, starts_on| Typed { activity_type: &event, title, starts_on, ..Typed::default() };
    let of = |title, starts_on| Typed { activity_type: &task, title, starts_on, ..Typed::default() };
    add(&pool, &firm, &customer, Typed { responsible: &neighbour, ..on("Naboens", "24.11.2026") }).await.unwrap();
    add(&pool, &firm, &customer, Typed { colleagues: &neighbour, ..on("Sammen", "25.11.2026") }).await.unwrap();
    add(&pool, &firm, "", Typed { ends_on: "26.11.2026", ..on("Kurs", "20.11.2026") }).await.unwrap();
    add(&pool, &firm, "", on("Senere", "30.11.2026")).await.unwrap();
    add(&pool, &firm, &customer, of("Glemt", "1.11.2026")).await.unwrap();
    add(&pool, &firm, &customer, of("En gang", "")).await.unwrap();
    let plain = Asked::default;
    assert_eq!(diary(&pool, &firm, Some(firm.consultant), plain()).await, ["Kurs", "Sammen"]);
    assert_eq!(diary(&pool, &firm, Some(firm.neighbour), plain()).await, ["Naboens", "Sammen"]);
    assert_eq!(diary(&pool, &firm, None, plain()).await, ["Kurs", "Naboens", "Sammen"]);
    let open = Asked { with_open: true, ..Asked::default() };
    assert_eq!(diary(&pool, &firm, Some(firm.consultant), open).await, ["En gang", "Glemt", "Kurs", "Sammen"]);
    let of_customer = Asked { customer: Some(firm.customer), ..Asked::default() };
    assert_eq!(diary(&pool, &firm, None, of_customer).await, ["Naboens", "Sammen"]);
    let done = Asked { state: Some(State::Done), ..Asked::default() };
    assert!(diary(&pool, &firm, None, done).await.is_empty());
    let tasks = Asked { kind: Some(domain::activity::Kind::Task), with_open: true, ..Asked::default() };
    assert_eq!(diary(&pool, &firm, None, tasks).await, ["En gang", "Glemt"]);
    assert!(diary(&pool, &other, None, Asked { with_open: true, ..Asked::default() }).await.is_empty());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn it_is_moved_with_its_length_and_never_over_what_somebody_else_changed(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let [event, ..] = types(&pool, &firm).await.map(|id| id.to_string());
    let typed =
        Typed { activity_type: &event, starts_on: "27.11.2026", starts_at: "22", ends_at: "23:30", ..Typed::default() };
    let id = add(&pool, &firm, &firm.customer.to_string(), typed).await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert_eq!(activity::move_to(&mut tx, id.into(), 1, "2026-11-30", "").await.unwrap(), Some(firm.customer));
    tx.commit().await.unwrap();
    let one = read(&pool, &firm, id).await;
    assert_eq!((one.starts_on.as_str(), one.times().as_str(), one.version), ("2026-11-30", "22:00–23:30", 2));
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let late = told(activity::move_to(&mut tx, id.into(), 1, "2026-12-01", "").await);
    assert_eq!(late.problem_of("day"), Some(Problem::ChangedSince));
    assert_eq!(
        told(activity::move_to(&mut tx, id.into(), 2, "2026-13-01", "").await).problem_of("day"),
        Some(Problem::Date)
    );
    assert_eq!(
        told(activity::move_to(&mut tx, id.into(), 2, "2026-12-01", "25").await).problem_of("time"),
        Some(Problem::TimeOfDay)
    );
    // Past midnight it ends on the next day; a change of the form is told as such.
    activity::move_to(&mut tx, id.into(), 2, "2026-12-01", "23:00").await.unwrap();
    tx.commit().await.unwrap();
    let one = read(&pool, &firm, id).await;
    assert_eq!((one.starts_at.as_str(), one.ends_on.as_str(), one.ends_at.as_str()), ("23:00", "2026-12-02", "00:30"));
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let late = told(activity::change(&mut tx, id.into(), Scope::One, 2, Typed { title: "Annet", ..typed }).await);
    assert_eq!(late.problem_of("title"), Some(Problem::ChangedSince));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_card_counts_it_the_log_tells_it_and_it_is_taken_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let [event, task, _] = types(&pool, &firm).await.map(|id| id.to_string());
    let customer = firm.customer.to_string();
    let late = Typed { activity_type: &task, title: "Ring", starts_on: "1.1.2026", ..Typed::default() };
    let id = add(&pool, &firm, &customer, late).await.unwrap();
    let next = Typed { activity_type: &event, title: "Møte", starts_on: "24.12.2999", ..Typed::default() };
    add(&pool, &firm, &customer, next).await.unwrap();
    let counts = || async {
        let mut tx = firm.tx(&pool, firm.reader).await;
        card::read(&mut tx, firm.customer, card::Wanted::default(), Language::Nb).await.unwrap().counts.activities
    };
    let before = counts().await;
    assert_eq!(
        (before.tasks, before.overdue, before.planned, before.next_on.as_deref()),
        (1, 1, 1, Some("2999-12-24"))
    );
    let earlier: String = value(&pool, "select clock_timestamp()::text").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    activity::set_state(&mut tx, id.into(), State::Done).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!((counts().await.tasks, counts().await.overdue), (0, 0));
    let mut tx = firm.tx(&pool, firm.reader).await;
    let (entries, _) = log::list(&mut tx, firm.customer, Some(LogCategory::Activity), 9, Language::Nb).await.unwrap();
    assert_eq!((entries[0].subject.as_str(), entries[0].operation), ("Ring", Operation::Update));
    assert_eq!(entries.len(), 3);
    let at: String = value(
        &pool,
        &format!("select to_char('{earlier}'::timestamptz at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"),
    )
    .await;
    let as_of::Found::Card(then) = as_of::read(&mut tx, firm.customer, &at, Language::Nb).await.unwrap() else {
        panic!()
    };
    assert_eq!((then.card.counts.activities.tasks, then.activities[0].title.as_str()), (1, "Ring"));
    assert_eq!((then.activities[0].type_name(Language::Nb), then.activities[0].state), ("Gjøremål", State::Planned));
    drop(tx);
    // Done is taken back, and so is taking it away.
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert!(undo::undo(&mut tx, firm.customer, None).await.unwrap().taken);
    tx.commit().await.unwrap();
    assert_eq!(read(&pool, &firm, id).await.state, State::Planned);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert_eq!(activity::delete(&mut tx, id.into(), Scope::One).await.unwrap().customer, Some(firm.customer));
    tx.commit().await.unwrap();
    assert_eq!(titles(&pool, &firm, firm.customer).await, ["Møte"]);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert!(undo::undo(&mut tx, firm.customer, None).await.unwrap().taken);
    tx.commit().await.unwrap();
    assert_eq!(titles(&pool, &firm, firm.customer).await, ["Ring", "Møte"]);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    activity::delete(&mut tx, id.into(), Scope::One).await.unwrap();
    assert!(matches!(activity::delete(&mut tx, id.into(), Scope::One).await, Err(StoreError::NotFound)));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn they_go_over_with_a_customer_that_becomes_part_of_another_and_come_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let [event, ..] = types(&pool, &firm).await;
    let other = firm.add_customer(&pool, json!({"name": "Den andre"})).await;
    firm.add_activity(&pool, firm.customer, event, "Mitt").await;
    firm.add_activity(&pool, other, event, "Ditt").await;
    let (merge, _) = merged(&pool, &firm, &of(&[firm.customer, other])).await;
    let mut both = titles(&pool, &firm, firm.customer).await;
    both.sort();
    assert_eq!(both, ["Ditt", "Mitt"]);
    split_again(&pool, &firm, merge).await;
    assert_eq!(titles(&pool, &firm, other).await, ["Ditt"]);
    assert_eq!(titles(&pool, &firm, firm.customer).await, ["Mitt"]);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_visit_is_noted_as_done_now_and_types_are_the_firms(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let [event, task, call] = types(&pool, &firm).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let id = activity::log_visit(&mut tx, firm.customer, event, "Hyggelig").await.unwrap();
    tx.commit().await.unwrap();
    let one = read(&pool, &firm, id).await;
    assert_eq!((one.title.as_str(), one.state, one.note.as_str()), ("Befaring", State::Done, "Hyggelig"));
    let today: String = value(&pool, "select (now() at time zone 'Europe/Oslo')::date::text").await;
    assert_eq!((one.starts_on, one.starts_at.len()), (today, 5));
    let mut tx = firm.tx(&pool, firm.reader).await;
    let read = card::read(&mut tx, firm.customer, card::Wanted::default(), Language::Nb).await.unwrap();
    let offered: Vec<ListItemId> = read.visit_types.iter().map(|one| one.id).collect();
    assert!(offered.contains(&event) && offered.contains(&call) && !offered.contains(&task));
    // A type has a kind, and merged into another its activities are of that kind.
    let mut tx = firm.tx(&pool, firm.administrator).await;
    assert_eq!(
        told(list::add_activity_type(&mut tx, "Kaffe", "coffee").await).problem_of("activity_kind"),
        Some(Problem::Choice)
    );
    assert!(list::add(&mut tx, domain::list::ListKind::ActivityType, "Kaffe").await.is_err());
    list::merge(&mut tx, domain::list::ListKind::ActivityType, event, &call.to_string()).await.unwrap();
    tx.commit().await.unwrap();
    let kind: String = value(&pool, &format!("select kind from activity where id = '{id}'")).await;
    assert_eq!(kind, "call");
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert_eq!(
        told(activity::log_visit(&mut tx, firm.customer, event, "").await).problem_of("activity_type"),
        Some(Problem::Choice)
    );
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_calendar_is_read_by_its_newest_secret_alone_and_by_nobody_when_its_owner_is_gone(pool: PgPool) {
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let [event, ..] = types(&pool, &firm).await;
    let theirs = other.add_activity_type(&pool, "Befaring", "event").await;
    other.add_activity(&pool, other.customer, theirs, "Deres").await;
    let id = firm.add_activity(&pool, firm.customer, event, "Mitt").await;
    run(&pool, &format!("update activity set starts_on = current_date where id = '{id}'")).await;
    firm.add_comment(&pool, firm.customer, "Hemmelig kommentar", false).await;
    let store = store::Store::from_pool(pool.clone());
    let token = FeedToken::new("en");
    assert!(calendar_feed::read(&store, &token).await.unwrap().is_none());
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert_eq!(calendar_feed::since(&mut tx).await.unwrap(), None);
    calendar_feed::renew(&mut tx, &token).await.unwrap();
    assert!(calendar_feed::since(&mut tx).await.unwrap().is_some());
    tx.commit().await.unwrap();
    let feed = calendar_feed::read(&store, &token).await.unwrap().unwrap();
    assert_eq!(feed.activities.iter().map(|one| one.activity.title.as_str()).collect::<Vec<_>>(), ["Mitt"]);
    assert!(!format!("{feed:?}").contains("Hemmelig"), "comments are never part of it");
    let renewed = FeedToken::new("to");
    let mut tx = firm.tx(&pool, firm.consultant).await;
    calendar_feed::renew(&mut tx, &renewed).await.unwrap();
    tx.commit().await.unwrap();
    assert!(calendar_feed::read(&store, &token).await.unwrap().is_none());
    assert!(calendar_feed::read(&store, &renewed).await.unwrap().is_some());
    run(&pool, &format!("update app_user set active = false where id = '{}'", firm.consultant)).await;
    assert!(calendar_feed::read(&store, &renewed).await.unwrap().is_none());
    run(&pool, &format!("update app_user set active = true where id = '{}'", firm.consultant)).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    calendar_feed::remove(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    assert!(calendar_feed::read(&store, &renewed).await.unwrap().is_none());
}
