//! The form of an SMS, which shows how long it is.

use super::form::{Form, tick};
use crate::{
    i18n::dialog as words,
    outgoing::{SmsWay, sms_way_text},
    sms::count_text,
    ui::Icon,
};
use domain::{dialog::DialogKind, field::Entity, phone::Phone, sms::MOST_CHARACTERS};
use leptos::prelude::*;
use store::dialog::Reachable;

impl Form<'_> {
    pub(super) fn sms(&self) -> AnyView {
        let session = &self.view.session;
        let language = session.language;
        let ticked = self.ticked(self.dialog.to.iter().map(ToString::to_string).collect());
        let number = |contact: &Reachable| Phone::parse(&contact.mobile, session.home).ok();
        let reached = self.dialog.contacts.iter().filter_map(|contact| Some((contact, number(contact)?)));
        let boxes = reached.clone().map(|(contact, number)| {
            let id = contact.id.to_string();
            tick(id.clone(), &contact.name, &number.shown(session.home), ticked.contains(&id))
        });
        let numbers: Vec<String> = reached.map(|(_, number)| number.e164().to_owned()).collect();
        let other = self.typed("other", &self.dialog.other);
        let fields = view! {
            {self.way(&numbers, &other)}
            {self.templates(DialogKind::Sms)}
            {self.boxes(boxes.collect(), words::NOBODY_MOBILE, self.without_mobile())}
            {self.line("other", words::OTHER_NUMBERS, Some(words::OTHER_ADVICE), other, 500)}
            <div data-sms>
                {self.text(5, MOST_CHARACTERS)}
                <p class="muted small" data-sms-count>{count_text(&self.typed("body", ""), language)}</p>
            </div>
        };
        self.whole(fields, words::SEND, words::QUEUED_NOW)
    }

    /// That no SMS goes out from here yet, and the way by one's own phone.
    fn way(&self, numbers: &[String], other: &str) -> Option<AnyView> {
        let language = self.view.session.language;
        if self.dialog.sms == SmsWay::Gateway {
            return None;
        }
        let of = self.view.card.values.country("country");
        let other = Phone::of_customer(other, of, self.view.session.home).ok().map(|phone| phone.e164().to_owned());
        let own = other.or_else(|| numbers.first().cloned()).map(|number| {
            view! { " "<a href=format!("sms:{number}")>{words::BY_OWN_PHONE.get(language)}</a> }
        });
        Some(
            view! {
                <div class="notice" role="note"><Icon name="info"/><p>{sms_way_text().get(language)}{own}</p></div>
            }
            .into_any(),
        )
    }

    /// Who has no mobile number, with the way to where it is added; nothing where the reader may see none.
    fn without_mobile(&self) -> Option<AnyView> {
        let session = &self.view.session;
        let language = session.language;
        if !session.rights.sees_column(Entity::Contact, "mobile") {
            return Some(view! { <p class="muted small">{words::MOBILE_HIDDEN.get(language)}</p> }.into_any());
        }
        let lacking = self.dialog.contacts.iter().filter(|one| Phone::parse(&one.mobile, session.home).is_err());
        let names: Vec<AnyView> = lacking
            .enumerate()
            .map(|(at, contact)| {
                let href = format!("{}/contacts/{}", self.view.address(), contact.id);
                view! { {(at > 0).then_some(", ")}<a href=href>{contact.name.clone()}</a> }.into_any()
            })
            .collect();
        (!names.is_empty())
            .then(|| view! { <p class="muted small">{words::WITHOUT_MOBILE.get(language)}" "{names}</p> }.into_any())
    }
}
