//! Values that are edited where they stand: shown as text with a pencil, or as a small form.
//!
//! The form is plain HTML. A save that fails leads back to the page with a form state, which
//! puts what was typed and what is wrong with it back in its place.

mod conflict;
mod form;
mod history;
mod inherited;
mod input;
mod row;
mod same_number;

pub(crate) use conflict::{conflict_view, who_changed};
pub use form::fields_form;
pub use history::{History, history_link, history_panel, kind_text};
pub(crate) use inherited::departments_words;
pub use inherited::{Inherited, follows_text};
pub use input::{InputView, input_view};
pub use row::{field_row, field_rows, labelled_rows, link_row};
pub(crate) use same_number::same_number;

use crate::comment::Remarks;
use domain::{
    company::Offered,
    country::Country,
    employee::OfferedEmployee,
    error::{Conflict, Problem},
    field::{Field, Kind, Names, Needs, Record},
    language::Language,
    list::{Choice, ListKind},
    proposal::Proposal,
    registration::Similar,
};
use leptos::prelude::*;
use std::collections::HashMap;
use store::form_state::FormState;

/// Choices of the lists that a form needs, by list; members of staff apart.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// The firm's lists.
    pub lists: HashMap<ListKind, Vec<Choice>>,
    /// Members of staff.
    pub staff: Vec<Choice>,
    /// Contacts of the customer who have not ended.
    pub contacts: Vec<Choice>,
    /// Customers that what was typed may mean.
    pub customers: Vec<Offered>,
    /// The countries that the firm offers; none where nobody has asked, which is all.
    pub countries: Vec<Country>,
    /// What an activity is chosen from.
    pub activities: crate::activity::FormChoices,
    /// Employees that what was typed may mean.
    pub employees: Vec<OfferedEmployee>,
}

/// A row whose values are shown and edited: a customer or a contact.
#[derive(Clone, Debug)]
pub struct Editable {
    /// Where its forms are sent.
    pub action: &'static str,
    /// What its forms send beside the value: ids.
    pub hidden: Vec<(&'static str, String)>,
    /// The values.
    pub values: Record,
    /// Names for what they refer to by id.
    pub names: Names,
    /// Which save this is.
    pub version: i32,
    /// The key of what is being edited.
    pub editing: Option<String>,
    /// A save that failed.
    pub form: Option<FormState>,
    /// The choices of what is being edited.
    pub choices: Choices,
    /// The reader's language.
    pub language: Language,
    /// The firm's country.
    pub home: Country,
    /// Whether the reader may change it.
    pub may_change: bool,
    /// What sources say that is not what stands, each with when it was seen there.
    pub proposals: Vec<(Proposal, String)>,
    /// Whether values lead to their history.
    pub offers_history: bool,
    /// The history that the reader asked for.
    pub history: Option<History>,
    /// What it follows where it has nothing of its own.
    pub inherited: Option<Inherited>,
    /// How much its fields matter.
    pub needs: Needs,
    /// What colleagues say about its fields; none where they can't.
    pub remarks: Option<Remarks>,
    /// A word beneath a value, by field key: what it touches.
    pub notes: Vec<(&'static str, String)>,
    /// Other customers with the organisation number that was just given.
    pub of_same_number: Vec<Similar>,
}

impl Editable {
    /// Whether this field, or this address, is being edited.
    #[must_use]
    pub fn is_editing(&self, key: &str) -> bool {
        self.may_change && self.editing.as_deref() == Some(key)
    }

    /// Whether the history of this field, or of this address, is open.
    #[must_use]
    pub fn has_history(&self, key: &str) -> bool {
        self.history.as_ref().is_some_and(|history| history.key == key)
    }

    /// Whether what is said about this field is open.
    #[must_use]
    pub fn has_remarks(&self, key: &str) -> bool {
        let shown = self.remarks.as_ref().and_then(|remarks| remarks.shown.as_ref());
        shown.is_some_and(|shown| shown.key == key)
    }

    /// The value as it is read.
    #[must_use]
    pub fn shown(&self, field: &Field) -> String {
        self.values.shown(field, &self.names, self.language, self.home)
    }

    /// What its forms send beside the value.
    pub(crate) fn hidden_inputs(&self) -> impl IntoView + use<> {
        self.hidden
            .iter()
            .map(|(name, value)| view! { <input type="hidden" name=*name value=value.clone()/> })
            .collect_view()
    }

    /// A failed save of this row, where it is one.
    #[must_use]
    pub fn failed(&self) -> Option<&FormState> {
        self.form.as_ref().filter(|state| {
            state.form == self.action
                && self.hidden.iter().all(|(name, value)| state.typed(name) == Some(value.as_str()))
        })
    }

    /// What stands in the input of a field: what was typed before, or the value.
    #[must_use]
    pub fn typed(&self, field: &Field) -> String {
        self.failed().and_then(|state| state.typed(&name_of(field))).map_or_else(
            || match field.kind {
                // A customer is found by its name, as one would type it.
                Kind::Customer | Kind::Shift => self.shown(field),
                _ => self.values.typed_for(field, self.home),
            },
            str::to_owned,
        )
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn problem(&self, field: &Field) -> Option<Problem> {
        self.failed().and_then(|state| state.error.problem_of(field.key))
    }

    /// Fields that somebody else changed meanwhile.
    #[must_use]
    pub fn conflicts(&self) -> &[Conflict] {
        self.failed().map_or(&[], |state| &state.error.conflicts)
    }

    /// The version that the next save says it read: that of a failed save, so that it is still
    /// checked against what its author saw, or, once a conflict is shown, the version shown.
    #[must_use]
    pub fn read_version(&self) -> i32 {
        if let Some(conflict) = self.conflicts().first() {
            return conflict.version;
        }
        self.failed()
            .and_then(|state| state.typed("version"))
            .and_then(|version| version.parse().ok())
            .unwrap_or(self.version)
    }
}

/// The name of a field's input: the server functions take a map of changes.
#[must_use]
pub fn name_of(field: &Field) -> String {
    format!("patch[{}]", field.key)
}
