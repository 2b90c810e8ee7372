//! The forms of the tab: what they share. Each kind of writing has a file of its own.

use super::{DialogView, REGISTER, SEND_EMAIL, SEND_SMS, TO_COLLEAGUES, USE_TEMPLATE, Writing};
use crate::{
    card::CardView,
    i18n::{common, dialog as words, template},
    ui::{ErrorText, Icon, TextArea},
};
use domain::{dialog::DialogKind, error::Problem, policy::Action, text::Text};
use leptos::prelude::*;

/// What is being written, with what was typed where it could not be sent.
pub(super) fn writer(view: &CardView) -> Option<AnyView> {
    let dialog = view.dialog.as_ref()?;
    let writing = dialog.writing.filter(|_| view.may(Action::WriteDialog))?;
    let form = |action| Form { view, dialog, action };
    let (title, icon, body) = match writing {
        Writing::Email => (words::WRITE_EMAIL, "mail", form(SEND_EMAIL).email()),
        Writing::Sms => (words::WRITE_SMS, "message-square", form(SEND_SMS).sms()),
        Writing::Colleague => (words::WRITE_COLLEAGUE, "users", form(TO_COLLEAGUES).colleague()),
        Writing::Note => (words::REGISTER, "plus", form(REGISTER).note()),
    };
    let language = view.session.language;
    Some(
        view! {
            <section class="section" id="write" aria-labelledby="h-write">
                <header class="section-head"><Icon name=icon/><h2 id="h-write">{title.get(language)}</h2></header>
                <div class="section-body">{body}</div>
            </section>
        }
        .into_any(),
    )
}

pub(super) struct Form<'a> {
    pub(super) view: &'a CardView,
    pub(super) dialog: &'a DialogView,
    pub(super) action: &'static str,
}

impl Form<'_> {
    pub(super) fn typed(&self, name: &str, otherwise: &str) -> String {
        let failed = self.view.failed(self.action);
        failed.map_or(otherwise, |state| state.typed(name).unwrap_or_default()).to_owned()
    }

    pub(super) fn problem(&self, name: &str) -> Option<Problem> {
        self.view.failed(self.action)?.error.problem_of(name)
    }

    pub(super) fn message(&self, name: &str) -> Option<impl IntoView + use<>> {
        let (problem, language) = (self.problem(name)?, self.view.session.language);
        Some(view! { <ErrorText id=format!("write-{name}-e") problem=problem language=language/> })
    }

    /// A field of one line.
    pub(super) fn line(
        &self,
        name: &'static str,
        label: Text,
        hint: Option<Text>,
        value: String,
        max: u32,
    ) -> impl IntoView + use<> {
        let language = self.view.session.language;
        let id = format!("write-{name}");
        let problem = self.problem(name);
        let described = problem.map(|_| format!("write-{name}-e")).or_else(|| hint.map(|_| format!("write-{name}-h")));
        view! {
            <div class="ds-field">
                <label class="ds-label" for=id.clone()>{label.get(language)}</label>
                <input class="ds-input" id=id name=name value=value maxlength=max autocomplete="off"
                    aria-invalid=problem.map(|_| "true") aria-describedby=described/>
                {hint.map(|hint| view! { <p class="muted small" id=format!("write-{name}-h")>{hint.get(language)}</p> })}
                {self.message(name)}
            </div>
        }
    }

    pub(super) fn choice(
        &self,
        name: &'static str,
        label: Text,
        none: Option<Text>,
        options: Vec<(String, String)>,
        now: &str,
    ) -> impl IntoView + use<> {
        let language = self.view.session.language;
        let id = format!("write-{name}");
        let chosen = self.typed(name, now);
        let problem = self.problem(name);
        let options = options
            .into_iter()
            .map(|(value, text)| view! { <option value=value.clone() selected={value == chosen}>{text}</option> })
            .collect_view();
        view! {
            <div class="ds-field">
                <label class="ds-label" for=id.clone()>{label.get(language)}</label>
                <select class="ds-input" id=id name=name aria-invalid=problem.map(|_| "true") aria-describedby=problem.map(|_| format!("write-{name}-e"))>
                    {none.map(|none| view! { <option value="">{none.get(language)}</option> })}
                    {options}
                </select>
                {self.message(name)}
            </div>
        }
    }

    pub(super) fn text(&self, rows: u32, max: u32) -> impl IntoView + use<> {
        let language = self.view.session.language;
        let problem = self.problem("body");
        view! {
            <div class="ds-field">
                <label class="ds-label" for="write-body">{words::BODY.get(language)}</label>
                <TextArea id="write-body".to_owned() name="body".to_owned() value=self.typed("body", "")
                    maxlength=max rows=Some(rows) error=problem.map(|_| "write-body-e".to_owned())/>
                {self.message("body")}
            </div>
        }
    }

    /// The firm's templates of this kind, and the button that fills one in.
    pub(super) fn templates(&self, kind: DialogKind) -> Option<AnyView> {
        let language = self.view.session.language;
        let chosen = self.typed("template", "");
        let options: Vec<_> = self
            .dialog
            .templates
            .iter()
            .filter(|template| template.kind == kind.key())
            .map(|template| {
                let id = template.id.to_string();
                view! { <option selected={id == chosen} value=id>{template.name.clone()}</option> }
            })
            .collect();
        (!options.is_empty()).then(|| {
            view! {
                // What Enter presses in a field: not the button below.
                <button type="submit" hidden></button>
                <div class="list-adder template-row">
                    <div class="ds-field">
                        <label class="ds-label" for="write-template">{template::TEMPLATE.get(language)}</label>
                        <select class="ds-input" id="write-template" name="template">{options}</select>
                    </div>
                    <button class="ds-button" data-variant="secondary" type="submit" formaction=USE_TEMPLATE formnovalidate>{template::USE.get(language)}</button>
                </div>
            }
            .into_any()
        })
    }

    /// Which of those that can be ticked are: as they were sent, or else these.
    pub(super) fn ticked(&self, otherwise: Vec<String>) -> Vec<String> {
        match self.view.failed(self.action) {
            Some(state) => state.typed("to").unwrap_or_default().split(',').map(str::to_owned).collect(),
            None => otherwise,
        }
    }

    /// A box to be ticked for each of those who can be written to, with what else is to be said.
    pub(super) fn boxes(&self, boxes: Vec<AnyView>, nobody: Text, beside: Option<AnyView>) -> impl IntoView + use<> {
        let language = self.view.session.language;
        let nobody = boxes.is_empty().then(|| view! { <p class="muted small">{nobody.get(language)}</p> });
        view! {
            <fieldset class="ds-field" aria-describedby=self.problem("to").map(|_| "write-to-e")>
                <legend class="ds-label">{words::TO.get(language)}</legend>
                {nobody}
                <div class="dialog-recipients">{boxes}</div>
                {beside}
                {self.message("to")}
            </fieldset>
        }
    }

    pub(super) fn whole(&self, fields: impl IntoView + 'static, send: Text, said: Text) -> AnyView {
        let language = self.view.session.language;
        view! {
            <form class="form" method="post" action=self.action data-saved=said.get(language)>
                <input type="hidden" name="customer" value=self.view.card.id.to_string()/>
                {fields.into_any()}
                <div class="form-actions">
                    <button class="ds-button" type="submit">{send.get(language)}</button>
                    <a class="ds-button" data-variant="tertiary" data-color="neutral" data-cancel href=format!("{}/dialog", self.view.address())>{common::CANCEL.get(language)}</a>
                </div>
            </form>
        }
        .into_any()
    }
}

/// A box to be ticked: somebody, and by what they are reached.
pub(super) fn tick(id: String, name: &str, reached: &str, is_ticked: bool) -> AnyView {
    view! {
        <label class="dialog-to">
            <input type="checkbox" name="to" checked=is_ticked value=id/>
            <span>{name.to_owned()}" "<span class="muted small">{reached.to_owned()}</span></span>
        </label>
    }
    .into_any()
}
