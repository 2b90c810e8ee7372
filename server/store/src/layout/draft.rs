//! What is being arranged for all of the firm, or for a role: nobody else sees it before it is published.

use super::{Whose, below, change_of, everywhere_of, hold, save, undo_of};
use crate::{StoreError, Tx};
use domain::{
    error::Problem,
    layout::{Change, Device, Layer, Target},
    policy::Action,
};
use sqlx::types::Json;

/// What is being arranged.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The layers that count below it, lowest first.
    pub below: Vec<Layer>,
    /// The draft, or what counts where there is none.
    pub layer: Layer,
    /// Whether it differs from what counts, on any device.
    pub differs: bool,
    /// How many people it is for, apart from the reader.
    pub people: i64,
    /// Which save of it this is, on all devices together.
    pub seen: i64,
}

/// The draft for the firm or a role, on one kind of device.
///
/// # Errors
/// When the reader may not change settings, or the database fails.
pub async fn draft(tx: &mut Tx, target: Target, device: Device) -> Result<Draft, StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let (draft, published) = (Whose::draft(target), Whose::published(target));
    let rows = sqlx::query!(
        r#"select scope, device, version, layer as "layer: Json<Layer>" from layout
        where tenant_id = current_tenant() and owner = $1 and scope in ($2, $3)"#,
        draft.owner,
        draft.scope,
        published.scope,
    )
    .fetch_all(tx.connection())
    .await?;
    let of = |scope: &str, device: Device| {
        rows.iter().find(|row| row.scope == scope && row.device == device.key()).map(|row| row.layer.0.clone())
    };
    let differs = Device::ALL.into_iter().any(|device| {
        of(draft.scope, device).is_some_and(|layer| layer != of(published.scope, device).unwrap_or_default())
    });
    let layer = of(draft.scope, device).or_else(|| of(published.scope, device)).unwrap_or_default();
    let role = if let Target::Role(role) = target { Some(role.key()) } else { None };
    let people = sqlx::query_scalar!(
        r#"select count(*) as "n!" from app_user
        where tenant_id = current_tenant() and active and id <> current_app_user() and ($1::text is null or role = $1)"#,
        role
    )
    .fetch_one(tx.connection())
    .await?;
    let seen = rows.iter().filter(|row| row.scope == draft.scope).map(|row| i64::from(row.version)).sum();
    Ok(Draft { below: below(tx, &draft, device).await?, layer, differs, people, seen })
}

/// Makes one change to the draft.
///
/// # Errors
/// When the reader may not change settings, or the database fails.
pub async fn change_draft(tx: &mut Tx, target: Target, device: Device, change: Change) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    change_of(tx, &Whose::draft(target), device, change).await
}

/// Takes all changes out of the draft: the product's layout, or for a role the firm's.
///
/// # Errors
/// When the reader may not change settings, or the database fails.
pub async fn reset_draft(tx: &mut Tx, target: Target, device: Device) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let whose = Whose::draft(target);
    let before = hold(tx, &whose, device).await?;
    save(tx, &whose, device, &before, &Layer::default()).await
}

/// Takes over on all devices how the draft is arranged on this one.
///
/// # Errors
/// When the reader may not change settings, or the database fails.
pub async fn draft_everywhere(tx: &mut Tx, target: Target, device: Device) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    everywhere_of(tx, &Whose::draft(target), device).await
}

/// Takes the last change of the draft back; `false` when there is none.
///
/// # Errors
/// When the reader may not change settings, or the database fails.
pub async fn undo_draft(tx: &mut Tx, target: Target, device: Device) -> Result<bool, StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    undo_of(tx, &Whose::draft(target), device).await
}

/// Says no where somebody else has arranged the draft since it was seen so; holds it until the transaction ends.
///
/// # Errors
/// [`Problem::ChangedSince`]; when the reader may not change settings, or the database fails.
pub async fn is_as_seen(tx: &mut Tx, target: Target, seen: i64) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let draft = Whose::draft(target);
    let versions = sqlx::query_scalar!(
        "select version from layout where tenant_id = current_tenant() and scope = $1 and owner = $2 order by device for update",
        draft.scope,
        draft.owner,
    )
    .fetch_all(tx.connection())
    .await?;
    let now: i64 = versions.into_iter().map(i64::from).sum();
    if now == seen { Ok(()) } else { Err(StoreError::field("seen", Problem::ChangedSince)) }
}

/// Makes the draft what counts, on all devices; what each person has changed themselves stays.
///
/// # Errors
/// When the reader may not change settings, or the database fails.
pub async fn publish(tx: &mut Tx, target: Target) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let (draft, published) = (Whose::draft(target), Whose::published(target));
    for device in Device::ALL {
        let drafted = sqlx::query_scalar!(
            r#"select layer as "layer: Json<Layer>" from layout
            where tenant_id = current_tenant() and scope = $1 and owner = $2 and device = $3 for update"#,
            draft.scope,
            draft.owner,
            device.key(),
        )
        .fetch_optional(tx.connection())
        .await?;
        let Some(layer) = drafted else { continue };
        let before = hold(tx, &published, device).await?;
        save(tx, &published, device, &before, &layer.0).await?;
        // Only what was read: a draft that comes meanwhile waits for the next time.
        sqlx::query!(
            "delete from layout where tenant_id = current_tenant() and scope = $1 and owner = $2 and device = $3",
            draft.scope,
            draft.owner,
            device.key(),
        )
        .execute(tx.connection())
        .await?;
    }
    Ok(())
}

/// Throws the draft away.
///
/// # Errors
/// When the reader may not change settings, or the database fails.
pub async fn discard(tx: &mut Tx, target: Target) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let draft = Whose::draft(target);
    sqlx::query!(
        "delete from layout where tenant_id = current_tenant() and scope = $1 and owner = $2",
        draft.scope,
        draft.owner
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Makes a draft of an earlier version, to be looked at and published.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such version; when the reader may not change settings.
pub async fn bring_back(tx: &mut Tx, target: Target, device: Device, version: i32) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let (draft, published) = (Whose::draft(target), Whose::published(target));
    let layer = sqlx::query_scalar!(
        r#"select layer as "layer: Json<Layer>" from layout_version
        where tenant_id = current_tenant() and scope = $1 and owner = $2 and device = $3 and version = $4"#,
        published.scope,
        published.owner,
        device.key(),
        version,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let before = hold(tx, &draft, device).await?;
    save(tx, &draft, device, &before, &layer.0).await
}
