//! A customer beside the list: what one wants to know before opening the card, or instead of it.

use super::state::RegisterState;
use crate::{
    i18n::register as words,
    ui::{Avatar, Icon, StatusTag},
};
use domain::{
    contact::Contact,
    field::{self, Names, Record, grouped},
    id::CustomerId,
    list::StatusMeaning,
};
use leptos::prelude::*;

/// What stands beside the list.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The customer.
    pub id: CustomerId,
    /// The values of its fields.
    pub values: Record,
    /// Names of what they refer to.
    pub names: Names,
    /// What its status means.
    pub meaning: StatusMeaning,
    /// Its first contacts.
    pub contacts: Vec<Contact>,
}

/// The fields that are told, where they have a value.
const TOLD: [&str; 14] = [
    "organisation_number",
    "phone",
    "mobile",
    "email",
    "website",
    "visiting_street",
    "visiting_postal_code",
    "visiting_place",
    "responsible",
    "industry",
    "level",
    "tags",
    "groups",
    "opening_balance",
];

/// The customer beside the list.
pub(super) fn preview(state: &RegisterState, preview: &Preview) -> impl IntoView + use<> {
    let language = state.language();
    let name = preview.values.text("name").to_owned();
    let shown = |key: &str| {
        field::customer(key)
            .map(|field| (field, preview.values.shown(field, &preview.names, language, state.home)))
            .filter(|(_, shown)| !shown.is_empty())
    };
    let rows = TOLD
        .into_iter()
        .filter_map(shown)
        .map(|(field, shown)| {
            let value = match field.key {
                "phone" | "mobile" => {
                    view! { <a href=format!("tel:{}", preview.values.text(field.key))>{shown}</a> }.into_any()
                }
                "email" => view! { <a href=format!("mailto:{}", preview.values.text("email"))>{shown}</a> }.into_any(),
                _ => view! { <span>{shown}</span> }.into_any(),
            };
            view! { <div class="field-row"><dt>{field.label.get(language)}</dt><dd>{value}</dd></div> }
        })
        .collect_view();
    let contacts = preview
        .contacts
        .iter()
        .map(|contact| {
            let reach = [("mobile", "tel:", "smartphone"), ("phone", "tel:", "phone"), ("email", "mailto:", "mail")]
                .into_iter()
                .filter_map(|(key, scheme, icon)| {
                    let field = field::contact(key)?;
                    let shown = contact.values.shown(field, &preview.names, language, state.home);
                    (!shown.is_empty()).then(|| {
                        let href = format!("{scheme}{}", contact.values.text(key));
                        view! { <a class="icon-button" href=href aria-label=format!("{} {shown}", contact.name()) title=shown><Icon name=icon/></a> }
                    })
                })
                .collect_view();
            view! {
                <li class="beside-contact">
                    <Avatar name=contact.name() size="small"/>
                    <span><strong>{contact.name()}</strong><span class="muted small">{contact.values.text("position").to_owned()}</span></span>
                    <span class="beside-reach">{reach}</span>
                </li>
            }
        })
        .collect_view();
    let status = shown("status").map(|(_, status)| view! { <StatusTag name=status meaning=preview.meaning/> });
    let contacts = (!preview.contacts.is_empty()).then(|| {
        view! { <h3>{words::CONTACTS.get(language)}</h3><ul class="beside-contacts">{contacts}</ul> }
    });
    view! {
        <aside class="beside section" id="beside" aria-label=words::BESIDE.get(language)>
            <div class="beside-head">
                <h2><a href=format!("/customers/{}", preview.id)>{name}</a></h2>
                <a class="icon-button" id="close-beside" data-swap data-keep data-return-row=preview.id.to_string() href=state.this_page("") aria-label=words::CLOSE_LOOK.get(language)><Icon name="x"/></a>
            </div>
            <p class="beside-sub">{status}<span class="muted small">{grouped(preview.values.number("number").unwrap_or_default())}</span></p>
            <dl class="fields">{rows}</dl>
            {contacts}
            <div class="form-actions">
                <a class="ds-button" data-small href=format!("/customers/{}", preview.id)>{words::OPEN_CARD.get(language)}</a>
            </div>
        </aside>
    }
}
