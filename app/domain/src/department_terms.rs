//! What customers of a department follow where they have nothing of their own: before it comes what the firm has chosen.
//!
//! A customer may belong to several departments. The first of them, in the firm's order, that has chosen a value says
//! what counts; one that is retired still does, for those that belong to it, after all that are not.

use crate::{
    field::{self, Record},
    id::DepartmentId,
};
use serde::Deserialize;
use serde_json::Value;

/// The customer's field that says which departments it belongs to.
pub const BELONGS: &str = "departments";

/// A department with what it has chosen.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct DepartmentTerms {
    /// Which.
    pub id: DepartmentId,
    /// What it is called; empty where that is kept from the reader.
    pub name: String,
    /// What it has chosen, by key of the field.
    pub chosen: Record,
}

impl DepartmentTerms {
    /// All that have chosen anything, in the firm's order, as the database tells them.
    #[must_use]
    pub fn read(told: Option<Value>) -> Vec<Self> {
        let all: Vec<Self> = told.and_then(|told| serde_json::from_value(told).ok()).unwrap_or_default();
        all.into_iter().map(Self::with_terms_alone).filter(|department| !department.chosen.0.is_empty()).collect()
    }

    fn with_terms_alone(mut self) -> Self {
        self.chosen.0.retain(|key, value| !value.is_null() && field::terms().any(|field| field.key == key));
        self
    }

    /// Whether a customer with these values belongs to it.
    #[must_use]
    pub fn has(&self, customer: &Record) -> bool {
        customer.items(BELONGS).any(|id| id.parse() == Ok(self.id))
    }
}

/// What the first of some departments that has chosen a value says of a field, with which that is.
pub fn chosen<'a>(
    departments: impl IntoIterator<Item = &'a DepartmentTerms>,
    key: &str,
) -> Option<(&'a DepartmentTerms, &'a Value)> {
    departments.into_iter().find_map(|department| Some((department, department.chosen.0.get(key)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        country::Country,
        invoice::Readiness,
        policy::FieldRights,
        settings::{FirmSettings, effective},
        user::Role,
    };
    use serde_json::json;

    const EAST: &str = "01900000-0000-7000-8000-000000000001";
    const WEST: &str = "01900000-0000-7000-8000-000000000002";

    fn record(value: Value) -> Record {
        serde_json::from_value(value).unwrap()
    }

    /// East comes before west, and the firm has chosen 20 days.
    fn firm() -> FirmSettings {
        let departments = json!([
            {"id": EAST, "name": "Øst", "chosen": {"payment_days": 10, "mileage_rate": null, "version": 3}},
            {"id": WEST, "name": "Vest", "chosen": {"payment_days": 25, "expenses_billed": false, "invoice_fee": 0}},
        ]);
        let row = json!({"payment_days": 20, "markup_factor": 1900, "invoice_fee": 4900, "departments": departments});
        FirmSettings::new(Some(record(row)), Country::NORWAY)
    }

    fn counts(own: Value) -> Record {
        let own = record(own);
        effective(&own, &firm().of_customer(&own))
    }

    #[test]
    fn a_department_counts_before_the_firm_and_after_the_customers_own() {
        let values = counts(json!({"departments": [WEST]}));
        assert_eq!(values.number("payment_days"), Some(25), "the department's");
        assert_eq!(values.number("markup_factor"), Some(1900), "the firm's, where the department has chosen nothing");
        assert_eq!(values.text("currency"), "NOK", "the product's, where nobody has");
        let values = counts(json!({"departments": [WEST], "payment_days": 45}));
        assert_eq!(values.number("payment_days"), Some(45), "its own");
        assert_eq!(counts(json!({"departments": []})).number("payment_days"), Some(20), "of none: the firm's");
        let unknown = "01900000-0000-7000-8000-000000000009";
        assert_eq!(counts(json!({"departments": [unknown]})).number("payment_days"), Some(20), "of one without terms");
    }

    #[test]
    fn the_first_in_the_firms_order_that_has_chosen_counts_whatever_the_order_on_the_card() {
        for departments in [json!([WEST, EAST]), json!([EAST, WEST])] {
            let values = counts(json!({"departments": departments}));
            assert_eq!(values.number("payment_days"), Some(10), "both have chosen");
            assert_eq!(values.0["expenses_billed"], json!(false), "only the second has");
        }
    }

    #[test]
    fn no_and_nothing_to_pay_are_values_of_a_department() {
        let values = counts(json!({"departments": [WEST]}));
        assert_eq!((&values.0["expenses_billed"], values.number("invoice_fee")), (&json!(false), Some(0)));
    }

    #[test]
    fn what_an_invoice_lacks_is_told_by_the_way_that_a_department_has_chosen() {
        let departments = json!([{"id": WEST, "name": "Vest", "chosen": {"invoice_type": "ehf"}}]);
        let firm = FirmSettings::new(Some(record(json!({"departments": departments}))), Country::NORWAY);
        let needs = |own: Value| Readiness::of(&record(own.clone()), &firm.clone().of_customer(&record(own))).needs;
        assert_eq!((needs(json!({"departments": [WEST]})), needs(json!({"departments": []}))), (3, 2));
    }

    #[test]
    fn who_is_read_for_no_customer_follows_the_firm_and_what_is_no_term_is_no_choice() {
        let firm = firm();
        assert_eq!(effective(&Record::default(), &firm).number("payment_days"), Some(20));
        assert_eq!(firm.departments[0].chosen.0.keys().collect::<Vec<_>>(), ["payment_days"]);
        assert!(DepartmentTerms::read(Some(json!([{"id": EAST, "name": "Øst", "chosen": {}}]))).is_empty());
        assert!(DepartmentTerms::read(None).is_empty());
    }

    #[test]
    fn what_counts_is_told_without_the_name_to_whom_departments_are_kept_from() {
        let rights = FieldRights::new(Role::ReadOnly, Some(&json!([["customer", "departments", "none"]])));
        let own = record(json!({"departments": [WEST]}));
        let firm = firm().read_with(&rights).of_customer(&own);
        let days = field::customer("payment_days").unwrap();
        let (value, department) = firm.followed(days);
        assert_eq!((value, department.map(|department| department.name.as_str())), (json!(25), Some("")));
    }
}
