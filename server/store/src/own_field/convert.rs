//! An own field gets another kind: all of its values at once, or none.

use super::NAME;
use crate::{StoreError, Tx, fields, list, settings};
use domain::{
    error::Problem,
    field::{Converted, Field, MOST_NAMED, Names, OwnKind, converted, own},
    id::{ListItemId, OwnFieldId},
    list::{ListItem, ListKind},
    policy::Action,
};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

/// Most values that are told of those that can't be converted.
const MOST_TOLD: usize = 50;

/// What would become of a field's values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forecast {
    /// How many customers, or contacts, have a value that can be converted.
    pub converts: i64,
    /// How many have one that can't: none may, or nothing is converted.
    pub stays: i64,
    /// Those that can't, as they are read, each with how many have it; the most frequent first.
    pub told: Vec<(String, i64)>,
    /// Names that the field's list would get.
    pub new: Vec<String>,
    /// Whether the list would get more than it may.
    pub too_many: bool,
}

impl Forecast {
    /// Whether all of it can be converted.
    #[must_use]
    pub const fn is_possible(&self) -> bool {
        self.stays == 0 && !self.too_many
    }
}

/// A field as it stands, with all the values that customers or contacts have.
struct Ground {
    field: &'static Field,
    from: OwnKind,
    values: Vec<(Value, i64)>,
    items: Vec<ListItem>,
    names: Names,
}

/// What would become of the values of a field if it were of the kind `to`; a walk over all customers and contacts.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such field; when the reader is no administrator.
pub async fn forecast(tx: &mut Tx, id: OwnFieldId, to: OwnKind) -> Result<Forecast, StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let (key, kind, counted, _) = told(tx, id).await?;
    may_become(kind, to, counted)?;
    let ground = ground(tx, &key, kind).await?;
    Ok(plan(&ground, to, tx.session().home, tx.session().language).0)
}

/// Makes a field that was read at `version` one of the kind `to`, with the values of all who have one. Where one
/// of them can't be converted, nothing is.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such field; [`Problem::ChangedSince`] when somebody else has
/// changed it since; [`Problem::Unconverted`] when a value can't be converted; when the reader is no administrator.
pub async fn convert(tx: &mut Tx, id: OwnFieldId, version: i32, to: OwnKind) -> Result<i64, StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    settings::hold(tx).await?;
    let (key, from, counted, stands) = told(tx, id).await?;
    if stands != version {
        return Err(StoreError::field(NAME, Problem::ChangedSince));
    }
    may_become(from, to, counted)?;
    let counted = counted.or(from.is_counted().then_some(from)).map(OwnKind::key);
    // Whoever writes a value of it at the moment is waited for, and whoever comes after is asked for the new kind.
    sqlx::query!(
        "update own_field set kind = $2, counted = $3 where tenant_id = current_tenant() and id = $1",
        id.0,
        to.key(),
        counted,
    )
    .execute(tx.connection())
    .await?;
    let ground = ground(tx, &key, from).await?;
    let (forecast, outcomes) = plan(&ground, to, tx.session().home, tx.session().language);
    if !forecast.is_possible() {
        let customers = u32::try_from(forecast.stays).unwrap_or(u32::MAX);
        return Err(StoreError::field(NAME, Problem::Unconverted { customers }));
    }
    let ids = named_ids(tx, &ground, &forecast.new).await?;
    let (mut olds, mut news) = (Vec::new(), Vec::new());
    for ((old, _), outcome) in ground.values.iter().zip(outcomes) {
        let new = match outcome {
            Some(Converted::Value(value)) => value,
            Some(Converted::Named(name)) => {
                let id = ids.get(&name.to_lowercase()).map(|id| Value::String(id.to_string()));
                let id = id.ok_or(StoreError::NotFound)?;
                if to == OwnKind::Choices { Value::Array(vec![id]) } else { id }
            }
            None => continue,
        };
        if *old != new {
            olds.push(old.clone());
            news.push(new);
        }
    }
    crate::comment::keep_open(tx).await?;
    let done = sqlx::query_scalar!(r#"select convert_own_values($1, $2, $3) as "done!""#, key, &olds, &news)
        .fetch_one(tx.connection())
        .await?;
    Ok(done)
}

fn may_become(from: OwnKind, to: OwnKind, counted: Option<OwnKind>) -> Result<(), StoreError> {
    if from.may_become(to, counted) { Ok(()) } else { Err(StoreError::field(NAME, Problem::Choice)) }
}

/// Key, kind, the kind of numbers it had before, and version of a field of the firm's.
async fn told(tx: &mut Tx, id: OwnFieldId) -> Result<(String, OwnKind, Option<OwnKind>, i32), StoreError> {
    let row = sqlx::query!(
        "select key, kind, counted, version from own_field where tenant_id = current_tenant() and id = $1",
        id.0
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let kind = OwnKind::from_key(&row.kind).ok_or(StoreError::NotFound)?;
    Ok((row.key, kind, row.counted.as_deref().and_then(OwnKind::from_key), row.version))
}

async fn ground(tx: &mut Tx, key: &str, from: OwnKind) -> Result<Ground, StoreError> {
    let field = own(key).ok_or(StoreError::NotFound)?;
    let rows = sqlx::query!(r#"select value as "value!", customers as "customers!" from own_values($1)"#, key)
        .fetch_all(tx.connection())
        .await?;
    let items = list::items(tx, ListKind::Own(field.key)).await?;
    let used: Vec<Value> = rows.iter().map(|row| row.value.clone()).collect();
    let names = if from.has_list() {
        let ids = used.iter().flat_map(|value| match value {
            Value::Array(items) => items.clone(),
            one => vec![one.clone()],
        });
        let ids = Value::Array(ids.collect());
        let language = if tx.session().home == domain::country::Country::SWEDEN { "sv" } else { "nb" };
        fields::names_of(tx, &ids, language).await?
    } else {
        Names::new()
    };
    let values = rows.into_iter().map(|row| (row.value, row.customers)).collect();
    Ok(Ground { field, from, values, items, names })
}

/// What becomes of each value, and what that comes to.
fn plan(
    ground: &Ground,
    to: OwnKind,
    home: domain::country::Country,
    language: domain::language::Language,
) -> (Forecast, Vec<Option<Converted>>) {
    let Ground { field, from, values, items, names } = ground;
    let mut forecast = Forecast::default();
    let known: BTreeSet<String> =
        items.iter().flat_map(|item| item.names.iter().map(|name| name.to_lowercase())).collect();
    let mut new: BTreeSet<String> = BTreeSet::new();
    let mut outcomes = Vec::new();
    for (value, customers) in values {
        let outcome = converted(field, *from, to, value, names, home);
        match &outcome {
            None => {
                forecast.stays += customers;
                let record = domain::field::Record::default();
                let source = from.like(field);
                let read = domain::field::shown(&source, value, &record, names, language, home);
                forecast.told.push((read, *customers));
            }
            Some(Converted::Named(name)) => {
                forecast.converts += customers;
                let folded = name.to_lowercase();
                if !known.contains(&folded) && new.insert(folded) {
                    forecast.new.push(name.clone());
                }
            }
            Some(Converted::Value(_)) => forecast.converts += customers,
        }
        outcomes.push(outcome);
    }
    forecast.too_many = forecast.new.len() > MOST_NAMED;
    forecast.told.sort_by_key(|(_, customers)| std::cmp::Reverse(*customers));
    forecast.told.truncate(MOST_TOLD);
    forecast.new.sort();
    (forecast, outcomes)
}

/// The values of the field's list by their names in small letters; those that lack are made.
async fn named_ids(tx: &mut Tx, ground: &Ground, new: &[String]) -> Result<HashMap<String, ListItemId>, StoreError> {
    let mut ids = HashMap::new();
    for item in &ground.items {
        let id = item.merged_into.unwrap_or(item.id);
        for name in &item.names {
            ids.entry(name.to_lowercase()).or_insert(id);
        }
    }
    for name in new {
        let id = list::add(tx, ListKind::Own(ground.field.key), name).await?;
        ids.insert(name.to_lowercase(), id);
    }
    Ok(ids)
}
