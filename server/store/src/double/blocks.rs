//! What customers have in common, and who is paired by it.

use crate::{StoreError, Tx};
use domain::double::Likeness;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

/// So many things that too many share are told of each kind.
const MOST_CROWDS: usize = 10;
/// So many pairs are written together.
const TOGETHER: usize = 5000;

/// Customers that have a thing in common; of too many only how many.
pub(super) struct Block {
    key: String,
    count: i64,
    customers: Vec<Uuid>,
}

/// What customers have in common, of all or of some of them with all.
pub(super) async fn blocks(tx: &mut Tx, part: Likeness, of: Option<&[Uuid]>) -> Result<Vec<Block>, StoreError> {
    Ok(sqlx::query_as!(
        Block,
        r#"select key as "key!", count as "count!", coalesce(customers, '{}') as "customers!" from double_blocks($1, $2)"#,
        part.key(),
        of as Option<&[Uuid]>,
    )
    .fetch_all(tx.connection())
    .await?)
}

/// Notes what too many have in common.
pub(super) async fn crowded(tx: &mut Tx, part: Likeness, blocks: &[Block]) -> Result<(), StoreError> {
    let mut crowds: Vec<&Block> = blocks.iter().filter(|block| block.customers.is_empty()).collect();
    crowds.sort_by_key(|block| (-block.count, &block.key));
    let told: Vec<Value> = crowds
        .into_iter()
        .take(MOST_CROWDS)
        .map(|block| json!({ "kind": part.key(), "value": block.key, "count": block.count }))
        .collect();
    sqlx::query!(
        "update double_search set crowded = crowded || $1 where tenant_id = current_tenant()",
        Value::Array(told)
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Pairs those that have a thing in common, some thousand at a time: many blocks make far more pairs.
pub(super) async fn pair(tx: &mut Tx, part: Likeness, blocks: &[Block]) -> Result<(), StoreError> {
    let mut pairs = BTreeSet::new();
    for block in blocks {
        let of = &block.customers;
        pairs.extend(
            of.iter().flat_map(|one| of.iter().filter(move |other| one < *other).map(move |other| (*one, *other))),
        );
        if pairs.len() >= TOGETHER {
            keep_pairs(tx, part, std::mem::take(&mut pairs)).await?;
        }
    }
    keep_pairs(tx, part, pairs).await
}

async fn keep_pairs(tx: &mut Tx, part: Likeness, pairs: BTreeSet<(Uuid, Uuid)>) -> Result<(), StoreError> {
    if pairs.is_empty() {
        return Ok(());
    }
    let (one, other): (Vec<Uuid>, Vec<Uuid>) = pairs.into_iter().unzip();
    sqlx::query!(
        "insert into double_candidate (tenant_id, one, other, reasons, score)
        select current_tenant(), a, b, array[$1::text], double_score(array[$1::text]) from unnest($2::uuid[], $3::uuid[]) as p (a, b)
        on conflict (tenant_id, one, other) do update
            set reasons = double_candidate.reasons || excluded.reasons, score = double_candidate.score + excluded.score
            where double_candidate.state in ('open', 'later') and not double_candidate.reasons @> excluded.reasons",
        part.key(),
        &one,
        &other,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
