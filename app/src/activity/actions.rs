//! Server functions of activities.

#![expect(clippy::too_many_arguments, reason = "a server function has one for each input of its form")]

use crate::{error::ActionError, request};
use leptos::prelude::*;

/// Makes it last; the way back is offered where it stands on a customer's card.
#[cfg(feature = "ssr")]
async fn done(tx: store::Tx, customer: Option<domain::id::CustomerId>) -> Result<(), ActionError> {
    match customer {
        Some(customer) => request::commit_beside(tx, customer, customer).await,
        None => Ok(tx.commit().await.map(|_| ())?),
    }
}

/// How long before somebody wants to be reminded; none where it is empty.
#[cfg(feature = "ssr")]
fn lead_of(typed: &str) -> Result<Option<domain::activity::Lead>, ActionError> {
    use domain::{
        activity::Lead,
        error::{ApiError, Problem},
    };
    if typed.is_empty() {
        return Ok(None);
    }
    let lead = Lead::from_key(typed).ok_or_else(|| ActionError(ApiError::field("lead", Problem::Choice)))?;
    Ok(Some(lead))
}

/// Adds an activity of a customer, by id, name or number, or of none, and invites the contacts who take part where that is
/// asked for. From the diary it goes on to the new one's page.
///
/// # Errors
/// What is wrong with which field; when there is no such customer, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "activity-add")]
pub async fn add_activity(
    #[server(default)] customer: String,
    #[server(default)] activity_type: String,
    #[server(default)] title: String,
    #[server(default)] starts_on: String,
    #[server(default)] starts_at: String,
    #[server(default)] ends_on: String,
    #[server(default)] ends_at: String,
    #[server(default)] place: String,
    #[server(default)] state: String,
    #[server(default)] responsible: String,
    #[server(default)] colleagues: String,
    #[server(default)] contacts: String,
    #[server(default)] note: String,
    #[server(default)] repeats: String,
    #[server(default)] interval: String,
    #[server(default)] weekdays: String,
    #[server(default)] until: String,
    #[server(default)] times: String,
    #[server(default)] lead: String,
    #[server(default)] invite: bool,
    #[server(default)] from_diary: bool,
) -> Result<(), ActionError> {
    let typed = store::activity::Typed {
        activity_type: &activity_type,
        title: &title,
        starts_on: &starts_on,
        starts_at: &starts_at,
        ends_on: &ends_on,
        ends_at: &ends_at,
        place: &place,
        state: &state,
        responsible: &responsible,
        colleagues: &colleagues,
        contacts: &contacts,
        note: &note,
        repeats: Some(&store::activity::Repeats {
            how: &repeats,
            interval: &interval,
            weekdays: &weekdays,
            until: &until,
            times: &times,
        }),
    };
    let mut tx = request::open().await?;
    let (id, customer) = store::activity::add(&mut tx, &customer, typed).await?;
    if let Some(lead) = lead_of(&lead)? {
        store::activity::remind(&mut tx, id, Some(lead)).await?;
    }
    if invite {
        super::invited::send_new(&mut tx, id).await?;
    }
    done(tx, customer).await?;
    if from_diary {
        leptos_axum::redirect(&format!("/diary/{id}"));
    }
    Ok(())
}

/// Changes an activity that was read at `version`, of a series as much as `scope` says.
///
/// # Errors
/// As [`add_activity`]; when there is no such activity, or somebody has changed it since.
#[server(prefix = "/api/staff", endpoint = "activity-change")]
pub async fn change_activity(
    activity: String,
    version: i32,
    #[server(default)] activity_type: String,
    #[server(default)] title: String,
    #[server(default)] starts_on: String,
    #[server(default)] starts_at: String,
    #[server(default)] ends_on: String,
    #[server(default)] ends_at: String,
    #[server(default)] place: String,
    #[server(default)] state: String,
    #[server(default)] responsible: String,
    #[server(default)] colleagues: String,
    #[server(default)] contacts: String,
    #[server(default)] note: String,
    #[server(default)] repeats: String,
    #[server(default)] interval: String,
    #[server(default)] weekdays: String,
    #[server(default)] until: String,
    #[server(default)] times: String,
    #[server(default)] on: String,
    #[server(default)] scope: String,
) -> Result<(), ActionError> {
    let activity = request::id(&activity)?;
    let typed = store::activity::Typed {
        activity_type: &activity_type,
        title: &title,
        starts_on: &starts_on,
        starts_at: &starts_at,
        ends_on: &ends_on,
        ends_at: &ends_at,
        place: &place,
        state: &state,
        responsible: &responsible,
        colleagues: &colleagues,
        contacts: &contacts,
        note: &note,
        repeats: Some(&store::activity::Repeats {
            how: &repeats,
            interval: &interval,
            weekdays: &weekdays,
            until: &until,
            times: &times,
        }),
    };
    let mut tx = request::open().await?;
    let which = store::activity::Which { id: activity, on: &on };
    let scope = domain::activity::Scope::from_key(&scope);
    let changed = store::activity::change(&mut tx, which, scope, version, typed).await?;
    done(tx, changed.customer).await?;
    // The day by which it was known may be another now.
    if !on.is_empty() {
        leptos_axum::redirect(&format!("/diary/{}", changed.id));
    }
    Ok(())
}

/// Says how far an activity is, or one occurrence of it: planned, done, cancelled.
///
/// # Errors
/// When there is no such activity or state, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "activity-state")]
pub async fn set_activity_state(
    activity: String,
    state: String,
    #[server(default)] on: String,
) -> Result<(), ActionError> {
    use domain::error::{ApiError, ErrorCode};
    let activity = request::id(&activity)?;
    let state = domain::activity::State::from_key(&state).ok_or(ActionError(ApiError::new(ErrorCode::BadRequest)))?;
    let mut tx = request::open().await?;
    let customer = store::activity::set_state(&mut tx, store::activity::Which { id: activity, on: &on }, state).await?;
    done(tx, customer).await
}

/// Moves an activity that was read at `version`, or one occurrence of it, to another day and, where one is given, another time.
///
/// # Errors
/// When it is no day or time, somebody has changed it since, there is no such activity, or the reader may not change
/// customers.
#[server(prefix = "/api/staff", endpoint = "activity-move")]
pub async fn move_activity(
    activity: String,
    version: i32,
    day: String,
    #[server(default)] time: String,
    #[server(default)] on: String,
) -> Result<(), ActionError> {
    let activity = request::id(&activity)?;
    let mut tx = request::open().await?;
    let customer =
        store::activity::move_to(&mut tx, store::activity::Which { id: activity, on: &on }, version, &day, &time)
            .await?;
    done(tx, customer).await
}

/// Chooses how long before the reader is reminded of an activity, of a series each time; not at all where it is empty.
///
/// # Errors
/// When there is no such activity or choice.
#[server(prefix = "/api/staff", endpoint = "activity-remind")]
pub async fn remind_of_activity(activity: String, lead: String) -> Result<(), ActionError> {
    let activity = request::id(&activity)?;
    let chosen = lead_of(&lead)?;
    let mut tx = request::open().await?;
    store::activity::remind(&mut tx, activity, chosen).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes an activity away, of a series as much as `scope` says, and goes to the card or the diary in which it stood.
///
/// # Errors
/// When there is no such activity, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "activity-delete")]
pub async fn delete_activity(
    activity: String,
    #[server(default)] on: String,
    #[server(default)] scope: String,
) -> Result<(), ActionError> {
    let activity = request::id(&activity)?;
    let scope = domain::activity::Scope::from_key(&scope);
    let mut tx = request::open().await?;
    let which = store::activity::Which { id: activity, on: &on };
    let store::activity::Deleted { customer, telling } = store::activity::delete(&mut tx, which, scope).await?;
    if let Some(telling) = telling {
        super::invited::send(&mut tx, &telling, "").await?;
    }
    done(tx, customer).await?;
    leptos_axum::redirect(&customer.map_or_else(|| "/diary".to_owned(), |customer| format!("/customers/{customer}")));
    Ok(())
}

/// Notes a visit to a customer, or a call, that is just over.
///
/// # Errors
/// When there is no such customer or type of activity, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "visit-log")]
pub async fn log_visit(
    customer: String,
    activity_type: String,
    #[server(default)] note: String,
) -> Result<(), ActionError> {
    let (customer, activity_type) = (request::id(&customer)?, request::id(&activity_type)?);
    let mut tx = request::open().await?;
    store::activity::log_visit(&mut tx, customer, activity_type, &note).await?;
    request::commit(tx).await
}
