//! Pages that one goes to by their names.

use crate::i18n::search as words;
use domain::language::Language;

/// The pages whose names fit, with address and icon.
pub(super) fn actions(
    query: &str,
    language: Language,
    may_register: bool,
) -> Vec<(&'static str, &'static str, &'static str)> {
    let folded = query.trim().to_lowercase();
    // Whoever may register may merge.
    let register = [(words::REGISTER, "/customers/new", "plus"), (words::MERGE, "/customers/merge", "merge")];
    let pages = [
        (words::GO_MINE, "/customers?scope=mine", "building-2"),
        (words::GO_DEPARTMENT, "/customers?scope=department", "building-2"),
        (words::GO_FIRM, "/customers?scope=firm", "building-2"),
        (words::GO_CRITERIA, "/customers/search", "search"),
        (words::GO_EMPLOYEES, "/employees", "id-card"),
        (words::GO_SETTINGS, "/settings", "settings"),
        (words::GO_FIELDS, "/settings/fields", "settings"),
        (words::GO_REGISTER_SETTINGS, "/settings/register", "settings"),
        (words::GO_OWN_FIELDS, "/settings/own-fields", "settings"),
        (words::GO_MODULES, "/settings/modules", "settings"),
        (words::GO_COUNTRIES, "/settings/countries", "settings"),
        (words::GO_LAYOUT, "/settings/layout", "settings"),
        (words::GO_TABS, "/settings/tabs", "settings"),
        (words::GO_LISTS, "/lists", "list-checks"),
        (words::GO_PROFILE, "/profile", "user"),
        (words::GO_HELP, "/help", "circle-question-mark"),
    ];
    register
        .into_iter()
        .filter(|_| may_register)
        .chain(pages)
        .map(|(text, href, icon)| (text.get(language), href, icon))
        .filter(|(title, ..)| title.to_lowercase().contains(&folded))
        .collect()
}
