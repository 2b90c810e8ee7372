//! What was just done, with the way back: a notice for those who read without a script, the
//! source of the toast for those who have one, and for all what could not be taken back.

use crate::{
    editing::{follows_text, same_number},
    error::problem_text,
    i18n::{log, merge, undo as words},
    log::column_label,
    ui::Icon,
};
use domain::{
    change::LogCategory,
    error::Problem,
    field,
    id::CustomerId,
    language::Language,
    undo::{Kept, Why},
};
use leptos::prelude::*;
use store::undo::Done;

/// What the notice needs.
#[derive(Clone, Debug)]
pub struct UndoView {
    /// Whose card it is.
    pub customer: CustomerId,
    /// Whether the reader may take things back.
    pub may_undo: bool,
    /// What was just done.
    pub done: Option<Done>,
    /// Why nothing could be taken back.
    pub refused: Option<Problem>,
    /// The reader's language.
    pub language: Language,
}

/// The notice of a page that is not of one customer: an empty place where nothing was done to any.
#[must_use]
pub fn notice_of(view: Option<&UndoView>) -> AnyView {
    match view {
        Some(view) => notice(view).into_any(),
        None => view! { <div data-region="notice"></div> }.into_any(),
    }
}

/// The notice; an empty place where there is nothing to say.
#[must_use]
pub fn notice(view: &UndoView) -> impl IntoView + use<> {
    let language = view.language;
    let hidden = || view! { <input type="hidden" name="customer" value=view.customer.to_string()/> };
    // What Ctrl+Z sends.
    let latest = view.may_undo.then(|| {
        view! {
            <form method="post" action="/api/staff/undo" hidden data-undo-latest data-saved=words::TAKEN_BACK.get(language)>{hidden()}</form>
        }
    });
    let refused = view.refused.map(|problem| {
        view! {
            <div class="notice" role="alert"><Icon name="info"/><p>{problem_text(problem, language)}</p></div>
        }
    });
    let done = view.done.as_ref().filter(|_| view.may_undo).map(|done| {
        let says = match (done.is_undo, done.is_redo, done.taken) {
            (true, _, false) => words::NOTHING_TAKEN,
            (true, _, true) if !done.kept.is_empty() => words::PARTLY_TAKEN,
            (true, false, true) => words::TAKEN_BACK,
            (true, true, true) => words::DONE_AGAIN,
            (false, ..) if done.is_merge => merge::MERGED,
            (false, ..) => words::SAVED,
        };
        let back = if done.is_undo && !done.is_redo { words::DO_AGAIN } else { words::UNDO };
        let after = if done.is_undo && !done.is_redo { words::DONE_AGAIN } else { words::TAKEN_BACK };
        let form = done.entry.map(|entry| {
            view! {
                <form method="post" action="/api/staff/undo" data-undo=back.get(language) data-saved=after.get(language)>
                    <input type="hidden" name="customer" value=done.customer.to_string()/>
                    {(done.customer != view.customer).then(|| view! { <input type="hidden" name="card" value=view.customer.to_string()/> })}
                    <input type="hidden" name="entry" value=entry.to_string()/>
                    <button class="link" type="submit"><Icon name="undo-2"/>{back.get(language)}</button>
                </form>
            }
        });
        let kept = (!done.kept.is_empty()).then(|| {
            let rows = done.kept.iter().map(|kept| view! { <li>{kept_in_words(kept, language)}</li> }).collect_view();
            view! { <ul class="notice-kept">{rows}</ul> }
        });
        // With a script the toast says it; what was kept stays in sight.
        let class = if done.kept.is_empty() { "notice notice-said" } else { "notice" };
        view! {
            <div class=class role="status" data-says=says.get(language)>
                <Icon name=if done.kept.is_empty() { "circle-check" } else { "info" }/>
                <div><p>{says.get(language)}</p>{kept}{same_number(&done.of_same_number, language)}</div>
                {form}
            </div>
        }
    });
    view! { <div data-region="notice">{latest}{refused}{done}</div> }
}

/// What was not taken back and why, in one sentence.
#[must_use]
pub fn kept_in_words(kept: &Kept, language: Language) -> String {
    let label = column_label(kept.category, &kept.column).map_or("", |label| label.get(language));
    let what = match (label.is_empty(), kept.subject.is_empty()) {
        (false, true) => label.to_owned(),
        (false, false) => format!("{label} ({})", kept.subject),
        (true, false) => kept.subject.clone(),
        (true, true) => words::CUSTOMER.get(language).to_owned(),
    };
    let by = if kept.by.is_empty() { log::SYSTEM.get(language) } else { &kept.by };
    let field = (kept.category == LogCategory::Customer).then(|| field::customer(&kept.column)).flatten();
    let nothing = field.and_then(|field| follows_text(field, None)).unwrap_or(log::NOTHING);
    let stands = if kept.stands.is_empty() { nothing.get(language) } else { &kept.stands };
    match kept.why {
        // A picture has no words that say what stands.
        Why::Changed if kept.column.is_empty() || kept.column == "logo" => {
            words::KEPT_ROW.with(language, &[("what", &what), ("who", by)])
        }
        Why::Changed => words::KEPT.with(language, &[("what", &what), ("who", by), ("stands", stands)]),
        Why::Gone => words::GONE.with(language, &[("what", &what)]),
        Why::Added => merge::ADDED_SINCE.with(language, &[("what", &what)]),
        Why::Impossible => words::IMPOSSIBLE.with(language, &[("what", &what)]),
        Why::Refused { problem } => {
            words::REFUSED.with(language, &[("what", &what), ("why", &problem_text(problem, language))])
        }
    }
}
