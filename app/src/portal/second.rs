//! The second step of signing in: shown at the door, set up in one's account.

use super::frame::Problems;
use crate::{
    i18n::{portal as portal_words, portal_second as words},
    ui::{Icon, time::Clock},
};
use domain::{language::Language, portal::PortalSession, text::Text};
use leptos::prelude::*;

/// A code as people read it: five characters at a time.
#[must_use]
pub fn grouped_code(code: &str) -> String {
    let signs: Vec<char> = code.chars().collect();
    signs.chunks(5).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// Everything that the page at the door shows.
#[derive(Clone, Debug)]
pub struct SecondStepView {
    /// The reader's language.
    pub language: Language,
    /// The firm whose portal it is.
    pub firm: String,
    /// Their first name.
    pub name: String,
    /// The token by which they show the step.
    pub token: String,
    /// Where to go afterwards.
    pub next: String,
    /// What was wrong with the code.
    pub problems: Problems,
}

/// The input of a code, with what is wrong with it.
fn code_input(
    id: &'static str,
    hint: Text,
    problems: &Problems,
    language: Language,
    digits_alone: bool,
) -> impl IntoView {
    let wrong = problems.of("code").is_some();
    let hint_id = format!("{id}-hint");
    let described = if wrong { format!("code-e {hint_id}") } else { hint_id.clone() };
    view! {
        <div class="ds-field">
            <label class="ds-label" for=id>{words::CODE.get(language)}</label>
            <input class="ds-input portal-code" id=id name="code" autocomplete="one-time-code" required maxlength="20" autocapitalize="none" spellcheck="false"
                inputmode=digits_alone.then_some("numeric") aria-invalid=wrong.then_some("true") aria-describedby=described/>
            <p class="muted small" id=hint_id>{hint.get(language)}</p>
            {problems.message("code", language)}
        </div>
    }
}

/// Where somebody shows the second step.
#[component]
pub fn SecondStepPage(
    /// Everything that it shows.
    view: SecondStepView,
) -> impl IntoView {
    let language = view.language;
    let advice = words::STEP_ADVICE.with(language, &[("name", &view.name), ("firm", &view.firm)]);
    view! {
        <main class="signin" id="main" tabindex="-1">
            <p class="signin-brand"><Icon name="door-open"/>{portal_words::PORTAL.get(language)}</p>
            <div class="signin-box">
                <h1>{words::STEP.get(language)}</h1>
                <p>{advice}</p>
                <form class="form" method="post" action=format!("/portal/second/{}", view.token)>
                    <input type="hidden" name="next" value=view.next/>
                    {code_input("code", words::ANY_HINT, &view.problems, language, false)}
                    <button class="ds-button" type="submit" data-fullwidth>{words::ENTER.get(language)}</button>
                </form>
                <p class="muted small">{words::LOST.with(language, &[("firm", &view.firm)])}</p>
            </div>
        </main>
    }
}

/// A QR code: squares on a field of so many by so many.
#[derive(Clone, Debug)]
pub struct Picture {
    /// How many squares wide and high it is.
    pub size: usize,
    /// The dark ones, as an SVG path.
    pub path: String,
}

/// What an app takes over.
#[derive(Clone, Debug)]
pub struct SetUp {
    /// As a picture.
    pub picture: Option<Picture>,
    /// As an address, for an app on the same device.
    pub address: Option<String>,
    /// In letters and digits.
    pub secret: String,
}

/// Everything that the page in the account shows.
#[derive(Clone, Debug)]
pub struct SecondView {
    /// Whose page it is.
    pub session: PortalSession,
    /// Since when it is on, UTC in RFC 3339.
    pub since: Option<String>,
    /// How many codes that were written down are unused.
    pub unused: usize,
    /// What turns it on, where it is off.
    pub set_up: Option<SetUp>,
    /// Codes to write down, until they are.
    pub codes: Vec<String>,
    /// What was just done.
    pub done: Option<Text>,
    /// What was wrong with the code.
    pub problems: Problems,
    /// When it is read.
    pub clock: Clock,
}

/// How it stands in the account, with the way to change it.
#[must_use]
pub fn second_section(since: Option<&str>, may_change: bool, clock: &Clock, language: Language) -> AnyView {
    let (state, colour) = if since.is_some() { (words::ON, "success") } else { (words::OFF, "neutral") };
    let when = since.map(|at| {
        view! { <p class="muted small">{words::ON_SINCE.with(language, &[("when", &clock.shown(at))])}</p> }
    });
    let about = since.is_none().then(|| view! { <p class="muted small">{words::ABOUT.get(language)}</p> });
    let way = may_change.then(|| {
        let text = if since.is_some() { words::CHANGE } else { words::SET_UP };
        view! {
            <p><a class="ds-button" data-variant="secondary" href="/portal/account/second">
                {text.get(language)}<span class="sr-only">": "{words::SECOND.get(language)}</span>
            </a></p>
        }
    });
    view! {
        <section class="portal-card" aria-labelledby="h-second">
            <h2 id="h-second">{words::SECOND.get(language)}" "<span class="ds-tag" data-color=colour>{state.get(language)}</span></h2>
            {about}{when}{way}
        </section>
    }
    .into_any()
}

fn what(key: &'static str) -> impl IntoView {
    view! { <input type="hidden" name="what" value=key/> }
}

fn set_up(setting: &SetUp, problems: &Problems, language: Language) -> impl IntoView + use<> {
    let picture = setting.picture.clone().map(|picture| {
        // Four light squares around it, by which readers find it (ISO/IEC 18004).
        let around = format!("-4 -4 {0} {0}", picture.size + 8);
        view! {
            <svg class="portal-qr" role="img" aria-label=words::PICTURE.get(language) viewBox=around><path d=picture.path></path></svg>
        }
    });
    let letters: Vec<char> = setting.secret.chars().collect();
    let key = letters.chunks(4).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join(" ");
    view! {
        <section class="portal-card" aria-labelledby="h-scan">
            <h2 id="h-scan">"1. "{words::SCAN.get(language)}</h2>
            <p class="muted small">{words::SCAN_ADVICE.get(language)}</p>
            {picture}
            {setting.address.clone().map(|address| view! { <p class="portal-app"><a class="ds-button" data-variant="secondary" href=address>{words::OPEN_APP.get(language)}</a></p> })}
            <details class="portal-key">
                <summary>{words::BY_HAND.get(language)}</summary>
                <p>{words::BY_HAND_ADVICE.get(language)}</p>
                <p><code>{key}</code></p>
            </details>
        </section>
        <section class="portal-card" aria-labelledby="h-type">
            <h2 id="h-type">"2. "{words::TYPE.get(language)}</h2>
            <form class="form" method="post" action="/portal/account/second">
                {what("on")}
                {code_input("code", words::CODE_HINT, problems, language, true)}
                <button class="ds-button" type="submit">{words::TURN_ON.get(language)}</button>
            </form>
        </section>
    }
}

fn manage(view: &SecondView, language: Language) -> impl IntoView + use<> {
    let when = view.since.as_ref().map(|at| words::ON_SINCE.with(language, &[("when", &view.clock.shown(at))]));
    view! {
        <section class="portal-card" aria-labelledby="h-manage">
            <h2 id="h-manage">{words::MANAGE.get(language)}</h2>
            <p>{when}<br/><span class="muted">{words::CODES_LEFT.with(language, &[("n", &view.unused.to_string())])}</span></p>
            <p class="muted small">{words::MANAGE_ADVICE.get(language)}</p>
            <form class="form" method="post" action="/portal/account/second">
                {code_input("code", words::ANY_HINT, &view.problems, language, false)}
                <div class="portal-door">
                    <button class="ds-button" data-variant="secondary" type="submit" name="what" value="codes">{words::NEW_CODES.get(language)}</button>
                    <button class="ds-button" data-variant="tertiary" data-color="danger" type="submit" name="what" value="off">{words::TURN_OFF.get(language)}</button>
                </div>
            </form>
            <p class="muted small">{words::LOST.with(language, &[("firm", &view.session.tenant_name)])}</p>
        </section>
    }
}

fn codes(view: &SecondView, language: Language) -> impl IntoView + use<> {
    let list = view.codes.iter().map(|code| view! { <li><code>{code.clone()}</code></li> }).collect_view();
    view! {
        <section class="portal-card" aria-labelledby="h-codes">
            <h2 id="h-codes">{words::CODES.get(language)}</h2>
            <p>{words::CODES_ADVICE.get(language)}</p>
            <ul class="portal-codes">{list}</ul>
            <form method="post" action="/portal/account/second">
                {what("seen")}
                <button class="ds-button" type="submit">{words::CODES_DONE.get(language)}</button>
            </form>
        </section>
    }
}

/// The page in the account.
#[component]
pub fn SecondPage(
    /// Everything that it shows.
    view: SecondView,
) -> impl IntoView {
    let language = view.session.language;
    let done = view.done.map(|text| {
        view! { <div class="banner" data-color="success" role="status"><Icon name="circle-check"/><p>{text.get(language)}</p></div> }
    });
    let body = if !view.codes.is_empty() {
        codes(&view, language).into_any()
    } else if let Some(setting) = &view.set_up {
        view! { <p class="portal-lead">{words::ABOUT.get(language)}</p>{set_up(setting, &view.problems, language)} }
            .into_any()
    } else {
        manage(&view, language).into_any()
    };
    view! {
        <p><a class="link" href="/portal/account">{words::BACK.get(language)}</a></p>
        <h1>{words::SECOND.get(language)}</h1>
        {done}{body}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_five_at_a_time() {
        assert_eq!(grouped_code("abcdefghjk"), "abcde-fghjk");
        assert_eq!(grouped_code("abc"), "abc");
    }
}
