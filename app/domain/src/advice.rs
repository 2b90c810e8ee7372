//! Which settings would help a firm, by what its customers are like (seed 004:89). Each piece of advice is one line
//! of a list: when it is given, and where it is mended.

use crate::{
    field::{Audience, CUSTOMER, Field, Kind, Need},
    list::ListKind,
    registration::address_of,
    settings::FirmSettings,
};

/// How many customers a firm has before it says anything that none of them has something.
const ENOUGH: i64 = 20;

/// A piece of advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Advice {
    /// Customers lack what must be filled in.
    Lacking,
    /// Active customers whose invoices go by e-mail have no address for them.
    InvoiceEmail,
    /// Customers may be the same, and nobody has looked.
    Doubles,
    /// There are logos, and no card shows them.
    Logos,
    /// Routes start nowhere.
    StartAddress,
    /// Fields are in use that no customer has a value of.
    UnusedFields,
    /// The firm's own fields are in use that no customer has a value of.
    UnusedOwnFields,
    /// Nicknames are in use, and no customer has one.
    Nickname,
    /// Values of lists are offered that nobody has.
    UnusedValues,
}

/// Values of a list that nobody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnusedValues {
    /// The list.
    pub list: ListKind,
    /// How many.
    pub count: i64,
}

/// What is known of a firm.
#[derive(Clone, Debug)]
pub struct Facts {
    /// What it has chosen.
    pub settings: FirmSettings,
    /// Its own fields in use.
    pub own: Vec<&'static Field>,
    /// Active customers whose invoices go by e-mail and that have no address for them.
    pub without_invoice_email: i64,
    /// Logos of customers.
    pub logos: i64,
    /// Pairs of customers that may be the same and that nobody has looked at.
    pub doubles: i64,
    /// Values of lists that nobody has.
    pub unused: Vec<UnusedValues>,
    /// Whether routes start somewhere.
    pub has_start_address: bool,
}

/// How many customers there are of an audience, and how many of them lack a value of a field.
pub type Count<'a> = dyn Fn(&Field, Audience) -> (i64, i64) + 'a;

/// A piece of advice that a firm is given, with what it is about.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The advice.
    pub advice: Advice,
    /// How many there are of what it is about.
    pub count: i64,
    /// Fields that it is about, each with how many customers.
    pub fields: Vec<(&'static Field, i64)>,
    /// Lists that it is about.
    pub lists: Vec<UnusedValues>,
}

impl Advice {
    /// All advice, the most useful first.
    pub const ALL: &[Self] = &[
        Self::Lacking,
        Self::InvoiceEmail,
        Self::Doubles,
        Self::Logos,
        Self::StartAddress,
        Self::UnusedFields,
        Self::UnusedOwnFields,
        Self::Nickname,
        Self::UnusedValues,
    ];

    /// The key, as it stands in forms and the database.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Lacking => "lacking",
            Self::InvoiceEmail => "invoice_email",
            Self::Doubles => "doubles",
            Self::Logos => "logos",
            Self::StartAddress => "start_address",
            Self::UnusedFields => "unused_fields",
            Self::UnusedOwnFields => "unused_own_fields",
            Self::Nickname => "nickname",
            Self::UnusedValues => "unused_values",
        }
    }

    /// The advice with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|advice| advice.key() == key)
    }

    /// Where it is mended.
    #[must_use]
    pub const fn href(self) -> &'static str {
        match self {
            Self::Lacking | Self::InvoiceEmail | Self::UnusedFields => "/settings/fields",
            Self::Doubles => "/customers/doubles",
            Self::Logos | Self::Nickname => "/settings#h-card",
            Self::StartAddress => "/settings?edit=start_address#field-start_address",
            Self::UnusedOwnFields => "/settings/own-fields",
            Self::UnusedValues => "/lists",
        }
    }

    /// Whether a firm is given it, and what it is about then.
    #[must_use]
    pub fn find(self, facts: &Facts, count: &Count<'_>) -> Option<Finding> {
        let settings = &facts.settings;
        let of = |count| Finding { advice: self, count, fields: Vec::new(), lists: Vec::new() };
        let counted = |count: i64| (count > 0).then(|| of(count));
        let with = |fields: Vec<(&'static Field, i64)>| {
            let count = i64::try_from(fields.len()).unwrap_or(i64::MAX);
            (count > 0).then(|| Finding { fields, ..of(count) })
        };
        // Of all audiences, or of those with which a field matters so.
        let over = |field: &Field, is_of: &dyn Fn(Audience) -> bool| {
            Audience::all().filter(|audience| is_of(*audience)).fold((0, 0), |(all, lacking), audience| {
                let (more, lack) = count(field, audience);
                (all + more, lacking + lack)
            })
        };
        let has_nobody = |field: &Field| {
            let (all, lacking) = over(field, &|_| true);
            all >= ENOUGH && all == lacking
        };
        match self {
            Self::Lacking => with(
                CUSTOMER
                    .iter()
                    .chain(facts.own.iter().copied())
                    .filter(|field| !field.is_fixed())
                    .map(|field| (field, over(field, &|audience| settings.need(field, audience) == Need::Must).1))
                    .filter(|(_, lacking)| *lacking > 0)
                    .collect(),
            ),
            Self::InvoiceEmail => {
                let field = CUSTOMER.iter().find(|field| field.key == "invoice_email")?;
                let is_must = Audience::all().any(|audience| settings.need(field, audience) == Need::Must);
                // Where it is a must, those without one stand under what is lacking.
                counted(facts.without_invoice_email).filter(|_| settings.uses(field) && !is_must)
            }
            Self::Doubles => counted(facts.doubles),
            Self::Logos => counted(facts.logos).filter(|_| !settings.logo_shown()),
            Self::StartAddress => (!facts.has_start_address).then(|| of(0)),
            Self::UnusedFields => with(
                CUSTOMER
                    .iter()
                    .filter(|field| field.key != "nickname" && may_be_unused(field) && settings.uses(field))
                    .filter(|field| has_nobody(field))
                    .map(|field| (field, 0))
                    .collect(),
            ),
            Self::UnusedOwnFields => with(
                facts
                    .own
                    .iter()
                    .filter(|field| settings.uses(field) && has_nobody(field))
                    .map(|field| (*field, 0))
                    .collect(),
            ),
            Self::Nickname => {
                let field = CUSTOMER.iter().find(|field| field.key == "nickname")?;
                (settings.uses(field) && has_nobody(field)).then(|| of(0))
            }
            Self::UnusedValues => {
                let count = facts.unused.iter().map(|unused| unused.count).sum();
                (count > 0).then(|| Finding { lists: facts.unused.clone(), ..of(count) })
            }
        }
    }
}

/// Whether it says something that nobody has a value of a field: not of one that follows the firm, of a box that
/// is not ticked, or of an address that is the same as another.
fn may_be_unused(field: &Field) -> bool {
    !field.is_fixed()
        && field.inherits.is_none()
        && !matches!(field.kind, Kind::YesNo | Kind::SameAs(_))
        && address_of(field).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        country::Country,
        field::{self, Record},
    };
    use serde_json::json;

    fn facts(settings: serde_json::Value) -> Facts {
        let serde_json::Value::Object(row) = settings else { return facts(json!({})) };
        Facts {
            settings: FirmSettings::new(Some(Record(row)), Country::NORWAY),
            own: Vec::new(),
            without_invoice_email: 0,
            logos: 0,
            doubles: 0,
            unused: Vec::new(),
            has_start_address: true,
        }
    }

    /// So many customers of each audience, of which none has a value of the field with this key, and all have others.
    fn lacks(key: &'static str, each: i64) -> impl Fn(&Field, Audience) -> (i64, i64) {
        move |field, _| (each, if field.key == key { each } else { 0 })
    }

    fn given(facts: &Facts, count: &Count<'_>) -> Vec<Advice> {
        Advice::ALL.iter().filter(|advice| advice.find(facts, count).is_some()).copied().collect()
    }

    #[test]
    fn keys_lead_back() {
        for advice in Advice::ALL {
            assert_eq!(Advice::from_key(advice.key()), Some(*advice));
        }
        assert_eq!(Advice::from_key("no_such"), None);
    }

    #[test]
    fn a_firm_that_has_all_in_order_is_given_none() {
        assert_eq!(given(&facts(json!({})), &lacks("none", 10)), []);
    }

    #[test]
    fn a_field_that_nobody_has_is_told_where_there_are_enough_customers_and_it_is_in_use() {
        let district = field::customer("district").unwrap();
        let found = Advice::UnusedFields.find(&facts(json!({})), &lacks("district", 10)).unwrap();
        assert_eq!(found.fields, [(district, 0)]);
        assert_eq!(given(&facts(json!({})), &lacks("district", 3)), [], "eighteen customers are too few to tell");
        let off = json!({"rules": [["customer", "district", "off", "off", "off", "off", "off", "off"]]});
        assert_eq!(given(&facts(off), &lacks("district", 10)), []);
        // What follows the firm has no value of its own, and that is as it should be.
        assert_eq!(given(&facts(json!({})), &lacks("payment_days", 10)), []);
        assert_eq!(given(&facts(json!({})), &lacks("invoice_street", 10)), []);
    }

    #[test]
    fn nicknames_are_told_of_by_themselves_and_only_while_they_are_in_use() {
        assert_eq!(given(&facts(json!({})), &lacks("nickname", 10)), [Advice::Nickname]);
        assert_eq!(given(&facts(json!({"nickname_used": false})), &lacks("nickname", 10)), []);
    }

    #[test]
    fn what_must_be_filled_in_is_told_with_those_that_it_must_be_for() {
        let rules = json!({"rules": [["customer", "source", "must", null, null, "must", null, null]]});
        let found = Advice::Lacking.find(&facts(rules), &lacks("source", 10)).unwrap();
        assert_eq!(found.fields, [(field::customer("source").unwrap(), 20)], "two of six audiences");
    }

    #[test]
    fn invoices_by_e_mail_without_an_address_are_told_until_it_is_a_must() {
        let none = lacks("none", 10);
        let facts_of = |rules| Facts { without_invoice_email: 37, ..facts(rules) };
        assert_eq!(Advice::InvoiceEmail.find(&facts_of(json!({})), &none).map(|found| found.count), Some(37));
        let must = json!({"rules": [["customer", "invoice_email", "must", "must", "must", "must", "must", "must"]]});
        assert!(Advice::InvoiceEmail.find(&facts_of(must), &none).is_none());
        let off = json!({"rules": [["customer", "invoice_email", "off", "off", "off", "off", "off", "off"]]});
        assert!(Advice::InvoiceEmail.find(&facts_of(off), &none).is_none());
    }

    #[test]
    fn logos_doubles_lists_and_routes_are_told_by_what_is_there() {
        let none = lacks("none", 10);
        let unused = vec![UnusedValues { list: ListKind::District, count: 3 }];
        let all = Facts { logos: 4, doubles: 2, unused, has_start_address: false, ..facts(json!({})) };
        assert_eq!(given(&all, &none), [Advice::Doubles, Advice::Logos, Advice::StartAddress, Advice::UnusedValues]);
        let shown = Facts { logos: 4, ..facts(json!({"logo_shown": true})) };
        assert_eq!(given(&shown, &none), []);
    }
}
