//! The bar on top and the navigation.

use crate::{
    i18n::common as words,
    ui::{Avatar, Icon},
};
use domain::{language::Language, register::Scope, session::Session};
use leptos::prelude::*;

/// Which entry of the navigation a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The register with a scope.
    Register(Scope),
    /// A customer's card, or something on it.
    Customer,
    /// The firm's lists.
    Lists,
    /// The profile.
    Profile,
    /// None of them.
    Elsewhere,
}

fn links(language: Language, place: Place) -> impl IntoView {
    let in_customers = matches!(place, Place::Register(_) | Place::Customer).then_some("true");
    let scopes = Scope::ALL
        .into_iter()
        .map(|scope| {
            let name = match scope {
                Scope::Mine => words::MINE,
                Scope::Department => words::DEPARTMENTS,
                Scope::Firm => words::FIRMS,
            };
            let current = (place == Place::Register(scope)).then_some("page");
            view! {
                <li>
                    <a class="nav-link nav-sub" href=format!("/customers?scope={}", scope.key()) aria-current=current>
                        {name.get(language)}
                    </a>
                </li>
            }
        })
        .collect_view();
    let lists = (place == Place::Lists).then_some("page");
    let profile = (place == Place::Profile).then_some("page");
    view! {
        <ul class="nav-list">
            <li>
                <a class="nav-link" href="/customers" aria-current=in_customers>
                    <Icon name="building-2"/><span>{words::CUSTOMERS.get(language)}</span>
                </a>
            </li>
            {scopes}
        </ul>
        <ul class="nav-list nav-list-end">
            <li>
                <a class="nav-link" href="/lists" aria-current=lists>
                    <Icon name="list-checks"/><span>{words::LISTS.get(language)}</span>
                </a>
            </li>
            <li>
                <a class="nav-link" href="/profile" aria-current=profile>
                    <Icon name="user"/><span>{words::PROFILE.get(language)}</span>
                </a>
            </li>
        </ul>
    }
}

/// The navigation beside the page, on a desk.
#[component]
pub fn Sidebar(
    /// The reader's language.
    language: Language,
    /// The page's place.
    place: Place,
) -> impl IntoView {
    view! { <nav class="sidebar" aria-label=words::MAIN_MENU.get(language)>{links(language, place)}</nav> }
}

/// The bar on top: navigation on a phone, the way home, search, one's own menu.
#[component]
pub fn TopBar(
    /// Who reads.
    session: Session,
    /// The page's place.
    place: Place,
) -> impl IntoView {
    let language = session.language;
    view! {
        <header class="topbar">
            <details class="menu nav-menu">
                <summary class="icon-button" aria-label=words::MENU.get(language)><Icon name="menu"/></summary>
                <nav class="menu-panel" data-side="start" aria-label=words::MAIN_MENU.get(language)>{links(language, place)}</nav>
            </details>
            <a class="brand" href="/" aria-label=words::HOME.get(language)>
                <img src="/logo.svg" alt="" width="24" height="24"/><span>"Kundekort"</span>
            </a>
            <a class="searchlink" href="/search" data-palette>
                <Icon name="search"/><span>{words::SEARCH_PLACEHOLDER.get(language)}</span><kbd>"Ctrl K"</kbd>
            </a>
            <div class="topbar-end">
                <details class="menu user-menu">
                    <summary>
                        <Avatar name=session.name.clone()/>
                        <span class="sr-only">{words::YOUR_MENU.with(language, &[("name", &session.name)])}</span>
                    </summary>
                    <div class="menu-panel">
                        <p class="menu-who"><strong>{session.name.clone()}</strong><span class="muted small">{session.email.clone()}</span></p>
                        <hr class="menu-line"/>
                        <a class="menu-item" href="/profile">
                            <Icon name="settings"/><span>{words::PROFILE_AND_SETTINGS.get(language)}</span>
                        </a>
                        <button class="menu-item needs-script" type="button" data-keys>
                            <Icon name="keyboard"/><span>{words::SHORTCUTS.get(language)}</span><kbd>"?"</kbd>
                        </button>
                        <hr class="menu-line"/>
                        <form method="post" action="/api/staff/sign-out">
                            <button class="menu-item" type="submit"><Icon name="log-out"/><span>{words::SIGN_OUT.get(language)}</span></button>
                        </form>
                    </div>
                </details>
            </div>
        </header>
    }
}
