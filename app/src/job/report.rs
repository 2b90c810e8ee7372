//! What came of each customer, a page at a time.

use super::{page::JobView, words::why};
use crate::{i18n::job as words, ui::Icon};
use domain::{
    field::grouped,
    job::{ItemState, JobItem},
    language::Language,
    text::Text,
};
use leptos::prelude::*;

const fn says(state: ItemState) -> (Text, &'static str) {
    match state {
        ItemState::Todo => (words::LEFT, "neutral"),
        ItemState::Changed => (words::CHANGED, "success"),
        ItemState::Skipped => (words::SKIPPED, "neutral"),
        ItemState::Failed => (words::REFUSED, "danger"),
    }
}

/// The report, with what it can be limited to.
pub(super) fn report(view: &JobView) -> impl IntoView + use<> {
    let language = view.clock.language;
    let rows = view.items.items.iter().map(|item| row(item, language)).collect_view();
    let body = if view.items.items.is_empty() {
        view! { <div class="empty"><p>{words::REPORT_EMPTY.get(language)}</p></div> }.into_any()
    } else {
        view! {
            <table class="table job-table">
                <caption class="sr-only">{words::REPORT.get(language)}</caption>
                <colgroup><col class="col-number"/><col class="col-name"/><col class="col-result"/><col class="col-why"/></colgroup>
                <thead><tr>
                    <th scope="col" class="cell-number">{words::NUMBER.get(language)}</th>
                    <th scope="col">{words::CUSTOMER.get(language)}</th>
                    <th scope="col">{words::RESULT.get(language)}</th>
                    <th scope="col">{words::WHY.get(language)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    };
    let state = view.filter.state.map(|state| format!("&state={}", state.key())).unwrap_or_default();
    let first = (view.filter.after > 0).then(|| {
        let href = format!("?after=0{state}#h-report");
        view! { <a class="ds-button" data-variant="secondary" data-small data-swap data-keep href=href>{words::FIRST.get(language)}</a> }
    });
    let next = view.items.next.map(|after| {
        let href = format!("?after={after}{state}#h-report");
        view! { <a class="ds-button" data-variant="secondary" data-small data-swap data-keep href=href rel="next">{words::MORE.get(language)}</a> }
    });
    view! {
        <header class="section-head">
            <Icon name="list-checks"/>
            <h2 id="h-report" tabindex="-1">{words::REPORT.get(language)}</h2>
        </header>
        <div class="section-body">{chips(view)}{body}<div class="job-pager">{first}{next}</div></div>
    }
}

fn chips(view: &JobView) -> impl IntoView + use<> {
    let language = view.clock.language;
    let now = view.filter.state;
    let chip = |state: Option<ItemState>, name: Text| {
        let href = state.map_or_else(|| "?state=all".to_owned(), |state| format!("?state={}", state.key()));
        view! { <a class="chip" data-swap data-keep href=href aria-current=(state == now).then_some("true")>{name.get(language)}</a> }
    };
    view! {
        <nav class="chips" aria-label=words::REPORT_FILTER.get(language)>
            {chip(None, words::ALL)}
            {chip(Some(ItemState::Changed), words::CHANGED)}
            {chip(Some(ItemState::Skipped), words::SKIPPED)}
            {chip(Some(ItemState::Failed), words::REFUSED)}
        </nav>
    }
}

fn row(item: &JobItem, language: Language) -> impl IntoView + use<> {
    let (result, colour) = says(item.state);
    let name = match (item.customer, item.number) {
        (Some(customer), Some(_)) => {
            view! { <a class="row-link" href=format!("/customers/{customer}")>{item.name.clone()}</a> }.into_any()
        }
        _ => view! { <span class="muted">{words::GONE_CUSTOMER.get(language)}</span> }.into_any(),
    };
    let reasons = why(item, language);
    let title = reasons.join(" ");
    let reasons = reasons.into_iter().map(|reason| view! { <p>{reason}</p> }).collect_view();
    view! {
        <tr>
            <td class="cell-number">{item.number.map(grouped)}</td>
            <th scope="row">{name}</th>
            <td><span class="ds-tag" data-color=colour>{result.get(language)}</span></td>
            <td class="cell-why" title=title>{reasons}</td>
        </tr>
    }
}
