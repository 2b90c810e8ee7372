//! Comments on a customer: the stream and the fixed ones.

use crate::{StoreError, Tx};
use domain::{
    comment::{Comment, MAX, Original},
    error::{ApiError, Conflict, Problem},
    id::{CommentId, CustomerId, UserId},
    plain_text,
    policy::Action,
};
use serde_json::Value;
use sqlx::types::Json;

/// Fixed comments of a customer and the newest of the stream, in one statement.
///
/// Fixed ones come first when `fixed` is asked for, then at most `stream` others, newest first.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn list(tx: &mut Tx, customer: CustomerId, fixed: bool, stream: i64) -> Result<Vec<Comment>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        r#"select c.id as "id!: CommentId", c.version as "version!", c.fixed as "fixed!", c.body as "body!", c.body_changed as "body_changed!",
            c.author_id as "author_id!: UserId", author.name as "author!", c.written_at as "written_at!: jiff_sqlx::Timestamp",
            coalesce(creator.name, '') as "creator!", c.created_at as "created_at!: jiff_sqlx::Timestamp",
            (c.created_by is distinct from c.author_id or c.created_at <> c.written_at) as "moved!"
        from (
            (select * from comment where tenant_id = current_tenant() and customer_id = $1 and fixed and $2
                order by written_at, id limit 100)
            union all
            (select * from comment where tenant_id = current_tenant() and customer_id = $1 and not fixed
                order by written_at desc, id desc limit $3)) c
        join app_user author on author.tenant_id = c.tenant_id and author.id = c.author_id
        left join app_user creator on creator.tenant_id = c.tenant_id and creator.id = c.created_by
        order by c.fixed desc, case when c.fixed then c.written_at end, c.written_at desc, c.id desc"#,
        customer.0,
        fixed,
        stream,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Comment {
            id: row.id,
            version: row.version,
            fixed: row.fixed,
            body: row.body,
            author: row.author,
            author_id: row.author_id.to_string(),
            at: crate::utc(row.written_at),
            original: row.moved.then(|| Original { author: row.creator, at: crate::utc(row.created_at) }),
            edited: row.body_changed,
        })
        .collect())
}

fn body(typed: &str) -> Result<String, StoreError> {
    let body = plain_text::lines(typed, MAX).map_err(|problem| StoreError::field("body", problem.into()))?;
    if body.is_empty() { Err(StoreError::field("body", Problem::Required)) } else { Ok(body) }
}

/// Writes a comment, with today's date and the signed-in author (seed 004:53).
///
/// # Errors
/// When the text can't be taken, or this firm has no such customer.
pub async fn add(tx: &mut Tx, customer: CustomerId, typed: &str, fixed: bool) -> Result<CommentId, StoreError> {
    tx.authorise(Action::WriteComment)?;
    let body = body(typed)?;
    let id = CommentId::generate();
    let done = sqlx::query!(
        "insert into comment (tenant_id, id, customer_id, fixed, body, author_id, created_by, changed_by)
        select tenant_id, $1, id, $3, $4, current_app_user(), current_app_user(), current_app_user()
        from customer where tenant_id = current_tenant() and id = $2",
        id.0,
        customer.0,
        fixed,
        body,
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(id) }
}

/// What a comment's form sends: everything it shows.
#[derive(Clone, Copy, Debug)]
pub struct Changed<'a> {
    /// Which save was read.
    pub version: i32,
    /// The text.
    pub body: &'a str,
    /// Who it says wrote it.
    pub author: UserId,
    /// When it says it was written, UTC in RFC 3339, to the minute.
    pub at: &'a str,
}

/// Changes text, author and date of a comment; the system's own note of who and when stays.
///
/// What somebody else changed since it was read is a conflict where this save wants something
/// else again; what is sent back as it was read takes nothing from others.
///
/// # Errors
/// When the text can't be taken, the author is unknown, or there is a conflict.
pub async fn change(tx: &mut Tx, customer: CustomerId, id: CommentId, changed: Changed<'_>) -> Result<(), StoreError> {
    tx.authorise(Action::WriteComment)?;
    let row = sqlx::query!(
        r#"select c.version, c.body, c.author_id as "author_id: UserId", coalesce(u.name, '') as "by!",
            exists (select from app_user a where a.tenant_id = c.tenant_id and a.id = $3) as "author_is_known!",
            (select coalesce(jsonb_agg(l.changes order by l.version), '[]') from change_log l
                where l.tenant_id = c.tenant_id and l.row_id = c.id and l.version > $4) as "since!: Json<Vec<Value>>"
        from comment c left join app_user u on u.tenant_id = c.tenant_id and u.id = c.changed_by
        where c.tenant_id = current_tenant() and c.customer_id = $1 and c.id = $2 for no key update of c"#,
        customer.0,
        id.0,
        changed.author.0,
        changed.version,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    if !row.author_is_known {
        return Err(StoreError::field("author", Problem::Choice));
    }
    let was = |key: &str| row.since.0.iter().find_map(|entry| entry.get(key)?.get(0)?.as_str());
    let mut body = body(changed.body)?;
    if let Some(was) = was("body") {
        if body == was {
            body.clone_from(&row.body);
        } else if body != row.body {
            let conflict = Conflict {
                field: "body".to_owned(),
                mine_shown: body.clone(),
                mine: body,
                theirs: row.body.clone(),
                theirs_shown: row.body,
                was: was.to_owned(),
                was_shown: was.to_owned(),
                by: row.by,
                version: row.version,
            };
            return Err(StoreError::Refused(ApiError::conflict(vec![conflict])));
        }
    }
    let author_as_read = was("author_id").is_some_and(|was| was == changed.author.to_string());
    let author = if author_as_read { row.author_id } else { changed.author };
    sqlx::query!(
        "update comment set body = $3, author_id = $4, body_changed = body_changed or body <> $3,
            written_at = case
                -- A form knows minutes only: the same minute is the same moment, and what was read
                -- before somebody else changed it is left as it is now.
                when date_trunc('minute', written_at) = $5::text::timestamptz then written_at
                when date_trunc('minute', $6::text::timestamptz) = $5::text::timestamptz then written_at
                else $5::text::timestamptz
            end
        where tenant_id = current_tenant() and customer_id = $1 and id = $2",
        customer.0,
        id.0,
        body,
        author.0,
        changed.at,
        was("written_at"),
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Puts a comment among the fixed ones, or back into the stream.
///
/// # Errors
/// When the policy says no or there is no such comment.
pub async fn fix(tx: &mut Tx, customer: CustomerId, id: CommentId, fixed: bool) -> Result<(), StoreError> {
    tx.authorise(Action::WriteComment)?;
    let done = sqlx::query!(
        "update comment set fixed = $3 where tenant_id = current_tenant() and customer_id = $1 and id = $2",
        customer.0,
        id.0,
        fixed
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Deletes a comment; the log keeps what it said.
///
/// # Errors
/// When the policy says no or there is no such comment.
pub async fn delete(tx: &mut Tx, customer: CustomerId, id: CommentId) -> Result<(), StoreError> {
    tx.authorise(Action::WriteComment)?;
    let done = sqlx::query!(
        "delete from comment where tenant_id = current_tenant() and customer_id = $1 and id = $2",
        customer.0,
        id.0
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
