//! Day after day, those on which something is.

use super::{DiaryView, entry::entry, query::long_day};
use crate::i18n::diary as words;
use domain::activity::Activity;
use leptos::prelude::*;

/// The days, each with its entries.
pub(super) fn list(view: &DiaryView) -> impl IntoView + use<> {
    let language = view.language;
    let days = view
        .query
        .each_day()
        .filter_map(|day| {
            let text = day.to_string();
            let of: Vec<&Activity> = view.activities.iter().filter(|one| one.is_on(&text)).collect();
            if of.is_empty() {
                return None;
            }
            let entries = of.into_iter().map(|one| view! { <li>{entry(view, one, &text)}</li> }).collect_view();
            let is_today = text == view.today;
            Some(view! {
                <section class="diary-group" data-today=is_today>
                    <h2>{long_day(day, language)}{is_today.then(|| view! { <span class="muted">" · "{words::TODAY.get(language)}</span> })}</h2>
                    <ul>{entries}</ul>
                </section>
            })
        })
        .collect_view();
    let nothing = days.is_empty().then(|| view! { <div class="empty"><p>{words::EMPTY.get(language)}</p></div> });
    view! { <div class="diary-list">{nothing}{days}</div> }
}

/// So many that wait are in sight; more are folded.
const FEW: usize = 5;

/// Tasks whose day has passed, and those without one.
pub(super) fn waiting(view: &DiaryView) -> Option<AnyView> {
    let first = view.query.days().0.to_string();
    let is_waiting = |one: &&Activity| {
        one.starts_on.is_empty()
            || !view.query.each_day().any(|day| one.is_on(&day.to_string())) && one.starts_on < first
    };
    let of: Vec<&Activity> = view.activities.iter().filter(is_waiting).collect();
    if of.is_empty() {
        return None;
    }
    let count = of.len();
    let entries = of.into_iter().map(|one| view! { <li>{entry(view, one, "")}</li> }).collect_view();
    Some(
        view! {
            <details class="fold-more diary-waiting" open={count <= FEW}>
                <summary>{words::OPEN.get(view.language)}" ("{count}")"<crate::ui::Icon name="chevron-down"/></summary>
                <ul>{entries}</ul>
            </details>
        }
        .into_any(),
    )
}
