//! What the palette and the search page say of a hit.

use domain::{field::grouped, search::CustomerHit};
use std::fmt::Write;

/// Number and place of a customer on one line.
#[must_use]
pub fn customer_line(hit: &CustomerHit) -> String {
    let number = grouped(i64::from(hit.number));
    if hit.place.is_empty() { number } else { format!("{number} · {}", hit.place) }
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
