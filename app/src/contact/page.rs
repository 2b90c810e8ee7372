//! The page of one contact person.

use crate::{
    dialog::{Writing, write_address},
    editing::{Editable, field_rows},
    i18n::{card, common, contact as words},
    live::live_mark,
    portal_access::{PortalAccessView, portal_section},
    ui::{Avatar, ErrorText, Icon, SpriteIcon, Up, menu_panel, time::Clock},
    undo::{UndoView, notice},
};
use domain::{error::Problem, field::Field, list::StatusMeaning, phone::Phone, text::Text};
use leptos::prelude::*;
use store::contact::ContactCard;

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct ContactView {
    /// The contact with its customer.
    pub card: ContactCard,
    /// What is known of its fields, for showing and editing.
    pub editable: Editable,
    /// Its fields: the product's, then the firm's own.
    pub fields: Vec<&'static Field>,
    /// When it is read.
    pub clock: Clock,
    /// Whether the reader is asked if it is really to be deleted.
    pub deleting: bool,
    /// What was just done, with the way back.
    pub undo: UndoView,
    /// What they may do in the customer portal.
    pub portal: PortalAccessView,
    /// Why it could not be ended or deleted.
    pub refused: Option<Problem>,
}

/// The page of one contact person.
#[component]
pub fn ContactPage(
    /// Everything that it shows.
    view: ContactView,
) -> impl IntoView {
    let language = view.editable.language;
    let contact = &view.card.contact;
    let name = contact.name();
    let position = domain::field::contact("position").filter(|field| view.editable.needs.is_used(field));
    let position = position.map(|field| view.editable.shown(field));
    let customer = format!("/customers/{}", view.card.customer);
    let ended =
        contact.ended.then(|| view! { <span class="ds-tag" data-color="neutral">{words::ENDED.get(language)}</span> });
    let reference = view.card.is_reference.then(|| {
        let (start, end) = words::REFERENCE.get(language).split_once("{customer}").unwrap_or_default();
        let href = format!("{customer}#field-reference_person");
        view! { <p class="muted small">{start}<a href=href>{view.card.customer_name.clone()}</a>{end}</p> }
    });
    let changed = (!view.card.changed_by.is_empty()).then(|| {
        card::CHANGED
            .with(language, &[("when", &view.clock.shown(&view.card.changed_at)), ("who", &view.card.changed_by)])
    });
    let refused =
        view.refused.map(|problem| view! { <ErrorText id="contact-e".to_owned() problem=problem language=language/> });
    view! {
        <Up href=customer.clone() to=view.card.customer_name.clone()/>
        <header class="contact-head" data-region="contact-head">
            <Avatar name=name.clone() size="huge"/>
            <div>
                <h1>{name.clone()}</h1>
                <p class="muted">
                    {position}" "
                    {words::AT.with(language, &[("customer", &view.card.customer_name)])}
                    " " {ended}
                </p>
                {reference}
                <div class="here" data-ours data-here></div>
            </div>
            {actions(&view, &name)}
            {menu(&view, &name)}
        </header>
        {live_mark(view.card.customer, view.card.latest, Some(format!("contact-{}-", contact.id)))}
        {notice(&view.undo)}
        <div data-region="contact-notes">{refused}{view.deleting.then(|| confirm(&view, &name))}</div>
        <section class="section" data-region="contact-fields" aria-labelledby="h-details">
            <header class="section-head">
                <Icon name="user"/>
                <h2 id="h-details">{words::DETAILS.get(language)}</h2>
                <span class="digest">{changed}</span>
            </header>
            <div class="section-body">{field_rows(&view.editable, StatusMeaning::Active, view.fields.iter().copied())}</div>
        </section>
        {portal_section(&view.portal, &view.clock, language)}
    }
}

fn actions(view: &ContactView, name: &str) -> impl IntoView {
    let language = view.editable.language;
    let values = &view.editable.values;
    let phone = |keys: &[&str]| {
        keys.iter()
            .find_map(|key| Phone::parse(values.text(key), view.editable.home).ok())
            .map(|phone| phone.e164().to_owned())
    };
    let button = |href: String, icon: &'static str, text: Text| {
        view! { <a class="ds-button" data-variant="secondary" href=href><Icon name=icon/><span>{text.get(language)}</span></a> }
    };
    let call = phone(&["mobile", "phone"]).map(|number| button(format!("tel:{number}"), "phone", common::CALL));
    // Whoever may change a contact may write to it.
    let may_write = view.editable.may_change;
    let written = |kind| write_address(view.card.customer, kind, Some(view.card.contact.id), "");
    let sms = phone(&["mobile"]).map(|number| {
        let href = if may_write { written(Writing::Sms) } else { format!("sms:{number}") };
        button(href, "message-square", common::SMS)
    });
    let email = values.text("email");
    let email = (!email.is_empty()).then(|| {
        let href = if may_write { written(Writing::Email) } else { format!("mailto:{email}") };
        button(href, "mail", common::EMAIL)
    });
    let any = call.is_some() || sms.is_some() || email.is_some();
    any.then(|| view! { <nav class="quick-actions actionbar" aria-label=name.to_owned()>{call}{sms}{email}</nav> })
}

fn ids(view: &ContactView) -> impl IntoView {
    view! {
        <input type="hidden" name="customer" value=view.card.customer.to_string()/>
        <input type="hidden" name="contact" value=view.card.contact.id.to_string()/>
    }
}

fn menu(view: &ContactView, name: &str) -> impl IntoView {
    let language = view.editable.language;
    let (ended, icon, text): (_, _, Text) =
        if view.card.contact.ended { ("false", "rotate-ccw", words::REOPEN) } else { ("true", "archive", words::END) };
    view.editable.may_change.then(|| {
        view! {
            <details class="menu">
                <summary class="icon-button" aria-label=words::MENU.with(language, &[("name", name)])><Icon name="ellipsis"/></summary>
                {menu_panel(view! {
                    <form method="post" action="/api/staff/contact-end">
                        {ids(view)}
                        <input type="hidden" name="ended" value=ended/>
                        <button class="menu-item" type="submit"><SpriteIcon name=icon/><span>{text.get(language)}</span></button>
                    </form>
                    <hr class="menu-line"/>
                    <a class="menu-item" data-color="danger" href="?delete=1"><SpriteIcon name="trash-2"/><span>{words::DELETE.get(language)}</span></a>
                }.into_any())}
            </details>
        }
    })
}

/// Whether the contact is really to be deleted, and what else one could do.
fn confirm(view: &ContactView, name: &str) -> impl IntoView {
    let language = view.editable.language;
    view! {
        <section class="section" aria-labelledby="h-delete">
            <header class="section-head">
                <Icon name="triangle-alert"/>
                <h2 id="h-delete">{words::DELETE_TITLE.with(language, &[("name", name)])}</h2>
            </header>
            <div class="section-body">
                <p>{words::DELETE_ADVICE.get(language)}</p>
                {view.card.is_reference.then(|| view! { <p>{words::END_ADVICE.get(language)}</p> })}
                <form class="form" method="post" action="/api/staff/contact-delete" data-plain>
                    {ids(view)}
                    <div class="form-actions">
                        <button class="ds-button" data-color="danger" type="submit">{words::DELETE.get(language)}</button>
                        <a class="ds-button" data-variant="tertiary" data-color="neutral" href="?">{common::CANCEL.get(language)}</a>
                    </div>
                </form>
            </div>
        </section>
    }
}
