//! A value that somebody else changed meanwhile: mine, theirs, and what it was.

use crate::{i18n::card as words, ui::Icon};
use domain::{error::Conflict, language::Language};
use leptos::prelude::*;

/// Who changed it meanwhile, in a sentence.
pub(crate) fn who_changed(conflict: &Conflict, language: Language) -> String {
    if conflict.by_me {
        return words::CONFLICT_BY_ME.get(language).to_owned();
    }
    let who = if conflict.by.is_empty() { words::SOMEBODY.get(language) } else { &conflict.by };
    words::CONFLICT_BY.with(language, &[("who", who)])
}

/// Both values and what it was, in place of the form's buttons; `nothing` is how no value reads. It has the focus
/// itself, so that nobody who goes on typing takes the other's value away unseen.
pub(crate) fn conflict_view(
    conflict: &Conflict,
    nothing: &'static str,
    cancel: &'static str,
    language: Language,
) -> impl IntoView + use<> {
    let shown = |text: &str| if text.is_empty() { nothing.to_owned() } else { text.to_owned() };
    view! {
        <div class="conflict" role="alert" tabindex="-1" autofocus=true>
            <p class="conflict-title">
                <Icon name="triangle-alert"/>
                <span>{who_changed(conflict, language)}</span>
            </p>
            <dl>
                <dt>{words::CONFLICT_MINE.get(language)}</dt>
                <dd>{shown(&conflict.mine_shown)}</dd>
                <dt>{words::CONFLICT_THEIRS.get(language)}</dt>
                <dd>{shown(&conflict.theirs_shown)}</dd>
                <dt>{words::CONFLICT_WAS.get(language)}</dt>
                <dd class="was">{shown(&conflict.was_shown)}</dd>
            </dl>
            <div class="form-actions">
                <button class="ds-button" type="submit" data-small>{words::KEEP_MINE.get(language)}</button>
                <a class="ds-button" data-variant="secondary" data-small data-swap data-cancel href=cancel>{words::KEEP_THEIRS.get(language)}</a>
            </div>
        </div>
    }
}
