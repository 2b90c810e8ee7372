//! The server function of the settings of `SharePoint`.

use crate::error::ActionError;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Changes where the firm's `SharePoint` is, and goes to where that is tried. `is_on` is `yes` or nothing; an empty secret
/// keeps the one that is there; `at` has the rest by name; `version` is what was read.
///
/// # Errors
/// What is wrong with which value; when somebody has changed it since, or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "sharepoint-change")]
pub async fn change_sharepoint(
    #[server(default)] version: i32,
    #[server(default)] is_on: String,
    #[server(default)] secret: String,
    #[server(default)] at: BTreeMap<String, String>,
) -> Result<(), ActionError> {
    use domain::{
        error::{ApiError, FieldError, Problem},
        sharepoint::Failure,
    };
    use store::sharepoint::{self, Setting};
    let is_on = is_on.split(',').any(|key| key == "yes");
    let at = |name: &str| at.get(name).cloned().unwrap_or_default();
    let typed = Setting {
        is_on,
        directory_id: at("directory_id"),
        client_id: at("client_id"),
        site: at("site"),
        folder: at("folder"),
        pattern: at("pattern"),
        version,
    };
    let mut tx = crate::request::open().await?;
    sharepoint::may_change(&tx)?;
    let checked = sharepoint::checked(&typed);
    let secret = match sharepoint::secret(&secret) {
        Ok(secret) => secret,
        Err(problem) => {
            let mut all = checked.err().unwrap_or(ApiError::invalid(Vec::new()));
            all.fields.push(FieldError { field: "secret".to_owned(), problem });
            return Err(ActionError(all));
        }
    };
    let setting = checked.map_err(ActionError)?;
    let context = crate::request::context()?;
    let sealed = if secret.is_empty() {
        None
    } else {
        let place = sharepoint::place(tx.session().tenant, &setting.directory_id, &setting.client_id);
        let no_key = ApiError::field("secret", Problem::SharePoint { why: Failure::NoKey });
        Some(context.mailboxes.key.seal(&secret, &place).ok_or(ActionError(no_key))?)
    };
    sharepoint::change(&mut tx, &setting, sealed.as_deref()).await?;
    crate::request::commit(tx).await?;
    context.sharepoint.forget(&setting.directory_id);
    leptos_axum::redirect(if setting.is_on { "/settings/sharepoint?try=1" } else { "/settings/sharepoint" });
    Ok(())
}
