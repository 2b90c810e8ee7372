//! The page of one's own profile.

use crate::{
    i18n::{common, mailbox, notice, profile as words, template},
    mailbox::{MailboxSetting, mailbox_setting},
    ui::{ErrorText, Icon, TextArea, time::Clock},
};
use domain::{
    error::{ApiError, Problem},
    language::Language,
    notice::MentionMail,
    session::{Session, SessionInfo},
    text::Text,
    user::{ColourScheme, Density},
};
use leptos::prelude::*;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct ProfileView {
    /// Whose it is.
    pub session: Session,
    /// How they are told by e-mail when they are called on.
    pub mention_mail: MentionMail,
    /// Their mailbox; none where they may not have one here.
    pub mailbox: Option<MailboxSetting>,
    /// Where they are signed in.
    pub sessions: Vec<SessionInfo>,
    /// What stands under their e-mails: as it was typed where it could not be saved, with why.
    pub signature: (String, Option<Problem>),
    /// Why the password could not be changed, where it was tried.
    pub password_error: Option<ApiError>,
    /// When it is read.
    pub clock: Clock,
}

/// The profile page.
#[component]
pub fn ProfilePage(
    /// What it shows.
    view: ProfileView,
) -> impl IntoView {
    let language = view.session.language;
    view! {
        <div class="settings-main">
            <div class="page-head"><h1>{words::TITLE.get(language)}</h1></div>
            <div class="settings">
                {looks(&view.session)}
                {mentions(language, view.mention_mail)}
                {signature(language, &view.signature)}
                {view.mailbox.as_ref().map(|of| {
                    let body = mailbox_setting(of, &view.clock);
                    setting("mailbox", mailbox::SETTING.get(language), mailbox::SETTING_ADVICE.get(language), body)
                })}
                {password(language, view.password_error.as_ref())}
                {sessions(&view)}
            </div>
        </div>
    }
}

fn setting(id: &'static str, title: &'static str, advice: &'static str, body: AnyView) -> impl IntoView {
    view! {
        <section class="section setting" aria-labelledby=format!("h-{id}")>
            <div class="setting-head"><h2 id=format!("h-{id}")>{title}</h2><p>{advice}</p></div>
            {body}
        </section>
    }
}

fn segmented(
    name: &'static str,
    legend: &'static str,
    choices: Vec<(&'static str, &'static str, bool)>,
) -> impl IntoView {
    let choices = choices
        .into_iter()
        .map(|(value, text, checked)| {
            view! { <label><input type="radio" name=name value=value checked=checked/><span>{text}</span></label> }
        })
        .collect_view();
    view! { <fieldset class="segmented"><legend>{legend}</legend><div>{choices}</div></fieldset> }
}

fn looks(session: &Session) -> impl IntoView {
    let language = session.language;
    let chosen = session.has_language.then_some(session.language);
    let languages = Language::ALL
        .into_iter()
        .map(|choice| view! { <option value=choice.tag() selected={chosen == Some(choice)}>{choice.own_name()}</option> })
        .collect_view();
    let schemes = ColourScheme::ALL
        .into_iter()
        .map(|scheme| {
            let name: Text = match scheme {
                ColourScheme::Auto => words::SCHEME_AUTO,
                ColourScheme::Light => words::SCHEME_LIGHT,
                ColourScheme::Dark => words::SCHEME_DARK,
            };
            (scheme.key(), name.get(language), scheme == session.colour_scheme)
        })
        .collect();
    let densities = Density::ALL
        .into_iter()
        .map(|density| {
            let name: Text = if density == Density::Compact { words::COMPACT } else { words::COMFORTABLE };
            (density.key(), name.get(language), density == session.density)
        })
        .collect();
    let form = view! {
        <form class="form" method="post" action="/api/staff/profile">
            <div class="ds-field">
                <label class="ds-label" for="language">{common::LANGUAGE.get(language)}</label>
                <select class="ds-input" id="language" name="language">
                    <option value="" selected=chosen.is_none()>{words::AUTO_LANGUAGE.get(language)}</option>
                    {languages}
                </select>
            </div>
            {segmented("colour_scheme", words::SCHEME.get(language), schemes)}
            {segmented("density", words::DENSITY.get(language), densities)}
            <div class="form-actions"><button class="ds-button" type="submit">{common::SAVE.get(language)}</button></div>
        </form>
    };
    setting("looks", words::LOOKS.get(language), words::LOOKS_ADVICE.get(language), form.into_any())
}

/// How one is told when one is called on (contract ADM-28).
fn mentions(language: Language, chosen: MentionMail) -> impl IntoView {
    let choices = MentionMail::ALL
        .into_iter()
        .map(|choice| {
            let name = match choice {
                MentionMail::Now => notice::MAIL_NOW,
                MentionMail::Daily => notice::MAIL_DAILY,
                MentionMail::None => notice::MAIL_NONE,
            };
            (choice.key(), name.get(language), choice == chosen)
        })
        .collect();
    let form = view! {
        <form class="form" method="post" action="/api/staff/mention-mail">
            {segmented("mention_mail", notice::BY_MAIL.get(language), choices)}
            <div class="form-actions"><button class="ds-button" type="submit">{common::SAVE.get(language)}</button></div>
        </form>
    };
    setting("mentions", notice::NOTICES.get(language), notice::BY_MAIL_ADVICE.get(language), form.into_any())
}

/// What stands under the e-mails that one writes to customers.
fn signature(language: Language, (text, problem): &(String, Option<Problem>)) -> impl IntoView + use<> {
    let problem = *problem;
    let form = view! {
        <form class="form" method="post" action="/api/staff/signature">
            <div class="ds-field">
                <label class="ds-label sr-only" for="signature">{template::SIGNATURE.get(language)}</label>
                <TextArea id="signature".to_owned() name="signature".to_owned() value=text.clone() maxlength=2000 rows=Some(4)
                    error=problem.map(|_| "signature-e".to_owned())/>
                {problem.map(|problem| view! { <ErrorText id="signature-e".to_owned() problem=problem language=language/> })}
            </div>
            <div class="form-actions"><button class="ds-button" type="submit">{common::SAVE.get(language)}</button></div>
        </form>
    };
    setting("signature", template::SIGNATURE.get(language), template::SIGNATURE_ADVICE.get(language), form.into_any())
}

fn password(language: Language, error: Option<&ApiError>) -> impl IntoView {
    let field = |name: &'static str, label: Text, autocomplete: &'static str| {
        let problem = error.and_then(|error| error.problem_of(name));
        let id = format!("password-{name}");
        let message = format!("{id}-e");
        view! {
            <div class="ds-field">
                <label class="ds-label" for=id.clone()>{label.get(language)}</label>
                <input
                    class="ds-input"
                    id=id
                    name=name
                    type="password"
                    autocomplete=autocomplete
                    required
                    aria-invalid=problem.map(|_| "true")
                    aria-describedby=problem.map(|_| message.clone())
                />
                {problem.map(|problem| view! { <ErrorText id=message problem=problem language=language/> })}
            </div>
        }
    };
    let form = view! {
        <form class="form" method="post" action="/api/staff/password">
            {field("current", words::CURRENT, "current-password")}
            {field("new", words::NEW, "new-password")}
            {field("repeat", words::REPEAT, "new-password")}
            <div class="form-actions"><button class="ds-button" type="submit">{words::CHANGE_PASSWORD.get(language)}</button></div>
        </form>
    };
    setting("password", words::PASSWORD.get(language), words::PASSWORD_ADVICE.get(language), form.into_any())
}

/// The part of a browser's long description that a person knows it by.
pub(crate) fn browser_name(user_agent: &str) -> Option<String> {
    let browser =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]
            .into_iter()
            .find(|(mark, _)| user_agent.contains(mark))?
            .1;
    let system = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("Linux", "Linux"),
    ]
    .into_iter()
    .find(|(mark, _)| user_agent.contains(mark))
    .map(|(_, name)| name);
    Some(system.map_or_else(|| browser.to_owned(), |system| format!("{browser}, {system}")))
}

fn sessions(view: &ProfileView) -> impl IntoView {
    let language = view.session.language;
    let rows = view
        .sessions
        .iter()
        .map(|info| {
            let is_this = info.id == view.session.id;
            let name = browser_name(&info.user_agent).unwrap_or_else(|| words::UNKNOWN_BROWSER.get(language).to_owned());
            let used = words::LAST_USED.with(language, &[("when", &view.clock.shown(&info.last_seen_at))]);
            let this = is_this.then(|| view! { " " <span class="ds-tag" data-color="success">{words::THIS_ONE.get(language)}</span> });
            let is_phone = info.user_agent.contains("Mobi");
            let end = (!is_this).then(|| {
                view! {
                    <form method="post" action="/api/staff/close-session">
                        <input type="hidden" name="session" value=info.id.to_string()/>
                        <button class="ds-button" data-variant="secondary" data-small type="submit">{words::END_SESSION.get(language)}</button>
                    </form>
                }
            });
            view! {
                <li>
                    <Icon name=if is_phone { "smartphone" } else { "monitor" }/>
                    <div><strong>{name}{this}</strong><p class="muted small">{info.address.clone()}" · "{used}</p></div>
                    {end}
                </li>
            }
        })
        .collect_view();
    let body = view! {
        <ul class="sessions">{rows}</ul>
        <form class="form" method="post" action="/api/staff/sign-out-everywhere">
            <div class="form-actions">
                <button class="ds-button" data-variant="secondary" data-color="danger" type="submit">{words::END_ALL.get(language)}</button>
            </div>
        </form>
    };
    setting("sessions", words::SESSIONS.get(language), words::SESSIONS_ADVICE.get(language), body.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_known_by_name() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36 Edg/150.0";
        assert_eq!(browser_name(edge).as_deref(), Some("Edge, Windows"));
        assert_eq!(
            browser_name("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/605.1").as_deref(),
            Some("Safari, iPhone")
        );
        assert_eq!(browser_name("curl/8"), None);
    }
}
