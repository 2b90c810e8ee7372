//! The parts of the product that a firm uses, and for which types of customers (seed 003:67).

use crate::{StoreError, Tx, settings};
use domain::{
    customer::CustomerType,
    error::Problem,
    module::{Module, ModuleRule},
    policy::Action,
};
use std::collections::HashMap;

/// How many customers there are of each type, which is what a module touches; a walk over all customers.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn counts(tx: &mut Tx) -> Result<HashMap<CustomerType, i64>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        r#"select customer_type, count(*) as "n!" from customer where tenant_id = current_tenant() and merged_into is null group by customer_type"#
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows.into_iter().filter_map(|row| Some((CustomerType::from_key(&row.customer_type)?, row.n))).collect())
}

/// Decides of a module what was read as `read`; what its sections hold is kept.
///
/// # Errors
/// [`Problem::ChangedSince`] when somebody else has decided of it since; [`Problem::Choice`] where it is on
/// and takes nobody; when the reader may not change settings.
pub async fn decide(tx: &mut Tx, module: Module, read: ModuleRule, wanted: ModuleRule) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    if wanted.active && !wanted.takes_any() {
        return Err(StoreError::field(module.key(), Problem::Choice));
    }
    settings::hold(tx).await?;
    let stands = settings::read(tx).await?.modules.of(module);
    if stands == wanted {
        return Ok(());
    }
    if stands != read {
        return Err(StoreError::field(module.key(), Problem::ChangedSince));
    }
    sqlx::query!(
        "insert into firm_module (tenant_id, id, module, active, ordinary, temporary, prospect)
        values (current_tenant(), gen_random_uuid(), $1, $2, $3, $4, $5)
        on conflict (tenant_id, module) do update
            set active = excluded.active, ordinary = excluded.ordinary, temporary = excluded.temporary, prospect = excluded.prospect",
        module.key(),
        wanted.active,
        wanted.ordinary,
        wanted.temporary,
        wanted.prospect,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
