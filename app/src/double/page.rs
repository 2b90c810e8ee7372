//! The page of customers that may be the same, two beside each other.

use crate::{
    help::help_link,
    i18n::{common::CUSTOMERS, double as words, merge},
    search::meaning_colour,
    shell::clock_of,
    ui::{Icon, Up, time::Clock},
};
use domain::{
    double::{Double, Half, Likeness, Verdict},
    field::{self, Names, grouped},
    language::Language,
    list::StatusMeaning,
    session::Session,
    text::Text,
};
use leptos::prelude::*;
use store::double::Overview;

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct DoublesView {
    /// Who reads it.
    pub session: Session,
    /// How many there are.
    pub overview: Overview,
    /// Which are shown.
    pub verdict: Verdict,
    /// They.
    pub doubles: Vec<Double>,
    /// Whether there are more.
    pub has_more: bool,
}

const fn name(verdict: Verdict) -> Text {
    match verdict {
        Verdict::Open => words::OPEN,
        Verdict::Later => words::LATER,
        Verdict::NotSame => words::NOT_SAME,
        Verdict::Same => words::SAME,
    }
}

const fn likeness_text(likeness: Likeness) -> Text {
    match likeness {
        Likeness::Number => words::LIKE_NUMBER,
        Likeness::Name => words::LIKE_NAME,
        Likeness::Phone => words::LIKE_PHONE,
        Likeness::Email => words::LIKE_EMAIL,
        Likeness::Domain => words::LIKE_DOMAIN,
    }
}

/// The page.
#[component]
pub fn DoublesPage(
    /// Everything that it shows.
    view: DoublesView,
) -> impl IntoView {
    let language = view.session.language;
    let clock = clock_of(&view.session);
    let tabs = Verdict::ALL
        .into_iter()
        .zip(view.overview.counts)
        .map(|(verdict, count)| {
            let href = if verdict == Verdict::Same { "/customers/merges".to_owned() } else { format!("/customers/doubles?show={}", verdict.key()) };
            let current = (verdict == view.verdict).then_some("true");
            view! { <a class="segment" href=href aria-current=current>{name(verdict).get(language)}" "<span class="count">{grouped(count)}</span></a> }
        })
        .collect_view();
    let searched = view.overview.searched_at.as_ref().map_or_else(
        || words::NEVER.get(language).to_owned(),
        |at| words::SEARCHED.with(language, &[("when", &clock.shown(at))]),
    );
    let rows = view.doubles.iter().enumerate().map(|(at, double)| pair(&view, double, at == 0, &clock)).collect_view();
    let more = view.doubles.last().filter(|_| view.has_more).map(|last| {
        let href = format!("/customers/doubles?show={}&after={}", view.verdict.key(), last.id);
        view! { <div class="section-foot"><a class="link" href=href>{words::MORE.get(language)}</a></div> }
    });
    view! {
        <Up href="/customers?scope=firm" to=CUSTOMERS.get(language)/>
        <div class="page-head"><h1>{words::TITLE.get(language)}</h1><div class="page-ways"><a class="link" href="/customers/merges">{merge::ALL_MERGES.get(language)}</a>{help_link(language, "doubles")}</div></div>
        <div class="merge doubles" data-region="doubles">
            <p class="muted merge-intro">{words::INTRO.get(language)}</p>
            <div class="doubles-tools">
                <nav class="segments" aria-label=words::WHICH.get(language)>{tabs}</nav>
                <span class="muted small">{searched}</span>
                <form method="post" action="/api/staff/doubles-search" data-saved=words::SEARCH_DONE.get(language)>
                    <button class="ds-button" data-variant="secondary" type="submit"><Icon name="refresh-cw"/>{words::SEARCH.get(language)}</button>
                </form>
            </div>
            {empty(&view)}
            <ul class="doubles-list">{rows}</ul>
            {more}
            {crowds(&view)}
        </div>
    }
}

fn empty(view: &DoublesView) -> impl IntoView + use<> {
    let language = view.session.language;
    view.doubles.is_empty().then(|| {
        let text = match (view.verdict, &view.overview.searched_at) {
            (Verdict::Open, None) => words::EMPTY_NEVER,
            (Verdict::Open, Some(_)) => words::EMPTY_OPEN,
            _ => words::EMPTY,
        };
        view! { <div class="empty empty-page" role="status"><Icon name="copy"/><p>{text.get(language)}</p></div> }
    })
}

fn half(view: &DoublesView, half: &Half, other: &Half, clock: &Clock) -> impl IntoView + use<> {
    let language = view.session.language;
    let facts = ["organisation_number", "visiting_street", "visiting_place", "phone", "mobile", "email"]
        .into_iter()
        .filter_map(field::customer)
        .filter_map(|field| {
            let shown = |of: &Half| of.facts.shown(field, &Names::new(), language, view.session.home);
            let (text, beside) = (shown(half), shown(other));
            // What both have stands out, and what only the other has leaves its line free.
            let same = (text == beside).then_some("true");
            let is_told = !text.is_empty() || !beside.is_empty();
            let none = text.is_empty().then_some("true");
            let text = if text.is_empty() { "–".to_owned() } else { text };
            is_told.then(|| view! { <li data-same=same data-none=none>{text}</li> })
        })
        .collect_view();
    let contacts = match half.contacts {
        1 => words::ONE_CONTACT.get(language).to_owned(),
        count => words::CONTACTS.with(language, &[("count", &grouped(count))]),
    };
    let changed = words::CHANGED.with(language, &[("when", &clock.shown(&half.changed_at))]);
    view! {
        <div class="double-half">
            <p class="double-name">
                <a href=format!("/customers/{}", half.id)>{half.name.clone()}</a>" "
                <span class="ds-tag" data-color=meaning_colour(half.meaning.key())>{half.status.clone()}</span>
            </p>
            <p class="muted small">{grouped(half.number)}" · "{contacts}" · "{changed}</p>
            <ul class="merge-facts">{facts}</ul>
        </div>
    }
}

fn verdict_form(
    double: &Double,
    verdict: Verdict,
    icon: &'static str,
    text: Text,
    who: &str,
    language: Language,
) -> impl IntoView + use<> {
    let who = format!(": {who}");
    view! {
        <form method="post" action="/api/staff/double-decide" data-saved=words::DECIDED.get(language) data-return="double">
            <input type="hidden" name="double" value=double.id.to_string()/>
            <button class="ds-button" data-variant="secondary" type="submit" name="verdict" value=verdict.key()>
                <Icon name=icon/>{text.get(language)}<span class="sr-only">{who}</span>
            </button>
        </form>
    }
}

/// The one that is proposed to stay comes first: one that is in use, with more contact persons, used last.
fn better_first(halves: &[Half; 2]) -> [&Half; 2] {
    let worth = |half: &Half| {
        let use_of = match half.meaning {
            StatusMeaning::Active => 2,
            StatusMeaning::Potential => 1,
            _ => 0,
        };
        (use_of, half.contacts, half.changed_at.clone())
    };
    let [one, other] = halves;
    if worth(other) > worth(one) { [other, one] } else { [one, other] }
}

fn pair(view: &DoublesView, double: &Double, is_first: bool, clock: &Clock) -> impl IntoView + use<> {
    let language = view.session.language;
    let [one, other] = better_first(&double.halves);
    let who = words::PAIR.with(language, &[("one", &one.name), ("other", &other.name)]);
    // The same address has the same domain.
    let is_mail = double.likeness.contains(&Likeness::Email);
    let reasons = double
        .likeness
        .iter()
        .filter(|likeness| !(is_mail && **likeness == Likeness::Domain))
        .map(|likeness| view! { <li class="ds-tag" data-color="neutral">{likeness_text(*likeness).get(language)}</li> })
        .collect_view();
    let merge = format!("/customers/merge?customers={},{}", one.id, other.id);
    let title = format!("double-{}", double.id);
    let others = match view.verdict {
        Verdict::Open => view! {
            {verdict_form(double, Verdict::NotSame, "x", words::IS_NOT_SAME, &who, language)}
            {verdict_form(double, Verdict::Later, "clock", words::IS_LATER, &who, language)}
        }
        .into_any(),
        Verdict::Later => verdict_form(double, Verdict::NotSame, "x", words::IS_NOT_SAME, &who, language).into_any(),
        Verdict::NotSame | Verdict::Same => {
            verdict_form(double, Verdict::Open, "rotate-ccw", words::AGAIN, &who, language).into_any()
        }
    };
    let named = format!(": {who}");
    // After each answer the focus is on the next two.
    let edit = is_first.then_some("double");
    let heading = title.clone();
    view! {
        <li class="section double" aria-labelledby=title>
            <h2 class="sr-only" id=heading>{who}</h2>
            <ul class="double-why">{reasons}</ul>
            <div class="double-halves">{half(view, one, other, clock)}{half(view, other, one, clock)}</div>
            <div class="double-actions">
                <a class="ds-button" href=merge data-edit=edit><Icon name="merge"/>{words::IS_SAME.get(language)}<span class="sr-only">{named}</span></a>
                {others}
            </div>
        </li>
    }
}

/// What is shared by too many.
fn crowds(view: &DoublesView) -> impl IntoView + use<> {
    let language = view.session.language;
    let rows = view
        .overview
        .crowds
        .iter()
        .map(|crowd| {
            let text = words::CROWD.with(language, &[("value", &crowd.value), ("count", &grouped(crowd.count))]);
            view! { <li>{text}" "<span class="muted">{likeness_text(crowd.likeness).get(language)}</span></li> }
        })
        .collect_view();
    (!view.overview.crowds.is_empty() && view.verdict == Verdict::Open).then(|| {
        view! {
            <details class="section merge-only">
                <summary class="section-head"><Icon name="info"/><h2>{words::CROWDS.get(language)}</h2><Icon name="chevron-down"/></summary>
                <div class="section-body"><ul>{rows}</ul></div>
            </details>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{field::Record, id::CustomerId};

    fn half(number: i64, meaning: StatusMeaning, contacts: i64, changed_at: &str) -> Half {
        Half {
            id: CustomerId::generate(),
            number,
            name: String::new(),
            facts: Record::default(),
            status: String::new(),
            meaning,
            contacts,
            changed_at: changed_at.to_owned(),
        }
    }

    #[test]
    fn who_is_in_use_stays_then_who_has_more_contacts_then_who_changed_last() {
        let active = half(1, StatusMeaning::Active, 0, "2020-01-01T00:00:00Z");
        let potential = half(2, StatusMeaning::Potential, 9, "2026-01-01T00:00:00Z");
        let more = half(3, StatusMeaning::Active, 1, "2019-01-01T00:00:00Z");
        let later = half(4, StatusMeaning::Active, 0, "2021-01-01T00:00:00Z");
        for (better, other) in [(&active, &potential), (&more, &active), (&later, &active)] {
            for halves in [[better.clone(), other.clone()], [other.clone(), better.clone()]] {
                assert_eq!(better_first(&halves).map(|half| half.number), [better.number, other.number]);
            }
        }
    }
}
