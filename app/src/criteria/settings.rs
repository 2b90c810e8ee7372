//! The page on which the firm chooses the columns of the register and the criteria of the search.

use crate::{
    help::help_link,
    i18n::{criteria as words, register, settings},
    register::heading,
    settings::ask,
    ui::{ErrorText, Icon, Up},
};
use domain::{
    criteria, error::Problem, field::Field, filter::Column, language::Language, settings::FirmSettings, text::plain,
};
use leptos::prelude::*;
use store::form_state::FormState;

/// Where the columns are sent.
pub const COLUMNS: &str = "/api/staff/register-columns";
/// Where the criteria are sent.
pub const CRITERIA: &str = "/api/staff/search-criteria";

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct RegisterSettingsView {
    /// The firm's columns.
    pub columns: Vec<Column>,
    /// What the firm has chosen.
    pub firm: FirmSettings,
    /// The firm's own fields.
    pub own: Vec<&'static Field>,
    /// A change that failed.
    pub form: Option<FormState>,
    /// Whether the reader may choose columns.
    pub may_arrange: bool,
    /// Whether the reader may choose criteria.
    pub may_change: bool,
    /// Who may.
    pub administrators: Vec<String>,
    /// The reader's language.
    pub language: Language,
}

impl RegisterSettingsView {
    fn problem(&self) -> Option<Problem> {
        self.form.as_ref().filter(|state| state.form == CRITERIA)?.error.problem_of(criteria::KEY)
    }

    /// Columns that the firm uses and that pass, those chosen left out.
    fn others(&self, chosen: &[Column], passes: impl Fn(Column) -> bool) -> Vec<Column> {
        let is_used = |column: &Column| match column {
            Column::Field(field) => self.firm.uses(field),
            _ => true,
        };
        Column::all(&self.own).filter(|column| passes(*column) && is_used(column) && !chosen.contains(column)).collect()
    }
}

/// The page of the firm's columns and criteria.
#[component]
pub fn RegisterSettingsPage(
    /// Everything that it shows.
    view: RegisterSettingsView,
) -> impl IntoView {
    let language = view.language;
    view! {
        <div class="settings-main rules-page">
            <Up href="/settings" to=settings::MENU.get(language)/>
            <div class="page-head"><h1>{words::SETTINGS.get(language)}</h1>{help_link(language, "register")}</div>
            {(!view.may_change).then(|| ask(&view.administrators, language))}
            {columns(&view)}
            {chosen_criteria(&view)}
        </div>
    }
}

/// A box; one that can't be changed says so.
fn tick(name: &'static str, column: Column, label: String, is_on: bool, fixed: bool) -> AnyView {
    let id = format!("{name}-{}", column.key());
    view! {
        <span class="ds-field">
            <input class="ds-input" type="checkbox" id=id.clone() name=(!fixed).then_some(name) value=column.key() checked=is_on disabled=fixed/>
            <label class="ds-label" for=id>{label}</label>
        </span>
    }
    .into_any()
}

fn columns(view: &RegisterSettingsView) -> impl IntoView + use<> {
    let (language, may) = (view.language, view.may_arrange);
    let last = view.columns.len().saturating_sub(1);
    let chosen = view
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let label = plain(heading(*column).get(language));
            let is_name = column.key() == "name";
            let hidden = is_name.then(|| view! { <input type="hidden" name="columns" value=column.key()/> });
            let move_by = may.then(|| view! {
                <button class="icon-button" type="submit" name="up" value=column.key() disabled=at == 0
                    aria-label=register::COLUMN_EARLIER.with(language, &[("column", &label)])><Icon name="arrow-up" small=true/></button>
                <button class="icon-button" type="submit" name="down" value=column.key() disabled=at == last
                    aria-label=register::COLUMN_LATER.with(language, &[("column", &label)])><Icon name="arrow-down" small=true/></button>
            });
            view! { <li class="column-choice">{hidden}{tick("columns", *column, label, true, is_name || !may)}{move_by}</li> }
        })
        .collect_view();
    let others = view
        .others(&view.columns, Column::is_shown)
        .into_iter()
        .map(|column| view! { <li class="column-choice">{tick("columns", column, plain(heading(column).get(language)), false, false)}</li> })
        .collect_view();
    let count = view.columns.len();
    let others = may.then(|| view! { <ul class="column-choices column-others">{others}</ul> });
    let save = may.then(|| {
        view! {
            <div class="form-actions">
                <button class="ds-button" type="submit">{words::SAVE_COLUMNS.get(language)}</button>
                <button class="ds-button" data-variant="tertiary" type="submit" name="what" value="usual">{words::USUAL.get(language)}</button>
            </div>
        }
    });
    let lists = view! { <ul class="column-choices">{chosen}</ul>{others} };
    let body = if may {
        // What Enter does stands first; a button that says what else is meant comes after.
        view! {
            <form class="form" method="post" action=COLUMNS data-saved=register::COLUMNS_KEPT.get(language)>
                <button class="sr-only" type="submit" tabindex="-1" aria-hidden="true"></button>
                <input type="hidden" name="whose" value="firm"/>
                {lists}{save}
            </form>
        }
        .into_any()
    } else {
        lists.into_any()
    };
    view! {
        <section class="section lists-section" data-region="firm-columns" aria-labelledby="h-columns">
            <header class="section-head"><Icon name="columns-3"/><h2 id="h-columns">{words::COLUMNS.get(language)}</h2><span class="digest">{count}</span></header>
            <div class="section-body"><p class="muted small">{words::COLUMNS_ADVICE.get(language)}</p>{body}</div>
        </section>
    }
}

fn chosen_criteria(view: &RegisterSettingsView) -> impl IntoView + use<> {
    let (language, may) = (view.language, view.may_change);
    let is_own = |column: &Column| match column {
        Column::Field(field) => !field.is_own() || view.own.contains(field),
        _ => true,
    };
    let chosen: Vec<Column> = criteria::of_firm(&view.firm).into_iter().filter(is_own).collect();
    let count = chosen.len();
    let item = |column: Column, is_on: bool| {
        view! { <li class="column-choice">{tick("criteria", column, plain(column.label().get(language)), is_on, !may)}</li> }
    };
    let on = chosen.iter().map(|column| item(*column, true)).collect_view();
    let others = view.others(&chosen, criteria::may_be).into_iter().filter(|_| may);
    let off = others.map(|column| item(column, false)).collect_view();
    let problem = view.problem().map(|problem| {
        view! { <div role="alert"><ErrorText id="criteria-e".to_owned() problem=problem language=language/></div> }
    });
    let lists = view! { <ul class="column-choices">{on}{off}</ul> };
    let body = if may {
        view! {
            <form class="form" method="post" action=CRITERIA data-saved=words::CRITERIA_KEPT.get(language)>
                <input type="hidden" name="read" value=criteria::keys(&criteria::of_firm(&view.firm))/>
                {lists}
                <div class="form-actions">
                    <button class="ds-button" type="submit">{words::SAVE_CRITERIA.get(language)}</button>
                    <button class="ds-button" data-variant="tertiary" type="submit" name="what" value="usual">{words::USUAL.get(language)}</button>
                </div>
            </form>
        }
        .into_any()
    } else {
        lists.into_any()
    };
    view! {
        <section class="section lists-section" data-region="firm-criteria" aria-labelledby="h-criteria">
            <header class="section-head"><Icon name="list-checks"/><h2 id="h-criteria">{words::CRITERIA.get(language)}</h2><span class="digest">{count}</span></header>
            <div class="section-body">
                <p class="muted small">{words::CRITERIA_ADVICE.get(language)}" "<a href="/customers/search">{words::TITLE.get(language)}</a></p>
                {problem}{body}
            </div>
        </section>
    }
}
