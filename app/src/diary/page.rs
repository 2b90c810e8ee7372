//! The page of a diary.

use super::{
    list, month,
    query::{DiaryQuery, Span, Who},
    table,
};
use crate::{
    activity::MOVE,
    i18n::{calendar, diary as words},
    ui::Icon,
    undo::{UndoView, notice_of},
};
use domain::{
    activity::{Activity, Kind, State},
    id::{ActivityId, UserId},
    language::Language,
    layout::Device,
    list::Choice,
};
use leptos::prelude::*;
use std::collections::HashSet;
use store::form_state::FormState;

/// Everything that a diary shows.
#[derive(Clone, Debug)]
pub struct DiaryView {
    /// What is asked for.
    pub query: DiaryQuery,
    /// What there is.
    pub activities: Vec<Activity>,
    /// To which somebody is invited who doesn't know how it is now; of what repeats the series.
    pub untold: HashSet<ActivityId>,
    /// Whose diary can be shown.
    pub staff: Vec<Choice>,
    /// The name of the one customer that it is of.
    pub customer_name: String,
    /// What was just done, where it is of a customer.
    pub undo: Option<UndoView>,
    /// A move that failed.
    pub form: Option<FormState>,
    /// Who reads it.
    pub me: UserId,
    /// Whether they may change it.
    pub may_change: bool,
    /// Today, where the firm is.
    pub today: String,
    /// What kind of device it is read on.
    pub device: Device,
    /// The reader's language.
    pub language: Language,
}

/// The page.
#[component]
pub fn DiaryPage(
    /// Everything that it shows.
    view: DiaryView,
) -> impl IntoView {
    let language = view.language;
    // A phone has no room for days beside each other.
    let body = match (view.query.span, view.device) {
        (Span::Day, _) | (Span::Week, Device::Desk) => table::table(&view).into_any(),
        (Span::Month, Device::Desk) => month::table(&view).into_any(),
        (Span::List, _) | (Span::Week | Span::Month, Device::Phone) => list::list(&view).into_any(),
    };
    let failed = view.form.as_ref().filter(|state| state.form == MOVE).map(|_| {
        view! { <div class="notice" role="alert"><Icon name="info"/><p>{words::CONFLICT.get(language)}</p></div> }
    });
    let customer = view.query.customer.map(|customer| format!("?customer={customer}")).unwrap_or_default();
    let new = view.may_change.then(|| {
        view! { <a class="ds-button" href=format!("/diary/new{customer}")><Icon name="plus"/><span>{words::NEW.get(language)}</span></a> }
    });
    view! {
        <div class="diary-page">
            <div class="page-head">
                <h1>{words::TITLE.get(language)}</h1>
                <div class="page-ways">
                    <a class="ds-button" data-variant="tertiary" href="/diary/subscribe"><Icon name="rss"/><span>{calendar::LINK.get(language)}</span></a>
                    {new}
                </div>
            </div>
            {notice_of(view.undo.as_ref())}
            {bar(&view)}
            {limits(&view)}
            <div class="diary" data-region="diary" data-moved=words::MOVED.get(language)>
                {failed}
                {list::waiting(&view)}
                {body}
            </div>
        </div>
    }
}

/// Which view, and which time.
fn bar(view: &DiaryView) -> impl IntoView + use<> {
    let language = view.language;
    let spans = Span::ALL
        .map(|span| {
            let current = (span == view.query.span).then_some("true");
            view! { <a class="chip" href=view.query.in_span(span).address() aria-current=current>{span.name().get(language)}</a> }
        })
        .collect_view();
    let today = view.today.parse().map(|today| view.query.on(today).address()).unwrap_or_default();
    let step = |by: i32, icon: &'static str, text: domain::text::Text| {
        view! { <a class="icon-button" href=view.query.turned(by).address() aria-label=text.get(language)><Icon name=icon/></a> }
    };
    view! {
        <div class="diary-bar">
            <nav class="diary-steps" aria-label=view.query.heading(language)>
                {step(-1, "chevron-left", words::BEFORE)}
                <a class="ds-button" data-variant="secondary" data-small href=today>{words::TODAY.get(language)}</a>
                {step(1, "chevron-right", words::AFTER)}
            </nav>
            <p class="diary-heading" aria-live="polite">{view.query.heading(language)}</p>
            <nav class="chips" aria-label=words::VIEWS.get(language)>{spans}</nav>
        </div>
    }
}

/// Whose, of which kind and state; of which customer.
fn limits(view: &DiaryView) -> impl IntoView + use<> {
    let language = view.language;
    let query = &view.query;
    let option = |value: &str, name: &str, is_chosen: bool| {
        view! { <option value=value.to_owned() selected=is_chosen>{name.to_owned()}</option> }
    };
    let who = {
        let colleague = match query.who {
            Who::Colleague(id) => id.to_string(),
            Who::Me | Who::All => String::new(),
        };
        let me = view.me.to_string();
        let others = view.staff.iter().filter(|one| one.value != me);
        let others = others.map(|one| option(&one.value, &one.label, one.value == colleague)).collect_view();
        view! {
            {option("me", words::ME.get(language), query.who == Who::Me)}
            {option("all", words::ALL.get(language), query.who == Who::All)}
            {others}
        }
    };
    let kinds =
        Kind::ALL.iter().map(|kind| option(kind.key(), kind.name(language), query.kind == Some(*kind))).collect_view();
    let states = State::ALL
        .iter()
        .map(|state| option(state.key(), state.name(language), query.state == Some(*state)))
        .collect_view();
    let kept = query
        .pairs()
        .into_iter()
        .filter(|(name, _)| ["view", "day", "customer"].contains(name))
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    let customer = query.customer.map(|customer| {
        view! {
            <p class="limit">
                <a href=format!("/customers/{customer}")>{words::OF_CUSTOMER.with(language, &[("name", &view.customer_name)])}</a>
                <a class="link" href=query.of_all().address()><Icon name="x" small=true/>{words::ALL_CUSTOMERS.get(language)}</a>
            </p>
        }
    });
    view! {
        <form class="diary-limits" method="get" action="/diary" aria-label=words::FILTER.get(language)>
            {kept}
            <select class="ds-input" name="who" aria-label=words::WHO.get(language)>{who}</select>
            <select class="ds-input" name="kind" aria-label=crate::i18n::activity::KIND.get(language)>
                {option("", words::ALL_KINDS.get(language), query.kind.is_none())}{kinds}
            </select>
            <select class="ds-input" name="state" aria-label=crate::i18n::activity::STATE.get(language)>
                {option("", words::ALL_STATES.get(language), query.state.is_none())}{states}
            </select>
            <button class="ds-button" data-variant="secondary" type="submit">{words::SHOW.get(language)}</button>
        </form>
        {customer}
    }
}
