//! Registering a new customer: the window, and what it says while one types.

#[cfg(feature = "ssr")]
mod actions;
#[cfg(feature = "ssr")]
mod fields;
#[cfg(feature = "ssr")]
mod live;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod resend;
mod similar;

#[cfg(feature = "ssr")]
pub use actions::{RegisterCustomer, register_customer};
#[cfg(feature = "ssr")]
pub use live::{PlaceOf, SimilarCustomers, place_of, similar_customers};
#[cfg(feature = "ssr")]
pub use page::{Made, RegistrationPage, RegistrationView};
#[cfg(feature = "ssr")]
pub use resend::{Resend, ResendPage};
pub use similar::SimilarPanel;

/// Where the form is sent.
pub const ACTION: &str = "/api/staff/register-customer";
