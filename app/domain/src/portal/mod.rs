//! The customers' own door: what a contact person may do there (seeds 000:87 to 000:96), and which parts of it a firm
//! has opened to whom (seed 003:71 to 003:73).

pub mod details;
mod enquiry;
mod policy;

pub use enquiry::{ANSWER_MAX, Enquiry, EnquiryKind, EnquiryState, NewEnquiry, ReadEnquiry, TITLE_MAX, WISHES_MAX};
pub use policy::{PortalAction, PortalDecision, PortalReason, PortalSubject, Visitor, can};

use crate::{
    customer::codes,
    id::{ContactId, CustomerId, SessionId, TenantId},
    language::Language,
    text::Text,
};

codes! {
    /// A right that a contact person has in the portal, or not (seeds 000:91 to 000:96).
    PortalRight {
        /// Extend assignments electronically.
        Extend "extend" ["Forlenge oppdrag", "Förlänga uppdrag", "Extend assignments"],
        /// Send enquiries, and ask for offers.
        Enquire "enquire" ["Registrere forespørsel eller tilbud", "Registrera förfrågan eller offert", "Register enquiries and offers"],
        /// Register assignments that are agreed on.
        Conclude "conclude" ["Registrere inngåtte oppdrag", "Registrera avtalade uppdrag", "Register concluded assignments"],
        /// See all timesheets and assignments of the customer, not only those that they stand for.
        Timesheets "timesheets" ["Se alle timelister og oppdrag", "Se alla tidrapporter och uppdrag", "See all timesheets and assignments"],
        /// See the customer's invoices.
        Invoices "invoices" ["Se fakturaer", "Se fakturor", "See invoices"],
        /// Search among candidates.
        Candidates "candidates" ["Søke etter kandidater", "Söka efter kandidater", "Search for candidates"],
    }
}

codes! {
    /// A part of the portal that a firm opens to its customers, its partners, or both (seed 003:73).
    PortalModule {
        /// Enquiries and requests for offers.
        Enquiries "enquiries" ["Forespørsler", "Förfrågningar", "Enquiries"],
        /// Documents that were shared with the contact.
        Documents "documents" ["Dokumenter", "Dokument", "Documents"],
        /// Messages to and from whoever is responsible for the customer.
        Messages "messages" ["Meldinger", "Meddelanden", "Messages"],
        /// Their own details and the company's, with changes that they propose.
        Details "details" ["Opplysninger", "Uppgifter", "Details"],
    }
}

codes! {
    /// Whom the portal is for (seed 003:71).
    PortalAudience {
        /// Customers.
        Customers "customers" ["Kunder", "Kunder", "Customers"],
        /// Partners: customers who are suppliers too.
        Partners "partners" ["Samarbeidspartnere", "Samarbetspartner", "Partners"],
    }
}

/// The values with these keys, in their usual order; others are left out.
#[must_use]
pub fn of_keys<T: Copy>(all: &[T], key: impl Fn(T) -> &'static str, keys: &[String]) -> Vec<T> {
    all.iter().copied().filter(|one| keys.iter().any(|wanted| wanted == key(*one))).collect()
}

/// What a contact may do in the portal, as the firm decided on the contact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortalAccess {
    /// Whether they can sign in.
    pub is_open: bool,
    /// Their rights.
    pub rights: Vec<PortalRight>,
    /// Which save this is; 0 before the first.
    pub version: i32,
    /// When they were last invited, UTC in RFC 3339.
    pub invited_at: Option<String>,
    /// When they last signed in, UTC in RFC 3339.
    pub signed_in_at: Option<String>,
    /// Since when they show a second step when they sign in, UTC in RFC 3339.
    pub second_since: Option<String>,
}

/// A contact person who is signed in to the portal, or as whom a member of staff sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortalSession {
    /// This browser; none where a member of staff looks.
    pub id: Option<SessionId>,
    /// The firm.
    pub tenant: TenantId,
    /// What the firm is called.
    pub tenant_name: String,
    /// The firm's time zone, an IANA name.
    pub time_zone: String,
    /// The firm's country, whose way of writing numbers is the usual one.
    pub home: crate::country::Country,
    /// The contact.
    pub contact: ContactId,
    /// Their first name.
    pub first_name: String,
    /// Their whole name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// The customer they are a contact of.
    pub customer: CustomerId,
    /// What that customer is called.
    pub customer_name: String,
    /// The language in which they read.
    pub language: Language,
    /// Whether they chose it themselves.
    pub has_language: bool,
    /// Under which address whoever invited them reached the system.
    pub invited_from: Option<String>,
    /// What they may do.
    pub visitor: Visitor,
}
