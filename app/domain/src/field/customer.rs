//! The fields of a customer.

use super::{Field, Kind, fields};
use crate::{address::AddressKind, list::ListKind};

/// Every field of a customer, in the order in which sections show them.
pub const CUSTOMER: &[Field] = fields! { Customer;
    "name" Kind::Line { max: 200 }, General Must ["Navn", "Namn", "Name"];
    "nickname" Kind::Line { max: 100 }, General May ["Kallenavn", "Smeknamn", "Nickname"];
    "number" Kind::Number, General Must ["Kundenummer", "Kundnummer", "Customer number"];
    "organisation_number" Kind::OrganisationNumber, General Should ["Org.nummer", "Org.nummer", "Organisation no."];
    "kind" Kind::CustomerKind, General Must ["Kundeslag", "Kundslag", "Kind of customer"];
    "customer_type" Kind::CustomerType, General Must ["Kundetype", "Kundtyp", "Type of customer"];
    "country" Kind::Country, General Must ["Land", "Land", "Country"];
    "is_supplier" Kind::YesNo, General May ["Leverandør", "Leverantör", "Supplier"];
    "industry" Kind::Choice(ListKind::Industry), General Should ["Bransje", "Bransch", "Industry"];
    "status" Kind::Choice(ListKind::Status), General Must ["Status", "Status", "Status"];
    "responsible" Kind::User, General Must ["Kundekonsulent", "Kundansvarig", "Customer consultant"];
    "phone" Kind::Phone, ContactDetails Should ["Telefon", "Telefon", "Phone"];
    "mobile" Kind::Phone, ContactDetails Should ["Mobil", "Mobil", "Mobile"];
    "email" Kind::Email, ContactDetails Should ["E-post", "E-post", "E-mail"];
    "website" Kind::WebAddress, ContactDetails May ["Nettsted", "Webbplats", "Website"];
    "visiting_street" Kind::Line { max: 200 }, VisitingPostal Should ["Besøksadresse", "Besöksadress", "Visiting address"];
    "visiting_postal_code" Kind::PostalCode { country: "visiting_country" }, VisitingPostal Should ["Postnummer, besøk", "Postnummer, besök", "Postal code, visiting"];
    "visiting_place" Kind::Line { max: 100 }, VisitingPostal Should ["Poststed, besøk", "Postort, besök", "Place, visiting"];
    "visiting_country" Kind::Country, VisitingPostal May ["Land, besøk", "Land, besök", "Country, visiting"];
    "postal_same_as" Kind::SameAs(AddressKind::Postal), VisitingPostal Must ["Postadresse er", "Postadress är", "Postal address is"];
    "postal_street" Kind::Line { max: 200 }, VisitingPostal May ["Postadresse", "Postadress", "Postal address"];
    "postal_postal_code" Kind::PostalCode { country: "postal_country" }, VisitingPostal May ["Postnummer, post", "Postnummer, post", "Postal code, postal"];
    "postal_place" Kind::Line { max: 100 }, VisitingPostal May ["Poststed, post", "Postort, post", "Place, postal"];
    "postal_country" Kind::Country, VisitingPostal May ["Land, post", "Land, post", "Country, postal"];
    "directions" Kind::Lines { max: 2000 }, Directions May ["Veibeskrivelse", "Vägbeskrivning", "Directions"];
    "invoice_same_as" Kind::SameAs(AddressKind::Invoice), InvoiceDelivery Must ["Fakturaadresse er", "Fakturaadress är", "Invoice address is"];
    "invoice_street" Kind::Line { max: 200 }, InvoiceDelivery May ["Fakturaadresse", "Fakturaadress", "Invoice address"];
    "invoice_postal_code" Kind::PostalCode { country: "invoice_country" }, InvoiceDelivery May ["Postnummer, faktura", "Postnummer, faktura", "Postal code, invoice"];
    "invoice_place" Kind::Line { max: 100 }, InvoiceDelivery May ["Poststed, faktura", "Postort, faktura", "Place, invoice"];
    "invoice_country" Kind::Country, InvoiceDelivery May ["Land, faktura", "Land, faktura", "Country, invoice"];
    "delivery_same_as" Kind::SameAs(AddressKind::Delivery), InvoiceDelivery Must ["Leveringsadresse er", "Leveransadress är", "Delivery address is"];
    "delivery_street" Kind::Line { max: 200 }, InvoiceDelivery May ["Leveringsadresse", "Leveransadress", "Delivery address"];
    "delivery_postal_code" Kind::PostalCode { country: "delivery_country" }, InvoiceDelivery May ["Postnummer, levering", "Postnummer, leverans", "Postal code, delivery"];
    "delivery_place" Kind::Line { max: 100 }, InvoiceDelivery May ["Poststed, levering", "Postort, leverans", "Place, delivery"];
    "delivery_country" Kind::Country, InvoiceDelivery May ["Land, levering", "Land, leverans", "Country, delivery"];
};
