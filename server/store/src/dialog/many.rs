//! One message to many customers that were chosen in the register: what it would come to, and having it sent piece by
//! piece. Each customer has its own entry; it can't be taken back.

use super::{Message, Reachable, Sms, reachable, send, send_sms};
use crate::{
    StoreError, Tx, bulk,
    bulk::Chosen,
    job::{self, Chunk, Outcome, Step},
    outgoing::SUBJECT_MAX,
};
use domain::{
    dialog::DialogKind,
    error::{ApiError, FieldError, Problem},
    field::Entity,
    id::{CustomerId, JobId},
    job::{ItemState, JobKind, Told},
    mailing::{Mailing, Whom},
    plain_text,
    policy::Action,
    register::COUNT_CAP,
    sms::{MOST_CHARACTERS, MOST_PARTS, measure},
    template::unknown,
};
use serde_json::Value;
use sqlx::{Postgres, QueryBuilder, Row};

/// Most people to whom one message goes.
const MOST_TOGETHER: usize = 50;
/// Customers in one piece.
const PIECE: i64 = 20;
/// Customers that a preview names.
const EXAMPLES: usize = 10;

/// What a message would come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Customers that were looked at: all, or the first [`COUNT_CAP`].
    pub looked: i64,
    /// Whether there are more.
    pub has_more: bool,
    /// Of those: how many have somebody who can be reached.
    pub reached: i64,
    /// How many people would get it.
    pub people: i64,
    /// Some who can't be reached: who, and what they are called.
    pub without: Vec<(CustomerId, String)>,
}

/// Whether a message to many is as it should be.
///
/// # Errors
/// What is wrong with which value; when the policy says no.
pub fn check(tx: &Tx, mailing: &Mailing) -> Result<Mailing, StoreError> {
    tx.authorise(JobKind::Write.right())?;
    let mut errors = Vec::new();
    let mut problem = |field: &str, problem| errors.push(FieldError { field: field.to_owned(), problem });
    let kind = mailing.kind();
    if kind.is_none() {
        problem("kind", Problem::Choice);
    }
    if mailing.whom().is_none() {
        problem("whom", Problem::Choice);
    }
    let most = if kind == Some(DialogKind::Sms) { MOST_CHARACTERS } else { 45_000 };
    let mut read = |field: &str, text: Result<String, plain_text::TextProblem>, must: bool| match text {
        Ok(text) => {
            if must && text.is_empty() {
                problem(field, Problem::Required);
            } else if unknown(&text).is_some() {
                problem(field, Problem::UnknownField);
            }
            text
        }
        Err(wrong) => {
            problem(field, wrong.into());
            String::new()
        }
    };
    let subject = read("subject", plain_text::line(&mailing.subject, SUBJECT_MAX), kind == Some(DialogKind::Email));
    let body = read("body", plain_text::lines(&mailing.body, most), true);
    if kind == Some(DialogKind::Sms) && measure(&body).parts > MOST_PARTS {
        problem("body", Problem::TooManyParts { max: u32::try_from(MOST_PARTS).unwrap_or(u32::MAX) });
    }
    if errors.is_empty() {
        Ok(Mailing { subject, body, ..mailing.clone() })
    } else {
        Err(StoreError::Refused(ApiError::invalid(errors)))
    }
}

/// What a message would come to, if it were sent now.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn reach(tx: &mut Tx, chosen: &Chosen, mailing: &Mailing) -> Result<Reach, StoreError> {
    tx.authorise(JobKind::Write.right())?;
    let sees = tx.session().rights.sees_column(Entity::Contact, mailing.column());
    let mut sql = QueryBuilder::<Postgres>::new("with chosen as materialized (");
    bulk::push_chosen(&mut sql, tx, chosen, Some(COUNT_CAP + 1)).await?;
    sql.push(
        ") select c.id, c.name, (select count(*) from contact k where k.tenant_id = c.tenant_id and k.customer_id = c.id
            and k.ended_at is null and coalesce(",
    );
    sql.push(if mailing.column() == "mobile" { "k.mobile" } else { "k.email" });
    sql.push(
        ", '') <> '') as people from chosen join customer c on c.tenant_id = current_tenant() and c.id = chosen.id order by c.id",
    );
    let rows = sql.build().persistent(false).fetch_all(tx.connection()).await?;
    let cap = usize::try_from(COUNT_CAP).unwrap_or(usize::MAX);
    let mut reach = Reach { has_more: rows.len() > cap, ..Reach::default() };
    for row in rows.iter().take(cap) {
        let people: i64 = if sees { row.try_get("people")? } else { 0 };
        reach.looked += 1;
        if people > 0 {
            reach.reached += 1;
            reach.people += if mailing.whom() == Some(Whom::All) { people } else { 1 };
        } else if reach.without.len() < EXAMPLES {
            reach.without.push((CustomerId(row.try_get("id")?), row.try_get("name")?));
        }
    }
    Ok(reach)
}

/// Has a message sent to all that are chosen now, in the background. The same job is queued once, however often that is
/// asked for.
///
/// # Errors
/// What is wrong with the message; when the policy says no or the database fails.
pub async fn queue_many(tx: &mut Tx, job: JobId, chosen: &Chosen, mailing: &Mailing) -> Result<JobId, StoreError> {
    tx.authorise(JobKind::Write.right())?;
    let mailing = check(tx, mailing)?;
    if !job::queue_as(tx, job, JobKind::Write, &serde_json::to_value(&mailing)?, None).await? {
        return Ok(job);
    }
    bulk::add_chosen(tx, job, chosen).await?;
    Ok(job)
}

/// Writes to the next customers of a job.
///
/// # Errors
/// When the policy says no or the database fails; what a rule forbids of one customer is in the report.
pub async fn step(chunk: &mut Chunk) -> Result<(Step, Vec<CustomerId>), StoreError> {
    chunk.tx.authorise(JobKind::Write.right())?;
    let mailing: Mailing = serde_json::from_value(chunk.job.parameters.clone())?;
    let todo = job::todo(chunk, PIECE).await?;
    if todo.is_empty() {
        return Ok((Step::Done, Vec::new()));
    }
    let mut outcomes = Vec::with_capacity(todo.len());
    for todo in todo {
        let (state, told) = match write(&mut chunk.tx, todo.customer, &mailing).await {
            Ok(None) => (ItemState::Changed, None),
            Ok(Some(told)) => (ItemState::Skipped, Some(told)),
            // What is wrong is told before anything is written.
            Err(StoreError::Refused(refusal)) => {
                let first = refusal.fields.into_iter().next();
                let FieldError { field, problem } =
                    first.unwrap_or(FieldError { field: "body".to_owned(), problem: Problem::Choice });
                (ItemState::Failed, Some(Told::Refused { field, problem }))
            }
            Err(StoreError::NotFound) => (ItemState::Skipped, Some(Told::Gone)),
            Err(error) => return Err(error),
        };
        let detail = told.map_or(Ok(Value::Null), serde_json::to_value)?;
        outcomes.push(Outcome { ordinal: todo.ordinal, customer: Some(todo.customer), state, detail });
    }
    job::report(chunk, &outcomes).await?;
    Ok((Step::More, bulk::changed(&outcomes)))
}

/// Writes to one customer; says why nobody got it.
async fn write(tx: &mut Tx, customer: CustomerId, mailing: &Mailing) -> Result<Option<Told>, StoreError> {
    tx.authorise(Action::WriteDialog)?;
    let is_sms = mailing.kind() == Some(DialogKind::Sms);
    let contacts = reachable(tx, customer).await?;
    let address = |contact: &Reachable| if is_sms { contact.mobile.clone() } else { contact.email.clone() };
    let mut to: Vec<String> =
        contacts.iter().filter(|contact| !address(contact).is_empty()).map(|contact| contact.id.to_string()).collect();
    if mailing.whom() != Some(Whom::All) {
        let main = sqlx::query_scalar!(
            "select reference_person from customer where tenant_id = current_tenant() and id = $1",
            customer.0
        )
        .fetch_optional(tx.connection())
        .await?
        .flatten()
        .map(|id| id.to_string());
        if let Some(at) = to.iter().position(|id| Some(id) == main.as_ref()) {
            to.swap(0, at);
        }
        to.truncate(1);
    }
    if to.is_empty() {
        return Ok(Some(Told::NoRecipient));
    }
    // A message goes to so many; a customer with more has several.
    for part in to.chunks(MOST_TOGETHER) {
        let to = part.join(",");
        if is_sms {
            send_sms(tx, customer, &Sms { to: &to, other: "", body: &mailing.body }).await?;
        } else {
            let (subject, body) = (mailing.subject.as_str(), mailing.body.as_str());
            send(tx, customer, &Message { to: &to, other: "", copy: "", subject, body, files: "" }).await?;
        }
    }
    Ok(None)
}
