//! What the palette and the search page say of a hit.

use crate::i18n::search as words;
use domain::{field::grouped, language::Language, search::CustomerHit};
use std::fmt::Write;

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
    let mut address = String::from("/search?hidden=1&query=");
    for byte in query.trim().bytes() {
        // Percent-encoding for one value of a query (RFC 3986, 2.3: the unreserved stay).
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
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
