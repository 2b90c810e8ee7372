//! Factors that a customer has agreed on, which count before the term that it follows (seed 000:65).

use super::Period;
use crate::id::{FactorId, ListItemId};
use serde::{Deserialize, Serialize};

/// A factor for a role, or for all of them, for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactorRow {
    /// Its identity.
    pub id: FactorId,
    /// Which save this is.
    pub version: i32,
    /// The role; none for all roles.
    pub role: Option<ListItemId>,
    /// What pay is multiplied by, in thousandths.
    pub factor: i64,
    /// When it holds.
    #[serde(flatten)]
    pub period: Period,
}

/// The factor that the customer has agreed on for a role on a day: the role's own, or else that of all roles. None
/// where it has agreed on nothing, and the term counts.
#[must_use]
pub fn counting<'a>(rows: &'a [FactorRow], role: Option<ListItemId>, day: &str) -> Option<&'a FactorRow> {
    let of = |wanted: Option<ListItemId>| rows.iter().find(|row| row.role == wanted && row.period.holds(day));
    role.and_then(|role| of(Some(role))).or_else(|| of(None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::country::Country;
    use uuid::Uuid;

    #[test]
    fn a_roles_factor_counts_before_that_of_all_roles_while_it_holds() {
        let (welder, painter) = (ListItemId(Uuid::from_u128(1)), ListItemId(Uuid::from_u128(2)));
        let row = |id: u128, role, factor, from: &str, to: &str| FactorRow {
            id: FactorId(Uuid::from_u128(id)),
            version: 1,
            role,
            factor,
            period: Period::parse(from, to, "", Country::NORWAY).unwrap(),
        };
        let rows = [row(1, None, 1800, "2026-01-01", ""), row(2, Some(welder), 1950, "2026-03-01", "2026-05-31")];
        let of = |role, day: &str| counting(&rows, role, day).map(|row| row.factor);
        assert_eq!((of(Some(welder), "2026-04-01"), of(Some(painter), "2026-04-01")), (Some(1950), Some(1800)));
        assert_eq!((of(Some(welder), "2026-06-01"), of(None, "2026-06-01")), (Some(1800), Some(1800)));
        assert_eq!(of(Some(welder), "2025-12-31"), None, "the term counts");
    }
}
