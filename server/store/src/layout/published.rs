//! The layouts that count for the firm and its roles, with their earlier versions: for the page of them.

use crate::{StoreError, Tx};
use domain::{
    id::CustomerId,
    layout::{Device, Layer, Target},
    policy::Action,
    user::Role,
};
use sqlx::types::Json;

/// A version of a layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The kind of device.
    pub device: Device,
    /// Which.
    pub version: i32,
    /// Who arranged it; empty where nobody did.
    pub by: String,
    /// When, UTC in RFC 3339.
    pub at: String,
}

/// The layout for the firm or a role.
#[derive(Clone, Debug)]
pub struct Published {
    /// For whom.
    pub target: Target,
    /// What counts, where somebody has arranged it.
    pub now: Vec<Version>,
    /// Earlier versions, newest first.
    pub earlier: Vec<Version>,
    /// Whether a draft waits.
    pub has_draft: bool,
}

/// All that the page of layouts tells.
#[derive(Clone, Debug)]
pub struct Overview {
    /// For the firm, then for each role.
    pub layouts: Vec<Published>,
    /// People who have arranged something themselves, which stays as it is.
    pub own: i64,
    /// A customer on whose card one can arrange; the one that the reader looked at last.
    pub customer: Option<CustomerId>,
}

/// The firm's layouts.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn overview(tx: &mut Tx) -> Result<Overview, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        r#"select l.scope as "scope!", l.owner as "owner!", l.device as "device!", l.version as "version!", l.at as "at!: jiff_sqlx::Timestamp",
            coalesce(u.name, '') as "by!", l.is_now as "is_now!", l.layer as "layer!: Json<Layer>"
        from (
            select scope, owner, device, version, changed_at as at, changed_by as by, true as is_now, layer from layout
            where tenant_id = current_tenant() and scope <> 'user'
            union all
            select scope, owner, device, version, at, by, false, layer from layout_version
            where tenant_id = current_tenant() and scope in ('tenant', 'role')) l
        left join app_user u on u.tenant_id = current_tenant() and u.id = l.by
        order by l.at desc, l.version desc, l.device"#
    )
    .fetch_all(tx.connection())
    .await?;
    let targets = std::iter::once(Target::Firm).chain(Role::ALL.iter().copied().map(Target::Role));
    let layouts = targets
        .map(|target| {
            let (published, draft) = (super::Whose::published(target), super::Whose::draft(target));
            let of = |is_now: bool| {
                rows.iter()
                    .filter(|row| row.scope == published.scope && row.owner == published.owner && row.is_now == is_now)
                    .filter_map(|row| {
                        let device = Device::from_key(&row.device)?;
                        Some(Version { device, version: row.version, by: row.by.clone(), at: crate::utc(row.at) })
                    })
                    .collect::<Vec<_>>()
            };
            let now = |device: &str| {
                let mut now = rows.iter().filter(|row| row.is_now && row.scope == published.scope);
                now.find(|row| row.owner == published.owner && row.device == device)
                    .map(|row| row.layer.0.clone())
                    .unwrap_or_default()
            };
            // A draft that is as what counts waits for nobody.
            let has_draft = rows
                .iter()
                .filter(|row| row.scope == draft.scope && row.owner == draft.owner)
                .any(|row| row.layer.0 != now(&row.device));
            Published { target, now: of(true), earlier: of(false), has_draft }
        })
        .collect();
    let own = sqlx::query_scalar!(
        r#"select count(distinct l.owner) as "n!" from layout l join app_user u on u.tenant_id = l.tenant_id and u.id::text = l.owner and u.active
        where l.tenant_id = current_tenant() and l.scope = 'user' and l.layer <> '{}'"#
    )
    .fetch_one(tx.connection())
    .await?;
    let customer = sqlx::query_scalar!(
        r#"select coalesce(
            (select r.customer_id from recent_customer r join customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id
                where r.tenant_id = current_tenant() and r.user_id = current_app_user() order by r.opened_at desc limit 1),
            (select c.id from customer c where c.tenant_id = current_tenant() order by c.number limit 1)) as "id: CustomerId""#
    )
    .fetch_one(tx.connection())
    .await?;
    Ok(Overview { layouts, own, customer })
}
