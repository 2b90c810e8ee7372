//! What values of some lists have beside their names.

use crate::status::Meant;
use domain::{activity, payment_term::PaymentTerm};

/// What a value has beside its name.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Beside {
    /// Nothing more.
    Nothing,
    /// A status, what it means.
    Meant(Meant),
    /// A payment term, how long it is.
    Term(PaymentTerm),
    /// A type of activity, its kind.
    Activity(activity::Kind),
}

impl Beside {
    pub(super) const fn meant(self) -> Option<Meant> {
        match self {
            Self::Meant(meant) => Some(meant),
            _ => None,
        }
    }

    pub(super) const fn activity(self) -> Option<activity::Kind> {
        match self {
            Self::Activity(kind) => Some(kind),
            _ => None,
        }
    }

    pub(super) const fn term(self) -> Option<PaymentTerm> {
        match self {
            Self::Term(term) => Some(term),
            _ => None,
        }
    }
}
