//! Choosing customers in the list, and the bar that says what can be done with them.
//!
//! Without a script the boxes are a form's like others, and leafing takes along what is chosen;
//! with one the browser keeps it while one leafs.

use super::state::RegisterState;
use crate::{
    bulk::{MERGE, WRITE},
    error::problem_text,
    i18n::{bulk as words, exchange},
    ui::Icon,
};
use domain::{
    error::Problem,
    field::grouped,
    id::CustomerId,
    register::{COUNT_CAP, Cursor, RegisterQuery, RegisterRow, Sort},
    text::Text,
};
use leptos::prelude::*;

/// Customers that the address says are chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChosenRows {
    /// One by one.
    pub customers: Vec<CustomerId>,
    /// All that the list shows.
    pub all: bool,
}

impl ChosenRows {
    fn has(&self, customer: CustomerId) -> bool {
        self.all || self.customers.contains(&customer)
    }
}

/// The box over the column: all of the page.
pub(super) fn head(state: &RegisterState) -> Option<impl IntoView + use<>> {
    state.rights.choose().then(|| {
        let ids = state.page.rows.iter().map(|row| row.id.to_string()).collect::<Vec<_>>().join(",");
        view! {
            <th class="cell-choose">
                <label class="choose">
                    <input class="ds-input" type="checkbox" name="page" value=ids form="chosen"/>
                    <span class="sr-only">{words::SELECT_PAGE.get(state.language())}</span>
                </label>
            </th>
        }
    })
}

/// The box of a row.
pub(super) fn cell(state: &RegisterState, row: &RegisterRow) -> Option<impl IntoView + use<>> {
    state.rights.choose().then(|| {
        let name = words::SELECT.with(state.language(), &[("name", row.values.text("name"))]);
        view! {
            <td class="cell-choose">
                <label class="choose">
                    <input class="ds-input" type="checkbox" name="customer" value=row.id.to_string() form="chosen" checked=state.chosen.has(row.id)/>
                    <span class="sr-only">{name}</span>
                </label>
            </td>
        }
    })
}

/// What can be done with those that are chosen, by the field that is changed; none: whichever.
const ACTIONS: [(&str, &str, Text); 7] = [
    ("", "pencil", words::CHANGE_FIELD),
    ("status", "circle-check", words::STATUS),
    ("responsible", "user", words::RESPONSIBLE),
    ("groups", "users", words::GROUPS),
    ("tags", "tags", words::TAGS),
    (WRITE, "mail", words::WRITE),
    (MERGE, "merge", words::MERGE),
];

/// Where a file of those that are chosen is asked for.
const EXPORT: &str = "/api/staff/export-choose";
/// The kinds of files.
const EXPORTS: [(&str, Text); 2] = [("xlsx", exchange::EXCEL), ("csv", exchange::CSV)];

/// The bar; it shows itself when something is chosen.
pub(super) fn bar(state: &RegisterState) -> Option<impl IntoView + use<>> {
    let language = state.language();
    let is_shown = state.rights.choose() && !state.page.rows.is_empty();
    is_shown.then(|| {
        let on_page = |id: &CustomerId| state.page.rows.iter().any(|row| row.id == *id);
        let others: Vec<String> =
            state.chosen.customers.iter().filter(|id| !on_page(id)).map(ToString::to_string).collect();
        let any = (!others.is_empty() || state.chosen.all).then_some("true");
        let query = state.here.query.encode();
        // In which order it is does not make it another list.
        let list = RegisterQuery { sort: Sort::default(), ..state.here.query.clone() }.encode();
        let all = match &state.totals {
            Some(totals) if totals.count > COUNT_CAP => {
                words::ALL_MATCHING_COUNT.with(language, &[("count", &format!("{}+", grouped(COUNT_CAP)))])
            }
            Some(totals) => words::ALL_MATCHING_COUNT.with(language, &[("count", &grouped(totals.count))]),
            None => words::ALL_MATCHING.get(language).to_owned(),
        };
        let carried = state
            .here
            .pairs()
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
            .collect_view();
        let of_change: &[_] = if state.rights.change { &ACTIONS } else { &[] };
        let actions = of_change
            .iter()
            .map(|&(field, icon, text)| {
                view! {
                    <button class="chosen-action" type="submit" name="field" value=field>
                        <Icon name=icon/><span>{text.get(language)}</span>
                    </button>
                }
            })
            .collect_view();
        let exports = state.rights.export.then(|| {
            EXPORTS.map(|(format, text)| {
                view! {
                    <button class="chosen-action" type="submit" formaction=EXPORT name="format" value=format>
                        <Icon name="download"/><span><span class="chosen-verb">{words::EXPORT.get(language)}" "</span>{text.get(language)}</span>
                    </button>
                }
            })
        });
        let refused = refused(state).map(|problem| {
            let text = match problem {
                Problem::Required => words::NONE_CHOSEN.get(language).to_owned(),
                Problem::NothingToMerge | Problem::TooManyToMerge { .. } => problem_text(problem, language),
                other => format!("{} {}", problem_text(other, language), words::TOO_MANY.get(language)),
            };
            view! { <p class="notice" role="alert"><Icon name="info"/>{text}</p> }
        });
        view! {
            {refused}
            <form class="chosen-bar" id="chosen" method="post" action="/api/staff/bulk-choose" data-plain data-any=any
                data-query=list data-says=words::CHOSEN.get(language)>
                {carried}
                <input type="hidden" name="query" value=query/>
                <input type="hidden" name="customer" value=others.join(",") data-others/>
                <strong class="chosen-count" role="status">{words::CHOSEN_PLAIN.get(language)}</strong>
                <label class="chosen-all"><input class="ds-input" type="checkbox" name="all" value="1" checked=state.chosen.all/><span>{all}</span></label>
                <span class="chosen-actions" role="group" aria-label=words::ACTIONS.get(language)>{actions}{exports}</span>
                <button class="chosen-action chosen-drop needs-script" type="button" data-drop aria-label=words::DROP.get(language)><Icon name="x"/></button>
            </form>
        }
    })
}

/// Why the choice could not be taken.
fn refused(state: &RegisterState) -> Option<Problem> {
    let failed =
        state.failed.as_ref().filter(|failed| ["/api/staff/bulk-choose", EXPORT].contains(&failed.form.as_str()));
    failed.and_then(|failed| failed.error.problem_of("customer"))
}

/// The way to another page for those without a script: what is chosen goes along.
pub(super) fn leafing(state: &RegisterState, cursor: Option<&Cursor>, text: Text) -> impl IntoView + use<> {
    let language = state.language();
    cursor.map(|cursor| {
        view! {
            <button class="ds-button" data-variant="secondary" type="submit" form="chosen" formmethod="get"
                formaction="/customers" name="from" value=cursor.encode()>{text.get(language)}</button>
        }
    })
}
