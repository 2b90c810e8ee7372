//! Notices that go out by e-mail: at once with what causes them, or once a day (contracts COM-10, ADM-28).

use super::{EXCERPT, reminded};
use crate::{Store, StoreError, Tx, unattended::unattended};
use domain::{
    activity::Activity,
    email::Email,
    id::{CommandId, CommentId, CustomerId, DocumentId, EnquiryId, NoticeId, TenantId, UserId},
    language::Language,
    notice::{Notice, NoticeKind},
    policy::Action,
};
use sqlx::types::Json;

/// Somebody who is told by e-mail at once.
#[derive(Clone, Debug)]
pub struct ToMail {
    /// Who it is.
    pub user: UserId,
    /// What they are called.
    pub name: String,
    /// Where it goes.
    pub email: Email,
    /// The language they chose.
    pub language: Option<Language>,
    /// Of what they are told.
    pub notice: Notice,
}

/// Who wants to be told of a comment by e-mail at once and was not yet. All of them may read the card: nobody else
/// has a notice.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn to_mail(tx: &mut Tx, comment: CommentId) -> Result<Vec<ToMail>, StoreError> {
    tx.authorise(Action::WriteComment)?;
    let rows = sqlx::query!(
        r#"select n.id as "id: NoticeId", n.kind, coalesce(w.name, '') as "by!", n.created_at as "at: jiff_sqlx::Timestamp",
            c.id as "customer: CustomerId", c.name as "customer_name!", left(m.body, $2) as "excerpt!",
            u.id as "user: UserId", u.name, u.email, u.language
        from notice n
        join comment m on m.tenant_id = n.tenant_id and m.id = n.comment_id
        join customer c on c.tenant_id = m.tenant_id and c.id = m.customer_id
        join app_user u on u.tenant_id = n.tenant_id and u.id = n.user_id and u.active
        left join app_user w on w.tenant_id = n.tenant_id and w.id = n.by_user
        where n.tenant_id = current_tenant() and n.comment_id = $1 and n.mail = 'now' and n.mailed_at is null and n.read_at is null
        order by n.id"#,
        comment.0,
        EXCERPT,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let notice = Notice {
                id: row.id,
                kind: NoticeKind::from_key(&row.kind),
                by: row.by,
                at: crate::utc(row.at),
                is_read: false,
                customer: Some(row.customer),
                customer_name: row.customer_name,
                comment: Some(comment),
                enquiry: None,
                activity: None,
                document: None,
                excerpt: row.excerpt,
            };
            // An address that can't be written to is told on the page alone.
            let email = Email::parse(&row.email).ok()?;
            let language = row.language.as_deref().and_then(Language::from_tag);
            Some(ToMail { user: row.user, name: row.name, email, language, notice })
        })
        .collect())
}

/// Notes that these notices have gone out by e-mail.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn mailed(tx: &mut Tx, notices: &[NoticeId]) -> Result<(), StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let ids: Vec<_> = notices.iter().map(|id| id.0).collect();
    sqlx::query!("update notice set mailed_at = now() where tenant_id = current_tenant() and id = any ($1)", &ids)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// What somebody is told in the mail of the day, in a transaction of theirs: whoever commits it has told them.
#[derive(Debug)]
pub struct Digest {
    /// The transaction.
    pub tx: Tx,
    /// What they have not read, the oldest first; nothing where they may not be told any more.
    pub notices: Vec<Notice>,
}

/// The next one whose mail of the day is due at a moment; nobody else has them until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn take_digest(store: &Store, at: jiff::Timestamp) -> Result<Option<Digest>, StoreError> {
    let mut inner = store.begin_work().await?;
    let row = sqlx::query!(
        r#"select tenant_id as "tenant!: TenantId", user_id as "user!: UserId", tenant_name as "tenant_name!", country as "country!",
            time_zone as "time_zone!", user_name as "user_name!", email as "email!", role as "role!", language, active as "active!",
            set_config('role', 'kundekort_app', true) as application
        from take_digest($1::text::timestamptz)"#,
        at.to_string(),
    )
    .fetch_optional(&mut *inner)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let whose = unattended!(row.tenant, row.user, row);
    let mut tx = Tx::new(inner, whose.session(), CommandId::generate());
    let may_be_told = row.active && tx.authorise(Action::ReadCustomer).is_ok();
    let notices = if may_be_told { due(&mut tx, at).await? } else { Vec::new() };
    Ok(Some(Digest { tx, notices }))
}

/// What whoever the transaction belongs to has not read of what goes out at that time.
async fn due(tx: &mut Tx, at: jiff::Timestamp) -> Result<Vec<Notice>, StoreError> {
    let rows = sqlx::query!(
        r#"select n.id as "id: NoticeId", n.kind, coalesce(w.name, n.by_name) as "by!", n.created_at as "at: jiff_sqlx::Timestamp",
            c.id as "customer?: CustomerId", coalesce(c.name, '') as "customer_name!", m.id as "comment?: CommentId", e.id as "enquiry?: EnquiryId",
            g.document_id as "document?: DocumentId", a.told as "activity?: Json<Activity>", n.recurs_on::text,
            left(coalesce(m.body, e.title, d.body, g.name, i.note, ''), $2) as "excerpt!"
        from notice n
        left join comment m on m.tenant_id = n.tenant_id and m.id = n.comment_id
        left join enquiry e on e.tenant_id = n.tenant_id and e.id = n.enquiry_id
        left join dialog d on d.tenant_id = n.tenant_id and d.id = n.dialog_id
        left join signing g on g.tenant_id = n.tenant_id and g.id = n.signing_id
        left join activity_invitation i on i.tenant_id = n.tenant_id and i.id = n.invitation_id
        left join told_activity a on a.tenant_id = n.tenant_id and a.id = n.activity_id
        left join customer c on c.tenant_id = n.tenant_id and c.id = coalesce(m.customer_id, n.customer_id, a.customer_id)
        left join app_user w on w.tenant_id = n.tenant_id and w.id = n.by_user
        where n.tenant_id = current_tenant() and n.user_id = current_app_user() and n.mail = 'daily' and n.mailed_at is null
            and n.read_at is null and n.created_at < digest_time($1::text::timestamptz)
        order by n.id limit 50"#,
        at.to_string(),
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
            is_read: false,
            customer: row.customer,
            customer_name: row.customer_name,
            comment: row.comment,
            enquiry: row.enquiry,
            activity: reminded(row.activity, row.recurs_on.as_deref()),
            document: row.document,
            excerpt: row.excerpt,
        })
        .collect())
}
