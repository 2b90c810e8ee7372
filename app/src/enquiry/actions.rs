//! The server function of enquiries.

use crate::{error::ActionError, request};
use leptos::prelude::*;

/// Says how far an enquiry is, and what the firm answers. `version` is what was read.
///
/// # Errors
/// What is wrong with which value; when somebody has changed it since, there is no such enquiry, or the reader may not
/// change customers.
#[server(prefix = "/api/staff", endpoint = "enquiry-handle")]
pub async fn handle_enquiry(
    customer: String,
    enquiry: String,
    #[server(default)] version: i32,
    #[server(default)] state: String,
    #[server(default)] answer: String,
) -> Result<(), ActionError> {
    let (customer, enquiry) = (request::id(&customer)?, request::id(&enquiry)?);
    let mut tx = request::open().await?;
    store::enquiry::handle(&mut tx, customer, enquiry, version, &state, &answer).await?;
    request::commit(tx).await
}
