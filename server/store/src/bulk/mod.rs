//! One change to many customers, piece by piece.

mod chosen;

pub use chosen::{Chosen, Example, Forecast, MOST_BY_HAND, Refusal, count, forecast, may, queue, ready};
pub(crate) use chosen::{add_chosen, push_chosen};

use crate::{
    StoreError, Tx,
    fields::{self, Known},
    job::{self, Chunk, Outcome, Step},
    settings,
};
use domain::{
    bulk::{BulkChange, is_same},
    country::Country,
    error::{FieldError, Problem},
    field::{Audience, Entity, Field, Kind, Need, Record},
    id::CustomerId,
    job::{ItemState, Told},
    organisation_number::OrganisationNumber,
    policy::Action,
    settings::FirmSettings,
};
use serde_json::{Map, Value};
use sqlx::{Postgres, QueryBuilder, Row};
use std::collections::HashMap;
use uuid::Uuid;

/// Customers in one piece: others wait for a part of a second at most.
const PIECE: i64 = 500;
/// What tells companies apart. A number that invoices are sent to may be that of several.
const NUMBER: &str = "organisation_number";

/// What a change comes to for one customer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Verdict {
    /// The value that it gets.
    Change(Value),
    /// It stays.
    Same,
    /// It can't have that value.
    Refused(Problem),
}

/// What must be known to judge a change.
pub(crate) struct Judge<'a> {
    change: &'a BulkChange,
    field: &'static Field,
    known: Known,
    firm: FirmSettings,
    /// Who has the organisation number that is to be given, as it is kept.
    holders: Vec<(String, CustomerId)>,
    /// Whether several customers are to get the value at once.
    several: bool,
}

impl<'a> Judge<'a> {
    /// Looks up what is chosen.
    pub(crate) async fn of(tx: &mut Tx, change: &'a BulkChange) -> Result<Self, StoreError> {
        let field = change.declared().map_err(|problem| StoreError::field(&change.field, problem))?;
        if !tx.session().rights.changes(field)
            || field.is_own() && !tx.session().own.iter().any(|own| own.key == field.key)
        {
            return Err(StoreError::field(&change.field, Problem::ReadOnly));
        }
        let chosen: Vec<Uuid> = change.typed.split(',').filter_map(|id| id.trim().parse().ok()).collect();
        Ok(Self {
            change,
            field,
            known: Known::of(tx, &chosen).await?,
            firm: settings::read(tx).await?,
            holders: holders(tx, field, &change.typed).await?,
            several: false,
        })
    }

    /// The same, where it is a change of so many customers.
    pub(crate) fn among(self, customers: usize) -> Self {
        Self { several: customers > 1, ..self }
    }

    /// What the change comes to for a customer that stands so.
    pub(crate) fn verdict(&self, customer: CustomerId, now: &Record, home: Country) -> Verdict {
        let before = now.0.get(self.field.key).unwrap_or(&Value::Null);
        match self.change.applied(now, home) {
            // What the database would refuse too; so it can be told beforehand.
            Ok(value) if self.field.kind == Kind::Customer && value.as_str() == Some(customer.to_string().as_str()) => {
                Verdict::Refused(Problem::OwnParent)
            }
            Err(problem) => Verdict::Refused(problem),
            Ok(value) if is_same(&value, before) => Verdict::Same,
            Ok(value) if !self.known.allows(self.field, &value, before) => Verdict::Refused(Problem::Choice),
            Ok(value) if !self.firm.offers(self.field, &value) => Verdict::Refused(Problem::Choice),
            Ok(value) if self.must_stay(&value, now) => Verdict::Refused(Problem::Required),
            Ok(value) => self.told_apart(customer, &value).map_or(Verdict::Change(value), Verdict::Refused),
        }
    }
}

impl Judge<'_> {
    /// Why a customer can't have an organisation number: by it customers are told apart. One by one that may be
    /// meant, and is asked on the spot; of many nobody would look.
    fn told_apart(&self, customer: CustomerId, value: &Value) -> Option<Problem> {
        let number = value.as_str().filter(|_| self.field.key == NUMBER)?;
        if self.holders.iter().any(|(held, holder)| held == number && *holder != customer) {
            return Some(Problem::Taken);
        }
        self.several.then_some(Problem::OfOneCustomer)
    }

    /// Whether the value would go though the firm says that it must be there.
    fn must_stay(&self, value: &Value, now: &Record) -> bool {
        let after = Record(Map::from_iter([(self.field.key.to_owned(), value.clone())]));
        after.is_empty(self.field)
            && !now.is_empty(self.field)
            && self.firm.need(self.field, Audience::of_customer(now)) == Need::Must
    }
}

/// Who has an organisation number, however the country of whoever is to get it writes it.
async fn holders(tx: &mut Tx, field: &Field, typed: &str) -> Result<Vec<(String, CustomerId)>, StoreError> {
    if field.key != NUMBER || typed.trim().is_empty() {
        return Ok(Vec::new());
    }
    let read = [Country::NORWAY, Country::SWEDEN].map(|country| OrganisationNumber::parse(typed, country).ok());
    let mut numbers: Vec<String> = read.into_iter().flatten().map(|number| number.as_str().to_owned()).collect();
    numbers.push(typed.trim().to_owned());
    let rows = sqlx::query!(
        r#"select id as "id: CustomerId", organisation_number as "number!" from customer
        where tenant_id = current_tenant() and organisation_number = any ($1) and merged_into is null"#,
        &numbers,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows.into_iter().map(|row| (row.number, row.id)).collect())
}

/// Adds these columns of `c` as one object; their names are the catalogue's.
fn push_values(sql: &mut QueryBuilder<Postgres>, columns: &[&'static str]) {
    sql.push("jsonb_build_object(");
    for (at, column) in columns.iter().enumerate() {
        sql.push(if at > 0 { ", '" } else { "'" }).push(*column).push("', ").push(fields::json_expression("c", column));
    }
    sql.push(")");
}

/// The columns of customers that a change depends on; they are held until the transaction ends.
async fn held(tx: &mut Tx, customers: &[Uuid], columns: &[&'static str]) -> Result<HashMap<Uuid, Record>, StoreError> {
    let mut sql = QueryBuilder::<Postgres>::new("select c.id, ");
    push_values(&mut sql, columns);
    sql.push(" as values from customer c where c.tenant_id = current_tenant() and c.id = any (");
    sql.push_bind(customers.to_vec()).push(") order by c.id for no key update");
    let rows = sql.build().persistent(false).fetch_all(tx.connection()).await?;
    rows.into_iter().map(|row| Ok((row.try_get("id")?, serde_json::from_value(row.try_get("values")?)?))).collect()
}

/// Changes the next customers of a job that changes many.
///
/// # Errors
/// When the policy says no or the database fails; what a rule forbids of one customer is in the report.
pub async fn step(chunk: &mut Chunk) -> Result<(Step, Vec<CustomerId>), StoreError> {
    chunk.tx.authorise(Action::ChangeMany)?;
    let change: BulkChange = serde_json::from_value(chunk.job.parameters.clone())?;
    let todo = job::todo(chunk, PIECE).await?;
    if todo.is_empty() {
        return Ok((Step::Done, Vec::new()));
    }
    let all = usize::try_from(chunk.job.progress.total).unwrap_or(usize::MAX);
    let tx = &mut chunk.tx;
    let ids: Vec<Uuid> = todo.iter().map(|todo| todo.customer.0).collect();
    let now = held(tx, &ids, &change.reads()).await?;
    let judge = Judge::of(tx, &change).await?.among(all);
    let home = tx.session().home;
    let mut changes = Vec::new();
    let mut told = HashMap::new();
    for id in &ids {
        let Some(now) = now.get(id) else {
            told.insert(*id, (ItemState::Skipped, Told::Gone));
            continue;
        };
        match judge.verdict(CustomerId(*id), now, home) {
            Verdict::Change(value) => changes.push((*id, Map::from_iter([(change.field.clone(), value)]))),
            Verdict::Same => drop(told.insert(*id, (ItemState::Skipped, Told::Same))),
            Verdict::Refused(problem) => {
                let field = change.field.clone();
                told.insert(*id, (ItemState::Failed, Told::Refused { field, problem }));
            }
        }
    }
    for (id, FieldError { field, problem }) in fields::change_each(tx, Entity::Customer, &changes).await? {
        told.insert(id, (ItemState::Failed, Told::Refused { field, problem }));
    }
    let mut outcomes = Vec::with_capacity(todo.len());
    for todo in todo {
        let (state, detail) = match told.remove(&todo.customer.0) {
            Some((state, told)) => (state, serde_json::to_value(told)?),
            None => (ItemState::Changed, Value::Null),
        };
        outcomes.push(Outcome { ordinal: todo.ordinal, customer: Some(todo.customer), state, detail });
    }
    job::report(chunk, &outcomes).await?;
    Ok((Step::More, changed(&outcomes)))
}

/// The customers that were changed.
pub(crate) fn changed(outcomes: &[Outcome]) -> Vec<CustomerId> {
    outcomes
        .iter()
        .filter(|outcome| outcome.state == ItemState::Changed)
        .filter_map(|outcome| outcome.customer)
        .collect()
}
