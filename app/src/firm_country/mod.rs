//! The countries that the firm's customers may be of: their page, and what a card says of VAT.

mod actions;
mod page;
mod vat;

pub use actions::{
    AddCountry, ChooseCountries, RemoveCountry, TreatCountry, add_country, choose_countries, remove_country,
    treat_country,
};
pub use page::{ADD, CountriesPage, CountriesView};
pub use vat::vat_line;
