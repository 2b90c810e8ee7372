//! What a customer lacks of what must be filled in: told on its card, and no hindrance.

use crate::{card::CardView, i18n::rule as words, ui::Icon};
use domain::{field::Field, language::Language, policy::Action, registration::address_of, tab::TabKey};
use leptos::prelude::*;

/// The mark beside a value that must be filled in and is not.
#[must_use]
pub fn lacks_mark(language: Language) -> impl IntoView {
    view! { " " <span class="need">{words::LACKS_MARK.get(language)}</span> }
}

/// The line above the card that names what it lacks, each with the way to where it is filled in.
#[must_use]
pub fn lacking_notice(view: &CardView) -> impl IntoView {
    let language = view.session.language;
    let lacking = if view.as_of.is_some() { Vec::new() } else { view.lacking() };
    let may_change = view.may(Action::ChangeCustomer);
    let links = lacking
        .iter()
        .map(|field| {
            let label = field.label.get(language);
            let inner = if may_change { link(view, field, label) } else { label.into_any() };
            view! { <li>{inner}</li> }
        })
        .collect_view();
    let notice = (!lacking.is_empty()).then(|| {
        view! {
            <div class="lacking">
                <Icon name="circle-alert"/>
                <p id="lacking-title">{words::LACKS.get(language)}</p>
                <ul aria-labelledby="lacking-title">{links}</ul>
            </div>
        }
    });
    view! { <div data-region="lacking">{notice}</div> }
}

/// The way to where a field is filled in: in the board, or in the firm's own tab that it stands in. What
/// stands in what is open is swapped in.
fn link(view: &CardView, field: &Field, label: &'static str) -> AnyView {
    let tab = field.tab.map_or(TabKey::OVERVIEW, TabKey::Own);
    let place = place_of(field);
    if tab == view.tab {
        view! { <a data-swap href=place>{label}</a> }.into_any()
    } else {
        view! { <a href=format!("{}{}{place}", view.address(), tab.path())>{label}</a> }.into_any()
    }
}

/// Where in its tab: parts of an address in the address.
fn place_of(field: &Field) -> String {
    match address_of(field) {
        None if field.key == "tags" => "?add=tag#new-tag".to_owned(),
        Some(kind) => format!("?edit=address-{0}#address-{0}", kind.key()),
        None => format!("?edit={0}#field-{0}", field.key),
    }
}
