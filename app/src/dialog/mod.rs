//! What is written and said between the firm and a customer: its section on the card, its tab, and the forms there.

mod actions;
mod colleague;
mod email;
mod form;
mod note;
mod section;
mod sms;
mod tab;
mod template;

pub use actions::{
    AnswerInPortal, DeleteDialog, EmailColleagues, RegisterDialog, RetryDialog, SendEmail, SendSms, answer_in_portal,
    delete_dialog, email_colleagues, register_dialog, retry_dialog, send_email, send_sms,
};
pub use section::VIEW;
pub use tab::dialog_tab;
pub use template::{UseTemplate, use_template};

use crate::outgoing::{MailWay, SmsWay};
use domain::{
    dialog::{DialogEntry, DialogFilter, Sending},
    document::Document,
    id::{ContactId, CustomerId, UserId},
    register::encoded,
    template::MessageTemplate,
};
use store::dialog::Reachable;

/// Where an e-mail is sent.
pub const SEND_EMAIL: &str = "/api/staff/dialog-email";
/// Where an SMS is sent.
pub const SEND_SMS: &str = "/api/staff/dialog-sms";
/// Where an e-mail to colleagues is sent.
pub const TO_COLLEAGUES: &str = "/api/staff/colleague-email";
/// Where a form is sent to have a template filled in.
pub const USE_TEMPLATE: &str = "/api/staff/dialog-template";
/// Where a letter or a call is sent.
pub const REGISTER: &str = "/api/staff/dialog-register";

/// What is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// An e-mail.
    Email,
    /// An SMS.
    Sms,
    /// An e-mail to colleagues.
    Colleague,
    /// A letter or a call that is registered.
    Note,
}

impl Writing {
    /// What an address asks for.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match key {
            "email" => Some(Self::Email),
            "sms" => Some(Self::Sms),
            "colleague" => Some(Self::Colleague),
            "note" => Some(Self::Note),
            _ => None,
        }
    }

    /// What a form's address stands for.
    #[must_use]
    pub fn from_form(form: &str) -> Option<Self> {
        match form {
            SEND_EMAIL => Some(Self::Email),
            SEND_SMS => Some(Self::Sms),
            TO_COLLEAGUES => Some(Self::Colleague),
            REGISTER => Some(Self::Note),
            _ => None,
        }
    }
}

/// What the tab shows beside the card.
#[derive(Clone, Debug, Default)]
pub struct DialogView {
    /// The entries that were asked for, the newest first.
    pub entries: Vec<DialogEntry>,
    /// Whether there are more.
    pub has_more: bool,
    /// What they are limited to.
    pub filter: DialogFilter,
    /// What is being written.
    pub writing: Option<Writing>,
    /// Contacts that are ticked at first.
    pub to: Vec<ContactId>,
    /// The address of another that stands in the form at first.
    pub other: String,
    /// Contacts that can be written to.
    pub contacts: Vec<Reachable>,
    /// The firm's people, with their names.
    pub colleagues: Vec<(UserId, String)>,
    /// The firm's templates.
    pub templates: Vec<MessageTemplate>,
    /// What stands under the reader's e-mails.
    pub signature: String,
    /// Documents that can go along with an e-mail, where one is written.
    pub documents: Vec<Document>,
    /// How e-mail leaves this server.
    pub mail: MailWay,
    /// How SMS leave it.
    pub sms: SmsWay,
    /// The subject of one's last messages to colleagues, with how far each is, where such a one is written.
    pub to_colleagues: Vec<(String, Sending)>,
}

/// Where a message to a contact, or to another address, is written.
#[must_use]
pub fn write_address(customer: CustomerId, kind: Writing, contact: Option<ContactId>, other: &str) -> String {
    let kind = match kind {
        Writing::Email => "email",
        Writing::Sms => "sms",
        Writing::Colleague => "colleague",
        Writing::Note => "note",
    };
    let to = contact.map(|contact| format!("&to={contact}")).unwrap_or_default();
    let other = if other.is_empty() { String::new() } else { format!("&other={}", encoded(other)) };
    format!("/customers/{customer}/dialog?write={kind}{to}{other}#write")
}
