//! Demo data: the rows of made-up firms, and the one way in which they come into the database.
//!
//! The server makes the rows up (`kundekort::demo`), this module knows the tables. All of it is
//! one transaction: a load that fails leaves nothing behind.

mod agreed;
mod around;
mod copy;
mod moment;
mod portal;
mod rows;

use crate::{Store, StoreError};
pub use agreed::{FactorRow, LineRow, RateRow};
pub use around::{ActivityRow, EmployeeRow, PlacementRow, RelationRow, ResponsibleRow};
use copy::copy;
pub use moment::{Day, Moment, TimeOfDay, version_7};
pub use rows::{
    ChangeRow, CommentRow, ContactRow, CustomerRow, DepartmentRow, LinkRow, ListItemRow, TenantRow, UserRow,
};
use sqlx::{AssertSqlSafe, Connection, PgConnection};

/// Rows of one firm that are loaded together; what they refer to is in them or came before.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "each is the rows of its table")]
pub struct Batch {
    pub tenants: Vec<TenantRow>,
    pub departments: Vec<DepartmentRow>,
    pub users: Vec<UserRow>,
    pub list_items: Vec<ListItemRow>,
    pub customers: Vec<CustomerRow>,
    pub links: Vec<LinkRow>,
    /// Relations between customers.
    pub relations: Vec<RelationRow>,
    /// Who is responsible with a title.
    pub responsibles: Vec<ResponsibleRow>,
    pub factors: Vec<FactorRow>,
    pub rates: Vec<RateRow>,
    pub lines: Vec<LineRow>,
    pub contacts: Vec<ContactRow>,
    pub employees: Vec<EmployeeRow>,
    pub placements: Vec<PlacementRow>,
    /// What is done with customers.
    pub activities: Vec<ActivityRow>,
    pub comments: Vec<CommentRow>,
    pub changes: Vec<ChangeRow>,
}

/// How many rows of each table were loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the number of rows of its table")]
pub struct Counts {
    pub tenants: u64,
    pub departments: u64,
    pub users: u64,
    pub list_items: u64,
    pub customers: u64,
    pub links: u64,
    pub agreed: u64,
    pub contacts: u64,
    pub employees: u64,
    pub placements: u64,
    pub comments: u64,
    pub changes: u64,
}

/// What came of a load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The rows are in the database.
    Loaded(Counts),
    /// A firm of that name is there already; nothing was done.
    AlreadyThere,
}

impl Store {
    /// Loads demo data on a connection of the pool; see [`load`].
    ///
    /// # Errors
    /// As [`load`].
    pub async fn load_demo(&self, batches: impl IntoIterator<Item = Batch>) -> Result<Outcome, StoreError> {
        load(&mut *self.pool().acquire().await?, batches).await
    }
}

/// Loads demo data, all or nothing, unless a firm of the first batch is there by name.
///
/// The connection must be the owner's of the tables. The tables are locked for everybody until
/// the load is done.
///
/// # Errors
/// When the database fails or refuses a row.
pub async fn load(
    connection: &mut PgConnection,
    batches: impl IntoIterator<Item = Batch>,
) -> Result<Outcome, StoreError> {
    let mut batches = batches.into_iter().peekable();
    let names: Vec<String> = batches
        .peek()
        .map(|first| first.tenants.iter().map(|tenant| tenant.name.clone()).collect())
        .unwrap_or_default();
    let mut transaction = connection.begin().await?;
    sqlx::raw_sql(AssertSqlSafe(set_aside())).execute(&mut *transaction).await?;
    let there: bool = sqlx::query_scalar("select exists (select from tenant where name = any ($1))")
        .bind(names)
        .fetch_one(&mut *transaction)
        .await?;
    if there {
        transaction.rollback().await?;
        return Ok(Outcome::AlreadyThere);
    }
    sqlx::raw_sql(AssertSqlSafe(strip())).execute(&mut *transaction).await?;
    let mut counts = Counts::default();
    for batch in batches {
        counts.tenants += copy(&mut transaction, &batch.tenants).await?;
        counts.departments += copy(&mut transaction, &batch.departments).await?;
        counts.users += copy(&mut transaction, &batch.users).await?;
        counts.list_items += copy(&mut transaction, &batch.list_items).await?;
        counts.customers += copy(&mut transaction, &batch.customers).await?;
        counts.links += copy(&mut transaction, &batch.links).await?;
        counts.agreed += copy(&mut transaction, &batch.factors).await?;
        counts.agreed += copy(&mut transaction, &batch.rates).await?;
        counts.agreed += copy(&mut transaction, &batch.lines).await?;
        counts.contacts += copy(&mut transaction, &batch.contacts).await?;
        copy(&mut transaction, &batch.relations).await?;
        copy(&mut transaction, &batch.responsibles).await?;
        counts.employees += copy(&mut transaction, &batch.employees).await?;
        counts.placements += copy(&mut transaction, &batch.placements).await?;
        copy(&mut transaction, &batch.activities).await?;
        counts.comments += copy(&mut transaction, &batch.comments).await?;
        counts.changes += copy(&mut transaction, &batch.changes).await?;
    }
    sqlx::raw_sql(CREATE).execute(&mut *transaction).await?;
    portal::open(&mut transaction).await?;
    sqlx::raw_sql(AssertSqlSafe(put_back())).execute(&mut *transaction).await?;
    transaction.commit().await?;
    // Not only statistics: with the visibility map the first reads are as fast as all later ones.
    let all = FEW.into_iter().chain(MANY).collect::<Vec<_>>().join(", ");
    sqlx::raw_sql(AssertSqlSafe(format!("vacuum (analyze) {all}"))).execute(connection).await?;
    Ok(Outcome::Loaded(counts))
}

/// Tables of which few rows are loaded, and the one that is filled at the end.
const FEW: [&str; 4] = ["tenant", "department", "app_user", "search_word"];
/// Tables of which many are.
const MANY: [&str; 14] = [
    "list_item",
    "customer",
    "customer_link",
    "customer_relation",
    "customer_responsible",
    "factor_agreement",
    "pay_rate",
    "invoice_line",
    "contact",
    "employee",
    "customer_employee",
    "activity",
    "comment",
    "change_log",
];

/// Sets aside what stands in the way of COPY, which the database refuses under row-level security,
/// whatever firm is set: the owner's own wall (the application's role stays walled), and the
/// triggers that would log each row once more, as the rows of the log are loaded too, and look for
/// a contact before there is any, and tell servers of each row. Those that keep the
/// directory of accounts and what names sort by stay on.
fn set_aside() -> String {
    let few = FEW.map(|table| format!("alter table {table} no force row level security;"));
    few.into_iter()
        .chain(MANY.map(|table| format!("alter table {table} no force row level security, disable trigger user;")))
        // What names sort by is made as the rows come.
        .chain(["alter table customer enable trigger keep_order;".to_owned()])
        .collect()
}

/// Does once for all rows what triggers do for each, and puts back what [`set_aside`] took away.
fn put_back() -> String {
    let few = FEW.map(|table| format!("alter table {table} force row level security;"));
    let many = MANY.map(|table| format!("alter table {table} force row level security, enable trigger user;"));
    ["select gather_search_words();".to_owned()].into_iter().chain(few).chain(many).collect()
}

/// Drops what costs a fraction when it is made once at the end: indexes that no constraint stands
/// on, and foreign keys, which are then checked for all rows together. Checked row by row, they would
/// go on being looked up as it was best when the tables were empty.
fn strip() -> String {
    format!(
        "create temporary table demo_later on commit drop as
      select 'drop index ' || indexrelid::regclass as away, pg_get_indexdef(indexrelid) as back from pg_index
      where indrelid = any ('{{{tables}}}'::regclass[]) and not indisunique and not indisexclusion
      union all
      select format('alter table %s drop constraint %I', conrelid::regclass, conname),
        format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
      where conrelid = any ('{{{tables}}}'::regclass[]) and contype = 'f'
      union all
      -- How closely an index's expression is looked at goes with the index.
      select 'select', format('alter index %s alter column %s set statistics %s', i.indexrelid::regclass, a.attnum, a.attstattarget) from pg_index i
      join pg_attribute a on a.attrelid = i.indexrelid
      where i.indrelid = any ('{{{tables}}}'::regclass[]) and not i.indisunique and not i.indisexclusion and a.attstattarget > 0;
    do $$ declare it record; begin
      for it in select away from demo_later loop execute it.away; end loop;
    end $$",
        tables = MANY.join(",")
    )
}

/// Makes again what [`strip`] dropped.
const CREATE: &str = "
    set local maintenance_work_mem = '512MB';
    do $$ declare it record; begin
      for it in select back from demo_later loop execute it.back; end loop;
    end $$;
    -- What follows looks for contacts of customers.
    analyze customer, contact";
