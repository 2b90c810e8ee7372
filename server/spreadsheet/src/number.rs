//! Numbers and moments of a spreadsheet as text.

use calamine::ExcelDateTime;

/// A number in plain decimals, with the fifteen digits that spreadsheets reckon with: 0.1 + 0.2 is 0.3.
pub(crate) fn written(number: f64) -> String {
    if !number.is_finite() {
        return "#NUM!".to_owned();
    }
    if number == 0.0 {
        return "0".to_owned();
    }
    let mut places = 0_usize;
    let mut size = number.abs();
    while size < 1e14 && places < 20 && (size.fract() != 0.0 || places == 0) {
        size *= 10.0;
        places += 1;
    }
    let text = format!("{number:.places$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A day, or a moment where it has a time.
pub(crate) fn moment(of: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = of.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) { date } else { format!("{date}T{hour:02}:{minute:02}:{second:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_see_them() {
        for (number, text) in [
            (0.0, "0"),
            (988_077_917.0, "988077917"),
            (0.1 + 0.2, "0.3"),
            (-1250.5, "-1250.5"),
            (1.15, "1.15"),
            (123_456_789_012_345.0, "123456789012345"),
            (0.000_01, "0.00001"),
            (4_741_234_567.0, "4741234567"),
            (f64::NAN, "#NUM!"),
        ] {
            assert_eq!(written(number), text);
        }
    }
}
