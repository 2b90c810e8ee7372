//! The page of one document: what is in it, what it is called, and its versions.

use super::{ADD_VERSION, CHANGE, form::new_version, share::sharing};
use crate::{
    i18n::{common, document as words},
    signing::{SigningView, signing_section},
    ui::{ErrorText, FormActions, Icon, Up, time::Clock},
    undo::{UndoView, notice},
};
use domain::{
    document::{Document, DocumentVersion, NAME_MAX, Preview, shown_size},
    id::CustomerId,
    language::Language,
    list::Choice,
};
use leptos::prelude::*;
use store::{document_share::Sharing, form_state::FormState};

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct DocumentView {
    /// Whose it is.
    pub customer: CustomerId,
    /// What that customer is called.
    pub customer_name: String,
    /// The document.
    pub document: Document,
    /// Its versions, the newest first.
    pub versions: Vec<DocumentVersion>,
    /// The kinds that can be chosen.
    pub kinds: Vec<Choice>,
    /// A change that failed.
    pub form: Option<FormState>,
    /// Whether its name and kind are changed.
    pub editing: bool,
    /// With which contacts it is shared, and with whom it may be.
    pub sharing: Vec<Sharing>,
    /// Who is asked to sign it.
    pub signing: SigningView,
    /// Whether the reader may change it.
    pub may_change: bool,
    /// What was just done, and the way back.
    pub undo: UndoView,
    /// The reader's language.
    pub language: Language,
    /// When it is read.
    pub clock: Clock,
}

impl DocumentView {
    fn address(&self) -> String {
        format!("/customers/{}/documents/{}", self.customer, self.document.id)
    }

    fn failed(&self, form: &str) -> Option<&FormState> {
        self.form.as_ref().filter(|state| state.form == form)
    }
}

/// The page of one document.
#[component]
pub fn DocumentPage(
    /// Everything that it shows.
    view: DocumentView,
) -> impl IntoView {
    let language = view.language;
    let one = &view.document;
    let file = format!("{}/file", view.address());
    let about = [one.kind_name.clone(), shown_size(one.size, language)];
    let about = about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let open = (one.preview() != Preview::None).then(|| {
        view! { <a class="ds-button" data-variant="secondary" href=file.clone() target="_blank"><Icon name="external-link"/><span>{words::OPEN.get(language)}</span></a> }
    });
    let details = if view.may_change && view.editing { edit(&view).into_any() } else { facts(&view).into_any() };
    let upload = view.may_change.then(|| new_version(view.customer, one, view.failed(ADD_VERSION), language));
    let versions = view.versions.iter().map(|version| version_row(&view, version)).collect_view();
    let asked = view.form.as_ref().filter(|state| state.form.starts_with("/api/staff/signing-"));
    let signing = signing_section(&view.signing, (view.customer, one), asked, view.may_change, &view.clock);
    view! {
        <Up href=format!("/customers/{}/documents", view.customer) to=view.customer_name.clone()/>
        {notice(&view.undo)}
        <header class="contact-head" data-region="document-head">
            <span class="document-icon" aria-hidden="true"><Icon name=one.icon()/></span>
            <div><h1>{one.name.clone()}</h1><p class="muted">{about}</p></div>
            <nav class="quick-actions actionbar" aria-label=one.name.clone()>
                {open}
                <a class="ds-button" data-variant="secondary" href=format!("{file}?download=1") download><Icon name="download"/><span>{words::DOWNLOAD.get(language)}</span></a>
            </nav>
            {view.may_change.then(|| menu(&view))}
        </header>
        <div class="document-columns">
            <section class="section" data-region="document-content" aria-labelledby="h-content">
                <header class="section-head"><Icon name="eye"/><h2 id="h-content">{words::PREVIEW.get(language)}</h2></header>
                <div class="section-body">{preview(&view, &file)}</div>
            </section>
            <div class="stack">
                <section class="section" data-region="document-details" aria-labelledby="h-details">
                    <header class="section-head"><Icon name="info"/><h2 id="h-details">{words::DETAILS.get(language)}</h2></header>
                    <div class="section-body">{details}</div>
                </section>
                {signing}
                {sharing(&view)}
                <section class="section" data-region="document-versions" aria-labelledby="h-versions">
                    <header class="section-head"><Icon name="history"/><h2 id="h-versions">{words::VERSIONS.get(language)}</h2></header>
                    <div class="section-body"><ul class="list-items">{versions}</ul>{upload}</div>
                </section>
            </div>
        </div>
    }
}

fn preview(view: &DocumentView, file: &str) -> AnyView {
    let language = view.language;
    let one = &view.document;
    let source = format!("{file}?v={}", one.current);
    match one.preview() {
        Preview::Picture => view! { <img class="document-picture" src=source alt=one.name.clone()/> }.into_any(),
        Preview::Viewer => {
            view! { <iframe class="document-frame" src=source title=one.name.clone()></iframe> }.into_any()
        }
        Preview::None => view! { <div class="empty"><p>{words::NO_PREVIEW.get(language)}</p></div> }.into_any(),
    }
}

fn facts(view: &DocumentView) -> impl IntoView + use<> {
    let language = view.language;
    let kind = &view.document.kind_name;
    let kind = if kind.is_empty() { words::NO_KIND.get(language).to_owned() } else { kind.clone() };
    let edit = view.may_change.then(|| {
        view! { <div class="section-foot"><a class="link" data-swap href="?edit=document#document-form"><Icon name="pencil"/>{common::EDIT.get(language)}</a></div> }
    });
    view! {
        <dl class="fields">
            <div class="field-row"><dt>{words::NAME.get(language)}</dt><dd>{view.document.name.clone()}</dd></div>
            <div class="field-row"><dt>{words::KIND.get(language)}</dt><dd>{kind}</dd></div>
        </dl>
        {edit}
    }
}

fn edit(view: &DocumentView) -> impl IntoView + use<> {
    let language = view.language;
    let one = &view.document;
    let failed = view.failed(CHANGE);
    let problem = |name: &str| failed.and_then(|state| state.error.problem_of(name));
    let typed = |name: &str, stands: String| failed.and_then(|state| state.typed(name)).map_or(stands, str::to_owned);
    // Only who was told of a colleague's change writes over it.
    let is_told = problem("name") == Some(domain::error::Problem::ChangedSince);
    let read = failed.filter(|_| !is_told).and_then(|state| state.typed("version")).and_then(|text| text.parse().ok());
    let kind = typed("kind", one.kind.map_or_else(String::new, |kind| kind.to_string()));
    let stands =
        one.kind.map(|kind| kind.to_string()).filter(|stands| view.kinds.iter().all(|kind| kind.value != *stands));
    let retired =
        stands.map(|stands| view! { <option selected={stands == kind} value=stands>{one.kind_name.clone()}</option> });
    let options = view
        .kinds
        .iter()
        .map(|choice| view! { <option value=choice.value.clone() selected={choice.value == kind}>{choice.label.clone()}</option> })
        .collect_view();
    let message = |id: &'static str, name: &str| {
        problem(name).map(|problem| view! { <ErrorText id=id.to_owned() problem=problem language=language/> })
    };
    view! {
        <form class="form" id="document-form" method="post" action=CHANGE data-saved=words::SAVED.get(language)>
            <input type="hidden" name="customer" value=view.customer.to_string()/>
            <input type="hidden" name="document" value=one.id.to_string()/>
            <input type="hidden" name="version" value=read.unwrap_or(one.version)/>
            <div class="ds-field">
                <label class="ds-label" for="document-name">{words::NAME.get(language)}</label>
                <input class="ds-input" id="document-name" name="name" value=typed("name", one.name.clone()) maxlength=NAME_MAX autofocus autocomplete="off"
                    aria-invalid=problem("name").map(|_| "true") aria-describedby=problem("name").map(|_| "document-name-e")/>
                {message("document-name-e", "name")}
            </div>
            <div class="ds-field">
                <label class="ds-label" for="document-kind">{words::KIND.get(language)}</label>
                <select class="ds-input" id="document-kind" name="kind" aria-invalid=problem("kind").map(|_| "true") aria-describedby=problem("kind").map(|_| "document-kind-e")>
                    <option value="">{words::NO_KIND.get(language)}</option>
                    {retired}{options}
                </select>
                {message("document-kind-e", "kind")}
            </div>
            <FormActions language=language/>
        </form>
    }
}

fn version_row(view: &DocumentView, version: &DocumentVersion) -> impl IntoView + use<> {
    let language = view.language;
    let number = version.number.to_string();
    let is_current = version.number == view.document.current;
    let when = words::UPLOADED_BY.with(language, &[("when", &view.clock.shown(&version.at)), ("who", &version.by)]);
    let about = format!("{} · {} · {when}", version.file_name, shown_size(version.size, language));
    let named = [("n", number.as_str())];
    let label = words::DOWNLOAD_NAMED.with(language, &[("name", &words::VERSION.with(language, &named))]);
    let current =
        is_current.then(|| view! { <span class="ds-tag" data-color="success">{words::COUNTS.get(language)}</span> });
    let choose = (view.may_change && !is_current).then(|| {
        let label = words::CHOOSE.with(language, &named);
        view! {
            <form method="post" action="/api/staff/document-choose" data-saved=words::CHOSEN.with(language, &named)>
                <input type="hidden" name="customer" value=view.customer.to_string()/>
                <input type="hidden" name="document" value=view.document.id.to_string()/>
                <input type="hidden" name="number" value=number.clone()/>
                <button class="icon-button" type="submit" aria-label=label.clone() title=label><Icon name="rotate-ccw"/></button>
            </form>
        }
    });
    view! {
        <li class="list-item document" data-version=number.clone()>
            <span class="list-item-names">
                <b>{words::VERSION.with(language, &named)}</b>
                <span class="muted small">{about}</span>
            </span>
            {current}{choose}
            <a class="icon-button" href=format!("{}/file?v={number}&download=1", view.address()) download aria-label=label.clone() title=label><Icon name="download"/></a>
        </li>
    }
}

fn menu(view: &DocumentView) -> impl IntoView + use<> {
    let language = view.language;
    view! {
        <details class="menu">
            <summary class="icon-button" aria-label=words::MENU.get(language)><Icon name="ellipsis"/></summary>
            <div class="menu-panel">
                <form method="post" action="/api/staff/document-delete" data-plain>
                    <input type="hidden" name="customer" value=view.customer.to_string()/>
                    <input type="hidden" name="document" value=view.document.id.to_string()/>
                    <button class="menu-item" data-color="danger" type="submit"><Icon name="trash-2"/><span>{words::DELETE.get(language)}</span></button>
                </form>
            </div>
        </details>
    }
}
