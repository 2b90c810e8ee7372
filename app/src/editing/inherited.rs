//! Values that a row may have of its own or follow from above: a customer its firm, a firm the
//! product (seed 000:57). Which it is shows by words and weight, and one click goes back.

use super::{Editable, name_of};
use crate::{
    i18n::{agreement, card as words, history, settings},
    ui::Icon,
};
use domain::{
    agreement::hours::counting,
    field::{Field, Names, Record, shown},
    language::Language,
    payment_term::PaymentTerm,
    settings::FirmSettings,
    text::Text,
};
use leptos::prelude::*;
use serde_json::Value;

/// Who stands over a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The firm, over its customers.
    Firm,
    /// The product, over the firm.
    Product,
    /// The customer's collective agreement, over its working hours.
    Agreement,
    /// The customer's payment term, over its days of credit.
    Term,
}

/// What a row follows where it has nothing of its own.
#[derive(Clone, Debug)]
pub struct Inherited {
    /// What it follows, by field key.
    pub values: Record,
    /// Whose that is.
    pub whose: Whose,
    /// What the collective agreement says of them; what it leaves out is the product's.
    pub agreement: Record,
    /// Its payment term, where it has one.
    pub term: Option<PaymentTerm>,
}

/// The field that follows the payment term.
const DAYS: &str = "payment_days";

impl Inherited {
    /// What a customer follows: the firm, for its working hours a collective agreement, and for its days
    /// of credit its payment term.
    #[must_use]
    pub fn of_customer(firm: &FirmSettings, agreement: &Record, term: Option<PaymentTerm>) -> Self {
        let mut values = firm.terms();
        values.0.extend(counting(&Record::default(), agreement, &firm.usual_hours()).0);
        if let Some(term) = term {
            values.0.insert(DAYS.to_owned(), Value::from(term.days().count()));
        }
        Self { values, whose: Whose::Firm, agreement: agreement.clone(), term }
    }

    /// Whose value a field follows.
    fn whose(&self, field: &Field) -> Whose {
        match self.agreement.0.get(field.key) {
            _ if field.key == DAYS && self.term.is_some() => Whose::Term,
            _ if !field.follows_agreement() => self.whose,
            None | Some(Value::Null) => Whose::Product,
            Some(_) => Whose::Agreement,
        }
    }

    /// What a field follows, as it is read; none for a field that follows nothing.
    #[must_use]
    pub fn shown(&self, field: &Field, language: Language, home: domain::country::Country) -> Option<String> {
        field.inherits?;
        let value = self.values.0.get(field.key)?;
        if let Some(term) = self.term.filter(|_| field.key == DAYS) {
            return Some(term.shown(language));
        }
        Some(shown(field, value, &self.values, &Names::new(), language, home))
    }

    /// What an input says while nothing stands in it: `Firmaets: 14 dager`.
    #[must_use]
    pub fn hint(&self, field: &Field, language: Language, home: domain::country::Country) -> Option<String> {
        let text = match self.whose(field) {
            Whose::Firm => settings::AS_FIRM,
            Whose::Product => settings::AS_STANDARD,
            Whose::Agreement => agreement::AS_AGREEMENT,
            Whose::Term => settings::AS_TERM,
        };
        Some(text.with(language, &[("value", &self.shown(field, language, home)?)]))
    }
}

impl Editable {
    /// What an input of this row says while nothing stands in it.
    #[must_use]
    pub fn hint(&self, field: &Field) -> Option<String> {
        self.inherited.as_ref()?.hint(field, self.language, self.home)
    }

    /// How no value of its own is told, in the history and in a conflict.
    #[must_use]
    pub fn nothing(&self, key: &str) -> &'static str {
        let follows = self.inherited.as_ref().filter(|inherited| inherited.values.0.contains_key(key));
        let is_of_agreement = domain::field::customer(key).is_some_and(Field::follows_agreement);
        let text = match follows.map(|inherited| inherited.whose) {
            Some(_) if key == DAYS && self.inherited.as_ref().is_some_and(|followed| followed.term.is_some()) => {
                settings::FOLLOWS_TERM
            }
            Some(Whose::Firm | Whose::Agreement | Whose::Term) if is_of_agreement => agreement::FOLLOWS_AGREEMENT,
            Some(Whose::Firm | Whose::Agreement | Whose::Term) => settings::FOLLOWS_FIRM,
            Some(Whose::Product) => settings::FOLLOWS_STANDARD,
            None => words::EMPTY_VALUE,
        };
        text.get(self.language)
    }

    /// How it is told that a value was never changed.
    pub(super) fn unchanged(&self) -> &'static str {
        match self.inherited.as_ref().map(|inherited| inherited.whose) {
            Some(Whose::Product) => settings::UNCHANGED,
            _ => history::UNCHANGED,
        }
        .get(self.language)
    }

    /// Whether the row has a value of its own.
    fn is_own(&self, field: &Field) -> bool {
        self.values.0.get(field.key).is_some_and(|value| *value != Value::Null)
    }
}

/// How it is told that a customer has nothing of its own in a field; none where it follows nothing.
#[must_use]
pub const fn follows_text(field: &Field) -> Option<Text> {
    if field.follows_agreement() {
        Some(agreement::FOLLOWS_AGREEMENT)
    } else if field.follows_firm() {
        Some(settings::FOLLOWS_FIRM)
    } else {
        None
    }
}

/// The value with whose it is; none for a field that follows nothing.
pub(super) fn value_view(editable: &Editable, field: &Field) -> Option<AnyView> {
    let inherited = editable.inherited.as_ref()?;
    let language = editable.language;
    let followed = inherited.shown(field, language, editable.home)?;
    if !editable.is_own(field) {
        let whose = match inherited.whose(field) {
            Whose::Firm => settings::FIRMS,
            Whose::Product => settings::STANDARD,
            Whose::Agreement => agreement::AGREEMENTS,
            Whose::Term => settings::TERM,
        };
        return Some(view! { {followed}<span class="whose">" · "{whose.get(language)}</span> }.into_any());
    }
    let whose = match inherited.whose {
        Whose::Firm | Whose::Agreement | Whose::Term => settings::OWN,
        Whose::Product => settings::CHOSEN,
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
                    <Icon name="undo-2" small=true/>{text.with(language, &[("value", &followed)])}<span class="sr-only">", "{label.to_lowercase()}</span>
                </button>
            </form>
        }
        .into_any(),
    )
}
