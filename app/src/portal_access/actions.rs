//! Server functions of contacts' rights in the portal, and of invitations to it.

use crate::{error::ActionError, request};
use leptos::prelude::*;

/// The rights that were ticked, by their keys with commas between them.
fn rights_of(typed: &str) -> Vec<domain::portal::PortalRight> {
    use domain::portal::PortalRight;
    let keys: Vec<String> = typed.split(',').map(str::to_owned).collect();
    domain::portal::of_keys(PortalRight::ALL, PortalRight::key, &keys)
}

/// Gives a contact these rights in the portal, and no others. `version` is what was read.
///
/// # Errors
/// When somebody has changed them since, there is no such contact, or the reader may not change contacts.
#[server(prefix = "/api/staff", endpoint = "portal-rights")]
pub async fn change_portal_rights(
    customer: String,
    contact: String,
    #[server(default)] version: i32,
    #[server(default)] rights: String,
) -> Result<(), ActionError> {
    let (customer, contact) = (request::id(&customer)?, request::id(&contact)?);
    let mut tx = request::open().await?;
    store::portal::access::change(&mut tx, customer, contact, version, &rights_of(&rights)).await?;
    request::commit(tx).await
}

/// Invites a contact to the portal by e-mail, with a link that works once. The next page shows the link too.
///
/// # Errors
/// When the contact has ended or has no address, the portal is closed, there is no such contact, or the reader may not
/// change contacts.
#[server(prefix = "/api/staff", endpoint = "portal-invite")]
pub async fn invite_to_portal(customer: String, contact: String) -> Result<(), ActionError> {
    let (customer, contact) = (request::id(&customer)?, request::id(&contact)?);
    let mut tx = request::open().await?;
    let rights = store::portal::access::held(&mut tx, customer, contact).await?.rights;
    let origin = request::context()?.origin;
    let secret = hex::encode(rand::random::<[u8; 32]>());
    let token = store::portal::door::LinkToken::new(&secret);
    store::portal::access::invite(&mut tx, customer, contact, &rights, &token, origin.as_deref()).await?;
    super::mail::invite(&mut tx, contact, &secret).await?;
    request::commit(tx).await?;
    let cookie = crate::user::shown_once(Some(&format!("{contact}.{secret}")), request::context()?.secure_cookies);
    if let (Some(response), Ok(value)) =
        (use_context::<leptos_axum::ResponseOptions>(), http::HeaderValue::from_str(&cookie))
    {
        response.append_header(http::header::SET_COOKIE, value);
    }
    Ok(())
}

/// Shuts a contact out of the portal: sessions and links end at once.
///
/// # Errors
/// When there is no such contact, or the reader may not change contacts.
#[server(prefix = "/api/staff", endpoint = "portal-close")]
pub async fn close_portal(customer: String, contact: String) -> Result<(), ActionError> {
    let (customer, contact) = (request::id(&customer)?, request::id(&contact)?);
    let mut tx = request::open().await?;
    store::portal::access::close(&mut tx, customer, contact).await?;
    request::commit(tx).await
}
