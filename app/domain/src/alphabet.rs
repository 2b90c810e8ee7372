//! The order of names: each country has its own letters at the end of the alphabet.

use crate::country::Country;

/// What a text sorts by, compared byte by byte, in the alphabet of a country: capitals as small letters,
/// foreign marks left out, and the last letters as what follows z in ASCII. Norwegian and all but Swedish
/// and Finnish: æ (ä), ø (ö), å (aa); Swedish: å, ä (æ), ö (ø); ü is y in both (CLDR, nb and sv). The
/// database sorts by the same key where it sorts itself: `in_alphabet` in the migrations.
#[must_use]
pub fn sort_key(text: &str, country: Country) -> String {
    let is_swedish = matches!(country.code(), "SE" | "FI");
    let mut letters = text.to_lowercase();
    if !is_swedish {
        letters = letters.replace("aa", "}");
    }
    if letters.is_ascii() {
        return letters;
    }
    letters
        .chars()
        .map(|letter| match letter {
            'å' if is_swedish => '{',
            'å' => '}',
            'æ' | 'ä' if is_swedish => '|',
            'æ' | 'ä' => '{',
            'ø' | 'ö' if is_swedish => '}',
            'ø' | 'ö' => '|',
            'ü' => 'y',
            'à' | 'á' | 'â' | 'ã' | 'ā' => 'a',
            'ò' | 'ó' | 'ô' | 'õ' | 'ō' | 'œ' => 'o',
            'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' => 'e',
            'ú' | 'ù' | 'û' | 'ū' => 'u',
            'í' | 'ì' | 'î' | 'ï' | 'ī' => 'i',
            'ñ' | 'ń' => 'n',
            'ç' | 'ć' => 'c',
            'ł' => 'l',
            'š' | 'ś' | 'ß' => 's',
            'ž' | 'ź' | 'ż' => 'z',
            'đ' | 'ð' => 'd',
            'þ' => 't',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(mut names: Vec<&str>, country: Country) -> Vec<&str> {
        names.sort_by_key(|name| sort_key(name, country));
        names
    }

    #[test]
    fn the_last_letters_stand_in_the_order_of_the_country() {
        let names = vec!["Ås", "Zimmer", "Ærlig", "Østby", "Berg"];
        assert_eq!(sorted(names.clone(), Country::NORWAY), ["Berg", "Zimmer", "Ærlig", "Østby", "Ås"]);
        assert_eq!(sorted(names, Country::SWEDEN), ["Berg", "Zimmer", "Ås", "Ærlig", "Østby"]);
    }

    #[test]
    fn capitals_and_foreign_marks_count_for_nothing_and_two_a_are_one_letter_in_norwegian_alone() {
        assert_eq!(sort_key("éva", Country::SWEDEN), sort_key("EVA", Country::SWEDEN));
        assert_eq!(sort_key("Aasen", Country::NORWAY), sort_key("Åsen", Country::NORWAY));
        assert_ne!(sort_key("Aasen", Country::SWEDEN), sort_key("Åsen", Country::SWEDEN));
    }
}
