//! Where the firm's `SharePoint` is, and whether that is right.

use super::{form_state, framed_setting, open, refused};
use crate::visit::Visit;
use app::{
    i18n::sharepoint as words,
    sharepoint::account,
    sharepoint_setting::{Found, SharePointSettingPage, SharePointSettingView, Tried},
    shell::Place,
};
use axum::{extract::Query, response::Response};
use domain::{
    policy::{Action, Subject, can},
    session::Session,
    sharepoint::{Failure, ItemKind, SiteAddress, folder_path},
};
use leptos::prelude::*;
use serde::Deserialize;
use std::time::Duration;
use store::{StoreError, sharepoint::Setting};

/// How long trying may take.
const PATIENCE: Duration = Duration::from_secs(15);

#[derive(Deserialize)]
pub(crate) struct Parameters {
    form: Option<String>,
    #[serde(rename = "try")]
    tries: Option<String>,
}

/// The settings of `SharePoint`.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    match Box::pin(read(&visit, &parameters)).await {
        Ok((session, view)) => {
            let title = words::TITLE.get(session.language).to_owned();
            framed_setting(
                &visit,
                title,
                session,
                Place::Settings,
                parameters.form.as_deref(),
                move || view! { <SharePointSettingPage view=view/> },
            )
            .await
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, parameters: &Parameters) -> Result<(Session, SharePointSettingView), StoreError> {
    let mut tx = open(visit).await?;
    let setting = store::sharepoint::read(&mut tx).await?;
    let administrators = store::settings::administrators(&mut tx).await?;
    let form = form_state(&mut tx, parameters.form.as_deref()).await?;
    let subject = Subject { tenant: tx.session().tenant, owner: None };
    let may_change = can(tx.session().actor(), Action::ChangeSettings, subject).allowed;
    let is_asked = parameters.tries.is_some() && may_change && setting.version > 0 && form.is_none();
    let sealed = if is_asked { store::sharepoint::sealed(&mut tx).await? } else { None };
    // Microsoft may take its time: the database is let go of first.
    let session = tx.commit().await?;
    let tried = if is_asked {
        // What was just put right counts at once.
        visit.context.sharepoint.forget(&setting.directory_id);
        let asked = tried(visit, &session, &setting, sealed.as_deref());
        Some(Tried(tokio::time::timeout(PATIENCE, asked).await.unwrap_or(Err(Failure::Unreachable))))
    } else {
        None
    };
    let language = session.language;
    Ok((session, SharePointSettingView { setting, tried, form, may_change, administrators, language }))
}

/// Signs in, finds the site and the folder with all customers, and counts the folders in it.
async fn tried(visit: &Visit, session: &Session, setting: &Setting, sealed: Option<&[u8]>) -> Result<Found, Failure> {
    let account = account(&visit.context.mailboxes.key, session.tenant, setting, sealed)?;
    let site = SiteAddress::parse(&setting.site).map_err(|_| Failure::NoSite)?;
    let library = visit.context.sharepoint.library(&account, &site).await?;
    let way = folder_path(&setting.folder).map_err(|_| Failure::NoBase)?;
    let no_base = |failure| if failure == Failure::NotFound { Failure::NoBase } else { failure };
    let base = library.at(&way).await.map_err(no_base)?;
    if base.kind != ItemKind::Folder {
        return Err(Failure::NoBase);
    }
    let listing = library.children(&base.id).await?;
    let folders = listing.items.iter().filter(|item| item.kind == ItemKind::Folder).count();
    Ok(Found { folders, is_cut: listing.is_cut })
}
