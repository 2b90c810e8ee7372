//! How the texts of a file write numbers and dates, found from some of them.

use domain::exchange::{Cell, DateOrder, Decimal, Dialect};

/// What was found. None: no text says it, and the usual counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    comma: u32,
    point: u32,
    day_month: u32,
    month_day: u32,
    iso: u32,
}

impl Seen {
    /// Looks at one more cell.
    pub(crate) fn look(&mut self, cell: &Cell) {
        let Cell::Text(text) = cell else { return };
        let text = text.trim();
        if let Some((first, second)) = date(text) {
            match (first, second) {
                (_, _) if first > 31 => self.iso += 1,
                (13..=31, 1..=12) => self.day_month += 1,
                (1..=12, 13..=31) => self.month_day += 1,
                _ => {}
            }
            return;
        }
        match decimals(text) {
            Some(',') => self.comma += 1,
            Some('.') => self.point += 1,
            _ => {}
        }
    }

    /// What it comes to, and whether anything was said of decimals and of dates.
    pub(crate) const fn dialect(self) -> (Dialect, bool, bool) {
        let decimal = if self.point > self.comma { Decimal::Point } else { Decimal::Comma };
        let dates = if self.iso > self.day_month && self.iso > self.month_day {
            DateOrder::Iso
        } else if self.month_day > self.day_month {
            DateOrder::MonthDay
        } else {
            DateOrder::DayMonth
        };
        (Dialect { decimal, dates }, self.comma + self.point > 0, self.iso + self.day_month + self.month_day > 0)
    }
}

/// The first two parts of a date in digits.
fn date(text: &str) -> Option<(u32, u32)> {
    let day = text.split([' ', 'T']).next()?;
    let mark = day.chars().find(|c| !c.is_ascii_digit()).filter(|c| ".-/".contains(*c))?;
    let parts: Vec<&str> = day.split(mark).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let number = |part: &str| (1..=4).contains(&part.len()).then(|| part.parse::<u32>().ok()).flatten();
    let (first, second, third) = (number(first)?, number(second)?, number(third)?);
    let is_date = |day: u32, other: u32| (1..=31).contains(&day) && (1..=31).contains(&other);
    if first > 999 { is_date(second, third) } else { is_date(first, second) }.then_some((first, second))
}

/// The mark before the decimals of a number that can't be one with thousands.
fn decimals(text: &str) -> Option<char> {
    let number =
        text.trim_start_matches(['-', '+', '\u{2212}']).trim_end_matches(['%', ' ']).trim_end_matches("kr").trim();
    let at = number.rfind([',', '.'])?;
    let (whole, rest) = number.split_at(at);
    let mark = rest.chars().next()?;
    let decimals = rest.get(1..)?;
    let is_whole = !whole.is_empty()
        && whole.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || (",.'".contains(c) && c != mark));
    // Three digits may be thousands: they say nothing.
    (is_whole && matches!(decimals.len(), 1 | 2 | 4) && decimals.chars().all(|c| c.is_ascii_digit())).then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(texts: &[&str]) -> (Dialect, bool, bool) {
        let mut seen = Seen::default();
        for text in texts {
            seen.look(&Cell::text(text));
        }
        seen.dialect()
    }

    #[test]
    fn decimals_and_dates_are_found_from_what_can_mean_one_thing_only() {
        assert_eq!(seen(&["1 250,50", "-3,5", "1.000"]).0.decimal, Decimal::Comma);
        assert_eq!(seen(&["1,250.50", "7.25"]).0.decimal, Decimal::Point);
        assert_eq!(seen(&["24.11.2026", "01.02.2026"]).0.dates, DateOrder::DayMonth);
        assert_eq!(seen(&["11/24/2026", "01/02/2026"]).0.dates, DateOrder::MonthDay);
        assert_eq!(seen(&["2026-11-24T10:00", "24.12.2026", "2026-01-02"]).0.dates, DateOrder::Iso);
    }

    #[test]
    fn where_nothing_says_it_the_usual_counts() {
        assert_eq!(
            seen(&["01.02.2026", "1.000", "8006", "75 50 01 20", "v1.2.3.4"]),
            (Dialect::default(), false, false)
        );
    }
}
