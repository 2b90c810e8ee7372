//! What only types of activities have among the lists: what activities of them are (seed 001:29).

use super::ListView;
use crate::{
    i18n::activity as words,
    ui::{ErrorText, Icon},
};
use domain::{activity::Kind, list::ListItem};
use leptos::prelude::*;

/// What activities of a type are, beside its name; nothing for a value of another list.
pub(super) fn kind_tag(view: &ListView, item: &ListItem) -> impl IntoView + use<> {
    let language = view.language;
    item.activity_kind.map(|kind| {
        view! { <span class="muted small"><Icon name=kind.section().icon() small=true/>" "{kind.name(language)}</span> }
    })
}

/// The choice of what activities of a new type are.
pub(super) fn kind_field(view: &ListView, form: &'static str) -> impl IntoView + use<> {
    let language = view.language;
    let problem = view.problem(form, "activity_kind");
    let chosen = view.typed(form, "activity_kind").unwrap_or(Kind::Event.key()).to_owned();
    let options = Kind::ALL
        .iter()
        .map(|kind| view! { <option value=kind.key() selected={kind.key() == chosen}>{kind.name(language)}</option> })
        .collect_view();
    view! {
        <div class="ds-field">
            <label class="ds-label" for="list-activity-kind">{words::KIND.get(language)}</label>
            <select class="ds-input" id="list-activity-kind" name="activity_kind"
                aria-invalid=problem.map(|_| "true") aria-describedby=problem.map(|_| "list-activity-kind-e")>{options}</select>
            {problem.map(|problem| view! { <ErrorText id="list-activity-kind-e".to_owned() problem=problem language=language/> })}
        </div>
    }
}
