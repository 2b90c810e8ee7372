//! How each person has arranged the card, and how the firm has for all or for a role: kept as layers, with the
//! last versions of each.

mod colleague;
mod draft;
mod published;

pub use colleague::{Colleague, adopt, colleagues, of_colleague};
pub use draft::{
    Draft, bring_back, change_draft, discard, draft, draft_everywhere, is_as_seen, publish, reset_draft, undo_draft,
};
pub use published::{Overview, Published, Version, overview};

use crate::{StoreError, Tx};
use domain::{
    field::Needs,
    layout::{Change, Device, Direction, Layer, Target, VERSIONS},
    policy::Action,
    section::Section,
};
use sqlx::types::Json;

/// Whose layer it is.
#[derive(Clone, Debug)]
struct Whose {
    scope: &'static str,
    /// The role's key or the user's id; empty for the firm's.
    owner: String,
}

impl Whose {
    /// The reader's own.
    fn reader(tx: &Tx) -> Self {
        Self { scope: "user", owner: tx.session().user.to_string() }
    }

    /// That which counts for the firm or a role.
    fn published(target: Target) -> Self {
        match target {
            Target::Firm => Self { scope: "tenant", owner: String::new() },
            Target::Role(role) => Self { scope: "role", owner: role.key().to_owned() },
        }
    }

    /// That which is being arranged for the firm or a role.
    fn draft(target: Target) -> Self {
        let published = Self::published(target);
        let scope = if target == Target::Firm { "tenant_draft" } else { "role_draft" };
        Self { scope, ..published }
    }

    /// What a layer that is not there yet begins with: a draft with what counts.
    const fn begins_with(&self) -> &'static str {
        match self.scope.as_bytes() {
            b"tenant_draft" => "tenant",
            b"role_draft" => "role",
            _ => "",
        }
    }
}

/// A layer, held until the transaction ends.
async fn hold(tx: &mut Tx, whose: &Whose, device: Device) -> Result<Layer, StoreError> {
    // One statement that locks: a row that somebody throws away at the same moment is made anew.
    let layer = sqlx::query_scalar!(
        r#"insert into layout as l (tenant_id, scope, owner, device, layer, changed_by)
        select current_tenant(), $1, $2, $3, coalesce((select b.layer from layout b
            where b.tenant_id = current_tenant() and b.scope = $4 and b.owner = $2 and b.device = $3), '{}'), current_app_user()
        on conflict (tenant_id, scope, owner, device) do update set layer = l.layer
        returning layer as "layer: Json<Layer>""#,
        whose.scope,
        whose.owner,
        device.key(),
        whose.begins_with(),
    )
    .fetch_one(tx.connection())
    .await?;
    Ok(layer.0)
}

/// The layers that count below one, lowest first.
async fn below(tx: &mut Tx, whose: &Whose, device: Device) -> Result<Vec<Layer>, StoreError> {
    let role = tx.session().role.key();
    let rows = sqlx::query!(
        r#"select scope, layer as "layer: Json<Layer>" from layout
        where tenant_id = current_tenant() and device = $1 and (scope, owner) in (('tenant', ''), ('role', $2))"#,
        device.key(),
        role,
    )
    .fetch_all(tx.connection())
    .await?;
    let of =
        |scope: &str| rows.iter().find(|row| row.scope == scope).map(|row| row.layer.0.clone()).unwrap_or_default();
    Ok(match whose.scope {
        "user" => vec![of("tenant"), of("role")],
        "role" | "role_draft" => vec![of("tenant")],
        _ => Vec::new(),
    })
}

async fn save(tx: &mut Tx, whose: &Whose, device: Device, before: &Layer, after: &Layer) -> Result<(), StoreError> {
    if before == after {
        return Ok(());
    }
    sqlx::query!(
        "insert into layout_version (tenant_id, scope, owner, device, version, layer, at, by)
        select tenant_id, scope, owner, device, version, layer, changed_at, changed_by from layout
        where tenant_id = current_tenant() and scope = $1 and owner = $2 and device = $3",
        whose.scope,
        whose.owner,
        device.key(),
    )
    .execute(tx.connection())
    .await?;
    write(tx, whose, device, after).await?;
    let keep = i64::try_from(VERSIONS).unwrap_or(20);
    sqlx::query!(
        "delete from layout_version where tenant_id = current_tenant() and scope = $1 and owner = $2 and device = $3
            and version not in (select version from layout_version
                where tenant_id = current_tenant() and scope = $1 and owner = $2 and device = $3
                order by version desc limit $4)",
        whose.scope,
        whose.owner,
        device.key(),
        keep,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

async fn write(tx: &mut Tx, whose: &Whose, device: Device, layer: &Layer) -> Result<(), StoreError> {
    sqlx::query!(
        "update layout set layer = $4, version = version + 1, changed_at = now(), changed_by = current_app_user()
        where tenant_id = current_tenant() and scope = $1 and owner = $2 and device = $3",
        whose.scope,
        whose.owner,
        device.key(),
        Json(layer) as _,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Puts a layout that counts, by the id of its row, as it was before; what stands is kept as an earlier version.
pub(crate) async fn put_back(tx: &mut Tx, row: uuid::Uuid, layer: Layer) -> Result<(), StoreError> {
    let found = sqlx::query!(
        r#"select scope, owner, device, layer as "layer: Json<Layer>" from layout
        where tenant_id = current_tenant() and id = $1 and scope in ('tenant', 'role')"#,
        row
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let scope = if found.scope == "role" { "role" } else { "tenant" };
    let device = Device::from_key(&found.device).ok_or(StoreError::NotFound)?;
    save(tx, &Whose { scope, owner: found.owner }, device, &found.layer.0, &layer).await
}

/// Makes one change to a layer.
async fn change_of(tx: &mut Tx, whose: &Whose, device: Device, change: Change) -> Result<(), StoreError> {
    let before = hold(tx, whose, device).await?;
    let below = below(tx, whose, device).await?;
    let after = before.with(change, device, &below);
    save(tx, whose, device, &before, &after).await
}

/// Takes over on all devices the layer of this one.
async fn everywhere_of(tx: &mut Tx, whose: &Whose, device: Device) -> Result<(), StoreError> {
    // All are held before one is changed, always in the same order: two who do this at the same
    // time wait for each other and never both.
    let mut by_device = Vec::new();
    for each in Device::ALL {
        by_device.push((each, hold(tx, whose, each).await?));
    }
    let mine = by_device.iter().find(|(each, _)| *each == device).map(|(_, layer)| layer.clone()).unwrap_or_default();
    for (other, before) in by_device.iter().filter(|(each, _)| *each != device) {
        save(tx, whose, *other, before, &mine).await?;
    }
    Ok(())
}

/// Goes one version of a layer back; `false` when there is none.
async fn undo_of(tx: &mut Tx, whose: &Whose, device: Device) -> Result<bool, StoreError> {
    hold(tx, whose, device).await?;
    let version = sqlx::query_scalar!(
        r#"delete from layout_version v where tenant_id = current_tenant() and scope = $1 and owner = $2 and device = $3
            and version = (select max(version) from layout_version m
                where m.tenant_id = v.tenant_id and m.scope = v.scope and m.owner = v.owner and m.device = v.device)
        returning layer as "layer: Json<Layer>""#,
        whose.scope,
        whose.owner,
        device.key(),
    )
    .fetch_optional(tx.connection())
    .await?;
    let Some(layer) = version else { return Ok(false) };
    write(tx, whose, device, &layer.0).await?;
    Ok(true)
}

/// Makes one change to the person's own layer, on one kind of device or on all.
///
/// # Errors
/// When the database fails.
pub async fn change(tx: &mut Tx, devices: &[Device], change: Change) -> Result<(), StoreError> {
    tx.authorise_own(Action::ArrangeCard)?;
    for device in devices {
        let whose = Whose::reader(tx);
        change_of(tx, &whose, *device, change).await?;
    }
    Ok(())
}

/// Moves a section by one step in the person's own layer, or in the draft of `target`: past those that a card of a
/// customer with these needs does not show.
///
/// # Errors
/// When the reader may not arrange it, or the database fails.
pub async fn nudge(
    tx: &mut Tx,
    target: Option<Target>,
    device: Device,
    step: (Section, Direction),
    needs: &Needs,
) -> Result<(), StoreError> {
    let whose = match target {
        None => {
            tx.authorise_own(Action::ArrangeCard)?;
            Whose::reader(tx)
        }
        Some(target) => {
            tx.authorise(Action::ChangeSettings)?;
            Whose::draft(target)
        }
    };
    let before = hold(tx, &whose, device).await?;
    let below = below(tx, &whose, device).await?;
    let own = tx.session().own.clone();
    let after = before.nudged(step, device, &below, |section| needs.is_section_used(section, &own));
    save(tx, &whose, device, &before, &after).await
}

/// Takes away the person's own layer: the card is as the firm has arranged it.
///
/// # Errors
/// When the database fails.
pub async fn reset(tx: &mut Tx, device: Device) -> Result<(), StoreError> {
    tx.authorise_own(Action::ArrangeCard)?;
    let whose = Whose::reader(tx);
    let own = hold(tx, &whose, device).await?;
    save(tx, &whose, device, &own, &Layer::default()).await
}

/// Takes over on all devices how the card is arranged on this one.
///
/// # Errors
/// When the database fails.
pub async fn use_everywhere(tx: &mut Tx, device: Device) -> Result<(), StoreError> {
    tx.authorise_own(Action::ArrangeCard)?;
    let whose = Whose::reader(tx);
    everywhere_of(tx, &whose, device).await
}

/// Goes one version back; `false` when there is none.
///
/// # Errors
/// When the database fails.
pub async fn undo(tx: &mut Tx, device: Device) -> Result<bool, StoreError> {
    tx.authorise_own(Action::ArrangeCard)?;
    let whose = Whose::reader(tx);
    undo_of(tx, &whose, device).await
}
