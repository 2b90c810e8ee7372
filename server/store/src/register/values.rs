//! What a row of the register is made of.

use super::condition::column;
use crate::fields;
use domain::{department_terms::BELONGS, field::Kind, filter::Column};
use sqlx::{Postgres, QueryBuilder};

/// Columns that every row has, whatever is shown: the list beside a customer and the cards on a
/// phone are made of them.
const ALWAYS: [&str; 10] = [
    "name",
    "nickname",
    "number",
    "status",
    "responsible",
    "visiting_place",
    "country",
    "visiting_country",
    "created_at",
    "changed_at",
];

pub(super) fn push_values(sql: &mut QueryBuilder<Postgres>, columns: &[Column]) {
    let mut keys: Vec<&'static str> = ALWAYS.to_vec();
    for of in columns {
        if !keys.contains(&column(*of)) {
            keys.push(column(*of));
        }
        // What a department has chosen counts for those that belong to it.
        if of.inherited().is_some() && !keys.contains(&BELONGS) {
            keys.push(BELONGS);
        }
        // A postal code is written as its country does.
        if let Column::Field(field) = of
            && let Kind::PostalCode { country } = field.kind
            && !keys.contains(&country)
        {
            keys.push(country);
        }
    }
    sql.push("jsonb_build_object(");
    for (at, key) in keys.into_iter().enumerate() {
        sql.push(if at > 0 { ", '" } else { "'" }).push(key);
        if key == "nickname" {
            sql.push("', case when (select nickname_used()) then c.nickname end");
        } else if key == "payment_days" {
            sql.push("', ").push(fields::days_of_credit("c"));
        } else {
            sql.push("', ").push(fields::json_expression("c", key));
        }
    }
    sql.push(")");
}
