//! Mails to those who are invited, and to those of the firm who are told what they answered.

use crate::{
    activity::{says, when},
    calendar::{self, Invitation, Method},
    i18n::{diary, invited as words, notice},
};
use domain::{activity::Activity, email::Email, invited::InvitedState, language::Language, outgoing::Purpose};
use jiff::Timestamp;
use store::{
    StoreError, Tx,
    activity::invited::{InvitedToken, InvitedTx, Message, Telling, ToSend, link},
    notice::ToTell,
    outgoing::{self, Calendar, Mail},
};

/// Most characters of a subject line.
const SUBJECT: usize = 200;

/// When it is, with the day of the week, and how it repeats.
pub(super) fn whole_when(one: &Activity, language: Language) -> String {
    let day = one.starts_on.parse::<jiff::civil::Date>().ok().map(|day| day.weekday().to_monday_zero_offset());
    let names = diary::WEEKDAYS.get(language);
    let day = day.and_then(|day| names.split(' ').nth(usize::try_from(day).ok()?)).unwrap_or_default();
    let when = format!("{day} {}", when(one, language));
    let when = when.trim().to_owned();
    one.recurrence.as_ref().map_or_else(|| when.clone(), |rule| format!("{when}, {}", says(rule, language)))
}

/// Who takes part.
pub(super) fn with(one: &Activity) -> String {
    let contacts = one.contacts.iter().map(|who| who.name.as_str());
    let colleagues = one.colleagues.iter().map(|who| who.name.as_str());
    let mut all = vec![one.responsible_name.as_str()];
    all.extend(colleagues.chain(contacts).filter(|name| *name != one.responsible_name));
    all.join(", ")
}

/// What is told of it, line by line.
fn facts(one: &Activity, language: Language) -> String {
    let mut lines = vec![words::MAIL_WHEN.with(language, &[("when", &whole_when(one, language))])];
    if !one.place.is_empty() {
        lines.push(words::MAIL_WHERE.with(language, &[("place", &one.place)]));
    }
    lines.push(words::MAIL_WITH.with(language, &[("names", &with(one))]));
    lines.join("\n")
}

/// Sends each what they are to be told, in this transaction.
pub(in crate::activity) async fn send(tx: &mut Tx, telling: &Telling, origin: &str) -> Result<(), StoreError> {
    let reply_to = Email::parse(&telling.organiser.1).ok();
    for to in &telling.to_send {
        let secret = hex::encode(rand::random::<[u8; 32]>());
        let address = format!("{origin}/invited/{secret}");
        let is_asked = to.what != Message::CallOff;
        if is_asked {
            link(tx, to.id, &InvitedToken::new(&secret)).await?;
        }
        let (subject, body, described) = written(tx, telling, to, &address);
        let mail = Mail {
            purpose: Purpose::Meeting,
            user: None,
            recipients: std::slice::from_ref(&to.email),
            copies: &[],
            reply_to: reply_to.as_ref(),
            subject: &subject,
            body: &body,
            html: None,
            // Whoever has the link can answer in their name.
            is_secret: is_asked,
        };
        let id = outgoing::queue(tx, &mail).await?;
        let method = if is_asked { Method::Request } else { Method::Cancel };
        let invitation = Invitation {
            method,
            sequence: to.sequence,
            at: Timestamp::now(),
            organiser: (&telling.organiser.0, &telling.organiser.1),
            attendee: (&to.name, to.email.as_str()),
            text: &described,
        };
        let zone = tx.session().time_zone.clone();
        let text = calendar::invitation(&telling.activity, &invitation, &zone, to.language);
        outgoing::with_calendar(tx, id, &Calendar { method: method.key().to_owned(), text }).await?;
    }
    Ok(())
}

/// Subject and text of the mail, and what stands with it in a calendar.
fn written(tx: &Tx, telling: &Telling, to: &ToSend, address: &str) -> (String, String, String) {
    let language = to.language;
    let Some(one) = telling.activity.first().map(|dated| &dated.activity) else { return Default::default() };
    let when = whole_when(one, language);
    let (who, firm) = (tx.session().name.as_str(), tx.session().tenant_name.as_str());
    let filled =
        [("name", to.name.as_str()), ("who", who), ("firm", firm), ("what", one.title.as_str()), ("when", &when)];
    let (subject, opening) = match to.what {
        Message::Invite => (words::MAIL_SUBJECT, words::MAIL_INVITES),
        Message::Change => (words::MAIL_CHANGED, words::MAIL_TELLS_CHANGE),
        Message::CallOff => (words::MAIL_OFF, words::MAIL_TELLS_OFF),
    };
    let subject: String = subject.with(language, &filled).chars().take(SUBJECT).collect();
    let mut parts = vec![opening.with(language, &filled)];
    let mut described = Vec::new();
    if to.what != Message::CallOff {
        parts.push(facts(one, language));
        described.push(words::MAIL_WITH.with(language, &[("names", &with(one))]));
    }
    if !telling.message.is_empty() {
        parts.push(telling.message.clone());
        described.push(telling.message.clone());
    }
    if to.what != Message::CallOff {
        let answer = words::MAIL_ANSWER.with(language, &[("link", address)]);
        parts.push(answer.clone());
        described.push(answer);
    }
    (subject, parts.join("\n\n"), described.join("\n\n"))
}

/// What somebody answered, in one line.
#[must_use]
pub fn notice_says(state: InvitedState, who: &str, one: &Activity, language: Language) -> String {
    let says = match state {
        InvitedState::Coming => words::NOTICE_COMING,
        InvitedState::Maybe => words::NOTICE_MAYBE,
        InvitedState::NotComing | InvitedState::Waiting | InvitedState::CalledOff => words::NOTICE_NOT_COMING,
    };
    says.with(language, &[("who", who), ("what", &one.title), ("when", &when(one, language))])
}

/// Subject and text of the mail to one of the firm.
#[must_use]
pub fn notice_mail(tx: &InvitedTx, to: &ToTell) -> (String, String) {
    let Some(one) = tx.activity.first().map(|dated| &dated.activity) else { return Default::default() };
    let says = notice_says(tx.state, &tx.name, one, to.language);
    let note = if tx.note.is_empty() { String::new() } else { format!("\n\n{}", tx.note) };
    let told = format!("{says}{note}\n\n{}{}", tx.origin, one.address());
    let filled = [("name", to.name.as_str()), ("told", &told), ("profile", &format!("{}/profile", tx.origin))];
    (says.chars().take(SUBJECT).collect(), notice::MAIL_BODY.with(to.language, &filled))
}

/// The activity for the calendar of whoever is invited, as a file.
#[must_use]
pub fn answer_file(tx: &InvitedTx, address: &str) -> String {
    let (organiser, to) = tx.organiser.as_ref().map_or(("", ""), |(name, email)| (name, email));
    let described = [tx.message.clone(), format!("{}{address}", tx.origin)];
    let text = described.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join("\n\n");
    let invitation = Invitation {
        method: Method::Request,
        sequence: tx.sequence,
        at: Timestamp::now(),
        organiser: (organiser, to),
        attendee: (&tx.name, &tx.email),
        text: &text,
    };
    calendar::invitation(&tx.activity, &invitation, &tx.time_zone, tx.language)
}
