//! Lists that a firm edits, and the members of staff who can be chosen.

mod beside;

pub(crate) use beside::Beside;

use crate::{StoreError, Tx, position};
use domain::{
    activity,
    error::Problem,
    id::ListItemId,
    language::Language,
    list::{Choice, ITEM_MAX, ListItem, ListKind, StatusChoice, StatusMeaning},
    payment_term::{PaymentTerm, TermKind},
    plain_text,
    policy::Action,
};

/// The values of a list that can be chosen, in the firm's order.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn choices(tx: &mut Tx, kind: ListKind, language: Language) -> Result<Vec<Choice>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    Ok(sqlx::query_as!(
        Choice,
        r#"select id::text as "value!", case $2 when 'sv' then sv when 'en' then en else nb end as "label!"
        from list_item where tenant_id = current_tenant() and kind = $1 and not retired
        order by position, nb"#,
        kind.key(),
        language.tag(),
    )
    .fetch_all(tx.connection())
    .await?)
}

/// The name of one value of any list.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such value.
pub async fn name(tx: &mut Tx, item: ListItemId) -> Result<String, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let language = tx.session().language.tag();
    sqlx::query_scalar!(
        r#"select case $2 when 'sv' then sv when 'en' then en else nb end as "name!"
        from list_item where tenant_id = current_tenant() and id = $1"#,
        item.0,
        language,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)
}

/// The values of the list of statuses with what each means, in the firm's order.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn statuses(tx: &mut Tx, language: Language) -> Result<Vec<StatusChoice>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        r#"select id as "id: ListItemId", case $1 when 'sv' then sv when 'en' then en else nb end as "name!", meaning as "meaning!"
        from list_item where tenant_id = current_tenant() and kind = 'status' and not retired order by position, nb"#,
        language.tag(),
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| StatusChoice { id: row.id, name: row.name, meaning: StatusMeaning::from_key(&row.meaning) })
        .collect())
}

/// The members of staff who can be chosen as responsible or as author.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn staff(tx: &mut Tx) -> Result<Vec<Choice>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    Ok(sqlx::query_as!(
        Choice,
        r#"select id::text as "value!", name as "label!" from app_user
        where tenant_id = current_tenant() and active order by in_alphabet(name, (select firm_alphabet())) collate "C", id"#,
    )
    .fetch_all(tx.connection())
    .await?)
}

/// All values of a list, those that can be chosen first, in the firm's order.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn items(tx: &mut Tx, kind: ListKind) -> Result<Vec<ListItem>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        r#"select id as "id: ListItemId", nb, sv, en, code, is_managed, retired, merged_into as "merged_into: ListItemId", meaning, is_member, activity_kind,
            inverse_nb, inverse_sv, inverse_en, term_kind, term_days
        from list_item where tenant_id = current_tenant() and kind = $1 order by retired, is_managed desc, position, nb, id"#,
        kind.key(),
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| ListItem {
            id: row.id,
            names: [row.nb, row.sv, row.en],
            code: row.code,
            is_managed: row.is_managed,
            retired: row.retired,
            merged_into: row.merged_into,
            meaning: row.meaning.as_deref().map(StatusMeaning::from_key),
            is_member: row.is_member,
            activity_kind: row.activity_kind.as_deref().and_then(activity::Kind::from_key),
            inverse: [row.inverse_nb, row.inverse_sv, row.inverse_en],
            term: row
                .term_kind
                .as_deref()
                .and_then(TermKind::from_key)
                .and_then(|kind| PaymentTerm::new(kind, i64::from(row.term_days?))),
        })
        .collect())
}

fn item_name(field: &str, typed: &str) -> Result<String, StoreError> {
    let name = plain_text::line(typed, ITEM_MAX).map_err(|problem| StoreError::field(field, problem.into()))?;
    if name.is_empty() { Err(StoreError::field(field, Problem::Required)) } else { Ok(name) }
}

/// Adds a value to a list, with the same name in all languages until somebody translates it.
///
/// # Errors
/// When the name can't be taken or the list has it already, or the policy says no; a status needs
/// a meaning and comes by [`crate::status::add`], a type of activity a kind, by [`add_activity_type`], a payment
/// term its days, by [`crate::payment_term::add`].
pub async fn add(tx: &mut Tx, kind: ListKind, typed: &str) -> Result<ListItemId, StoreError> {
    if kind == ListKind::Status {
        return Err(StoreError::field("meaning", Problem::Choice));
    }
    if kind == ListKind::ActivityType {
        return Err(StoreError::field("activity_kind", Problem::Choice));
    }
    if kind == ListKind::PaymentTerm {
        return Err(StoreError::field("term_kind", Problem::Choice));
    }
    insert(tx, kind, typed, Beside::Nothing).await
}

/// Adds a type of activity, of one kind.
///
/// # Errors
/// As [`add`]; [`Problem::Choice`] at `activity_kind` when there is no such kind.
pub async fn add_activity_type(tx: &mut Tx, typed: &str, kind: &str) -> Result<ListItemId, StoreError> {
    let kind = activity::Kind::from_key(kind).ok_or(StoreError::field("activity_kind", Problem::Choice))?;
    insert(tx, ListKind::ActivityType, typed, Beside::Activity(kind)).await
}

/// Adds a value, with what values of its list have beside their names.
pub(crate) async fn insert(tx: &mut Tx, kind: ListKind, typed: &str, beside: Beside) -> Result<ListItemId, StoreError> {
    tx.authorise(kind.changed_by())?;
    let name = item_name("name", typed)?;
    let (meant, term) = (beside.meant(), beside.term());
    let id = sqlx::query_scalar!(
        r#"insert into list_item (tenant_id, kind, nb, sv, en, meaning, is_member, term_kind, term_days, activity_kind, position, changed_by)
        select current_tenant(), $1, $2, $2, $2, $3, $4, $5, $6, $7, (select coalesce(max(position), 0) + 1 from list_item
            where tenant_id = current_tenant() and kind = $1 and is_managed), current_app_user()
        where not exists (select from list_item where tenant_id = current_tenant() and kind = $1 and merged_into is null
            and lower($2) in (lower(nb), lower(sv), lower(en)))
        on conflict do nothing returning id as "id: ListItemId""#,
        kind.key(),
        name,
        meant.map(|meant| meant.meaning.key()),
        meant.is_some_and(|meant| meant.is_member),
        term.map(|term| term.kind().key()),
        term.and_then(|term| i32::try_from(term.days().count()).ok()),
        beside.activity().map(activity::Kind::key),
    )
    .fetch_optional(tx.connection())
    .await?;
    id.ok_or_else(|| StoreError::field("name", Problem::AlreadyThere))
}

/// Renames a value in the three languages, Norwegian first.
///
/// # Errors
/// When a name can't be taken, or this firm's list has no such value.
pub async fn rename(tx: &mut Tx, kind: ListKind, item: ListItemId, typed: [&str; 3]) -> Result<(), StoreError> {
    tx.authorise(kind.changed_by())?;
    let [nb, sv, en] = typed;
    let (nb, sv, en) = (item_name("nb", nb)?, item_name("sv", sv)?, item_name("en", en)?);
    let taken = sqlx::query_scalar!(
        r#"select exists (select from list_item where tenant_id = current_tenant() and kind = $1 and id <> $2
            and merged_into is null and lower(nb) = lower($3)) as "taken!""#,
        kind.key(),
        item.0,
        nb,
    )
    .fetch_one(tx.connection())
    .await?;
    if taken {
        return Err(StoreError::field("nb", Problem::AlreadyThere));
    }
    let done = sqlx::query!(
        "update list_item set nb = $3, sv = $4, en = $5 where tenant_id = current_tenant() and kind = $1 and id = $2",
        kind.key(),
        item.0,
        nb,
        sv,
        en,
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Says what a kind of relation is called from the other side, in the three languages, Norwegian first;
/// empty where it is called the same there. What is not translated is called as in Norwegian.
///
/// # Errors
/// When a name can't be taken, or this firm has no such kind.
pub async fn name_inverse(tx: &mut Tx, item: ListItemId, typed: [&str; 3]) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeLists)?;
    let fields = ["inverse_nb", "inverse_sv", "inverse_en"];
    let mut names = Vec::new();
    for (field, typed) in fields.into_iter().zip(typed) {
        names.push(plain_text::line(typed, ITEM_MAX).map_err(|problem| StoreError::field(field, problem.into()))?);
    }
    let first = names.first().cloned().unwrap_or_default();
    if first.is_empty() && names.iter().any(|name| !name.is_empty()) {
        return Err(StoreError::field("inverse_nb", Problem::Required));
    }
    names.iter_mut().filter(|name| name.is_empty()).for_each(|name| name.clone_from(&first));
    let done = sqlx::query!(
        "update list_item set inverse_nb = ($2::text[])[1], inverse_sv = ($2::text[])[2], inverse_en = ($2::text[])[3]
        where tenant_id = current_tenant() and kind = 'relation_kind' and id = $1",
        item.0,
        &names,
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Takes a value out of the choices, or back; what has it keeps it.
///
/// # Errors
/// When this firm's list has no such value; [`Problem::LastStatus`] for the last status of
/// active customers.
pub async fn retire(tx: &mut Tx, kind: ListKind, item: ListItemId, retired: bool) -> Result<(), StoreError> {
    tx.authorise(kind.changed_by())?;
    if kind == ListKind::Status && retired {
        crate::status::keep_one(tx, item, "item").await?;
    }
    let done = sqlx::query!(
        "update list_item set retired = $3 where tenant_id = current_tenant() and kind = $1 and id = $2 and merged_into is null",
        kind.key(),
        item.0,
        retired,
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Makes a free tag one that is looked after.
///
/// # Errors
/// When this firm has no such tag.
pub async fn promote(tx: &mut Tx, item: ListItemId) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeLists)?;
    let done = sqlx::query!(
        "update list_item set is_managed = true, position = (select coalesce(max(position), 0) + 1 from list_item
            where tenant_id = current_tenant() and kind = 'tag' and is_managed)
        where tenant_id = current_tenant() and kind = 'tag' and id = $1",
        item.0,
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Merges a value into another of its list: whatever has the one gets the other. Answers how many
/// rows were changed; each is in the log, all as one command.
///
/// # Errors
/// When the other is no value of the list that can be chosen, or this firm's list has no such value.
pub async fn merge(tx: &mut Tx, kind: ListKind, item: ListItemId, into: &str) -> Result<i64, StoreError> {
    tx.authorise(kind.changed_by())?;
    let wrong = || StoreError::field("into", Problem::Choice);
    // Two statuses mean different things, or a member more or less.
    if !kind.is_plain() {
        return Err(wrong());
    }
    let into: ListItemId = into.parse().map_err(|_| wrong())?;
    let found = sqlx::query_scalar!(
        r#"select id as "id: ListItemId" from list_item where tenant_id = current_tenant() and kind = $1 and id in ($2, $3)
            and merged_into is null and (id = $2 or not retired) for update"#,
        kind.key(),
        item.0,
        into.0,
    )
    .fetch_all(tx.connection())
    .await?;
    if !found.contains(&item) {
        return Err(StoreError::NotFound);
    }
    if into == item || !found.contains(&into) {
        return Err(wrong());
    }
    sqlx::query!("select drop_doubles_of_item($1, $2)", item.0, into.0).execute(tx.connection()).await?;
    crate::comment::keep_open(tx).await?;
    let touched = sqlx::query_scalar!(r#"select replace_list_item($1, $2) as "touched!""#, item.0, into.0)
        .fetch_one(tx.connection())
        .await
        .map_err(|error| match &error {
            // A customer has agreed on both for the same days, and only one can count.
            sqlx::Error::Database(database) if database.constraint().is_some_and(|name| name.ends_with("_overlap")) => {
                StoreError::field("into", Problem::AgreedOnBoth)
            }
            // Two stand in both relations to each other, or somebody has both titles there.
            sqlx::Error::Database(database) if database.constraint().is_some_and(|name| name.ends_with("_twice")) => {
                StoreError::field("into", Problem::Twice)
            }
            _ => error.into(),
        })?;
    sqlx::query!(
        "update list_item set merged_into = $2, retired = true where tenant_id = current_tenant() and id = $1",
        item.0,
        into.0,
    )
    .execute(tx.connection())
    .await?;
    // What was merged into the one before goes on to the other.
    sqlx::query!(
        "update list_item set merged_into = $2 where tenant_id = current_tenant() and merged_into = $1",
        item.0,
        into.0
    )
    .execute(tx.connection())
    .await?;
    Ok(touched)
}

/// Moves a managed value up or down in the order in which people choose; others stay where they are.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm's list has no such value.
pub async fn shift(tx: &mut Tx, kind: ListKind, item: ListItemId, up: bool) -> Result<(), StoreError> {
    tx.authorise(kind.changed_by())?;
    let mut ids: Vec<ListItemId> = sqlx::query_scalar!(
        r#"select id as "id: ListItemId" from list_item
        where tenant_id = current_tenant() and kind = $1 and is_managed and not retired order by position, nb, id for no key update"#,
        kind.key(),
    )
    .fetch_all(tx.connection())
    .await?;
    let Some(at) = ids.iter().position(|other| *other == item) else {
        // It has no place of its own, or no longer.
        let known = items(tx, kind).await?.iter().any(|known| known.id == item);
        return if known { Ok(()) } else { Err(StoreError::NotFound) };
    };
    if !position::shift(&mut ids, at, up) {
        return Ok(());
    }
    let ids: Vec<uuid::Uuid> = ids.into_iter().map(|id| id.0).collect();
    sqlx::query!(
        "update list_item i set position = o.place from unnest($1::uuid[]) with ordinality as o (id, place)
        where i.tenant_id = current_tenant() and i.id = o.id and i.position <> o.place",
        &ids,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Refuses what stands now where it could not have been put so: two values of one name, or no status left for active
/// customers.
pub(crate) async fn still_sound(tx: &mut Tx, item: ListItemId) -> Result<(), StoreError> {
    let row = sqlx::query!(
        r#"select exists (select from list_item o where o.tenant_id = i.tenant_id and o.kind = i.kind and o.id <> i.id
                and o.merged_into is null and lower(o.nb) = lower(i.nb)) as "taken!",
            i.kind = 'status' and not exists (select from list_item s where s.tenant_id = i.tenant_id and s.kind = 'status'
                and s.meaning = 'active' and not s.retired) as "last!"
        from list_item i where i.tenant_id = current_tenant() and i.id = $1"#,
        item.0,
    )
    .fetch_one(tx.connection())
    .await?;
    match (row.taken, row.last) {
        (true, _) => Err(StoreError::field("nb", Problem::AlreadyThere)),
        (_, true) => Err(StoreError::field("item", Problem::LastStatus)),
        _ => Ok(()),
    }
}
