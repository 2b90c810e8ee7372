//! What some customers have agreed on: factors of their own.
//!
//! Taken from the customer's number and not drawn, so that every firm has some of each.

use super::{customer::Draft, firm::Firm};
use domain::{customer::CustomerKind, list::ListKind};
use store::demo::{Day, FactorRow};

/// Factors: every eighth company has one for all roles, and for a role another that was raised once.
pub(super) fn factors(firm: &mut Firm, draft: &Draft) -> Vec<FactorRow> {
    let number = usize::try_from(draft.row.number).unwrap_or_default();
    let is_shown = draft.row.name.starts_with("Bodø Sveis");
    if draft.row.kind == CustomerKind::Private || !(is_shown || number % 8 == 3) {
        return Vec::new();
    }
    let role = firm.lists.of(ListKind::Role, if is_shown { 0 } else { number / 8 });
    let age = draft.age.max(30);
    let raised = age / 2;
    let step = i32::try_from(number % 4).unwrap_or_default() * 25;
    let ended = Day(firm.clock.at(raised, 9 * 60).day().0 - 1);
    // Role, factor, days ago that it began, and when it ended.
    let rows =
        [(None, 1800 + step, age, None), (role, 1875 + step, age, Some(ended)), (role, 1925 + step, raised, None)];
    rows.into_iter()
        .map(|(role, factor, from, valid_to)| {
            let at = firm.clock.at(from, 9 * 60);
            FactorRow {
                tenant_id: firm.tenant,
                id: firm.ids.factor(),
                customer_id: draft.row.id,
                role,
                factor,
                valid_from: at.day(),
                valid_to,
                created_at: at,
                created_by: Some(draft.responsible.id),
            }
        })
        .collect()
}
