//! Global Location Numbers (GS1): whom an electronic invoice is for, under Peppol's scheme 0088.

/// A GLN: 13 digits, the last of which checks the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gln(String);

/// A text that is no GLN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidGln;

impl Gln {
    /// Reads one; spaces go.
    ///
    /// # Errors
    /// When it has not 13 digits, or the last does not fit: modulo 10 with the weights 1 and 3
    /// (PEPPOL-COMMON-R040).
    pub fn parse(text: &str) -> Result<Self, InvalidGln> {
        let cleaned: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let digits: Vec<u32> = cleaned.chars().filter_map(|c| c.to_digit(10)).collect();
        if digits.len() != 13 || cleaned.chars().count() != 13 {
            return Err(InvalidGln);
        }
        let sum: u32 = digits.iter().zip([1, 3].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
        if sum.is_multiple_of(10) { Ok(Self(cleaned)) } else { Err(InvalidGln) }
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_the_right_check_digit_are_taken() {
        for number in ["7360000000008", "7070000000006", "9506000134352", "95 0600 013435 2"] {
            assert!(Gln::parse(number).is_ok(), "{number}");
        }
        assert_eq!(Gln::parse("95 0600 013435 2").unwrap().as_str(), "9506000134352");
    }

    #[test]
    fn others_are_not() {
        for number in ["9506000134353", "950600013435", "95060001343522", "950600013435x", "", "٩506000134352"] {
            assert_eq!(Gln::parse(number), Err(InvalidGln), "{number}");
        }
    }
}
