//! What the binary does, by subcommand.

use crate::{
    config::{Action, Command, Database, Demo, Serve},
    database::{self, DatabaseError},
    outgoing::Post,
    router,
};
use std::{io, time::Duration};
use store::{Store, StoreError};

/// The password of everybody in the demo data.
pub const DEMO_PASSWORD: &str = "Kundekort-2026";

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// No database could be had.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The schema could not be brought up to this release.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The address is taken, or a file can't be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The password of the demo data could not be hashed.
    #[error("the password could not be hashed")]
    Password,
    /// Something is missing.
    #[error("{0} of the checks failed")]
    Doctor(usize),
}

/// Runs one command.
///
/// # Errors
/// Why it failed, in words for whoever runs it.
pub async fn run(command: Command) -> Result<(), CommandError> {
    match command.action {
        Action::Serve(config) => serve(config).await,
        Action::Migrate(config) => with_database(&config, async |_store| Ok(())).await,
        Action::Demo(config) => {
            with_database(&config.database.clone(), async |store| load_demo(store, &config).await).await
        }
        Action::Doctor(config) => doctor(&config).await,
    }
}

/// Does something with a migrated database, and stops a private one afterwards.
async fn with_database(
    config: &Database,
    work: impl AsyncFnOnce(&Store) -> Result<(), CommandError>,
) -> Result<(), CommandError> {
    let running = database::start(config).await?;
    let result = async {
        database::claim(config)?;
        let store = Store::connect(&running.url, config.database_connections).await?;
        store.migrate().await?;
        let result = work(&store).await;
        store.close().await;
        result
    }
    .await;
    running.stop().await;
    result
}

async fn load_demo(store: &Store, config: &Demo) -> Result<(), CommandError> {
    let password_hash = app::sign_in::password::hash(DEMO_PASSWORD.to_owned()).await.ok_or(CommandError::Password)?;
    let demo = crate::demo::Demo {
        seed: config.seed,
        customers: config.customers,
        password_hash,
        now: jiff::Timestamp::now().as_millisecond(),
    };
    match store.load_demo(demo.batches()).await? {
        store::demo::Outcome::Loaded(counts) => println!(
            "Demo data loaded: {} customers, {} contacts, {} comments.",
            counts.customers, counts.contacts, counts.comments
        ),
        store::demo::Outcome::AlreadyThere => println!("The demo data is there already."),
    }
    Ok(())
}

async fn serve(config: Serve) -> Result<(), CommandError> {
    // Taken first: who finds the port in use should not wait for a database.
    let listener = tokio::net::TcpListener::bind(config.listen).await?;
    with_database(&config.database.clone(), async |store| {
        if config.demo {
            load_demo(store, &Demo { database: config.database.clone(), customers: None, seed: 1 }).await?;
        }
        let address = listener.local_addr()?;
        println!("Kundekort is at http://localhost:{}/", address.port());
        if config.demo {
            println!("  Nordvikar AS (Norway):   erik.moen@nordvikar.example   (consultant)");
            println!("                           admin@nordvikar.example       (administrator)");
            println!("                           les@nordvikar.example         (read-only)");
            println!("  Sydkonsult AB (Sweden):  anna.lind@sydkonsult.example  (consultant)");
            println!("                           admin@sydkonsult.example      (administrator)");
            println!("  Customers' portal:       ingrid.solbakk@bodosveis.example  (at /portal)");
            println!("  Everybody's password:    {DEMO_PASSWORD}");
        }
        match config.post() {
            Some(Post::Smtp(server, _)) => println!("  E-mail goes out by {server:?}."),
            Some(Post::Folder(folder, _)) => println!("  E-mail is written into the folder {}.", folder.display()),
            Some(Post::Sms(_)) | None => println!("  E-mail waits: no server for it is named (--smtp-url)."),
        }
        match config.sms().map_err(io::Error::other)? {
            Some(gateway) => println!("  SMS go out by {gateway:?}."),
            None => println!("  SMS wait: no gateway for them is named (--sms-url)."),
        }
        println!("Ctrl+C stops it.");
        router::serve(listener, store.clone(), &config, stopped()).await?;
        Ok(())
    })
    .await
}

/// Waits for Ctrl+C or a request to terminate.
async fn stopped() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupt = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
        }
        Err(_) => {
            let _ = interrupt.await;
        }
    }
    println!("Stopping.");
}

async fn doctor(config: &Serve) -> Result<(), CommandError> {
    let mut failed = 0;
    let mut say = |what: &str, result: Result<String, String>| match result {
        Ok(detail) => println!("ok      {what}: {detail}"),
        Err(detail) => {
            failed += 1;
            println!("failed  {what}: {detail}");
        }
    };
    let pkg = config.site_root().join("pkg");
    say(
        "site folder",
        if pkg.is_dir() {
            Ok(config.site_root().display().to_string())
        } else {
            Err(format!("{} has no folder pkg; build it or name another by --site-root", config.site_root().display()))
        },
    );
    match tokio::net::TcpListener::bind(config.listen).await {
        Ok(_) => say("address", Ok(format!("{} is free", config.listen))),
        Err(error) => say("address", Err(format!("{}: {error}", config.listen))),
    }
    match database::start(&config.database).await {
        Ok(running) => {
            match tokio::time::timeout(Duration::from_secs(10), Store::connect(&running.url, 1)).await {
                Ok(Ok(store)) => {
                    say(
                        "database",
                        store
                            .server_version()
                            .await
                            .map(|version| format!("PostgreSQL {version}"))
                            .map_err(|error| error.to_string()),
                    );
                    say(
                        "schema",
                        store
                            .ready()
                            .await
                            .map(|()| "up to date".to_owned())
                            .map_err(|_| "not up to date; `kundekort migrate` mends it".to_owned()),
                    );
                    store.close().await;
                }
                Ok(Err(error)) => say("database", Err(error.to_string())),
                Err(_) => say("database", Err("does not answer within 10 s".to_owned())),
            }
            running.stop().await;
        }
        Err(error) => say("database", Err(error.to_string())),
    }
    if failed == 0 { Ok(()) } else { Err(CommandError::Doctor(failed)) }
}
