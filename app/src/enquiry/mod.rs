//! Enquiries of customers, as the firm sees and answers them (seed 002:24).

mod actions;
mod section;

pub use actions::{HandleEnquiry, handle_enquiry};
pub use section::{VIEW, asked, colour};

/// Where an answer is sent.
pub const HANDLE: &str = "/api/staff/enquiry-handle";
