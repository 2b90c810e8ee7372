//! Text that people wrote, with the addresses in it as links.

use leptos::prelude::*;
use linkify::{LinkFinder, LinkKind};
use std::fmt::Write;

/// Addresses of more bytes stay text: what looks for them takes longer than the text is long, and strangers write, too.
const MOST: usize = 2000;

/// A text in parts: each with where it leads, where it is an address. Nothing does that neither names its scheme nor
/// says `www.` or has an `@`: "ring Ola.Han vet" leads nowhere. No scheme but those of pages and mail: others may run.
fn parts(text: &str) -> Vec<(&str, Option<String>)> {
    let (mut parts, mut said, mut at) = (Vec::new(), 0, 0);
    // Quotes, dashes and blanks of any script end an address; letters of any script don't.
    for word in text.split_inclusive(|c: char| c.is_whitespace() || !(c.is_ascii() || c.is_alphanumeric())) {
        for (start, end, href) in links(word) {
            parts.extend(text.get(said..at + start).filter(|plain| !plain.is_empty()).map(|plain| (plain, None)));
            parts.extend(text.get(at + start..at + end).map(|part| (part, Some(href))));
            said = at + end;
        }
        at += word.len();
    }
    parts.extend(text.get(said..).filter(|plain| !plain.is_empty()).map(|plain| (plain, None)));
    parts
}

/// The addresses in a word: from where to where, and where they lead.
fn links(word: &str) -> Vec<(usize, usize, String)> {
    let word = word.trim_end_matches(|c: char| !c.is_ascii() && !c.is_alphanumeric());
    if word.len() > MOST || !["://", "@", "www."].iter().any(|sign| word.contains(sign)) {
        return Vec::new();
    }
    let finder = LinkFinder::new();
    let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    if bare.starts_with("www.") {
        let start = word.len() - bare.len();
        let whole = format!("https://{bare}");
        let found =
            finder.links(&whole).next().filter(|link| link.start() == 0 && link.as_str().len() > "https://www.".len());
        let href = found.map(|link| link.as_str().to_owned());
        return href.map(|href| (start, start + href.len() - "https://".len(), href)).into_iter().collect();
    }
    let lead = |start: usize, part: &str, kind: &LinkKind| {
        if *kind == LinkKind::Email {
            let (name, host) = part.rsplit_once('@')?;
            return Some((start, start + part.len(), format!("mailto:{}@{host}", escaped(name))));
        }
        // A scheme may hold stops: where the blank after one is forgotten, it begins behind that.
        let (scheme, _) = part.split_once("://")?;
        let begin = scheme.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| at + 1);
        let leads =
            ["https", "http"].iter().any(|known| scheme.get(begin..).is_some_and(|it| it.eq_ignore_ascii_case(known)));
        let href = part.get(begin..).filter(|_| leads)?;
        Some((start + begin, start + part.len(), href.to_owned()))
    };
    finder.links(word).filter_map(|link| lead(link.start(), link.as_str(), link.kind())).collect()
}

/// The name in an address of mail as a link has it (RFC 6068): a `?` in it would begin what the mail is to say.
fn escaped(name: &str) -> String {
    let mut out = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b".-_+".contains(&byte) {
            out.push(byte.into());
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Whether there are any in it.
#[must_use]
pub fn has_links(text: &str) -> bool {
    parts(text).iter().any(|(_, href)| href.is_some())
}

/// A text with its addresses as links, which tell where they lead and are told nothing of where one came from.
#[must_use]
pub fn linked(text: &str) -> AnyView {
    let shown = |(part, href): (&str, Option<String>)| match href {
        Some(href) => view! { <a href=href rel="noreferrer nofollow">{part.to_owned()}</a> }.into_any(),
        None => part.to_owned().into_any(),
    };
    parts(text).into_iter().map(shown).collect_view().into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn led(text: &str) -> Vec<String> {
        assert_eq!(parts(text).iter().map(|(part, _)| *part).collect::<String>(), text, "no letter is lost");
        parts(text).into_iter().filter_map(|(_, href)| href).collect()
    }

    #[test]
    fn addresses_of_pages_and_of_mail_lead_there_without_what_stands_around_them() {
        let shop = "https://nordvik.example/avtale?id=7";
        for text in [
            "Se https://nordvik.example/avtale?id=7.",
            "(https://nordvik.example/avtale?id=7)",
            "«https://nordvik.example/avtale?id=7»",
            "avtalen.https://nordvik.example/avtale?id=7…",
            "https://nordvik.example/avtale?id=7\u{a0}og mer",
            "“https://nordvik.example/avtale?id=7” – der",
        ] {
            assert_eq!(led(text), [shop], "{text}");
        }
        assert_eq!(
            led("post@bodøsveis.example, «ola.hansen+jobb@firma.example»"),
            ["mailto:post@bodøsveis.example", "mailto:ola.hansen+jobb@firma.example"]
        );
        assert_eq!(
            led("Se (www.bodosveis.example/om) og www.a.example."),
            ["https://www.bodosveis.example/om", "https://www.a.example"]
        );
        assert!(has_links("Se https://nordvik.example") && !has_links("Se avtalen"));
    }

    #[test]
    fn nothing_else_leads_anywhere() {
        for text in [
            "javascript://x%0Aalert(1)",
            "data:text/html,x",
            "Ring Ola.Han vet",
            "file:///etc/passwd",
            "<b>",
            "www.",
            "@",
            "",
        ] {
            assert_eq!(led(text), [""; 0], "{text}");
        }
        // What a mail is to say, and to whom else it goes, is for its writer to say.
        assert_eq!(led("fakt?bcc=x@evil.example"), ["mailto:fakt%3Fbcc%3Dx@evil.example"]);
        let html = linked("<b> https://a.example/?x=1&y='2'").to_html();
        assert!(html.contains("&lt;b&gt;") && html.contains("x=1&amp;y=") && !html.contains("<b>"), "{html}");
    }

    #[test]
    fn what_a_stranger_writes_is_read_in_no_time() {
        let long = "a.b_".repeat(12_500);
        assert_eq!(led(&long), [""; 0]);
        assert_eq!(led(&format!("{long}@{long}")), [""; 0]);
        assert_eq!(led(&"@.".repeat(900)), [""; 0]);
    }
}
