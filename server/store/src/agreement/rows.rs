//! Rows of agreements as they stood at an earlier moment.

use crate::{StoreError, Tx};
use domain::{
    agreement::{self, Agreements},
    as_of::Row,
    change::LogCategory,
    field::{Names, Record},
    id::CustomerId,
    policy::Action,
};
use sqlx::types::Json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Rows by table and id.
pub(crate) type Rows = BTreeMap<&'static str, BTreeMap<Uuid, Row>>;

/// The rows as they stand now, without those that came by a merge after a moment.
pub(crate) async fn as_they_stood(tx: &mut Tx, customer: CustomerId, at: &str) -> Result<Rows, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let found = sqlx::query!(
        r#"select 'factor_agreement' as "table!", to_jsonb(f) as "row!: Json<Row>" from factor_agreement f
        where f.tenant_id = current_tenant() and f.customer_id = $1
            and f.id <> all (array(select came_by_merge($1, 'factor_agreement', $2::text::timestamptz)))
        union all
        select 'pay_rate', to_jsonb(r) from pay_rate r
        where r.tenant_id = current_tenant() and r.customer_id = $1
            and r.id <> all (array(select came_by_merge($1, 'pay_rate', $2::text::timestamptz)))
        union all
        select 'invoice_line', to_jsonb(l) from invoice_line l
        where l.tenant_id = current_tenant() and l.customer_id = $1
            and l.id <> all (array(select came_by_merge($1, 'invoice_line', $2::text::timestamptz)))"#,
        customer.0,
        at,
    )
    .fetch_all(tx.connection())
    .await?;
    let mut rows: Rows = LogCategory::AGREED.into_iter().map(|of| (of.key(), BTreeMap::new())).collect();
    for row in found {
        let id = row.row.0.get("id").and_then(|id| id.as_str()).and_then(|id| id.parse().ok());
        if let (Some(of), Some(id)) = (rows.get_mut(row.table.as_str()), id) {
            of.insert(id, row.row.0);
        }
    }
    Ok(rows)
}

/// What the rows come to, the newest first.
pub(crate) fn agreements(mut rows: Rows, names: &Names) -> Agreements {
    let mut of = |category: LogCategory| {
        let rows = rows.remove(category.key()).unwrap_or_default();
        rows.into_values().map(Record)
    };
    let mut factors: Vec<agreement::FactorRow> = agreement::rows(of(LogCategory::Factor));
    factors.sort_by(|one, other| (&other.period.valid_from, one.id).cmp(&(&one.period.valid_from, other.id)));
    let mut rates: Vec<agreement::RateRow> = agreement::rows(of(LogCategory::Rate));
    rates.sort_by(|one, other| (&other.period.valid_from, one.id).cmp(&(&one.period.valid_from, other.id)));
    let mut lines: Vec<agreement::InvoiceLine> = agreement::rows(of(LogCategory::Line));
    lines.sort_by_key(|line| (line.place, line.id));
    Agreements { factors, rates, lines, names: names.clone(), places: Vec::new() }
}
