//! What holds of the files of the help, in every language.

use super::{
    HelpPage, HelpView, Support, explain,
    find::find,
    library::{FILES, article, articles, links, read},
    markdown::Block,
};
use domain::{
    field::{CONTACT, CUSTOMER, FIRM},
    language::Language,
    section::Section,
};
use leptos::prelude::*;
use std::collections::BTreeSet;

fn names(language: Language) -> BTreeSet<&'static str> {
    let in_folder = |path: &'static str| path.strip_prefix(language.tag())?.strip_prefix('/');
    FILES.iter().filter_map(|(path, _)| in_folder(path)).collect()
}

#[test]
fn every_file_is_there_in_every_language() {
    let all = names(Language::Nb);
    assert!(all.len() > 15, "{all:?}");
    assert_eq!(FILES.len(), 3 * all.len());
    for language in Language::ALL {
        assert_eq!(names(language), all, "{language:?}");
    }
}

#[test]
fn what_stands_in_a_guide_can_be_shown_and_says_where_it_belongs_and_when_it_was_updated() {
    for language in Language::ALL {
        assert_eq!(read(language).1, Vec::<String>::new());
        for article in articles(language) {
            assert!(article.updated.parse::<jiff::civil::Date>().is_ok(), "{}: {}", article.slug, article.updated);
            assert!(article.summary().len() > 20, "{}", article.slug);
            let of_nb = super::article(Language::Nb, article.slug).unwrap();
            assert_eq!(
                article.headings().map(|(id, _)| id).collect::<Vec<_>>(),
                of_nb.headings().map(|(id, _)| id).collect::<Vec<_>>()
            );
            assert_eq!(
                (article.group, &article.related, article.updated),
                (of_nb.group, &of_nb.related, of_nb.updated)
            );
        }
    }
}

#[test]
fn no_guide_leads_nowhere() {
    for language in Language::ALL {
        for from in articles(language) {
            let related = from.related.iter().map(|slug| format!("/help/{slug}"));
            // Pages of the product itself are looked up where they are routed.
            for link in related.chain(links(from).into_iter().map(str::to_owned)).filter(|link| !is_of_product(link)) {
                let (slug, anchor) = link.split_once('#').map_or((link.as_str(), None), |(slug, id)| (slug, Some(id)));
                let to =
                    if slug.is_empty() { Some(from) } else { article(language, slug.trim_start_matches("/help/")) };
                let to = to.unwrap_or_else(|| panic!("{}/{} leads to {link}", language.tag(), from.slug));
                assert!(
                    anchor.is_none_or(|id| has(&to.blocks, id)),
                    "{}/{} leads to {link}",
                    language.tag(),
                    from.slug
                );
            }
        }
    }
}

fn is_of_product(link: &str) -> bool {
    link == "/help" || (link.starts_with('/') && !link.starts_with("/help/"))
}

fn has(blocks: &[Block], anchor: &str) -> bool {
    blocks.iter().any(|block| matches!(block, Block::Heading { id, .. } if id == anchor))
}

#[test]
fn every_section_has_its_guide_and_no_other_is_told_of() {
    for language in Language::ALL {
        let guide = article(language, super::library::SECTIONS).unwrap();
        let told: BTreeSet<_> = guide.headings().collect();
        let all: BTreeSet<_> = Section::ALL.iter().map(|section| (section.key(), section.title(language))).collect();
        assert_eq!(told, all, "app/help/{}/sections.md", language.tag());
        for blocks in guide.blocks.windows(2) {
            assert!(!matches!(blocks, [Block::Heading { .. }, Block::Heading { .. }]), "{blocks:?}");
        }
    }
}

#[test]
fn every_field_has_its_text_and_no_text_is_of_another() {
    for language in Language::ALL {
        let fields: BTreeSet<_> = CUSTOMER.iter().chain(CONTACT).chain(FIRM).map(explain::key).collect();
        let texts = explain::read(language);
        let told: BTreeSet<_> = texts.keys().map(|key| (*key).to_owned()).collect();
        let lacking: Vec<_> = fields.difference(&told).collect();
        let unknown: Vec<_> = told.difference(&fields).collect();
        let file = format!("app/help/{}/fields.txt", language.tag());
        assert!(lacking.is_empty() && unknown.is_empty(), "{file} lacks {lacking:?} and has {unknown:?} too much");
        assert!(texts.values().all(|text| text.ends_with('.')), "{file}");
    }
}

#[test]
fn every_section_has_one_number_on_the_card() {
    let numbered: Vec<_> = super::figure::numbered().into_iter().flatten().collect();
    let sections: BTreeSet<_> = numbered.iter().map(|(_, section)| *section).collect();
    assert_eq!(sections.len(), Section::ALL.len());
    assert_eq!(
        numbered.iter().map(|(number, _)| *number).collect::<Vec<_>>(),
        (4..4 + numbered.len()).collect::<Vec<_>>()
    );
}

#[test]
fn a_search_finds_by_title_heading_text_and_field_best_first_in_the_readers_language() {
    let first = |language, question: &str| {
        let hit = find(language, question).into_iter().next()?;
        Some((hit.article.slug, hit.heading.map(|(id, _)| id)))
    };
    assert_eq!(first(Language::Nb, "importere"), Some(("import", None)));
    assert_eq!(first(Language::Nb, "doble"), Some(("doubles", None)));
    // A field of the card.
    assert_eq!(first(Language::Nb, "kallenavn"), Some(("fields", Some("field-customer-nickname"))));
    // By its beginning, and however its letters are written.
    assert_eq!(first(Language::Nb, "innst"), Some(("settings", None)));
    for typed in ["hjælpens förstasida", "hjalpens forstasida", "HJAELPENS FOERSTA"] {
        assert_eq!(first(Language::Sv, typed).map(|(slug, _)| slug), Some("edit"), "{typed}");
    }
    // Every word counts, and what is of another language is not found.
    assert_eq!(first(Language::Nb, "importere elefant"), None);
    assert_eq!(first(Language::En, "kallenavn"), None);
    assert!(find(Language::Nb, " ,. ").is_empty());
    let hit = find(Language::Nb, "kommentarer eksport").into_iter().next().unwrap();
    assert_eq!(hit.article.slug, "export");
    assert!(hit.extract.contains("En eksport er listen"), "{}", hit.extract);
}

#[test]
fn news_stand_under_their_days_in_every_language_the_latest_first() {
    let days = |language| {
        let (news, problems) = super::news::read(language);
        assert_eq!(problems, Vec::<String>::new());
        news.into_iter().map(|news| news.day.parse::<jiff::civil::Date>().unwrap()).collect::<Vec<_>>()
    };
    let first = days(Language::Nb);
    assert!(!first.is_empty() && first.is_sorted_by(|one, next| one > next), "{first:?}");
    assert!(Language::ALL.into_iter().all(|language| days(language) == first));
}

#[test]
fn who_runs_the_system_is_named_where_that_is_set() {
    let shown = |support: Option<&str>| {
        let support = Support(support.map(str::to_owned));
        let view =
            HelpView { query: String::new(), hits: Vec::new(), helpers: Vec::new(), support, language: Language::Nb };
        Owner::new().with(|| view! { <HelpPage view=view/> }.to_html())
    };
    assert!(shown(Some("hjelp@kundekort.example")).contains("mailto:hjelp@kundekort.example"));
    assert!(!shown(None).contains("mailto:"));
}
