//! A customer beside what the registry says of it.

use super::{
    TAKE,
    panel::{failure_text, notices},
    proposal::{shown, stands},
};
use crate::{
    card::CardView,
    editing::{Editable, kind_text},
    i18n::{common, registry as words},
    ui::{ErrorText, Icon},
};
use domain::{
    change::Source,
    country::Country,
    field::{self, Names},
    list::Choice,
    policy::Action,
    registry::{Failure, Part, Unit},
    text::within,
};
use leptos::prelude::*;
use std::{collections::HashMap, sync::Arc};

/// What the registry says, and where what stands comes from.
#[derive(Clone, Debug)]
pub struct CompareView {
    /// What the registry says.
    pub found: Result<Arc<Unit>, Failure>,
    /// Types of company of the firm.
    pub types: Vec<Choice>,
    /// Where each value comes from, by the field's key.
    pub sources: HashMap<String, Source>,
}

/// Whether the registry can be asked about this customer.
fn can_be_asked(view: &CardView) -> bool {
    view.may(Action::ChangeCustomer)
        && view.card.values.country("country") == Country::NORWAY
        && !view.card.values.text("organisation_number").is_empty()
}

/// The way to the comparison, or why there is none.
#[must_use]
pub fn compare_foot(view: &CardView) -> Option<AnyView> {
    let language = view.session.language;
    let values = &view.card.values;
    if can_be_asked(view) {
        return Some(
            view! {
                <div class="section-foot">
                    <a class="link" data-swap data-edit="registry" href="?registry=compare#registry"><Icon name="scale"/>{words::COMPARE.get(language)}</a>
                </div>
            }
            .into_any(),
        );
    }
    let is_swedish = values.country("country") == Country::SWEDEN && !values.text("organisation_number").is_empty();
    (is_swedish && view.may(Action::ChangeCustomer))
        .then(|| view! { <p class="section-foot muted small">{words::CARD_SWEDEN.get(language)}</p> }.into_any())
}

/// The table of both, above the board.
#[must_use]
pub fn compare_panel(view: &CardView) -> impl IntoView + use<> {
    let language = view.session.language;
    let panel = view.compare.as_ref().filter(|_| view.may(Action::ChangeCustomer)).map(|compare| {
        let problem = view.failed(TAKE).and_then(|state| state.error.problem_of("take"));
        let problem = problem.map(|problem| view! { <ErrorText id="registry-e".to_owned() problem=problem language=language/> });
        let body = match &compare.found {
            Ok(unit) => table(view, compare, unit),
            Err(failure) => view! {
                <p class="registry-failed"><Icon name="triangle-alert"/><span>{failure_text(*failure).get(language)}</span></p>
            }
            .into_any(),
        };
        view! {
            <section class="section compare" id="registry" aria-labelledby="h-compare" data-return="registry">
                <header class="section-head">
                    <Icon name="scale"/>
                    <h2 id="h-compare" tabindex="-1" autofocus>{words::COMPARE.get(language)}</h2>
                    <a class="icon-button" data-swap href="?" aria-label=common::CLOSE.get(language)><Icon name="x"/></a>
                </header>
                <div class="section-body">{problem}{body}</div>
            </section>
        }
    });
    view! { <div data-region="registry">{panel}</div> }
}

fn table(view: &CardView, compare: &CompareView, unit: &Unit) -> AnyView {
    let language = view.session.language;
    let editable = view.editable();
    let parts = unit.parts(&compare.types);
    let (same, other): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| part.is_kept_by(&view.card.values));
    let is_same = other.is_empty();
    let rows = other
        .iter()
        .map(|part| row(&editable, compare, part, false))
        .chain(same.iter().map(|part| row(&editable, compare, part, true)))
        .collect_view();
    let id = view.card.id.to_string();
    let actions = (!is_same).then(|| {
        view! {
            <div class="form-actions">
                <button class="ds-button" type="submit">{words::TAKE_CHOSEN.get(language)}</button>
                <button class="ds-button" data-variant="secondary" type="submit" form="registry-update">{words::UPDATE.get(language)}</button>
            </div>
            <p class="muted small">{words::UPDATE_HINT.get(language)}</p>
        }
    });
    let all_same = is_same
        .then(|| view! { <p class="registry-name"><Icon name="circle-check"/>{words::ALL_SAME.get(language)}</p> });
    view! {
        {notices(&unit.notices, language)}
        {all_same}
        <form method="post" action=TAKE data-saved=words::TAKEN.get(language) data-return="registry">
            <input type="hidden" name="customer" value=id.clone()/>
            <input type="hidden" name="version" value=view.card.version/>
            <table class="compare-table">
                <thead><tr>
                    <th scope="col">{words::FIELD.get(language)}</th>
                    <th scope="col">{words::OURS.get(language)}</th>
                    <th scope="col">{words::THEIRS.get(language)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {actions}
        </form>
        <form method="post" id="registry-update" action="/api/staff/registry-update" data-saved=words::UPDATED.get(language)>
            <input type="hidden" name="customer" value=id/>
        </form>
        <p class="muted small">{words::LICENCE.get(language)}</p>
    }
    .into_any()
}

fn row(editable: &Editable, compare: &CompareView, part: &Part, is_same: bool) -> impl IntoView + use<> {
    let language = editable.language;
    let label = part.address().map_or_else(
        || field::customer(&part.key).map_or("", |field| field.label.get(language)),
        |kind| kind.label().get(language),
    );
    let names: Names = compare.types.iter().map(|choice| (choice.value.clone(), choice.label.clone())).collect();
    let (ours, theirs) = (stands(editable, part), shown(editable, part, &names));
    let source = part
        .values
        .keys()
        .filter_map(|key| compare.sources.get(key))
        .max_by_key(|source| source.trust())
        .filter(|_| !ours.is_empty())
        .map(|source| view! { <span class="compare-source">{kind_text(*source).get(language)}</span> });
    let id = format!("take-{}", part.key);
    let is_empty = ours.is_empty();
    let ours = if is_empty { words::NOTHING.get(language).to_owned() } else { ours };
    let theirs = if is_same {
        view! { <span class="muted">{words::SAME.get(language)}</span> }.into_any()
    } else {
        let input = id.clone();
        let name = words::TAKE.with(language, &[("what", &within(label))]);
        view! {
            <label class="compare-take" for=id>
                // What is empty here loses nothing.
                <input class="ds-input" type="checkbox" id=input name="take" value=part.key.clone() checked=is_empty aria-label=name/>
                <span>{theirs}</span>
            </label>
        }
        .into_any()
    };
    view! {
        <tr data-same=is_same>
            <th scope="row">{label}</th>
            <td data-label=words::OURS.get(language)><span class=is_empty.then_some("muted")>{ours}</span>{source}</td>
            <td data-label=words::THEIRS.get(language)>{theirs}</td>
        </tr>
    }
}
