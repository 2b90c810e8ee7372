//! Server functions of a customer's own factors.

use crate::error::ActionError;
use leptos::prelude::*;

/// Adds a factor, or changes the `row` that was read at `version`.
///
/// # Errors
/// What is wrong at its field: role, factor or days, another factor of the same role on one of the days; when
/// somebody else has changed it since, there is no such row, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "factor-save")]
pub async fn save_factor(
    customer: String,
    #[server(default)] row: String,
    #[server(default)] version: String,
    #[server(default)] role: String,
    #[server(default)] factor: String,
    #[server(default)] valid_from: String,
    #[server(default)] valid_to: String,
) -> Result<(), ActionError> {
    use crate::request;
    use store::agreement::factor::{self, Wanted};
    let customer = request::id(&customer)?;
    let row = super::row_actions::read_of(&row, &version)?;
    let mut tx = request::open().await?;
    let wanted = Wanted { role: &role, factor: &factor, from: &valid_from, to: &valid_to };
    factor::save(&mut tx, customer, row, wanted).await?;
    request::commit(tx).await?;
    Ok(())
}
