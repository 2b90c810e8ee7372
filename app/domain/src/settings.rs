//! What a firm has chosen for all its cards, and what that comes to for one of them.

use crate::{
    country::Country,
    customer::{CustomerKind, CustomerType},
    department_terms::{self, DepartmentTerms},
    field::{self, Audience, Entity, Field, Kind, Need, Needs, Record, Rules},
    firm_country::FirmCountries,
    module::Modules,
    policy::FieldRights,
    section::Section,
    vat_treatment::VatTreatment,
};
use serde_json::{Map, Value};

/// What a firm has chosen. One that has chosen nothing has the product's values.
#[derive(Clone, Debug, PartialEq)]
pub struct FirmSettings {
    /// Which save this is. A firm without a row is at its first.
    pub version: i32,
    /// What it has chosen, by column; null where it has not.
    pub chosen: Record,
    /// The firm's country, which some of the product's values depend on.
    pub home: Country,
    /// Which fields it uses, and how much they matter.
    pub rules: Rules,
    /// Which parts of the product it uses, and for whom.
    pub modules: Modules,
    /// Whether its cards show folders of its `SharePoint`.
    pub sharepoint: bool,
    /// Which countries its customers may be of.
    pub countries: FirmCountries,
    /// Its departments that have chosen terms of their own, in its order.
    pub departments: Vec<DepartmentTerms>,
    /// Those of them that count for the customer whose card this is read for; none where it is read for no customer.
    pub counting: Vec<DepartmentTerms>,
    /// What is kept from the role of whoever reads: for them such a field is none that the firm uses.
    pub rights: FieldRights,
}

impl FirmSettings {
    /// The settings as the row of a firm in `home` says, or of a firm without a row; its rules, modules, countries
    /// and departments stand beside the columns.
    #[must_use]
    pub fn new(row: Option<Record>, home: Country) -> Self {
        let mut chosen = row.unwrap_or_default();
        let rules = Rules::new(chosen.0.remove("rules").as_ref());
        let modules = Modules::new(chosen.0.remove("modules"));
        let sharepoint = chosen.0.remove("sharepoint") == Some(Value::Bool(true));
        let countries = FirmCountries::new(chosen.0.remove("countries"));
        let departments = DepartmentTerms::read(chosen.0.remove("departments"));
        let version = chosen.number("version").and_then(|version| i32::try_from(version).ok()).unwrap_or(1);
        Self {
            version,
            chosen,
            home,
            rules,
            modules,
            sharepoint,
            countries,
            departments,
            counting: Vec::new(),
            rights: FieldRights::default(),
        }
    }

    /// The same for a reader from whom the firm keeps some fields.
    #[must_use]
    pub fn read_with(mut self, rights: &FieldRights) -> Self {
        self.rights.clone_from(rights);
        self
    }

    /// The same for the card of a customer: what its departments have chosen counts before the firm's own. `values` are
    /// all of the customer's, also what is kept from the reader, as what counts is the same for all; what such a
    /// department is called is not told then.
    #[must_use]
    pub fn of_customer(mut self, values: &Record) -> Self {
        let is_told = self.rights.sees_column(Entity::Customer, department_terms::BELONGS);
        let counting = self.departments.iter().filter(|department| department.has(values)).cloned();
        self.counting = counting
            .map(|department| if is_told { department } else { DepartmentTerms { name: String::new(), ..department } })
            .collect();
        self
    }

    /// What a customer with nothing of its own follows in a field, with the department whose that is; none where it is
    /// the firm's.
    #[must_use]
    pub fn followed(&self, field: &Field) -> (Value, Option<&DepartmentTerms>) {
        match department_terms::chosen(&self.counting, field.key) {
            Some((department, value)) => (value.clone(), Some(department)),
            None => (self.value(field), None),
        }
    }

    /// What counts for the firm: what it has chosen, or else the product's value.
    #[must_use]
    pub fn value(&self, field: &Field) -> Value {
        match self.chosen.0.get(field.key) {
            None | Some(Value::Null) => field.inherits.map(|preset| preset.value(self.home)).unwrap_or_default(),
            Some(chosen) => chosen.clone(),
        }
    }

    fn is_on(&self, key: &str) -> bool {
        field::firm(key).is_some_and(|field| self.value(field) == Value::Bool(true))
    }

    /// Whether customers have a name that they are known by beside their own (seed 004:15).
    #[must_use]
    pub fn nickname_used(&self) -> bool {
        self.is_on("nickname_used")
    }

    /// Whether a customer's logo stands in the header of its card (seed 002:15).
    #[must_use]
    pub fn logo_shown(&self) -> bool {
        self.is_on("logo_shown")
    }

    /// Whether customers have an invoice address of their own (seed 004:21).
    #[must_use]
    pub fn invoice_address_used(&self) -> bool {
        self.is_on("invoice_address_used")
    }

    /// Whether a field of a customer or a contact is in use, with any customer.
    #[must_use]
    pub fn uses(&self, field: &Field) -> bool {
        Audience::all().any(|audience| self.need(field, audience) != Need::Off)
    }

    /// How much a field matters with such a customer.
    #[must_use]
    pub fn need(&self, field: &Field, audience: Audience) -> Need {
        if self.has(field, audience.customer_type) { self.rules.need(field, audience) } else { Need::Off }
    }

    /// How much fields matter with a customer.
    #[must_use]
    pub fn needs(&self, audience: Audience) -> Needs {
        let has = |section| {
            self.modules.has(section, audience.customer_type) && (section != Section::SharePoint || self.sharepoint)
        };
        let off = field::CUSTOMER
            .iter()
            .filter(|field| !self.is_turned_on(field))
            .map(|field| (Entity::Customer, field.key))
            .chain(
                [Entity::Customer, Entity::Contact]
                    .into_iter()
                    .flat_map(|entity| self.rights.hidden(entity).map(move |key| (entity, key))),
            );
        let sections = Section::ALL.iter().copied().filter(|section| !has(*section));
        self.rules.clone().needs(audience).without(off.collect(), sections.collect()).read_with(&self.rights)
    }

    /// Whether a field is there with customers of a type.
    fn has(&self, field: &Field, of: CustomerType) -> bool {
        self.is_turned_on(field) && (field.entity != Entity::Customer || self.modules.has(field.section, of))
    }

    /// Whether a value may be chosen, as far as that is for the firm to say: a country that it offers.
    #[must_use]
    pub fn offers(&self, field: &Field, value: &Value) -> bool {
        field.kind != Kind::Country
            || value
                .as_str()
                .and_then(|code| Country::parse(code).ok())
                .is_none_or(|country| self.countries.offered(self.home).contains(&country))
    }

    /// How VAT is treated on what is sold to a customer.
    #[must_use]
    pub fn vat(&self, values: &Record) -> VatTreatment {
        let kind = CustomerKind::from_key(values.text("kind")).unwrap_or(CustomerKind::Company);
        self.countries.vat(self.home, values.country("country"), kind)
    }

    /// Whether a field is there at all, by the firm's switches and for whoever reads.
    #[must_use]
    pub fn is_turned_on(&self, field: &Field) -> bool {
        if !self.rights.sees(field) {
            return false;
        }
        match field.section {
            Section::General => field.key != "nickname" || self.nickname_used(),
            Section::InvoiceDelivery => !field.key.starts_with("invoice_") || self.invoice_address_used(),
            _ => true,
        }
    }

    /// What counts for all customers that have nothing of their own, and whose departments have not either.
    #[must_use]
    pub fn terms(&self) -> Record {
        Record(field::terms().map(|field| (field.key.to_owned(), self.value(field))).collect())
    }

    /// What working hours are usual where neither a customer nor its collective agreement says anything.
    #[must_use]
    pub fn usual_hours(&self) -> Record {
        let fields = field::CUSTOMER.iter().filter(|field| field.follows_agreement());
        Record(fields.filter_map(|field| Some((field.key.to_owned(), field.inherits?.value(self.home)))).collect())
    }

    /// What counts for all firms of the country that have chosen nothing.
    #[must_use]
    pub fn presets(home: Country) -> Record {
        Self::new(None, home).terms()
    }
}

/// What counts for a customer: its own values, or else those of its departments, or else those of the firm, which was
/// read for it by [`FirmSettings::of_customer`].
#[must_use]
pub fn effective(own: &Record, firm: &FirmSettings) -> Record {
    let own = field::terms().filter_map(|field| {
        let value = own.0.get(field.key).filter(|value| !value.is_null())?;
        Some((field.key.to_owned(), value.clone()))
    });
    let mut values: Map<String, Value> =
        field::terms().map(|field| (field.key.to_owned(), firm.followed(field).0)).collect();
    values.extend(own);
    Record(values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn record(value: Value) -> Record {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_customers_own_value_counts_before_the_firms_and_that_before_the_products() {
        let firm = FirmSettings::new(Some(record(json!({"payment_days": 20, "version": 7}))), Country::SWEDEN);
        assert_eq!(firm.version, 7);
        let values = effective(&record(json!({"markup_factor": 1900, "payment_days": null})), &firm);
        assert_eq!(values.number("markup_factor"), Some(1900), "its own");
        assert_eq!(values.number("payment_days"), Some(20), "the firm's");
        assert_eq!(values.text("currency"), "SEK", "the product's, in Sweden");
        assert_eq!(values.0.get("expenses_billed"), Some(&json!(true)));
    }

    #[test]
    fn sharepoint_is_a_section_where_the_firm_has_set_it_up() {
        let has = |chosen: Value| {
            let firm = FirmSettings::new(Some(record(chosen)), Country::NORWAY);
            let audience = Audience::all().next().unwrap();
            firm.needs(audience).is_section_used(Section::SharePoint, &[])
        };
        assert!(has(json!({"sharepoint": true})));
        assert!(!has(json!({"sharepoint": false})) && !has(json!({"sharepoint": null})) && !has(json!({})));
    }

    #[test]
    fn no_is_a_value_of_its_own() {
        let firm = FirmSettings::new(None, Country::NORWAY);
        assert_eq!(effective(&record(json!({"expenses_billed": false})), &firm).0["expenses_billed"], json!(false));
    }

    #[test]
    fn a_firm_that_has_chosen_nothing_uses_nicknames_and_shows_no_logo() {
        let nickname = field::customer("nickname").unwrap();
        let firm = FirmSettings::new(None, Country::NORWAY);
        assert_eq!((firm.version, firm.uses(nickname), firm.logo_shown()), (1, true, false));
        let firm = FirmSettings::new(Some(record(json!({"nickname_used": false}))), Country::NORWAY);
        assert!(!firm.uses(nickname));
        assert!(firm.uses(field::customer("name").unwrap()));
        let of = |key| field::customer(key).unwrap();
        assert!(firm.uses(of("invoice_street")));
        let firm = FirmSettings::new(Some(record(json!({"invoice_address_used": false}))), Country::NORWAY);
        assert!(!firm.uses(of("invoice_street")) && !firm.uses(of("invoice_same_as")));
        assert!(firm.uses(of("delivery_street")) && firm.uses(of("invoice_fee")), "of the address alone");
    }

    #[test]
    fn every_term_has_a_value_that_may_be_typed() {
        for home in [Country::NORWAY, Country::SWEDEN] {
            let presets = FirmSettings::presets(home);
            for field in field::terms() {
                let parsed = field.parse(&presets.typed(field), field::Parsing { home, country: home });
                assert_eq!(parsed.as_ref(), Ok(&presets.0[field.key]), "{}", field.key);
            }
        }
    }
}
