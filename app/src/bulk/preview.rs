//! What a change would come to, before it is made.

use super::page::BulkView;
use crate::{editing::follows_text, error::problem_text, i18n::bulk as words, job::change_title, ui::Icon};
use domain::{
    bulk::BulkChange,
    field::{self, Names, grouped},
    language::Language,
    register::counted,
    text::Text,
};
use leptos::prelude::*;
use store::bulk::{Example, Forecast, Refusal};

pub(super) fn preview(
    view: &BulkView,
    change: &BulkChange,
    forecast: &Forecast,
    names: &Names,
) -> impl IntoView + use<> {
    let language = view.language;
    let refused: i64 = forecast.refused.iter().map(|refusal| refusal.count).sum();
    let count = |label: Text, count: i64, state: &'static str| {
        view! {
            <div class="job-count" data-state=state data-none=(count == 0).then_some("true")>
                <dt>{label.get(language)}</dt><dd>{grouped(count)}</dd>
            </div>
        }
    };
    let of_first = forecast.has_more.then(|| {
        view! { <p class="muted small">{words::OF_FIRST.with(language, &[("count", &grouped(forecast.looked))])}</p> }
    });
    let nothing = nothing(change).get(language);
    let examples = (!forecast.examples.is_empty()).then(|| {
        let more = forecast.changes - i64::try_from(forecast.examples.len()).unwrap_or_default();
        let rows = forecast.examples.iter().map(|example| row(example, nothing, language)).collect_view();
        view! {
            <section class="section bulk-step" aria-labelledby="h-examples">
                <h2 id="h-examples">{words::EXAMPLES.get(language)}</h2>
                <ul class="bulk-examples">{rows}</ul>
                {and_more(more, language)}
            </section>
        }
    });
    let cant = (!forecast.refused.is_empty()).then(|| {
        let reasons = forecast.refused.iter().map(|refusal| reason(refusal, nothing, language)).collect_view();
        view! {
            <section class="section bulk-step" aria-labelledby="h-cant">
                <h2 id="h-cant">{words::CANT_WHY.get(language)}</h2>
                {reasons}
            </section>
        }
    });
    let again = view.address(&format!("&field={}", change.field));
    let is_any = forecast.changes > 0 || forecast.has_more;
    let confirm = is_any.then(|| {
        let text = match forecast.changes {
            _ if forecast.has_more => words::CONFIRM_MANY.get(language).to_owned(),
            1 => words::CONFIRM_ONE.get(language).to_owned(),
            changes => words::CONFIRM.with(language, &[("count", &counted(changes))]),
        };
        view! { <button class="ds-button" type="submit" autofocus>{text}</button> }
    });
    let help = if is_any { words::CONFIRM_HELP } else { words::NOTHING_TO_DO };
    view! {
        <section class="section bulk-step" aria-labelledby="h-change">
            <h2 id="h-change">{change_title(change, names, language, view.home)}</h2>
            <dl class="job-counts">
                {count(words::WILL_CHANGE, forecast.changes, "changed")}
                {count(words::STAYS, forecast.same, "skipped")}
                {count(words::CANT, refused, "failed")}
            </dl>
            {of_first}
            <form class="form" method="post" action="/api/staff/bulk-confirm" data-plain>
                {view.hidden()}
                <div class="form-actions">
                    {confirm}
                    <a class="ds-button" data-variant="tertiary" data-swap data-keep href=again>{words::BACK.get(language)}</a>
                </div>
                <p class="muted small">{help.get(language)}</p>
            </form>
        </section>
        {examples}
        {cant}
    }
}

/// What stands where there is nothing.
fn nothing(change: &BulkChange) -> Text {
    field::customer(&change.field).and_then(|field| follows_text(field, None)).unwrap_or(words::NOTHING)
}

fn and_more(more: i64, language: Language) -> Option<impl IntoView> {
    (more > 0).then(|| view! { <p class="muted small">{words::MORE.with(language, &[("count", &counted(more))])}</p> })
}

fn row(example: &Example, nothing: &'static str, language: Language) -> impl IntoView + use<> {
    let or_nothing = |text: &str| if text.is_empty() { nothing.to_owned() } else { text.to_owned() };
    let new = example.new.as_ref().map(|new| {
        view! {
            <Icon name="arrow-right" small=true/>
            <span class="sr-only">" "{words::BECOMES.get(language)}" "</span>
            <ins>{or_nothing(new)}</ins>
        }
    });
    let old = if new.is_some() {
        view! { <del>{or_nothing(&example.old)}</del> }.into_any()
    } else {
        view! { <span class="muted">{or_nothing(&example.old)}</span> }.into_any()
    };
    view! {
        <li>
            <a class="bulk-who" href=format!("/customers/{}", example.customer)>{example.name.clone()}</a>
            <span class="change">{old}{new}</span>
        </li>
    }
}

fn reason(refusal: &Refusal, nothing: &'static str, language: Language) -> impl IntoView + use<> {
    let rows = refusal.examples.iter().map(|example| row(example, nothing, language)).collect_view();
    let more = refusal.count - i64::try_from(refusal.examples.len()).unwrap_or_default();
    view! {
        <p class="bulk-why"><strong>{grouped(refusal.count)}</strong>": "{problem_text(refusal.problem, language)}</p>
        <ul class="bulk-examples">{rows}</ul>
        {and_more(more, language)}
    }
}
