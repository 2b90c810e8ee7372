//! The tabs of the card: the page on which a firm's administrators arrange and make them.

mod actions;
mod form;
mod page;

pub use actions::{
    AddTab, ChangeTab, PutTab, RemoveTab, ShiftTab, add_tab, change_tab, put_tab, remove_tab, shift_tab,
};
pub use page::{ADD, CHANGE, TabsPage, TabsView};
