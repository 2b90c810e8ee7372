//! How a row of the access tables says what happens to whom.

use Expect::{Allowed, Forbidden, NotFound, SignIn};

/// The outcome for one kind of caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// It is done, or refused only for what was sent.
    Allowed,
    /// 401, or for a page the way to sign in.
    SignIn,
    /// 403.
    Forbidden,
    /// 404: not even its existence is told.
    NotFound,
}

/// One row: what is called, and how it ends for whom.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The page's path, or the server function's address.
    pub path: &'static str,
    /// The form, with `{customer}` and the like for ids of the own firm; `None` for a page.
    pub form: Option<&'static str>,
    /// Nobody is signed in.
    pub anonymous: Expect,
    /// Staff of another firm.
    pub other_firm: Expect,
    /// Staff with the right.
    pub with_right: Expect,
    /// Staff without the right (the read-only role, and where `for_administrators` consultants too).
    pub without_right: Expect,
    /// Whether the right is the administrators' alone.
    pub for_administrators: bool,
}

impl Row {
    /// The same for administrators alone.
    pub(super) const fn of_administrators(mut self) -> Self {
        self.for_administrators = true;
        self
    }
}

/// Open to all, signed in or not.
pub(super) const OPEN: [Expect; 4] = [Allowed, Allowed, Allowed, Allowed];
/// Open to all who are signed in: it shows or changes their own firm's things or their own.
pub(super) const STAFF: [Expect; 4] = [SignIn, Allowed, Allowed, Allowed];
/// Read by all of the firm.
pub(super) const READ: [Expect; 4] = [SignIn, NotFound, Allowed, Allowed];
/// Changed by those of the firm who may change things.
pub(super) const CHANGE: [Expect; 4] = [SignIn, NotFound, Allowed, Forbidden];
/// Makes something new in the own firm of whoever may.
pub(super) const REGISTER: [Expect; 4] = [SignIn, Allowed, Allowed, Forbidden];
/// Changes what counts for the own firm of whoever is its administrator.
pub(super) const ADMINISTER: [Expect; 4] = [SignIn, Allowed, Allowed, Forbidden];
/// Nobody gets it.
pub(super) const NOBODY: [Expect; 4] = [NotFound; 4];
/// Belongs to one person.
pub(super) const OWN: [Expect; 4] = [SignIn, NotFound, Allowed, NotFound];

pub(super) const fn row(path: &'static str, form: Option<&'static str>, expected: [Expect; 4]) -> Row {
    let [anonymous, other_firm, with_right, without_right] = expected;
    Row { path, form, anonymous, other_firm, with_right, without_right, for_administrators: false }
}

/// A page.
pub(super) const fn page(path: &'static str, expected: [Expect; 4]) -> Row {
    row(path, None, expected)
}

/// A stream of events, which ends with 401 where a page leads to where one signs in.
pub(super) const fn stream(path: &'static str, expected: [Expect; 4]) -> Row {
    row(path, None, expected)
}

/// A server function, with a form that it takes.
pub(super) const fn function(path: &'static str, form: &'static str, expected: [Expect; 4]) -> Row {
    row(path, Some(form), expected)
}

/// All streams of events.
pub const STREAMS: &[Row] = &[stream("/customers/{customer}/events", READ), stream("/events", STAFF)];
