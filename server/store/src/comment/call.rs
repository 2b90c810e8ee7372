//! Whom comments call on, and who is told of it (seeds 003:97, 003:99).
//!
//! Nobody is offered, called or told who may not read the card: a notice never says more than the card does.

use crate::{StoreError, Tx};
use domain::{
    comment::{self, Callable, Colleague, Mention},
    error::Problem,
    id::{CommentId, TenantId, UserId},
    plain_text,
    policy::{Action, Actor, Subject, can},
    user::Role,
};
use serde_json::Value;

/// How many are offered while one types.
const OFFERED: usize = 8;

/// The roles whose people may read the cards of their firm.
fn readers(tenant: TenantId) -> Vec<String> {
    let reads = |role: &Role| {
        let actor = Actor::Staff { tenant, user: UserId(uuid::Uuid::nil()), role: *role };
        can(actor, Action::ReadCustomer, Subject { tenant, owner: None }).allowed
    };
    Role::ALL.into_iter().filter(reads).map(|role| role.key().to_owned()).collect()
}

/// Everybody and every department that can be called on, by name, with what is told beside the name.
async fn callables(tx: &mut Tx) -> Result<Vec<(Callable, String)>, StoreError> {
    let rows = sqlx::query!(
        r#"select u.id as "id!", u.name as "name!", u.email, coalesce(d.name, '') as "about!"
        from app_user u left join department d on d.tenant_id = u.tenant_id and d.id = u.department_id
        where u.tenant_id = current_tenant() and u.active and u.role = any ($1)
        union all
        select d.id, d.name, null, (select count(*) from app_user u where u.tenant_id = d.tenant_id and u.department_id = d.id
            and u.active and u.role = any ($1))::text
        from department d where d.tenant_id = current_tenant() and not d.retired
        order by 2, 1"#,
        &readers(tx.session().tenant),
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows.into_iter().map(|row| (Callable { id: row.id, name: row.name, email: row.email }, row.about)).collect())
}

/// Whom a text calls on. Whom it called on `before` it still does where the name stands there, also when that
/// person has left or is called otherwise since.
pub(super) async fn mentions(tx: &mut Tx, body: &str, before: &[Mention]) -> Result<Vec<Mention>, StoreError> {
    if !body.contains('@') {
        return Ok(Vec::new());
    }
    let mut all: Vec<Callable> = callables(tx).await?.into_iter().map(|(callable, _)| callable).collect();
    all.extend(before.iter().map(|mention| Callable { id: mention.id, name: mention.text.clone(), email: None }));
    comment::mentions(body, &all).map_err(|_| StoreError::field("body", Problem::SeveralPeople))
}

/// As they are kept with the comment; nothing where there are none.
pub(super) fn kept(mentions: &[Mention]) -> Result<Option<Value>, StoreError> {
    Ok(if mentions.is_empty() { None } else { Some(serde_json::to_value(mentions)?) })
}

/// Tells those whom a comment calls on, each once: people, and all of a department; nobody of their own doing.
pub(super) async fn tell(tx: &mut Tx, id: CommentId, mentions: &[Mention]) -> Result<(), StoreError> {
    if mentions.is_empty() {
        return Ok(());
    }
    let called: Vec<uuid::Uuid> = mentions.iter().map(|mention| mention.id).collect();
    sqlx::query!(
        "insert into notice (tenant_id, user_id, kind, comment_id, by_user, mail)
        select u.tenant_id, u.id, 'mention', $1, current_app_user(), u.mention_mail from app_user u
        where u.tenant_id = current_tenant() and u.active and u.role = any ($3) and u.id <> current_app_user()
            and (u.id = any ($2) or u.department_id = any ($2))
        order by u.id
        on conflict (tenant_id, user_id, comment_id) do nothing",
        id.0,
        &called,
        &readers(tx.session().tenant),
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Tells the author of the comment that a new one answers.
pub(super) async fn tell_answered(tx: &mut Tx, id: CommentId) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into notice (tenant_id, user_id, kind, comment_id, by_user, mail)
        select u.tenant_id, u.id, 'answer', c.id, current_app_user(), u.mention_mail from comment c
        join comment a on a.tenant_id = c.tenant_id and a.id = c.answers
        join app_user u on u.tenant_id = a.tenant_id and u.id = a.author_id
        where c.tenant_id = current_tenant() and c.id = $1 and u.active and u.role = any ($2) and u.id <> current_app_user()
        on conflict (tenant_id, user_id, comment_id) do nothing",
        id.0,
        &readers(tx.session().tenant),
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Colleagues and departments whose names have a word that begins as was typed, for offering; all of them where
/// nothing was typed yet. Whoever shares a name with another is written by their address.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn find_colleagues(tx: &mut Tx, typed: &str) -> Result<Vec<Colleague>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let wanted = plain_text::line(typed, 100).unwrap_or_default().to_lowercase();
    let me = tx.session().user.0;
    Ok(offered(&callables(tx).await?, &wanted, me))
}

fn offered(all: &[(Callable, String)], wanted: &str, me: uuid::Uuid) -> Vec<Colleague> {
    let fits = |name: &str| {
        let name = name.to_lowercase();
        name.starts_with(wanted) || name.split([' ', '-']).any(|word| word.starts_with(wanted))
    };
    let is_alone = |callable: &Callable| {
        all.iter().filter(|(other, _)| other.name.to_lowercase() == callable.name.to_lowercase()).count() == 1
    };
    let mut found: Vec<Colleague> = all
        .iter()
        .filter(|(callable, _)| callable.id != me && fits(&callable.name))
        .map(|(callable, about)| Colleague {
            inserts: callable.email.clone().filter(|_| !is_alone(callable)).unwrap_or_else(|| callable.name.clone()),
            name: callable.name.clone(),
            about: about.clone(),
            is_department: callable.email.is_none(),
        })
        .collect();
    // Whose first name it is comes before whose last name it is.
    found.sort_by_key(|colleague| !colleague.name.to_lowercase().starts_with(wanted));
    found.truncate(OFFERED);
    found
}
