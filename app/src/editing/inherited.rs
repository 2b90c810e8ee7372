//! Values that a row may have of its own or follow from above: a customer its departments and its firm, a department the
//! firm, a firm the product (seed 000:57). Which it is shows by words and weight, and one click goes back.

use super::{Editable, name_of};
use crate::{
    i18n::{agreement, card as words, department_terms as departments, history, settings},
    ui::Icon,
};
use domain::{
    agreement::hours::counting,
    country::Country,
    field::{Entity, Field, Names, Record, shown, terms},
    language::Language,
    payment_term::PaymentTerm,
    settings::FirmSettings,
    text::{Text, within},
};
use leptos::prelude::*;
use serde_json::Value;
use std::collections::HashMap;

/// Who stands over a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    /// The firm, over its departments and customers.
    Firm,
    /// The product, over the firm.
    Product,
    /// The first of the customer's departments that has chosen.
    Department,
    /// The customer's collective agreement, over its working hours.
    Agreement,
    /// The customer's payment term, over its days of credit.
    Term,
}

/// What kind of row has values of its own, or follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Customer,
    Department,
    Firm,
}

/// What a row follows where it has nothing of its own.
#[derive(Clone, Debug)]
pub struct Inherited {
    /// What it follows, by field key.
    values: Record,
    /// What kind of row it is.
    level: Level,
    /// Which of a customer's fields follow a department, with what that is called; empty where the reader is not told.
    departments: HashMap<&'static str, String>,
    /// What the firm has chosen over its departments; elsewhere they follow the product.
    of_firm: Record,
    /// What the collective agreement says of them; what it leaves out is the product's.
    agreement: Record,
    /// Its payment term, where it has one.
    term: Option<PaymentTerm>,
}

/// The field that follows the payment term.
const DAYS: &str = "payment_days";

impl Inherited {
    fn new(values: Record, level: Level, departments: HashMap<&'static str, String>) -> Self {
        Self { values, level, departments, of_firm: Record::default(), agreement: Record::default(), term: None }
    }

    /// What a customer follows: its departments and the firm, which was read for it by [`FirmSettings::of_customer`], for
    /// its working hours a collective agreement, and for its days of credit its payment term.
    #[must_use]
    pub fn of_customer(firm: &FirmSettings, agreement: &Record, term: Option<PaymentTerm>) -> Self {
        let mut values = Record::default();
        let mut departments = HashMap::new();
        for field in terms() {
            let (value, department) = firm.followed(field);
            values.0.insert(field.key.to_owned(), value);
            departments.extend(department.map(|department| (field.key, department.name.clone())));
        }
        values.0.extend(counting(&Record::default(), agreement, &firm.usual_hours()).0);
        if let Some(term) = term {
            values.0.insert(DAYS.to_owned(), Value::from(term.days().count()));
        }
        Self { agreement: agreement.clone(), term, ..Self::new(values, Level::Customer, departments) }
    }

    /// What a department follows: the firm, or the product where that has chosen nothing.
    #[must_use]
    pub fn of_department(firm: &FirmSettings) -> Self {
        Self { of_firm: firm.chosen.clone(), ..Self::new(firm.terms(), Level::Department, HashMap::new()) }
    }

    /// What a firm follows: the product, as it is in its country.
    #[must_use]
    pub fn of_firm(home: Country) -> Self {
        Self::new(FirmSettings::presets(home), Level::Firm, HashMap::new())
    }

    /// Whose value a field follows.
    fn whose(&self, field: &Field) -> Whose {
        let is_there = |record: &Record| record.0.get(field.key).is_some_and(|value| !value.is_null());
        match self.level {
            _ if field.key == DAYS && self.term.is_some() => Whose::Term,
            _ if field.follows_agreement() && is_there(&self.agreement) => Whose::Agreement,
            Level::Customer if field.follows_agreement() => Whose::Product,
            Level::Customer if self.departments.contains_key(field.key) => Whose::Department,
            Level::Customer => Whose::Firm,
            Level::Department if is_there(&self.of_firm) => Whose::Firm,
            Level::Department | Level::Firm => Whose::Product,
        }
    }

    /// What a field follows, as it is read; none for a field that follows nothing.
    #[must_use]
    pub fn shown(&self, field: &Field, language: Language, home: Country) -> Option<String> {
        field.inherits?;
        let value = self.values.0.get(field.key)?;
        if let Some(term) = self.term.filter(|_| field.key == DAYS) {
            return Some(term.shown(language));
        }
        Some(shown(field, value, &self.values, &Names::new(), language, home))
    }

    /// What an input says while nothing stands in it: `Firmaets: 14 dager`.
    #[must_use]
    pub fn hint(&self, field: &Field, language: Language, home: Country) -> Option<String> {
        let text = match self.whose(field) {
            Whose::Firm => settings::AS_FIRM,
            Whose::Product => settings::AS_STANDARD,
            Whose::Department => departments::AS_DEPARTMENT,
            Whose::Agreement => agreement::AS_AGREEMENT,
            Whose::Term => settings::AS_TERM,
        };
        Some(text.with(language, &[("value", &self.shown(field, language, home)?)]))
    }

    /// Whose the value is that a field follows, in words.
    #[must_use]
    pub fn origin(&self, field: &Field, language: Language) -> String {
        let text = match self.whose(field) {
            Whose::Firm => settings::FIRMS,
            Whose::Product => settings::STANDARD,
            Whose::Department => {
                return departments_words(self.departments.get(field.key).map_or("", String::as_str), language);
            }
            Whose::Agreement => agreement::AGREEMENTS,
            Whose::Term => settings::TERM,
        };
        text.get(language).to_owned()
    }
}

/// That a value is a department's, which is called so; empty where the reader is not told.
pub(crate) fn departments_words(name: &str, language: Language) -> String {
    match name {
        "" => departments::DEPARTMENTS.get(language).to_owned(),
        name => departments::DEPARTMENTS_NAMED.with(language, &[("name", name)]),
    }
}

impl Editable {
    /// What counts where one of the terms is left empty: what stands over whoever's terms these are.
    pub(super) fn what_empty_means(&self, field: &Field) -> Option<&'static str> {
        // Hours follow the collective agreement, which their explanation says.
        if field.entity != Entity::Customer || field.inherits.is_none() || field.follows_agreement() {
            return None;
        }
        let text = match self.inherited.as_ref()?.level {
            Level::Customer => settings::EMPTY_OF_CUSTOMER,
            Level::Department => settings::EMPTY_OF_DEPARTMENT,
            Level::Firm => settings::EMPTY_OF_FIRM,
        };
        Some(text.get(self.language))
    }

    /// What an input of this row says while nothing stands in it.
    #[must_use]
    pub fn hint(&self, field: &Field) -> Option<String> {
        self.inherited.as_ref()?.hint(field, self.language, self.home)
    }

    /// How no value of its own is told, in the history and in a conflict.
    #[must_use]
    pub fn nothing(&self, key: &str) -> &'static str {
        let follows = self.inherited.as_ref().filter(|inherited| inherited.values.0.contains_key(key));
        let field = domain::field::customer(key);
        let text = match follows.zip(field) {
            Some((_, field)) if field.follows_agreement() => agreement::FOLLOWS_AGREEMENT,
            Some((inherited, field)) => match inherited.whose(field) {
                Whose::Firm | Whose::Agreement => settings::FOLLOWS_FIRM,
                Whose::Department => departments::FOLLOWS_DEPARTMENT,
                Whose::Term => settings::FOLLOWS_TERM,
                Whose::Product => settings::FOLLOWS_STANDARD,
            },
            None => words::EMPTY_VALUE,
        };
        text.get(self.language)
    }

    /// How it is told that a value was never changed.
    pub(super) fn unchanged(&self) -> &'static str {
        match self.inherited.as_ref().map(|inherited| inherited.level) {
            Some(Level::Firm) => settings::UNCHANGED,
            Some(Level::Department) => departments::UNCHANGED,
            Some(Level::Customer) | None => history::UNCHANGED,
        }
        .get(self.language)
    }

    /// Whether the row has a value of its own.
    fn is_own(&self, field: &Field) -> bool {
        self.values.0.get(field.key).is_some_and(|value| *value != Value::Null)
    }
}

/// How it is told that a customer has nothing of its own in a field; none where it follows nothing. `firm` was read for
/// the customer; where it is none in particular, a department may be between it and the firm.
#[must_use]
pub fn follows_text(field: &Field, firm: Option<&FirmSettings>) -> Option<Text> {
    match firm {
        _ if field.follows_agreement() => Some(agreement::FOLLOWS_AGREEMENT),
        _ if !field.follows_firm() => None,
        None => Some(departments::FOLLOWS_ABOVE),
        Some(firm) if firm.followed(field).1.is_some() => Some(departments::FOLLOWS_DEPARTMENT),
        Some(_) => Some(settings::FOLLOWS_FIRM),
    }
}

/// The value with whose it is; none for a field that follows nothing.
pub(super) fn value_view(editable: &Editable, field: &Field) -> Option<AnyView> {
    let inherited = editable.inherited.as_ref()?;
    let language = editable.language;
    let followed = inherited.shown(field, language, editable.home)?;
    if !editable.is_own(field) {
        let whose = inherited.origin(field, language);
        return Some(view! { {followed}<span class="whose">" · "{whose}</span> }.into_any());
    }
    let whose = match inherited.level {
        Level::Customer => settings::OWN,
        Level::Department => departments::CHOSEN,
        Level::Firm => settings::CHOSEN,
    };
    let mark = view! { " " <span class="ds-tag" data-color="info">{whose.get(language)}</span> };
    Some(view! { <b>{editable.shown(field)}</b>{mark} }.into_any())
}

/// The way back to what it follows, where it has a value of its own.
pub(super) fn reset_view(editable: &Editable, field: &'static Field) -> Option<AnyView> {
    let inherited = editable
        .inherited
        .as_ref()
        .filter(|_| editable.may_change && editable.needs.may_change(field) && editable.is_own(field))?;
    let language = editable.language;
    let followed = inherited.shown(field, language, editable.home)?;
    let text = match inherited.whose(field) {
        Whose::Firm => settings::FIRM_AGAIN,
        Whose::Product => settings::STANDARD_AGAIN,
        Whose::Department => departments::DEPARTMENT_AGAIN,
        Whose::Agreement => agreement::AGREEMENT_AGAIN,
        Whose::Term => settings::TERM_AGAIN,
    };
    let label = field.label.get(language);
    Some(
        view! {
            <form class="field-reset" method="post" action=editable.action data-return=field.key
                data-saved=words::SAVED.with(language, &[("what", label)])>
                {editable.hidden_inputs()}
                <input type="hidden" name="version" value=editable.version/>
                <input type="hidden" name=name_of(field) value=""/>
                <button class="take-back" type="submit">
                    <Icon name="undo-2" small=true/>{text.with(language, &[("value", &followed)])}<span class="sr-only">", "{within(label)}</span>
                </button>
            </form>
        }
        .into_any(),
    )
}
