//! Accounts of the firm's staff: who has one, what they may do, and closing it again. Administrators alone see them.

use crate::{
    StoreError, Tx, department,
    outgoing::{self, Standing},
    settings,
};
use domain::{
    email::Email,
    error::{ApiError, FieldError, Problem},
    id::{DepartmentId, InvitationId, UserId},
    language::Language,
    outgoing::Purpose,
    plain_text,
    policy::{Action, Decision, Reason},
    user::{NAME_MAX, Role},
};

/// What stands in place of the hash of a password that nobody has chosen yet: no password has it.
const NO_PASSWORD: &str = "!";

/// An account as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Their identity.
    pub id: UserId,
    /// What they are called.
    pub name: String,
    /// The address with which they sign in.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// Their department.
    pub department: Option<DepartmentId>,
    /// What that is called.
    pub department_name: String,
    /// Whether they may sign in.
    pub active: bool,
    /// Whether they have chosen a password: an invitation was taken once.
    pub has_password: bool,
    /// Until when their open invitation is valid, UTC in RFC 3339.
    pub invited_until: Option<String>,
    /// How far the mail of their newest invitation is.
    pub mail: Option<Standing>,
    /// When they were here last, UTC in RFC 3339, as far as their sessions are kept.
    pub seen_at: Option<String>,
    /// Which save this is.
    pub version: i32,
}

/// All accounts, those that are open first, by name.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn list(tx: &mut Tx) -> Result<Vec<User>, StoreError> {
    tx.authorise(Action::ChangeUsers)?;
    let rows = sqlx::query!(
        r#"select u.id as "id: UserId", u.name, u.email, u.role, u.department_id as "department: DepartmentId", coalesce(d.name, '') as "department_name!",
            u.active, u.password_hash <> $1 as "has_password!", u.version,
            (select max(i.expires_at) from invitation i where i.tenant_id = u.tenant_id and i.user_id = u.id
                and i.used_at is null and i.withdrawn_at is null and i.expires_at > now()) as "invited_until: jiff_sqlx::Timestamp",
            (select max(s.last_seen_at) from session s where s.tenant_id = u.tenant_id and s.user_id = u.id) as "seen_at: jiff_sqlx::Timestamp",
            m.state as "mail_state?", m.problem as mail_problem, m.detail as mail_detail
        from app_user u left join department d on d.tenant_id = u.tenant_id and d.id = u.department_id
        left join lateral (select o.state, o.problem, o.detail from outgoing o
            where o.tenant_id = u.tenant_id and o.user_id = u.id and o.purpose = 'invitation' order by o.id desc limit 1) m on true
        where u.tenant_id = current_tenant() order by not u.active, in_alphabet(u.name, (select firm_alphabet())) collate "C", u.id"#,
        NO_PASSWORD,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| User {
            id: row.id,
            name: row.name,
            email: row.email,
            role: Role::from_key(&row.role),
            department: row.department,
            department_name: row.department_name,
            active: row.active,
            has_password: row.has_password,
            invited_until: row.invited_until.map(crate::utc),
            mail: row.mail_state.map(|state| Standing::new(&state, row.mail_problem.as_deref(), row.mail_detail)),
            seen_at: row.seen_at.map(crate::utc),
            version: row.version,
        })
        .collect())
}

/// Holds the firm's accounts until the transaction ends: whoever else changes one waits. Whoever is no
/// administrator any more by then changes none.
async fn hold(tx: &mut Tx) -> Result<(), StoreError> {
    settings::hold(tx).await?;
    let still = sqlx::query_scalar!(
        r#"select exists (select from app_user where tenant_id = current_tenant() and id = current_app_user()
            and active and role = 'administrator') as "still!""#
    )
    .fetch_one(tx.connection())
    .await?;
    if still { Ok(()) } else { Err(StoreError::Forbidden(Decision { allowed: false, reason: Reason::RoleForbids })) }
}

/// Says no where nobody else could look after the firm's accounts.
async fn keep_one(tx: &mut Tx, but: UserId, field: &str) -> Result<(), StoreError> {
    let others = sqlx::query_scalar!(
        r#"select exists (select from app_user where tenant_id = current_tenant() and id <> $1 and active and role = 'administrator') as "others!""#,
        but.0
    )
    .fetch_one(tx.connection())
    .await?;
    if others { Ok(()) } else { Err(StoreError::field(field, Problem::LastAdministrator)) }
}

struct Stands {
    role: Role,
    department: Option<DepartmentId>,
    active: bool,
    has_password: bool,
    version: i32,
}

async fn stands(tx: &mut Tx, id: UserId) -> Result<Stands, StoreError> {
    let row = sqlx::query!(
        r#"select role, department_id as "department: DepartmentId", active, password_hash <> $2 as "has_password!", version
        from app_user where tenant_id = current_tenant() and id = $1"#,
        id.0,
        NO_PASSWORD,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let role = Role::from_key(&row.role);
    let (active, has_password, version) = (row.active, row.has_password, row.version);
    Ok(Stands { role, department: row.department, active, has_password, version })
}

/// Gives somebody who was read at `version` a role and a department.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such person; [`Problem::LastAdministrator`] where nobody would be
/// left to look after the accounts; [`Problem::ChangedSince`] when somebody else has changed them since.
pub async fn change(tx: &mut Tx, id: UserId, version: i32, role: &str, department: &str) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeUsers)?;
    change_from(tx, id, Some(version), role, department).await
}

/// The same to somebody as they stand, whichever save that is.
pub(crate) async fn change_as_it_stands(
    tx: &mut Tx,
    id: UserId,
    role: &str,
    department: &str,
) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeUsers)?;
    change_from(tx, id, None, role, department).await
}

async fn change_from(
    tx: &mut Tx,
    id: UserId,
    version: Option<i32>,
    role: &str,
    department: &str,
) -> Result<(), StoreError> {
    hold(tx).await?;
    let before = stands(tx, id).await?;
    let role = role_named(role)?;
    let department = department::chosen(tx, "department", department, before.department).await?;
    if version.is_some_and(|version| before.version != version) {
        return Err(StoreError::field("role", Problem::ChangedSince));
    }
    if before.active && before.role == Role::Administrator && role != Role::Administrator {
        keep_one(tx, id, "role").await?;
    }
    sqlx::query!(
        "update app_user set role = $2, department_id = $3
        where tenant_id = current_tenant() and id = $1 and (role, department_id) is distinct from ($2, $3)",
        id.0,
        role.key(),
        department.map(|id| id.0),
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

fn role_named(key: &str) -> Result<Role, StoreError> {
    Role::ALL.into_iter().find(|role| role.key() == key).ok_or_else(|| StoreError::field("role", Problem::Choice))
}

/// Closes an account, or opens it again. Closing ends all of its sessions and withdraws its invitations; what the
/// person has done stays with their name.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such person; [`Problem::Yourself`] for one's own account;
/// [`Problem::LastAdministrator`] where nobody would be left to look after the accounts; [`Problem::NotAccepted`] when
/// one is to be opened whose invitation was never taken.
pub async fn activate(tx: &mut Tx, id: UserId, active: bool) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeUsers)?;
    hold(tx).await?;
    let before = stands(tx, id).await?;
    if active && !before.has_password {
        return Err(StoreError::field("user", Problem::NotAccepted));
    }
    if !active {
        if id == tx.session().user {
            return Err(StoreError::field("user", Problem::Yourself));
        }
        if before.active && before.role == Role::Administrator {
            keep_one(tx, id, "user").await?;
        }
        withdraw_all(tx, id).await?;
        sqlx::query!("delete from session where tenant_id = current_tenant() and user_id = $1", id.0)
            .execute(tx.connection())
            .await?;
    }
    sqlx::query!(
        "update app_user set active = $2 where tenant_id = current_tenant() and id = $1 and active <> $2",
        id.0,
        active
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Somebody who is to be invited, as the form sends them.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each is the text of its input")]
pub struct Invited<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub role: &'a str,
    pub department: &'a str,
    /// In which the mail is written and they will read; empty for the firm's.
    pub language: &'a str,
}

/// Says no to those who may invite nobody.
///
/// # Errors
/// When the policy says no.
pub fn may_invite(tx: &Tx) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeUsers)
}

/// Makes a closed account and an invitation to it; `digest` is that of the secret in its link.
///
/// # Errors
/// What is wrong with which value; [`Problem::EmailTaken`] where the address has an account, in whichever firm: one
/// signs in without naming the firm. The caller limits how often that is asked.
pub async fn invite(tx: &mut Tx, who: Invited<'_>, digest: &[u8]) -> Result<UserId, StoreError> {
    tx.authorise(Action::ChangeUsers)?;
    let mut errors = Vec::new();
    let mut problem = |field: &str, problem| errors.push(FieldError { field: field.to_owned(), problem });
    let name = plain_text::line(who.name, NAME_MAX).unwrap_or_else(|wrong| {
        problem("name", wrong.into());
        "-".to_owned()
    });
    if name.is_empty() {
        problem("name", Problem::Required);
    }
    let email = Email::parse(who.email)
        .map_err(|_| problem("email", if who.email.trim().is_empty() { Problem::Required } else { Problem::Email }))
        .ok();
    let role = role_named(who.role).map_err(|_| problem("role", Problem::Choice)).ok();
    let language = match who.language {
        "" => None,
        tag => Language::from_tag(tag).or_else(|| {
            problem("language", Problem::Choice);
            None
        }),
    };
    let department = match department::chosen(tx, "department", who.department, None).await {
        Ok(department) => department,
        Err(StoreError::Refused(refusal)) => {
            errors.extend(refusal.fields);
            None
        }
        Err(error) => return Err(error),
    };
    let (Some(email), Some(role), true) = (email, role, errors.is_empty()) else {
        return Err(StoreError::Refused(ApiError::invalid(errors)));
    };
    hold(tx).await?;
    let id = UserId::generate();
    sqlx::query!(
        "insert into app_user (tenant_id, id, name, email, password_hash, role, department_id, active, language)
        values (current_tenant(), $1, $2, $3, $4, $5, $6, false, $7)",
        id.0,
        name,
        email.as_str(),
        NO_PASSWORD,
        role.key(),
        department.map(|id| id.0),
        language.map(Language::tag),
    )
    .execute(tx.connection())
    .await?;
    note_invitation(tx, id, digest).await?;
    Ok(id)
}

async fn note_invitation(tx: &mut Tx, user: UserId, digest: &[u8]) -> Result<(), StoreError> {
    let id = InvitationId::generate();
    sqlx::query!("insert into invitation (tenant_id, id, user_id) values (current_tenant(), $1, $2)", id.0, user.0)
        .execute(tx.connection())
        .await?;
    sqlx::query!("select keep_invitation_digest($1, $2)", id.0, digest).execute(tx.connection()).await?;
    Ok(())
}

async fn withdraw_all(tx: &mut Tx, user: UserId) -> Result<(), StoreError> {
    sqlx::query!(
        "update invitation set withdrawn_at = now()
        where tenant_id = current_tenant() and user_id = $1 and used_at is null and withdrawn_at is null",
        user.0
    )
    .execute(tx.connection())
    .await?;
    // Nor is the mail of use that has not gone out yet.
    outgoing::withdraw(tx, user, Purpose::Invitation).await
}

/// Whom a mail with an invitation is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressee {
    /// What they are called.
    pub name: String,
    /// Their address.
    pub email: Email,
    /// In which language they read; none where that is not known.
    pub language: Option<Language>,
}

/// Whom the mail of an invitation is for.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such person.
pub async fn addressee(tx: &mut Tx, id: UserId) -> Result<Addressee, StoreError> {
    tx.authorise(Action::ChangeUsers)?;
    let row =
        sqlx::query!("select name, email, language from app_user where tenant_id = current_tenant() and id = $1", id.0)
            .fetch_optional(tx.connection())
            .await?
            .ok_or(StoreError::NotFound)?;
    let email = Email::parse(&row.email).map_err(|_| StoreError::field("email", Problem::Email))?;
    Ok(Addressee { name: row.name, email, language: row.language.as_deref().and_then(Language::from_tag) })
}

/// Invites somebody anew who has not accepted; the links of before are of no use any more.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such person; [`Problem::Accepted`] when they have accepted already.
pub async fn renew(tx: &mut Tx, id: UserId, digest: &[u8]) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeUsers)?;
    hold(tx).await?;
    if stands(tx, id).await?.has_password {
        return Err(StoreError::field("user", Problem::Accepted));
    }
    withdraw_all(tx, id).await?;
    note_invitation(tx, id, digest).await
}

/// Takes an invitation back that nobody has accepted; the account stays closed.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such person.
pub async fn withdraw(tx: &mut Tx, id: UserId) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeUsers)?;
    hold(tx).await?;
    stands(tx, id).await?;
    withdraw_all(tx, id).await
}
