//! What the sections of agreements share: forms of rows, their menus, and how rows stand to a day.

use super::action_of;
use crate::{
    card::{CardView, Editing},
    i18n::{agreement as words, common},
    ui::{ErrorText, FormActions, Icon},
};
use domain::{
    agreement::{Period, label},
    change::LogCategory,
    error::Problem,
    field,
    id::RowId,
    list::ListKind,
    policy::Action,
};
use leptos::prelude::*;
use std::fmt::Display;
use store::form_state::FormState;

/// The form of one row, new or there already.
pub(super) struct RowForm<'a> {
    view: &'a CardView,
    of: LogCategory,
    row: Option<(RowId, i32)>,
    failed: Option<&'a FormState>,
}

impl<'a> RowForm<'a> {
    /// The form of a row, where the reader edits it; `row` is its id and version, none for a new one.
    pub(super) fn of(view: &'a CardView, of: LogCategory, row: Option<(RowId, i32)>) -> Option<Self> {
        let is_edited = view.editing == Some(Editing::Agreed(of, row.map(|(id, _)| id)));
        if !is_edited || !view.may(Action::ChangeCustomer) {
            return None;
        }
        Some(Self { view, of, row, failed: view.failed(action_of(of)) })
    }

    fn typed(&self, name: &str, kept: &str) -> String {
        self.failed.and_then(|state| state.typed(name)).unwrap_or(kept).to_owned()
    }

    fn problem(&self, name: &str) -> Option<Problem> {
        self.failed?.error.problem_of(name)
    }

    fn id(&self, name: &str) -> String {
        format!("{}-{}", self.of.key(), name.replace('_', "-"))
    }

    fn message(&self, name: &str) -> Option<AnyView> {
        let language = self.view.session.language;
        let problem = self.problem(name)?;
        Some(view! { <ErrorText id=format!("{}-e", self.id(name)) problem=problem language=language/> }.into_any())
    }

    fn described(&self, name: &str) -> Option<String> {
        self.problem(name).map(|_| format!("{}-e", self.id(name)))
    }

    /// A line; `mode` is what a phone's keyboard offers.
    pub(super) fn line(
        &self,
        name: &'static str,
        kept: &str,
        mode: Option<&'static str>,
        placeholder: Option<String>,
    ) -> AnyView {
        let language = self.view.session.language;
        let id = self.id(name);
        view! {
            <div class="ds-field">
                <label class="ds-label" for=id.clone()>{label(name).map(|label| label.get(language))}</label>
                <input class="ds-input" id=id name=name value=self.typed(name, kept) maxlength="200" inputmode=mode placeholder=placeholder autocomplete="off"
                    aria-invalid=self.problem(name).map(|_| "true") aria-describedby=self.described(name)/>
                {self.message(name)}
            </div>
        }
        .into_any()
    }

    /// A choice of a list; `none` is what it says where nothing is chosen, for lists that need no choice.
    pub(super) fn choice(&self, name: &'static str, list: ListKind, kept: &str, none: &'static str) -> AnyView {
        let language = self.view.session.language;
        let chosen = self.typed(name, kept);
        let choices = self.view.choices.lists.get(&list).map_or(&[][..], Vec::as_slice);
        // A value that can't be chosen any more stays until another is chosen.
        let gone = (!chosen.is_empty() && !choices.iter().any(|choice| choice.value == chosen))
            .then(|| self.view.agreements.names.get(&chosen).cloned())
            .flatten()
            .map(|name| view! { <option value=chosen.clone() selected>{name}</option> });
        let options = choices
            .iter()
            .map(|choice| view! { <option value=choice.value.clone() selected={choice.value == chosen}>{choice.label.clone()}</option> })
            .collect_view();
        let id = self.id(name);
        view! {
            <div class="ds-field">
                <label class="ds-label" for=id.clone()>{label(name).map(|label| label.get(language))}</label>
                <select class="ds-input" id=id name=name aria-invalid=self.problem(name).map(|_| "true") aria-describedby=self.described(name)>
                    <option value="">{none}</option>{gone}{options}
                </select>
                {self.message(name)}
            </div>
        }
        .into_any()
    }

    /// One of a few that the product knows: what is sent, and what is read.
    pub(super) fn one_of(&self, name: &'static str, kept: &str, choices: Vec<(String, String)>) -> AnyView {
        let language = self.view.session.language;
        let chosen = self.typed(name, kept);
        let id = self.id(name);
        let options = choices
            .into_iter()
            .map(|(value, label)| view! { <option selected={value == chosen} value=value>{label}</option> })
            .collect_view();
        view! {
            <div class="ds-field">
                <label class="ds-label" for=id.clone()>{label(name).map(|label| label.get(language))}</label>
                <select class="ds-input" id=id name=name aria-invalid=self.problem(name).map(|_| "true") aria-describedby=self.described(name)>{options}</select>
                {self.message(name)}
            </div>
        }
        .into_any()
    }

    /// The days from which and until which it holds.
    pub(super) fn period(&self, kept: Option<&Period>) -> AnyView {
        let language = self.view.session.language;
        let today = field::day(&self.view.clock.today(), language);
        let from = kept.map_or_else(|| today.clone(), |kept| field::day(&kept.valid_from, language));
        let to = kept.and_then(|kept| kept.valid_to.as_deref()).map(|to| field::day(to, language));
        let open = words::OPEN.get(language).to_owned();
        view! {
            <div class="form-row">
                {self.line("valid_from", &from, None, Some(today))}
                {self.line("valid_to", &to.unwrap_or_default(), None, Some(open))}
            </div>
        }
        .into_any()
    }

    /// The whole form around its inputs.
    pub(super) fn whole(&self, inputs: impl IntoView + 'static) -> AnyView {
        let language = self.view.session.language;
        let row = self.row.map(|(id, version)| {
            // What was read when the form that failed was opened is still checked, until its reader was told.
            let version = self.failed.map_or(version, |state| state.version(version));
            view! {
                <input type="hidden" name="row" value=id.to_string()/>
                <input type="hidden" name="version" value=version/>
            }
        });
        view! {
            <form class="form agreed-form" id=format!("{}-form", self.of.key()) method="post" action=action_of(self.of) data-saved=words::SAVED.get(language)>
                <input type="hidden" name="customer" value=self.view.card.id.to_string()/>
                {row}
                {inputs.into_any()}
                <FormActions language=language/>
            </form>
        }
        .into_any()
    }
}

/// The way to the form of a new row; none for those who may not change the customer.
pub(super) fn adder(view: &CardView, of: LogCategory, text: &'static str) -> Option<AnyView> {
    view.may(Action::ChangeCustomer).then(|| {
        let href = format!("?add={0}#{0}-form", of.key());
        view! { <div class="section-foot"><a class="link" data-swap href=href><Icon name="plus"/>{text}</a></div> }
            .into_any()
    })
}

/// What can be done to a row: it is changed, ended today where it goes on, and taken away.
pub(super) fn menu(view: &CardView, of: LogCategory, id: impl Display, name: &str, ends: bool) -> Option<AnyView> {
    let language = view.session.language;
    let id = id.to_string();
    let end = ends.then(|| {
        view! {
            <form method="post" action="/api/staff/agreed-end" data-saved=words::ENDED.get(language)>
                {hidden(view, of, &id)}
                <button class="menu-item" type="submit"><Icon name="archive"/><span>{words::END_TODAY.get(language)}</span></button>
            </form>
        }
    });
    menu_with(view, of, &id, name, end.into_any())
}

fn hidden(view: &CardView, of: LogCategory, id: &str) -> impl IntoView + use<> {
    view! {
        <input type="hidden" name="customer" value=view.card.id.to_string()/>
        <input type="hidden" name="of" value=of.key()/>
        <input type="hidden" name="row" value=id.to_owned()/>
    }
}

/// What can be done to a row: it is changed and taken away, and what stands between.
pub(super) fn menu_with(
    view: &CardView,
    of: LogCategory,
    id: impl Display,
    name: &str,
    between: AnyView,
) -> Option<AnyView> {
    let language = view.session.language;
    let id = id.to_string();
    view.may(Action::ChangeCustomer).then(|| {
        view! {
            <details class="menu">
                <summary class="icon-button" aria-label=words::ROW_MENU.with(language, &[("row", name)])><Icon name="ellipsis"/></summary>
                <div class="menu-panel">
                    <a class="menu-item" data-swap href=format!("?edit={0}.{id}#{0}-form", of.key())><Icon name="pencil"/><span>{common::EDIT.get(language)}</span></a>
                    {between}
                    <form method="post" action="/api/staff/agreed-remove" data-saved=words::REMOVED.get(language)>
                        {hidden(view, of, &id)}
                        <button class="menu-item" type="submit"><Icon name="trash-2"/><span>{words::REMOVE.get(language)}</span></button>
                    </form>
                </div>
            </details>
        }
        .into_any()
    })
}

/// What stands beside a row that does not hold today: that it comes, or is over.
pub(super) fn state(view: &CardView, period: &Period, day: &str) -> Option<AnyView> {
    let language = view.session.language;
    if period.holds(day) {
        return None;
    }
    let text = if period.is_over(day) { words::OVER } else { words::COMES };
    Some(view! { <span class="ds-tag" data-color="neutral">{text.get(language)}</span> }.into_any())
}

/// The day that the card tells of, in the firm's time zone: today, or that of an earlier moment.
pub(super) fn day_of(view: &CardView) -> String {
    view.as_of.as_ref().map_or_else(|| view.clock.today(), |moment| view.clock.day_of(&moment.utc))
}
