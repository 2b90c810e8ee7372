//! The HTML document.

use super::nav::{Sidebar, TopBar, may_register};
use crate::{
    i18n::common as words,
    search::Palette,
    ui::{Once, once, time::Clock},
};
use domain::{
    language::Language,
    session::Session,
    user::{ColourScheme, Density},
};
use leptos::prelude::*;
use std::sync::RwLock;

/// The addresses of what the browser loads, with the hash of their content in the name.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The stylesheet.
    pub style: String,
    /// The script that loads the WASM.
    pub boot: String,
    /// The WASM's own script.
    pub script: String,
    /// The WASM.
    pub wasm: String,
}

/// Which entry of the navigation a page belongs to.
pub use super::nav::Place;

/// The palette as it is before anybody opens it: its lines are found once, and not for every page.
fn palette(language: Language, may_register: bool) -> AnyView {
    static PALETTES: Once<(Language, bool)> = Once::new(RwLock::default);
    once(&PALETTES, (language, may_register), || {
        view! { <Palette language=language may_register=may_register/> }.into_any()
    })
}

/// The weights of the text that every page has, fetched beside the stylesheet (`style/src/font.css`).
#[component]
pub fn Fonts() -> impl IntoView {
    const FILES: [&str; 3] = ["/fonts/inter-400.woff2", "/fonts/inter-540.woff2", "/fonts/inter-620.woff2"];
    FILES
        .map(|href| view! { <link rel="preload" href=href r#as="font" r#type="font/woff2" crossorigin="anonymous"/> })
        .collect_view()
}

#[component]
fn Head(
    /// The page's title.
    title: String,
    /// What the browser loads.
    assets: Assets,
    /// Whether the page loads the WASM.
    script: bool,
) -> impl IntoView {
    view! {
        <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
            <meta name="color-scheme" content="light dark"/>
            <title>{format!("{title} – Kundekort")}</title>
            // Before the stylesheet: a script waits for the stylesheets above it. And the page is drawn once
            // it is all there: drawing half of it first costs as much as drawing all, and keeps the rest waiting.
            {script.then(|| view! {
                <link rel="expect" href="#announcer" blocking="render"/>
                <link rel="preload" href=assets.wasm.clone() r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
                <link rel="modulepreload" href=assets.script.clone()/>
                <script src=assets.boot data-script=assets.script data-wasm=assets.wasm></script>
            })}
            <Fonts/>
            <link rel="stylesheet" href=assets.style/>
            <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
            <link rel="manifest" href="/manifest.webmanifest"/>
        </head>
    }
}

/// A page with the bar on top and the navigation beside it.
#[component]
pub fn Document(
    /// The page's title.
    title: String,
    /// Who reads it.
    session: Session,
    /// Where it belongs.
    place: Place,
    /// What the browser loads.
    assets: Assets,
    /// The page.
    children: Children,
) -> impl IntoView {
    let language = session.language;
    let may_register = may_register(&session);
    // Whose what is typed is.
    let user = session.user.to_string();
    view! {
        <!DOCTYPE html>
        <html lang=language.tag() data-color-scheme=session.colour_scheme.key() data-density=session.density.key()>
            <Head title=title assets=assets script=true/>
            <body>
                <a class="skip-link" href="#main">{words::SKIP.get(language)}</a>
                <TopBar session=session.clone() place=place/>
                <div class="layout">
                    <Sidebar language=language place=place may_register=may_register/>
                    <main class="main" id="main" tabindex="-1" data-user=user>{children()}</main>
                </div>
                <div class="toasts" id="toasts" role="status" aria-live="polite"></div>
                <div class="sr-only" id="announcer" role="status" aria-live="assertive"></div>
                {palette(language, may_register)}
            </body>
        </html>
    }
}

/// A page without navigation: signing in, errors. It loads no script.
#[component]
pub fn PlainDocument(
    /// The page's title.
    title: String,
    /// The reader's language.
    language: Language,
    /// What the browser loads.
    assets: Assets,
    /// The reader's colours, where it is known who reads.
    #[prop(default = ColourScheme::Auto)]
    scheme: ColourScheme,
    /// The page.
    children: Children,
) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang=language.tag() data-color-scheme=scheme.key() data-density=Density::Comfortable.key()>
            <Head title=title assets=assets script=false/>
            <body class="plain">{children()}</body>
        </html>
    }
}

/// The clock of a session.
#[must_use]
pub fn clock_of(session: &Session) -> Clock {
    Clock::new(&session.time_zone, session.language)
}
