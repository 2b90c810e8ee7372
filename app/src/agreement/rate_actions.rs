//! Server functions of a customer's pay matrix.

#![expect(clippy::too_many_arguments, reason = "a server function has one for each input of its form")]

use crate::error::ActionError;
use leptos::prelude::*;

/// Adds a rate, or changes the `row` that was read at `version`.
///
/// # Errors
/// What is wrong at its field: role, kind, amounts or days, another rate of the same role and kind on one of the
/// days; when somebody else has changed it since, there is no such row, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "rate-save")]
pub async fn save_rate(
    customer: String,
    #[server(default)] row: String,
    #[server(default)] version: String,
    #[server(default)] role: String,
    #[server(default)] rate_kind: String,
    #[server(default)] pay: String,
    #[server(default)] charge: String,
    #[server(default)] valid_from: String,
    #[server(default)] valid_to: String,
) -> Result<(), ActionError> {
    use crate::request;
    use store::agreement::rate::{self, Wanted};
    let customer = request::id(&customer)?;
    let row = super::row_actions::read_of(&row, &version)?;
    let mut tx = request::open().await?;
    let wanted =
        Wanted { role: &role, rate_kind: &rate_kind, pay: &pay, charge: &charge, from: &valid_from, to: &valid_to };
    rate::save(&mut tx, customer, row, wanted).await?;
    request::commit(tx).await?;
    Ok(())
}
