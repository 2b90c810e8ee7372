//! The firm's departments: added, renamed, moved, retired and brought back by its administrators.
//!
//! A department stands among the values of lists too, under its own id (migration 0035): so customers have
//! departments as they have groups, in forms, log, register and files alike.

use crate::{StoreError, Tx, position, settings};
use domain::{
    error::Problem,
    id::DepartmentId,
    list::{Choice, ITEM_MAX},
    plain_text,
    policy::Action,
};

/// A department as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    /// Its identity.
    pub id: DepartmentId,
    /// What it is called.
    pub name: String,
    /// Whether it is no longer offered.
    pub retired: bool,
    /// How many members of staff are in it.
    pub people: i64,
    /// How many of those whom the firm hires out belong to it.
    pub employees: i64,
    /// How many customers belong to it.
    pub customers: i64,
    /// Which save this is.
    pub version: i32,
}

/// The name of the input with its name.
pub const NAME: &str = "name";

/// All departments, those in use first, in the firm's order; a walk over the customers that belong to any.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn list(tx: &mut Tx) -> Result<Vec<Department>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    Ok(sqlx::query_as!(
        Department,
        r#"select d.id as "id: DepartmentId", d.name, d.retired, d.version,
            (select count(*) from app_user u where u.tenant_id = d.tenant_id and u.department_id = d.id and u.active) as "people!",
            (select count(*) from employee e where e.tenant_id = d.tenant_id and e.department_id = d.id and e.ended_at is null) as "employees!",
            coalesce(c.count, 0) as "customers!"
        from department d
        left join (select belongs as id, count(*) as count from customer c, unnest(c.departments) as belongs
            where c.tenant_id = current_tenant() and c.departments <> '{}' group by 1) c on c.id = d.id
        where d.tenant_id = current_tenant() order by d.retired, d.position, d.name, d.id"#
    )
    .fetch_all(tx.connection())
    .await?)
}

/// Those that can be chosen, in the firm's order.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn choices(tx: &mut Tx) -> Result<Vec<Choice>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    Ok(sqlx::query_as!(
        Choice,
        r#"select id::text as "value!", name as "label!" from department
        where tenant_id = current_tenant() and not retired order by position, name, id"#
    )
    .fetch_all(tx.connection())
    .await?)
}

/// The department that a form names: one that can be chosen, or the one that stands already; empty is none.
pub(crate) async fn chosen(
    tx: &mut Tx,
    field: &str,
    typed: &str,
    stands: Option<DepartmentId>,
) -> Result<Option<DepartmentId>, StoreError> {
    if typed.is_empty() {
        return Ok(None);
    }
    let wrong = || StoreError::field(field, Problem::Choice);
    let id: DepartmentId = typed.parse().map_err(|_| wrong())?;
    if Some(id) == stands {
        return Ok(stands);
    }
    sqlx::query_scalar!(
        r#"select id as "id: DepartmentId" from department where tenant_id = current_tenant() and id = $1 and not retired"#,
        id.0
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or_else(wrong)
    .map(Some)
}

fn name(typed: &str) -> Result<String, StoreError> {
    let name = plain_text::line(typed, ITEM_MAX).map_err(|problem| StoreError::field(NAME, problem.into()))?;
    if name.is_empty() { Err(StoreError::field(NAME, Problem::Required)) } else { Ok(name) }
}

/// Adds a department, the last in order.
///
/// # Errors
/// What is wrong with its name; [`Problem::AlreadyThere`] where one in use is called so.
pub async fn add(tx: &mut Tx, typed: &str) -> Result<DepartmentId, StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let name = name(typed)?;
    settings::hold(tx).await?;
    let id = DepartmentId::generate();
    is_free(tx, id, &name).await?;
    sqlx::query!(
        "insert into department (tenant_id, id, name, position)
        select current_tenant(), $1, $2, coalesce(max(position), 0) + 1 from department where tenant_id = current_tenant()",
        id.0,
        name,
    )
    .execute(tx.connection())
    .await?;
    Ok(id)
}

/// Renames a department that was read at `version`: all that belong to it show the new name.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such department; [`Problem::ChangedSince`] when somebody else has
/// changed it since; otherwise as [`add`].
pub async fn rename(tx: &mut Tx, id: DepartmentId, version: i32, typed: &str) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let name = name(typed)?;
    settings::hold(tx).await?;
    let stands =
        sqlx::query_scalar!("select version from department where tenant_id = current_tenant() and id = $1", id.0)
            .fetch_optional(tx.connection())
            .await?
            .ok_or(StoreError::NotFound)?;
    if stands != version {
        return Err(StoreError::field(NAME, Problem::ChangedSince));
    }
    is_free(tx, id, &name).await?;
    sqlx::query!(
        "update department set name = $2 where tenant_id = current_tenant() and id = $1 and name <> $2",
        id.0,
        name
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Takes a department out of the choices, or back; whoever belongs to it still does.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such department; [`Problem::AlreadyThere`] when another in use is
/// called so by now.
pub async fn retire(tx: &mut Tx, id: DepartmentId, retired: bool) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    settings::hold(tx).await?;
    let name = sqlx::query_scalar!("select name from department where tenant_id = current_tenant() and id = $1", id.0)
        .fetch_optional(tx.connection())
        .await?
        .ok_or(StoreError::NotFound)?;
    if !retired {
        is_free(tx, id, &name).await?;
    }
    sqlx::query!(
        "update department set retired = $2 where tenant_id = current_tenant() and id = $1 and retired <> $2",
        id.0,
        retired
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Moves a department up or down among those in use.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such department in use.
pub async fn shift(tx: &mut Tx, id: DepartmentId, up: bool) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    settings::hold(tx).await?;
    let mut ids: Vec<DepartmentId> = sqlx::query_scalar!(
        r#"select id as "id: DepartmentId" from department where tenant_id = current_tenant() and not retired order by position, name, id"#
    )
    .fetch_all(tx.connection())
    .await?;
    let at = ids.iter().position(|other| *other == id).ok_or(StoreError::NotFound)?;
    if !position::shift(&mut ids, at, up) {
        return Ok(());
    }
    let ids: Vec<uuid::Uuid> = ids.into_iter().map(|id| id.0).collect();
    sqlx::query!(
        "update department d set position = o.place from unnest($1::uuid[]) with ordinality as o (id, place)
        where d.tenant_id = current_tenant() and d.id = o.id and d.position <> o.place",
        &ids,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Refuses what stands now where it could not have been put so: two departments in use of one name.
pub(crate) async fn still_sound(tx: &mut Tx, id: DepartmentId) -> Result<(), StoreError> {
    let row = sqlx::query!("select name, retired from department where tenant_id = current_tenant() and id = $1", id.0)
        .fetch_one(tx.connection())
        .await?;
    if row.retired { Ok(()) } else { is_free(tx, id, &row.name).await }
}

async fn is_free(tx: &mut Tx, id: DepartmentId, name: &str) -> Result<(), StoreError> {
    let is_taken = sqlx::query_scalar!(
        r#"select exists (select from department where tenant_id = current_tenant() and id <> $1 and not retired and lower(name) = lower($2)) as "taken!""#,
        id.0,
        name,
    )
    .fetch_one(tx.connection())
    .await?;
    if is_taken { Err(StoreError::field(NAME, Problem::AlreadyThere)) } else { Ok(()) }
}
