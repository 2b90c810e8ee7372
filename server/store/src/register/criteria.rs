//! By which criteria the firm searches for customers.

use crate::{StoreError, Tx, settings};
use domain::{
    criteria::{self, KEY},
    error::Problem,
    filter::Column,
    policy::Action,
    settings::FirmSettings,
};
use serde_json::{Map, Value};

/// Keeps the criteria of the page on which all of the firm search for customers, over those that were read,
/// named by their keys with commas between them; `usual` goes back to those that every firm has.
///
/// # Errors
/// [`Problem::ChangedSince`] when somebody has chosen others since; when the policy says no.
pub async fn choose_criteria(tx: &mut Tx, read: &str, criteria: &[Column], usual: bool) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let held = settings::hold(tx).await?;
    let stands = FirmSettings::new(Some(held.values.clone()), tx.session().home);
    if criteria::keys(&criteria::of_firm(&stands)) != read {
        return Err(StoreError::field(KEY, Problem::ChangedSince));
    }
    let keys = criteria.iter().map(|column| Value::from(column.key())).collect();
    let value = if usual { Value::Null } else { Value::Array(keys) };
    if held.values.0.get(KEY).unwrap_or(&Value::Null) == &value {
        return Ok(());
    }
    let tenant = tx.session().tenant.0;
    let values = Value::Object(Map::from_iter([(KEY.to_owned(), value)]));
    sqlx::query!("select change_fields('firm_settings', $1, $2)", tenant, values).execute(tx.connection()).await?;
    Ok(())
}
