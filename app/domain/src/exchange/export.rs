//! The columns of an export: those that an import reads, and what the system itself knows.

use super::{Cell, Column, Form, Writing, cell};
use crate::{
    field::{self, Field, Kind, Record},
    filter,
    language::Language,
    settings::FirmSettings,
};

/// One column of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Out {
    /// One that an import reads.
    Column(Column),
    /// One that only the system says: when the customer was registered, for one.
    Known(filter::Column),
}

impl Out {
    /// All that an import reads and the firm uses: such an export can be changed and imported again.
    #[must_use]
    pub fn all(settings: &FirmSettings, own: &[&'static Field]) -> Vec<Self> {
        let is_used = |column: &Column| match column {
            Column::Field(field) | Column::Contact(field) => settings.uses(field),
            Column::Id => true,
        };
        Column::all(own).into_iter().filter(is_used).map(Self::Column).collect()
    }

    /// The columns of the register, with the number before them: by it customers are found again.
    #[must_use]
    pub fn of_register(columns: &[filter::Column]) -> Vec<Self> {
        let mut out: Vec<Self> =
            field::customer("number").map(|field| Self::Column(Column::Field(field))).into_iter().collect();
        for column in columns {
            let next = match column {
                filter::Column::Field(field) => Self::Column(Column::Field(field)),
                known => Self::Known(*known),
            };
            if !out.contains(&next) {
                out.push(next);
            }
        }
        out
    }

    /// The key.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::Column(column) => column.key(),
            Self::Known(column) => column.key().to_owned(),
        }
    }

    /// What stands at its head.
    #[must_use]
    pub fn header(self, language: Language) -> String {
        match self {
            Self::Column(column) => column.header(language),
            Self::Known(column) => column.label().get(language).to_owned(),
        }
    }

    /// How its values are written; none for a moment.
    #[must_use]
    pub const fn form(self) -> Option<Form> {
        match self {
            Self::Column(column) => Some(column.form()),
            Self::Known(_) => None,
        }
    }

    /// The cell of a customer, whose first contact is this.
    #[must_use]
    pub fn cell(self, customer: &Record, contact: &Record, writing: &Writing<'_>) -> Cell {
        match self {
            Self::Column(Column::Id) => Cell::text(customer.text("id")),
            // A name may be several customers'; a number is one's.
            Self::Column(Column::Field(field)) if field.kind == Kind::Customer => {
                customer.number("parent_number").map_or(Cell::Empty, |number| Cell::Number(number.to_string()))
            }
            Self::Column(Column::Field(field)) => cell(field, customer, writing),
            Self::Column(Column::Contact(field)) => cell(field, contact, writing),
            Self::Known(column) => match customer.text(column.key()) {
                "" => Cell::Empty,
                moment => Cell::Date(moment.to_owned()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{country::Country, field::Names};
    use serde_json::json;

    #[test]
    fn an_export_of_all_has_what_an_import_reads_and_the_firm_uses() {
        let all = Out::all(&FirmSettings::new(None, Country::NORWAY), &[]);
        assert!(all.iter().all(|of| matches!(of, Out::Column(_))));
        assert_eq!(all.first().map(|of| of.key()), Some("number".to_owned()));
        assert_eq!(all.last().map(|of| of.key()), Some("id".to_owned()));
        let chosen = serde_json::from_value(json!({"nickname_used": false})).unwrap();
        let fewer = Out::all(&FirmSettings::new(Some(chosen), Country::NORWAY), &[]);
        assert!(!fewer.iter().any(|of| of.key() == "nickname"));
        assert_eq!(fewer.len() + 1, all.len());
    }

    #[test]
    fn the_registers_columns_come_with_the_number() {
        let columns = Out::of_register(&crate::register::columns_from(["name", "changed", "number"]));
        assert_eq!(columns.iter().map(|of| of.key()).collect::<Vec<_>>(), ["number", "name", "changed"]);
    }

    #[test]
    fn a_parent_company_is_its_number() {
        let customer: Record = serde_json::from_value(json!({
            "id": "a", "parent_id": "b", "parent_number": 10_023, "changed": "2026-11-24T10:00:00"
        }))
        .unwrap();
        let (names, contact) = (Names::new(), Record::default());
        let writing = Writing { names: &names, language: Language::Nb, home: Country::NORWAY };
        let parent = Out::Column(Column::from_key("parent_id").unwrap());
        assert_eq!(parent.cell(&customer, &contact, &writing), Cell::Number("10023".to_owned()));
        assert_eq!(
            Out::Known(filter::Column::Changed).cell(&customer, &contact, &writing),
            Cell::Date("2026-11-24T10:00:00".to_owned())
        );
        let phone = Out::Column(Column::from_key("contact.phone").unwrap());
        assert_eq!(phone.cell(&customer, &contact, &writing), Cell::Empty);
    }
}
