//! What others changed since the reader looked at the card last: one folded line above it, with the changes by
//! section. It is read from the log by the same marks as the dots of the sections, and goes with them.

use super::CardView;
use crate::{
    i18n::{live as words, log},
    log::{column_label, verb},
    ui::Icon,
};
use domain::section::Section;
use leptos::prelude::*;
use store::seen::Change;

/// The line; an empty place where there is nothing new. While the page is open it stays as it was when the page came.
#[must_use]
pub fn since_notice(view: &CardView) -> impl IntoView + use<> {
    let language = view.session.language;
    let changes = view.card.news.changes();
    let notice = (!changes.is_empty() && view.as_of.is_none()).then(|| {
        let mut people: Vec<&str> = Vec::new();
        for change in changes {
            let by = if change.by.is_empty() { log::SYSTEM.get(language) } else { &change.by };
            if !people.contains(&by) {
                people.push(by);
            }
        }
        let count = match changes.len() {
            1 => words::SINCE_ONE.get(language).to_owned(),
            count => words::SINCE.with(language, &[("count", &count.to_string())]),
        };
        let sections: Vec<Section> = view.card.news.sections().collect();
        let parts = sections.into_iter().map(|section| part(view, section)).collect_view();
        view! {
            <details class="since">
                <summary>
                    <Icon name="history"/>
                    <span class="since-count">{count}</span>
                    <span class="since-who">{people.join(", ")}</span>
                    <Icon name="chevron-down"/>
                </summary>
                <div class="since-parts">{parts}</div>
                <form method="post" action="/api/staff/look">
                    <input type="hidden" name="customer" value=view.card.id.to_string()/>
                    <input type="hidden" name="looked" value=view.card.news.told()/>
                    <button class="ds-button" data-variant="secondary" data-small type="submit">
                        <Icon name="check"/><span>{words::SINCE_DONE.get(language)}</span>
                    </button>
                </form>
            </details>
        }
    });
    view! { <div data-region="since" data-ours>{notice}</div> }
}

fn part(view: &CardView, section: Section) -> impl IntoView + use<> {
    let language = view.session.language;
    let rows = view
        .card
        .news
        .changes()
        .iter()
        .filter(|change| change.section == section)
        .map(|change| view! { <li>{line(view, change)}</li> })
        .collect_view();
    view! { <section><h3>{section.title(language)}</h3><ul>{rows}</ul></section> }
}

/// Who did what and when, in one line.
fn line(view: &CardView, change: &Change) -> impl IntoView + use<> {
    let language = view.session.language;
    let by = if change.by.is_empty() { log::SYSTEM.get(language).to_owned() } else { change.by.clone() };
    let fields: Vec<&str> =
        change.fields.iter().filter_map(|key| Some(column_label(change.category, key)?.get(language))).collect();
    let what = verb(change.category, change.operation).get(language);
    let fields = (!fields.is_empty()).then(|| format!(": {}", fields.join(", ")));
    view! { <b>{by}</b>" "{what}{fields}" "<time class="muted" datetime=change.at.clone()>{view.clock.shown(&change.at)}</time> }
}
