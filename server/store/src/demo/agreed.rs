//! The rows of what customers have agreed on.

use super::{
    copy::{Row, put},
    moment::{Day, Moment},
    rows::declare_rows,
};
use domain::id::{CustomerId, FactorId, InvoiceLineId, ListItemId, PayRateId, TenantId, UserId};

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
    /// A rate of the pay matrix.
    "pay_rate" RateRow {
        /// The firm.
        tenant_id: TenantId,
        /// Its identity.
        id: PayRateId,
        /// The customer.
        customer_id: CustomerId,
        /// The role; none for all roles.
        role: Option<ListItemId>,
        /// The kind of rate.
        rate_kind: ListItemId,
        /// What is paid for an hour, in hundredths.
        pay: i64,
        /// What is charged for it, in hundredths.
        charge: i64,
        /// The currency of both.
        currency: &'static str,
        /// The first day.
        valid_from: Day,
        /// The last day; none where it goes on.
        valid_to: Option<Day>,
        /// When it was agreed on.
        created_at: Moment,
        /// Who noted it.
        created_by: Option<UserId>,
    }
    /// A fixed line of invoices.
    "invoice_line" LineRow {
        /// The firm.
        tenant_id: TenantId,
        /// Its identity.
        id: InvoiceLineId,
        /// The customer.
        customer_id: CustomerId,
        /// Its place among the lines.
        place: i32,
        /// The article's number.
        article: &'static str,
        /// What it says.
        text: &'static str,
        /// How many, in thousandths.
        quantity: i64,
        /// What one costs, in hundredths.
        unit_price: i64,
        /// Which rate of value added tax.
        vat_code: &'static str,
        /// When it was added.
        created_at: Moment,
        /// Who added it.
        created_by: Option<UserId>,
    }
}
