//! The register of customers.

mod page;

pub use page::RegisterPageView;
