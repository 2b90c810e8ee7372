//! The page that offers an export, and says who has made one.

use crate::{
    help::help_link,
    i18n::exchange as words,
    register::scope_title,
    ui::{Icon, Up, time::Clock},
};
use domain::{
    field::grouped,
    filter::Column,
    language::Language,
    register::{RegisterQuery, Scope, counted},
    text::Text,
};
use leptos::prelude::*;
use store::register::export::Noted;

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct ExportView {
    /// What is listed.
    pub query: RegisterQuery,
    /// The list's columns.
    pub columns: Vec<Column>,
    /// How many customers it has, counted to the cap; none where counting takes its time.
    pub count: Option<i64>,
    /// Who has exported; none where the reader may not know.
    pub noted: Option<Vec<Noted>>,
    /// The reader's language.
    pub language: Language,
    /// The reader's clock.
    pub clock: Clock,
}

/// The page that offers an export of what the register lists.
#[component]
pub fn ExportPage(
    /// Everything that it shows.
    view: ExportView,
) -> impl IntoView {
    let language = view.language;
    let columns = view.columns.iter().map(|column| column.key()).collect::<Vec<_>>().join(",");
    let back = format!("/customers?{}&columns={columns}", view.query.encode());
    let hidden = pairs(&view.query, &columns)
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    let radio = |name: &'static str, value: &'static str, text: Text, checked: bool| {
        let id = format!("export-{name}-{value}");
        view! {
            <div class="ds-field">
                <input class="ds-input" type="radio" id=id.clone() name=name value=value checked=checked/>
                <label class="ds-label" for=id>{text.get(language)}</label>
            </div>
        }
    };
    view! {
        <Up href=back to=words::BACK_TO_LIST.get(language)/>
        <div class="page-head"><h1>{words::EXPORT_TITLE.get(language)}</h1>{help_link(language, "export")}</div>
        <section class="section export-box">
            <p class="export-what">{what(&view)}</p>
            <p class="muted">{words::EXPORT_INTRO.get(language)}</p>
            <form class="form" method="get" action="/export/file" data-plain>
                {hidden}
                <fieldset class="ds-fieldset export-format">
                    <legend class="ds-label">{words::EXPORT_FORMAT.get(language)}</legend>
                    {radio("format", "xlsx", words::EXCEL, true)}
                    {radio("format", "csv", words::CSV, false)}
                </fieldset>
                <div class="ds-field">
                    <input class="ds-input" type="checkbox" id="export-all" name="all" value="1" checked/>
                    <label class="ds-label" for="export-all">{words::EXPORT_ALL_BOX.get(language)}</label>
                </div>
                <p class="muted small">{words::EXPORT_NOTED.get(language)}</p>
                <div class="form-actions">
                    <button class="ds-button" type="submit"><Icon name="download"/>{words::EXPORT_DOWNLOAD.get(language)}</button>
                </div>
            </form>
        </section>
        {view.noted.as_ref().map(|noted| log(noted, &view.clock, language))}
    }
}

/// How many customers are exported, and which.
fn what(view: &ExportView) -> impl IntoView + use<> {
    let language = view.language;
    let filters = match view.query.filter.conditions().len() {
        0 => None,
        1 => Some(words::EXPORT_ONE_FILTER.get(language).to_owned()),
        count => Some(words::EXPORT_FILTERS.with(language, &[("count", &count.to_string())])),
    };
    let lifecycle = view.query.lifecycle.name().get(language).to_owned();
    let which = [Some(scope_title(view.query.scope).get(language).to_owned()), Some(lifecycle), filters];
    let which = which.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let count = view.count.map(|count| match count {
        1 => words::EXPORT_ONE.get(language).to_owned(),
        count => words::EXPORT_COUNT.with(language, &[("count", &counted(count))]),
    });
    view! { {count.map(|count| view! { <strong>{count}</strong>" " })}<span class="muted">{which}</span> }
}

/// Names and values of the address of what is listed.
fn pairs(query: &RegisterQuery, columns: &str) -> Vec<(&'static str, String)> {
    let mut pairs = vec![
        ("scope", query.scope.key().to_owned()),
        ("lifecycle", query.lifecycle.key().to_owned()),
        ("sort", query.sort.column().key().to_owned()),
        ("columns", columns.to_owned()),
    ];
    if !query.filter.is_empty() {
        pairs.push(("filter", query.filter.to_string()));
    }
    if query.sort.descending {
        pairs.push(("order", "desc".to_owned()));
    }
    pairs
}

fn log(noted: &[Noted], clock: &Clock, language: Language) -> impl IntoView + use<> {
    let rows = noted
        .iter()
        .map(|export| {
            let scope = match RegisterQuery::decode(&export.query).scope {
                _ if export.chosen => words::LOG_CHOSEN,
                Scope::Mine => crate::i18n::common::MINE,
                Scope::Department => crate::i18n::common::DEPARTMENTS,
                Scope::Firm => crate::i18n::common::FIRMS,
            };
            let columns = words::LOG_COLUMNS.with(language, &[("n", &grouped(export.columns))]);
            let what = format!("{} · {} · {columns}", scope.get(language), export.format.to_uppercase());
            view! {
                <tr>
                    <td>{clock.shown(&export.at)}</td>
                    <td>{export.by.clone()}</td>
                    <td>{what}" "<a class="link" href=format!("/customers?{}", export.query)>{words::LOG_SHOW.get(language)}</a></td>
                    <td class="num">{grouped(export.count)}</td>
                </tr>
            }
        })
        .collect_view();
    let body = if noted.is_empty() {
        view! { <p class="muted">{words::LOG_NONE.get(language)}</p> }.into_any()
    } else {
        view! {
            <div class="table-box">
                <table class="table export-log">
                    <thead>
                        <tr>
                            <th scope="col">{words::LOG_WHEN.get(language)}</th>
                            <th scope="col">{words::LOG_WHO.get(language)}</th>
                            <th scope="col">{words::LOG_WHAT.get(language)}</th>
                            <th scope="col" class="num">{words::LOG_COUNT.get(language)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="export-noted" aria-labelledby="export-log">
            <h2 id="export-log">{words::LOG.get(language)}</h2>
            {body}
        </section>
    }
}
