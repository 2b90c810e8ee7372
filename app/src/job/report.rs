//! What came of each customer, a page at a time.

use super::{
    page::JobView,
    words::{changed, refused_heading, why},
};
use crate::{
    i18n::{import::ROW_OF, job as words},
    ui::Icon,
};
use domain::{
    field::grouped,
    job::{ItemState, JobItem, JobKind},
    language::Language,
    text::Text,
};
use leptos::prelude::*;

/// What a piece came to, in a word, and its colour.
fn says(item: &JobItem, kind: JobKind) -> (Text, &'static str) {
    let is_new = item.detail.get("why").and_then(serde_json::Value::as_str) == Some("made");
    match item.state {
        ItemState::Todo => (words::LEFT, "neutral"),
        ItemState::Changed if is_new => (words::MADE, "success"),
        ItemState::Changed => (changed(kind), "success"),
        ItemState::Skipped => (words::SKIPPED, "neutral"),
        ItemState::Held => (words::HELD, "warning"),
        ItemState::LeftOut => (words::LEFT_OUT, "neutral"),
        ItemState::Failed => (refused_heading(kind), "danger"),
    }
}

/// The report, with what it can be limited to.
pub(super) fn report(view: &JobView) -> impl IntoView + use<> {
    let language = view.clock.language;
    let rows = view.items.items.iter().map(|item| row(view, item, language)).collect_view();
    let title = if view.job.kind == JobKind::Import { words::REPORT_ROWS } else { words::REPORT };
    let body = if view.items.items.is_empty() {
        let text = if view.job.state.is_over() { words::REPORT_EMPTY } else { words::REPORT_NOT_YET };
        view! { <div class="empty"><p>{text.get(language)}</p></div> }.into_any()
    } else {
        view! {
            <table class="table job-table">
                <caption class="sr-only">{title.get(language)}</caption>
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
            <h2 id="h-report" tabindex="-1">{title.get(language)}</h2>
        </header>
        <div class="section-body">{chips(view)}{body}<div class="job-pager">{first}{next}</div></div>
    }
}

fn chips(view: &JobView) -> impl IntoView + use<> {
    let language = view.clock.language;
    let now = view.filter.state;
    let of_file = view.job.kind == JobKind::Import;
    let chip = |state: Option<ItemState>, name: Text| {
        let href = state.map_or_else(|| "?state=all".to_owned(), |state| format!("?state={}", state.key()));
        view! { <a class="chip" data-swap data-keep href=href aria-current=(state == now).then_some("true")>{name.get(language)}</a> }
    };
    view! {
        <nav class="chips" aria-label=words::REPORT_FILTER.get(language)>
            {chip(None, words::ALL)}
            {chip(Some(ItemState::Changed), changed(view.job.kind))}
            {chip(Some(ItemState::Skipped), words::SKIPPED)}
            {of_file.then(|| chip(Some(ItemState::Held), words::HELD))}
            {of_file.then(|| chip(Some(ItemState::LeftOut), words::LEFT_OUT))}
            {chip(Some(ItemState::Failed), refused_heading(view.job.kind))}
        </nav>
    }
}

/// The row of the file that a piece of an import is about, in the dry run.
fn row_of_file(view: &JobView, item: &JobItem) -> Option<String> {
    let import = view.job.parameters.get("import").filter(|_| view.job.kind == JobKind::Import)?.as_str()?;
    Some(format!("/import/{import}?step=rows&after={}#row-{}", item.ordinal - 1, item.ordinal))
}

fn row(view: &JobView, item: &JobItem, language: Language) -> impl IntoView + use<> {
    let (result, colour) = says(item, view.job.kind);
    let name = match (item.customer, item.number) {
        (Some(customer), Some(_)) => {
            view! { <a class="row-link" href=format!("/customers/{customer}")>{item.name.clone()}</a> }.into_any()
        }
        _ if item.customer.is_none() && row_of_file(view, item).is_some() => {
            let name = ROW_OF.with(language, &[("row", &item.ordinal.to_string())]);
            view! { <a class="row-link" href=row_of_file(view, item)>{name}</a> }.into_any()
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
