//! What the palette and the search page say of a hit.

use domain::{field::grouped, search::CustomerHit};

/// Number and place of a customer on one line.
#[must_use]
pub fn customer_line(hit: &CustomerHit) -> String {
    let number = grouped(i64::from(hit.number));
    if hit.place.is_empty() { number } else { format!("{number} · {}", hit.place) }
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
