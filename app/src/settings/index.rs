//! Finding pages of the settings, single settings, fields and lists, by words of the reader's language and of the two
//! others.

use crate::i18n::{
    advice, agreement, department, department_terms, firm_country, layout, list, module, own_field, portal_setting,
    rule, setting_log, setting_right, settings as words, sharepoint, tab, template, user,
};
use domain::{
    field::{CONTACT, CUSTOMER, Entity, FIRM, Field, Kind, terms},
    fold::words as fold,
    language::Language,
    module::Module,
    policy::{Action, Subject, can},
    search::SettingHit,
    session::Session,
    text::Text,
    text::plain,
};

/// Most hits on the page.
pub const MOST: usize = 40;

/// Something that can be found.
struct Entry {
    /// What it is called.
    title: [String; 3],
    /// What else is said of it, in all languages.
    more: String,
    /// The page where it stands.
    place: Text,
    /// Its address.
    href: String,
    /// Whether it is a page, which comes before what stands on one.
    is_page: bool,
}

const fn all(text: Text) -> [&'static str; 3] {
    [text.nb, text.sv, text.en]
}

fn owned(text: Text) -> [String; 3] {
    all(text).map(plain)
}

fn page(href: &str, title: Text, more: &[Text]) -> Entry {
    let more: Vec<&str> = more.iter().flat_map(|text| all(*text)).collect();
    Entry { title: owned(title), more: more.join(" "), place: words::MENU, href: href.to_owned(), is_page: true }
}

fn single(href: String, title: [String; 3], place: Text) -> Entry {
    Entry { title, more: String::new(), place, href, is_page: false }
}

/// The pages that somebody may open.
fn pages(session: &Session) -> Vec<Entry> {
    let may = |action| can(session.actor(), action, Subject { tenant: session.tenant, owner: None }).allowed;
    let mut pages = vec![
        page("/settings", words::TITLE, &[words::CARD_ADVICE, words::TERMS, words::TERMS_ADVICE]),
        page("/settings/fields", rule::TITLE, &[rule::MENU, rule::ADVICE]),
        page("/settings/fields?of=contact", rule::CONTACT, &[rule::MENU]),
        page("/settings/rights", setting_right::TITLE, &[setting_right::ADVICE]),
        page("/settings/own-fields", own_field::TITLE, &[own_field::ADVICE]),
        page("/settings/layout", layout::TITLE, &[layout::ADVICE]),
        page("/settings/tabs", tab::TITLE, &[tab::ADVICE]),
        page("/settings/modules", module::TITLE, &[words::PARTS_ADVICE]),
        page(
            "/settings/portal",
            portal_setting::TITLE,
            &[portal_setting::ADVICE, portal_setting::USUAL_RIGHTS, portal_setting::MAIL],
        ),
        page("/settings/sharepoint", sharepoint::TITLE, &[sharepoint::ADVICE, sharepoint::SIGN_IN, sharepoint::PLACE]),
        page("/settings/countries", firm_country::TITLE, &[firm_country::ADVICE]),
        page("/settings/agreements", agreement::TITLE, &[agreement::ADVICE]),
        page(
            "/settings/departments",
            department::TITLE,
            &[department::ADVICE, department_terms::LINK, department_terms::ADVICE],
        ),
        page("/settings/templates", template::TITLE, &[template::ADVICE]),
        page("/settings/advice", advice::TITLE, &[advice::ABOUT]),
        page("/lists", list::TITLE, &[words::LISTS_ADVICE]),
    ];
    if may(Action::ChangeUsers) {
        pages.push(page("/settings/users", user::TITLE, &[user::ADVICE, user::INVITE]));
    }
    if may(Action::ChangeSettings) {
        pages.push(page("/settings/log", setting_log::TITLE, &[setting_log::ADVICE]));
    }
    pages
}

/// Single settings, fields and lists.
fn singles(session: &Session) -> Vec<Entry> {
    let of_firm = |field: &'static Field| {
        let title = match field.key {
            "nickname_used" => words::NICKNAME_ON,
            "logo_shown" => words::LOGO_ON,
            "invoice_address_used" => words::INVOICE_ADDRESS_ON,
            _ => field.label,
        };
        let id =
            if field.kind == Kind::YesNo && FIRM.iter().any(|own| own.key == field.key) { "setting" } else { "field" };
        single(format!("/settings#{id}-{}", field.key), owned(title), words::MENU)
    };
    let of_card = |field: &'static Field| {
        single(format!("/settings/fields#need-{}-company", field.key), owned(field.label), rule::CUSTOMER)
    };
    let of_contact = |field: &'static Field| {
        single(format!("/settings/fields?of=contact#need-{}-company", field.key), owned(field.label), rule::CONTACT)
    };
    let own = session.all_own().map(|field| {
        let of = if field.entity == Entity::Contact { "?of=contact" } else { "" };
        single(format!("/settings/own-fields{of}"), owned(field.label), own_field::TITLE)
    });
    let lists = session
        .lists()
        .into_iter()
        .filter(|list| *list != domain::list::ListKind::Department)
        .map(|list| single(format!("/lists/{}", list.key()), owned(list.title()), list::TITLE));
    let modules = Module::ALL.iter().map(|module| {
        single(
            "/settings/modules".to_owned(),
            Language::ALL.map(|language| module.name(language).to_owned()),
            module::TITLE,
        )
    });
    FIRM.iter()
        .chain(terms())
        .map(of_firm)
        .chain(lists)
        .chain(modules)
        .chain(own)
        .chain(CUSTOMER.iter().filter(|field| !field.is_fixed()).map(of_card))
        .chain(CONTACT.iter().filter(|field| !field.is_fixed()).map(of_contact))
        .collect()
}

/// What fits a question, the best first: every word of it, or the beginning of it, stands in the name or in what is
/// said of it, in whichever language.
#[must_use]
pub fn find(session: &Session, question: &str, most: usize) -> Vec<SettingHit> {
    let asked: Vec<String> = fold(question).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let mine = Language::ALL.iter().position(|other| *other == session.language).unwrap_or_default();
    let mut found: Vec<(u32, SettingHit)> = pages(session)
        .into_iter()
        .chain(singles(session))
        .filter_map(|entry| {
            let titles = [0, 1, 2]
                .map(|at| entry.title.get(at).map(|title| fold(title).collect::<Vec<_>>()).unwrap_or_default());
            let more: Vec<String> = fold(&entry.more).collect();
            let mut score = u32::from(entry.is_page);
            for word in &asked {
                let best = (0..3)
                    .map(|at| matched(&titles[at], word) * if at == mine { 12 } else { 9 })
                    .chain([matched(&more, word) * 2])
                    .max()
                    .unwrap_or_default();
                if best == 0 {
                    return None;
                }
                score += best;
            }
            let title = entry.title.get(mine).cloned().unwrap_or_default();
            Some((score, SettingHit { title, place: entry.place.get(session.language).to_owned(), href: entry.href }))
        })
        .collect();
    // A stable sort: those alike stay in the order of the settings.
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().take(most).map(|(_, hit)| hit).collect()
}

/// 3 where the word stands there, 2 where one begins with it, 1 where it is a part of one.
fn matched(words: &[String], asked: &str) -> u32 {
    let one = |word: &String| match () {
        () if word == asked => 3,
        () if word.starts_with(asked) => 2,
        // Norwegian and Swedish put words together.
        () if asked.len() > 3 && word.contains(asked) => 1,
        () => 0,
    };
    words.iter().map(one).max().unwrap_or_default()
}
