//! Server functions of signing in and out.

use crate::error::ActionError;
use leptos::prelude::*;

/// The cookie that carries the session's secret. The prefix binds it to this host and to
/// encrypted connections (RFC 6265bis, 4.1.3.2).
pub const SESSION_COOKIE: &str = "__Host-session";
/// The cookie that says who signed in here last: a form of theirs that comes when they are signed out is kept for
/// them. It opens nothing.
pub const WHO_COOKIE: &str = "__Host-who";

/// Signs a member of staff in. An unknown address and a wrong password get the same answer.
///
/// # Errors
/// [`domain::error::ErrorCode::WrongCredentials`], or `TooManyAttempts` after ten failures of the
/// account or fifty of the address within a quarter of an hour.
#[server(prefix = "/api/staff", endpoint = "sign-in")]
pub async fn sign_in(email: String, password: String, next: String) -> Result<(), ActionError> {
    use crate::request::context;
    use domain::{
        email::Email,
        error::{ApiError, ErrorCode},
    };
    use store::attempt::{Trying, attempt, forget};

    let context = context()?;
    let tried = attempt(&context.store, Trying::SignIn { account: &email, address: &context.address }).await?;
    let tried = tried.ok_or(ApiError::new(ErrorCode::TooManyAttempts))?;
    let account = match Email::parse(&email) {
        Ok(email) => store::sign_in::find_account(&context.store, &email).await?,
        Err(_) => None,
    };
    let hash = account.as_ref().map(|account| account.password_hash.clone());
    let right = super::password::verify(password, hash).await;
    let Some(account) = account.filter(|_| right) else {
        return Err(ApiError::new(ErrorCode::WrongCredentials).into());
    };
    forget(&context.store, tried).await?;
    // A session that came with the request is not used further: a new one with each signing in.
    if let Some(old) = &context.token
        && let Ok(mut tx) = context.store.open(old).await
    {
        let session = tx.session().id;
        store::sign_in::close_session(&mut tx, session).await?;
        tx.commit().await?;
    }
    let secret = hex::encode(rand::random::<[u8; 32]>());
    let token = store::SessionToken::new(&secret);
    store::sign_in::open_session(&context.store, &account, &token, &context.user_agent, &context.address).await?;
    set_cookies(Some((&secret, account.user)), context.secure_cookies);
    let target = if is_own_path(&next) { next.as_str() } else { "/" };
    leptos_axum::redirect(target);
    Ok(())
}

/// Signs this browser out.
///
/// # Errors
/// When the database does not answer.
#[server(prefix = "/api/staff", endpoint = "sign-out")]
pub async fn sign_out() -> Result<(), ActionError> {
    let secure = crate::request::context()?.secure_cookies;
    if let Ok(mut tx) = crate::request::open().await {
        let session = tx.session().id;
        store::sign_in::close_session(&mut tx, session).await?;
        tx.commit().await?;
    }
    set_cookies(None, secure);
    leptos_axum::redirect("/sign-in");
    Ok(())
}

/// Signs the person out everywhere, here too.
///
/// # Errors
/// When nobody is signed in.
#[server(prefix = "/api/staff", endpoint = "sign-out-everywhere")]
pub async fn sign_out_everywhere() -> Result<(), ActionError> {
    let secure = crate::request::context()?.secure_cookies;
    let mut tx = crate::request::open().await?;
    store::sign_in::close_all_sessions(&mut tx, None).await?;
    tx.commit().await?;
    set_cookies(None, secure);
    leptos_axum::redirect("/sign-in");
    Ok(())
}

/// Signs one of the person's browsers out.
///
/// # Errors
/// When nobody is signed in, or the session is not theirs.
#[server(prefix = "/api/staff", endpoint = "close-session")]
pub async fn close_session(session: String) -> Result<(), ActionError> {
    let mut tx = crate::request::open().await?;
    store::sign_in::close_session(&mut tx, crate::request::id(&session)?).await?;
    tx.commit().await?;
    Ok(())
}

/// Sets or takes away the cookies of somebody who is signed in: the session's secret, and who they are.
fn set_cookies(session: Option<(&str, domain::id::UserId)>, secure: bool) {
    use http::{HeaderValue, header::SET_COOKIE};
    let Some(response) = use_context::<leptos_axum::ResponseOptions>() else { return };
    let (secret, who) = session.map_or_else(Default::default, |(secret, who)| (secret.to_owned(), who.to_string()));
    let age = if session.is_some() { 1_209_600 } else { 0 };
    for (name, value) in [(SESSION_COOKIE, secret), (WHO_COOKIE, who)] {
        let (name, flag) = if secure { (name, "; Secure") } else { (name.trim_start_matches("__Host-"), "") };
        let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{flag}");
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.append_header(SET_COOKIE, value);
        }
    }
}

/// Whether an address is a path of ours in every browser's reading: control characters and
/// backslashes can make one of another site.
fn is_own_path(address: &str) -> bool {
    address.starts_with('/')
        && !address.starts_with("//")
        && address.bytes().all(|byte| byte > b' ' && byte != 0x7f && byte != b'\\')
}
