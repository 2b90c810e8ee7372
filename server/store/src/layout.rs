//! How each person has arranged the card: kept as layers, with the last versions for undo.

use crate::{StoreError, Tx};
use domain::{
    layout::{Change, Device, Layer, VERSIONS},
    policy::Action,
};
use sqlx::types::Json;

/// The firm's and the role's layers for a kind of device, lowest first, and the person's own.
///
/// The person's own layer is held until the transaction ends.
async fn layers(tx: &mut Tx, device: Device) -> Result<(Vec<Layer>, Layer), StoreError> {
    let user = tx.session().user.to_string();
    let role = tx.session().role.key();
    sqlx::query!(
        "insert into layout (tenant_id, scope, owner, device) values (current_tenant(), 'user', $1, $2) on conflict do nothing",
        user,
        device.key()
    )
    .execute(tx.connection())
    .await?;
    let own = sqlx::query_scalar!(
        r#"select layer as "layer: Json<Layer>" from layout
        where tenant_id = current_tenant() and device = $1 and scope = 'user' and owner = $2 for update"#,
        device.key(),
        user,
    )
    .fetch_one(tx.connection())
    .await?;
    let below = sqlx::query!(
        r#"select scope, layer as "layer: Json<Layer>" from layout
        where tenant_id = current_tenant() and device = $1 and (scope, owner) in (('tenant', ''), ('role', $2))"#,
        device.key(),
        role,
    )
    .fetch_all(tx.connection())
    .await?;
    let of =
        |scope: &str| below.iter().find(|row| row.scope == scope).map(|row| row.layer.0.clone()).unwrap_or_default();
    Ok((vec![of("tenant"), of("role")], own.0))
}

async fn save(tx: &mut Tx, device: Device, before: &Layer, after: &Layer) -> Result<(), StoreError> {
    if before == after {
        return Ok(());
    }
    let user = tx.session().user.to_string();
    let keep = i64::try_from(VERSIONS).unwrap_or(20);
    let version = sqlx::query_scalar!(
        "update layout set layer = $3, version = version + 1, changed_at = now()
        where tenant_id = current_tenant() and scope = 'user' and owner = $1 and device = $2 returning version",
        user,
        device.key(),
        Json(after) as _,
    )
    .fetch_one(tx.connection())
    .await?;
    sqlx::query!(
        "insert into layout_version (tenant_id, scope, owner, device, version, layer) values (current_tenant(), 'user', $1, $2, $3, $4)",
        user,
        device.key(),
        version - 1,
        Json(before) as _,
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!(
        "delete from layout_version where tenant_id = current_tenant() and scope = 'user' and owner = $1 and device = $2
            and version not in (select version from layout_version
                where tenant_id = current_tenant() and scope = 'user' and owner = $1 and device = $2
                order by version desc limit $3)",
        user,
        device.key(),
        keep,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Makes one change to the person's own layer, on one kind of device or on all.
///
/// # Errors
/// When the database fails.
pub async fn change(tx: &mut Tx, devices: &[Device], change: Change) -> Result<(), StoreError> {
    tx.authorise_own(Action::ArrangeCard)?;
    for device in devices {
        let (below, own) = layers(tx, *device).await?;
        let after = own.with(change, *device, &below);
        save(tx, *device, &own, &after).await?;
    }
    Ok(())
}

/// Takes away the person's own layer: the card is as the firm has arranged it.
///
/// # Errors
/// When the database fails.
pub async fn reset(tx: &mut Tx, device: Device) -> Result<(), StoreError> {
    tx.authorise_own(Action::ArrangeCard)?;
    let (_, own) = layers(tx, device).await?;
    save(tx, device, &own, &Layer::default()).await
}

/// Takes over on all devices how the card is arranged on this one.
///
/// # Errors
/// When the database fails.
pub async fn use_everywhere(tx: &mut Tx, device: Device) -> Result<(), StoreError> {
    tx.authorise_own(Action::ArrangeCard)?;
    // All are held before one is changed, always in the same order: two who do this at the same
    // time wait for each other and never both.
    let mut layers_by_device = Vec::new();
    for each in Device::ALL {
        layers_by_device.push((each, layers(tx, each).await?.1));
    }
    let own =
        layers_by_device.iter().find(|(each, _)| *each == device).map(|(_, layer)| layer.clone()).unwrap_or_default();
    for (other, before) in layers_by_device.iter().filter(|(each, _)| *each != device) {
        save(tx, *other, before, &own).await?;
    }
    Ok(())
}

/// Goes one version back; `false` when there is none.
///
/// # Errors
/// When the database fails.
pub async fn undo(tx: &mut Tx, device: Device) -> Result<bool, StoreError> {
    tx.authorise_own(Action::ArrangeCard)?;
    let user = tx.session().user.to_string();
    layers(tx, device).await?;
    let Some(version) = sqlx::query!(
        r#"delete from layout_version v where tenant_id = current_tenant() and scope = 'user' and owner = $1 and device = $2
            and version = (select max(version) from layout_version m
                where m.tenant_id = v.tenant_id and m.scope = v.scope and m.owner = v.owner and m.device = v.device)
        returning layer as "layer: Json<Layer>""#,
        user,
        device.key(),
    )
    .fetch_optional(tx.connection())
    .await?
    else {
        return Ok(false);
    };
    sqlx::query!(
        "update layout set layer = $3, version = version + 1, changed_at = now()
        where tenant_id = current_tenant() and scope = 'user' and owner = $1 and device = $2",
        user,
        device.key(),
        version.layer as _,
    )
    .execute(tx.connection())
    .await?;
    Ok(true)
}
