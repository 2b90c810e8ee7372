//! Server functions of what is written and said between the firm and a customer.

use crate::{error::ActionError, request};
use leptos::prelude::*;

/// Sends an e-mail to contacts of a customer and others; `to` are ids of contacts with commas, `files` of documents.
///
/// # Errors
/// What is wrong with which value; when there is no such customer, or the reader may not write.
#[server(prefix = "/api/staff", endpoint = "dialog-email")]
pub async fn send_email(
    customer: String,
    #[server(default)] to: String,
    #[server(default)] other: String,
    #[server(default)] copy: String,
    #[server(default)] subject: String,
    #[server(default)] body: String,
    #[server(default)] files: String,
) -> Result<(), ActionError> {
    let customer: domain::id::CustomerId = request::id(&customer)?;
    let message =
        store::dialog::Message { to: &to, other: &other, copy: &copy, subject: &subject, body: &body, files: &files };
    let mut tx = request::open().await?;
    store::dialog::send(&mut tx, customer, &message).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("/customers/{customer}/dialog"));
    Ok(())
}

/// Sends an SMS to contacts of a customer and others; `to` are ids of contacts with commas.
///
/// # Errors
/// What is wrong with which value; when there is no such customer, or the reader may not write.
#[server(prefix = "/api/staff", endpoint = "dialog-sms")]
pub async fn send_sms(
    customer: String,
    #[server(default)] to: String,
    #[server(default)] other: String,
    #[server(default)] body: String,
) -> Result<(), ActionError> {
    let customer: domain::id::CustomerId = request::id(&customer)?;
    let mut tx = request::open().await?;
    store::dialog::send_sms(&mut tx, customer, &store::dialog::Sms { to: &to, other: &other, body: &body }).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("/customers/{customer}/dialog"));
    Ok(())
}

/// Sends an e-mail about a customer to colleagues; `to` are their ids with commas. Where `comment` is `true` it is kept as
/// a comment of the sender too.
///
/// # Errors
/// What is wrong with which value; when there is no such customer, or the reader may not write.
#[server(prefix = "/api/staff", endpoint = "colleague-email")]
pub async fn email_colleagues(
    customer: String,
    #[server(default)] to: String,
    #[server(default)] subject: String,
    #[server(default)] body: String,
    #[server(default)] comment: String,
) -> Result<(), ActionError> {
    let customer: domain::id::CustomerId = request::id(&customer)?;
    let message = store::dialog::ToColleagues { to: &to, subject: &subject, body: &body };
    let origin = request::context()?.origin;
    let mut tx = request::open().await?;
    let kept =
        super::colleague::send_to_colleagues(&mut tx, customer, &message, comment == "true", origin.as_deref()).await?;
    if let (Some(comment), Some(origin)) = (kept, &origin) {
        crate::notice::mail_at_once(&mut tx, comment, origin).await?;
    }
    tx.commit().await?;
    leptos_axum::redirect(&format!("/customers/{customer}/dialog"));
    Ok(())
}

/// Registers a letter or a call, or what came by another way; `day` is a moment as an input gives it.
///
/// # Errors
/// What is wrong with which value; when there is no such customer, or the reader may not write.
#[server(prefix = "/api/staff", endpoint = "dialog-register")]
pub async fn register_dialog(
    customer: String,
    #[server(default)] kind: String,
    #[server(default)] direction: String,
    #[server(default)] day: String,
    #[server(default)] contact: String,
    #[server(default)] subject: String,
    #[server(default)] body: String,
) -> Result<(), ActionError> {
    let customer: domain::id::CustomerId = request::id(&customer)?;
    let mut tx = request::open().await?;
    let at = crate::shell::clock_of(tx.session()).parse(&day);
    let note = store::dialog::Note {
        kind: &kind,
        direction: &direction,
        at: at.as_deref(),
        contact: &contact,
        subject: &subject,
        body: &body,
    };
    store::dialog::register(&mut tx, customer, &note).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("/customers/{customer}/dialog"));
    Ok(())
}

/// Has what could not be sent of an entry, or may not be out, sent again.
///
/// # Errors
/// When there is nothing like that, or the reader may not write.
#[server(prefix = "/api/staff", endpoint = "dialog-retry")]
pub async fn retry_dialog(customer: String, entry: String) -> Result<(), ActionError> {
    let (customer, entry) = (request::id(&customer)?, request::id(&entry)?);
    let mut tx = request::open().await?;
    store::dialog::retry(&mut tx, customer, entry).await?;
    tx.commit().await?;
    Ok(())
}

/// Deletes an entry that somebody registered; the log keeps it.
///
/// # Errors
/// When there is no such entry, it was sent, or the reader may not write.
#[server(prefix = "/api/staff", endpoint = "dialog-delete")]
pub async fn delete_dialog(customer: String, entry: String) -> Result<(), ActionError> {
    let (customer, entry) = (request::id(&customer)?, request::id(&entry)?);
    let mut tx = request::open().await?;
    store::dialog::delete(&mut tx, customer, entry).await?;
    tx.commit().await?;
    Ok(())
}

/// Answers a message that a contact wrote in the portal; they are told by e-mail that it is there.
///
/// # Errors
/// What is wrong with the text; when there is no such message, or the reader may not write.
#[server(prefix = "/api/staff", endpoint = "dialog-answer")]
pub async fn answer_in_portal(
    customer: String,
    entry: String,
    #[server(default)] body: String,
) -> Result<(), ActionError> {
    let (customer, entry) = (request::id(&customer)?, request::id(&entry)?);
    let mut tx = request::open().await?;
    let answered = store::dialog::answer(&mut tx, customer, entry, &body).await?;
    if let (Some(email), Some(origin)) = (&answered.email, request::context()?.origin) {
        let firm = tx.session().tenant_name.clone();
        let link = format!("{origin}/portal/messages");
        let (subject, text) = crate::portal::answer_mail(&firm, &answered.first_name, &link, answered.language);
        let mail = store::outgoing::Mail {
            purpose: domain::outgoing::Purpose::Dialog,
            user: None,
            recipients: std::slice::from_ref(email),
            copies: &[],
            reply_to: None,
            subject: &subject,
            body: &text,
            html: None,
            is_secret: false,
        };
        store::outgoing::queue(&mut tx, &mail).await?;
    }
    tx.commit().await?;
    Ok(())
}
