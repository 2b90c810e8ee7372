//! How many customers a list has, and what the amounts in its columns come to.

use super::{Ground, column, condition::push_departments, ground, is_plain, page_on, push_from, seen};
use crate::{StoreError, Tx, fields};
use domain::{
    field::{self, Entity},
    filter::Column,
    policy::Action,
    register::{COUNT_CAP, Cursor, RegisterPage, RegisterQuery, Sum, Totals},
};
use hashlink::LruCache;
use serde_json::Value;
use sqlx::{Postgres, QueryBuilder, Row, types::Json};
use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::{LazyLock, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Counting that the planner holds for dearer (some 2,000 customers read from an index) is left
/// until the page is there.
const CHEAP: f64 = 150.0;

/// The field that says in what amounts are: the customer's own, its department's, or the firm's.
const CURRENCY: &str = "currency";

fn firms_currency(ground: &Ground) -> String {
    let firms = field::customer(CURRENCY).map(|field| ground.firm.value(field));
    firms.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Adds the statement that counts, and sums by currency: amounts in two of them come to nothing together.
fn counting(
    start: &str,
    tx: &Tx,
    query: &RegisterQuery,
    ground: &Ground,
    sums: &[&'static str],
) -> QueryBuilder<Postgres> {
    let expression = |key: &str| {
        field::customer(key).map_or_else(|| "null".to_owned(), |field| fields::expression("(r.customer)", field))
    };
    let mut sql = QueryBuilder::<Postgres>::new(start);
    sql.push("with counted as (select 1 as one");
    if !sums.is_empty() {
        sql.push(", coalesce(").push(expression(CURRENCY)).push(", ");
        push_departments(&mut sql, CURRENCY, &ground.firm);
        sql.push_bind(firms_currency(ground)).push(") as currency_of_row");
    }
    for key in sums {
        sql.push(", ").push(expression(key)).push(" as ").push(*key);
    }
    push_from(&mut sql, tx, query, ground);
    sql.push(" limit ").push(COUNT_CAP + 1).push(") select (select count(*) from counted) as count, ");
    if sums.is_empty() {
        sql.push("'{}'::jsonb as sums");
        return sql;
    }
    sql.push("(select coalesce(jsonb_object_agg(c.currency_of_row, c.amounts), '{}') from (select currency_of_row, jsonb_build_object(");
    for (at, key) in sums.iter().enumerate() {
        sql.push(if at > 0 { ", '" } else { "'" }).push(*key).push("', sum(").push(*key).push(")");
    }
    sql.push(") as amounts from counted group by 1) c) as sums");
    sql
}

fn summed(columns: &[Column]) -> Vec<&'static str> {
    columns.iter().filter(|of| of.has_total()).map(|of| column(*of)).collect()
}

/// How many customers there are, counted to the cap, and what the amounts in these columns come to.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn totals(tx: &mut Tx, query: &RegisterQuery, columns: &[Column]) -> Result<Totals, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let ground = ground(tx, query).await?;
    count(tx, query, columns, &ground).await
}

async fn count(tx: &mut Tx, query: &RegisterQuery, columns: &[Column], ground: &Ground) -> Result<Totals, StoreError> {
    let keys = summed(&seen(tx, columns));
    let row =
        counting("", tx, query, ground, &keys).build().persistent(is_plain(query)).fetch_one(tx.connection()).await?;
    let count: i64 = row.try_get("count")?;
    let Json(found): Json<BTreeMap<String, BTreeMap<String, Option<i64>>>> = row.try_get("sums")?;
    // From whoever the currency is kept, one that is not the firm's is not told by a sum either.
    let is_told = tx.session().rights.sees_column(Entity::Customer, CURRENCY);
    let firms = firms_currency(ground);
    let is_firms = |sum: &Sum| sum.amounts.iter().all(|(currency, _)| *currency == firms);
    let mut sums: Vec<Sum> = keys.iter().map(|key| Sum { column: key, amounts: Vec::new() }).collect();
    for (currency, amounts) in found.into_iter().filter(|_| count <= COUNT_CAP) {
        for sum in &mut sums {
            if let Some(amount) = amounts.get(sum.column).copied().flatten() {
                sum.amounts.push((currency.clone(), amount));
            }
        }
    }
    sums.retain(|sum| count <= COUNT_CAP && (is_told || is_firms(sum)));
    Ok(Totals { count, sums })
}

/// As [`totals`], where counting takes no longer than the page itself; else nothing.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn quick_totals(
    tx: &mut Tx,
    query: &RegisterQuery,
    columns: &[Column],
) -> Result<Option<Totals>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let ground = ground(tx, query).await?;
    count_if_cheap(tx, query, columns, &ground).await
}

async fn count_if_cheap(
    tx: &mut Tx,
    query: &RegisterQuery,
    columns: &[Column],
    ground: &Ground,
) -> Result<Option<Totals>, StoreError> {
    let sums = summed(&seen(tx, columns));
    let list = which(tx, query, &sums);
    let is_cheap = if let Some(is_cheap) = known(list) {
        is_cheap
    } else {
        let plan: Value = counting("explain (format json) ", tx, query, ground, &sums)
            .build()
            .persistent(is_plain(query))
            .fetch_one(tx.connection())
            .await?
            .try_get(0)?;
        let is_cheap = plan.pointer("/0/Plan/Total Cost").and_then(Value::as_f64).is_some_and(|cost| cost <= CHEAP);
        keep(list, is_cheap);
        is_cheap
    };
    if is_cheap { Ok(Some(count(tx, query, columns, ground).await?)) } else { Ok(None) }
}

/// Which list it is, as a number that tells nothing of it.
fn which(tx: &Tx, query: &RegisterQuery, sums: &[&str]) -> u64 {
    let session = tx.session();
    let mut hasher = DefaultHasher::new();
    (session.tenant.0, session.user.0, query.encode(), sums).hash(&mut hasher);
    hasher.finish()
}

/// Whether lists are cheap to count, as it was found to be some minutes ago at most. Planning tells, which takes a
/// tenth of a page; and all that hangs on it is whether one waits a moment for the number.
static CHEAP_LISTS: LazyLock<Mutex<LruCache<u64, (Instant, bool)>>> = LazyLock::new(|| Mutex::new(LruCache::new(4096)));

/// How long that is taken for true.
const TRUE_FOR: Duration = Duration::from_mins(5);

fn known(list: u64) -> Option<bool> {
    let mut lists = CHEAP_LISTS.lock().unwrap_or_else(PoisonError::into_inner);
    lists.get(&list).filter(|(found, _)| found.elapsed() < TRUE_FOR).map(|(_, is_cheap)| *is_cheap)
}

fn keep(list: u64, is_cheap: bool) {
    let mut lists = CHEAP_LISTS.lock().unwrap_or_else(PoisonError::into_inner);
    lists.insert(list, (Instant::now(), is_cheap));
}

/// One page of the register (as [`page`](super::page)) with its totals: what the page itself tells, what is
/// counted as quickly, or all where they are asked for.
///
/// # Errors
/// As [`page`](super::page).
pub async fn page_and_totals(
    tx: &mut Tx,
    query: &RegisterQuery,
    columns: &[Column],
    cursor: Option<&Cursor>,
    are_asked: bool,
) -> Result<(RegisterPage, Option<Totals>), StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let ground = ground(tx, query).await?;
    let page = page_on(tx, &ground, query, columns, cursor).await?;
    let is_whole = !page.has_next && !page.has_previous;
    let totals = if is_whole && !columns.iter().any(|column| column.has_total()) {
        Some(Totals { count: i64::try_from(page.rows.len()).unwrap_or_default(), sums: Vec::new() })
    } else if are_asked {
        Some(count(tx, query, columns, &ground).await?)
    } else {
        count_if_cheap(tx, query, columns, &ground).await?
    };
    Ok((page, totals))
}

#[cfg(test)]
mod tests {
    use super::{keep, known};

    #[test]
    fn what_was_found_of_a_list_is_known_of_it_and_of_no_other() {
        assert_eq!((known(1), known(2)), (None, None));
        keep(1, false);
        assert_eq!((known(1), known(2)), (Some(false), None));
        keep(1, true);
        assert_eq!(known(1), Some(true));
    }
}
