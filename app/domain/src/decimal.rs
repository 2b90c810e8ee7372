//! Numbers with a few decimals, as Norwegian, Swedish and English write them.

use crate::language::Language;

/// Most digits before the decimals: more is no number that this is for.
const MOST_DIGITS: usize = 6;

/// Reads a number with at most `places` decimals, whole in units of the last place: `1,85` with
/// three places is 1850. Comma or point parts the decimals; one of `units` may follow.
pub(crate) fn parse(typed: &str, units: &[&str], places: usize) -> Option<i64> {
    let lower = typed.trim().to_lowercase();
    let bare = units.iter().find_map(|unit| lower.strip_suffix(unit)).unwrap_or(&lower).trim_end();
    let (whole, decimals) = bare.split_once([',', '.']).map_or((bare, None), |(whole, rest)| (whole, Some(rest)));
    let is_number =
        |text: &str, most: usize| !text.is_empty() && text.len() <= most && text.chars().all(|c| c.is_ascii_digit());
    if !is_number(whole, MOST_DIGITS) || !decimals.is_none_or(|decimals| is_number(decimals, places)) {
        return None;
    }
    format!("{whole}{:0<places$}", decimals.unwrap_or_default()).parse().ok()
}

/// Writes a number that is whole in units of its last place: no more decimals than it has, and no
/// fewer than `fewest`.
pub(crate) fn written(number: i64, places: usize, fewest: usize, language: Language) -> String {
    let digits = format!("{number:0>width$}", width = places + 1);
    let (whole, decimals) = digits.split_at(digits.len() - places);
    let least = decimals.get(..fewest).unwrap_or(decimals);
    let trimmed = decimals.trim_end_matches('0');
    let decimals = if trimmed.len() < least.len() { least } else { trimmed };
    let mark = if language == Language::En { '.' } else { ',' };
    if decimals.is_empty() { whole.to_owned() } else { format!("{whole}{mark}{decimals}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_as_the_same(number in 0..9_999_999_i64, places in 0_usize..4, fewest in 0_usize..4) {
            for language in Language::ALL {
                let text = written(number, places, fewest.min(places), language);
                let is_long = text.split([',', '.']).next().is_some_and(|whole| whole.len() > MOST_DIGITS);
                prop_assert_eq!(parse(&text, &[], places), (!is_long).then_some(number), "{}", text);
            }
        }
    }
}
