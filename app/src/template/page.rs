//! The page of templates of messages.

use crate::{
    i18n::{settings, template as words},
    sms::fields_text,
    ui::{ErrorText, FormActions, Icon, TextArea, Up},
};
use domain::{
    dialog::DialogKind,
    id::TemplateId,
    language::Language,
    template::{MessageTemplate, NAME_MAX},
    text::Text,
};
use leptos::prelude::*;
use store::form_state::FormState;

/// Where a new template is sent.
pub const ADD: &str = "/api/staff/template-add";
/// Where a changed one is sent.
pub const CHANGE: &str = "/api/staff/template-change";

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct TemplatesView {
    /// The templates.
    pub templates: Vec<MessageTemplate>,
    /// The one that is being changed.
    pub editing: Option<TemplateId>,
    /// A change that failed.
    pub form: Option<FormState>,
    /// Whether the reader may change them.
    pub may_change: bool,
    /// The reader's language.
    pub language: Language,
}

impl TemplatesView {
    fn failed(&self, form: &str) -> Option<&FormState> {
        self.form.as_ref().filter(|state| state.form == form)
    }

    fn typed(&self, form: &str, name: &str, stands: &str) -> String {
        self.failed(form).map_or(stands, |state| state.typed(name).unwrap_or_default()).to_owned()
    }

    fn message(&self, form: &str, name: &str) -> Option<(String, AnyView)> {
        let (problem, language) = (self.failed(form)?.error.problem_of(name)?, self.language);
        let id = format!("template-{name}-e");
        let shown = view! { <ErrorText id=id.clone() problem=problem language=language/> };
        Some((id, shown.into_any()))
    }
}

/// The page of templates of messages.
#[component]
pub fn TemplatesPage(
    /// Everything that it shows.
    view: TemplatesView,
) -> impl IntoView {
    let language = view.language;
    let rows = view.templates.iter().map(|template| row(&view, template)).collect_view();
    let empty =
        view.templates.is_empty().then(|| view! { <div class="empty"><p>{words::EMPTY.get(language)}</p></div> });
    view! {
        <div class="settings-main rules-page">
            <Up href="/settings" to=settings::MENU.get(language)/>
            <div class="page-head"><h1>{words::TITLE.get(language)}</h1></div>
            <p>{words::ADVICE.get(language)}</p>
            <p class="muted small">{words::FIELDS.with(language, &[("fields", &fields_text(language))])}</p>
            <section class="section lists-section" data-region="templates" aria-labelledby="h-templates">
                <header class="section-head"><Icon name="mail"/><h2 id="h-templates">{words::TITLE.get(language)}</h2><span class="digest">{view.templates.len()}</span></header>
                <div class="section-body">
                    {empty}
                    <ul class="list-items">{rows}</ul>
                    {view.may_change.then(|| adder(&view))}
                </div>
            </section>
        </div>
    }
}

fn row(view: &TemplatesView, template: &MessageTemplate) -> AnyView {
    let language = view.language;
    let id = format!("template-{}", template.id);
    if view.may_change && view.editing == Some(template.id) {
        let version = view.failed(CHANGE).map_or(template.version, |state| state.version(template.version));
        return view! {
            <li class="list-item" id=id>
                <form class="form" method="post" action=CHANGE data-saved=words::SAVED.get(language)>
                    <input type="hidden" name="template" value=template.id.to_string()/>
                    <input type="hidden" name="version" value=version/>
                    {fields(view, CHANGE, Some(template))}
                    <FormActions language=language/>
                </form>
            </li>
        }
        .into_any();
    }
    let kind = DialogKind::from_key(&template.kind).map(|kind| kind.name(language));
    let about = if template.subject.is_empty() { first_line(&template.body) } else { template.subject.clone() };
    view! {
        <li class="list-item" id=id>
            <span class="list-item-names"><span class="list-item-name">{template.name.clone()}</span><span class="muted small">{about}</span></span>
            <span class="ds-tag" data-color="neutral">{kind}</span>
            {view.may_change.then(|| menu(template, language))}
        </li>
    }
    .into_any()
}

fn first_line(body: &str) -> String {
    let line = body.lines().next().unwrap_or_default();
    if line.chars().count() > 80 { line.chars().take(80).chain(['…']).collect() } else { line.to_owned() }
}

fn menu(template: &MessageTemplate, language: Language) -> impl IntoView + use<> {
    let href = format!("?edit={0}#template-{0}", template.id);
    view! {
        <details class="menu">
            <summary class="icon-button" aria-label=words::MENU.with(language, &[("name", &template.name)])><Icon name="ellipsis"/></summary>
            <div class="menu-panel">
                <a class="menu-item" data-swap href=href><Icon name="pencil"/><span>{words::EDIT.get(language)}</span></a>
                <form method="post" action="/api/staff/template-delete" data-saved=words::DELETED.get(language)>
                    <input type="hidden" name="template" value=template.id.to_string()/>
                    <button class="menu-item" type="submit" data-color="danger"><Icon name="trash-2"/><span>{words::DELETE.get(language)}</span></button>
                </form>
            </div>
        </details>
    }
}

/// The inputs of a template; what kind it is, is chosen once.
fn fields(view: &TemplatesView, form: &'static str, stands: Option<&MessageTemplate>) -> AnyView {
    let language = view.language;
    let of = |read: fn(&MessageTemplate) -> &String| stands.map_or("", |template| read(template).as_str());
    let prefix = if stands.is_some() { "template" } else { "template-new" };
    let line = |name: &'static str, label: Text, value: String, max: u32| {
        let id = format!("{prefix}-{name}");
        let (described, message) = view.message(form, name).unzip();
        view! {
            <div class="ds-field">
                <label class="ds-label" for=id.clone()>{label.get(language)}</label>
                <input class="ds-input" id=id name=name value=value maxlength=max autocomplete="off"
                    aria-invalid=described.as_ref().map(|_| "true") aria-describedby=described/>
                {message}
            </div>
        }
    };
    let kind = stands.is_none().then(|| {
        let chosen = view.typed(form, "kind", "email");
        let options = [DialogKind::Email, DialogKind::Sms]
            .map(|kind| view! { <option value=kind.key() selected={kind.key() == chosen}>{kind.name(language)}</option> });
        view! {
            <div class="ds-field">
                <label class="ds-label" for="template-new-kind">{words::KIND.get(language)}</label>
                <select class="ds-input" id="template-new-kind" name="kind">{options.into_iter().collect_view()}</select>
            </div>
        }
    });
    let is_sms = stands.is_some_and(|template| template.kind == DialogKind::Sms.key());
    let subject = (!is_sms)
        .then(|| line("subject", words::SUBJECT, view.typed(form, "subject", of(|template| &template.subject)), 300));
    let (described, message) = view.message(form, "body").unzip();
    let body = format!("{prefix}-body");
    view! {
        {kind}
        {line("name", words::NAME, view.typed(form, "name", of(|template| &template.name)), NAME_MAX)}
        {subject}
        <div class="ds-field">
            <label class="ds-label" for=body.clone()>{words::BODY.get(language)}</label>
            <TextArea id=body name="body".to_owned() value=view.typed(form, "body", of(|template| &template.body))
                maxlength=50_000 rows=Some(6) error=described/>
            {message}
        </div>
    }
    .into_any()
}

/// The form for a new template.
fn adder(view: &TemplatesView) -> impl IntoView + use<> {
    let language = view.language;
    view! {
        <details class="adder" open=view.failed(ADD).is_some()>
            <summary><Icon name="plus"/>{words::NEW.get(language)}</summary>
            <form class="form" method="post" action=ADD data-saved=words::ADDED.get(language)>
                {fields(view, ADD, None)}
                <FormActions language=language/>
            </form>
        </details>
    }
}
