//! The portal's first page: what waits, the ways in, and whom to turn to.

use super::frame::{Root, named, why};
use crate::{
    enquiry::colour,
    i18n::portal as words,
    ui::{Avatar, Icon},
};
use domain::portal::{
    Enquiry, EnquiryState, PortalAction, PortalModule, PortalReason, PortalSession, PortalSubject, can,
};
use leptos::prelude::*;
use store::portal::enquiry::Seen;

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct HomeView {
    /// Whose page it is.
    pub session: PortalSession,
    /// The enquiries that they see.
    pub enquiries: Vec<Seen<Enquiry>>,
    /// How many documents are shared with them.
    pub documents: usize,
    /// Name and e-mail address of whoever is responsible for the customer.
    pub responsible: Option<(String, String)>,
}

/// The first page.
#[component]
pub fn HomePage(
    /// Everything that it shows.
    view: HomeView,
) -> impl IntoView {
    let session = &view.session;
    let language = session.language;
    view! {
        <h1>{words::HELLO.with(language, &[("name", &session.first_name)])}</h1>
        <p class="portal-lead">{session.customer_name.clone()}</p>
        {why(session, PortalReason::Everybody)}
        {answered(&view)}
        <ul class="portal-tiles">{tiles(&view)}</ul>
        {responsible(&view)}
    }
}

/// Enquiries that the firm has answered: they wait for the contact.
fn answered(view: &HomeView) -> Option<AnyView> {
    let language = view.session.language;
    let root = Root::of(&view.session);
    let rows: Vec<_> = view
        .enquiries
        .iter()
        .filter(|seen| seen.what.state == EnquiryState::Answered)
        .take(3)
        .map(|seen| {
            let one = &seen.what;
            let href = root.to(&format!("/enquiries/{}", one.id));
            view! {
                <li>
                    <a class="portal-row" href=href>
                        <span class="portal-row-icon" aria-hidden="true"><Icon name="inbox"/></span>
                        <span><strong>{one.title.clone()}</strong><span class="muted">{excerpt(&one.answer)}</span></span>
                        <Icon name="chevron-right"/>
                    </a>
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="portal-card" aria-labelledby="h-answered">
                <h2 id="h-answered">{words::ANSWERED_TITLE.get(language)}</h2>
                <ul class="portal-rows">{rows}</ul>
            </section>
        }
        .into_any()
    })
}

fn excerpt(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let short: String = line.chars().take(80).collect();
    if short.len() < text.len() { format!("{short} …") } else { short }
}

fn tiles(view: &HomeView) -> impl IntoView + use<> {
    let session = &view.session;
    let language = session.language;
    let root = Root::of(session);
    let tile = |href: String, icon: &'static str, name: &'static str, about: String| {
        view! {
            <li>
                <a class="portal-tile" href=href>
                    <Icon name=icon/>
                    <strong>{name}</strong>
                    <span class="muted">{about}</span>
                </a>
            </li>
        }
        .into_any()
    };
    let subject = PortalSubject { tenant: session.tenant, customer: session.customer, owner: Some(session.contact) };
    let may_send = can(&session.visitor, PortalAction::SendEnquiry, subject).allowed;
    let mut all = Vec::new();
    if may_send {
        let href = root.to("/enquiries/new");
        let about = words::ENQUIRIES_NONE.get(language).to_owned();
        all.push(tile(href, "plus", words::NEW_ENQUIRY.get(language), about));
    }
    for module in &session.visitor.modules {
        let (name, icon) = named(*module);
        let about = match module {
            PortalModule::Enquiries => {
                let open = view
                    .enquiries
                    .iter()
                    .filter(|seen| matches!(seen.what.state, EnquiryState::New | EnquiryState::Taken));
                words::ENQUIRIES_OPEN.with(language, &[("n", &open.count().to_string())])
            }
            PortalModule::Documents if view.documents == 0 => words::DOCUMENTS_NONE.get(language).to_owned(),
            PortalModule::Documents => words::DOCUMENTS_SHARED.with(language, &[("n", &view.documents.to_string())]),
            PortalModule::Messages => {
                let who = view.responsible.as_ref().map_or(session.tenant_name.as_str(), |(name, _)| name.as_str());
                words::MESSAGES_ABOUT.with(language, &[("who", who)])
            }
            PortalModule::Details => words::DETAILS_ABOUT.get(language).to_owned(),
        };
        all.push(tile(root.module(*module), icon, name.get(language), about));
    }
    all
}

fn responsible(view: &HomeView) -> impl IntoView + use<> {
    let session = &view.session;
    let language = session.language;
    let firm = &session.tenant_name;
    let messages = session.visitor.modules.contains(&PortalModule::Messages).then(|| {
        let href = Root::of(session).module(PortalModule::Messages);
        let text = words::WRITE.get(language);
        view! { <a class="icon-button" href=href aria-label=text title=text><Icon name="message-square"/></a> }
    });
    let body = match &view.responsible {
        None => view! { <p class="muted">{words::NOBODY.with(language, &[("firm", firm)])}</p> }.into_any(),
        Some((name, email)) => {
            let mail = words::MAIL.get(language);
            view! {
                <div class="portal-person">
                    <Avatar name=name.clone()/>
                    <span><strong>{name.clone()}</strong><span class="muted">{words::RESPONSIBLE.with(language, &[("firm", firm)])}</span></span>
                    <a class="icon-button" href=format!("mailto:{email}") aria-label=mail title=mail><Icon name="mail"/></a>
                    {messages}
                </div>
            }
            .into_any()
        }
    };
    view! {
        <section class="portal-card" aria-labelledby="h-responsible">
            <h2 id="h-responsible">{words::YOUR_CONTACT.get(language)}</h2>
            {body}
        </section>
    }
}

/// The colour of a state, for other pages of the portal.
pub(super) fn state_tag(state: EnquiryState, language: domain::language::Language) -> impl IntoView {
    view! { <span class="ds-tag" data-color=colour(state)>{state.name(language)}</span> }
}
