//! The section of the factors that a customer has agreed on, which count before the term (seed 000:65).

use super::form::{RowForm, adder, day_of, menu, state};
use crate::{
    card::{CardView, sections::SectionView},
    i18n::agreement as words,
    ui::Icon,
};
use domain::{
    agreement::{FactorRow, factor::counting},
    change::LogCategory,
    id::RowId,
    list::ListKind,
    terms::Factor,
};
use leptos::prelude::*;

/// The section of factors.
pub const VIEW: SectionView = SectionView { digest, body };

const OF: LogCategory = LogCategory::Factor;

fn digest(view: &CardView) -> String {
    let language = view.session.language;
    let all = view.card.agreed.factor.map(|factor| {
        let factor = Factor::from_thousandths(factor).shown(language);
        words::DIGEST_ALL_ROLES.with(language, &[("factor", &factor)])
    });
    let roles = match view.card.agreed.factor_roles {
        0 => String::new(),
        1 => words::DIGEST_ONE_ROLE.get(language).to_owned(),
        n => words::DIGEST_ROLES.with(language, &[("n", &n.to_string())]),
    };
    let (whose, value) = term(view);
    let all = all.unwrap_or_else(|| format!("{whose} {value}"));
    crate::card::sections::joined(&[all, roles])
}

/// The term that counts where nothing is agreed on: whose it is, and its value.
fn term(view: &CardView) -> (String, String) {
    let is_own = view.card.values.number("markup_factor").is_some();
    let language = view.session.language;
    let whose = if is_own { words::TERM_OWN.get(language).to_owned() } else { view.origin("markup_factor") };
    (whose, view.effective("markup_factor"))
}

fn body(view: &CardView) -> AnyView {
    let language = view.session.language;
    let day = day_of(view);
    let mut rows: Vec<&FactorRow> = view.agreements.factors.iter().collect();
    // All roles first, then the roles in the firm's order; of each the newest first.
    rows.sort_by_key(|row| row.role.map(|role| (view.agreements.place(role), role)));
    let (over, rows): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.period.is_over(&day));
    let is_editing_over = over.iter().any(|row| RowForm::of(view, OF, Some((RowId(row.id.0), row.version))).is_some());
    let older = (!over.is_empty()).then(|| {
        let title = words::OVER_ROWS.with(language, &[("n", &over.len().to_string())]);
        let over = over.into_iter().map(|row| row_view(view, row, &day)).collect_view();
        let is_open = is_editing_over || view.as_of.is_some();
        view! {
            <details class="fold-more" open=is_open>
                <summary>{title}<Icon name="chevron-down"/></summary>
                <ul class="list-items">{over}</ul>
            </details>
        }
    });
    let empty = (view.agreements.factors.is_empty())
        .then(|| view! { <div class="empty"><p>{words::FACTORS_EMPTY.get(language)}</p></div> });
    let rows = rows.into_iter().map(|row| row_view(view, row, &day)).collect_view();
    let foot = match RowForm::of(view, OF, None) {
        Some(form) => Some(inputs(view, &form, None)),
        None => adder(view, OF, words::NEW_FACTOR.get(language)),
    };
    view! { {empty}<ul class="list-items">{rows}</ul>{rest(view, &day)}{older}{foot} }.into_any()
}

/// What counts for roles without a row of their own, and whose it is.
fn rest(view: &CardView, day: &str) -> impl IntoView + use<> {
    let language = view.session.language;
    let (whose, value) = counting(&view.agreements.factors, None, day).map_or_else(
        || term(view),
        |row| (words::FACTOR_OF_ALL.get(language).to_owned(), Factor::from_thousandths(row.factor).shown(language)),
    );
    let label = if view.card.agreed.factor_roles > 0 { words::OTHER_ROLES } else { words::ALL_ROLES };
    view! {
        <dl class="fields agreed-rest">
            <div class="field-row">
                <dt>{label.get(language)}</dt>
                <dd><span class="field-value"><b>{value}</b><span class="whose">" · "{whose}</span></span></dd>
            </div>
        </dl>
    }
}

fn row_view(view: &CardView, row: &FactorRow, day: &str) -> AnyView {
    let language = view.session.language;
    if let Some(form) = RowForm::of(view, OF, Some((RowId(row.id.0), row.version))) {
        return view! { <li class="list-item">{inputs(view, &form, Some(row))}</li> }.into_any();
    }
    let name = row
        .role
        .map_or_else(|| words::ALL_ROLES.get(language).to_owned(), |role| view.agreements.name(role).to_owned());
    let value = Factor::from_thousandths(row.factor).shown(language);
    let menu =
        menu(view, OF, row.id, &format!("{name} {value}"), row.period.holds(day) && row.period.valid_to.is_none());
    view! {
        <li class="list-item agreed-row">
            <span class="list-item-names">
                <span class="list-item-name">{name}</span>
                <span class="muted small">{row.period.shown(language)}</span>
            </span>
            {state(view, &row.period, day)}
            <b class="agreed-value">{value}</b>
            {menu}
        </li>
    }
    .into_any()
}

fn inputs(view: &CardView, form: &RowForm<'_>, row: Option<&FactorRow>) -> AnyView {
    let language = view.session.language;
    let role = row.and_then(|row| row.role).map(|role| role.to_string()).unwrap_or_default();
    let factor = row.map(|row| Factor::from_thousandths(row.factor).typed()).unwrap_or_default();
    let term = term(view).1;
    form.whole(view! {
        <div class="form-row">
            {form.choice("role", ListKind::Role, &role, words::ALL_ROLES.get(language))}
            {form.line("factor", &factor, Some("decimal"), Some(term))}
        </div>
        {form.period(row.map(|row| &row.period))}
    })
}
