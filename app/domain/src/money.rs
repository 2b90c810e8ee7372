//! Amounts of money.

use std::fmt;

/// An amount in hundredths of a currency: øre or öre. Which currency is the firm's to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

/// What was typed is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidMoney;

/// Most hundredths that are taken: a hundred thousand million, which is more than any customer owes.
const MOST: i64 = 10_000_000_000_000;

impl Money {
    /// An amount of so many hundredths.
    #[must_use]
    pub const fn from_hundredths(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// The amount in hundredths.
    #[must_use]
    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// Reads an amount as people write it: `12 400,50`, `12.400,50`, `12400.5`, `-300`, `1 200 kr`.
    ///
    /// A point or comma with one or two digits after it parts the hundredths; with three it parts
    /// thousands. A single comma with three after it is neither: `12,345` is twelve where a comma is
    /// written before decimals and twelve thousand where it parts thousands, and nobody should guess.
    ///
    /// # Errors
    /// [`InvalidMoney`] when it is no amount, has more than two decimals or is absurdly large.
    pub fn parse(typed: &str) -> Result<Self, InvalidMoney> {
        let lower = typed.trim().to_lowercase();
        let bare = ["kr.", "kr", "nok", "sek", ",-"].iter().fold(lower.as_str(), |text, unit| {
            text.strip_suffix(unit).or_else(|| text.strip_prefix(unit)).map_or(text, str::trim)
        });
        let (negative, bare) = match bare.strip_prefix(['-', '−', '–']) {
            Some(rest) => (true, rest.trim_start()),
            None => (false, bare),
        };
        if bare.matches(',').count() == 1
            && bare
                .split_once(',')
                .is_some_and(|(before, after)| after.len() == 3 && is_plain(before) && is_plain(after))
        {
            return Err(InvalidMoney);
        }
        let (whole, decimals) = match bare.rfind([',', '.']) {
            Some(at) if bare.len() - at - 1 < 3 => (bare.get(..at), bare.get(at + 1..)),
            _ => (Some(bare), Some("")),
        };
        let (whole, decimals) = (whole.ok_or(InvalidMoney)?, decimals.ok_or(InvalidMoney)?);
        let digits = groups_of(whole).ok_or(InvalidMoney)?;
        if !decimals.chars().all(|c| c.is_ascii_digit()) || (bare.ends_with([',', '.']) && decimals.is_empty()) {
            return Err(InvalidMoney);
        }
        let hundredths: i64 = format!("{digits}{decimals:0<2}").parse().map_err(|_| InvalidMoney)?;
        if hundredths > MOST {
            return Err(InvalidMoney);
        }
        Ok(Self(if negative { -hundredths } else { hundredths }))
    }

    /// As one types it: no spaces, a decimal comma where there are hundredths.
    #[must_use]
    pub fn typed(self) -> String {
        let (sign, whole, rest) = self.parts();
        if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole},{rest:02}") }
    }

    fn parts(self) -> (&'static str, u64, u64) {
        let amount = self.0.unsigned_abs();
        (if self.0 < 0 { "−" } else { "" }, amount / 100, amount % 100)
    }
}

fn is_plain(digits: &str) -> bool {
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

/// The digits of a whole number; blanks, points and commas may only part groups of three.
fn groups_of(whole: &str) -> Option<String> {
    let is_parting = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | ',' | '\'');
    let groups: Vec<&str> = whole.split(is_parting).collect();
    let (first, rest) = groups.split_first()?;
    let right =
        (!first.is_empty() && (rest.is_empty() || first.len() <= 3)) && rest.iter().all(|group| group.len() == 3);
    let digits = groups.concat();
    (right && digits.chars().all(|c| c.is_ascii_digit())).then_some(digits)
}

/// In groups of three, as Norwegian and Swedish write it: `12 400,50`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, whole, rest) = self.parts();
        let digits = whole.to_string();
        f.write_str(sign)?;
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                f.write_str("\u{a0}")?;
            }
            write!(f, "{digit}")?;
        }
        write!(f, ",{rest:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (typed, hundredths) in [
            ("12 400,50", 1_240_050),
            ("12.400,50", 1_240_050),
            ("12,400.50", 1_240_050),
            ("12400.5", 1_240_050),
            ("12.400", 1_240_000),
            ("1,234,567", 123_456_700),
            ("-300", -30_000),
            ("− 1 200 kr", -120_000),
            ("kr 99,9", 9_990),
            ("0", 0),
            ("500,-", 50_000),
        ] {
            assert_eq!(Money::parse(typed), Ok(Money(hundredths)), "{typed}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for typed in [
            "",
            "kr",
            "12x",
            "1 23",
            "1,2,3",
            "12 4000",
            "--1",
            "99999999999999999999",
            ",50",
            "1e9",
            "12,",
            "12,345",
            "-1,200",
        ] {
            assert_eq!(Money::parse(typed), Err(InvalidMoney), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn an_amount_typed_or_read_is_the_same_amount(hundredths in -MOST..MOST) {
            let money = Money(hundredths);
            prop_assert_eq!(Money::parse(&money.typed()), Ok(money));
            prop_assert_eq!(Money::parse(&money.to_string()), Ok(money));
        }
    }
}
