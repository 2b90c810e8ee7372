//! The page of the settings of `SharePoint`, with what comes of trying them.

use super::ACTION;
use crate::{
    help::help_link,
    i18n::{settings, sharepoint as words},
    settings::ask,
    ui::{ErrorText, Icon, Up},
};
use domain::{
    error::Problem,
    language::Language,
    sharepoint::{FOLDER_MAX, Failure, PATTERN_MAX, SECRET_MAX, folder_name},
    text::Text,
};
use leptos::prelude::*;
use store::{form_state::FormState, sharepoint::Setting};

/// How many folders there are for customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// So many that were read.
    pub folders: usize,
    /// Whether there may be more.
    pub is_cut: bool,
}

/// What came of trying the settings: what was found, or why it is not to be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tried(pub Result<Found, Failure>);

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct SharePointSettingView {
    /// What stands; never the secret.
    pub setting: Setting,
    /// What came of trying it, where somebody does.
    pub tried: Option<Tried>,
    /// A change that failed.
    pub form: Option<FormState>,
    /// Whether the reader may change it.
    pub may_change: bool,
    /// Who may.
    pub administrators: Vec<String>,
    /// The reader's language.
    pub language: Language,
}

impl SharePointSettingView {
    fn failed(&self) -> Option<&FormState> {
        self.form.as_ref().filter(|state| state.form == ACTION)
    }

    fn typed(&self, name: &str, stands: &str) -> String {
        self.failed().and_then(|state| state.typed(&format!("at[{name}]"))).unwrap_or(stands).to_owned()
    }

    fn problem(&self, name: &str) -> Option<Problem> {
        self.failed().and_then(|state| state.error.problem_of(name))
    }
}

/// The page of the settings of `SharePoint`.
#[component]
pub fn SharePointSettingPage(
    /// Everything that it shows.
    view: SharePointSettingView,
) -> impl IntoView {
    let language = view.language;
    let stands = &view.setting;
    let is_on = view
        .failed()
        .map_or(stands.is_on, |state| state.typed("is_on").unwrap_or_default().split(',').any(|key| key == "yes"));
    let secret_hint = if stands.version > 0 { words::SECRET_KEPT } else { words::SECRET_ADVICE };
    let example = folder_name(&stands.pattern, 10_001, "Bodø Sveis & Montasje AS");
    let example = words::PATTERN_EXAMPLE.with(language, &[("folder", &example)]);
    let save = view.may_change.then(|| {
        view! { <div class="form-actions"><button class="ds-button" type="submit">{words::SAVE.get(language)}</button></div> }
    });
    let wrong = view
        .problem("is_on")
        .map(|problem| view! { <ErrorText id="is_on-e".to_owned() problem=problem language=language/> });
    let line = |name: &'static str, label: Text, stands: &str, hint: Option<Text>, most: u32| {
        input(&view, name, label, &view.typed(name, stands), hint, most)
    };
    view! {
        <div class="settings-main rules-page">
            <Up href="/settings" to=settings::MENU.get(language)/>
            <div class="page-head"><h1>{words::TITLE.get(language)}</h1>{help_link(language, "sharepoint")}</div>
            <p>{words::ADVICE.get(language)}</p>
            {(!view.may_change).then(|| ask(&view.administrators, language))}
            <div data-region="sharepoint-tried">{tried(&view)}</div>
            <form class="settings" data-region="sharepoint-setting" method="post" action=ACTION data-saved=words::SAVED.get(language)>
                <input type="hidden" name="version" value=stands.version.to_string()/>
                <input type="hidden" name="is_on" value=""/>
                <section class="section lists-section" aria-labelledby="h-sharepoint-on">
                    <header class="section-head"><h2 id="h-sharepoint-on">{words::ON_CARDS.get(language)}</h2></header>
                    <div class="section-body">
                        <div class="ds-field">
                            <input class="ds-input" type="checkbox" id="sharepoint-is_on" name="is_on" value="yes" checked=is_on disabled=!view.may_change/>
                            <label class="ds-label" for="sharepoint-is_on">{words::IS_ON.get(language)}</label>
                        </div>
                        <p class="muted small">{words::IS_ON_ADVICE.get(language)}</p>
                        {wrong}
                    </div>
                </section>
                <section class="section lists-section" aria-labelledby="h-sharepoint-in">
                    <header class="section-head"><h2 id="h-sharepoint-in">{words::SIGN_IN.get(language)}</h2></header>
                    <div class="section-body form">
                        <p class="muted small">{words::SIGN_IN_ADVICE.get(language)}</p>
                        {line("directory_id", words::DIRECTORY, &stands.directory_id, None, 253)}
                        {line("client_id", words::CLIENT, &stands.client_id, None, 100)}
                        {view.may_change.then(|| input(&view, "secret", words::SECRET, "", Some(secret_hint), SECRET_MAX))}
                    </div>
                </section>
                <section class="section lists-section" aria-labelledby="h-sharepoint-where">
                    <header class="section-head"><h2 id="h-sharepoint-where">{words::PLACE.get(language)}</h2></header>
                    <div class="section-body form">
                        <p class="muted small">{words::PLACE_ADVICE.get(language)}</p>
                        {line("site", words::SITE, &stands.site, Some(words::SITE_ADVICE), 500)}
                        {line("folder", words::FOLDER, &stands.folder, Some(words::FOLDER_ADVICE), FOLDER_MAX)}
                        {line("pattern", words::PATTERN, &stands.pattern, Some(words::PATTERN_ADVICE), PATTERN_MAX)}
                        <p class="muted small">{example}</p>
                    </div>
                </section>
                {save}
            </form>
        </div>
    }
}

fn input(
    view: &SharePointSettingView,
    name: &'static str,
    label: Text,
    value: &str,
    hint: Option<Text>,
    most: u32,
) -> impl IntoView + use<> {
    let language = view.language;
    let id = format!("sharepoint-{name}");
    let problem = view.problem(name);
    let described: Vec<String> =
        problem.map(|_| format!("{id}-e")).into_iter().chain(hint.map(|_| format!("{id}-h"))).collect();
    let kind = if name == "secret" { "password" } else { "text" };
    let sent = if name == "secret" { name.to_owned() } else { format!("at[{name}]") };
    let complete = if name == "secret" { "new-password" } else { "off" };
    view! {
        <div class="ds-field">
            <label class="ds-label" for=id.clone()>{label.get(language)}</label>
            <input class="ds-input" id=id.clone() name=sent type=kind value=value.to_owned() maxlength=most.to_string()
                disabled=!view.may_change autocomplete=complete autocapitalize="none" spellcheck="false"
                aria-invalid=problem.map(|_| "true") aria-describedby=(!described.is_empty()).then(|| described.join(" "))/>
            {hint.map(|hint| view! { <p class="muted small" id=format!("{id}-h")>{hint.get(language)}</p> })}
            {problem.map(|problem| view! { <ErrorText id=format!("{id}-e") problem=problem language=language/> })}
        </div>
    }
}

/// What came of trying, or the way to try.
fn tried(view: &SharePointSettingView) -> Option<AnyView> {
    let language = view.language;
    let again = view! { <a class="ds-button" data-variant="secondary" data-small data-swap data-keep href="/settings/sharepoint?try=1"><Icon name="refresh-cw"/>{words::TRY.get(language)}</a> };
    let Some(Tried(outcome)) = view.tried else {
        return (view.may_change && view.setting.version > 0).then(|| again.into_any());
    };
    let (icon, colour, told) = match outcome {
        Ok(found) => {
            let count = words::count(found.folders, found.is_cut, language);
            let works = if view.setting.folder.is_empty() { words::WORKS_TOP } else { words::WORKS };
            ("circle-check", "success", works.with(language, &[("folder", &view.setting.folder), ("n", &count)]))
        }
        Err(failure) => {
            let why = words::failure(failure, language);
            ("triangle-alert", "warning", format!("{} {why}", words::WORKS_NOT.get(language)))
        }
    };
    Some(
        view! {
            <div class="notice" role="status" data-color=colour>
                <Icon name=icon/>
                <div><p>{told}</p></div>
                {again}
            </div>
        }
        .into_any(),
    )
}
