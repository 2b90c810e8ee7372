//! Changing fields of a customer or a contact, by the catalogue, so that no save is lost.

use crate::{StoreError, Tx, company, contact, rule, settings};
use domain::{
    country::Country,
    error::{ApiError, Conflict, FieldError, Problem},
    field::{self, Audience, Entity, Field, Kind, Names, Parsing, Record, shown},
};
use serde_json::{Map, Value};
use sqlx::Connection;
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

/// The changes that one person asks for: fields with what was typed.
pub type Patch<'a> = [(&'static Field, &'a str)];

/// A row as it stands, held until the transaction ends; a contact with its customer's country.
pub(crate) struct Held {
    pub(crate) version: i32,
    pub(crate) values: Record,
}

/// Reads what was typed into values that may be kept; all that is wrong is told at once.
pub(crate) async fn parse(tx: &mut Tx, kept: &Record, patch: &Patch<'_>) -> Result<Map<String, Value>, StoreError> {
    let home = tx.session().home;
    let own: Vec<&Field> = tx.session().all_own().collect();
    // A field of another firm, or one that is out of use, is no field here.
    if patch.iter().any(|(field, _)| field.is_own() && !own.iter().any(|known| known.key == field.key)) {
        return Err(StoreError::NotFound);
    }
    let (mut values, mut errors) = (Map::new(), Vec::new());
    let rights = tx.session().rights.clone();
    for (field, typed) in patch {
        // One that may only be seen, or not even that: no form of the reader's has it.
        if !rights.changes(field) {
            errors.push(FieldError { field: field.key.to_owned(), problem: Problem::ReadOnly });
            continue;
        }
        let given = |key: &str| patch.iter().find(|(other, _)| other.key == key).map(|(_, typed)| *typed);
        let country = match field.kind {
            Kind::OrganisationNumber => country_of("country", given("country"), kept),
            Kind::PostalCode { country } if given(country).unwrap_or_else(|| kept.text(country)).is_empty() => {
                country_of("country", given("country"), kept)
            }
            Kind::PostalCode { country } => country_of(country, given(country), kept),
            Kind::Phone => Country::parse(given("country").unwrap_or_else(|| kept.text("country"))).unwrap_or(home),
            _ => home,
        };
        let parsed = if field.kind == Kind::Customer && !typed.trim().is_empty() {
            company::find_one(tx, typed, kept.text(field.key)).await?.map(|id| Value::String(id.to_string()))
        } else {
            field.parse(typed, Parsing { home, country })
        };
        let parsed = match parsed {
            Ok(Value::String(id)) if field.kind == Kind::Contact => contact::one_of(tx, kept, field, id).await?,
            parsed => parsed,
        };
        match parsed {
            Ok(value) => drop(values.insert(field.key.to_owned(), value)),
            Err(problem) => errors.push(FieldError { field: field.key.to_owned(), problem }),
        }
    }
    errors.extend(unknown_choices(tx, kept, patch, &values).await?);
    errors.extend(other_countries(tx, kept, patch, &values).await?);
    if errors.is_empty() { Ok(values) } else { Err(StoreError::Refused(ApiError::invalid(errors))) }
}

fn country_of(key: &str, typed: Option<&str>, kept: &Record) -> Country {
    typed.and_then(|typed| Country::parse(typed).ok()).unwrap_or_else(|| kept.country(key))
}

/// Choices that are not in the firm's lists, or of another list, or retired and not already chosen.
async fn unknown_choices(
    tx: &mut Tx,
    kept: &Record,
    patch: &Patch<'_>,
    values: &Map<String, Value>,
) -> Result<Vec<FieldError>, StoreError> {
    let chosen = |field: &Field| {
        let before = kept.0.get(field.key).unwrap_or(&Value::Null);
        values.get(field.key).filter(|_| is_chosen(field)).map(|value| (value, before))
    };
    let new: Vec<Uuid> = patch
        .iter()
        .filter_map(|(field, _)| chosen(field))
        .flat_map(|(value, before)| added(value, before).filter_map(|text| text.parse().ok()))
        .collect();
    let known = Known::of(tx, &new).await?;
    Ok(patch
        .iter()
        .filter(|(field, _)| chosen(field).is_some_and(|(value, before)| !known.allows(field, value, before)))
        .map(|(field, _)| FieldError { field: field.key.to_owned(), problem: Problem::Choice })
        .collect())
}

/// Countries that the firm does not offer, and that did not stand there before.
async fn other_countries(
    tx: &mut Tx,
    kept: &Record,
    patch: &Patch<'_>,
    values: &Map<String, Value>,
) -> Result<Vec<FieldError>, StoreError> {
    let new: Vec<&'static Field> = patch
        .iter()
        .map(|(field, _)| *field)
        .filter(|field| field.kind == Kind::Country)
        .filter(|field| {
            values.get(field.key).is_some_and(|value| !value.is_null() && kept.0.get(field.key) != Some(value))
        })
        .collect();
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let firm = settings::read(tx).await?;
    let is_other = |field: &&Field| values.get(field.key).is_some_and(|value| !firm.offers(field, value));
    let refused = new.into_iter().filter(is_other);
    Ok(refused.map(|field| FieldError { field: field.key.to_owned(), problem: Problem::Choice }).collect())
}

const fn is_chosen(field: &Field) -> bool {
    matches!(field.kind, Kind::Choice(_) | Kind::Choices(_) | Kind::User)
}

/// What a value chooses that was not chosen before.
fn added<'a>(value: &'a Value, before: &'a Value) -> impl Iterator<Item = &'a str> {
    let items = |value: &'a Value| value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    items(value).iter().filter(move |item| !items(before).contains(item)).filter_map(Value::as_str)
}

/// The expression of a customer's field in a statement, of the type that its kind has; `row` is the
/// customer. Its keys are the catalogue's, or are made of nothing but hexadecimal digits.
pub(crate) fn expression(row: &str, field: &Field) -> String {
    let key = field.key;
    if !field.is_own() {
        return format!("{row}.{key}");
    }
    match field.kind {
        Kind::Whole | Kind::Money | Kind::Percent => format!("({row}.own ->> '{key}')::bigint"),
        Kind::YesNo => format!("coalesce(({row}.own -> '{key}')::boolean, false)"),
        Kind::Choice(_) => format!("({row}.own ->> '{key}')::uuid"),
        Kind::Choices(_) => format!("array(select jsonb_array_elements_text({row}.own -> '{key}')::uuid)"),
        _ => format!("({row}.own ->> '{key}')"),
    }
}

/// How long a customer has to pay where it does not follow the firm: its own days, or its payment term's.
pub(crate) fn days_of_credit(row: &str) -> String {
    format!(
        "coalesce({row}.payment_days, (select i.term_days from list_item i where i.tenant_id = current_tenant() and i.id = {row}.payment_term))"
    )
}

/// The same as JSON.
pub(crate) fn json_expression(row: &str, key: &str) -> String {
    if field::is_own_key(key) { format!("{row}.own -> '{key}'") } else { format!("{row}.{key}") }
}

/// Those of some ids that can be chosen in this firm, each with its list; staff are a list too.
#[derive(Default)]
pub(crate) struct Known(HashSet<(Uuid, String)>);

impl Known {
    /// Looks the ids up.
    pub(crate) async fn of(tx: &mut Tx, ids: &[Uuid]) -> Result<Self, StoreError> {
        if ids.is_empty() {
            return Ok(Self::default());
        }
        let known = sqlx::query!(
            r#"select id as "id!", kind as "kind!" from list_item where tenant_id = current_tenant() and id = any ($1) and not retired
            union all
            select id, 'user' from app_user where tenant_id = current_tenant() and id = any ($1) and active"#,
            ids,
        )
        .fetch_all(tx.connection())
        .await?;
        Ok(Self(known.into_iter().map(|row| (row.id, row.kind)).collect()))
    }

    /// Whether all that a value of the field chooses can be chosen, or was chosen before.
    pub(crate) fn allows(&self, field: &Field, value: &Value, before: &Value) -> bool {
        let kind = match field.kind {
            Kind::Choice(list) | Kind::Choices(list) => list.key(),
            Kind::User => "user",
            _ => return true,
        };
        added(value, before).all(|text| text.parse().is_ok_and(|id| self.0.contains(&(id, kind.to_owned()))))
    }
}

/// Changes fields of a row that is held.
///
/// A save says which version it read. Where the row has moved on since, fields that somebody
/// else changed meanwhile are a conflict, shown with both values; other fields are kept by both.
pub(crate) async fn change(
    tx: &mut Tx,
    entity: Entity,
    row: Uuid,
    held: &Held,
    read_version: i32,
    patch: &Patch<'_>,
) -> Result<(), StoreError> {
    change_in(tx, (entity, table_of(entity)), row, held, read_version, patch).await
}

/// As [`change`], of a row in another table than its entity's own.
pub(crate) async fn change_in(
    tx: &mut Tx,
    (entity, table): (Entity, &str),
    row: Uuid,
    held: &Held,
    read_version: i32,
    patch: &Patch<'_>,
) -> Result<(), StoreError> {
    let mut values = parse(tx, &held.values, patch).await?;
    if read_version < held.version {
        let conflicts = conflicts(tx, row, held, read_version, patch, &mut values).await?;
        if !conflicts.is_empty() {
            return Err(StoreError::Refused(ApiError::conflict(conflicts)));
        }
    }
    values.retain(|key, value| held.values.0.get(key).unwrap_or(&Value::Null) != value);
    if values.is_empty() {
        return Ok(());
    }
    may_be_emptied(tx, entity, held, &values).await?;
    sqlx::query!("select change_fields($1::text::regclass, $2, $3)", table, row, Value::Object(values))
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Says no where a value goes that the firm says must be there. One that was never there is no
/// hindrance to changing others: a rule that comes later locks nobody out.
pub(crate) async fn may_be_emptied(
    tx: &mut Tx,
    entity: Entity,
    held: &Held,
    values: &Map<String, Value>,
) -> Result<(), StoreError> {
    let after = Record(values.clone());
    let emptied: Vec<&Field> = rule::catalogue(entity, tx.session().own_of(entity))
        .into_iter()
        .filter(|field| !field.is_fixed() && values.contains_key(field.key))
        .filter(|field| after.is_empty(field) && !held.values.is_empty(field))
        .collect();
    if emptied.is_empty() {
        return Ok(());
    }
    let needs = match held.values.text("customer_id").parse() {
        Ok(customer) if entity == Entity::Contact => rule::of_customer(tx, customer).await?,
        _ => {
            let of = |key| if values.contains_key(key) { after.text(key) } else { held.values.text(key) };
            settings::read(tx).await?.needs(Audience::of(of("kind"), of("customer_type")))
        }
    };
    let mut whole = held.values.clone();
    whole.0.extend(values.clone());
    let errors: Vec<FieldError> = emptied
        .into_iter()
        .filter(|field| needs.is_asked(field, &whole))
        .map(|field| FieldError { field: field.key.to_owned(), problem: Problem::Required })
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(StoreError::Refused(ApiError::invalid(errors))) }
}

const fn table_of(entity: Entity) -> &'static str {
    match entity {
        Entity::Customer => "customer",
        Entity::Contact => "contact",
        Entity::Firm => "firm_settings",
    }
}

/// Changes rows that are held, each to its own values: those of the same columns at once. Answers
/// which a rule of the database forbids, and which rule; these stay as they are.
pub(crate) async fn change_each(
    tx: &mut Tx,
    entity: Entity,
    rows: &[(Uuid, Map<String, Value>)],
) -> Result<Vec<(Uuid, FieldError)>, StoreError> {
    let mut groups: BTreeMap<Vec<&str>, Vec<(Uuid, Value)>> = BTreeMap::new();
    for (id, values) in rows {
        let columns = values.keys().map(String::as_str).collect();
        groups.entry(columns).or_default().push((*id, Value::Object(values.clone())));
    }
    let mut refused = Vec::new();
    for group in groups.into_values() {
        match change_together(tx, entity, &group).await {
            Ok(()) => {}
            // One of them is refused, so all were: which one is told by trying each.
            Err(StoreError::Database(sqlx::Error::Database(_))) => {
                for row in group {
                    match change_together(tx, entity, std::slice::from_ref(&row)).await {
                        Ok(()) => {}
                        Err(error @ StoreError::Database(sqlx::Error::Database(_))) => {
                            let refusal = ApiError::from(error);
                            let Some(first) = refusal.fields.first() else { return Err(StoreError::Refused(refusal)) };
                            refused.push((row.0, first.clone()));
                        }
                        Err(error) => return Err(error),
                    }
                }
            }
            Err(error) => return Err(error),
        }
    }
    Ok(refused)
}

/// Changes all of these rows, or none.
async fn change_together(tx: &mut Tx, entity: Entity, rows: &[(Uuid, Value)]) -> Result<(), StoreError> {
    let (ids, patches): (Vec<Uuid>, Vec<Value>) = rows.iter().cloned().unzip();
    let mut part = tx.connection().begin().await?;
    sqlx::query!("select change_many($1::text::regclass, $2, $3)", table_of(entity), &ids, &patches)
        .execute(&mut *part)
        .await?;
    part.commit().await?;
    Ok(())
}

/// The patched fields that somebody changed after `read_version`, to something else than is wanted now.
async fn conflicts(
    tx: &mut Tx,
    row: Uuid,
    held: &Held,
    read_version: i32,
    patch: &Patch<'_>,
    values: &mut Map<String, Value>,
) -> Result<Vec<Conflict>, StoreError> {
    let (language, home) = (tx.session().language, tx.session().home);
    let since = sqlx::query!(
        r#"select changes as "changes!", coalesce(u.name, '') as "by!",
            coalesce(l.user_id = current_app_user(), false) as "by_me!", names_of(ids_in(changes), $3) as "names!"
        from change_log l left join app_user u on u.tenant_id = l.tenant_id and u.id = l.user_id
        where l.tenant_id = current_tenant() and l.row_id = $1 and l.version > $2 order by l.version"#,
        row,
        read_version,
        language.tag(),
    )
    .fetch_all(tx.connection())
    .await?;
    let mut found = Vec::new();
    for (field, typed) in patch {
        let wanted = values.get(field.key).cloned().unwrap_or_default();
        let now = held.values.0.get(field.key).unwrap_or(&Value::Null);
        let mut touching = since.iter().filter_map(|entry| entry.changes.get(field.key).map(|change| (entry, change)));
        let Some((first, first_change)) = touching.next() else { continue };
        if wanted == *now {
            continue;
        }
        let (last, _) = touching.next_back().unwrap_or((first, first_change));
        let was = first_change.get(0).unwrap_or(&Value::Null);
        if was == now {
            continue;
        }
        if wanted == *was {
            // Sent back as it was read, beside something else: what the other person did stays.
            values.remove(field.key);
            continue;
        }
        let mut names: Names = since
            .iter()
            .filter_map(|entry| serde_json::from_value::<Names>(entry.names.clone()).ok())
            .flatten()
            .collect();
        names.extend(names_of(tx, &wanted, language.tag()).await?);
        let in_words = |value: &Value| shown(field, value, &held.values, &names, language, home);
        let as_typed = |value: &Value| Record(Map::from_iter([(field.key.to_owned(), value.clone())])).typed(field);
        found.push(Conflict {
            field: field.key.to_owned(),
            mine: (*typed).to_owned(),
            theirs: as_typed(now),
            was: as_typed(was),
            theirs_shown: in_words(now),
            was_shown: in_words(was),
            mine_shown: in_words(&wanted),
            by: last.by.clone(),
            by_me: last.by_me,
            version: held.version,
        });
    }
    Ok(found)
}

/// Names for the ids in one value.
pub(crate) async fn names_of(tx: &mut Tx, value: &Value, language: &str) -> Result<Names, StoreError> {
    let texts = match value {
        Value::String(text) => vec![text.as_str()],
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let ids: Vec<Uuid> = texts.into_iter().filter_map(|text| text.parse().ok()).collect();
    if ids.is_empty() {
        return Ok(Names::new());
    }
    let names = sqlx::query_scalar!(r#"select names_of($1, $2) as "names!""#, &ids, language)
        .fetch_one(tx.connection())
        .await?;
    Ok(serde_json::from_value(names)?)
}
