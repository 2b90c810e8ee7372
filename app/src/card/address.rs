//! The addresses of a customer, and the routes to it.

use super::{CardView, Editing};
use crate::{
    editing::{InputView, history_link, history_panel, input_view, name_of},
    i18n::{card as words, common},
    ui::{ErrorText, FormActions, Icon},
};
use domain::{
    address::{Address, AddressKind, SameAs},
    field::{self, Field},
    language::Language,
    policy::Action,
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
fn encoded(text: &str) -> String {
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
    let list = kinds.iter().map(|kind| address(view, *kind)).collect_view();
    view! { <div class="addresses">{list}</div> }
}

fn address(view: &CardView, kind: AddressKind) -> AnyView {
    let language = view.session.language;
    let title = kind.label().get(language);
    let may_change = view.may(Action::ChangeCustomer);
    let id = format!("address-{}", kind.key());
    if may_change && view.editing == Some(Editing::Address(kind)) {
        return view! { <div class="address" id=id><h3>{title}</h3>{form(view, kind)}</div> }.into_any();
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
                {common::ADD.get(language)}<span class="sr-only">" "{title.to_lowercase()}</span>
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
    view! { <div class="address" id=id><h3>{title}</h3>{value}{link}{history}</div> }.into_any()
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
fn form(view: &CardView, kind: AddressKind) -> impl IntoView {
    let language = view.session.language;
    let editable = view.editable();
    let inputs = parts(kind, language)
        .into_iter()
        .enumerate()
        .map(|(index, (field, label))| {
            let id = format!("input-{}", field.key);
            let message = format!("{id}-e");
            let problem = editable.problem(field);
            let mut typed = editable.typed(field);
            if typed.is_empty() && field.key.ends_with("_country") {
                view.card.values.text("country").clone_into(&mut typed);
            }
            let input = input_view(&InputView {
                field,
                id: &id,
                name: &name_of(field),
                typed: &typed,
                error: problem.map(|_| message.as_str()),
                choices: &editable.choices,
                language,
                autofocus: index == 0,
                hint: None,
            });
            view! {
                <div class="ds-field">
                    <label class="ds-label" for=id>{label}</label>
                    {input}
                    {problem.map(|problem| view! { <ErrorText id=message problem=problem language=language/> })}
                </div>
            }
        })
        .collect_view();
    let conflicts = editable.conflicts();
    let changed = (!conflicts.is_empty()).then(|| {
        let rows = conflicts
            .iter()
            .map(|conflict| {
                let label = field::customer(&conflict.field).map_or("", |field| field.label.get(language));
                view! { <dt>{label}</dt><dd>{conflict.theirs_shown.clone()}</dd> }
            })
            .collect_view();
        let who = conflicts.first().map(|conflict| conflict.by.clone()).unwrap_or_default();
        view! {
            <div class="conflict" role="alert">
                <p class="conflict-title"><Icon name="triangle-alert"/><span>{words::CONFLICT_BY.with(language, &[("who", &who)])}</span></p>
                <dl>{rows}</dl>
            </div>
        }
    });
    let id = format!("address-{}", kind.key());
    let history = history_link(&id, &id, kind.label().get(language), &editable).into_any();
    let save = if conflicts.is_empty() { common::SAVE } else { words::KEEP_MINE };
    let cancel = if conflicts.is_empty() { common::CANCEL } else { words::KEEP_THEIRS };
    view! {
        <form class="field-edit" method="post" action=editable.action
            data-saved=words::SAVED.with(language, &[("what", kind.label().get(language))]) data-return=format!("address-{}", kind.key())>
            <input type="hidden" name="customer" value=view.card.id.to_string()/>
            <input type="hidden" name="version" value=editable.read_version()/>
            {inputs}
            {changed}
            <FormActions language=language save=save cancel=cancel>{history}</FormActions>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_holds_nothing_that_ends_its_query() {
        assert_eq!(encoded("Ås & Co, 1"), "%C3%85s%20%26%20Co%2C%201");
    }
}
