//! Mails to those who are asked to sign, and to those of the firm who are told that somebody did.

use crate::{
    i18n::{notice, signing as words},
    ui::time::Clock,
};
use domain::{email::Email, outgoing::Purpose};
use store::{
    StoreError, Tx,
    notice::ToTell,
    outgoing::{self, Mail},
    signing::{Asked, Happened, SignerTx, SigningToken, link},
};

/// Most characters of a subject line.
const SUBJECT: usize = 200;

/// Sends each who has not answered a mail with a link of their own, in this transaction.
pub(super) async fn ask(tx: &mut Tx, asked: &Asked, is_reminder: bool) -> Result<(), StoreError> {
    let (firm, who) = (tx.session().tenant_name.clone(), tx.session().name.clone());
    let reply_to = Email::parse(&tx.session().email).ok();
    let zone = tx.session().time_zone.clone();
    for to in &asked.waiting {
        let secret = hex::encode(rand::random::<[u8; 32]>());
        link(tx, to.id, &SigningToken::new(&secret)).await?;
        let message = if asked.message.is_empty() { String::new() } else { format!("\n\n{}", asked.message) };
        let until = Clock::new(&zone, to.language).shown(&asked.expires_at);
        let filled = [
            ("name", to.name.as_str()),
            ("who", who.as_str()),
            ("firm", firm.as_str()),
            ("document", asked.document.as_str()),
            ("message", message.as_str()),
            ("link", &format!("{}/sign/{secret}", asked.origin)),
            ("until", &until),
        ];
        let subject = if is_reminder { words::REMIND_SUBJECT } else { words::MAIL_SUBJECT };
        let subject: String = subject.with(to.language, &filled).chars().take(SUBJECT).collect();
        let body = words::MAIL_BODY.with(to.language, &filled);
        let mail = Mail {
            purpose: Purpose::Signing,
            user: None,
            recipients: std::slice::from_ref(&to.email),
            copies: &[],
            reply_to: reply_to.as_ref(),
            subject: &subject,
            body: &body,
            html: None,
            // Whoever has the link can refuse in their name.
            is_secret: true,
        };
        outgoing::queue(tx, &mail).await?;
    }
    Ok(())
}

/// Subject and text of the mail to one of the firm.
#[must_use]
pub fn notice_mail(tx: &SignerTx, to: &ToTell, what: Happened, origin: &str) -> (String, String) {
    let says = match what {
        Happened::Signed => words::NOTICE_SIGNED,
        Happened::Refused => words::NOTICE_DECLINED,
    };
    let says = says.with(to.language, &[("who", &tx.name), ("customer", &tx.customer_name)]);
    let told = format!("{says}:\n\n{}\n\n{origin}{}", tx.document, tx.way);
    let filled = [("name", to.name.as_str()), ("told", &told), ("profile", &format!("{origin}/profile"))];
    (says.chars().take(SUBJECT).collect(), notice::MAIL_BODY.with(to.language, &filled))
}
