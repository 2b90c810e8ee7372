//! What rows say, in brief: whether two say the same.

use domain::import::Read;
use serde_json::{Map, Value};
use std::hash::{DefaultHasher, Hash, Hasher};

pub(super) fn hash(parts: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    hasher.finish()
}

/// What a row says of its customer.
pub(super) fn said(read: &Read) -> u64 {
    let mut hasher = DefaultHasher::new();
    hash_values(&read.customer, &mut hasher);
    hasher.finish()
}

/// What a row says of the contact person of the customer that it is matched to by this key.
pub(super) fn person(key: &str, contact: &Map<String, Value>) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hash_values(contact, &mut hasher);
    hasher.finish()
}

fn hash_values(values: &Map<String, Value>, hasher: &mut DefaultHasher) {
    for (key, value) in values {
        (key, value.to_string()).hash(hasher);
    }
}
