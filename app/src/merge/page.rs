//! The page on which customers become one: which of them, what is to stand, what moves.

use super::parts::{differences, only_one};
use crate::{
    error::problem_text,
    help::help_link,
    i18n::merge as words,
    search::{customer_line, meaning_colour},
    ui::{Icon, Up},
};
use domain::{
    error::ErrorCode,
    field::{Record, grouped},
    id::{ContactId, CustomerId},
    merge::{MOST, Part, SamePerson},
    search::CustomerHit,
    session::Session,
    text::Text,
};
use leptos::prelude::*;
use std::collections::BTreeMap;
use store::{form_state::FormState, merge::Preview};

/// Where the form goes.
pub const ACTION: &str = "/api/staff/merge-customers";

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct MergeView {
    /// Who reads it.
    pub session: Session,
    /// The customers; the first one stays.
    pub preview: Preview,
    /// Each part with what is proposed or was chosen.
    pub parts: Vec<Part>,
    /// Contacts that may be one person.
    pub same: Vec<SamePerson>,
    /// What was chosen of them; none: as proposed.
    pub united: Option<BTreeMap<ContactId, ContactId>>,
    /// What is looked for, to be added.
    pub query: String,
    /// What was found.
    pub found: Vec<CustomerHit>,
    /// A merge that was refused.
    pub form: Option<FormState>,
}

impl MergeView {
    /// The customers' ids with commas, but for one.
    fn customers(&self, without: Option<CustomerId>) -> String {
        let ids = self.preview.sides.iter().map(|side| side.id).filter(|id| Some(*id) != without);
        ids.map(|id| id.to_string()).collect::<Vec<_>>().join(",")
    }

    pub(super) fn name(&self, at: usize) -> String {
        self.preview.sides.get(at).map_or_else(String::new, |side| side.values.text("name").to_owned())
    }
}

fn number(values: &Record) -> String {
    grouped(values.number("number").unwrap_or_default())
}

/// The page.
#[component]
pub fn MergePage(
    /// Everything that it shows.
    view: MergeView,
) -> impl IntoView {
    let language = view.session.language;
    let is_ready = view.preview.sides.len() > 1;
    let refused = view.form.as_ref().filter(|state| state.form == ACTION).map(|state| {
        let text = match (state.error.code, state.error.fields.first()) {
            (ErrorCode::Conflict, _) => words::CHANGED_SINCE.get(language).to_owned(),
            (_, Some(error)) => problem_text(error.problem, language),
            _ => crate::error::code_text(state.error.code, language).0.to_owned(),
        };
        view! { <div class="notice" role="alert"><Icon name="triangle-alert"/><p>{text}</p></div> }
    });
    let need = (!is_ready).then(|| view! { <p class="muted">{words::NEED_TWO.get(language)}</p> });
    let form = is_ready.then(|| {
        let count = view.preview.sides.len().to_string();
        view! {
            {differences(&view)}
            {only_one(&view)}
            {people(&view)}
            {moves(&view)}
            <div class="form-actions merge-actions">
                <button class="ds-button" type="submit"><Icon name="merge"/>{words::MERGE_NOW.with(language, &[("count", &count)])}</button>
            </div>
        }
    });
    view! {
        <Up href="/customers/doubles" to=words::DOUBLES.get(language)/>
        <div class="page-head"><h1>{words::TITLE.get(language)}</h1><div class="page-ways"><a class="link" href="/customers/merges">{words::ALL_MERGES.get(language)}</a>{help_link(language, "doubles")}</div></div>
        <div class="merge" data-region="merge">
            <p class="muted merge-intro">{words::INTRO.get(language)}</p>
            {refused}
            <form class="merge-form" id="merge" method="post" action=ACTION data-saved=words::MERGED.get(language)>
                <input type="hidden" name="customers" value=view.customers(None)/>
                <input type="hidden" name="seen" value=view.preview.seen.clone()/>
                <input type="hidden" name="asked" value="1"/>
                {customers(&view)}
                {need}
                {form}
            </form>
            {finder(&view)}
        </div>
    }
}

/// The customers side by side.
fn customers(view: &MergeView) -> impl IntoView + use<> {
    let language = view.session.language;
    let shown = |values: &Record, key: &str| {
        domain::field::customer(key)
            .map_or_else(String::new, |field| values.shown(field, &view.preview.names, language, view.session.home))
    };
    let cards = view
        .preview
        .sides
        .iter()
        .enumerate()
        .map(|(at, side)| {
            let name = side.values.text("name").to_owned();
            let facts = ["organisation_number", "visiting_place", "phone", "email", "responsible"]
                .into_iter()
                .map(|key| shown(&side.values, key))
                .filter(|text| !text.is_empty())
                .map(|text| view! { <li>{text}</li> })
                .collect_view();
            let keep = if at == 0 {
                view! { <span class="ds-tag" data-color="success"><Icon name="check" small=true/>{words::KEPT.get(language)}</span> }.into_any()
            } else {
                view! {
                    <button class="ds-button" data-variant="secondary" data-small type="submit" formmethod="get" formaction="/customers/merge" name="keep" value=side.id.to_string()>
                        {words::KEEP_THIS.get(language)}<span class="sr-only">": "{name.clone()}</span>
                    </button>
                }
                .into_any()
            };
            let out = format!("/customers/merge?customers={}", view.customers(Some(side.id)));
            view! {
                <li class="merge-customer" data-kept=(at == 0).then_some("true")>
                    <p class="merge-name">
                        <a href=format!("/customers/{}", side.id)>{name.clone()}</a>
                        <a class="icon-button" href=out aria-label=words::TAKE_OUT.with(language, &[("name", &name)])><Icon name="x"/></a>
                    </p>
                    <p class="muted small">{number(&side.values)}" · "{shown(&side.values, "status")}</p>
                    <ul class="merge-facts">{facts}</ul>
                    <div class="merge-keep">{keep}</div>
                </li>
            }
        })
        .collect_view();
    let any = !view.preview.sides.is_empty();
    any.then(|| {
        view! {
            <section aria-labelledby="h-merge-which">
                <h2 class="sr-only" id="h-merge-which">{words::WHICH.get(language)}</h2>
                <ul class="merge-customers">{cards}</ul>
            </section>
        }
    })
}

/// Contacts that may be one person, each with a box.
fn people(view: &MergeView) -> impl IntoView + use<> {
    let language = view.session.language;
    let person = |id: ContactId| view.preview.people.iter().find(|person| person.id == id);
    let customer = |id: CustomerId| {
        view.preview.sides.iter().position(|side| side.id == id).map(|at| view.name(at)).unwrap_or_default()
    };
    let rows = view
        .same
        .iter()
        .filter_map(|pair| {
            let (contact, into) = (person(pair.contact)?, person(pair.into)?);
            let checked = view.united.as_ref().map_or(pair.proposed, |asked| asked.get(&pair.contact) == Some(&pair.into));
            let text = words::SAME_PERSON.with(
                language,
                &[("name", &contact.name), ("from", &customer(contact.customer)), ("into", &into.name), ("to", &customer(into.customer))],
            );
            let id = format!("unite-{}", pair.contact);
            Some(view! {
                <li class="ds-field">
                    <input class="ds-input" type="checkbox" id=id.clone() name=format!("unite[{}]", pair.contact) value=pair.into.to_string() checked=checked/>
                    <label class="ds-label" for=id>{text}</label>
                </li>
            })
        })
        .collect_view();
    (!view.same.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="h-merge-people">
                <header class="section-head"><Icon name="users"/><h2 id="h-merge-people">{words::PEOPLE.get(language)}</h2></header>
                <div class="section-body"><p class="muted small">{words::PEOPLE_HELP.get(language)}</p><ul class="merge-people">{rows}</ul></div>
            </section>
        }
    })
}

/// What a table's rows are called; several tables may be one thing to a reader.
fn thing(relation: &str) -> Text {
    match relation {
        "contact" => words::COUNT_CONTACTS,
        "comment" => words::COUNT_COMMENTS,
        "dialog" => words::COUNT_DIALOG,
        "factor_agreement" | "pay_rate" | "invoice_line" => words::COUNT_AGREED,
        "customer_link" => words::COUNT_LINKS,
        "customer_logo" => words::COUNT_LOGOS,
        "change_log" => words::COUNT_LOG,
        "proposal" => words::COUNT_PROPOSALS,
        "former_name" => words::COUNT_FORMER,
        "customer" => words::COUNT_BELOW,
        "recent_customer" | "section_seen" => words::COUNT_SEEN,
        _ => words::COUNT_REST,
    }
}

/// How much goes over from the others.
fn moves(view: &MergeView) -> impl IntoView + use<> {
    let language = view.session.language;
    let staying = view.preview.sides.first().map(|side| side.id);
    let mut counts: Vec<(&'static str, i64)> = Vec::new();
    for (relation, customer, count) in &view.preview.counts {
        if Some(*customer) == staying {
            continue;
        }
        let name = thing(relation).get(language);
        match counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, sum)) => *sum += count,
            None => counts.push((name, *count)),
        }
    }
    let nothing = counts.is_empty().then(|| view! { <p class="muted">{words::MOVES_NOTHING.get(language)}</p> });
    let rows = counts
        .into_iter()
        .map(|(name, count)| view! { <div><dt>{name}</dt><dd>{grouped(count)}</dd></div> })
        .collect_view();
    view! {
        <section class="section" aria-labelledby="h-merge-moves">
            <header class="section-head"><Icon name="arrow-right"/><h2 id="h-merge-moves">{words::MOVES.get(language)}</h2></header>
            <div class="section-body">{nothing}<dl class="merge-counts">{rows}</dl></div>
        </section>
    }
}

/// Where another customer is found, to be added.
fn finder(view: &MergeView) -> impl IntoView + use<> {
    let language = view.session.language;
    let any = !view.preview.sides.is_empty();
    let is_full = view.preview.sides.len() >= MOST;
    let ids = view.customers(None);
    let title = if any { words::FIND_MORE } else { words::FIND };
    let known: Vec<CustomerId> = view.preview.sides.iter().map(|side| side.id).collect();
    let rows = view
        .found
        .iter()
        .filter(|hit| !known.contains(&hit.id))
        .map(|hit| {
            let all = if ids.is_empty() { hit.id.to_string() } else { format!("{ids},{}", hit.id) };
            view! {
                <li>
                    <a class="result" href=format!("/customers/merge?customers={all}")>
                        <Icon name="plus"/>
                        <span class="result-text">
                            <span class="result-title">{hit.name.clone()}<span class="sr-only">" – "{words::ADD_THAT.get(language)}</span></span>
                            <span class="result-sub">{customer_line(hit, language)}</span>
                        </span>
                        <span class="result-end"><span class="ds-tag" data-color=meaning_colour(&hit.meaning)>{hit.status.clone()}</span></span>
                    </a>
                </li>
            }
        })
        .collect_view();
    let nothing = (!view.query.is_empty() && view.found.iter().all(|hit| known.contains(&hit.id)))
        .then(|| view! { <p class="muted" role="status">{words::NOTHING_FOUND.with(language, &[("query", &view.query)])}</p> });
    (!is_full).then(|| {
        view! {
            <section class="section merge-finder" aria-labelledby="h-merge-find">
                <header class="section-head"><Icon name="search"/><h2 id="h-merge-find">{title.get(language)}</h2></header>
                <div class="section-body">
                    <form class="merge-find" method="get" action="/customers/merge" role="search">
                        <input type="hidden" name="customers" value=ids.clone()/>
                        <label class="ds-label" for="merge-query">{words::FIND_HINT.get(language)}</label>
                        <div class="merge-line">
                            <input class="ds-input" type="search" id="merge-query" name="query" value=view.query.clone() maxlength="200" autocomplete="off" autofocus=!any/>
                            <button class="ds-button" data-variant="secondary" type="submit">{words::FIND_BUTTON.get(language)}</button>
                        </div>
                    </form>
                    {nothing}
                    <ul>{rows}</ul>
                </div>
            </section>
        }
    })
}
