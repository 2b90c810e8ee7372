//! Who reaches what of the portal: a row for every page and every form of it.

use super::Expect::{self, Allowed, Forbidden, NotFound, SignIn};

/// One row: what is called, and how it ends for whom.
#[derive(Clone, Copy, Debug)]
pub struct PortalRow {
    /// The page's path, with `{enquiry}` and the like for what the entitled contact has.
    pub path: &'static str,
    /// The form that is sent there; `None` for looking.
    pub form: Option<&'static str>,
    /// Nobody is signed in.
    pub anonymous: Expect,
    /// Staff, signed in as staff.
    pub staff: Expect,
    /// A contact of another customer of the same firm, with all rights.
    pub other_customer: Expect,
    /// A contact of the same customer without any right.
    pub without_right: Expect,
    /// A contact of the customer with all rights.
    pub with_right: Expect,
}

const fn row(path: &'static str, form: Option<&'static str>, expected: [Expect; 5]) -> PortalRow {
    let [anonymous, staff, other_customer, without_right, with_right] = expected;
    PortalRow { path, form, anonymous, staff, other_customer, without_right, with_right }
}

/// Open to all.
const OPEN: [Expect; 5] = [Allowed; 5];
/// Every contact's own.
const OWN: [Expect; 5] = [SignIn, SignIn, Allowed, Allowed, Allowed];
/// What takes a right, and is of each one's own customer.
const RIGHT: [Expect; 5] = [SignIn, SignIn, Allowed, Forbidden, Allowed];
/// A thing of one contact.
const THING: [Expect; 5] = [SignIn, SignIn, NotFound, NotFound, Allowed];
/// What is nowhere.
const NOWHERE: [Expect; 5] = [NotFound; 5];
/// What is nowhere, from where whoever is in already goes on.
const IN: [Expect; 5] = [NotFound, NotFound, Allowed, Allowed, Allowed];

/// The table.
pub const PORTAL: &[PortalRow] = &[
    row("/portal", None, OWN),
    row("/portal/sign-in", None, OPEN),
    row("/portal/sign-in", Some("email=nobody@kunde.example&by=link"), OPEN),
    row("/portal/link/{secret}", None, NOWHERE),
    row("/portal/link/{secret}", Some(""), NOWHERE),
    row("/portal/second/{secret}", None, IN),
    row("/portal/second/{secret}", Some("code=123456"), IN),
    row("/portal/enquiries", None, OWN),
    row("/portal/enquiries/new", None, RIGHT),
    row("/portal/enquiries/new", Some("kind=enquiry&title=To+sveisere&wishes=Fra+mandag"), RIGHT),
    row("/portal/enquiries/{enquiry}", None, THING),
    row("/portal/documents", None, OWN),
    row("/portal/documents/{document}/file", None, THING),
    row("/portal/messages", None, OWN),
    row("/portal/messages", Some("body=Hei"), OWN),
    row("/portal/details", None, OWN),
    row("/portal/details", Some("what=company&phone=75500120"), OWN),
    row("/portal/account", None, OWN),
    row("/portal/account", Some("what=language&language=sv"), OWN),
    row("/portal/account/second", None, OWN),
    row("/portal/account/second", Some("what=off&code=123456"), OWN),
];
