//! The group of companies around a customer, as a tree in which companies are connected.

mod actions;
mod form;
mod section;

pub use actions::{
    ChooseParent, ConnectSubsidiary, DisconnectCompany, choose_parent, connect_subsidiary, disconnect_company,
};
pub use section::VIEW;

/// Where a parent company is sent.
pub const PARENT: &str = "/api/staff/company-parent";
/// Where a subsidiary is sent.
pub const SUBSIDIARY: &str = "/api/staff/company-subsidiary";
/// Where a company is disconnected.
pub const DISCONNECT: &str = "/api/staff/company-disconnect";
