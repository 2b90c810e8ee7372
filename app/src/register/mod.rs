//! The register of customers.

mod actions;
mod chips;
mod choose;
mod columns;
mod condition_form;
mod page;
mod preview;
mod state;
mod table;
mod views;

pub use actions::{
    ChooseColumns, DeleteView, OpenWithView, PinView, RenameView, RestoreView, SaveView, SaveViewAs, ShareView,
    choose_columns, delete_view, open_with_view, pin_view, rename_view, restore_view, save_view, save_view_as,
    share_view,
};
pub use choose::ChosenRows;
pub use columns::moved;
pub use condition_form::known_choices;
pub use page::RegisterPageView;
pub(crate) use page::scope_title;
pub use preview::Preview;
pub use state::{ConditionForm, Here, Panel, RegisterState, Rights};
pub(crate) use table::heading;
