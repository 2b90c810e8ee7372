//! The four addresses of a customer (seeds 002:27, 002:29).

use crate::{country::Country, field::Record, language::Language, postal_code::PostalCode, text::Text};

/// Which of a customer's addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AddressKind {
    /// Where the office is.
    Visiting,
    /// Where letters go.
    Postal,
    /// Where invoices go.
    Invoice,
    /// Where goods go.
    Delivery,
}

impl AddressKind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Visiting, Self::Postal, Self::Invoice, Self::Delivery];

    /// The start of the keys of its fields.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Visiting => "visiting",
            Self::Postal => "postal",
            Self::Invoice => "invoice",
            Self::Delivery => "delivery",
        }
    }

    /// The kind with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What people call it.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Visiting => Text { nb: "Besøksadresse", sv: "Besöksadress", en: "Visiting address" },
            Self::Postal => Text { nb: "Postadresse", sv: "Postadress", en: "Postal address" },
            Self::Invoice => Text { nb: "Fakturaadresse", sv: "Fakturaadress", en: "Invoice address" },
            Self::Delivery => Text { nb: "Leveringsadresse", sv: "Leveransadress", en: "Delivery address" },
        }
    }

    /// The ends of the keys of its fields, in the order of its form, with the whole keys; the
    /// visiting address is the same as no other.
    pub fn parts(self) -> impl Iterator<Item = (&'static str, String)> {
        ["same_as", "street", "postal_code", "place", "country"]
            .into_iter()
            .map(move |part| (part, format!("{}_{part}", self.key())))
    }

    /// What "same as" may say for this address; the visiting address stands for itself.
    pub fn same_as_choices(self) -> impl Iterator<Item = SameAs> {
        [SameAs::Own, SameAs::Visiting, SameAs::Postal].into_iter().filter(move |same| same.may_stand_for(self))
    }
}

/// Where an address that is not kept by itself is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SameAs {
    /// It has lines of its own.
    Own,
    /// As the visiting address.
    Visiting,
    /// As the postal address.
    Postal,
}

impl SameAs {
    /// The key, as it stands in forms and in the database.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Visiting => "visiting",
            Self::Postal => "postal",
        }
    }

    /// The choice with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Own, Self::Visiting, Self::Postal].into_iter().find(|same| same.key() == key)
    }

    /// Whether it may be said of this address.
    #[must_use]
    pub fn may_stand_for(self, address: AddressKind) -> bool {
        match address {
            AddressKind::Visiting => self == Self::Own,
            AddressKind::Postal => self != Self::Postal,
            AddressKind::Invoice | AddressKind::Delivery => true,
        }
    }

    /// What people read.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        let text = match self {
            Self::Own => Text { nb: "egen adresse", sv: "egen adress", en: "an address of its own" },
            Self::Visiting => {
                Text { nb: "som besøksadresse", sv: "som besöksadress", en: "same as visiting address" }
            }
            Self::Postal => Text { nb: "som postadresse", sv: "som postadress", en: "same as postal address" },
        };
        text.get(language)
    }
}

/// One address in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Street or box.
    pub street: String,
    /// Postal code as it is written.
    pub postal_code: String,
    /// Place.
    pub place: String,
    /// Country.
    pub country: Country,
}

impl Address {
    /// The lines of this kind of address, whatever "same as" says.
    #[must_use]
    pub fn own(record: &Record, kind: AddressKind) -> Self {
        let of = |part: &str| record.text(&format!("{}_{part}", kind.key())).to_owned();
        let country = Country::parse(&of("country")).unwrap_or_else(|_| record.country("country"));
        let code = of("postal_code");
        let postal_code = PostalCode::parse(&code, country).map_or(code, |parsed| parsed.shown(country));
        Self { street: of("street"), postal_code, place: of("place"), country }
    }

    /// The address that counts, with what "same as" says followed to its end.
    ///
    /// The chain has at most two steps, as the postal address may only point at the visiting one.
    #[must_use]
    pub fn resolved(record: &Record, kind: AddressKind) -> Self {
        Self::own(record, stands_for(record, kind))
    }

    /// Whether nothing is filled in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.street.is_empty() && self.postal_code.is_empty() && self.place.is_empty()
    }

    /// The address on one line; the country only where it isn't the reader's own.
    #[must_use]
    pub fn on_one_line(&self, home: Country, language: Language) -> String {
        let place = [self.postal_code.as_str(), self.place.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        let country = if self.country == home || self.is_empty() { "" } else { self.country.name(language) };
        [self.street.as_str(), place.as_str(), country]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// The address whose own lines count where one of this kind is asked for.
#[must_use]
pub fn stands_for(record: &Record, kind: AddressKind) -> AddressKind {
    match SameAs::from_key(record.text(&format!("{}_same_as", kind.key()))) {
        Some(SameAs::Visiting) => AddressKind::Visiting,
        Some(SameAs::Postal) if kind != AddressKind::Postal => stands_for(record, AddressKind::Postal),
        _ => kind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn record() -> Record {
        serde_json::from_value(json!({
            "country": "NO",
            "visiting_street": "Verftsgata 14", "visiting_postal_code": "8006", "visiting_place": "Bodø", "visiting_country": "NO",
            "postal_same_as": "own", "postal_street": "Postboks 12", "postal_postal_code": "8001", "postal_place": "Bodø",
            "invoice_same_as": "postal", "delivery_same_as": "visiting",
        }))
        .unwrap()
    }

    #[test]
    fn same_as_is_followed() {
        let line = |kind| Address::resolved(&record(), kind).on_one_line(Country::NORWAY, Language::Nb);
        assert_eq!(line(AddressKind::Visiting), "Verftsgata 14, 8006 Bodø");
        assert_eq!(line(AddressKind::Invoice), "Postboks 12, 8001 Bodø");
        assert_eq!(line(AddressKind::Delivery), "Verftsgata 14, 8006 Bodø");
    }

    #[test]
    fn a_foreign_reader_sees_the_country() {
        let address = Address::resolved(&record(), AddressKind::Visiting);
        assert_eq!(address.on_one_line(Country::SWEDEN, Language::Sv), "Verftsgata 14, 8006 Bodø, Norge");
    }
}
