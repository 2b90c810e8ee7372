//! The logo of a customer (seed 002:15). The customer's column names a picture; pictures that were
//! replaced stay, so that undo and the card of another day find them.

use crate::{StoreError, Tx};
use domain::{id::CustomerId, policy::Action};
use sha2::{Digest, Sha256};

/// A picture as it is kept and served: made by us from what somebody uploaded.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// `image/png` or `image/jpeg`.
    pub media_type: &'static str,
    /// Width, in pixels.
    pub width: u32,
    /// Height, in pixels.
    pub height: u32,
    /// The file.
    pub content: Vec<u8>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}x{}, {} bytes", self.media_type, self.width, self.height, self.content.len())
    }
}

/// A picture as it is served.
#[derive(Clone, Debug)]
pub struct Stored {
    /// SHA-256 of its bytes, in hexadecimal.
    pub digest: String,
    /// `image/png` or `image/jpeg`.
    pub media_type: String,
    /// The file.
    pub content: Vec<u8>,
}

/// Whether the logo of a customer may be changed by this person: asked before a picture is looked
/// into, which takes time.
///
/// # Errors
/// When the policy says no, or [`StoreError::NotFound`] when this firm has no such customer.
pub async fn may_change(tx: &mut Tx, customer: CustomerId) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    sqlx::query_scalar!(
        r#"select true as "there!" from customer where tenant_id = current_tenant() and id = $1"#,
        customer.0
    )
    .fetch_optional(tx.connection())
    .await?
    .map(drop)
    .ok_or(StoreError::NotFound)
}

/// Gives a customer a logo, or another one; the same one again changes nothing.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such customer.
pub async fn change(tx: &mut Tx, customer: CustomerId, picture: &Picture) -> Result<(), StoreError> {
    may_change(tx, customer).await?;
    let digest = hex::encode(Sha256::digest(&picture.content));
    let side = |side: u32| i32::try_from(side).unwrap_or(i32::MAX);
    sqlx::query!(
        "insert into customer_logo (tenant_id, customer_id, digest, media_type, width, height, content)
        values (current_tenant(), $1, $2, $3, $4, $5, $6) on conflict do nothing",
        customer.0,
        digest,
        picture.media_type,
        side(picture.width),
        side(picture.height),
        picture.content,
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!(
        "update customer set logo = $2 where tenant_id = current_tenant() and id = $1 and logo is distinct from $2",
        customer.0,
        digest,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Takes a customer's logo away; one that has none stays as it is.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such customer.
pub async fn remove(tx: &mut Tx, customer: CustomerId) -> Result<(), StoreError> {
    may_change(tx, customer).await?;
    sqlx::query!(
        "update customer set logo = null where tenant_id = current_tenant() and id = $1 and logo is not null",
        customer.0
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// A customer's logo, or the picture of this digest that is or was it.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such customer, or it has no such picture.
pub async fn read(tx: &mut Tx, customer: CustomerId, digest: Option<&str>) -> Result<Stored, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    sqlx::query_as!(
        Stored,
        "select g.digest, g.media_type, g.content
        from customer c join customer_logo g on g.tenant_id = c.tenant_id and g.customer_id = c.id
        where c.tenant_id = current_tenant() and c.id = $1 and g.digest = coalesce($2, c.logo)",
        customer.0,
        digest,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)
}
