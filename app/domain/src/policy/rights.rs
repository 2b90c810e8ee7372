//! What a role may do with one field of a customer or a contact.

use crate::{
    customer::codes,
    field::{self, Entity, Field, Importance, Kind},
    language::Language,
    text::Text,
    user::Role,
};
use serde_json::Value;
use std::collections::HashMap;

codes! {
    /// What somebody may do with a field.
    Access {
        /// See and change it, as far as they may change customers at all.
        Change "change" ["Se og endre", "Se och ändra", "See and change"],
        /// See it, and nothing more.
        See "see" ["Bare se", "Bara se", "Only see"],
        /// Not even see it.
        None "none" ["Ikke se", "Inte se", "Not see"],
    }
}

impl Field {
    /// Whether a firm may keep it from a role: not what a card is known by, nor what other things hang on, such as whose
    /// customer it is and the group of companies.
    #[must_use]
    pub fn can_be_kept(&self) -> bool {
        self.entity != Entity::Firm
            && self.importance != Importance::Must
            && !matches!(self.kind, Kind::SameAs(_) | Kind::Number | Kind::Customer)
            && self.key != "responsible"
    }
}

impl Access {
    /// What a firm may answer for a role: administrators see and change all, and who only reads changes nothing.
    #[must_use]
    pub const fn of(role: Role) -> &'static [Self] {
        match role {
            Role::Administrator => &[],
            Role::Consultant => &[Self::Change, Self::See, Self::None],
            Role::ReadOnly => &[Self::See, Self::None],
        }
    }

    /// What a role may do where the firm has decided nothing.
    #[must_use]
    pub const fn usual(role: Role) -> Self {
        match role {
            Role::Administrator | Role::Consultant => Self::Change,
            Role::ReadOnly => Self::See,
        }
    }
}

/// Where a firm has decided that a role may do less than usual with a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldRights(HashMap<(Entity, &'static str), Access>);

impl FieldRights {
    /// For a role, as the database tells them: for each field an array of entity, key and access. Own fields must be
    /// declared before.
    #[must_use]
    pub fn new(role: Role, told: Option<&Value>) -> Self {
        let right = |row: &Value| {
            let text = |at: usize| row.get(at).and_then(Value::as_str);
            let field = match text(0)? {
                "customer" => field::customer(text(1)?),
                "contact" => field::contact(text(1)?),
                _ => None,
            }?;
            let access = Access::from_key(text(2)?).filter(|access| Access::of(role).contains(access))?;
            field.can_be_kept().then_some(((field.entity, field.key), access))
        };
        Self(told.and_then(Value::as_array).into_iter().flatten().filter_map(right).collect())
    }

    /// Whether nothing is kept from the role.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        self.0.is_empty()
    }

    fn access(&self, field: &Field) -> Access {
        self.0.get(&(field.entity, field.key)).copied().unwrap_or(Access::Change)
    }

    /// Whether the role may see a field.
    #[must_use]
    pub fn sees(&self, field: &Field) -> bool {
        self.access(field) != Access::None
    }

    /// Whether the role may change a field, where it may change what the field belongs to.
    #[must_use]
    pub fn changes(&self, field: &Field) -> bool {
        self.access(field) == Access::Change
    }

    /// Whether the role may see the column of a customer or a contact with this name; one that is no field is seen.
    #[must_use]
    pub fn sees_column(&self, entity: Entity, column: &str) -> bool {
        self.0.get(&(entity, column)).is_none_or(|access| *access != Access::None)
    }

    /// The keys of an entity's fields that the role may not see.
    pub fn hidden(&self, entity: Entity) -> impl Iterator<Item = &'static str> {
        self.0
            .iter()
            .filter(move |((of, _), access)| *of == entity && **access == Access::None)
            .map(|((_, key), _)| *key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_role_may_less_where_the_firm_says_so_and_never_more() {
        let told = json!([["customer", "phone", "none"], ["customer", "email", "see"], ["contact", "mobile", "none"]]);
        let rights = FieldRights::new(Role::Consultant, Some(&told));
        let of = |key: &str| field::customer(key).unwrap();
        assert!(!rights.sees(of("phone")) && !rights.changes(of("phone")));
        assert!(rights.sees(of("email")) && !rights.changes(of("email")));
        assert!(rights.sees(of("website")) && rights.changes(of("website")), "as usual");
        assert!(!rights.sees_column(Entity::Contact, "mobile") && rights.sees_column(Entity::Contact, "phone"));
        assert_eq!(rights.hidden(Entity::Customer).collect::<Vec<_>>(), ["phone"]);
        assert!(FieldRights::new(Role::Administrator, Some(&told)).is_usual(), "administrators see all");
        assert!(FieldRights::default().is_usual());
    }

    #[test]
    fn what_a_card_is_known_by_is_kept_from_nobody() {
        let told =
            json!([["customer", "name", "none"], ["contact", "last_name", "none"], ["customer", "nothing", "none"]]);
        assert!(FieldRights::new(Role::ReadOnly, Some(&told)).is_usual());
        assert!(!field::customer("name").unwrap().can_be_kept());
        assert!(field::customer("phone").unwrap().can_be_kept());
    }
}
