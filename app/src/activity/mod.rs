//! What is done with customers, and when: on their cards, and each on a page of its own.

mod actions;
mod form;
pub mod invited;
mod page;
mod reminder;
mod repeat;
mod section;
mod visit;
mod words;

pub use actions::{
    AddActivity, ChangeActivity, DeleteActivity, LogVisit, MoveActivity, RemindOfActivity, SetActivityState,
    add_activity, change_activity, delete_activity, log_visit, move_activity, remind_of_activity, set_activity_state,
};
pub use form::{FormChoices, FormView, Prefill, form};
pub use page::{ActivityPage, ActivityView, NewActivityPage, NewActivityView};
pub use repeat::says;
pub use section::{DIARY_VIEW, EVENTS_VIEW, TASKS_VIEW, adds, section_added};
pub use visit::visit_menu;
pub use words::{state_tag, when};

/// Where a new activity is sent.
pub const ADD: &str = "/api/staff/activity-add";
/// Where a changed one is sent.
pub const CHANGE: &str = "/api/staff/activity-change";
/// Where it is said how far one is.
pub const STATE: &str = "/api/staff/activity-state";
/// Where one is sent that was moved to another time.
pub const MOVE: &str = "/api/staff/activity-move";
/// Where one is sent that is taken away.
pub const DELETE: &str = "/api/staff/activity-delete";
/// Where it is chosen when one is reminded.
pub const REMIND: &str = "/api/staff/activity-remind";
/// Where a visit is sent.
pub const VISIT: &str = "/api/staff/visit-log";
