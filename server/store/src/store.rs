//! The connection to PostgreSQL.

use crate::{StoreError, live::Hub};
use sqlx::{
    PgPool, Postgres, Transaction,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::{future::Future, sync::Arc, time::Duration};
use tokio::time::timeout;

/// How long the first statement of a request waits for the database: a page that says it can't be
/// reached is better than one that never comes. A database that is frozen takes connections and
/// answers nothing.
const PATIENCE: Duration = Duration::from_millis(1700);
// Readers are told within two seconds that the database is away.
const _: () = assert!(PATIENCE.as_millis() < 2000, "readers wait two seconds at most");

/// What a request begins with, or that the database can't be reached.
pub(crate) async fn within<T>(work: impl Future<Output = Result<T, StoreError>> + Send) -> Result<T, StoreError> {
    timeout(PATIENCE, work).await.unwrap_or(Err(StoreError::Database(sqlx::Error::PoolTimedOut)))
}

/// The migrations, in order. They only add or widen.
pub static MIGRATOR: Migrator = sqlx::migrate!("./migrations");

/// The database that everything is kept in; cheap to clone.
///
/// Pages have a few connections of their own, so that what a connection has planned and read stays at hand: of
/// sixteen that take turns each begins cold, and a card takes a quarter more of PostgreSQL's time. What takes
/// seconds has the others, and never stands in the way of pages.
#[derive(Clone, Debug)]
pub struct Store {
    pages: PgPool,
    work: PgPool,
    live: Arc<Hub>,
}

/// How long a page waits for one of its few connections before it takes one of the others.
const TURN: Duration = Duration::from_millis(100);

/// Of so many connections those that are for pages, on a machine with so many cores, and the others.
fn shared_out(connections: u32, cores: u32) -> (u32, u32) {
    let pages = cores.saturating_mul(2).max(4).min(connections.div_ceil(2)).max(1);
    (pages, connections.saturating_sub(pages).max(1))
}

impl Store {
    /// Connects, or fails within five seconds.
    ///
    /// # Errors
    /// When the address is none or the database does not answer.
    pub async fn connect(url: &str, connections: u32) -> Result<Self, StoreError> {
        // All statements are prepared and few; planning one anew for its values costs more than
        // running it; none runs so long that compiling it first would pay; and a plan that is made while there
        // is little must do for much, on disks that read anywhere alike.
        let options = url
            .parse::<PgConnectOptions>()?
            .application_name("kundekort")
            // There are more statements than the hundred that are kept without this.
            .statement_cache_capacity(1000)
            .options([("plan_cache_mode", "force_generic_plan"), ("jit", "off"), ("random_page_cost", "1.1")]);
        let cores = std::thread::available_parallelism().map_or(2, |cores| u32::try_from(cores.get()).unwrap_or(2));
        let (pages, others) = shared_out(connections, cores);
        let pool = || {
            PgPoolOptions::new()
                .acquire_timeout(Duration::from_millis(1500))
                .max_lifetime(Some(Duration::from_hours(8)))
        };
        let pages = pool()
            .max_connections(pages)
            // A ping before each use would be one more round trip; a broken connection shows at BEGIN.
            .test_before_acquire(false)
            // A new connection plans each statement anew, a tenth of a second for the first card. Whoever
            // comes back from lunch does not wait for that; and after some hours what plans hold goes back.
            .idle_timeout(None)
            .connect_with(options.clone())
            .await?;
        // One more, which listens for changes.
        let work = pool().max_connections(others + 1).connect_lazy_with(options);
        Ok(Self { pages, work, live: Hub::new() })
    }

    /// A store on an existing pool.
    #[must_use]
    pub fn from_pool(pool: PgPool) -> Self {
        Self { pages: pool.clone(), work: pool, live: Hub::new() }
    }

    /// Open cards of this server: who hears of changes, and who is there.
    #[must_use]
    pub const fn live(&self) -> &Arc<Hub> {
        &self.live
    }

    /// Begins a transaction, in a task of its own: one that is cut off while it begins would go back to the pool begun,
    /// and what the next does outside a transaction would be undone with it.
    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
        let (pages, work) = (self.pages.clone(), self.work.clone());
        begun(async move {
            let connection = match pages.try_acquire() {
                Some(connection) => connection,
                // One that is being opened goes on being opened, for those who come next.
                None => match timeout(TURN, tokio::spawn(pages.acquire())).await {
                    Ok(connection) => connection.map_err(|_| sqlx::Error::WorkerCrashed)??,
                    Err(_) => return work.begin().await,
                },
            };
            // As the pool's own `begin` does it, once there is a connection.
            Transaction::begin(connection, None).await
        })
        .await
    }

    /// The same for what takes its time or for which nobody waits.
    pub(crate) async fn begin_work(&self) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
        let work = self.work.clone();
        begun(async move { work.begin().await }).await
    }

    /// The same, with a statement of its own.
    pub(crate) async fn begin_work_with(
        &self,
        statement: &'static str,
    ) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
        let work = self.work.clone();
        begun(async move { work.begin_with(statement).await }).await
    }

    /// The pool for single statements and for listening, for the modules of this crate.
    pub(crate) const fn pool(&self) -> &PgPool {
        &self.work
    }

    /// Brings the schema up to this release.
    ///
    /// # Errors
    /// When the database does not answer, or was migrated by a newer release.
    pub async fn migrate(&self) -> Result<(), sqlx::migrate::MigrateError> {
        MIGRATOR.run(&self.pages).await
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
            Ok(newest.fetch_one(&self.work).await?)
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
            .fetch_one(&self.pages)
            .await?)
    }

    /// Lets go of all connections.
    pub async fn close(&self) {
        self.pages.close().await;
        self.work.close().await;
    }
}

async fn begun(
    begin: impl Future<Output = Result<Transaction<'static, Postgres>, sqlx::Error>> + Send + 'static,
) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    tokio::spawn(begin).await.map_err(|_| sqlx::Error::WorkerCrashed)?
}

#[cfg(test)]
mod tests {
    use super::shared_out;

    #[test]
    fn pages_have_two_connections_a_core_and_never_more_than_half() {
        assert_eq!(shared_out(16, 2), (4, 12));
        assert_eq!(shared_out(16, 1), (4, 12));
        assert_eq!(shared_out(16, 16), (8, 8));
        assert_eq!(shared_out(64, 8), (16, 48));
        assert_eq!(shared_out(1, 8), (1, 1), "with one each there is always a way");
    }
}
