//! Server functions of employees, and of where they are.

use crate::error::ActionError;
use domain::employee::OfferedEmployee;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use std::collections::BTreeMap;

/// The values of a form, by name.
#[cfg(feature = "ssr")]
fn typed(patch: &BTreeMap<String, String>) -> store::employee::Typed<'_> {
    let of = |name: &str| patch.get(name).map(String::as_str).unwrap_or_default();
    store::employee::Typed {
        first_name: of("first_name"),
        last_name: of("last_name"),
        email: of("email"),
        mobile: of("mobile"),
        profession: of("profession"),
        department: of("department"),
    }
}

/// Employees that what was typed may mean; none who have left.
///
/// # Errors
/// When nobody is signed in.
#[server(prefix = "/api/staff", endpoint = "find-employees", input = GetUrl)]
pub async fn find_employees(query: String) -> Result<Vec<OfferedEmployee>, ActionError> {
    let mut tx = crate::request::open().await?;
    let found = store::employee::offer(&mut tx, &query).await?;
    tx.commit().await?;
    Ok(found)
}

/// Adds an employee and goes to their page.
///
/// # Errors
/// What is wrong with which value; when the reader may not change employees.
#[server(prefix = "/api/staff", endpoint = "employee-add")]
pub async fn add_employee(#[server(default)] patch: BTreeMap<String, String>) -> Result<(), ActionError> {
    let mut tx = crate::request::open().await?;
    let id = store::employee::add(&mut tx, typed(&patch)).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("/employees/{id}"));
    Ok(())
}

/// Changes an employee who was read at `version`.
///
/// # Errors
/// As [`add_employee`]; when there is no such employee, or somebody has changed them since.
#[server(prefix = "/api/staff", endpoint = "employee-change")]
pub async fn change_employee(
    employee: String,
    version: i32,
    #[server(default)] patch: BTreeMap<String, String>,
) -> Result<(), ActionError> {
    let employee = crate::request::id(&employee)?;
    let mut tx = crate::request::open().await?;
    store::employee::change(&mut tx, employee, version, typed(&patch)).await?;
    tx.commit().await?;
    Ok(())
}

/// Notes that an employee has left (`true`), or is back.
///
/// # Errors
/// When there is no such employee, or the reader may not change employees.
#[server(prefix = "/api/staff", endpoint = "employee-end")]
pub async fn end_employee(employee: String, ended: bool) -> Result<(), ActionError> {
    let employee = crate::request::id(&employee)?;
    let mut tx = crate::request::open().await?;
    store::employee::end(&mut tx, employee, ended).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts an employee, by name, number or as picked, at a customer.
///
/// # Errors
/// What is wrong with which value; when there is no such customer, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "placement-add")]
pub async fn add_placement(
    customer: String,
    #[server(default)] employee: String,
    #[server(default)] role: String,
    #[server(default)] starts_on: String,
    #[server(default)] ends_on: String,
    #[server(default)] note: String,
) -> Result<(), ActionError> {
    let customer = crate::request::id(&customer)?;
    let mut tx = crate::request::open().await?;
    let typed = store::placement::Typed { role: &role, starts_on: &starts_on, ends_on: &ends_on, note: &note };
    store::placement::add(&mut tx, customer, &employee, typed).await?;
    crate::request::commit(tx).await?;
    Ok(())
}

/// Changes a placement that was read at `version`.
///
/// # Errors
/// As [`add_placement`]; when there is no such placement, or somebody has changed it since.
#[server(prefix = "/api/staff", endpoint = "placement-change")]
pub async fn change_placement(
    customer: String,
    placement: String,
    version: i32,
    #[server(default)] role: String,
    #[server(default)] starts_on: String,
    #[server(default)] ends_on: String,
    #[server(default)] note: String,
) -> Result<(), ActionError> {
    let (customer, placement) = (crate::request::id(&customer)?, crate::request::id(&placement)?);
    let mut tx = crate::request::open().await?;
    let typed = store::placement::Typed { role: &role, starts_on: &starts_on, ends_on: &ends_on, note: &note };
    store::placement::change(&mut tx, customer, placement, version, typed).await?;
    crate::request::commit(tx).await?;
    Ok(())
}

/// Ends a placement today.
///
/// # Errors
/// When there is no such placement, it has not begun, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "placement-end")]
pub async fn end_placement(customer: String, placement: String) -> Result<(), ActionError> {
    let (customer, placement) = (crate::request::id(&customer)?, crate::request::id(&placement)?);
    let mut tx = crate::request::open().await?;
    store::placement::end(&mut tx, customer, placement).await?;
    crate::request::commit(tx).await?;
    Ok(())
}

/// Takes a placement away; the log keeps it.
///
/// # Errors
/// When there is no such placement, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "placement-delete")]
pub async fn delete_placement(customer: String, placement: String) -> Result<(), ActionError> {
    let (customer, placement) = (crate::request::id(&customer)?, crate::request::id(&placement)?);
    let mut tx = crate::request::open().await?;
    store::placement::delete(&mut tx, customer, placement).await?;
    crate::request::commit(tx).await?;
    Ok(())
}
