//! One message of one's own mailbox, on its page.

use super::{KEEP_FILE, MailboxView};
use crate::{
    i18n::mailbox as words,
    ui::{ErrorText, Icon, linked},
};
use domain::{
    document::shown_size,
    language::Language,
    mailbox::{Correspondent, Folder, MailboxMessage},
};
use leptos::prelude::*;

/// How much of a text stands there at first.
const EXCERPT: usize = 160;
/// How many people are named.
const NAMED: usize = 3;

/// What it is called.
fn subject(message: &MailboxMessage, language: Language) -> String {
    if message.subject.is_empty() { words::NO_SUBJECT.get(language).to_owned() } else { message.subject.clone() }
}

fn people(of: &[Correspondent], language: Language) -> String {
    let named = of.iter().take(NAMED).map(Correspondent::shown).collect::<Vec<_>>().join(", ");
    match of.len().saturating_sub(NAMED) {
        0 => named,
        more => words::AND_MORE.with(language, &[("people", &named), ("count", &more.to_string())]),
    }
}

/// The message, with a box to choose it.
pub(super) fn open(view: &MailboxView, message: &MailboxMessage) -> impl IntoView + use<> {
    let language = view.session.language;
    let id = message.id.to_string();
    let label = words::CHOOSE.with(language, &[("subject", &subject(message, language))]);
    let ticked = view.failed.as_ref().and_then(|state| state.typed("message")).is_some_and(|typed| typed.contains(&id));
    let suggested = message
        .suggested
        .iter()
        .filter(|one| view.customer.as_ref().is_none_or(|(id, _)| *id != one.id))
        .map(|one| {
            let label = words::PUT_ON.with(language, &[("customer", &one.name)]);
            view! {
                <button class="ds-button" data-variant="secondary" data-small type="submit" name="one" value=format!("{}:{}", message.id, one.id) aria-label=label title=one.number.to_string()>
                    <Icon name="plus"/><span>{one.name.clone()}</span>
                </button>
            }
        })
        .collect::<Vec<_>>();
    let suggested = (!suggested.is_empty()).then(|| {
        view! { <div class="mail-suggested"><span class="muted small">{words::SUGGESTED.get(language)}</span>{suggested}</div> }
    });
    view! {
        <li class="mail" id=format!("mail-{id}")>
            <input class="ds-input" type="checkbox" name="message" value=id.clone() aria-label=label checked=ticked/>
            <div class="mail-body">
                {head(view, message)}
                {text(message, language)}
                {suggested}
            </div>
        </li>
    }
}

/// The message, with the card that it is on and the way off it.
pub(super) fn on_card(view: &MailboxView, message: &MailboxMessage) -> impl IntoView + use<> {
    let language = view.session.language;
    let card = message.card.as_ref().map(|(customer, name)| {
        view! { <span class="muted small">{words::ON_CARD.get(language)}" "<a class="link" href=format!("/customers/{customer}/dialog")>{name.clone()}</a></span> }
    });
    view! {
        <li class="mail" id=format!("mail-{}", message.id)>
            <Icon name="mail"/>
            <div class="mail-body">
                {head(view, message)}
                {text(message, language)}
                {files(view, message)}
                <div class="mail-suggested">
                    {card}
                    <form method="post" action="/api/staff/mailbox-detach" data-saved=words::TAKEN_OFF.get(language)>
                        <input type="hidden" name="message" value=message.id.to_string()/>
                        <button class="ds-button" data-variant="tertiary" data-small type="submit"><Icon name="x"/>{words::TAKE_OFF.get(language)}</button>
                    </form>
                </div>
            </div>
        </li>
    }
}

/// Each file with the way to keep it as a document of the card.
fn files(view: &MailboxView, message: &MailboxMessage) -> impl IntoView + use<> {
    let language = view.session.language;
    let failed = view.failed.as_ref().filter(|state| state.form == KEEP_FILE);
    let failed = failed.filter(|state| state.typed("message") == Some(message.id.to_string().as_str()));
    let wrong = failed.and_then(|state| state.error.problem_of("file"));
    let error = format!("mail-file-{}-e", message.id);
    let wrong = wrong.map(|problem| view! { <ErrorText id=error problem=problem language=language/> });
    let forms = message
        .files
        .iter()
        .enumerate()
        .map(|(at, file)| {
            view! {
                <form method="post" action=KEEP_FILE data-saved=words::FILE_KEPT.get(language)>
                    <input type="hidden" name="message" value=message.id.to_string()/>
                    <input type="hidden" name="file" value=at.to_string()/>
                    <button class="ds-button" data-variant="tertiary" data-small type="submit"><Icon name="file-text"/>{words::KEEP_FILE.with(language, &[("file", &file.name)])}</button>
                </form>
            }
        })
        .collect::<Vec<_>>();
    (!forms.is_empty()).then(|| view! { <div class="mail-suggested">{forms}</div>{wrong} })
}

fn head(view: &MailboxView, message: &MailboxMessage) -> impl IntoView + use<> {
    let language = view.session.language;
    let (whom, others) = match message.folder {
        Folder::Inbox => (words::FROM, &message.from),
        Folder::Sent => (words::TO, &message.to),
    };
    let whom = whom.with(language, &[("people", &people(others, language))]);
    view! {
        <p class="mail-subject">{subject(message, language)}</p>
        <p class="comment-head">
            <span>{whom}</span>
            <time datetime=message.at.clone() title=view.clock.full(&message.at)>"· "{view.clock.shown(&message.at)}</time>
        </p>
    }
}

/// How the text begins, and all of it when asked for; plain text, whatever it was.
fn text(message: &MailboxMessage, language: Language) -> impl IntoView + use<> {
    let short: String = message.body.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(EXCERPT).collect();
    let is_all = short == message.body.trim();
    let body = if is_all {
        view! { <p class="mail-text">{linked(&message.body)}</p> }.into_any()
    } else {
        view! {
            <details class="mail-more">
                <summary><span class="mail-text">{short}"… "</span><span class="link">{words::WHOLE_TEXT.get(language)}</span></summary>
                <p class="mail-text mail-whole">{linked(&message.body)}</p>
            </details>
        }
        .into_any()
    };
    let files: Vec<String> = message
        .files
        .iter()
        .map(|file| match file.size {
            Some(size) => format!("{} ({})", file.name, shown_size(i64::try_from(size).unwrap_or(i64::MAX), language)),
            None => file.name.clone(),
        })
        .collect();
    let files = (!files.is_empty())
        .then(|| view! { <p class="muted small">{words::FILES.with(language, &[("files", &files.join(", "))])}</p> });
    let cut = (!message.is_whole).then(|| view! { <p class="muted small">{words::CUT.get(language)}</p> });
    view! { {body}{files}{cut} }
}
