//! The forms with which files are uploaded.

use super::{ADD, ADD_VERSION};
use crate::{
    i18n::document as words,
    ui::{ErrorText, FormActions, Icon},
};
use domain::{
    document::{Document, MEDIA_TYPES, MOST_BYTES, MOST_FILES},
    id::CustomerId,
    language::Language,
    list::Choice,
};
use leptos::prelude::*;
use store::form_state::FormState;

/// The endings that a browser offers to choose by.
pub(crate) fn endings() -> String {
    let all = MEDIA_TYPES.iter().flat_map(|kind| kind.endings).map(|ending| format!(".{ending}"));
    all.collect::<Vec<_>>().join(",")
}

/// Which files are taken, in words.
pub(crate) fn hint(language: Language) -> String {
    let (max, files) = ((MOST_BYTES / (1024 * 1024)).to_string(), MOST_FILES.to_string());
    words::KINDS.with(language, &[("max", &max), ("files", &files)])
}

/// The form for new documents; `has_way_back` where it stands in place of a link to it.
pub(super) fn new_documents(
    customer: CustomerId,
    kinds: &[Choice],
    failed: Option<&FormState>,
    has_way_back: bool,
    language: Language,
) -> AnyView {
    let problem = failed.and_then(|state| state.error.problem_of("file"));
    let described = if problem.is_some() { "document-file-e document-file-hint" } else { "document-file-hint" };
    let chosen = failed.and_then(|state| state.typed("kind")).unwrap_or_default().to_owned();
    let options = kinds
        .iter()
        .map(|kind| view! { <option value=kind.value.clone() selected={kind.value == chosen}>{kind.label.clone()}</option> })
        .collect_view();
    let ends = if has_way_back {
        view! { <FormActions language=language save=words::NEW/> }.into_any()
    } else {
        view! { <div class="form-actions"><button class="ds-button" type="submit" data-small><Icon name="upload"/>{words::NEW.get(language)}</button></div> }
            .into_any()
    };
    view! {
        <form class="form document-upload" id="new-document" method="post" action=ADD enctype="multipart/form-data"
            data-saved=words::UPLOADED.get(language) data-sending=words::SENDING.get(language)>
            <input type="hidden" name="customer" value=customer.to_string()/>
            <div class="ds-field">
                <label class="ds-label" for="document-kind">{words::KIND.get(language)}</label>
                <select class="ds-input" id="document-kind" name="kind">
                    <option value="">{words::NO_KIND.get(language)}</option>
                    {options}
                </select>
            </div>
            <div class="ds-field">
                <label class="ds-label" for="document-file">{words::FILES.get(language)}</label>
                <div class="file-drop">
                    <p><Icon name="upload"/><span>{words::DROP.get(language)}</span></p>
                    <input type="file" id="document-file" name="file" multiple accept=endings() data-send
                        aria-invalid=problem.map(|_| "true") aria-describedby=described/>
                </div>
                <p class="muted small" id="document-file-hint">{hint(language)}</p>
                {problem.map(|problem| view! { <ErrorText id="document-file-e".to_owned() problem=problem language=language/> })}
            </div>
            {ends}
        </form>
    }
    .into_any()
}

/// The form for a new version of a document.
pub(super) fn new_version(
    customer: CustomerId,
    document: &Document,
    failed: Option<&FormState>,
    language: Language,
) -> impl IntoView + use<> {
    let problem = failed.and_then(|state| state.error.problem_of("file"));
    view! {
        <form class="form document-upload" id="new-version" method="post" action=ADD_VERSION enctype="multipart/form-data"
            data-saved=words::VERSION_SAVED.get(language) data-sending=words::SENDING.get(language)>
            <input type="hidden" name="customer" value=customer.to_string()/>
            <input type="hidden" name="document" value=document.id.to_string()/>
            <div class="ds-field">
                <label class="ds-label" for="version-file">{words::NEW_VERSION.get(language)}</label>
                <div class="file-drop">
                    <p><Icon name="upload"/><span>{words::DROP_ONE.get(language)}</span></p>
                    <input type="file" id="version-file" name="file" accept=endings() data-send
                        aria-invalid=problem.map(|_| "true") aria-describedby=problem.map(|_| "version-file-e")/>
                </div>
                {problem.map(|problem| view! { <ErrorText id="version-file-e".to_owned() problem=problem language=language/> })}
            </div>
            <div class="form-actions"><button class="ds-button" type="submit" data-small data-variant="secondary"><Icon name="upload"/>{words::NEW.get(language)}</button></div>
        </form>
    }
}
