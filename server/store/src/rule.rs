//! Which fields a firm uses and how much they matter, with what that touches.

use crate::{StoreError, Tx, fields::Patch, log, settings};
use domain::{
    address::AddressKind,
    change::Operation,
    customer::{CustomerKind, CustomerType},
    error::{ApiError, FieldError, Problem},
    field::{self, Audience, Entity, Field, Kind, Need, Needs, Record, Rules},
    id::{CommandId, CustomerId},
    policy::Action,
    registration::address_of,
    settings::FirmSettings,
    undo::{Inverse, inverse},
};
use serde_json::{Map, Value};
use sqlx::{Postgres, QueryBuilder, Row, types::Json};
use std::collections::HashMap;
use uuid::Uuid;

/// The fields of an entity that rules are for: the product's, and those of the firm's own that belong to it.
#[must_use]
pub fn catalogue(entity: Entity, own: &[&'static Field]) -> Vec<&'static Field> {
    let product = match entity {
        Entity::Customer => field::CUSTOMER,
        Entity::Contact => field::CONTACT,
        Entity::Firm => &[],
    };
    product.iter().chain(own.iter().copied().filter(|field| field.entity == entity)).collect()
}

/// How much fields matter with one customer of the firm, its own and those of its contacts.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such customer.
pub async fn of_customer(tx: &mut Tx, customer: CustomerId) -> Result<Needs, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let home = tx.session().home;
    let row = sqlx::query!(
        r#"select kind, customer_type, firm_choices() as "firm!: Json<domain::field::Record>"
        from customer where tenant_id = current_tenant() and id = $1"#,
        customer.0,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    Ok(FirmSettings::new(Some(row.firm.0), home)
        .read_with(&tx.session().rights)
        .needs(Audience::of(&row.kind, &row.customer_type)))
}

/// What must be filled in and is not: of what was typed, and of what was not sent at all.
pub(crate) fn missing(tx: &Tx, needs: &Needs, entity: Entity, patch: &Patch<'_>) -> Vec<FieldError> {
    let typed = |field: &Field| patch.iter().any(|(other, typed)| other.key == field.key && !typed.trim().is_empty());
    // Which addresses are the same as others decides which lines are asked for.
    let same = patch.iter().filter(|(field, _)| matches!(field.kind, Kind::SameAs(_)));
    let same = Record(same.map(|(field, typed)| (field.key.to_owned(), Value::from(typed.trim()))).collect());
    catalogue(entity, tx.session().own_of(entity))
        .into_iter()
        // Fields that the product itself can't do without are asked for where they are read.
        .filter(|field| !field.is_fixed() && needs.is_asked(field, &same) && !typed(field))
        // What somebody may not fill in is not asked of them.
        .filter(|field| tx.session().rights.changes(field))
        .map(|field| FieldError { field: field.key.to_owned(), problem: Problem::Required })
        .collect()
}

/// How many there are with each audience, and how many of them lack a value, by field key.
#[derive(Clone, Debug, Default)]
pub struct Counts(HashMap<Audience, (i64, HashMap<&'static str, i64>)>);

impl Counts {
    /// How many there are, and how many of these lack a value of the field.
    pub fn of(&self, field: &Field, audiences: impl Iterator<Item = Audience>) -> (i64, i64) {
        audiences.filter_map(|audience| self.0.get(&audience)).fold((0, 0), |(all, lack), (count, lacking)| {
            (all + count, lack + lacking.get(field.key).copied().unwrap_or_default())
        })
    }
}

/// Counts customers that are not hidden, or their contacts that have not ended, and what they lack; a walk over all of them, for
/// the page of the rules only.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn counts(tx: &mut Tx, entity: Entity) -> Result<Counts, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    count(tx, entity, None).await
}

/// The same of so many of the firm's customers, the newest ones.
///
/// # Errors
/// As [`counts`].
pub async fn counts_of_newest(tx: &mut Tx, entity: Entity, most: i32) -> Result<Counts, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    count(tx, entity, Some(most)).await
}

async fn count(tx: &mut Tx, entity: Entity, newest: Option<i32>) -> Result<Counts, StoreError> {
    let mut sql = QueryBuilder::<Postgres>::new("select c.kind, c.customer_type, count(*) as everybody");
    let of = if entity == Entity::Contact { "k" } else { "c" };
    let fields: Vec<&'static Field> =
        catalogue(entity, tx.session().own_of(entity)).into_iter().filter(|field| !field.is_fixed()).collect();
    for field in &fields {
        let key = field.key;
        let is_empty = match field.kind {
            _ if field.is_own() => format!("not {of}.own ? '{key}' or {of}.own -> '{key}' = '[]'"),
            Kind::Choices(_) => format!("{of}.{key} = '{{}}'"),
            // Lines of an address that is the same as another are not missing.
            _ if address_of(field).is_some_and(|kind| kind != AddressKind::Visiting) => {
                let same = address_of(field).map_or("", AddressKind::key);
                format!("{of}.{key} is null and {of}.{same}_same_as = 'own'")
            }
            _ => format!("{of}.{key} is null"),
        };
        sql.push(format_args!(", count(*) filter (where {is_empty}) as {key}"));
    }
    match newest {
        None => sql.push(" from customer c"),
        Some(most) => sql
            .push(" from (select * from customer where tenant_id = current_tenant() order by id desc limit ")
            .push_bind(most)
            .push(") c"),
    };
    if entity == Entity::Contact {
        sql.push(" join contact k on k.tenant_id = c.tenant_id and k.customer_id = c.id and k.ended_at is null");
    }
    sql.push(" where c.tenant_id = current_tenant() and c.merged_into is null
            and c.status in (select id from list_item where tenant_id = current_tenant() and kind = 'status' and meaning <> 'hidden') group by c.kind, c.customer_type");
    let mut counts = HashMap::new();
    for row in sql.build().fetch_all(tx.connection()).await? {
        let audience = Audience::of(row.try_get("kind")?, row.try_get("customer_type")?);
        let lacking = fields
            .iter()
            .map(|field| Ok((field.key, row.try_get(field.key)?)))
            .collect::<Result<HashMap<_, _>, sqlx::Error>>()?;
        counts.insert(audience, (row.try_get("everybody")?, lacking));
    }
    Ok(Counts(counts))
}

/// What an administrator decides of one field with customers of one kind.
#[derive(Clone, Copy, Debug)]
pub struct Decision {
    /// The field.
    pub field: &'static Field,
    /// Companies or private persons.
    pub kind: CustomerKind,
    /// What was read before: one need, or several where the types differ.
    pub read: Option<Need>,
    /// What is wanted.
    pub need: Need,
}

impl Decision {
    /// The name of its error: field and kind.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}.{}", self.field.key, self.kind.key())
    }

    fn audiences(self, types: &[CustomerType]) -> impl Iterator<Item = Audience> {
        types.iter().map(move |customer_type| Audience { kind: self.kind, customer_type: *customer_type })
    }
}

/// The need that a field has with all of these types, where it is the same.
#[must_use]
pub fn common(rules: &Rules, field: &Field, kind: CustomerKind, types: &[CustomerType]) -> Option<Need> {
    let mut needs =
        types.iter().map(|customer_type| rules.need(field, Audience { kind, customer_type: *customer_type }));
    let first = needs.next()?;
    needs.all(|need| need == first).then_some(first)
}

/// Decides how much fields matter with customers of these types. What somebody else has decided since it
/// was read stays, and is told.
///
/// # Errors
/// [`Problem::Choice`] at a field that can't be decided so; [`Problem::ChangedSince`] at one that is not
/// as it was read. Nothing is written then.
pub async fn decide(
    tx: &mut Tx,
    entity: Entity,
    types: &[CustomerType],
    decisions: &[Decision],
) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let refuse = |decision: &Decision, problem| FieldError { field: decision.name(), problem };
    let wrong: Vec<FieldError> = decisions
        .iter()
        .filter(|decision| decision.field.entity != entity || !decision.field.needs().contains(&decision.need))
        .map(|decision| refuse(decision, Problem::Choice))
        .collect();
    if !wrong.is_empty() {
        return Err(StoreError::Refused(ApiError::invalid(wrong)));
    }
    let keys: Vec<String> = decisions.iter().map(|decision| decision.field.key.to_owned()).collect();
    let ids: Vec<Uuid> = keys.iter().map(|_| Uuid::now_v7()).collect();
    // Whoever comes at the same moment waits here for the other. The first decision makes the row.
    settings::hold(tx).await?;
    sqlx::query!(
        "insert into field_rule (tenant_id, id, entity, field)
        select current_tenant(), g.id, $1, g.field from unnest($2::uuid[], $3::text[]) as g (id, field)
        order by g.field on conflict (tenant_id, entity, field) do nothing",
        entity.key(),
        &ids,
        &keys,
    )
    .execute(tx.connection())
    .await?;
    let rows: HashMap<String, Uuid> = sqlx::query!(
        "select id, field from field_rule where tenant_id = current_tenant() and entity = $1 and field = any ($2)
        order by field for no key update",
        entity.key(),
        &keys,
    )
    .fetch_all(tx.connection())
    .await?
    .into_iter()
    .map(|row| (row.field, row.id))
    .collect();
    let now = settings::read(tx).await?.rules;
    let stands = |decision: &Decision| common(&now, decision.field, decision.kind, types);
    let changed: Vec<FieldError> = decisions
        .iter()
        .filter(|decision| stands(decision) != decision.read && stands(decision) != Some(decision.need))
        .map(|decision| refuse(decision, Problem::ChangedSince))
        .collect();
    if !changed.is_empty() {
        return Err(StoreError::Refused(ApiError::invalid(changed)));
    }
    let mut patches: HashMap<Uuid, Map<String, Value>> = HashMap::new();
    for decision in decisions.iter().filter(|decision| stands(decision) != Some(decision.need)) {
        let Some(id) = rows.get(decision.field.key) else { continue };
        let patch = patches.entry(*id).or_default();
        patch.extend(decision.audiences(types).map(|audience| (audience.key(), decision.need.key().into())));
    }
    for (id, patch) in patches {
        sqlx::query!("select change_fields('field_rule', $1, $2)", id, Value::Object(patch))
            .execute(tx.connection())
            .await?;
    }
    Ok(())
}

/// Whether this command of this person has just decided something.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn just_done(tx: &mut Tx, command: CommandId) -> Result<bool, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    Ok(sqlx::query_scalar!(
        r#"select exists (select from change_log where tenant_id = current_tenant() and table_name = 'field_rule' and operation = 'UPDATE'
            and command_id = $1 and user_id = current_app_user() and at > now() - interval '10 minutes') as "done!""#,
        command.0,
    )
    .fetch_one(tx.connection())
    .await?)
}

/// Takes back what a command decided, where it still stands.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such command in this firm; [`Problem::ChangedSince`] when
/// nothing of it stands any more.
pub async fn undo(tx: &mut Tx, command: CommandId) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let entries = sqlx::query!(
        r#"select l.changes as "changes!", r.id, to_jsonb(r) as "values!: Json<domain::field::Record>"
        from change_log l join field_rule r on r.tenant_id = l.tenant_id and r.id = l.row_id
        where l.tenant_id = current_tenant() and l.table_name = 'field_rule' and l.operation = 'UPDATE' and l.command_id = $1
        order by r.field for no key update of r"#,
        command.0,
    )
    .fetch_all(tx.connection())
    .await?;
    if entries.is_empty() {
        return Err(StoreError::NotFound);
    }
    let mut is_done = false;
    for entry in entries {
        if let Inverse::Change { values, .. } =
            inverse(Operation::Update, &log::changes(entry.changes), Some(&entry.values.0.0))
            && !values.is_empty()
        {
            sqlx::query!("select change_fields('field_rule', $1, $2)", entry.id, Value::Object(values))
                .execute(tx.connection())
                .await?;
            is_done = true;
        }
    }
    if is_done { Ok(()) } else { Err(StoreError::field("command", Problem::ChangedSince)) }
}

/// Who decided last, and when.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn last_changed(tx: &mut Tx) -> Result<Option<(String, String)>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let row = sqlx::query!(
        r#"select r.changed_at as "changed_at!: jiff_sqlx::Timestamp", coalesce(u.name, '') as "by!" from field_rule r
        left join app_user u on u.tenant_id = r.tenant_id and u.id = r.changed_by
        where r.tenant_id = current_tenant() order by r.changed_at desc limit 1"#
    )
    .fetch_optional(tx.connection())
    .await?;
    Ok(row.map(|row| (crate::utc(row.changed_at), row.by)))
}
