//! What a row of a file says: values that may be kept, by the rules of the card.

use super::{Empty, MOST_NUMBER, Remark, Settings, Target, Unknown, Wrong};
use crate::{
    country::Country,
    error::Problem,
    exchange::{Cell, Dialect, Lookup, Reading, value},
    field::{Entity, Field, Importance, Kind, Parsing},
    id::{CustomerId, ListItemId, UserId},
    language::Language,
    list::{ITEM_MAX, ListItem, ListKind, MOST_CHOSEN},
    plain_text,
    registration::split_name,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// A member of staff.
#[derive(Clone, Debug)]
pub struct Staff {
    /// Who.
    pub id: UserId,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
}

/// A value that a list gets when the file is imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewItem {
    /// Its identity.
    pub id: ListItemId,
    /// Which list.
    pub kind: ListKind,
    /// What it is called.
    pub name: String,
}

/// What a row says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// The customer's values, by column; the parent company as it is written.
    pub customer: Map<String, Value>,
    /// The customer number.
    pub number: Option<i64>,
    /// The customer's identity, where the file is one of our own.
    pub id: Option<CustomerId>,
    /// The contact person's values, by column.
    pub contact: Map<String, Value>,
    /// What is wrong with it.
    pub remarks: Vec<Remark>,
}

impl Read {
    /// Whether it can't be taken.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        self.remarks.iter().any(|remark| matches!(remark, Remark::Cell { passed: false, .. }))
    }
}

/// Reads the rows of one file.
#[derive(Debug)]
pub struct Reader {
    home: Country,
    dialect: Dialect,
    settings: Settings,
    columns: Vec<Option<Target>>,
    lookup: Lookup,
    names: HashMap<ListKind, Vec<String>>,
    staff: Vec<String>,
    countries: Vec<String>,
    make_id: fn() -> ListItemId,
    made: Vec<NewItem>,
}

struct Refused {
    problem: Problem,
    meant: Option<String>,
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self { problem, meant: None }
    }
}

fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Reader {
    /// A reader for a file with these columns. `make_id` gives values that lists get their identity.
    #[must_use]
    pub fn new(
        home: Country,
        dialect: Dialect,
        settings: Settings,
        columns: Vec<Option<Target>>,
        make_id: fn() -> ListItemId,
    ) -> Self {
        let countries = Country::all()
            .flat_map(|country| Language::ALL.map(|language| country.name(language).to_owned()))
            .collect();
        Self {
            home,
            dialect,
            settings,
            columns,
            lookup: Lookup::default(),
            names: HashMap::new(),
            staff: Vec::new(),
            countries,
            make_id,
            made: Vec::new(),
        }
    }

    /// Learns the values of a list.
    pub fn learn_list(&mut self, kind: ListKind, items: &[ListItem]) {
        self.lookup.learn_list(kind, items);
        let names = items.iter().filter(|item| !item.retired).flat_map(|item| item.names.iter().cloned());
        self.names.entry(kind).or_default().extend(names);
    }

    /// Learns who is of the staff.
    pub fn learn_staff(&mut self, staff: &[Staff]) {
        for person in staff {
            self.lookup.learn_user(person.id, &person.name, &person.email);
            self.staff.push(person.name.clone());
        }
    }

    /// What whoever imports has chosen.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The firm's country.
    #[must_use]
    pub const fn home(&self) -> Country {
        self.home
    }

    /// The column of a field, where the file has it.
    #[must_use]
    pub fn column_of(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|target| target.is_some_and(|target| target.key() == key))
    }

    /// Values that the lists get.
    #[must_use]
    pub fn made(&self) -> &[NewItem] {
        &self.made
    }

    /// Reads one row.
    pub fn read(&mut self, cells: &[Cell]) -> Read {
        let mut read = Read::default();
        let columns = std::mem::take(&mut self.columns);
        // The country first: numbers and postal codes are read by it.
        let mut countries: HashMap<&'static str, Country> = HashMap::new();
        for (target, cell) in columns.iter().zip(cells) {
            if let Some(Target::Field(field)) = target
                && field.kind == Kind::Country
                && let Some(country) = country_named(cell.as_text())
            {
                countries.insert(field.key, country);
            }
        }
        for (at, target) in columns.iter().enumerate() {
            let Some(target) = target else { continue };
            let cell = cells.get(at).unwrap_or(&Cell::Empty);
            self.take(&mut read, at, *target, cell, &countries);
        }
        self.columns = columns;
        read
    }

    fn take(
        &mut self,
        read: &mut Read,
        at: usize,
        target: Target,
        cell: &Cell,
        countries: &HashMap<&'static str, Country>,
    ) {
        let text = cell.as_text().trim();
        let field = match target {
            Target::ContactName => {
                if !text.is_empty() {
                    let (first, last) = split_name(text);
                    for (key, part) in [("first_name", first), ("last_name", last)] {
                        if !part.is_empty() {
                            match plain_text::line(part, 100) {
                                Ok(part) => drop(read.contact.insert(key.to_owned(), Value::String(part))),
                                Err(problem) => read.remarks.push(remark(at, target, problem.into(), None, false)),
                            }
                        }
                    }
                }
                return;
            }
            Target::Id => {
                match text.parse() {
                    Ok(id) => read.id = Some(id),
                    Err(_) if text.is_empty() => {}
                    Err(_) => read.remarks.push(remark(at, target, Problem::UnknownCustomer, None, false)),
                }
                return;
            }
            Target::Field(field) => field,
        };
        let is_contact = field.entity == Entity::Contact;
        if text.is_empty() {
            // Nothing is said; or that there is nothing.
            if self.settings.empty == Empty::Clear
                && field.importance != Importance::Must
                && !is_contact
                && field.kind != Kind::Number
                && let Ok(value) = field.parse("", Parsing { home: self.home, country: self.home })
            {
                read.customer.insert(field.key.to_owned(), value);
            }
            return;
        }
        if field.kind == Kind::Number {
            match text.replace([' ', '\u{a0}'], "").parse::<i64>() {
                Ok(number) if (1..=MOST_NUMBER).contains(&number) => read.number = Some(number),
                _ => read.remarks.push(remark(at, target, Problem::Number, None, false)),
            }
            return;
        }
        let customer_country = countries.get("country").copied().unwrap_or(self.home);
        let country = match field.kind {
            Kind::PostalCode { country } => countries.get(country).copied().unwrap_or(customer_country),
            _ => customer_country,
        };
        match self.value(field, cell, text, country) {
            Ok(value) => {
                let values = if is_contact { &mut read.contact } else { &mut read.customer };
                values.insert(field.key.to_owned(), value);
            }
            Err(Refused { problem, meant }) => {
                let passed = self.settings.wrong == Wrong::Cell && field.importance != Importance::Must;
                read.remarks.push(remark(at, target, problem, meant, passed));
            }
        }
    }

    fn value(&mut self, field: &Field, cell: &Cell, text: &str, country: Country) -> Result<Value, Refused> {
        match field.kind {
            Kind::Choice(list) if !matches!(cell, Cell::Error(_)) => {
                return self.choice(list, text).map(|id| Value::String(id.to_string()));
            }
            Kind::Choices(list) if !matches!(cell, Cell::Error(_)) => return self.choices(list, text),
            // Which one it is, the store finds.
            Kind::Customer => return Ok(Value::String(plain_text::line(text, 300).map_err(Problem::from)?)),
            _ => {}
        }
        let parsing = Parsing { home: self.home, country };
        let reading = Reading { lookup: &self.lookup, dialect: self.dialect, parsing };
        value(field, cell, &reading).map_err(|problem| {
            let names = match field.kind {
                Kind::User => &self.staff,
                Kind::Country => &self.countries,
                _ => return problem.into(),
            };
            Refused { problem, meant: nearest(text, names) }
        })
    }

    fn choice(&mut self, list: ListKind, text: &str) -> Result<ListItemId, Refused> {
        if let Some(id) = self.lookup.item(list, text) {
            return Ok(id);
        }
        let meant = self.names.get(&list).and_then(|names| nearest(text, names));
        // A status says what it means, which a file does not.
        if self.settings.unknown != Unknown::Make || list == ListKind::Status || self.made.len() >= 1000 {
            return Err(Refused { problem: Problem::Choice, meant });
        }
        let name = plain_text::line(text, ITEM_MAX).map_err(Problem::from)?;
        let id = (self.make_id)();
        let names = [name.clone(), name.clone(), name.clone()];
        self.lookup.learn_list(
            list,
            &[ListItem {
                id,
                names,
                code: String::new(),
                is_managed: true,
                retired: false,
                merged_into: None,
                meaning: None,
                is_member: false,
            }],
        );
        self.made.push(NewItem { id, kind: list, name });
        Ok(id)
    }

    fn choices(&mut self, list: ListKind, text: &str) -> Result<Value, Refused> {
        // A name may have a comma in it itself.
        let parts: Vec<&str> = if self.lookup.item(list, text).is_some() {
            vec![text]
        } else {
            let parting = if text.contains([';', '|', '\n']) { &[';', '|', '\n'][..] } else { &[','][..] };
            text.split(parting).map(str::trim).filter(|part| !part.is_empty()).collect()
        };
        let mut ids = parts.into_iter().map(|part| self.choice(list, part)).collect::<Result<Vec<_>, _>>()?;
        ids.sort_unstable();
        ids.dedup();
        if ids.len() > MOST_CHOSEN {
            return Err(Problem::Choice.into());
        }
        Ok(Value::Array(ids.into_iter().map(|id| Value::String(id.to_string())).collect()))
    }
}

fn remark(column: usize, target: Target, problem: Problem, meant: Option<String>, passed: bool) -> Remark {
    Remark::Cell { column: Some(column), field: target.key(), problem, meant, passed }
}

fn country_named(text: &str) -> Option<Country> {
    let wanted = folded(text);
    if wanted.is_empty() {
        return None;
    }
    Country::parse(text.trim()).ok().or_else(|| {
        Country::all()
            .find(|country| Language::ALL.into_iter().any(|language| folded(country.name(language)) == wanted))
    })
}

/// The name that was perhaps meant: one or two letters off, or the one that begins so.
fn nearest(text: &str, names: &[String]) -> Option<String> {
    let wanted = folded(text);
    let length = wanted.chars().count();
    if length < 2 || length > 60 {
        return None;
    }
    let allowed = if length < 5 { 1 } else { 2 };
    names
        .iter()
        .map(|name| {
            let other = folded(name);
            let begins = length >= 3 && (other.starts_with(&wanted) || wanted.starts_with(&other) && other.len() >= 3);
            (if begins { 1 } else { distance(&wanted, &other) }, name)
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name.clone())
}

/// How many letters to change, add or drop (Levenshtein); large where the lengths alone say so.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 2 {
        return usize::MAX;
    }
    let mut before: Vec<usize> = (0..=b.len()).collect();
    for (i, of_a) in a.iter().enumerate() {
        let mut now = vec![i + 1];
        for (j, of_b) in b.iter().enumerate() {
            let swapped = before.get(j).copied().unwrap_or_default() + usize::from(of_a != of_b);
            let dropped = before.get(j + 1).copied().unwrap_or_default() + 1;
            let added = now.last().copied().unwrap_or_default() + 1;
            now.push(swapped.min(dropped).min(added));
        }
        before = now;
    }
    before.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use uuid::Uuid;

    fn id(n: u128) -> ListItemId {
        ListItemId(Uuid::from_u128(n))
    }

    fn reader(columns: &[&str], settings: Settings) -> Reader {
        let item = |n, name: &str| ListItem {
            id: id(n),
            names: [name, name, name].map(str::to_owned),
            code: String::new(),
            is_managed: true,
            retired: false,
            merged_into: None,
            meaning: None,
            is_member: false,
        };
        let columns = columns.iter().map(|key| Target::from_key(key)).collect();
        let mut reader = Reader::new(Country::NORWAY, Dialect::default(), settings, columns, || id(77));
        reader.learn_list(ListKind::Industry, &[item(1, "Bygg og anlegg")]);
        reader.learn_list(ListKind::Tag, &[item(2, "Verft"), item(3, "Olje, gass")]);
        let kari =
            Staff { id: UserId(Uuid::from_u128(9)), name: "Kari Berg".to_owned(), email: "kari@a.example".to_owned() };
        reader.learn_staff(&[kari]);
        reader
    }

    fn text(values: &[&str]) -> Vec<Cell> {
        values.iter().map(|value| Cell::text(value)).collect()
    }

    fn problems(read: &Read) -> Vec<(String, Problem, Option<String>)> {
        let cell = |remark: &Remark| match remark {
            Remark::Cell { field, problem, meant, .. } => Some((field.clone(), *problem, meant.clone())),
            _ => None,
        };
        read.remarks.iter().filter_map(cell).collect()
    }

    #[test]
    fn values_are_read_as_people_write_them() {
        let mut reader = reader(
            &[
                "name",
                "phone",
                "industry",
                "tags",
                "responsible",
                "country",
                "is_supplier",
                "kind",
                "visiting_postal_code",
                "contact.name",
                "number",
                "id",
            ],
            Settings::default(),
        );
        let read = reader.read(&text(&[
            " Bodø  Sveis ",
            "75 50 01 20",
            "bygg og  ANLEGG",
            "verft; Olje, gass",
            "KARI@a.example",
            "Norge",
            "Ja",
            "Firma",
            "8006",
            "Kari Anne Berg",
            "10 237",
            "01900000-0000-7000-8000-00000000000a",
        ]));
        assert_eq!(read.remarks, []);
        assert_eq!(
            Value::Object(read.customer),
            json!({"name": "Bodø Sveis", "phone": "+4775500120", "industry": id(1), "tags": [id(2), id(3)],
                "responsible": Uuid::from_u128(9), "country": "NO", "is_supplier": true, "kind": "company", "visiting_postal_code": "8006"})
        );
        assert_eq!(Value::Object(read.contact), json!({"first_name": "Kari Anne", "last_name": "Berg"}));
        assert_eq!(read.number, Some(10_237));
        assert_eq!(read.id.map(|id| id.to_string()).as_deref(), Some("01900000-0000-7000-8000-00000000000a"));
    }

    #[test]
    fn what_a_spreadsheet_did_to_a_value_is_made_good() {
        let mut reader =
            reader(&["visiting_postal_code", "phone", "opening_balance", "mobile", "is_supplier"], Settings::default());
        let number = |text: &str| Cell::Number(text.to_owned());
        let read =
            reader.read(&[number("150"), number("75500120"), number("1250.5"), number("4741234567"), Cell::Bool(true)]);
        assert_eq!(
            Value::Object(read.customer),
            json!({"visiting_postal_code": "0150", "phone": "+4775500120", "opening_balance": 125_050, "mobile": "+4741234567", "is_supplier": true})
        );
        let read =
            reader.read(&[Cell::Empty, Cell::Empty, number("1250.567"), Cell::Error("#REF!".to_owned()), Cell::Empty]);
        assert_eq!(
            problems(&read),
            [("opening_balance".to_owned(), Problem::Money, None), ("mobile".to_owned(), Problem::CellError, None)]
        );
    }

    #[test]
    fn what_is_wrong_is_told_by_its_cell_with_what_was_perhaps_meant() {
        let columns = ["name", "email", "industry", "responsible", "number"];
        let read = reader(&columns, Settings::default()).read(&text(&["A", "a@", "Byg og anlegg", "Kari Bergg", "-3"]));
        assert!(read.is_wrong());
        assert_eq!(
            problems(&read),
            [
                ("email".to_owned(), Problem::Email, None),
                ("industry".to_owned(), Problem::Choice, Some("Bygg og anlegg".to_owned())),
                ("responsible".to_owned(), Problem::Choice, Some("Kari Berg".to_owned())),
                ("number".to_owned(), Problem::Number, None),
            ]
        );
        // The rest of the row is taken where whoever imports says so.
        let settings = Settings { wrong: Wrong::Cell, ..Settings::default() };
        let read = reader(&["name", "email"], settings).read(&text(&["A", "a@"]));
        assert!(!read.is_wrong());
        assert_eq!((read.customer.len(), read.remarks.len()), (1, 1));
    }

    #[test]
    fn an_unknown_value_is_added_to_its_list_where_that_is_wanted_and_only_once() {
        let settings = Settings { unknown: Unknown::Make, ..Settings::default() };
        let mut reader = reader(&["tags", "status"], settings);
        let read = reader.read(&text(&["Havn", ""]));
        assert_eq!(Value::Object(read.customer), json!({"tags": [id(77)]}));
        reader.read(&text(&["HAVN", ""]));
        assert_eq!(reader.made(), [NewItem { id: id(77), kind: ListKind::Tag, name: "Havn".to_owned() }]);
        assert!(reader.read(&text(&["", "Ny"])).is_wrong(), "a status says what it means");
    }

    #[test]
    fn an_empty_cell_says_nothing_or_that_there_is_nothing() {
        let columns = ["name", "email", "tags"];
        assert!(reader(&columns, Settings::default()).read(&text(&["A", "", " "])).customer.len() == 1);
        let settings = Settings { empty: Empty::Clear, ..Settings::default() };
        let read = reader(&columns, settings).read(&text(&["", "", ""]));
        assert_eq!(Value::Object(read.customer), json!({"email": null, "tags": []}), "never what must be filled in");
        let short = reader(&columns, Settings::default()).read(&[]);
        assert_eq!(short, Read::default());
    }
}
