//! When the reader is reminded of an activity.

use super::{ActivityView, REMIND, form::FormView};
use crate::i18n::activity as words;
use domain::activity::{Lead, State};
use leptos::prelude::*;

/// The choice in the form of a new one, for whoever writes it.
pub(super) fn field(view: &FormView<'_>) -> Option<AnyView> {
    if view.activity.is_some() {
        return None;
    }
    let language = view.language;
    let chosen = view.typed("lead", "");
    let options = Lead::ALL
        .iter()
        .map(|lead| view! { <option value=lead.key() selected={lead.key() == chosen}>{lead.name(language)}</option> })
        .collect_view();
    let options = view! { <option value="">{words::NO_REMINDER.get(language)}</option>{options} };
    Some(view.select("lead", words::REMIND_ME, options.into_any(), false))
}

/// The choice, for whoever takes part in what is to come.
pub(super) fn reminder(view: &ActivityView) -> Option<AnyView> {
    let language = view.clock.language;
    let one = &view.activity;
    let takes_part = one.responsible == view.me || one.colleagues.iter().any(|who| who.id == view.me);
    if !takes_part || one.state != State::Planned || one.starts_on.is_empty() {
        return None;
    }
    // What takes the whole day has no hour before.
    let offered: Vec<(Lead, &str)> = if one.starts_at.is_empty() {
        vec![(Lead::Start, words::THAT_MORNING.get(language)), (Lead::Day, words::MORNING_BEFORE.get(language))]
    } else {
        Lead::ALL.iter().map(|lead| (*lead, lead.name(language))).collect()
    };
    let options = offered
        .into_iter()
        .map(|(lead, name)| view! { <option value=lead.key() selected={view.lead == Some(lead)}>{name.to_owned()}</option> })
        .collect_view();
    Some(
        view! {
            <form class="activity-do activity-remind" method="post" action=REMIND data-saved=words::REMINDER_SET.get(language)>
                <input type="hidden" name="activity" value=one.id.to_string()/>
                <label class="ds-label" for="activity-lead">{words::REMIND_ME.get(language)}</label>
                <select class="ds-input" id="activity-lead" name="lead">
                    <option value="" selected=view.lead.is_none()>{words::NO_REMINDER.get(language)}</option>
                    {options}
                </select>
                <button class="ds-button" data-variant="secondary" data-small type="submit">{words::REMIND.get(language)}</button>
            </form>
        }
        .into_any(),
    )
}
