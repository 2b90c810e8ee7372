//! What is to be done with customers that were chosen: which field, which value, and what that would
//! come to.

use super::preview;
use crate::{
    editing::{Choices, InputView, input_view},
    help::help_link,
    i18n::{bulk as words, register},
    ui::{ErrorText, Icon, Up},
};
use domain::{
    bulk::{self, BulkChange, How},
    country::Country,
    error::Problem,
    field::{Field, Importance, Kind, Names},
    id::FormStateId,
    language::Language,
    register::counted,
    text::plain,
};
use leptos::prelude::*;
use store::bulk::Forecast;

/// How far one is.
#[derive(Clone, Debug)]
pub enum Stage {
    /// The selection is not there any more.
    Gone,
    /// Which field?
    Field,
    /// Which value?
    Value {
        /// The field.
        field: &'static Field,
        /// What is done with the value.
        how: How,
        /// What was typed.
        typed: String,
        /// What is wrong with it.
        problem: Option<Problem>,
        /// What can be chosen.
        choices: Box<Choices>,
    },
    /// What it would come to.
    Ready {
        /// The change.
        change: BulkChange,
        /// What it would come to.
        forecast: Box<Forecast>,
        /// Names of what it refers to.
        names: Names,
    },
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct BulkView {
    /// The selection.
    pub chosen: Option<FormStateId>,
    /// How many customers are chosen, counted to one more than the cap.
    pub count: i64,
    /// The way back to the list that they were chosen in.
    pub back: String,
    /// The firm's own fields.
    pub own: Vec<&'static Field>,
    /// Keys of the fields that the firm does not use.
    pub unused: Vec<&'static str>,
    /// How far one is.
    pub stage: Stage,
    /// The reader's language.
    pub language: Language,
    /// The firm's country.
    pub home: Country,
}

impl BulkView {
    /// The address of a stage of the same selection.
    pub(super) fn address(&self, more: &str) -> String {
        let chosen = self.chosen.map(|chosen| chosen.to_string()).unwrap_or_default();
        format!("/customers/change?chosen={chosen}{more}")
    }

    pub(super) fn hidden(&self) -> impl IntoView + use<> {
        let chosen = self.chosen.map(|chosen| chosen.to_string()).unwrap_or_default();
        view! { <input type="hidden" name="chosen" value=chosen/> }
    }
}

/// The page.
#[component]
pub fn BulkPage(
    /// What it shows.
    view: BulkView,
) -> impl IntoView {
    let language = view.language;
    let body = match &view.stage {
        Stage::Gone => gone(&view).into_any(),
        Stage::Field => fields(&view).into_any(),
        Stage::Value { field, how, typed, problem, choices } => {
            value(&view, Asked { field, how: *how, typed, problem: *problem, choices }).into_any()
        }
        Stage::Ready { change, forecast, names } => preview::preview(&view, change, forecast, names).into_any(),
    };
    let count = match view.count {
        _ if matches!(view.stage, Stage::Gone) => String::new(),
        1 => words::FOR_ONE.get(language).to_owned(),
        count => words::FOR_COUNT.with(language, &[("count", &counted(count))]),
    };
    view! {
        <Up href=view.back.clone() to=words::TO_REGISTER.get(language)/>
        <div class="page-head"><h1>{words::TITLE.get(language)}</h1>{help_link(language, "many")}</div>
        <p class="bulk-count muted">{count}</p>
        <div class="bulk" data-region="bulk">{body}</div>
    }
}

fn gone(view: &BulkView) -> impl IntoView + use<> {
    let language = view.language;
    view! {
        <div class="empty empty-page">
            <Icon name="list-checks"/>
            <p>{words::GONE.get(language)}</p>
            <a class="ds-button" href="/customers">{words::TO_REGISTER.get(language)}</a>
        </div>
    }
}

/// What is changed of many most often; everything else stands beneath, to be found by typing.
const FIRST: [(&str, &str); 4] =
    [("status", "circle-check"), ("responsible", "user"), ("groups", "users"), ("tags", "tags")];

fn fields(view: &BulkView) -> impl IntoView + use<> {
    let language = view.language;
    let link = |field: &Field| view.address(&format!("&field={}", field.key));
    let label = |field: &Field| plain(field.label.get(language));
    let first = FIRST
        .into_iter()
        .filter_map(|(key, icon)| Some((bulk::fields(&view.own).find(|field| field.key == key && !view.unused.contains(&key))?, icon)))
        .map(|(field, icon)| {
            view! { <li><a class="bulk-first" data-swap data-keep href=link(field)><Icon name=icon/><span>{label(field)}</span></a></li> }
        })
        .collect_view();
    let others = bulk::fields(&view.own)
        .filter(|field| !FIRST.iter().any(|(key, _)| *key == field.key) && !view.unused.contains(&field.key))
        .map(|field| view! { <li><a class="menu-item" data-swap data-keep href=link(field)>{label(field)}</a></li> })
        .collect_view();
    view! {
        <section class="section bulk-step" aria-labelledby="h-which">
            <h2 id="h-which">{words::WHICH_FIELD.get(language)}</h2>
            <ul class="bulk-firsts">{first}</ul>
            <h3>{words::OTHER_FIELD.get(language)}</h3>
            <div class="search-field needs-script">
                <Icon name="search"/>
                <input class="ds-input" type="search" id="find-field" autocomplete="off" data-narrow="field-choices"
                    placeholder=register::FIND_FIELD.get(language) aria-label=register::FIND_FIELD.get(language)/>
            </div>
            <ul class="field-choices" id="field-choices">{others}</ul>
        </section>
    }
}

/// The value that is asked for.
struct Asked<'a> {
    field: &'static Field,
    how: How,
    typed: &'a str,
    problem: Option<Problem>,
    choices: &'a Choices,
}

fn value(view: &BulkView, asked: Asked<'_>) -> impl IntoView + use<> {
    let language = view.language;
    let field = asked.field;
    let label = plain(field.label.get(language));
    let is_list = matches!(field.kind, Kind::Choices(_));
    let name = format!("patch[{}]", field.key);
    let input = input_view(&InputView {
        field,
        must: field.importance == Importance::Must,
        id: "bulk-value",
        name: &name,
        typed: asked.typed,
        error: asked.problem.map(|_| "bulk-value-e"),
        choices: asked.choices,
        language,
        autofocus: true,
        hint: None,
    });
    let message = asked.problem.map(|problem| {
        view! { <ErrorText id="bulk-value-e".to_owned() problem=problem language=language/> }
    });
    let clears = (field.importance != Importance::Must && !is_list && field.kind != Kind::YesNo)
        .then(|| view! { <p class="muted small">{words::EMPTY_CLEARS.get(language)}</p> });
    // Several boxes, or one, have their words beside them.
    let input = if is_list {
        view! { <div class="bulk-values">{input}{message}</div> }.into_any()
    } else if field.kind == Kind::YesNo && field.inherits.is_none() {
        view! { <div class="ds-field">{input}<label class="ds-label" for="bulk-value">{label.clone()}</label>{message}</div> }
            .into_any()
    } else {
        view! { <div class="ds-field"><label class="ds-label" for="bulk-value">{words::NEW_VALUE.get(language)}</label>{input}{message}</div> }
            .into_any()
    };
    let how = is_list.then(|| hows(asked.how, language));
    view! {
        <section class="section bulk-step" aria-labelledby="h-value">
            <h2 id="h-value">{label}</h2>
            <form class="form" method="post" action="/api/staff/bulk-preview" data-plain>
                {view.hidden()}
                <input type="hidden" name="field" value=field.key/>
                {how}
                {input}
                {clears}
                <div class="form-actions">
                    <button class="ds-button" type="submit">{words::PREVIEW.get(language)}</button>
                    <a class="ds-button" data-variant="tertiary" data-swap data-keep href=view.address("&field=")>{words::OTHER_FIELD.get(language)}</a>
                </div>
            </form>
        </section>
    }
}

/// What is done with the values of a field that has several.
fn hows(now: How, language: Language) -> impl IntoView {
    let choices = How::ALL
        .into_iter()
        .map(|how| {
            let id = format!("how-{}", how.key());
            let text = match how {
                How::Add => words::HOW_ADD,
                How::Remove => words::HOW_REMOVE,
                How::Set => words::HOW_SET,
            };
            view! {
                <div class="ds-field">
                    <input class="ds-input" type="radio" id=id.clone() name="how" value=how.key() checked=how == now/>
                    <label class="ds-label" for=id>{text.get(language)}</label>
                </div>
            }
        })
        .collect_view();
    view! { <fieldset class="stack bulk-how"><legend>{words::HOW.get(language)}</legend>{choices}</fieldset> }
}
