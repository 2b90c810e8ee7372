//! The choice of columns and their order.

use super::{
    condition_form::{carried, close},
    state::{RegisterState, keys},
    table::heading,
};
use crate::{i18n::register as words, ui::Icon};
use domain::{filter::Column, register::columns_from, register_width::ColumnWidth, text::plain};
use leptos::prelude::*;

/// Columns after one of them was moved a place to the left or to the right. Those that are ticked
/// keep their order; new ones come last.
#[must_use]
pub fn moved(chosen: &str, up: &str, down: &str) -> Vec<Column> {
    let mut columns = columns_from(chosen.split(','));
    let at = |columns: &[Column], key: &str| columns.iter().position(|column| column.key() == key);
    if let Some(place) = at(&columns, up).filter(|place| *place > 0) {
        columns.swap(place, place - 1);
    }
    if let Some(place) = at(&columns, down).filter(|place| place + 1 < columns.len()) {
        columns.swap(place, place + 1);
    }
    columns
}

/// The panel: ticked columns first, in their order, with buttons that move them.
pub(super) fn chooser(state: &RegisterState) -> impl IntoView + use<> {
    let language = state.language();
    let chosen = state
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let label = plain(heading(*column).get(language));
            let fixed = column.key() == "name";
            let id = format!("column-{}", column.key());
            let hidden = fixed.then(|| view! { <input type="hidden" name="columns" value=column.key()/> });
            view! {
                <li class="column-choice" data-named=format!("{label} {}", plain(column.label().get(language)))>
                    {hidden}
                    <span class="ds-field">
                        <input class="ds-input" type="checkbox" id=id.clone() name=(!fixed).then_some("columns") value=column.key() checked disabled=fixed/>
                        <label class="ds-label" for=id>{label.clone()}</label>
                    </span>
                    {width(state, *column, &label)}
                    <button class="icon-button" type="submit" name="up" value=column.key() disabled=at == 0
                        aria-label=words::COLUMN_EARLIER.with(language, &[("column", &label)])><Icon name="arrow-up" small=true/></button>
                    <button class="icon-button" type="submit" name="down" value=column.key() disabled=at + 1 == state.columns.len()
                        aria-label=words::COLUMN_LATER.with(language, &[("column", &label)])><Icon name="arrow-down" small=true/></button>
                </li>
            }
        })
        .collect_view();
    let others = Column::all(&state.own)
        .filter(|column| column.is_shown() && state.page.offers(*column) && !state.columns.contains(column))
        .map(|column| {
            let id = format!("column-{}", column.key());
            let label = plain(heading(column).get(language));
            view! {
                <li class="column-choice ds-field" data-named=format!("{label} {}", plain(column.label().get(language)))>
                    <input class="ds-input" type="checkbox" id=id.clone() name="columns" value=column.key()/>
                    <label class="ds-label" for=id>{label.clone()}</label>
                </li>
            }
        })
        .collect_view();
    let lists = view! {
        <div class="column-lists" id="column-lists">
            <ul class="column-choices">{chosen}</ul>
            <ul class="column-choices column-others">{others}</ul>
        </div>
    };
    let head = view! {
        <div class="panel-head"><h2>{words::COLUMNS.get(language)}</h2>{close(state)}</div>
        // No part of the form: Enter takes what was found, and sends nothing.
        <div class="search-field needs-script">
            <Icon name="search"/>
            <input class="ds-input" type="search" id="find-column" autocomplete="off" data-narrow="column-lists"
                placeholder=words::FIND_COLUMN.get(language) aria-label=words::FIND_COLUMN.get(language)/>
        </div>
    };
    // Columns of a view are part of where one is, and saved with it; others are the reader's own.
    if state.view.is_some() {
        return view! {
            {head}
            <p class="muted small">{words::COLUMNS_VIEW_HELP.get(language)}</p>
            <form class="form" method="get" action="/customers">
                {carried(state).into_any()}
                <input type="hidden" name="pick" value="1"/>
                // What Enter does.
                <button class="ds-button" type="submit" data-small>{words::COLUMNS_USE.get(language)}</button>
                {lists}
            </form>
        }
        .into_any();
    }
    let own = state.own_columns;
    let names = state.firm_columns.iter().map(|column| plain(heading(*column).get(language))).collect::<Vec<_>>();
    let whose = if own { words::COLUMNS_ARE_OWN } else { words::COLUMNS_ARE_FIRMS };
    let whose = whose.with(language, &[("columns", &names.join(", "))]);
    let back = own.then(|| {
        view! { <button class="ds-button" data-variant="tertiary" data-small type="submit" name="what" value="back">{words::COLUMNS_BACK.get(language)}</button> }
    });
    let firm = state.rights.arrange_firm.then(|| {
        view! { <button class="ds-button" data-variant="tertiary" data-small type="submit" name="what" value="firm">{words::COLUMNS_FOR_FIRM.get(language)}</button> }
    });
    view! {
        {head}
        <p class="muted small">{words::COLUMNS_HELP.get(language)}" "{whose}</p>
        <form class="form" method="post" action="/api/staff/register-columns" data-saved=words::COLUMNS_KEPT.get(language)>
            <div class="form-actions">
                <button class="ds-button" type="submit" data-small>{words::COLUMNS_USE.get(language)}</button>
                {back}{firm}
            </div>
            {lists}
        </form>
    }
    .into_any()
}

/// How wide a column is: the reader's own, so it is no part of a view.
fn width(state: &RegisterState, column: Column, label: &str) -> Option<impl IntoView + use<>> {
    let language = state.language();
    let now = state.widths.get(column.key()).copied();
    let key = column.key();
    let options = ColumnWidth::ALL
        .iter()
        .map(|width| view! { <option value=format!("{key}:{}", width.key()) selected=now == Some(*width)>{width.name(language)}</option> })
        .collect_view();
    state.view.is_none().then(|| {
        view! {
            <select class="ds-input column-width" name="widths" data-size="sm" aria-label=words::COLUMN_WIDTH.with(language, &[("column", label)])>
                <option value="" selected=now.is_none()>{words::USUAL_WIDTH.get(language)}</option>
                {options}
            </select>
        }
    })
}

/// The way to the chooser.
pub(super) fn link(state: &RegisterState) -> impl IntoView + use<> {
    let language = state.language();
    let whose = if state.view.is_none() && state.own_columns { words::COLUMNS_OWN } else { words::COLUMNS_FIRM };
    let title = state.view.is_none().then(|| whose.get(language));
    view! {
        <a class="tool" id="choose-columns" data-swap data-keep href=state.this_page("choose=1#panel") title=title>
            <Icon name="columns-3"/><span>{words::COLUMNS.get(language)}</span>
        </a>
    }
}

/// Keys of the columns, for a form that saves them with a view.
pub(super) fn as_value(columns: &[Column]) -> String {
    keys(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_move_one_place_and_stay_in_the_table() {
        let moved = |chosen, up, down| keys(&moved(chosen, up, down));
        assert_eq!(moved("number,name,level", "level", ""), "number,level,name");
        assert_eq!(moved("number,name,level", "", "number"), "name,number,level");
        assert_eq!(moved("number,name", "number", ""), "number,name", "the first stays");
        assert_eq!(moved("number,name", "", "name"), "number,name", "the last stays");
        assert_eq!(moved("", "gone", "gone"), "name");
    }
}
