//! What the palette and the search page say of a hit.

use crate::i18n::search as words;
use domain::{field::grouped, language::Language, register::encoded, search::CustomerHit};

/// Number and place of a customer on one line, and the former name by which it was found.
#[must_use]
pub fn customer_line(hit: &CustomerHit, language: Language) -> String {
    let mut line = grouped(i64::from(hit.number));
    if !hit.place.is_empty() {
        line.push_str(" · ");
        line.push_str(&hit.place);
    }
    if !hit.former.is_empty() {
        line.push_str(" · ");
        line.push_str(&words::FORMER.with(language, &[("name", &hit.former)]));
    }
    line
}

/// The page of results for a query, hidden customers too.
#[must_use]
pub fn with_hidden(query: &str) -> String {
    format!("/search?hidden=1&query={}", encoded(query.trim()))
}

/// Where all that is found for a query stands, as the palette shows the best alone: title, address, icon.
pub(super) fn onward(query: &str, language: Language) -> [(&'static str, String, &'static str); 2] {
    let all = format!("/search?query={}", encoded(query.trim()));
    [
        (words::ALL_HITS.get(language), all, "corner-down-left"),
        (words::HIDDEN_TOO.get(language), with_hidden(query), "eye-off"),
    ]
}

/// The colour that goes with what a status means.
#[must_use]
pub fn meaning_colour(meaning: &str) -> &'static str {
    match meaning {
        "active" => "success",
        "potential" => "warning",
        _ => "neutral",
    }
}
