//! The sections of the card: tasks, events, and the diary (seeds 001:27, 002:53, 004:79).

use super::{ADD, STATE, form, form::FormView, form::Prefill, says, state_tag, when};
use crate::{
    card::{CardView, Editing, sections::SectionView},
    i18n::{activity as words, common},
    ui::{Icon, linked},
};
use domain::{
    activity::{Activity, Kind, State},
    field::{day, grouped},
    policy::Action,
    section::Section,
    text::Text,
};
use leptos::prelude::*;

/// The section of tasks.
pub const TASKS_VIEW: SectionView = SectionView { digest: tasks_digest, body: |view| body(view, Section::Tasks) };
/// The section of events.
pub const EVENTS_VIEW: SectionView = SectionView { digest: events_digest, body: |view| body(view, Section::Events) };
/// The section of the diary.
pub const DIARY_VIEW: SectionView = SectionView { digest: diary_digest, body: |view| body(view, Section::Diary) };

/// Activities that are over and in sight; the others are folded.
const IN_SIGHT: usize = 5;

/// What the address names that adds to a section.
#[must_use]
pub const fn adds(section: Section) -> &'static str {
    match section {
        Section::Tasks => "task",
        Section::Events => "event",
        _ => "activity",
    }
}

/// The section that an address, or a form that failed, adds to.
#[must_use]
pub fn section_added(name: &str) -> Option<Section> {
    [Section::Tasks, Section::Events, Section::Diary].into_iter().find(|section| adds(*section) == name)
}

fn joined(parts: Vec<Option<String>>, view: &CardView) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { common::NONE.get(view.session.language).to_owned() } else { parts.join(" · ") }
}

fn counted(view: &CardView, count: i64, text: Text) -> Option<String> {
    (count > 0).then(|| text.with(view.session.language, &[("n", &grouped(count))]))
}

fn dated(view: &CardView, date: Option<&String>, text: Text) -> Option<String> {
    let language = view.session.language;
    date.map(|date| text.with(language, &[("day", &day(date, language))]))
}

fn tasks_digest(view: &CardView) -> String {
    let all = &view.card.counts.activities;
    joined(vec![counted(view, all.tasks, words::TO_DO), counted(view, all.overdue, words::OVERDUE_COUNT)], view)
}

fn events_digest(view: &CardView) -> String {
    let all = &view.card.counts.activities;
    let parts = vec![
        dated(view, all.next_on.as_ref(), words::NEXT),
        counted(view, all.planned, words::PLANNED_COUNT),
        counted(view, all.done, words::DONE_COUNT),
        counted(view, all.cancelled, words::CANCELLED_COUNT),
    ];
    joined(parts, view)
}

fn diary_digest(view: &CardView) -> String {
    let all = &view.card.counts.activities;
    let count = (all.diary > 0).then(|| grouped(all.diary));
    joined(vec![count, dated(view, all.last_on.as_ref(), words::LAST)], view)
}

fn body(view: &CardView, section: Section) -> AnyView {
    let language = view.session.language;
    let of: Vec<&Activity> = view.around.activities.iter().filter(|one| one.kind.section() == section).collect();
    let nothing = of.is_empty().then(|| {
        let text = match section {
            Section::Tasks => words::NO_TASKS,
            Section::Events => words::NO_EVENTS,
            _ => words::NO_DIARY,
        };
        view! { <div class="empty"><p>{text.get(language)}</p></div> }
    });
    let (planned, over): (Vec<_>, Vec<_>) = of.into_iter().partition(|one| one.state == State::Planned);
    let in_sight = if section == Section::Tasks { 0 } else { IN_SIGHT.min(over.len()) };
    let (first, folded) = over.split_at(in_sight);
    let rows = planned.into_iter().chain(first.iter().copied()).map(|one| row(view, one)).collect_view();
    let count = folded.len();
    let folded = folded.iter().map(|one| row(view, one)).collect_view();
    let folded = (count > 0).then(|| {
        view! {
            <details class="fold-more" open=view.as_of.is_some()>
                <summary>{words::OVER.with(language, &[("n", &count.to_string())])}<Icon name="chevron-down"/></summary>
                <ul class="list-items">{folded}</ul>
            </details>
        }
    });
    let adder = view.may(Action::ChangeCustomer).then(|| adder(view, section));
    view! { {nothing}<ul class="list-items">{rows}</ul>{folded}{adder} }.into_any()
}

/// The form with which something is added, or the way to it.
fn adder(view: &CardView, section: Section) -> AnyView {
    let language = view.session.language;
    let name = adds(section);
    let failed = view.failed(ADD).filter(|state| state.typed("adds").unwrap_or("activity") == name);
    if view.editing == Some(Editing::NewActivity(section)) || failed.is_some() {
        let kinds: Vec<Kind> = Kind::ALL.iter().copied().filter(|kind| kind.section() == section).collect();
        let form = FormView {
            language,
            failed,
            activity: None,
            choices: &view.choices.activities,
            customer: Some(view.card.id),
            kinds: &kinds,
            prefill: Prefill {
                day: if section == Section::Tasks { "" } else { &view.card.today },
                ..Prefill::default()
            },
            me: view.session.user,
            adds: name,
            back: "?",
        };
        return form::form(&form).into_any();
    }
    let text = match section {
        Section::Tasks => words::NEW_TASK,
        Section::Events => words::NEW_EVENT,
        _ => words::NEW_ENTRY,
    };
    view! { <div class="section-foot"><a class="link" data-swap href=format!("?add={name}#new-{name}")><Icon name="plus"/>{text.get(language)}</a></div> }
        .into_any()
}

/// One activity: its name leads to all about it (seed 004:79).
fn row(view: &CardView, one: &Activity) -> AnyView {
    let language = view.session.language;
    let repeats = one.recurrence.as_ref().map(|rule| says(rule, language)).unwrap_or_default();
    let parts = [
        one.type_name(language).to_owned(),
        when(one, language),
        repeats,
        one.place.clone(),
        one.responsible_name.clone(),
    ];
    let is_repeated = |part: &String| *part == one.title;
    let about = parts.into_iter().filter(|part| !part.is_empty() && !is_repeated(part)).collect::<Vec<_>>().join(" · ");
    let name = if view.as_of.is_some() {
        view! { <span class="list-item-name">{one.title.clone()}</span> }.into_any()
    } else {
        view! { <a class="list-item-name" href=one.address()>{one.title.clone()}</a> }.into_any()
    };
    let note = (!one.note.is_empty() && one.kind.section() == Section::Diary)
        .then(|| view! { <span class="small activity-note">{linked(&one.note)}</span> });
    let done = (one.state == State::Planned && view.may(Action::ChangeCustomer)).then(|| {
        view! {
            <form method="post" action=STATE data-saved=words::WAS_DONE.get(language)>
                <input type="hidden" name="activity" value=one.id.to_string()/>
                <input type="hidden" name="on" value=one.on().to_owned()/>
                <input type="hidden" name="state" value=State::Done.key()/>
                <button class="icon-button" type="submit" aria-label=words::MARK_DONE_THAT.with(language, &[("name", &one.title)])><Icon name="square-check"/></button>
            </form>
        }
    });
    view! {
        <li class="list-item" id=format!("activity-{}{}", one.id, one.on()) data-state=one.state.key()>
            <span class="list-item-names">{name}<span class="muted small">{about}</span>{note}</span>
            {state_tag(one, &view.card.today, language)}
            {done}
        </li>
    }
    .into_any()
}
