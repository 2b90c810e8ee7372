//! Server functions of the register: columns and saved views.

use crate::{error::ActionError, request};
use leptos::prelude::*;

/// Keeps the columns of the register: one's own, or (`what` is `firm`) those of all who have not
/// chosen; `back` goes back to the firm's. `up` and `down` move one of them by a place. `widths` says how
/// wide they are, as `key:width` with commas between. Where `whose` is `firm`, the firm's are chosen without
/// those of the reader, and `usual` goes back to the product's.
///
/// # Errors
/// When the policy says no.
#[server(prefix = "/api/staff", endpoint = "register-columns")]
pub async fn choose_columns(
    columns: String,
    #[server(default)] up: String,
    #[server(default)] down: String,
    #[server(default)] what: String,
    #[server(default)] widths: String,
    #[server(default)] whose: String,
) -> Result<(), ActionError> {
    // What the firm's own columns are is known once its session is open.
    let mut tx = request::open().await?;
    let chosen = super::moved(&columns, &up, &down);
    let widths = domain::register_width::widths_from(&widths);
    match what.as_str() {
        "usual" if whose == "firm" => store::register::forget_firm_columns(&mut tx).await?,
        // The firm's page of them does not ask how wide they are.
        _ if whose == "firm" => store::register::choose_firm_columns(&mut tx, &chosen, None).await?,
        "firm" => {
            store::register::choose_firm_columns(&mut tx, &chosen, Some(&widths)).await?;
            store::register::forget_columns(&mut tx).await?;
        }
        "back" => store::register::forget_columns(&mut tx).await?,
        _ => store::register::choose_columns(&mut tx, &chosen, &widths).await?,
    }
    request::commit(tx).await
}

/// The columns that a form names; none where it names none.
#[cfg(feature = "ssr")]
fn columns_of(keys: &str) -> Option<Vec<domain::filter::Column>> {
    (!keys.is_empty()).then(|| domain::register::columns_from(keys.split(',')))
}

/// Saves what is shown as a new view, and leads to it.
///
/// # Errors
/// When the name can't be taken, or the reader may not share views.
#[server(prefix = "/api/staff", endpoint = "register-view-save-as")]
pub async fn save_view_as(
    name: String,
    query: String,
    #[server(default)] shared: bool,
    #[server(default)] columns: String,
) -> Result<(), ActionError> {
    let mut tx = request::open().await?;
    let (query, columns) = (domain::register::RegisterQuery::decode(&query), columns_of(&columns));
    let new = store::register::NewView { name: &name, shared, query: &query, columns: columns.as_deref() };
    let view = store::register::save_as(&mut tx, new).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("/customers?view={view}"));
    Ok(())
}

/// Saves what a view lists now.
///
/// # Errors
/// When there is no such view, or the reader may not change it.
#[server(prefix = "/api/staff", endpoint = "register-view-save")]
pub async fn save_view(view: String, query: String, #[server(default)] columns: String) -> Result<(), ActionError> {
    let view = request::id(&view)?;
    let mut tx = request::open().await?;
    let (query, columns) = (domain::register::RegisterQuery::decode(&query), columns_of(&columns));
    store::register::save(&mut tx, view, &query, columns.as_deref()).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("/customers?view={view}"));
    Ok(())
}

/// Gives a view another name.
///
/// # Errors
/// When the name can't be taken, there is no such view, or the reader may not change it.
#[server(prefix = "/api/staff", endpoint = "register-view-rename")]
pub async fn rename_view(view: String, name: String) -> Result<(), ActionError> {
    let view = request::id(&view)?;
    let mut tx = request::open().await?;
    store::register::rename(&mut tx, view, &name).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("/customers?view={view}"));
    Ok(())
}

/// Gives a view to all of the firm, or takes it back to its maker.
///
/// # Errors
/// When there is no such view, or the reader may not share views.
#[server(prefix = "/api/staff", endpoint = "register-view-share")]
pub async fn share_view(view: String, shared: bool) -> Result<(), ActionError> {
    let view = request::id(&view)?;
    let mut tx = request::open().await?;
    store::register::share(&mut tx, view, shared).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts a view beside the reader's tabs, or takes it away from there.
///
/// # Errors
/// When there is no such view.
#[server(prefix = "/api/staff", endpoint = "register-view-pin")]
pub async fn pin_view(view: String, pinned: bool) -> Result<(), ActionError> {
    let view = request::id(&view)?;
    let mut tx = request::open().await?;
    store::register::pin(&mut tx, view, pinned).await?;
    tx.commit().await?;
    Ok(())
}

/// Has the reader's register open with a view, or as usual.
///
/// # Errors
/// When there is no such view.
#[server(prefix = "/api/staff", endpoint = "register-view-open")]
pub async fn open_with_view(view: String, opens: bool) -> Result<(), ActionError> {
    let view = request::id(&view)?;
    let mut tx = request::open().await?;
    store::register::open_with(&mut tx, view, opens).await?;
    tx.commit().await?;
    Ok(())
}

/// Deletes a view.
///
/// # Errors
/// When there is no such view, or the reader may not change it.
#[server(prefix = "/api/staff", endpoint = "register-view-delete")]
pub async fn delete_view(view: String) -> Result<(), ActionError> {
    let view = request::id(&view)?;
    let mut tx = request::open().await?;
    store::register::delete(&mut tx, view).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("/customers?view={view}"));
    Ok(())
}

/// Brings a deleted view back.
///
/// # Errors
/// When there is no such view, or the reader may not change it.
#[server(prefix = "/api/staff", endpoint = "register-view-restore")]
pub async fn restore_view(view: String) -> Result<(), ActionError> {
    let view = request::id(&view)?;
    let mut tx = request::open().await?;
    store::register::restore(&mut tx, view).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("/customers?view={view}"));
    Ok(())
}
