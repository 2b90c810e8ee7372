//! In which order customers are listed. Those without a value by what it sorts come last, whichever way it goes.

use super::{
    Ground,
    condition::{column, expression},
    is_seen, push_from,
};
use crate::Tx;
use domain::{
    field::Kind,
    filter::{Column, Nature},
    id::CustomerId,
    register::{Cursor, RegisterQuery, Sort},
};
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

/// How a column sorts.
struct Ordered {
    /// The type of what it is sorted by.
    kind: &'static str,
    /// What stands for no value there: the least of all, so that turned round it is last by itself.
    empty: Option<&'static str>,
}

const NUMBER: Ordered = Ordered { kind: "bigint", empty: Some("-9223372036854775808") };
const TEXT: Ordered = Ordered { kind: "text", empty: Some("''") };
/// Text as the alphabet of the firm's country has it.
const IN_ALPHABET: Ordered = Ordered { kind: "text collate \"C\"", empty: Some("''") };

/// Adds the expression that rows are sorted by, never null. These are the expressions of the indexes.
fn push_sort(sql: &mut QueryBuilder<Postgres>, sort: Sort, ground: &Ground) -> Ordered {
    let name = expression(sort.column());
    match sort.column().nature() {
        Nature::Date => {
            sql.push(name);
            Ordered { kind: "timestamptz", empty: None }
        }
        Nature::Number if column(sort.column()) == "number" => {
            sql.push(name);
            Ordered { empty: None, ..NUMBER }
        }
        Nature::Number | Nature::Money | Nature::Percent | Nature::Factor | Nature::Hours => {
            sql.push(format!("coalesce({name}, -9223372036854775808)"));
            NUMBER
        }
        Nature::Choice(_) | Nature::User => {
            sql.push("coalesce(array_position(").push_bind(ground.ranks.clone()).push(format!("::uuid[], {name}), 0)"));
            Ordered { kind: "integer", empty: Some("0") }
        }
        Nature::PostalCode => {
            sql.push(format!("coalesce({name}, '')"));
            TEXT
        }
        _ if matches!(sort.column(), Column::Field(field) if field.kind == Kind::YesNo) => {
            sql.push(format!("{name}::integer"));
            Ordered { kind: "integer", empty: None }
        }
        _ if column(sort.column()) == "name" => {
            sql.push("(r.customer).name_order");
            Ordered { empty: None, ..IN_ALPHABET }
        }
        _ if column(sort.column()) == "visiting_place" => {
            sql.push("(r.customer).place_order");
            IN_ALPHABET
        }
        _ => {
            sql.push(format!("in_alphabet(coalesce({name}, ''), ")).push_bind(ground.alphabet).push(") collate \"C\"");
            IN_ALPHABET
        }
    }
}

fn ordered(sort: Sort, ground: &Ground) -> Ordered {
    push_sort(&mut QueryBuilder::new(""), sort, ground)
}

/// A part of the list, in its order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// All of it.
    Whole,
    /// Those with a value by what it is sorted.
    Filled,
    /// Those without.
    Empty,
}

/// Customers in the order of a list.
pub(super) struct Listing<'a> {
    pub(super) query: &'a RegisterQuery,
    pub(super) ground: &'a Ground,
    /// These, wherever they are listed; none: all that are.
    pub(super) these: Option<&'a [CustomerId]>,
    /// From where on.
    pub(super) cursor: Option<&'a Cursor>,
    /// How many at most.
    pub(super) most: Option<i64>,
}

impl Listing<'_> {
    fn sort(&self, tx: &Tx) -> Sort {
        // Not even an order tells what is kept from the reader.
        if is_seen(tx, self.query.sort.column()) { self.query.sort } else { Sort::default() }
    }

    /// The word for the way that it goes.
    fn way(&self, sort: Sort) -> &'static str {
        let backwards = self.cursor.is_some_and(|cursor| cursor.backwards);
        if sort.descending == backwards { "" } else { " desc" }
    }

    /// Adds a selection of their ids and of what they are sorted by, as `id` and `sort_value`, in order. Where those
    /// without a value would be first it has two parts, each read by key from the same index: a page of the first
    /// is read without the second.
    pub(super) fn push(&self, sql: &mut QueryBuilder<Postgres>, tx: &Tx) {
        let sort = self.sort(tx);
        let empty = ordered(sort, self.ground).empty.filter(|_| !sort.descending);
        let Some(empty) = empty else {
            self.push_part(sql, tx, Part::Whole, self.cursor);
            return;
        };
        let (first, second) = match self.cursor {
            None => ((Part::Filled, None), Some(Part::Empty)),
            Some(cursor) if cursor.value == empty.trim_matches('\'') => {
                ((Part::Empty, Some(cursor)), cursor.backwards.then_some(Part::Filled))
            }
            Some(cursor) => ((Part::Filled, Some(cursor)), (!cursor.backwards).then_some(Part::Empty)),
        };
        let Some(second) = second else {
            self.push_part(sql, tx, first.0, first.1);
            return;
        };
        sql.push("(");
        self.push_part(sql, tx, first.0, first.1);
        sql.push(") union all (");
        self.push_part(sql, tx, second, None);
        sql.push(")");
        if let Some(most) = self.most {
            sql.push(" limit ").push_bind(most);
        }
    }

    fn push_part(&self, sql: &mut QueryBuilder<Postgres>, tx: &Tx, part: Part, cursor: Option<&Cursor>) {
        let (sort, ground) = (self.sort(tx), self.ground);
        let way = self.way(sort);
        sql.push("select (r.customer).id as id, ");
        push_sort(sql, sort, ground);
        sql.push(" as sort_value");
        match self.these {
            Some(these) => {
                let ids: Vec<Uuid> = these.iter().map(|id| id.0).collect();
                sql.push(" from register_customer r where (r.customer).id = any (").push_bind(ids).push(")");
            }
            None => push_from(sql, tx, self.query, ground),
        }
        if part != Part::Whole {
            sql.push(" and ");
            let of = push_sort(sql, sort, ground);
            sql.push(if part == Part::Filled { " > " } else { " = " }).push(of.empty.unwrap_or_default());
        }
        if let Some(cursor) = cursor {
            sql.push(" and (");
            let of = push_sort(sql, sort, ground);
            sql.push(", (r.customer).id) ").push(if way.is_empty() { "> (" } else { "< (" });
            sql.push_bind(cursor.value.clone()).push("::text::").push(of.kind).push(", ");
            sql.push_bind(cursor.id.0).push(")");
        }
        sql.push(" order by ");
        push_sort(sql, sort, ground);
        sql.push(way).push(", (r.customer).id").push(way);
        if let Some(most) = self.most {
            sql.push(" limit ").push_bind(most);
        }
    }

    /// Adds the order of what was selected so, as `p`.
    pub(super) fn push_order(&self, sql: &mut QueryBuilder<Postgres>, tx: &Tx) {
        let sort = self.sort(tx);
        let way = self.way(sort);
        sql.push(" order by ");
        if let Some(empty) = ordered(sort, self.ground).empty.filter(|_| !sort.descending) {
            sql.push("p.sort_value = ").push(empty).push(way).push(", ");
        }
        sql.push("p.sort_value").push(way).push(", p.id").push(way);
    }
}
