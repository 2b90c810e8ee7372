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
#[derive(Clone, Copy)]
enum By {
    Date,
    /// A number that each customer has.
    Number,
    /// A number that one may be without.
    Amount,
    /// Where what was chosen stands in its list.
    Rank,
    PostalCode,
    YesNo,
    Name,
    Place,
    /// Text as the alphabet of the firm's country has it.
    Text,
}

impl By {
    fn of(sort: Sort) -> Self {
        match sort.column().nature() {
            Nature::Date => Self::Date,
            Nature::Number if column(sort.column()) == "number" => Self::Number,
            Nature::Number | Nature::Money | Nature::Percent | Nature::Factor | Nature::Hours => Self::Amount,
            Nature::Choice(_) | Nature::User => Self::Rank,
            Nature::PostalCode => Self::PostalCode,
            _ if matches!(sort.column(), Column::Field(field) if field.kind == Kind::YesNo) => Self::YesNo,
            _ if column(sort.column()) == "name" => Self::Name,
            _ if column(sort.column()) == "visiting_place" => Self::Place,
            _ => Self::Text,
        }
    }

    /// The type of what it is sorted by.
    const fn kind(self) -> &'static str {
        match self {
            Self::Date => "timestamptz",
            Self::Number | Self::Amount => "bigint",
            Self::Rank | Self::YesNo => "integer",
            Self::PostalCode => "text",
            Self::Name | Self::Place | Self::Text => "text collate \"C\"",
        }
    }

    /// What stands for no value there: the least of all, so that turned round it is last by itself.
    const fn empty(self) -> Option<&'static str> {
        match self {
            Self::Date | Self::Number | Self::YesNo | Self::Name => None,
            Self::Amount => Some("-9223372036854775808"),
            Self::Rank => Some("0"),
            Self::PostalCode | Self::Place | Self::Text => Some("''"),
        }
    }
}

/// Adds the expression that rows are sorted by, never null. These are the expressions of the indexes.
fn push_sort(sql: &mut QueryBuilder<Postgres>, sort: Sort, ground: &Ground) {
    let name = expression(sort.column());
    match By::of(sort) {
        By::Date | By::Number => sql.push(name),
        By::Amount => sql.push(format!("coalesce({name}, -9223372036854775808)")),
        By::Rank => {
            sql.push("coalesce(array_position(").push_bind(ground.ranks.clone()).push(format!("::uuid[], {name}), 0)"))
        }
        By::PostalCode => sql.push(format!("coalesce({name}, '')")),
        By::YesNo => sql.push(format!("{name}::integer")),
        By::Name => sql.push("(r.customer).name_order"),
        By::Place => sql.push("(r.customer).place_order"),
        By::Text => {
            sql.push(format!("in_alphabet(coalesce({name}, ''), ")).push_bind(ground.alphabet).push(") collate \"C\"")
        }
    };
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
        let empty = By::of(sort).empty().filter(|_| !sort.descending);
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
        self.push_limit(sql);
    }

    /// Written out: a plan that is kept must know that it is a page that is wanted, and not a tenth of all.
    fn push_limit(&self, sql: &mut QueryBuilder<Postgres>) {
        if let Some(most) = self.most {
            sql.push(" limit ").push(most);
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
            push_sort(sql, sort, ground);
            sql.push(if part == Part::Filled { " > " } else { " = " }).push(By::of(sort).empty().unwrap_or_default());
        }
        if let Some(cursor) = cursor {
            sql.push(" and (");
            push_sort(sql, sort, ground);
            sql.push(", (r.customer).id) ").push(if way.is_empty() { "> (" } else { "< (" });
            sql.push_bind(cursor.value.clone()).push("::text::").push(By::of(sort).kind()).push(", ");
            sql.push_bind(cursor.id.0).push(")");
        }
        sql.push(" order by ");
        push_sort(sql, sort, ground);
        sql.push(way).push(", (r.customer).id").push(way);
        self.push_limit(sql);
    }

    /// Adds the order of what was selected so, as `p`.
    pub(super) fn push_order(&self, sql: &mut QueryBuilder<Postgres>, tx: &Tx) {
        let sort = self.sort(tx);
        let way = self.way(sort);
        sql.push(" order by ");
        if let Some(empty) = By::of(sort).empty().filter(|_| !sort.descending) {
            sql.push("p.sort_value = ").push(empty).push(way).push(", ");
        }
        sql.push("p.sort_value").push(way).push(", p.id").push(way);
    }
}
