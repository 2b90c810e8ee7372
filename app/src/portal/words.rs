//! Mails of the portal: a link for a contact, a notice for one of the firm.

use crate::i18n::{notice, portal as words};
use domain::{language::Language, notice::NoticeKind, portal::PortalSession, text::Text};
use store::portal::door::PortalAccount;

/// Subject and text of the mail with a link that a contact asked for.
#[must_use]
pub fn link_mail(account: &PortalAccount, link: &str, language: Language) -> (String, String) {
    let filled = [
        ("name", account.first_name.as_str()),
        ("firm", account.tenant_name.as_str()),
        ("customer", account.customer_name.as_str()),
        ("link", link),
    ];
    let subject = words::LINK_SUBJECT.with(language, &filled[1..2]);
    (subject.chars().take(200).collect(), words::LINK_BODY.with(language, &filled))
}

/// Subject and text of the mail that tells a contact of an answer; what it says is read in the portal.
#[must_use]
pub fn answer_mail(firm: &str, name: &str, link: &str, language: Language) -> (String, String) {
    let filled = [("name", name), ("firm", firm), ("link", link)];
    let subject = words::ANSWER_SUBJECT.with(language, &filled[1..2]);
    (subject.chars().take(200).collect(), words::ANSWER_BODY.with(language, &filled))
}

/// What a notice of something that came from the portal says.
#[must_use]
pub(crate) const fn notice_text(kind: NoticeKind) -> Text {
    match kind {
        NoticeKind::Message => words::NOTICE_MESSAGE,
        NoticeKind::Proposal => words::NOTICE_PROPOSAL,
        _ => words::NOTICE_ENQUIRY,
    }
}

/// Subject and text of the mail to one of the firm, who is called `name`; `way` leads to the card, from the root.
#[must_use]
pub fn notice_mail(
    session: &PortalSession,
    kind: NoticeKind,
    (name, language): (&str, Language),
    excerpt: &str,
    origin: &str,
    way: &str,
) -> (String, String) {
    let says = notice_text(kind).with(language, &[("who", &session.name), ("customer", &session.customer_name)]);
    let told = format!("{says}:\n\n{}\n\n{origin}{way}", excerpt.trim_end());
    let body =
        notice::MAIL_BODY.with(language, &[("name", name), ("told", &told), ("profile", &format!("{origin}/profile"))]);
    (says.chars().take(200).collect(), body)
}
