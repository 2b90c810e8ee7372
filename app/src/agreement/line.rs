//! The section of the lines that stand on each of a customer's invoices (seed 002:44).

use super::form::{RowForm, adder, day_of, menu_with};
use crate::{
    card::{
        CardView,
        sections::{SectionView, joined},
    },
    i18n::{agreement as words, common, own_field},
    ui::Icon,
};
use domain::{
    agreement::{
        InvoiceLine,
        line::{quantity_shown, totals},
        vat,
    },
    change::LogCategory,
    id::RowId,
    money::Money,
    text::Text,
};
use leptos::prelude::*;

/// The section of fixed invoice lines.
pub const VIEW: SectionView = SectionView { digest, body };

const OF: LogCategory = LogCategory::Line;

fn digest(view: &CardView) -> String {
    let language = view.session.language;
    let agreed = &view.card.agreed;
    let count = match agreed.lines {
        0 => return common::NONE.get(language).to_owned(),
        1 => words::ONE_LINE.get(language).to_owned(),
        n => words::LINES.with(language, &[("n", &n.to_string())]),
    };
    joined(&[count, money(view, agreed.line_sum)])
}

/// An amount with the customer's currency.
fn money(view: &CardView, hundredths: i64) -> String {
    let currency = view.effective("currency");
    format!("{}\u{a0}{}", Money::from_hundredths(hundredths), currency.get(..3).unwrap_or_default())
}

fn body(view: &CardView) -> AnyView {
    let language = view.session.language;
    let day = day_of(view);
    let lines = &view.agreements.lines;
    let empty = lines.is_empty().then(|| view! { <div class="empty"><p>{words::LINES_EMPTY.get(language)}</p></div> });
    let rows = lines.iter().enumerate().map(|(at, line)| row(view, line, (at, lines.len()), &day)).collect_view();
    let sums = (!lines.is_empty()).then(|| sums(view, &day));
    let foot = match RowForm::of(view, OF, None) {
        Some(form) => Some(inputs(view, &form, None)),
        None => adder(view, OF, words::NEW_LINE.get(language)),
    };
    view! { {empty}<ol class="list-items">{rows}</ol>{sums}{foot} }.into_any()
}

fn row(view: &CardView, line: &InvoiceLine, (at, count): (usize, usize), day: &str) -> AnyView {
    let language = view.session.language;
    if let Some(form) = RowForm::of(view, OF, Some((RowId(line.id.0), line.version))) {
        return view! { <li class="list-item">{inputs(view, &form, Some(line))}</li> }.into_any();
    }
    let rate = line.rate(view.session.home, day).map(|rate| rate.percent(language));
    let rate = rate.map(|rate| words::VAT_OF.with(language, &[("rate", &rate)])).unwrap_or_default();
    let each = format!("{} × {}", quantity_shown(line.quantity, language), Money::from_hundredths(line.unit_price));
    let about = joined(&[line.article.clone(), each, rate]);
    let shift = |up: bool, icon: &'static str, text: Text| {
        view! {
            <form method="post" action="/api/staff/line-shift">
                <input type="hidden" name="customer" value=view.card.id.to_string()/>
                <input type="hidden" name="row" value=line.id.to_string()/>
                <input type="hidden" name="up" value=if up { "true" } else { "false" }/>
                <button class="menu-item" type="submit"><Icon name=icon/><span>{text.get(language)}</span></button>
            </form>
        }
        .into_any()
    };
    let moves = view! {
        {(at > 0).then(|| shift(true, "arrow-up", own_field::UP))}
        {(at + 1 < count).then(|| shift(false, "arrow-down", own_field::DOWN))}
    };
    view! {
        <li class="list-item agreed-row">
            <span class="list-item-names">
                <span class="list-item-name">{line.text.clone()}</span>
                <span class="muted small">{about}</span>
            </span>
            <b class="agreed-value">{Money::from_hundredths(line.amount()).to_string()}</b>
            {menu_with(view, OF, line.id, &line.text, moves.into_any())}
        </li>
    }
    .into_any()
}

/// What the lines come to: without tax, the tax of each rate, and with it.
fn sums(view: &CardView, day: &str) -> impl IntoView + use<> {
    let language = view.session.language;
    let totals = totals(&view.agreements.lines, view.session.home, day);
    let line = |name: String, value: String| {
        view! { <div class="field-row"><dt>{name}</dt><dd><span class="agreed-value">{value}</span></dd></div> }
    };
    let taxes = totals
        .taxes
        .iter()
        .map(|(rate, tax)| {
            let rate = domain::terms::Percent::from_hundredths(*rate).shown(language);
            line(words::VAT_OF.with(language, &[("rate", &rate)]), money(view, *tax))
        })
        .collect_view();
    let with = totals.with.map(|with| {
        view! {
            <div class="field-row"><dt>{words::SUM_WITH.get(language)}</dt><dd><b class="agreed-value">{money(view, with)}</b></dd></div>
        }
    });
    let unknown = (!totals.unknown.is_empty()).then(|| {
        let codes = totals.unknown.join(", ");
        view! {
            <div class="field-row"><dt>{words::SUM_WITH.get(language)}</dt>
                <dd><p class="field-error"><Icon name="circle-alert"/><span>{words::VAT_UNKNOWN.with(language, &[("codes", &codes)])}</span></p></dd>
            </div>
        }
    });
    view! {
        <dl class="fields agreed-rest agreed-sums">
            {line(words::SUM_WITHOUT.get(language).to_owned(), money(view, totals.without))}
            {taxes}{with}{unknown}
        </dl>
    }
}

fn inputs(view: &CardView, form: &RowForm<'_>, line: Option<&InvoiceLine>) -> AnyView {
    let language = view.session.language;
    let kept = |of: fn(&InvoiceLine) -> &str| line.map(of).unwrap_or_default().to_owned();
    let quantity =
        line.map_or_else(|| "1".to_owned(), |line| quantity_shown(line.quantity, domain::language::Language::Nb));
    let price = line.map(|line| Money::from_hundredths(line.unit_price).typed()).unwrap_or_default();
    let code = line.map_or_else(|| "standard".to_owned(), |line| line.vat_code.clone());
    let today = view.clock.today();
    let mut rates: Vec<_> =
        vat::on(view.session.home, &today).map(|rate| (rate.code.to_owned(), rate.shown(language))).collect();
    // A code for which there is no rate stays until another is chosen: none is chosen in its place unseen.
    if !rates.iter().any(|(known, _)| *known == code) {
        rates.insert(0, (code.clone(), words::VAT_UNKNOWN.with(language, &[("codes", &code)])));
    }
    form.whole(view! {
        {form.line("text", &kept(|line| &line.text), None, None)}
        <div class="form-row">
            {form.line("article", &kept(|line| &line.article), None, None)}
            {form.line("quantity", &quantity, Some("decimal"), None)}
        </div>
        <div class="form-row">
            {form.line("unit_price", &price, Some("decimal"), None)}
            {form.one_of("vat_code", &code, rates)}
        </div>
    })
}
