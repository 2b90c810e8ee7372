//! What each role may do with which field: decided by the firm's administrators.

use crate::{StoreError, Tx, settings};
use domain::{
    error::{ApiError, FieldError, Problem},
    field::{self, Entity, Field},
    policy::{Access, Action},
    user::Role,
};
use std::collections::HashMap;

/// The roles that a firm decides for: administrators see and change all.
pub const ROLES: [Role; 2] = [Role::Consultant, Role::ReadOnly];

/// What a firm has decided, by entity and key of the field: for each role, where it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decided(HashMap<(Entity, &'static str), [Option<Access>; 2]>);

impl Decided {
    /// What a role may do with a field.
    #[must_use]
    pub fn access(&self, field: &Field, role: Role) -> Access {
        let decided = self.0.get(&(field.entity, field.key));
        let at = ROLES.iter().position(|other| *other == role);
        decided.zip(at).and_then(|(accesses, at)| accesses[at]).unwrap_or(Access::usual(role))
    }

    /// Whether a role may do less than usual with a field.
    #[must_use]
    pub fn is_less(&self, field: &Field, role: Role) -> bool {
        self.access(field, role) != Access::usual(role)
    }
}

/// What the firm has decided.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn list(tx: &mut Tx) -> Result<Decided, StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let rows =
        sqlx::query!("select entity, field, consultant, read_only from field_right where tenant_id = current_tenant()")
            .fetch_all(tx.connection())
            .await?;
    let access = |key: Option<String>, role: Role| {
        key.as_deref().and_then(Access::from_key).filter(|access| Access::of(role).contains(access))
    };
    let decided = rows.into_iter().filter_map(|row| {
        let field = if row.entity == "contact" { field::contact(&row.field) } else { field::customer(&row.field) }?;
        let accesses = [access(row.consultant, Role::Consultant), access(row.read_only, Role::ReadOnly)];
        field.can_be_kept().then_some(((field.entity, field.key), accesses))
    });
    Ok(Decided(decided.collect()))
}

/// How many people with an open account have each role.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn people(tx: &mut Tx) -> Result<HashMap<Role, i64>, StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let rows = sqlx::query!(
        r#"select role, count(*) as "n!" from app_user where tenant_id = current_tenant() and active group by role"#
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows.into_iter().map(|row| (Role::from_key(&row.role), row.n)).collect())
}

/// What an administrator decides of one field for one role.
#[derive(Clone, Copy, Debug)]
pub struct Decision {
    /// The field.
    pub field: &'static Field,
    /// The role.
    pub role: Role,
    /// What was read before.
    pub read: Access,
    /// What is wanted.
    pub wanted: Access,
}

impl Decision {
    /// The name of its error: entity, field and role.
    #[must_use]
    pub fn name(&self) -> String {
        name(self.field, self.role)
    }
}

/// The name of what is decided of a field for a role.
#[must_use]
pub fn name(field: &Field, role: Role) -> String {
    format!("{}.{}.{}", field.entity.key(), field.key, role.key())
}

/// Decides what roles may do with fields. What somebody else has decided since it was read stays, and is told.
///
/// # Errors
/// [`Problem::Choice`] at a field that can't be decided so; [`Problem::ChangedSince`] at one that is not as it was
/// read. Nothing is written then.
pub async fn decide(tx: &mut Tx, decisions: &[Decision]) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let refuse = |decision: &Decision, problem| FieldError { field: decision.name(), problem };
    let own: Vec<&Field> = tx.session().all_own().collect();
    let is_known = |field: &Field| !field.is_own() || own.iter().any(|known| known.key == field.key);
    let wrong: Vec<FieldError> = decisions
        .iter()
        .filter(|decision| {
            !decision.field.can_be_kept()
                || !is_known(decision.field)
                || !Access::of(decision.role).contains(&decision.wanted)
        })
        .map(|decision| refuse(decision, Problem::Choice))
        .collect();
    if !wrong.is_empty() {
        return Err(StoreError::Refused(ApiError::invalid(wrong)));
    }
    settings::hold(tx).await?;
    let now = list(tx).await?;
    let stands = |decision: &Decision| now.access(decision.field, decision.role);
    let changed: Vec<FieldError> = decisions
        .iter()
        .filter(|decision| stands(decision) != decision.read && stands(decision) != decision.wanted)
        .map(|decision| refuse(decision, Problem::ChangedSince))
        .collect();
    if !changed.is_empty() {
        return Err(StoreError::Refused(ApiError::invalid(changed)));
    }
    let mut after: HashMap<(Entity, &'static str), [Access; 2]> = HashMap::new();
    for decision in decisions.iter().filter(|decision| stands(decision) != decision.wanted) {
        let field = decision.field;
        let accesses =
            after.entry((field.entity, field.key)).or_insert_with(|| ROLES.map(|role| now.access(field, role)));
        for (access, role) in accesses.iter_mut().zip(ROLES) {
            if role == decision.role {
                *access = decision.wanted;
            }
        }
    }
    let mut after: Vec<_> = after.into_iter().collect();
    after.sort_by_key(|((entity, key), _)| (entity.key(), *key));
    for ((entity, key), accesses) in after {
        let mut stored =
            accesses.iter().zip(ROLES).map(|(access, role)| (*access != Access::usual(role)).then(|| access.key()));
        let (consultant, read_only) = (stored.next().flatten(), stored.next().flatten());
        sqlx::query!(
            "insert into field_right (tenant_id, id, entity, field, consultant, read_only)
            values (current_tenant(), gen_random_uuid(), $1, $2, $3, $4)
            on conflict (tenant_id, entity, field) do update set consultant = excluded.consultant, read_only = excluded.read_only",
            entity.key(),
            key,
            consultant,
            read_only,
        )
        .execute(tx.connection())
        .await?;
    }
    Ok(())
}
