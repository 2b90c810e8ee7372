//! The guides, from their files.

use super::markdown::{self, Block};
use crate::i18n::help as words;
use domain::{language::Language, section::Section, text::Text};
use std::sync::LazyLock;

/// All files of the help, by language and name.
pub(super) static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/help.rs"));

/// The guide that tells about each section of the card, under the section's key.
pub const SECTIONS: &str = "sections";
/// The guide with the common questions (seed 003:7).
pub const QUESTIONS: &str = "questions";
/// What is new, which is no guide.
pub const NEWS: &str = "news";

/// Where guides stand together in the table of contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// What everybody needs first.
    Start,
    /// What stands on the card.
    Card,
    /// Finding customers, and working on many.
    Many,
    /// What a firm decides.
    Firm,
}

impl Group {
    /// All groups, as the table of contents has them.
    pub const ALL: [Self; 4] = [Self::Start, Self::Card, Self::Many, Self::Firm];

    fn from_key(key: &str) -> Option<Self> {
        match key {
            "start" => Some(Self::Start),
            "card" => Some(Self::Card),
            "many" => Some(Self::Many),
            "firm" => Some(Self::Firm),
            _ => None,
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Start => words::GROUP_START,
            Self::Card => words::GROUP_CARD,
            Self::Many => words::GROUP_MANY,
            Self::Firm => words::GROUP_FIRM,
        }
    }
}

/// A guide in one language.
#[derive(Clone, Debug)]
pub struct Article {
    /// Its name in addresses: the file's.
    pub slug: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Where it stands.
    pub group: Group,
    /// Its place in its group.
    pub place: u32,
    /// The day when it was last updated, `2026-11-28` (seed 004:95).
    pub updated: &'static str,
    /// Guides that go deeper, by their names (seed 001:13).
    pub related: Vec<&'static str>,
    /// What it says.
    pub blocks: Vec<Block>,
}

impl Article {
    /// Its first paragraph, which says what it is about.
    #[must_use]
    pub fn summary(&self) -> String {
        let first = self.blocks.iter().find_map(|block| match block {
            Block::Text(spans) => Some(markdown::plain(spans)),
            _ => None,
        });
        first.unwrap_or_default()
    }

    /// Anchor and text of its headings of the second level, for its table of contents.
    pub fn headings(&self) -> impl Iterator<Item = (&str, &str)> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Heading { level: 2, id, text } => Some((id.as_str(), text.as_str())),
            _ => None,
        })
    }
}

/// Every address that a guide leads to.
#[must_use]
pub fn links(article: &Article) -> Vec<&str> {
    let mut found = Vec::new();
    markdown::links_of(&article.blocks, &mut found);
    found
}

static ARTICLES: LazyLock<[Vec<Article>; 3]> = LazyLock::new(|| Language::ALL.map(|language| read(language).0));

/// All guides in a language, as the table of contents has them.
#[must_use]
pub fn articles(language: Language) -> &'static [Article] {
    let at = Language::ALL.iter().position(|other| *other == language).unwrap_or_default();
    &ARTICLES[at]
}

/// The guide with this name.
#[must_use]
pub fn article(language: Language, slug: &str) -> Option<&'static Article> {
    articles(language).iter().find(|article| article.slug == slug)
}

/// What is told of a section of the card.
pub(super) fn guide_of(language: Language, section: Section) -> &'static [Block] {
    let blocks = article(language, SECTIONS).map_or(&[][..], |guide| &guide.blocks);
    let is_head = |block: &Block| matches!(block, Block::Heading { level: 2, .. });
    let is_its = |block: &Block| matches!(block, Block::Heading { id, .. } if id == section.key());
    let Some(start) = blocks.iter().position(is_its) else { return &[] };
    let told = &blocks[start + 1..];
    &told[..told.iter().position(is_head).unwrap_or(told.len())]
}

/// The file with this name in a language; empty where there is none.
pub(super) fn file(language: Language, name: &str) -> &'static str {
    let path = format!("{}/{name}", language.tag());
    FILES.iter().find(|(other, _)| *other == path).map_or("", |(_, text)| text)
}

/// Reads all guides of a language; gives with them what is wrong in their files.
pub(super) fn read(language: Language) -> (Vec<Article>, Vec<String>) {
    let mut problems = Vec::new();
    let mut all = Vec::new();
    for (path, source) in FILES {
        let slug = path.strip_prefix(language.tag()).and_then(|rest| rest.strip_prefix('/')?.strip_suffix(".md"));
        let Some(slug) = slug.filter(|slug| *slug != NEWS) else { continue };
        let (head, body) = parted(source);
        let of = |key: &str| head.iter().find(|(name, _)| *name == key).map_or("", |(_, value)| *value);
        let (mut blocks, wrong) = markdown::parse(body);
        problems.extend(wrong.into_iter().map(|wrong| format!("{path}: {wrong}")));
        let group = Group::from_key(of("group"));
        if group.is_none() || of("title").is_empty() || of("place").parse::<u32>().is_err() {
            problems.push(format!("{path}: title, group and place stand on top"));
        }
        if slug == SECTIONS {
            blocks = of_sections(blocks, language);
        }
        all.push(Article {
            slug,
            title: of("title"),
            group: group.unwrap_or(Group::Start),
            place: of("place").parse().unwrap_or_default(),
            updated: of("updated"),
            related: of("related").split_whitespace().collect(),
            blocks,
        });
    }
    all.sort_by_key(|article| (article.group, article.place));
    (all, problems)
}

/// What stands on top of a file between lines of `---`, and the rest.
pub(super) fn parted(source: &'static str) -> (Vec<(&'static str, &'static str)>, &'static str) {
    let parts = source.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    let Some((head, body)) = parts else { return (Vec::new(), source) };
    let pairs = head.lines().filter_map(|line| line.split_once(':')).map(|(key, value)| (key.trim(), value.trim()));
    (pairs.collect(), body)
}

/// Tells of each section that the card has, under the title that it has there. What is written of a section
/// that this release does not have is left out: help promises nothing.
fn of_sections(blocks: Vec<Block>, language: Language) -> Vec<Block> {
    let mut is_there = true;
    let mut kept = Vec::with_capacity(blocks.len());
    for block in blocks {
        let block = match block {
            Block::Heading { level: 2, id, text } => {
                let section = Section::from_key(&id);
                is_there = section.is_some();
                Block::Heading {
                    level: 2,
                    id,
                    text: section.map_or(text, |section| section.title(language).to_owned()),
                }
            }
            other => other,
        };
        if is_there {
            kept.push(block);
        }
    }
    kept
}
