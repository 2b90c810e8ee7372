//! The firm's lists: groups, tags, attributes, levels and the like, looked after on one page.

mod actions;
mod activity;
mod page;
mod status;
mod term;

pub use actions::{
    AddListItem, MergeListItem, PromoteTag, RenameListItem, RetireListItem, ShiftListItem, add_list_item,
    merge_list_item, promote_tag, rename_list_item, retire_list_item, shift_list_item,
};
pub use page::{ListView, ListsPage, Working};
