//! The forms by which files are put into a folder, and the folder is made.

use super::{CREATE, SharePointView, UPLOAD};
use crate::{
    document::{endings, hint},
    i18n::{document, sharepoint as words},
    ui::{ErrorText, Icon},
};
use domain::sharepoint::Item;
use leptos::prelude::*;

/// The form for new files in a folder.
pub(super) fn upload(view: &SharePointView, folder: &Item) -> impl IntoView + use<> {
    let language = view.language;
    let problem = view.failed(UPLOAD).and_then(|state| state.error.problem_of("file"));
    let described = if problem.is_some() { "sharepoint-file-e sharepoint-file-hint" } else { "sharepoint-file-hint" };
    view! {
        <form class="form document-upload" id="new-files" method="post" action=UPLOAD enctype="multipart/form-data"
            data-saved=words::UPLOADED.get(language) data-sending=document::SENDING.get(language)>
            <input type="hidden" name="customer" value=view.customer.to_string()/>
            <input type="hidden" name="folder" value=folder.id.to_string()/>
            <div class="ds-field">
                <label class="ds-label" for="sharepoint-file">{document::FILES.get(language)}</label>
                <div class="file-drop">
                    <p><Icon name="upload"/><span>{document::DROP.get(language)}</span></p>
                    <input type="file" id="sharepoint-file" name="file" multiple accept=endings() data-send
                        aria-invalid=problem.map(|_| "true") aria-describedby=described/>
                </div>
                <p class="muted small" id="sharepoint-file-hint">{hint(language)}". "{words::UPLOAD_ADVICE.get(language)}</p>
                {problem.map(|problem| view! { <ErrorText id="sharepoint-file-e".to_owned() problem=problem language=language/> })}
            </div>
            <div class="form-actions"><button class="ds-button" type="submit" data-small><Icon name="upload"/>{document::NEW.get(language)}</button></div>
        </form>
    }
}

/// Makes the customer's folder.
pub(super) fn create(view: &SharePointView) -> impl IntoView + use<> {
    let language = view.language;
    let problem = view.failed(CREATE).and_then(|state| state.error.problem_of("folder"));
    view! {
        <form method="post" action=CREATE data-saved=words::CREATED.get(language)>
            <input type="hidden" name="customer" value=view.customer.to_string()/>
            <button class="ds-button" type="submit" aria-describedby=problem.map(|_| "sharepoint-create-e")><Icon name="plus"/>{words::CREATE.get(language)}</button>
            {problem.map(|problem| view! { <ErrorText id="sharepoint-create-e".to_owned() problem=problem language=language/> })}
        </form>
    }
}
