//! The Markdown of the help: only what a guide needs, read into parts that views of ours show. So no markup
//! of a file reaches a page as it is written.

use domain::fold::words;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

/// Something that stands by itself in a guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading of the second or third level, with its anchor.
    Heading {
        /// 2 or 3.
        level: u8,
        /// The anchor.
        id: String,
        /// What it says.
        text: String,
    },
    /// A paragraph.
    Text(Vec<Span>),
    /// A list.
    List {
        /// Whether it is numbered: steps, one after the other.
        steps: bool,
        /// What stands in it.
        items: Vec<Vec<Block>>,
    },
    /// Something to mind, written as a quotation.
    Note(Vec<Block>),
    /// What the product itself knows: written `{card}` or `{fields}` in a paragraph of its own.
    Part(Part),
}

/// What the product draws into a guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The card with numbers on its parts (seed 002:13).
    Card,
    /// What each of those parts is, with a text for each field (seed 002:5).
    Fields,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Words.
    Text(String),
    /// What one sees in the product: a button, a heading.
    Strong(Vec<Span>),
    /// What is stressed.
    Emphasis(Vec<Span>),
    /// A key of the keyboard, or what is typed.
    Key(String),
    /// A link to a guide or a page of the product.
    Link {
        /// The address.
        href: String,
        /// What it says.
        spans: Vec<Span>,
    },
}

/// Reads Markdown; gives with it what is written and can't be shown.
#[must_use]
pub fn parse(source: &str) -> (Vec<Block>, Vec<String>) {
    let events = Parser::new_ext(source, Options::ENABLE_HEADING_ATTRIBUTES);
    let mut reader = Reader { events, problems: Vec::new() };
    let mut blocks = Vec::new();
    reader.blocks(&mut blocks);
    (blocks, reader.problems)
}

/// The words of spans, without what they look like.
#[must_use]
pub fn plain(spans: &[Span]) -> String {
    spans.iter().fold(String::new(), |mut text, span| {
        match span {
            Span::Text(words) | Span::Key(words) => text.push_str(words),
            Span::Strong(inner) | Span::Emphasis(inner) | Span::Link { spans: inner, .. } => {
                text.push_str(&plain(inner));
            }
        }
        text
    })
}

/// The words of blocks, with a space between them.
#[must_use]
pub fn words_of(blocks: &[Block]) -> String {
    let parts = blocks.iter().map(|block| match block {
        Block::Heading { text, .. } => text.clone(),
        Block::Text(spans) => plain(spans),
        Block::List { items, .. } => items.iter().map(|item| words_of(item)).collect::<Vec<_>>().join(" "),
        Block::Note(inner) => words_of(inner),
        Block::Part(_) => String::new(),
    });
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Every link of blocks.
pub fn links_of<'a>(blocks: &'a [Block], found: &mut Vec<&'a str>) {
    fn of_spans<'a>(spans: &'a [Span], found: &mut Vec<&'a str>) {
        for span in spans {
            match span {
                Span::Link { href, spans } => {
                    found.push(href);
                    of_spans(spans, found);
                }
                Span::Strong(inner) | Span::Emphasis(inner) => of_spans(inner, found),
                Span::Text(_) | Span::Key(_) => {}
            }
        }
    }
    for block in blocks {
        match block {
            Block::Text(spans) => of_spans(spans, found),
            Block::List { items, .. } => items.iter().for_each(|item| links_of(item, found)),
            Block::Note(inner) => links_of(inner, found),
            Block::Heading { .. } | Block::Part(_) => {}
        }
    }
}

struct Reader<'a> {
    events: Parser<'a>,
    problems: Vec<String>,
}

impl Reader<'_> {
    /// Reads blocks up to the end of what they stand in.
    fn blocks(&mut self, blocks: &mut Vec<Block>) {
        // What stands in a short item of a list has no paragraph around it.
        let mut loose = Vec::new();
        while let Some(event) = self.events.next() {
            let block = match event {
                Event::End(_) => break,
                Event::Start(Tag::Paragraph) => {
                    let spans = self.spans();
                    match plain(&spans).as_str() {
                        "{card}" => Block::Part(Part::Card),
                        "{fields}" => Block::Part(Part::Fields),
                        _ => Block::Text(spans),
                    }
                }
                Event::Start(Tag::Heading { level, id, .. }) => {
                    let text = plain(&self.spans());
                    let id = id.map_or_else(|| anchor(&text), |id| id.to_string());
                    let level = match level {
                        HeadingLevel::H2 => 2,
                        HeadingLevel::H3 => 3,
                        other => {
                            self.problems.push(format!("a heading of level {other}: {text}"));
                            3
                        }
                    };
                    Block::Heading { level, id, text }
                }
                Event::Start(Tag::List(first)) => {
                    let mut items = Vec::new();
                    while let Some(Event::Start(_)) = self.events.next() {
                        let mut item = Vec::new();
                        self.blocks(&mut item);
                        items.push(item);
                    }
                    Block::List { steps: first.is_some(), items }
                }
                Event::Start(Tag::BlockQuote(_)) => {
                    let mut inner = Vec::new();
                    self.blocks(&mut inner);
                    Block::Note(inner)
                }
                other => {
                    loose.push(self.span(other));
                    continue;
                }
            };
            if !loose.is_empty() {
                blocks.push(Block::Text(std::mem::take(&mut loose)));
            }
            blocks.push(block);
        }
        if !loose.is_empty() {
            blocks.push(Block::Text(loose));
        }
    }

    fn spans(&mut self) -> Vec<Span> {
        let mut spans = Vec::new();
        while let Some(event) = self.events.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            spans.push(self.span(event));
        }
        spans
    }

    fn span(&mut self, event: Event<'_>) -> Span {
        match event {
            Event::Text(words) => Span::Text(words.into_string()),
            Event::Code(words) => Span::Key(words.into_string()),
            Event::SoftBreak | Event::HardBreak => Span::Text(" ".to_owned()),
            Event::Start(Tag::Strong) => Span::Strong(self.spans()),
            Event::Start(Tag::Emphasis) => Span::Emphasis(self.spans()),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let spans = self.spans();
                match href(&dest_url) {
                    Some(href) => Span::Link { href, spans },
                    None => self.refused(format!("a link to {dest_url}"), Span::Strong(spans)),
                }
            }
            Event::Start(tag) => {
                let spans = self.spans();
                self.refused(format!("{tag:?}"), Span::Emphasis(spans))
            }
            // As it is written, for a reader to see: never as markup.
            Event::Html(words) | Event::InlineHtml(words) => {
                self.refused(format!("markup: {words}"), Span::Text(words.into_string()))
            }
            other => self.refused(format!("{other:?}"), Span::Text(String::new())),
        }
    }

    fn refused(&mut self, problem: String, instead: Span) -> Span {
        self.problems.push(problem);
        instead
    }
}

/// Where a link of a guide leads: `own-fields` to another guide, `/lists` to a page of the product, `#rules` to
/// a heading of the same one; nowhere else.
fn href(to: &str) -> Option<String> {
    let is_plain = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || "-_#/?=&".contains(c));
    if to.is_empty() || to.starts_with("//") || !is_plain(to) {
        return None;
    }
    Some(if to.starts_with(['/', '#']) { to.to_owned() } else { format!("/help/{to}") })
}

/// The anchor of a heading that names none.
fn anchor(text: &str) -> String {
    words(text).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Span {
        Span::Text(words.to_owned())
    }

    #[test]
    fn a_guide_is_read_into_its_parts() {
        let (blocks, problems) = parse(
            "Skriv **navnet** og trykk `Enter`.\n\n## Å søke {#search}\n\n1. Åpne [listen](lists#x)\n2. Se\n\n> Husk.\n\n{card}\n",
        );
        assert_eq!(problems, Vec::<String>::new());
        let link = Span::Link { href: "/help/lists#x".to_owned(), spans: vec![text("listen")] };
        assert_eq!(
            blocks,
            [
                Block::Text(vec![
                    text("Skriv "),
                    Span::Strong(vec![text("navnet")]),
                    text(" og trykk "),
                    Span::Key("Enter".to_owned()),
                    text("."),
                ]),
                Block::Heading { level: 2, id: "search".to_owned(), text: "Å søke".to_owned() },
                Block::List {
                    steps: true,
                    items: vec![vec![Block::Text(vec![text("Åpne "), link])], vec![Block::Text(vec![text("Se")])],],
                },
                Block::Note(vec![Block::Text(vec![text("Husk.")])]),
                Block::Part(Part::Card),
            ]
        );
        assert_eq!(
            parse("## Å søke").0,
            [Block::Heading { level: 2, id: "a-soke".to_owned(), text: "Å søke".to_owned() }]
        );
    }

    #[test]
    fn markup_and_links_to_elsewhere_are_told_and_never_shown_as_such() {
        for source in [
            "<script>alert(1)</script>",
            "Hei <b onclick=x>du</b>",
            "[x](javascript:alert)",
            "[x](https://evil.example)",
            "[x](//evil.example)",
            "![x](y.png)",
            "# For stor",
        ] {
            let (blocks, problems) = parse(source);
            assert!(!problems.is_empty(), "{source}");
            let mut links = Vec::new();
            links_of(&blocks, &mut links);
            assert!(links.is_empty(), "{source}");
        }
    }
}
