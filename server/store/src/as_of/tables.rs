//! The rows that a card is made of.

use crate::agreement::Rows;
use domain::as_of::Row;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The rows of a card, by table.
#[derive(Default)]
pub(super) struct Tables {
    pub(super) customer: BTreeMap<Uuid, Row>,
    pub(super) contact: BTreeMap<Uuid, Row>,
    pub(super) comment: BTreeMap<Uuid, Row>,
    pub(super) link: BTreeMap<Uuid, Row>,
    pub(super) relation: BTreeMap<Uuid, Row>,
    pub(super) responsible: BTreeMap<Uuid, Row>,
    pub(super) placement: BTreeMap<Uuid, Row>,
    pub(super) document: BTreeMap<Uuid, Row>,
    pub(super) activity: BTreeMap<Uuid, Row>,
    pub(super) firm: BTreeMap<Uuid, Row>,
    pub(super) terms: BTreeMap<Uuid, Row>,
    pub(super) agreed: Rows,
}

impl Tables {
    pub(super) fn named(&mut self, table: &str) -> Option<&mut BTreeMap<Uuid, Row>> {
        match table {
            "customer" => Some(&mut self.customer),
            "contact" => Some(&mut self.contact),
            "comment" => Some(&mut self.comment),
            "customer_link" => Some(&mut self.link),
            "customer_relation" => Some(&mut self.relation),
            "customer_responsible" => Some(&mut self.responsible),
            "customer_employee" => Some(&mut self.placement),
            "document" => Some(&mut self.document),
            "activity" => Some(&mut self.activity),
            "firm_settings" => Some(&mut self.firm),
            "department_terms" => Some(&mut self.terms),
            _ => self.agreed.get_mut(table),
        }
    }
}
