//! E-mail to colleagues about the customer (seed 004:19): the form, and what each mail says.

use super::form::{Form, tick};
use crate::{
    i18n::{card, dialog as words},
    outgoing::{problem_words, state_text, way_text},
    ui::Icon,
};
use domain::{
    address::{Address, AddressKind},
    country::Country,
    dialog::Sending,
    field::{self, Entity, Names, Record, grouped},
    id::CustomerId,
    language::Language,
    outgoing::{OutgoingProblem, OutgoingState},
    phone::Phone,
    text::plain,
};
use leptos::prelude::*;
use store::{
    StoreError, Tx,
    comment::{self, Place},
    dialog::{Facts, ToColleagues},
    outgoing::Standing,
};

impl Form<'_> {
    pub(super) fn colleague(&self) -> AnyView {
        let session = &self.view.session;
        let language = session.language;
        let way = way_text(&self.dialog.mail, language)
            .map(|text| view! { <div class="notice" role="note"><Icon name="info"/><p>{text}</p></div> });
        let responsible = self.view.card.values.text("responsible").to_owned();
        let ticked = self.ticked(vec![responsible]);
        let others = self.dialog.colleagues.iter().filter(|(id, _)| *id != session.user);
        let boxes = others.map(|(id, name)| {
            let id = id.to_string();
            tick(id.clone(), name, "", ticked.contains(&id))
        });
        let as_comment = self.view.failed(self.action).is_some_and(|state| state.typed("comment") == Some("true"));
        let fields = view! {
            {way}
            {self.boxes(boxes.collect(), words::NO_COLLEAGUES, None)}
            {self.line("subject", words::SUBJECT, None, self.typed("subject", self.view.card.values.text("name")), 300)}
            {self.text(6, 25_000)}
            <p class="muted small">{words::FACTS_ADVICE.get(language)}</p>
            <label class="dialog-to">
                <input type="checkbox" name="comment" value="true" checked=as_comment/>
                <span>{words::AS_COMMENT.get(language)}</span>
            </label>
        };
        view! { {self.whole(fields, words::SEND, words::QUEUED_NOW)}{self.sent()} }.into_any()
    }

    /// One's last messages to colleagues from this card, with how far each is.
    fn sent(&self) -> Option<AnyView> {
        let language = self.view.session.language;
        let rows: Vec<AnyView> =
            self.dialog.to_colleagues.iter().map(|(subject, sending)| sent_row(subject, sending, language)).collect();
        (!rows.is_empty()).then(|| {
            view! {
                <h3 class="dialog-sent-head">{words::SENT_TO_COLLEAGUES.get(language)}</h3>
                <ul class="dialog-sent">{rows}</ul>
            }
            .into_any()
        })
    }
}

fn sent_row(subject: &str, sending: &Sending, language: Language) -> AnyView {
    let standing = Standing {
        state: OutgoingState::from_key(&sending.state),
        problem: sending.problem.as_deref().map(OutgoingProblem::from_key),
        detail: sending.detail.clone().unwrap_or_default(),
    };
    let (text, colour) = state_text(standing.state);
    let why = problem_words(&standing, language).map(|why| view! { <span class="muted small">{why}</span> });
    view! {
        <li>
            <span>{subject.to_owned()}</span>
            <span class="muted small">{words::TO_PEOPLE.with(language, &[("people", &sending.to)])}</span>
            <span class="ds-tag" data-color=colour>{text.get(language)}</span>
            {why}
        </li>
    }
    .into_any()
}

/// Queues an e-mail to each of the colleagues, with the way to the card and what they may see of it, and keeps the message
/// as a comment of its sender where that is wanted; all in this transaction.
///
/// # Errors
/// What is wrong with which value; when there is no such customer, or the reader may not write.
pub(super) async fn send_to_colleagues(
    tx: &mut Tx,
    customer: CustomerId,
    message: &ToColleagues<'_>,
    as_comment: bool,
    origin: Option<&str>,
) -> Result<Option<domain::id::CommentId>, StoreError> {
    let checked = store::dialog::to_colleagues(tx, customer, message).await?;
    let (home, own, sender) = (tx.session().home, tx.session().language, tx.session().name.clone());
    for to in &checked.to {
        let language = to.language.unwrap_or(own);
        let facts = store::dialog::facts(tx, customer, language).await?.seen_by(&to.rights);
        let told = told(&facts, language, home);
        let told = origin.map_or_else(|| told.clone(), |origin| format!("{told}\n\n{origin}/customers/{customer}"));
        let said =
            words::COLLEAGUE_BODY.with(language, &[("body", &checked.body), ("name", &sender), ("facts", &told)]);
        store::dialog::queue_to_colleague(tx, customer, to, &checked.subject, &said).await?;
    }
    if !as_comment {
        return Ok(None);
    }
    let body = format!("{}\n{}", checked.subject, checked.body);
    comment::add(tx, customer, &body, Place::default()).await.map(Some)
}

/// The most important of a card in lines, without what is empty.
fn told(facts: &Facts, language: Language, home: Country) -> String {
    let none = Names::new();
    let shown = |record: &Record, key: &str, of: Entity| {
        let field = if of == Entity::Contact { field::contact(key) } else { field::customer(key) };
        field.map_or_else(String::new, |field| record.shown(field, &none, language, home))
    };
    let label = |key: &str| plain(field::customer(key).map_or("", |field| field.label.get(language)));
    let values = &facts.values;
    let customer = |key: &str| (label(key), shown(values, key, Entity::Customer));
    let contact = facts.contact.as_ref().map_or_else(String::new, |contact| {
        let name = format!("{} {}", contact.text("first_name"), contact.text("last_name"));
        let phone = ["mobile", "phone"].into_iter().find_map(|key| Phone::parse(contact.text(key), home).ok());
        let phone = phone.map(|phone| phone.shown(home)).unwrap_or_default();
        let parts = [name.trim(), &shown(contact, "position", Entity::Contact), &phone, contact.text("email")]
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>();
        parts.join(", ")
    });
    let lines = [
        (label("name"), values.text("name").to_owned()),
        (label("number"), values.number("number").map(grouped).unwrap_or_default()),
        (label("status"), facts.status.clone()),
        (card::RESPONSIBLE.get(language).to_owned(), facts.responsible.clone()),
        customer("phone"),
        customer("mobile"),
        customer("email"),
        (
            card::VISITING.get(language).to_owned(),
            Address::resolved(values, AddressKind::Visiting).on_one_line(home, language),
        ),
        (words::CONTACT.get(language).to_owned(), contact),
    ];
    let lines = lines.into_iter().filter(|(_, value)| !value.is_empty());
    lines.map(|(label, value)| format!("{label}: {value}")).collect::<Vec<_>>().join("\n")
}
