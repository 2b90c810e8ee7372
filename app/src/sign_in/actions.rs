//! Server functions of signing in and out.

use crate::error::ActionError;
use leptos::prelude::*;

/// The cookie that carries the session's secret. The prefix binds it to this host and to
/// encrypted connections (RFC 6265bis, 4.1.3.2).
pub const SESSION_COOKIE: &str = "__Host-session";

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
    set_session_cookie(Some(&secret), context.secure_cookies);
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
    set_session_cookie(None, secure);
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
    set_session_cookie(None, secure);
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

/// Sets or takes away the session cookie of the answer.
fn set_session_cookie(secret: Option<&str>, secure: bool) {
    use http::{HeaderValue, header::SET_COOKIE};
    let name = if secure { SESSION_COOKIE } else { SESSION_COOKIE.trim_start_matches("__Host-") };
    let secure = if secure { "; Secure" } else { "" };
    let cookie = secret.map_or_else(
        || format!("{name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}"),
        |secret| format!("{name}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=1209600{secure}"),
    );
    if let (Some(response), Ok(value)) = (use_context::<leptos_axum::ResponseOptions>(), HeaderValue::from_str(&cookie))
    {
        response.append_header(SET_COOKIE, value);
    }
}

/// Whether an address is a path of ours in every browser's reading: control characters and
/// backslashes can make one of another site.
fn is_own_path(address: &str) -> bool {
    address.starts_with('/')
        && !address.starts_with("//")
        && address.bytes().all(|byte| byte > b' ' && byte != 0x7f && byte != b'\\')
}
