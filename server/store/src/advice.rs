//! What is new in the product, and which settings would help a firm, by what its customers are like
//! (seeds 004:87 to 004:91).

use crate::{
    StoreError, Tx,
    rule::{self, Counts},
    settings,
};
use domain::{
    advice::{Advice, Facts, Finding, UnusedValues},
    field::{self, Entity},
    list::ListKind,
    policy::Action,
};
use std::collections::HashSet;

/// How many customers are looked at, the newest ones: enough to see what a firm does, and no more however many
/// there are.
const MOST: i32 = 10_000;
/// How far doubles and logos are counted.
const COUNTED: i64 = 1000;

/// Advice for the firm, with what the firm does not want to see.
#[derive(Clone, Debug, Default)]
pub struct Advised {
    /// What would help.
    pub open: Vec<Finding>,
    /// What would, and is not for this firm.
    pub dismissed: Vec<Finding>,
    /// How many customers were looked at: all, or the newest.
    pub looked_at: i64,
    /// Whether that were all.
    pub is_all: bool,
}

/// Advice for the reader's firm.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn read(tx: &mut Tx) -> Result<Advised, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let settings = settings::read(tx).await?;
    let counts = rule::counts_of_newest(tx, Entity::Customer, MOST).await?;
    let own: Vec<_> = tx.session().own.clone();
    let invoice_type = field::customer("invoice_type").map(|field| settings.value(field)).unwrap_or_default();
    let chosen =
        settings.departments.iter().filter_map(|of| Some((of.id.0, of.chosen.0.get("invoice_type")?.as_str()?)));
    let (departments, of_departments): (Vec<_>, Vec<_>) = chosen.map(|(id, how)| (id, how.to_owned())).unzip();
    let row = sqlx::query!(
        r#"with newest as materialized (
            select coalesce(c.invoice_type, (
                    -- Of its departments the first that has chosen, as in department_terms.
                    select t.type from unnest($4::uuid[], $5::text[]) with ordinality as t (id, type, place)
                    where t.id = any (c.departments) order by t.place limit 1), $2) as invoice_type, c.invoice_email, s.meaning from (
                select * from customer where tenant_id = current_tenant() and merged_into is null order by id desc limit $1) c
            join list_item s on s.tenant_id = c.tenant_id and s.id = c.status)
        select (select count(*) from newest) as "looked_at!",
            (select count(*) from newest where meaning = 'active' and invoice_email is null and invoice_type like 'email%') as "without_invoice_email!",
            (select count(*) from (select from customer_logo where tenant_id = current_tenant() limit $3) one) as "logos!",
            (select count(*) from (select from double_candidate where tenant_id = current_tenant() and state = 'open' limit $3) one) as "doubles!",
            coalesce((select array_agg(advice) from advice_choice where tenant_id = current_tenant() and dismissed), '{}') as "dismissed!""#,
        i64::from(MOST),
        invoice_type.as_str().unwrap_or_default(),
        COUNTED,
        &departments,
        &of_departments,
    )
    .fetch_one(tx.connection())
    .await?;
    let unused = unused_values(tx).await?;
    let facts = Facts {
        without_invoice_email: row.without_invoice_email,
        logos: row.logos,
        doubles: row.doubles,
        unused,
        has_start_address: !tx.session().start_address.is_empty() || !settings.chosen.text("start_address").is_empty(),
        settings,
        own,
    };
    let count = |field: &field::Field, audience| {
        let (all, lacking) = Counts::of(&counts, field, std::iter::once(audience));
        (all, lacking)
    };
    let dismissed: HashSet<String> = row.dismissed.into_iter().collect();
    let found = Advice::ALL.iter().filter_map(|advice| advice.find(&facts, &count));
    let (dismissed, open) = found.partition(|finding: &Finding| dismissed.contains(finding.advice.key()));
    Ok(Advised { open, dismissed, looked_at: row.looked_at, is_all: row.looked_at < i64::from(MOST) })
}

/// Values of the product's lists that could be chosen and that none of the newest rows has, list by list.
async fn unused_values(tx: &mut Tx) -> Result<Vec<UnusedValues>, StoreError> {
    let rows = sqlx::query!(
        r#"select i.kind, count(*) as "count!" from list_item i
        where i.tenant_id = current_tenant() and not i.retired and i.id not in (select used from list_items_in_use($1) as used where used is not null)
        group by i.kind order by count(*) desc, i.kind"#,
        MOST
    )
    .fetch_all(tx.connection())
    .await?;
    // Statuses mean something even while no customer has them.
    let unused = rows.into_iter().filter_map(|row| {
        let list = ListKind::ALL.iter().copied().find(|list| list.key() == row.kind)?;
        list.is_plain().then_some(UnusedValues { list, count: row.count })
    });
    Ok(unused.collect())
}

/// Says that a piece of advice is not for this firm, or is after all.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn dismiss(tx: &mut Tx, advice: Advice, dismissed: bool) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    sqlx::query!(
        "insert into advice_choice (tenant_id, advice, dismissed) values (current_tenant(), $1, $2)
        on conflict (tenant_id, advice) do update set dismissed = excluded.dismissed where advice_choice.dismissed <> excluded.dismissed",
        advice.key(),
        dismissed
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Up to which day the reader has read what is new, `2026-11-28`; empty where they never have.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn news_seen(tx: &mut Tx) -> Result<String, StoreError> {
    tx.authorise_own(Action::ChangeProfile)?;
    let day = sqlx::query_scalar!(
        r#"select seen_until::text as "day!" from news_seen where tenant_id = current_tenant() and user_id = current_app_user()"#
    )
    .fetch_optional(tx.connection())
    .await?;
    Ok(day.unwrap_or_default())
}

/// Notes that the reader has read what is new up to a day, `2026-11-28`.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn see_news(tx: &mut Tx, until: &str) -> Result<(), StoreError> {
    tx.authorise_own(Action::ChangeProfile)?;
    sqlx::query!(
        "insert into news_seen (tenant_id, user_id, seen_until) values (current_tenant(), current_app_user(), $1::text::date)
        on conflict (tenant_id, user_id) do update set seen_until = greatest(news_seen.seen_until, excluded.seen_until)",
        until
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
