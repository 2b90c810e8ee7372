//! The tab with all documents of a customer (seed 001:17), found by name and kind.

use super::{
    ADD,
    form::new_documents,
    section::{count_in_words, row},
};
use crate::{card::CardView, i18n::document as words, ui::Icon};
use domain::{document::Document, list::ListKind, policy::Action};
use leptos::prelude::*;

/// What the tab is limited to, and what it shows.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// What their names hold.
    pub query: String,
    /// The key of the kind, or nothing.
    pub kind: String,
    /// Those that match.
    pub found: Vec<Document>,
}

/// The tab.
pub fn documents_tab(view: &CardView) -> impl IntoView + use<> {
    let language = view.session.language;
    let filter = &view.around.documents;
    let kinds = view.choices.lists.get(&ListKind::DocumentKind).map(Vec::as_slice).unwrap_or_default();
    let upload =
        view.may(Action::ChangeCustomer).then(|| new_documents(view.card.id, kinds, view.failed(ADD), false, language));
    let options = kinds
        .iter()
        .map(|kind| view! { <option value=kind.value.clone() selected={kind.value == filter.kind}>{kind.label.clone()}</option> })
        .collect_view();
    let is_limited = !filter.query.is_empty() || !filter.kind.is_empty();
    let nothing = filter.found.is_empty().then(|| {
        let text = if is_limited { words::NOTHING_FOUND } else { words::EMPTY };
        view! { <div class="empty"><p>{text.get(language)}</p></div> }
    });
    let rows = filter.found.iter().map(|one| row(view.card.id, one, &view.clock, language)).collect_view();
    view! {
        <section class="section" data-region="documents-tab" aria-labelledby="h-all-documents">
            <header class="section-head">
                <Icon name="folder"/>
                <h2 id="h-all-documents">{words::TAB.get(language)}</h2>
                <span class="digest">{count_in_words(view.card.document_count, language)}</span>
            </header>
            <div class="section-body">
                {upload}
                <form class="document-filter" method="get" action=format!("{}/documents", view.address()) role="search">
                    <div class="ds-field">
                        <label class="ds-label" for="document-query">{words::FIND.get(language)}</label>
                        <input class="ds-input" id="document-query" name="q" type="search" value=filter.query.clone() maxlength="200"/>
                    </div>
                    <div class="ds-field">
                        <label class="ds-label" for="document-of-kind">{words::KIND.get(language)}</label>
                        <select class="ds-input" id="document-of-kind" name="of">
                            <option value="">{words::ALL_KINDS.get(language)}</option>
                            {options}
                        </select>
                    </div>
                    <button class="ds-button" data-variant="secondary" type="submit">{words::SHOW.get(language)}</button>
                </form>
                {nothing}
                <ul class="list-items">{rows}</ul>
            </div>
        </section>
    }
}
