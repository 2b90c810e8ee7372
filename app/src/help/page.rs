//! The table of contents of the help, and what a search of it finds.

use super::{
    find::Hit,
    library::{Article, Group, QUESTIONS, article, articles},
};
use crate::{i18n::help as words, ui::Icon};
use domain::language::Language;
use leptos::prelude::*;
use store::help::Helper;

/// Where the makers of the system are asked; nothing where none has said so.
#[derive(Clone, Debug, Default)]
pub struct Support(pub Option<String>);

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct HelpView {
    /// What was searched for; empty where nothing was.
    pub query: String,
    /// What was found.
    pub hits: Vec<Hit>,
    /// Whom to ask in the reader's own firm.
    pub helpers: Vec<Helper>,
    /// Whom to ask about the system.
    pub support: Support,
    /// The reader's language.
    pub language: Language,
}

/// The table of contents of the help (seed 003:5).
#[component]
pub fn HelpPage(
    /// Everything that it shows.
    view: HelpView,
) -> impl IntoView {
    let language = view.language;
    let groups = Group::ALL.into_iter().map(|group| group_view(group, language)).collect_view();
    view! {
        <div class="help">
            <div class="page-head"><h1>{words::TITLE.get(language)}</h1></div>
            {search_form(&view.query, language)}
            {(!view.query.is_empty()).then(|| found(&view))}
            <h2 class="sr-only">{words::CONTENTS.get(language)}</h2>
            <div class="help-groups">
                {groups}
                {questions(language)}
                {contact(&view)}
            </div>
        </div>
    }
}

/// The search of the help.
pub(super) fn search_form(query: &str, language: Language) -> impl IntoView + use<> {
    view! {
        <form class="toolbar" role="search" method="get" action="/help">
            <div class="search-field">
                <Icon name="search"/>
                <input class="ds-input" type="search" name="q" aria-label=words::SEARCH.get(language) placeholder=words::SEARCH.get(language)
                    value=query.to_owned() maxlength="200"/>
            </div>
            <button class="ds-button" data-variant="secondary" type="submit">{words::BUTTON.get(language)}</button>
        </form>
    }
}

fn found(view: &HelpView) -> AnyView {
    let (language, query) = (view.language, view.query.as_str());
    if view.hits.is_empty() {
        let nothing = words::NOTHING.with(language, &[("query", query)]);
        return view! { <p class="help-nothing" role="status">{nothing}</p> }.into_any();
    }
    let title = match view.hits.len() {
        1 => words::FOUND_ONE.with(language, &[("query", query)]),
        count => words::FOUND.with(language, &[("query", query), ("count", &count.to_string())]),
    };
    let hits = view
        .hits
        .iter()
        .map(|hit| {
            let anchor = hit.heading.map(|(id, _)| format!("#{id}")).unwrap_or_default();
            let heading = hit.heading.map(|(_, heading)| format!(" › {heading}"));
            view! {
                <li>
                    <a href=format!("/help/{}{anchor}", hit.article.slug)>{hit.article.title}{heading}</a>
                    <p class="muted small">{hit.extract.clone()}</p>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="section help-found" aria-labelledby="h-found">
            <header class="section-head"><h2 id="h-found" role="status">{title}</h2></header>
            <div class="section-body"><ul>{hits}</ul></div>
        </section>
    }
    .into_any()
}

fn box_view(id: &'static str, icon: &'static str, title: &'static str, body: AnyView) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby=format!("h-{id}")>
            <header class="section-head"><Icon name=icon/><h2 id=format!("h-{id}")>{title}</h2></header>
            <div class="section-body">{body}</div>
        </section>
    }
}

fn group_view(group: Group, language: Language) -> impl IntoView {
    let (id, icon) = match group {
        Group::Start => ("start", "circle-check"),
        Group::Card => ("card", "id-card"),
        Group::Many => ("many", "building-2"),
        Group::Firm => ("firm", "settings"),
    };
    // The common questions have a box of their own.
    let of_group = articles(language).iter().filter(|article| article.group == group && article.slug != QUESTIONS);
    let links = of_group.map(article_link).collect_view();
    box_view(id, icon, group.title().get(language), view! { <ul class="help-links">{links}</ul> }.into_any())
}

fn article_link(article: &'static Article) -> impl IntoView {
    view! {
        <li><a href=format!("/help/{}", article.slug)>{article.title}</a><p class="muted small">{article.summary()}</p></li>
    }
}

/// Common questions, each a way to its answer (seed 003:7).
fn questions(language: Language) -> impl IntoView {
    let links = article(language, QUESTIONS).into_iter().flat_map(Article::headings).map(|(id, question)| {
        view! { <li><a href=format!("/help/{QUESTIONS}#{id}")>{question.to_owned()}</a></li> }
    });
    let list = view! { <ul class="help-links">{links.collect_view()}</ul> };
    box_view("questions", "message-circle", words::QUESTIONS.get(language), list.into_any())
}

/// Whom to ask: the firm's own administrators, and those who run the system (seed 003:9).
fn contact(view: &HelpView) -> impl IntoView {
    let language = view.language;
    let helpers = view
        .helpers
        .iter()
        .map(|helper| {
            view! { <li><a href=format!("mailto:{}", helper.email)>{helper.name.clone()}</a><p class="muted small">{helper.email.clone()}</p></li> }
        })
        .collect_view();
    let firm = if view.helpers.is_empty() { words::CONTACT_NOBODY } else { words::CONTACT_FIRM };
    let support = view.support.0.clone().map(|address| {
        view! { <p>{words::CONTACT_SUPPORT.get(language)}<a href=format!("mailto:{address}")>{address.clone()}</a></p> }
    });
    let body = view! { <p>{firm.get(language)}</p><ul class="help-links">{helpers}</ul>{support} };
    box_view("contact", "mail", words::CONTACT.get(language), body.into_any())
}
