//! The sections of the customer card, by key. What each shows is declared in `app::card::sections`.

use crate::{activity, field, language::Language, text::Text};
use serde::{Deserialize, Serialize};

macro_rules! sections {
    ($($(#[$doc:meta])* $name:ident $key:literal $icon:literal [$nb:literal, $sv:literal, $en:literal],)+) => {
        /// A section of the customer card.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Section {$(
            $(#[$doc])*
            #[serde(rename = $key)]
            $name,
        )+}

        impl Section {
            /// All sections.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The key, as it stands in addresses, forms and stored layouts.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)+ }
            }

            /// The section with this key.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$name),)+ _ => None }
            }

            /// The symbol of the icon sprite that stands in its header.
            #[must_use]
            pub const fn icon(self) -> &'static str {
                match self { $(Self::$name => $icon,)+ }
            }

            /// The title.
            #[must_use]
            pub const fn title(self, language: Language) -> &'static str {
                match self { $(Self::$name => (Text { nb: $nb, sv: $sv, en: $en }).get(language),)+ }
            }
        }
    };
}

sections! {
    /// Name, number, organisation, industry, status, who is responsible (seed 002:15).
    General "general" "building-2" ["Generell informasjon", "Allmän information", "General information"],
    /// Phone, e-mail, web, visiting address with route links (seed 004:17).
    ContactDetails "contact_details" "phone" ["Kontaktopplysninger", "Kontaktuppgifter", "Contact details"],
    /// Visiting and postal address (seed 002:27).
    VisitingPostal "visiting_postal" "map-pin" ["Besøks- og postadresse", "Besöks- och postadress", "Visiting and postal address"],
    /// How to find the customer's office (seed 002:28).
    Directions "directions" "navigation" ["Veibeskrivelse", "Vägbeskrivning", "Directions"],
    /// Invoice and delivery address (seed 002:29).
    InvoiceDelivery "invoice_delivery" "receipt-text" ["Faktura og levering", "Faktura och leverans", "Invoice and delivery"],
    /// Terms and rates of invoices and pay: the firm's, or the customer's own (seed 000:55).
    InvoicePay "invoice_pay" "coins" ["Faktura og lønn", "Faktura och lön", "Invoice and pay"],
    /// What it takes to send an invoice (seed 002:29).
    InvoiceInformation "invoice_information" "file-text" ["Fakturainformasjon", "Fakturainformation", "Invoice information"],
    /// Credit, and how invoices and orders are followed up (seeds 000:61, 000:69, 002:39).
    Credit "credit" "shield" ["Kreditt og oppfølging", "Kredit och uppföljning", "Credit and follow-up"],
    /// How orders are followed up, the fixed agreement on assignments, what is required of those who
    /// work there (seeds 000:67 to 75).
    Order "order" "briefcase" ["Ordre og oppdrag", "Order och uppdrag", "Orders and assignments"],
    /// When one works there: the customer's own hours, or those of its collective agreement (seed 002:47).
    WorkingHours "working_hours" "clock" ["Arbeidstid", "Arbetstid", "Working hours"],
    /// Factors of the customer's own, by role and time (seed 000:65).
    FactorAgreement "factor_agreement" "percent" ["Faktoravtale", "Faktoravtal", "Factor agreement"],
    /// What an hour costs there, by role and kind of rate (seed 002:46).
    PayMatrix "pay_matrix" "table" ["Lønnsmatrise", "Lönematris", "Pay matrix"],
    /// What stands on each of its invoices (seed 002:44).
    InvoiceLines "invoice_lines" "list-ordered" ["Faste fakturalinjer", "Fasta fakturarader", "Fixed invoice lines"],
    /// Which processes the customer is in (seed 002:51).
    Process "process" "network" ["Bedriftsprosess", "Företagsprocess", "Company process"],
    /// The firm's own fields that stand in no other section (seed 003:59).
    Own "own" "pencil" ["Egne felter", "Egna fält", "Own fields"],
    /// Comments that always stand first (seed 001:7).
    FixedComments "fixed_comments" "pin" ["Faste kommentarer", "Fasta kommentarer", "Fixed comments"],
    /// The stream of comments (seed 004:51).
    Comments "comments" "message-circle" ["Kommentarer", "Kommentarer", "Comments"],
    /// What was done with the customer, written down (seed 001:27).
    Diary "diary" "book-open" ["Dagbok", "Dagbok", "Diary"],
    /// What is to be done (seed 002:53).
    Tasks "tasks" "square-check" ["Oppgaver", "Uppgifter", "Tasks"],
    /// Meetings and interviews, with how far each is (seed 004:79).
    Events "events" "calendar-days" ["Hendelser", "Händelser", "Events"],
    /// What was written and said between us (seeds 001:21, 002:20).
    Dialog "dialog" "mail-open" ["Dialog", "Dialog", "Dialog"],
    /// Contact persons (seed 004:57).
    Contacts "contacts" "users" ["Kontaktpersoner", "Kontaktpersoner", "Contact persons"],
    /// What the customer has asked for, from the portal (seed 002:24).
    Enquiries "enquiries" "inbox" ["Forespørsler", "Förfrågningar", "Enquiries"],
    /// Files of the customer: offers, contracts, logos (seeds 001:17, 002:19).
    Documents "documents" "folder" ["Dokumenter", "Dokument", "Documents"],
    /// The customer's folder in the firm's `SharePoint`, where that is set up (seed 004:43).
    SharePoint "sharepoint" "folder-open" ["SharePoint", "SharePoint", "SharePoint"],
    /// What should be at hand about the customer (seed 002:50).
    Notes "notes" "notebook-pen" ["Notater", "Anteckningar", "Notes"],
    /// Membership, opening balance and category (seed 000:83).
    Status "status" "scale" ["Status hos oss", "Status hos oss", "Status with us"],
    /// Our departments that the customer belongs to (seed 002:48).
    Departments "departments" "building" ["Tilknyttede avdelinger", "Tillhörande avdelningar", "Associated departments"],
    /// Who of those whom the firm hires out is there (seed 002:49).
    Employees "employees" "id-card" ["Ansatte hos kunden", "Anställda hos kunden", "Employees at the customer"],
    /// Groups of customers (seeds 000:39, 004:45).
    Groups "groups" "layers" ["Grupper", "Grupper", "Groups"],
    /// Tags, managed and free (seeds 002:52, 003:51).
    Tags "tags" "tags" ["Merkelapper", "Taggar", "Tags"],
    /// Attributes (seed 002:54).
    Attributes "attributes" "list-checks" ["Egenskaper", "Egenskaper", "Attributes"],
    /// The official industry, and the industry association (seeds 002:56, 000:79).
    Industry "industry" "factory" ["Bransje og næring", "Bransch och näring", "Industry"],
    /// Level, district, source, type of company (seed 003:35 to 49).
    Classification "classification" "shapes" ["Klassifisering", "Klassificering", "Classification"],
    /// Where the customer is on the internet (seed 000:45).
    Links "links" "link" ["Lenker", "Länkar", "Links"],
    /// The group of companies around the customer (seed 002:58).
    CorporateStructure "corporate_structure" "list-tree" ["Konsernstruktur", "Koncernstruktur", "Corporate structure"],
    /// What the customer is to other customers and to people there (seed 004:75).
    Relations "relations" "waypoints" ["Relasjoner", "Relationer", "Relations"],
    /// Who of our own is responsible, each with a title (seed 003:75).
    Responsibles "responsibles" "user-check" ["Ansvarlige", "Ansvariga", "Responsible"],
    /// Who changed what, and when (seed 002:55).
    Log "log" "history" ["Logg", "Logg", "Log"],
}

impl Section {
    /// The section in which a change shows, by the table and its part: a column of the customer,
    /// or whether a comment is `fixed`. The log has none, for all of it is news.
    #[must_use]
    pub fn of_change(table: &str, part: &str) -> Option<Self> {
        match (table, part) {
            ("customer", "logo") => Some(Self::General),
            ("customer", column) => field::customer(column).map(|field| field.section),
            ("contact" | "portal_access", _) => Some(Self::Contacts),
            ("customer_relation", _) => Some(Self::Relations),
            ("customer_responsible", _) => Some(Self::Responsibles),
            ("customer_link", _) => Some(Self::Links),
            ("dialog", _) => Some(Self::Dialog),
            ("customer_employee", _) => Some(Self::Employees),
            ("document" | "document_share" | "signing", _) => Some(Self::Documents),
            ("customer_folder", _) => Some(Self::SharePoint),
            ("enquiry", _) => Some(Self::Enquiries),
            ("pay_rate", _) => Some(Self::PayMatrix),
            ("invoice_line", _) => Some(Self::InvoiceLines),
            ("factor_agreement", _) => Some(Self::FactorAgreement),
            ("activity", kind) => activity::Kind::from_key(kind).map(activity::Kind::section),
            ("comment", "fixed") => Some(Self::FixedComments),
            ("comment", "stream") => Some(Self::Comments),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_leads_back_to_its_section() {
        for section in Section::ALL {
            assert_eq!(Section::from_key(section.key()), Some(*section));
            assert_eq!(serde_json::to_value(section).unwrap(), section.key());
        }
        assert_eq!(Section::from_key("economy"), None);
    }

    #[test]
    fn a_change_shows_in_the_section_of_its_field() {
        assert_eq!(Section::of_change("customer", "phone"), Some(Section::ContactDetails));
        assert_eq!(Section::of_change("customer", "directions"), Some(Section::Directions));
        assert_eq!(Section::of_change("customer", "markup_factor"), Some(Section::InvoicePay));
        assert_eq!(Section::of_change("customer", "logo"), Some(Section::General));
        assert_eq!(Section::of_change("contact", ""), Some(Section::Contacts));
        assert_eq!(Section::of_change("customer_link", ""), Some(Section::Links));
        assert_eq!(Section::of_change("customer_relation", ""), Some(Section::Relations));
        assert_eq!(Section::of_change("customer_responsible", ""), Some(Section::Responsibles));
        assert_eq!(Section::of_change("customer_employee", ""), Some(Section::Employees));
        assert_eq!(Section::of_change("document", ""), Some(Section::Documents));
        assert_eq!(Section::of_change("customer_folder", ""), Some(Section::SharePoint));
        assert_eq!(Section::of_change("comment", "fixed"), Some(Section::FixedComments));
        assert_eq!(Section::of_change("activity", "task"), Some(Section::Tasks));
        assert_eq!(Section::of_change("activity", "call"), Some(Section::Diary));
        assert_eq!(Section::of_change("activity", ""), None);
        assert_eq!(Section::of_change("comment", "body"), None);
        assert_eq!(Section::of_change("list_item", "nb"), None);
    }
}
