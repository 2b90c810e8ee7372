//! A firm's own fields: the page on which its administrators declare them.

mod about;
mod actions;
mod convert;
mod page;

pub use actions::{
    AddOwnField, ChangeOwnField, ConvertOwnField, RetireOwnField, ShiftOwnField, add_own_field, change_own_field,
    convert_own_field, retire_own_field, shift_own_field,
};
pub use convert::{CONVERT, Conversion};
pub use page::{ADD, CHANGE, OwnFieldsPage, OwnFieldsView};
