//! The folder of a customer in the firm's `SharePoint`: the section of the card, which is filled after the card is there,
//! and its own page.

mod actions;
mod choose;
mod folder;
mod form;
mod page;
mod part;
mod rows;
mod section;

pub use actions::{
    ChooseFolder, CreateFolder, ForgetFolder, UploadFiles, choose_folder, create_folder, forget_folder, upload_files,
};
pub use choose::Choosing;
pub use folder::{Choices, Folder, Outcome, SharePoint, Target, account};
pub use page::{SharePointPage, SharePointView};
pub use part::SharePointPart;
pub use section::VIEW;

/// Where files are sent.
pub const UPLOAD: &str = "/api/staff/sharepoint-upload";
/// Where it is sent that the customer's folder shall be made.
pub const CREATE: &str = "/api/staff/sharepoint-create";
/// Where a chosen folder is sent.
pub const CHOOSE: &str = "/api/staff/sharepoint-choose";
/// Where it is sent that the folder is to be found by its name again.
pub const FORGET: &str = "/api/staff/sharepoint-forget";
