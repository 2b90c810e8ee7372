//! Mails to those who are invited, and to those of the firm who are told what they answered.

use crate::{
    activity::{says, when},
    calendar::{self, Invitation, Method},
    i18n::{diary, invited as words, notice},
};
use domain::{
    activity::Activity, email::Email, field::day, invited::InvitedState, language::Language, outgoing::Purpose,
};
use jiff::{Timestamp, tz::TimeZone};
use store::{
    StoreError, Tx,
    activity::{
        Dated,
        invited::{InvitedToken, InvitedTx, Message, Telling, ToSend, link, told_by},
    },
    notice::ToTell,
    outgoing::{self, Calendar, Mail},
};

/// Most characters of a subject line.
const SUBJECT: usize = 200;
/// Most days that are told one by one.
const MOST_EXCEPTIONS: usize = 20;

/// When it is, with the day of the week, and how it repeats.
pub(super) fn whole_when(one: &Activity, language: Language) -> String {
    let weekday = one.starts_on.parse::<jiff::civil::Date>().ok().map(|day| day.weekday().to_monday_zero_offset());
    let names = diary::WEEKDAYS.get(language);
    let weekday = weekday.and_then(|day| names.split(' ').nth(usize::try_from(day).ok()?)).unwrap_or_default();
    let when = format!("{weekday} {}", when(one, language));
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

/// The days of a series that are otherwise than its rule says, from `today` on: each with when it is instead, or that it
/// is not.
pub(super) fn exceptions(told: &[Dated], today: &str, language: Language) -> Vec<String> {
    let Some((series, own)) = told.split_first() else { return Vec::new() };
    let own: Vec<&Activity> = own.iter().map(|dated| &dated.activity).collect();
    let mut days: Vec<&String> = series.activity.taken.iter().filter(|day| day.as_str() >= today).collect();
    days.extend(own.iter().filter(|one| one.starts_on.as_str() >= today).map(|one| &one.recurs_on));
    days.sort_unstable();
    days.dedup();
    let shown = |on: &String| {
        let usual = day(on, language);
        match own.iter().find(|one| one.recurs_on == *on) {
            Some(one) => {
                let place = if one.place == series.activity.place { String::new() } else { format!(", {}", one.place) };
                format!("{usual}: {}{place}", whole_when(&Activity { recurrence: None, ..(*one).clone() }, language))
            }
            None => format!("{usual}: {}", words::NOT_THEN.get(language)),
        }
    };
    days.into_iter().map(shown).take(MOST_EXCEPTIONS).collect()
}

/// What is told of it, line by line.
fn facts(told: &[Dated], today: &str, language: Language) -> String {
    let Some(one) = told.first().map(|dated| &dated.activity) else { return String::new() };
    let mut lines = vec![words::MAIL_WHEN.with(language, &[("when", &whole_when(one, language))])];
    let exceptions = exceptions(told, today, language);
    if !exceptions.is_empty() {
        lines.push(words::MAIL_EXCEPT.with(language, &[("days", &exceptions.join("; "))]));
    }
    if !one.place.is_empty() {
        lines.push(words::MAIL_WHERE.with(language, &[("place", &one.place)]));
    }
    lines.push(words::MAIL_WITH.with(language, &[("names", &with(one))]));
    lines.join("\n")
}

/// Sends each what they are to be told, in this transaction.
pub(in crate::activity) async fn send(tx: &mut Tx, telling: &Telling, origin: &str) -> Result<(), StoreError> {
    for to in &telling.to_send {
        let reply_to = Email::parse(&to.organiser.1).ok();
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
            organiser: (&to.organiser.0, &to.organiser.1),
            attendee: (&to.name, to.email.as_str()),
            answer: InvitedState::Waiting,
            text: &described,
        };
        let zone = tx.session().time_zone.clone();
        let text = calendar::invitation(&telling.activity, &invitation, &zone, to.language);
        outgoing::with_calendar(tx, id, &Calendar { method: method.key().to_owned(), text }).await?;
        told_by(tx, to.id, id).await?;
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
        let today = Timestamp::now().to_zoned(TimeZone::get(&tx.session().time_zone).unwrap_or(TimeZone::UTC)).date();
        parts.push(facts(&telling.activity, &today.to_string(), language));
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
    let described = [tx.message.clone(), format!("{}{address}", tx.origin)];
    let text = described.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join("\n\n");
    let invitation = Invitation {
        method: Method::Request,
        sequence: tx.sequence,
        at: Timestamp::now(),
        organiser: (&tx.organiser.0, &tx.organiser.1),
        attendee: (&tx.name, &tx.email),
        answer: tx.state,
        text: &text,
    };
    calendar::invitation(&tx.activity, &invitation, &tx.time_zone, tx.language)
}
