//! What only statuses have among the lists: what each means (seed 000:15).

use super::ListView;
use crate::{i18n::list as words, ui::ErrorText};
use domain::list::{ListItem, StatusMeaning};
use leptos::prelude::*;

/// What a status means, in few words, beside its name; nothing for a value of another list.
pub(super) fn meaning_tag(view: &ListView, item: &ListItem) -> impl IntoView + use<> {
    let language = view.language;
    item.meaning.map(|meaning| {
        let member = item.is_member.then(|| format!(" · {}", words::IS_MEMBER.get(language).to_lowercase()));
        view! { <span class="muted small">{meaning.name(language)}{member}</span> }
    })
}

/// What a status means, in a form; `item` is the one that is changed.
pub(super) fn meaning_fields(view: &ListView, form: &'static str, item: Option<&ListItem>) -> impl IntoView + use<> {
    let language = view.language;
    let problem = view.problem(form, "meaning");
    let kept = item.and_then(|item| item.meaning).unwrap_or(StatusMeaning::Active).key();
    let chosen = view.typed(form, "meaning").unwrap_or(kept).to_owned();
    let is_member =
        view.typed(form, "is_member").map_or(item.is_some_and(|item| item.is_member), |typed| typed == "yes");
    let options = StatusMeaning::ALL
        .map(|meaning| view! { <option value=meaning.key() selected={meaning.key() == chosen}>{meaning.name(language)}</option> })
        .collect_view();
    view! {
        <div class="ds-field">
            <label class="ds-label" for="list-meaning">{words::MEANS.get(language)}</label>
            <select class="ds-input" id="list-meaning" name="meaning"
                aria-invalid=problem.map(|_| "true") aria-describedby=problem.map(|_| "list-meaning-e")>{options}</select>
            {problem.map(|problem| view! { <ErrorText id="list-meaning-e".to_owned() problem=problem language=language/> })}
        </div>
        <div class="ds-field">
            <input class="ds-input" type="checkbox" id="list-member" name="is_member" value="yes" checked=is_member/>
            <label class="ds-label" for="list-member">{words::IS_MEMBER.get(language)}</label>
        </div>
    }
}
