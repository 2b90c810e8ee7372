//! Filling a template of the firm into what is being written.

#![expect(clippy::too_many_arguments, reason = "a server function takes all that the form has")]

use crate::{error::ActionError, request};
use leptos::prelude::*;

/// Fills a template into what is being written: the form comes back with it. What was typed stays, the text below that of
/// the template.
///
/// # Errors
/// When there is no such customer or template, or the reader may not write.
#[server(prefix = "/api/staff", endpoint = "dialog-template")]
pub async fn use_template(
    customer: String,
    template: String,
    #[server(default)] to: String,
    #[server(default)] other: String,
    #[server(default)] copy: String,
    #[server(default)] subject: String,
    #[server(default)] body: String,
    #[server(default)] files: String,
) -> Result<(), ActionError> {
    use domain::{
        error::{ApiError, ErrorCode},
        template::fill,
    };
    let customer: domain::id::CustomerId = request::id(&customer)?;
    let mut tx = request::open().await?;
    store::dialog::may_write(&mut tx, customer).await?;
    let chosen = store::template::read(&mut tx, request::id(&template)?).await?;
    let mut values = store::template::values(&mut tx, customer).await?;
    let contacts = store::dialog::reachable(&mut tx, customer).await?;
    let ticked: Vec<&str> = to.split(',').collect();
    let names = contacts.iter().filter(|contact| ticked.contains(&contact.id.to_string().as_str()));
    let names: Vec<&str> = names.map(|contact| contact.first_name.as_str()).collect();
    // Several who get an SMS each get their own name, when it is sent.
    if chosen.kind == "email" || names.len() == 1 {
        values.first_names = names.join(", ");
    }
    let filled = |text: &str| fill(text, |field| values.of(field));
    let subject = if subject.trim().is_empty() { filled(&chosen.subject) } else { subject };
    let body =
        if body.trim().is_empty() { filled(&chosen.body) } else { format!("{}\n\n{body}", filled(&chosen.body)) };
    let form = if chosen.kind == "sms" { super::SEND_SMS } else { super::SEND_EMAIL };
    let id = customer.to_string();
    let typed = [
        ("customer", id),
        ("template", template),
        ("to", to),
        ("other", other),
        ("copy", copy),
        ("subject", subject),
        ("body", body),
        ("files", files),
    ];
    let typed = typed.map(|(name, value)| (name.to_owned(), value)).to_vec();
    let state = store::form_state::FormState { form: form.to_owned(), typed, error: ApiError::new(ErrorCode::Invalid) };
    let kept = store::form_state::keep(&mut tx, &state).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("/customers/{customer}/dialog?form={kept}#write"));
    Ok(())
}
