//! With which contacts a document is shared: they see it in the customer portal (seeds 002:19, 003:71).

use super::{DocumentView, SHARE};
use crate::{error::ActionError, i18n::document as words, request, ui::Icon};
use leptos::prelude::*;
use store::document_share::Sharing;

/// Shares a document with these contacts, by their ids with commas between them, and no longer with those of `seen`, who
/// were ticked when the page was read, that are not among them.
///
/// # Errors
/// When there is no such document or contact, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "document-share")]
pub async fn share_document(
    customer: String,
    document: String,
    #[server(default)] contacts: String,
    #[server(default)] seen: String,
) -> Result<(), ActionError> {
    let (customer, document) = (request::id(&customer)?, request::id(&document)?);
    let ids =
        |typed: &str| typed.split(',').filter(|id| !id.is_empty()).map(request::id).collect::<Result<Vec<_>, _>>();
    let (contacts, seen) = (ids(&contacts)?, ids(&seen)?);
    let mut tx = request::open().await?;
    store::document_share::choose(&mut tx, customer, document, &contacts, &seen).await?;
    request::commit(tx).await
}

/// The section of a document's page.
pub(super) fn sharing(view: &DocumentView) -> impl IntoView + use<> {
    let language = view.language;
    let may_change = view.may_change;
    let row = |one: &Sharing| {
        let id = format!("share-{}", one.contact);
        let since = one
            .since
            .as_ref()
            .map(|since| words::SHARED_BY.with(language, &[("when", &view.clock.shown(since)), ("who", &one.by)]));
        let no_door = (one.is_shared && !one.has_door).then(|| words::NO_DOOR.get(language).to_owned());
        let about: Vec<String> = since.into_iter().chain(no_door).collect();
        let about = (!about.is_empty()).then(|| view! { <span class="muted small">{about.join(" · ")}</span> });
        view! {
            <div class="ds-field">
                <input class="ds-input" type="checkbox" id=id.clone() name="contacts" value=one.contact.to_string() checked=one.is_shared disabled=!may_change/>
                <label class="ds-label" for=id>{one.name.clone()}" "{about}</label>
            </div>
        }
    };
    let shared = view.sharing.iter().filter(|one| one.is_shared).map(|one| one.contact.to_string());
    let seen = shared.collect::<Vec<_>>().join(",");
    let rows = view.sharing.iter().map(row).collect_view();
    let save = may_change.then(|| {
        view! { <div class="form-actions"><button class="ds-button" data-small type="submit">{words::SHARE_SAVE.get(language)}</button></div> }
    });
    view! {
        <section class="section" data-region="document-sharing" aria-labelledby="h-sharing">
            <header class="section-head"><Icon name="users"/><h2 id="h-sharing">{words::SHARE.get(language)}</h2></header>
            <div class="section-body">
                <p class="muted small">{words::SHARE_ADVICE.get(language)}</p>
                <form class="form" method="post" action=SHARE>
                    <input type="hidden" name="customer" value=view.customer.to_string()/>
                    <input type="hidden" name="document" value=view.document.id.to_string()/>
                    <input type="hidden" name="contacts" value=""/>
                    <input type="hidden" name="seen" value=seen/>
                    <div role="group" aria-labelledby="h-sharing">{rows}</div>
                    {save}
                </form>
            </div>
        </section>
    }
}
