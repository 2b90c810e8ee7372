//! What somebody typed into a form that could not be saved, so that nothing typed is lost
//! without JavaScript either: the answer to the post leads back to the page, which shows it.

use crate::{StoreError, Tx};
use domain::{
    error::{ApiError, ErrorCode, Problem},
    id::FormStateId,
    policy::Action,
};
use serde_json::Value;
use sqlx::types::Json;

/// A form that could not be saved.
#[derive(Clone, Debug)]
pub struct FormState {
    /// The form: the path it was sent to.
    pub form: String,
    /// What was typed, as names and values in order.
    pub typed: Vec<(String, String)>,
    /// Why it could not be saved.
    pub error: ApiError,
}

impl FormState {
    /// What was typed into a field.
    #[must_use]
    pub fn typed(&self, name: &str) -> Option<&str> {
        self.typed.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The first field that a form of fields changes, by its key.
    #[must_use]
    pub fn changed_field(&self) -> Option<&str> {
        self.typed.iter().find_map(|(name, _)| name.strip_prefix("patch[")?.strip_suffix(']'))
    }

    /// The version with which a form goes on that was refused, of a row that `stands` at another by now: the one that
    /// was read, so that what a colleague changed between is not overwritten unseen; where the refusal said that it was
    /// changed, the one that stands.
    #[must_use]
    pub fn version(&self, stands: i32) -> i32 {
        let is_told = self.error.code == ErrorCode::Conflict
            || self.error.fields.iter().any(|error| error.problem == Problem::ChangedSince);
        let read = self.typed("version").and_then(|typed| typed.trim().parse().ok());
        read.filter(|_| !is_told).unwrap_or(stands)
    }
}

/// Keeps a form for a day.
///
/// # Errors
/// When the database fails.
pub async fn keep(tx: &mut Tx, state: &FormState) -> Result<FormStateId, StoreError> {
    tx.authorise_own(Action::KeepForm)?;
    sqlx::query!("delete from form_state where tenant_id = current_tenant() and user_id = current_app_user() and created_at < now() - interval '1 day'")
        .execute(tx.connection())
        .await?;
    let id = FormStateId::generate();
    sqlx::query!(
        "insert into form_state (tenant_id, id, user_id, form, typed, error) values (current_tenant(), $1, current_app_user(), $2, $3, $4)",
        id.0,
        state.form,
        serde_json::to_value(&state.typed)?,
        serde_json::to_value(&state.error)?,
    )
    .execute(tx.connection())
    .await?;
    Ok(id)
}

/// A kept form of the same person.
///
/// # Errors
/// When the database fails.
pub async fn read(tx: &mut Tx, id: FormStateId) -> Result<Option<FormState>, StoreError> {
    tx.authorise_own(Action::KeepForm)?;
    let row = sqlx::query!(
        r#"select form, typed, error as "error: Json<ApiError>" from form_state
        where tenant_id = current_tenant() and id = $1 and user_id = current_app_user()"#,
        id.0
    )
    .fetch_optional(tx.connection())
    .await?;
    row.map(|row| {
        let typed: Value = row.typed;
        Ok(FormState { form: row.form, typed: serde_json::from_value(typed)?, error: row.error.0 })
    })
    .transpose()
}
