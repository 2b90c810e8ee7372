//! What is to become of one row, by what it says and what is there.

use super::{
    find::Known,
    said::{hash, person, said},
};
use domain::{
    change::Source,
    country::Country,
    error::Problem,
    field::{Entity, Field},
    id::{ContactId, CustomerId, UserId},
    import::{
        ContactPlan, Doubtful, KnownContact, Mode, Read, Reader, Remark, Settings, Verdict, compare_contact, plan,
    },
    language::Language,
    list::StatusChoice,
    registration::Likeness,
    settings::FirmSettings,
};
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// What was found of some rows.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) matched: HashMap<i32, Vec<Known>>,
    pub(super) taken: (HashMap<i64, CustomerId>, HashMap<String, CustomerId>),
    pub(super) sources: HashMap<CustomerId, HashMap<String, Source>>,
    pub(super) contacts: HashMap<CustomerId, Vec<KnownContact>>,
    pub(super) same: HashMap<i32, HashMap<CustomerId, Vec<Likeness>>>,
}

/// What is to become of a row.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) verdict: Verdict,
    pub(super) remarks: Vec<Remark>,
    pub(super) customer: CustomerId,
    pub(super) values: Map<String, Value>,
    pub(super) changes: Map<String, Value>,
    pub(super) proposals: Map<String, Value>,
    pub(super) contact: Option<Map<String, Value>>,
    pub(super) contact_id: ContactId,
    pub(super) contact_is_new: bool,
}

impl Row {
    fn new(verdict: Verdict, remarks: Vec<Remark>, customer: CustomerId) -> Self {
        Self {
            verdict,
            remarks,
            customer,
            values: Map::new(),
            changes: Map::new(),
            proposals: Map::new(),
            contact: None,
            contact_id: ContactId::generate(),
            contact_is_new: true,
        }
    }
}

/// A row that was looked at before: where it stands and which customer it is about.
#[derive(Clone, Copy, Debug)]
struct Earlier {
    row: i32,
    customer: CustomerId,
    said: u64,
}

/// Says what is to become of rows, one after the other.
#[derive(Debug)]
pub(super) struct Judge {
    pub(super) settings: Settings,
    pub(super) statuses: Vec<StatusChoice>,
    pub(super) responsible: UserId,
    pub(super) home: Country,
    pub(super) language: Language,
    pub(super) firm: FirmSettings,
    pub(super) own: Vec<&'static Field>,
    by_key: HashMap<u64, Earlier>,
    by_name: HashMap<u64, i32>,
    /// What earlier rows say of contact persons, each with whose they are.
    people: HashSet<u64>,
}

pub(super) fn text<'a>(values: &'a Map<String, Value>, key: &str) -> &'a str {
    values.get(key).and_then(Value::as_str).unwrap_or_default()
}

impl Judge {
    pub(super) fn new(
        settings: &Settings,
        statuses: Vec<StatusChoice>,
        responsible: UserId,
        home: Country,
        language: Language,
        (firm, own): (FirmSettings, Vec<&'static Field>),
    ) -> Self {
        Self {
            settings: settings.clone(),
            statuses,
            responsible,
            home,
            language,
            firm,
            own,
            by_key: HashMap::new(),
            by_name: HashMap::new(),
            people: HashSet::new(),
        }
    }

    /// Whether rows that are about no customer make one.
    pub(super) fn makes_new(&self) -> bool {
        self.settings.mode != Mode::Update
    }

    /// What a row is matched by.
    pub(super) fn key_of(&self, read: &Read) -> Option<String> {
        match self.settings.match_by.as_deref()? {
            "id" => read.id.map(|id| id.to_string()),
            "number" => read.number.map(|number| number.to_string()),
            key => Some(text(&read.customer, key).to_owned()).filter(|key| !key.is_empty()),
        }
    }

    /// Puts the one customer that is meant in place of what is written.
    pub(super) fn name_parent(&self, read: &mut Read, reader: &Reader, candidates: &[CustomerId]) {
        let problem = match candidates {
            [one] => {
                read.customer.insert("parent_id".to_owned(), Value::String(one.to_string()));
                return;
            }
            [] => Problem::UnknownCustomer,
            _ => Problem::SeveralCustomers,
        };
        read.customer.remove("parent_id");
        let passed = self.settings.wrong == domain::import::Wrong::Cell;
        let column = reader.column_of("parent_id");
        read.remarks.push(Remark::Cell { column, field: "parent_id".to_owned(), problem, meant: None, passed });
    }

    pub(super) fn judge(&mut self, ordinal: i32, read: Read, reader: &Reader, found: &Found) -> Row {
        if read.is_wrong() {
            return Row::new(Verdict::Wrong, read.remarks, CustomerId::generate());
        }
        let key = self.key_of(&read);
        let known = found.matched.get(&ordinal).map_or(&[][..], Vec::as_slice);
        if let Some(row) = self.repeated(ordinal, key.as_deref(), &read, known.first()) {
            return row;
        }
        match known {
            [] => self.unknown(ordinal, key.as_deref(), read, reader, found),
            [known] => self.known(ordinal, key.as_deref(), read, reader, found, known),
            several => {
                let customers = several.iter().map(|known| known.id).collect();
                let mut remarks = read.remarks;
                remarks.push(Remark::Several { customers });
                Row::new(Verdict::Doubtful, remarks, CustomerId::generate())
            }
        }
    }

    /// A row about the same customer as an earlier one: it may name one more contact person, or is
    /// the same once more.
    fn repeated(&mut self, ordinal: i32, key: Option<&str>, read: &Read, known: Option<&Known>) -> Option<Row> {
        let said = said(read);
        let earlier = *self.by_key.get(&hash(&["key", key?]))?;
        if earlier.row == ordinal {
            return None;
        }
        let mut row = Row::new(Verdict::Doubtful, read.remarks.clone(), earlier.customer);
        row.remarks.push(Remark::Repeats { row: earlier.row });
        if earlier.said != said {
            row.customer = known.map_or_else(CustomerId::generate, |known| known.id);
            return Some(row);
        }
        // The same person once more is nobody new.
        if self.people.contains(&person(key?, &read.contact)) {
            row.verdict = Verdict::Same;
            return Some(row);
        }
        let is_person = |key: &str| !text(&read.contact, key).is_empty();
        if is_person("first_name") && is_person("last_name") && known.is_none() {
            row.verdict = Verdict::Changed;
            for (key, value) in &read.contact {
                row.changes.insert(format!("contact.{key}"), Value::Array(vec![Value::Null, value.clone()]));
            }
            row.contact = Some(read.contact.clone());
            self.people.insert(person(key?, &read.contact));
            return Some(row);
        }
        // One more contact person of a customer that is there is compared like any.
        if known.is_some() && !read.contact.is_empty() {
            return None;
        }
        row.verdict = Verdict::Same;
        Some(row)
    }

    fn remember(&mut self, ordinal: i32, key: Option<&str>, customer: CustomerId, said: u64) {
        if let Some(key) = key {
            self.by_key.entry(hash(&["key", key])).or_insert(Earlier { row: ordinal, customer, said });
        }
    }

    fn remember_person(&mut self, key: Option<&str>, contact: &Map<String, Value>) {
        if let Some(key) = key {
            self.people.insert(person(key, contact));
        }
    }

    fn known(
        &mut self,
        ordinal: i32,
        key: Option<&str>,
        read: Read,
        reader: &Reader,
        found: &Found,
        known: &Known,
    ) -> Row {
        self.remember(ordinal, key, known.id, said(&read));
        let Read { customer, number, contact, mut remarks, .. } = read;
        if self.settings.mode == Mode::Create {
            remarks.push(Remark::Exists { customer: known.id });
            return Row::new(Verdict::LeftOut, remarks, known.id);
        }
        let is_other = |id: Option<&CustomerId>| id.is_some_and(|id| *id != known.id);
        if number.is_some() && number != known.values.number("number") {
            remarks.push(wrong(reader, "number", Problem::ReadOnly));
        }
        if is_other(found.taken.1.get(text(&customer, "external_id"))) {
            remarks.push(wrong(reader, "external_id", Problem::Taken));
        }
        if text(&customer, "parent_id") == known.id.to_string() {
            remarks.push(wrong(reader, "parent_id", Problem::OwnParent));
        }
        let mut row = Row::new(Verdict::Wrong, Vec::new(), known.id);
        if remarks.iter().any(is_refusal) {
            row.remarks = remarks;
            return row;
        }
        let nothing = HashMap::new();
        let sources = found.sources.get(&known.id).unwrap_or(&nothing);
        let planned = plan(&customer, &known.values, sources, self.settings.overwrite);
        (row.values, row.changes, row.proposals) = (planned.patch, planned.changes, planned.proposals);
        remarks.extend(self.emptied(known, &row.values, reader));
        remarks.extend(self.other_countries(&row.values, reader));
        if remarks.iter().any(is_refusal) {
            row.remarks = remarks;
            return row;
        }
        let told = contact.clone();
        let contacts = found.contacts.get(&known.id).map_or(&[][..], Vec::as_slice);
        match compare_contact(&contact, contacts, self.settings.overwrite, &mut remarks) {
            ContactPlan::Nothing => {}
            ContactPlan::Add => {
                if text(&contact, "first_name").is_empty() || text(&contact, "last_name").is_empty() {
                    // How the firm is reached stands with the customer; a contact person has a name.
                    remarks.push(wrong(reader, "contact.last_name", Problem::Required));
                    row.remarks = remarks;
                    return row;
                }
                let lacking = self.lacking(&known.values.0, Entity::Contact, &contact, reader);
                if !lacking.is_empty() {
                    remarks.extend(lacking);
                    row.remarks = remarks;
                    return row;
                }
                for (key, value) in &contact {
                    row.changes.insert(format!("contact.{key}"), Value::Array(vec![Value::Null, value.clone()]));
                }
                row.contact = Some(contact);
            }
            ContactPlan::Change { id, patch, changes } => {
                row.changes.extend(changes.into_iter().map(|(key, value)| (format!("contact.{key}"), value)));
                (row.contact, row.contact_id, row.contact_is_new) = (Some(patch), id, false);
            }
        }
        self.remember_person(key, &told);
        row.verdict = if row.changes.is_empty() { Verdict::Same } else { Verdict::Changed };
        row.remarks = remarks;
        row
    }

    fn unknown(&mut self, ordinal: i32, key: Option<&str>, read: Read, reader: &Reader, found: &Found) -> Row {
        let id = CustomerId::generate();
        let before = said(&read);
        let Read { mut customer, number, mut contact, mut remarks, .. } = read;
        let told = contact.clone();
        if !self.makes_new() {
            remarks.push(if key.is_some() { Remark::Missing } else { Remark::NoKey });
            return Row::new(Verdict::LeftOut, remarks, id);
        }
        if text(&customer, "name").is_empty() {
            remarks.push(wrong(reader, "name", Problem::Required));
        }
        self.fill(&mut customer);
        self.find_contact(&customer, &mut contact, reader, &mut remarks);
        if let Some(number) = number {
            if found.taken.0.contains_key(&number) {
                remarks.push(wrong(reader, "number", Problem::Taken));
            }
            customer.insert("number".to_owned(), Value::from(number));
        }
        remarks.extend(self.other_countries(&customer, reader));
        remarks.extend(self.lacking(&customer, Entity::Customer, &customer, reader));
        remarks.extend(self.lacking(&customer, Entity::Contact, &contact, reader));
        if remarks.iter().any(is_refusal) {
            return Row::new(Verdict::Wrong, remarks, id);
        }
        let mut row = Row::new(Verdict::New, Vec::new(), id);
        if let Some(same) = found.same.get(&ordinal) {
            let mut alike: Vec<_> = same.iter().map(|(id, likeness)| (*id, likeness.clone())).collect();
            alike.sort_by_key(|(id, likeness)| (std::cmp::Reverse(likeness.len()), *id));
            for (customer, likeness) in alike.into_iter().take(3) {
                remarks.push(Remark::Alike { customer, likeness });
            }
            if self.settings.doubtful == Doubtful::Leave {
                row.verdict = Verdict::Doubtful;
            }
        }
        if let Some((earlier, is_one)) = self.named_before(ordinal, &customer) {
            remarks.push(Remark::Repeats { row: earlier });
            if self.settings.doubtful == Doubtful::Leave {
                row.verdict = Verdict::Doubtful;
                // Another customer can't have what only one has: there is nothing to be made.
                if is_one {
                    customer = Map::new();
                }
            }
        }
        self.remember(ordinal, key, id, before);
        self.remember_person(key, &told);
        (row.values, row.contact, row.remarks) = (customer, Some(contact), remarks);
        row
    }

    /// The earlier row whose customer has the same number, or name and place; and whether it has what only one can have.
    fn named_before(&mut self, ordinal: i32, customer: &Map<String, Value>) -> Option<(i32, bool)> {
        let plain = |key: &str| text(customer, key).to_lowercase();
        let mut keys = vec![(hash(&["name", &plain("name"), &plain("visiting_place")]), false)];
        for (key, is_one) in [("organisation_number", false), ("external_id", true)] {
            if !text(customer, key).is_empty() {
                keys.push((hash(&[key, text(customer, key)]), is_one));
            }
        }
        if let Some(number) = customer.get("number") {
            keys.push((hash(&["number", &number.to_string()]), true));
        }
        let mut earlier = None;
        for (key, is_one) in keys {
            let row = *self.by_name.entry(key).or_insert(ordinal);
            if row != ordinal {
                earlier =
                    Some(earlier.map_or((row, is_one), |(other, was): (i32, bool)| (other.min(row), was || is_one)));
            }
        }
        earlier
    }
}

fn is_refusal(remark: &Remark) -> bool {
    matches!(remark, Remark::Cell { passed: false, .. })
}

pub(super) fn wrong(reader: &Reader, field: &str, problem: Problem) -> Remark {
    Remark::Cell { column: reader.column_of(field), field: field.to_owned(), problem, meant: None, passed: false }
}
