//! Activities that repeat: what a diary and a card show of them, how one, the later ones and all are changed, and that
//! what was done stays as it was.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, told, value};
use domain::{
    activity::{Activity, Scope, State},
    error::Problem,
    id::ActivityId,
    language::Language,
};
use sqlx::PgPool;
use store::{
    StoreError,
    activity::{self, Asked, Repeats, Typed, Which},
    calendar_feed::{self, FeedToken},
    card, undo,
};

/// A firm with a type of events and one of tasks.
struct Office {
    firm: Firm,
    event: String,
    task: String,
}

async fn office(pool: &PgPool) -> Office {
    let firm = Firm::make(pool, "nord").await;
    let event = firm.add_activity_type(pool, "Møte", "event").await.to_string();
    let task = firm.add_activity_type(pool, "Gjøremål", "task").await.to_string();
    Office { firm, event, task }
}

const MONDAYS: Repeats<'static> = Repeats { how: "week", interval: "", weekdays: "MO", until: "", times: "" };

impl Office {
    /// A meeting at nine, from Monday the fifth of January 2026 on.
    fn meeting(&self) -> Typed<'_> {
        Typed {
            activity_type: &self.event,
            title: "Ukemøte",
            starts_on: "5.1.2026",
            starts_at: "9",
            ends_at: "10",
            repeats: Some(&MONDAYS),
            ..Typed::default()
        }
    }

    async fn add(&self, pool: &PgPool, typed: Typed<'_>) -> Result<ActivityId, StoreError> {
        let mut tx = self.firm.tx(pool, self.firm.consultant).await;
        let (id, _) = activity::add(&mut tx, &self.firm.customer.to_string(), typed).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// What the diary shows of these days: the day, the time and the title, and how far it is.
    async fn diary(&self, pool: &PgPool, from: &str, to: &str) -> Vec<String> {
        self.entries(pool, from, to)
            .await
            .iter()
            .map(|one| {
                let state = if one.state == State::Planned { String::new() } else { format!(" {}", one.state.key()) };
                format!("{} {} {}{state}", &one.starts_on[5..], one.starts_at, one.title)
            })
            .collect()
    }

    async fn entries(&self, pool: &PgPool, from: &str, to: &str) -> Vec<Activity> {
        let mut tx = self.firm.tx(pool, self.firm.reader).await;
        let asked = Asked { from, to, who: Some(self.firm.consultant), ..Asked::default() };
        activity::diary(&mut tx, &asked).await.unwrap()
    }

    async fn change(&self, pool: &PgPool, which: Which<'_>, scope: Scope, typed: Typed<'_>) -> ActivityId {
        let version: i32 = value(pool, &format!("select version from activity where id = '{}'", which.id)).await;
        let mut tx = self.firm.tx(pool, self.firm.consultant).await;
        let changed = activity::change(&mut tx, which, scope, version, typed).await.unwrap();
        tx.commit().await.unwrap();
        changed.id
    }

    async fn mark(&self, pool: &PgPool, which: Which<'_>, state: State) {
        let mut tx = self.firm.tx(pool, self.firm.consultant).await;
        activity::set_state(&mut tx, which, state).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn delete(&self, pool: &PgPool, which: Which<'_>, scope: Scope) {
        let mut tx = self.firm.tx(pool, self.firm.consultant).await;
        activity::delete(&mut tx, which, scope).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Takes back what the consultant did last.
    async fn undo(&self, pool: &PgPool) {
        let mut tx = self.firm.tx(pool, self.firm.consultant).await;
        let undone = undo::undo(&mut tx, self.firm.customer, None).await.unwrap();
        assert!(undone.taken && undone.kept.is_empty(), "{:?}", undone.kept);
        tx.commit().await.unwrap();
    }
}

const JANUARY: (&str, &str) = ("2026-01-01", "2026-01-31");

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn occurrences_are_shown_on_their_days_and_only_so_many_as_one_looks_at(pool: PgPool) {
    let office = office(&pool).await;
    let id = office.add(&pool, office.meeting()).await.unwrap();
    let rule: String = value(&pool, "select rrule from activity").await;
    assert_eq!(rule, "FREQ=WEEKLY;BYDAY=MO");
    let shown = office.diary(&pool, JANUARY.0, JANUARY.1).await;
    assert_eq!(shown, ["01-05 09:00 Ukemøte", "01-12 09:00 Ukemøte", "01-19 09:00 Ukemøte", "01-26 09:00 Ukemøte"]);
    assert!(office.diary(&pool, "2025-12-01", "2026-01-04").await.is_empty());
    assert_eq!(office.diary(&pool, "2126-01-01", "2126-01-31").await.len(), 4, "it goes on for ever");
    assert_eq!(
        office.entries(&pool, "2026-01-01", "2076-01-01").await.len(),
        500,
        "and is never expanded without an end"
    );
    // It begins on the first day that fits, and ends with its last.
    let typed = Typed {
        starts_on: "7.1.2026",
        title: "Kort",
        repeats: Some(&Repeats { times: "2", ..MONDAYS }),
        ..office.meeting()
    };
    office.add(&pool, typed).await.unwrap();
    let span: String = value(&pool, "select starts_on || ' ' || repeats_to from activity where title = 'Kort'").await;
    assert_eq!(span, "2026-01-12 2026-01-19");
    // It has a page for each day on which it is, and none for others.
    let mut tx = office.firm.tx(&pool, office.firm.reader).await;
    assert_eq!(
        activity::read_on(&mut tx, id, "2026-01-19").await.unwrap().address(),
        format!("/diary/{id}?on=2026-01-19")
    );
    for day in ["2026-01-20", "2025-12-29", "x"] {
        assert!(matches!(activity::read_on(&mut tx, id, day).await, Err(StoreError::NotFound)), "{day}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_is_wrong_with_a_repetition_is_told_at_its_field(pool: PgPool) {
    let office = office(&pool).await;
    let whole = office.meeting();
    let done = Typed { state: "done", ..whole };
    let no_day = Typed { activity_type: &office.task, starts_on: "", starts_at: "", ends_at: "", ..whole };
    for (typed, field, problem) in [
        (Typed { repeats: Some(&Repeats { how: "hourly", ..MONDAYS }), ..whole }, "repeats", Problem::Choice),
        (Typed { repeats: Some(&Repeats { weekdays: "XX", ..MONDAYS }), ..whole }, "weekdays", Problem::Choice),
        (
            Typed { repeats: Some(&Repeats { interval: "0", ..MONDAYS }), ..whole },
            "interval",
            Problem::UpTo { max: 99 },
        ),
        (Typed { repeats: Some(&Repeats { times: "501", ..MONDAYS }), ..whole }, "times", Problem::UpTo { max: 500 }),
        (Typed { repeats: Some(&Repeats { until: "snart", ..MONDAYS }), ..whole }, "until", Problem::Date),
        (Typed { repeats: Some(&Repeats { until: "1.1.2026", ..MONDAYS }), ..whole }, "until", Problem::NeverOn),
        (
            Typed { repeats: Some(&Repeats { until: "1.2.2026", times: "2", ..MONDAYS }), ..whole },
            "times",
            Problem::OneEnd,
        ),
        (done, "state", Problem::OneAtATime),
        (no_day, "starts_on", Problem::Required),
    ] {
        assert_eq!(told(office.add(&pool, typed).await).problem_of(field), Some(problem), "{field}");
    }
    assert_eq!(value::<i64>(&pool, "select count(*) from activity").await, 0);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn one_that_is_done_called_off_moved_or_deleted_leaves_the_others_and_is_taken_back(pool: PgPool) {
    let office = office(&pool).await;
    let id = office.add(&pool, office.meeting()).await.unwrap();
    let on = |on| Which { id, on };
    office.mark(&pool, on("2026-01-05"), State::Done).await;
    office.mark(&pool, on("2026-01-12"), State::Cancelled).await;
    let mut tx = office.firm.tx(&pool, office.firm.consultant).await;
    activity::move_to(&mut tx, on("2026-01-19"), 1, "2026-01-20", "13").await.unwrap();
    let late = told(activity::move_to(&mut tx, on("2026-01-26"), 7, "2026-01-20", "").await);
    assert_eq!(late.problem_of("day"), Some(Problem::ChangedSince));
    tx.commit().await.unwrap();
    let shown =
        ["01-05 09:00 Ukemøte done", "01-12 09:00 Ukemøte cancelled", "01-20 13:00 Ukemøte", "01-26 09:00 Ukemøte"];
    assert_eq!(office.diary(&pool, JANUARY.0, JANUARY.1).await, shown);
    // Its day leads to its own row, and what is said of it by its day is said of that.
    office.mark(&pool, on("2026-01-05"), State::Planned).await;
    assert_eq!(office.diary(&pool, JANUARY.0, "2026-01-06").await, ["01-05 09:00 Ukemøte"]);
    office.undo(&pool).await;
    office.delete(&pool, on("2026-01-26"), Scope::One).await;
    assert_eq!(office.diary(&pool, JANUARY.0, JANUARY.1).await, shown[..3]);
    office.undo(&pool).await;
    assert_eq!(office.diary(&pool, JANUARY.0, JANUARY.1).await, shown);
    // The row of one that is deleted does not bring the computed one back.
    let own: ActivityId =
        value::<String>(&pool, "select id::text from activity where recurs_on = '2026-01-19'").await.parse().unwrap();
    office.delete(&pool, own.into(), Scope::One).await;
    assert_eq!(office.diary(&pool, "2026-01-13", "2026-01-25").await, Vec::<String>::new());
    office.undo(&pool).await;
    assert_eq!(office.diary(&pool, "2026-01-13", "2026-01-25").await, ["01-20 13:00 Ukemøte"]);
    // There is none on other days, nor of the series as a whole.
    let mut tx = office.firm.tx(&pool, office.firm.consultant).await;
    for day in ["2026-01-06", "", "x"] {
        assert!(matches!(activity::set_state(&mut tx, on(day), State::Done).await, Err(StoreError::NotFound)), "{day}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn one_the_later_ones_and_all_are_changed_as_they_are_typed(pool: PgPool) {
    let office = office(&pool).await;
    let typed = Typed { repeats: Some(&Repeats { times: "4", ..MONDAYS }), ..office.meeting() };
    let id = office.add(&pool, typed).await.unwrap();
    let on = |on| Which { id, on };
    // One: how it repeats is not said of it.
    let one = Typed { starts_on: "12.1.2026", title: "Utvidet", ends_at: "12", state: "planned", ..typed };
    office.change(&pool, on("2026-01-12"), Scope::One, one).await;
    office.mark(&pool, on("2026-01-26"), State::Done).await;
    // The later ones, on another day: those that were changed go along, the number in all stays.
    let later = Typed { starts_on: "20.1.2026", title: "Tirsdagsmøte", ..typed };
    let new = office.change(&pool, on("2026-01-19"), Scope::Later, later).await;
    assert_ne!(new, id);
    let shown = ["01-05 09:00 Ukemøte", "01-12 09:00 Utvidet", "01-20 09:00 Tirsdagsmøte", "01-26 09:00 Ukemøte done"];
    assert_eq!(office.diary(&pool, JANUARY.0, "2026-03-01").await, shown);
    let rules: Vec<String> =
        sqlx::query_scalar("select rrule from activity where rrule is not null order by starts_on")
            .fetch_all(&pool)
            .await
            .unwrap();
    assert_eq!(rules, ["FREQ=WEEKLY;BYDAY=MO;UNTIL=20260118", "FREQ=WEEKLY;BYDAY=TU;COUNT=2"]);
    office.undo(&pool).await;
    let before = ["01-05 09:00 Ukemøte", "01-12 09:00 Utvidet", "01-19 09:00 Ukemøte", "01-26 09:00 Ukemøte done"];
    assert_eq!(office.diary(&pool, JANUARY.0, "2026-03-01").await, before);
    // All, a day later: what was changed or done stays when it was.
    let all = Typed { starts_on: "20.1.2026", title: "Tirsdag", starts_at: "10", ends_at: "11", ..typed };
    assert_eq!(office.change(&pool, on("2026-01-19"), Scope::All, all).await, id);
    let shown = ["01-06 10:00 Tirsdag", "01-12 09:00 Utvidet", "01-20 10:00 Tirsdag", "01-26 09:00 Ukemøte done"];
    assert_eq!(office.diary(&pool, JANUARY.0, "2026-03-01").await, shown);
    office.undo(&pool).await;
    assert_eq!(office.diary(&pool, JANUARY.0, "2026-03-01").await, before);
    // It repeats no more: what it was changed on is left of it, beside what was changed and done.
    let once = Typed { starts_on: "19.1.2026", repeats: None, ..typed };
    office.change(&pool, on("2026-01-19"), Scope::All, once).await;
    assert_eq!(office.diary(&pool, JANUARY.0, "2026-03-01").await, before[1..]);
    assert_eq!(
        value::<i64>(&pool, "select count(*) from activity where series is not null or rrule is not null").await,
        0
    );
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_series_that_is_deleted_leaves_what_was_done_and_comes_back(pool: PgPool) {
    let office = office(&pool).await;
    let id = office.add(&pool, office.meeting()).await.unwrap();
    let on = |on| Which { id, on };
    office.mark(&pool, on("2026-01-05"), State::Done).await;
    let moved = Typed { starts_on: "14.1.2026", ..office.meeting() };
    office.change(&pool, on("2026-01-12"), Scope::One, moved).await;
    let before = office.diary(&pool, JANUARY.0, JANUARY.1).await;
    office.delete(&pool, on("2026-01-19"), Scope::Later).await;
    assert_eq!(office.diary(&pool, JANUARY.0, JANUARY.1).await, before[..2]);
    office.undo(&pool).await;
    office.delete(&pool, on("2026-01-19"), Scope::All).await;
    assert_eq!(office.diary(&pool, JANUARY.0, JANUARY.1).await, before[..1]);
    office.undo(&pool).await;
    assert_eq!(office.diary(&pool, JANUARY.0, JANUARY.1).await, before);
    office.mark(&pool, on("2026-01-05"), State::Planned).await;
    assert_eq!(
        value::<i64>(&pool, "select count(*) from activity where series is not null").await,
        2,
        "it is of its series again"
    );
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_card_has_the_next_one_and_of_a_task_the_one_that_was_missed(pool: PgPool) {
    let office = office(&pool).await;
    let long_ago = Typed { repeats: Some(&Repeats { how: "day", ..Repeats::default() }), ..office.meeting() };
    office.add(&pool, long_ago).await.unwrap();
    let task = Typed { activity_type: &office.task, title: "Ring", ends_at: "", ..long_ago };
    let task = office.add(&pool, task).await.unwrap();
    let day = |days: i32| {
        let pool = pool.clone();
        async move {
            value::<String>(&pool, &format!("select ((now() at time zone 'Europe/Oslo')::date + {days})::text")).await
        }
    };
    let (yesterday, today, tomorrow) = (day(-1).await, day(0).await, day(1).await);
    let card = || async {
        let mut tx = office.firm.tx(&pool, office.firm.reader).await;
        let counts =
            card::read(&mut tx, office.firm.customer, card::Wanted::default(), Language::Nb).await.unwrap().counts;
        let all = activity::of_customer(&mut tx, office.firm.customer).await.unwrap();
        let all: Vec<String> = all.into_iter().map(|one| format!("{} {}", one.starts_on, one.title)).collect();
        (counts.activities, all)
    };
    let (counts, all) = card().await;
    assert_eq!(all, [format!("{yesterday} Ring"), format!("{today} Ukemøte"), format!("{today} Ring")]);
    assert_eq!((counts.tasks, counts.overdue, counts.planned, counts.next_on), (2, 1, 1, Some(today.clone())));
    office.mark(&pool, Which { id: task, on: &yesterday }, State::Done).await;
    office.mark(&pool, Which { id: task, on: &today }, State::Done).await;
    let (counts, all) = card().await;
    assert_eq!(all[..2], [format!("{today} Ukemøte"), format!("{tomorrow} Ring")]);
    assert_eq!((counts.tasks, counts.overdue), (1, 0));
    // It waits in the diary too, until it is done.
    let mut tx = office.firm.tx(&pool, office.firm.reader).await;
    let asked = Asked {
        from: &tomorrow,
        to: &tomorrow,
        who: Some(office.firm.consultant),
        with_open: true,
        ..Asked::default()
    };
    assert_eq!(activity::diary(&mut tx, &asked).await.unwrap().len(), 2);
    run(&pool, &format!("update activity set state = 'planned' where series = '{task}' and recurs_on = '{today}'"))
        .await;
    assert_eq!(activity::diary(&mut tx, &asked).await.unwrap().len(), 3);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_calendar_has_a_series_while_it_lasts(pool: PgPool) {
    let office = office(&pool).await;
    let over = Typed { title: "Over", repeats: Some(&Repeats { times: "2", ..MONDAYS }), ..office.meeting() };
    office.add(&pool, over).await.unwrap();
    let id = office.add(&pool, office.meeting()).await.unwrap();
    office.mark(&pool, Which { id, on: "2026-01-12" }, State::Done).await;
    let token = FeedToken::new("en");
    let mut tx = office.firm.tx(&pool, office.firm.consultant).await;
    calendar_feed::renew(&mut tx, &token).await.unwrap();
    tx.commit().await.unwrap();
    run(
        &pool,
        "update activity set starts_on = current_date - 400, repeats_to = current_date - 300 where title = 'Over'",
    )
    .await;
    let feed = calendar_feed::read(&store::Store::from_pool(pool.clone()), &token).await.unwrap().unwrap();
    let series: Vec<_> =
        feed.activities.iter().filter(|one| one.activity.recurrence.is_some()).map(|one| one.activity.id).collect();
    assert_eq!(series, [id]);
    assert_eq!(feed.activities.iter().find(|one| one.activity.id == id).unwrap().activity.taken, ["2026-01-12"]);
}
