//! From the parts of a guide to what a page shows.

use super::{
    figure,
    markdown::{Block, Part, Span},
};
use crate::ui::Icon;
use domain::language::Language;
use leptos::prelude::*;

/// The blocks of a guide.
pub(super) fn blocks_view(blocks: &[Block], language: Language) -> AnyView {
    blocks.iter().map(|block| block_view(block, language)).collect_view().into_any()
}

fn block_view(block: &Block, language: Language) -> AnyView {
    match block {
        Block::Heading { level: 2, id, text } => view! { <h2 id=id.clone()>{text.clone()}</h2> }.into_any(),
        Block::Heading { id, text, .. } => view! { <h3 id=id.clone()>{text.clone()}</h3> }.into_any(),
        Block::Text(spans) => view! { <p>{spans_view(spans)}</p> }.into_any(),
        Block::List { steps, items } => {
            let items = items.iter().map(|item| view! { <li>{item_view(item, language)}</li> }).collect_view();
            if *steps { view! { <ol>{items}</ol> }.into_any() } else { view! { <ul>{items}</ul> }.into_any() }
        }
        Block::Note(inner) => view! {
            <div class="help-note"><Icon name="info"/><div>{blocks_view(inner, language)}</div></div>
        }
        .into_any(),
        Block::Part(Part::Card) => figure::card(language).into_any(),
        Block::Part(Part::Fields) => figure::legend(language).into_any(),
    }
}

/// A short item has no paragraph in it.
fn item_view(item: &[Block], language: Language) -> AnyView {
    match item {
        [Block::Text(spans)] => spans_view(spans),
        blocks => blocks_view(blocks, language),
    }
}

fn spans_view(spans: &[Span]) -> AnyView {
    let view = |span: &Span| match span {
        Span::Text(words) => words.clone().into_any(),
        Span::Strong(inner) => view! { <strong>{spans_view(inner)}</strong> }.into_any(),
        Span::Emphasis(inner) => view! { <em>{spans_view(inner)}</em> }.into_any(),
        Span::Key(words) => view! { <kbd>{words.clone()}</kbd> }.into_any(),
        Span::Link { href, spans } => view! { <a href=href.clone()>{spans_view(spans)}</a> }.into_any(),
    };
    spans.iter().map(view).collect_view().into_any()
}
