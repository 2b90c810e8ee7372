//! What a new customer must have and the file does not say.

use super::verdict::{Judge, text};
use domain::{
    customer::{CustomerKind, CustomerType},
    error::Problem,
    import::{Lacking, Reader, Remark},
    registration::{proposed_status, split_name},
    text::Text,
};
use serde_json::{Map, Value};

/// What a customer's first contact is called where the file names none.
const SWITCHBOARD: Text = Text { nb: "Sentralbord", sv: "Växel", en: "Switchboard" };

impl Judge {
    /// What a new customer must have and the file does not say.
    pub(super) fn fill(&self, customer: &mut Map<String, Value>) {
        let kind = CustomerKind::from_key(&self.settings.kind).unwrap_or(CustomerKind::Company);
        let mut give = |key: &str, value: String| {
            customer.entry(key).or_insert(Value::String(value));
        };
        give("kind", kind.key().to_owned());
        give("customer_type", CustomerType::Ordinary.key().to_owned());
        give("country", self.home.code().to_owned());
        give("responsible", self.responsible.to_string());
        let kind = CustomerType::from_key(text(customer, "customer_type")).unwrap_or(CustomerType::Ordinary);
        if let Some(status) = proposed_status(kind, &self.statuses) {
            customer.entry("status").or_insert(Value::String(status.id.to_string()));
        }
        for (kind, lines) in
            [("postal", "postal_street"), ("invoice", "invoice_street"), ("delivery", "delivery_street")]
        {
            // An address that the file gives is one of its own.
            if !text(customer, lines).is_empty() {
                customer.entry(format!("{kind}_same_as")).or_insert(Value::String("own".to_owned()));
            }
        }
    }

    /// The first contact of a new customer.
    pub(super) fn find_contact(
        &self,
        customer: &Map<String, Value>,
        contact: &mut Map<String, Value>,
        reader: &Reader,
        remarks: &mut Vec<Remark>,
    ) {
        let (first, last) = (text(contact, "first_name").to_owned(), text(contact, "last_name").to_owned());
        if !first.is_empty() && !last.is_empty() {
            return;
        }
        let name = text(customer, "name").to_owned();
        let is_private = text(customer, "kind") == CustomerKind::Private.key();
        if first.is_empty() && last.is_empty() && (is_private || self.settings.lacking == Lacking::Switchboard) {
            // A private person is their own contact (seed 000:19).
            let (first, last) =
                if is_private { split_name(&name) } else { (SWITCHBOARD.get(self.language), name.as_str()) };
            let part = |text: &str| Value::String(text.chars().take(100).collect());
            if !first.is_empty() && !last.is_empty() {
                contact.insert("first_name".to_owned(), part(first));
                contact.insert("last_name".to_owned(), part(last));
                for key in ["email", "mobile", "phone"] {
                    if let Some(value) = customer.get(key).filter(|value| value.is_string()) {
                        contact.entry(key).or_insert_with(|| value.clone());
                    }
                }
                return;
            }
        }
        let lacking = [("contact.first_name", first.is_empty()), ("contact.last_name", last.is_empty())];
        let lacking: Vec<&str> = lacking.into_iter().filter(|(_, lacks)| *lacks).map(|(field, _)| field).collect();
        // A file that has no column for a part of the name lacks the whole of it.
        let has_parts = lacking.iter().any(|field| reader.column_of(field).is_some());
        let fields = if lacking.len() > 1 && !has_parts { vec!["contact.name"] } else { lacking };
        remarks.extend(fields.into_iter().map(|field| Remark::Cell {
            column: reader.column_of(field).or_else(|| reader.column_of("contact.name")),
            field: field.to_owned(),
            problem: Problem::Required,
            meant: None,
            passed: false,
        }));
    }
}
