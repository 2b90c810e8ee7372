//! The register of customers: a scope, an order, one page by key.

use crate::{StoreError, Tx};
use domain::{
    id::{CustomerId, ListItemId},
    policy::Action,
    register::{COUNT_CAP, PAGE, RegisterPage, RegisterQuery, RegisterRow, Scope, SortKey},
};
use sqlx::{Postgres, QueryBuilder, Row};

/// The expression that rows are sorted by, and how its cursor is read from text.
const fn sort_of(key: SortKey) -> (&'static str, &'static str) {
    match key {
        SortKey::Name => ("folded(c.name)", "text"),
        SortKey::Number => ("c.number", "bigint"),
        SortKey::Place => ("folded(coalesce(c.visiting_place, ''))", "text"),
        SortKey::Changed => ("c.changed_at", "timestamptz"),
    }
}

fn push_scope(builder: &mut QueryBuilder<Postgres>, tx: &Tx, scope: Scope) {
    match (scope, tx.session().department) {
        (Scope::Firm, _) => {}
        (Scope::Department, Some(department)) => {
            builder.push(" and c.responsible in (select id from app_user where tenant_id = current_tenant() and department_id = ").push_bind(department.0).push(")");
        }
        (Scope::Mine | Scope::Department, _) => {
            builder.push(" and c.responsible = ").push_bind(tx.session().user.0);
        }
    }
}

/// Leaves customers that have ended and are hidden out, unless they are asked for.
fn push_hidden(builder: &mut QueryBuilder<Postgres>, hidden: bool) {
    if !hidden {
        builder.push(" and s.meaning <> 'hidden'");
    }
}

/// Limits to those with a tag, a group or an attribute.
fn push_with(builder: &mut QueryBuilder<Postgres>, with: Option<ListItemId>) {
    if let Some(item) = with {
        builder.push(" and (c.tags @> array[").push_bind(item.0).push("] or c.groups @> array[").push_bind(item.0);
        builder.push("] or c.attributes @> array[").push_bind(item.0).push("])");
    }
}

/// One page of the register. Customers that have ended and are hidden stay out unless they are asked
/// for (seed 000:15).
///
/// # Errors
/// When the policy says no, the cursor does not fit the order, or the database fails.
pub async fn page(tx: &mut Tx, query: &RegisterQuery) -> Result<RegisterPage, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let (expression, kind) = sort_of(query.sort);
    let backwards = query.cursor.as_ref().is_some_and(|cursor| cursor.backwards);
    let descending = query.descending != backwards;
    let language = match tx.session().language {
        domain::language::Language::Nb => "s.nb",
        domain::language::Language::Sv => "s.sv",
        domain::language::Language::En => "s.en",
    };
    let mut builder = QueryBuilder::<Postgres>::new(
        "select c.id, c.number, c.name, case when (select nickname_used()) then coalesce(c.nickname, '') else '' end as nickname, ",
    );
    builder
        .push(language)
        .push(" as status, s.meaning, coalesce(c.visiting_place, '') as place, u.name as responsible, c.changed_at, (")
        .push(expression)
        .push(")::text as sort_value from customer c join list_item s on s.tenant_id = c.tenant_id and s.id = c.status")
        .push(" join app_user u on u.tenant_id = c.tenant_id and u.id = c.responsible")
        .push(" where c.tenant_id = current_tenant()");
    push_hidden(&mut builder, query.hidden);
    push_scope(&mut builder, tx, query.scope);
    push_with(&mut builder, query.with);
    if let Some(cursor) = &query.cursor {
        builder.push(" and (").push(expression).push(", c.id) ").push(if descending { "<" } else { ">" }).push(" (");
        builder.push_bind(cursor.value.clone()).push("::text::").push(kind).push(", ").push_bind(cursor.id.0).push(")");
    }
    let order = if descending { " desc" } else { "" };
    builder
        .push(" order by ")
        .push(expression)
        .push(order)
        .push(", c.id")
        .push(order)
        .push(" limit ")
        .push_bind(PAGE + 1);
    let found = builder.build().fetch_all(tx.connection()).await.map_err(bad_cursor)?;
    let mut rows = found
        .iter()
        .map(|row| {
            Ok(RegisterRow {
                id: CustomerId(row.try_get("id")?),
                number: row.try_get("number")?,
                name: row.try_get("name")?,
                nickname: row.try_get("nickname")?,
                status: row.try_get("status")?,
                meaning: row.try_get("meaning")?,
                place: row.try_get("place")?,
                responsible: row.try_get("responsible")?,
                changed_at: crate::utc(row.try_get("changed_at")?),
                sort_value: row.try_get("sort_value")?,
            })
        })
        .collect::<Result<Vec<_>, sqlx::Error>>()?;
    let page = usize::try_from(PAGE).unwrap_or(50);
    let has_more = rows.len() > page;
    rows.truncate(page);
    if backwards {
        rows.reverse();
    }
    let count = count(tx, query).await?;
    let with = match query.with {
        Some(item) => crate::list::name(tx, item).await?,
        None => String::new(),
    };
    Ok(RegisterPage {
        with,
        has_previous: if backwards { has_more } else { query.cursor.is_some() },
        has_next: if backwards { true } else { has_more },
        rows,
        count,
    })
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

/// How many customers a scope has, counted to the cap.
async fn count(tx: &mut Tx, query: &RegisterQuery) -> Result<i64, StoreError> {
    let mut builder = QueryBuilder::<Postgres>::new(
        "select count(*) from (select from customer c join list_item s on s.tenant_id = c.tenant_id and s.id = c.status
        where c.tenant_id = current_tenant()",
    );
    push_hidden(&mut builder, query.hidden);
    push_scope(&mut builder, tx, query.scope);
    push_with(&mut builder, query.with);
    builder.push(" limit ").push_bind(COUNT_CAP + 1).push(") counted");
    Ok(builder.build().fetch_one(tx.connection()).await?.try_get(0)?)
}
