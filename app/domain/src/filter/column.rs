//! What customers are filtered and sorted by, and shown in a column of the register: every field
//! of the catalogue, and what the system itself knows.

use crate::{
    field::{self, CUSTOMER, Field, Kind},
    list::ListKind,
    text::Text,
};

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// A field of the catalogue.
    Field(&'static Field),
    /// The county of the visiting address.
    County,
    /// The municipality of the visiting address.
    Municipality,
    /// How far the visiting address is from a place: only asked for, as it needs the place.
    Distance,
    /// When the customer was registered.
    Created,
    /// When the customer was last changed.
    Changed,
}

/// What kind of question may be asked of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// Text: does it hold something.
    Text,
    /// Digits in groups, a phone number for one: only the digits count.
    Digits,
    /// A whole number.
    Number,
    /// An amount of money.
    Money,
    /// A percentage.
    Percent,
    /// A factor.
    Factor,
    /// Hours of a week.
    Hours,
    /// Another customer: by its name.
    Customer,
    /// A contact of the customer: by their name.
    Contact,
    /// One value of a list.
    Choice(ListKind),
    /// Several values of a list.
    Choices(ListKind),
    /// A member of staff.
    User,
    /// One of a few codes that the product itself knows.
    Code,
    /// A postal code.
    PostalCode,
    /// A county or municipality.
    Area,
    /// So many kilometres from a place.
    Distance,
    /// A moment.
    Date,
    /// A day that a field tells; it may be still to come.
    Day,
}

impl Column {
    /// All of them: the fields in the order of the catalogue, the firm's own, then the others.
    pub fn all(own: &[&'static Field]) -> impl Iterator<Item = Self> + use<> {
        CUSTOMER.iter().chain(own.to_vec()).map(Self::Field).chain([
            Self::County,
            Self::Municipality,
            Self::Distance,
            Self::Created,
            Self::Changed,
        ])
    }

    /// The one with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match key {
            "county" => Some(Self::County),
            "municipality" => Some(Self::Municipality),
            "distance" => Some(Self::Distance),
            "created" => Some(Self::Created),
            "changed" => Some(Self::Changed),
            // As the addresses of earlier releases have it.
            "place" => field::customer("visiting_place").map(Self::Field),
            _ => field::customer(key).map(Self::Field),
        }
    }

    /// The key, as it stands in addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Field(field) => field.key,
            Self::County => "county",
            Self::Municipality => "municipality",
            Self::Distance => "distance",
            Self::Created => "created",
            Self::Changed => "changed",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Field(field) => field.label,
            Self::County => Text { nb: "Fylke", sv: "Län", en: "County" },
            Self::Municipality => Text { nb: "Kommune", sv: "Kommun", en: "Municipality" },
            Self::Distance => Text { nb: "Avstand", sv: "Avstånd", en: "Distance" },
            Self::Created => Text { nb: "Registrert", sv: "Registrerad", en: "Registered" },
            Self::Changed => Text { nb: "Endret", sv: "Ändrad", en: "Changed" },
        }
    }

    /// What may be asked of it.
    #[must_use]
    pub const fn nature(self) -> Nature {
        match self {
            Self::County | Self::Municipality => Nature::Area,
            Self::Distance => Nature::Distance,
            Self::Created | Self::Changed => Nature::Date,
            Self::Field(field) => match field.kind {
                Kind::Line { .. }
                | Kind::Lines { .. }
                | Kind::Email
                | Kind::Emails
                | Kind::WebAddress
                | Kind::IndustryCode
                | Kind::Shift => Nature::Text,
                Kind::Date => Nature::Day,
                Kind::Phone | Kind::OrganisationNumber | Kind::Gln => Nature::Digits,
                Kind::Number | Kind::Days | Kind::Kilometres | Kind::Whole => Nature::Number,
                Kind::Money | Kind::Charge(_) => Nature::Money,
                Kind::Percent => Nature::Percent,
                Kind::Factor => Nature::Factor,
                Kind::Hours => Nature::Hours,
                Kind::Customer => Nature::Customer,
                Kind::Contact => Nature::Contact,
                Kind::Choice(list) => Nature::Choice(list),
                Kind::Choices(list) => Nature::Choices(list),
                Kind::User => Nature::User,
                Kind::CustomerKind
                | Kind::CustomerType
                | Kind::YesNo
                | Kind::Country
                | Kind::SameAs(_)
                | Kind::Code(_)
                | Kind::Currency => Nature::Code,
                Kind::PostalCode { .. } => Nature::PostalCode,
            },
        }
    }

    /// Whether it may be without a value.
    #[must_use]
    pub const fn may_be_empty(self) -> bool {
        match self {
            Self::Field(field) => {
                // What is inherited of the firm always counts for something.
                !field.follows_firm()
                    && !matches!(field.importance, field::Importance::Must)
                    && !matches!(field.kind, Kind::YesNo | Kind::Number)
            }
            _ => false,
        }
    }

    /// Whether it can be a column of the register, and be sorted by.
    #[must_use]
    pub const fn is_shown(self) -> bool {
        !matches!(self, Self::County | Self::Municipality | Self::Distance)
    }

    /// The field, where a customer without a value of its own follows the firm's.
    #[must_use]
    pub const fn inherited(self) -> Option<&'static Field> {
        match self {
            Self::Field(field) if field.follows_firm() => Some(field),
            _ => None,
        }
    }

    /// Whether its values can be put in an order that means something: no order is kept of what
    /// the firm's settings may change for all customers at once.
    #[must_use]
    pub const fn is_sorted(self) -> bool {
        self.is_shown()
            && self.inherited().is_none()
            && !matches!(self.nature(), Nature::Choices(_) | Nature::Customer | Nature::Contact)
    }

    /// Whether its amounts are added up.
    #[must_use]
    pub const fn has_total(self) -> bool {
        matches!(self.nature(), Nature::Money) && self.inherited().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_key_leads_back_and_stands_once() {
        let keys: BTreeSet<_> = Column::all(&[]).map(Column::key).collect();
        assert_eq!(keys.len(), Column::all(&[]).count());
        for column in Column::all(&[]) {
            assert_eq!(Column::from_key(column.key()), Some(column));
        }
        assert_eq!(Column::from_key("credit"), None);
        assert_eq!(Column::from_key("place").map(Column::key), Some("visiting_place"));
    }
}
