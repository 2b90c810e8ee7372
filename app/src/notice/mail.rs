//! What e-mails about notices say: who, where, the words themselves, and the way there (contract COM-10).

use crate::i18n::notice as words;
use domain::{
    email::Email,
    id::{CommentId, NoticeId},
    language::Language,
    notice::{Notice, NoticeKind},
    outgoing::Purpose,
};
use store::{StoreError, Tx, notice, outgoing};

/// Most characters of a subject line.
const SUBJECT: usize = 200;

/// Who did what where, in one line.
pub(super) fn says(notice: &Notice, language: Language) -> String {
    let by = if notice.by.is_empty() { words::SOMEBODY.get(language) } else { &notice.by };
    if let (Some(one), NoticeKind::Invited(state)) = (&notice.activity, notice.kind) {
        return crate::activity::invited::notice_says(state, by, one, language);
    }
    if let Some(one) = &notice.activity {
        return words::REMINDER
            .with(language, &[("what", &one.title), ("when", &crate::activity::when(one, language))]);
    }
    let says = match notice.kind {
        NoticeKind::Mention => words::MENTIONED,
        NoticeKind::Answer => words::ANSWERED,
        NoticeKind::Signed => crate::i18n::signing::NOTICE_SIGNED,
        NoticeKind::Declined => crate::i18n::signing::NOTICE_DECLINED,
        other => crate::portal::notice_text(other),
    };
    says.with(language, &[("who", by), ("customer", &notice.customer_name)])
}

/// The way to the comment on the card, from the root of the site.
pub(super) fn way(notice: &Notice) -> String {
    let id = notice.id;
    if let Some(one) = &notice.activity {
        let joint = if one.on().is_empty() { '?' } else { '&' };
        return format!("{}{joint}notice={id}", one.address());
    }
    let customer = notice.customer.map(|customer| customer.to_string()).unwrap_or_default();
    if let Some(document) = notice.document {
        return format!("/customers/{customer}/documents/{document}?notice={id}");
    }
    match (notice.comment, notice.enquiry, notice.kind) {
        (Some(comment), ..) => format!("/customers/{customer}/comments?notice={id}#comment-{comment}"),
        (_, Some(enquiry), _) => format!("/customers/{customer}?notice={id}#enquiry-{enquiry}"),
        (.., NoticeKind::Message) => format!("/customers/{customer}/dialog?notice={id}"),
        _ => format!("/customers/{customer}?notice={id}"),
    }
}

fn told(notice: &Notice, origin: &str, language: Language) -> String {
    let says = says(notice, language);
    match notice.excerpt.trim_end() {
        "" => format!("{says}\n\n{origin}{}", way(notice)),
        excerpt => format!("{says}:\n\n{excerpt}\n\n{origin}{}", way(notice)),
    }
}

async fn send(
    tx: &mut Tx,
    to: (domain::id::UserId, &Email),
    subject: &str,
    body: &str,
    notices: &[NoticeId],
) -> Result<(), StoreError> {
    let subject: String = subject.chars().take(SUBJECT).collect();
    let mail = outgoing::Mail {
        purpose: Purpose::Notice,
        user: Some(to.0),
        recipients: std::slice::from_ref(to.1),
        copies: &[],
        // It is answered on the card.
        reply_to: None,
        subject: &subject,
        body,
        html: None,
        is_secret: false,
    };
    outgoing::queue(tx, &mail).await?;
    notice::mailed(tx, notices).await
}

/// Queues an e-mail to each whom a comment calls on or answers and who wants to be told at once, in this transaction.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn mail_at_once(tx: &mut Tx, comment: CommentId, origin: &str) -> Result<(), StoreError> {
    for to in notice::to_mail(tx, comment).await? {
        let language = to.language.unwrap_or(tx.session().language);
        let told = told(&to.notice, origin, language);
        let body = words::MAIL_BODY
            .with(language, &[("name", &to.name), ("told", &told), ("profile", &format!("{origin}/profile"))]);
        send(tx, (to.user, &to.email), &says(&to.notice, language), &body, &[to.notice.id]).await?;
    }
    Ok(())
}

/// Queues an e-mail to whoever the transaction belongs to, of what they are reminded of.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn mail_of_reminder(tx: &mut Tx, notice: &Notice, origin: &str) -> Result<(), StoreError> {
    let (language, user, name) = (tx.session().language, tx.session().user, tx.session().name.clone());
    // Whoever has no address that mail reaches is told on the page alone.
    let Ok(email) = Email::parse(&tx.session().email) else { return Ok(()) };
    let told = told(notice, origin, language);
    let body =
        words::MAIL_BODY.with(language, &[("name", &name), ("told", &told), ("profile", &format!("{origin}/profile"))]);
    send(tx, (user, &email), &says(notice, language), &body, &[notice.id]).await
}

/// Queues the mail of the day to whoever the transaction belongs to.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn mail_of_the_day(tx: &mut Tx, notices: &[Notice], origin: &str) -> Result<(), StoreError> {
    let (language, user, name) = (tx.session().language, tx.session().user, tx.session().name.clone());
    if notices.is_empty() {
        return Ok(());
    }
    let ids: Vec<NoticeId> = notices.iter().map(|notice| notice.id).collect();
    // Whoever has no address that mail reaches is done with all the same, or the rest would wait for ever.
    let Ok(email) = Email::parse(&tx.session().email) else { return notice::mailed(tx, &ids).await };
    let told = notices.iter().map(|notice| told(notice, origin, language)).collect::<Vec<_>>().join("\n\n\n");
    let body =
        words::MAIL_BODY.with(language, &[("name", &name), ("told", &told), ("profile", &format!("{origin}/profile"))]);
    let subject = match notices {
        [only] => says(only, language),
        several => words::DAY_SUBJECT.with(language, &[("count", &several.len().to_string())]),
    };
    send(tx, (user, &email), &subject, &body, &ids).await
}
