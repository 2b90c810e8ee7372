//! Contact persons at a customer.

mod actions;
mod page;
mod section;

pub use actions::{
    AddContact, ChangeContactFields, DeleteContact, EndContact, add_contact, change_contact_fields, delete_contact,
    end_contact,
};
pub use page::{ContactPage, ContactView};
pub use section::{VIEW, contacts_tab};
