//! The section of relations: what the customer is to whom, since when.

use super::{ADD, CHANGE, form};
use crate::{
    card::{CardView, Editing, sections::SectionView},
    i18n::{common, relation as words},
    ui::{Icon, StatusTag},
};
use domain::{
    field::{day, grouped},
    language::Language,
    list::StatusMeaning,
    policy::Action,
    relation::Relation,
};
use leptos::prelude::*;

/// The section of relations.
pub const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    let language = view.session.language;
    match view.card.counts.relations {
        0 => common::NONE.get(language).to_owned(),
        1 => words::ONE.get(language).to_owned(),
        count => words::COUNT.with(language, &[("count", &grouped(count))]),
    }
}

fn body(view: &CardView) -> AnyView {
    let language = view.session.language;
    let relations = &view.around.relations;
    let rows = relations.iter().map(|relation| row(view, relation)).collect_view();
    let nothing = relations.is_empty().then(|| view! { <div class="empty"><p>{words::EMPTY.get(language)}</p></div> });
    let adder = view.may(Action::ChangeCustomer).then(|| {
        if view.editing == Some(Editing::NewRelation) || view.failed(ADD).is_some() {
            form::new(view).into_any()
        } else {
            view! { <div class="section-foot"><a class="link" data-swap href="?add=relation#new-relation"><Icon name="plus"/>{words::NEW.get(language)}</a></div> }
                .into_any()
        }
    });
    view! { {nothing}<ul class="bonds">{rows}</ul>{adder} }.into_any()
}

fn row(view: &CardView, relation: &Relation) -> AnyView {
    let language = view.session.language;
    let id = format!("relation-{}", relation.id);
    let is_edited = view.editing == Some(Editing::Relation(relation.id))
        || view.failed(CHANGE).is_some_and(|state| state.typed("relation") == Some(&*relation.id.to_string()));
    if is_edited && view.may(Action::ChangeCustomer) {
        return view! { <li class="bond" id=id>{form::change(view, relation)}</li> }.into_any();
    }
    let today = view.clock.today();
    let is_over = relation.is_over(&today);
    let href = format!("/customers/{}", relation.other);
    let number = (relation.number > 0).then(|| view! { <span class="muted small">{grouped(relation.number)}</span> });
    let status =
        is_over.then(|| view! { <StatusTag name=words::OVER.get(language).to_owned() meaning=StatusMeaning::Ended/> });
    let facts: Vec<String> =
        [stretch(relation, language), relation.note.clone()].into_iter().filter(|fact| !fact.is_empty()).collect();
    let facts = (!facts.is_empty()).then(|| view! { <p class="muted small">{facts.join(" · ")}</p> });
    view! {
        <li class="bond" id=id data-over=is_over>
            <div class="bond-what">
                <p class="bond-kind">{relation.kind_name.clone()}</p>
                <p class="bond-who"><a href=href>{relation.name.clone()}</a>{number}{status}</p>
                {person(relation, language)}
                {facts}
            </div>
            {view.may(Action::ChangeCustomer).then(|| tools(view, relation))}
        </li>
    }
    .into_any()
}

/// The contact person that is meant, with the way to them.
fn person(relation: &Relation, language: Language) -> Option<AnyView> {
    if relation.contact_name.is_empty() {
        return None;
    }
    let name = relation.contact_name.clone();
    if relation.contact_is_here {
        return Some(view! { <p class="small">{words::HERE.with(language, &[("name", &name)])}</p> }.into_any());
    }
    let view = match relation.contact {
        Some(contact) => {
            view! { <a href=format!("/customers/{}/contacts/{contact}", relation.other)>{name}</a> }.into_any()
        }
        None => name.into_any(),
    };
    Some(view! { <p class="bond-person small"><Icon name="user" small=true/>{view}</p> }.into_any())
}

/// Since when and until when.
fn stretch(relation: &Relation, language: Language) -> String {
    let (from, to) = (day(&relation.from_day, language), day(&relation.to_day, language));
    match (from.is_empty(), to.is_empty()) {
        (true, true) => String::new(),
        (false, true) => words::SINCE.with(language, &[("from", &from)]),
        (true, false) => words::UNTIL.with(language, &[("to", &to)]),
        (false, false) => words::BETWEEN.with(language, &[("from", &from), ("to", &to)]),
    }
}

fn tools(view: &CardView, relation: &Relation) -> impl IntoView + use<> {
    let language = view.session.language;
    let name = &relation.name;
    let change = words::CHANGE.with(language, &[("name", name)]);
    let remove = words::REMOVE.with(language, &[("name", name)]);
    view! {
        <div class="bond-tools">
            <a class="icon-button" data-swap href=format!("?edit=relation-{0}#relation-{0}", relation.id) aria-label=change><Icon name="pencil"/></a>
            <form method="post" action="/api/staff/relation-delete" data-saved=words::REMOVED.get(language)>
                <input type="hidden" name="customer" value=view.card.id.to_string()/>
                <input type="hidden" name="relation" value=relation.id.to_string()/>
                <button class="icon-button" type="submit" aria-label=remove><Icon name="x"/></button>
            </form>
        </div>
    }
}
