//! The log of the firm's settings.

use super::{framed_setting, open, refused};
use crate::visit::Visit;
use app::{
    i18n::setting_log as words,
    setting_log::{SettingLogPage, SettingLogView},
    shell::{Place, clock_of},
};
use axum::{extract::Query, response::Response};
use domain::{session::Session, setting_log::Area};
use leptos::prelude::*;
use serde::Deserialize;
use store::{StoreError, setting_log::Asked};

#[derive(Deserialize)]
pub(crate) struct Parameters {
    area: Option<String>,
    by: Option<String>,
    after: Option<String>,
    form: Option<String>,
}

/// What was changed in the settings, by whom and when.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    match read(&visit, &parameters).await {
        Ok((session, log)) => {
            let title = words::TITLE.get(session.language).to_owned();
            framed_setting(&visit, title, session, Place::Settings, parameters.form.as_deref(), move || {
                view! { <SettingLogPage view=log/> }
            })
            .await
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, parameters: &Parameters) -> Result<(Session, SettingLogView), StoreError> {
    let mut tx = open(visit).await?;
    let asked = Asked {
        area: parameters.area.as_deref().and_then(Area::from_key),
        by: parameters.by.as_deref().and_then(|id| id.parse().ok()),
        after: parameters.after.as_deref().and_then(|id| id.parse().ok()),
    };
    let page = store::setting_log::list(&mut tx, asked).await?;
    let people = store::setting_log::people(&mut tx).await?;
    let session = tx.commit().await?;
    let view = SettingLogView {
        page,
        area: asked.area,
        by: asked.by,
        is_later: asked.after.is_some(),
        people,
        home: session.home,
        clock: clock_of(&session),
    };
    Ok((session, view))
}
