//! Server functions of the fixed lines of a customer's invoices.

#![expect(clippy::too_many_arguments, reason = "a server function has one for each input of its form")]

use crate::error::ActionError;
use leptos::prelude::*;

/// Adds a fixed line, or changes the `row` that was read at `version`.
///
/// # Errors
/// What is wrong at its field: text, quantity, price or tax; when somebody else has changed it since, there is no
/// such line, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "line-save")]
pub async fn save_line(
    customer: String,
    #[server(default)] row: String,
    #[server(default)] version: String,
    #[server(default)] article: String,
    #[server(default)] text: String,
    #[server(default)] quantity: String,
    #[server(default)] unit_price: String,
    #[server(default)] vat_code: String,
) -> Result<(), ActionError> {
    use crate::request;
    use store::agreement::line::{self, Wanted};
    let customer = request::id(&customer)?;
    let row = super::row_actions::read_of(&row, &version)?;
    let mut tx = request::open().await?;
    let wanted =
        Wanted { article: &article, text: &text, quantity: &quantity, unit_price: &unit_price, vat_code: &vat_code };
    line::save(&mut tx, customer, row, wanted).await?;
    request::commit(tx).await?;
    Ok(())
}

/// Moves a fixed line up or down.
///
/// # Errors
/// When there is no such line, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "line-shift")]
pub async fn shift_line(customer: String, row: String, up: bool) -> Result<(), ActionError> {
    use crate::request;
    let (customer, row) = (request::id(&customer)?, request::id(&row)?);
    let mut tx = request::open().await?;
    store::agreement::line::shift(&mut tx, customer, row, up).await?;
    request::commit(tx).await?;
    Ok(())
}
