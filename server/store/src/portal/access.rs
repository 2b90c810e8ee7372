//! What a contact may do in the portal, as the firm decides on the contact (seeds 000:87 to 000:96).

use super::door::LinkToken;
use crate::{StoreError, Tx};
use domain::{
    error::Problem,
    id::{ContactId, CustomerId},
    language::Language,
    policy::Action,
    portal::{PortalAccess, PortalModule, PortalRight, of_keys},
};

/// How long an invitation opens the door.
const INVITATION_LASTS: &str = "7 days";

/// What a contact of a customer may do; what new ones may where nobody has decided.
///
/// # Errors
/// [`StoreError::NotFound`] when that customer has no such contact.
pub async fn read(tx: &mut Tx, customer: CustomerId, contact: ContactId) -> Result<PortalAccess, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let row = sqlx::query!(
        r#"select coalesce(p.is_open, false) as "is_open!", coalesce(p.rights, f.usual_rights, '{}') as "rights!", coalesce(p.version, 0) as "version!",
            a.invited_at as "invited_at: jiff_sqlx::Timestamp", a.signed_in_at as "signed_in_at: jiff_sqlx::Timestamp",
            a.second_since as "second_since: jiff_sqlx::Timestamp"
        from contact k
        left join portal_access p on p.tenant_id = k.tenant_id and p.contact_id = k.id
        left join portal_account a on a.tenant_id = k.tenant_id and a.contact_id = k.id
        left join firm_portal f on f.tenant_id = k.tenant_id
        where k.tenant_id = current_tenant() and k.customer_id = $1 and k.id = $2"#,
        customer.0,
        contact.0,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    Ok(PortalAccess {
        is_open: row.is_open,
        rights: of_keys(PortalRight::ALL, PortalRight::key, &row.rights),
        version: row.version,
        invited_at: row.invited_at.map(crate::utc),
        signed_in_at: row.signed_in_at.map(crate::utc),
        second_since: row.second_since.map(crate::utc),
    })
}

/// Holds a contact of a customer who has not ended, and says by which address they are reached.
async fn hold(tx: &mut Tx, customer: CustomerId, contact: ContactId) -> Result<(bool, Option<String>), StoreError> {
    let row = sqlx::query!(
        r#"select ended_at is not null as "ended!", email from contact
        where tenant_id = current_tenant() and customer_id = $1 and id = $2 for no key update"#,
        customer.0,
        contact.0,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    Ok((row.ended, row.email))
}

/// Lets a contact keep the portal who has become part of another: with their rights, where the other had no
/// portal, and with their password, where the other has the same address and none.
pub(crate) async fn unite(tx: &mut Tx, contact: ContactId, into: ContactId) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into portal_access as p (tenant_id, customer_id, contact_id, rights, is_open)
        select o.tenant_id, k.customer_id, k.id, o.rights, true from portal_access o
        join contact k on k.tenant_id = o.tenant_id and k.id = $2 and k.ended_at is null
        where o.tenant_id = current_tenant() and o.contact_id = $1 and o.is_open
        on conflict (tenant_id, contact_id) do update set rights = excluded.rights, is_open = true where not p.is_open",
        contact.0,
        into.0,
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!("select unite_portal_account($1, $2)", contact.0, into.0).execute(tx.connection()).await?;
    Ok(())
}

async fn save(
    tx: &mut Tx,
    customer: CustomerId,
    contact: ContactId,
    rights: &[PortalRight],
    opens: Option<bool>,
) -> Result<(), StoreError> {
    let keys: Vec<String> = rights.iter().map(|right| right.key().to_owned()).collect();
    sqlx::query!(
        "insert into portal_access as p (tenant_id, customer_id, contact_id, rights, is_open)
        values (current_tenant(), $1, $2, $3, coalesce($4, false))
        on conflict (tenant_id, contact_id) do update set rights = excluded.rights, is_open = coalesce($4, p.is_open)
        where (p.rights, p.is_open) is distinct from (excluded.rights, coalesce($4, p.is_open))",
        customer.0,
        contact.0,
        &keys,
        opens,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Gives a contact these rights and no others. `version` is what was read.
///
/// # Errors
/// [`Problem::ChangedSince`] when somebody has changed them since; [`StoreError::NotFound`] when there is no such
/// contact.
pub async fn change(
    tx: &mut Tx,
    customer: CustomerId,
    contact: ContactId,
    version: i32,
    rights: &[PortalRight],
) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeContact)?;
    hold(tx, customer, contact).await?;
    let stands = read(tx, customer, contact).await?;
    if stands.version != version && stands.rights != rights {
        return Err(StoreError::field("rights", Problem::ChangedSince));
    }
    save(tx, customer, contact, rights, None).await
}

/// What a contact may do, held until the transaction ends: nobody changes it meanwhile.
///
/// # Errors
/// As [`read`].
pub async fn held(tx: &mut Tx, customer: CustomerId, contact: ContactId) -> Result<PortalAccess, StoreError> {
    tx.authorise(Action::ChangeContact)?;
    hold(tx, customer, contact).await?;
    read(tx, customer, contact).await
}

/// Opens a contact's door for a link: they come in by it once. `origin` is the address under which whoever invites
/// reached the system.
///
/// # Errors
/// [`Problem::Required`] of `email` where the contact has no address; [`Problem::Ended`] where they have ended;
/// [`StoreError::NotFound`] when there is no such contact, or the firm's portal is closed to them.
pub async fn invite(
    tx: &mut Tx,
    customer: CustomerId,
    contact: ContactId,
    rights: &[PortalRight],
    token: &LinkToken,
    origin: Option<&str>,
) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeContact)?;
    let (ended, email) = hold(tx, customer, contact).await?;
    if ended {
        return Err(StoreError::field("contact", Problem::Ended));
    }
    if email.is_none_or(|email| email.is_empty()) {
        return Err(StoreError::field("email", Problem::Required));
    }
    save(tx, customer, contact, rights, Some(true)).await?;
    let made = sqlx::query_scalar!(
        r#"select exists (select from portal_visitor(current_tenant(), $1)) and make_portal_link($1, $2, $3::text::interval) as "made!""#,
        contact.0,
        token.digest(),
        INVITATION_LASTS,
    )
    .fetch_one(tx.connection())
    .await?;
    if !made {
        return Err(StoreError::NotFound);
    }
    sqlx::query!("select note_portal_invitation($1, $2)", contact.0, origin).execute(tx.connection()).await?;
    Ok(())
}

/// Shuts a contact's door: their sessions and links end at once.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such contact.
pub async fn close(tx: &mut Tx, customer: CustomerId, contact: ContactId) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeContact)?;
    hold(tx, customer, contact).await?;
    sqlx::query!(
        "update portal_access set is_open = false where tenant_id = current_tenant() and customer_id = $1 and contact_id = $2 and is_open",
        customer.0,
        contact.0,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Who is invited, and into what, for the mail.
#[derive(Clone, Debug)]
pub struct Invited {
    /// Their first name.
    pub first_name: String,
    /// Where it goes.
    pub email: String,
    /// What the customer is called.
    pub customer_name: String,
    /// What the firm has opened to them.
    pub modules: Vec<PortalModule>,
    /// The language that they chose, else that of their customer's country.
    pub language: Language,
}

/// Who is invited by a mail.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such contact, or the firm's portal is closed to them.
pub async fn invited(tx: &mut Tx, contact: ContactId) -> Result<Invited, StoreError> {
    tx.authorise(Action::ChangeContact)?;
    visitor(tx, contact).await?.ok_or(StoreError::NotFound)
}

/// Who is told that something waits for them in the portal; nobody where their door is shut.
pub(crate) async fn told(tx: &mut Tx, contact: ContactId) -> Result<Option<Invited>, StoreError> {
    let is_open = sqlx::query_scalar!(
        r#"select exists (select from portal_access where tenant_id = current_tenant() and contact_id = $1 and is_open) as "open!""#,
        contact.0
    )
    .fetch_one(tx.connection())
    .await?;
    if is_open { visitor(tx, contact).await } else { Ok(None) }
}

async fn visitor(tx: &mut Tx, contact: ContactId) -> Result<Option<Invited>, StoreError> {
    let row = sqlx::query!(
        r#"select v.first_name as "first_name!", v.email as "email!", v.customer_name as "customer_name!", v.modules as "modules!", v.language,
            (select c.country from customer c where c.tenant_id = current_tenant() and c.id = v.customer_id) as country
        from portal_visitor(current_tenant(), $1) v"#,
        contact.0,
    )
    .fetch_optional(tx.connection())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let usual = match row.country.as_deref() {
        Some("SE") => Language::Sv,
        Some("NO") | None => Language::Nb,
        Some(_) => Language::En,
    };
    Ok(Some(Invited {
        first_name: row.first_name,
        email: row.email,
        customer_name: row.customer_name,
        modules: of_keys(PortalModule::ALL, PortalModule::key, &row.modules),
        language: row.language.as_deref().and_then(Language::from_tag).unwrap_or(usual),
    }))
}
