//! A customer's own factors, by role and time (seed 000:65).

use super::{Read, may_choose, period, read_row, refused, take};
use crate::{StoreError, Tx};
use domain::{
    agreement::Period,
    change::LogCategory,
    error::Problem,
    id::{CustomerId, FactorId, ListItemId},
    list::ListKind,
    policy::Action,
    terms::Factor,
};

/// What somebody typed of a factor.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The role; empty for all roles.
    pub role: &'a str,
    /// The factor.
    pub factor: &'a str,
    /// The first day; empty for today.
    pub from: &'a str,
    /// The last day; empty where it goes on.
    pub to: &'a str,
}

/// Adds a factor, or changes one that was read.
///
/// # Errors
/// What is wrong at `role`, `factor`, `valid_from` or `valid_to`; [`Problem::Overlap`] where another row counts for
/// the same role on one of the days; [`Problem::ChangedSince`] when somebody else has changed it since;
/// [`StoreError::NotFound`] when this firm has no such customer, or it no such row.
pub async fn save(tx: &mut Tx, customer: CustomerId, row: Read, wanted: Wanted<'_>) -> Result<FactorId, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let held = read_row(tx, customer, LogCategory::Factor, row, "factor").await?;
    let mut errors = Vec::new();
    let factor = Factor::parse(wanted.factor).map(Factor::thousandths).map_err(|_| match wanted.factor.trim() {
        "" => Problem::Required,
        _ => Problem::Factor,
    });
    let factor = take(&mut errors, "factor", factor);
    let role: Option<ListItemId> = match wanted.role.trim() {
        "" => None,
        role => take(&mut errors, "role", role.parse().map_err(|_| Problem::Choice)),
    };
    if let Some(role) = role
        && !may_choose(tx, ListKind::Role, role, held.as_ref()).await?
    {
        take::<()>(&mut errors, "role", Err(Problem::Choice));
    }
    let period = period(tx, &mut errors, wanted.from, wanted.to);
    let (Some(factor), Some(period), true) = (factor, period, errors.is_empty()) else { return Err(refused(errors)) };
    let factor = i32::try_from(factor).map_err(|_| StoreError::field("factor", Problem::Factor))?;
    let id = row.map_or_else(FactorId::generate, |(id, _)| FactorId(id));
    is_free(tx, customer, id, role, &period).await?;
    sqlx::query!(
        "insert into factor_agreement (tenant_id, id, customer_id, role, factor, valid_from, valid_to)
        values (current_tenant(), $1, $2, $3, $4, $5::text::date, $6::text::date)
        on conflict (tenant_id, id) do update set role = excluded.role, factor = excluded.factor,
            valid_from = excluded.valid_from, valid_to = excluded.valid_to",
        id.0,
        customer.0,
        role.map(|role| role.0),
        factor,
        period.valid_from,
        period.valid_to,
    )
    .execute(tx.connection())
    .await?;
    Ok(id)
}

async fn is_free(
    tx: &mut Tx,
    customer: CustomerId,
    id: FactorId,
    role: Option<ListItemId>,
    period: &Period,
) -> Result<(), StoreError> {
    let other = sqlx::query!(
        r#"select valid_from::text as "from!", valid_to::text as "to" from factor_agreement
        where tenant_id = current_tenant() and customer_id = $1 and id <> $2 and role is not distinct from $3
            and daterange(valid_from, valid_to, '[]') && daterange($4::text::date, $5::text::date, '[]')
        order by valid_from limit 1"#,
        customer.0,
        id.0,
        role.map(|role| role.0),
        period.valid_from,
        period.valid_to,
    )
    .fetch_optional(tx.connection())
    .await?;
    match other {
        Some(other) => {
            let other = Period { valid_from: other.from, valid_to: other.to };
            Err(StoreError::field("valid_from", other.in_the_way()))
        }
        None => Ok(()),
    }
}
