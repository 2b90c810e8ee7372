//! What some customers have agreed on: factors of their own, rates by the hour, lines on each invoice.
//!
//! Taken from the customer's number and not drawn, so that every firm has some of each.

use super::{customer::Draft, firm::Firm};
use domain::{country::Country, customer::CustomerKind, list::ListKind};
use store::demo::{Day, FactorRow, LineRow, RateRow};

/// Factors: every eighth company has one for all roles, and for a role another that was raised once.
pub(super) fn factors(firm: &mut Firm, draft: &Draft) -> Vec<FactorRow> {
    let Some((number, is_shown)) = has_some(draft, 8, 3) else { return Vec::new() };
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

/// The customer's number, and whether it is the one that pictures show, where it has such agreements: companies of
/// which one in `every` does.
fn has_some(draft: &Draft, every: usize, rest: usize) -> Option<(usize, bool)> {
    let number = usize::try_from(draft.row.number).unwrap_or_default();
    let is_shown = draft.row.name.starts_with("Bodø Sveis");
    (draft.row.kind != CustomerKind::Private && (is_shown || number % every == rest)).then_some((number, is_shown))
}

/// Rates: every tenth company has some for two roles, ordinary, overtime and nights; a year ago they were lower.
pub(super) fn rates(firm: &mut Firm, draft: &Draft) -> Vec<RateRow> {
    let Some((number, is_shown)) = has_some(draft, 10, 4) else { return Vec::new() };
    let at = firm.clock.at(draft.age.max(30), 9 * 60);
    let currency = if firm.profile.country == Country::NORWAY { "NOK" } else { "SEK" };
    let raised = firm.clock.at(draft.age.max(30) / 2, 9 * 60).day();
    let mut rows = Vec::new();
    for place in 0..2 {
        let role = firm.lists.of(ListKind::Role, if is_shown { place } else { number / 10 + place });
        let pay = 22_500 + i64::try_from((number + place * 3) % 8).unwrap_or_default() * 1_000;
        // Kind of rate and what it is of the ordinary one, in percent.
        for (kind, percent) in [(0, 100), (1, 150), (2, 200), (4, 145)].into_iter().take(4 - place) {
            let Some(rate_kind) = firm.lists.of(ListKind::RateKind, kind) else { continue };
            let mut row = |pay: i64, valid_from, valid_to| RateRow {
                tenant_id: firm.tenant,
                id: firm.ids.rate(),
                customer_id: draft.row.id,
                role,
                rate_kind,
                pay: pay * percent / 100,
                charge: pay * percent / 100 * 185 / 100,
                currency,
                valid_from,
                valid_to,
                created_at: at,
                created_by: Some(draft.responsible.id),
            };
            if kind == 0 {
                rows.push(row(pay - 900, at.day(), Some(Day(raised.0 - 1))));
            }
            rows.push(row(pay, if kind == 0 { raised } else { at.day() }, None));
        }
    }
    rows
}

/// Lines on each invoice: every ninth company has one or two.
pub(super) fn lines(firm: &mut Firm, draft: &Draft) -> Vec<LineRow> {
    let Some((number, is_shown)) = has_some(draft, 9, 2) else { return Vec::new() };
    let at = firm.clock.at(draft.age.max(30), 9 * 60);
    let is_norway = firm.profile.country == Country::NORWAY;
    let texts = if is_norway {
        [("900", "Miljøgebyr", 1_000, 4_900), ("910", "Leie av verktøykasse", 2_000, 12_500)]
    } else {
        [("900", "Miljöavgift", 1_000, 4_900), ("910", "Hyra av verktygslåda", 2_000, 12_500)]
    };
    let count = if is_shown || number % 2 == 0 { 2 } else { 1 };
    texts
        .into_iter()
        .zip(1..)
        .take(count)
        .map(|((article, text, quantity, unit_price), place)| LineRow {
            tenant_id: firm.tenant,
            id: firm.ids.line(),
            customer_id: draft.row.id,
            place,
            article,
            text,
            quantity,
            unit_price,
            vat_code: "standard",
            created_at: at,
            created_by: Some(draft.responsible.id),
        })
        .collect()
}
