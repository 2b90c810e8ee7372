//! Whose arrangement of the card is on the screen: the reader's own, that which an administrator is making
//! for the firm or a role, or a colleague's that is tried.

use super::CardView;
use crate::{
    i18n::layout as words,
    ui::{ErrorText, Icon},
};
use domain::{
    language::Language,
    layout::{Device, Target},
    text::Text,
    user::Role,
};
use leptos::prelude::*;
use store::layout::Colleague;

/// Whose arrangement of the card is on the screen.
#[derive(Clone, Debug, Default)]
pub enum Arrangement {
    /// The reader's own.
    #[default]
    Own,
    /// One that is being made.
    Draft(Draft),
    /// A colleague's, to look at.
    Tried(Colleague),
}

/// An arrangement that is being made.
#[derive(Clone, Debug)]
pub struct Draft {
    /// For whom.
    pub target: Target,
    /// Whether it differs from what counts.
    pub differs: bool,
    /// How many others it is for.
    pub people: i64,
    /// Which save of it this is.
    pub seen: i64,
}

impl Arrangement {
    /// For whom the card is being arranged, where that is not the reader.
    #[must_use]
    pub const fn target(&self) -> Option<Target> {
        match self {
            Self::Draft(draft) => Some(draft.target),
            Self::Own | Self::Tried(_) => None,
        }
    }
}

/// What a role is called.
#[must_use]
pub fn role_name(role: Role, language: Language) -> &'static str {
    let text: Text = match role {
        Role::Administrator => words::ADMINISTRATOR,
        Role::Consultant => words::CONSULTANT,
        Role::ReadOnly => words::READ_ONLY,
    };
    text.get(language)
}

/// For whom, as a heading says it.
#[must_use]
pub fn target_name(target: Target, language: Language) -> &'static str {
    match target {
        Target::Firm => words::EVERYBODY.get(language),
        Target::Role(role) => role_name(role, language),
    }
}

/// Says whose arrangement it is, and what can be done with it.
pub(super) fn banner(view: &CardView) -> impl IntoView + use<> {
    let shown = match &view.arrangement {
        Arrangement::Own => None,
        Arrangement::Draft(draft) => Some(making(view, draft).into_any()),
        Arrangement::Tried(colleague) => Some(trying(view, colleague).into_any()),
    };
    view! { <div data-region="arrangement">{shown}</div> }
}

fn making(view: &CardView, draft: &Draft) -> impl IntoView + use<> {
    let language = view.session.language;
    let (target, address) = (draft.target, view.address());
    let who = target_name(target, language);
    let people = match draft.people {
        0 => words::NOBODY_ELSE.get(language).to_owned(),
        1 => words::ONE_OTHER.get(language).to_owned(),
        n => words::OTHERS.with(language, &[("n", &n.to_string())]),
    };
    let state = if draft.differs { people } else { words::IS_WHAT_COUNTS.get(language).to_owned() };
    let device_key = view.device.key();
    let way = |to: Target, device: Device, name: String, is_here: bool| {
        let href = format!("{address}?arrange={}&device={}", to.key(), device.key());
        view! { <a class="chip" href=href aria-current=is_here.then_some("true")>{name}</a> }
    };
    let targets =
        Target::all().map(|to| way(to, view.device, target_name(to, language).to_owned(), to == target)).collect_view();
    let devices = [(Device::Desk, words::DESK), (Device::Phone, words::PHONE)]
        .map(|(device, name)| way(target, device, name.get(language).to_owned(), device.key() == device_key));
    let send = |action: &'static str, variant: &'static str, text: Text| {
        view! {
            <form method="post" action=action>
                <input type="hidden" name="whose" value=target.key()/>
                <input type="hidden" name="seen" value=draft.seen/>
                <button class="ds-button" type="submit" data-variant=variant data-small>{text.get(language)}</button>
            </form>
        }
    };
    // A colleague has arranged it meanwhile: it stands here now, and is published or thrown away by a second look.
    let refused = ["/api/staff/layout-publish", "/api/staff/layout-discard"]
        .into_iter()
        .find_map(|form| view.form.as_ref().filter(|state| state.form == form)?.error.problem_of("seen"))
        .map(|problem| view! { <div role="alert"><ErrorText id="layout-e".to_owned() problem=problem language=language/></div> });
    let buttons = draft.differs.then(|| {
        view! {
            {send("/api/staff/layout-publish", "primary", words::PUBLISH)}
            {send("/api/staff/layout-discard", "tertiary", words::DISCARD)}
        }
    });
    view! {
        <div class="arranging" role="note" aria-label=words::ARRANGING.with(language, &[("who", who)])>
            <Icon name="layout-dashboard"/>
            <p><b>{words::ARRANGING.with(language, &[("who", who)])}</b>" "{state}</p>
            {refused}
            <div class="arranging-do">
                {buttons}
                <a class="ds-button" data-variant="secondary" data-small href=address.clone()>{words::LEAVE.get(language)}</a>
            </div>
            <nav class="chips" aria-label=words::FOR_WHOM.get(language)>{targets}</nav>
            <nav class="chips" aria-label=words::ON_WHAT.get(language)>{devices}</nav>
        </div>
    }
}

fn trying(view: &CardView, colleague: &Colleague) -> impl IntoView + use<> {
    let language = view.session.language;
    view! {
        <div class="arranging" role="note">
            <Icon name="layout-dashboard"/>
            <p><b>{words::TRYING.with(language, &[("who", &colleague.name)])}</b></p>
            <div class="arranging-do">
                <form method="post" action="/api/staff/layout-adopt" data-plain>
                    <input type="hidden" name="customer" value=view.card.id.to_string()/>
                    <input type="hidden" name="user" value=colleague.id.to_string()/>
                    <input type="hidden" name="device" value=view.device.key()/>
                    <button class="ds-button" type="submit" data-small>{words::ADOPT.get(language)}</button>
                </form>
                <a class="ds-button" data-variant="secondary" data-small href=view.address()>{words::GO_BACK.get(language)}</a>
            </div>
        </div>
    }
}
