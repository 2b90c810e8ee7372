//! Server functions of the card itself: its fields and its layout.

use crate::error::ActionError;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Changes fields of a customer that was read at `version`.
///
/// # Errors
/// What is wrong with which field; a conflict where somebody else changed the same one.
#[server(prefix = "/api/staff", endpoint = "customer-fields")]
pub async fn change_customer_fields(
    customer: String,
    version: i32,
    patch: BTreeMap<String, String>,
) -> Result<i32, ActionError> {
    use crate::request;
    let customer = request::id(&customer)?;
    let mut tx = request::open().await?;
    let patch = request::patch(&tx, domain::field::CUSTOMER, &patch)?;
    let version = store::customer::change(&mut tx, customer, version, &patch).await?;
    request::commit(tx).await?;
    Ok(version)
}

/// The customer on whose card a form was sent: which sections it shows decides what a step is.
#[cfg(feature = "ssr")]
fn customer_in_sight() -> Option<domain::id::CustomerId> {
    let parts = use_context::<http::request::Parts>()?;
    let from = parts.headers.get(http::header::REFERER)?.to_str().ok()?;
    from.split_once("/customers/")?.1.split(['/', '?', '#']).next()?.parse().ok()
}

/// Changes how the reader's own card is arranged, or, where `whose` says so, that which is being arranged for
/// the firm or a role.
///
/// `change` is one of `open`, `fold`, `hide`, `show`, `widen`, `narrow`, `up`, `down`, `left`,
/// `right`, `place` (with `column` and, unless at the top, `after`), `inactive`, `active`,
/// `reset`, `undo`, `everywhere`. `show:KEY` stands for `show` of that section, and so do
/// `open:KEY` and `fold:KEY`, so that one form can hold a button for each.
///
/// # Errors
/// When nobody is signed in, or the change can't be read.
#[server(prefix = "/api/staff", endpoint = "layout")]
pub async fn arrange_card(
    device: String,
    change: String,
    #[server(default)] section: String,
    #[server(default)] column: String,
    #[server(default)] after: String,
    #[server(default)] whose: String,
) -> Result<(), ActionError> {
    use domain::{
        error::{ApiError, ErrorCode},
        layout::{Change, Device, Direction, Target},
        section::Section,
    };
    let malformed = || ActionError(ApiError::new(ErrorCode::BadRequest));
    let target = if whose.is_empty() { None } else { Some(Target::from_key(&whose).ok_or_else(malformed)?) };
    let device = Device::from_key(&device).ok_or_else(malformed)?;
    let (change, section) = change.split_once(':').unwrap_or((&change, &section));
    let section = || Section::from_key(section).ok_or_else(malformed);
    let mut tx = crate::request::open().await?;
    let change = match change {
        "reset" => {
            match target {
                None => store::layout::reset(&mut tx, device).await?,
                Some(target) => store::layout::reset_draft(&mut tx, target, device).await?,
            }
            None
        }
        "undo" => {
            match target {
                None => store::layout::undo(&mut tx, device).await?,
                Some(target) => store::layout::undo_draft(&mut tx, target, device).await?,
            };
            None
        }
        "everywhere" => {
            match target {
                None => store::layout::use_everywhere(&mut tx, device).await?,
                Some(target) => store::layout::draft_everywhere(&mut tx, target, device).await?,
            }
            None
        }
        "open" => Some(Change::Open(section()?, true)),
        "fold" => Some(Change::Open(section()?, false)),
        "hide" => Some(Change::Hide(section()?, true)),
        "show" => Some(Change::Hide(section()?, false)),
        "widen" => Some(Change::Widen(section()?, true)),
        "narrow" => Some(Change::Widen(section()?, false)),
        "inactive" => Some(Change::InactiveContacts(true)),
        "active" => Some(Change::InactiveContacts(false)),
        "place" => {
            let column = column.parse().map_err(|_| malformed())?;
            let after = if after.is_empty() { None } else { Some(Section::from_key(&after).ok_or_else(malformed)?) };
            Some(Change::Place { section: section()?, column, after })
        }
        other => {
            let step = (section()?, Direction::from_key(other).ok_or_else(malformed)?);
            match customer_in_sight() {
                Some(customer) => {
                    let needs = store::rule::of_customer(&mut tx, customer).await?;
                    store::layout::nudge(&mut tx, target, device, step, &needs).await?;
                    None
                }
                None => Some(Change::Nudge(step.0, step.1)),
            }
        }
    };
    if let Some(change) = change {
        match target {
            None => store::layout::change(&mut tx, &[device], change).await?,
            Some(target) => store::layout::change_draft(&mut tx, target, device, change).await?,
        }
    }
    tx.commit().await?;
    Ok(())
}
