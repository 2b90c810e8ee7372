//! From a cell to a value.

use super::{Cell, DateOrder, Decimal, Dialect, Lookup};
use crate::{
    address::SameAs,
    country::Country,
    customer::{CustomerKind, CustomerType},
    error::Problem,
    field::{Field, Importance, Kind, Parsing, Per},
    language::Language,
    terms::Currency,
};
use serde_json::Value;

/// What the meaning of a cell depends on.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// What names stand for.
    pub lookup: &'a Lookup,
    /// How texts write numbers.
    pub dialect: Dialect,
    /// The countries of phone numbers and of the customer or the address.
    pub parsing: Parsing,
}

/// The value of a field that a cell says, as [`Field::parse`] gives it; the customer number too,
/// which is there to be found by.
///
/// # Errors
/// What is wrong with it.
pub fn value(field: &Field, cell: &Cell, reading: &Reading<'_>) -> Result<Value, Problem> {
    if matches!(cell, Cell::Error(_)) {
        return Err(Problem::CellError);
    }
    let text = cell.as_text().trim();
    if matches!(field.kind, Kind::Number) {
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        return match digits.parse::<i64>() {
            _ if digits.is_empty() => Ok(Value::Null),
            Ok(number) if number > 0 => Ok(Value::from(number)),
            _ => Err(Problem::UnknownCustomer),
        };
    }
    if text.is_empty() {
        return field.parse("", reading.parsing);
    }
    let key = |found: Option<&'static str>| found.map(str::to_owned).ok_or(Problem::Choice);
    let typed = match field.kind {
        Kind::Choice(list) => reading.lookup.item(list, text).ok_or(Problem::Choice)?.to_string(),
        Kind::Choices(list) => {
            let mut ids = Vec::new();
            for name in several(text).iter().filter(|name| !name.trim().is_empty()) {
                ids.push(reading.lookup.item(list, name).ok_or(Problem::Choice)?.to_string());
            }
            // Separators alone are nothing.
            if ids.is_empty() && field.importance == Importance::Must {
                return Err(Problem::Required);
            }
            ids.join(",")
        }
        Kind::User => reading.lookup.user(text)?.to_string(),
        Kind::Customer => reading.lookup.customer(text)?.to_string(),
        Kind::Contact => return Err(Problem::Choice),
        Kind::YesNo => key(yes_no(text))?,
        Kind::Country => country(text).ok_or(Problem::Choice)?.code().to_owned(),
        Kind::CustomerKind => key(named(text, CustomerKind::ALL, CustomerKind::key, CustomerKind::name))?,
        Kind::CustomerType => key(named(text, CustomerType::ALL, CustomerType::key, CustomerType::name))?,
        Kind::Code(list) => key(list.named(text).map(|code| code.key))?,
        Kind::Currency => {
            let code = text.get(..3).map(str::to_uppercase).and_then(|code| Currency::from_key(&code));
            key(code.map(Currency::key).or_else(|| named(text, Currency::ALL, Currency::key, Currency::name)))?
        }
        Kind::SameAs(_) => {
            key(named(text, &[SameAs::Own, SameAs::Visiting, SameAs::Postal], SameAs::key, SameAs::name))?
        }
        Kind::Money | Kind::Charge(_) => amount(cell, text, reading.dialect).ok_or(match field.kind {
            Kind::Charge(Per::Total) => Problem::Limit,
            Kind::Charge(_) => Problem::Charge,
            _ => Problem::Money,
        })?,
        Kind::Phone => phone(cell, text, reading.parsing.country),
        Kind::PostalCode { .. } => postal_code(cell, text, reading.parsing.country),
        Kind::Date => day(cell, text, reading.dialect.dates),
        Kind::Lines { .. } => cell.as_text().to_owned(),
        _ => text.to_owned(),
    };
    field.parse(&typed, reading.parsing)
}

/// An amount so written that it can mean one thing only. More than two decimals are no amount.
fn amount(cell: &Cell, text: &str, dialect: Dialect) -> Option<String> {
    let (mark, thousands) = match (cell, dialect.decimal) {
        (Cell::Number(_), _) | (_, Decimal::Point) => ('.', ','),
        (_, Decimal::Comma) => (',', '.'),
    };
    let Some((whole, decimals)) = text.rsplit_once(mark) else { return Some(text.replace(thousands, " ")) };
    // A mark that stands more than once parts thousands.
    if whole.contains(mark) {
        return Some(text.to_owned());
    }
    let digits = decimals.chars().take_while(char::is_ascii_digit).count();
    let whole = whole.replace(thousands, "");
    (digits <= 2).then(|| format!("{whole},{decimals}"))
}

/// A day as the file writes it, in an order that can be read in one way only.
fn day(cell: &Cell, text: &str, order: DateOrder) -> String {
    if let Cell::Date(date) = cell {
        return date.split('T').next().unwrap_or(date).to_owned();
    }
    let parts: Vec<&str> = text.split(['.', '-', '/', ' ']).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [month, day, year] if order == DateOrder::MonthDay && month.len() < 3 && matches!(year.len(), 2 | 4) => {
            format!("{day}.{month}.{year}")
        }
        [year, month, day] if order == DateOrder::Iso && [year, month, day].iter().all(|part| part.len() == 2) => {
            format!("20{year}-{month}-{day}")
        }
        _ => text.to_owned(),
    }
}

/// A phone number that a spreadsheet has made a number of lost its plus or its first zero; `country` is the
/// customer's.
fn phone(cell: &Cell, text: &str, country: Country) -> String {
    if matches!(cell, Cell::Number(_)) {
        let is_long = text.len() > 9 && !text.starts_with('0');
        if is_long && (text.starts_with("47") || text.starts_with("46")) {
            return format!("+{text}");
        }
        if country == Country::SWEDEN && !text.starts_with('0') {
            return format!("0{text}");
        }
    }
    text.to_owned()
}

/// A postal code that a spreadsheet has made a number of lost its first zeros.
fn postal_code(cell: &Cell, text: &str, country: Country) -> String {
    let digits = if country == Country::NORWAY { 4 } else { 5 };
    if matches!(cell, Cell::Number(_)) && (country == Country::NORWAY || country == Country::SWEDEN) {
        return format!("{text:0>digits$}");
    }
    text.to_owned()
}

/// Yes and no in three languages, and as spreadsheets and people mark them.
fn yes_no(text: &str) -> Option<&'static str> {
    match text.to_lowercase().as_str() {
        "ja" | "j" | "yes" | "y" | "true" | "sann" | "sant" | "x" | "1" => Some("yes"),
        "nei" | "nej" | "n" | "no" | "false" | "usann" | "falskt" | "falsk" | "0" | "-" => Some("no"),
        _ => None,
    }
}

/// A country by its name in any language, or its code.
fn country(text: &str) -> Option<Country> {
    let wanted = text.to_lowercase();
    Country::parse(text)
        .ok()
        .or_else(|| Country::all().find(|of| Language::ALL.iter().any(|in_| of.name(*in_).to_lowercase() == wanted)))
}

/// The key of the one with this name in any language, or this key.
fn named<T: Copy>(
    text: &str,
    all: &[T],
    key: impl Fn(T) -> &'static str,
    name: impl Fn(T, Language) -> &'static str,
) -> Option<&'static str> {
    let wanted = text.to_lowercase();
    let fits = |of: &&T| {
        key(**of).eq_ignore_ascii_case(text)
            || Language::ALL.iter().any(|in_| name(**of, *in_).to_lowercase() == wanted)
    };
    all.iter().find(fits).map(|of| key(*of))
}

/// Names with `;` between them; one in quotation marks may hold it.
fn several(text: &str) -> Vec<String> {
    let (mut names, mut name, mut quoted) = (Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                name.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if name.trim().is_empty() => {
                name.clear();
                quoted = true;
            }
            ';' | '\n' if !quoted => names.push(std::mem::take(&mut name)),
            c => name.push(c),
        }
    }
    names.push(name);
    names
}
