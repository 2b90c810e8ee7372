//! The people whom the firm hires out: their list, the page of each, and the section of a customer's card.

mod actions;
#[cfg(feature = "ssr")]
mod form;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod placement_form;
#[cfg(feature = "ssr")]
mod section;

pub use actions::{
    AddEmployee, AddPlacement, ChangeEmployee, ChangePlacement, DeletePlacement, EndEmployee, EndPlacement,
    FindEmployees, add_employee, add_placement, change_employee, change_placement, delete_placement, end_employee,
    end_placement, find_employees,
};
#[cfg(feature = "ssr")]
pub use form::{ADD, CHANGE};
#[cfg(feature = "ssr")]
pub use list::{EmployeesPage, EmployeesView};
#[cfg(feature = "ssr")]
pub use page::{EmployeePage, EmployeeView, NewEmployeePage};
#[cfg(feature = "ssr")]
pub use placement_form::{ADD_PLACEMENT, CHANGE_PLACEMENT};
#[cfg(feature = "ssr")]
pub use section::VIEW;
