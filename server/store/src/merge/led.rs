//! Where merged customers lead, and which merges there were.

use crate::{StoreError, Tx};
use domain::{
    id::{CustomerId, MergeId},
    policy::Action,
};

/// A customer that was merged, and the one that stands for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Led {
    /// The one that stands for it.
    pub to: CustomerId,
    /// The number of the one that was merged.
    pub number: i64,
    /// What it was called.
    pub name: String,
}

/// Where a customer leads that was merged; nothing for others.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn led_to(tx: &mut Tx, customer: CustomerId) -> Result<Option<Led>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    Ok(sqlx::query_as!(
        Led,
        r#"select survivor_of(m.id) as "to!: CustomerId", m.number as "number!", m.name as "name!" from merged_customer m where m.id = $1"#,
        customer.0,
    )
    .fetch_optional(tx.connection())
    .await?)
}

/// The merged customer with this number, where it leads to that customer.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn merged_number(tx: &mut Tx, customer: CustomerId, number: i64) -> Result<Option<Led>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    Ok(sqlx::query_as!(
        Led,
        r#"select survivor_of(m.id) as "to!: CustomerId", m.number as "number!", m.name as "name!" from merged_customer m
        where m.number = $2 and survivor_of(m.id) = $1"#,
        customer.0,
        number,
    )
    .fetch_optional(tx.connection())
    .await?)
}

/// One merge as the list of them shows it.
#[derive(Clone, Debug)]
pub struct Merge {
    /// Its identity.
    pub id: MergeId,
    /// The customer that stayed.
    pub customer: CustomerId,
    /// Its number.
    pub number: i64,
    /// What it is called.
    pub name: String,
    /// Whether it was itself merged into another since.
    pub is_merged: bool,
    /// Numbers and names of those that were merged into it.
    pub merged: Vec<String>,
    /// Who did it.
    pub by: String,
    /// When, UTC in RFC 3339.
    pub at: String,
    /// When it was taken back.
    pub split_at: Option<String>,
}

/// The newest merges, before one of them where that is named.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn list(tx: &mut Tx, before: Option<MergeId>, most: i64) -> Result<Vec<Merge>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        r#"select m.id as "id!: MergeId", m.customer_id as "customer!: CustomerId", coalesce(c.number, l.number, 0) as "number!",
            coalesce(c.name, l.name, '') as "name!", l.id is not null as "is_merged!", m.merged_names as "merged!",
            coalesce(u.name, '') as "by!", m.created_at as "at!: jiff_sqlx::Timestamp", m.split_at as "split_at: jiff_sqlx::Timestamp"
        from customer_merge m
        left join customer c on c.tenant_id = m.tenant_id and c.id = m.customer_id
        left join merged_customer l on l.id = m.customer_id
        left join app_user u on u.tenant_id = m.tenant_id and u.id = m.created_by
        where m.tenant_id = current_tenant()
            and ($1::uuid is null or (m.created_at, m.id) < (select b.created_at, b.id from customer_merge b where b.tenant_id = m.tenant_id and b.id = $1))
        order by m.created_at desc, m.id desc limit $2"#,
        before.map(|id| id.0),
        most,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Merge {
            id: row.id,
            customer: row.customer,
            number: row.number,
            name: row.name,
            is_merged: row.is_merged,
            merged: row.merged,
            by: row.by,
            at: crate::utc(row.at),
            split_at: row.split_at.map(crate::utc),
        })
        .collect())
}
