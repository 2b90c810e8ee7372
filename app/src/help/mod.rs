//! Help in the product: guides, what each field and each section of the card is for, and whether it was useful.
//!
//! What it says stands in `app/help`, a folder a language, in files that anyone can edit: guides in Markdown
//! with a few lines about them on top, `fields.txt` with a sentence for each field. A file that lacks in a
//! language, a link that leads nowhere, and a field or section without its text fail a test.

pub mod actions;
mod article;
mod explain;
mod figure;
mod find;
mod library;
mod link;
mod markdown;
mod news;
mod page;
#[cfg(test)]
mod tests;
mod view;

pub use article::{ArticlePage, ArticleView};
pub use explain::explain;
pub use figure::anchor_of;
pub use find::{Hit, find};
pub use library::{Article, article, articles, links};
pub use link::{help_link, section_help};
pub use markdown::{Block, Span};
pub use news::{News, latest as latest_news, news};
pub use page::{HelpPage, HelpView, Support};
