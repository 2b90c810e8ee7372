//! Text that people wrote, with the addresses in it as links.

use leptos::prelude::*;
use linkify::{LinkFinder, LinkKind};

/// A text in parts: each with where it leads, where it is an address. What has no scheme is one only where it
/// says `www.`: "ring Ola.Han vet" leads nowhere. No scheme but that of pages and of mail: others may run.
fn parts(text: &str) -> Vec<(&str, Option<String>)> {
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    let spans = finder.spans(text).map(|span| {
        let part = span.as_str();
        let lower = part.to_ascii_lowercase();
        let href = match span.kind() {
            Some(LinkKind::Email) => Some(format!("mailto:{part}")),
            Some(LinkKind::Url) if lower.starts_with("https://") || lower.starts_with("http://") => {
                Some(part.to_owned())
            }
            Some(LinkKind::Url) if lower.starts_with("www.") => Some(format!("https://{part}")),
            _ => None,
        };
        (part, href)
    });
    spans.collect()
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
        parts(text).into_iter().filter_map(|(_, href)| href).collect()
    }

    #[test]
    fn addresses_of_pages_and_of_mail_lead_there_without_the_stop_after_them() {
        assert_eq!(
            led("Se https://nordvik.example/avtale?id=7, (http://a.example)."),
            ["https://nordvik.example/avtale?id=7", "http://a.example"]
        );
        assert!(has_links("Se https://nordvik.example") && !has_links("Se avtalen"));
        assert_eq!(
            led("Skriv til post@bodøsveis.example eller se www.bodosveis.example/om."),
            ["mailto:post@bodøsveis.example", "https://www.bodosveis.example/om"]
        );
    }

    #[test]
    fn nothing_else_leads_anywhere_and_no_letter_is_lost() {
        for text in
            ["javascript://x%0Aalert(1)", "data:text/html,x", "Ring Ola.Han vet", "file:///etc/passwd", "<b>", ""]
        {
            assert_eq!(led(text), [""; 0], "{text}");
            assert_eq!(parts(text).iter().map(|(part, _)| *part).collect::<String>(), text);
        }
        let html = linked("<b> https://a.example/?x=\"1\"").to_html();
        assert!(html.contains("&lt;b&gt;") && !html.contains("<b>"), "{html}");
    }
}
