//! The section of documents on the card (seed 002:19).

use super::{ADD, form::new_documents};
use crate::{
    card::{CardView, Editing, sections::SectionView},
    i18n::{common, document as words},
    signing::mark,
    ui::{Icon, time::Clock},
};
use domain::{
    document::{Document, shown_size},
    field::grouped,
    id::CustomerId,
    language::Language,
    list::ListKind,
    policy::Action,
};
use leptos::prelude::*;

/// The section of documents.
pub const VIEW: SectionView = SectionView { digest, body };

pub(super) fn count_in_words(count: i64, language: Language) -> String {
    match count {
        0 => common::NONE.get(language).to_owned(),
        1 => words::ONE.get(language).to_owned(),
        n => words::MANY.with(language, &[("n", &grouped(n))]),
    }
}

fn digest(view: &CardView) -> String {
    count_in_words(view.card.document_count, view.session.language)
}

fn body(view: &CardView) -> AnyView {
    let language = view.session.language;
    let documents = &view.card.documents;
    let nothing = documents.is_empty().then(|| view! { <div class="empty"><p>{words::EMPTY.get(language)}</p></div> });
    let rows = documents.iter().map(|one| row(view.card.id, one, &view.clock, language)).collect_view();
    let shown = i64::try_from(documents.len()).unwrap_or(i64::MAX);
    let all = (view.card.document_count > shown && view.as_of.is_none()).then(|| {
        let text = words::ALL.with(language, &[("n", &grouped(view.card.document_count))]);
        view! { <a class="link" href=format!("{}/documents", view.address())>{text}</a> }
    });
    let adder = view.may(Action::ChangeCustomer).then(|| {
        let failed = view.failed(ADD);
        if view.editing == Some(Editing::NewDocument) || failed.is_some() {
            let kinds = view.choices.lists.get(&ListKind::DocumentKind).map(Vec::as_slice).unwrap_or_default();
            new_documents(view.card.id, kinds, failed, true, language)
        } else {
            view! { <a class="link" data-swap href="?add=document#new-document"><Icon name="upload"/>{words::NEW.get(language)}</a> }
                .into_any()
        }
    });
    view! { {nothing}<ul class="list-items">{rows}</ul><div class="section-foot">{adder}{all}</div> }.into_any()
}

/// One document: what it is, and the way to it and to its file.
pub(super) fn row(customer: CustomerId, one: &Document, clock: &Clock, language: Language) -> impl IntoView + use<> {
    let address = format!("/customers/{customer}/documents/{}", one.id);
    let when = words::UPLOADED_BY.with(language, &[("when", &clock.shown(&one.at)), ("who", &one.by)]);
    let (tag, signing) = one.signing.as_ref().map_or((None, String::new()), |of| {
        let (tag, told) = mark(of, language);
        (Some(tag), told)
    });
    let parts = [one.kind_name.clone(), shown_size(one.size, language), when, signing];
    let about = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let label = words::DOWNLOAD_NAMED.with(language, &[("name", &one.name)]);
    view! {
        <li class="list-item document">
            <Icon name=one.icon()/>
            <span class="list-item-names">
                <a class="list-item-name" href=address.clone()>{one.name.clone()}</a>
                <span class="muted small">{about}</span>
            </span>
            {tag}
            <a class="icon-button" href=format!("{address}/file?download=1") download aria-label=label.clone() title=label><Icon name="download"/></a>
        </li>
    }
}
