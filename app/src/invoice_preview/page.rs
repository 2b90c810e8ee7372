//! The page of the next invoice.

use super::{
    InvoicePreviewView, lack, lines,
    rows::{self, Row},
};
use crate::{
    i18n::{common, invoice, invoice_preview as words},
    ui::{Icon, Up},
};
use domain::{text::Text, text::within};
use leptos::prelude::*;

/// The next invoice of a customer, as it would be sent today.
#[component]
pub fn InvoicePreviewPage(
    /// Everything that it shows.
    view: InvoicePreviewView,
) -> impl IntoView {
    let language = view.session.language;
    let name = view.card.values.text("name").to_owned();
    let parties = words::FROM_TO.with(language, &[("firm", &view.session.tenant_name), ("customer", &name)]);
    let order = view.own("order_information").map(|_| {
        view! { <p class="muted" id="order-note"><Icon name="info" small=true/>{words::ORDER_INFORMATION.get(language)}</p> }
    });
    let fixed = lines::lines(&view).map(|body| {
        view! {
            <section class="preview-part" aria-labelledby="h-lines">
                <h2 id="h-lines">{words::LINES.get(language)}</h2>{body}
            </section>
        }
    });
    view! {
        <div class="preview">
            <Up href=view.address() to=name/>
            <header class="preview-head">
                <h1>{words::TITLE.get(language)}</h1>
                <p class="preview-parties">{parties}</p>
                <p class="muted preview-advice">{words::ADVICE.get(language)}</p>
            </header>
            {readiness(&view)}
            <div class="preview-sheet section">
                <div class="preview-parts">
                    {part(&view, "receiver", words::RECEIVER, rows::receiver(&view))}
                    {part(&view, "sending", words::SENDING, rows::sending(&view))}
                    {part(&view, "payment", words::PAYMENT, rows::payment(&view))}
                </div>
                {fixed}
                {order}
            </div>
        </div>
    }
}

/// What is lacking, each with the way to where it is mended.
fn readiness(view: &InvoicePreviewView) -> AnyView {
    let language = view.session.language;
    let found = view.readiness();
    let hidden = found.hidden.then(|| view! { <p class="muted">{words::HIDDEN.get(language)}</p> });
    if found.is_ready() {
        return view! { <p class="ready"><Icon name="circle-check"/>{invoice::READY.get(language)}</p> }.into_any();
    }
    if found.lacks.is_empty() {
        return hidden.into_any();
    }
    let lacks = found
        .lacks
        .iter()
        .map(|lacking| {
            let text = lack::text_of(lacking.what).get(language);
            let inner = if view.may_change() {
                let place = lack::place_of(lacking.what, &view.card.values, &view.card.firm);
                view! { <a href=format!("{}{place}", view.address())>{text}</a> }.into_any()
            } else {
                text.into_any()
            };
            let rule = lacking.rule.map(|rule| {
                view! { <span class="muted small">" "{invoice::RULE.with(language, &[("rule", rule)])}</span> }
            });
            view! { <li>{inner}{rule}</li> }
        })
        .collect_view();
    view! {
        <div class="not-ready">
            <p id="not-ready"><Icon name="triangle-alert"/>{invoice::LACKS.get(language)}</p>
            <ul aria-labelledby="not-ready">{lacks}</ul>
        </div>
        {hidden}
    }
    .into_any()
}

/// A part of the head; none where nothing of it is known.
fn part(view: &InvoicePreviewView, key: &'static str, title: Text, rows: Vec<Row>) -> Option<impl IntoView + use<>> {
    let language = view.session.language;
    let id = format!("h-{key}");
    let is_there = !rows.is_empty();
    let rows = rows.into_iter().map(|row| row_view(view, row)).collect_view();
    is_there.then(|| {
        view! {
            <section class="preview-part" data-part=key aria-labelledby=id.clone()>
                <h2 id=id.clone()>{title.get(language)}</h2>
                <dl class="fields">{rows}</dl>
            </section>
        }
    })
}

fn row_view(view: &InvoicePreviewView, row: Row) -> impl IntoView + use<> {
    let language = view.session.language;
    let lines = row.lines.into_iter().map(|line| view! { <span class="preview-line">{line}</span> }).collect_view();
    let editor = row.editor.map(|href| {
        let what = within(&row.label);
        view! {
            <a class="edit-pencil" href=href aria-label=common::EDIT_THAT.with(language, &[("what", &what)])><Icon name="pencil"/></a>
        }
    });
    view! {
        <div class="field-row">
            <dt>{row.label}</dt>
            <dd><span class="preview-value">{lines}</span>{editor}</dd>
            <dd class="preview-whence muted small">{row.whence}</dd>
        </div>
    }
}
