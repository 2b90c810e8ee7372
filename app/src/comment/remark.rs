//! Comments at one field of the card: the mark beside its value, and the panel beneath it.

use super::row::{ADD, text};
use crate::{
    editing::Editable,
    i18n::{comment as words, history},
    ui::{Avatar, ErrorText, Icon, TextArea, time::Clock},
};
use domain::{
    comment::{Comment, MAX},
    text::within,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Comments at the fields of one card.
#[derive(Clone, Debug, Default)]
pub struct Remarks {
    /// How many stand open at each field, by its key.
    pub open: BTreeMap<String, i64>,
    /// Whether the reader may write one.
    pub may_write: bool,
    /// The card's address.
    pub card: String,
    /// Those at the field that the reader asked for.
    pub shown: Option<Shown>,
}

/// The comments at one field.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The field's key.
    pub key: String,
    /// They, the newest first.
    pub comments: Vec<Comment>,
    /// When they are read.
    pub clock: Clock,
}

fn href(key: &str, editable: &Editable) -> String {
    let editing = if editable.is_editing(key) { format!("edit={key}&") } else { String::new() };
    format!("?{editing}remark={key}#field-{key}")
}

/// The mark beside a value that somebody has said something about; none where nothing stands open.
#[must_use]
pub fn remark_mark(key: &str, label: &str, editable: &Editable) -> Option<impl IntoView + use<>> {
    let remarks = editable.remarks.as_ref()?;
    let count = remarks.open.get(key).copied().filter(|count| *count > 0)?;
    let says = words::AT_FIELD.with(editable.language, &[("count", &count.to_string()), ("field", &within(label))]);
    let inner = view! { <Icon name="message-square" small=true/><span aria-hidden="true">{count}</span> };
    // A card of another time shows that they were there.
    Some(if remarks.card.is_empty() {
        view! { <span class="remark" role="img" aria-label=says>{inner}</span> }.into_any()
    } else {
        view! { <a class="remark" data-swap href=href(key, editable) aria-label=says.clone() title=says>{inner}</a> }
            .into_any()
    })
}

/// The way from the editor of a field to what is said about it.
#[must_use]
pub fn remark_way(key: &str, label: &str, editable: &Editable) -> Option<impl IntoView + use<>> {
    editable.remarks.as_ref().filter(|remarks| remarks.may_write)?;
    let says = words::COMMENT_ON.with(editable.language, &[("field", &within(label))]);
    Some(view! {
        <a class="history-link remark-way" data-swap data-keeps-typed href=href(key, editable) aria-label=says.clone() title=says>
            <Icon name="message-square"/>
        </a>
    })
}

/// The panel beneath a value; none where nobody asked for it.
#[must_use]
pub fn remark_panel(key: &str, label: &str, editable: &Editable) -> Option<AnyView> {
    let remarks = editable.remarks.as_ref()?;
    let shown = remarks.shown.as_ref().filter(|shown| shown.key == key)?;
    let language = editable.language;
    let title = words::ON_FIELD.with(language, &[("field", &within(label))]);
    let heading = title.clone();
    let close = if editable.is_editing(key) { format!("?edit={key}") } else { "?".to_owned() };
    let rows = shown
        .comments
        .iter()
        .filter(|comment| comment.answers.is_none())
        .map(|comment| row(comment, shown, remarks, editable));
    let rows = rows.collect_view();
    let form = remarks.may_write.then(|| form(key, label, editable).into_any());
    Some(
        view! {
            <div class="history remarks" role="group" aria-label=title data-return=key.to_owned()>
                <div class="history-head">
                    <h3>{heading}</h3>
                    <a class="icon-button" data-swap data-keeps-typed href=close aria-label=history::CLOSE.get(language)><Icon name="x"/></a>
                </div>
                <ul>{rows}</ul>
                {form}
            </div>
        }
        .into_any(),
    )
}

fn row(comment: &Comment, shown: &Shown, remarks: &Remarks, editable: &Editable) -> impl IntoView + use<> {
    let language = editable.language;
    let when = shown.clock.shown(&comment.at);
    let settle = (remarks.may_write && comment.resolved.is_none()).then(|| {
        view! {
            <form method="post" action="/api/staff/comment-resolve" data-return=shown.key.clone()>
                {editable.hidden_inputs()}
                <input type="hidden" name="comment" value=comment.id.to_string()/>
                <input type="hidden" name="resolved" value="true"/>
                <button class="take-back" type="submit"><Icon name="check" small=true/>{words::SETTLE.get(language)}</button>
            </form>
        }
    });
    let settled =
        comment.resolved.as_ref().map(|_| view! { <span class="history-now">{words::SETTLED.get(language)}</span> });
    let answers = shown.comments.iter().filter(|answer| answer.answers == Some(comment.id)).count();
    let thread = format!("{}/comments#comment-{}", remarks.card, comment.id);
    let answered = match answers {
        0 => words::ANSWER.get(language).to_owned(),
        _ => words::ANSWERS.with(language, &[("count", &answers.to_string())]),
    };
    view! {
        <li>
            <p class="history-value remark-text">{text(comment)}</p>
            <p class="history-meta">
                <span class="person"><Avatar name=comment.author.clone() size="small"/><span>{comment.author.clone()}" · "{when}</span></span>
                " · "<a class="link" href=thread>{answered}</a>
            </p>
            {settle}{settled}
        </li>
    }
}

fn form(key: &str, label: &str, editable: &Editable) -> impl IntoView + use<> {
    let language = editable.language;
    let failed = editable.form.as_ref().filter(|state| state.form == ADD && state.typed("anchor") == Some(key));
    let problem = failed.and_then(|state| state.error.problem_of("body"));
    let typed = failed.and_then(|state| state.typed("body")).unwrap_or_default().to_owned();
    view! {
        <form class="form" method="post" action=ADD data-return=key.to_owned()>
            {editable.hidden_inputs()}
            <input type="hidden" name="anchor" value=key.to_owned()/>
            <div class="ds-field">
                <label class="ds-label" for="remark-body">{words::COMMENT_ON.with(language, &[("field", &within(label))])}</label>
                <TextArea
                    id="remark-body".to_owned()
                    name="body".to_owned()
                    value=typed
                    maxlength=MAX
                    rows=Some(2)
                    autofocus=true
                    calls=true
                    error=problem.map(|_| "remark-body-e".to_owned())
                />
                {problem.map(|problem| view! { <ErrorText id="remark-body-e".to_owned() problem=problem language=language/> })}
            </div>
            <div class="form-actions"><button class="ds-button" type="submit" data-small>{words::SEND.get(language)}</button></div>
        </form>
    }
}
