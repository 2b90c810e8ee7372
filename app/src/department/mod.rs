//! The firm's departments: the page on which its administrators look after them.

mod actions;
mod page;

pub use actions::{
    AddDepartment, RenameDepartment, RetireDepartment, ShiftDepartment, add_department, rename_department,
    retire_department, shift_department,
};
pub use page::{ADD, DepartmentsPage, DepartmentsView, RENAME};
