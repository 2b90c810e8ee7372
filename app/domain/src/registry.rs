//! What a public registry of companies says of one, and what of it a customer may take over.

use crate::{
    address::{Address, AddressKind, SameAs},
    country::Country,
    field::{self, Field, Parsing, Record},
    list::Choice,
    organisation_number::OrganisationNumber,
    phone::Phone,
    web_address::WebAddress,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One company as the registry has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its organisation number.
    pub number: OrganisationNumber,
    /// Its name, as it is registered.
    pub name: String,
    /// Its legal form: the code, `AS`, and its name.
    pub form: (String, String),
    /// Where it is.
    pub visiting: Option<UnitAddress>,
    /// Where letters go.
    pub postal: Option<UnitAddress>,
    /// Its industry; empty where there is none, as the others below.
    pub industry_code: String,
    /// Phone.
    pub phone: String,
    /// Mobile.
    pub mobile: String,
    /// E-mail.
    pub email: String,
    /// Web address.
    pub website: String,
    /// What one should know before doing business with it.
    pub notices: Vec<Notice>,
}

/// An address in the registry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitAddress {
    /// Street or box.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// Place, written as in text.
    pub place: String,
    /// Country.
    pub country: Country,
}

/// What one should know of a company; with the day, where the registry tells it (`2026-03-01`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// It is deleted from the registry.
    Deleted(Option<String>),
    /// It is bankrupt.
    Bankrupt(Option<String>),
    /// It is being wound up by its own choice.
    WindingUp(Option<String>),
    /// It is being wound up, or dissolved, by force.
    ForcedWindingUp,
}

/// One that a search found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// Its organisation number.
    pub number: OrganisationNumber,
    /// Its name.
    pub name: String,
    /// Where it is; empty where that is not told.
    pub place: String,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// No registry is set up.
    Off,
    /// The registry knows nothing by that number or name.
    NotFound,
    /// The registry had it, and may not tell of it any more.
    Removed,
    /// The registry was not reached, or could not answer.
    Unreachable,
    /// The registry took too long.
    TooSlow,
    /// The answer is none that can be relied on.
    Broken,
}

/// Values that belong together, as they would be kept: one field, or an address.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The field's key, or `address-KIND`.
    pub key: String,
    /// The values, by field key.
    pub values: Map<String, Value>,
}

impl Part {
    /// The address that it is, where it is one.
    #[must_use]
    pub fn address(&self) -> Option<AddressKind> {
        self.key.strip_prefix("address-").and_then(AddressKind::from_key)
    }

    /// Its values as one would type them, in the order of the catalogue.
    pub fn typed(&self) -> impl Iterator<Item = (&'static Field, String)> {
        let record = Record(self.values.clone());
        let own = self.values.keys().filter_map(|key| field::own(key)).collect::<Vec<_>>();
        field::CUSTOMER
            .iter()
            .filter(|field| self.values.contains_key(field.key))
            .chain(own)
            .map(move |field| (field, record.typed(field)))
    }

    /// Whether a customer has this already, however it is written.
    #[must_use]
    pub fn is_kept_by(&self, kept: &Record) -> bool {
        if let Some(kind) = self.address() {
            let told = self.put_into(kept);
            let (ours, theirs) = (Address::resolved(kept, kind), Address::resolved(&told, kind));
            return ours.country == theirs.country
                && ours.postal_code == theirs.postal_code
                && is_alike(&ours.street, &theirs.street)
                && is_alike(&ours.place, &theirs.place);
        }
        self.values.iter().all(|(key, value)| match key.as_str() {
            "website" => page_of(kept.text(key)) == page_of(value.as_str().unwrap_or_default()),
            _ => match value.as_str() {
                Some(text) => is_alike(kept.text(key), text),
                None => kept.0.get(key).unwrap_or(&Value::Null) == value,
            },
        })
    }

    /// A customer's values with these in their place.
    #[must_use]
    pub fn put_into(&self, kept: &Record) -> Record {
        let mut told = kept.clone();
        told.0.extend(self.values.clone());
        told
    }
}

/// Whether two texts differ in nothing but capitals and spaces.
fn is_alike(a: &str, b: &str) -> bool {
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    folded(a) == folded(b)
}

/// A web address without what says nothing: scheme, `www.`, the slash at the end.
fn page_of(text: &str) -> String {
    let shown = WebAddress::parse(text).map_or_else(|_| text.to_owned(), |address| address.shown().to_owned());
    shown.trim_end_matches('/').to_lowercase()
}

impl Unit {
    /// What a customer may take over, each as it would be kept. What could not be kept is left out:
    /// nothing that the registry says makes a form fail.
    ///
    /// `company_types` is the firm's list of types of company, for the one that the legal form is.
    #[must_use]
    pub fn parts(&self, company_types: &[Choice]) -> Vec<Part> {
        let phone =
            |typed: &str| Phone::parse(typed, Country::NORWAY).map(|phone| phone.e164().to_owned()).unwrap_or_default();
        let single = [
            ("name", self.name.clone()),
            ("organisation_number", self.number.as_str().to_owned()),
            ("phone", phone(&self.phone)),
            ("mobile", phone(&self.mobile)),
            ("email", self.email.clone()),
            ("website", self.website.clone()),
            ("industry_code", self.industry_code.clone()),
            ("company_type", self.company_type(company_types).unwrap_or_default()),
        ];
        let mut parts: Vec<Part> = single
            .into_iter()
            .filter(|(_, typed)| !typed.is_empty())
            .filter_map(|(key, typed)| part(key, &[(key.to_owned(), typed)]))
            .collect();
        // After name and number, as on the card.
        let at = parts.iter().position(|part| !matches!(part.key.as_str(), "name" | "organisation_number"));
        let at = at.unwrap_or(parts.len());
        let addresses = [
            self.visiting.as_ref().and_then(|address| address_part(AddressKind::Visiting, address)),
            match (&self.postal, &self.visiting) {
                (Some(postal), Some(visiting)) if postal == visiting => same_as_visiting(),
                (None, Some(_)) => same_as_visiting(),
                (Some(postal), _) => address_part(AddressKind::Postal, postal),
                (None, None) => None,
            },
        ];
        parts.splice(at..at, addresses.into_iter().flatten());
        parts
    }

    /// The firm's type of company that the legal form belongs to: by its code or name, or by who
    /// owns such companies.
    fn company_type(&self, choices: &[Choice]) -> Option<String> {
        let (code, name) = &self.form;
        let owned = match code.as_str() {
            "KOMM" | "FYLK" | "KF" | "FKF" | "IKS" => "Kommunal",
            "STAT" | "ORGL" | "SF" => "Statlig",
            "BRL" => "Borettslag",
            "AS" | "ASA" | "ENK" | "ANS" | "DA" | "NUF" | "KS" => "Privat",
            _ => "",
        };
        [code.as_str(), name, owned]
            .into_iter()
            .filter(|wanted| !wanted.is_empty())
            .find_map(|wanted| choices.iter().find(|choice| is_alike(&choice.label, wanted)))
            .map(|choice| choice.value.clone())
    }
}

/// A part of what was read as if it had been typed; none where it can't be kept.
fn part(key: &str, typed: &[(String, String)]) -> Option<Part> {
    let country = typed.iter().find(|(key, _)| key.ends_with("_country")).map(|(_, code)| Country::parse(code));
    let country = country.and_then(Result::ok).unwrap_or(Country::NORWAY);
    let values = typed
        .iter()
        .map(|(key, typed)| {
            let value = field::customer(key)?.parse(typed, Parsing { home: Country::NORWAY, country }).ok()?;
            Some((key.clone(), value))
        })
        .collect::<Option<Map<_, _>>>()?;
    Some(Part { key: key.to_owned(), values })
}

fn address_part(kind: AddressKind, address: &UnitAddress) -> Option<Part> {
    let of = |part: &str| format!("{}_{part}", kind.key());
    let mut typed = vec![
        (of("street"), address.street.clone()),
        (of("postal_code"), address.postal_code.clone()),
        (of("place"), address.place.clone()),
        (of("country"), address.country.code().to_owned()),
    ];
    if kind != AddressKind::Visiting {
        typed.push((of("same_as"), SameAs::Own.key().to_owned()));
    }
    part(&format!("address-{}", kind.key()), &typed)
}

fn same_as_visiting() -> Option<Part> {
    part("address-postal", &[("postal_same_as".to_owned(), SameAs::Visiting.key().to_owned())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::ListItemId;
    use serde_json::json;
    use uuid::Uuid;

    fn unit() -> Unit {
        let address = |street: &str| UnitAddress {
            street: street.to_owned(),
            postal_code: "4035".to_owned(),
            place: "Stavanger".to_owned(),
            country: Country::NORWAY,
        };
        Unit {
            number: OrganisationNumber::parse("923609016", Country::NORWAY).unwrap(),
            name: "NORDLYS VERFT ASA".to_owned(),
            form: ("ASA".to_owned(), "Allmennaksjeselskap".to_owned()),
            visiting: Some(address("Forusbeen 50")),
            postal: Some(address("Postboks 8500")),
            industry_code: "06.100".to_owned(),
            phone: "51 99 00 00".to_owned(),
            mobile: String::new(),
            email: "post@nordlys.example".to_owned(),
            website: "www.nordlys.example".to_owned(),
            notices: Vec::new(),
        }
    }

    fn keys(parts: &[Part]) -> Vec<&str> {
        parts.iter().map(|part| part.key.as_str()).collect()
    }

    fn record(value: Value) -> Record {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn it_is_taken_over_as_it_would_be_kept() {
        let parts = unit().parts(&[]);
        assert_eq!(
            keys(&parts),
            [
                "name",
                "organisation_number",
                "address-visiting",
                "address-postal",
                "phone",
                "email",
                "website",
                "industry_code"
            ]
        );
        let values: Map<String, Value> = parts.into_iter().flat_map(|part| part.values).collect();
        assert_eq!(values["phone"], "+4751990000");
        assert_eq!(values["website"], "https://www.nordlys.example");
        assert_eq!(values["postal_same_as"], "own");
    }

    #[test]
    fn what_could_not_be_kept_is_left_out() {
        let mut odd = unit();
        odd.email = "ikke en adresse".to_owned();
        odd.phone = "ring oss".to_owned();
        odd.website = "javascript:alert(1)".to_owned();
        odd.industry_code = "99.999".to_owned();
        odd.visiting = None;
        odd.postal = Some(UnitAddress { street: "x".repeat(300), ..odd.postal.unwrap() });
        assert_eq!(keys(&odd.parts(&[])), ["name", "organisation_number"]);
    }

    #[test]
    fn a_postal_address_that_is_no_other_is_the_visiting_one() {
        let mut alone = unit();
        for postal in [None, alone.visiting.clone()] {
            alone.postal = postal;
            let parts = alone.parts(&[]);
            let postal = parts.iter().find(|part| part.key == "address-postal").unwrap();
            assert_eq!(Value::Object(postal.values.clone()), json!({"postal_same_as": "visiting"}));
        }
    }

    #[test]
    fn the_legal_form_is_a_type_of_company_where_the_firm_has_one() {
        let choice = |id: u128, label: &str| Choice {
            value: ListItemId(Uuid::from_u128(id)).to_string(),
            label: label.to_owned(),
        };
        let of = |choices: &[Choice]| unit().company_type(choices);
        assert_eq!(of(&[choice(1, "Kommunal"), choice(2, "Privat")]), Some(choice(2, "").value));
        assert_eq!(of(&[choice(2, "Privat"), choice(3, "allmennaksjeselskap")]), Some(choice(3, "").value));
        assert_eq!(of(&[choice(1, "Kommunal")]), None);
    }

    #[test]
    fn what_differs_in_nothing_but_writing_is_no_difference() {
        let parts = unit().parts(&[]);
        let same = |kept: &Record| -> Vec<String> {
            parts.iter().filter(|part| part.is_kept_by(kept)).map(|part| part.key.clone()).collect()
        };
        let kept = record(json!({"name": "Nordlys  Verft ASA", "website": "http://nordlys.example/", "country": "NO",
            "phone": "+4751990000", "visiting_street": "FORUSBEEN 50", "visiting_postal_code": "4035",
            "visiting_place": "STAVANGER", "postal_same_as": "visiting", "industry_code": "06.200"}));
        assert_eq!(same(&kept), ["name", "address-visiting", "phone", "website"]);
        assert!(same(&Record::default()).is_empty());
    }

    #[test]
    fn an_address_in_another_country_is_another_address() {
        let parts = unit().parts(&[]);
        let kept = record(json!({"country": "NO", "visiting_street": "Forusbeen 50", "visiting_postal_code": "4035",
            "visiting_place": "Stavanger", "visiting_country": "DK"}));
        assert!(!parts.iter().find(|part| part.key == "address-visiting").unwrap().is_kept_by(&kept));
    }
}
