//! The page of one's own mailbox.

use super::{form_state, framed, offered, open, refused};
use crate::visit::Visit;
use app::{
    i18n::mailbox as words,
    mailbox::{ATTACH, KEEP_FILE, MailboxPage, MailboxView},
    shell::{Place, clock_of},
};
use axum::{extract::Query, response::Response};
use domain::{
    id::CustomerId,
    mailbox::{PAGE, Shown},
    plain_text,
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{StoreError, mailbox::Asked};

/// Most messages that the page shows.
const MOST: i64 = 500;

/// What the address of the page asks for.
#[derive(Default, Deserialize)]
pub(crate) struct Parameters {
    show: Option<String>,
    customer: Option<String>,
    words: Option<String>,
    entries: Option<i64>,
    form: Option<String>,
}

/// What was read of the mailbox of whoever visits.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    match read(&visit, &parameters).await {
        Ok(view) => {
            let session = view.session.clone();
            let title = words::TITLE.get(session.language).to_owned();
            framed(&visit, title, session, Place::Elsewhere, move || view! { <MailboxPage view=view/> })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, parameters: &Parameters) -> Result<MailboxView, StoreError> {
    let text = |of: &Option<String>| of.clone().unwrap_or_default();
    let mut tx = open(visit).await?;
    store::mailbox::may(&tx)?;
    let mailbox = store::mailbox::own(&mut tx).await?;
    let shown = Shown::from_key(&text(&parameters.show));
    let words = plain_text::line(&text(&parameters.words), 200).unwrap_or_default();
    let customer = match text(&parameters.customer).parse::<CustomerId>() {
        Ok(id) => store::mailbox::customer_name(&mut tx, id).await?.map(|name| (id, name)),
        Err(_) => None,
    };
    let asked = Asked { shown, customer: customer.as_ref().map(|(id, _)| *id), words: &words };
    let most = parameters.entries.unwrap_or(PAGE).clamp(PAGE, MOST);
    let (messages, has_more) = store::mailbox::list(&mut tx, asked, most).await?;
    let failed = form_state(&mut tx, parameters.form.as_deref())
        .await?
        .filter(|state| [ATTACH, KEEP_FILE].contains(&state.form.as_str()));
    let offered = offered(&mut tx, "other", failed.as_ref(), None).await?;
    let session = tx.commit().await?;
    let clock = clock_of(&session);
    Ok(MailboxView { session, clock, mailbox, messages, has_more, shown, words, customer, failed, offered })
}
