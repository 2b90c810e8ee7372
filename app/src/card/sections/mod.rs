//! The registry of sections: for each its digest and its body.

mod attributes;
mod classification;
mod contact_details;
mod credit;
mod departments;
mod directions;
mod general;
mod groups;
mod industry;
mod invoice_delivery;
mod invoice_information;
mod invoice_pay;
mod notes;
mod order;
mod own;
mod process;
mod status;
mod visiting_postal;
mod working_hours;

use super::CardView;
use crate::{
    activity, agreement, comment, contact, corporate, dialog, document, employee, enquiry, i18n::common, link, log,
    relation, responsible, sharepoint, tag,
};
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
        Section::InvoicePay => invoice_pay::VIEW,
        Section::InvoiceInformation => invoice_information::VIEW,
        Section::Credit => credit::VIEW,
        Section::Order => order::VIEW,
        Section::PayMatrix => agreement::MATRIX_VIEW,
        Section::InvoiceLines => agreement::LINES_VIEW,
        Section::FactorAgreement => agreement::FACTOR_VIEW,
        Section::WorkingHours => working_hours::VIEW,
        Section::Process => process::VIEW,
        Section::Own => own::VIEW,
        Section::FixedComments => comment::FIXED_VIEW,
        Section::Comments => comment::VIEW,
        Section::Diary => activity::DIARY_VIEW,
        Section::Tasks => activity::TASKS_VIEW,
        Section::Events => activity::EVENTS_VIEW,
        Section::Dialog => dialog::VIEW,
        Section::Contacts => contact::VIEW,
        Section::Notes => notes::VIEW,
        Section::Status => status::VIEW,
        Section::Departments => departments::VIEW,
        Section::Employees => employee::VIEW,
        Section::Groups => groups::VIEW,
        Section::Tags => tag::VIEW,
        Section::Attributes => attributes::VIEW,
        Section::Industry => industry::VIEW,
        Section::Classification => classification::VIEW,
        Section::Links => link::VIEW,
        Section::Enquiries => enquiry::VIEW,
        Section::Documents => document::VIEW,
        Section::SharePoint => sharepoint::VIEW,
        Section::CorporateStructure => corporate::VIEW,
        Section::Relations => relation::VIEW,
        Section::Responsibles => responsible::VIEW,
        Section::Log => log::VIEW,
    }
}

/// Parts with something in them, joined for a digest.
pub(crate) fn joined(parts: &[String]) -> String {
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" · ")
}

/// The names of what a field of several values holds, or that there are none.
fn names(view: &CardView, key: &str) -> String {
    let names = view.shown(key);
    if names.is_empty() { common::NONE.get(view.session.language).to_owned() } else { names }
}
