//! The section of the pay matrix: roles in rows, kinds of rate in columns, at a day (seed 002:46).

use super::form::{RowForm, adder, menu, state};
use crate::{
    card::{
        CardView,
        sections::{SectionView, joined},
    },
    i18n::{agreement as words, common},
    ui::Icon,
};
use domain::{
    agreement::RateRow,
    change::LogCategory,
    field,
    id::{ListItemId, RowId},
    list::ListKind,
    money::Money,
};
use leptos::prelude::*;

/// The section of the pay matrix.
pub const VIEW: SectionView = SectionView { digest, body };

const OF: LogCategory = LogCategory::Rate;

fn digest(view: &CardView) -> String {
    let language = view.session.language;
    let agreed = &view.card.agreed;
    if agreed.rates == 0 {
        return common::NONE.get(language).to_owned();
    }
    let count = |n: i64, one: domain::text::Text, many: domain::text::Text| {
        if n == 1 { one.get(language).to_owned() } else { many.with(language, &[("n", &n.to_string())]) }
    };
    joined(&[
        count(agreed.rate_roles, words::ONE_ROLE, words::ROLES),
        count(agreed.rates, words::ONE_RATE, words::RATES),
    ])
}

/// The day that the matrix is shown at: the one that was asked for, or that of the card.
fn day_of(view: &CardView) -> String {
    let asked = view
        .rates_on
        .as_deref()
        .and_then(|day| field::date_in(day, view.session.home))
        .filter(|_| view.as_of.is_none());
    asked.unwrap_or_else(|| super::form::day_of(view))
}

fn body(view: &CardView) -> AnyView {
    let language = view.session.language;
    let day = day_of(view);
    let rows: Vec<&RateRow> = view.agreements.rates.iter().collect();
    if rows.is_empty() && RowForm::of(view, OF, None).is_none() {
        let foot = adder(view, OF, words::NEW_RATE.get(language));
        return view! { <div class="empty"><p>{words::RATES_EMPTY.get(language)}</p></div>{foot} }.into_any();
    }
    let edited = rows.iter().find_map(|row| Some(inputs(view, &RowForm::of(view, OF, Some(key(row)))?, Some(row))));
    let foot = match RowForm::of(view, OF, None) {
        Some(form) => Some(inputs(view, &form, None)),
        None => adder(view, OF, words::NEW_RATE.get(language)),
    };
    let all = (!rows.is_empty()).then(|| history(view, &rows));
    let matrix = (!rows.is_empty()).then(|| view! { {on(view, &day)}{matrix(view, &rows, &day)} });
    view! { {matrix}{edited}{all}{foot} }.into_any()
}

const fn key(row: &RateRow) -> (RowId, i32) {
    (RowId(row.id.0), row.version)
}

/// Where another day is chosen.
fn on(view: &CardView, day: &str) -> Option<AnyView> {
    let language = view.session.language;
    let shown = field::day(day, language);
    let today = view.rates_on.is_some()
        .then(|| view! { <a class="ds-button" data-variant="tertiary" data-small data-swap href="?rates=">{words::ON_TODAY.get(language)}</a> });
    view.as_of.is_none().then(|| {
        view! {
            <form class="matrix-on" method="get" action=view.address()>
                <label class="ds-label" for="rates-on">{words::ON_DAY.get(language)}</label>
                <input class="ds-input" id="rates-on" name="rates" value=shown autocomplete="off" maxlength="20"/>
                <button class="ds-button" data-variant="secondary" data-small type="submit">{words::SHOW.get(language)}</button>
                {today}
            </form>
        }
        .into_any()
    })
}

fn name_of(view: &CardView, role: Option<ListItemId>) -> String {
    role.map_or_else(
        || words::ALL_ROLES.get(view.session.language).to_owned(),
        |role| view.agreements.name(role).to_owned(),
    )
}

fn matrix(view: &CardView, rows: &[&RateRow], day: &str) -> AnyView {
    let language = view.session.language;
    let now: Vec<&&RateRow> = rows.iter().filter(|row| row.period.holds(day)).collect();
    if now.is_empty() {
        return view! { <p class="muted">{words::NO_RATES_THEN.get(language)}</p> }.into_any();
    }
    let mut roles: Vec<_> = now.iter().map(|row| row.role).collect();
    roles.sort_by_key(|role| role.map(|role| (view.agreements.place(role), role)));
    roles.dedup();
    let mut kinds: Vec<_> = now.iter().map(|row| row.rate_kind).collect();
    kinds.sort_by_key(|kind| (view.agreements.place(*kind), *kind));
    kinds.dedup();
    let usual = view.effective("currency");
    let usual = usual.get(..3).unwrap_or_default().to_owned();
    let head =
        kinds.iter().map(|kind| view! { <th scope="col">{view.agreements.name(*kind).to_owned()}</th> }).collect_view();
    let lines = roles
        .into_iter()
        .map(|role| {
            let cells = kinds
                .iter()
                .map(|kind| {
                    let row = now.iter().find(|row| (row.role, row.rate_kind) == (role, *kind));
                    view! { <td>{row.map(|row| cell(view, row, &usual))}</td> }
                })
                .collect_view();
            view! { <tr><th scope="row">{name_of(view, role)}</th>{cells}</tr> }
        })
        .collect_view();
    let caption = words::MATRIX_CAPTION.with(language, &[("currency", &usual)]);
    view! {
        <div class="matrix-box" role="region" tabindex="0" aria-label=words::MATRIX.get(language)>
            <table class="matrix">
                <caption class="muted small">{caption}</caption>
                <thead><tr><th scope="col">{words::ROLE.get(language)}</th>{head}</tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn cell(view: &CardView, row: &RateRow, usual: &str) -> AnyView {
    let language = view.session.language;
    let currency = (row.currency != usual).then(|| format!(" {}", row.currency));
    let margin = row.margin_shown(language).map(|margin| {
        view! { <span class="muted small" data-negative=row.margin().is_some_and(|margin| margin < 0)>{margin}</span> }
    });
    let inner = view! { <span class="matrix-rate">{row.shown()}{currency}</span>{margin} };
    if view.may(domain::policy::Action::ChangeCustomer) {
        let href = format!("?edit={0}.{1}#{0}-form", OF.key(), row.id);
        let what = format!("{}, {}", name_of(view, row.role), view.agreements.name(row.rate_kind));
        view! { <a class="matrix-cell" data-swap href=href>{inner}<span class="sr-only">", "{common::EDIT_THAT.with(language, &[("what", &what)])}</span></a> }
            .into_any()
    } else {
        view! { <span class="matrix-cell">{inner}</span> }.into_any()
    }
}

/// All rows, the newest first: what held before and what comes.
fn history(view: &CardView, rows: &[&RateRow]) -> impl IntoView + use<> {
    let language = view.session.language;
    let day = super::form::day_of(view);
    let mut rows = rows.to_vec();
    rows.sort_by_key(|row| (row.role.map(|role| view.agreements.place(role)), view.agreements.place(row.rate_kind)));
    let title = words::ALL_RATES.with(language, &[("n", &rows.len().to_string())]);
    let rows = rows
        .into_iter()
        .map(|row| {
            let name = format!("{}, {}", name_of(view, row.role), view.agreements.name(row.rate_kind));
            let ends = row.period.holds(&day) && row.period.valid_to.is_none();
            view! {
                <li class="list-item agreed-row">
                    <span class="list-item-names">
                        <span class="list-item-name">{name.clone()}</span>
                        <span class="muted small">{row.period.shown(language)}</span>
                    </span>
                    {state(view, &row.period, &day)}
                    <b class="agreed-value">{row.shown()}</b>
                    {menu(view, OF, row.id, &name, ends)}
                </li>
            }
        })
        .collect_view();
    let is_open = view.as_of.is_some();
    view! {
        <details class="fold-more" open=is_open>
            <summary>{title}<Icon name="chevron-down"/></summary>
            <ul class="list-items">{rows}</ul>
        </details>
    }
}

fn inputs(view: &CardView, form: &RowForm<'_>, row: Option<&RateRow>) -> AnyView {
    let language = view.session.language;
    let role = row.and_then(|row| row.role).map(|role| role.to_string()).unwrap_or_default();
    let kind = row.map(|row| row.rate_kind.to_string()).unwrap_or_default();
    let amount = |of: fn(&RateRow) -> i64| row.map(|row| Money::from_hundredths(of(row)).typed()).unwrap_or_default();
    form.whole(view! {
        <div class="form-row">
            {form.choice("role", ListKind::Role, &role, words::ALL_ROLES.get(language))}
            {form.choice("rate_kind", ListKind::RateKind, &kind, common::NOT_CHOSEN.get(language))}
        </div>
        <div class="form-row">
            {form.line("pay", &amount(|row| row.pay), Some("decimal"), None)}
            {form.line("charge", &amount(|row| row.charge), Some("decimal"), None)}
        </div>
        {form.period(row.map(|row| &row.period))}
    })
}
