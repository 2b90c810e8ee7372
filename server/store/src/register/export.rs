//! The customers that the register lists, read from the first to the last in one state of the
//! database, some hundreds at a time.

use super::{column, ground, is_seen, order::Listing};
use crate::{Store, StoreError, Tx, fields, tx::SessionToken};
use domain::{
    exchange::{Column, Out},
    field::{Kind, Names, Record},
    filter::Column as Known,
    id::CustomerId,
    policy::Action,
    register::RegisterQuery,
};
use serde_json::Value;
use sqlx::{Postgres, QueryBuilder, Row};
use uuid::Uuid;

/// One customer of an export.
#[derive(Clone, Debug)]
pub struct Exported {
    /// Its values by field, `id`, and when it was registered and changed as `created` and `changed`.
    pub customer: Record,
    /// The values of its first contact; none where it has no contact.
    pub contact: Record,
}

/// Customers that are read together.
const TOGETHER: i64 = 500;

impl Store {
    /// Opens a transaction that sees one state of the database from its beginning to its end.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_snapshot(&self, token: &SessionToken) -> Result<Tx, StoreError> {
        // It may meet another request of the same session that notes when it was seen last.
        match self.open_at("begin isolation level repeatable read", token).await {
            Err(StoreError::Database(sqlx::Error::Database(error))) if error.code().as_deref() == Some("40001") => {
                self.open_at("begin isolation level repeatable read", token).await
            }
            other => other,
        }
    }
}

/// Whether the person may export customers.
///
/// # Errors
/// When the policy says no.
pub fn may(tx: &Tx) -> Result<(), StoreError> {
    tx.authorise(Action::ExportCustomers)
}

/// Begins an export of what the register lists; or of `these`, wherever they are listed by now, in the list's order.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn begin(tx: &mut Tx, query: &RegisterQuery, these: Option<&[CustomerId]>) -> Result<(), StoreError> {
    tx.authorise(Action::ExportCustomers)?;
    let ground = ground(tx, query).await?;
    // All of it is wanted, not its beginning soon.
    QueryBuilder::<Postgres>::new("set local cursor_tuple_fraction = 1.0").build().execute(tx.connection()).await?;
    let mut sql = QueryBuilder::<Postgres>::new("declare customers no scroll cursor for ");
    Listing { query, ground: &ground, these, cursor: None, most: None }.push(&mut sql, tx);
    sql.build().persistent(false).execute(tx.connection()).await?;
    Ok(())
}

/// The next customers of an export; none at its end.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn next(tx: &mut Tx, columns: &[Out]) -> Result<Vec<Exported>, StoreError> {
    tx.authorise(Action::ExportCustomers)?;
    let (rights, alphabet) = (&tx.session().rights, tx.session().home.code());
    let columns: Vec<Out> = columns
        .iter()
        .copied()
        .filter(|of| match of {
            Out::Column(Column::Field(field) | Column::Contact(field)) => rights.sees(field),
            Out::Column(Column::Id) => true,
            Out::Known(of) => is_seen(tx, *of),
        })
        .collect();
    let columns = &columns[..];
    let mut fetch = QueryBuilder::<Postgres>::new(format!("fetch forward {TOGETHER} from customers"));
    let ids: Vec<Uuid> = fetch.build_query_scalar().persistent(false).fetch_all(tx.connection()).await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = QueryBuilder::<Postgres>::new("select (select row_to_json(v) from (select c.id");
    for key in keys(columns) {
        sql.push(", ").push(fields::json_expression("c", key)).push(" as ").push(key);
    }
    if columns.iter().any(|of| matches!(of, Out::Column(Column::Field(field)) if field.kind == Kind::Customer)) {
        // A parent company is told by its number, which only one has.
        sql.push(", (select m.number from customer m where m.tenant_id = c.tenant_id and m.id = c.parent_id) as parent_number");
    }
    for (known, key) in [(Known::Created, "created"), (Known::Changed, "changed")] {
        if columns.contains(&Out::Known(known)) {
            sql.push(format!(", to_char(c.{} at time zone ", column(known)))
                .push_bind(tx.session().time_zone.clone())
                .push(format!(", 'YYYY-MM-DD\"T\"HH24:MI:SS') as {key}"));
        }
    }
    sql.push(") v) as customer");
    let contact: Vec<String> = columns
        .iter()
        .filter_map(|of| match of {
            Out::Column(Column::Contact(field)) => {
                Some(format!("{} as {}", fields::json_expression("p", field.key), field.key))
            }
            _ => None,
        })
        .collect();
    if contact.is_empty() {
        sql.push(", null::json as contact");
    } else {
        sql.push(", (select row_to_json(k) from (select ").push(contact.join(", "));
        // The first, as the card has them.
        sql.push(
            " from contact p where p.tenant_id = current_tenant() and p.customer_id = c.id and p.ended_at is null
            order by in_alphabet(p.last_name, ",
        );
        sql.push_bind(alphabet).push(") collate \"C\", in_alphabet(p.first_name, ").push_bind(alphabet);
        sql.push(") collate \"C\", p.id limit 1) k) as contact");
    }
    sql.push(" from unnest(").push_bind(ids).push(
        "::uuid[]) with ordinality as p (id, place)
        join customer c on c.tenant_id = current_tenant() and c.id = p.id order by p.place",
    );
    let rows = sql.build().persistent(false).fetch_all(tx.connection()).await?;
    rows.iter()
        .map(|row| {
            let contact: Option<Value> = row.try_get("contact")?;
            Ok(Exported {
                customer: serde_json::from_value(row.try_get::<Value, _>("customer")?)?,
                contact: contact.map(serde_json::from_value).transpose()?.unwrap_or_default(),
            })
        })
        .collect()
}

/// The columns of the table that an export needs: those shown, and what they are written by.
fn keys(columns: &[Out]) -> Vec<&'static str> {
    let mut keys = vec!["country"];
    for of in columns {
        let Out::Column(Column::Field(field)) = of else { continue };
        let by = if let Kind::PostalCode { country } = field.kind { Some(country) } else { None };
        for key in [Some(field.key), by].into_iter().flatten() {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    keys
}

/// The names of all list values and members of staff, in the reader's language.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn names(tx: &mut Tx) -> Result<Names, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let language = tx.session().language.tag();
    let names = sqlx::query_scalar!(
        r#"select jsonb_object_agg(n.id, n.name) as "names!" from (
            select id, case $1 when 'sv' then sv when 'en' then en else nb end as name from list_item where tenant_id = current_tenant()
            union all
            select id, name from app_user where tenant_id = current_tenant()) n"#,
        language
    )
    .fetch_one(tx.connection())
    .await?;
    Ok(serde_json::from_value(names)?)
}

/// What was exported, for the note of it.
#[derive(Clone, Copy, Debug)]
pub struct Made<'a> {
    /// What was listed.
    pub query: &'a RegisterQuery,
    /// Whether only those were taken that were chosen in the list.
    pub chosen: bool,
    /// Excel or CSV.
    pub format: &'a str,
    /// The columns.
    pub columns: &'a [Out],
    /// How many customers.
    pub count: i64,
}

/// Notes who has exported which customers, and how many.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn note(tx: &mut Tx, made: Made<'_>) -> Result<(), StoreError> {
    tx.authorise(Action::ExportCustomers)?;
    let columns: Vec<String> = made.columns.iter().map(|of| of.key()).collect();
    sqlx::query!(
        "insert into customer_export (tenant_id, user_id, query, format, columns, count, chosen)
        values (current_tenant(), current_app_user(), $1, $2, $3, $4, $5)",
        made.query.encode(),
        made.format,
        &columns,
        made.count,
        made.chosen,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// An export that somebody made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// Who.
    pub by: String,
    /// When, UTC in RFC 3339.
    pub at: String,
    /// What was listed, as the register's address says it.
    pub query: String,
    /// Whether only those were taken that were chosen in the list.
    pub chosen: bool,
    /// Excel or CSV.
    pub format: String,
    /// How many columns.
    pub columns: i64,
    /// How many customers.
    pub count: i64,
}

/// Most exports that are shown.
const MOST_NOTED: i64 = 100;

/// The exports of the firm, the newest first.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn noted(tx: &mut Tx) -> Result<Vec<Noted>, StoreError> {
    tx.authorise(Action::ReadExports)?;
    let rows = sqlx::query!(
        r#"select coalesce(u.name, '') as "by!", e.at as "at: jiff_sqlx::Timestamp", e.query, e.format, cardinality(e.columns)::bigint as "columns!", e.count, e.chosen
        from customer_export e
        left join app_user u on u.tenant_id = e.tenant_id and u.id = e.user_id
        where e.tenant_id = current_tenant() order by e.at desc, e.id desc limit $1"#,
        MOST_NOTED
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Noted {
            by: row.by,
            at: crate::utc(row.at),
            query: row.query,
            chosen: row.chosen,
            format: row.format,
            columns: row.columns,
            count: row.count,
        })
        .collect())
}
