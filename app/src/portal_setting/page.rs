//! The page of the customer portal's settings, with the mail as it will look.

use super::ACTION;
use crate::{
    i18n::{portal_setting as words, settings},
    portal_access::{Filled, invitation, usual_words},
    settings::ask,
    ui::{ErrorText, TextArea, Up},
};
use domain::{
    field::grouped,
    language::Language,
    portal::{PortalAudience, PortalModule, PortalRight},
    text::Text,
};
use leptos::prelude::*;
use store::{
    form_state::FormState,
    portal::setting::{BODY_MAX, PortalSetting, SUBJECT_MAX},
};

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct PortalSettingView {
    /// What stands.
    pub setting: PortalSetting,
    /// How many contacts can sign in, and how many there are.
    pub doors: (i64, i64),
    /// What the firm is called.
    pub firm: String,
    /// What the reader is called.
    pub me: String,
    /// A decision that failed.
    pub form: Option<FormState>,
    /// Whether the reader may change it.
    pub may_change: bool,
    /// Who may.
    pub administrators: Vec<String>,
    /// The reader's language.
    pub language: Language,
}

/// The page of the customer portal's settings.
#[component]
pub fn PortalSettingPage(
    /// Everything that it shows.
    view: PortalSettingView,
) -> impl IntoView {
    let language = view.language;
    let (open, all) = view.doors;
    let touches = words::TOUCHES.with(language, &[("open", &grouped(open)), ("all", &grouped(all))]);
    let save = view.may_change.then(|| {
        view! { <div class="form-actions"><button class="ds-button" type="submit">{words::SAVE.get(language)}</button></div> }
    });
    let problem = view
        .problem("is_open")
        .map(|problem| view! { <ErrorText id="is_open-e".to_owned() problem=problem language=language/> });
    let is_open = view.typed("is_open").map_or(view.setting.is_open, |typed| typed.split(',').any(|key| key == "yes"));
    view! {
        <div class="settings-main rules-page">
            <Up href="/settings" to=settings::MENU.get(language)/>
            <div class="page-head"><h1>{words::TITLE.get(language)}</h1></div>
            <p>{words::ADVICE.get(language)}<br/><span class="muted small">{touches}</span></p>
            {(!view.may_change).then(|| ask(&view.administrators, language))}
            <form class="settings" data-region="portal-setting" method="post" action=ACTION>
                <input type="hidden" name="version" value=view.setting.version.to_string()/>
                {["is_open", "customers", "partners", "usual_rights"].map(|name| view! { <input type="hidden" name=name value=""/> }).collect_view()}
                <section class="section lists-section" aria-labelledby="h-modules">
                    <header class="section-head"><h2 id="h-modules">{words::MODULES.get(language)}</h2></header>
                    <div class="section-body">
                        <div class="portal-right-boxes">{view.tick("is_open", "yes", words::IS_OPEN.get(language), is_open)}</div>
                        <p class="muted small">{words::IS_OPEN_ADVICE.get(language)}</p>
                        {problem}
                        <div class="portal-audiences">{PortalAudience::ALL.iter().map(|audience| modules(&view, *audience)).collect_view()}</div>
                        <p class="muted small">{words::PARTNERS_ADVICE.get(language)}</p>
                    </div>
                </section>
                <section class="section lists-section" aria-labelledby="h-usual">
                    <header class="section-head"><h2 id="h-usual">{words::USUAL_RIGHTS.get(language)}</h2></header>
                    <div class="section-body">
                        <p class="muted small">{words::USUAL_ADVICE.get(language)}</p>
                        <div role="group" aria-labelledby="h-usual" class="portal-right-boxes">{rights(&view)}</div>
                    </div>
                </section>
                <section class="section lists-section" aria-labelledby="h-mail">
                    <header class="section-head"><h2 id="h-mail">{words::MAIL.get(language)}</h2></header>
                    <div class="section-body">
                        <p class="muted small">{words::MAIL_ADVICE.get(language)}</p>
                        {Language::ALL.into_iter().enumerate().map(|(at, of)| mail(&view, at, of)).collect_view()}
                    </div>
                </section>
                {save}
            </form>
        </div>
    }
}

impl PortalSettingView {
    fn failed(&self) -> Option<&FormState> {
        self.form.as_ref().filter(|state| state.form == ACTION)
    }

    fn typed(&self, name: &str) -> Option<&str> {
        self.failed().and_then(|state| state.typed(name))
    }

    fn problem(&self, name: &str) -> Option<domain::error::Problem> {
        self.failed().and_then(|state| state.error.problem_of(name))
    }

    fn has(&self, name: &str, key: &str, stands: bool) -> bool {
        self.typed(name).map_or(stands, |typed| typed.split(',').any(|known| known == key))
    }

    fn tick(&self, name: &'static str, key: &'static str, label: &'static str, is_on: bool) -> impl IntoView + use<> {
        let id = format!("{name}-{key}");
        view! {
            <div class="ds-field">
                <input class="ds-input" type="checkbox" id=id.clone() name=name value=key checked=is_on disabled=!self.may_change/>
                <label class="ds-label" for=id>{label}</label>
            </div>
        }
    }
}

fn modules(view: &PortalSettingView, audience: PortalAudience) -> impl IntoView + use<> {
    let language = view.language;
    let (name, stands) = (audience.key(), view.setting.modules(audience));
    let boxes = PortalModule::ALL
        .iter()
        .map(|module| {
            let is_on = view.has(name, module.key(), stands.contains(module));
            view.tick(name, module.key(), module.name(language), is_on)
        })
        .collect_view();
    view! {
        <div role="group" aria-label=audience.name(language)>
            <p class="ds-label">{audience.name(language)}</p>
            {boxes}
        </div>
    }
}

fn rights(view: &PortalSettingView) -> impl IntoView + use<> {
    let boxes = PortalRight::ALL.iter().map(|right| {
        let is_on = view.has("usual_rights", right.key(), view.setting.usual_rights.contains(right));
        view.tick("usual_rights", right.key(), right.name(view.language), is_on)
    });
    boxes.collect_view()
}

/// What a language is called in itself.
const NAMES: [Text; 3] = [
    Text { nb: "norsk", sv: "norska", en: "Norwegian" },
    Text { nb: "svensk", sv: "svenska", en: "Swedish" },
    Text { nb: "engelsk", sv: "engelska", en: "English" },
];

fn mail(view: &PortalSettingView, at: usize, of: Language) -> impl IntoView + use<> {
    let language = view.language;
    let (subject_name, body_name) = (format!("subject_{}", of.tag()), format!("body_{}", of.tag()));
    let typed = |name: &str, stands: &str| view.typed(name).map_or_else(|| stands.to_owned(), str::to_owned);
    let named = |kind: &str| format!("{kind}[{}]", of.tag());
    let subject = typed(&named("subject"), &view.setting.subjects[at]);
    let body = typed(&named("body"), &view.setting.bodies[at]);
    let wrong = |name: &str| {
        let problem = view.problem(name)?;
        let id = format!("{name}-e");
        Some(view! { <ErrorText id=id problem=problem language=language/> })
    };
    let mut shown = view.setting.clone();
    shown.subjects[at].clone_from(&subject);
    shown.bodies[at].clone_from(&body);
    let filled = Filled {
        first_name: "Jonas",
        customer: "Bodø Sveis & Montasje AS",
        firm: &view.firm,
        link: "https://…/portal/link/…",
        me: &view.me,
    };
    let (told_subject, told_body) = invitation(&shown, of, &filled);
    let name = NAMES[at].get(language);
    let preview = words::PREVIEW_OF.with(language, &[("language", name)]);
    let (usual_subject, usual_body) = usual_words(of);
    let open = view.problem(&body_name).or(view.problem(&subject_name)).is_some();
    let heading = capitalised(name);
    view! {
        <details class="portal-mail" open=open || of == language>
            <summary>{heading}</summary>
            <div class="portal-mail-parts">
                <div class="form">
                    <div class="ds-field">
                        <label class="ds-label" for=subject_name.clone()>{words::SUBJECT.get(language)}</label>
                        <input class="ds-input" type="text" id=subject_name.clone() name=named("subject") value=subject maxlength=SUBJECT_MAX.to_string()
                            placeholder=usual_subject disabled=!view.may_change lang=of.tag()
                            aria-invalid=view.problem(&subject_name).map(|_| "true") aria-describedby=view.problem(&subject_name).map(|_| format!("{subject_name}-e"))/>
                        {wrong(&subject_name)}
                    </div>
                    <div class="ds-field">
                        <label class="ds-label" for=body_name.clone()>{words::BODY.get(language)}</label>
                        <TextArea id=body_name.clone() name=named("body") value=body maxlength=BODY_MAX rows=Some(10) placeholder=usual_body.to_owned()
                            error=view.problem(&body_name).map(|_| format!("{body_name}-e"))/>
                        {wrong(&body_name)}
                    </div>
                </div>
                <figure class="portal-preview" aria-label=preview.clone() lang=of.tag()>
                    <figcaption class="muted small" lang=language.tag()>{preview.clone()}</figcaption>
                    <p><strong>{told_subject}</strong></p>
                    <p class="pre">{told_body}</p>
                </figure>
            </div>
        </details>
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
