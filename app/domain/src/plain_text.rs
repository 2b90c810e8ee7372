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

/// What can be shown of one line, cut where it is longer than `max` characters: for what others wrote, which is shown
/// as far as it can be.
#[must_use]
pub fn shown_line(text: &str, max: u32) -> String {
    let shown: String = text.chars().filter(|c| c.is_whitespace() || !is_unprintable(*c)).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(max as usize).collect()
}

/// What can be shown of several lines, cut where they are longer than `max` characters; blank lines are single.
#[must_use]
pub fn shown_lines(text: &str, max: u32) -> String {
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut shown = String::with_capacity(unix.len());
    let mut blank = 0;
    for line in unix.split('\n') {
        let line: String = line.chars().filter(|c| !is_unprintable(*c)).collect();
        let line = line.trim_end();
        blank = if line.is_empty() { blank + 1 } else { 0 };
        if blank < 2 {
            shown.push_str(line);
            shown.push('\n');
        }
    }
    let cut: String = shown.trim().chars().take(max as usize).collect();
    cut.trim_end().to_owned()
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
    fn what_others_wrote_is_shown_as_far_as_it_can_be() {
        assert_eq!(shown_line(" a\u{0}b\u{202E}\r\nBcc: c ", 6), "ab Bcc");
        assert_eq!(shown_lines("\na\u{0}\r\n\r\n\r\n\r\nb  \n", 9), "a\n\nb");
        assert_eq!(shown_lines("åååå", 3), "ååå");
    }

    #[test]
    fn lines_keep_their_breaks() {
        assert_eq!(lines("\r\n a \r\nb  \r\n\r\n", 10), Ok("a\nb".to_owned()));
    }
}
