//! The rows of the demo data: one structure a table, its fields named as the columns.

use super::{
    copy::{Row, put},
    moment::Moment,
};
use domain::{
    address::SameAs,
    country::Country,
    customer::{CustomerKind, CustomerType},
    id::{ChangeId, CommentId, ContactId, CustomerId, DepartmentId, LinkId, ListItemId, TenantId, UserId},
    list::{ListKind, StatusMeaning},
    user::Role,
};
use uuid::Uuid;

/// Declares the rows of tables: one structure each, its fields named as the columns.
macro_rules! rows {
    ($(
        $(#[$doc:meta])* $table:literal $name:ident {
            $(#[$first_doc:meta])* $first:ident: $first_type:ty,
            $($(#[$field_doc:meta])* $field:ident: $type:ty,)+
        }
    )+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $(#[$first_doc])* pub $first: $first_type,
            $($(#[$field_doc])* pub $field: $type,)+
        }

        impl Row for $name {
            const COPY: &'static str = concat!(
                "copy ", $table, " (", stringify!($first), $(", ", stringify!($field),)+ ") from stdin (format binary)"
            );
            const COLUMNS: i16 = 1 $(+ { let _ = stringify!($field); 1 })+;

            fn put(&self, out: &mut Vec<u8>) {
                put(&self.$first, out);
                $(put(&self.$field, out);)+
            }
        }
    )+};
}
pub(super) use rows as declare_rows;

rows! {
    /// A firm.
    "tenant" TenantRow {
        /// Its identity.
        id: TenantId,
        /// What it is called.
        name: String,
        /// Its country.
        country: Country,
        /// Its time zone by IANA name.
        time_zone: String,
        /// Where routes start, on one line.
        start_address: String,
    }
    /// A department of a firm.
    "department" DepartmentRow {
        /// The firm.
        tenant_id: TenantId,
        /// Its identity.
        id: DepartmentId,
        /// What it is called.
        name: String,
        /// Place among them, from 0.
        position: i32,
    }
    /// A member of a firm's staff.
    "app_user" UserRow {
        /// The firm.
        tenant_id: TenantId,
        /// Their identity.
        id: UserId,
        /// First and last name.
        name: String,
        /// The address with which they sign in.
        email: String,
        /// Hash of their password, as a PHC string.
        password_hash: String,
        /// What they may do.
        role: Role,
        /// Their department.
        department_id: Option<DepartmentId>,
    }
    /// A value of one of the firm's lists.
    "list_item" ListItemRow {
        /// The firm.
        tenant_id: TenantId,
        /// Its identity.
        id: ListItemId,
        /// The list.
        kind: ListKind,
        /// Norwegian name.
        nb: String,
        /// Swedish name.
        sv: String,
        /// English name.
        en: String,
        /// Official code; empty where it has none.
        code: String,
        /// What a status means; `None` in all other lists.
        meaning: Option<StatusMeaning>,
        /// Place in the list, from 0.
        position: i32,
        /// Whether customers with the status are members.
        is_member: bool,
        /// Whether it is looked after; a free tag is not.
        is_managed: bool,
        /// What activities of a type are.
        activity_kind: Option<&'static str>,
        /// Norwegian name of a kind of relation from its other side.
        inverse_nb: String,
        /// Swedish name from its other side.
        inverse_sv: String,
        /// English name from its other side.
        inverse_en: String,
        /// What a collective agreement says of working hours.
        working_hours: Option<serde_json::Value>,
        /// How the days of a payment term are counted, by its key.
        term_kind: Option<&'static str>,
        /// How many days it has.
        term_days: Option<i32>,
    }
    /// A customer.
    "customer" CustomerRow {
        /// The firm.
        tenant_id: TenantId,
        /// Its identity.
        id: CustomerId,
        /// Customer number, unique in the firm.
        number: i64,
        /// Its name.
        name: String,
        /// What colleagues call it.
        nickname: Option<String>,
        /// Digits with a right check digit.
        organisation_number: Option<String>,
        /// Company or private.
        kind: CustomerKind,
        /// Ordinary, temporary or prospect.
        customer_type: CustomerType,
        /// Its country.
        country: Country,
        /// Industry.
        industry: Option<ListItemId>,
        /// Status.
        status: ListItemId,
        /// The consultant who is responsible.
        responsible: UserId,
        /// Phone, E.164.
        phone: Option<String>,
        /// Mobile, E.164.
        mobile: Option<String>,
        /// E-mail address.
        email: Option<String>,
        /// Web address with scheme.
        website: Option<String>,
        /// Street of the visiting address.
        visiting_street: Option<String>,
        /// Postal code of the visiting address, digits.
        visiting_postal_code: Option<String>,
        /// Place of the visiting address.
        visiting_place: Option<String>,
        /// Country of the visiting address.
        visiting_country: Option<Country>,
        /// Where the postal address is taken from.
        postal_same_as: SameAs,
        /// Street or box of the postal address.
        postal_street: Option<String>,
        /// Postal code of the postal address, digits.
        postal_postal_code: Option<String>,
        /// Place of the postal address.
        postal_place: Option<String>,
        /// Country of the postal address.
        postal_country: Option<Country>,
        /// How to find the way, in words.
        directions: Option<String>,
        /// Where the invoice address is taken from.
        invoice_same_as: SameAs,
        /// Street or box of the invoice address.
        invoice_street: Option<String>,
        /// Postal code of the invoice address, digits.
        invoice_postal_code: Option<String>,
        /// Place of the invoice address.
        invoice_place: Option<String>,
        /// Country of the invoice address.
        invoice_country: Option<Country>,
        /// Where the delivery address is taken from.
        delivery_same_as: SameAs,
        /// Street of the delivery address.
        delivery_street: Option<String>,
        /// Postal code of the delivery address, digits.
        delivery_postal_code: Option<String>,
        /// Place of the delivery address.
        delivery_place: Option<String>,
        /// Country of the delivery address.
        delivery_country: Option<Country>,
        /// Days until its invoices are due, where it has its own.
        payment_days: Option<i32>,
        /// Its payment term.
        payment_term: Option<ListItemId>,
        /// Its own mark-up factor on pay, in thousandths.
        markup_factor: Option<i32>,
        /// How its invoices are sent, where it has its own way.
        invoice_type: Option<&'static str>,
        /// Where its invoices are mailed to.
        invoice_email: Option<String>,
        /// Its reference on electronic invoices.
        ehf_reference: Option<&'static str>,
        /// The contact whom its invoices name.
        reference_person: Option<ContactId>,
        /// What stands on its orders.
        order_information: Option<&'static str>,
        /// The agreement that its assignments follow.
        assignment_agreement: Option<ListItemId>,
        /// The collective agreement that it follows.
        collective_agreement: Option<ListItemId>,
        /// Hours of a week there in hundredths, where it has its own.
        weekly_hours: Option<i32>,
        /// Working hours of a Friday, where it has its own.
        hours_friday: Option<&'static str>,
        /// What it asks of those who work there, in rising order.
        requirements: Vec<ListItemId>,
        /// The processes that it is in, in rising order.
        company_processes: Vec<ListItemId>,
        /// How an agency rates it.
        credit_rating: Option<&'static str>,
        /// What it may owe, in hundredths.
        credit_limit: Option<i64>,
        /// Kilometres to it.
        default_distance: Option<i32>,
        /// Notes.
        notes: Option<String>,
        /// Who is responsible for the personnel.
        personnel_consultant: Option<UserId>,
        /// Official industry code.
        industry_code: Option<String>,
        /// Industry association.
        industry_association: Option<ListItemId>,
        /// Level.
        level: Option<ListItemId>,
        /// District.
        district: Option<ListItemId>,
        /// How it was got.
        source: Option<ListItemId>,
        /// Type of company.
        company_type: Option<ListItemId>,
        /// Category.
        category: Option<ListItemId>,
        /// Opening balance in hundredths.
        opening_balance: Option<i64>,
        /// Departments, in rising order, as they stand among the values of lists.
        departments: Vec<ListItemId>,
        /// Groups, in rising order.
        groups: Vec<ListItemId>,
        /// Tags, in rising order.
        tags: Vec<ListItemId>,
        /// Attributes, in rising order.
        attributes: Vec<ListItemId>,
        /// Parent of the group of companies.
        parent_id: Option<CustomerId>,
        /// How often it was saved, from 1.
        version: i32,
        /// When it was registered.
        created_at: Moment,
        /// Who registered it.
        created_by: Option<UserId>,
        /// When it was last changed.
        changed_at: Moment,
        /// Who changed it last.
        changed_by: Option<UserId>,
    }
    /// A link to the internet.
    "customer_link" LinkRow {
        /// The firm.
        tenant_id: TenantId,
        /// Its identity.
        id: LinkId,
        /// The customer.
        customer_id: CustomerId,
        /// Its kind.
        kind: ListItemId,
        /// Where it leads.
        address: String,
    }
    /// A contact person.
    "contact" ContactRow {
        /// The firm.
        tenant_id: TenantId,
        /// Their identity.
        id: ContactId,
        /// The customer.
        customer_id: CustomerId,
        /// First name.
        first_name: String,
        /// Last name.
        last_name: String,
        /// Title.
        title: Option<ListItemId>,
        /// Position in words.
        position: Option<String>,
        /// What they are responsible for, in rising order.
        functions: Vec<ListItemId>,
        /// E-mail address.
        email: Option<String>,
        /// Mobile, E.164.
        mobile: Option<String>,
        /// Phone, E.164.
        phone: Option<String>,
        /// When they ceased to be a contact.
        ended_at: Option<Moment>,
        /// When they were registered.
        created_at: Moment,
        /// Who registered them.
        created_by: Option<UserId>,
        /// When they were last changed.
        changed_at: Moment,
        /// Who changed them last.
        changed_by: Option<UserId>,
    }
    /// A comment, fixed or in the stream.
    "comment" CommentRow {
        /// The firm.
        tenant_id: TenantId,
        /// Its identity.
        id: CommentId,
        /// The customer.
        customer_id: CustomerId,
        /// Whether it stands among the fixed ones.
        fixed: bool,
        /// What it says.
        body: String,
        /// Whom it names as its author.
        author_id: UserId,
        /// When it says it was written.
        written_at: Moment,
        /// Who was signed in.
        created_by: Option<UserId>,
        /// When it was.
        created_at: Moment,
        /// How often it was saved, from 1.
        version: i32,
        /// Whether its text was changed afterwards.
        body_changed: bool,
        /// When it was last changed.
        changed_at: Moment,
        /// Who changed it last.
        changed_by: Option<UserId>,
    }
    /// An entry of the change log.
    "change_log" ChangeRow {
        /// The firm.
        tenant_id: TenantId,
        /// Its identity.
        id: ChangeId,
        /// When.
        at: Moment,
        /// Who.
        user_id: Option<UserId>,
        /// Where the change came from.
        source: &'static str,
        /// The table of the changed row.
        table_name: &'static str,
        /// `INSERT` or `UPDATE`.
        operation: &'static str,
        /// The changed row.
        row_id: Uuid,
        /// The customer that it belongs to.
        customer_id: Option<CustomerId>,
        /// The row's version after the change.
        version: i32,
        /// `{"column": [old, new]}`.
        changes: serde_json::Value,
    }
}
