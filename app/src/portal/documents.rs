//! The documents that were shared with a contact.

use super::frame::{Root, why};
use crate::{
    i18n::portal as words,
    ui::{Icon, time::Clock},
};
use domain::{
    document::{media_type, shown_size},
    portal::PortalSession,
};
use leptos::prelude::*;
use store::portal::{document::SharedDocument, enquiry::Seen};

/// The documents.
#[component]
pub fn DocumentsPage(
    /// Whose page it is.
    session: PortalSession,
    /// Them.
    documents: Vec<Seen<SharedDocument>>,
    /// When it is read.
    clock: Clock,
) -> impl IntoView {
    let language = session.language;
    let root = Root::of(&session);
    let nothing = documents.is_empty().then(|| view! { <p class="muted">{words::NO_DOCUMENTS.get(language)}</p> });
    let rows = documents
        .iter()
        .map(|seen| {
            let one = &seen.what;
            let href = root.to(&format!("/documents/{}/file", one.id));
            let icon = media_type(&one.media_type).map_or("file-text", |kind| kind.icon);
            let shared = words::SHARED.with(language, &[("when", &clock.shown(&one.shared_at))]);
            let about = format!("{} · {shared}", shown_size(one.size, language));
            view! {
                <li>
                    <a class="portal-row" href=href>
                        <span class="portal-row-icon" aria-hidden="true"><Icon name=icon/></span>
                        <span><strong>{one.name.clone()}</strong><span class="muted">{about}</span></span>
                        <Icon name="download"/>
                    </a>
                    {why(&session, seen.reason)}
                </li>
            }
        })
        .collect_view();
    view! {
        <h1>{words::DOCUMENTS.get(language)}</h1>
        {nothing}
        {(!documents.is_empty()).then(|| view! { <ul class="portal-rows portal-card">{rows}</ul> })}
    }
}
