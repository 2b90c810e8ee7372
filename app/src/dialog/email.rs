//! The form of an e-mail to contacts and others, with documents of the card that go along.

use super::form::{Form, tick};
use crate::{
    i18n::{dialog as words, template},
    outgoing::way_text,
    ui::{ErrorText, Icon},
};
use domain::{dialog::DialogKind, document::shown_size};
use leptos::prelude::*;

/// Most megabytes of all documents that go along.
const MOST: i64 = store::outgoing::MOST_BYTES / 1024 / 1024;

impl Form<'_> {
    pub(super) fn email(&self) -> AnyView {
        let language = self.view.session.language;
        let way = way_text(&self.dialog.mail, language)
            .map(|text| view! { <div class="notice" role="note"><Icon name="info"/><p>{text}</p></div> });
        let ticked = self.ticked(self.dialog.to.iter().map(ToString::to_string).collect());
        let boxes = self.dialog.contacts.iter().filter(|contact| !contact.email.is_empty()).map(|contact| {
            let id = contact.id.to_string();
            tick(id.clone(), &contact.name, &contact.email, ticked.contains(&id))
        });
        let colleagues = self.dialog.colleagues.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
        let other = self.typed("other", &self.dialog.other);
        let fields = view! {
            {way}
            {self.templates(DialogKind::Email)}
            {self.boxes(boxes.collect(), words::NOBODY_EMAIL, None)}
            {self.line("other", words::OTHER_EMAILS, Some(words::OTHER_ADVICE), other, 2000)}
            {self.choice("copy", words::COPY, Some(words::NO_COPY), colleagues, "")}
            {self.line("subject", words::SUBJECT, None, self.typed("subject", ""), 300)}
            {self.text(10, 45_000)}
            {self.signature()}
            {self.documents()}
        };
        self.whole(fields, words::SEND, words::QUEUED_NOW)
    }

    /// What stands under the text, and the way to change it.
    fn signature(&self) -> impl IntoView + use<> {
        let language = self.view.session.language;
        let signature = self.dialog.signature.clone();
        let (text, shown) = if signature.is_empty() {
            (template::UNSIGNED, None)
        } else {
            (template::SIGNED, Some(view! { <p class="comment-text muted small">{signature}</p> }))
        };
        view! {
            <div class="ds-field">
                <p class="muted small">
                    {text.get(language)}" "
                    <a href="/profile#h-signature">{template::CHANGE_SIGNATURE.get(language)}</a>
                </p>
                {shown}
            </div>
        }
    }

    /// Documents of the card that can go along.
    fn documents(&self) -> Option<AnyView> {
        let language = self.view.session.language;
        if self.dialog.documents.is_empty() {
            return None;
        }
        let ticked: Vec<String> = self.typed("files", "").split(',').map(str::to_owned).collect();
        let problem = self.problem("files");
        let boxes: Vec<AnyView> = self
            .dialog
            .documents
            .iter()
            .map(|document| {
                let id = document.id.to_string();
                view! {
                    <label class="dialog-to">
                        <input type="checkbox" name="files" checked=ticked.contains(&id) value=id/>
                        <span>{document.name.clone()}" "<span class="muted small">{shown_size(document.size, language)}</span></span>
                    </label>
                }
                .into_any()
            })
            .collect();
        let is_open = problem.is_some() || ticked.iter().any(|id| !id.is_empty());
        let advice = template::ATTACH_ADVICE.with(language, &[("max", &MOST.to_string())]);
        let message = problem.map(|problem| {
            view! { <ErrorText id="write-files-e".to_owned() problem=problem language=language/> }
        });
        Some(
            view! {
                <details class="adder" open=is_open>
                    <summary><Icon name="file-text"/>{template::ATTACH.get(language)}</summary>
                    <fieldset class="ds-field" aria-describedby=problem.map_or("write-files-h", |_| "write-files-e")>
                        <legend class="sr-only">{template::ATTACH.get(language)}</legend>
                        <p class="muted small" id="write-files-h">{advice}</p>
                        <div class="dialog-recipients">{boxes}</div>
                        {message}
                    </fieldset>
                </details>
            }
            .into_any(),
        )
    }
}
