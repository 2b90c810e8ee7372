//! The connection to PostgreSQL.

use crate::{StoreError, live::Hub};
use sqlx::{
    PgPool, Postgres, Transaction,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::{future::Future, sync::Arc, time::Duration};

/// How long the first statement of a request waits for the database: a page that says it can't be
/// reached is better than one that never comes. A database that is frozen takes connections and
/// answers nothing.
const PATIENCE: Duration = Duration::from_millis(1700);
// Readers are told within two seconds that the database is away.
const _: () = assert!(PATIENCE.as_millis() < 2000, "readers wait two seconds at most");

/// What a request begins with, or that the database can't be reached.
pub(crate) async fn within<T>(work: impl Future<Output = Result<T, StoreError>> + Send) -> Result<T, StoreError> {
    tokio::time::timeout(PATIENCE, work).await.unwrap_or(Err(StoreError::Database(sqlx::Error::PoolTimedOut)))
}

/// The migrations, in order. They only add or widen.
pub static MIGRATOR: Migrator = sqlx::migrate!("./migrations");

/// The database that everything is kept in; cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    pool: PgPool,
    live: Arc<Hub>,
}

impl Store {
    /// Connects, or fails within five seconds.
    ///
    /// # Errors
    /// When the address is none or the database does not answer.
    pub async fn connect(url: &str, connections: u32) -> Result<Self, StoreError> {
        let options: PgConnectOptions = url.parse()?;
        let pool = PgPoolOptions::new()
            // One more, which listens for changes.
            .max_connections(connections + 1)
            .acquire_timeout(Duration::from_millis(1500))
            // A ping before each use would be one more round trip; a broken connection shows at BEGIN.
            .test_before_acquire(false)
            // A new connection plans each statement anew, a tenth of a second for the first card. Whoever
            // comes back from lunch does not wait for that; and after some hours what plans hold goes back.
            .idle_timeout(None)
            .max_lifetime(Some(Duration::from_hours(8)))
            // All statements are prepared and few; planning one anew for its values costs more than
            // running it; none runs so long that compiling it first would pay; and a plan that is made while there
            // is little must do for much, on disks that read anywhere alike.
            .connect_with(
                options
                    .application_name("kundekort")
                    // There are more statements than the hundred that are kept without this.
                    .statement_cache_capacity(500)
                    .options([("plan_cache_mode", "force_generic_plan"), ("jit", "off"), ("random_page_cost", "1.1")]),
            )
            .await?;
        Ok(Self::from_pool(pool))
    }

    /// A store on an existing pool.
    #[must_use]
    pub fn from_pool(pool: PgPool) -> Self {
        Self { pool, live: Hub::new() }
    }

    /// Open cards of this server: who hears of changes, and who is there.
    #[must_use]
    pub const fn live(&self) -> &Arc<Hub> {
        &self.live
    }

    /// Begins a transaction, in a task of its own: one that is cut off while it begins would go back to the pool begun,
    /// and what the next does outside a transaction would be undone with it.
    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
        let pool = self.pool.clone();
        tokio::spawn(async move { pool.begin().await }).await.map_err(|_| sqlx::Error::WorkerCrashed)?
    }

    /// The same, with a statement of its own.
    pub(crate) async fn begin_with(
        &self,
        statement: &'static str,
    ) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
        let pool = self.pool.clone();
        tokio::spawn(async move { pool.begin_with(statement).await }).await.map_err(|_| sqlx::Error::WorkerCrashed)?
    }

    /// The pool, for the modules of this crate.
    pub(crate) const fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// Brings the schema up to this release.
    ///
    /// # Errors
    /// When the database does not answer, or was migrated by a newer release.
    pub async fn migrate(&self) -> Result<(), sqlx::migrate::MigrateError> {
        MIGRATOR.run(&self.pool).await
    }

    /// Whether the database answers and the schema is this release's.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ready(&self) -> Result<(), StoreError> {
        let newest = MIGRATOR.iter().map(|migration| migration.version).max().unwrap_or_default();
        let applied = within(async {
            let newest =
                sqlx::query_scalar!(r#"select max(version) as "version!" from _sqlx_migrations where success"#);
            Ok(newest.fetch_one(&self.pool).await?)
        })
        .await?;
        if applied >= newest { Ok(()) } else { Err(StoreError::NotFound) }
    }

    /// The server's version, for `kundekort doctor`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn server_version(&self) -> Result<String, StoreError> {
        Ok(sqlx::query_scalar!(r#"select current_setting('server_version') as "version!""#)
            .fetch_one(&self.pool)
            .await?)
    }

    /// Lets go of all connections.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}
