//! Registering a customer: which fields stand where, what is proposed, and which customers may be
//! the same one (seeds 000:3 to 000:91).

use crate::{
    address::AddressKind,
    customer::CustomerType,
    field::{CUSTOMER, Field, Kind, Needs},
    id::CustomerId,
    language::Language,
    list::{StatusChoice, StatusMeaning},
    section::Section,
    text::Text,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most customers that are shown as possibly the same.
pub const MOST_SIMILAR: i64 = 5;

/// Whether a field of a customer stands in the quick registration: those that must be filled in
/// (seed 000:7). The number is given, and "same as" is answered before it is asked.
#[must_use]
pub fn is_quick(field: &Field, needs: &Needs) -> bool {
    // An address stands together, in its group.
    needs.is_must(field) && !matches!(field.kind, Kind::Number | Kind::SameAs(_)) && address_of(field).is_none()
}

/// A folded group of the registration window.
#[derive(Clone, Debug)]
pub struct Group {
    /// The key, as it stands in ids.
    pub key: &'static str,
    /// The symbol of the icon sprite.
    pub icon: &'static str,
    title: Title,
    /// Its fields, in the order of the catalogue.
    pub fields: Vec<&'static Field>,
}

#[derive(Clone, Copy, Debug)]
enum Title {
    Own(Text),
    Section(Section),
}

impl Group {
    /// The title.
    #[must_use]
    pub const fn title(&self, language: Language) -> &'static str {
        match self.title {
            Title::Own(text) => text.get(language),
            Title::Section(section) => section.title(language),
        }
    }
}

const COMPANY: Text = Text { nb: "Firma", sv: "Företag", en: "Company" };
const INTERNET: Text = Text { nb: "Internett", sv: "Internet", en: "Internet" };
const OTHER: Text = Text { nb: "Annet", sv: "Övrigt", en: "Other" };
const TELEPHONE: Text = Text { nb: "Telefon", sv: "Telefon", en: "Telephone" };

/// The folded groups with all fields that are not in the quick registration: the seed's own first
/// (000:33, 000:41, 000:47, 000:55, 000:67, 000:77), then one for each other section that has fields.
#[must_use]
pub fn groups(needs: &Needs, own: &[&'static Field]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let is_rest = |field: &&Field| {
        let is_there = address_of(field).map_or(needs.is_used(field), |kind| is_address_used(kind, needs));
        is_there
            && needs.is_used(field)
            && !is_quick(field, needs)
            && !matches!(field.kind, Kind::Number | Kind::Contact)
    };
    let rest = CUSTOMER.iter().chain(own.iter().copied()).filter(is_rest);
    for field in rest {
        let (key, icon, title) = match (field.section, field.kind) {
            (Section::General, Kind::User) | (Section::Industry, _) => ("other", "ellipsis", Title::Own(OTHER)),
            (Section::General, _) => ("company", "briefcase", Title::Own(COMPANY)),
            (Section::ContactDetails, Kind::Phone) => ("telephone", "phone", Title::Own(TELEPHONE)),
            (Section::ContactDetails, _) => ("internet", "globe", Title::Own(INTERNET)),
            (section, _) => (section.key(), section.icon(), Title::Section(section)),
        };
        match groups.iter_mut().find(|group| group.key == key) {
            Some(group) => group.fields.push(field),
            None => groups.push(Group { key, icon, title, fields: vec![field] }),
        }
    }
    // The seed's own in the seed's order; a stable sort leaves the others as the catalogue has them.
    groups.sort_by_key(|group| match group.key {
        "company" => 0,
        "internet" => 1,
        "telephone" => 2,
        "invoice_pay" => 3,
        "invoice_information" => 4,
        "credit" => 5,
        "order" => 6,
        "other" => 7,
        _ => 8,
    });
    groups
}

/// The address that a field belongs to, by its key.
#[must_use]
pub fn address_of(field: &Field) -> Option<AddressKind> {
    AddressKind::ALL.into_iter().find(|kind| kind.parts().any(|(_, key)| key == field.key))
}

/// Whether an address has lines of its own at all.
#[must_use]
pub fn is_address_used(kind: AddressKind, needs: &Needs) -> bool {
    let mut lines = CUSTOMER.iter().filter(|field| address_of(field) == Some(kind) && !field.is_fixed());
    lines.any(|field| needs.is_used(field))
}

/// The status that a type of customer has where nobody chose one: a prospect might come to trade
/// with us, others do.
#[must_use]
pub fn proposed_status(kind: CustomerType, statuses: &[StatusChoice]) -> Option<&StatusChoice> {
    let first = |meaning| statuses.iter().find(|status| status.meaning == meaning);
    let wanted = if kind == CustomerType::Prospect { StatusMeaning::Potential } else { StatusMeaning::Active };
    first(wanted).or_else(|| first(StatusMeaning::Active)).or_else(|| first(StatusMeaning::Potential))
}

/// First and last name of a person, split at the last space; one word is a first name.
#[must_use]
pub fn split_name(name: &str) -> (&str, &str) {
    let name = name.trim();
    name.rsplit_once(char::is_whitespace).map_or((name, ""), |(first, last)| (first.trim_end(), last))
}

/// Fills the contact that is the customer itself (seeds 000:19, 000:89) with the customer's name
/// and how it is reached; what was typed for the contact stays.
pub fn same_as_customer(customer: &BTreeMap<String, String>, contact: &mut BTreeMap<String, String>) {
    let of = |key: &str| customer.get(key).map(|typed| typed.trim().to_owned()).unwrap_or_default();
    let name = of("name");
    let is_empty =
        |contact: &BTreeMap<String, String>, key: &str| contact.get(key).is_none_or(|typed| typed.trim().is_empty());
    // A name is one thing: half of it is not mixed with half of another.
    if is_empty(contact, "first_name") && is_empty(contact, "last_name") {
        let (first, last) = split_name(&name);
        contact.insert("first_name".to_owned(), first.to_owned());
        contact.insert("last_name".to_owned(), last.to_owned());
    }
    for key in ["email", "mobile", "phone"] {
        if is_empty(contact, key) {
            contact.insert(key.to_owned(), of(key));
        }
    }
}

/// A customer of the firm that may be the one that is being registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Similar {
    /// The customer.
    pub id: CustomerId,
    /// Customer number.
    pub number: i64,
    /// Name.
    pub name: String,
    /// Place of the visiting address; empty where there is none.
    pub place: String,
    /// Name of the status.
    pub status: String,
    /// What the status means.
    pub meaning: StatusMeaning,
    /// What the two have in common.
    pub likeness: Vec<Likeness>,
}

/// What two customers have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// The organisation number.
    OrganisationNumber,
    /// A name that is almost the same, whatever the legal form.
    Name,
    /// A phone number, of the customer or a contact.
    Phone,
    /// An e-mail address, of the customer or a contact.
    Email,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{field, id::ListItemId};
    use uuid::Uuid;

    #[test]
    fn the_quick_registration_has_what_must_be_filled_in_and_nothing_else() {
        let quick: Vec<_> =
            CUSTOMER.iter().filter(|field| is_quick(field, &Needs::default())).map(|field| field.key).collect();
        for must in ["name", "responsible", "status", "kind", "customer_type", "country"] {
            assert!(quick.contains(&must), "{must}");
        }
        for other in ["number", "organisation_number", "postal_same_as", "is_supplier"] {
            assert!(!quick.contains(&other), "{other}");
        }
    }

    #[test]
    fn every_other_field_stands_in_one_group() {
        let needs = Needs::default();
        let groups = groups(&needs, &[]);
        for field in CUSTOMER
            .iter()
            .filter(|field| !is_quick(field, &needs) && !matches!(field.kind, Kind::Number | Kind::Contact))
        {
            let at = groups.iter().filter(|group| group.fields.contains(&field)).count();
            assert_eq!(at, 1, "{}", field.key);
        }
        let group_of = |key: &str| {
            let field = field::customer(key).unwrap();
            groups.iter().find(|group| group.fields.contains(&field)).map(|group| group.title(Language::Nb))
        };
        assert_eq!(group_of("organisation_number"), Some("Firma"));
        assert_eq!(group_of("order_follow_up"), Some("Ordre og oppdrag"));
        assert_eq!(
            (group_of("personnel_consultant"), group_of("industry_association")),
            (Some("Annet"), Some("Annet"))
        );
        assert_eq!(group_of("email"), Some("Internett"));
        assert_eq!(group_of("mobile"), Some("Telefon"));
        assert_eq!(group_of("markup_factor"), Some("Faktura og lønn"));
        assert_eq!(group_of("visiting_street"), Some("Besøks- og postadresse"));
    }

    #[test]
    fn what_a_firm_does_not_use_is_not_asked_for_and_what_it_must_have_is_asked_first() {
        let told = serde_json::json!([
            ["customer", "fax", "off", null, null, null, null, null],
            ["customer", "email", "must", null, null, null, null, null],
            ["customer", "delivery_street", "off", null, null, null, null, null],
            ["customer", "delivery_postal_code", "off", null, null, null, null, null],
            ["customer", "delivery_place", "off", null, null, null, null, null],
            ["customer", "delivery_country", "off", null, null, null, null, null],
        ]);
        let needs = |kind| field::Rules::new(Some(&told)).needs(field::Audience::of(kind, "ordinary"));
        let asked = |needs: &Needs, key: &str| {
            let field = field::customer(key).unwrap();
            (is_quick(field, needs), groups(needs, &[]).iter().any(|group| group.fields.contains(&field)))
        };
        let (company, private) = (needs("company"), needs("private"));
        assert_eq!(asked(&company, "email"), (true, false));
        assert_eq!(asked(&private, "email"), (false, true), "of companies alone");
        assert_eq!(asked(&company, "fax"), (false, false));
        assert_eq!(asked(&private, "fax"), (false, true));
        assert_eq!(asked(&company, "delivery_same_as"), (false, false), "an address without lines");
        assert_eq!(asked(&private, "delivery_same_as"), (false, true));
    }

    #[test]
    fn fields_know_their_address() {
        let of = |key: &str| address_of(field::customer(key).unwrap());
        assert_eq!(of("postal_postal_code"), Some(AddressKind::Postal));
        assert_eq!(of("visiting_place"), Some(AddressKind::Visiting));
        assert_eq!(of("invoice_same_as"), Some(AddressKind::Invoice));
        assert_eq!(of("invoice_fee"), None, "no part of the invoice address");
        assert_eq!(of("name"), None);
    }

    #[test]
    fn a_name_is_split_at_the_last_space() {
        assert_eq!(split_name("Kari Anne  Berg "), ("Kari Anne", "Berg"));
        assert_eq!(split_name("Kari\u{a0}Berg"), ("Kari", "Berg"));
        assert_eq!(split_name("Kari"), ("Kari", ""));
        assert_eq!(split_name("  "), ("", ""));
    }

    #[test]
    fn the_contact_is_the_customer_where_nothing_else_was_typed() {
        let map = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
            pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
        };
        let customer = map(&[("name", "Kari Anne Berg"), ("email", "kari@berg.example"), ("mobile", "41234567")]);
        let mut contact = map(&[("email", "privat@berg.example"), ("first_name", " ")]);
        same_as_customer(&customer, &mut contact);
        assert_eq!(
            contact,
            map(&[
                ("first_name", "Kari Anne"),
                ("last_name", "Berg"),
                ("email", "privat@berg.example"),
                ("mobile", "41234567"),
                ("phone", "")
            ])
        );
        let mut half = map(&[("last_name", "Vik")]);
        same_as_customer(&customer, &mut half);
        assert_eq!((half.get("first_name"), half.get("last_name").map(String::as_str)), (None, Some("Vik")));
    }

    #[test]
    fn a_prospect_is_proposed_a_status_of_its_own() {
        let status =
            |id: u128, meaning| StatusChoice { id: ListItemId(Uuid::from_u128(id)), name: String::new(), meaning };
        let all = [
            status(1, StatusMeaning::Ended),
            status(2, StatusMeaning::Active),
            status(3, StatusMeaning::Active),
            status(4, StatusMeaning::Potential),
        ];
        let proposed = |kind, statuses| proposed_status(kind, statuses).map(|status| status.id.0.as_u128());
        assert_eq!(proposed(CustomerType::Ordinary, &all[..]), Some(2));
        assert_eq!(proposed(CustomerType::Temporary, &all[..]), Some(2));
        assert_eq!(proposed(CustomerType::Prospect, &all[..]), Some(4));
        assert_eq!(proposed(CustomerType::Prospect, &all[..3]), Some(2), "a firm without such a status");
        assert_eq!(proposed(CustomerType::Ordinary, &all[..1]), None, "nobody is registered as ended");
    }
}
