//! The section of an activity's page: who is invited, what they answered, and telling those who don't know yet.

use super::INVITE;
use crate::{
    i18n::invited as words,
    ui::{ErrorText, Icon, TextArea, linked, time::Clock},
};
use domain::{
    activity::Activity,
    id::ContactId,
    invited::{Invited, InvitedState, MESSAGE_MAX, Plan},
    language::Language,
};
use leptos::prelude::*;
use store::form_state::FormState;

/// What the section shows.
#[derive(Clone, Debug)]
pub struct InvitedView {
    /// Who is invited.
    pub invited: Vec<Invited>,
    /// Who is still to be told.
    pub plan: Plan,
}

impl InvitedView {
    /// Whether somebody is told when it is taken away.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.invited.iter().any(|one| one.state != InvitedState::CalledOff)
    }
}

/// The section; nothing where nobody can be invited and nobody is.
#[must_use]
pub fn invited_section(
    view: &InvitedView,
    one: &Activity,
    failed: Option<&FormState>,
    may_change: bool,
    clock: &Clock,
) -> Option<AnyView> {
    let language = clock.language;
    let nobody = view.invited.is_empty() && view.plan.count() == 0 && view.plan.unreachable.is_empty();
    if nobody && !may_change {
        return None;
    }
    let name_of = |id: ContactId| one.contacts.iter().find(|who| who.id == id).map(|who| who.name.clone());
    let known = view.invited.iter().map(|who| row(who, one, &view.plan, clock)).collect_view();
    let is_listed = |id: &ContactId| view.invited.iter().any(|who| who.contact == *id);
    let new = view
        .plan
        .invite
        .iter()
        .filter(|id| !is_listed(id))
        .filter_map(|id| Some(plain_row(name_of(*id)?, words::NOT_INVITED.get(language), "mail")))
        .collect_view();
    let unreachable = view
        .plan
        .unreachable
        .iter()
        .map(|name| plain_row(name.clone(), words::NO_EMAIL.get(language), "circle-alert"))
        .collect_view();
    let hint = nobody.then(|| {
        let href = match one.on() {
            "" => "?edit=activity#activity-form".to_owned(),
            on => format!("?on={on}&edit=activity#activity-form"),
        };
        view! {
            <p class="muted small">{words::HINT.get(language)}</p>
            <div class="section-foot"><a class="link" data-swap href=href><Icon name="user-plus"/>{words::ADD_PEOPLE.get(language)}</a></div>
        }
    });
    let form = (may_change && view.plan.count() > 0).then(|| form(view, one, failed, language));
    Some(
        view! {
            <section class="section" data-region="activity-invited" aria-labelledby="h-invited">
                <header class="section-head"><Icon name="mail"/><h2 id="h-invited">{words::TITLE.get(language)}</h2></header>
                <div class="section-body">
                    {hint}
                    {(!nobody).then(|| view! { <ul class="list-items">{known}{new}{unreachable}</ul> })}
                    {form}
                </div>
            </section>
        }
        .into_any(),
    )
}

fn plain_row(name: String, says: &'static str, icon: &'static str) -> impl IntoView {
    view! {
        <li class="list-item">
            <Icon name=icon/>
            <span class="list-item-names"><b>{name}</b><span class="muted small">{says}</span></span>
        </li>
    }
}

fn row(who: &Invited, one: &Activity, plan: &Plan, clock: &Clock) -> impl IntoView + use<> {
    let language = clock.language;
    let icon = match who.state {
        InvitedState::Coming => "circle-check",
        InvitedState::Maybe => "circle-question-mark",
        InvitedState::NotComing | InvitedState::CalledOff => "circle-slash",
        InvitedState::Waiting => "clock",
    };
    let colour = match who.state {
        InvitedState::Coming => "success",
        InvitedState::Maybe => "warning",
        InvitedState::NotComing => "danger",
        InvitedState::CalledOff | InvitedState::Waiting => "neutral",
    };
    let takes_part = one.contacts.iter().any(|other| other.id == who.contact);
    let stale = if who.is_failed {
        Some(words::NOT_DELIVERED)
    } else if plan.change.contains(&who.contact) {
        Some(words::DOES_NOT_KNOW)
    } else if plan.call_off.contains(&who.contact) {
        Some(if takes_part { words::NOT_TOLD_OFF } else { words::NOT_TOLD_OUT })
    } else {
        None
    };
    let stale = stale.map(|text| {
        view! { <span class="signing-other"><Icon name="triangle-alert" small=true/>" "{text.get(language)}</span> }
    });
    let when = who.answered_at.as_ref().map(|at| clock.shown(at));
    let about: Vec<String> =
        [Some(who.email.clone()).filter(|email| !email.is_empty()), when].into_iter().flatten().collect();
    let note = (!who.note.is_empty()).then(|| view! { <span class="small activity-text">{linked(&who.note)}</span> });
    view! {
        <li class="list-item" data-invited=who.state.key()>
            <Icon name=icon/>
            <span class="list-item-names">
                <span><b>{who.name.clone()}</b>" "<span class="ds-tag" data-color=colour>{who.state.name().get(language)}</span></span>
                <span class="muted small">{about.join(" · ")}</span>
                {stale}{note}
            </span>
        </li>
    }
}

/// What the button says: what is sent, and to whom.
fn label(view: &InvitedView, one: &Activity, language: Language) -> String {
    let plan = &view.plan;
    let ids = [&plan.invite, &plan.change, &plan.call_off];
    let name_of = |id: &ContactId| {
        let taking = one.contacts.iter().find(|who| who.id == *id).map(|who| who.name.clone());
        taking.or_else(|| view.invited.iter().find(|who| who.contact == *id).map(|who| who.name.clone()))
    };
    let first = ids.iter().flat_map(|ids| ids.iter()).find_map(name_of).unwrap_or_default();
    let names = match plan.count() {
        1 => first,
        n => words::AND_MORE.with(language, &[("name", &first), ("n", &(n - 1).to_string())]),
    };
    let text = match (plan.invite.is_empty(), plan.change.is_empty(), plan.call_off.is_empty()) {
        (false, true, true) => words::SEND,
        (true, false, true) => words::SEND_CHANGE,
        (true, true, false) => words::SEND_OFF,
        _ => words::SEND_ALL,
    };
    text.with(language, &[("names", &names)])
}

fn form(view: &InvitedView, one: &Activity, failed: Option<&FormState>, language: Language) -> impl IntoView + use<> {
    let failed = failed.filter(|state| state.form == INVITE);
    let problem = |name: &str| failed.and_then(|state| state.error.problem_of(name));
    let (wrong, all_know) = (problem("message"), problem("invited"));
    let typed = failed.and_then(|state| state.typed("message")).unwrap_or_default().to_owned();
    let described = if wrong.is_some() { "invited-message-e invited-message-h" } else { "invited-message-h" };
    let is_open = wrong.is_some() || !typed.is_empty();
    view! {
        <form class="form" id="invited-form" method="post" action=INVITE data-saved=words::WAS_SENT.get(language)>
            <input type="hidden" name="activity" value=one.id.to_string()/>
            {all_know.map(|problem| view! { <ErrorText id="invited-e".to_owned() problem=problem language=language/> })}
            <details class="fold-more" open=is_open>
                <summary>{words::MESSAGE.get(language)}<Icon name="chevron-down"/></summary>
                <div class="ds-field">
                    <label class="ds-label sr-only" for="invited-message">{words::MESSAGE.get(language)}</label>
                    <TextArea id="invited-message".to_owned() name="message".to_owned() value=typed maxlength=MESSAGE_MAX rows=Some(3) error=wrong.map(|_| described.to_owned())/>
                    <p class="muted small" id="invited-message-h">{words::MESSAGE_HINT.get(language)}</p>
                    {wrong.map(|problem| view! { <ErrorText id="invited-message-e".to_owned() problem=problem language=language/> })}
                </div>
            </details>
            <div class="form-actions">
                <button class="ds-button" data-small type="submit"><Icon name="mail"/><span>{label(view, one, language)}</span></button>
            </div>
        </form>
    }
}
