//! The tab: all that was written and said, what it is limited to, and what is being written.

use super::{
    form::writer,
    section::{digest, row, ways},
};
use crate::{card::CardView, i18n::dialog as words, live::dot, ui::Icon};
use domain::{
    dialog::{DialogKind, Direction},
    section::Section,
    text::Text,
};
use leptos::prelude::*;

/// All dialog on a page of its own.
#[must_use]
pub fn dialog_tab(view: &CardView) -> impl IntoView + use<> {
    let language = view.session.language;
    let dialog = view.dialog.clone().unwrap_or_default();
    let rows = dialog.entries.iter().map(|entry| row(view, entry, false)).collect_view();
    let nothing = dialog.entries.is_empty().then(|| {
        let text = if dialog.filter.is_empty() { words::EMPTY } else { words::NOTHING_FOUND };
        view! { <div class="empty"><p>{text.get(language)}</p></div> }
    });
    let more = dialog.has_more.then(|| {
        let count = dialog.entries.len() + usize::try_from(domain::dialog::PAGE).unwrap_or(50);
        view! { <div class="section-foot"><a class="link" data-swap data-keep href=format!("?entries={count}")>{words::MORE.get(language)}</a></div> }
    });
    view! {
        <div data-region="dialog-write">{writer(view)}</div>
        <section class="section" data-region="dialog-tab" aria-labelledby="h-all-dialog">
            <header class="section-head">
                <Icon name="mail-open"/>
                <h2 id="h-all-dialog">{words::ALL.get(language)}</h2>
                {dot(view, Section::Dialog)}
                <span class="digest">{digest(view)}</span>
            </header>
            <div class="section-body">
                <div class="section-foot dialog-ways">{ways(view)}</div>
                {filter(view)}
                {nothing}
                <ul class="comment-list">{rows}</ul>
                {more}
            </div>
        </section>
    }
}

/// What the entries are limited to: a form that makes an address.
fn filter(view: &CardView) -> impl IntoView + use<> {
    let language = view.session.language;
    let dialog = view.dialog.clone().unwrap_or_default();
    let chosen = &dialog.filter;
    let select = |name: &'static str, label: Text, options: Vec<(String, String)>, now: String| {
        let id = format!("dialog-{name}");
        let options = options
            .into_iter()
            .map(|(value, text)| view! { <option value=value.clone() selected={value == now}>{text}</option> })
            .collect_view();
        view! {
            <div class="ds-field">
                <label class="ds-label" for=id.clone()>{label.get(language)}</label>
                <select class="ds-input" id=id name=name><option value="">{words::ANY.get(language)}</option>{options}</select>
            </div>
        }
    };
    let day = |name: &'static str, label: Text, now: Option<&String>| {
        let id = format!("dialog-{name}");
        view! {
            <div class="ds-field">
                <label class="ds-label" for=id.clone()>{label.get(language)}</label>
                <input class="ds-input" id=id name=name type="date" value=now.cloned().unwrap_or_default()/>
            </div>
        }
    };
    let kinds = DialogKind::ALL.iter().map(|kind| (kind.key().to_owned(), kind.name(language).to_owned())).collect();
    let directions = Direction::ALL.iter().map(|one| (one.key().to_owned(), one.name(language).to_owned())).collect();
    let people = dialog.colleagues.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    let contacts = dialog.contacts.iter().map(|one| (one.id.to_string(), one.name.clone())).collect();
    let text = |id: Option<String>| id.unwrap_or_default();
    let clear = (!chosen.is_empty()).then(|| {
        view! { <a class="ds-button" data-variant="tertiary" data-small href=format!("{}/dialog", view.address())>{words::CLEAR.get(language)}</a> }
    });
    view! {
        <details class="adder" open=!chosen.is_empty()>
            <summary><Icon name="filter"/>{words::FILTER.get(language)}</summary>
            <form class="form" method="get" action=format!("{}/dialog", view.address())>
                <div class="form-row">
                    {select("kind", words::KIND, kinds, text(chosen.kind.map(|kind| kind.key().to_owned())))}
                    {select("direction", words::DIRECTION, directions, text(chosen.direction.map(|one| one.key().to_owned())))}
                    {select("by", words::BY, people, text(chosen.user.map(|id| id.to_string())))}
                    {select("with", words::CONTACT, contacts, text(chosen.contact.map(|id| id.to_string())))}
                </div>
                <div class="form-row">
                    {day("from", words::FROM, chosen.from.as_ref())}
                    {day("until", words::UNTIL, chosen.to.as_ref())}
                    <div class="ds-field">
                        <label class="ds-label" for="dialog-words">{words::WORDS.get(language)}</label>
                        <input class="ds-input" id="dialog-words" name="words" type="search" maxlength="200" value=chosen.words.clone()/>
                    </div>
                </div>
                <div class="form-actions">
                    <button class="ds-button" type="submit" data-small>{words::APPLY.get(language)}</button>
                    {clear}
                </div>
            </form>
        </details>
    }
}
