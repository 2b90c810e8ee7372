//! The addresses of a customer, and the routes to it.

use super::{CardView, Editing};
use crate::{
    editing::{fields_form, history_link, history_panel},
    i18n::{card as words, common},
    registry::proposal_rows,
    ui::Icon,
};
use domain::{
    address::{Address, AddressKind, SameAs},
    field::{self, Field, Kind},
    language::Language,
    policy::Action,
    text::within,
};
use leptos::prelude::*;
use std::fmt::Write;

/// A route from the firm's start address to the visiting address; none without one of the two (seed 004:19).
#[must_use]
pub fn route(view: &CardView, mode: &str) -> Option<String> {
    let visiting = Address::resolved(&view.card.values, AddressKind::Visiting);
    if view.session.start_address.is_empty() || visiting.street.is_empty() {
        return None;
    }
    let target = format!(
        "{}, {} {}, {}",
        visiting.street,
        visiting.postal_code,
        visiting.place,
        visiting.country.name(Language::En)
    );
    Some(format!(
        "https://www.google.com/maps/dir/?api=1&origin={}&destination={}&travelmode={mode}",
        encoded(&view.session.start_address),
        encoded(&target)
    ))
}

/// Percent-encoding for one value of a query (RFC 3986, 2.3: the unreserved stay).
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            let _ = write!(out, "{byte:02X}");
        }
    }
    out
}

/// The address in lines, or what it is the same as.
#[must_use]
pub fn in_words(view: &CardView, kind: AddressKind) -> String {
    let language = view.session.language;
    let same = SameAs::from_key(view.card.values.text(&format!("{}_same_as", kind.key())));
    if let Some(same @ (SameAs::Visiting | SameAs::Postal)) = same {
        return same.name(language).to_owned();
    }
    let address = Address::own(&view.card.values, kind);
    let place = format!("{} {}", address.postal_code, address.place).trim().to_owned();
    let is_home = address.country == view.session.home || address.is_empty();
    let country = if is_home { "" } else { address.country.name(language) };
    [address.street.as_str(), place.as_str(), country]
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Several addresses beside one another.
pub fn addresses(view: &CardView, kinds: &[AddressKind]) -> impl IntoView {
    let is_used = |kind: &AddressKind| own_lines(*kind).any(|field| view.uses(field));
    let list = kinds.iter().filter(|kind| is_used(kind)).map(|kind| address(view, *kind)).collect_view();
    view! { <div class="addresses">{list}</div> }
}

fn address(view: &CardView, kind: AddressKind) -> AnyView {
    let language = view.session.language;
    let title = kind.label().get(language);
    let needs = view.needs();
    let may_change = view.may(Action::ChangeCustomer) && own_lines(kind).any(|field| needs.may_change(field));
    let id = format!("address-{}", kind.key());
    if may_change && view.editing == Some(Editing::Address(kind)) {
        let history = history_panel(&id, title, &view.editable());
        return view! { <div class="address" id=id><h3>{title}</h3>{form(view, kind)}{history}</div> }.into_any();
    }
    let text = in_words(view, kind);
    let is_same = matches!(
        SameAs::from_key(view.card.values.text(&format!("{}_same_as", kind.key()))),
        Some(SameAs::Visiting | SameAs::Postal)
    );
    let href = format!("?edit={id}#{id}");
    let value = match (may_change, text.is_empty()) {
        (false, true) => view! { <span class="muted">"–"</span> }.into_any(),
        (false, false) => view! { <span class="field-value">{text}</span> }.into_any(),
        (true, true) => view! {
            <a class="field-value" data-edit=id.clone() data-empty data-swap href=href>
                {common::ADD.get(language)}<span class="sr-only">" "{within(title)}</span>
            </a>
        }
        .into_any(),
        (true, false) => view! {
            <a class=if is_same { "field-value muted" } else { "field-value" } data-edit=id.clone() data-swap href=href>
                {text}<span class="sr-only">", "{common::EDIT.get(language).to_lowercase()}</span><Icon name="pencil"/>
            </a>
        }
        .into_any(),
    };
    let editable = view.editable();
    let link = (!may_change && editable.offers_history).then(|| history_link(&id, &id, title, &editable));
    let history = history_panel(&id, title, &editable);
    let proposals = proposal_rows(&editable, &id, title);
    view! { <div class="address" id=id><h3>{title}</h3>{value}{link}{proposals}{history}</div> }.into_any()
}

/// The fields of an address's own lines.
fn own_lines(kind: AddressKind) -> impl Iterator<Item = &'static Field> {
    parts(kind, Language::Nb).into_iter().map(|(field, _)| field).filter(|field| !matches!(field.kind, Kind::SameAs(_)))
}

/// The fields of an address with the short labels they have inside its form.
#[must_use]
pub fn parts(kind: AddressKind, language: Language) -> Vec<(&'static Field, &'static str)> {
    [
        ("same_as", words::ADDRESS_IS),
        ("street", words::STREET),
        ("postal_code", words::POSTAL_CODE),
        ("place", words::PLACE),
        ("country", words::COUNTRY),
    ]
    .into_iter()
    .filter_map(|(part, label)| Some((field::customer(&format!("{}_{part}", kind.key()))?, label.get(language))))
    .collect()
}

/// The form of one address: all its fields are saved together.
fn form(view: &CardView, kind: AddressKind) -> impl IntoView + use<> {
    let key = format!("address-{}", kind.key());
    let mut parts = parts(kind, view.session.language);
    let needs = view.needs();
    parts.retain(|(field, _)| view.uses(field) && needs.may_change(field));
    fields_form(&view.editable(), &key, kind.label(), &parts, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_holds_nothing_that_ends_its_query() {
        assert_eq!(encoded("Ås & Co, 1"), "%C3%85s%20%26%20Co%2C%201");
    }
}
