//! Field by field: what the customers say, and which of it is to stand.

use super::MergeView;
use crate::{
    i18n::{logo, merge as words},
    ui::Icon,
};
use domain::{
    address::Address,
    field,
    merge::{BOTH, Choice, Part, Reason, is_united},
};
use leptos::prelude::*;

/// What a part is called.
fn label(view: &MergeView, part: &Part) -> &'static str {
    let language = view.session.language;
    match part.address() {
        Some(kind) => kind.label().get(language),
        None if part.key == "logo" => logo::LOGO.get(language),
        None => field::customer(&part.key).map_or("", |field| field.label.get(language)),
    }
}

/// What a customer says of a part, as it is read; empty where it says nothing.
fn says(view: &MergeView, part: &Part, at: usize) -> String {
    if !part.given.contains(&at) {
        return String::new();
    }
    let Some(side) = view.preview.sides.get(at) else { return String::new() };
    if let Some(kind) = part.address() {
        let address = Address::own(&side.values, kind);
        let place = format!("{} {}", address.postal_code, address.place);
        return [address.street.as_str(), place.trim()]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(", ");
    }
    if part.key == "logo" {
        return logo::LOGO.get(view.session.language).to_owned();
    }
    field::customer(&part.key).map_or_else(String::new, |field| {
        side.values.shown(field, &view.preview.names, view.session.language, view.session.home)
    })
}

/// One thing that can be chosen for a part.
fn option(part: &Part, value: String, checked: bool, text: AnyView, whose: Option<String>) -> impl IntoView + use<> {
    let id = format!("choice-{}-{value}", part.key);
    let input = id.clone();
    view! {
        <label class="merge-option" for=id>
            <input class="ds-input" type="radio" id=input name=format!("choice[{}]", part.key) value=value checked=checked/>
            <span class="merge-value">{text}{whose.map(|whose| view! { <span class="merge-whose">{whose}</span> })}</span>
        </label>
    }
}

/// The line of one part: what each customer says, as choices.
fn line(view: &MergeView, part: &Part) -> impl IntoView + use<> {
    let language = view.session.language;
    let name = label(view, part);
    let why = match part.reason {
        Reason::Trusted => Some(words::WHY_TRUSTED),
        Reason::Newest => Some(words::WHY_NEWEST),
        _ => None,
    };
    let is_united = is_united(&part.key);
    let options = if is_united {
        let all = part.given.iter().map(|at| says(view, part, *at)).collect::<Vec<_>>().join(", ");
        view! { <p class="merge-all">{words::ALL_OF_THEM.get(language)}": "{all}</p> }.into_any()
    } else {
        let mut rows = Vec::new();
        for (at, side) in view.preview.sides.iter().enumerate() {
            let text = says(view, part, at);
            // What says nothing is a choice where it is the one that stays: its empty field.
            if text.is_empty() && at > 0 {
                continue;
            }
            let shown = match (part.key == "logo", text.is_empty()) {
                (_, true) => view! { <span class="muted">{words::LEAVE_EMPTY.get(language)}</span> }.into_any(),
                (true, _) => view! { <img class="merge-logo" src=format!("/customers/{}/logo", side.id) alt=text loading="lazy"/> }.into_any(),
                _ => view! { <span>{text}</span> }.into_any(),
            };
            let is_chosen = part.choice == Choice::Of(at);
            let why = why.filter(|_| is_chosen).map(|why| format!(" · {}", why.get(language)));
            let whose = format!("{}{}", view.name(at), why.unwrap_or_default());
            rows.push(option(part, side.id.to_string(), is_chosen, shown, Some(whose)).into_any());
        }
        if part.joinable {
            let text = view! { <span>{words::ALL_TEXTS.get(language)}</span> }.into_any();
            rows.push(option(part, BOTH.to_owned(), part.choice == Choice::All, text, None).into_any());
        }
        view! { <div class="merge-options">{rows}</div> }.into_any()
    };
    view! {
        <fieldset class="merge-part">
            <legend>{name}</legend>
            {options}
        </fieldset>
    }
}

/// Where the customers say different things.
pub(super) fn differences(view: &MergeView) -> impl IntoView + use<> {
    let language = view.session.language;
    let differing: Vec<&Part> = view.parts.iter().filter(|part| part.differs()).collect();
    let help = if differing.is_empty() { words::NO_DIFFERENCES } else { words::DIFFERENCES_HELP };
    let rows = differing.into_iter().map(|part| line(view, part)).collect_view();
    view! {
        <section class="section" aria-labelledby="h-merge-differences">
            <header class="section-head"><Icon name="scale"/><h2 id="h-merge-differences">{words::DIFFERENCES.get(language)}</h2></header>
            <div class="section-body"><p class="muted small">{help.get(language)}</p>{rows}</div>
        </section>
    }
}

/// What only one of the others says: it stands, unless somebody says no.
pub(super) fn only_one(view: &MergeView) -> impl IntoView + use<> {
    let language = view.session.language;
    let only: Vec<&Part> =
        view.parts.iter().filter(|part| part.given.len() == 1 && part.given != [0] && !is_united(&part.key)).collect();
    let count = only.len().to_string();
    let any = !only.is_empty();
    let rows = only.into_iter().map(|part| line(view, part)).collect_view();
    any.then(|| {
        view! {
            <details class="section merge-only">
                <summary class="section-head"><Icon name="plus"/><h2>{words::ONLY_ONE.with(language, &[("count", &count)])}</h2><Icon name="chevron-down"/></summary>
                <div class="section-body">{rows}</div>
            </details>
        }
    })
}
