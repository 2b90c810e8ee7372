//! What colleagues write about customers.

mod norwegian;
mod swedish;

pub(super) use norwegian::{BODO_SVEIS, NORWEGIAN};
pub(super) use swedish::SWEDISH;

/// The sentences of one language. In comments `{contact}` and `{colleague}` are first names,
/// `{n}` a small number and `{week}` a week soon after.
#[derive(Debug)]
pub(super) struct Sentences {
    /// Comments in the stream.
    pub(super) comments: &'static [&'static str],
    /// Comments that stay on top.
    pub(super) fixed: &'static [&'static str],
    /// How to find the way.
    pub(super) directions: &'static [&'static str],
    /// Notes that should be at hand.
    pub(super) notes: &'static [&'static str],
}

/// A comment that is the same in every load.
#[derive(Debug)]
pub(super) struct Written {
    /// How many days ago.
    pub(super) days_ago: i64,
    /// Which colleague wrote it, by first name.
    pub(super) author: &'static str,
    /// What it says.
    pub(super) body: &'static str,
}

/// A sentence with what stands in braces filled in.
pub(super) fn filled(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(sentence.len() + 24);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(before);
        out.push_str(values.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value));
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_are_filled() {
        assert_eq!(filled("{contact} vil ha {n}.", &[("n", "3"), ("contact", "Kari")]), "Kari vil ha 3.");
    }

    #[test]
    fn sentences_ask_only_for_what_there_is() {
        for sentence in [&NORWEGIAN, &SWEDISH].iter().flat_map(|all| all.comments) {
            let text = filled(sentence, &[("contact", "A"), ("colleague", "B"), ("n", "2"), ("week", "3")]);
            assert!(!text.contains("  ") && !text.starts_with(' ') && !text.contains(" ."), "{sentence}");
        }
    }
}
