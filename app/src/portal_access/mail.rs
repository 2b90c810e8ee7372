//! The mail that invites a contact to the portal, in the firm's words or the product's.

use crate::{error::ActionError, i18n::portal_setting as words, request};
use domain::{email::Email, id::ContactId, language::Language, outgoing::Purpose};
use store::{Tx, portal::setting::PortalSetting};

/// What fills the fields of an invitation.
#[derive(Clone, Debug)]
pub struct Filled<'a> {
    /// The contact's first name.
    pub first_name: &'a str,
    /// Their customer.
    pub customer: &'a str,
    /// The firm.
    pub firm: &'a str,
    /// The link.
    pub link: &'a str,
    /// Who invites.
    pub me: &'a str,
}

/// Subject and text as the product has them.
#[must_use]
pub fn usual_words(language: Language) -> (&'static str, &'static str) {
    (words::MAIL_SUBJECT.get(language), words::MAIL_BODY.get(language))
}

/// Subject and text of an invitation. One pass, so that what fills a field is never read as a field.
#[must_use]
pub fn invitation(setting: &PortalSetting, language: Language, filled: &Filled<'_>) -> (String, String) {
    let (own_subject, own_body) = setting.words(language);
    let (subject, body) = usual_words(language);
    let fill = |text: &str| {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find('{') {
            let (before, from) = rest.split_at(start);
            out.push_str(before);
            let value = |name: &str| match name {
                "first_name" => Some(filled.first_name),
                "customer" => Some(filled.customer),
                "firm" => Some(filled.firm),
                "link" => Some(filled.link),
                "me" => Some(filled.me),
                _ => None,
            };
            let found = from.find('}').and_then(|end| Some((value(from.get(1..end)?)?, from.get(end + 1..)?)));
            if let Some((value, after)) = found {
                out.push_str(value);
                rest = after;
            } else {
                out.push('{');
                rest = from.get(1..).unwrap_or_default();
            }
        }
        out.push_str(rest);
        out
    };
    let either = |own: &str, usual: &str| fill(if own.is_empty() { usual } else { own });
    // A subject is one line, whatever a firm or a customer is called.
    let subject = either(own_subject, subject).split_whitespace().collect::<Vec<_>>().join(" ");
    (subject.chars().take(200).collect(), either(own_body, body))
}

/// Queues the mail with the link.
pub(super) async fn invite(tx: &mut Tx, contact: ContactId, secret: &str) -> Result<(), ActionError> {
    // A request that does not say on which host it came leads nowhere; the page shows the link all the same.
    let Some(origin) = request::context()?.origin else { return Ok(()) };
    let to = store::portal::access::invited(tx, contact).await?;
    let setting = store::portal::setting::read(tx).await?;
    let (firm, me) = (tx.session().tenant_name.clone(), tx.session().name.clone());
    let filled = Filled {
        first_name: &to.first_name,
        customer: &to.customer_name,
        firm: &firm,
        link: &format!("{origin}/portal/link/{secret}"),
        me: &me,
    };
    let (subject, body) = invitation(&setting, to.language, &filled);
    let Ok(email) = Email::parse(&to.email) else { return Ok(()) };
    let reply_to = Email::parse(&tx.session().email).ok();
    let mail = store::outgoing::Mail {
        purpose: Purpose::Portal,
        user: None,
        recipients: std::slice::from_ref(&email),
        copies: &[],
        reply_to: reply_to.as_ref(),
        subject: &subject,
        body: &body,
        html: None,
        is_secret: true,
    };
    store::outgoing::queue(tx, &mail).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILLED: Filled<'_> = Filled {
        first_name: "{link}",
        customer: "Bodø\nSveis",
        firm: "Nordvikar",
        link: "https://kort.example/portal/link/abc",
        me: "Kari",
    };

    #[test]
    fn fields_are_filled_once_and_what_fills_them_is_no_field() {
        let mut setting = PortalSetting::default();
        setting.bodies[0] = "Hei {first_name} {unknown} { {link}".to_owned();
        let (_, body) = invitation(&setting, Language::Nb, &FILLED);
        assert_eq!(body, "Hei {link} {unknown} { https://kort.example/portal/link/abc");
    }

    #[test]
    fn the_products_words_go_where_the_firm_has_none_and_a_subject_is_one_line() {
        let mut setting = PortalSetting::default();
        setting.subjects[1] = "{customer} hos {firm}".to_owned();
        for language in Language::ALL {
            let (subject, body) = invitation(&setting, language, &FILLED);
            assert!(!subject.contains('\n') && body.contains(FILLED.link), "{subject}");
            assert!(!body.contains("{firm}") && !subject.contains("{firm}"));
        }
        assert_eq!(invitation(&setting, Language::Sv, &FILLED).0, "Bodø Sveis hos Nordvikar");
    }
}
