//! Plain text as people type it: trimmed, bounded, without characters that can't be shown.

/// Why a text is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextProblem {
    /// More characters than allowed.
    TooLong {
        /// Most characters allowed.
        max: u32,
    },
    /// Characters that can't be shown, or that change the direction of what follows.
    ControlCharacters,
}

/// Cleans one line: surrounding space goes, inner space becomes single spaces.
///
/// # Errors
/// When it is longer than `max` characters or holds control characters.
pub fn line(text: &str, max: u32) -> Result<String, TextProblem> {
    let cleaned = text.split_whitespace().collect::<Vec<_>>().join(" ");
    check(&cleaned, max)?;
    Ok(cleaned)
}

/// Cleans several lines: line ends become `\n`, trailing space and surrounding blank lines go.
///
/// # Errors
/// When it is longer than `max` characters or holds control characters.
pub fn lines(text: &str, max: u32) -> Result<String, TextProblem> {
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    let trimmed = unix.split('\n').map(str::trim_end).collect::<Vec<_>>().join("\n");
    let cleaned = trimmed.trim_matches('\n').trim().to_owned();
    check(&cleaned, max)?;
    Ok(cleaned)
}

fn check(text: &str, max: u32) -> Result<(), TextProblem> {
    if text.chars().any(is_unprintable) {
        return Err(TextProblem::ControlCharacters);
    }
    if text.chars().count() > max as usize {
        return Err(TextProblem::TooLong { max });
    }
    Ok(())
}

/// Control characters, and those that override the direction of text around them
/// (Unicode TR 9: LRE, RLE, PDF, LRO, RLO, LRI, RLI, FSI, PDI), by which a name could pose as another.
fn is_unprintable(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_trimmed_and_its_spaces_are_single() {
        assert_eq!(line("  Bodø \t Sveis\n& Montasje ", 50), Ok("Bodø Sveis & Montasje".to_owned()));
    }

    #[test]
    fn emoji_and_right_to_left_letters_are_text() {
        assert_eq!(line("שלום 👩🏽‍🏭", 50), Ok("שלום 👩🏽‍🏭".to_owned()));
    }

    #[test]
    fn control_characters_and_direction_overrides_are_refused() {
        assert_eq!(line("a\u{0}b", 50), Err(TextProblem::ControlCharacters));
        assert_eq!(line("a\u{202E}b", 50), Err(TextProblem::ControlCharacters));
    }

    #[test]
    fn length_counts_characters_not_bytes() {
        assert_eq!(line("åååå", 4), Ok("åååå".to_owned()));
        assert_eq!(line("ååååå", 4), Err(TextProblem::TooLong { max: 4 }));
    }

    #[test]
    fn lines_keep_their_breaks() {
        assert_eq!(lines("\r\n a \r\nb  \r\n\r\n", 10), Ok("a\nb".to_owned()));
    }
}
