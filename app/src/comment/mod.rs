//! Comments on a customer. They are the firm's own: no portal page shows one.

mod actions;
mod edit;
mod remark;
mod row;
mod section;

pub use actions::{
    AddComment, ChangeComment, DeleteComment, FixComment, ResolveComment, add_comment, change_comment, delete_comment,
    fix_comment, resolve_comment,
};
pub use remark::{Remarks, Shown, remark_mark, remark_panel, remark_way};
pub use row::ADD;
pub use section::{FIXED_VIEW, VIEW, comments_tab};

/// How many comments the section shows before one asks for all (seed 004:55).
pub const LATEST: i64 = 3;
/// How many it shows then.
pub const ALL: i64 = 1000;
