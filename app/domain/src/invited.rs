//! Contacts who are invited to activities by e-mail: how far each is, and what they may do by their link.

use crate::{
    id::{ContactId, InvitedId},
    text::Text,
};

/// Most characters of what goes along with an invitation.
pub const MESSAGE_MAX: u32 = 2000;
/// Most characters of what goes along with an answer.
pub const NOTE_MAX: u32 = 1000;

/// How far an invitation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitedState {
    /// They have not answered.
    Waiting,
    /// They come.
    Coming,
    /// They may come.
    Maybe,
    /// They don't come.
    NotComing,
    /// They were told that it does not take place, or not with them.
    CalledOff,
}

const fn text(nb: &'static str, sv: &'static str, en: &'static str) -> Text {
    Text { nb, sv, en }
}

impl InvitedState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Coming, Self::Maybe, Self::NotComing, Self::CalledOff];
    /// What they can answer.
    pub const ANSWERS: [Self; 3] = [Self::Coming, Self::Maybe, Self::NotComing];

    /// As the database and forms have it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Coming => "coming",
            Self::Maybe => "maybe",
            Self::NotComing => "not_coming",
            Self::CalledOff => "called_off",
        }
    }

    /// The state of a key; what a later release has written has not been answered here.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.key() == key).unwrap_or(Self::Waiting)
    }

    /// The answer of a key; none where it is none.
    #[must_use]
    pub fn answer(key: &str) -> Option<Self> {
        Self::ANSWERS.into_iter().find(|state| state.key() == key)
    }

    /// The answer that a calendar gives with this word (PARTSTAT, RFC 5545, 3.2.12); none where it has none yet, or passed
    /// the question on to somebody else.
    #[must_use]
    pub fn of_calendar(word: &str) -> Option<Self> {
        match word.to_ascii_uppercase().as_str() {
            "ACCEPTED" => Some(Self::Coming),
            "TENTATIVE" => Some(Self::Maybe),
            "DECLINED" => Some(Self::NotComing),
            _ => None,
        }
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Waiting => text("Venter på svar", "Väntar på svar", "Waiting for an answer"),
            Self::Coming => text("Kommer", "Kommer", "Coming"),
            Self::Maybe => text("Kommer kanskje", "Kommer kanske", "May come"),
            Self::NotComing => text("Kommer ikke", "Kommer inte", "Not coming"),
            Self::CalledOff => text("Avlyst", "Inställt", "Called off"),
        }
    }
}

/// Somebody who is invited, as the firm sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// The invitation.
    pub id: InvitedId,
    /// Who.
    pub contact: ContactId,
    /// What they were called.
    pub name: String,
    /// Where it went; empty for those who may not see where contacts are reached.
    pub email: String,
    /// How far it is.
    pub state: InvitedState,
    /// What they wrote with their answer.
    pub note: String,
    /// When they answered, UTC in RFC 3339.
    pub answered_at: Option<String>,
    /// Whether the message that told them last could not be sent.
    pub is_failed: bool,
}

/// What is sent to whom so that all know all as it is now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Contacts who take part and are not invited yet, or whose invitation could not be sent.
    pub invite: Vec<ContactId>,
    /// Those who are invited and were told otherwise.
    pub change: Vec<ContactId>,
    /// Those who are invited and shall not come, as it does not take place or they take no part any more.
    pub call_off: Vec<ContactId>,
    /// Names of those who take part, have no address and don't know how it is.
    pub unreachable: Vec<String>,
}

impl Plan {
    /// To how many something is sent.
    #[must_use]
    pub fn count(&self) -> usize {
        self.invite.len() + self.change.len() + self.call_off.len()
    }
}

/// Why somebody can't answer by their link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// It was called off, or not with them.
    CalledOff,
    /// It is over.
    Past,
    /// They are no longer reached at the address to which the link went.
    Closed,
}

/// Whether whoever is invited may answer.
///
/// # Errors
/// Why not.
pub const fn may_answer(state: InvitedState, is_on: bool, is_past: bool, is_closed: bool) -> Result<(), Over> {
    match (is_closed, is_on, state, is_past) {
        (true, ..) => Err(Over::Closed),
        (_, false, ..) | (_, _, InvitedState::CalledOff, _) => Err(Over::CalledOff),
        (.., true) => Err(Over::Past),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_has_a_key_of_its_own_and_only_answers_are_taken() {
        for state in InvitedState::ALL {
            assert_eq!(InvitedState::from_key(state.key()), state);
            assert_eq!(InvitedState::answer(state.key()).is_some(), InvitedState::ANSWERS.contains(&state));
        }
        assert_eq!(InvitedState::answer("yes"), None);
    }

    #[test]
    fn calendars_answer_in_their_own_words() {
        assert_eq!(InvitedState::of_calendar("accepted"), Some(InvitedState::Coming));
        assert_eq!(InvitedState::of_calendar("TENTATIVE"), Some(InvitedState::Maybe));
        assert_eq!(InvitedState::of_calendar("DECLINED"), Some(InvitedState::NotComing));
        assert_eq!(InvitedState::of_calendar("NEEDS-ACTION"), None);
        assert_eq!(InvitedState::of_calendar("DELEGATED"), None);
    }

    #[test]
    fn one_answers_what_is_to_come_and_by_the_address_that_counts() {
        let waiting = InvitedState::Waiting;
        assert_eq!(may_answer(waiting, true, false, false), Ok(()));
        assert_eq!(may_answer(InvitedState::NotComing, true, false, false), Ok(()), "minds change");
        assert_eq!(may_answer(waiting, true, false, true), Err(Over::Closed));
        assert_eq!(may_answer(waiting, false, false, false), Err(Over::CalledOff));
        assert_eq!(may_answer(InvitedState::CalledOff, true, false, false), Err(Over::CalledOff));
        assert_eq!(may_answer(waiting, true, true, false), Err(Over::Past));
    }
}
