//! The bar on top and the navigation.

use crate::{
    i18n::{common as words, diary, employee, help as guide, import, job, mailbox, settings as firm},
    notice::Bell,
    ui::{Avatar, Icon, Once, SpriteIcon, menu_panel, once},
};
use domain::{
    language::Language,
    policy::{Action, Subject, can},
    register::Scope,
    session::Session,
};
use leptos::prelude::*;
use std::sync::RwLock;

/// Which entry of the navigation a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The register with a scope.
    Register(Scope),
    /// The register with a saved view.
    View,
    /// The registration window.
    Registration,
    /// A customer's card, or something on it.
    Customer,
    /// The import of customers.
    Import,
    /// Employees.
    Employees,
    /// The diary.
    Diary,
    /// The firm's lists.
    Lists,
    /// The firm's settings.
    Settings,
    /// The profile.
    Profile,
    /// The help.
    Help,
    /// None of them.
    Elsewhere,
}

/// Whether somebody may register customers.
#[must_use]
pub fn may_register(session: &Session) -> bool {
    can(session.actor(), Action::RegisterCustomer, Subject { tenant: session.tenant, owner: None }).allowed
}

/// The links by all that they depend on: each page has them twice, beside it and in the menu of a phone.
static LINKS: Once<(Language, Place, bool)> = Once::new(RwLock::default);

fn links(language: Language, place: Place, may_register: bool) -> AnyView {
    once(&LINKS, (language, place, may_register), || made_links(language, place, may_register).into_any())
}

fn made_links(language: Language, place: Place, may_register: bool) -> impl IntoView {
    let in_customers = match place {
        Place::Register(_) | Place::View | Place::Registration | Place::Import | Place::Customer => Some("true"),
        _ => None,
    };
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
    let settings = (place == Place::Settings).then_some("page");
    let register = may_register.then(|| {
        let current = (place == Place::Registration).then_some("page");
        view! {
            <li>
                <a class="nav-link nav-sub nav-new" href="/customers/new" data-key="n" aria-current=current>
                    <Icon name="plus"/><span>{words::NEW_CUSTOMER.get(language)}</span>
                </a>
            </li>
        }
    });
    // Whoever may register one may import many.
    let import = may_register.then(|| {
        let current = (place == Place::Import).then_some("page");
        view! {
            <li>
                <a class="nav-link nav-sub nav-new" href="/import" aria-current=current>
                    <Icon name="upload"/><span>{import::MENU.get(language)}</span>
                </a>
            </li>
        }
    });
    let in_diary = (place == Place::Diary).then_some("page");
    let employees = (place == Place::Employees).then_some("page");
    let profile = (place == Place::Profile).then_some("page");
    let help = (place == Place::Help).then_some("page");
    view! {
        <ul class="nav-list">
            <li>
                <a class="nav-link" href="/customers" aria-current=in_customers>
                    <Icon name="building-2"/><span>{words::CUSTOMERS.get(language)}</span>
                </a>
            </li>
            {scopes}
            {register}
            {import}
            <li>
                <a class="nav-link" href="/diary" aria-current=in_diary>
                    <Icon name="calendar-days"/><span>{diary::TITLE.get(language)}</span>
                </a>
            </li>
            <li>
                <a class="nav-link" href="/employees" aria-current=employees>
                    <Icon name="id-card"/><span>{employee::TITLE.get(language)}</span>
                </a>
            </li>
        </ul>
        <ul class="nav-list nav-list-end">
            <li>
                <a class="nav-link" href="/lists" aria-current=lists>
                    <Icon name="list-checks"/><span>{words::LISTS.get(language)}</span>
                </a>
            </li>
            <li>
                <a class="nav-link" href="/settings" aria-current=settings>
                    <Icon name="settings"/><span>{firm::MENU.get(language)}</span>
                </a>
            </li>
            <li>
                <a class="nav-link" href="/profile" aria-current=profile>
                    <Icon name="user"/><span>{words::PROFILE.get(language)}</span>
                </a>
            </li>
            <li>
                <a class="nav-link" href="/help" aria-current=help>
                    <Icon name="circle-question-mark"/><span>{guide::HELP.get(language)}</span>
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
    /// Whether the reader may register customers.
    may_register: bool,
) -> impl IntoView {
    view! { <nav class="sidebar" aria-label=words::MAIN_MENU.get(language)>{links(language, place, may_register)}</nav> }
}

/// That work of the reader's is going on, and the way to it; an empty place where there is none.
fn job_notice(session: &Session) -> impl IntoView + use<> {
    let language = session.language;
    let notice = session.job.map(|job| {
        view! {
            <a class="job-notice" href=format!("/jobs/{job}") aria-label=job::WORKING_THAT.get(language)>
                <Icon name="loader" small=true/><span>{job::WORKING.get(language)}</span>
            </a>
        }
    });
    view! { <span data-region="job-notice" data-finished=job::FINISHED.get(language)>{notice}</span> }
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
    let may_register = may_register(&session);
    view! {
        <header class="topbar">
            <details class="menu nav-menu">
                <summary class="icon-button" aria-label=words::MENU.get(language)><Icon name="menu"/></summary>
                <nav class="menu-panel" data-side="start" aria-label=words::MAIN_MENU.get(language)><noscript>{links(language, place, may_register)}</noscript></nav>
            </details>
            <a class="brand" href="/" aria-label=words::HOME.get(language)>
                <img src="/logo.svg" alt="" width="24" height="24"/><span>"Kundekort"</span>
            </a>
            <a class="searchlink" href="/search" data-palette>
                <Icon name="search"/><span>{words::SEARCH_PLACEHOLDER.get(language)}</span><kbd>"Ctrl K"</kbd>
            </a>
            <div class="topbar-end">
                {job_notice(&session)}
                <Bell unread=session.notices language=language/>
                <details class="menu user-menu">
                    <summary>
                        <Avatar name=session.name.clone()/>
                        <span class="sr-only">{words::YOUR_MENU.with(language, &[("name", &session.name)])}</span>
                    </summary>
                    {menu_panel(view! {
                        <p class="menu-who"><strong>{session.name.clone()}</strong><span class="muted small">{session.email.clone()}</span></p>
                        <hr class="menu-line"/>
                        <a class="menu-item" href="/profile">
                            <SpriteIcon name="settings"/><span>{words::PROFILE_AND_SETTINGS.get(language)}</span>
                        </a>
                        <a class="menu-item" href="/mailbox">
                            <SpriteIcon name="mail"/><span>{mailbox::TITLE.get(language)}</span>
                        </a>
                        <a class="menu-item" href="/jobs">
                            <SpriteIcon name="layers"/><span>{job::JOBS.get(language)}</span>
                        </a>
                        <button class="menu-item needs-script" type="button" data-keys>
                            <SpriteIcon name="keyboard"/><span>{words::SHORTCUTS.get(language)}</span><kbd>"?"</kbd>
                        </button>
                        <hr class="menu-line"/>
                        <form method="post" action="/api/staff/sign-out">
                            <button class="menu-item" type="submit"><SpriteIcon name="log-out"/><span>{words::SIGN_OUT.get(language)}</span></button>
                        </form>
                    }.into_any())}
                </details>
            </div>
        </header>
    }
}
