//! Parts of the product that a firm turns on or off, each for the types of customers that it takes
//! (seeds 003:67, 004:69).

use crate::{
    customer::{CustomerType, codes},
    language::Language,
    section::Section,
    text::Text,
};
use serde::{Deserialize, Serialize};

codes! {
    /// A part of the product.
    Module {
        /// Knowing and following customers beyond what is sold to them.
        Relations "relations" ["Kundepleie (CRM)", "Kundvård (CRM)", "Customer relations (CRM)"],
        /// Hiring people out.
        Staffing "staffing" ["Bemanning og oppdrag", "Bemanning och uppdrag", "Staffing and assignments"],
        /// Sending invoices and following them up.
        Invoicing "invoicing" ["Fakturering", "Fakturering", "Invoicing"],
    }
}

impl Section {
    /// The module that it belongs to; none for what every firm has.
    #[must_use]
    pub const fn module(self) -> Option<Module> {
        match self {
            Self::Classification | Self::Process | Self::Links | Self::Relations | Self::Events => {
                Some(Module::Relations)
            }
            Self::Order | Self::Employees | Self::WorkingHours | Self::FactorAgreement | Self::PayMatrix => {
                Some(Module::Staffing)
            }
            Self::InvoiceDelivery | Self::InvoiceInformation | Self::InvoiceLines | Self::InvoicePay | Self::Credit => {
                Some(Module::Invoicing)
            }
            _ => None,
        }
    }
}

/// What a firm has decided of one module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "a row of a table: a switch, and one for each type")]
pub struct ModuleRule {
    /// Whether it is on.
    pub active: bool,
    /// Whether it takes ordinary customers.
    pub ordinary: bool,
    /// Whether it takes temporary customers.
    pub temporary: bool,
    /// Whether it takes prospects.
    pub prospect: bool,
}

impl Default for ModuleRule {
    fn default() -> Self {
        Self { active: true, ordinary: true, temporary: true, prospect: true }
    }
}

impl ModuleRule {
    /// Whether it is there for customers of a type.
    #[must_use]
    pub const fn takes(self, of: CustomerType) -> bool {
        self.active
            && match of {
                CustomerType::Ordinary => self.ordinary,
                CustomerType::Temporary => self.temporary,
                CustomerType::Prospect => self.prospect,
            }
    }

    /// From the keys of types, and `active`, with commas between them.
    #[must_use]
    pub fn read(keys: &str) -> Self {
        let has = |key: &str| keys.split(',').any(|known| known == key);
        let of = |of: CustomerType| has(of.key());
        Self {
            active: has("active"),
            ordinary: of(CustomerType::Ordinary),
            temporary: of(CustomerType::Temporary),
            prospect: of(CustomerType::Prospect),
        }
    }

    /// As [`ModuleRule::read`] reads it.
    #[must_use]
    pub fn written(self) -> String {
        let all = [
            ("active", self.active),
            (CustomerType::Ordinary.key(), self.ordinary),
            (CustomerType::Temporary.key(), self.temporary),
            (CustomerType::Prospect.key(), self.prospect),
        ];
        all.into_iter().filter(|(_, is_on)| *is_on).map(|(key, _)| key).collect::<Vec<_>>().join(",")
    }

    /// Whether it is there for anybody.
    #[must_use]
    pub const fn takes_any(self) -> bool {
        self.active && (self.ordinary || self.temporary || self.prospect)
    }
}

/// What a firm has decided of its modules; what it has not decided is on, for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Modules(Vec<(Module, ModuleRule)>);

impl Modules {
    /// As the database tells them, by key.
    #[must_use]
    pub fn new(told: Option<serde_json::Value>) -> Self {
        let told: std::collections::BTreeMap<String, ModuleRule> =
            told.and_then(|told| serde_json::from_value(told).ok()).unwrap_or_default();
        Self(told.into_iter().filter_map(|(key, rule)| Some((Module::from_key(&key)?, rule))).collect())
    }

    /// What the firm has decided of one.
    #[must_use]
    pub fn of(&self, module: Module) -> ModuleRule {
        self.0.iter().find(|(known, _)| *known == module).map(|(_, rule)| *rule).unwrap_or_default()
    }

    /// Whether a section is there with customers of a type.
    #[must_use]
    pub fn has(&self, section: Section, of: CustomerType) -> bool {
        section.module().is_none_or(|module| self.of(module).takes(of))
    }

    /// Whether a section is there with any customer.
    #[must_use]
    pub fn has_any(&self, section: Section) -> bool {
        section.module().is_none_or(|module| self.of(module).takes_any())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_nobody_decided_is_on_for_all() {
        for modules in [Modules::default(), Modules::new(Some(json!(null))), Modules::new(Some(json!({"diary": {}})))] {
            assert!(CustomerType::ALL.iter().all(|of| modules.has(Section::Order, *of)));
        }
    }

    #[test]
    fn a_module_takes_the_types_that_the_firm_says_and_none_when_it_is_off() {
        let rule = json!({"active": true, "ordinary": true, "temporary": true, "prospect": false});
        let modules = Modules::new(Some(json!({"staffing": rule})));
        assert!(modules.has(Section::Order, CustomerType::Ordinary));
        assert!(!modules.has(Section::Order, CustomerType::Prospect));
        assert!(modules.has_any(Section::Order) && modules.has(Section::General, CustomerType::Prospect));
        let rule = ModuleRule { temporary: false, ..ModuleRule::default() };
        assert_eq!((ModuleRule::read(&rule.written()), rule.written().as_str()), (rule, "active,ordinary,prospect"));
        let off = ModuleRule { active: false, ..ModuleRule::default() };
        assert!(!off.takes(CustomerType::Ordinary) && !off.takes_any());
    }
}
