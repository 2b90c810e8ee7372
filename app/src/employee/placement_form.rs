//! The form with which an employee is put at a customer, or how they are there is changed.

use super::form::Line;
use crate::{
    card::CardView,
    i18n::{company, employee as words},
    ui::{ErrorText, FormActions},
};
use domain::{
    employee::{NAME_MAX, NOTE_MAX, Placement},
    field::day,
    text::Text,
};
use leptos::prelude::*;

/// Where a new placement is sent.
pub const ADD_PLACEMENT: &str = "/api/staff/placement-add";
/// Where a changed one is sent.
pub const CHANGE_PLACEMENT: &str = "/api/staff/placement-change";

/// The form; without a placement for a new one.
pub(super) fn form(view: &CardView, placement: Option<&Placement>) -> impl IntoView + use<> {
    let language = view.session.language;
    let (action, said) =
        if placement.is_some() { (CHANGE_PLACEMENT, words::PLACED_SAVED) } else { (ADD_PLACEMENT, words::PLACED) };
    let failed = view.failed(action);
    let failed = failed
        .filter(|state| placement.is_none_or(|one| state.typed("placement") == Some(one.id.to_string().as_str())));
    let stands = |name: &str| {
        let typed = failed.and_then(|state| state.typed(name)).map(str::to_owned);
        let stands = placement.map(|one| match name {
            "role" => one.role.clone(),
            "starts_on" => day(&one.starts_on, language),
            "ends_on" if one.ends_on.is_empty() => String::new(),
            "ends_on" => day(&one.ends_on, language),
            _ => one.note.clone(),
        });
        typed.or(stands).unwrap_or_default()
    };
    let problem = |name: &str| failed.and_then(|state| state.error.problem_of(name));
    let line = |name: &'static str, label: Text, max: u32| {
        let (value, problem) = (stands(name), problem(name));
        Line { place: "placement", name, patch: false, label, kind: "text", max, value, problem }.view(language)
    };
    let who = placement.is_none().then(|| employee_input(view));
    let ids = placement.map(|one| {
        view! {
            <input type="hidden" name="placement" value=one.id.to_string()/>
            <input type="hidden" name="version" value=failed.map_or(one.version, |state| state.version(one.version))/>
        }
    });
    let id = placement.map_or_else(|| "new-employee".to_owned(), |one| format!("placement-{}-form", one.id));
    view! {
        <form class="form" id=id method="post" action=action data-saved=said.get(language)>
            <input type="hidden" name="customer" value=view.card.id.to_string()/>
            {ids}{who}
            {line("role", words::ROLE, NAME_MAX)}
            <div class="form-row">
                {line("starts_on", if placement.is_some() { words::FROM } else { words::FROM_TODAY }, 20)}
                {line("ends_on", words::TO, 20)}
            </div>
            {line("note", words::NOTE, NOTE_MAX)}
            <FormActions language=language/>
        </form>
    }
}

/// The line in which an employee is named: offered while one types; where several fit, they stand beneath it.
fn employee_input(view: &CardView) -> impl IntoView + use<> {
    let language = view.session.language;
    let failed = view.failed(ADD_PLACEMENT);
    let typed = failed.and_then(|state| state.typed("employee")).unwrap_or_default();
    // What was picked before is picked anew.
    let typed = match domain::employee::named(typed) {
        domain::employee::Named::Picked(_) => typed.rsplit_once(',').map_or("", |(text, _)| text),
        _ => typed,
    }
    .to_owned();
    let problem = failed.and_then(|state| state.error.problem_of("employee"));
    let offered = view
        .choices
        .employees
        .iter()
        .enumerate()
        .map(|(index, one)| {
            let id = format!("placement-employee-{index}");
            let about = if one.profession.is_empty() { String::new() } else { format!(" · {}", one.profession) };
            view! {
                <div class="ds-field">
                    <input class="ds-input" type="radio" id=id.clone() name="employee" value=one.id.to_string()/>
                    <label class="ds-label" for=id>{one.name.clone()}<span class="muted">" · "{one.number}{about}</span></label>
                </div>
            }
        })
        .collect_view();
    let offered = (!view.choices.employees.is_empty()).then(|| {
        view! {
            <div class="stack which" role="radiogroup" aria-labelledby="placement-employee-which">
                <p class="small" id="placement-employee-which">{company::WHICH.get(language)}</p>
                {offered}
            </div>
        }
    });
    let described =
        if problem.is_some() { "placement-employee-e placement-employee-hint" } else { "placement-employee-hint" };
    view! {
        <div class="ds-field">
            <label class="ds-label" for="placement-employee">{words::EMPLOYEE.get(language)}</label>
            <input class="ds-input" id="placement-employee" name="employee" list="placement-employee-list" value=typed maxlength="200" autocomplete="off"
                autofocus data-find-employee aria-invalid=problem.map(|_| "true") aria-describedby=described/>
            <datalist id="placement-employee-list"></datalist>
            <p class="muted small" id="placement-employee-hint">{words::EMPLOYEE_HINT.get(language)}</p>
            {problem.map(|problem| view! { <ErrorText id="placement-employee-e".to_owned() problem=problem language=language/> })}
            {offered}
        </div>
    }
}
