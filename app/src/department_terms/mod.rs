//! What a department has chosen for the customers that belong to it: over the firm's terms, beneath a customer's own.

mod actions;
mod page;

pub use actions::{ChangeDepartmentTerms, change_department_terms};
pub use page::{ACTION, DepartmentTermsPage, DepartmentTermsView, address, touches};
