//! The row of quick buttons beneath the header: what there is of the customer, how much, and the way to it (seed 002:16).

use super::CardView;
use crate::{i18n::activity as words, ui::Icon};
use domain::{
    field::grouped,
    section::Section,
    tab::{BuiltIn, Place, TabKey},
};
use leptos::prelude::*;

/// The row; an empty place where there is nothing to go to.
pub(super) fn row(view: &CardView) -> impl IntoView + use<> {
    let language = view.session.language;
    let counts = &view.card.counts;
    let of = &counts.activities;
    let counted = [
        (Section::Contacts, counts.contacts),
        (Section::Tasks, of.tasks),
        (Section::Events, of.planned + of.done + of.cancelled),
        (Section::Diary, of.diary),
        (Section::Comments, counts.comments),
        (Section::Employees, counts.employees_now),
        (Section::Relations, counts.relations),
        (Section::Links, i64::try_from(view.card.links.len()).unwrap_or_default()),
    ];
    let buttons: Vec<AnyView> = counted
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .filter_map(|(section, count)| {
            let href = way(view, section)?;
            // What should have been done is said with it.
            let is_overdue = section == Section::Tasks && of.overdue > 0;
            let overdue = is_overdue.then(|| {
                view! { <span class="sr-only">", "{words::OVERDUE_COUNT.with(language, &[("n", &grouped(of.overdue))])}</span> }
            });
            Some(
                view! {
                    <a class="chip quick" href=href data-overdue=is_overdue><Icon name=section.icon() small=true/><span>{section.title(language)}</span>" "<b>{grouped(count)}</b>{overdue}</a>
                }
                .into_any(),
            )
        })
        .collect();
    let calendar = view! {
        <a class="chip quick" href=format!("/diary?customer={}", view.card.id)><Icon name="calendar-days" small=true/><span>{words::CALENDAR.get(language)}</span></a>
    };
    view! { <nav class="quick-row" data-region="quick" aria-label=words::QUICK.get(language)>{buttons}{calendar}</nav> }
}

/// Where a section is: on the board, or on a tab of its own; none where this reader has it nowhere.
fn way(view: &CardView, section: Section) -> Option<String> {
    if view.layout.shown().any(|placed| placed.section == section) {
        let page = if view.is_board() { String::new() } else { view.address() };
        return Some(format!("{page}#h-{}", section.key()));
    }
    let tab = match section {
        Section::Contacts => BuiltIn::Contacts,
        Section::Comments => BuiltIn::Comments,
        _ => return None,
    };
    let key = TabKey::BuiltIn(tab);
    let is_there = view.session.tabs.iter().any(|known| known.key == key && known.place != Place::Off);
    is_there.then(|| format!("{}{}", view.address(), key.path()))
}
