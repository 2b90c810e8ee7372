//! The rows of what stands around customers: relations, responsibles, and those whom the firm hires out.

use super::{
    copy::{Row, put},
    moment::{Day, Moment, TimeOfDay},
    rows::declare_rows,
};
use domain::id::{
    ActivityId, ContactId, CustomerId, DepartmentId, EmployeeId, ListItemId, PlacementId, RelationId, ResponsibleId,
    TenantId, UserId,
};

declare_rows! {
    /// A relation of a customer to another.
    "customer_relation" RelationRow {
        /// The firm.
        tenant_id: TenantId,
        /// Its identity.
        id: RelationId,
        /// The customer.
        customer_id: CustomerId,
        /// The other.
        other_id: CustomerId,
        /// A contact person of the other.
        contact_id: Option<ContactId>,
        /// Its kind.
        kind: ListItemId,
        /// What else is to be said.
        note: &'static str,
    }
    /// A member of staff with a title at a customer.
    "customer_responsible" ResponsibleRow {
        /// The firm.
        tenant_id: TenantId,
        /// Its identity.
        id: ResponsibleId,
        /// The customer.
        customer_id: CustomerId,
        /// The member of staff.
        user_id: UserId,
        /// The title.
        title: ListItemId,
    }
    /// Somebody whom the firm hires out.
    "employee" EmployeeRow {
        /// The firm.
        tenant_id: TenantId,
        /// Their identity.
        id: EmployeeId,
        /// Employee number.
        number: i64,
        /// First name.
        first_name: String,
        /// Last name.
        last_name: String,
        /// E-mail address.
        email: Option<String>,
        /// Mobile, E.164.
        mobile: Option<String>,
        /// What they work as.
        profession: Option<String>,
        /// Their department.
        department_id: Option<DepartmentId>,
        /// When they left.
        ended_at: Option<Moment>,
        /// When they were added.
        created_at: Moment,
    }
    /// An employee at a customer.
    "customer_employee" PlacementRow {
        /// The firm.
        tenant_id: TenantId,
        /// Its identity.
        id: PlacementId,
        /// The customer.
        customer_id: CustomerId,
        /// Who is there.
        employee_id: EmployeeId,
        /// As what.
        role: Option<String>,
        /// The first day.
        starts_on: Day,
        /// The last day.
        ends_on: Option<Day>,
        /// When it was added.
        created_at: Moment,
    }
    /// What is done with a customer.
    "activity" ActivityRow {
        /// The firm.
        tenant_id: TenantId,
        /// Its identity.
        id: ActivityId,
        /// The customer.
        customer_id: CustomerId,
        /// Its type.
        activity_type: ListItemId,
        /// The type's kind.
        kind: &'static str,
        /// What it is called.
        title: &'static str,
        /// The day.
        starts_on: Day,
        /// The time of day.
        starts_at: Option<TimeOfDay>,
        /// When it ends.
        ends_at: Option<TimeOfDay>,
        /// How far it is.
        state: &'static str,
        /// Who sees to it.
        responsible: UserId,
        /// Members of staff who take part.
        colleagues: Vec<UserId>,
        /// Contact persons who take part.
        contacts: Vec<ContactId>,
        /// When it was added.
        created_at: Moment,
        /// By whom.
        created_by: Option<UserId>,
    }
}
