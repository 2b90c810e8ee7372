//! What a server function knows of its request, and the way to the store.

use crate::{
    error::ActionError,
    import::Files,
    outgoing::{MailWay, SmsWay},
};
use domain::{
    error::{ApiError, ErrorCode, Problem},
    field::{Field, is_own_key},
    id::{CommandId, CustomerId, InvalidId, UserId},
    language::Language,
};
use leptos::prelude::use_context;
use objects::Objects;
use registry::Registry;
use std::{collections::BTreeMap, fmt, str::FromStr, sync::Arc};
use store::{SessionToken, Store, StoreError, Tx};

/// What the server knows of a request before it is answered.
#[derive(Clone)]
pub struct RequestContext {
    /// The store.
    pub store: Store,
    /// The session cookie, where one came.
    pub token: Option<SessionToken>,
    /// Whose form it is that is being answered, where it says so: it is taken from nobody else.
    pub owner: Option<UserId>,
    /// The language of the browser.
    pub browser_language: Language,
    /// What the browser calls itself.
    pub user_agent: String,
    /// The address that the request came from.
    pub address: String,
    /// Whether cookies are only for encrypted connections.
    pub secure_cookies: bool,
    /// The company registry.
    pub registry: Registry,
    /// Where documents stand.
    pub objects: Objects,
    /// Files that are imported.
    pub files: Files,
    /// How e-mail leaves this server.
    pub mail: MailWay,
    /// What this server may do with people's mailboxes.
    pub mailboxes: mailbox::Access,
    /// How SMS leave it.
    pub sms: SmsWay,
    /// Where the firms' `SharePoint` is asked for.
    pub sharepoint: sharepoint::Service,
    /// How people sign.
    pub signing: crate::signing::SigningWay,
    /// What links in messages begin with; none where the request does not say on which host it came.
    pub origin: Option<String>,
}

/// A file of a form, as it arrived.
#[derive(Clone, Debug)]
pub enum Received {
    /// All of it.
    Whole(Arc<[u8]>),
    /// All of it, on the disk: such a file may be large. It is gone when nobody holds it any more.
    Stored {
        /// Where it is.
        path: Arc<tempfile::TempPath>,
        /// What its owner calls it; never a path.
        name: String,
    },
    /// It is larger than files may be, and was not kept.
    TooLarge,
    /// The form ended before the file did.
    Torn,
    /// A file with nothing in it.
    Empty,
    /// The form has no such file.
    Nothing,
}

/// The files of the form that is being answered, by the names of their inputs.
#[derive(Clone, Debug, Default)]
pub struct Uploads(pub Vec<(String, Received)>);

/// The file of the form that is being answered that came with this input.
#[must_use]
pub fn upload(input: &str) -> Received {
    let uploads = use_context::<Uploads>().unwrap_or_default();
    // A part that was cut off before it said its name may have been this one.
    let found = uploads.0.into_iter().find(|(name, _)| name == input || name.is_empty());
    found.map_or(Received::Nothing, |(_, received)| received)
}

/// All files of the form that is being answered that came with this input.
#[must_use]
pub fn uploads(input: &str) -> Vec<Received> {
    let uploads = use_context::<Uploads>().unwrap_or_default();
    let named = uploads.0.into_iter().filter(|(name, _)| name == input || name.is_empty());
    named.map(|(_, received)| received).collect()
}

/// The context of the request that is being answered.
///
/// # Errors
/// Outside a request.
pub fn context() -> Result<RequestContext, ActionError> {
    use_context::<RequestContext>().ok_or(ActionError(ApiError::new(ErrorCode::Internal)))
}

/// Opens the transaction of the signed-in person.
///
/// # Errors
/// When nobody is signed in, or the database does not answer.
pub async fn open() -> Result<Tx, ActionError> {
    let context = context()?;
    let token = context.token.ok_or(StoreError::Unauthenticated)?;
    let mut tx = context.store.open(&token).await?;
    if context.owner.is_some_and(|owner| owner != tx.session().user) {
        return Err(ApiError::new(ErrorCode::Forbidden).into());
    }
    tx.prefer_language(context.browser_language);
    Ok(tx)
}

/// The cookie that names what was just done, so that the page after it can offer the way back.
pub const DONE_COOKIE: &str = "__Host-done";

/// Makes what was done last, and remembers it for the page that comes next.
///
/// # Errors
/// When the database fails, or a rule that is looked at only now is broken.
pub async fn commit(tx: Tx) -> Result<(), ActionError> {
    let command = tx.command().to_string();
    commit_as(tx, &command).await
}

/// The same for a change of one customer that is made on the card of another: the way back is offered there.
///
/// # Errors
/// As [`commit`].
pub async fn commit_beside(tx: Tx, changed: CustomerId, card: CustomerId) -> Result<(), ActionError> {
    let done = Beside { command: tx.command(), changed, card }.to_string();
    commit_as(tx, &done).await
}

/// A change of one customer that was made on the card of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside {
    /// What was done.
    pub command: CommandId,
    /// The customer that was changed, in whose log it stands.
    pub changed: CustomerId,
    /// The customer on whose card it was done.
    pub card: CustomerId,
}

impl fmt::Display for Beside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.command, self.changed, self.card)
    }
}

impl FromStr for Beside {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let mut parts = text.splitn(3, '.');
        let mut part = || parts.next().ok_or(InvalidId);
        Ok(Self { command: part()?.parse()?, changed: part()?.parse()?, card: part()?.parse()? })
    }
}

async fn commit_as(tx: Tx, done: &str) -> Result<(), ActionError> {
    tx.commit().await?;
    let cookie = done_cookie(Some(done), context()?.secure_cookies);
    if let (Some(response), Ok(value)) =
        (use_context::<leptos_axum::ResponseOptions>(), http::HeaderValue::from_str(&cookie))
    {
        response.append_header(http::header::SET_COOKIE, value);
    }
    Ok(())
}

/// The cookie that names a command for a quarter of a minute, or takes that name away.
#[must_use]
pub fn done_cookie(command: Option<&str>, secure: bool) -> String {
    let (name, flag) = if secure { (DONE_COOKIE, "; Secure") } else { (DONE_COOKIE.trim_start_matches("__Host-"), "") };
    let (value, age) = command.map_or(("", 0), |command| (command, 15));
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{flag}")
}

/// Reads an id; an unreadable one is as good as an unknown one.
///
/// # Errors
/// [`ErrorCode::NotFound`].
pub fn id<T: std::str::FromStr>(text: &str) -> Result<T, ActionError> {
    text.parse().map_err(|_| ActionError(ApiError::new(ErrorCode::NotFound)))
}

/// The fields of the reader's firm that a patch names: the product's, and the firm's own that belong to the same.
///
/// # Errors
/// [`ErrorCode::BadRequest`] when it names a field that there is none of; [`Problem::ChangedSince`] at an own
/// field that is out of use by now.
pub fn patch<'a>(
    tx: &Tx,
    catalogue: &'static [Field],
    given: &'a BTreeMap<String, String>,
) -> Result<Vec<(&'static Field, &'a str)>, ActionError> {
    let own = catalogue.first().map_or(&[][..], |field| tx.session().own_of(field.entity));
    let fields: Vec<&'static Field> = catalogue.iter().chain(own.iter().copied()).collect();
    let place = |key: &str| fields.iter().position(|field| field.key == key);
    let mut patch = Vec::with_capacity(given.len());
    for (key, typed) in given {
        match place(key) {
            Some(at) => patch.push((fields[at], typed.as_str())),
            // An own field that went out of use while the form was open: nothing typed into it is lost silently.
            None if is_own_key(key) && typed.trim().is_empty() => {}
            None if is_own_key(key) => return Err(ActionError(ApiError::field(key, Problem::ChangedSince))),
            None => return Err(ActionError(ApiError::new(ErrorCode::BadRequest))),
        }
    }
    // In the order of the catalogue, so that errors come in the order of the form.
    patch.sort_by_key(|(field, _)| place(field.key));
    Ok(patch)
}
