//! Customers that somebody has chosen in the register: what a change would come to for them, and
//! having it made.

use super::{Judge, Verdict};
use crate::{
    StoreError, Tx, company, job,
    register::{names_of, push_matching},
};
use domain::{
    bulk::{BulkChange, How},
    country::Country,
    error::Problem,
    field::{Kind, Names, Parsing, Record, shown},
    id::{CustomerId, JobId},
    job::JobKind,
    policy::Action,
    register::{COUNT_CAP, RegisterQuery},
};
use serde_json::Value;
use sqlx::{Postgres, QueryBuilder, Row};
use uuid::Uuid;

/// Most customers that are chosen one by one.
pub const MOST_BY_HAND: usize = 5000;
/// Customers that a preview names.
const EXAMPLES: usize = 10;

/// Which customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// These.
    These(Vec<CustomerId>),
    /// All that the register lists so, when it is made sure of.
    Matching(RegisterQuery),
}

/// One customer of a preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The customer.
    pub customer: CustomerId,
    /// Its number.
    pub number: i64,
    /// What it is called.
    pub name: String,
    /// What stands there now, as it is read.
    pub old: String,
    /// What would stand there; nothing where the change is refused.
    pub new: Option<String>,
}

/// What a rule forbids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The rule.
    pub problem: Problem,
    /// Of how many.
    pub count: i64,
    /// Some of them.
    pub examples: Vec<Example>,
}

/// What a change would come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forecast {
    /// Customers that were looked at: all, or the first [`COUNT_CAP`].
    pub looked: i64,
    /// Whether there are more.
    pub has_more: bool,
    /// Of those looked at: how many would be changed.
    pub changes: i64,
    /// How many have that value already.
    pub same: i64,
    /// What can't be changed, and why.
    pub refused: Vec<Refusal>,
    /// Some that would be changed.
    pub examples: Vec<Example>,
}

/// A customer that was looked at: as it is told, as it stands, and the value that it would get.
type Seen = (Example, Record, Option<Value>);

/// Adds a selection of ids of those that are chosen and there, as `id`.
pub(crate) async fn push_chosen(
    sql: &mut QueryBuilder<Postgres>,
    tx: &mut Tx,
    chosen: &Chosen,
    most: Option<i64>,
) -> Result<(), StoreError> {
    match chosen {
        Chosen::These(ids) => {
            let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
            sql.push("select id from customer where tenant_id = current_tenant() and id = any (")
                .push_bind(ids)
                .push(")");
        }
        Chosen::Matching(query) => push_matching(sql, tx, query).await?,
    }
    if let Some(most) = most {
        sql.push(" limit ").push_bind(most);
    }
    Ok(())
}

/// How many are chosen, counted to one more than [`COUNT_CAP`].
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn count(tx: &mut Tx, chosen: &Chosen) -> Result<i64, StoreError> {
    tx.authorise(Action::ChangeMany)?;
    let mut sql = QueryBuilder::<Postgres>::new("select count(*) from (");
    push_chosen(&mut sql, tx, chosen, Some(COUNT_CAP + 1)).await?;
    sql.push(") counted");
    Ok(sql.build_query_scalar().persistent(false).fetch_one(tx.connection()).await?)
}

/// A change as it was asked for, made ready: another customer by its id.
///
/// # Errors
/// What is wrong with it, at its field.
pub async fn ready(tx: &mut Tx, mut change: BulkChange) -> Result<BulkChange, StoreError> {
    tx.authorise(Action::ChangeMany)?;
    let field = change.declared().map_err(|problem| StoreError::field(&change.field, problem))?;
    let wrong = |problem| StoreError::field(field.key, problem);
    if change.how != How::Set && change.typed.trim().is_empty() {
        return Err(wrong(Problem::Required));
    }
    if field.kind == Kind::Customer {
        if !change.typed.trim().is_empty() {
            let found = company::find_one(tx, &change.typed, "").await?;
            change.typed = found.map_err(wrong)?.to_string();
        }
        return Ok(change);
    }
    let home = tx.session().home;
    let by_country = match field.kind {
        Kind::OrganisationNumber | Kind::PostalCode { .. } => true,
        Kind::Phone => [Country::NORWAY, Country::SWEDEN]
            .into_iter()
            .any(|country| field.parse(&change.typed, Parsing { home, country }).is_ok()),
        _ => false,
    };
    let value = match field.parse(&change.typed, Parsing { home, country: home }) {
        Ok(value) => value,
        // Right for some customers and wrong for others: the preview tells.
        Err(_) if by_country => return Ok(change),
        Err(problem) => return Err(wrong(problem)),
    };
    let judge = Judge::of(tx, &change).await?;
    if change.how != How::Remove && !judge.known.allows(field, &value, &Value::Null) {
        return Err(wrong(Problem::Choice));
    }
    Ok(change)
}

/// What a change would come to, if it were made now.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn forecast(tx: &mut Tx, chosen: &Chosen, change: &BulkChange) -> Result<Forecast, StoreError> {
    tx.authorise(Action::ChangeMany)?;
    let judge = Judge::of(tx, change).await?;
    let mut sql = QueryBuilder::<Postgres>::new("with chosen as materialized (");
    push_chosen(&mut sql, tx, chosen, Some(COUNT_CAP + 1)).await?;
    sql.push(") select c.id, c.number, c.name, ");
    super::push_values(&mut sql, &change.reads());
    sql.push(
        " as values from chosen join customer c on c.tenant_id = current_tenant() and c.id = chosen.id order by c.id",
    );
    let rows = sql.build().persistent(false).fetch_all(tx.connection()).await?;
    let judge = judge.among(rows.len());
    let home = tx.session().home;
    let mut forecast =
        Forecast { has_more: rows.len() > usize::try_from(COUNT_CAP).unwrap_or(0), ..Forecast::default() };
    // Values as they are kept; names are put to them together.
    let mut changed: Vec<Seen> = Vec::new();
    let mut refused: Vec<(Problem, i64, Vec<Seen>)> = Vec::new();
    for row in rows.iter().take(usize::try_from(COUNT_CAP).unwrap_or(usize::MAX)) {
        let customer = CustomerId(row.try_get("id")?);
        let now: Record = serde_json::from_value(row.try_get("values")?)?;
        forecast.looked += 1;
        let example = || -> Result<Example, StoreError> {
            Ok(Example {
                customer,
                number: row.try_get("number")?,
                name: row.try_get("name")?,
                old: String::new(),
                new: None,
            })
        };
        match judge.verdict(customer, &now, home) {
            Verdict::Same => forecast.same += 1,
            Verdict::Change(value) => {
                forecast.changes += 1;
                if changed.len() < EXAMPLES {
                    changed.push((example()?, now, Some(value)));
                }
            }
            Verdict::Refused(problem) => {
                let at = refused.iter().position(|(known, ..)| *known == problem).unwrap_or_else(|| {
                    refused.push((problem, 0, Vec::new()));
                    refused.len() - 1
                });
                if let Some((_, count, examples)) = refused.get_mut(at) {
                    *count += 1;
                    if examples.len() < EXAMPLES {
                        examples.push((example()?, now, None));
                    }
                }
            }
        }
    }
    let shown_in = changed.iter().chain(refused.iter().flat_map(|(.., examples)| examples));
    let texts: Vec<String> = shown_in
        .flat_map(|(_, now, new)| now.0.get(judge.field.key).into_iter().chain(new.as_ref()))
        .flat_map(|value| match value {
            Value::Array(items) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            Value::String(text) => vec![text.clone()],
            _ => Vec::new(),
        })
        .collect();
    let names = names_of(tx, &texts.iter().map(String::as_str).collect::<Vec<_>>()).await?;
    let language = tx.session().language;
    let in_words = |(example, now, new): Seen| {
        let words = |value: &Value, names: &Names| shown(judge.field, value, &now, names, language, home);
        let old = now.0.get(judge.field.key).map_or_else(String::new, |value| words(value, &names));
        Example { old, new: new.map(|value| words(&value, &names)), ..example }
    };
    forecast.examples = changed.into_iter().map(&in_words).collect();
    forecast.refused = refused
        .into_iter()
        .map(|(problem, count, examples)| Refusal {
            problem,
            count,
            examples: examples.into_iter().map(&in_words).collect(),
        })
        .collect();
    Ok(forecast)
}

/// Has the change made of all that are chosen now, in the background. The same job is queued once,
/// however often that is asked for.
///
/// # Errors
/// What is wrong with the change; when the policy says no or the database fails.
pub async fn queue(tx: &mut Tx, job: JobId, chosen: &Chosen, change: &BulkChange) -> Result<JobId, StoreError> {
    tx.authorise(Action::ChangeMany)?;
    change.declared().map_err(|problem| StoreError::field(&change.field, problem))?;
    if !job::queue_as(tx, job, JobKind::Change, &serde_json::to_value(change)?, None).await? {
        return Ok(job);
    }
    add_chosen(tx, job, chosen).await?;
    Ok(job)
}

/// Says that a job that was just queued is about all that are chosen now.
pub(crate) async fn add_chosen(tx: &mut Tx, job: JobId, chosen: &Chosen) -> Result<(), StoreError> {
    let mut sql = QueryBuilder::<Postgres>::new(
        "insert into job_item (tenant_id, job_id, ordinal, customer_id) select current_tenant(), ",
    );
    sql.push_bind(job.0).push(", row_number() over (order by found.id), found.id from (");
    push_chosen(&mut sql, tx, chosen, None).await?;
    sql.push(") found");
    sql.build().persistent(false).execute(tx.connection()).await?;
    job::count(tx, job).await?;
    Ok(())
}

/// Whether the person may change many customers at once.
///
/// # Errors
/// When the policy says no.
pub fn may(tx: &Tx) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeMany)
}
