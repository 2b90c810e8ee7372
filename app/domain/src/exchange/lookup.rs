//! What the names in a file stand for in this firm.

use super::column::folded;
use crate::{
    error::Problem,
    id::{CustomerId, ListItemId, UserId},
    list::{ListItem, ListKind},
};
use std::collections::HashMap;

/// What a name stands for: one thing, or more than one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named<T> {
    One(T),
    Several,
}

/// Names and what they stand for: list values in any language, members of staff, customers.
#[derive(Clone, Debug, Default)]
pub struct Lookup {
    items: HashMap<(ListKind, String), ListItemId>,
    users: HashMap<String, Named<UserId>>,
    customers: HashMap<String, Named<CustomerId>>,
}

impl Lookup {
    /// Learns the values of a list, by their names in three languages, their codes and their ids.
    /// Where two are called alike the first counts; those that can be chosen should come first. A
    /// value that was merged into another stands for that one.
    pub fn learn_list(&mut self, list: ListKind, items: &[ListItem]) {
        for item in items {
            let stands_for = item.merged_into.unwrap_or(item.id);
            let id = item.id.to_string();
            for name in item.names.iter().chain([&item.code, &id]).filter(|name| !name.trim().is_empty()) {
                self.items.entry((list, spoken(name))).or_insert(stands_for);
            }
        }
    }

    /// Learns a member of staff, by name, e-mail and id.
    pub fn learn_user(&mut self, id: UserId, name: &str, email: &str) {
        for name in [name, email, &id.to_string()] {
            learn(&mut self.users, spoken(name), id);
        }
    }

    /// Learns a customer, by one of the names or numbers that a file has for it.
    pub fn learn_customer(&mut self, id: CustomerId, name: &str) {
        learn(&mut self.customers, spoken(name), id);
    }

    /// The list value with this name.
    #[must_use]
    pub fn item(&self, list: ListKind, name: &str) -> Option<ListItemId> {
        self.items.get(&(list, spoken(name))).copied()
    }

    pub(super) fn user(&self, name: &str) -> Result<UserId, Problem> {
        match self.users.get(&spoken(name)) {
            Some(Named::One(id)) => Ok(*id),
            _ => Err(Problem::Choice),
        }
    }

    pub(super) fn customer(&self, name: &str) -> Result<CustomerId, Problem> {
        match self.customers.get(&spoken(name)) {
            Some(Named::One(id)) => Ok(*id),
            Some(Named::Several) => Err(Problem::SeveralCustomers),
            None => Err(Problem::UnknownCustomer),
        }
    }
}

fn learn<T: Copy + PartialEq>(known: &mut HashMap<String, Named<T>>, name: String, id: T) {
    if name.is_empty() {
        return;
    }
    let named = known.entry(name).or_insert(Named::One(id));
    if *named != Named::One(id) {
        *named = Named::Several;
    }
}

/// A name as it is compared: small letters, one space between words. Names of signs alone stay.
fn spoken(name: &str) -> String {
    let small = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    if folded(&small).is_empty() { name.trim().to_owned() } else { small }
}
