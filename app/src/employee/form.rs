//! The form of an employee: a new one, or one that is there.

use crate::{
    i18n::{common, employee as words},
    ui::ErrorText,
};
use domain::{
    employee::{Employee, NAME_MAX},
    error::Problem,
    language::Language,
    list::Choice,
    text::Text,
};
use leptos::prelude::*;
use store::form_state::FormState;

/// Where a new employee is sent.
pub const ADD: &str = "/api/staff/employee-add";
/// Where a changed one is sent.
pub const CHANGE: &str = "/api/staff/employee-change";

/// One line of a form.
pub(super) struct Line {
    /// The start of its id.
    pub(super) place: &'static str,
    /// Its name, which is the end of its id.
    pub(super) name: &'static str,
    /// Whether it is sent as one of several changes.
    pub(super) patch: bool,
    /// What it is called.
    pub(super) label: Text,
    /// What kind of text it is, for keyboards.
    pub(super) kind: &'static str,
    /// Most characters.
    pub(super) max: u32,
    /// What stands in it.
    pub(super) value: String,
    /// What is wrong with that.
    pub(super) problem: Option<Problem>,
}

impl Line {
    pub(super) fn view(self, language: Language) -> impl IntoView + use<> {
        let name = if self.patch { format!("patch[{}]", self.name) } else { self.name.to_owned() };
        let (id, problem) = (format!("{}-{}", self.place, self.name), self.problem);
        let message = format!("{id}-e");
        let kind = if self.kind == "email" { "text" } else { self.kind };
        let mode = (self.kind == "email").then_some("email");
        view! {
            <div class="ds-field">
                <label class="ds-label" for=id.clone()>{self.label.get(language)}</label>
                <input class="ds-input" id=id name=name type=kind inputmode=mode value=self.value maxlength=self.max autocomplete="off"
                    aria-invalid=problem.map(|_| "true") aria-describedby=problem.map(|_| message.clone())/>
                {problem.map(|problem| view! { <ErrorText id=message problem=problem language=language/> })}
            </div>
        }
    }
}

/// The form; without an employee for a new one.
pub(super) fn form(
    employee: Option<&Employee>,
    departments: &[Choice],
    failed: Option<&FormState>,
    language: Language,
) -> impl IntoView + use<> {
    let action = if employee.is_some() { CHANGE } else { ADD };
    let failed = failed.filter(|state| state.form == action);
    let stands = |name: &str| {
        let stands = employee.map(|one| match name {
            "first_name" => one.first_name.clone(),
            "last_name" => one.last_name.clone(),
            "email" => one.email.clone(),
            "mobile" => one.mobile.clone(),
            "profession" => one.profession.clone(),
            _ => one.department.map(|id| id.to_string()).unwrap_or_default(),
        });
        let typed = failed.and_then(|state| state.typed(&format!("patch[{name}]"))).map(str::to_owned);
        typed.or(stands).unwrap_or_default()
    };
    let problem = |name: &str| failed.and_then(|state| state.error.problem_of(name));
    let line = |name: &'static str, label, kind| {
        Line {
            place: "employee",
            name,
            patch: true,
            label,
            kind,
            max: if name == "email" { 254 } else { NAME_MAX },
            value: stands(name),
            problem: problem(name),
        }
        .view(language)
    };
    let chosen = stands("department");
    // One that is retired stays where it is chosen.
    let kept = employee
        .and_then(|one| Some(Choice { value: one.department?.to_string(), label: one.department_name.clone() }))
        .filter(|kept| departments.iter().all(|one| one.value != kept.value));
    let options = departments
        .iter()
        .cloned()
        .chain(kept)
        .map(|one| view! { <option value=one.value.clone() selected={one.value == chosen}>{one.label}</option> })
        .collect_view();
    let wrong = problem("department");
    let ids = employee.map(|one| {
        view! {
            <input type="hidden" name="employee" value=one.id.to_string()/>
            <input type="hidden" name="version" value=failed.map_or(one.version, |state| state.version(one.version))/>
        }
    });
    let (cancel, save) = if employee.is_some() { ("?", common::SAVE) } else { ("/employees", words::ADD) };
    view! {
        <form class="form" id="employee-form" method="post" action=action data-saved=words::SAVED.get(language) data-plain=employee.is_none()>
            {ids}
            <div class="form-row">
                {line("first_name", words::FIRST_NAME, "text")}
                {line("last_name", words::LAST_NAME, "text")}
            </div>
            <div class="form-row">
                {line("mobile", words::MOBILE, "tel")}
                {line("email", words::EMAIL, "email")}
            </div>
            <div class="form-row">
                {line("profession", words::PROFESSION, "text")}
                <div class="ds-field">
                    <label class="ds-label" for="employee-department">{words::DEPARTMENT.get(language)}</label>
                    <select class="ds-input" id="employee-department" name="patch[department]" aria-invalid=wrong.map(|_| "true")
                        aria-describedby=wrong.map(|_| "employee-department-e")>
                        <option value="">{common::NOT_CHOSEN.get(language)}</option>
                        {options}
                    </select>
                    {wrong.map(|problem| view! { <ErrorText id="employee-department-e".to_owned() problem=problem language=language/> })}
                </div>
            </div>
            <div class="form-actions">
                <button class="ds-button" type="submit">{save.get(language)}</button>
                <a class="ds-button" data-variant="tertiary" data-color="neutral" href=cancel>{common::CANCEL.get(language)}</a>
            </div>
        </form>
    }
}
