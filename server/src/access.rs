//! Who may call what: a row for every page and every server function.
//!
//! `server/tests/access.rs` goes through the table and calls each as everybody in it; it fails
//! when a page or a server function has no row.

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
    const fn of_administrators(mut self) -> Self {
        self.for_administrators = true;
        self
    }
}

/// Open to all, signed in or not.
const OPEN: [Expect; 4] = [Allowed, Allowed, Allowed, Allowed];
/// Open to all who are signed in: it shows or changes their own firm's things or their own.
const STAFF: [Expect; 4] = [SignIn, Allowed, Allowed, Allowed];
/// Read by all of the firm.
const READ: [Expect; 4] = [SignIn, NotFound, Allowed, Allowed];
/// Changed by those of the firm who may change things.
const CHANGE: [Expect; 4] = [SignIn, NotFound, Allowed, Forbidden];
/// Makes something new in the own firm of whoever may.
const REGISTER: [Expect; 4] = [SignIn, Allowed, Allowed, Forbidden];
/// Changes what counts for the own firm of whoever is its administrator.
const ADMINISTER: [Expect; 4] = [SignIn, Allowed, Allowed, Forbidden];
/// Nobody gets it.
const NOBODY: [Expect; 4] = [NotFound; 4];
/// Belongs to one person.
const OWN: [Expect; 4] = [SignIn, NotFound, Allowed, NotFound];

const fn row(path: &'static str, form: Option<&'static str>, expected: [Expect; 4]) -> Row {
    let [anonymous, other_firm, with_right, without_right] = expected;
    Row { path, form, anonymous, other_firm, with_right, without_right, for_administrators: false }
}

/// A page.
const fn page(path: &'static str, expected: [Expect; 4]) -> Row {
    row(path, None, expected)
}

/// A stream of events, which ends with 401 where a page leads to where one signs in.
const fn stream(path: &'static str, expected: [Expect; 4]) -> Row {
    row(path, None, expected)
}

/// A server function, with a form that it takes.
const fn function(path: &'static str, form: &'static str, expected: [Expect; 4]) -> Row {
    row(path, Some(form), expected)
}

/// All streams of events.
pub const STREAMS: &[Row] = &[stream("/customers/{customer}/events", READ)];

/// All pages and all server functions.
///
/// In forms `{customer}`, `{contact}`, `{comment}`, `{entry}` (of its log), `{settings_entry}` (of the log of its settings), `{author}`, `{link}`, `{link_kind}`, `{relation}`, `{relation_kind}`, `{responsible}`, `{responsible_title}`, `{proposal}`, `{tag}`, `{merge}`, `{double}`, `{import}`, `{other_customer}` and `{view}` (shared) belong to the firm, `{session}`
/// and `{job}` (which is done) and `{chosen}` (customers, with a change) to whoever has the right, and `{email}` and `{password}` sign that person in; `{me}` is whoever calls.
pub const TABLE: &[Row] = &[
    page("/", OPEN),
    page("/sign-in", OPEN),
    page("/customers", STAFF),
    page("/customers/new", REGISTER),
    page("/customers/doubles", REGISTER),
    page("/customers/merge", REGISTER),
    page("/customers/merges", STAFF),
    page("/customers/change", REGISTER),
    page("/customers/{customer}", READ),
    page("/customers/{customer}/contacts", READ),
    page("/customers/{customer}/comments", READ),
    page("/customers/{customer}/log", READ),
    page("/customers/{customer}/tab/{tab}", READ),
    page("/customers/{customer}/layouts", READ),
    page("/customers/{customer}/logo", READ),
    page("/customers/{customer}/contacts/{contact}", READ),
    page("/lists", OPEN),
    page("/lists/{kind}", STAFF),
    page("/employees", STAFF),
    page("/employees/new", REGISTER),
    page("/employees/{employee}", READ),
    page("/settings", STAFF),
    page("/settings/fields", STAFF),
    page("/settings/own-fields", STAFF),
    page("/settings/countries", STAFF),
    page("/settings/layout", STAFF),
    page("/settings/modules", STAFF),
    page("/settings/tabs", STAFF),
    page("/settings/departments", STAFF),
    page("/settings/users", ADMINISTER).of_administrators(),
    page("/invitation/{token}", OPEN),
    page("/settings/agreements", STAFF),
    page("/settings/advice", STAFF),
    page("/help", STAFF),
    page("/help/{article}", STAFF),
    page("/jobs", STAFF),
    page("/jobs/{job}", OWN),
    page("/import", REGISTER),
    page("/import/{import}", CHANGE),
    page("/import/{import}/marked", CHANGE),
    page("/search", STAFF),
    page("/profile", STAFF),
    page("/export", STAFF),
    page("/export/file", STAFF),
    page("/import/template", REGISTER),
    function("/api/staff/sign-in", "email={email}&password={password}&next=/", OPEN),
    function("/api/staff/sign-out", "", OPEN),
    function("/api/staff/sign-out-everywhere", "", STAFF),
    function("/api/staff/close-session", "session={session}", OWN),
    function("/api/staff/profile", "language=nb&colour_scheme=dark&density=compact", STAFF),
    function("/api/staff/password", "current={password}&new=Kundekort-2027&repeat=Kundekort-2027", STAFF),
    function("/api/staff/search", "query=kunde", STAFF),
    function(
        "/api/staff/register-customer",
        "owner={me}&request=01900000-0000-7000-8000-000000000000&patch[name]=Ny&patch[kind]=company&patch[customer_type]=ordinary\
            &patch[country]=NO&patch[responsible]={me}&contact[first_name]=Eva&contact[last_name]=Berg",
        REGISTER,
    ),
    function("/api/staff/doubles-search", "", REGISTER),
    function("/api/staff/double-decide", "double={double}&verdict=later", CHANGE),
    function("/api/staff/merge-customers", "customers={other_customer},{customer}", CHANGE),
    function("/api/staff/merge-split", "merge={merge}", CHANGE),
    function("/api/staff/find-customers", "query=kunde", STAFF),
    function("/api/staff/registry-find", "query=974760673", REGISTER),
    function("/api/staff/registry-fill", "registry_query=974760673", REGISTER),
    function("/api/staff/registry-take", "customer={customer}&version=1&take=name", CHANGE),
    function("/api/staff/registry-update", "customer={customer}", CHANGE),
    function("/api/staff/proposal-accept", "customer={customer}&proposal={proposal}", CHANGE),
    function("/api/staff/proposal-dismiss", "customer={customer}&proposal={proposal}", CHANGE),
    function("/api/staff/similar-customers", "name=Ny", REGISTER),
    function("/api/staff/place", "code=8006", STAFF),
    function("/api/staff/layout", "device=desk&change=fold&section=log", STAFF),
    function("/api/staff/register-columns", "columns=number,name,level&up=level&widths=level:wide", STAFF),
    function("/api/staff/register-view-save-as", "name=Nord&query=scope%3Dfirm", STAFF),
    function("/api/staff/register-view-save", "view={view}&query=scope%3Dfirm", CHANGE),
    function("/api/staff/register-view-rename", "view={view}&name=Sør", CHANGE),
    function("/api/staff/register-view-share", "view={view}&shared=true", CHANGE),
    function("/api/staff/register-view-pin", "view={view}&pinned=true", READ),
    function("/api/staff/register-view-delete", "view={view}", CHANGE),
    function("/api/staff/register-view-restore", "view={view}", CHANGE),
    function("/api/staff/list-add", "kind=level&name=Platina", REGISTER),
    function("/api/staff/list-rename", "kind=tag&item={tag}&nb=Ny&sv=Ny&en=New", CHANGE),
    function("/api/staff/list-retire", "kind=tag&item={tag}&retired=true", CHANGE),
    function("/api/staff/list-shift", "kind=tag&item={tag}&up=true", CHANGE),
    function("/api/staff/list-promote", "item={tag}", CHANGE),
    function("/api/staff/list-merge", "kind=tag&item={tag}&into={other_tag}", CHANGE),
    function("/api/staff/settings", "version=1&patch[markup_factor]=1.9", ADMINISTER).of_administrators(),
    function("/api/staff/settings-undo", "entry={settings_entry}", CHANGE).of_administrators(),
    function("/api/staff/field-rules", "entity=customer&need[fax.company]=off&read[fax.company]=may", ADMINISTER)
        .of_administrators(),
    function("/api/staff/field-rules-undo", "command={rules_command}", CHANGE).of_administrators(),
    function("/api/staff/own-field-add", "kind=line&nb=Rabatt&section=own", ADMINISTER).of_administrators(),
    function("/api/staff/own-field-change", "field={own_field}&version=1&nb=Nytt&section=own", CHANGE)
        .of_administrators(),
    function("/api/staff/own-field-retire", "field={own_field}&retired=true", CHANGE).of_administrators(),
    function("/api/staff/own-field-shift", "field={own_field}&up=false", CHANGE).of_administrators(),
    function("/api/staff/countries-choose", "chosen=true", ADMINISTER).of_administrators(),
    function("/api/staff/country-add", "country=JP", ADMINISTER).of_administrators(),
    function("/api/staff/country-remove", "country=US", ADMINISTER).of_administrators(),
    function("/api/staff/country-vat", "country=NO&vat=outside", ADMINISTER).of_administrators(),
    function(
        "/api/staff/module-decide",
        "module=staffing&read=active,ordinary,temporary,prospect&wanted=active,ordinary",
        ADMINISTER,
    )
    .of_administrators(),
    function("/api/staff/layout-publish", "whose=firm", ADMINISTER).of_administrators(),
    function("/api/staff/layout-discard", "whose=consultant", ADMINISTER).of_administrators(),
    function(
        "/api/staff/layout-bring-back",
        "customer={customer}&whose=firm&device=desk&version={layout_version}",
        CHANGE,
    )
    .of_administrators(),
    function("/api/staff/layout-adopt", "customer={customer}&user={author}&device=desk", READ),
    function("/api/staff/tab-add", "nb=Flere avtaler&sections=credit", ADMINISTER).of_administrators(),
    function("/api/staff/tab-change", "tab={tab}&version=1&nb=Nytt&sections=notes", CHANGE).of_administrators(),
    function("/api/staff/tab-put", "tab={tab}&place=main", CHANGE).of_administrators(),
    function("/api/staff/tab-shift", "tab={tab}&up=true", CHANGE).of_administrators(),
    function("/api/staff/tab-remove", "tab={tab}", CHANGE).of_administrators(),
    function("/api/staff/department-add", "name=Øst", ADMINISTER).of_administrators(),
    function("/api/staff/department-rename", "department={department}&version=1&name=Vest", CHANGE).of_administrators(),
    function("/api/staff/department-shift", "department={department}&up=false", CHANGE).of_administrators(),
    function("/api/staff/department-retire", "department={department}&retired=true", CHANGE).of_administrators(),
    function("/api/staff/user-invite", "name=Ny&email=ny-{me}@firma.example&role=consultant", ADMINISTER)
        .of_administrators(),
    function("/api/staff/user-renew", "user={invited}", CHANGE).of_administrators(),
    function("/api/staff/user-withdraw", "user={invited}", CHANGE).of_administrators(),
    function("/api/staff/user-change", "user={invited}&version=1&role=read_only", CHANGE).of_administrators(),
    function("/api/staff/user-activate", "user={invited}&active=false", CHANGE).of_administrators(),
    // Of a link that nobody was given: it says the same to all.
    function("/api/staff/invitation-accept", "token=0&new=Kundekort-2027&repeat=Kundekort-2027", NOBODY),
    function("/api/staff/agreement-add", "nb=Havbruk&weekly_hours=37,5&hours[hours_monday.from]=7-15", ADMINISTER)
        .of_administrators(),
    function("/api/staff/agreement-change", "agreement={agreement}&version=2&nb=Industri", CHANGE).of_administrators(),
    function("/api/staff/agreement-retire", "agreement={agreement}&retired=true", CHANGE).of_administrators(),
    function("/api/staff/help-vote", "article=card&useful=yes", STAFF),
    function("/api/staff/advice-dismiss", "advice=doubles&dismissed=true", ADMINISTER).of_administrators(),
    function("/api/staff/import-upload", "file={file}", REGISTER),
    function("/api/staff/import-read", "import={import}&encoding=UTF-8", CHANGE),
    function("/api/staff/import-check", "import={import}&columns[0]=name", CHANGE),
    function("/api/staff/import-run", "import={import}", CHANGE),
    function("/api/staff/import-decide", "import={import}&row=3&said=new", CHANGE),
    function("/api/staff/company-parent", "customer={customer}&version=1&parent_id={other_customer}", CHANGE),
    function("/api/staff/company-subsidiary", "customer={customer}&subsidiary={other_customer}", CHANGE),
    function(
        "/api/staff/company-disconnect",
        "customer={customer}&parent={other_customer}&subsidiary={customer}",
        CHANGE,
    ),
    function("/api/staff/relation-add", "customer={customer}&kind={relation_kind}&other={other_customer}", CHANGE),
    function(
        "/api/staff/relation-change",
        "customer={customer}&relation={relation}&version=1&kind={relation_kind}&note=Ny",
        CHANGE,
    ),
    function("/api/staff/relation-delete", "customer={customer}&relation={relation}", CHANGE),
    function("/api/staff/responsible-add", "customer={customer}&user={author}&title={responsible_title}", CHANGE),
    function(
        "/api/staff/responsible-change",
        "customer={customer}&responsible={responsible}&version=1&title={responsible_title}",
        CHANGE,
    ),
    function("/api/staff/responsible-delete", "customer={customer}&responsible={responsible}", CHANGE),
    function("/api/staff/find-employees", "query=eva", STAFF),
    function("/api/staff/employee-add", "patch[first_name]=Eva&patch[last_name]=Dahl", REGISTER),
    function(
        "/api/staff/employee-change",
        "employee={employee}&version=1&patch[first_name]=Eva&patch[last_name]=Lie",
        CHANGE,
    ),
    function("/api/staff/employee-end", "employee={employee}&ended=true", CHANGE),
    function(
        "/api/staff/placement-add",
        "customer={customer}&employee={employee}&starts_on=2019-01-01&ends_on=2019-02-01",
        CHANGE,
    ),
    function(
        "/api/staff/placement-change",
        "customer={customer}&placement={placement}&version=1&starts_on=2020-01-01",
        CHANGE,
    ),
    function("/api/staff/placement-end", "customer={customer}&placement={placement}", CHANGE),
    function("/api/staff/placement-delete", "customer={customer}&placement={placement}", CHANGE),
    function("/api/staff/link-add", "customer={customer}&kind={link_kind}&address=bodosveis.example", CHANGE),
    function("/api/staff/link-delete", "customer={customer}&link={link}", CHANGE),
    function("/api/staff/factor-save", "customer={customer}&factor=1,9&valid_from=1.1.2030", CHANGE),
    function("/api/staff/rate-save", "customer={customer}&rate_kind={rate_kind}&pay=245&charge=453,25", CHANGE),
    function(
        "/api/staff/line-save",
        "customer={customer}&text=Miljøgebyr&quantity=1&unit_price=45&vat_code=standard",
        CHANGE,
    ),
    function("/api/staff/line-shift", "customer={customer}&row={line}&up=true", CHANGE),
    function("/api/staff/agreed-end", "customer={customer}&of=factor_agreement&row={factor}", CHANGE),
    function("/api/staff/agreed-remove", "customer={customer}&of=factor_agreement&row={factor}", CHANGE),
    function("/api/staff/tag-add", "customer={customer}&tag=Havbruk", CHANGE),
    function("/api/staff/tag-remove", "customer={customer}&tag={tag}", CHANGE),
    function("/api/staff/customer-fields", "customer={customer}&version=1&patch[nickname]=Ny", CHANGE),
    function("/api/staff/logo-change", "customer={customer}&logo={picture}", CHANGE),
    function("/api/staff/logo-remove", "customer={customer}", CHANGE),
    function("/api/staff/contact-add", "customer={customer}&patch[first_name]=Eva&patch[last_name]=Berg", CHANGE),
    function(
        "/api/staff/contact-fields",
        "customer={customer}&contact={contact}&version=1&patch[position]=Sjef",
        CHANGE,
    ),
    function("/api/staff/contact-end", "customer={customer}&contact={contact}&ended=true", CHANGE),
    function("/api/staff/contact-delete", "customer={customer}&contact={contact}", CHANGE),
    function("/api/staff/comment-add", "customer={customer}&body=Hei", CHANGE),
    function(
        "/api/staff/comment-change",
        "customer={customer}&comment={comment}&version=1&body=Hei&author={author}&at=2026-01-02 03:04",
        CHANGE,
    ),
    function("/api/staff/comment-fix", "customer={customer}&comment={comment}&fixed=true", CHANGE),
    function("/api/staff/comment-delete", "customer={customer}&comment={comment}", CHANGE),
    function(
        "/api/staff/presence",
        "customer={customer}&stream=01900000-0000-7000-8000-000000000000&field=field-phone",
        READ,
    ),
    function("/api/staff/look", "customer={customer}&looked=contacts 2026-01-02T03:04:05Z", READ),
    function("/api/staff/bulk-choose", "customer={customer}&query=scope%3Dfirm", REGISTER),
    function("/api/staff/bulk-preview", "chosen={chosen}&field=nickname&patch[nickname]=Ny", CHANGE),
    function("/api/staff/bulk-confirm", "chosen={chosen}", CHANGE),
    function("/api/staff/job-stop", "job={job}", OWN),
    function("/api/staff/job-undo", "job={job}", CHANGE),
    function("/api/staff/undo", "customer={customer}&entry={entry}", CHANGE),
];
