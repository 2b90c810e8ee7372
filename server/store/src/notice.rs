//! A person's own notices: who called on them or answered them, and the way to where it stands (seed 003:99).

mod mail;
pub(crate) mod outside;

pub use mail::{Digest, ToMail, mailed, take_digest, to_mail};
pub use outside::ToTell;

use crate::{StoreError, Tx};
use domain::{
    activity::Activity,
    id::{CommentId, CustomerId, DocumentId, EnquiryId, NoticeId},
    notice::{MentionMail, Notice, NoticeKind},
    policy::Action,
};
use sqlx::types::Json;

/// Most notices that their page shows.
pub const MOST: i64 = 200;

/// How much of a comment a notice shows.
pub(crate) const EXCERPT: i32 = 240;

/// The newest notices of whoever asks, each with what it is about: read here and now, by whoever may read the card.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn list(tx: &mut Tx) -> Result<Vec<Notice>, StoreError> {
    tx.authorise_own(Action::ChangeProfile)?;
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        r#"select n.id as "id: NoticeId", n.kind, coalesce(u.name, n.by_name) as "by!", n.created_at as "at: jiff_sqlx::Timestamp",
            n.read_at is not null as "is_read!", c.id as "customer?: CustomerId", coalesce(c.name, '') as "customer_name!", m.id as "comment?: CommentId", e.id as "enquiry?: EnquiryId",
            g.document_id as "document?: DocumentId", a.told as "activity?: Json<Activity>", n.recurs_on::text,
            left(coalesce(m.body, e.title, d.body, g.name, i.note, ''), $2) as "excerpt!", coalesce(char_length(coalesce(m.body, d.body)) > $2, false) as "is_cut!"
        from (select * from notice where tenant_id = current_tenant() and user_id = current_app_user()
            order by id desc limit $1) n
        left join comment m on m.tenant_id = n.tenant_id and m.id = n.comment_id
        left join enquiry e on e.tenant_id = n.tenant_id and e.id = n.enquiry_id
        left join dialog d on d.tenant_id = n.tenant_id and d.id = n.dialog_id
        left join signing g on g.tenant_id = n.tenant_id and g.id = n.signing_id
        left join activity_invitation i on i.tenant_id = n.tenant_id and i.id = n.invitation_id
        left join told_activity a on a.tenant_id = n.tenant_id and a.id = n.activity_id
        left join customer c on c.tenant_id = n.tenant_id and c.id = coalesce(m.customer_id, n.customer_id, a.customer_id)
        left join app_user u on u.tenant_id = n.tenant_id and u.id = n.by_user
        order by n.id desc"#,
        MOST,
        EXCERPT,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Notice {
            id: row.id,
            kind: NoticeKind::from_key(&row.kind),
            by: row.by,
            at: crate::utc(row.at),
            is_read: row.is_read,
            customer: row.customer,
            customer_name: row.customer_name,
            comment: row.comment,
            enquiry: row.enquiry,
            activity: reminded(row.activity, row.recurs_on.as_deref()),
            document: row.document,
            excerpt: if row.is_cut { format!("{} …", row.excerpt.trim_end()) } else { row.excerpt },
        })
        .collect())
}

/// What a notice reminds of: of a series the occurrence.
fn reminded(activity: Option<Json<Activity>>, day: Option<&str>) -> Option<Box<Activity>> {
    let whole = activity?.0;
    Some(Box::new(match day.and_then(|day| day.parse().ok()) {
        Some(day) if whole.recurrence.is_some() => crate::activity::on(&whole, day),
        _ => whole,
    }))
}

/// Notes that one notice of whoever asks is read; says whether it was not before.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn read(tx: &mut Tx, id: NoticeId) -> Result<bool, StoreError> {
    tx.authorise_own(Action::ChangeProfile)?;
    let done = sqlx::query!(
        "update notice set read_at = now() where tenant_id = current_tenant() and user_id = current_app_user() and id = $1 and read_at is null",
        id.0
    )
    .execute(tx.connection())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Says whether one notice of whoever asks is read.
///
/// # Errors
/// [`StoreError::NotFound`] when they have no such notice.
pub async fn set_read(tx: &mut Tx, id: NoticeId, is_read: bool) -> Result<(), StoreError> {
    tx.authorise_own(Action::ChangeProfile)?;
    let done = sqlx::query!(
        "update notice set read_at = case when $2 then coalesce(read_at, now()) end
        where tenant_id = current_tenant() and user_id = current_app_user() and id = $1",
        id.0,
        is_read,
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Notes that all notices of whoever asks are read.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn read_all(tx: &mut Tx) -> Result<(), StoreError> {
    tx.authorise_own(Action::ChangeProfile)?;
    sqlx::query!(
        "update notice set read_at = now() where tenant_id = current_tenant() and user_id = current_app_user() and read_at is null"
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// How whoever asks wants to be told by e-mail.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn mention_mail(tx: &mut Tx) -> Result<MentionMail, StoreError> {
    tx.authorise_own(Action::ChangeProfile)?;
    let key = sqlx::query_scalar!(
        "select mention_mail from app_user where tenant_id = current_tenant() and id = current_app_user()"
    )
    .fetch_one(tx.connection())
    .await?;
    Ok(MentionMail::from_key(&key).unwrap_or_default())
}

/// Chooses how whoever asks is told by e-mail from now on.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn choose_mention_mail(tx: &mut Tx, chosen: MentionMail) -> Result<(), StoreError> {
    tx.authorise_own(Action::ChangeProfile)?;
    sqlx::query!(
        "update app_user set mention_mail = $1 where tenant_id = current_tenant() and id = current_app_user()",
        chosen.key(),
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
