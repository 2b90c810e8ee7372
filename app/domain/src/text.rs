//! Texts of the interface, each in all languages at once: a missing one does not compile.

use crate::language::Language;

/// One text in Norwegian Bokmål, Swedish and English.
///
/// Parts in braces are filled in by [`Text::with`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// Norwegian Bokmål.
    pub nb: &'static str,
    /// Swedish.
    pub sv: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// The text in one language.
    #[must_use]
    pub const fn get(&self, language: Language) -> &'static str {
        match language {
            Language::Nb => self.nb,
            Language::Sv => self.sv,
            Language::En => self.en,
        }
    }

    /// The text with each `{name}` replaced by its value.
    #[must_use]
    pub fn with(&self, language: Language, values: &[(&str, &str)]) -> String {
        let mut out = String::new();
        let mut rest = self.get(language);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                continue;
            };
            if let Some((_, value)) = values.iter().find(|(key, _)| *key == name) {
                out.push_str(value);
            }
            rest = tail;
        }
        out.push_str(rest);
        out
    }
}

/// A label without the marks that say where it may be parted (soft hyphens).
#[must_use]
pub fn plain(label: &str) -> String {
    label.replace('\u{ad}', "")
}

/// A label as it stands within a sentence: `Telefon` becomes `telefon`; what begins with an abbreviation, as
/// `EHF-adresse` or `GLN`, and what has capitals further on, stays as it is written.
#[must_use]
pub fn within(label: &str) -> String {
    let mut chars = label.chars();
    let Some(first) = chars.next() else { return String::new() };
    let rest = chars.as_str();
    let word = rest.split([' ', '-', '\u{a0}']).next().unwrap_or_default();
    let is_abbreviation = word.chars().any(|c| c.is_uppercase() || c.is_ascii_digit());
    if is_abbreviation { label.to_owned() } else { first.to_lowercase().chain(rest.chars()).collect() }
}

/// Declares texts: `name: "nb", "sv", "en";`.
#[macro_export]
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $nb:expr, $sv:expr, $en:expr;)+) => {$(
        $(#[$doc])*
        #[doc = $en]
        pub const $name: $crate::text::Text = $crate::text::Text { nb: $nb, sv: $sv, en: $en };
    )+};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_stands_without_the_marks_of_where_it_may_be_parted() {
        assert_eq!(plain("Organisasjons\u{ad}nummer"), "Organisasjonsnummer");
        assert_eq!(plain("E-post"), "E-post", "a hyphen that is seen stays");
    }

    const GREETING: Text = Text { nb: "Hei, {name}!", sv: "Hej, {name}!", en: "Hello, {name}!" };

    #[test]
    fn labels_are_lowered_within_a_sentence_and_abbreviations_are_not() {
        let lowered =
            [("Telefon", "telefon"), ("Årsak", "årsak"), ("E-post", "e-post"), ("Type of VAT", "type of VAT")];
        for (label, within_one) in lowered {
            assert_eq!(within(label), within_one);
        }
        for label in ["EHF-adresse", "GLN", "KID på faktura", "eHF", "SMS", "S3-lager", ""] {
            assert_eq!(within(label), label);
        }
    }

    #[test]
    fn fills_in_values_once_and_leaves_braces_in_values_alone() {
        assert_eq!(GREETING.with(Language::Sv, &[("name", "{name}")]), "Hej, {name}!");
        assert_eq!(GREETING.with(Language::En, &[]), "Hello, !");
    }
}
