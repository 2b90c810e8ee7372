//! What contacts who are invited to an activity reach by their links.

/// What a page or form of somebody who is invited answers, by the link.
#[derive(Clone, Copy, Debug)]
pub struct InvitedRow {
    /// The page's path, with `{secret}` for the link's.
    pub path: &'static str,
    /// The form that is sent there; `None` for looking.
    pub form: Option<&'static str>,
    /// By a link that is none.
    pub unknown: u16,
    /// By one whose activity is called off, over or gone, or whose owner is reached elsewhere.
    pub over: u16,
    /// By one whose owner has answered: they may answer anew.
    pub answered: u16,
    /// By one that counts.
    pub open: u16,
}

const fn row(path: &'static str, form: Option<&'static str>, [unknown, over, answered, open]: [u16; 4]) -> InvitedRow {
    InvitedRow { path, form, unknown, over, answered, open }
}

/// The table.
pub const INVITED: &[InvitedRow] = &[
    row("/invited/{secret}", None, [404, 410, 200, 200]),
    row("/invited/{secret}/file", None, [404, 410, 200, 200]),
    row("/invited/{secret}", Some("answer=coming"), [404, 410, 303, 303]),
    row("/invited/{secret}", Some("answer=waiting"), [404, 410, 303, 303]),
];
