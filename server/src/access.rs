//! Who may call what: a row for every page and every server function.
//!
//! `server/tests/access.rs` goes through the table and calls each as everybody in it; it fails
//! when a page or a server function has no row.

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
    /// Staff without the right (the read-only role).
    pub without_right: Expect,
}
