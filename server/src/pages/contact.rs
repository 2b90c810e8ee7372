//! The page of one contact person.

use super::{form_state, framed, just_done, open, refused_of};
use crate::visit::Visit;
use app::{
    contact::{ContactPage, ContactView},
    editing::{Choices, Editable, History},
    portal_access::PortalAccessView,
    shell::{Place, clock_of},
    undo::UndoView,
};
use axum::{
    extract::{Path, Query},
    response::Response,
};
use domain::{
    field::{self, Kind},
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
    delete: Option<String>,
    history: Option<String>,
}

/// One contact with all its fields.
pub(crate) async fn page(
    visit: Visit,
    Path((customer, contact)): Path<(String, String)>,
    Query(parameters): Query<Parameters>,
) -> Response {
    match read(&visit, &customer, &contact, parameters).await {
        Ok((session, contact)) => {
            let title = contact.card.contact.name();
            framed(&visit, title, session, Place::Customer, move || view! { <ContactPage view=contact/> })
        }
        Err(error) => refused_of(&visit, &customer, error).await,
    }
}

async fn read(
    visit: &Visit,
    customer: &str,
    contact: &str,
    parameters: Parameters,
) -> Result<(Session, ContactView), StoreError> {
    let mut tx = open(visit).await?;
    let (Ok(customer), Ok(contact)) = (customer.parse(), contact.parse()) else { return Err(StoreError::NotFound) };
    let language = tx.session().language;
    let card = store::contact::card(&mut tx, customer, contact, language).await?;
    let form = form_state(&mut tx, parameters.form.as_deref()).await?;
    let failed = form.as_ref().filter(|state| state.form == "/api/staff/contact-fields");
    let failed_field = failed.and_then(FormState::changed_field).map(str::to_owned);
    let editing = failed_field.or(parameters.edit);
    let mut choices = Choices::default();
    if let Some(Kind::Choice(list) | Kind::Choices(list)) =
        editing.as_deref().and_then(field::contact).map(|field| field.kind)
    {
        choices.lists.insert(list, store::list::choices(&mut tx, list, language).await?);
    }
    let history = match parameters.history.as_deref().and_then(field::contact) {
        Some(field) => {
            let (past, names) =
                store::history::read(&mut tx, Some(customer), card.contact.id.0, &[field], language).await?;
            Some(History { key: field.key.to_owned(), past, names, clock: clock_of(tx.session()) })
        }
        None => None,
    };
    let access = store::portal::access::read(&mut tx, customer, contact).await?;
    let portal_is_open = store::portal::setting::read(&mut tx).await?.is_open;
    let needs = store::rule::of_customer(&mut tx, customer).await?;
    let done = just_done(visit, &mut tx, customer).await?;
    let session = tx.commit().await?;
    let undo = UndoView {
        customer,
        may_undo: can(session.actor(), Action::ChangeCustomer, Subject { tenant: session.tenant, owner: None }).allowed,
        done,
        refused: form
            .as_ref()
            .filter(|state| state.form == "/api/staff/undo")
            .and_then(|state| state.error.problem_of("entry")),
        language,
    };
    // The link of an invitation is shown once, on the page of whom it is for.
    let link = visit
        .invited
        .as_deref()
        .and_then(|invited| invited.strip_prefix(&format!("{contact}.")))
        .and_then(|secret| Some(format!("{}/portal/link/{secret}", visit.context.origin.as_ref()?)));
    let refused = form
        .as_ref()
        .filter(|state| matches!(state.form.as_str(), "/api/staff/contact-end" | "/api/staff/contact-delete"))
        .and_then(|state| state.error.problem_of("contact"));
    let portal = PortalAccessView {
        customer,
        contact,
        name: card.contact.name(),
        has_email: !card.contact.values.text("email").is_empty(),
        ended: card.contact.ended,
        access,
        is_open: portal_is_open,
        link,
        may_change: can(session.actor(), Action::ChangeContact, Subject { tenant: session.tenant, owner: None })
            .allowed,
        form: form.clone(),
    };
    let editable = Editable {
        action: "/api/staff/contact-fields",
        hidden: vec![("customer", customer.to_string()), ("contact", contact.to_string())],
        values: card.contact.values.clone(),
        names: card.names.clone(),
        version: card.contact.version,
        editing,
        form,
        choices,
        language,
        home: session.home,
        may_change: can(session.actor(), Action::ChangeContact, Subject { tenant: session.tenant, owner: None })
            .allowed,
        history,
        proposals: Vec::new(),
        offers_history: true,
        inherited: None,
        needs,
        remarks: None,
        notes: Vec::new(),
        of_same_number: Vec::new(),
    };
    let view = ContactView {
        deleting: parameters.delete.is_some() && editable.may_change,
        portal,
        refused,
        undo,
        clock: clock_of(&session),
        fields: session.contact_fields().collect(),
        card,
        editable,
    };
    Ok((session, view))
}
