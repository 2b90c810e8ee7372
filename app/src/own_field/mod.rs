//! A firm's own fields: the page on which its administrators declare them.

mod actions;
mod names;
mod page;

pub use actions::{
    AddOwnField, ChangeOwnField, RetireOwnField, ShiftOwnField, add_own_field, change_own_field, retire_own_field,
    shift_own_field,
};
pub use names::{NamesView, names_view};
pub use page::{ADD, CHANGE, OwnFieldsPage, OwnFieldsView};
