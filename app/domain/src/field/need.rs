//! How much a field matters to a firm, for which kind and type of customer (seeds 000:5, 003:19,
//! 003:27): the product's answer, unless the firm has given one of its own.

use super::{Entity, Field, Importance, Kind, Record};
use crate::{
    address::stands_for,
    customer::{CustomerKind, CustomerType, codes},
    language::Language,
    policy::FieldRights,
    registration::address_of,
    section::Section,
    text::Text,
};
use serde_json::Value;
use std::collections::HashMap;

codes! {
    /// Whether a field is used, and how much it matters where it is.
    Need {
        /// Not used: it stands nowhere. What it holds is kept.
        Off "off" ["Ikke i bruk", "Används inte", "Not used"],
        /// May be filled in.
        May "may" ["Kan", "Kan", "May"],
        /// Should be filled in.
        Should "should" ["Bør", "Bör", "Should"],
        /// Must be filled in.
        Must "must" ["Må", "Måste", "Must"],
    }
}

impl From<Importance> for Need {
    fn from(importance: Importance) -> Self {
        match importance {
            Importance::Must => Self::Must,
            Importance::Should => Self::Should,
            Importance::May => Self::May,
        }
    }
}

/// Which customers a rule is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Audience {
    /// Companies or private persons.
    pub kind: CustomerKind,
    /// Ordinary, temporary or prospects.
    pub customer_type: CustomerType,
}

impl Audience {
    /// All of them, in the order in which the database has its columns.
    pub fn all() -> impl Iterator<Item = Self> {
        CustomerKind::ALL.iter().flat_map(|kind| {
            CustomerType::ALL.iter().map(|customer_type| Self { kind: *kind, customer_type: *customer_type })
        })
    }

    /// The key: the column of a rule.
    #[must_use]
    pub fn key(self) -> String {
        format!("{}_{}", self.kind.key(), self.customer_type.key())
    }

    /// Of a customer with these codes; an ordinary company where they say nothing.
    #[must_use]
    pub fn of(kind: &str, customer_type: &str) -> Self {
        Self {
            kind: CustomerKind::from_key(kind).unwrap_or(CustomerKind::Company),
            customer_type: CustomerType::from_key(customer_type).unwrap_or(CustomerType::Ordinary),
        }
    }

    /// Of a customer with these values.
    #[must_use]
    pub fn of_customer(values: &Record) -> Self {
        Self::of(values.text("kind"), values.text("customer_type"))
    }
}

impl Entity {
    /// The key, as it stands in rules and addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Contact => "contact",
            Self::Firm => "firm",
        }
    }
}

impl Field {
    /// Whether a firm can't decide how much it matters: nothing works without it, or it is
    /// answered by itself.
    #[must_use]
    pub fn is_fixed(&self) -> bool {
        self.entity == Entity::Firm
            || self.importance == Importance::Must
            || matches!(self.kind, Kind::SameAs(_))
            || self.kind == Kind::Number
    }

    /// What a firm may answer.
    #[must_use]
    pub fn needs(&self) -> &'static [Need] {
        if self.is_fixed() {
            &[]
        } else if self.kind == Kind::YesNo || self.inherits.is_some() {
            // No is an answer, and what a customer lacks is the firm's: never missing.
            &[Need::Off, Need::May]
        } else if self.kind == Kind::Contact {
            // Who is to be registered has no contacts yet.
            &[Need::Off, Need::May, Need::Should]
        } else {
            Need::ALL
        }
    }
}

/// What a firm has decided, by entity and key of the field: for each audience, where it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules(HashMap<(Entity, &'static str), [Option<Need>; 6]>);

impl Rules {
    /// As the database tells them: for each an array of entity, key and the six needs.
    #[must_use]
    pub fn new(told: Option<&Value>) -> Self {
        let rule = |row: &Value| {
            let text = |at: usize| row.get(at).and_then(Value::as_str);
            let field = match text(0)? {
                "customer" => super::customer(text(1)?),
                "contact" => super::contact(text(1)?),
                _ => None,
            }?;
            let needs = std::array::from_fn(|at| {
                text(at + 2).and_then(Need::from_key).filter(|need| field.needs().contains(need))
            });
            Some(((field.entity, field.key), needs))
        };
        Self(told.and_then(Value::as_array).into_iter().flatten().filter_map(rule).collect())
    }

    /// How much a field matters with these customers.
    #[must_use]
    pub fn need(&self, field: &Field, audience: Audience) -> Need {
        let at = Audience::all().position(|other| other == audience);
        let decided = self.0.get(&(field.entity, field.key)).zip(at).and_then(|(needs, at)| needs[at]);
        decided.unwrap_or_else(|| field.importance.into())
    }

    /// What they come to with these customers.
    #[must_use]
    pub const fn needs(self, audience: Audience) -> Needs {
        Needs { rules: self, audience, off: Vec::new(), off_sections: Vec::new(), rights: None }
    }

    /// Whether some field matters more with some customers than with others.
    #[must_use]
    pub fn vary(&self) -> bool {
        self.0.keys().any(|(entity, key)| {
            let field = if *entity == Entity::Contact { super::contact(key) } else { super::customer(key) };
            field.is_some_and(|field| {
                let mut needs = Audience::all().map(|audience| self.need(field, audience));
                let first = needs.next();
                needs.any(|need| Some(need) != first)
            })
        })
    }

    /// The most that a field matters anywhere.
    #[must_use]
    pub fn most(&self, field: &Field) -> Need {
        Audience::all().map(|audience| self.need(field, audience)).max().unwrap_or(Need::Off)
    }

    /// The most that a field matters with customers of one kind.
    #[must_use]
    pub fn most_of(&self, field: &Field, kind: CustomerKind) -> Need {
        let needs = Audience::all().filter(|audience| audience.kind == kind).map(|audience| self.need(field, audience));
        needs.max().unwrap_or(Need::Off)
    }
}

/// How much fields matter with one customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needs {
    rules: Rules,
    audience: Audience,
    /// Fields that a switch of the firm's has turned off, or that are kept from whoever reads.
    off: Vec<(Entity, &'static str)>,
    /// Sections of parts of the product that such a customer does not have.
    off_sections: Vec<Section>,
    /// What is kept from the role of whoever reads, where something is.
    rights: Option<FieldRights>,
}

impl Default for Needs {
    /// As the product has them.
    fn default() -> Self {
        Rules::default().needs(Audience::of("", ""))
    }
}

impl Needs {
    /// The same without fields and sections that are turned off.
    #[must_use]
    pub fn without(mut self, off: Vec<(Entity, &'static str)>, sections: Vec<Section>) -> Self {
        self.off = off;
        self.off_sections = sections;
        self
    }

    /// The same for a reader from whom the firm keeps some fields.
    #[must_use]
    pub fn read_with(mut self, rights: &FieldRights) -> Self {
        self.rights = (!rights.is_usual()).then(|| rights.clone());
        self
    }

    /// Whether whoever reads may change a field, where they may change what it belongs to.
    #[must_use]
    pub fn may_change(&self, field: &Field) -> bool {
        self.rights.as_ref().is_none_or(|rights| rights.changes(field))
    }

    /// How much a field matters.
    #[must_use]
    pub fn of(&self, field: &Field) -> Need {
        let is_off = field.entity == Entity::Customer && self.off_sections.contains(&field.section);
        if is_off || self.off.contains(&(field.entity, field.key)) {
            Need::Off
        } else {
            self.rules.need(field, self.audience)
        }
    }

    /// Whether a customer with these values must have one of its own: a line of an address that is the same
    /// as another is not asked for.
    #[must_use]
    pub fn is_asked(&self, field: &Field, values: &Record) -> bool {
        self.is_must(field) && address_of(field).is_none_or(|kind| stands_for(values, kind) == kind)
    }

    /// Whether it must be filled in.
    #[must_use]
    pub fn is_must(&self, field: &Field) -> bool {
        self.of(field) == Need::Must
    }

    /// Whether it stands anywhere.
    #[must_use]
    pub fn is_used(&self, field: &Field) -> bool {
        self.of(field) != Need::Off
    }

    /// Whether a section of the card has anything to show: one that has nothing but fields goes with
    /// the last of them. `own` are the firm's own fields.
    #[must_use]
    pub fn is_section_used(&self, section: Section, own: &[&'static Field]) -> bool {
        if self.off_sections.contains(&section) {
            return false;
        }
        let mut fields = super::of_section(section, own).peekable();
        let has_more = matches!(section, Section::General | Section::ContactDetails | Section::Status);
        let is_empty = fields.peek().is_none() && section != Section::Own;
        let is_shown = |field: &'static Field| !matches!(field.kind, Kind::SameAs(_)) && self.is_used(field);
        has_more || is_empty || fields.any(is_shown)
    }

    /// Whether it must be filled in and is not.
    #[must_use]
    pub fn lacks(&self, field: &Field, values: &Record) -> bool {
        self.is_asked(field, values) && values.is_empty(field)
    }
}

impl Record {
    /// Whether nothing stands in a field.
    #[must_use]
    pub fn is_empty(&self, field: &Field) -> bool {
        match self.0.get(field.key) {
            None | Some(Value::Null) => true,
            Some(Value::String(text)) => text.is_empty(),
            Some(Value::Array(items)) => items.is_empty(),
            Some(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field;
    use serde_json::json;

    fn of(key: &str) -> &'static Field {
        field::customer(key).unwrap()
    }

    #[test]
    fn what_a_firm_has_not_decided_is_as_the_product_has_it() {
        let rules = Rules::new(None);
        let company = Audience::of("company", "ordinary");
        assert_eq!(rules.need(of("email"), company), Need::Should);
        assert_eq!(rules.need(of("fax"), company), Need::May);
        assert_eq!(rules.need(of("name"), company), Need::Must);
    }

    #[test]
    fn a_rule_is_for_its_kind_and_type_alone() {
        let rules = Rules::new(Some(&json!([["customer", "fax", "must", null, "off", null, null, "should"]])));
        let need = |kind, customer_type| rules.need(of("fax"), Audience::of(kind, customer_type));
        assert_eq!(need("company", "ordinary"), Need::Must);
        assert_eq!(need("company", "temporary"), Need::May, "not decided");
        assert_eq!(need("company", "prospect"), Need::Off);
        assert_eq!(need("private", "prospect"), Need::Should);
        assert_eq!(
            (rules.most(of("fax")), rules.most_of(of("fax"), CustomerKind::Private)),
            (Need::Must, Need::Should)
        );
        assert_eq!(rules.need(field::contact("phone").unwrap(), Audience::of("company", "ordinary")), Need::May);
    }

    #[test]
    fn what_nothing_works_without_stays() {
        let off = |key| json!([["customer", key, "off", "off", "off", "off", "off", "off"]]);
        for field in field::CUSTOMER.iter().filter(|field| field.is_fixed()) {
            assert_eq!(Rules::new(Some(&off(field.key))).most(field), Need::Must, "{}", field.key);
        }
        for key in ["name", "number", "status", "postal_same_as", "country"] {
            assert!(of(key).is_fixed(), "{key}");
        }
        assert_eq!(Rules::new(Some(&off("fax"))).most(of("fax")), Need::Off);
    }

    #[test]
    fn what_always_has_an_answer_can_not_be_missing() {
        let must = json!([["customer", "is_supplier", "must", "must", "must", "must", "must", "must"]]);
        assert_eq!(Rules::new(Some(&must)).most(of("is_supplier")), Need::May);
        assert!(!of("payment_days").needs().contains(&Need::Must), "the firm's counts");
        assert!(of("email").needs().contains(&Need::Must));
    }

    #[test]
    fn a_section_goes_with_the_last_of_its_fields() {
        let off = |keys: &[&str]| {
            let rules = keys.iter().map(|key| json!(["customer", key, "off", null, null, null, null, null])).collect();
            Rules::new(Some(&Value::Array(rules))).needs(Audience::of("company", "ordinary"))
        };
        assert!(off(&[]).is_section_used(Section::Notes, &[]));
        assert!(!off(&["notes"]).is_section_used(Section::Notes, &[]));
        assert!(off(&["industry_code"]).is_section_used(Section::Industry, &[]), "the association is left");
        let delivery = ["street", "postal_code", "place", "country"].map(|part| format!("delivery_{part}"));
        let invoice = ["street", "postal_code", "place", "country"].map(|part| format!("invoice_{part}"));
        let both: Vec<&str> = delivery.iter().chain(&invoice).map(String::as_str).collect();
        assert!(!off(&both).is_section_used(Section::InvoiceDelivery, &[]));
        assert!(off(&both[..4]).is_section_used(Section::InvoiceDelivery, &[]));
        assert!(off(&[]).is_section_used(Section::Comments, &[]), "has no fields");
        let fax = field::customer("fax").unwrap();
        let own: &'static Field = Box::leak(Box::new(Field { section: Section::Own, ..*fax }));
        assert!(!off(&[]).is_section_used(Section::Own, &[]), "a firm without any");
        assert!(off(&[]).is_section_used(Section::Own, &[own]));
    }

    #[test]
    fn a_line_of_an_address_that_is_the_same_as_another_is_not_missing() {
        let rules = Rules::new(Some(&json!([["customer", "postal_street", "must", null, null, null, null, null]])));
        let needs = rules.needs(Audience::of("company", "ordinary"));
        let record = |value: Value| Record(serde_json::from_value(value).unwrap());
        assert!(needs.lacks(of("postal_street"), &record(json!({"postal_same_as": "own"}))));
        assert!(!needs.lacks(of("postal_street"), &record(json!({"postal_same_as": "visiting"}))));
        let off = needs.without(vec![(Entity::Customer, "postal_street")], Vec::new());
        assert!(!off.lacks(of("postal_street"), &record(json!({"postal_same_as": "own"}))), "turned off");
        assert!(!off.is_used(of("postal_street")));
    }

    #[test]
    fn missing_is_what_must_be_there_and_is_empty() {
        let rules = Rules::new(Some(&json!([["customer", "groups", "must", null, null, null, null, null]])));
        let needs = rules.needs(Audience::of("company", "ordinary"));
        let record = |value: Value| Record(serde_json::from_value(value).unwrap());
        assert!(needs.lacks(of("groups"), &record(json!({"groups": []}))));
        assert!(needs.lacks(of("groups"), &record(json!({}))));
        assert!(!needs.lacks(of("groups"), &record(json!({"groups": ["x"]}))));
        assert!(!needs.lacks(of("tags"), &record(json!({"tags": []}))), "may be empty");
    }
}
