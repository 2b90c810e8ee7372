//! The form of a letter or a call that is registered.

use super::form::Form;
use crate::i18n::{common, dialog as words};
use domain::dialog::{DialogKind, Direction};
use leptos::prelude::*;

impl Form<'_> {
    pub(super) fn note(&self) -> AnyView {
        let language = self.view.session.language;
        let kinds = [DialogKind::Call, DialogKind::Letter, DialogKind::Email, DialogKind::Sms];
        let kinds = kinds.iter().map(|kind| (kind.key().to_owned(), kind.name(language).to_owned())).collect();
        let directions =
            Direction::ALL.iter().map(|one| (one.key().to_owned(), one.name(language).to_owned())).collect();
        let contacts = self.dialog.contacts.iter().map(|one| (one.id.to_string(), one.name.clone())).collect();
        let now = self.view.clock.now_for_input();
        let problem = self.problem("day");
        let first = self.dialog.to.first().map(ToString::to_string).unwrap_or_default();
        let fields = view! {
            <div class="form-row">
                {self.choice("kind", words::KIND, None, kinds, "call")}
                {self.choice("direction", words::DIRECTION, None, directions, "in")}
                <div class="ds-field">
                    <label class="ds-label" for="write-day">{words::DAY.get(language)}</label>
                    <input class="ds-input" id="write-day" name="day" type="datetime-local" value=self.typed("day", &now)
                        aria-invalid=problem.map(|_| "true") aria-describedby=problem.map(|_| "write-day-e")/>
                    {self.message("day")}
                </div>
                {self.choice("contact", words::CONTACT, Some(common::NOT_CHOSEN), contacts, &first)}
            </div>
            {self.line("subject", words::SUBJECT, None, self.typed("subject", ""), 300)}
            {self.text(5, 50_000)}
        };
        self.whole(fields, common::SAVE, words::REGISTERED)
    }
}
