//! The server function of the portal's settings.

use crate::error::ActionError;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Decides what the portal is. Modules and rights by their keys with commas between them, words by language; `version` is what was read.
///
/// # Errors
/// What is wrong with which text; when somebody has decided otherwise since, or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "portal-change")]
pub async fn change_portal(
    #[server(default)] version: i32,
    is_open: String,
    #[server(default)] customers: String,
    #[server(default)] partners: String,
    #[server(default)] usual_rights: String,
    #[server(default)] subject: BTreeMap<String, String>,
    #[server(default)] body: BTreeMap<String, String>,
) -> Result<(), ActionError> {
    use domain::{
        language::Language,
        portal::{PortalModule, PortalRight, of_keys},
    };
    use store::portal::setting::PortalSetting;
    let in_three = |typed: &BTreeMap<String, String>| {
        Language::ALL.map(|language| typed.get(language.tag()).cloned().unwrap_or_default())
    };
    let keys = |typed: &str| typed.split(',').map(str::to_owned).collect::<Vec<_>>();
    let modules = |typed: &str| of_keys(PortalModule::ALL, PortalModule::key, &keys(typed));
    let setting = PortalSetting {
        is_open: is_open.split(',').any(|key| key == "yes"),
        customers: modules(&customers),
        partners: modules(&partners),
        usual_rights: of_keys(PortalRight::ALL, PortalRight::key, &keys(&usual_rights)),
        subjects: in_three(&subject),
        bodies: in_three(&body),
        version,
    };
    let mut tx = crate::request::open().await?;
    store::portal::setting::change(&mut tx, &setting).await?;
    crate::request::commit(tx).await
}
