//! The people whom the firm hires out.

use super::{form_state, framed, open, refused};
use crate::visit::Visit;
use app::{
    employee::{ADD, CHANGE, EmployeePage, EmployeeView, EmployeesPage, EmployeesView, NewEmployeePage},
    i18n::employee as words,
    shell::Place,
};
use axum::{
    extract::{Path, Query},
    response::Response,
};
use domain::{
    id::EmployeeId,
    list::Choice,
    plain_text,
    policy::{Action, Subject, can},
    session::Session,
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{StoreError, employee::Wanted, form_state::FormState};

#[derive(Deserialize)]
pub(crate) struct ListParameters {
    #[serde(default)]
    query: String,
    ended: Option<String>,
    after: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Parameters {
    edit: Option<String>,
    form: Option<String>,
}

/// The list, by name.
pub(crate) async fn list(visit: Visit, Query(parameters): Query<ListParameters>) -> Response {
    match read_list(&visit, &parameters).await {
        Ok((session, employees)) => {
            let title = words::TITLE.get(session.language).to_owned();
            framed(&visit, title, session, Place::Employees, move || view! { <EmployeesPage view=employees/> })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read_list(visit: &Visit, parameters: &ListParameters) -> Result<(Session, EmployeesView), StoreError> {
    let mut tx = open(visit).await?;
    // What can't be looked for is as good as nothing.
    let query = plain_text::line(&parameters.query, 200).unwrap_or_default();
    let after: Option<EmployeeId> = parameters.after.as_deref().and_then(|id| id.parse().ok());
    let ended = parameters.ended.is_some();
    let wanted = Wanted { query: &query, ended, after, only: None };
    let (employees, has_more) = store::employee::list(&mut tx, wanted).await?;
    let session = tx.commit().await?;
    let view = EmployeesView {
        employees,
        has_more,
        is_first: after.is_none(),
        ended,
        may_change: may_change(&session),
        language: session.language,
        home: session.home,
        query,
    };
    Ok((session, view))
}

fn may_change(session: &Session) -> bool {
    let subject = Subject { tenant: session.tenant, owner: None };
    can(session.actor(), Action::ChangeEmployees, subject).allowed
}

/// The form for a new employee.
pub(crate) async fn new(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    match read_new(&visit, &parameters).await {
        Ok((session, departments, failed)) => {
            let (title, language) = (words::NEW.get(session.language).to_owned(), session.language);
            framed(&visit, title, session, Place::Employees, move || {
                view! { <NewEmployeePage departments=departments form_state=failed language=language/> }
            })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read_new(
    visit: &Visit,
    parameters: &Parameters,
) -> Result<(Session, Vec<Choice>, Option<FormState>), StoreError> {
    let mut tx = open(visit).await?;
    let decision =
        can(tx.session().actor(), Action::ChangeEmployees, Subject { tenant: tx.session().tenant, owner: None });
    if !decision.allowed {
        return Err(StoreError::Forbidden(decision));
    }
    let departments = store::department::choices(&mut tx).await?;
    let failed = form_state(&mut tx, parameters.form.as_deref()).await?.filter(|state| state.form == ADD);
    Ok((tx.commit().await?, departments, failed))
}

/// One employee, and at which customers.
pub(crate) async fn page(visit: Visit, Path(employee): Path<String>, Query(parameters): Query<Parameters>) -> Response {
    match read(&visit, &employee, &parameters).await {
        Ok((session, employee)) => {
            let title = employee.employee.name();
            framed(&visit, title, session, Place::Employees, move || view! { <EmployeePage view=employee/> })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, employee: &str, parameters: &Parameters) -> Result<(Session, EmployeeView), StoreError> {
    let mut tx = open(visit).await?;
    let id: EmployeeId = employee.parse().map_err(|_| StoreError::NotFound)?;
    let employee = store::employee::read(&mut tx, id).await?;
    let at = store::placement::of_employee(&mut tx, id).await?;
    let form = form_state(&mut tx, parameters.form.as_deref()).await?.filter(|state| state.form == CHANGE);
    let editing = form.is_some() || parameters.edit.is_some();
    let departments = if editing { store::department::choices(&mut tx).await? } else { Vec::new() };
    let session = tx.commit().await?;
    let (language, home) = (session.language, session.home);
    let may_change = may_change(&session);
    Ok((session, EmployeeView { employee, at, departments, editing, form, may_change, language, home }))
}
