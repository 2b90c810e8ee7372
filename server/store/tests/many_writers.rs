//! Eight people write on one card at once: nothing is lost, and nothing is done twice.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, customer_patch, sign_in, value};
use domain::error::{ApiError, ErrorCode};
use sqlx::PgPool;
use std::collections::BTreeMap;
use store::{SessionToken, Store, StoreError};

const WRITERS: usize = 8;
const EDITS: usize = 125;
const FIELDS: [&str; 4] = ["name", "nickname", "directions", "visiting_street"];

/// Saves a value; where somebody else was first, reads what stands and saves again. Gives how many
/// conflicts there were on the way.
async fn save(store: &Store, secret: &str, firm: &Firm, field: &'static str, text: &str) -> usize {
    let mut conflicts = 0;
    let mut version = None;
    loop {
        let mut tx = store.open(&SessionToken::new(secret)).await.unwrap();
        let read = match version {
            Some(version) => version,
            None => store::customer::values(&mut tx, firm.customer).await.unwrap().version,
        };
        match store::customer::change(&mut tx, firm.customer, read, &customer_patch(&[(field, text)])).await {
            Ok(_) => {
                tx.commit().await.unwrap();
                return conflicts;
            }
            Err(StoreError::Refused(ApiError { code: ErrorCode::Conflict, conflicts: found, .. })) => {
                conflicts += 1;
                version = found.first().map(|conflict| conflict.version);
            }
            Err(error) => panic!("{error}"),
        }
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn every_acknowledged_write_is_in_the_log_once_and_in_the_value_or_in_its_history(pool: PgPool) {
    let firm = std::sync::Arc::new(Firm::make(&pool, "nord").await);
    let before: i64 = value(&pool, "select count(*) from change_log").await;
    let people = [firm.administrator, firm.consultant, firm.neighbour, firm.stranger];
    let mut writers = Vec::new();
    for writer in 0..WRITERS {
        let (firm, store) = (firm.clone(), Store::from_pool(pool.clone()));
        let secret = sign_in(&pool, firm.tenant, people[writer % people.len()]).await;
        writers.push(tokio::spawn(async move {
            let mut written = Vec::new();
            for edit in 0..EDITS {
                let field = FIELDS[(edit + writer) % FIELDS.len()];
                let text = format!("{writer}-{edit}");
                save(&store, &secret, &firm, field, &text).await;
                written.push((field, text));
            }
            written
        }));
    }
    let mut acknowledged = Vec::new();
    for writer in writers {
        acknowledged.extend(writer.await.unwrap());
    }
    assert_eq!(acknowledged.len(), WRITERS * EDITS);

    let entries: Vec<(i32, serde_json::Value)> = sqlx::query_as(
        "select version, changes from change_log where row_id = $1 and operation = 'UPDATE' order by version",
    )
    .bind(firm.customer)
    .fetch_all(&pool)
    .await
    .unwrap();
    let after: i64 = value(&pool, "select count(*) from change_log").await;
    assert_eq!(entries.len(), acknowledged.len(), "one entry for each, none lost, none twice");
    assert_eq!(after - before, 1000);
    let versions: Vec<i32> = entries.iter().map(|(version, _)| *version).collect();
    assert_eq!(versions, (2..=1001).collect::<Vec<_>>(), "one version after another");

    // Each value follows the one before it, up to what stands now.
    let mut stands: BTreeMap<String, String> = BTreeMap::new();
    let mut logged = Vec::new();
    for (version, changes) in &entries {
        let changes = changes.as_object().unwrap();
        assert_eq!(changes.len(), 1, "version {version}");
        for (field, pair) in changes {
            let new = pair[1].as_str().unwrap().to_owned();
            if let Some(before) = stands.insert(field.clone(), new.clone()) {
                assert_eq!(pair[0].as_str(), Some(before.as_str()), "version {version} follows what stood");
            }
            logged.push((field.clone(), new));
        }
    }
    let mut acknowledged: Vec<_> = acknowledged.into_iter().map(|(field, text)| (field.to_owned(), text)).collect();
    acknowledged.sort();
    logged.sort();
    assert_eq!(logged, acknowledged);
    for field in FIELDS {
        let now: String = value(&pool, &format!("select {field} from customer where id = '{}'", firm.customer)).await;
        assert_eq!(stands.get(field), Some(&now));
    }
}
