//! The section of the group of companies: its tree, what it comes to, and the ways to connect.

use super::{DISCONNECT, PARENT, SUBSIDIARY, form};
use crate::{
    card::{CardView, Editing, encoded, sections::SectionView},
    i18n::corporate as words,
    ui::{ErrorText, HiddenMark, Icon, StatusTag},
};
use domain::{
    corporate::{Group, MOST_COUNTED, Member, Sums},
    field::{self, grouped},
    filter::{Column, Condition, Filter, Node, Operator},
    id::CustomerId,
    language::Language,
    list::StatusMeaning,
    money::Money,
    policy::Action,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The section of the group of companies.
pub const VIEW: SectionView = SectionView { digest, body };

/// Deepest level that is set in by itself; those below stand as far in.
const DEEPEST: usize = 8;

fn digest(view: &CardView) -> String {
    let language = view.session.language;
    let Some(group) = &view.card.group else {
        // Of another day only the parent company is known.
        let parent = view.shown("parent_id");
        let nothing = || words::NO_GROUP.get(language).to_owned();
        return if parent.is_empty() { nothing() } else { words::PART_OF.with(language, &[("top", &parent)]) };
    };
    let place = if group.top == view.card.id {
        words::TOP_OF.get(language).to_owned()
    } else {
        words::PART_OF.with(language, &[("top", &group.name)])
    };
    let (text, count) = if group.count > MOST_COUNTED {
        (words::MANY, grouped(MOST_COUNTED))
    } else {
        (words::COMPANIES, grouped(group.count))
    };
    format!("{place} · {}", text.with(language, &[("count", &count)]))
}

fn body(view: &CardView) -> AnyView {
    let language = view.session.language;
    if view.as_of.is_some() {
        let parent = view.shown("parent_id");
        let parent = if parent.is_empty() { words::NO_GROUP.get(language).to_owned() } else { parent };
        return view! { <div class="empty"><p>{words::AS_OF.get(language)}" "<b>{parent}</b></p></div> }.into_any();
    }
    let Some(group) = &view.around.group else { return ().into_any() };
    let tree = if group.is_alone() {
        view! { <div class="empty"><p>{words::EMPTY.get(language)}</p></div> }.into_any()
    } else {
        let rows = group.members.iter().map(|member| row(view, group, member)).collect_view();
        view! {
            <ul class="company-tree" aria-label=words::TREE.get(language)>{rows}{more(group, language)}</ul>
            {totals(view, group)}
        }
        .into_any()
    };
    // What could not be disconnected.
    let refused = view
        .failed(DISCONNECT)
        .and_then(|state| state.error.problem_of("parent_id"))
        .map(|problem| view! { <ErrorText id="company-disconnect-e".to_owned() problem=problem language=language/> });
    view! { {tree}{refused}{view.may(Action::ChangeCustomer).then(|| ways(view))} }.into_any()
}

/// The two ways to connect, or the form of the one that was taken.
fn ways(view: &CardView) -> AnyView {
    let language = view.session.language;
    if view.editing == Some(Editing::NewParent) || view.failed(PARENT).is_some() {
        return form::parent(view);
    }
    if view.editing == Some(Editing::NewSubsidiary) || view.failed(SUBSIDIARY).is_some() {
        return form::subsidiary(view);
    }
    let has_parent = !view.card.values.text("parent_id").is_empty();
    let parent = if has_parent { words::CHANGE_PARENT } else { words::CHOOSE_PARENT };
    view! {
        <div class="section-foot">
            <a class="link" data-swap href="?add=parent#new-parent_id"><Icon name="arrow-up"/>{parent.get(language)}</a>
            <a class="link" data-swap href="?add=subsidiary#new-subsidiary"><Icon name="plus"/>{words::NEW_SUBSIDIARY.get(language)}</a>
        </div>
    }
    .into_any()
}

fn row(view: &CardView, group: &Group, member: &Member) -> impl IntoView + use<> {
    let language = view.session.language;
    let company = &member.company;
    let is_this = company.id == view.card.id;
    let href = format!("/customers/{}", company.id);
    let mut facts = vec![grouped(company.number)];
    facts.extend(Some(company.place.clone()).filter(|place| !place.is_empty()));
    let below = (member.sums.companies > 1).then(|| {
        let text = format!(
            "{} · {}",
            words::COMPANIES.with(language, &[("count", &grouped(member.sums.companies))]),
            contacts(member.sums.contacts, language)
        );
        view! { <span class="company-sums">{text}</span> }
    });
    // Active is what most are, and says nothing.
    let status = (company.meaning != StatusMeaning::Active).then(|| {
        let hidden = (company.meaning == StatusMeaning::Hidden).then(|| view! { <HiddenMark language=language/> });
        view! { <StatusTag name=company.status.clone() meaning=company.meaning/>{hidden} }
    });
    let mark = is_this.then(|| view! { <span class="company-this">{words::THIS.get(language)}</span> });
    let level =
        words::LEVEL.with(language, &[("level", &grouped(i64::try_from(member.level + 1).unwrap_or_default()))]);
    view! {
        <li class="company" data-level=member.level.min(DEEPEST) data-this=is_this>
            <div class="company-what">
                <p><a href=href aria-current=is_this.then_some("page")>{company.name.clone()}</a>{status}{mark}<span class="sr-only">", "{level}</span></p>
                <p class="muted small">{facts.join(" · ")}{below.map(|below| view! { " · " {below} })}</p>
            </div>
            {disconnect(view, group, member)}
        </li>
    }
}

/// The button that takes a company from its parent: of the customer itself, and of those right below it.
fn disconnect(view: &CardView, group: &Group, member: &Member) -> Option<impl IntoView + use<>> {
    let language = view.session.language;
    let company = &member.company;
    let parent = company.parent.filter(|parent| *parent == view.card.id || company.id == view.card.id)?;
    let named = |id: CustomerId| group.members.iter().find(|member| member.company.id == id);
    let parent_name = named(parent)?.company.name.clone();
    view.may(Action::ChangeCustomer).then(|| {
        let label = words::DISCONNECT.with(language, &[("customer", &company.name), ("parent", &parent_name)]);
        let saved = words::DISCONNECTED.with(language, &[("customer", &company.name)]);
        view! {
            <form method="post" action=DISCONNECT data-saved=saved>
                <input type="hidden" name="customer" value=view.card.id.to_string()/>
                <input type="hidden" name="parent" value=parent.to_string()/>
                <input type="hidden" name="subsidiary" value=company.id.to_string()/>
                <button class="icon-button" type="submit" aria-label=label.clone() title=label><Icon name="x"/></button>
            </form>
        }
    })
}

/// How many the tree leaves out, with the way to the list of those right below the top.
fn more(group: &Group, language: Language) -> Option<impl IntoView + use<>> {
    let top = group.top().filter(|_| group.more > 0)?;
    let condition = Condition::new(Column::from_key("parent_id")?, Operator::Has, &[&top.company.name]).ok()?;
    let filter = Filter { nodes: vec![Node::Condition(condition)] };
    let href = format!("/customers?scope=firm&filter={}", encoded(&filter.to_string()));
    let text = words::MORE.with(language, &[("count", &grouped(group.more))]);
    let link = words::MORE_IN_REGISTER.with(language, &[("top", &top.company.name)]);
    Some(view! { <li class="company company-more"><p class="muted small">{text}" – "<a href=href>{link}</a></p></li> })
}

fn contacts(count: i64, language: Language) -> String {
    if count == 1 {
        return words::CONTACT.get(language).to_owned();
    }
    words::CONTACTS.with(language, &[("count", &grouped(count))])
}

/// What the group comes to. Amounts that the firm does not use stay out.
fn totals(view: &CardView, group: &Group) -> Option<impl IntoView + use<>> {
    let language = view.session.language;
    let Sums { companies, contacts, credit, balance } = &group.top()?.sums;
    let title = if group.is_cut {
        words::TOTALS_CUT.with(language, &[("count", &grouped(*companies))])
    } else {
        words::TOTALS.get(language).to_owned()
    };
    let is_used = |key: &str| field::customer(key).is_some_and(|field| view.uses(field));
    let amount = |key: &str, sums: &BTreeMap<String, i64>| is_used(key).then(|| in_currencies(sums)).flatten();
    let rows = [
        (words::NUMBER, Some(grouped(*companies))),
        (words::ACTIVE_CONTACTS, Some(grouped(*contacts))),
        (words::CREDIT, amount("credit_limit", credit)),
        (words::BALANCE, amount("opening_balance", balance)),
    ]
    .into_iter()
    .filter_map(|(label, text)| {
        let text = text?;
        Some(view! { <div><dt>{label.get(language)}</dt><dd>{text}</dd></div> })
    })
    .collect_view();
    Some(view! { <div class="company-totals"><h3>{title}</h3><dl>{rows}</dl></div> })
}

/// Amounts in hundredths with their currencies; nothing where there are none.
fn in_currencies(sums: &BTreeMap<String, i64>) -> Option<String> {
    let amounts: Vec<String> =
        sums.iter().map(|(currency, amount)| format!("{}\u{a0}{currency}", Money::from_hundredths(*amount))).collect();
    (!amounts.is_empty()).then(|| amounts.join(" · "))
}
