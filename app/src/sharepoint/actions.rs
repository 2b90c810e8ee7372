//! Server functions of customers' folders in `SharePoint`.

use crate::{error::ActionError, request};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    super::SharePoint,
    domain::{
        error::{ApiError, Problem},
        id::CustomerId,
        sharepoint::{Failure, Handle},
    },
};

/// The firm's `SharePoint` for somebody who may put something there; nothing is open any more.
#[cfg(feature = "ssr")]
async fn of(customer: CustomerId) -> Result<SharePoint, ActionError> {
    let mut tx = request::open().await?;
    store::sharepoint::may_write(&mut tx, customer).await?;
    let asked = store::sharepoint::of_customer(&mut tx, customer).await?;
    let session = tx.commit().await.map_err(ActionError::from)?;
    Ok(SharePoint::new(&request::context()?, session.tenant, asked))
}

#[cfg(feature = "ssr")]
fn told(field: &str, why: Failure) -> ActionError {
    ActionError(ApiError::field(field, Problem::SharePoint { why }))
}

/// Puts each file `file` of a `multipart/form-data` form into the customer's folder, or into the one below it that is
/// named by `folder`.
///
/// # Errors
/// What is wrong with which file, as of the field `file`; why they can't be put there; when there is no such customer,
/// or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "sharepoint-upload")]
pub async fn upload_files(customer: String, #[server(default)] folder: String) -> Result<(), ActionError> {
    use domain::document::MOST_FILES;
    let customer = request::id(&customer)?;
    let sharepoint = of(customer).await?;
    let folder = match folder.as_str() {
        "" => None,
        folder => Some(Handle::parse(folder).map_err(|_| told("file", Failure::NotFound))?),
    };
    let files = request::uploads("file");
    if files.len() > MOST_FILES {
        let max = u32::try_from(MOST_FILES).unwrap_or(u32::MAX);
        return Err(ActionError(ApiError::field("file", Problem::TooManyFiles { max })));
    }
    // All of them are looked at before the first is sent on.
    let files = crate::document::checked(files).await?;
    let target = sharepoint.target(folder.as_ref()).await.map_err(|why| told("file", why))?;
    let (mut done, mut failed) = (0, None);
    for file in &files {
        match target.put(&file.name, &file.path).await {
            Ok(()) => done += 1,
            Err(why) => {
                failed = Some(why);
                break;
            }
        }
    }
    // What is there is there, whether that is kept or not.
    if done > 0
        && let Some(found) = target.found()
        && let Err(error) = keep(customer, &found).await
    {
        tracing::warn!(?error, "where a customer's folder was found is not kept");
    }
    match failed {
        None => Ok(()),
        Some(why) if done == 0 => Err(told("file", why)),
        Some(why) => {
            let of = u32::try_from(files.len()).unwrap_or(u32::MAX);
            Err(ActionError(ApiError::field("file", Problem::SharePointPartly { done, of, why })))
        }
    }
}

#[cfg(feature = "ssr")]
async fn keep(customer: CustomerId, found: &store::sharepoint::Chosen) -> Result<(), ActionError> {
    let mut tx = request::open().await?;
    store::sharepoint::keep(&mut tx, customer, found).await?;
    request::commit(tx).await
}

/// Makes the customer's folder, by the name that such folders have.
///
/// # Errors
/// Why it can't be made, as of the field `folder`; when there is no such customer, or the reader may not change
/// customers.
#[server(prefix = "/api/staff", endpoint = "sharepoint-create")]
pub async fn create_folder(customer: String) -> Result<(), ActionError> {
    let customer = request::id(&customer)?;
    let made = of(customer).await?.create().await.map_err(|why| told("folder", why))?;
    let mut tx = request::open().await?;
    store::sharepoint::choose(&mut tx, customer, &made).await?;
    request::commit(tx).await
}

/// Makes the folder that is named by `folder` the customer's.
///
/// # Errors
/// When it is none below the folder with all customers, as of the field `folder`; when there is no such customer, or
/// the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "sharepoint-choose")]
pub async fn choose_folder(customer: String, #[server(default)] folder: String) -> Result<(), ActionError> {
    let customer = request::id(&customer)?;
    let sharepoint = of(customer).await?;
    let folder = Handle::parse(&folder).map_err(|_| told("folder", Failure::NotFound))?;
    let chosen = sharepoint.chosen(&folder).await.map_err(|why| told("folder", why))?;
    let mut tx = request::open().await?;
    store::sharepoint::choose(&mut tx, customer, &chosen).await?;
    request::commit(tx).await?;
    leptos_axum::redirect(&format!("/customers/{customer}/sharepoint"));
    Ok(())
}

/// Lets the customer's folder be found by its name again.
///
/// # Errors
/// When there is no such customer, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "sharepoint-forget")]
pub async fn forget_folder(customer: String) -> Result<(), ActionError> {
    let customer = request::id(&customer)?;
    let mut tx = request::open().await?;
    store::sharepoint::forget(&mut tx, customer).await?;
    request::commit(tx).await
}
