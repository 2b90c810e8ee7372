//! What stood in a field before, with when, by whom and from where, and the way back to each.

use super::{Editable, name_of};
use crate::{
    i18n::{card, history as words},
    ui::{Icon, time::Clock},
};
use domain::{
    change::{Past, Source},
    field::{Field, Kind, Names, Record, shown},
    text::{Text, within},
};
use leptos::prelude::*;
use serde_json::{Map, Value};

/// The history of a field, or of the fields of an address together.
#[derive(Clone, Debug)]
pub struct History {
    /// The field's key, or `address-KIND`.
    pub key: String,
    /// The changes, the newest first.
    pub past: Vec<Past>,
    /// Names for what they refer to.
    pub names: Names,
    /// When it is read.
    pub clock: Clock,
}

/// Where a value comes from, in a sentence, with who it was where that is known.
const fn source_text(source: Source, has_name: bool) -> Text {
    match (source, has_name) {
        (Source::Typed, true) => words::TYPED_BY,
        (Source::Typed, false) => words::TYPED,
        (Source::Import, true) => words::IMPORT_BY,
        (Source::Import, false) => words::IMPORT,
        (Source::Portal, true) => words::PORTAL_BY,
        (Source::Portal, false) => words::PORTAL,
        (Source::Registry, true) => words::REGISTRY_BY,
        (Source::Registry, false) => words::REGISTRY,
        (Source::Interface, _) => words::INTERFACE,
        (Source::System, _) => words::SYSTEM,
        (Source::Demo, _) => words::DEMO,
    }
}

/// The link that opens the history of a field, for its editor, which stays, and for readers.
#[must_use]
pub fn history_link(key: &str, place: &str, what: &str, editable: &Editable) -> impl IntoView + use<> {
    let label = words::OF.with(editable.language, &[("what", &within(what))]);
    let is_editing = editable.is_editing(key);
    let editing = if is_editing { format!("edit={key}&") } else { String::new() };
    view! {
        <a class="history-link" data-swap data-keeps-typed=is_editing href=format!("?{editing}history={key}#{place}") aria-label=label.clone() title=label>
            <Icon name="history"/>
        </a>
    }
}

/// The panel beneath a value; none where its history was not asked for.
#[must_use]
pub fn history_panel(key: &str, what: &str, editable: &Editable) -> Option<AnyView> {
    let history = editable.history.as_ref().filter(|history| history.key == key)?;
    let language = editable.language;
    let close = if editable.is_editing(key) { format!("?edit={key}") } else { "?".to_owned() };
    let title = words::OF.with(language, &[("what", &within(what))]);
    let heading = title.clone();
    let now = history.past.first().map_or_else(
        || editable.unchanged().to_owned(),
        |newest| {
            source_text(newest.source, !newest.by.is_empty())
                .with(language, &[("who", &newest.by), ("when", &moment(history, &newest.at))])
        },
    );
    let rows = history
        .past
        .iter()
        .map(|past| {
            let meta = [moment(history, &past.at), past.by.clone(), kind_text(past.source).get(language).to_owned()];
            row(history, editable, past.field, &past.new, &joined(&meta))
        })
        .collect_view();
    let before = oldest(history)
        .map(|past| row(history, editable, past.field, &past.old, words::BEFORE.get(language)))
        .collect_view();
    Some(
        view! {
            <div class="history" role="group" aria-label=title data-return=key.to_owned()>
                <div class="history-head">
                    <h3>{heading}</h3>
                    <a class="icon-button" data-swap data-keeps-typed autofocus href=close aria-label=words::CLOSE.get(language)><Icon name="x"/></a>
                </div>
                <p class="muted">{now}</p>
                <ol>{rows}{before}</ol>
            </div>
        }
        .into_any(),
    )
}

fn moment(history: &History, at: &str) -> String {
    let (shown, full) = (history.clock.shown(at), history.clock.full(at));
    // Days that are long gone are told with the time of day too: values are compared by it.
    let time = full.split(' ').nth(1).unwrap_or_default();
    if shown.contains(':') { shown } else { format!("{shown} {time}") }
}

fn joined(parts: &[String]) -> String {
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" · ")
}

/// The first change of each field that was not its making: what stood before it is a value too.
fn oldest(history: &History) -> impl Iterator<Item = &Past> {
    history.past.iter().enumerate().filter_map(|(index, past)| {
        let is_last = !history.past.iter().skip(index + 1).any(|other| other.field.key == past.field.key);
        (is_last && !past.made && (!past.old.is_null() || past.field.inherits.is_some())).then_some(past)
    })
}

/// Where a value comes from, in a word.
#[must_use]
pub const fn kind_text(source: Source) -> Text {
    match source {
        Source::Typed => words::KIND_TYPED,
        Source::Import => words::KIND_IMPORT,
        Source::Registry => words::KIND_REGISTRY,
        Source::Portal => words::KIND_PORTAL,
        Source::Interface => words::KIND_INTERFACE,
        Source::System => words::KIND_SYSTEM,
        Source::Demo => words::KIND_DEMO,
    }
}

/// One value that stood there, with the form that puts it back.
fn row(history: &History, editable: &Editable, field: &'static Field, value: &Value, meta: &str) -> AnyView {
    let language = editable.language;
    let text = shown(field, value, &editable.values, &history.names, language, editable.home);
    let is_now = editable.values.0.get(field.key).unwrap_or(&Value::Null) == value;
    // An address has several fields: each says which it is.
    let label =
        (history.key != field.key).then(|| view! { <span class="muted">{field.label.get(language)}": "</span> });
    let value_shown = if text.is_empty() { editable.nothing(field.key).to_owned() } else { text };
    let typed = Record(Map::from_iter([(field.key.to_owned(), value.clone())])).typed(field);
    let can_be_kept = !typed.is_empty() || !editable.needs.is_must(field);
    let may = editable.may_change
        && editable.needs.may_change(field)
        && !is_now
        && can_be_kept
        && !matches!(field.kind, Kind::Number);
    let back = may.then(|| {
        let hidden = editable.hidden_inputs();
        view! {
            <form method="post" action=editable.action data-return=history.key.clone()
                data-saved=card::SAVED.with(language, &[("what", field.label.get(language))])>
                {hidden}
                <input type="hidden" name="version" value=editable.version/>
                <input type="hidden" name=name_of(field) value=typed/>
                <button class="take-back" type="submit">
                    <Icon name="undo-2" small=true/>{words::SET_BACK.get(language)}<span class="sr-only">": "{value_shown.clone()}</span>
                </button>
            </form>
        }
    });
    let is_first = history
        .past
        .iter()
        .find(|past| past.field.key == field.key)
        .is_none_or(|past| std::ptr::eq(&raw const past.new, value));
    let now = (is_now && is_first).then(|| view! { <span class="history-now">{words::NOW.get(language)}</span> });
    view! {
        <li>
            <p class="history-value">{label}{value_shown}</p>
            <p class="history-meta">{meta.to_owned()}</p>
            {now}{back}
        </li>
    }
    .into_any()
}
