//! Days as people type them.

use crate::country::Country;

/// A day as people here write it, as ISO 8601: `28.11.2026`, `28/11 2026`, `28.11.26`, `28/11-26`, `20261128` or
/// `2026-11-28`. Years of two digits are of this century.
#[must_use]
pub fn date(typed: &str) -> Option<String> {
    let parts = parts_of_date(typed);
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => valid(year, month, day),
        [day, month, year] if year.len() == 4 => valid(year, month, day),
        // Which part is the year, nothing but dots and slashes say.
        [day, month, year] if year.len() == 2 && is_day_first(typed) => valid(&format!("20{year}"), month, day),
        [all] if all.len() == 8 && all.is_ascii() => valid(&all[..4], &all[4..6], &all[6..]),
        _ => None,
    }
}

/// The same as people of a country write it in short too: `010627` and `01-06-27` are the first of June in Norway,
/// `270601` and `27-06-01` in Sweden.
#[must_use]
pub fn date_in(typed: &str, home: Country) -> Option<String> {
    date(typed).or_else(|| {
        let parts = parts_of_date(typed);
        let (first, second, third) = match parts.as_slice() {
            [first, second, third] => (*first, *second, *third),
            [all] if all.len() == 6 && all.is_ascii() => (&all[..2], &all[2..4], &all[4..]),
            _ => return None,
        };
        let (year, day) = if home == Country::SWEDEN { (first, third) } else { (third, first) };
        let is_short = year.len() == 2 && second.len() <= 2 && day.len() <= 2 && !is_day_first(typed);
        if is_short { valid(&format!("20{year}"), second, day) } else { None }
    })
}

fn parts_of_date(typed: &str) -> Vec<&str> {
    typed.split(['.', '-', '/', ' ', '\u{a0}']).filter(|part| !part.is_empty()).collect()
}

/// Whether the first mark is one that stands after a day.
fn is_day_first(typed: &str) -> bool {
    typed.trim().chars().find(|c| !c.is_ascii_digit()).is_some_and(|mark| mark == '.' || mark == '/')
}

/// A day that there is, in digits.
fn valid(year: &str, month: &str, day: &str) -> Option<String> {
    let number = |text: &str| {
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<u16>().ok().filter(|_| is_number)
    };
    let (year, month, day) = (number(year)?, number(month)?, number(day)?);
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => return None,
    };
    ((1..=days).contains(&day) && (1800..=2999).contains(&year)).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_people_write_it() {
        for typed in ["28.11.2026", "2026-11-28", "28/11 2026", "20261128", " 28. 11. 2026 "] {
            assert_eq!(date(typed.trim()).as_deref(), Some("2026-11-28"), "{typed}");
        }
        assert_eq!(date("29.2.2028").as_deref(), Some("2028-02-29"));
        for typed in ["29.2.2027", "31.4.2026", "11.28.2026", "i dag", "0.1.2026", "2026", "20261313", "٢٠٢٦١١٢٨"]
        {
            assert_eq!(date(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_day_in_short_is_read_as_its_country_writes_it() {
        let (norway, sweden) = (Country::NORWAY, Country::SWEDEN);
        for typed in ["1.6.27", "1/6-27", "01.06.27", "1/6 27", "1. 6. 27", "1/6/27"] {
            for home in [norway, sweden] {
                assert_eq!(date_in(typed, home).as_deref(), Some("2027-06-01"), "{typed}");
            }
            assert_eq!(date(typed).as_deref(), Some("2027-06-01"), "{typed}");
        }
        for (typed, home) in [("010627", norway), ("01-06-27", norway), ("270601", sweden), ("27-06-01", sweden)] {
            assert_eq!(date_in(typed, home).as_deref(), Some("2027-06-01"), "{typed}");
            assert_eq!(date(typed), None, "{typed} means another day elsewhere");
        }
        assert_eq!(date_in("29.2.28", norway).as_deref(), Some("2028-02-29"));
        let refused =
            ["1.6", "1.6.7", "1.6.027", "32.1.27", "1.13.27", "29.2.27", "310627", "10627", "0106277", "27-13-01"];
        for typed in refused.into_iter().chain(["0.6.27", "+1.6.27", "1.6.2x", "1.6.27.1", "010 627", "٠١٠٦٢٧"]) {
            assert_eq!(date_in(typed, norway), None, "{typed}");
        }
        for typed in ["1-6-27", "1-06-02", "270631", "27-13-01"] {
            assert_eq!(date_in(typed, sweden), None, "{typed}");
        }
    }
}
