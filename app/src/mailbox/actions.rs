//! Server functions of people's own mailboxes.

use crate::{error::ActionError, request};
use leptos::prelude::*;

/// Connects one's own mailbox, after signing in to it once.
///
/// # Errors
/// What is wrong with which value, or why it can't be read; when the reader may not have one.
#[server(prefix = "/api/staff", endpoint = "mailbox-connect")]
pub async fn connect_mailbox(
    #[server(default)] host: String,
    #[server(default)] port: String,
    #[server(default)] account: String,
    #[server(default)] password: String,
) -> Result<(), ActionError> {
    use domain::{
        error::{ApiError, ErrorCode, FieldError, Problem},
        mailbox::{MailboxProblem, MailboxServer},
    };
    use store::attempt::{Trying, attempt, forget};
    let context = request::context()?;
    // No connection to the database is held while a server elsewhere is asked.
    let tx = request::open().await?;
    store::mailbox::may(&tx)?;
    let session = tx.commit().await.map_err(ActionError::from)?;
    let mut errors = Vec::new();
    let mut problem = |field: &str, problem| errors.push(FieldError { field: field.to_owned(), problem });
    let server = MailboxServer::parse(&host, &port).map_err(|(field, wrong)| problem(field, wrong)).ok();
    let account = store::mailbox::account(&account).map_err(|wrong| problem("account", wrong)).ok();
    if password.is_empty() {
        problem("password", Problem::Required);
    } else if password.chars().count() > 500 {
        problem("password", Problem::TooLong { max: 500 });
    } else if password.chars().any(char::is_control) {
        problem("password", Problem::ControlCharacters);
    }
    let (Some(server), Some(account), true) = (server, account, errors.is_empty()) else {
        return Err(ApiError::invalid(errors).into());
    };
    let told = |why: MailboxProblem| ActionError(ApiError::field(why.field(), Problem::Mailbox { why }));
    let place = store::mailbox::place(session.tenant, session.user, &server, &account);
    let sealed = context.mailboxes.key.seal(&password, &place).ok_or_else(|| told(MailboxProblem::NoKey))?;
    // Whatever is in the way counts: servers are not to be looked for by trying.
    let limit = limit(&session);
    let tried = attempt(&context.store, Trying::SignIn { account: &limit, address: &limit }).await?;
    let tried = tried.ok_or(ApiError::new(ErrorCode::TooManyAttempts))?;
    match context.mailboxes.connect(mailbox::Account { server: &server, name: &account, password: &password }).await {
        Ok(reader) => reader.leave().await,
        Err(why) => return Err(told(why)),
    }
    forget(&context.store, tried).await?;
    let mut tx = request::open().await?;
    let connection = store::mailbox::Connection { server: &server, account: &account, password: &sealed };
    store::mailbox::connect(&mut tx, &connection).await?;
    tx.commit().await?;
    Ok(())
}

/// By what somebody's attempts at passwords of mailboxes are counted, apart from those at their own.
#[cfg(feature = "ssr")]
fn limit(session: &domain::session::Session) -> String {
    format!("mailbox:{}", session.user)
}

/// Forgets one's own mailbox, with its password and all that is on no card.
///
/// # Errors
/// When the reader may not have one.
#[server(prefix = "/api/staff", endpoint = "mailbox-disconnect")]
pub async fn disconnect_mailbox() -> Result<(), ActionError> {
    let mut tx = request::open().await?;
    store::mailbox::disconnect(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Has one's own mailbox read now.
///
/// # Errors
/// When the reader may not have one.
#[server(prefix = "/api/staff", endpoint = "mailbox-read")]
pub async fn read_mailbox() -> Result<(), ActionError> {
    let mut tx = request::open().await?;
    store::mailbox::read_soon(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts messages of one's own mailbox onto the card of a customer: those with ids in `message`, with commas, onto the
/// one with the id `customer` or that `other` means; or the only one of `one`, as `message:customer`.
///
/// # Errors
/// What is wrong with which value; when there is no such customer or message, or the reader may not write.
#[server(prefix = "/api/staff", endpoint = "mailbox-attach")]
pub async fn attach_mail(
    #[server(default)] message: String,
    #[server(default)] customer: String,
    #[server(default)] other: String,
    #[server(default)] one: String,
) -> Result<(), ActionError> {
    let mut tx = request::open().await?;
    let (messages, onto) = match one.split_once(':') {
        Some((message, customer)) => (message, customer),
        None if customer.is_empty() => (message.as_str(), other.as_str()),
        None => (message.as_str(), customer.as_str()),
    };
    store::mailbox::attach(&mut tx, messages, onto).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a message of one's own mailbox off the card that it is on.
///
/// # Errors
/// When there is no such message, it is on no card, or the reader may not write.
#[server(prefix = "/api/staff", endpoint = "mailbox-detach")]
pub async fn detach_mail(message: String) -> Result<(), ActionError> {
    let message = request::id(&message)?;
    let mut tx = request::open().await?;
    store::mailbox::detach(&mut tx, message).await?;
    tx.commit().await?;
    Ok(())
}

/// Keeps a file that came with a message on a card as a document of that card; `file` counts from none, as they are listed.
///
/// # Errors
/// What is wrong with the file; when there is no such message, it is on no card, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "mailbox-file")]
pub async fn keep_mail_file(message: String, #[server(default)] file: usize) -> Result<(), ActionError> {
    use crate::{
        document::{checked, put},
        request::Received,
    };
    use domain::{
        document::name_of_file,
        error::{ApiError, ErrorCode, Problem},
        mailbox::MailboxProblem,
    };
    use std::sync::Arc;
    let message = request::id(&message)?;
    let mut tx = request::open().await?;
    let place = store::mailbox::file_place(&mut tx, message).await?;
    store::document::may_change(&mut tx, place.customer).await?;
    let session = tx.commit().await.map_err(ActionError::from)?;
    let told = |why: MailboxProblem| ActionError(ApiError::field("file", Problem::Mailbox { why }));
    let sealed_for = store::mailbox::place(session.tenant, session.user, &place.server, &place.account);
    let mailboxes = request::context()?.mailboxes;
    let password = mailboxes.key.open(&place.password, &sealed_for).ok_or_else(|| told(MailboxProblem::NoKey))?;
    let account = mailbox::Account { server: &place.server, name: &place.account, password: &password };
    let mut reader = mailboxes.connect(account).await.map_err(told)?;
    let at = mailbox::Mark { validity: place.at.validity, uid: place.at.uid };
    let found = reader.enclosure(place.folder, at, file).await.map_err(told)?;
    reader.leave().await;
    let (name, content) = found.ok_or(ActionError(ApiError::field("file", Problem::MailFileGone)))?;
    let path = tokio::task::spawn_blocking(move || {
        let mut file = tempfile::NamedTempFile::new()?;
        std::io::Write::write_all(&mut file, &content)?;
        Ok::<_, std::io::Error>(file.into_temp_path())
    });
    let path = path.await.ok().and_then(Result::ok).ok_or(ActionError(ApiError::new(ErrorCode::Unavailable)))?;
    for file in checked(vec![Received::Stored { path: Arc::new(path), name }]).await? {
        let file = put(session.tenant, file).await?;
        let name = name_of_file(&file.name);
        let name = if name.is_empty() { &file.name } else { name };
        let mut tx = request::open().await?;
        store::document::add(&mut tx, place.customer, name, "", &file).await?;
        tx.commit().await?;
    }
    Ok(())
}
