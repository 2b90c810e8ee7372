//! Rights and login of a contact, on the contact's page.

use super::{CLOSE, INVITE, RIGHTS};
use crate::{
    i18n::portal_setting as words,
    ui::{ErrorText, Icon, SpriteIcon, time::Clock},
};
use domain::{
    error::Problem,
    id::{ContactId, CustomerId},
    language::Language,
    portal::{PortalAccess, PortalRight},
};
use leptos::prelude::*;
use store::form_state::FormState;

/// Everything that the section shows.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each says of one thing whether it is so")]
pub struct PortalAccessView {
    /// The customer.
    pub customer: CustomerId,
    /// The contact.
    pub contact: ContactId,
    /// What they are called.
    pub name: String,
    /// Whether they have an address.
    pub has_email: bool,
    /// Whether they have ended.
    pub ended: bool,
    /// What they may do.
    pub access: PortalAccess,
    /// Whether the firm's portal is open at all.
    pub is_open: bool,
    /// The link of an invitation that was just made.
    pub link: Option<String>,
    /// Whether the reader may change it.
    pub may_change: bool,
    /// A form that failed.
    pub form: Option<FormState>,
}

/// The section.
#[must_use]
pub fn portal_section(view: &PortalAccessView, clock: &Clock, language: Language) -> AnyView {
    let access = &view.access;
    let n = words::RIGHTS_OF
        .with(language, &[("n", &access.rights.len().to_string()), ("all", &PortalRight::ALL.len().to_string())]);
    let (state, colour) =
        if access.is_open && !view.ended { (words::OPEN, "success") } else { (words::CLOSED, "neutral") };
    let unchecked =
        (access.version == 0).then(|| view! { <p class="muted small">{words::RIGHTS_UNCHECKED.get(language)}</p> });
    view! {
        <section class="section" data-region="portal-access" aria-labelledby="h-portal">
            <header class="section-head">
                <Icon name="door-open"/>
                <h2 id="h-portal">{words::RIGHTS.get(language)}</h2>
                <span class="digest">{n}</span>
                <span class="ds-tag" data-color=colour>{state.get(language)}</span>
            </header>
            <div class="section-body">
                <p>{words::RIGHTS_ADVICE.with(language, &[("name", &view.name)])}</p>
                {unchecked}{rights(view, language)}{door(view, clock, language)}
            </div>
        </section>
    }
    .into_any()
}

fn ids(view: &PortalAccessView) -> impl IntoView + use<> {
    view! {
        <input type="hidden" name="customer" value=view.customer.to_string()/>
        <input type="hidden" name="contact" value=view.contact.to_string()/>
    }
}

fn rights(view: &PortalAccessView, language: Language) -> impl IntoView + use<> {
    let failed = view.form.as_ref().filter(|state| state.form == RIGHTS);
    let typed = failed.and_then(|state| state.typed("rights")).map(|typed| {
        let keys: Vec<String> = typed.split(',').map(str::to_owned).collect();
        domain::portal::of_keys(PortalRight::ALL, PortalRight::key, &keys)
    });
    let given = typed.unwrap_or_else(|| view.access.rights.clone());
    let may_change = view.may_change;
    let boxes = PortalRight::ALL
        .iter()
        .map(|right| {
            let id = format!("right-{}", right.key());
            view! {
                <div class="ds-field">
                    <input class="ds-input" type="checkbox" id=id.clone() name="rights" value=right.key() checked=given.contains(right) disabled=!may_change/>
                    <label class="ds-label" for=id>{right.name(language)}</label>
                </div>
            }
        })
        .collect_view();
    let wrong = failed
        .and_then(|state| state.error.problem_of("rights"))
        .map(|problem| view! { <ErrorText id="rights-e".to_owned() problem=problem language=language/> });
    let save = may_change.then(|| {
        view! { <div class="form-actions"><button class="ds-button" type="submit" data-small>{words::SAVE_RIGHTS.get(language)}</button></div> }
    });
    view! {
        <form class="form portal-rights" method="post" action=RIGHTS>
            {ids(view)}
            <input type="hidden" name="version" value=view.access.version.to_string()/>
            <input type="hidden" name="rights" value=""/>
            <div role="group" aria-labelledby="h-portal" aria-describedby=wrong.is_some().then_some("rights-e") class="portal-right-boxes">{boxes}</div>
            {wrong}{save}
        </form>
    }
}

fn door(view: &PortalAccessView, clock: &Clock, language: Language) -> impl IntoView + use<> {
    let access = &view.access;
    let when = |text: domain::text::Text, at: &Option<String>| {
        at.as_ref().map(|at| text.with(language, &[("when", &clock.shown(at))]))
    };
    // An invitation that was taken back, or whose door is shut, leads nowhere.
    let history: Vec<String> = [
        when(words::INVITED, &access.invited_at).filter(|_| access.is_open),
        when(words::SIGNED_IN, &access.signed_in_at).or_else(|| {
            access.invited_at.as_ref().filter(|_| access.is_open).map(|_| words::NEVER_IN.get(language).to_owned())
        }),
        when(words::SECOND_SINCE, &access.second_since),
    ]
    .into_iter()
    .flatten()
    .collect();
    let history = (!history.is_empty()).then(|| view! { <p class="muted small">{history.join(", ")}</p> });
    let link = view.link.as_ref().filter(|_| access.is_open).map(|link| {
        view! {
            <div class="banner portal-link" data-color="info" role="status">
                <Icon name="link"/>
                <div>
                    <p>{words::LINK.get(language)}</p>
                    <p><input class="ds-input" type="text" readonly value=link.clone() aria-label=words::LINK.get(language)/></p>
                    <p class="small">{words::LINK_ONCE.get(language)}</p>
                </div>
            </div>
        }
    });
    let failed = view.form.as_ref().filter(|state| state.form == INVITE);
    let problem = failed.and_then(|state| state.error.problem_of("email").or(state.error.problem_of("contact")));
    let wrong = problem.map(|problem| {
        let text = match problem {
            Problem::Required => words::NEEDS_EMAIL.get(language).to_owned(),
            other => crate::error::problem_text(other, language),
        };
        view! { <p class="field-error" role="alert"><Icon name="circle-alert" small=true/>{text}</p> }
    });
    let can_invite = view.may_change && view.is_open && view.has_email && !view.ended;
    let invite = can_invite.then(|| {
        let text = if access.is_open { words::INVITE_AGAIN } else { words::INVITE };
        view! {
            <form method="post" action=INVITE data-plain>
                {ids(view)}
                <button class="ds-button" data-variant="secondary" data-small type="submit"><Icon name="mail"/><span>{text.get(language)}</span></button>
            </form>
        }
    });
    let why_not = (view.may_change && !can_invite).then(|| {
        let text = if view.ended {
            words::ENDED
        } else if view.is_open {
            words::NEEDS_EMAIL
        } else {
            words::PORTAL_CLOSED
        };
        view! { <p class="muted small">{text.get(language)}</p> }
    });
    let close = (view.may_change && access.is_open).then(|| {
        view! {
            <form method="post" action=CLOSE>
                {ids(view)}
                <button class="ds-button" data-variant="tertiary" data-color="danger" data-small type="submit"><SpriteIcon name="lock"/><span>{words::CLOSE.get(language)}</span></button>
            </form>
        }
    });
    let lost = (view.may_change && access.is_open && access.second_since.is_some())
        .then(|| view! { <p class="muted small">{words::SECOND_LOST.get(language)}</p> });
    let see = (view.may_change && view.is_open && !view.ended).then(|| {
        let href = format!("/customers/{}/contacts/{}/portal", view.customer, view.contact);
        view! {
            <a class="ds-button" data-variant="tertiary" data-small href=href>
                <Icon name="eye"/><span>{words::SEE_AS.with(language, &[("name", &view.name)])}</span>
            </a>
        }
    });
    view! { {history}{link}{wrong}{why_not}<div class="portal-door">{invite}{close}{see}</div>{lost} }
}
