//! The section of contact persons, and the tab with all of them.

use crate::{
    card::{Arrangement, CardView, Editing, sections::SectionView},
    dialog::{Writing, write_address},
    editing::{InputView, input_view, name_of},
    i18n::{common, contact as words},
    live::dot,
    ui::{Avatar, ErrorText, FormActions, Icon, SpriteIcon, menu_panel},
};
use domain::{
    contact::Contact,
    field::{Kind, contact as field},
    language::Language,
    phone::Phone,
    policy::Action,
    portal::PortalRight,
    section::Section,
    text::Text,
};
use leptos::prelude::*;

/// Most characters of a long text in the list of contacts.
const BRIEF: usize = 80;

/// The section of contact persons.
pub const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    let counts = &view.card.counts;
    let (active, ended) = (counts.contacts.to_string(), counts.ended_contacts.to_string());
    let text: Text = match (counts.contacts, counts.ended_contacts) {
        (1, 0) => words::DIGEST_ONE_ACTIVE,
        (_, 0) => words::DIGEST_ACTIVE,
        (1, 1) => words::DIGEST_ONE_AND_ONE,
        (1, _) => words::DIGEST_ONE,
        (_, 1) => words::DIGEST_AND_ONE,
        _ => words::DIGEST,
    };
    text.with(view.session.language, &[("active", &active), ("ended", &ended)])
}

fn body(view: &CardView) -> AnyView {
    view! { {list(view)}{adder(view)}{more(view)}{view.as_of.is_none().then(|| foot(view))} }.into_any()
}

/// How many there are where not all are shown, and the way to all.
fn more(view: &CardView) -> impl IntoView + use<> {
    let language = view.session.language;
    let (counts, shown) = (&view.card.counts, view.card.contacts.len());
    let all = counts.contacts + if view.layout.inactive_contacts { counts.ended_contacts } else { 0 };
    let is_brief = view.as_of.is_none() && usize::try_from(all).is_ok_and(|all| all > shown);
    is_brief.then(|| {
        let all = all.to_string();
        // What is kept from the reader, or not used, is not named either.
        let is_ranked = store::card::ranks_contacts(&view.session.rights)
            && field("functions").is_some_and(|field| view.needs().is_used(field));
        let text = if is_ranked { words::SOME } else { words::SOME_CHANGED };
        view! {
            <p class="muted small">{text.with(language, &[("shown", &shown.to_string()), ("all", &all)])}</p>
            <div class="section-foot"><a class="link" href=format!("{}/contacts", view.address())>{words::SHOW_ALL.with(language, &[("all", &all)])}</a></div>
        }
    })
}

/// All contacts on a page of their own.
#[must_use]
pub fn contacts_tab(view: &CardView) -> impl IntoView {
    let language = view.session.language;
    view! {
        <section class="section" data-region="contacts-tab" aria-labelledby="h-all-contacts">
            <header class="section-head">
                <Icon name="users"/>
                <h2 id="h-all-contacts">{words::ALL.get(language)}</h2>
                {dot(view, Section::Contacts)}
                <span class="digest">{digest(view)}</span>
            </header>
            <div class="section-body">{body(view)}</div>
        </section>
    }
}

fn list(view: &CardView) -> impl IntoView {
    let language = view.session.language;
    let rows = view.card.contacts.iter().map(|contact| row(view, contact)).collect_view();
    // A refusal belongs to the list: which contact it was about is in its words.
    let refused = ["/api/staff/contact-end", "/api/staff/contact-delete"]
        .into_iter()
        .find_map(|form| view.failed(form)?.error.problem_of("contact"))
        .map(|problem| view! { <ErrorText id="contacts-e".to_owned() problem=problem language=language/> });
    let nothing =
        view.card.contacts.is_empty().then(|| view! { <div class="empty"><p>{words::EMPTY.get(language)}</p></div> });
    view! { {refused}{nothing}<ul class="contact-list">{rows}</ul> }
}

fn row(view: &CardView, contact: &Contact) -> AnyView {
    let language = view.session.language;
    let name = contact.name();
    let needs = view.needs();
    let shown = |key: &str| {
        field(key).filter(|field| needs.is_used(field)).map_or_else(String::new, |field| {
            contact.values.shown(field, &view.card.names, language, view.session.home)
        })
    };
    let title = shown("title");
    let position = shown("position");
    let role = [
        if title.is_empty() || title == position { position } else { format!("{title}, {position}") },
        shown("functions"),
    ]
    .into_iter()
    .map(|part| part.trim_end_matches(", ").to_owned())
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(" · ");
    let has_attributes = field("attributes").is_some_and(|field| needs.is_used(field));
    let attributes =
        contact.values.items("attributes").filter(|_| has_attributes).filter_map(|id| view.card.names.get(id).cloned());
    let attributes: Vec<_> =
        attributes.map(|name| view! { <li class="ds-tag" data-color="neutral">{name}</li> }).collect();
    let attributes = (!attributes.is_empty()).then(
        || view! { <ul class="contact-attributes" aria-label=label_of("attributes", language)>{attributes}</ul> },
    );
    let own: Vec<_> = view
        .session
        .own_of_contacts
        .iter()
        .filter_map(|field| Some((field.label.get(language), brief(field.kind, &shown(field.key))?)))
        .map(|(label, value)| view! { <li><span class="muted">{label}": "</span>{value}</li> })
        .collect();
    let own = (!own.is_empty()).then(|| view! { <ul class="contact-own">{own}</ul> });
    let ended = contact
        .ended
        .then(|| view! { " " <span class="ds-tag" data-color="neutral">{words::ENDED.get(language)}</span> });
    view! {
        <li class="contact" data-inactive=contact.ended id=format!("contact-{}", contact.id)>
            <Avatar name=name.clone() size="large"/>
            <div class="contact-who">
                <p class="contact-name">
                    {title_of(view, contact, &name)}
                    {ended}
                    {portal(view, contact, &name)}
                </p>
                <p class="contact-role">{role}</p>
                {attributes}
                {own}
            </div>
            <div class="contact-links">
                {links(view, contact, &name)}
                {menu(view, contact, &name)}
            </div>
        </li>
    }
    .into_any()
}

/// A value of an own field beside others: of a long text how it begins, the rest is on the contact's page.
fn brief(kind: Kind, shown: &str) -> Option<String> {
    let line = shown.lines().next().unwrap_or_default().trim();
    let is_cut =
        matches!(kind, Kind::Lines { .. }) && (line.len() < shown.trim().len() || line.chars().count() > BRIEF);
    let mut text: String = if is_cut { line.chars().take(BRIEF).collect() } else { line.to_owned() };
    if is_cut {
        text.push('…');
    }
    (!line.is_empty()).then_some(text)
}

/// What a field of a contact is called.
fn label_of(key: &str, language: Language) -> &'static str {
    field(key).map_or("", |field| field.label.get(language))
}

/// The name, which leads to the contact's own page; that is of now, so a card of another time has none.
fn title_of(view: &CardView, contact: &Contact, name: &str) -> AnyView {
    let name = name.to_owned();
    if view.as_of.is_some() {
        return view! { <b>{name}</b> }.into_any();
    }
    view! { <a href=format!("{}/contacts/{}", view.address(), contact.id)>{name}</a> }.into_any()
}

/// How many rights in the portal a contact has whose door is open, and the way to them.
fn portal(view: &CardView, contact: &Contact, name: &str) -> Option<AnyView> {
    let count = view.card.portal_rights.get(&contact.id).filter(|_| !contact.ended)?.to_string();
    let all = PortalRight::ALL.len().to_string();
    let label = words::PORTAL_RIGHTS.with(view.session.language, &[("name", name), ("n", &count), ("all", &all)]);
    let href = format!("{}/contacts/{}#h-portal", view.address(), contact.id);
    Some(
        view! { <a class="portal-count" href=href aria-label=label.clone() title=label>{count}"/"{all}</a> }.into_any(),
    )
}

/// One tap from call, SMS and e-mail.
fn links(view: &CardView, contact: &Contact, name: &str) -> impl IntoView {
    let language = view.session.language;
    let phone = |keys: &[&str]| {
        keys.iter()
            .find_map(|key| Phone::parse(contact.values.text(key), view.session.home).ok())
            .map(|phone| phone.e164().to_owned())
    };
    let link = |href: String, icon: &'static str, text: Text| {
        view! { <a class="icon-button" href=href aria-label=text.with(language, &[("name", name)])><Icon name=icon/></a> }
    };
    let call = phone(&["mobile", "phone"]).map(|number| link(format!("tel:{number}"), "phone", words::CALL_THAT));
    let may_write = view.may(Action::WriteDialog);
    let written = |kind| write_address(view.card.id, kind, Some(contact.id), "");
    let sms = phone(&["mobile"]).map(|number| {
        let href = if may_write { written(Writing::Sms) } else { format!("sms:{number}") };
        link(href, "message-square", words::SMS_THAT)
    });
    let email = contact.values.text("email");
    let email = (!email.is_empty()).then(|| {
        let href = if may_write { written(Writing::Email) } else { format!("mailto:{email}") };
        link(href, "mail", words::EMAIL_THAT)
    });
    view! { {call}{sms}{email} }
}

fn menu(view: &CardView, contact: &Contact, name: &str) -> impl IntoView {
    let language = view.session.language;
    let href = format!("{}/contacts/{}", view.address(), contact.id);
    let (ended, icon, text): (_, _, Text) =
        if contact.ended { ("false", "rotate-ccw", words::REOPEN) } else { ("true", "archive", words::END) };
    let delete = format!("{href}?delete=1");
    view.may(Action::ChangeContact).then(|| {
        view! {
            <details class="menu">
                <summary class="icon-button" aria-label=words::MENU.with(language, &[("name", name)])><Icon name="ellipsis"/></summary>
                {menu_panel(view! {
                    <a class="menu-item" href=href><SpriteIcon name="pencil"/><span>{common::EDIT.get(language)}</span></a>
                    <form method="post" action="/api/staff/contact-end">
                        <input type="hidden" name="customer" value=view.card.id.to_string()/>
                        <input type="hidden" name="contact" value=contact.id.to_string()/>
                        <input type="hidden" name="ended" value=ended/>
                        <button class="menu-item" type="submit"><SpriteIcon name=icon/><span>{text.get(language)}</span></button>
                    </form>
                    <hr class="menu-line"/>
                    <a class="menu-item" data-color="danger" href=delete><SpriteIcon name="trash-2"/><span>{words::DELETE.get(language)}</span></a>
                }.into_any())}
            </details>
        }
    })
}

/// The way to add one, and the box that also shows those that have ended; the choice is remembered.
fn foot(view: &CardView) -> impl IntoView {
    let language = view.session.language;
    let add = (view.may(Action::ChangeContact) && view.editing != Some(Editing::NewContact)).then(|| {
        view! {
            <a class="link" data-swap data-edit="new-contact" href="?add=contact#new-contact"><Icon name="plus"/>{words::NEW.get(language)}</a>
        }
    });
    let shown = view.layout.inactive_contacts;
    let whose = view.arrangement.target();
    // Who tries a colleague's arrangement changes nothing of their own.
    let toggle = (!matches!(view.arrangement, Arrangement::Tried(_))).then(|| {
        view! {
            <form method="post" action="/api/staff/layout" class="inactive-toggle">
                <input type="hidden" name="device" value=view.device.key()/>
                {whose.map(|whose| view! { <input type="hidden" name="whose" value=whose.key()/> })}
                <button class="check" name="change" value=if shown { "active" } else { "inactive" } role="checkbox" aria-checked=if shown { "true" } else { "false" }>
                    <span class="check-box" aria-hidden="true">{shown.then(|| view! { <Icon name="check"/> })}</span>
                    {words::SHOW_INACTIVE.get(language)}
                </button>
            </form>
        }
    });
    view! {
        <div class="section-foot">
            {add}
            {toggle}
        </div>
    }
}

/// The form for a new contact.
fn adder(view: &CardView) -> impl IntoView {
    let language = view.session.language;
    let is_open = view.editing == Some(Editing::NewContact) && view.may(Action::ChangeContact);
    is_open.then(|| {
        let failed = view.failed("/api/staff/contact-add");
        let needs = view.needs();
        let fields = view
            .session
            .contact_fields()
            .filter(|field| needs.is_used(field) && needs.may_change(field))
            .enumerate()
            .map(|(index, field)| {
                let id = format!("new-{}", field.key);
                let message = format!("{id}-e");
                let name = name_of(field);
                let typed = failed.and_then(|state| state.typed(&name)).unwrap_or_default().to_owned();
                let problem = failed.and_then(|state| state.error.problem_of(field.key));
                let must = needs.is_must(field);
                let mark = must.then(|| view! { " " <span class="need">{common::MUST.get(language)}</span> });
                let input = input_view(&InputView {
                    field,
                    must,
                    id: &id,
                    name: &name,
                    typed: &typed,
                    error: problem.map(|_| message.as_str()),
                    choices: &view.choices,
                    language,
                    autofocus: index == 0,
                    hint: None,
                });
                view! {
                    <div class="ds-field">
                        <label class="ds-label" for=id>{field.label.get(language)}{mark}</label>
                        {input}
                        {problem.map(|problem| view! { <ErrorText id=message problem=problem language=language/> })}
                    </div>
                }
            })
            .collect_view();
        view! {
            <form class="form" id="new-contact" method="post" action="/api/staff/contact-add" aria-label=words::NEW.get(language)>
                <input type="hidden" name="customer" value=view.card.id.to_string()/>
                {fields}
                <FormActions language=language/>
            </form>
        }
    })
}
