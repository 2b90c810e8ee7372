//! The page of the firm's departments.

use crate::{
    department_terms,
    i18n::{department as words, department_terms as terms, settings},
    settings::ask,
    ui::{ErrorText, FormActions, Icon, Up},
};
use domain::{error::Problem, field::grouped, id::DepartmentId, language::Language, list::ITEM_MAX, text::Text};
use leptos::prelude::*;
use store::{
    department::{Department, NAME},
    form_state::FormState,
};

/// Where a new department is sent.
pub const ADD: &str = "/api/staff/department-add";
/// Where a new name is sent.
pub const RENAME: &str = "/api/staff/department-rename";

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct DepartmentsView {
    /// The departments, those in use first.
    pub departments: Vec<Department>,
    /// The one that is being renamed.
    pub editing: Option<DepartmentId>,
    /// A change that failed.
    pub form: Option<FormState>,
    /// Whether the reader may change them.
    pub may_change: bool,
    /// Who may.
    pub administrators: Vec<String>,
    /// The reader's language.
    pub language: Language,
}

impl DepartmentsView {
    /// The version with which the form of a department goes on.
    fn version(&self, stands: i32) -> i32 {
        let failed = self.form.as_ref().filter(|state| state.form == RENAME);
        failed.map_or(stands, |state| state.version(stands))
    }

    fn typed(&self, form: &str) -> Option<&str> {
        self.form.as_ref().filter(|state| state.form == form)?.typed(NAME)
    }

    fn problem(&self, form: &str) -> Option<Problem> {
        self.form.as_ref().filter(|state| state.form == form)?.error.problem_of(NAME)
    }
}

/// The page of the firm's departments.
#[component]
pub fn DepartmentsPage(
    /// Everything that it shows.
    view: DepartmentsView,
) -> impl IntoView {
    let language = view.language;
    let used = view.departments.iter().filter(|department| !department.retired).count();
    let rows =
        view.departments.iter().enumerate().map(|(at, department)| row(&view, department, (at, used))).collect_view();
    let empty =
        view.departments.is_empty().then(|| view! { <div class="empty"><p>{words::EMPTY.get(language)}</p></div> });
    let refused = view.problem("/api/staff/department-retire").map(|problem| {
        view! { <div role="alert"><ErrorText id="department-e".to_owned() problem=problem language=language/></div> }
    });
    view! {
        <div class="settings-main rules-page">
            <Up href="/settings" to=settings::MENU.get(language)/>
            <div class="page-head"><h1>{words::TITLE.get(language)}</h1></div>
            <p>{words::ADVICE.get(language)}</p>
            {(!view.may_change).then(|| ask(&view.administrators, language))}
            <section class="section lists-section" data-region="departments" aria-labelledby="h-departments">
                <header class="section-head"><Icon name="building"/><h2 id="h-departments">{words::TITLE.get(language)}</h2><span class="digest">{used}</span></header>
                <div class="section-body">
                    {refused}{empty}
                    <ul class="list-items">{rows}</ul>
                    {view.may_change.then(|| adder(&view))}
                </div>
            </section>
        </div>
    }
}

/// Who belongs to a department, in words.
fn members(department: &Department, language: Language) -> String {
    let told = |count: i64, one: Text, many: Text| match count {
        1 => one.get(language).to_owned(),
        n => many.with(language, &[("n", &grouped(n))]),
    };
    let mut parts = vec![
        told(department.people, words::PERSON, words::PEOPLE),
        told(department.customers, settings::ONE_CUSTOMER, settings::CUSTOMERS),
    ];
    if department.employees > 0 {
        parts.push(told(department.employees, words::EMPLOYEE, words::EMPLOYEES));
    }
    parts.join(" · ")
}

fn row(view: &DepartmentsView, department: &Department, (at, used): (usize, usize)) -> AnyView {
    let language = view.language;
    let id = format!("department-{}", department.id);
    let about = members(department, language);
    if view.may_change && view.editing == Some(department.id) {
        let touches = words::TOUCHES.with(language, &[("who", &about)]);
        let value = view.typed(RENAME).unwrap_or(&department.name).to_owned();
        return view! {
            <li class="list-item" id=id>
                <form class="form" method="post" action=RENAME data-saved=words::RENAMED.get(language)>
                    <input type="hidden" name="department" value=department.id.to_string()/>
                    <input type="hidden" name="version" value=view.version(department.version)/>
                    {name_input("department-name", words::NAME, value, view.problem(RENAME), language)}
                    <p class="muted small">{touches}</p>
                    <FormActions language=language/>
                </form>
            </li>
        }
        .into_any();
    }
    let retired = department
        .retired
        .then(|| view! { <span class="ds-tag" data-color="neutral">{words::RETIRED.get(language)}</span> });
    let menu = view.may_change.then(|| menu(department, language, (at, used)));
    let of = terms::TITLE.with(language, &[("name", &department.name)]);
    let link = view! { <a class="chip" href=department_terms::address(department.id) aria-label=of>{terms::LINK.get(language)}</a> };
    view! {
        <li class="list-item" id=id data-retired=department.retired>
            <span class="list-item-names"><span class="list-item-name">{department.name.clone()}" "{retired}</span><span class="muted small">{about}</span></span>
            {link}{menu}
        </li>
    }
    .into_any()
}

fn menu(department: &Department, language: Language, (at, used): (usize, usize)) -> impl IntoView + use<> {
    let id = department.id.to_string();
    let shift = |up: bool, icon: &'static str, text: Text| {
        let id = id.clone();
        view! {
            <form method="post" action="/api/staff/department-shift">
                <input type="hidden" name="department" value=id/>
                <input type="hidden" name="up" value=if up { "true" } else { "false" }/>
                <button class="menu-item" type="submit"><Icon name=icon/><span>{text.get(language)}</span></button>
            </form>
        }
    };
    let up = (!department.retired && at > 0).then(|| shift(true, "arrow-up", words::UP));
    let down = (!department.retired && at + 1 < used).then(|| shift(false, "arrow-down", words::DOWN));
    let (retired, icon, text) =
        if department.retired { ("false", "rotate-ccw", words::RESTORE) } else { ("true", "archive", words::RETIRE) };
    view! {
        <details class="menu">
            <summary class="icon-button" aria-label=words::MENU.with(language, &[("name", &department.name)])><Icon name="ellipsis"/></summary>
            <div class="menu-panel">
                <a class="menu-item" data-swap href=format!("?edit={0}#department-{0}", department.id)><Icon name="pencil"/><span>{words::EDIT.get(language)}</span></a>
                {up}{down}
                <form method="post" action="/api/staff/department-retire">
                    <input type="hidden" name="department" value=id.clone()/>
                    <input type="hidden" name="retired" value=retired/>
                    <button class="menu-item" type="submit"><Icon name=icon/><span>{text.get(language)}</span></button>
                </form>
            </div>
        </details>
    }
}

fn name_input(
    id: &'static str,
    label: Text,
    value: String,
    problem: Option<Problem>,
    language: Language,
) -> impl IntoView + use<> {
    let message = format!("{id}-e");
    view! {
        <div class="ds-field">
            <label class="ds-label" for=id>{label.get(language)}</label>
            <input class="ds-input" id=id name=NAME value=value maxlength=ITEM_MAX autocomplete="off"
                aria-invalid=problem.map(|_| "true") aria-describedby=problem.map(|_| message.clone())/>
            {problem.map(|problem| view! { <ErrorText id=message problem=problem language=language/> })}
        </div>
    }
}

/// The form for a new department.
fn adder(view: &DepartmentsView) -> impl IntoView + use<> {
    let language = view.language;
    let value = view.typed(ADD).unwrap_or_default().to_owned();
    view! {
        <form class="list-adder" id="department-new" method="post" action=ADD data-saved=words::ADDED.get(language)>
            {name_input("department-new-name", words::NEW, value, view.problem(ADD), language)}
            <button class="ds-button" data-variant="secondary" type="submit"><Icon name="plus"/>{words::ADD.get(language)}</button>
        </form>
    }
}
