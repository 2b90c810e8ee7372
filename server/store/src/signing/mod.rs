//! Requests that people sign a document of a customer (seed 001:19), as the firm makes and follows them.

mod finish;
mod people;
mod signer;
mod told;

pub use finish::{Proof, Ready};
pub use people::{Candidate, candidates};
pub use signer::{Attempt, SignerTx, SigningToken};
pub use told::Happened;

use crate::{StoreError, Tx};
use domain::{
    document::PDF,
    email::Email,
    error::{ApiError, FieldError, Problem},
    id::{CustomerId, DocumentId, SignerId, SigningId},
    language::Language,
    plain_text,
    policy::Action,
    signing::{MESSAGE_MAX, MOST_DAYS, MOST_SIGNERS, Signer, SignerState, Signing, SigningState},
};
use people::{add_signers, chosen, hides_emails, people};
use sqlx::types::Json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A request as the form sends it.
#[derive(Clone, Copy, Debug)]
pub struct New<'a> {
    /// Who is asked, by [`Candidate::key`], with commas between them.
    pub signers: &'a str,
    /// How many days they have.
    pub days: &'a str,
    /// What goes along.
    pub message: &'a str,
    /// Where links lead to: the address by which whoever asks reached the system.
    pub origin: &'a str,
}

/// Somebody to whom a link goes.
#[derive(Clone, Debug)]
pub struct ToSign {
    /// Their place in the request.
    pub id: SignerId,
    /// What they are called.
    pub name: String,
    /// Where it goes.
    pub email: Email,
    /// In which language.
    pub language: Language,
}

/// What a mail to signers says of the request.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The request.
    pub id: SigningId,
    /// What the document is called.
    pub document: String,
    /// What goes along.
    pub message: String,
    /// Until when, UTC in RFC 3339.
    pub expires_at: String,
    /// Where links lead to.
    pub origin: String,
    /// Those who have not answered.
    pub waiting: Vec<ToSign>,
}

/// The requests for a document, the newest first.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn list(tx: &mut Tx, customer: CustomerId, document: DocumentId) -> Result<Vec<Signing>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        r#"select g.id as "id: SigningId", g.number, signing_state(g) as "state!", g.expires_at as "expires_at: jiff_sqlx::Timestamp",
            coalesce(u.name, '') as "by!", g.created_at as "at: jiff_sqlx::Timestamp",
            (select d.id from document d where d.tenant_id = g.tenant_id and d.id = g.signed_document) as "signed_document: DocumentId"
        from signing g left join app_user u on u.tenant_id = g.tenant_id and u.id = g.created_by
        where g.tenant_id = current_tenant() and g.customer_id = $1 and g.document_id = $2 order by g.id desc limit 50"#,
        customer.0,
        document.0,
    )
    .fetch_all(tx.connection())
    .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id.0).collect();
    let mut signers = signers_of(tx, &ids).await?;
    Ok(rows
        .into_iter()
        .map(|row| Signing {
            id: row.id,
            number: row.number,
            state: SigningState::from_key(&row.state),
            expires_at: crate::utc(row.expires_at),
            by: row.by,
            at: crate::utc(row.at),
            signed_document: row.signed_document,
            signers: signers.remove(&row.id.0).unwrap_or_default(),
        })
        .collect())
}

async fn signers_of(tx: &mut Tx, signings: &[Uuid]) -> Result<BTreeMap<Uuid, Vec<Signer>>, StoreError> {
    let hides = hides_emails(tx);
    let rows = sqlx::query!(
        r#"select signing_id, id as "id: SignerId", name, email, user_id is null as "is_contact!", state,
            finished_at as "finished_at: jiff_sqlx::Timestamp", signed_name, reason
        from signing_signer where tenant_id = current_tenant() and signing_id = any ($1) order by name, id"#,
        signings,
    )
    .fetch_all(tx.connection())
    .await?;
    let mut all: BTreeMap<Uuid, Vec<Signer>> = BTreeMap::new();
    for row in rows {
        all.entry(row.signing_id).or_default().push(Signer {
            id: row.id,
            name: row.name,
            email: if hides && row.is_contact { String::new() } else { row.email },
            state: SignerState::from_key(&row.state),
            finished_at: row.finished_at.map(crate::utc),
            signed_name: row.signed_name,
            reason: row.reason,
        });
    }
    Ok(all)
}

/// Asks people to sign the version of a document that counts.
///
/// # Errors
/// What is wrong with which value; [`Problem::AlreadyThere`] of `signers` where a request for it is under way;
/// [`Problem::NotPdf`] where it is no PDF; [`StoreError::NotFound`] when this customer has no such document.
pub async fn send(
    tx: &mut Tx,
    customer: CustomerId,
    document: DocumentId,
    new: &New<'_>,
) -> Result<SigningId, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let row = sqlx::query!(
        "select d.name, d.current_version, v.digest, v.media_type from document d
        join document_version v on v.tenant_id = d.tenant_id and v.document_id = d.id and v.number = d.current_version
        where d.tenant_id = current_tenant() and d.customer_id = $1 and d.id = $2 for update of d",
        customer.0,
        document.0,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let mut wrong = Vec::new();
    let mut problem = |field: &str, problem| wrong.push(FieldError { field: field.to_owned(), problem });
    if row.media_type != PDF {
        problem("signers", Problem::NotPdf);
    }
    let days = new.days.trim().parse::<u32>().ok().filter(|days| (1..=MOST_DAYS).contains(days)).unwrap_or_else(|| {
        problem("days", Problem::SigningDays { max: MOST_DAYS });
        1
    });
    let message = plain_text::lines(new.message, MESSAGE_MAX).unwrap_or_else(|text| {
        problem("message", text.into());
        String::new()
    });
    let (contacts, users) = chosen(new.signers).unwrap_or_else(|| {
        problem("signers", Problem::Choice);
        (Vec::new(), Vec::new())
    });
    let count = contacts.len() + users.len();
    if count > MOST_SIGNERS {
        problem("signers", Problem::TooManyChosen { max: u32::try_from(MOST_SIGNERS).unwrap_or(u32::MAX) });
    } else if count == 0 && new.signers.trim().is_empty() {
        problem("signers", Problem::Required);
    }
    let people = people(tx, customer, &contacts, &users).await?;
    if people.len() != count {
        problem("signers", Problem::Choice);
    }
    // One whose time is out makes room.
    sqlx::query!(
        "update signing set state = 'expired', finished_at = expires_at
        where tenant_id = current_tenant() and document_id = $1 and state = 'under_way' and expires_at <= now()",
        document.0,
    )
    .execute(tx.connection())
    .await?;
    let is_under_way = sqlx::query_scalar!(
        r#"select exists (select from signing where tenant_id = current_tenant() and document_id = $1 and state = 'under_way') as "is!""#,
        document.0,
    )
    .fetch_one(tx.connection())
    .await?;
    if is_under_way {
        problem("signers", Problem::AlreadySent);
    }
    if !wrong.is_empty() {
        return Err(StoreError::Refused(ApiError::invalid(wrong)));
    }
    let id = SigningId::generate();
    sqlx::query!(
        "insert into signing (tenant_id, id, customer_id, document_id, number, name, digest, message, expires_at, origin)
        values (current_tenant(), $1, $2, $3, $4, $5, $6, $7, now() + make_interval(days => $8), $9)",
        id.0,
        customer.0,
        document.0,
        row.current_version,
        row.name,
        row.digest,
        message,
        i32::try_from(days).unwrap_or(1),
        new.origin,
    )
    .execute(tx.connection())
    .await?;
    add_signers(tx, id, people).await?;
    Ok(id)
}

/// A request that is under way, held until the transaction ends, with those who have not answered.
///
/// # Errors
/// [`Problem::SigningOver`] where it is over; [`StoreError::NotFound`] when this customer has no such request.
pub async fn asked(tx: &mut Tx, customer: CustomerId, id: SigningId) -> Result<Asked, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let row = sqlx::query!(
        r#"select name, message, expires_at as "expires_at: jiff_sqlx::Timestamp", origin, signing_state(g) as "state!"
        from signing g where tenant_id = current_tenant() and customer_id = $1 and id = $2 for update"#,
        customer.0,
        id.0,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    if SigningState::from_key(&row.state) != SigningState::UnderWay {
        return Err(StoreError::field("signing", Problem::SigningOver));
    }
    let waiting = sqlx::query!(
        r#"select id as "id: SignerId", name, email, language from signing_signer
        where tenant_id = current_tenant() and signing_id = $1 and state in ('waiting', 'opened') order by name, id"#,
        id.0,
    )
    .fetch_all(tx.connection())
    .await?;
    let waiting = waiting.into_iter().filter_map(|row| {
        let language = Language::from_tag(&row.language).unwrap_or_default();
        Some(ToSign { id: row.id, name: row.name, email: Email::parse(&row.email).ok()?, language })
    });
    Ok(Asked {
        id,
        document: row.name,
        message: row.message,
        expires_at: crate::utc(row.expires_at),
        origin: row.origin,
        waiting: waiting.collect(),
    })
}

/// Makes a link by which a signer comes, and notes that it was sent to them.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn link(tx: &mut Tx, signer: SignerId, token: &SigningToken) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    sqlx::query!("select make_signing_link($1, $2)", signer.0, token.digest()).execute(tx.connection()).await?;
    sqlx::query!(
        "update signing_signer set reminded_at = now() where tenant_id = current_tenant() and id = $1",
        signer.0
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Takes a request back: nobody signs by it any more.
///
/// # Errors
/// As [`asked`].
pub async fn withdraw(tx: &mut Tx, customer: CustomerId, id: SigningId) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    asked(tx, customer, id).await?;
    sqlx::query!(
        "update signing set state = 'withdrawn', finished_at = now() where tenant_id = current_tenant() and id = $1",
        id.0
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// A request all of whose signers have signed and whose signed file is not made yet, with what it is made of.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn unfinished(tx: &mut Tx, customer: CustomerId, document: DocumentId) -> Result<Option<Ready>, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let id = sqlx::query_scalar!(
        r#"select id as "id: SigningId" from signing
        where tenant_id = current_tenant() and customer_id = $1 and document_id = $2 and state = 'under_way'"#,
        customer.0,
        document.0,
    )
    .fetch_optional(tx.connection())
    .await?;
    match id {
        Some(id) => finish::ready(tx.connection(), id).await,
        None => Ok(None),
    }
}

/// Adds the signed file to the card as a document, once.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn finish(tx: &mut Tx, ready: &Ready, name: &str, file: &crate::document::File) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    finish::complete(tx.connection(), ready.id, name, file).await
}

/// JSON of the database as it is.
type Stored = Json<serde_json::Value>;
