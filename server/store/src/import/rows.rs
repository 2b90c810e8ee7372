//! The rows of a dry run, page by page, and what somebody says of a doubtful one.

use super::{Import, cells, check::Checker};
use crate::{StoreError, Tx};
use domain::{
    error::Problem,
    exchange::Cell,
    field::Names,
    id::{CustomerId, ImportId},
    import::{Counts, ROWS_PAGE, Remark, Verdict},
    policy::Action,
};
use serde_json::{Map, Value};
use sqlx::types::Json;

/// Which rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Those with this verdict; all where there is none.
    pub verdict: Option<Verdict>,
    /// Those after this one.
    pub after: i32,
}

/// A row of a dry run.
#[derive(Clone, Debug)]
pub struct ImportRow {
    /// Where it stands in the file.
    pub ordinal: i32,
    /// What stands in it.
    pub cells: Vec<Cell>,
    /// What is to become of it.
    pub verdict: Verdict,
    /// What there is to say of it.
    pub remarks: Vec<Remark>,
    /// Whether a customer can be made of it.
    pub may_be_made: bool,
    /// The customer that it is about.
    pub customer: CustomerId,
    /// What that one is called, where it is there.
    pub customer_name: String,
    /// What it changes: old and new value, by column.
    pub changes: Vec<(String, Value, Value)>,
    /// What a new customer and its contact get, by the keys of their columns.
    pub values: Vec<(String, Value)>,
    /// The columns that are only proposed.
    pub proposed: Vec<String>,
    /// What somebody said of it.
    pub choice: Option<String>,
    /// What became of it, where that is not what the verdict says.
    pub outcome: Option<Value>,
}

/// A page of rows.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The rows.
    pub rows: Vec<ImportRow>,
    /// Whether more follow.
    pub has_next: bool,
    /// Names for what they refer to.
    pub names: Names,
}

/// How many rows have each verdict.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn counts(tx: &mut Tx, id: ImportId) -> Result<Counts, StoreError> {
    tx.authorise(Action::ImportCustomers)?;
    let rows = sqlx::query!(
        r#"select verdict, count(*) as "count!" from import_row where tenant_id = current_tenant() and import_id = $1 group by verdict"#,
        id.0,
    )
    .fetch_all(tx.connection())
    .await?;
    let mut counts = Counts::default();
    for row in rows {
        if let Some(verdict) = Verdict::from_key(&row.verdict) {
            counts.add(verdict, row.count);
        }
    }
    Ok(counts)
}

/// How many doubtful rows somebody has said are new.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn chosen(tx: &mut Tx, id: ImportId) -> Result<i64, StoreError> {
    tx.authorise(Action::ImportCustomers)?;
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "count!" from import_row
        where tenant_id = current_tenant() and import_id = $1 and verdict = 'doubtful' and choice = 'new'"#,
        id.0,
    )
    .fetch_one(tx.connection())
    .await?)
}

/// Some rows, in the order of the file.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn page(tx: &mut Tx, id: ImportId, filter: Filter) -> Result<Page, StoreError> {
    page_of(tx, id, filter, ROWS_PAGE).await
}

/// So many rows, in the order of the file.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn page_of(tx: &mut Tx, id: ImportId, filter: Filter, most: i64) -> Result<Page, StoreError> {
    tx.authorise(Action::ImportCustomers)?;
    let language = tx.session().language.tag();
    let rows = sqlx::query!(
        r#"select r.ordinal, r.cells, r.verdict, r.remarks as "remarks: Json<Vec<Remark>>", r.customer_id as "customer: CustomerId",
            coalesce(c.name, '') as "customer_name!", r.changes as "changes: Json<Map<String, Value>>",
            r.proposals as "proposals: Json<Map<String, Value>>", r.choice, r.outcome, r.customer <> '{}' as "may_be_made!",
            made.customer as "made?: Json<Map<String, Value>>", made.contact as "made_contact?: Json<Map<String, Value>>",
            names_of(ids_in(r.changes) || ids_in(coalesce(made.customer, '{}')) || ids_in(coalesce(made.contact, '{}')) || ids_in(r.remarks) || ids_in(coalesce(r.outcome, '{}')), $5) as "names!: Json<Names>"
        from import_row r left join customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id
        left join lateral (select r.customer, r.contact where r.verdict = 'new' or r.choice = 'new') made on true
        where r.tenant_id = current_tenant() and r.import_id = $1 and ($2::text is null or r.verdict = $2) and r.ordinal > $3
        order by r.ordinal limit $4"#,
        id.0,
        filter.verdict.map(Verdict::key),
        filter.after,
        most + 1,
        language,
    )
    .fetch_all(tx.connection())
    .await?;
    let mut page = Page { has_next: i64::try_from(rows.len()).unwrap_or_default() > most, ..Page::default() };
    for row in rows.into_iter().take(usize::try_from(most).unwrap_or_default()) {
        page.names.extend(row.names.0);
        let of = |value: &Value, at: usize| value.get(at).cloned().unwrap_or_default();
        page.rows.push(ImportRow {
            ordinal: row.ordinal,
            cells: cells::read(&row.cells),
            verdict: Verdict::from_key(&row.verdict).unwrap_or(Verdict::Wrong),
            remarks: row.remarks.0,
            may_be_made: row.may_be_made,
            customer: row.customer,
            customer_name: row.customer_name,
            changes: row.changes.0.iter().map(|(key, pair)| (key.clone(), of(pair, 0), of(pair, 1))).collect(),
            values: made(row.made, row.made_contact),
            proposed: row
                .proposals
                .0
                .values()
                .filter_map(Value::as_object)
                .flat_map(|values| values.keys().cloned())
                .collect(),
            choice: row.choice,
            outcome: row.outcome,
        });
    }
    Ok(page)
}

/// What a row gives a new customer, and its contact under keys of its own.
fn made(customer: Option<Json<Map<String, Value>>>, contact: Option<Json<Map<String, Value>>>) -> Vec<(String, Value)> {
    let of_contact = contact.map(|contact| contact.0).unwrap_or_default();
    let of_contact = of_contact.into_iter().map(|(key, value)| (format!("contact.{key}"), value));
    customer.map(|customer| customer.0).unwrap_or_default().into_iter().chain(of_contact).collect()
}

/// Says of a doubtful row that it is a new customer, that it is left out, or that it is about a
/// customer that is there.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such row; [`Problem::ChangedSince`] at `import` when that has been run.
pub async fn decide(tx: &mut Tx, import: &Import, ordinal: i32, said: &str) -> Result<(), StoreError> {
    tx.authorise(Action::ImportCustomers)?;
    if import.state != super::State::Checked {
        return Err(StoreError::field("import", Problem::ChangedSince));
    }
    let kept = sqlx::query!(
        r#"select cells, verdict, choice, customer from import_row
        where tenant_id = current_tenant() and import_id = $1 and ordinal = $2 for update"#,
        import.id.0,
        ordinal,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    match said {
        "new" | "leave" if kept.verdict == Verdict::Doubtful.key() => {
            if said == "new" && kept.customer == Value::Object(Map::new()) {
                return Err(StoreError::field("choice", Problem::Choice));
            }
            sqlx::query!(
                "update import_row set choice = $3 where tenant_id = current_tenant() and import_id = $1 and ordinal = $2",
                import.id.0,
                ordinal,
                said,
            )
            .execute(tx.connection())
            .await?;
        }
        other => {
            let about: CustomerId = other.parse().map_err(|_| StoreError::field("choice", Problem::Choice))?;
            let rows = [(ordinal, cells::read(&kept.cells))];
            let mut checker = Checker::of(tx, import).await?;
            let judged = checker.judged(tx, &rows, Some(about)).await?;
            let Some(row) = judged.into_iter().next() else { return Ok(()) };
            sqlx::query!(
                "update import_row set verdict = $3, remarks = $4, customer_id = $5, customer = $6, changes = $7, proposals = $8,
                    contact_id = $9, contact = $10, contact_is_new = $11, choice = null
                where tenant_id = current_tenant() and import_id = $1 and ordinal = $2",
                import.id.0,
                ordinal,
                row.verdict.key(),
                Json(&row.remarks) as _,
                row.customer.0,
                Value::Object(row.values),
                Value::Object(row.changes),
                Value::Object(row.proposals),
                row.contact_id.0,
                row.contact.map(Value::Object),
                row.contact_is_new,
            )
            .execute(tx.connection())
            .await?;
        }
    }
    Ok(())
}
