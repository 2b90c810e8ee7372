//! The page on which customers are searched for by criteria.

use crate::{
    help::help_link,
    i18n::{common, criteria as words, register},
    ui::Icon,
};
use domain::{filter::Column, language::Language, list::Choice, register::Scope, text::plain};
use leptos::prelude::*;

/// One criterion with what can be ticked.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// What is asked about.
    pub column: Column,
    /// Its values.
    pub choices: Vec<Choice>,
}

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct CriteriaView {
    /// The firm's criteria.
    pub criteria: Vec<Criterion>,
    /// Whether the reader may choose them.
    pub may_choose: bool,
    /// The reader's language.
    pub language: Language,
}

/// The page on which customers are searched for by criteria.
#[component]
pub fn CriteriaPage(
    /// Everything that it shows.
    view: CriteriaView,
) -> impl IntoView {
    let language = view.language;
    let groups = view.criteria.iter().map(|criterion| group(criterion, language)).collect_view();
    let empty =
        view.criteria.is_empty().then(|| view! { <div class="empty"><p>{words::EMPTY.get(language)}</p></div> });
    let scopes = [(Scope::Firm, common::FIRMS), (Scope::Department, common::DEPARTMENTS), (Scope::Mine, common::MINE)]
        .map(|(scope, name)| view! { <option value=scope.key()>{name.get(language)}</option> })
        .collect_view();
    let choose = view
        .may_choose
        .then(|| view! { <p><a href="/settings/register#h-criteria">{words::CHOOSE.get(language)}</a></p> });
    view! {
        <div class="settings-main rules-page">
            <div class="page-head"><h1>{words::TITLE.get(language)}</h1>{help_link(language, "search")}</div>
            <p>{words::ADVICE.get(language)}</p>
            {choose}
            <form class="form" method="get" action="/customers/search" id="criteria">
                <div class="form-row">
                    <div class="ds-field">
                        <label class="ds-label" for="criteria-name">{words::NAME.get(language)}</label>
                        <input class="ds-input" id="criteria-name" name="name" maxlength="200" autocomplete="off"/>
                    </div>
                    <div class="ds-field">
                        <label class="ds-label" for="criteria-scope">{register::SCOPES.get(language)}</label>
                        <select class="ds-input" id="criteria-scope" name="scope">{scopes}</select>
                    </div>
                </div>
                {empty}
                <div class="rules">{groups}</div>
                <div class="form-actions">
                    <button class="ds-button" type="submit" name="find" value="1"><Icon name="search"/>{words::FIND.get(language)}</button>
                </div>
            </form>
        </div>
    }
}

fn group(criterion: &Criterion, language: Language) -> impl IntoView + use<> {
    let key = criterion.column.key();
    let label = plain(criterion.column.label().get(language));
    let boxes = criterion
        .choices
        .iter()
        .enumerate()
        .map(|(at, choice)| {
            let id = format!("criterion-{key}-{at}");
            view! {
                <li class="column-choice ds-field">
                    <input class="ds-input" type="checkbox" id=id.clone() name=key value=choice.value.clone()/>
                    <label class="ds-label" for=id>{choice.label.clone()}</label>
                </li>
            }
        })
        .collect_view();
    let count = criterion.choices.len();
    let none = criterion.choices.is_empty().then(|| view! { <p class="muted">{words::NO_VALUES.get(language)}</p> });
    let id = format!("h-criterion-{key}");
    view! {
        <details class="section group rules-section">
            <summary class="section-head">
                <Icon name="list-checks"/><h2 id=id.clone()>{label}</h2><span class="digest">{count}</span><Icon name="chevron-down"/>
            </summary>
            <div class="section-body">{none}<ul class="column-choices" aria-labelledby=id>{boxes}</ul></div>
        </details>
    }
}
