//! The logo on the card: in the header, in the general section, and the form that changes it.

use super::{ACTION, picture::MOST_MEGABYTES};
use crate::{
    card::{CardView, Editing},
    i18n::{common, logo as words},
    ui::{ErrorText, FormActions, Icon},
};
use domain::{contact::company_initials, logo::Logo, policy::Action, section::Section};
use leptos::prelude::*;

/// The box of the small picture in the general section, in pixels.
const SMALL: (u32, u32) = (160, 48);
/// The box in the header, in pixels.
const SQUARE: (u32, u32) = (52, 52);

fn address(view: &CardView, logo: &Logo) -> String {
    format!("{}/logo?v={}", view.address(), logo.digest)
}

/// What stands first in the header: the logo where the firm shows it there, else the initials. It
/// leads to the form that changes the logo.
#[must_use]
pub fn in_header(view: &CardView) -> AnyView {
    let language = view.session.language;
    let logo = view.card.logo.as_ref();
    let inner = match logo.filter(|_| view.card.shows_logo) {
        Some(logo) => {
            let (width, height) = logo.within(SQUARE.0, SQUARE.1);
            view! { <img src=address(view, logo) width=width height=height alt=""/> }.into_any()
        }
        None => company_initials(view.card.values.text("name")).into_any(),
    };
    let is_picture = view.card.shows_logo && logo.is_some();
    let link = view.may(Action::ChangeCustomer).then(|| {
        let (label, icon) = if logo.is_some() { (words::CHANGE, "pencil") } else { (words::ADD, "image") };
        let label = label.get(language);
        view! { <a class="logo-link" data-swap href="?edit=logo#field-logo" aria-label=label title=label><Icon name=icon/></a> }
    });
    view! {
        <div class="logo-square" data-picture=is_picture>
            <span class="logo-inner" aria-hidden="true">{inner}</span>
            {link}
        </div>
    }
    .into_any()
}

/// The row of the general section: the small picture, and what can be done with it.
#[must_use]
pub fn row(view: &CardView) -> AnyView {
    let language = view.session.language;
    let may_change = view.may(Action::ChangeCustomer);
    if may_change && view.editing == Some(Editing::Logo) {
        return view! {
            <div class="field-row logo-row" data-editing id="field-logo">
                <dt><label for="input-logo">{words::LOGO.get(language)}</label></dt>
                <dd>{form(view)}</dd>
            </div>
        }
        .into_any();
    }
    let value = match (&view.card.logo, may_change) {
        (None, false) => view! { <span class="muted">"–"</span> }.into_any(),
        (None, true) => view! {
            <a class="field-value" data-edit="logo" data-empty data-swap href="?edit=logo#field-logo">
                {common::ADD.get(language)}<span class="sr-only">" "{words::LOGO.get(language).to_lowercase()}</span>
            </a>
        }
        .into_any(),
        (Some(logo), may_change) => view! { {picture(view, logo)}{may_change.then(|| tools(view))} }.into_any(),
    };
    view! { <div class="field-row logo-row" id="field-logo"><dt>{words::LOGO.get(language)}</dt><dd>{value}</dd></div> }
        .into_any()
}

fn picture(view: &CardView, logo: &Logo) -> impl IntoView + use<> {
    let (width, height) = logo.within(SMALL.0, SMALL.1);
    let alt = words::LOGO_OF.with(view.session.language, &[("name", view.card.values.text("name"))]);
    view! { <img class="logo-small" src=address(view, logo) width=width height=height alt=alt/> }
}

fn tools(view: &CardView) -> impl IntoView + use<> {
    let language = view.session.language;
    let of_logo = |text: &str| format!("{text} {}", words::LOGO.get(language).to_lowercase());
    view! {
        <span class="logo-tools">
            <a class="link" data-edit="logo" data-swap href="?edit=logo#field-logo" aria-label=of_logo(words::REPLACE.get(language))>{words::REPLACE.get(language)}</a>
            <form method="post" action="/api/staff/logo-remove" data-saved=words::REMOVED.get(language) data-return="logo">
                <input type="hidden" name="customer" value=view.card.id.to_string()/>
                <button class="link" type="submit" aria-label=of_logo(words::REMOVE.get(language))>{words::REMOVE.get(language)}</button>
            </form>
        </span>
    }
}

/// The form where its row is not on the page: on another tab, or where the reader has hidden the section.
#[must_use]
pub fn panel(view: &CardView) -> impl IntoView + use<> {
    let language = view.session.language;
    let has_row = view.is_board() && view.layout.is_open(Section::General);
    let is_wanted = view.editing == Some(Editing::Logo) && !has_row && view.may(Action::ChangeCustomer);
    let section = is_wanted.then(|| {
        view! {
            <section class="section logo-panel" id="field-logo" aria-labelledby="h-logo">
                <header class="section-head"><Icon name="image"/><h2 id="h-logo"><label for="input-logo">{words::LOGO.get(language)}</label></h2></header>
                <div class="section-body">{form(view)}</div>
            </section>
        }
    });
    view! { <div data-region="logo">{section}</div> }
}

/// A file is picked, or dropped on the input, which is the whole of the dashed box.
fn form(view: &CardView) -> impl IntoView + use<> {
    let language = view.session.language;
    let problem = view.failed(ACTION).and_then(|state| state.error.problem_of("logo"));
    let saved = if view.card.logo.is_some() { words::CHANGED } else { words::ADDED };
    let described = if problem.is_some() { "logo-e logo-hint" } else { "logo-hint" };
    view! {
        <form class="field-edit" method="post" action=ACTION enctype="multipart/form-data" data-saved=saved.get(language) data-return="logo">
            <input type="hidden" name="customer" value=view.card.id.to_string()/>
            <div class="file-drop">
                <p><Icon name="upload"/><span>{words::DROP.get(language)}</span></p>
                <input type="file" id="input-logo" name="logo" accept="image/png,image/jpeg,image/webp,image/gif" autofocus data-send
                    aria-invalid=problem.map(|_| "true") aria-describedby=described/>
            </div>
            <p class="muted small" id="logo-hint">{words::KINDS.with(language, &[("max", &MOST_MEGABYTES.to_string())])}</p>
            {problem.map(|problem| view! { <ErrorText id="logo-e".to_owned() problem=problem language=language/> })}
            <FormActions language=language save=words::UPLOAD/>
        </form>
    }
}
