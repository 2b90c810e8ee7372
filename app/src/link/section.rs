//! The section of links.

use crate::{
    card::{CardView, Editing, sections::SectionView},
    i18n::{common, link as words},
    ui::{ErrorText, FormActions, Icon},
};
use domain::{link::CustomerLink, list::ListKind, policy::Action, web_address::WebAddress};
use leptos::prelude::*;

/// The section of links.
pub const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    let mut kinds: Vec<&str> = view.card.links.iter().map(|link| link.kind.as_str()).collect();
    kinds.dedup();
    if kinds.is_empty() { common::NONE.get(view.session.language).to_owned() } else { kinds.join(", ") }
}

fn body(view: &CardView) -> AnyView {
    let language = view.session.language;
    let rows = view.card.links.iter().map(|link| row(view, link)).collect_view();
    let nothing =
        view.card.links.is_empty().then(|| view! { <div class="empty"><p>{words::EMPTY.get(language)}</p></div> });
    let adder = view.may(Action::ChangeCustomer).then(|| {
        if view.editing == Some(Editing::NewLink) || view.failed("/api/staff/link-add").is_some() {
            form(view).into_any()
        } else {
            view! { <div class="section-foot"><a class="link" data-swap href="?add=link#new-link"><Icon name="plus"/>{words::NEW.get(language)}</a></div> }
                .into_any()
        }
    });
    view! { {nothing}<ul class="links">{rows}</ul>{adder} }.into_any()
}

fn row(view: &CardView, link: &CustomerLink) -> impl IntoView {
    let language = view.session.language;
    let shown =
        WebAddress::parse(&link.address).map_or_else(|_| link.address.clone(), |address| address.shown().to_owned());
    let remove = view.may(Action::ChangeCustomer).then(|| {
        view! {
            <form method="post" action="/api/staff/link-delete" data-saved=words::REMOVED.get(language)>
                <input type="hidden" name="customer" value=view.card.id.to_string()/>
                <input type="hidden" name="link" value=link.id.to_string()/>
                <button class="icon-button" type="submit" aria-label=words::REMOVE.with(language, &[("link", &shown)])><Icon name="x"/></button>
            </form>
        }
    });
    view! {
        <li class="links-row">
            <span class="muted">{link.kind.clone()}</span>
            <a href=link.address.clone() rel="noreferrer">{shown.clone()}</a>
            {remove}
        </li>
    }
}

fn form(view: &CardView) -> impl IntoView {
    let language = view.session.language;
    let failed = view.failed("/api/staff/link-add");
    let typed = |name: &str| failed.and_then(|state| state.typed(name)).unwrap_or_default().to_owned();
    let problem = |name: &str| failed.and_then(|state| state.error.problem_of(name));
    let chosen = typed("kind");
    let kinds = view
        .choices
        .lists
        .get(&ListKind::LinkKind)
        .into_iter()
        .flatten()
        .map(|kind| view! { <option selected={kind.value == chosen} value=kind.value.clone()>{kind.label.clone()}</option> })
        .collect_view();
    let message = |id: &'static str, name: &str| {
        problem(name).map(|problem| view! { <ErrorText id=id.to_owned() problem=problem language=language/> })
    };
    view! {
        <form class="form" id="new-link" method="post" action="/api/staff/link-add" data-saved=words::ADDED.get(language)>
            <input type="hidden" name="customer" value=view.card.id.to_string()/>
            <div class="ds-field">
                <label class="ds-label" for="link-kind">{words::KIND.get(language)}</label>
                <select class="ds-input" id="link-kind" name="kind" aria-invalid=problem("kind").map(|_| "true") aria-describedby=problem("kind").map(|_| "link-kind-e")>
                    {kinds}
                </select>
                {message("link-kind-e", "kind")}
            </div>
            <div class="ds-field">
                <label class="ds-label" for="link-address">{words::ADDRESS.get(language)}</label>
                <input
                    class="ds-input" id="link-address" name="address" inputmode="url" autocomplete="off" maxlength="500" value=typed("address") autofocus
                    aria-invalid=problem("address").map(|_| "true") aria-describedby=problem("address").map(|_| "link-address-e")
                />
                {message("link-address-e", "address")}
            </div>
            <FormActions language=language/>
        </form>
    }
}
