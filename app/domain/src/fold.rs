//! Words as they are compared where somebody looks for something by typing: without case and accents, and with the
//! Nordic letters as they are written on other keyboards. For finding only: in an order they stand where they stand.

/// The words of a text as they are compared: å and aa, æ, ä and ae, ø, ö and oe alike.
pub fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric() && c != '\u{ad}').filter(|word| !word.is_empty()).map(|word| {
        let plain: String = word
            .chars()
            .flat_map(char::to_lowercase)
            .filter(|c| *c != '\u{ad}')
            .map(|c| match c {
                'å' | 'ä' | 'æ' | 'à' | 'á' => 'a',
                'ö' | 'ø' | 'ó' => 'o',
                'é' | 'è' | 'ê' => 'e',
                'ü' => 'u',
                other => other,
            })
            .collect();
        plain.replace("aa", "a").replace("ae", "a").replace("oe", "o")
    })
}

/// Whether each word of what is asked for is a part of one of the text.
#[must_use]
pub fn holds(text: &str, asked: &str) -> bool {
    let there: Vec<String> = words(text).collect();
    words(asked).all(|asked| there.iter().any(|word| word.contains(&asked)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nordic_letters_are_found_as_others_write_them() {
        for asked in ["bodo", "Bodø", "BODOE", "odø", "bodø komm", ""] {
            assert!(holds("Bodø kommune", asked), "{asked}");
        }
        assert!(holds("Ålesund", "alesund") && holds("Ålesund", "aalesund"));
        assert!(!holds("Bodø kommune", "moss") && !holds("Bodø kommune", "bodø by"));
    }
}
