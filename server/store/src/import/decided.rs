//! What the firm has decided of fields and countries, kept by rows of a file like by anybody.

use super::{
    find::Known,
    verdict::{Judge, text, wrong},
};
use crate::rule;
use domain::{
    error::Problem,
    field::{self, Audience, Entity, Record},
    import::{Reader, Remark},
};
use serde_json::{Map, Value};

impl Judge {
    /// What the firm says must be filled in with such a customer, and a new one lacks.
    pub(super) fn lacking(
        &self,
        customer: &Map<String, Value>,
        entity: Entity,
        values: &Map<String, Value>,
        reader: &Reader,
    ) -> Vec<Remark> {
        let needs = self.firm.needs(Audience::of(text(customer, "kind"), text(customer, "customer_type")));
        let values = Record(values.clone());
        let is_contact = entity == Entity::Contact;
        rule::catalogue(entity, &self.own)
            .into_iter()
            .filter(|field| !field.is_fixed() && needs.lacks(field, &values))
            .map(|field| {
                let key = if is_contact { format!("contact.{}", field.key) } else { field.key.to_owned() };
                wrong(reader, &key, Problem::Required)
            })
            .collect()
    }

    /// What a customer has, and would lose though it must be there.
    pub(super) fn emptied(&self, known: &Known, patch: &Map<String, Value>, reader: &Reader) -> Vec<Remark> {
        let mut after = known.values.clone();
        after.0.extend(patch.clone());
        let needs = self.firm.needs(Audience::of_customer(&after));
        rule::catalogue(Entity::Customer, &self.own)
            .into_iter()
            .filter(|field| patch.contains_key(field.key) && !field.is_fixed())
            .filter(|field| !known.values.is_empty(field) && needs.lacks(field, &after))
            .map(|field| wrong(reader, field.key, Problem::Required))
            .collect()
    }

    /// Countries that the firm does not offer; what a customer has already is no change and is not among these.
    pub(super) fn other_countries(&self, values: &Map<String, Value>, reader: &Reader) -> Vec<Remark> {
        let fields = values.iter().filter_map(|(key, value)| Some((field::customer(key)?, value)));
        fields
            .filter(|(field, value)| !self.firm.offers(field, value))
            .map(|(field, _)| wrong(reader, field.key, Problem::Choice))
            .collect()
    }
}
