//! The section of a customer's card with the employees who are there (seed 002:49).

use super::{
    page::{days, stage_tag},
    placement_form::{ADD_PLACEMENT, CHANGE_PLACEMENT, form},
};
use crate::{
    card::{CardView, Editing, sections::SectionView},
    i18n::{common, employee as words},
    ui::{ErrorText, Icon, linked},
};
use domain::{
    employee::{Placement, Stage},
    field::grouped,
    policy::Action,
};
use leptos::prelude::*;

/// The section of employees at the customer.
pub const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    let language = view.session.language;
    let counts = &view.card.counts;
    let now = match counts.employees_now {
        0 => None,
        1 => Some(words::ONE_NOW.get(language).to_owned()),
        n => Some(words::MANY_NOW.with(language, &[("n", &grouped(n))])),
    };
    let coming = (counts.employees_coming > 0)
        .then(|| words::MANY_COMING.with(language, &[("n", &grouped(counts.employees_coming))]));
    let earlier = (counts.employees_earlier > 0)
        .then(|| words::MANY_EARLIER.with(language, &[("n", &grouped(counts.employees_earlier))]));
    let parts: Vec<String> = now.into_iter().chain(coming).chain(earlier).collect();
    if parts.is_empty() { common::NONE.get(language).to_owned() } else { parts.join(" · ") }
}

fn body(view: &CardView) -> AnyView {
    let language = view.session.language;
    let stage = |one: &Placement| one.stage(&view.card.today);
    let mut placements: Vec<&Placement> = view.card.placements.iter().collect();
    placements.sort_by_key(|one| stage(one));
    let nothing =
        placements.is_empty().then(|| view! { <div class="empty"><p>{words::NOBODY.get(language)}</p></div> });
    let (earlier, there): (Vec<_>, Vec<_>) = placements.into_iter().partition(|one| stage(one) == Stage::Earlier);
    let count = earlier.len();
    let is_open = view.as_of.is_some() || earlier.iter().any(|one| is_edited(view, one));
    let there = there.into_iter().map(|one| row(view, one)).collect_view();
    let earlier = earlier.into_iter().map(|one| row(view, one)).collect_view();
    let earlier = (count > 0).then(|| {
        view! {
            <details class="fold-more" open=is_open>
                <summary>{words::EARLIER.with(language, &[("n", &count.to_string())])}<Icon name="chevron-down"/></summary>
                <ul class="list-items">{earlier}</ul>
            </details>
        }
    });
    let refused = ["/api/staff/placement-end", "/api/staff/placement-delete"]
        .into_iter()
        .find_map(|form| view.failed(form)?.error.fields.first().map(|error| error.problem))
        .map(|problem| view! { <div role="alert"><ErrorText id="placement-e".to_owned() problem=problem language=language/></div> });
    let adder = view.may(Action::ChangeCustomer).then(|| {
        if view.editing == Some(Editing::NewEmployee) || view.failed(ADD_PLACEMENT).is_some() {
            form(view, None).into_any()
        } else {
            view! { <div class="section-foot"><a class="link" data-swap href="?add=employee#new-employee"><Icon name="plus"/>{words::PUT.get(language)}</a></div> }
                .into_any()
        }
    });
    view! { {refused}{nothing}<ul class="list-items">{there}</ul>{earlier}{adder} }.into_any()
}

fn is_edited(view: &CardView, one: &Placement) -> bool {
    let failed = view.failed(CHANGE_PLACEMENT).and_then(|state| state.typed("placement"));
    view.editing == Some(Editing::Placement(one.id)) || failed == Some(one.id.to_string().as_str())
}

fn row(view: &CardView, one: &Placement) -> AnyView {
    let language = view.session.language;
    let may_change = view.may(Action::ChangeCustomer);
    let id = format!("placement-{}", one.id);
    if may_change && is_edited(view, one) {
        return view! {
            <li class="list-item" id=id><div class="list-item-names"><b>{one.name.clone()}</b>{form(view, Some(one))}</div></li>
        }
        .into_any();
    }
    let days = days(&one.starts_on, &one.ends_on, language);
    let about = if one.role.is_empty() { days } else { format!("{} · {days}", one.role) };
    let note = (!one.note.is_empty()).then(|| view! { <span class="small activity-note">{linked(&one.note)}</span> });
    let stage = one.stage(&view.card.today);
    let tag = (stage != Stage::Now).then(|| stage_tag(stage, language));
    let menu = may_change.then(|| menu(view, one, stage));
    view! {
        <li class="list-item" id=id>
            <span class="list-item-names">
                <a class="list-item-name" href=format!("/employees/{}", one.employee)>{one.name.clone()}</a>
                <span class="muted small">{about}</span>
                {note}
            </span>
            {tag}{menu}
        </li>
    }
    .into_any()
}

fn menu(view: &CardView, one: &Placement, stage: Stage) -> impl IntoView + use<> {
    let language = view.session.language;
    let (customer, placement) = (view.card.id.to_string(), one.id.to_string());
    let ids = move || {
        view! {
            <input type="hidden" name="customer" value=customer.clone()/>
            <input type="hidden" name="placement" value=placement.clone()/>
        }
    };
    let end = (stage == Stage::Now).then(|| {
        view! {
            <form method="post" action="/api/staff/placement-end" data-saved=words::PLACED_ENDED.get(language)>
                {ids()}
                <button class="menu-item" type="submit"><Icon name="archive"/><span>{words::END_TODAY.get(language)}</span></button>
            </form>
        }
    });
    view! {
        <details class="menu">
            <summary class="icon-button" aria-label=words::MENU.with(language, &[("name", &one.name)])><Icon name="ellipsis"/></summary>
            <div class="menu-panel">
                <a class="menu-item" data-swap href=format!("?edit=placement-{0}#placement-{0}", one.id)><Icon name="pencil"/><span>{common::EDIT.get(language)}</span></a>
                {end}
                <form method="post" action="/api/staff/placement-delete" data-saved=words::PLACED_REMOVED.get(language)>
                    {ids()}
                    <button class="menu-item" data-color="danger" type="submit"><Icon name="trash-2"/><span>{words::REMOVE.get(language)}</span></button>
                </form>
            </div>
        </details>
    }
}
