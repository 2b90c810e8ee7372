//! The page of one activity, with all about it (seed 004:79), and the page of a new one in the diary.

use super::{
    DELETE, FormChoices, FormView, Prefill, STATE, form,
    invited::{InvitedView, invited_section},
    reminder::reminder,
    repeat::scope_name,
    says, state_tag, when,
};
use crate::{
    i18n::{activity as words, calendar, common, diary, invited, recurrence},
    ui::{Icon, Up, linked, time::Clock},
    undo::{UndoView, notice_of},
};
use domain::{
    activity::{Activity, Kind, Lead, Scope, State},
    id::UserId,
    language::Language,
    text::Text,
};
use leptos::prelude::*;
use store::form_state::FormState;

/// Everything that the page of an activity shows.
#[derive(Clone, Debug)]
pub struct ActivityView {
    /// The activity.
    pub activity: Activity,
    /// Whether it is being changed.
    pub editing: bool,
    /// A change that failed.
    pub form: Option<FormState>,
    /// What a change lets one choose from.
    pub choices: FormChoices,
    /// Who is invited, where contacts can be.
    pub invited: Option<InvitedView>,
    /// What was just done, where it is of a customer.
    pub undo: Option<UndoView>,
    /// How long before the reader is reminded.
    pub lead: Option<Lead>,
    /// Who reads it.
    pub me: UserId,
    /// Whether they may change it.
    pub may_change: bool,
    /// When it is read.
    pub clock: Clock,
}

/// The page of one activity.
#[component]
pub fn ActivityPage(
    /// Everything that it shows.
    view: ActivityView,
) -> impl IntoView {
    let language = view.clock.language;
    let one = &view.activity;
    let customer = one.customer.map(|customer| format!("/customers/{customer}"));
    let up = match &customer {
        Some(href) => view! { <Up href=href.clone() to=one.customer_name.clone()/> },
        None => view! { <Up href="/diary" to=diary::TITLE.get(language)/> },
    };
    let body = if view.editing && view.may_change {
        let form_view = FormView {
            language,
            failed: view.form.as_ref(),
            activity: Some(one),
            choices: &view.choices,
            customer: one.customer,
            kinds: Kind::ALL,
            prefill: Prefill::default(),
            me: view.me,
            adds: "entry",
            back: "?",
        };
        form(&form_view).into_any()
    } else {
        facts(&view, customer.as_deref()).into_any()
    };
    let people = view
        .invited
        .as_ref()
        .filter(|_| !view.editing)
        .and_then(|people| invited_section(people, one, view.form.as_ref(), view.may_change, &view.clock));
    view! {
        <div class="settings-main activity-page">
            {up}
            {notice_of(view.undo.as_ref())}
            <section class="section" data-region="activity" aria-labelledby="h-activity">
                <header class="section-head">
                    <Icon name=one.kind.section().icon()/>
                    <h1 class="activity-title" id="h-activity">{one.title.clone()}</h1>
                    {state_tag(one, &view.clock.today(), language)}
                </header>
                <div class="section-body">{body}</div>
            </section>
            {people}
        </div>
    }
}

fn facts(view: &ActivityView, customer: Option<&str>) -> impl IntoView + use<> {
    let language = view.clock.language;
    let one = &view.activity;
    let names = |all: Vec<String>| all.join(", ");
    let fact = |label: Text, value: String| {
        (!value.is_empty()).then(|| view! { <div class="field-row"><dt>{label.get(language)}</dt><dd class="activity-text">{linked(&value)}</dd></div> })
    };
    let customer = customer.map(|href| {
        view! { <div class="field-row"><dt>{words::CUSTOMER.get(language)}</dt><dd><a href=href.to_owned()>{one.customer_name.clone()}</a></dd></div> }
    });
    let series = one.series.map(|series| {
        view! { <div class="field-row"><dt>{recurrence::PART_OF.get(language)}</dt><dd><a href=format!("/diary/{series}")>{recurrence::TO_SERIES.get(language)}</a></dd></div> }
    });
    let contacts = names(one.contacts.iter().map(|who| who.name.clone()).collect());
    let colleagues = names(one.colleagues.iter().map(|who| who.name.clone()).collect());
    let in_diary = (!one.starts_on.is_empty()).then(|| {
        view! { <a class="ds-button" data-variant="tertiary" data-small href=format!("/diary?view=day&day={}", one.starts_on)><Icon name="calendar-days"/>{words::IN_DIARY.get(language)}</a> }
    });
    let tells = view.may_change && view.invited.as_ref().is_some_and(InvitedView::is_told);
    let tells_when = if one.on().is_empty() { invited::DELETE_TELLS } else { invited::DELETE_TELLS_ALL };
    view! {
        <dl class="field-rows">
            {fact(words::TYPE, format!("{} · {}", one.type_name(language), one.kind.name(language)))}
            {fact(words::WHEN, when(one, language))}
            {fact(words::STATE, one.state.name(language).to_owned())}
            {customer}
            {fact(recurrence::REPEATS, one.recurrence.as_ref().map(|rule| says(rule, language)).unwrap_or_default())}
            {series}
            {fact(words::PLACE, one.place.clone())}
            {fact(words::RESPONSIBLE, one.responsible_name.clone())}
            {fact(words::CONTACTS, contacts)}
            {fact(words::COLLEAGUES, colleagues)}
            {fact(words::NOTE, one.note.clone())}
        </dl>
        {reminder(view)}
        <div class="activity-do">
            {view.may_change.then(|| buttons(view, language))}
            {in_diary}
            <a class="ds-button" data-variant="tertiary" data-small href=format!("/diary/{}/file", one.id)><Icon name="download"/>{calendar::AS_FILE.get(language)}</a>
        </div>
        {tells.then(|| view! { <p class="muted small">{tells_when.get(language)}</p> })}
    }
}

/// What can be done with it: how far it is, changed, taken away.
fn buttons(view: &ActivityView, language: Language) -> impl IntoView + use<> {
    let one = &view.activity;
    let id = one.id.to_string();
    let to = |state: State, icon: &'static str, text: Text, said: Text, variant: &'static str| {
        view! {
            <form method="post" action=STATE data-saved=said.get(language)>
                <input type="hidden" name="activity" value=id.clone()/>
                <input type="hidden" name="on" value=one.on().to_owned()/>
                <input type="hidden" name="state" value=state.key()/>
                <button class="ds-button" data-variant=variant data-small type="submit"><Icon name=icon/>{text.get(language)}</button>
            </form>
        }
    };
    let edit = match one.on() {
        "" => "?edit=activity#activity-form".to_owned(),
        on => format!("?on={on}&edit=activity#activity-form"),
    };
    let is_planned = one.state == State::Planned;
    let done = is_planned.then(|| to(State::Done, "square-check", words::MARK_DONE, words::WAS_DONE, "primary"));
    let cancel =
        is_planned.then(|| to(State::Cancelled, "circle-slash", words::CANCEL, words::WAS_CANCELLED, "secondary"));
    let again =
        (!is_planned).then(|| to(State::Planned, "rotate-ccw", words::REOPEN, words::WAS_REOPENED, "secondary"));
    view! {
        {done}
        <a class="ds-button" data-variant="secondary" data-small data-swap href=edit><Icon name="pencil"/>{common::EDIT.get(language)}</a>
        {cancel}{again}
        {delete(one, language)}
    }
}

/// The way to take it away; of a series this one, the later ones too, or all.
fn delete(one: &Activity, language: Language) -> AnyView {
    let id = one.id.to_string();
    let form = |scope: Option<Scope>, text: Text| {
        let part = scope.map(|scope| {
            view! {
                <input type="hidden" name="on" value=one.on().to_owned()/>
                <input type="hidden" name="scope" value=scope.key()/>
            }
        });
        view! {
            <form method="post" action=DELETE data-saved=words::WAS_DELETED.get(language)>
                <input type="hidden" name="activity" value=id.clone()/>
                {part}
                <button class="ds-button" data-variant="tertiary" data-color="danger" data-small type="submit"><Icon name="trash-2"/>{text.get(language)}</button>
            </form>
        }
    };
    if one.on().is_empty() {
        return form(None, words::DELETE).into_any();
    }
    let choices = Scope::ALL.map(|scope| form(Some(scope), scope_name(scope))).collect_view();
    view! {
        <details class="fold-more">
            <summary>{recurrence::DELETE_WHICH.get(language)}<Icon name="chevron-down"/></summary>
            <div class="activity-do">{choices}</div>
            <p class="muted small">{recurrence::DELETE_HINT.get(language)}</p>
        </details>
    }
    .into_any()
}

/// Everything that the page of a new activity shows.
#[derive(Clone, Debug)]
pub struct NewActivityView {
    /// A save that failed.
    pub form: Option<FormState>,
    /// What one chooses from.
    pub choices: FormChoices,
    /// The day that it begins with.
    pub day: String,
    /// The time of day.
    pub time: String,
    /// The customer, in words.
    pub customer: String,
    /// Who fills it in.
    pub me: UserId,
    /// Their language.
    pub language: Language,
}

/// The page of a new activity.
#[component]
pub fn NewActivityPage(
    /// Everything that it shows.
    view: NewActivityView,
) -> impl IntoView {
    let language = view.language;
    let form_view = FormView {
        language,
        failed: view.form.as_ref(),
        activity: None,
        choices: &view.choices,
        customer: None,
        kinds: &[Kind::Event, Kind::Task, Kind::Call, Kind::Diary, Kind::Step],
        prefill: Prefill { day: &view.day, time: &view.time, customer: &view.customer },
        me: view.me,
        adds: "entry",
        back: "/diary",
    };
    view! {
        <div class="settings-main activity-page">
            <Up href="/diary" to=diary::TITLE.get(language)/>
            <section class="section" data-region="activity" aria-labelledby="h-activity">
                <header class="section-head"><Icon name="calendar-days"/><h1 class="activity-title" id="h-activity">{words::NEW_ENTRY.get(language)}</h1></header>
                <div class="section-body">{form(&form_view)}</div>
            </section>
        </div>
    }
}
