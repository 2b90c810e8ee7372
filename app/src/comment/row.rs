//! One comment with its answers, and what can be done with it.

use super::edit::edit_form;
use crate::{
    card::{CardView, Editing},
    i18n::{comment as words, common},
    ui::{Avatar, ErrorText, Icon, SpriteIcon, TextArea, linked, menu_panel},
};
use domain::{
    comment::{Comment, MAX, segments},
    field,
    policy::Action,
    text::Text,
};
use leptos::prelude::*;

/// Where comments are sent.
pub const ADD: &str = "/api/staff/comment-add";

/// What each form of a comment sends beside its values.
pub(super) fn hidden(view: &CardView, comment: Option<&Comment>) -> impl IntoView + use<> {
    let comment = comment.map(|comment| view! { <input type="hidden" name="comment" value=comment.id.to_string()/> });
    view! { <input type="hidden" name="customer" value=view.card.id.to_string()/>{comment} }
}

/// The text of a comment, with those marked whom it calls on, and addresses as links.
pub(super) fn text(comment: &Comment) -> impl IntoView + use<> {
    segments(&comment.body, &comment.mentions)
        .into_iter()
        .map(
            |(part, calls)| {
                if calls { view! { <span class="mention">{part.to_owned()}</span> }.into_any() } else { linked(part) }
            },
        )
        .collect_view()
}

/// A fixed comment with its answers.
pub(super) fn fixed_row(view: &CardView, comment: &Comment) -> AnyView {
    if is_edited(view, comment) {
        return view! { <li class="pinned-row">{edit_form(view, comment)}</li> }.into_any();
    }
    view! {
        <li class="pinned-row" id=format!("comment-{}", comment.id)>
            <Icon name="pin"/>
            <div><p class="pinned-text">{text(comment)}</p>{about(view, comment)}{answers(view, comment)}</div>
            {menu(view, comment)}
        </li>
    }
    .into_any()
}

fn is_edited(view: &CardView, comment: &Comment) -> bool {
    view.editing == Some(Editing::Comment(comment.id)) && view.may(Action::WriteComment)
}

fn menu(view: &CardView, comment: &Comment) -> impl IntoView {
    let language = view.session.language;
    let (fixed, fix_icon, fix_text): (_, _, Text) =
        if comment.fixed { ("false", "pin-off", words::UNFIX) } else { ("true", "pin", words::FIX) };
    // Answers stand where they stand.
    let fix = comment.answers.is_none().then(|| {
        view! {
            <form method="post" action="/api/staff/comment-fix">
                {hidden(view, Some(comment))}
                <input type="hidden" name="fixed" value=fixed/>
                <button class="menu-item" type="submit"><SpriteIcon name=fix_icon/><span>{fix_text.get(language)}</span></button>
            </form>
        }
    });
    let settle = comment.anchor.is_some().then(|| settle_form(view, comment));
    view.may(Action::WriteComment).then(|| {
        view! {
            <details class="menu">
                <summary class="icon-button" aria-label=words::MENU.get(language)><Icon name="ellipsis"/></summary>
                {menu_panel(view! {
                    <a class="menu-item" data-swap href=format!("?comment={0}#comment-{0}", comment.id)>
                        <SpriteIcon name="pencil"/><span>{common::EDIT.get(language)}</span>
                    </a>
                    {settle}{fix}
                    <hr class="menu-line"/>
                    <form method="post" action="/api/staff/comment-delete">
                        {hidden(view, Some(comment))}
                        <button class="menu-item" data-color="danger" type="submit"><SpriteIcon name="trash-2"/><span>{common::DELETE.get(language)}</span></button>
                    </form>
                }.into_any())}
            </details>
        }
    })
}

/// The form that says that what a comment at a field asked for is settled, or is not after all.
fn settle_form(view: &CardView, comment: &Comment) -> impl IntoView + use<> {
    let (resolved, icon, says) = match comment.resolved {
        Some(_) => ("false", "rotate-ccw", words::REOPEN),
        None => ("true", "check", words::SETTLE),
    };
    view! {
        <form method="post" action="/api/staff/comment-resolve">
            {hidden(view, Some(comment))}
            <input type="hidden" name="resolved" value=resolved/>
            <button class="menu-item" type="submit"><SpriteIcon name=icon/><span>{says.get(view.session.language)}</span></button>
        </form>
    }
}

/// At which field a comment stands, and whether that is settled.
fn about(view: &CardView, comment: &Comment) -> Option<AnyView> {
    let language = view.session.language;
    let key = comment.anchor.as_deref()?;
    let label = field::customer(key).map_or_else(|| words::GONE_FIELD.get(language), |field| field.label.get(language));
    let is_settled = comment.resolved.is_some();
    let settled = comment.resolved.as_ref().map(|resolved| {
        let says = if resolved.by_change { words::SETTLED_BY_CHANGE } else { words::SETTLED_BY };
        let when = view.clock.shown(&resolved.at);
        let says = says.with(language, &[("who", &resolved.by), ("when", &when)]);
        view! { <span class="comment-settled"><Icon name="check" small=true/>{says}</span> }
    });
    Some(
        view! {
            <p class="comment-about" data-settled=is_settled>
                <span class="ds-tag">{words::ABOUT.with(language, &[("field", label)])}</span>{settled}
            </p>
        }
        .into_any(),
    )
}

/// The answers to a comment, with the way to write another.
fn answers(view: &CardView, comment: &Comment) -> impl IntoView + use<> {
    let language = view.session.language;
    let rows = view
        .comments
        .iter()
        .filter(|answer| answer.answers == Some(comment.id))
        .map(|answer| comment_row(view, answer))
        .collect_view();
    let form = (view.editing == Some(Editing::Answer(comment.id)) && view.may(Action::WriteComment))
        .then(|| answer_form(view, comment).into_any());
    let way = (form.is_none() && view.may(Action::WriteComment)).then(|| {
        view! {
            <a class="link small comment-answer" data-swap href=format!("?answer={0}#comment-{0}", comment.id)>
                {words::ANSWER.get(language)}<span class="sr-only">" "{words::TO.with(language, &[("who", &comment.author)])}</span>
            </a>
        }
    });
    view! { <ul class="comment-answers">{rows}</ul>{form}{way} }
}

fn answer_form(view: &CardView, comment: &Comment) -> impl IntoView + use<> {
    let language = view.session.language;
    let id = comment.id.to_string();
    let failed = view.failed(ADD).filter(|state| state.typed("answers") == Some(id.as_str()));
    let problem = failed.and_then(|state| state.error.problem_of("body"));
    let typed = failed.and_then(|state| state.typed("body")).unwrap_or_default().to_owned();
    view! {
        <form class="form comment-answer-form" method="post" action=ADD>
            {hidden(view, None)}
            <input type="hidden" name="answers" value=id/>
            <div class="ds-field">
                <label class="ds-label" for="answer-body">{words::ANSWER_LABEL.with(language, &[("who", &comment.author)])}</label>
                <TextArea
                    id="answer-body".to_owned()
                    name="body".to_owned()
                    value=typed
                    maxlength=MAX
                    rows=Some(2)
                    autofocus=true
                    calls=true
                    error=problem.map(|_| "answer-body-e".to_owned())
                />
                {problem.map(|problem| view! { <ErrorText id="answer-body-e".to_owned() problem=problem language=language/> })}
            </div>
            <crate::ui::FormActions language=language/>
        </form>
    }
}

/// A comment of the stream with its answers, or an answer.
pub(super) fn comment_row(view: &CardView, comment: &Comment) -> AnyView {
    let language = view.session.language;
    let id = format!("comment-{}", comment.id);
    if is_edited(view, comment) {
        return view! { <li class="comment" id=id><Avatar name=comment.author.clone()/>{edit_form(view, comment)}</li> }.into_any();
    }
    let original = comment.original.as_ref().map(|original| {
        words::ORIGINAL.with(language, &[("who", &original.author), ("when", &view.clock.full(&original.at))])
    });
    let edited = (original.is_some() || comment.edited).then(|| {
        view! {
            <details class="edited">
                <summary>{words::EDITED.get(language)}</summary>
                {original.map(|text| view! { <p class="original">{text}</p> })}
                {comment.edited.then(|| view! { <p class="original">{words::TEXT_EDITED.get(language)}</p> })}
            </details>
        }
    });
    view! {
        <li class="comment" id=id>
            <Avatar name=comment.author.clone()/>
            <div>
                <div class="comment-head">
                    <b>{comment.author.clone()}</b>
                    <time datetime=comment.at.clone() title=view.clock.full(&comment.at)>{view.clock.shown(&comment.at)}</time>
                    {edited}
                </div>
                <p class="comment-text">{text(comment)}</p>
                {about(view, comment)}
                {comment.answers.is_none().then(|| answers(view, comment).into_any())}
            </div>
            {menu(view, comment)}
        </li>
    }
    .into_any()
}
