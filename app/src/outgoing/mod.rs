//! Messages that leave the system: how they do, and how far each is.

use crate::i18n::outgoing as words;
use domain::{
    language::Language,
    outgoing::{OutgoingProblem, OutgoingState},
    text::Text,
};
use leptos::prelude::*;
use store::outgoing::Standing;

/// How e-mail leaves this server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum MailWay {
    /// By a server that passes it on.
    Smtp,
    /// As files into this folder, for trying the system out.
    Folder(String),
    /// Not: it waits.
    #[default]
    None,
}

/// How SMS leave this server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SmsWay {
    /// By a gateway.
    Gateway,
    /// Not: they wait.
    #[default]
    None,
}

/// The address under which people reach the system, as it is set.
#[derive(Clone, Debug, Default)]
pub struct PublicAddress(pub Option<String>);

impl PublicAddress {
    /// The address that is set, without a slash at its end.
    #[must_use]
    pub fn set(&self) -> Option<String> {
        self.0.as_ref().map(|set| set.trim_end_matches('/').to_owned())
    }

    /// The address for links in messages, without a slash at its end: as it is set, or else of the host by which the
    /// request came; none where that is no host.
    #[must_use]
    pub fn origin(&self, host: &str, is_secure: bool) -> Option<String> {
        if let Some(set) = &self.0 {
            return Some(set.trim_end_matches('/').to_owned());
        }
        let is_host =
            !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".:-[]".contains(&byte));
        is_host.then(|| format!("{}://{host}", if is_secure { "https" } else { "http" }))
    }
}

/// What is to be said of how mail leaves, where it does not leave as one expects.
#[must_use]
pub fn way_text(way: &MailWay, language: Language) -> Option<String> {
    match way {
        MailWay::Smtp => None,
        MailWay::Folder(folder) => Some(words::INTO_FOLDER.with(language, &[("folder", folder)])),
        MailWay::None => Some(words::NO_SERVER.get(language).to_owned()),
    }
}

/// What is to be said where SMS don't leave.
#[must_use]
pub const fn sms_way_text() -> Text {
    words::NO_GATEWAY
}

/// A state in a word, and the colour of its tag.
#[must_use]
pub const fn state_text(state: OutgoingState) -> (Text, &'static str) {
    match state {
        OutgoingState::Queued => (words::QUEUED, "info"),
        OutgoingState::Sending => (words::SENDING, "info"),
        OutgoingState::Sent => (words::SENT, "success"),
        OutgoingState::Delivered => (words::DELIVERED, "success"),
        OutgoingState::Failed => (words::FAILED, "danger"),
        OutgoingState::Unconfirmed => (words::UNCONFIRMED, "warning"),
    }
}

/// Why a message has not gone out, with what the other side said.
#[must_use]
pub fn problem_words(standing: &Standing, language: Language) -> Option<String> {
    let problem = match standing.problem? {
        OutgoingProblem::Unreachable | OutgoingProblem::Later if standing.state == OutgoingState::Failed => {
            words::GIVEN_UP
        }
        OutgoingProblem::Unreachable => words::UNREACHABLE,
        OutgoingProblem::Later => words::LATER,
        OutgoingProblem::Refused => words::REFUSED,
        OutgoingProblem::Unconfirmed => words::MAYBE,
        OutgoingProblem::Withdrawn => words::WITHDRAWN,
        OutgoingProblem::Fault => words::FAULT,
    };
    let problem = problem.get(language);
    if standing.detail.is_empty() {
        return Some(problem.to_owned());
    }
    Some(words::SAID.with(language, &[("problem", problem), ("detail", &standing.detail)]))
}

/// How far a mail is in words, with why it has not gone out.
#[must_use]
pub fn mail_text(standing: &Standing, language: Language) -> impl IntoView + use<> {
    let text = words::MAIL_STATE.with(language, &[("state", state_text(standing.state).0.get(language))]);
    let why = problem_words(standing, language).map(|why| format!(" · {why}"));
    view! { <span class="muted small">{text}{why}</span> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_the_address_that_is_set_or_the_host_of_the_request() {
        let set = PublicAddress(Some("https://kort.firma.example/".to_owned()));
        assert_eq!(set.origin("evil.example", true).as_deref(), Some("https://kort.firma.example"));
        let unset = PublicAddress::default();
        assert_eq!(unset.origin("127.0.0.1:3000", false).as_deref(), Some("http://127.0.0.1:3000"));
        assert_eq!(unset.origin("a/b", true), None);
        assert_eq!(unset.origin("", true), None);
    }
}
