//! The list of statuses: a list like others (seed 004:13), each value with what it means (seed 000:15).

use crate::{StoreError, Tx};
use domain::{
    error::Problem,
    id::ListItemId,
    list::{ListKind, StatusMeaning},
    policy::Action,
};

/// What a status means, and whether customers who have it are members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meant {
    /// What it means.
    pub meaning: StatusMeaning,
    /// Whether customers who have it are members.
    pub is_member: bool,
}

impl Meant {
    /// Reads what a form says of a status.
    ///
    /// # Errors
    /// [`Problem::Choice`] at `meaning` when it is none.
    pub fn parse(meaning: &str, is_member: &str) -> Result<Self, StoreError> {
        let meaning = StatusMeaning::ALL
            .into_iter()
            .find(|known| known.key() == meaning)
            .ok_or(StoreError::field("meaning", Problem::Choice))?;
        Ok(Self { meaning, is_member: is_member == "yes" })
    }
}

/// Adds a status, with the same name in all languages until somebody translates it.
///
/// # Errors
/// When the name can't be taken or the list has it already, or the policy says no.
pub async fn add(tx: &mut Tx, typed: &str, meant: Meant) -> Result<ListItemId, StoreError> {
    crate::list::insert(tx, ListKind::Status, typed, crate::list::Beside::Meant(meant)).await
}

/// Says what a status means; it counts for all customers who have it.
///
/// # Errors
/// [`Problem::LastStatus`] when none would be left that means an active customer, or when this
/// firm has no such status.
pub async fn change(tx: &mut Tx, item: ListItemId, meant: Meant) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeLists)?;
    if meant.meaning != StatusMeaning::Active {
        keep_one(tx, item, "meaning").await?;
    }
    let done = sqlx::query!(
        "update list_item set meaning = $2, is_member = $3
        where tenant_id = current_tenant() and kind = 'status' and id = $1",
        item.0,
        meant.meaning.key(),
        meant.is_member,
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Refuses, at `field`, what would leave no status for a customer who trades with the firm. Two
/// people who each take one of the last two wait for each other here.
pub(crate) async fn keep_one(tx: &mut Tx, item: ListItemId, field: &str) -> Result<(), StoreError> {
    let active = sqlx::query_scalar!(
        r#"select id as "id: ListItemId" from list_item
        where tenant_id = current_tenant() and kind = 'status' and meaning = 'active' and not retired order by id for update"#
    )
    .fetch_all(tx.connection())
    .await?;
    if active == [item] { Err(StoreError::field(field, Problem::LastStatus)) } else { Ok(()) }
}
