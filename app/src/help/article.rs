//! The page of one guide.

use super::{
    library::{Article, article},
    page::search_form,
    view::blocks_view,
};
use crate::{
    i18n::help as words,
    ui::{Icon, Up, time::Clock},
};
use domain::language::Language;
use leptos::prelude::*;
use store::help::Votes;

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct ArticleView {
    /// The guide.
    pub article: &'static Article,
    /// What the reader's firm thinks of it.
    pub votes: Votes,
    /// When it is read.
    pub clock: Clock,
}

/// The page of one guide, with what it has in it beside it.
#[component]
pub fn ArticlePage(
    /// Everything that it shows.
    view: ArticleView,
) -> impl IntoView {
    let (language, article) = (view.clock.language, view.article);
    let headings: Vec<_> = article.headings().collect();
    // One heading needs no table of contents.
    let contents = (headings.len() > 1).then(|| {
        let links =
            headings.into_iter().map(|(id, text)| view! { <li><a href=format!("#{id}")>{text.to_owned()}</a></li> });
        view! {
            <nav class="help-contents" aria-labelledby="h-contents">
                <h2 id="h-contents">{words::ON_THIS_PAGE.get(language)}</h2>
                <ul>{links.collect_view()}</ul>
            </nav>
        }
    });
    view! {
        <div class="help">
            <Up href="/help" to=words::TITLE.get(language)/>
            <div class="page-head"><h1>{article.title}</h1>{search_form("", language)}</div>
            <div class="help-page">
                <div class="help-main">
                    <article class="section help-text">{blocks_view(&article.blocks, language)}</article>
                    {related(article, language)}
                    {votes(&view)}
                </div>
                {contents}
            </div>
        </div>
    }
}

/// Guides that go deeper (seed 001:13).
fn related(article: &Article, language: Language) -> Option<impl IntoView + use<>> {
    let links: Vec<_> = article
        .related
        .iter()
        .filter_map(|slug| self::article(language, slug))
        .map(|other| view! { <a class="chip" href=format!("/help/{}", other.slug)>{other.title}</a> })
        .collect();
    (!links.is_empty()).then(|| {
        view! {
            <nav class="help-related" aria-labelledby="h-related">
                <h2 id="h-related">{words::RELATED.get(language)}</h2>
                <div class="chips">{links}</div>
            </nav>
        }
    })
}

/// Whether it was useful (seed 002:59), and when it was written.
fn votes(view: &ArticleView) -> impl IntoView + use<> {
    let language = view.clock.language;
    let votes = view.votes;
    let button = |useful: bool, key: &'static str, text: &'static str| {
        let is_mine = votes.mine == Some(useful);
        // What one said before is taken back by saying it again.
        let value = if is_mine { "" } else { key };
        view! {
            <button class="ds-button" data-variant="secondary" data-small type="submit" name="useful" value=value aria-pressed=if is_mine { "true" } else { "false" }>
                {is_mine.then(|| view! { <Icon name="check" small=true/> })}{text}
            </button>
        }
    };
    let told = words::VOTES.with(language, &[("useful", &votes.useful.to_string()), ("all", &votes.all.to_string())]);
    let updated = view.clock.moment(view.article.updated).map(|moment| {
        let day = view.clock.long(&moment);
        view! { <p class="muted small help-updated">{words::UPDATED.with(language, &[("day", &day)])}</p> }
    });
    view! {
        <div class="help-foot" data-region="help-vote">
            <form method="post" action="/api/staff/help-vote" data-saved=words::VOTED.get(language) aria-labelledby="help-useful">
                <input type="hidden" name="article" value=view.article.slug/>
                <p id="help-useful">{words::USEFUL.get(language)}</p>
                {button(true, "yes", words::YES.get(language))}
                {button(false, "no", words::NO.get(language))}
                <p class="muted small">{told}</p>
            </form>
            {updated}
        </div>
    }
}
