//! The register of customers: a scope, a filter, an order, one page by key.

mod condition;
mod criteria;
pub mod export;
mod order;
mod preview;
mod setting;
mod total;
mod values;
mod view;

pub use criteria::choose_criteria;
pub use preview::{Found, preview};
pub use setting::{ChosenColumns, choose_columns, choose_firm_columns, columns, forget_columns, forget_firm_columns};
pub use total::{page_and_totals, quick_totals, totals};
pub use view::{
    Missing, NewView, delete, missing, open_with, pin, rename, restore, save, save_as, share, views, views_and_gone,
};

use crate::{StoreError, Tx};
use condition::{Reader, column, push_filter};
use domain::{
    department_terms,
    field::{Entity, Names, Record},
    filter::{Column, Lifecycle, Nature},
    id::CustomerId,
    list::StatusMeaning,
    policy::Action,
    register::{Cursor, PAGE, RegisterPage, RegisterQuery, RegisterRow, Scope},
    settings::FirmSettings,
};
use order::Listing;
use serde_json::Value;
use sqlx::{Postgres, QueryBuilder, Row, types::Json};
use std::collections::HashMap;
use uuid::Uuid;
use values::push_values;

/// What must be known before the customers are looked for.
struct Ground {
    /// Statuses that belong to the lifecycle.
    statuses: Vec<Uuid>,
    /// What each status means.
    meanings: HashMap<String, String>,
    /// Those of the person's department.
    members: Vec<Uuid>,
    /// Values of the list that is sorted by, in order.
    ranks: Vec<Uuid>,
    /// What counts where a customer follows the firm.
    firm: FirmSettings,
    /// The country whose alphabet lists are in.
    alphabet: &'static str,
}

/// Whether a list is best read in one way, whoever asks and whatever is bound, so that its plan is kept: all of the
/// firm by any order, or mine by those that an index has of each responsible; of the usual standing, as hardly any
/// customer may have another, and by no filter.
fn is_plain(query: &RegisterQuery) -> bool {
    let is_indexed = match query.scope {
        Scope::Firm => true,
        Scope::Mine => matches!(column(query.sort.column()), "name" | "changed_at"),
        Scope::Department => false,
    };
    is_indexed && query.filter.is_empty() && query.lifecycle == Lifecycle::default()
}

/// Reads the ground, and sets how the statements of this transaction are planned: each for its
/// own values, as a common tag and a rare one want different indexes, but for lists without filter; with room for
/// the rows that a filter finds; as for a disk that reads anywhere alike; and never from end to end of a table.
async fn ground(tx: &mut Tx, query: &RegisterQuery) -> Result<Ground, StoreError> {
    let (list, is_user) = match query.sort.column().nature() {
        Nature::Choice(list) => (list.key(), false),
        Nature::User => ("", true),
        _ => ("", false),
    };
    let department = tx.session().department.map(|department| department.0);
    let language = tx.session().language.tag();
    let meanings: Vec<String> =
        [StatusMeaning::Active, StatusMeaning::Potential, StatusMeaning::Ended, StatusMeaning::Hidden]
            .into_iter()
            .filter(|meaning| query.lifecycle.has(*meaning))
            .map(|meaning| meaning.key().to_owned())
            .collect();
    let row = sqlx::query!(
        r#"select
            set_config('plan_cache_mode', case when $6 then 'force_generic_plan' else 'force_custom_plan' end, true) as plans, set_config('enable_seqscan', 'off', true) as scans,
            set_config('work_mem', '64MB', true) as room, set_config('random_page_cost', '1.1', true) as disk,
            set_config('jit', 'off', true) as jit, set_config('max_parallel_workers_per_gather', '0', true) as workers,
            array(select id from list_item where tenant_id = current_tenant() and kind = 'status' and meaning = any ($1)) as "statuses!: Vec<Uuid>",
            (select coalesce(jsonb_object_agg(id, meaning), '{}') from list_item where tenant_id = current_tenant() and kind = 'status') as "meanings!",
            array(select id from app_user where tenant_id = current_tenant() and department_id = $2) as "members!: Vec<Uuid>",
            case when $4 then array(select id from app_user where tenant_id = current_tenant() order by in_alphabet(name, (select firm_alphabet())) collate "C", id)
                else array(select id from list_item where tenant_id = current_tenant() and kind = $3
                    order by in_alphabet(case $5 when 'sv' then sv when 'en' then en else nb end, (select firm_alphabet())) collate "C", id) end as "ranks!: Vec<Uuid>",
            firm_choices() as "firm!: Json<domain::field::Record>""#,
        &meanings,
        department,
        list,
        is_user,
        language,
        is_plain(query),
    )
    .fetch_one(tx.connection())
    .await?;
    Ok(Ground {
        statuses: row.statuses,
        meanings: serde_json::from_value(row.meanings)?,
        members: row.members,
        ranks: row.ranks,
        firm: FirmSettings::new(Some(row.firm.0), tx.session().home).read_with(&tx.session().rights),
        alphabet: tx.session().home.code(),
    })
}

/// Adds where customers are looked for, and which of them: the view names the firm.
fn push_from(sql: &mut QueryBuilder<Postgres>, tx: &Tx, query: &RegisterQuery, ground: &Ground) {
    let is_asked = |of: Column| is_seen(tx, of);
    let is_answered =
        is_asked(query.sort.column()) && query.filter.conditions().iter().all(|condition| is_asked(condition.column()));
    sql.push(" from register_customer r where (r.customer).status = any (")
        .push_bind(ground.statuses.clone())
        .push(")");
    match (query.scope, tx.session().department) {
        (Scope::Firm, _) => {}
        (Scope::Department, Some(_)) => {
            sql.push(" and (r.customer).responsible = any (").push_bind(ground.members.clone()).push(")");
        }
        (Scope::Mine | Scope::Department, _) => {
            sql.push(" and (r.customer).responsible = ").push_bind(tx.session().user.0);
        }
    }
    // Whoever asks by what is kept from them is told of nobody.
    if !is_answered {
        sql.push(" and false");
    }
    push_filter(
        sql,
        &query.filter,
        &Reader { user: tx.session().user, time_zone: &tx.session().time_zone, firm: &ground.firm },
    );
}

/// Whether the reader may see a column.
fn is_seen(tx: &Tx, of: Column) -> bool {
    match of {
        Column::Field(field) => tx.session().rights.sees(field),
        // They are told by the visiting address.
        Column::County | Column::Municipality | Column::Distance => {
            tx.session().rights.sees_column(Entity::Customer, "visiting_postal_code")
        }
        _ => true,
    }
}

/// The columns that the reader may see.
fn seen(tx: &Tx, columns: &[Column]) -> Vec<Column> {
    columns.iter().copied().filter(|of| is_seen(tx, *of)).collect()
}

/// Adds a selection of the ids of all that the register lists so, as `id`, in no order.
pub(crate) async fn push_matching(
    sql: &mut QueryBuilder<Postgres>,
    tx: &mut Tx,
    query: &RegisterQuery,
) -> Result<(), StoreError> {
    let ground = ground(tx, query).await?;
    sql.push("select (r.customer).id as id");
    push_from(sql, tx, query, &ground);
    Ok(())
}

/// Those of some customers that the register lists so.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn still_listed(
    tx: &mut Tx,
    query: &RegisterQuery,
    customers: &[CustomerId],
) -> Result<Vec<CustomerId>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let ground = ground(tx, query).await?;
    let ids: Vec<Uuid> = customers.iter().map(|customer| customer.0).collect();
    let mut sql = QueryBuilder::<Postgres>::new("select (r.customer).id");
    push_from(&mut sql, tx, query, &ground);
    sql.push(" and (r.customer).id = any (").push_bind(ids).push(")");
    let found: Vec<Uuid> = sql.build_query_scalar().persistent(false).fetch_all(tx.connection()).await?;
    Ok(found.into_iter().map(CustomerId).collect())
}

/// One page of the register, from a place in it on.
///
/// # Errors
/// When the policy says no, the cursor does not fit the order, or the database fails.
pub async fn page(
    tx: &mut Tx,
    query: &RegisterQuery,
    columns: &[Column],
    cursor: Option<&Cursor>,
) -> Result<RegisterPage, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let ground = ground(tx, query).await?;
    page_on(tx, &ground, query, columns, cursor).await
}

/// As [`page`], on a ground that is known.
async fn page_on(
    tx: &mut Tx,
    ground: &Ground,
    query: &RegisterQuery,
    columns: &[Column],
    cursor: Option<&Cursor>,
) -> Result<RegisterPage, StoreError> {
    let columns = &seen(tx, columns)[..];
    let backwards = cursor.is_some_and(|cursor| cursor.backwards);
    let listing = Listing { query, ground, these: None, cursor, most: Some(PAGE + 1) };
    let mut sql = QueryBuilder::<Postgres>::new("with page as materialized (");
    listing.push(&mut sql, tx);
    // What is shown is read from the table itself, behind the wall.
    sql.push(") select p.id, p.sort_value::text as sort_value, ");
    push_values(&mut sql, columns);
    sql.push(" as values from page p join customer c on c.tenant_id = current_tenant() and c.id = p.id");
    listing.push_order(&mut sql, tx);
    let statement = sql.build().persistent(is_plain(query));
    let found = statement.fetch_all(tx.connection()).await.map_err(bad_cursor)?;
    let mut rows = found
        .iter()
        .map(|row| {
            let mut values: Record = serde_json::from_value(row.try_get::<Value, _>("values")?)?;
            for field in columns.iter().filter_map(|of| of.inherited()) {
                if values.0.get(field.key).is_none_or(Value::is_null) {
                    let mine = ground.firm.departments.iter().filter(|department| department.has(&values));
                    let departments = department_terms::chosen(mine, field.key).map(|(_, value)| value.clone());
                    let counts = departments.unwrap_or_else(|| ground.firm.value(field));
                    values.0.insert(field.key.to_owned(), counts);
                }
            }
            // Read for what counts alone, and not to be told where it is no column.
            if !columns.iter().any(|of| column(*of) == department_terms::BELONGS) {
                values.0.remove(department_terms::BELONGS);
            }
            let meaning = ground.meanings.get(values.text("status")).map_or("", String::as_str);
            Ok(RegisterRow {
                id: CustomerId(row.try_get("id")?),
                meaning: StatusMeaning::from_key(meaning),
                sort_value: row.try_get("sort_value")?,
                values,
            })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    let page = usize::try_from(PAGE).unwrap_or(50);
    let has_more = rows.len() > page;
    rows.truncate(page);
    if backwards {
        rows.reverse();
    }
    Ok(RegisterPage {
        names: names_of(tx, &referred(&rows, columns)).await?,
        has_previous: if backwards { has_more } else { cursor.is_some() },
        has_next: if backwards { true } else { has_more },
        unused: {
            let fields = tx.session().customer_fields();
            fields.filter(|field| !ground.firm.uses(field)).map(|field| field.key).collect()
        },
        rows,
    })
}

/// What the rows of a page refer to: list values and members of staff.
fn referred<'a>(rows: &'a [RegisterRow], columns: &[Column]) -> Vec<&'a str> {
    let shown = columns.iter().filter_map(|of| match of {
        Column::Field(field) if field.is_reference() => Some(field.key),
        _ => None,
    });
    let keys: Vec<&str> = shown.chain(["status", "responsible"]).collect();
    let mut ids = Vec::new();
    for row in rows {
        for key in &keys {
            ids.extend(row.values.items(key));
            ids.push(row.values.text(key));
        }
    }
    ids
}

/// Names, in the reader's language, of list values and members of staff; what is no id has none.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn names_of(tx: &mut Tx, ids: &[&str]) -> Result<Names, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let mut ids: Vec<Uuid> = ids.iter().filter_map(|id| Uuid::parse_str(id).ok()).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(Names::new());
    }
    let language = tx.session().language.tag();
    let found = sqlx::query_scalar!(r#"select names_of($1, $2) as "names!""#, &ids, language)
        .fetch_one(tx.connection())
        .await?;
    Ok(serde_json::from_value(found)?)
}

/// A cursor that was tampered with is a request that can't be read, not a fault of ours.
fn bad_cursor(error: sqlx::Error) -> StoreError {
    match &error {
        sqlx::Error::Database(database) if database.code().is_some_and(|code| code.starts_with("22")) => {
            StoreError::Refused(domain::error::ApiError::new(domain::error::ErrorCode::BadRequest))
        }
        _ => error.into(),
    }
}

/// The plan of a page's search, for tests: the one that is kept, where it is.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn plan(tx: &mut Tx, query: &RegisterQuery) -> Result<String, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let ground = ground(tx, query).await?;
    let is_kept = is_plain(query);
    let start = if is_kept { "prepare kept as " } else { "explain " };
    let mut sql = QueryBuilder::<Postgres>::new(start);
    Listing { query, ground: &ground, these: None, cursor: None, most: Some(PAGE + 1) }.push(&mut sql, tx);
    if is_kept {
        // Asked for what is bound, PostgreSQL plans for that; of a prepared statement it tells the plan that is kept,
        // whatever it is given.
        let prepare = sql.into_sql();
        let given = vec!["null"; prepare.as_str().matches('$').count()].join(", ");
        sqlx::raw_sql(prepare).execute(tx.connection()).await?;
        sql = QueryBuilder::new(format!("explain execute kept ({given})"));
    }
    let lines = sql.build_query_scalar::<String>().persistent(false).fetch_all(tx.connection()).await?;
    if is_kept {
        sqlx::raw_sql("deallocate kept").execute(tx.connection()).await?;
    }
    Ok(lines.join("\n"))
}
