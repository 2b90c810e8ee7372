//! The values of one customer or contact, by field key, as the database keeps them.

use super::{Field, Kind, Per};
use crate::{
    address::SameAs,
    agreement::hours::{Day, Hours},
    country::Country,
    customer::{CustomerKind, CustomerType},
    industry,
    language::Language,
    money::Money,
    organisation_number::OrganisationNumber,
    phone::Phone,
    postal_code::PostalCode,
    terms::{Currency, Days, Factor, Percent},
    text::Text,
    web_address::WebAddress,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::HashMap;
use uuid::Uuid;

/// Yes or no, as it is read as a value.
#[must_use]
pub const fn yes_no(yes: bool) -> Text {
    if yes { Text { nb: "Ja", sv: "Ja", en: "Yes" } } else { Text { nb: "Nei", sv: "Nej", en: "No" } }
}

/// Names of what a record refers to by id: list values, members of staff, customers.
pub type Names = HashMap<String, String>;

/// The values of one row, by column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Map<String, Value>", into = "Map<String, Value>")]
pub struct Record(pub Map<String, Value>);

impl From<Map<String, Value>> for Record {
    /// The values of a firm's own fields are kept together in one column, and stand beside the others here.
    fn from(mut values: Map<String, Value>) -> Self {
        if let Some(Value::Object(own)) = values.remove("own") {
            values.extend(own);
        }
        Self(values)
    }
}

impl From<Record> for Map<String, Value> {
    fn from(record: Record) -> Self {
        record.0
    }
}

impl Record {
    /// A value as text; nothing and null are empty.
    #[must_use]
    pub fn text(&self, key: &str) -> &str {
        self.0.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    /// The values of a field that has several.
    pub fn items(&self, key: &str) -> impl Iterator<Item = &str> {
        self.0.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    /// A value as a whole number.
    #[must_use]
    pub fn number(&self, key: &str) -> Option<i64> {
        self.0.get(key).and_then(Value::as_i64)
    }

    /// A value as a country; Norway where there is none.
    #[must_use]
    pub fn country(&self, key: &str) -> Country {
        Country::parse(self.text(key)).unwrap_or(Country::NORWAY)
    }

    /// The value as one would type it into a form of a firm in `home`: a phone number is written
    /// the way people write it there.
    #[must_use]
    pub fn typed_for(&self, field: &Field, home: Country) -> String {
        match (field.kind, self.0.get(field.key)) {
            (Kind::Phone, Some(Value::String(text))) => {
                Phone::parse(text, home).map_or_else(|_| text.clone(), |phone| phone.shown(home))
            }
            _ => self.typed(field),
        }
    }

    /// The value as it is kept, as text.
    #[must_use]
    pub fn typed(&self, field: &Field) -> String {
        match self.0.get(field.key) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => match (field.kind, number.as_i64()) {
                (Kind::Money | Kind::Charge(_), Some(hundredths)) => Money::from_hundredths(hundredths).typed(),
                (Kind::Percent, Some(hundredths)) => Percent::from_hundredths(hundredths).typed(),
                (Kind::Factor, Some(thousandths)) => Factor::from_thousandths(thousandths).typed(),
                (Kind::Hours, Some(hundredths)) => Hours::from_hundredths(hundredths).typed(),
                _ => number.to_string(),
            },
            Some(Value::Bool(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(","),
            _ => String::new(),
        }
    }

    /// The value as it is read; empty where there is none.
    #[must_use]
    pub fn shown(&self, field: &Field, names: &Names, language: Language, home: Country) -> String {
        self.0.get(field.key).map_or_else(String::new, |value| shown(field, value, self, names, language, home))
    }
}

/// A day in ISO 8601 as the language writes it.
#[must_use]
pub fn day(text: &str, language: Language) -> String {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return text.to_owned() };
    match language {
        Language::Nb => format!("{}.{}.{year}", day.trim_start_matches('0'), month.trim_start_matches('0')),
        Language::Sv => text.to_owned(),
        Language::En => format!("{day}/{month}/{year}"),
    }
}

/// One value of a field as it is read; `record` tells the country where the kind needs it.
#[must_use]
pub fn shown(
    field: &Field,
    value: &Value,
    record: &Record,
    names: &Names,
    language: Language,
    home: Country,
) -> String {
    let name_of = |id: &str| names.get(id).cloned().unwrap_or_default();
    let text = match value {
        Value::String(text) => text.as_str(),
        Value::Number(number) => {
            let number = number.as_i64().unwrap_or_default();
            return match field.counted.unwrap_or(field.kind) {
                Kind::Money | Kind::Charge(Per::Piece | Per::Total) => {
                    format!("{}\u{a0}kr", Money::from_hundredths(number))
                }
                Kind::Charge(Per::Kilometre) => format!("{}\u{a0}kr/km", Money::from_hundredths(number)),
                Kind::Days => Days::new(number).shown(language),
                Kind::Percent => Percent::from_hundredths(number).shown(language),
                Kind::Factor => Factor::from_thousandths(number).shown(language),
                Kind::Hours => Hours::from_hundredths(number).shown(language),
                Kind::Kilometres => format!("{}\u{a0}km", grouped(number)),
                _ => grouped(number),
            };
        }
        Value::Bool(yes) => return yes_no(*yes).get(language).to_owned(),
        Value::Array(items) => {
            return items
                .iter()
                .filter_map(Value::as_str)
                .map(name_of)
                .filter(|name| !name.is_empty())
                .collect::<Vec<_>>()
                .join(", ");
        }
        _ => return String::new(),
    };
    if text.is_empty() {
        return String::new();
    }
    match field.kind {
        Kind::Line { .. }
        | Kind::Lines { .. }
        | Kind::Email
        | Kind::Emails
        | Kind::Gln
        | Kind::Kilometres
        | Kind::Whole
        | Kind::Number
        | Kind::Money
        | Kind::Charge(_)
        | Kind::Days
        | Kind::Percent
        | Kind::Factor
        | Kind::Hours
        | Kind::YesNo => text.to_owned(),
        Kind::Date => day(text, language),
        Kind::Shift => Day::from_stored(text).map_or_else(|| text.to_owned(), |day| day.shown(language)),
        Kind::Code(list) => list.with_key(text).map_or_else(String::new, |code| code.name(language).to_owned()),
        Kind::Currency => {
            Currency::from_key(text).map_or_else(|| text.to_owned(), |code| code.name(language).to_owned())
        }
        Kind::IndustryCode => industry::by_code(text)
            .map_or_else(|| text.to_owned(), |industry| format!("{} {}", industry.code, industry.name)),
        Kind::OrganisationNumber => {
            let country = record.country("country");
            OrganisationNumber::parse(text, country).map_or_else(|_| text.to_owned(), |number| number.shown(country))
        }
        Kind::Phone => Phone::parse(text, home).map_or_else(|_| text.to_owned(), |phone| phone.shown(home)),
        Kind::WebAddress => {
            WebAddress::parse(text).map_or_else(|_| text.to_owned(), |address| address.shown().to_owned())
        }
        // What an own field held as text before it became a choice is in its history still.
        Kind::Choice(_) | Kind::Choices(_) if field.is_own() && Uuid::try_parse(text).is_err() => text.to_owned(),
        Kind::Choice(_) | Kind::Choices(_) | Kind::User | Kind::Customer | Kind::Contact => name_of(text),
        Kind::CustomerKind => {
            CustomerKind::from_key(text).map_or_else(String::new, |kind| kind.name(language).to_owned())
        }
        Kind::CustomerType => {
            CustomerType::from_key(text).map_or_else(String::new, |kind| kind.name(language).to_owned())
        }
        Kind::Country => {
            Country::parse(text).map_or_else(|_| text.to_owned(), |country| country.name(language).to_owned())
        }
        Kind::PostalCode { country } => {
            let country = record.country(country);
            PostalCode::parse(text, country).map_or_else(|_| text.to_owned(), |code| code.shown(country))
        }
        Kind::SameAs(_) => SameAs::from_key(text).map_or_else(String::new, |same| same.name(language).to_owned()),
    }
}

/// A whole number in groups of three, as Norwegian and Swedish write it: `10 237`.
#[must_use]
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        out.push('−');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) && digits.len() > 4 {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field;
    use serde_json::json;

    fn record(value: Value) -> Record {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn values_are_read_as_the_reader_writes_them() {
        let record = record(
            json!({"phone": "+4775500120", "organisation_number": "988077917", "country": "NO", "number": 10237,
            "status": "s1", "website": "https://www.a.example/", "is_supplier": true}),
        );
        let names = Names::from([("s1".to_owned(), "Aktiv".to_owned())]);
        let shown = |key| record.shown(field::customer(key).unwrap(), &names, Language::Nb, Country::NORWAY);
        assert_eq!(shown("phone"), "75 50 01 20");
        assert_eq!(shown("organisation_number"), "988 077 917");
        assert_eq!(shown("number"), "10\u{a0}237");
        assert_eq!(shown("status"), "Aktiv");
        assert_eq!(shown("website"), "a.example");
        assert_eq!(shown("email"), "");
        assert_eq!(shown("is_supplier"), "Ja");
    }

    #[test]
    fn small_numbers_stay_in_one_piece() {
        assert_eq!(grouped(1284), "1284");
        assert_eq!(grouped(1_234_567), "1\u{a0}234\u{a0}567");
        assert_eq!(grouped(-10_000), "−10\u{a0}000");
    }
}
