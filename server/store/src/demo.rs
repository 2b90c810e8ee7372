//! Demo data: the rows of made-up firms, and the one way in which they come into the database.
//!
//! The server makes the rows up (`kundekort::demo`), this module knows the tables. All of it is
//! one transaction: a load that fails leaves nothing behind.

use crate::{Store, StoreError};
use domain::{
    address::SameAs,
    country::Country,
    customer::{CustomerKind, CustomerType},
    id::{ChangeId, CommentId, ContactId, CustomerId, DepartmentId, ListItemId, TenantId, UserId},
    list::{ListKind, StatusMeaning},
    user::Role,
};
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

/// A moment in milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub i64);

/// A UUID in the form of version 7 (RFC 9562, 5.7) with nothing random in it: milliseconds since
/// 1970 (48 bits), then 12 and 62 bits that the caller chooses.
#[must_use]
pub fn version_7(millis: u64, twelve: u16, rest: u64) -> Uuid {
    let high = (u128::from(millis & 0xFFFF_FFFF_FFFF) << 16) | 0x7000 | u128::from(twelve & 0xFFF);
    Uuid::from_u128((high << 64) | (0b10 << 62) | u128::from(rest >> 2))
}

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

/// Rows of one firm that are loaded together; what they refer to is in them or came before.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "each is the rows of its table")]
pub struct Batch {
    pub tenants: Vec<TenantRow>,
    pub departments: Vec<DepartmentRow>,
    pub users: Vec<UserRow>,
    pub list_items: Vec<ListItemRow>,
    pub customers: Vec<CustomerRow>,
    pub contacts: Vec<ContactRow>,
    pub comments: Vec<CommentRow>,
    pub changes: Vec<ChangeRow>,
}

/// How many rows of each table were loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the number of rows of its table")]
pub struct Counts {
    pub tenants: u64,
    pub departments: u64,
    pub users: u64,
    pub list_items: u64,
    pub customers: u64,
    pub contacts: u64,
    pub comments: u64,
    pub changes: u64,
}

/// What came of a load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The rows are in the database.
    Loaded(Counts),
    /// A firm of that name is there already; nothing was done.
    AlreadyThere,
}

impl Store {
    /// Loads demo data on a connection of the pool; see [`load`].
    ///
    /// # Errors
    /// As [`load`].
    pub async fn load_demo(&self, batches: impl IntoIterator<Item = Batch>) -> Result<Outcome, StoreError> {
        load(&mut *self.pool().acquire().await?, batches).await
    }
}

/// Loads demo data, all or nothing, unless a firm of the first batch is there by name.
///
/// The connection must be the owner's of the tables. The tables are locked for everybody until
/// the load is done.
///
/// # Errors
/// When the database fails or refuses a row.
pub async fn load(
    connection: &mut PgConnection,
    batches: impl IntoIterator<Item = Batch>,
) -> Result<Outcome, StoreError> {
    let mut batches = batches.into_iter().peekable();
    let names: Vec<String> = batches
        .peek()
        .map(|first| first.tenants.iter().map(|tenant| tenant.name.clone()).collect())
        .unwrap_or_default();
    let mut transaction = connection.begin().await?;
    sqlx::raw_sql(OPEN).execute(&mut *transaction).await?;
    let there: bool = sqlx::query_scalar("select exists (select from tenant where name = any ($1))")
        .bind(names)
        .fetch_one(&mut *transaction)
        .await?;
    if there {
        transaction.rollback().await?;
        return Ok(Outcome::AlreadyThere);
    }
    sqlx::raw_sql(DROP).execute(&mut *transaction).await?;
    let mut counts = Counts::default();
    for batch in batches {
        counts.tenants += copy(&mut transaction, &batch.tenants).await?;
        counts.departments += copy(&mut transaction, &batch.departments).await?;
        counts.users += copy(&mut transaction, &batch.users).await?;
        counts.list_items += copy(&mut transaction, &batch.list_items).await?;
        counts.customers += copy(&mut transaction, &batch.customers).await?;
        counts.contacts += copy(&mut transaction, &batch.contacts).await?;
        counts.comments += copy(&mut transaction, &batch.comments).await?;
        counts.changes += copy(&mut transaction, &batch.changes).await?;
    }
    sqlx::raw_sql(CREATE).execute(&mut *transaction).await?;
    sqlx::raw_sql(CLOSE).execute(&mut *transaction).await?;
    transaction.commit().await?;
    // Not only statistics: with the visibility map the first reads are as fast as all later ones.
    sqlx::raw_sql("vacuum (analyze) tenant, department, app_user, list_item, customer, contact, comment, change_log")
        .execute(connection)
        .await?;
    Ok(Outcome::Loaded(counts))
}

/// Sets aside what stands in the way of COPY, which the database refuses under row-level security,
/// whatever firm is set: the owner's own wall (the application's role stays walled), and the
/// triggers that would log each row once more, as the rows of the log are loaded too, and look for
/// a contact before there is any. The trigger that keeps the directory of accounts stays on.
const OPEN: &str = "
    alter table tenant no force row level security;
    alter table department no force row level security;
    alter table app_user no force row level security;
    alter table list_item no force row level security, disable trigger user;
    alter table customer no force row level security, disable trigger user;
    alter table contact no force row level security, disable trigger user;
    alter table comment no force row level security, disable trigger user;
    alter table change_log no force row level security";

/// Puts back what [`OPEN`] set aside.
const CLOSE: &str = "
    alter table tenant force row level security;
    alter table department force row level security;
    alter table app_user force row level security;
    alter table list_item force row level security, enable trigger user;
    alter table customer force row level security, enable trigger user;
    alter table contact force row level security, enable trigger user;
    alter table comment force row level security, enable trigger user;
    alter table change_log force row level security";

/// Drops what costs a fraction when it is made once at the end: indexes that no constraint stands
/// on, and foreign keys, which are then checked for all rows together.
const DROP: &str = "
    create temporary table demo_later on commit drop as
      select 'drop index ' || indexrelid::regclass as away, pg_get_indexdef(indexrelid) as back from pg_index
      where indrelid in ('customer'::regclass, 'contact'::regclass, 'comment'::regclass, 'change_log'::regclass) and not indisunique
      union all
      select format('alter table %s drop constraint %I', conrelid::regclass, conname),
        format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
      where conrelid in ('customer'::regclass, 'contact'::regclass, 'comment'::regclass) and contype = 'f';
    do $$ declare it record; begin
      for it in select away from demo_later loop execute it.away; end loop;
    end $$";

/// Makes again what [`DROP`] dropped.
const CREATE: &str = "
    set local maintenance_work_mem = '512MB';
    do $$ declare it record; begin
      for it in select back from demo_later loop execute it.back; end loop;
    end $$";

/// Copies rows into their table; answers how many.
async fn copy<R: Row>(connection: &mut PgConnection, rows: &[R]) -> Result<u64, StoreError> {
    if rows.is_empty() {
        return Ok(0);
    }
    let mut into = connection.copy_in_raw(R::COPY).await?;
    // Signature, flags and length of the header's extension (PostgreSQL: COPY, "Binary Format").
    let mut out = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0".to_vec();
    for row in rows {
        out.extend_from_slice(&R::COLUMNS.to_be_bytes());
        row.put(&mut out);
        if out.len() > 1 << 20 {
            into.send(std::mem::take(&mut out)).await?;
        }
    }
    out.extend_from_slice(&(-1_i16).to_be_bytes());
    into.send(out).await?;
    Ok(into.finish().await?)
}

/// A row that COPY takes.
trait Row {
    /// The statement.
    const COPY: &'static str;
    /// How many columns it names.
    const COLUMNS: i16;

    /// Writes all columns in the binary format.
    fn put(&self, out: &mut Vec<u8>);
}

/// A value of a column.
trait Value {
    /// Writes the value as the database's binary input takes it; whether there is one at all.
    fn write(&self, out: &mut Vec<u8>) -> bool;
}

/// Writes one column: its length and the value, or -1 for null.
fn put(value: &impl Value, out: &mut Vec<u8>) {
    let start = out.len();
    out.extend_from_slice(&(-1_i32).to_be_bytes());
    if value.write(out) {
        // A value of 2 GiB can't be, and if it were, PostgreSQL would refuse the wrong length.
        let length = i32::try_from(out.len() - start - 4).unwrap_or(i32::MAX);
        if let Some(place) = out.get_mut(start..start + 4) {
            place.copy_from_slice(&length.to_be_bytes());
        }
    }
}

/// Declares how values of types are written: the bytes that stand for each.
macro_rules! values {
    ($($type:ty: $it:ident => $bytes:expr;)+) => {$(
        impl Value for $type {
            fn write(&self, out: &mut Vec<u8>) -> bool {
                let $it = self;
                out.extend_from_slice($bytes.as_ref());
                true
            }
        }
    )+};
}

values! {
    String: it => it;
    &'static str: it => it;
    bool: it => [u8::from(*it)];
    i32: it => it.to_be_bytes();
    i64: it => it.to_be_bytes();
    Uuid: it => it.as_bytes();
    TenantId: it => it.0.as_bytes();
    DepartmentId: it => it.0.as_bytes();
    UserId: it => it.0.as_bytes();
    ListItemId: it => it.0.as_bytes();
    CustomerId: it => it.0.as_bytes();
    ContactId: it => it.0.as_bytes();
    CommentId: it => it.0.as_bytes();
    ChangeId: it => it.0.as_bytes();
    Country: it => it.code();
    CustomerKind: it => it.key();
    CustomerType: it => it.key();
    SameAs: it => it.key();
    ListKind: it => it.key();
    StatusMeaning: it => it.key();
    Role: it => it.key();
    // Microseconds since 2000-01-01 UTC.
    Moment: it => ((it.0 - 946_684_800_000) * 1000).to_be_bytes();
    // The version of jsonb's format, then the text.
    serde_json::Value: it => format!("\u{1}{it}");
}

impl<V: Value> Value for Option<V> {
    fn write(&self, out: &mut Vec<u8>) -> bool {
        self.as_ref().is_some_and(|value| value.write(out))
    }
}

/// `uuid[]`: dimensions, whether there are nulls, the element type's OID, then the only dimension's length and lower bound.
impl Value for Vec<ListItemId> {
    fn write(&self, out: &mut Vec<u8>) -> bool {
        const UUID: i32 = 2950;
        let length = i32::try_from(self.len()).unwrap_or(i32::MAX);
        let head = if self.is_empty() { &[0, 0, UUID][..] } else { &[1, 0, UUID, length, 1] };
        out.extend(head.iter().flat_map(|number| number.to_be_bytes()));
        for id in self {
            put(id, out);
        }
        true
    }
}
