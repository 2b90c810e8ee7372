//! Identifiers that are the same for the same seed: version 7 in form, but counted, not timed.

use super::random::mixed;
use domain::id::{
    ActivityId, ChangeId, CommentId, ContactId, CustomerId, DepartmentId, EmployeeId, FactorId, InvoiceLineId, LinkId,
    ListItemId, PayRateId, PlacementId, RelationId, ResponsibleId, TenantId, UserId,
};
use store::demo::version_7;

/// 2020-01-01 UTC in milliseconds: what is made by hand later sorts after the demo's rows.
const BASE: u64 = 1_577_836_800_000;

/// Counts identifiers of one firm, each kind for itself.
#[derive(Debug)]
pub(super) struct Ids {
    seed: u64,
    firm: u8,
    counted: [u64; 17],
}

/// Declares one function a kind: its name, its type, its place among the counters.
macro_rules! kinds {
    ($($name:ident $id:ident $place:literal;)+) => {$(
        #[doc = concat!("The next `", stringify!($id), "`.")]
        pub(super) fn $name(&mut self) -> $id {
            let counter = &mut self.counted[$place];
            *counter += 1;
            // One millisecond each: their order is the order of the identifiers.
            let kind = u16::from(self.firm) << 8 | $place;
            $id(version_7(BASE + *counter, kind, mixed(self.seed ^ u64::from(kind) << 48 ^ *counter)))
        }
    )+};
}

impl Ids {
    /// Identifiers of one firm; `firm` is below 16.
    pub(super) const fn new(seed: u64, firm: u8) -> Self {
        Self { seed, firm, counted: [0; 17] }
    }

    kinds! {
        tenant TenantId 0;
        department DepartmentId 1;
        user UserId 2;
        list_item ListItemId 3;
        customer CustomerId 4;
        contact ContactId 5;
        comment CommentId 6;
        change ChangeId 7;
        link LinkId 8;
        relation RelationId 9;
        responsible ResponsibleId 10;
        employee EmployeeId 11;
        placement PlacementId 12;
        factor FactorId 13;
        rate PayRateId 14;
        line InvoiceLineId 15;
        activity ActivityId 16;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_of_version_7_and_rise() {
        let mut ids = Ids::new(1, 1);
        let (first, second) = (ids.customer(), ids.customer());
        assert!(first < second);
        assert_eq!(first.0.get_version_num(), 7);
        assert_eq!(first.to_string().chars().nth(19).map(|c| "89ab".contains(c)), Some(true));
    }

    #[test]
    fn kinds_and_firms_never_share_one() {
        let mut ours = Ids::new(1, 1);
        let mut theirs = Ids::new(1, 2);
        assert_ne!(ours.customer().0, ours.contact().0);
        assert_ne!(ours.user().0, theirs.user().0);
    }
}
