//! The header that stays in sight: who it is, how it stands, what one can do at once.

use super::{CardView, Tab, address::route, menu};
use crate::{
    i18n::{card as words, common},
    logo,
    ui::{Icon, StatusTag},
};
use domain::{field::grouped, text::Text};
use leptos::prelude::*;

/// The header of the card with its quick actions.
pub fn header(view: &CardView) -> impl IntoView {
    let language = view.session.language;
    let card = &view.card;
    let name = card.values.text("name").to_owned();
    let nickname = if card.firm.nickname_used() { card.values.text("nickname") } else { "" };
    let nickname =
        (!nickname.is_empty()).then(|| view! { " " <span class="nickname">"«"{nickname.to_owned()}"»"</span> });
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
            </div>
            <ul class="meta meta-more">{more}</ul>
        </header>
    }
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
    let sms = first(["mobile", "mobile"]).map(|number| button(format!("sms:{number}"), "message-square", common::SMS));
    let email = first(["email", "email"]).map(|address| button(format!("mailto:{address}"), "mail", common::EMAIL));
    let route = route(view, "driving").map(|href| button(href, "navigation", common::ROUTE));
    let any = call.is_some() || sms.is_some() || email.is_some() || route.is_some();
    any.then(|| {
        view! { <nav class="quick-actions actionbar" aria-label=words::QUICK_ACTIONS.get(language)>{call}{sms}{email}{route}</nav> }
    })
}

/// The tabs, and the menu of the reader's own layout.
pub fn tabs(view: &CardView) -> impl IntoView {
    let language = view.session.language;
    let tabs = Tab::ALL
        .into_iter()
        .map(|tab| {
            let name = match tab {
                Tab::Overview => words::OVERVIEW,
                Tab::Contacts => words::CONTACTS,
                Tab::Comments => words::COMMENTS,
                Tab::Log => words::LOG,
            };
            let current = (tab == view.tab).then_some("page");
            view! { <a class="tab" href=format!("{}{}", view.address(), tab.path()) aria-current=current>{name.get(language)}</a> }
        })
        .collect_view();
    let menu = (view.tab == Tab::Overview).then(|| view! { <div class="tabbar-end">{menu::layout_menu(view)}</div> });
    view! {
        <div class="tabbar" data-region="tabs">
            <nav class="tabs" aria-label=words::TABS.get(language)>{tabs}</nav>
            {menu}
        </div>
    }
}
