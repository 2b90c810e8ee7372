//! The frame around every page of the portal: the firm's name on top, the ways below it.

use crate::{
    error::problem_text,
    i18n::portal as words,
    shell::{Assets, Fonts},
    ui::{Avatar, Icon},
};
use domain::{
    contact::company_initials,
    error::{ApiError, Problem},
    language::Language,
    portal::{PortalModule, PortalReason, PortalSession},
    text::Text,
};
use leptos::prelude::*;

/// Where in the portal a page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PortalPlace {
    /// The first page.
    Home,
    /// A part of it.
    Module(PortalModule),
    /// One's own account.
    Account,
}

/// What addresses of the portal begin with: the portal itself, or the contact as whom staff see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root(String);

impl Root {
    /// For a session.
    #[must_use]
    pub fn of(session: &PortalSession) -> Self {
        if session.visitor.is_seen_by_staff {
            Self(format!("/customers/{}/contacts/{}/portal", session.customer, session.contact))
        } else {
            Self("/portal".to_owned())
        }
    }

    /// An address below it; `path` begins with a slash or is empty.
    #[must_use]
    pub fn to(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// A part of the portal.
    #[must_use]
    pub fn module(&self, module: PortalModule) -> String {
        format!("{}/{}", self.0, module.key())
    }
}

/// What is wrong with a form that is shown again.
#[derive(Clone, Debug, Default)]
pub struct Problems(pub Option<ApiError>);

impl Problems {
    /// What is wrong with a field.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<Problem> {
        self.0.as_ref().and_then(|error| error.problem_of(field))
    }

    /// The message of a field, with the id by which the field names it.
    #[must_use]
    pub fn message(&self, field: &str, language: Language) -> Option<AnyView> {
        let text = problem_text(self.of(field)?, language);
        let id = format!("{field}-e");
        Some(
            view! { <p class="field-error" id=id role="alert"><Icon name="circle-alert" small=true/>{text}</p> }
                .into_any(),
        )
    }

    /// What `aria-describedby` says.
    #[must_use]
    pub fn described(&self, field: &str) -> Option<String> {
        self.of(field).map(|_| format!("{field}-e"))
    }

    /// What `aria-invalid` says.
    #[must_use]
    pub fn invalid(&self, field: &str) -> Option<&'static str> {
        self.of(field).map(|_| "true")
    }
}

/// What a part is called in the menu, and its icon.
pub(super) const fn named(module: PortalModule) -> (Text, &'static str) {
    match module {
        PortalModule::Enquiries => (words::ENQUIRIES, "inbox"),
        PortalModule::Documents => (words::DOCUMENTS, "folder"),
        PortalModule::Messages => (words::MESSAGES, "message-square"),
        PortalModule::Details => (words::DETAILS, "building-2"),
    }
}

/// Why something is seen, for staff who look.
#[must_use]
pub fn why(session: &PortalSession, reason: PortalReason) -> Option<AnyView> {
    let language = session.language;
    let reason = match reason {
        _ if !session.visitor.is_seen_by_staff => return None,
        PortalReason::Own => words::WHY_OWN.get(language).to_owned(),
        PortalReason::RightGiven(right) => words::WHY_RIGHT.with(language, &[("right", right.name(language))]),
        _ => words::WHY_EVERYBODY.get(language).to_owned(),
    };
    let text = words::WHY.with(language, &[("reason", &reason)]);
    Some(view! { <p class="portal-why small"><Icon name="eye" small=true/>{text}</p> }.into_any())
}

/// A page of the portal. It loads no script.
#[component]
pub fn PortalDocument(
    /// The page's title.
    title: String,
    /// Whose it is.
    session: PortalSession,
    /// Where it stands.
    place: PortalPlace,
    /// What the browser loads.
    assets: Assets,
    /// The page.
    children: Children,
) -> impl IntoView {
    let language = session.language;
    let root = Root::of(&session);
    let seen = session.visitor.is_seen_by_staff;
    let way = |href: String, text: &'static str, icon: &'static str, is_here: bool| {
        let current = is_here.then_some("page");
        view! { <a class="portal-way" href=href aria-current=current><Icon name=icon/><span>{text}</span></a> }
    };
    let ways = session
        .visitor
        .modules
        .iter()
        .map(|module| {
            let (name, icon) = named(*module);
            way(root.module(*module), name.get(language), icon, place == PortalPlace::Module(*module))
        })
        .collect_view();
    let banner = seen.then(|| {
        let text = words::SEEN_AS.with(language, &[("name", &session.name), ("customer", &session.customer_name)]);
        let back = format!("/customers/{}/contacts/{}", session.customer, session.contact);
        view! {
            <div class="banner portal-seen" data-color="info" role="note">
                <Icon name="eye"/>
                <p>{text}" "<a class="link" href=back>{words::BACK.get(language)}</a></p>
            </div>
        }
    });
    let firm = session.tenant_name.clone();
    let page_title = format!("{title} – {firm}");
    view! {
        <!DOCTYPE html>
        <html lang=language.tag() data-color-scheme="auto" data-density="comfortable">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{page_title}</title>
                <Fonts/>
                <link rel="stylesheet" href=assets.style/>
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
            </head>
            <body class="portal">
                <a class="skip-link" href="#main">{crate::i18n::common::SKIP.get(language)}</a>
                <header class="portal-top">
                    <a class="portal-brand" href=root.to("")>
                        <span class="portal-mark" aria-hidden="true">{company_initials(&firm)}</span>
                        <span><strong>{firm.clone()}</strong><span class="portal-sub">{words::PORTAL.get(language)}</span></span>
                    </a>
                    <a class="portal-me" href=root.to("/account") aria-current=(place == PortalPlace::Account).then_some("page")>
                        <Avatar name=session.name.clone()/>
                        <span class="sr-only">{words::ACCOUNT.get(language)}</span>
                    </a>
                </header>
                <nav class="portal-ways" aria-label=words::MENU.get(language)>
                    {way(root.to(""), words::HOME.get(language), "house", place == PortalPlace::Home)}
                    {ways}
                </nav>
                <main class="portal-main" id="main" tabindex="-1">{banner}{children()}</main>
            </body>
        </html>
    }
}
