//! Server functions of the calendar that other programs subscribe to.

use crate::{error::ActionError, request};
use leptos::prelude::*;

/// Gives the reader's calendar an address, in the place of the one before, and shows it once.
///
/// # Errors
/// When nobody is signed in.
#[server(prefix = "/api/staff", endpoint = "calendar-feed-renew")]
pub async fn renew_calendar_feed() -> Result<(), ActionError> {
    let secret = hex::encode(rand::random::<[u8; 32]>());
    let mut tx = request::open().await?;
    store::calendar_feed::renew(&mut tx, &store::calendar_feed::FeedToken::new(&secret)).await?;
    tx.commit().await?;
    let cookie =
        crate::user::shown_once(Some(&format!("{}.{secret}", super::SHOWN)), request::context()?.secure_cookies);
    if let (Some(response), Ok(value)) =
        (use_context::<leptos_axum::ResponseOptions>(), http::HeaderValue::from_str(&cookie))
    {
        response.append_header(http::header::SET_COOKIE, value);
    }
    Ok(())
}

/// Takes the address of the reader's calendar away.
///
/// # Errors
/// When nobody is signed in.
#[server(prefix = "/api/staff", endpoint = "calendar-feed-remove")]
pub async fn remove_calendar_feed() -> Result<(), ActionError> {
    let mut tx = request::open().await?;
    store::calendar_feed::remove(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}
