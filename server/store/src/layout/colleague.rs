//! How colleagues have arranged their cards: to try, and to take over.

use super::{Whose, hold, save};
use crate::{StoreError, Tx};
use domain::{
    id::UserId,
    layout::{Device, Layer},
    policy::Action,
};
use sqlx::types::Json;

/// A colleague who has arranged the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub id: UserId,
    /// What they are called.
    pub name: String,
}

/// Colleagues who have arranged something on this kind of device, by name.
///
/// # Errors
/// When the database fails.
pub async fn colleagues(tx: &mut Tx, device: Device) -> Result<Vec<Colleague>, StoreError> {
    tx.authorise_own(Action::ArrangeCard)?;
    Ok(sqlx::query_as!(
        Colleague,
        r#"select u.id as "id: UserId", u.name from layout l join app_user u on u.tenant_id = l.tenant_id and u.id::text = l.owner
        where l.tenant_id = current_tenant() and l.scope = 'user' and l.device = $1 and l.layer <> '{}' and u.active and u.id <> current_app_user()
        order by in_alphabet(u.name, (select firm_alphabet())) collate "C", u.id"#,
        device.key()
    )
    .fetch_all(tx.connection())
    .await?)
}

/// How a colleague has arranged the card.
///
/// # Errors
/// [`StoreError::NotFound`] when the firm has no such colleague.
pub async fn of_colleague(tx: &mut Tx, user: UserId, device: Device) -> Result<(Colleague, Layer), StoreError> {
    tx.authorise_own(Action::ArrangeCard)?;
    let row = sqlx::query!(
        r#"select u.name, l.layer as "layer?: Json<Layer>" from app_user u
        left join layout l on l.tenant_id = u.tenant_id and l.scope = 'user' and l.owner = u.id::text and l.device = $2
        where u.tenant_id = current_tenant() and u.id = $1 and u.active and u.id <> current_app_user()"#,
        user.0,
        device.key(),
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    Ok((Colleague { id: user, name: row.name }, row.layer.map(|layer| layer.0).unwrap_or_default()))
}

/// Takes over how a colleague has arranged the card; one's own before it is the version that undo goes back to.
///
/// # Errors
/// As [`of_colleague`].
pub async fn adopt(tx: &mut Tx, user: UserId, device: Device) -> Result<(), StoreError> {
    let (_, layer) = of_colleague(tx, user, device).await?;
    let whose = Whose::reader(tx);
    let before = hold(tx, &whose, device).await?;
    save(tx, &whose, device, &before, &layer).await
}
