//! Forms of somebody who has been signed out meanwhile, without a script: what was typed comes back, to be sent again.

use super::GO_ON;
use domain::id::UserId;

/// Forms with something typed, beside those that go on at another customer.
const TYPED: [&str; 24] = [
    "/api/staff/activity-change",
    "/api/staff/agreement-add",
    "/api/staff/agreement-change",
    "/api/staff/contact-fields",
    "/api/staff/department-add",
    "/api/staff/department-rename",
    "/api/staff/department-terms",
    "/api/staff/dialog-answer",
    "/api/staff/employee-add",
    "/api/staff/employee-change",
    "/api/staff/enquiry-handle",
    "/api/staff/list-add",
    "/api/staff/list-rename",
    "/api/staff/own-field-add",
    "/api/staff/own-field-change",
    "/api/staff/placement-change",
    "/api/staff/portal-change",
    "/api/staff/register-customer",
    "/api/staff/relation-change",
    "/api/staff/responsible-change",
    "/api/staff/settings",
    "/api/staff/signature",
    "/api/staff/template-add",
    "/api/staff/template-change",
];

/// Whether a form has something typed.
pub(super) fn is_typed(path: &str) -> bool {
    TYPED.contains(&path) || GO_ON.contains(&path)
}

/// Whose form it is, where it says so.
pub(super) fn owner(typed: &[(String, String)]) -> Option<UserId> {
    typed.iter().find(|(name, _)| name == "owner").and_then(|(_, owner)| owner.parse().ok())
}

/// Whether what was typed can be kept for its sender: it is known who that is, and taken from nobody else.
pub(super) fn is_kept(who: Option<UserId>, path: &str, typed: &[(String, String)]) -> bool {
    owner(typed).is_some() || (who.is_some() && is_typed(path))
}

/// What was typed, with whose it is.
pub(super) fn of(who: Option<UserId>, mut typed: Vec<(String, String)>) -> Vec<(String, String)> {
    if let (None, Some(who)) = (owner(&typed), who) {
        typed.push(("owner".to_owned(), who.to_string()));
    }
    typed
}
