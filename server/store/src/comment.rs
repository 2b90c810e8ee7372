//! Comments on a customer: the stream and the fixed ones.

mod call;
mod change;

pub use call::find_colleagues;
pub use change::{Changed, change};

use crate::{StoreError, Tx};
use domain::{
    comment::{Comment, MAX, Mention, Original, Resolved},
    error::{ApiError, ErrorCode, Problem},
    field,
    id::{CommentId, CustomerId, UserId},
    plain_text,
    policy::Action,
};
use sqlx::types::Json;

/// Leaves comments at fields open in what follows of the transaction: values get another form there, and mean the same.
pub(crate) async fn keep_open(tx: &mut Tx) -> Result<(), StoreError> {
    sqlx::query_scalar!("select set_config('app.keep_comments', 'on', true)").fetch_one(tx.connection()).await?;
    Ok(())
}

/// What is read of each comment.
#[expect(clippy::struct_excessive_bools, reason = "a row as it is read")]
struct Row {
    id: CommentId,
    version: i32,
    fixed: bool,
    body: String,
    body_changed: bool,
    mentions: Option<Json<Vec<Mention>>>,
    answers: Option<CommentId>,
    anchor: Option<String>,
    resolved_at: Option<jiff_sqlx::Timestamp>,
    resolver: String,
    by_change: bool,
    author_id: UserId,
    author: String,
    written_at: jiff_sqlx::Timestamp,
    creator: String,
    created_at: jiff_sqlx::Timestamp,
    moved: bool,
}

impl From<Row> for Comment {
    fn from(row: Row) -> Self {
        let (resolver, by_change) = (row.resolver, row.by_change);
        Self {
            id: row.id,
            version: row.version,
            fixed: row.fixed,
            body: row.body,
            mentions: row.mentions.map(|mentions| mentions.0).unwrap_or_default(),
            answers: row.answers,
            anchor: row.anchor,
            resolved: row.resolved_at.map(|at| Resolved { by: resolver, at: crate::utc(at), by_change }),
            author: row.author,
            author_id: row.author_id.to_string(),
            at: crate::utc(row.written_at),
            original: row.moved.then(|| Original { author: row.creator, at: crate::utc(row.created_at) }),
            edited: row.body_changed,
        }
    }
}

/// Fixed comments of a customer and the newest of the stream, in one statement.
///
/// Fixed ones come first when `fixed` is asked for, then at most `stream` others, newest first; then the
/// answers to all of them, the oldest first. `about` are those at one field, whatever else is asked for.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn list(
    tx: &mut Tx,
    customer: CustomerId,
    fixed: bool,
    stream: i64,
    about: Option<&str>,
) -> Result<Vec<Comment>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query_as!(
        Row,
        r#"with top as (
            (select * from comment where tenant_id = current_tenant() and customer_id = $1 and fixed and $2
                order by written_at, id limit 100)
            union
            (select * from comment where tenant_id = current_tenant() and customer_id = $1 and not fixed and answers is null
                order by written_at desc, id desc limit $3)
            union
            (select * from comment where $4::text is not null and tenant_id = current_tenant() and customer_id = $1 and anchor = $4 and answers is null
                order by written_at desc, id desc limit 100))
        select c.id as "id!: CommentId", c.version as "version!", c.fixed as "fixed!", c.body as "body!", c.body_changed as "body_changed!",
            c.mentions as "mentions: Json<Vec<Mention>>", c.answers as "answers: CommentId", c.anchor,
            c.resolved_at as "resolved_at: jiff_sqlx::Timestamp",
            coalesce((select u.name from app_user u where u.tenant_id = c.tenant_id and u.id = c.resolved_by), '') as "resolver!",
            c.resolved_in is not null as "by_change!",
            c.author_id as "author_id!: UserId", (select u.name from app_user u where u.tenant_id = c.tenant_id and u.id = c.author_id) as "author!", c.written_at as "written_at!: jiff_sqlx::Timestamp",
            coalesce((select u.name from app_user u where u.tenant_id = c.tenant_id and u.id = c.created_by), '') as "creator!", c.created_at as "created_at!: jiff_sqlx::Timestamp",
            (c.created_by is distinct from c.author_id or c.created_at <> c.written_at) as "moved!"
        from (
            select * from top
            union all
            select a.* from comment a where a.tenant_id = current_tenant() and a.answers in (select id from top)) c
        order by c.answers is not null, c.fixed desc, case when c.fixed or c.answers is not null then c.written_at end,
            c.written_at desc, case when c.answers is null then c.id end desc, c.id"#,
        customer.0,
        fixed,
        stream,
        about,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows.into_iter().map(Comment::from).collect())
}

pub(super) fn body(typed: &str) -> Result<String, StoreError> {
    let body = plain_text::lines(typed, MAX).map_err(|problem| StoreError::field("body", problem.into()))?;
    if body.is_empty() { Err(StoreError::field("body", Problem::Required)) } else { Ok(body) }
}

/// Where a comment is put.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place<'a> {
    /// Among the fixed ones.
    pub fixed: bool,
    /// Under this comment, or under the one that it answers: answers have none of their own.
    pub answers: Option<CommentId>,
    /// At the field with this key.
    pub anchor: Option<&'a str>,
}

/// Writes a comment, with today's date and the signed-in author (seed 004:53). Whom it calls on, and whom it
/// answers, is told.
///
/// # Errors
/// When the text can't be taken, a name in it fits several, there is no such field, or this firm has no such
/// customer or no such comment to answer.
pub async fn add(tx: &mut Tx, customer: CustomerId, typed: &str, place: Place<'_>) -> Result<CommentId, StoreError> {
    tx.authorise(Action::WriteComment)?;
    let body = body(typed)?;
    if place.anchor.is_some_and(|key| field::customer(key).is_none()) {
        return Err(StoreError::Refused(ApiError::new(ErrorCode::BadRequest)));
    }
    let mentions = call::mentions(tx, &body, &[]).await?;
    let id = CommentId::generate();
    let done = sqlx::query!(
        "insert into comment (tenant_id, id, customer_id, fixed, body, mentions, answers, anchor, anchor_version, author_id, created_by, changed_by)
        select c.tenant_id, $1, c.id, $3 and $5::uuid is null, $4, $7, coalesce(a.answers, a.id), $6, case when $6::text is not null then c.version end,
            current_app_user(), current_app_user(), current_app_user()
        from customer c left join comment a on a.tenant_id = c.tenant_id and a.customer_id = c.id and a.id = $5
        where c.tenant_id = current_tenant() and c.id = $2 and ($5::uuid is null or a.id is not null)",
        id.0,
        customer.0,
        place.fixed,
        body,
        place.answers.map(|answers| answers.0),
        place.anchor.filter(|_| place.answers.is_none()),
        call::kept(&mentions)?,
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 {
        return Err(StoreError::NotFound);
    }
    call::tell(tx, id, &mentions).await?;
    call::tell_answered(tx, id).await?;
    Ok(id)
}

/// Puts a comment among the fixed ones, or back into the stream; answers stay where they are.
///
/// # Errors
/// When the policy says no or there is no such comment.
pub async fn fix(tx: &mut Tx, customer: CustomerId, id: CommentId, fixed: bool) -> Result<(), StoreError> {
    tx.authorise(Action::WriteComment)?;
    let done = sqlx::query!(
        "update comment set fixed = $3 where tenant_id = current_tenant() and customer_id = $1 and id = $2 and answers is null",
        customer.0,
        id.0,
        fixed
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Says that what a comment at a field asked for is settled, or is not after all.
///
/// # Errors
/// When the policy says no or there is no such comment at a field.
pub async fn resolve(tx: &mut Tx, customer: CustomerId, id: CommentId, resolved: bool) -> Result<(), StoreError> {
    tx.authorise(Action::WriteComment)?;
    let done = sqlx::query!(
        "update comment set resolved_in = case when $3 then resolved_in end,
            resolved_at = case when $3 then coalesce(resolved_at, now()) end,
            resolved_by = case when $3 then coalesce(resolved_by, current_app_user()) end
        where tenant_id = current_tenant() and customer_id = $1 and id = $2 and anchor is not null",
        customer.0,
        id.0,
        resolved
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Deletes a comment with its answers; the log keeps what they said.
///
/// # Errors
/// When the policy says no or there is no such comment.
pub async fn delete(tx: &mut Tx, customer: CustomerId, id: CommentId) -> Result<(), StoreError> {
    tx.authorise(Action::WriteComment)?;
    let done = sqlx::query!(
        "delete from comment where tenant_id = current_tenant() and customer_id = $1 and (id = $2 or answers = $2)",
        customer.0,
        id.0
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
