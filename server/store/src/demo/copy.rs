//! COPY in PostgreSQL's binary format.

use super::moment::{Day, Moment, TimeOfDay};
use crate::StoreError;
use domain::{
    address::SameAs,
    country::Country,
    customer::{CustomerKind, CustomerType},
    id::{
        ActivityId, ChangeId, CommentId, ContactId, CustomerId, DepartmentId, EmployeeId, FactorId, InvoiceLineId,
        LinkId, ListItemId, PayRateId, PlacementId, RelationId, ResponsibleId, TenantId, UserId,
    },
    list::{ListKind, StatusMeaning},
    user::Role,
};
use sqlx::PgConnection;
use uuid::Uuid;

/// Copies rows into their table; answers how many.
pub(super) async fn copy<R: Row>(connection: &mut PgConnection, rows: &[R]) -> Result<u64, StoreError> {
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
pub(super) trait Row {
    /// The statement.
    const COPY: &'static str;
    /// How many columns it names.
    const COLUMNS: i16;

    /// Writes all columns in the binary format.
    fn put(&self, out: &mut Vec<u8>);
}

/// A value of a column.
pub(super) trait Value {
    /// Writes the value as the database's binary input takes it; whether there is one at all.
    fn write(&self, out: &mut Vec<u8>) -> bool;
}

/// Writes one column: its length and the value, or -1 for null.
pub(super) fn put(value: &impl Value, out: &mut Vec<u8>) {
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
    LinkId: it => it.0.as_bytes();
    RelationId: it => it.0.as_bytes();
    ResponsibleId: it => it.0.as_bytes();
    FactorId: it => it.0.as_bytes();
    PayRateId: it => it.0.as_bytes();
    InvoiceLineId: it => it.0.as_bytes();
    ListItemId: it => it.0.as_bytes();
    CustomerId: it => it.0.as_bytes();
    ContactId: it => it.0.as_bytes();
    CommentId: it => it.0.as_bytes();
    EmployeeId: it => it.0.as_bytes();
    PlacementId: it => it.0.as_bytes();
    Day: it => it.0.to_be_bytes();
    // Microseconds since midnight.
    TimeOfDay: it => (it.0 * 60_000_000).to_be_bytes();
    ActivityId: it => it.0.as_bytes();
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
impl<Id: Value> Value for Vec<Id> {
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
