//! What each field is for, in a sentence or two.

use super::library::file;
use domain::{
    field::{Entity, Field},
    language::Language,
};
use std::{collections::HashMap, sync::LazyLock};

type Texts = HashMap<&'static str, &'static str>;

static TEXTS: LazyLock<[Texts; 3]> = LazyLock::new(|| Language::ALL.map(read));

/// The file of a language: `customer.nickname: what it is for`, a field a line.
pub(super) fn read(language: Language) -> Texts {
    let lines = file(language, "fields.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(": ")).map(|(key, text)| (key.trim(), text.trim())).collect()
}

/// What a field is for; of the firm's own, what the firm says.
#[must_use]
pub fn explain(field: &Field, language: Language) -> Option<&'static str> {
    if field.is_own() {
        return field.explained.map(|text| text.get(language));
    }
    let at = Language::ALL.iter().position(|other| *other == language).unwrap_or_default();
    TEXTS[at].get(key(field).as_str()).copied()
}

/// What a field is called in the file.
pub(super) fn key(field: &Field) -> String {
    let entity = match field.entity {
        Entity::Customer => "customer",
        Entity::Contact => "contact",
        Entity::Firm => "firm",
    };
    format!("{entity}.{}", field.key)
}
