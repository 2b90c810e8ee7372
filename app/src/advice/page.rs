//! The page of what is new, and of advice about settings (seeds 004:87 to 004:91).

use super::words::of;
use crate::{
    help::{News, news},
    i18n::{advice as words, settings},
    settings::ask,
    ui::{Icon, Up, time::Clock},
};
use domain::{
    advice::{Advice, Finding},
    field::{Field, grouped},
    language::Language,
    text::plain,
};
use leptos::prelude::*;
use store::advice::Advised;

/// How many names stand in one piece of advice.
const NAMES: usize = 12;
/// How far the database counts.
const COUNTED: i64 = 1000;

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct AdviceView {
    /// Advice for the firm.
    pub advised: Advised,
    /// Up to which day the reader had read what is new; empty where they never have.
    pub seen: String,
    /// Whether the reader may say that advice is not for the firm.
    pub may_change: bool,
    /// Who may.
    pub administrators: Vec<String>,
    /// When it is read.
    pub clock: Clock,
}

/// The page of what is new, and of advice about settings.
#[component]
pub fn AdvicePage(
    /// Everything that it shows.
    view: AdviceView,
) -> impl IntoView {
    let language = view.clock.language;
    let open = &view.advised.open;
    let rows = open.iter().map(|finding| row(&view, finding, false)).collect_view();
    let nothing = open.is_empty().then(|| view! { <div class="empty"><p>{words::ADVICE_NONE.get(language)}</p></div> });
    let dismissed = view.advised.dismissed.iter().map(|finding| row(&view, finding, true)).collect_view();
    let dismissed = (!view.advised.dismissed.is_empty()).then(|| {
        view! {
            <details class="advice-dismissed">
                <summary>{words::DISMISSED_LIST.get(language)}" "<span class="count">{view.advised.dismissed.len()}</span></summary>
                <ul class="advice-list">{dismissed}</ul>
            </details>
        }
    });
    let looked_at = (!view.advised.is_all).then(|| {
        let count = grouped(view.advised.looked_at);
        view! { <p class="muted small advice-foot">{words::LOOKED_AT.with(language, &[("count", &count)])}</p> }
    });
    let all_news = news(language).iter().map(|news| news_view(&view, news)).collect_view();
    view! {
        <div class="settings-main advice">
            <Up href="/settings" to=settings::MENU.get(language)/>
            <div class="page-head"><h1>{words::TITLE.get(language)}</h1></div>
            {(!view.may_change).then(|| ask(&view.administrators, language))}
            <section class="section" data-region="advice" aria-labelledby="h-advice">
                <header class="section-head"><Icon name="settings"/><h2 id="h-advice">{words::ADVICE.get(language)}</h2></header>
                <div class="section-body">
                    {nothing}
                    <ul class="advice-list">{rows}</ul>
                    {dismissed}
                    {looked_at}
                </div>
            </section>
            <section class="section" aria-labelledby="h-news">
                <header class="section-head"><Icon name="star"/><h2 id="h-news">{words::NEWS.get(language)}</h2></header>
                <div class="section-body advice-news">{all_news}</div>
            </section>
        </div>
    }
}

fn news_view(view: &AdviceView, news: &News) -> impl IntoView {
    let language = view.clock.language;
    let day = view.clock.moment(&news.day).map(|moment| view.clock.long(&moment));
    let is_new = news.day > view.seen;
    let mark = is_new.then(|| view! { <span class="ds-tag" data-color="info">{words::NEW.get(language)}</span> });
    view! {
        <article id=format!("n{}", news.day)>
            <h3>{news.title.clone()}" "{mark}</h3>
            <p class="muted small">{day}</p>
            {news.view(language)}
        </article>
    }
}

/// One piece of advice: what is so, why it matters, where it is mended.
fn row(view: &AdviceView, finding: &Finding, is_dismissed: bool) -> impl IntoView + use<> {
    let language = view.clock.language;
    let advice = finding.advice;
    let (what, why, mend) = of(advice);
    let what = what.get(language);
    let count = (finding.count > 0).then(|| {
        let count = grouped(finding.count.min(COUNTED));
        let is_more = finding.count >= COUNTED && matches!(advice, Advice::Doubles | Advice::Logos);
        let shown = if is_more { words::AT_LEAST.with(language, &[("count", &count)]) } else { grouped(finding.count) };
        view! { " " <span class="count">{shown}</span> }
    });
    let more = (advice == Advice::InvoiceEmail).then(|| {
        view! { <a class="link" href="/customers?scope=firm&filter=invoice_email.empty">{words::SHOW_THEM.get(language)}</a> }
    });
    let (action, label) =
        if is_dismissed { (words::AGAIN, words::AGAIN_THAT) } else { (words::NOT_FOR_US, words::NOT_FOR_US_THAT) };
    let saved = if is_dismissed { words::SHOWN_AGAIN } else { words::DISMISSED };
    let dismiss = view.may_change.then(|| {
        view! {
            <form method="post" action="/api/staff/advice-dismiss" data-saved=saved.get(language)>
                <input type="hidden" name="advice" value=advice.key()/>
                <button class="ds-button" data-variant="tertiary" data-color="neutral" data-small type="submit" name="dismissed" value=if is_dismissed { "false" } else { "true" }
                    aria-label=label.with(language, &[("what", what)])>{action.get(language)}</button>
            </form>
        }
    });
    view! {
        <li class="advice-row" data-advice=advice.key()>
            <h3>{what}{count}</h3>
            <p class="muted">{why.get(language)}</p>
            {names(finding, language)}
            <div class="advice-actions">
                <a class="ds-button" data-variant="secondary" data-small href=advice.href()>{mend.get(language)}</a>
                {more}
                {dismiss}
            </div>
        </li>
    }
}

/// Fields and lists that it is about, each with the way to it.
fn names(finding: &Finding, language: Language) -> Option<AnyView> {
    let label = |field: &Field| plain(field.label.get(language));
    // Of fields that nobody has a value of there is nothing to see: their names are words.
    if finding.fields.iter().any(|(_, lacking)| *lacking == 0) {
        let names: Vec<_> = finding.fields.iter().map(|(field, _)| label(field)).collect();
        return Some(view! { <p>{names.join(" · ")}</p> }.into_any());
    }
    let fields = finding.fields.iter().map(|(field, _)| {
        let href = format!("/customers?scope=firm&filter={}.empty", field.key);
        view! { <a class="chip" href=href>{label(field)}</a> }.into_any()
    });
    let lists = finding.lists.iter().map(|unused| {
        let (href, name) = (format!("/lists/{}", unused.list.key()), unused.list.title().get(language));
        view! { <a class="chip" href=href>{name}" "<span class="count">{grouped(unused.count)}</span></a> }.into_any()
    });
    let all: Vec<AnyView> = fields.chain(lists).collect();
    let rest = all.len().saturating_sub(NAMES);
    let rest = (rest > 0).then(|| {
        view! { <span class="muted small">{words::AND_MORE.with(language, &[("count", &rest.to_string())])}</span> }
    });
    (!all.is_empty()).then(|| {
        let shown: Vec<AnyView> = all.into_iter().take(NAMES).collect();
        view! { <div class="chips">{shown}{rest}</div> }.into_any()
    })
}
