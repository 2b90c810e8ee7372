//! The menu of what can be added to a customer from its header, whatever sections the reader has open.

use super::CardView;
use crate::{
    i18n::{activity, card as words, comment, contact, document, employee, relation},
    ui::{Icon, SpriteIcon, menu_panel},
};
use domain::{policy::Action, section::Section, text::Text};
use leptos::prelude::*;

/// What can be added: the section that takes it, the name that the card's address has for it, what the way to it says.
const ADDED: [(Section, &str, Text); 7] = [
    (Section::Contacts, "contact", contact::NEW),
    (Section::Tasks, "task", activity::NEW_TASK),
    (Section::Events, "event", activity::NEW_EVENT),
    (Section::Diary, "activity", activity::NEW_ENTRY),
    (Section::Documents, "document", document::NEW_DOCUMENT),
    (Section::Employees, "employee", employee::PUT),
    (Section::Relations, "relation", relation::NEW),
];

/// The menu; none for who may add nothing.
pub(super) fn new_menu(view: &CardView) -> Option<AnyView> {
    let language = view.session.language;
    // Comments are written where they stand; the tab has room for it whatever the board shows.
    let place = if view.is_board() && view.layout.is_open(Section::Comments) {
        String::new()
    } else {
        format!("{}/comments", view.address())
    };
    let comment = view.may(Action::WriteComment).then(|| {
        item(format!("{place}#comment-body"), false, Section::Comments.icon(), comment::WRITE_LABEL.get(language))
    });
    let needs = view.needs();
    let others: Vec<_> = ADDED
        .into_iter()
        .filter(|(section, ..)| {
            let action = if *section == Section::Contacts { Action::ChangeContact } else { Action::ChangeCustomer };
            view.may(action) && needs.is_section_used(*section, &view.session.own)
        })
        .map(|(section, name, text)| {
            let page = if view.is_board() { String::new() } else { view.address() };
            item(format!("{page}?add={name}#new-{name}"), view.is_board(), section.icon(), text.get(language))
        })
        .collect();
    if comment.is_none() && others.is_empty() {
        return None;
    }
    Some(
        view! {
            <details class="menu new-menu">
                <summary class="ds-button"><Icon name="plus"/><span>{words::NEW.get(language)}</span></summary>
                {menu_panel(view! { {comment}{others} }.into_any())}
            </details>
        }
        .into_any(),
    )
}

fn item(href: String, swaps: bool, icon: &'static str, text: &'static str) -> AnyView {
    view! { <a class="menu-item" data-swap=swaps href=href><SpriteIcon name=icon/><span>{text}</span></a> }.into_any()
}
