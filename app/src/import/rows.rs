//! The dry run: how many rows become what, and each row with why.

use super::words::{change, colour, given, remark, short, verdict, verdict_of_row};
use crate::{
    i18n::{import as words, register},
    ui::{ErrorText, Icon},
};
use domain::{
    country::Country,
    error::Problem,
    field::grouped,
    id::CustomerId,
    import::{Counts, Remark, Verdict},
    language::Language,
};
use leptos::prelude::*;
use store::import::{Filter, Import, ImportRow, Page, State};

/// What the step shows beside the import.
#[derive(Clone, Debug)]
pub struct RowsView {
    /// How many rows become what.
    pub counts: Counts,
    /// How many of the doubtful ones somebody has said are new.
    pub chosen: i64,
    /// Which rows are shown.
    pub filter: Filter,
    /// They.
    pub page: Page,
    /// The firm's country.
    pub home: Country,
    /// The row of which something was said that can't be, and why not.
    pub refused: Option<(i32, Problem)>,
}

impl RowsView {
    /// Rows that the run does something with.
    fn to_do(&self) -> i64 {
        self.counts.of(Verdict::New) + self.counts.of(Verdict::Changed) + self.chosen
    }

    fn href(filter: Filter) -> String {
        let verdict = filter.verdict.map_or_else(String::new, |verdict| format!("&verdict={}", verdict.key()));
        let after = if filter.after > 0 { format!("&after={}", filter.after) } else { String::new() };
        format!("?step=rows{verdict}{after}")
    }
}

pub(super) fn rows(import: &Import, view: &RowsView, language: Language) -> impl IntoView + use<> {
    if import.state == State::Checking {
        let so_far = words::CHECKING.with(language, &[("count", &grouped(import.checked))]);
        return view! {
            <section class="section import-checking" data-job-running=(!import.is_stale).then_some("true")>
                <p role="status">{so_far}</p>
                <a class="link" data-swap href="?step=rows">{words::RELOAD.get(language)}</a>
            </section>
        }
        .into_any();
    }
    let columns = (import.state != State::Run).then(|| {
        view! { <a class="ds-button" data-variant="secondary" href="?step=columns"><Icon name="arrow-left"/>{words::BACK_TO_COLUMNS.get(language)}</a> }
    });
    view! {
        <section class="section import-summary">
            {counts(view, language)}
            {new_items(import, language)}
            <div class="form-actions import-actions">
                {run(import, view, language)}{columns}
                <a class="ds-button" data-variant="tertiary" href=format!("/import/{}/marked", import.id) download>{words::MARKED.get(language)}</a>
            </div>
        </section>
        <section class="section import-rows">{table(import, view, language)}</section>
    }
    .into_any()
}

fn counts(view: &RowsView, language: Language) -> impl IntoView + use<> {
    let link = |text: &'static str, count: i64, filter: Option<Verdict>, colour: &'static str| {
        let current = (view.filter.verdict == filter).then_some("true");
        let href = RowsView::href(Filter { verdict: filter, after: 0 });
        view! {
            <a class="import-count" data-color=colour data-none=(count == 0).then_some("true") data-swap href=href aria-current=current>
                <strong>{grouped(count)}</strong><span>{text}</span>
            </a>
        }
    };
    let each = Verdict::ALL
        .into_iter()
        .filter(|of| *of != Verdict::LeftOut || view.counts.of(Verdict::LeftOut) > 0)
        .map(|of| link(verdict(of).get(language), view.counts.of(of), Some(of), colour(of)))
        .collect_view();
    view! {
        <nav class="import-counts" aria-label=words::VERDICTS.get(language)>
            {link(words::ALL.get(language), view.counts.total(), None, "neutral")}{each}
        </nav>
    }
}

fn new_items(import: &Import, language: Language) -> impl IntoView + use<> {
    (!import.new_items.is_empty()).then(|| {
        let names: Vec<&str> = import.new_items.iter().take(12).map(|item| item.name.as_str()).collect();
        let count = import.new_items.len().to_string();
        let text = words::NEW_ITEMS.with(language, &[("count", &count), ("names", &names.join(", "))]);
        view! { <p class="muted small">{text}</p> }
    })
}

fn run(import: &Import, view: &RowsView, language: Language) -> impl IntoView + use<> {
    if import.state == State::Run {
        let job = import.job.map(|job| {
            view! { <a class="ds-button" href=format!("/jobs/{job}")>{words::SHOW_JOB.get(language)}</a> }
        });
        let undone = import.undone_by.map(|job| {
            view! { <a class="link" href=format!("/jobs/{job}")>{words::SHOW_UNDOING.get(language)}</a> }
        });
        let says = if undone.is_some() { words::IS_UNDONE } else { words::IS_RUN };
        return view! { <p>{says.get(language)}</p>{job}{undone} }.into_any();
    }
    let count = view.to_do();
    if count == 0 {
        return view! { <p class="muted">{words::RUN_NOTHING.get(language)}</p> }.into_any();
    }
    view! {
        <form method="post" action="/api/staff/import-run" data-plain>
            <input type="hidden" name="import" value=import.id.to_string()/>
            <button class="ds-button" type="submit">{if count == 1 { words::RUN_ONE.get(language).to_owned() } else { words::RUN.with(language, &[("count", &grouped(count))]) }}</button>
        </form>
        <span class="muted small">{words::RUN_HELP.get(language)}</span>
    }
    .into_any()
}

fn table(import: &Import, view: &RowsView, language: Language) -> impl IntoView + use<> {
    if view.page.rows.is_empty() {
        let text = if view.counts.total() == 0 { words::NO_ROWS_AT_ALL } else { words::NO_ROWS };
        return view! { <div class="empty"><p>{text.get(language)}</p></div> }.into_any();
    }
    let rows = view.page.rows.iter().map(|row| row_view(import, view, row, language)).collect_view();
    let next = view.page.has_next.then(|| view.page.rows.last()).flatten().map(|last| {
        let href = RowsView::href(Filter { after: last.ordinal, ..view.filter });
        view! { <a class="ds-button" data-variant="secondary" rel="next" href=href>{words::NEXT_ROWS.get(language)}</a> }
    });
    let first = (view.filter.after > 0).then(|| {
        let href = RowsView::href(Filter { after: 0, ..view.filter });
        view! { <a class="ds-button" data-variant="secondary" href=href>{words::FIRST_ROWS.get(language)}</a> }
    });
    view! {
        <table class="import-table import-checked">
            <thead><tr>
                <th scope="col">{words::ROW.get(language)}</th><th scope="col">{words::CUSTOMER.get(language)}</th><th scope="col">{words::WHAT.get(language)}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
        <nav class="pager" aria-label=register::PAGER.get(language)><span class="buttons">{first}{next}</span></nav>
    }
    .into_any()
}

/// What the customer of a row is called.
fn name_of(import: &Import, row: &ImportRow) -> String {
    if !row.customer_name.is_empty() {
        return row.customer_name.clone();
    }
    let at = import.columns.iter().position(|column| column.is_some_and(|column| column.key() == "name"));
    let text = at.and_then(|at| row.cells.get(at)).map(|cell| cell.as_text().trim()).unwrap_or_default();
    short(text)
}

/// Where a new customer is and who answers there, as the file says it.
fn brief(import: &Import, row: &ImportRow) -> String {
    let of = |key: &str| {
        let at = import.columns.iter().position(|column| column.is_some_and(|column| column.key() == key))?;
        let text = short(row.cells.get(at)?.as_text().trim());
        (!text.is_empty()).then_some(text)
    };
    let named = [of("contact.first_name"), of("contact.last_name")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let contact = of("contact.name").or((!named.is_empty()).then_some(named));
    let told = [of("visiting_place"), of("phone").or(of("email")), contact];
    told.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn row_view(import: &Import, view: &RowsView, row: &ImportRow, language: Language) -> impl IntoView + use<> {
    let name = name_of(import, row);
    let linked = if name.is_empty() {
        view! { <span class="muted">{words::NO_NAME_ROW.get(language)}</span> }.into_any()
    } else if row.customer_name.is_empty() {
        name.into_any()
    } else {
        view! { <a class="link" href=format!("/customers/{}", row.customer)>{name}</a> }.into_any()
    };
    let changes = row
        .changes
        .iter()
        .map(|told| {
            let proposed = row.proposed.contains(&told.0);
            view! {
                <li>
                    {change(told, &view.page.names, language, view.home)}
                    {proposed.then(|| view! { <span class="ds-tag" data-color="neutral">{words::PROPOSED.get(language)}</span> })}
                </li>
            }
        })
        .collect_view();
    let remarks = row
        .remarks
        .iter()
        .map(|told| {
            let text = remark(told, &row.cells, &view.page.names, language);
            let about = match told {
                Remark::Alike { customer, .. } | Remark::Exists { customer } => Some(customer),
                _ => None,
            };
            match about {
                Some(customer) => {
                    view! { <li><a class="link" href=format!("/customers/{customer}")>{text}</a></li> }.into_any()
                }
                None => view! { <li>{text}</li> }.into_any(),
            }
        })
        .collect_view();
    let (says, colour) = if row.choice.as_deref() == Some("new") {
        (words::CHOSEN_NEW, "success")
    } else {
        (verdict_of_row(row.verdict), colour(row.verdict))
    };
    let brief = (row.verdict == Verdict::New).then(|| brief(import, row)).filter(|text| !text.is_empty());
    let brief = brief.map(|text| view! { <li class="muted">{text}</li> });
    let all = given(&row.values, &view.page.names, language, view.home);
    let all = (!all.is_empty()).then(|| {
        let count = all.len().to_string();
        let items = all.into_iter().map(|says| view! { <li>{says}</li> }).collect_view();
        view! {
            <details class="import-values">
                <summary class="small">{words::ALL_VALUES.with(language, &[("count", &count)])}</summary>
                <ul class="import-says">{items}</ul>
            </details>
        }
    });
    let is_held = row.verdict == Verdict::Doubtful && row.choice.is_none();
    let held = is_held.then(|| held(row, language)).map(|text| view! { <li class="muted">{text}</li> });
    view! {
        <tr id=format!("row-{}", row.ordinal)>
            <td class="num"><span class="row-word">{words::ROW.get(language)}" "</span>{row.ordinal}</td>
            <th scope="row">{linked}<span class="ds-tag" data-color=colour>{says.get(language)}</span></th>
            <td><ul class="import-says">{brief}{changes}{remarks}{held}</ul>{all}{decisions(import, view, row, language)}</td>
        </tr>
    }
}

/// That a row is held back: until somebody has chosen, or for good where there is nothing to choose.
fn held(row: &ImportRow, language: Language) -> String {
    let earlier = row.remarks.iter().find_map(|remark| match remark {
        Remark::Repeats { row } => Some(row.to_string()),
        _ => None,
    });
    match earlier.filter(|_| !row.may_be_made && alike(row).is_empty()) {
        Some(earlier) => words::HELD_REPEATS.with(language, &[("row", &earlier)]),
        None => words::HELD.get(language).to_owned(),
    }
}

/// Customers that a row may be about.
fn alike(row: &ImportRow) -> Vec<CustomerId> {
    row.remarks
        .iter()
        .flat_map(|remark| match remark {
            Remark::Alike { customer, .. } => vec![*customer],
            Remark::Several { customers } => customers.iter().take(3).copied().collect(),
            _ => Vec::new(),
        })
        .collect()
}

/// What somebody can say of a doubtful row.
fn decisions(import: &Import, view: &RowsView, row: &ImportRow, language: Language) -> impl IntoView + use<> {
    if row.verdict != Verdict::Doubtful || import.state != State::Checked {
        return None;
    }
    let alike = alike(row).into_iter().map(|id| {
        let id = id.to_string();
        let name = view.page.names.get(&id).cloned().unwrap_or_default();
        (id, name)
    });
    let is_new = row.choice.as_deref() == Some("new");
    let button = |said: String, text: String| {
        view! { <button class="ds-button" data-variant="secondary" data-size="sm" type="submit" name="said" value=said>{text}</button> }
    };
    let same = alike.map(|(id, name)| button(id, words::MAKE_SAME.with(language, &[("name", &name)]))).collect_view();
    let other = if is_new {
        Some(button("leave".to_owned(), words::LEAVE.get(language).to_owned()))
    } else {
        row.may_be_made.then(|| button("new".to_owned(), words::MAKE_NEW.get(language).to_owned()))
    };
    let refused = view.refused.filter(|(of, _)| *of == row.ordinal).map(|(_, problem)| {
        view! { <div role="alert"><ErrorText id=format!("row-{}-e", row.ordinal) problem=problem language=language/></div> }
    });
    Some(view! {
        <form class="import-decide" method="post" action="/api/staff/import-decide">
            <input type="hidden" name="import" value=import.id.to_string()/>
            <input type="hidden" name="row" value=row.ordinal/>
            {other}{same}
        </form>
        {refused}
    })
}
