//! The firm's own fields.

use super::{form_state, framed_setting, open, refused};
use crate::visit::Visit;
use app::{
    i18n::own_field as words,
    own_field::{CHANGE, CONVERT, Conversion, OwnFieldsPage, OwnFieldsView},
    shell::Place,
};
use axum::{extract::Query, response::Response};
use domain::{
    field::{Entity, OwnKind},
    policy::{Action, Subject, can},
    session::Session,
    tab::TabKey,
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{StoreError, Tx, form_state::FormState, own_field::OwnField};

#[derive(Deserialize)]
pub(crate) struct Parameters {
    of: Option<String>,
    edit: Option<String>,
    convert: Option<String>,
    to: Option<String>,
    form: Option<String>,
}

/// The fields that the firm has declared.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    match read(&visit, &parameters).await {
        Ok((session, fields)) => {
            let title = words::TITLE.get(session.language).to_owned();
            framed_setting(
                &visit,
                title,
                session,
                Place::Settings,
                parameters.form.as_deref(),
                move || view! { <OwnFieldsPage view=fields/> },
            )
            .await
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, parameters: &Parameters) -> Result<(Session, OwnFieldsView), StoreError> {
    let mut tx = open(visit).await?;
    let mut fields = store::own_field::list(&mut tx).await?;
    let administrators = store::settings::administrators(&mut tx).await?;
    let form = form_state(&mut tx, parameters.form.as_deref()).await?;
    let conversion = conversion(&mut tx, parameters, form.as_ref(), &fields).await?;
    let session = tx.commit().await?;
    let entity = if parameters.of.as_deref() == Some("contact") { Entity::Contact } else { Entity::Customer };
    fields.retain(|field| field.entity == entity);
    let failed = form.as_ref().filter(|state| state.form == CHANGE).and_then(|state| state.typed("field"));
    let editing = failed.or(parameters.edit.as_deref()).and_then(|id| id.parse().ok());
    let subject = Subject { tenant: session.tenant, owner: None };
    let may_change = can(session.actor(), Action::ChangeSettings, subject).allowed;
    let tabs = session.tabs.iter().filter(|tab| matches!(tab.key, TabKey::Own(_))).cloned().collect();
    let view = OwnFieldsView {
        entity,
        fields,
        tabs,
        editing,
        conversion,
        form,
        may_change,
        administrators,
        language: session.language,
    };
    Ok((session, view))
}

/// The field that shall have another kind, with what becomes of its values: as the address says, or a form that
/// was refused.
async fn conversion(
    tx: &mut Tx,
    parameters: &Parameters,
    form: Option<&FormState>,
    fields: &[OwnField],
) -> Result<Option<Conversion>, StoreError> {
    let failed = form.filter(|state| state.form == CONVERT);
    let id = failed.and_then(|state| state.typed("field")).or(parameters.convert.as_deref());
    let to = failed.and_then(|state| state.typed("to")).or(parameters.to.as_deref());
    let subject = Subject { tenant: tx.session().tenant, owner: None };
    let Some(field) = id.and_then(|id| id.parse().ok()).and_then(|id| fields.iter().find(|field| field.id == id))
    else {
        return Ok(None);
    };
    if !can(tx.session().actor(), Action::ChangeSettings, subject).allowed {
        return Ok(None);
    }
    let to = match to.and_then(OwnKind::from_key).filter(|to| field.may_become(*to)) {
        Some(to) => Some((to, store::own_field::forecast(tx, field.id, to).await?)),
        None => None,
    };
    Ok(Some(Conversion { field: field.id, to }))
}
