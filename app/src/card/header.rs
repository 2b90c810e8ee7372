//! The header that stays in sight: who it is, how it stands, what one can do at once.

use super::{CardView, Editing, address::route, new::new_menu};
use crate::{
    activity,
    dialog::{Writing, write_address},
    editing::fields_form,
    i18n::{card as words, common},
    logo,
    ui::{Icon, StatusTag},
};
use domain::{
    field::{Kind, grouped},
    policy::Action,
    section::Section,
    text::Text,
};
use leptos::prelude::*;

/// The header of the card with its quick actions.
pub fn header(view: &CardView) -> impl IntoView {
    let language = view.session.language;
    let card = &view.card;
    let name = card.values.text("name").to_owned();
    let nickname = view.shown("nickname");
    let nickname = (!nickname.is_empty()).then(|| view! { " " <span class="nickname">"«"{nickname.clone()}"»"</span> });
    let number = words::CUSTOMER_NUMBER
        .with(language, &[("number", &grouped(card.values.number("number").unwrap_or_default()))]);
    let changed = if card.changed_by.is_empty() {
        words::CHANGED_WHEN.with(language, &[("when", &view.clock.shown(&card.changed_at))])
    } else {
        words::CHANGED.with(language, &[("when", &view.clock.shown(&card.changed_at)), ("who", &card.changed_by)])
    };
    let more = [view.shown("organisation_number"), view.shown("industry"), changed]
        .into_iter()
        .filter(|text| !text.is_empty())
        .map(|text| view! { <li>{text}</li> })
        .collect_view();
    view! {
        <header class="card-header" data-region="header">
            <div class="card-id">
                {logo::in_header(view)}
                <h1 class="card-name">{name}{nickname}</h1>
                <ul class="meta meta-key">
                    <li><StatusTag name=view.shown("status") meaning=card.meaning/></li>
                    <li>{number}</li>
                    <li><span class="sr-only">{words::RESPONSIBLE.get(language)}" "</span><b>{view.shown("responsible")}</b></li>
                </ul>
                {view.as_of.is_none().then(|| view! { <div class="here" data-ours data-here></div> })}
                {view.as_of.is_none().then(|| quick_actions(view))}
                {view.may(Action::ChangeCustomer).then(|| edit_link(view))}
            </div>
            <ul class="meta meta-more">{more}</ul>
        </header>
    }
}

/// The way to all that the header tells (seed 002:15).
fn edit_link(view: &CardView) -> impl IntoView + use<> {
    let language = view.session.language;
    view! {
        <a class="ds-button card-edit" data-variant="secondary" data-edit="general" data-swap href="?edit=general#general">
            <Icon name="pencil"/><span>{common::EDIT.get(language)}</span>
            <span class="sr-only">{Section::General.title(language)}</span>
        </a>
    }
}

/// All that the header tells, in one form, whatever sections the reader has open.
pub fn general_form(view: &CardView) -> impl IntoView + use<> {
    let language = view.session.language;
    let is_open = view.editing == Some(Editing::General) && view.may(Action::ChangeCustomer);
    let form = is_open.then(|| {
        let fields: Vec<_> = view.fields_of(Section::General)
            .filter(|field| field.kind != Kind::Number && view.uses(field) && view.card.firm.is_turned_on(field))
            .map(|field| (field, field.label.get(language)))
            .collect();
        let title = words::GENERAL;
        view! {
            <section class="section general-form" id="general" aria-labelledby="h-general-form">
                <header class="section-head"><Icon name="pencil"/><h2 id="h-general-form">{title.get(language)}</h2></header>
                <div class="section-body">{fields_form(&view.editable(), "general", title, &fields, false)}</div>
            </section>
        }
    });
    view! { <div data-region="general-form">{form}</div> }
}

/// Call, SMS, e-mail and route; what the customer has no number or address for is not offered.
fn quick_actions(view: &CardView) -> impl IntoView {
    let language = view.session.language;
    let values = &view.card.values;
    let first =
        |keys: [&str; 2]| keys.into_iter().map(|key| values.text(key)).find(|text| !text.is_empty()).map(str::to_owned);
    let button = |href: String, icon: &'static str, text: Text| {
        view! { <a class="ds-button" data-variant="secondary" href=href><Icon name=icon/><span>{text.get(language)}</span></a> }
    };
    let call = first(["phone", "mobile"]).map(|number| button(format!("tel:{number}"), "phone", common::CALL));
    let may_write = view.may(Action::WriteDialog);
    let sms = first(["mobile", "mobile"]).map(|number| {
        let written = || write_address(view.card.id, Writing::Sms, None, &number);
        button(if may_write { written() } else { format!("sms:{number}") }, "message-square", common::SMS)
    });
    let visit = activity::visit_menu(view);
    let email = first(["email", "email"]).map(|address| {
        let written = || write_address(view.card.id, Writing::Email, None, &address);
        button(if may_write { written() } else { format!("mailto:{address}") }, "mail", common::EMAIL)
    });
    let route = route(view, "driving").map(|href| button(href, "navigation", common::ROUTE));
    let new = new_menu(view);
    let any = [&call, &sms, &email, &route].into_iter().any(Option::is_some) || visit.is_some() || new.is_some();
    any.then(|| {
        view! { <nav class="quick-actions actionbar" aria-label=words::QUICK_ACTIONS.get(language)>{call}{sms}{email}{route}{visit}{new}</nav> }
    })
}
