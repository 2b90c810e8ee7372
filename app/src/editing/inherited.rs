//! Values that a row may have of its own or follow from above: a customer its firm, a firm the
//! product (seed 000:57). Which it is shows by words and weight, and one click goes back.

use super::{Editable, name_of};
use crate::{
    i18n::{card as words, history, settings},
    ui::Icon,
};
use domain::{
    field::{Field, Names, Record, shown},
    language::Language,
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
}

/// What a row follows where it has nothing of its own.
#[derive(Clone, Debug)]
pub struct Inherited {
    /// What it follows, by field key.
    pub values: Record,
    /// Whose that is.
    pub whose: Whose,
}

impl Inherited {
    /// What a field follows, as it is read; none for a field that follows nothing.
    #[must_use]
    pub fn shown(&self, field: &Field, language: Language, home: domain::country::Country) -> Option<String> {
        field.inherits?;
        let value = self.values.0.get(field.key)?;
        Some(shown(field, value, &self.values, &Names::new(), language, home))
    }

    /// What an input says while nothing stands in it: `Firmaets: 14 dager`.
    #[must_use]
    pub fn hint(&self, field: &Field, language: Language, home: domain::country::Country) -> Option<String> {
        let text = match self.whose {
            Whose::Firm => settings::AS_FIRM,
            Whose::Product => settings::AS_STANDARD,
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
        let text = match follows.map(|inherited| inherited.whose) {
            Some(Whose::Firm) => settings::FOLLOWS_FIRM,
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

/// The value with whose it is; none for a field that follows nothing.
pub(super) fn value_view(editable: &Editable, field: &Field) -> Option<AnyView> {
    let inherited = editable.inherited.as_ref()?;
    let language = editable.language;
    let followed = inherited.shown(field, language, editable.home)?;
    if !editable.is_own(field) {
        let whose = match inherited.whose {
            Whose::Firm => settings::FIRMS,
            Whose::Product => settings::STANDARD,
        };
        return Some(view! { {followed}<span class="whose">" · "{whose.get(language)}</span> }.into_any());
    }
    let whose = match inherited.whose {
        Whose::Firm => settings::OWN,
        Whose::Product => settings::CHOSEN,
    };
    let mark = view! { " " <span class="ds-tag" data-color="info">{whose.get(language)}</span> };
    Some(view! { <b>{editable.shown(field)}</b>{mark} }.into_any())
}

/// The way back to what it follows, where it has a value of its own.
pub(super) fn reset_view(editable: &Editable, field: &'static Field) -> Option<AnyView> {
    let inherited = editable.inherited.as_ref().filter(|_| editable.may_change && editable.is_own(field))?;
    let language = editable.language;
    let followed = inherited.shown(field, language, editable.home)?;
    let text = match inherited.whose {
        Whose::Firm => settings::FIRM_AGAIN,
        Whose::Product => settings::STANDARD_AGAIN,
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
