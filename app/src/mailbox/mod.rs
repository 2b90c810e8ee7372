//! People's own mailboxes: connecting one in the profile, and the page of what was read of it.

mod actions;
mod message;
mod page;
mod setting;

pub use actions::{
    AttachMail, ConnectMailbox, DetachMail, DisconnectMailbox, KeepMailFile, ReadMailbox, attach_mail, connect_mailbox,
    detach_mail, disconnect_mailbox, keep_mail_file, read_mailbox,
};
pub use page::{MailboxPage, MailboxView};
pub use setting::{MailboxSetting, mailbox_setting};

use crate::{
    i18n::mailbox as words,
    ui::{Icon, time::Clock},
};
use domain::mailbox::Mailbox;
use leptos::prelude::*;

/// Where a mailbox is connected.
pub const CONNECT: &str = "/api/staff/mailbox-connect";
/// Where messages are put onto a card.
pub const ATTACH: &str = "/api/staff/mailbox-attach";

/// Where a file of a message is kept as a document.
pub const KEEP_FILE: &str = "/api/staff/mailbox-file";

/// When a mailbox was read, or why it can't be and when it is tried again.
fn state(mailbox: &Mailbox, clock: &Clock) -> impl IntoView + use<> {
    let language = clock.language;
    let read = mailbox.read_at.as_ref().map_or_else(
        || words::NOT_READ.get(language).to_owned(),
        |at| words::READ_AT.with(language, &[("when", &clock.shown(at))]),
    );
    match mailbox.problem {
        None => view! { <p class="muted small">{read}</p> }.into_any(),
        Some(problem) => {
            let again = words::TRIED_AGAIN.with(language, &[("when", &clock.shown(&mailbox.due_at))]);
            view! {
                <div class="notice" role="status" data-color="warning">
                    <Icon name="triangle-alert"/>
                    <p>{words::problem(problem).get(language)}" "<span class="muted">{again}</span></p>
                </div>
            }
            .into_any()
        }
    }
}

/// Has it read now.
fn read_now(clock: &Clock) -> impl IntoView + use<> {
    let language = clock.language;
    view! {
        <form method="post" action="/api/staff/mailbox-read" data-saved=words::READING.get(language)>
            <button class="ds-button" data-variant="secondary" data-small type="submit"><Icon name="refresh-cw"/>{words::READ_NOW.get(language)}</button>
        </form>
    }
}
