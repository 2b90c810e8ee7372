//! The sections of comments: the fixed ones, and the stream.

use crate::{
    card::{CardView, Editing, sections::SectionView},
    i18n::{comment as words, common},
    live::dot,
    ui::{Avatar, ErrorText, FormActions, Icon, SpriteIcon, TextArea, menu_panel},
};
use domain::{
    comment::{Comment, MAX},
    policy::Action,
    section::Section,
    text::Text,
};
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

fn hidden(view: &CardView, comment: Option<&Comment>) -> impl IntoView {
    let comment = comment.map(|comment| view! { <input type="hidden" name="comment" value=comment.id.to_string()/> });
    view! { <input type="hidden" name="customer" value=view.card.id.to_string()/>{comment} }
}

fn fixed_body(view: &CardView) -> AnyView {
    let language = view.session.language;
    let rows =
        view.comments.iter().filter(|comment| comment.fixed).map(|comment| fixed_row(view, comment)).collect_view();
    let nothing = (view.card.counts.fixed_comments == 0)
        .then(|| view! { <div class="empty"><p>{words::FIXED_EMPTY.get(language)}</p></div> });
    let failed = view.failed("/api/staff/comment-add").filter(|state| state.typed("fixed") == Some("true"));
    let problem = failed.and_then(|state| state.error.problem_of("body"));
    let typed = failed.and_then(|state| state.typed("body")).unwrap_or_default().to_owned();
    let adder = view.may(Action::WriteComment).then(|| {
        view! {
            <details class="adder" open=failed.is_some()>
                <summary><Icon name="plus"/>{words::NEW_FIXED.get(language)}</summary>
                <form class="form" method="post" action="/api/staff/comment-add">
                    {hidden(view, None)}
                    <input type="hidden" name="fixed" value="true"/>
                    <div class="ds-field">
                        <label class="ds-label" for="fixed-body">{words::FIXED_LABEL.get(language)}</label>
                        <TextArea
                            id="fixed-body".to_owned()
                            name="body".to_owned()
                            value=typed
                            maxlength=MAX
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

fn fixed_row(view: &CardView, comment: &Comment) -> AnyView {
    if view.editing == Some(Editing::Comment(comment.id)) && view.may(Action::WriteComment) {
        return view! { <li class="pinned-row">{edit_form(view, comment)}</li> }.into_any();
    }
    view! {
        <li class="pinned-row">
            <Icon name="pin"/>
            <p class="pinned-text">{comment.body.clone()}</p>
            {menu(view, comment)}
        </li>
    }
    .into_any()
}

fn menu(view: &CardView, comment: &Comment) -> impl IntoView {
    let language = view.session.language;
    let (fixed, fix_icon, fix_text): (_, _, Text) =
        if comment.fixed { ("false", "pin-off", words::UNFIX) } else { ("true", "pin", words::FIX) };
    view.may(Action::WriteComment).then(|| {
        view! {
            <details class="menu">
                <summary class="icon-button" aria-label=words::MENU.get(language)><Icon name="ellipsis"/></summary>
                {menu_panel(view! {
                    <a class="menu-item" data-swap href=format!("?comment={0}#comment-{0}", comment.id)>
                        <SpriteIcon name="pencil"/><span>{common::EDIT.get(language)}</span>
                    </a>
                    <form method="post" action="/api/staff/comment-fix">
                        {hidden(view, Some(comment))}
                        <input type="hidden" name="fixed" value=fixed/>
                        <button class="menu-item" type="submit"><SpriteIcon name=fix_icon/><span>{fix_text.get(language)}</span></button>
                    </form>
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

fn write_form(view: &CardView) -> impl IntoView {
    let language = view.session.language;
    let failed = view.failed("/api/staff/comment-add").filter(|state| state.typed("fixed") != Some("true"));
    let problem = failed.and_then(|state| state.error.problem_of("body"));
    let typed = failed.and_then(|state| state.typed("body")).unwrap_or_default().to_owned();
    view.may(Action::WriteComment).then(|| {
        view! {
            <form class="comment-write" method="post" action="/api/staff/comment-add">
                {hidden(view, None)}
                <label class="sr-only" for="comment-body">{words::WRITE_LABEL.get(language)}</label>
                <TextArea
                    id="comment-body".to_owned()
                    name="body".to_owned()
                    value=typed
                    placeholder=words::WRITE.get(language).to_owned()
                    maxlength=MAX
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
    let rows =
        view.comments.iter().filter(|comment| !comment.fixed).map(|comment| comment_row(view, comment)).collect_view();
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
            <div class="section-body">{write_form(view)}{stream(view)}</div>
        </section>
    }
}

fn comment_row(view: &CardView, comment: &Comment) -> AnyView {
    let language = view.session.language;
    let id = format!("comment-{}", comment.id);
    if view.editing == Some(Editing::Comment(comment.id)) && view.may(Action::WriteComment) {
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
                <p class="comment-text">{comment.body.clone()}</p>
            </div>
            {menu(view, comment)}
        </li>
    }
    .into_any()
}

/// Text, author and date of one comment.
fn edit_form(view: &CardView, comment: &Comment) -> impl IntoView {
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
            <div class="conflict" role="alert">
                <p class="conflict-title">
                    <Icon name="triangle-alert"/>
                    <span>{crate::i18n::card::CONFLICT_BY.with(language, &[("who", &conflict.by)])}</span>
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
                    autofocus=true
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
