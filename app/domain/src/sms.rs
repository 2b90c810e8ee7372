//! How long an SMS is: which alphabet it takes, and into how many parts it is cut (3GPP TS 23.038 and 23.040).

/// Most parts of a message that is written here.
pub const MOST_PARTS: usize = 10;
/// Most characters that one can type: as many as fit into so many parts.
pub const MOST_CHARACTERS: u32 = 1530;

/// How the characters of a message are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// Seven bits each: 160 of them, or 153 in each of several parts.
    Gsm,
    /// Two bytes each: 70 of them, or 67 in each of several parts.
    Ucs2,
}

impl Alphabet {
    /// How much one message holds, and how much each of several that belong together.
    const fn room(self) -> (usize, usize) {
        match self {
            Self::Gsm => (160, 153),
            Self::Ucs2 => (70, 67),
        }
    }
}

/// The basic alphabet of GSM 03.38, without its escape.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// What takes the escape before it, and so twice the room.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// How long a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// How it is sent.
    pub alphabet: Alphabet,
    /// Characters of that alphabet that it takes: some take two.
    pub length: usize,
    /// Messages into which it is cut; none for an empty one.
    pub parts: usize,
    /// What still fits into the last of them.
    pub left: usize,
}

/// What a character takes in an alphabet; nothing where that has it not.
fn takes(alphabet: Alphabet, c: char) -> Option<usize> {
    match alphabet {
        Alphabet::Gsm if BASIC.contains(c) => Some(1),
        Alphabet::Gsm if EXTENSION.contains(c) => Some(2),
        Alphabet::Gsm => None,
        Alphabet::Ucs2 => Some(c.len_utf16()),
    }
}

/// The alphabet that a message takes: one character that the smaller has not is enough for the other.
#[must_use]
pub fn alphabet(text: &str) -> Alphabet {
    if text.chars().all(|c| takes(Alphabet::Gsm, c).is_some()) { Alphabet::Gsm } else { Alphabet::Ucs2 }
}

/// The parts into which a message is cut; no character is cut in two.
#[must_use]
pub fn parts(text: &str) -> Vec<&str> {
    let alphabet = alphabet(text);
    let (single, each) = alphabet.room();
    let size = |c: char| takes(alphabet, c).unwrap_or(1);
    let whole: usize = text.chars().map(size).sum();
    if text.is_empty() {
        return Vec::new();
    }
    if whole <= single {
        return vec![text];
    }
    let (mut parts, mut start, mut used) = (Vec::new(), 0, 0);
    for (at, c) in text.char_indices() {
        if used + size(c) > each {
            parts.push(&text[start..at]);
            (start, used) = (at, 0);
        }
        used += size(c);
    }
    parts.push(&text[start..]);
    parts
}

/// How long a message is.
#[must_use]
pub fn measure(text: &str) -> Measure {
    let alphabet = alphabet(text);
    let (single, each) = alphabet.room();
    let length_of = |text: &str| text.chars().map(|c| takes(alphabet, c).unwrap_or(1)).sum::<usize>();
    let parts = parts(text);
    let last = parts.last().map_or(0, |part| length_of(part));
    let room = if parts.len() > 1 { each } else { single };
    Measure { alphabet, length: length_of(text), parts: parts.len(), left: room - last }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(text: &str) -> (Alphabet, usize, usize, usize) {
        let Measure { alphabet, length, parts, left } = measure(text);
        (alphabet, length, parts, left)
    }

    #[test]
    fn a_message_holds_160_or_70_and_each_of_several_153_or_67() {
        assert_eq!(told(""), (Alphabet::Gsm, 0, 0, 160));
        assert_eq!(told(&"å".repeat(160)), (Alphabet::Gsm, 160, 1, 0));
        assert_eq!(told(&"a".repeat(161)), (Alphabet::Gsm, 161, 2, 145));
        assert_eq!(told(&"a".repeat(307)), (Alphabet::Gsm, 307, 3, 152));
        assert_eq!(told(&"č".repeat(70)), (Alphabet::Ucs2, 70, 1, 0));
        assert_eq!(told(&"č".repeat(71)), (Alphabet::Ucs2, 71, 2, 63));
        assert_eq!(told("👍"), (Alphabet::Ucs2, 2, 1, 68));
    }

    #[test]
    fn some_characters_take_twice_the_room_and_are_not_cut_in_two() {
        assert_eq!(told("100 €"), (Alphabet::Gsm, 6, 1, 154));
        // 152 and an escape that would end beyond the first part: it goes over whole.
        let text = format!("{}€{}", "a".repeat(152), "b".repeat(10));
        assert_eq!(parts(&text)[0].len(), 152);
        assert_eq!(told(&text).2, 2);
        let pairs = format!("{}👍{}", "č".repeat(66), "č".repeat(10));
        assert_eq!(parts(&pairs)[0].chars().count(), 66);
    }

    #[test]
    fn as_much_as_can_be_typed_fits() {
        assert_eq!(measure(&"a".repeat(MOST_CHARACTERS as usize)).parts, MOST_PARTS);
    }

    proptest! {
        #[test]
        fn parts_are_the_message_and_each_fits(text in "[a-zæøå€\\[ \nčß👍]{0,400}") {
            let all = parts(&text);
            prop_assert_eq!(all.concat(), text.clone());
            let (single, each) = alphabet(&text).room();
            let room = if all.len() > 1 { each } else { single };
            let size = |part: &str| part.chars().map(|c| takes(alphabet(&text), c).unwrap_or(9)).sum::<usize>();
            for (at, part) in all.iter().enumerate() {
                prop_assert!(!part.is_empty() && size(part) <= room);
                // No more of them than it takes: the next character would not have fitted.
                if let Some(next) = all.get(at + 1).and_then(|next| next.chars().next()) {
                    prop_assert!(size(part) + takes(alphabet(&text), next).unwrap_or(9) > room);
                }
            }
            let told = measure(&text);
            prop_assert_eq!((told.parts, told.length), (all.len(), size(&text)));
            prop_assert_eq!(told.left, room - all.last().map_or(0, |part| size(part)));
        }

        #[test]
        fn the_smaller_alphabet_is_taken_where_it_has_all(text in "[ -~åäöæøÅÄÖÆØ€\n]{0,200}") {
            let has_all = !text.contains('`');
            prop_assert_eq!(alphabet(&text) == Alphabet::Gsm, has_all);
        }
    }
}
