//! Changing a comment: what somebody else did meanwhile is told, and who is called on anew hears of it.

use super::{body, call};
use crate::{StoreError, Tx};
use domain::{
    comment::Mention,
    error::{ApiError, Conflict, Problem},
    id::{CommentId, CustomerId, UserId},
    policy::Action,
};
use serde_json::Value;
use sqlx::types::Json;

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
        r#"select c.version, c.body, c.mentions as "mentions: Json<Vec<Mention>>", c.author_id as "author_id: UserId", coalesce(u.name, '') as "by!",
            coalesce(c.changed_by = current_app_user(), false) as "by_me!",
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
                by_me: row.by_me,
                version: row.version,
            };
            return Err(StoreError::Refused(ApiError::conflict(vec![conflict])));
        }
    }
    let before = row.mentions.map(|mentions| mentions.0).unwrap_or_default();
    let mentions = call::mentions(tx, &body, &before).await?;
    let author_as_read = was("author_id").is_some_and(|was| was == changed.author.to_string());
    let author = if author_as_read { row.author_id } else { changed.author };
    sqlx::query!(
        "update comment set body = $3, mentions = $7, author_id = $4, body_changed = body_changed or body <> $3,
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
        call::kept(&mentions)?,
    )
    .execute(tx.connection())
    .await?;
    call::tell(tx, id, &mentions).await
}
