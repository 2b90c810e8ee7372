//! What only payment terms have among the lists: how long one may take to pay (seed 003:65).

use super::ListView;
use crate::{i18n::list as words, ui::ErrorText};
use domain::{
    list::ListItem,
    payment_term::{PaymentTerm, TermKind},
};
use leptos::prelude::*;

/// How long a term gives, in few words, beside its name; nothing for a value of another list.
pub(super) fn term_tag(view: &ListView, item: &ListItem) -> impl IntoView + use<> {
    let language = view.language;
    item.term.map(|term| view! { <span class="muted small">{term.shown(language)}</span> })
}

/// How long a term gives, in a form; `item` is the one that is changed.
pub(super) fn term_fields(view: &ListView, form: &'static str, item: Option<&ListItem>) -> impl IntoView + use<> {
    let language = view.language;
    let stands = item.and_then(|item| item.term);
    let kept = stands.map_or(TermKind::Net, PaymentTerm::kind).key();
    let chosen = view.typed(form, "term_kind").unwrap_or(kept).to_owned();
    let days = stands.map(|term| term.days().count().to_string()).unwrap_or_default();
    let days = view.typed(form, "term_days").map_or(days, str::to_owned);
    let (wrong_kind, wrong_days) = (view.problem(form, "term_kind"), view.problem(form, "term_days"));
    let options = TermKind::ALL
        .iter()
        .map(|kind| view! { <option value=kind.key() selected={kind.key() == chosen}>{kind.name(language)}</option> })
        .collect_view();
    view! {
        <div class="ds-field">
            <label class="ds-label" for="list-term-kind">{words::TERM_KIND.get(language)}</label>
            <select class="ds-input" id="list-term-kind" name="term_kind"
                aria-invalid=wrong_kind.map(|_| "true") aria-describedby=wrong_kind.map(|_| "list-term-kind-e")>{options}</select>
            {wrong_kind.map(|problem| view! { <ErrorText id="list-term-kind-e".to_owned() problem=problem language=language/> })}
        </div>
        <div class="ds-field">
            <label class="ds-label" for="list-term-days">{words::TERM_DAYS.get(language)}</label>
            <input class="ds-input" id="list-term-days" name="term_days" inputmode="numeric" value=days maxlength="12" autocomplete="off"
                aria-invalid=wrong_days.map(|_| "true")
                aria-describedby=if wrong_days.is_some() { "list-term-days-e list-term-days-help" } else { "list-term-days-help" }/>
            <p class="muted small" id="list-term-days-help">{words::TERM_HELP.get(language)}</p>
            {wrong_days.map(|problem| view! { <ErrorText id="list-term-days-e".to_owned() problem=problem language=language/> })}
        </div>
    }
}
