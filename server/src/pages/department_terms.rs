//! What a department has chosen for the customers that belong to it.

use super::{form_state, framed_setting, open, refused};
use crate::visit::Visit;
use app::{
    department_terms::{ACTION, DepartmentTermsPage, DepartmentTermsView, touches},
    editing::{Choices, Editable, History, Inherited},
    i18n::department_terms as words,
    shell::{Place, clock_of},
};
use axum::{
    extract::{Path, Query},
    response::Response,
};
use domain::{
    field::{self, Names, Needs},
    policy::{Action, Subject, can},
    session::Session,
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{StoreError, form_state::FormState};

#[derive(Deserialize)]
pub(crate) struct Parameters {
    edit: Option<String>,
    form: Option<String>,
    history: Option<String>,
}

/// The terms of a department, with what they touch.
pub(crate) async fn page(
    visit: Visit,
    Path(department): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Response {
    let failed = parameters.form.clone();
    match read(&visit, &department, parameters).await {
        Ok((session, view)) => {
            let title = words::TITLE.with(session.language, &[("name", &view.terms.name)]);
            framed_setting(
                &visit,
                title,
                session,
                Place::Settings,
                failed.as_deref(),
                move || view! { <DepartmentTermsPage view=view/> },
            )
            .await
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(
    visit: &Visit,
    department: &str,
    parameters: Parameters,
) -> Result<(Session, DepartmentTermsView), StoreError> {
    let mut tx = open(visit).await?;
    let id = department.parse().map_err(|_| StoreError::NotFound)?;
    let terms = store::department_terms::read(&mut tx, id).await?;
    let form = form_state(&mut tx, parameters.form.as_deref()).await?;
    let failed = form.as_ref().filter(|state| state.form == ACTION);
    let failed_field = failed.and_then(FormState::changed_field).map(str::to_owned);
    let asked = parameters.history.as_deref().and_then(|key| field::terms().find(|field| field.key == key));
    let history = match asked {
        Some(field) => {
            let language = tx.session().language;
            let (past, names) = store::history::read(&mut tx, None, id.0, &[field], language).await?;
            Some(History { key: field.key.to_owned(), past, names, clock: clock_of(tx.session()) })
        }
        None => None,
    };
    let session = tx.commit().await?;
    let subject = Subject { tenant: session.tenant, owner: None };
    let language = session.language;
    let editable = Editable {
        proposals: Vec::new(),
        action: ACTION,
        hidden: vec![("department", id.to_string())],
        values: terms.chosen.clone(),
        names: Names::new(),
        version: terms.version,
        editing: failed_field.or(parameters.edit),
        form,
        choices: Choices::default(),
        language,
        home: session.home,
        may_change: can(session.actor(), Action::ChangeSettings, subject).allowed,
        offers_history: true,
        history,
        inherited: Some(Inherited::of_department(&terms.firm)),
        needs: Needs::default(),
        remarks: None,
        notes: touches(&terms, language),
        of_same_number: Vec::new(),
    };
    let clock = clock_of(&session);
    Ok((session, DepartmentTermsView { terms, editable, clock }))
}
