//! What the register page shows, and the addresses that lead on from it.

use super::{ChosenRows, Preview};
use crate::ui::time::Clock;
use domain::{
    country::Country,
    field::{Field, Names},
    filter::{Column, Condition, Filter, Operator, Path},
    id::RegisterViewId,
    language::Language,
    list::Choice,
    register::{Cursor, RegisterPage, RegisterQuery, RegisterView, Totals, encoded},
    register_width::Widths,
};
use std::fmt::Write;
use store::{form_state::FormState, register::Missing};

/// Where one is in the register: all that stands in the address but the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Here {
    /// The saved view that it started from.
    pub view: Option<RegisterViewId>,
    /// What is listed.
    pub query: RegisterQuery,
    /// Columns, where the address says which.
    pub columns: Option<Vec<Column>>,
}

impl Here {
    /// The address of something else in the same view, with the same columns.
    #[must_use]
    pub fn with(&self, query: RegisterQuery) -> String {
        Self { query, ..self.clone() }.address("")
    }

    /// The same with another filter.
    #[must_use]
    pub fn filtered(&self, filter: Filter) -> String {
        self.with(RegisterQuery { filter, ..self.query.clone() })
    }

    /// The address, with something added: `edit=0`.
    #[must_use]
    pub fn address(&self, more: &str) -> String {
        let mut out = String::from("/customers?");
        if let Some(view) = self.view {
            let _ = write!(out, "view={view}&");
        }
        out.push_str(&self.query.encode());
        if let Some(columns) = &self.columns {
            let _ = write!(out, "&columns={}", keys(columns));
        }
        if !more.is_empty() {
            let _ = write!(out, "&{more}");
        }
        out
    }

    /// The address of the page from a row on.
    #[must_use]
    pub fn from(&self, cursor: &Cursor) -> String {
        self.address(&format!("from={}", encoded(&cursor.encode())))
    }

    /// Names and values of all that the address says, for forms that lead on.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if let Some(view) = self.view {
            pairs.push(("view", view.to_string()));
        }
        pairs.push(("scope", self.query.scope.key().to_owned()));
        pairs.push(("lifecycle", self.query.lifecycle.key().to_owned()));
        if !self.query.filter.is_empty() {
            pairs.push(("filter", self.query.filter.to_string()));
        }
        pairs.push(("sort", self.query.sort.column().key().to_owned()));
        if self.query.sort.descending {
            pairs.push(("order", "desc".to_owned()));
        }
        if let Some(columns) = &self.columns {
            pairs.push(("columns", keys(columns)));
        }
        pairs
    }
}

/// Keys of columns with commas between them.
#[must_use]
pub(super) fn keys(columns: &[Column]) -> String {
    columns.iter().map(|column| column.key()).collect::<Vec<_>>().join(",")
}

/// What is open above the list.
#[derive(Clone, Debug)]
pub enum Panel {
    /// The choice of a field for a new condition.
    Fields {
        /// Where the condition will stand.
        path: Path,
        /// Whether it becomes an alternative to the one that stands there.
        is_or: bool,
    },
    /// The form of a condition.
    Condition(Box<ConditionForm>),
    /// The choice of columns.
    Columns,
    /// The form that saves a view.
    Save,
    /// The form that renames the view.
    Rename,
}

/// The form of one condition.
#[derive(Clone, Debug)]
pub struct ConditionForm {
    /// What is compared.
    pub column: Column,
    /// How it is compared now.
    pub operator: Operator,
    /// What was typed or stands there now.
    pub values: Vec<String>,
    /// Where the condition stands, or will stand.
    pub path: Path,
    /// Whether it becomes an alternative to the one that stands there.
    pub is_or: bool,
    /// Whether what was typed can't be taken.
    pub wrong: bool,
    /// What can be chosen.
    pub options: Vec<Choice>,
}

impl ConditionForm {
    /// The form of a condition that is there.
    #[must_use]
    pub fn of(condition: &Condition, path: Path) -> Self {
        Self {
            column: condition.column(),
            operator: condition.operator(),
            values: condition.values(),
            path,
            is_or: false,
            wrong: false,
            options: Vec::new(),
        }
    }
}

/// What the reader may do.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a right by itself")]
pub struct Rights {
    /// Register customers.
    pub register: bool,
    /// Change many at once.
    pub change: bool,
    /// Take customers along as a file.
    pub export: bool,
    /// Give views to all of the firm.
    pub share: bool,
    /// Choose the firm's columns.
    pub arrange_firm: bool,
}

impl Rights {
    /// Whether there is anything to do with customers that are chosen.
    #[must_use]
    pub const fn choose(self) -> bool {
        self.change || self.export
    }
}

/// What the register page shows.
#[derive(Clone, Debug)]
pub struct RegisterState {
    /// Where one is.
    pub here: Here,
    /// The page that is shown, as a place in the list.
    pub cursor: Option<Cursor>,
    /// The columns.
    pub columns: Vec<Column>,
    /// Whether the reader chose their own columns.
    pub own_columns: bool,
    /// The firm's columns, in order.
    pub firm_columns: Vec<Column>,
    /// How wide columns are, where that is not as usual.
    pub widths: Widths,
    /// The saved view that it started from.
    pub view: Option<RegisterView>,
    /// What became of the view in the address, where the reader does not have it.
    pub missing: Option<Missing>,
    /// Views of others that the reader had beside the scopes and that are gone, with their names.
    pub gone_pins: Vec<(RegisterViewId, String)>,
    /// All views that the reader has.
    pub views: Vec<RegisterView>,
    /// The rows.
    pub page: RegisterPage,
    /// Those that are chosen.
    pub chosen: ChosenRows,
    /// How many there are, where they were counted.
    pub totals: Option<Totals>,
    /// Names of what the filter refers to.
    pub names: Names,
    /// What is open above the list.
    pub panel: Option<Panel>,
    /// The customer that is open beside the list.
    pub preview: Option<Preview>,
    /// The form that could not be saved.
    pub failed: Option<FormState>,
    /// What the reader may do.
    pub rights: Rights,
    /// When and in which language it is read.
    pub clock: Clock,
    /// The firm's country.
    pub home: Country,
    /// The firm's own fields.
    pub own: Vec<&'static Field>,
}

impl RegisterState {
    /// The reader's language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.clock.language
    }

    /// Whether what is shown is no longer what the saved view says.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.view.as_ref().is_some_and(|view| {
            self.here.query.encode() != view.query
                || self.here.columns.as_ref().is_some_and(|columns| view.columns.as_ref() != Some(columns))
        })
    }

    /// The address of this very page, with something added.
    #[must_use]
    pub fn this_page(&self, more: &str) -> String {
        match &self.cursor {
            Some(cursor) => {
                let from = format!("from={}", encoded(&cursor.encode()));
                self.here.address(&if more.is_empty() { from } else { format!("{from}&{more}") })
            }
            None => self.here.address(more),
        }
    }
}
