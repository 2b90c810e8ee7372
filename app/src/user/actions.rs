//! Server functions of accounts and of invitations to them.

use crate::error::ActionError;
use leptos::prelude::*;

/// The cookie that carries a new invitation's secret to the page that shows its link, once.
pub const INVITED_COOKIE: &str = "__Host-invited";

/// The cookie of a new invitation, as `person.secret`, or one that takes it away. No other site ever sends it.
#[must_use]
pub fn shown_once(value: Option<&str>, secure: bool) -> String {
    let (name, flag) =
        if secure { (INVITED_COOKIE, "; Secure") } else { (INVITED_COOKIE.trim_start_matches("__Host-"), "") };
    let (value, age) = value.map_or(("", 0), |value| (value, 60));
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={age}{flag}")
}

/// A secret for a link: 256 random bits.
fn secret() -> String {
    hex::encode(rand::random::<[u8; 32]>())
}

/// Lets the page that comes next show the link.
fn show(user: domain::id::UserId, secret: &str) -> Result<(), ActionError> {
    let cookie = shown_once(Some(&format!("{user}.{secret}")), crate::request::context()?.secure_cookies);
    if let (Some(response), Ok(value)) =
        (use_context::<leptos_axum::ResponseOptions>(), http::HeaderValue::from_str(&cookie))
    {
        response.append_header(http::header::SET_COOKIE, value);
    }
    Ok(())
}

/// Queues the mail with the link, in the language of whoever is invited.
#[cfg(feature = "ssr")]
async fn mail(tx: &mut store::Tx, user: domain::id::UserId, secret: &str) -> Result<(), ActionError> {
    use crate::i18n::user as words;
    use domain::{email::Email, outgoing::Purpose};
    // A request that does not say on which host it came leads nowhere; the page says that no mail went out.
    let Some(origin) = crate::request::context()?.origin else { return Ok(()) };
    let to = store::user::addressee(tx, user).await?;
    let language = to.language.unwrap_or(tx.session().language);
    let firm = tx.session().tenant_name.clone();
    let link = format!("{origin}/invitation/{secret}");
    let reply_to = Email::parse(&tx.session().email).ok();
    let mail = store::outgoing::Mail {
        purpose: Purpose::Invitation,
        user: Some(user),
        recipients: std::slice::from_ref(&to.email),
        copies: &[],
        reply_to: reply_to.as_ref(),
        subject: &words::MAIL_SUBJECT.with(language, &[("firm", &firm)]),
        body: &words::MAIL_BODY.with(language, &[("name", &to.name), ("firm", &firm), ("link", &link)]),
        html: None,
        is_secret: true,
    };
    store::outgoing::queue(tx, &mail).await?;
    Ok(())
}

/// Invites somebody: an account that is closed until they take the invitation. The next page shows its link.
///
/// # Errors
/// What is wrong with which value; `TooManyAttempts` after twenty addresses within a quarter of an hour that have an
/// account; when the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "user-invite")]
pub async fn invite_user(
    #[server(default)] name: String,
    #[server(default)] email: String,
    #[server(default)] role: String,
    #[server(default)] department: String,
    #[server(default)] language: String,
) -> Result<(), ActionError> {
    use domain::error::{ApiError, ErrorCode, Problem};
    use store::{
        attempt::{Trying, attempt, forget},
        invitation::InvitationToken,
    };
    let store = crate::request::context()?.store;
    // One connection at a time: who holds one and waits for another may wait for those who do the same.
    let tx = crate::request::open().await?;
    store::user::may_invite(&tx)?;
    let me = tx.commit().await?.user.to_string();
    let Some(counted) = attempt(&store, Trying::Inviting(&me)).await? else {
        return Err(ApiError::new(ErrorCode::TooManyAttempts).into());
    };
    let mut tx = crate::request::open().await?;
    let secret = secret();
    let who =
        store::user::Invited { name: &name, email: &email, role: &role, department: &department, language: &language };
    let invited = store::user::invite(&mut tx, who, &InvitationToken::new(&secret).digest()).await;
    let user = match invited.map_err(ApiError::from) {
        Ok(user) => user,
        Err(error) => {
            drop(tx);
            // Otherwise one could try which addresses have an account with other firms.
            if error.problem_of("email") != Some(Problem::EmailTaken) {
                forget(&store, counted).await?;
            }
            return Err(error.into());
        }
    };
    mail(&mut tx, user, &secret).await?;
    tx.commit().await?;
    forget(&store, counted).await?;
    show(user, &secret)
}

/// Invites somebody anew who has not taken the invitation; links of before are of no use any more.
///
/// # Errors
/// When there is no such person, they have an account by now, or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "user-renew")]
pub async fn renew_invitation(user: String) -> Result<(), ActionError> {
    let user = crate::request::id(&user)?;
    let mut tx = crate::request::open().await?;
    let secret = secret();
    store::user::renew(&mut tx, user, &store::invitation::InvitationToken::new(&secret).digest()).await?;
    mail(&mut tx, user, &secret).await?;
    tx.commit().await?;
    show(user, &secret)
}

/// Takes an invitation back that nobody has taken.
///
/// # Errors
/// When there is no such person, or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "user-withdraw")]
pub async fn withdraw_invitation(user: String) -> Result<(), ActionError> {
    let user = crate::request::id(&user)?;
    let mut tx = crate::request::open().await?;
    store::user::withdraw(&mut tx, user).await?;
    crate::request::commit(tx).await
}

/// Gives somebody who was read at `version` a role and a department.
///
/// # Errors
/// When there is no such person, they are the last administrator, somebody has changed them since, or the reader is no
/// administrator.
#[server(prefix = "/api/staff", endpoint = "user-change")]
pub async fn change_user(
    user: String,
    version: i32,
    #[server(default)] role: String,
    #[server(default)] department: String,
) -> Result<(), ActionError> {
    let user = crate::request::id(&user)?;
    let mut tx = crate::request::open().await?;
    store::user::change(&mut tx, user, version, &role, &department).await?;
    crate::request::commit(tx).await
}

/// Closes an account (`false`), which ends its sessions at once, or opens it again.
///
/// # Errors
/// When there is no such person, it is the reader or the last administrator, or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "user-activate")]
pub async fn activate_user(user: String, active: bool) -> Result<(), ActionError> {
    let user = crate::request::id(&user)?;
    let mut tx = crate::request::open().await?;
    store::user::activate(&mut tx, user, active).await?;
    crate::request::commit(tx).await
}

/// Takes an invitation: the account gets the password that its owner has chosen, and is open.
///
/// # Errors
/// What is wrong with the password; `NotFound`, whether the link is unknown, expired, used or withdrawn;
/// `TooManyAttempts` after twenty such links from one address within a quarter of an hour.
#[server(prefix = "/api/staff", endpoint = "invitation-accept")]
pub async fn accept_invitation(
    token: String,
    #[server(default)] new: String,
    #[server(default)] repeat: String,
) -> Result<(), ActionError> {
    use crate::sign_in::password;
    use domain::error::{ApiError, ErrorCode};
    use store::{
        attempt::{Trying, attempt, forget},
        invitation::{InvitationToken, find, take},
    };
    let context = crate::request::context()?;
    let trying = Trying::Link(&context.address);
    let Some(counted) = attempt(&context.store, trying).await? else {
        return Err(ApiError::new(ErrorCode::TooManyAttempts).into());
    };
    let token = InvitationToken::new(&token);
    // Before anything is said of the password, and before the work of hashing it.
    let mut is_good = find(&context.store, &token).await?.is_some();
    if is_good {
        let problems = password::problems(&new, &repeat);
        if !problems.is_empty() {
            forget(&context.store, counted).await?;
            return Err(ApiError::invalid(problems).into());
        }
        let hash = password::hash(new).await.ok_or(ActionError(ApiError::new(ErrorCode::Internal)))?;
        is_good = take(&context.store, &token, &hash).await?;
    }
    if !is_good {
        return Err(ApiError::new(ErrorCode::NotFound).into());
    }
    forget(&context.store, counted).await?;
    leptos_axum::redirect("/sign-in");
    Ok(())
}
