//! What was just changed in the settings, with the way back: shown without a script, and the source of the toast
//! with one.

use super::words::{Reader, label, name, value_in_words};
use crate::{
    error::problem_text,
    i18n::{log, undo as words},
    ui::Icon,
};
use domain::{
    country::Country,
    error::Problem,
    field::Names,
    language::Language,
    setting_log::{Done, Kept},
    undo::Why,
};
use leptos::prelude::*;

/// What the notice needs.
#[derive(Clone, Debug)]
pub struct SettingNotice {
    /// What was just done.
    pub done: Option<Done>,
    /// Why nothing could be taken back.
    pub refused: Option<Problem>,
    /// What values refer to is called so.
    pub names: Names,
    /// The reader's language.
    pub language: Language,
    /// The firm's country.
    pub home: Country,
}

/// The notice; an empty place where there is nothing to say.
#[must_use]
pub fn setting_notice(view: &SettingNotice) -> impl IntoView + use<> {
    let language = view.language;
    let refused = view.refused.map(|problem| {
        view! { <div class="notice" role="alert"><Icon name="info"/><p>{problem_text(problem, language)}</p></div> }
    });
    let done = view.done.as_ref().map(|done| {
        let says = match (done.is_undo, done.is_redo, done.taken) {
            (true, _, false) => words::NOTHING_TAKEN,
            (true, _, true) if !done.kept.is_empty() => words::PARTLY_TAKEN,
            (true, false, true) => words::TAKEN_BACK,
            (true, true, true) => words::DONE_AGAIN,
            (false, ..) => words::SAVED,
        };
        let back = if done.is_undo && !done.is_redo { words::DO_AGAIN } else { words::UNDO };
        let after = if done.is_undo && !done.is_redo { words::DONE_AGAIN } else { words::TAKEN_BACK };
        let form = done.entry.map(|entry| {
            view! {
                <form method="post" action="/api/staff/settings-undo" data-undo=back.get(language) data-saved=after.get(language)>
                    <input type="hidden" name="entry" value=entry.to_string()/>
                    <button class="link" type="submit"><Icon name="undo-2"/>{back.get(language)}</button>
                </form>
            }
        });
        let kept = (!done.kept.is_empty()).then(|| {
            let rows = done.kept.iter().map(|kept| view! { <li>{kept_in_words(kept, view)}</li> }).collect_view();
            view! { <ul class="notice-kept">{rows}</ul> }
        });
        let class = if done.kept.is_empty() { "notice notice-said" } else { "notice" };
        view! {
            <div class=class role="status" data-says=says.get(language)>
                <Icon name=if done.kept.is_empty() { "circle-check" } else { "info" }/>
                <div><p>{says.get(language)}</p>{kept}</div>
                {form}
            </div>
        }
    });
    view! { <div data-region="notice">{refused}{done}</div> }
}

fn kept_in_words(kept: &Kept, view: &SettingNotice) -> String {
    let language = view.language;
    let reader = Reader { names: &view.names, language, home: view.home };
    let area = kept.subject.area().map_or("", |area| area.name(language));
    let named = name(&kept.subject, language);
    let label = label(&kept.subject, &kept.column, language).unwrap_or_default();
    let what = [label.as_str(), if named.is_empty() { area } else { &named }];
    let what: Vec<&str> = what.into_iter().filter(|part| !part.is_empty()).collect();
    let what = what.join(" – ");
    let by = if kept.by.is_empty() { log::SYSTEM.get(language) } else { &kept.by };
    match kept.why {
        Why::Changed if label.is_empty() => words::KEPT_ROW.with(language, &[("what", &what), ("who", by)]),
        Why::Changed => {
            let stands = value_in_words(&kept.subject, &kept.column, &kept.stands, reader);
            words::KEPT.with(language, &[("what", &what), ("who", by), ("stands", &stands)])
        }
        Why::Gone => words::GONE.with(language, &[("what", &what)]),
        Why::Added | Why::Impossible => words::IMPOSSIBLE.with(language, &[("what", &what)]),
        Why::Refused { problem } => {
            words::REFUSED.with(language, &[("what", &what), ("why", &problem_text(problem, language))])
        }
    }
}
