//! The list of employees.

use crate::{
    i18n::{employee as words, search},
    ui::Icon,
};
use domain::{
    country::Country, employee::Employee, field::grouped, language::Language, phone::Phone, register::encoded,
    text::Text,
};
use leptos::prelude::*;

/// Everything that the list shows.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for by itself")]
pub struct EmployeesView {
    /// The employees of this page.
    pub employees: Vec<Employee>,
    /// Whether there are more.
    pub has_more: bool,
    /// Whether it is the first page.
    pub is_first: bool,
    /// What was looked for.
    pub query: String,
    /// Whether those who have left are shown too.
    pub ended: bool,
    /// Whether the reader may add and change them.
    pub may_change: bool,
    /// The reader's language.
    pub language: Language,
    /// The firm's country.
    pub home: Country,
}

impl EmployeesView {
    /// The address of the list with what was looked for, after an employee.
    fn address(&self, after: Option<String>) -> String {
        let query = (!self.query.is_empty()).then(|| format!("query={}", encoded(&self.query)));
        let ended = self.ended.then(|| "ended=1".to_owned());
        let pairs: Vec<_> = query.into_iter().chain(ended).chain(after.map(|id| format!("after={id}"))).collect();
        if pairs.is_empty() { "/employees".to_owned() } else { format!("/employees?{}", pairs.join("&")) }
    }
}

/// The list of employees.
#[component]
pub fn EmployeesPage(
    /// Everything that it shows.
    view: EmployeesView,
) -> impl IntoView {
    let language = view.language;
    let new = view.may_change.then(|| {
        view! { <a class="ds-button" href="/employees/new"><Icon name="plus"/>{words::NEW.get(language)}</a> }
    });
    view! {
        <div class="page-head"><h1>{words::TITLE.get(language)}</h1>{new}</div>
        <form class="toolbar" role="search" method="get" action="/employees">
            <div class="search-field">
                <Icon name="search"/>
                <input class="ds-input" type="search" name="query" aria-label=words::LOOK_FOR.get(language) placeholder=words::LOOK_FOR.get(language)
                    value=view.query.clone() maxlength="200"/>
            </div>
            <button class="ds-button" data-variant="secondary" type="submit">{search::BUTTON.get(language)}</button>
            <div class="ds-field">
                <input class="ds-input" type="checkbox" id="employees-ended" name="ended" value="1" checked=view.ended/>
                <label class="ds-label" for="employees-ended">{words::ENDED_TOO.get(language)}</label>
            </div>
        </form>
        {if view.employees.is_empty() { nothing(&view).into_any() } else { table(&view).into_any() }}
    }
}

fn nothing(view: &EmployeesView) -> impl IntoView + use<> {
    let language = view.language;
    let text = if view.query.is_empty() {
        words::EMPTY.get(language).to_owned()
    } else {
        words::NOTHING.with(language, &[("query", &view.query)])
    };
    view! { <div class="empty empty-page" role="status"><Icon name="id-card"/><p>{text}</p></div> }
}

fn table(view: &EmployeesView) -> impl IntoView + use<> {
    let language = view.language;
    let head = |class: &'static str, text: Text| view! { <th scope="col" class=class>{text.get(language)}</th> };
    let rows = view.employees.iter().map(|one| row(view, one)).collect_view();
    let next = view.employees.last().filter(|_| view.has_more).map(|last| {
        view! { <a class="ds-button" data-variant="secondary" href=view.address(Some(last.id.to_string()))>{words::NEXT.get(language)}<Icon name="arrow-right"/></a> }
    });
    let first = (!view.is_first).then(|| {
        view! { <a class="ds-button" data-variant="secondary" href=view.address(None)><Icon name="arrow-left"/>{words::FIRST.get(language)}</a> }
    });
    let pager = (next.is_some() || first.is_some())
        .then(|| view! { <nav class="pager" aria-label=words::PAGES.get(language)><span>{first}</span><span>{next}</span></nav> });
    view! {
        <div class="table-box">
            <table class="table">
                <caption class="sr-only">{words::TITLE.get(language)}</caption>
                <colgroup><col class="col-number"/><col/><col class="col-place"/><col class="col-place"/><col class="col-changed"/><col class="col-status"/></colgroup>
                <thead><tr>
                    {head("cell-number num", words::NUMBER)}
                    {head("", words::NAME)}
                    {head("cell-place", words::PROFESSION)}
                    {head("cell-place", words::DEPARTMENT)}
                    {head("cell-changed", words::MOBILE)}
                    {head("num", words::CUSTOMERS_NOW)}
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {pager}
    }
}

fn row(view: &EmployeesView, one: &Employee) -> impl IntoView + use<> {
    let language = view.language;
    let name = format!("{}, {}", one.last_name, one.first_name);
    let number = one.number.to_string();
    let sub = [number.as_str(), one.profession.as_str()].into_iter().filter(|part| !part.is_empty());
    let sub = sub.collect::<Vec<_>>().join(" · ");
    let mobile = mobile(one, view.home);
    let ended = one.ended.then(|| {
        view! { " " <span class="ds-tag" data-color="neutral">{words::ENDED.get(language)}</span> }
    });
    let customers = if one.customers == 0 { "–".to_owned() } else { grouped(one.customers) };
    view! {
        <tr>
            <td class="cell-number num">{number}</td>
            <th scope="row"><a class="row-link" href=format!("/employees/{}", one.id)>{name}</a>{ended}<span class="cell-sub">{sub}</span></th>
            <td class="cell-place">{one.profession.clone()}</td>
            <td class="cell-place">{one.department_name.clone()}</td>
            <td class="cell-changed">{mobile}</td>
            <td class="num">{customers}</td>
        </tr>
    }
}

/// An employee's mobile number as the reader writes it.
pub(super) fn mobile(one: &Employee, home: Country) -> String {
    Phone::parse(&one.mobile, home).map_or_else(|_| one.mobile.clone(), |phone| phone.shown(home))
}
