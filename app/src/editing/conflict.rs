//! A value that somebody else changed meanwhile: mine, theirs, and what it was.

use crate::{i18n::card as words, ui::Icon};
use domain::{error::Conflict, language::Language};
use leptos::prelude::*;

/// Both values and what it was, in place of the form's buttons; `nothing` is how no value reads.
pub(crate) fn conflict_view(
    conflict: &Conflict,
    nothing: &'static str,
    cancel: &'static str,
    language: Language,
) -> impl IntoView + use<> {
    let somebody = || words::SOMEBODY.get(language).to_owned();
    let who = if conflict.by.is_empty() { somebody() } else { conflict.by.clone() };
    let shown = |text: &str| if text.is_empty() { nothing.to_owned() } else { text.to_owned() };
    view! {
        <div class="conflict" role="alert">
            <p class="conflict-title">
                <Icon name="triangle-alert"/>
                <span>{words::CONFLICT_BY.with(language, &[("who", &who)])}</span>
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
                <a class="ds-button" data-variant="secondary" data-small data-swap href=cancel>{words::KEEP_THEIRS.get(language)}</a>
            </div>
        </div>
    }
}
