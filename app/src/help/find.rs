//! Searching the help, in the reader's language.

use super::{
    explain::explain,
    figure::anchor_of,
    library::{Article, articles},
    markdown::{Block, Part, words_of},
};
use domain::{
    field::{CONTACT, CUSTOMER},
    fold::words as fold,
    language::Language,
    text::plain,
};
use std::sync::LazyLock;

/// Most guides that are shown.
const MOST: usize = 20;
/// How many words stand around what was found.
const AROUND: usize = 26;
const IN_TITLE: u32 = 40;
const IN_HEADING: u32 = 12;
const IN_TEXT: u32 = 2;

/// A guide that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The guide.
    pub article: &'static Article,
    /// Anchor and heading of the part that fits best; none where that is its beginning.
    pub heading: Option<(&'static str, &'static str)>,
    /// What stands there.
    pub extract: String,
}

/// A part of a guide: what stands under one heading.
struct Piece {
    id: String,
    heading: String,
    text: String,
    heading_words: Vec<String>,
    text_words: Vec<String>,
}

struct Indexed {
    article: &'static Article,
    title_words: Vec<String>,
    pieces: Vec<Piece>,
}

static INDEX: LazyLock<[Vec<Indexed>; 3]> = LazyLock::new(|| Language::ALL.map(indexed));

/// Guides in which every word of the question, or the beginning of it, stands: the best first.
#[must_use]
pub fn find(language: Language, question: &str) -> Vec<Hit> {
    let asked: Vec<String> = fold(question).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let index = Language::ALL.iter().position(|other| *other == language).unwrap_or_default();
    let mut found: Vec<(u32, Hit)> = INDEX[index].iter().filter_map(|indexed| of_article(indexed, &asked)).collect();
    // A stable sort: those alike stay as the table of contents has them.
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().take(MOST).map(|(_, hit)| hit).collect()
}

fn of_article(indexed: &'static Indexed, asked: &[String]) -> Option<(u32, Hit)> {
    let mut score = 0;
    let mut of_pieces = vec![0; indexed.pieces.len()];
    for word in asked {
        let mut best = matched(&indexed.title_words, word) * IN_TITLE;
        for (at, piece) in indexed.pieces.iter().enumerate() {
            // A guide that is called so begins with it, whatever else it says of it.
            let heading = if at == 0 { &indexed.title_words } else { &piece.heading_words };
            let of_piece = (matched(heading, word) * IN_HEADING).max(matched(&piece.text_words, word) * IN_TEXT);
            of_pieces[at] += of_piece;
            best = best.max(of_piece);
        }
        if best == 0 {
            return None;
        }
        score += best;
    }
    // The first of those that fit best: `max_by_key` would give the last.
    let most = of_pieces.iter().max().copied().unwrap_or_default();
    let piece = indexed.pieces.get(of_pieces.iter().position(|of| *of == most)?)?;
    let heading = (!piece.id.is_empty()).then_some((piece.id.as_str(), piece.heading.as_str()));
    Some((score, Hit { article: indexed.article, heading, extract: extract(&piece.text, asked) }))
}

/// 2 where the word stands there, 1 where one begins with it.
fn matched(words: &[String], asked: &str) -> u32 {
    words
        .iter()
        .map(|word| if word == asked { 2 } else { u32::from(word.starts_with(asked)) })
        .max()
        .unwrap_or_default()
}

/// The words around the first that was asked for.
fn extract(text: &str, asked: &[String]) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_asked = |word: &&str| fold(word).any(|word| asked.iter().any(|asked| word.starts_with(asked.as_str())));
    let at = words.iter().position(is_asked).unwrap_or_default();
    let start = if at < AROUND / 2 { 0 } else { at - AROUND / 3 };
    let end = (start + AROUND).min(words.len());
    let (before, after) = (if start > 0 { "… " } else { "" }, if end < words.len() { " …" } else { "" });
    format!("{before}{}{after}", words[start..end].join(" "))
}

fn indexed(language: Language) -> Vec<Indexed> {
    articles(language)
        .iter()
        .map(|article| {
            let mut pieces: Vec<(String, String, String)> = vec![Default::default()];
            for block in &article.blocks {
                match block {
                    Block::Heading { id, text, .. } => pieces.push((id.clone(), text.clone(), String::new())),
                    Block::Part(Part::Fields) => pieces.extend(CUSTOMER.iter().chain(CONTACT).map(|field| {
                        let label = plain(field.label.get(language));
                        (anchor_of(field), label, explain(field, language).unwrap_or_default().to_owned())
                    })),
                    other => {
                        if let Some((.., text)) = pieces.last_mut() {
                            text.push_str(&words_of(std::slice::from_ref(other)));
                            text.push(' ');
                        }
                    }
                }
            }
            let pieces = pieces.into_iter().map(|(id, heading, text)| Piece {
                heading_words: fold(&heading).collect(),
                text_words: fold(&text).collect(),
                id,
                heading,
                text,
            });
            Indexed { article, title_words: fold(article.title).collect(), pieces: pieces.collect() }
        })
        .collect()
}
