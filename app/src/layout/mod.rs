//! The card's layout for the firm and its roles, and a colleague's for oneself.

mod actions;
mod page;
mod trial;

pub use actions::{
    AdoptLayout, BringBackLayout, DiscardLayout, PublishLayout, adopt_layout, bring_back_layout, discard_layout,
    publish_layout,
};
pub use page::{LayoutsPage, LayoutsView};
pub use trial::{TrialPage, TrialView};
