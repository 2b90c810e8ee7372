//! Who reaches the pages of signers: a row for every page and every form, by what a link is worth.

/// One row: the status by whether a link is unknown, over, or counts.
#[derive(Clone, Copy, Debug)]
pub struct SigningRow {
    /// The page's path, with `{secret}` for the link's.
    pub path: &'static str,
    /// The form that is sent there; `None` for looking.
    pub form: Option<&'static str>,
    /// By a link that is none.
    pub unknown: u16,
    /// By one whose request was withdrawn, was refused by somebody or is out of time, or whose owner is reached elsewhere.
    pub over: u16,
    /// By one whose owner has signed.
    pub signed: u16,
    /// By one that counts.
    pub open: u16,
}

const fn row(path: &'static str, form: Option<&'static str>, [unknown, over, signed, open]: [u16; 4]) -> SigningRow {
    SigningRow { path, form, unknown, over, signed, open }
}

/// The table. Whoever comes back from the provider is known by a cookie alone.
pub const SIGNING: &[SigningRow] = &[
    row("/sign/{secret}", None, [404, 410, 200, 200]),
    row("/sign/{secret}/file", None, [404, 410, 200, 200]),
    row("/sign/{secret}", Some("what=refuse&reason="), [404, 410, 410, 422]),
    row("/sign/{secret}", Some("what=sign"), [404, 410, 410, 303]),
    row("/sign-return", None, [404, 404, 404, 404]),
];
