//! The registry of sections: for each its digest and its body.

mod contact_details;
mod directions;
mod general;
mod invoice_delivery;
mod visiting_postal;

use super::CardView;
use crate::{comment, contact, log};
use domain::section::Section;
use leptos::prelude::AnyView;

/// What a section shows: one line while it is closed, and its body.
#[derive(Clone, Copy, Debug)]
pub struct SectionView {
    /// What its header says.
    pub digest: fn(&CardView) -> String,
    /// What it shows when it is open.
    pub body: fn(&CardView) -> AnyView,
}

/// What a section shows.
#[must_use]
pub const fn of(section: Section) -> SectionView {
    match section {
        Section::General => general::VIEW,
        Section::ContactDetails => contact_details::VIEW,
        Section::VisitingPostal => visiting_postal::VIEW,
        Section::Directions => directions::VIEW,
        Section::InvoiceDelivery => invoice_delivery::VIEW,
        Section::FixedComments => comment::FIXED_VIEW,
        Section::Comments => comment::VIEW,
        Section::Contacts => contact::VIEW,
        Section::Log => log::VIEW,
    }
}

/// Parts with something in them, joined for a digest.
pub(crate) fn joined(parts: &[String]) -> String {
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" · ")
}
