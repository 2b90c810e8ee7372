//! What is new in the product, day by day (seed 004:89).

use super::{
    library::{NEWS, file},
    markdown::{self, Block},
    view::blocks_view,
};
use domain::language::Language;
use leptos::prelude::AnyView;
use std::sync::LazyLock;

/// What came on one day.
#[derive(Clone, Debug)]
pub struct News {
    /// The day, `2026-11-28`: the anchor of its heading.
    pub day: String,
    /// What it is.
    pub title: String,
    blocks: Vec<Block>,
}

impl News {
    /// What there is to tell of it.
    #[must_use]
    pub fn view(&self, language: Language) -> AnyView {
        blocks_view(&self.blocks, language)
    }
}

static ALL: LazyLock<[Vec<News>; 3]> = LazyLock::new(|| Language::ALL.map(|language| read(language).0));

/// All news, the latest first.
#[must_use]
pub fn news(language: Language) -> &'static [News] {
    let at = Language::ALL.iter().position(|other| *other == language).unwrap_or_default();
    &ALL[at]
}

/// The day of the latest news; empty where there are none.
#[must_use]
pub fn latest() -> &'static str {
    news(Language::Nb).first().map_or("", |news| news.day.as_str())
}

/// Reads the news of a language; gives with them what is wrong in their file.
pub(super) fn read(language: Language) -> (Vec<News>, Vec<String>) {
    let (blocks, problems) = markdown::parse(file(language, &format!("{NEWS}.md")));
    let mut all: Vec<News> = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { level: 2, id, text } => all.push(News { day: id, title: text, blocks: Vec::new() }),
            other => {
                if let Some(news) = all.last_mut() {
                    news.blocks.push(other);
                }
            }
        }
    }
    (all, problems)
}
