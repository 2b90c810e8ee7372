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

    const GREETING: Text = Text { nb: "Hei, {name}!", sv: "Hej, {name}!", en: "Hello, {name}!" };

    #[test]
    fn fills_in_values_once_and_leaves_braces_in_values_alone() {
        assert_eq!(GREETING.with(Language::Sv, &[("name", "{name}")]), "Hej, {name}!");
        assert_eq!(GREETING.with(Language::En, &[]), "Hello, !");
    }
}
