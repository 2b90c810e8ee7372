//! What a row of a file says: values that may be kept, by the rules of the card.

use super::{Empty, MOST_NUMBER, Remark, Settings, Target, Unknown, Wrong, near::nearest};
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

pub(super) fn folded(name: &str) -> String {
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
        if self.settings.unknown != Unknown::Make || !list.takes_new() || self.made.len() >= 1000 {
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
                activity_kind: None,
                inverse: <[String; 3]>::default(),
                term: None,
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
