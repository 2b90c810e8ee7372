//! The diary, and the page of each activity.

use super::{form_state, framed, just_done, note_read, offered, open, refused};
use crate::visit::Visit;
use app::{
    activity::{
        ADD, ActivityPage, ActivityView, CHANGE, FormChoices, NewActivityPage, NewActivityView,
        invited::{INVITE, InvitedView},
    },
    diary::{DiaryPage, DiaryQuery, DiaryView, Parameters, Who},
    i18n::{activity as words, diary},
    shell::{Place, clock_of},
    undo::UndoView,
};
use axum::{
    extract::{Path, Query},
    response::Response,
};
use domain::{
    id::{ActivityId, CustomerId},
    policy::{Action, Subject, can},
    session::Session,
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{StoreError, Tx, activity::Asked, form_state::FormState};

fn may_change(session: &Session) -> bool {
    can(session.actor(), Action::ChangeCustomer, Subject { tenant: session.tenant, owner: None }).allowed
}

/// What was just done to an activity of a customer, with the way back.
async fn undo_of(visit: &Visit, tx: &mut Tx, form: Option<&FormState>) -> Result<Option<UndoView>, StoreError> {
    let Some(customer) = visit.beside.map(|beside| beside.card) else { return Ok(None) };
    let done = just_done(visit, tx, customer).await?;
    let refused =
        form.filter(|state| state.form == "/api/staff/undo").and_then(|state| state.error.problem_of("entry"));
    Ok(Some(UndoView { customer, may_undo: may_change(tx.session()), done, refused, language: tx.session().language }))
}

/// The diary.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    match read(&visit, &parameters).await {
        Ok((session, view)) => {
            let title = diary::TITLE.get(session.language).to_owned();
            framed(&visit, title, session, Place::Diary, move || view! { <DiaryPage view=view/> })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, parameters: &Parameters) -> Result<(Session, DiaryView), StoreError> {
    let mut tx = open(visit).await?;
    let today = clock_of(tx.session()).now.date();
    let query = DiaryQuery::read(parameters, today, visit.device);
    let (from, to) = query.days();
    let customer_name = match query.customer {
        Some(customer) => store::customer::values(&mut tx, customer).await?.values.text("name").to_owned(),
        None => String::new(),
    };
    let asked = Asked {
        from: &from.to_string(),
        to: &to.to_string(),
        who: match query.who {
            Who::Me => Some(tx.session().user),
            Who::All => None,
            Who::Colleague(id) => Some(id),
        },
        customer: query.customer,
        kind: query.kind,
        state: query.state,
        with_open: from <= today && today <= to,
    };
    let activities = store::activity::diary(&mut tx, &asked).await?;
    let untold = store::activity::invited::untold(&mut tx, &activities).await?;
    let staff = store::list::staff(&mut tx).await?;
    let form = form_state(&mut tx, parameters.form.as_deref()).await?;
    let undo = undo_of(visit, &mut tx, form.as_ref()).await?;
    let session = tx.commit().await?;
    let view = DiaryView {
        query,
        activities,
        untold,
        staff,
        customer_name,
        undo,
        form,
        me: session.user,
        may_change: may_change(&session),
        today: today.to_string(),
        device: visit.device,
        language: session.language,
    };
    Ok((session, view))
}

#[derive(Deserialize)]
pub(crate) struct NewParameters {
    day: Option<String>,
    time: Option<String>,
    customer: Option<String>,
    form: Option<String>,
}

/// What a form lets one choose from; contact persons where the customer is known.
async fn choices(
    tx: &mut Tx,
    customer: Option<CustomerId>,
    form: Option<&FormState>,
) -> Result<FormChoices, StoreError> {
    let language = tx.session().language;
    Ok(FormChoices {
        types: store::activity::types(tx, language).await?,
        staff: store::list::staff(tx).await?,
        contacts: match customer {
            Some(customer) => store::activity::contacts(tx, customer).await?,
            None => Vec::new(),
        },
        customers: offered(tx, "customer", form, None).await?,
    })
}

/// The page of a new activity.
pub(crate) async fn new(visit: Visit, Query(parameters): Query<NewParameters>) -> Response {
    match read_new(&visit, &parameters).await {
        Ok((session, view)) => {
            let title = words::NEW_ENTRY.get(session.language).to_owned();
            framed(&visit, title, session, Place::Diary, move || view! { <NewActivityPage view=view/> })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read_new(visit: &Visit, parameters: &NewParameters) -> Result<(Session, NewActivityView), StoreError> {
    let mut tx = open(visit).await?;
    if !may_change(tx.session()) {
        let subject = Subject { tenant: tx.session().tenant, owner: None };
        return Err(StoreError::Forbidden(can(tx.session().actor(), Action::ChangeCustomer, subject)));
    }
    let form = form_state(&mut tx, parameters.form.as_deref()).await?.filter(|state| state.form == ADD);
    let customer: Option<CustomerId> = parameters.customer.as_deref().and_then(|id| id.parse().ok());
    let choices = choices(&mut tx, customer, form.as_ref()).await?;
    let customer = match customer {
        Some(customer) => store::customer::values(&mut tx, customer).await?.values.text("name").to_owned(),
        None => String::new(),
    };
    let session = tx.commit().await?;
    let today = clock_of(&session).today();
    let view = NewActivityView {
        form,
        choices,
        day: parameters.day.as_deref().and_then(domain::field::date).unwrap_or(today),
        time: parameters.time.as_deref().and_then(domain::activity::time).unwrap_or_default(),
        customer,
        me: session.user,
        language: session.language,
    };
    Ok((session, view))
}

#[derive(Deserialize)]
pub(crate) struct OneParameters {
    on: Option<String>,
    notice: Option<String>,
    edit: Option<String>,
    form: Option<String>,
}

/// The page of one activity.
pub(crate) async fn one(
    visit: Visit,
    Path(activity): Path<String>,
    Query(parameters): Query<OneParameters>,
) -> Response {
    match read_one(&visit, &activity, &parameters).await {
        Ok((session, view)) => {
            let title = view.activity.title.clone();
            framed(&visit, title, session, Place::Diary, move || view! { <ActivityPage view=view/> })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read_one(
    visit: &Visit,
    activity: &str,
    parameters: &OneParameters,
) -> Result<(Session, ActivityView), StoreError> {
    let mut tx = open(visit).await?;
    let id: ActivityId = activity.parse().map_err(|_| StoreError::NotFound)?;
    let activity = store::activity::read_on(&mut tx, id, parameters.on.as_deref().unwrap_or_default()).await?;
    let state = form_state(&mut tx, parameters.form.as_deref()).await?;
    let undo = undo_of(visit, &mut tx, state.as_ref()).await?;
    // Somebody may have given the occurrence a row of its own since it was opened: what was typed is shown all the same.
    let is_of_it = |typed: &str| [id, activity.id].iter().any(|id| id.to_string() == typed);
    let form = state.filter(|state| {
        [CHANGE, INVITE].contains(&state.form.as_str()) && state.typed("activity").is_some_and(is_of_it)
    });
    let editing = parameters.edit.is_some() || form.as_ref().is_some_and(|state| state.form == CHANGE);
    let choices = if editing { choices(&mut tx, activity.customer, None).await? } else { FormChoices::default() };
    let lead = store::activity::lead(&mut tx, &activity).await?;
    let people = if editing { None } else { store::activity::invited::invited(&mut tx, activity.id).await? };
    let invited = people.map(|(invited, plan)| InvitedView { invited, plan });
    let is_noticed = note_read(&mut tx, parameters.notice.as_deref()).await?;
    let mut session = tx.commit().await?;
    session.notices -= i64::from(is_noticed);
    let view = ActivityView {
        activity,
        lead,
        editing,
        form,
        choices,
        invited,
        undo,
        me: session.user,
        may_change: may_change(&session),
        clock: clock_of(&session),
    };
    Ok((session, view))
}
