//! Saved views of the register: one's own, and those that all of the firm have.

use crate::{StoreError, Tx};
use domain::{
    error::Problem,
    filter::Column,
    id::RegisterViewId,
    plain_text,
    policy::Action,
    register::{RegisterQuery, RegisterView, VIEW_NAME_MAX, VIEW_QUERY_MAX, ViewPlace, columns_from},
};

/// A view that is to be saved.
#[derive(Clone, Copy, Debug)]
pub struct NewView<'a> {
    /// What it is to be called.
    pub name: &'a str,
    /// Whether all of the firm get it.
    pub shared: bool,
    /// What it lists.
    pub query: &'a RegisterQuery,
    /// Its columns; none: those of whoever looks.
    pub columns: Option<&'a [Column]>,
}

/// The views that somebody has: their own and the shared ones, by name.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn views(tx: &mut Tx) -> Result<Vec<RegisterView>, StoreError> {
    Ok(views_and_gone(tx).await?.0)
}

/// As [`views`]; and the views of others that the reader has beside their scopes and that were deleted or are not
/// shared any more: which, and what they were called.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn views_and_gone(tx: &mut Tx) -> Result<(Vec<RegisterView>, Vec<(RegisterViewId, String)>), StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        r#"select v.id as "id: RegisterViewId", v.name, v.shared, v.owner = current_app_user() as "is_mine!", v.query, v.columns,
            p.opens as "opens?",
            v.deleted_at is null and (v.shared or v.owner = current_app_user()) as "is_there!"
        from register_view v
        left join register_view_pin p on p.tenant_id = v.tenant_id and p.view_id = v.id and p.user_id = current_app_user()
        where v.tenant_id = current_tenant() and (v.deleted_at is null and (v.shared or v.owner = current_app_user())
            or p.view_id is not null and v.owner <> current_app_user())
        order by in_alphabet(v.name, (select firm_alphabet())) collate "C", v.id"#
    )
    .fetch_all(tx.connection())
    .await?;
    let (mut views, mut gone) = (Vec::new(), Vec::new());
    for row in rows {
        if !row.is_there {
            gone.push((row.id, row.name));
            continue;
        }
        views.push(RegisterView {
            id: row.id,
            name: row.name,
            shared: row.shared,
            is_mine: row.is_mine,
            place: match row.opens {
                None => ViewPlace::Menu,
                Some(false) => ViewPlace::Beside,
                Some(true) => ViewPlace::First,
            },
            query: row.query,
            columns: row.columns.map(|keys| columns_from(keys.iter().map(String::as_str))),
        });
    }
    Ok((views, gone))
}

fn keys(columns: Option<&[Column]>) -> Option<Vec<String>> {
    columns.map(|columns| columns.iter().map(|column| column.key().to_owned()).collect())
}

fn view_name(typed: &str) -> Result<String, StoreError> {
    let name = plain_text::line(typed, VIEW_NAME_MAX).map_err(|problem| StoreError::field("name", problem.into()))?;
    if name.is_empty() { Err(StoreError::field("name", Problem::Required)) } else { Ok(name) }
}

/// What a view lists, as it is kept.
fn kept(query: &RegisterQuery) -> Result<String, StoreError> {
    let text = query.encode();
    if text.len() > VIEW_QUERY_MAX { Err(StoreError::field("query", Problem::Choice)) } else { Ok(text) }
}

/// Whether somebody may change a view: their own, or a shared one with the right to share.
async fn held(tx: &mut Tx, view: RegisterViewId) -> Result<(), StoreError> {
    let row = sqlx::query!(
        r#"select shared, owner = current_app_user() as "is_mine!" from register_view
        where tenant_id = current_tenant() and id = $1 and (shared or owner = current_app_user()) for update"#,
        view.0
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    if row.is_mine { tx.authorise_own(Action::ArrangeRegister) } else { tx.authorise(Action::ShareView) }
}

/// Saves a new view, which is beside its maker's scopes at once.
///
/// # Errors
/// When the name can't be taken, or the policy says no.
pub async fn save_as(tx: &mut Tx, new: NewView<'_>) -> Result<RegisterViewId, StoreError> {
    tx.authorise_own(Action::ArrangeRegister)?;
    if new.shared {
        tx.authorise(Action::ShareView)?;
    }
    let query = kept(new.query)?;
    let name = view_name(new.name)?;
    let (id, columns) = (RegisterViewId::generate(), keys(new.columns));
    sqlx::query!(
        "insert into register_view (tenant_id, id, name, shared, query, columns) values (current_tenant(), $1, $2, $3, $4, $5)",
        id.0,
        name,
        new.shared,
        query,
        columns.as_deref(),
    )
    .execute(tx.connection())
    .await?;
    pin(tx, id, true).await?;
    Ok(id)
}

/// Saves what a view lists now, and its columns.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none such, or the policy says no.
pub async fn save(
    tx: &mut Tx,
    view: RegisterViewId,
    query: &RegisterQuery,
    columns: Option<&[Column]>,
) -> Result<(), StoreError> {
    held(tx, view).await?;
    let (query, columns) = (kept(query)?, keys(columns));
    sqlx::query!(
        "update register_view set query = $2, columns = $3 where tenant_id = current_tenant() and id = $1",
        view.0,
        query,
        columns.as_deref(),
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Gives a view another name.
///
/// # Errors
/// When the name can't be taken, there is no such view, or the policy says no.
pub async fn rename(tx: &mut Tx, view: RegisterViewId, name: &str) -> Result<(), StoreError> {
    held(tx, view).await?;
    let name = view_name(name)?;
    sqlx::query!("update register_view set name = $2 where tenant_id = current_tenant() and id = $1", view.0, name)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Gives a view to all of the firm, or takes it back to its maker.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none such, or the policy says no.
pub async fn share(tx: &mut Tx, view: RegisterViewId, shared: bool) -> Result<(), StoreError> {
    held(tx, view).await?;
    tx.authorise(Action::ShareView)?;
    sqlx::query!("update register_view set shared = $2 where tenant_id = current_tenant() and id = $1", view.0, shared)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Deletes a view; it can be brought back.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none such, or the policy says no.
pub async fn delete(tx: &mut Tx, view: RegisterViewId) -> Result<(), StoreError> {
    held(tx, view).await?;
    sqlx::query!(
        "update register_view set deleted_at = now() where tenant_id = current_tenant() and id = $1 and deleted_at is null",
        view.0
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// What became of a view that an address names, and that the reader does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// It was deleted, and the reader may bring it back.
    Deleted,
    /// It is gone for the reader: deleted, not shared any more, or never there.
    Gone,
}

/// What became of a view that the reader does not have.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn missing(tx: &mut Tx, view: RegisterViewId) -> Result<Missing, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let may_share = tx.authorise(Action::ShareView).is_ok();
    let deleted = sqlx::query_scalar!(
        r#"select exists (select from register_view where tenant_id = current_tenant() and id = $1 and deleted_at is not null
            and (owner = current_app_user() or shared and $2)) as "deleted!""#,
        view.0,
        may_share,
    )
    .fetch_one(tx.connection())
    .await?;
    Ok(if deleted { Missing::Deleted } else { Missing::Gone })
}

/// Brings a deleted view back.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none such, or the policy says no.
pub async fn restore(tx: &mut Tx, view: RegisterViewId) -> Result<(), StoreError> {
    held(tx, view).await?;
    sqlx::query!("update register_view set deleted_at = null where tenant_id = current_tenant() and id = $1", view.0)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Puts a view beside one's own scopes, or takes it away from there, also one that is gone.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none such.
pub async fn pin(tx: &mut Tx, view: RegisterViewId, pinned: bool) -> Result<(), StoreError> {
    tx.authorise_own(Action::ArrangeRegister)?;
    if pinned {
        is_there(tx, view).await?;
        sqlx::query!(
            "insert into register_view_pin (tenant_id, user_id, view_id) values (current_tenant(), current_app_user(), $1) on conflict do nothing",
            view.0
        )
        .execute(tx.connection())
        .await?;
    } else {
        let taken = sqlx::query!(
            "delete from register_view_pin where tenant_id = current_tenant() and user_id = current_app_user() and view_id = $1",
            view.0
        )
        .execute(tx.connection())
        .await?;
        if taken.rows_affected() == 0 {
            is_there(tx, view).await?;
        }
    }
    Ok(())
}

/// Has one's own register open with a view, which then is beside the scopes too, or as usual.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none such.
pub async fn open_with(tx: &mut Tx, view: RegisterViewId, opens: bool) -> Result<(), StoreError> {
    tx.authorise_own(Action::ArrangeRegister)?;
    is_there(tx, view).await?;
    sqlx::query!(
        "update register_view_pin set opens = false
        where tenant_id = current_tenant() and user_id = current_app_user() and opens and ($2 or view_id = $1)",
        view.0,
        opens,
    )
    .execute(tx.connection())
    .await?;
    if opens {
        sqlx::query!(
            "insert into register_view_pin (tenant_id, user_id, view_id, opens) values (current_tenant(), current_app_user(), $1, true)
            on conflict (tenant_id, user_id, view_id) do update set opens = true",
            view.0
        )
        .execute(tx.connection())
        .await?;
    }
    Ok(())
}

/// Whether there is a view that the reader sees.
async fn is_there(tx: &mut Tx, view: RegisterViewId) -> Result<(), StoreError> {
    let there = sqlx::query_scalar!(
        r#"select exists (select from register_view where tenant_id = current_tenant() and id = $1
            and deleted_at is null and (shared or owner = current_app_user())) as "there!""#,
        view.0
    )
    .fetch_one(tx.connection())
    .await?;
    if there { Ok(()) } else { Err(StoreError::NotFound) }
}
