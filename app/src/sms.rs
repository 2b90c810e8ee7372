//! How long an SMS is, in words: the same on the server and while one types; and which fields templates have.

use crate::i18n::sms as words;
use domain::{
    language::Language,
    sms::{Alphabet, MOST_PARTS, measure},
    template::TemplateField,
};

/// How long a text is as an SMS.
#[must_use]
pub fn count_text(text: &str, language: Language) -> String {
    let told = measure(text);
    let values = [
        ("length", told.length.to_string()),
        ("parts", told.parts.to_string()),
        ("left", told.left.to_string()),
        ("max", MOST_PARTS.to_string()),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    if told.parts > MOST_PARTS {
        return words::TOO_LONG.with(language, &values);
    }
    let count = words::COUNT.with(language, &values);
    match told.alphabet {
        Alphabet::Gsm => count,
        Alphabet::Ucs2 => format!("{count} {}", words::OTHER_ALPHABET.get(language)),
    }
}

/// The fields of templates, as they are typed.
#[must_use]
pub fn fields_text(language: Language) -> String {
    let fields = TemplateField::ALL.iter();
    fields.map(|field| format!("{{{}}} ({})", field.key(), field.name(language))).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_told_as_long_as_it_is() {
        assert_eq!(count_text("", Language::Nb), "0 tegn, 0 SMS. Plass til 160 til.");
        assert_eq!(count_text(&"a".repeat(161), Language::En), "161 characters, 2 SMS. Room for 145 more.");
        assert!(count_text("č", Language::Nb).starts_with("1 tegn, 1 SMS. Plass til 69 til. Tegn"));
        assert!(count_text(&"č".repeat(900), Language::Nb).contains("10"));
    }
}
