//! The customer card: a board of sections that each reader arranges.
//!
//! A section is one file in `sections/` and one line in its registry: what its closed header
//! says (its digest) and its body. A closed section costs its digest and never its body.

mod actions;
mod address;
mod arrange;
mod as_of;
mod board;
mod header;
mod menu;
mod new;
mod page;
mod quick;
pub mod sections;
mod since;
mod tab;
mod view;

pub use actions::{ArrangeCard, ChangeCustomerFields, arrange_card, change_customer_fields};
pub(crate) use address::{encoded, parts as address_parts};
pub use arrange::{Arrangement, Draft, role_name, target_name};
pub use as_of::{NotYetPage, NotYetView};
pub use page::CardPage;
pub use view::{Around, CardView, Editing};
