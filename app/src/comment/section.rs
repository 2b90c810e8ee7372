//! The sections of comments: the fixed ones, and the stream.

use super::row::{ADD, comment_row, fixed_row, hidden};
use crate::{
    card::{CardView, sections::SectionView},
    i18n::{comment as words, common},
    live::dot,
    ui::{ErrorText, Icon, TextArea},
};
use domain::{comment::MAX, policy::Action, section::Section};
use leptos::prelude::*;

/// The fixed comments.
pub const FIXED_VIEW: SectionView = SectionView { digest: fixed_digest, body: fixed_body };
/// The stream of comments.
pub const VIEW: SectionView = SectionView { digest, body };

fn fixed_digest(view: &CardView) -> String {
    match view.card.counts.fixed_comments {
        0 => common::NONE.get(view.session.language).to_owned(),
        count => count.to_string(),
    }
}

fn digest(view: &CardView) -> String {
    let counts = &view.card.counts;
    let language = view.session.language;
    match &counts.last_comment_at {
        Some(at) => words::DIGEST
            .with(language, &[("count", &counts.comments.to_string()), ("when", &view.clock.day_shown(at))]),
        None => common::NONE.get(language).to_owned(),
    }
}

fn fixed_rows(view: &CardView) -> impl IntoView + use<> {
    let fixed = view.comments.iter().filter(|comment| comment.fixed && comment.answers.is_none());
    fixed.map(|comment| fixed_row(view, comment)).collect_view()
}

fn fixed_body(view: &CardView) -> AnyView {
    let language = view.session.language;
    let rows = fixed_rows(view);
    let nothing = (view.card.counts.fixed_comments == 0)
        .then(|| view! { <div class="empty"><p>{words::FIXED_EMPTY.get(language)}</p></div> });
    let failed = view.failed(ADD).filter(|state| state.typed("fixed") == Some("true"));
    let problem = failed.and_then(|state| state.error.problem_of("body"));
    let typed = failed.and_then(|state| state.typed("body")).unwrap_or_default().to_owned();
    let adder = view.may(Action::WriteComment).then(|| {
        view! {
            <details class="adder" open=failed.is_some()>
                <summary><Icon name="plus"/>{words::NEW_FIXED.get(language)}</summary>
                <form class="form" method="post" action=ADD>
                    {hidden(view, None)}
                    <input type="hidden" name="fixed" value="true"/>
                    <div class="ds-field">
                        <label class="ds-label" for="fixed-body">{words::FIXED_LABEL.get(language)}</label>
                        <TextArea
                            id="fixed-body".to_owned()
                            name="body".to_owned()
                            value=typed
                            maxlength=MAX
                            calls=true
                            error=problem.map(|_| "fixed-body-e".to_owned())
                        />
                        {problem.map(|problem| view! { <ErrorText id="fixed-body-e".to_owned() problem=problem language=language/> })}
                    </div>
                    <div class="form-actions"><button class="ds-button" type="submit" data-small>{common::SAVE.get(language)}</button></div>
                </form>
            </details>
        }
    });
    view! { {nothing}<ul class="pinned">{rows}</ul>{adder} }.into_any()
}

fn write_form(view: &CardView) -> impl IntoView {
    let language = view.session.language;
    let failed = view.failed(ADD).filter(|state| {
        let is_filled = |name| state.typed(name).is_some_and(|typed| !typed.is_empty());
        state.typed("fixed") != Some("true") && !is_filled("answers") && !is_filled("anchor")
    });
    let problem = failed.and_then(|state| state.error.problem_of("body"));
    let typed = failed.and_then(|state| state.typed("body")).unwrap_or_default().to_owned();
    view.may(Action::WriteComment).then(|| {
        view! {
            <form class="comment-write" method="post" action=ADD>
                {hidden(view, None)}
                <label class="sr-only" for="comment-body">{words::WRITE_LABEL.get(language)}</label>
                <TextArea
                    id="comment-body".to_owned()
                    name="body".to_owned()
                    value=typed
                    placeholder=words::WRITE.get(language).to_owned()
                    maxlength=MAX
                    calls=true
                    rows=Some(1)
                    error=problem.map(|_| "comment-body-e".to_owned())
                />
                {problem.map(|problem| view! { <ErrorText id="comment-body-e".to_owned() problem=problem language=language/> })}
                <div class="form-actions"><button class="ds-button" type="submit" data-small>{words::SEND.get(language)}</button></div>
            </form>
        }
    })
}

fn stream(view: &CardView) -> impl IntoView {
    let language = view.session.language;
    let rows = view.stream().map(|comment| comment_row(view, comment)).collect_view();
    let nothing = (view.card.counts.comments == 0)
        .then(|| view! { <div class="empty"><p>{words::EMPTY.get(language)}</p></div> });
    view! { {nothing}<ul class="comment-list">{rows}</ul> }
}

fn body(view: &CardView) -> AnyView {
    let language = view.session.language;
    let count = view.card.counts.comments;
    let more = (count > super::LATEST && view.as_of.is_none()).then(|| {
        let (href, text) = if view.all_comments {
            ("?comments=latest".to_owned(), words::SHOW_LATEST.get(language).to_owned())
        } else {
            ("?comments=all".to_owned(), words::SHOW_ALL.with(language, &[("count", &count.to_string())]))
        };
        view! { <div class="section-foot"><a class="link" data-swap data-keep href=href>{text}</a></div> }
    });
    view! { {write_form(view)}{stream(view)}{more} }.into_any()
}

/// All comments on a page of their own.
#[must_use]
pub fn comments_tab(view: &CardView) -> impl IntoView {
    let language = view.session.language;
    view! {
        <section class="section" data-region="comments-tab" aria-labelledby="h-all-comments">
            <header class="section-head">
                <Icon name="message-circle"/>
                <h2 id="h-all-comments">{words::ALL.get(language)}</h2>
                {dot(view, Section::Comments)}
                <span class="digest">{digest(view)}</span>
            </header>
            <div class="section-body">{write_form(view)}<ul class="pinned">{fixed_rows(view)}</ul>{stream(view)}</div>
        </section>
    }
}
