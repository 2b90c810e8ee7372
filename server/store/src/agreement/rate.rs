//! A customer's pay matrix: what an hour of a role and a kind of rate costs, for a time (seed 002:46).

use super::{Read, may_choose, period, read_row, refused, take};
use crate::{StoreError, Tx};
use domain::{
    agreement::Period,
    change::LogCategory,
    error::{FieldError, Problem},
    field::MOST_CHARGED,
    id::{CustomerId, ListItemId, PayRateId},
    list::ListKind,
    money::Money,
    policy::Action,
    terms::Currency,
};

/// What somebody typed of a rate.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The role; empty for all roles.
    pub role: &'a str,
    /// The kind of rate.
    pub rate_kind: &'a str,
    /// What is paid for an hour.
    pub pay: &'a str,
    /// What is charged for an hour.
    pub charge: &'a str,
    /// The first day; empty for today.
    pub from: &'a str,
    /// The last day; empty where it goes on.
    pub to: &'a str,
}

/// Adds a rate in the currency that the customer has now, or changes one that was read.
///
/// # Errors
/// What is wrong at `role`, `rate_kind`, `pay`, `charge`, `valid_from` or `valid_to`; [`Problem::Overlap`] where
/// another row holds for the same role and kind on one of the days; [`Problem::ChangedSince`] when somebody else has
/// changed it since; [`StoreError::NotFound`] when this firm has no such customer, or it no such row.
pub async fn save(tx: &mut Tx, customer: CustomerId, row: Read, wanted: Wanted<'_>) -> Result<PayRateId, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let held = read_row(tx, customer, LogCategory::Rate, row, "pay").await?;
    let mut errors = Vec::new();
    let pay = take(&mut errors, "pay", amount(wanted.pay));
    let charge = take(&mut errors, "charge", amount(wanted.charge));
    let role: Option<ListItemId> = match wanted.role.trim() {
        "" => None,
        role => take(&mut errors, "role", role.parse().map_err(|_| Problem::Choice)),
    };
    let kind: Option<ListItemId> = match wanted.rate_kind.trim() {
        "" => take(&mut errors, "rate_kind", Err(Problem::Required)),
        kind => take(&mut errors, "rate_kind", kind.parse().map_err(|_| Problem::Choice)),
    };
    for (list, chosen) in [(ListKind::Role, role), (ListKind::RateKind, kind)] {
        if let Some(chosen) = chosen
            && !may_choose(tx, list, chosen, held.as_ref()).await?
        {
            errors.push(FieldError { field: list.key().to_owned(), problem: Problem::Choice });
        }
    }
    let period = period(tx, &mut errors, wanted.from, wanted.to);
    let (Some(pay), Some(charge), Some(kind), Some(period), true) = (pay, charge, kind, period, errors.is_empty())
    else {
        return Err(refused(errors));
    };
    let id = row.map_or_else(PayRateId::generate, |(id, _)| PayRateId(id));
    is_free(tx, customer, id, (role, kind), &period).await?;
    let usual = Currency::of(tx.session().home).key();
    sqlx::query!(
        "insert into pay_rate (tenant_id, id, customer_id, role, rate_kind, pay, charge, currency, valid_from, valid_to)
        select current_tenant(), $1, c.id, $3, $4, $5, $6, coalesce(c.currency, department_currency(c.departments), f.currency, $9), $7::text::date, $8::text::date
        from customer c left join firm_settings f on f.tenant_id = c.tenant_id
        where c.tenant_id = current_tenant() and c.id = $2
        on conflict (tenant_id, id) do update set role = excluded.role, rate_kind = excluded.rate_kind, pay = excluded.pay,
            charge = excluded.charge, valid_from = excluded.valid_from, valid_to = excluded.valid_to",
        id.0,
        customer.0,
        role.map(|role| role.0),
        kind.0,
        pay,
        charge,
        period.valid_from,
        period.valid_to,
        usual,
    )
    .execute(tx.connection())
    .await?;
    Ok(id)
}

fn amount(typed: &str) -> Result<i64, Problem> {
    if typed.trim().is_empty() {
        return Err(Problem::Required);
    }
    let money = Money::parse(typed).map(Money::hundredths).map_err(|_| Problem::Charge)?;
    if (0..=MOST_CHARGED).contains(&money) { Ok(money) } else { Err(Problem::Charge) }
}

async fn is_free(
    tx: &mut Tx,
    customer: CustomerId,
    id: PayRateId,
    (role, kind): (Option<ListItemId>, ListItemId),
    period: &Period,
) -> Result<(), StoreError> {
    let other = sqlx::query!(
        r#"select valid_from::text as "from!", valid_to::text as "to" from pay_rate
        where tenant_id = current_tenant() and customer_id = $1 and id <> $2 and role is not distinct from $3 and rate_kind = $4
            and daterange(valid_from, valid_to, '[]') && daterange($5::text::date, $6::text::date, '[]')
        order by valid_from limit 1"#,
        customer.0,
        id.0,
        role.map(|role| role.0),
        kind.0,
        period.valid_from,
        period.valid_to,
    )
    .fetch_optional(tx.connection())
    .await?;
    other.map_or(Ok(()), |other| {
        let other = Period { valid_from: other.from, valid_to: other.to };
        Err(StoreError::field("valid_from", other.in_the_way()))
    })
}
