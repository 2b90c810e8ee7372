//! The form of one comment: its text, author and date.

use super::row::hidden;
use crate::{
    card::CardView,
    i18n::comment as words,
    ui::{ErrorText, FormActions, Icon, TextArea},
};
use domain::comment::{Comment, MAX};
use leptos::prelude::*;

/// Text, author and date of one comment.
pub(super) fn edit_form(view: &CardView, comment: &Comment) -> impl IntoView {
    let language = view.session.language;
    let failed = view
        .failed("/api/staff/comment-change")
        .filter(|state| state.typed("comment") == Some(comment.id.to_string().as_str()));
    let typed = |name: &str, kept: String| failed.and_then(|state| state.typed(name)).map_or(kept, str::to_owned);
    let problem = |name: &str| failed.and_then(|state| state.error.problem_of(name));
    let message = |name: &str| format!("edit-{name}-e");
    let error_text = |name: &str| {
        problem(name).map(|problem| view! { <ErrorText id=message(name) problem=problem language=language/> })
    };
    let conflict = failed.and_then(|state| state.error.conflicts.first());
    let version =
        conflict.map_or_else(|| typed("version", comment.version.to_string()), |conflict| conflict.version.to_string());
    let author = typed("author", comment.author_id.clone());
    let authors = view
        .choices
        .staff
        .iter()
        .map(|choice| view! { <option value=choice.value.clone() selected={choice.value == author}>{choice.label.clone()}</option> })
        .collect_view();
    let theirs = conflict.map(|conflict| {
        view! {
            <div class="conflict" role="alert" tabindex="-1" autofocus=true>
                <p class="conflict-title">
                    <Icon name="triangle-alert"/>
                    <span>{crate::editing::who_changed(conflict, language)}</span>
                </p>
                <dl><dt>{crate::i18n::card::CONFLICT_THEIRS.get(language)}</dt><dd>{conflict.theirs_shown.clone()}</dd></dl>
            </div>
        }
    });
    view! {
        <form class="comment-edit form" method="post" action="/api/staff/comment-change">
            {hidden(view, Some(comment))}
            <input type="hidden" name="version" value=version/>
            <div class="ds-field">
                <label class="ds-label" for="edit-body">{words::TEXT.get(language)}</label>
                <TextArea
                    id="edit-body".to_owned()
                    name="body".to_owned()
                    value=typed("body", comment.body.clone())
                    maxlength=MAX
                    autofocus={conflict.is_none()}
                    calls=true
                    error=problem("body").map(|_| message("body"))
                />
                {error_text("body")}
            </div>
            <div class="ds-field">
                <label class="ds-label" for="edit-author">{words::AUTHOR.get(language)}</label>
                <select class="ds-input" id="edit-author" name="author">{authors}</select>
                {error_text("author")}
            </div>
            <div class="ds-field">
                <label class="ds-label" for="edit-at">{words::DATE.get(language)}</label>
                <input
                    class="ds-input"
                    id="edit-at"
                    name="at"
                    type="datetime-local"
                    value=typed("at", view.clock.for_input(&comment.at))
                    aria-invalid=problem("at").map(|_| "true")
                    aria-describedby=problem("at").map(|_| message("at"))
                />
                {error_text("at")}
            </div>
            {theirs}
            <FormActions language=language/>
        </form>
    }
}
