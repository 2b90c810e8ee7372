//! The section on the card, and an entry as it stands there and in the tab.

use crate::{
    card::{CardView, sections::SectionView},
    i18n::{common, dialog as words, mailbox, template},
    outgoing::{problem_words, state_text},
    ui::{ErrorText, Icon, TextArea, linked},
};
use domain::{
    dialog::{DialogEntry, DialogKind, Direction, Sending},
    outgoing::{OutgoingProblem, OutgoingState},
    policy::Action,
};
use leptos::prelude::*;
use store::outgoing::Standing;

/// The section of dialog.
pub const VIEW: SectionView = SectionView { digest, body };

pub(super) fn digest(view: &CardView) -> String {
    let language = view.session.language;
    match &view.card.counts.last_dialog_at {
        Some(at) => words::DIGEST
            .with(language, &[("count", &view.card.counts.dialog.to_string()), ("when", &view.clock.day_shown(at))]),
        None => common::NONE.get(language).to_owned(),
    }
}

fn body(view: &CardView) -> AnyView {
    let language = view.session.language;
    let address = format!("{}/dialog", view.address());
    let rows = view.card.dialog.iter().map(|entry| row(view, entry, true)).collect_view();
    let nothing =
        view.card.dialog.is_empty().then(|| view! { <div class="empty"><p>{words::EMPTY.get(language)}</p></div> });
    let foot = view.as_of.is_none().then(|| {
        view! {
            <div class="section-foot dialog-ways">
                {ways(view)}
                <a class="link" href=address>{words::SHOW_ALL.get(language)}</a>
            </div>
        }
    });
    view! { {nothing}<ul class="comment-list">{rows}</ul>{foot} }.into_any()
}

/// The ways to write and to register.
pub(super) fn ways(view: &CardView) -> impl IntoView + use<> {
    let language = view.session.language;
    let address = format!("{}/dialog", view.address());
    view.may(Action::WriteDialog).then(|| {
        let way = |key: &str, icon: &'static str, text: domain::text::Text| {
            let href = format!("{address}?write={key}#write");
            view! { <a class="link" href=href><Icon name=icon/>{text.get(language)}</a> }
        };
        view! {
            {way("email", "mail", words::WRITE_EMAIL)}
            {way("sms", "message-square", words::WRITE_SMS)}
            {way("colleague", "users", words::WRITE_COLLEAGUE)}
            {way("note", "plus", words::REGISTER)}
            <a class="link" href=format!("/mailbox?customer={}", view.card.id)><Icon name="mail-open"/>{mailbox::FROM_MAILBOX.get(language)}</a>
        }
    })
}

const fn icon(kind: DialogKind) -> &'static str {
    match kind {
        DialogKind::Email => "mail",
        DialogKind::Sms => "message-square",
        DialogKind::Letter => "file-text",
        DialogKind::Call => "phone",
        DialogKind::Portal => "door-open",
    }
}

/// One entry; `short` shows how its text begins.
pub(super) fn row(view: &CardView, entry: &DialogEntry, short: bool) -> AnyView {
    let language = view.session.language;
    let kind = DialogKind::from_key(&entry.kind).unwrap_or(DialogKind::Letter);
    let direction = Direction::from_key(&entry.direction).unwrap_or(Direction::Out);
    let people = entry.people.join(", ");
    let whom = match (people.is_empty(), kind, direction) {
        (true, ..) => String::new(),
        (false, DialogKind::Call, _) => words::WITH.with(language, &[("people", &people)]),
        (false, _, Direction::Out) => words::TO_PEOPLE.with(language, &[("people", &people)]),
        (false, _, Direction::In) => words::FROM_PEOPLE.with(language, &[("people", &people)]),
    };
    let text = if short && entry.body.chars().count() > 200 {
        // An address that is cut would lead somewhere else.
        entry.body.chars().take(200).chain(['…']).collect::<String>().into_any()
    } else {
        linked(&entry.body)
    };
    let subject =
        (!entry.subject.is_empty()).then(|| view! { <p class="comment-text"><b>{entry.subject.clone()}</b></p> });
    let names_recipients = entry.sendings.len() > 1;
    let states = entry.sendings.iter().map(|sending| state(view, sending, names_recipients)).collect_view();
    view! {
        <li class="comment" id=format!("dialog-{}", entry.id)>
            <Icon name=icon(kind)/>
            <div>
                <p class="comment-head">
                    <b>{kind.name(language)}</b>
                    <span>{direction.name(language)}</span>
                    <span>"· "{entry.by.clone()}</span>
                    <time datetime=entry.at.clone() title=view.clock.full(&entry.at)>"· "{view.clock.shown(&entry.at)}</time>
                    <span>{whom}</span>
                </p>
                {subject}
                <p class="comment-text">{text}</p>
                {files(view, entry)}
                {(!entry.sendings.is_empty()).then(|| view! { <p class="comment-head dialog-states">{states}</p> })}
                {buttons(view, entry)}
                {answer(view, entry)}
            </div>
        </li>
    }
    .into_any()
}

/// The documents that went along, in the versions of then.
fn files(view: &CardView, entry: &DialogEntry) -> Option<AnyView> {
    let language = view.session.language;
    let files = entry.files.iter().map(|file| {
        let name = file.name.clone();
        let href = format!("{}/documents/{}/file?v={}", view.address(), file.document, file.number);
        let shown = if file.is_there { view! { <a href=href>{name}</a> }.into_any() } else { name.into_any() };
        view! { <span class="dialog-file"><Icon name="file-text"/>{shown}</span> }
    });
    let files: Vec<_> = files.collect();
    (!files.is_empty()).then(|| {
        view! { <p class="comment-head"><span class="sr-only">{template::ATTACHED.get(language)}</span>{files}</p> }
            .into_any()
    })
}

/// How far a message is, and why it has not gone out.
fn state(view: &CardView, sending: &Sending, names_recipient: bool) -> impl IntoView + use<> {
    let language = view.session.language;
    let standing = Standing {
        state: OutgoingState::from_key(&sending.state),
        problem: sending.problem.as_deref().map(OutgoingProblem::from_key),
        detail: sending.detail.clone().unwrap_or_default(),
    };
    let (text, colour) = state_text(standing.state);
    let text = if names_recipient {
        words::STATE_OF.with(language, &[("to", &sending.to), ("state", text.get(language))])
    } else {
        text.get(language).to_owned()
    };
    let why = problem_words(&standing, language).map(|why| view! { <span>{why}</span> });
    view! { <span class="ds-tag" data-color=colour>{text}</span>{why} }
}

/// Sending again what did not go out, and deleting what nobody sent.
fn buttons(view: &CardView, entry: &DialogEntry) -> impl IntoView + use<> {
    let language = view.session.language;
    let failed = entry.sendings.iter().any(|sending| OutgoingState::from_key(&sending.state).may_be_retried());
    // What somebody wrote in the portal stays.
    if entry.kind == DialogKind::Portal.key() {
        return None;
    }
    let (action, icon, text, said) = match (failed, entry.sendings.is_empty()) {
        (true, _) => ("/api/staff/dialog-retry", "refresh-cw", words::SEND_AGAIN, words::QUEUED_NOW),
        (false, true) => ("/api/staff/dialog-delete", "trash-2", words::DELETE, words::DELETED),
        (false, false) => return None,
    };
    view.may(Action::WriteDialog).then(|| {
        view! {
            <form method="post" action=action data-saved=said.get(language)>
                <input type="hidden" name="customer" value=view.card.id.to_string()/>
                <input type="hidden" name="entry" value=entry.id.to_string()/>
                <button class="link" type="submit"><Icon name=icon/>{text.get(language)}</button>
            </form>
        }
    })
}

/// Where an answer in the portal is sent.
pub(super) const ANSWER: &str = "/api/staff/dialog-answer";

/// The form that answers a contact in the portal.
fn answer(view: &CardView, entry: &DialogEntry) -> Option<AnyView> {
    let language = view.session.language;
    let is_asked = entry.kind == DialogKind::Portal.key() && entry.direction == Direction::In.key();
    if !is_asked || !view.may(Action::WriteDialog) || view.as_of.is_some() {
        return None;
    }
    let id = entry.id.to_string();
    let failed = view.failed(ANSWER).filter(|state| state.typed("entry") == Some(&id));
    let problem = failed.and_then(|state| state.error.problem_of("body"));
    let typed = failed.and_then(|state| state.typed("body")).unwrap_or_default().to_owned();
    let (field, message) = (format!("answer-{id}"), format!("answer-{id}-e"));
    let name = entry.people.join(", ");
    Some(
        view! {
            <details class="portal-answer" open=failed.is_some()>
                <summary class="link"><Icon name="door-open" small=true/>{words::PORTAL_ANSWER.get(language)}</summary>
                <form class="form" method="post" action=ANSWER data-saved=words::PORTAL_SENT.get(language)>
                    <input type="hidden" name="customer" value=view.card.id.to_string()/>
                    <input type="hidden" name="entry" value=id/>
                    <div class="ds-field">
                        <label class="ds-label" for=field.clone()>{words::PORTAL_ANSWER.get(language)}</label>
                        <TextArea id=field name="body".to_owned() value=typed maxlength=5000 rows=Some(3) error=problem.map(|_| message.clone())/>
                        <p class="muted small">{words::PORTAL_ADVICE.with(language, &[("name", &name)])}</p>
                        {problem.map(|problem| view! { <ErrorText id=message problem=problem language=language/> })}
                    </div>
                    <div class="form-actions"><button class="ds-button" data-small type="submit">{words::PORTAL_SEND.get(language)}</button></div>
                </form>
            </details>
        }
        .into_any(),
    )
}
