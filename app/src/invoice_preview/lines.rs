//! The fixed lines of the next invoice, and what they come to.

use super::InvoicePreviewView;
use crate::i18n::{agreement, invoice_preview as words};
use domain::{
    agreement::{InvoiceLine, line::quantity_shown},
    invoice_preview::sums,
    money::Money,
    terms::Percent,
    vat_treatment::VatTreatment,
};
use leptos::prelude::*;

/// The lines in a table, and their sums; none where the firm has no such lines with the customer.
pub(super) fn lines(view: &InvoicePreviewView) -> Option<AnyView> {
    let language = view.session.language;
    if !view.has_lines() {
        return None;
    }
    if view.lines.is_empty() {
        return Some(view! { <p class="muted">{words::NO_LINES.get(language)}</p> }.into_any());
    }
    let day = view.clock.today();
    // Who may not see the country is not told how VAT is treated.
    let treatment = view.vat();
    let head = |text: domain::text::Text| view! { <th scope="col" class="num">{text.get(language)}</th> };
    let rows = view.lines.iter().map(|line| row(view, line, treatment, &day)).collect_view();
    Some(
        view! {
            <table class="preview-lines">
                <thead>
                    <tr>
                        <th scope="col">{words::TEXT.get(language)}</th>
                        <th scope="col">{words::ARTICLE.get(language)}</th>
                        {head(words::QUANTITY)}{head(words::PRICE)}{treatment.map(|_| head(words::VAT))}{head(words::AMOUNT)}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {totals(view, treatment, &day)}
        }
        .into_any(),
    )
}

fn row(
    view: &InvoicePreviewView,
    line: &InvoiceLine,
    treatment: Option<VatTreatment>,
    day: &str,
) -> impl IntoView + use<> {
    let language = view.session.language;
    let rate = match treatment {
        Some(VatTreatment::Domestic) => line.rate(view.session.home, day).map(|rate| rate.percent(language)),
        Some(_) => Some(Percent::from_hundredths(0).shown(language)),
        None => None,
    };
    let amount = |hundredths: i64| Money::from_hundredths(hundredths).to_string();
    let cell = |label: domain::text::Text, text: String| {
        view! { <td class="num" data-label=label.get(language)>{text}</td> }
    };
    let vat = treatment.map(|_| cell(words::VAT, rate.unwrap_or_else(|| "–".to_owned())));
    view! {
        <tr>
            <th scope="row">{line.text.clone()}</th>
            <td data-label=(!line.article.is_empty()).then(|| words::ARTICLE.get(language))>{line.article.clone()}</td>
            {cell(words::QUANTITY, quantity_shown(line.quantity, language))}
            {cell(words::PRICE, amount(line.unit_price))}
            {vat}
            {cell(words::AMOUNT, amount(line.amount()))}
        </tr>
    }
}

fn totals(view: &InvoicePreviewView, treatment: Option<VatTreatment>, day: &str) -> impl IntoView + use<> {
    let language = view.session.language;
    let sums = sums(&view.lines, treatment.unwrap_or(VatTreatment::Domestic), view.session.home, day);
    let line = |name: String, value: String| {
        view! { <div class="field-row"><dt>{name}</dt><dd><span class="agreed-value">{value}</span></dd></div> }
    };
    let rates = sums.rates.iter().filter(|_| treatment.is_some()).map(|rated| {
        let rate = Percent::from_hundredths(rated.rate).shown(language);
        let name = words::VAT_OF.with(language, &[("rate", &rate), ("base", &view.money(rated.base))]);
        line(name, view.money(rated.tax))
    });
    let with = sums.with.filter(|_| treatment.is_some()).map(|with| {
        view! {
            <div class="field-row"><dt><b>{agreement::SUM_WITH.get(language)}</b></dt><dd><b class="agreed-value">{view.money(with)}</b></dd></div>
        }
    });
    let unknown = (!sums.unknown.is_empty() && treatment.is_some()).then(|| {
        let text = agreement::VAT_UNKNOWN.with(language, &[("codes", &sums.unknown.join(", "))]);
        view! { <p class="field-error">{text}</p> }
    });
    view! {
        <dl class="fields agreed-rest agreed-sums preview-sums">
            {line(agreement::SUM_WITHOUT.get(language).to_owned(), view.money(sums.without))}
            {rates.collect_view()}{with}
        </dl>
        {unknown}
    }
}
