//! The rows of what customers have agreed on.

use super::{
    copy::{Row, put},
    rows::{Day, Moment, declare_rows},
};
use domain::id::{CustomerId, FactorId, ListItemId, TenantId, UserId};

declare_rows! {
    /// A factor for a role, or for all.
    "factor_agreement" FactorRow {
        /// The firm.
        tenant_id: TenantId,
        /// Its identity.
        id: FactorId,
        /// The customer.
        customer_id: CustomerId,
        /// The role; none for all roles.
        role: Option<ListItemId>,
        /// In thousandths.
        factor: i32,
        /// The first day.
        valid_from: Day,
        /// The last day; none where it goes on.
        valid_to: Option<Day>,
        /// When it was agreed on.
        created_at: Moment,
        /// Who noted it.
        created_by: Option<UserId>,
    }
}
