//! The table: a table at the desk, cards on a phone.

use super::{choose, state::RegisterState};
use crate::{
    i18n::register as words,
    ui::{Avatar, Icon, StatusTag},
};
use domain::{
    field::{Kind, grouped},
    filter::{Column, Nature},
    money::Money,
    register::{Cursor, RegisterQuery, RegisterRow, Sort},
    text::plain,
    text::{Text, within},
};
use leptos::prelude::*;

/// What a column is called, over it and where it is chosen: shorter than the field's own name where there is little room.
pub(crate) fn heading(column: Column) -> Text {
    match column.key() {
        "number" => words::NUMBER,
        "visiting_place" => words::PLACE,
        "responsible" => words::RESPONSIBLE,
        _ => column.label(),
    }
}

/// The class of a column's cells and, with `col-`, of its width.
fn class(column: Column) -> &'static str {
    match column.key() {
        "name" => "name",
        "number" => "number",
        "status" => "status",
        "visiting_place" => "place",
        "responsible" => "person",
        "changed" => "changed",
        _ => match column.nature() {
            Nature::Date => "date",
            Nature::Money | Nature::Percent | Nature::Factor | Nature::Hours => "money",
            Nature::Choices(_) => "tags",
            Nature::Number | Nature::PostalCode | Nature::Code => "short",
            _ => "text",
        },
    }
}

/// The class of a whole column, which says how wide it is.
fn column_class(state: &RegisterState, column: Column) -> String {
    let width = state.widths.get(column.key()).map_or_else(String::new, |width| format!(" col-{}", width.key()));
    format!("col-{}{width}", class(column))
}

fn is_end(column: Column) -> bool {
    matches!(column.nature(), Nature::Money | Nature::Date | Nature::Percent | Nature::Factor | Nature::Hours)
}

fn head(state: &RegisterState, column: Column) -> impl IntoView + use<> {
    let language = state.language();
    let name = plain(heading(column).get(language));
    let class = format!("cell-{}{}", class(column), if is_end(column) { " num" } else { "" });
    let sort = state.here.query.sort;
    // What changed last is wanted first.
    let first = column.nature() == Nature::Date || column.nature() == Nature::Money;
    let is_sorted = sort.column() == column;
    let Some(next) = Sort::by(column, if is_sorted { !sort.descending } else { first }) else {
        return view! { <th scope="col" class=class>{name}</th> }.into_any();
    };
    let (icon, direction) = match (is_sorted, sort.descending) {
        (false, _) => ("arrow-up-down", None),
        (true, false) => ("arrow-up", Some("ascending")),
        (true, true) => ("arrow-down", Some("descending")),
    };
    let href = state.here.with(RegisterQuery { sort: next, ..state.here.query.clone() });
    view! { <th scope="col" class=class aria-sort=direction><a class="sort" href=href>{name}<Icon name=icon/></a></th> }
        .into_any()
}

/// The table with its pager.
pub(super) fn table(state: &RegisterState) -> impl IntoView + use<> {
    let language = state.language();
    let column = within(&plain(heading(state.here.query.sort.column()).get(language)));
    let columns = state.columns.iter().map(|column| view! { <col class=column_class(state, *column)/> }).collect_view();
    let heads = state.columns.iter().map(|column| head(state, *column)).collect_view();
    let rows = state.page.rows.iter().map(|row| row_view(state, row)).collect_view();
    let choose = state.rights.choose().then(|| view! { <col class="col-choose"/> });
    let wide = (state.columns.len() > 7).then_some("true");
    view! {
        <div class="table-box" data-wide=wide>
            <table class="table register">
                <caption class="sr-only">{words::CAPTION.with(language, &[("column", &column)])}</caption>
                <colgroup>{choose}{columns}<col class="col-look"/></colgroup>
                <thead><tr>{choose::head(state)}{heads}<th class="cell-look"></th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {pager(state)}
    }
}

fn row_view(state: &RegisterState, row: &RegisterRow) -> impl IntoView + use<> {
    let language = state.language();
    let name = row.values.text("name").to_owned();
    let is_open = state.preview.as_ref().is_some_and(|preview| preview.id == row.id);
    let look = state.this_page(&format!("open={}", row.id));
    let cells = state.columns.iter().map(|column| cell(state, row, *column)).collect_view();
    view! {
        <tr aria-selected=is_open.then_some("true")>
            {choose::cell(state, row)}
            {cells}
            <td class="cell-look">
                <a class="icon-button look" data-swap data-keep id=format!("look-{}", row.id) href=look
                    aria-label=words::LOOK.with(language, &[("name", &name)])><Icon name="panel-right"/></a>
            </td>
        </tr>
    }
}

fn cell(state: &RegisterState, row: &RegisterRow, column: Column) -> AnyView {
    let (clock, language) = (&state.clock, state.language());
    let class = format!("cell-{}{}", class(column), if is_end(column) { " num" } else { "" });
    let Column::Field(field) = column else {
        let at = row.values.text(if column == Column::Created { "created_at" } else { "changed_at" });
        return view! { <td class=class title=clock.full(at)>{clock.day_shown(at)}</td> }.into_any();
    };
    let shown = row.values.shown(field, &state.page.names, language, state.home);
    match (field.key, field.kind) {
        ("name", _) => {
            let nickname = row.values.text("nickname");
            let nickname =
                (!nickname.is_empty()).then(|| view! { <span class="nickname">{format!(" «{nickname}»")}</span> });
            let number = grouped(row.values.number("number").unwrap_or_default());
            let place = Some(row.values.text("visiting_place")).filter(|place| !place.is_empty()).map(str::to_owned);
            // A phone has no column for it.
            let changed = (state.here.query.sort.column() == Column::Changed)
                .then(|| clock.day_shown(row.values.text("changed_at")));
            let sub = [Some(number), place, changed].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            view! {
                <th scope="row" class=class>
                    <a class="row-link" id=format!("c-{}", row.id) href=format!("/customers/{}", row.id)>{shown}</a>
                    {nickname}
                    <span class="cell-sub">{sub}</span>
                </th>
            }
            .into_any()
        }
        ("status", _) => view! { <td class=class><StatusTag name=shown meaning=row.meaning/></td> }.into_any(),
        (_, Kind::User) if shown.is_empty() => view! { <td class=class></td> }.into_any(),
        (_, Kind::User) => view! {
            <td class=class><span class="person"><Avatar name=shown.clone() size="small"/><span>{shown}</span></span></td>
        }
        .into_any(),
        (key, Kind::Choices(_)) => {
            let labels = row
                .values
                .items(key)
                .filter_map(|id| state.page.names.get(id))
                .map(|name| view! { <span class="label">{name.clone()}</span> })
                .collect_view();
            view! { <td class=class title=shown.clone()><span class="cell-labels">{labels}</span></td> }.into_any()
        }
        (key, Kind::Money) => {
            let amount = row.values.number(key).map(|hundredths| Money::from_hundredths(hundredths).to_string());
            view! { <td class=class>{amount}</td> }.into_any()
        }
        _ => {
            let title = shown.clone();
            view! { <td class=class title=title>{shown}</td> }.into_any()
        }
    }
}

fn pager(state: &RegisterState) -> impl IntoView + use<> {
    let language = state.language();
    let at = |row: Option<&RegisterRow>, backwards| {
        row.map(|row| Cursor { value: row.sort_value.clone(), id: row.id, backwards })
    };
    let previous = state.page.has_previous.then(|| at(state.page.rows.first(), true)).flatten();
    let next = state.page.has_next.then(|| at(state.page.rows.last(), false)).flatten();
    let button = |cursor: Option<&Cursor>, text: Text, rel: &'static str| {
        match cursor.map(|cursor| state.here.from(cursor)) {
        Some(href) => {
            view! { <a class="ds-button" data-variant="secondary" href=href rel=rel>{text.get(language)}</a> }.into_any()
        }
        None => view! { <a class="ds-button" data-variant="secondary" role="link" aria-disabled="true">{text.get(language)}</a> }
            .into_any(),
    }
    };
    (previous.is_some() || next.is_some()).then(|| {
        let can_choose = state.rights.choose();
        let plain = can_choose.then(|| {
            let previous = choose::leafing(state, previous.as_ref(), words::PREVIOUS);
            let next = choose::leafing(state, next.as_ref(), words::NEXT);
            view! { <noscript><span class="buttons">{previous}{next}</span></noscript> }
        });
        view! {
            <nav class="pager" aria-label=words::PAGER.get(language)>
                <span></span>
                <span class="buttons" class:needs-script=can_choose>
                    {button(previous.as_ref(), words::PREVIOUS, "prev")}
                    {button(next.as_ref(), words::NEXT, "next")}
                </span>
                {plain}
            </nav>
        }
    })
}
