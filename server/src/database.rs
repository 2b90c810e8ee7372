//! The private PostgreSQL of a server that was given no other.

use crate::config::Database;
use postgresql_embedded::{PostgreSQL, SettingsBuilder};
use std::{
    io,
    os::unix::fs::{PermissionsExt, chown},
    path::{Path, PathBuf},
    time::Duration,
};

/// The programs of a server that the private database needs.
const PROGRAMS: [&str; 6] = ["initdb", "pg_ctl", "postgres", "psql", "createdb", "dropdb"];

/// A database to work on; a private one stops with [`Running::stop`].
pub(crate) struct Running {
    /// Where it is.
    pub(crate) url: String,
    private: Option<PostgreSQL>,
}

/// Why no database could be had.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The private PostgreSQL did not start.
    #[error("the private PostgreSQL did not start: {0}")]
    Private(#[from] postgresql_embedded::Error),
    /// A file of it could not be written.
    #[error("the data folder: {0}")]
    Files(#[from] io::Error),
    /// As root it needs another account to run under.
    #[error("PostgreSQL does not run as root, and there is no account `postgres` or `nobody` for it")]
    NoAccount,
    /// Another server holds the data folder.
    #[error(
        "the database in the data folder is in use by another kundekort; stop it first, or name another folder by --data-dir"
    )]
    InUse,
}

impl Running {
    /// Stops the private database; another's goes on.
    pub(crate) async fn stop(self) {
        if let Some(private) = self.private
            && let Err(error) = private.stop().await
        {
            tracing::warn!(%error, "the private PostgreSQL did not stop cleanly; it recovers at the next start");
        }
    }
}

/// The database that is named, or a private one in the data folder.
pub(crate) async fn start(config: &Database) -> Result<Running, DatabaseError> {
    if let Some(url) = &config.database_url {
        return Ok(Running { url: url.clone(), private: None });
    }
    let folder = std::path::absolute(&config.data_dir)?;
    let (data, programs) = (folder.join("postgresql"), folder.join("programs"));
    std::fs::create_dir_all(&folder)?;
    let installed = machine_programs();
    let account = if is_root() { Some(account().ok_or(DatabaseError::NoAccount)?) } else { None };
    if let Some((user, group, _)) = &account {
        chown(&folder, Some(*user), Some(*group))?;
    }
    let mut settings = SettingsBuilder::new()
        .data_dir(data.clone())
        .password_file(folder.join("password"))
        .password(password(&folder)?)
        .temporary(false)
        .timeout(Some(Duration::from_mins(1)))
        // The library turns fsync off, as for tests; without it a crash loses data.
        .config("fsync", "on")
        .config("listen_addresses", "127.0.0.1")
        .config("unix_socket_directories", "")
        .config("random_page_cost", "1.1")
        .config("jit", "off");
    match (&installed, &account) {
        (Some(found), Some((_, _, name))) => {
            wrap(found, &programs, name)?;
            settings = settings.installation_dir(programs).trust_installation_dir(true);
        }
        (Some(found), None) => {
            let home = found.parent().map(Path::to_path_buf).unwrap_or_default();
            settings = settings.installation_dir(home).trust_installation_dir(true);
        }
        (None, _) => tracing::info!("no PostgreSQL on this machine: fetching one, which may take some minutes"),
    }
    recover(&data).await?;
    let mut postgresql = PostgreSQL::new(settings.build());
    postgresql.setup().await?;
    let _ = std::fs::set_permissions(folder.join("password"), std::fs::Permissions::from_mode(0o600));
    postgresql.start().await?;
    if !postgresql.database_exists("kundekort").await? {
        postgresql.create_database("kundekort").await?;
    }
    Ok(Running { url: postgresql.settings().url("kundekort"), private: Some(postgresql) })
}

/// Stops what a killed server left running, so that this one can start: its first line tells who.
async fn recover(data: &Path) -> Result<(), DatabaseError> {
    let file = data.join("postmaster.pid");
    let Some(pid) =
        std::fs::read_to_string(&file).ok().and_then(|text| text.lines().next()?.trim().parse::<u32>().ok())
    else {
        return Ok(());
    };
    let is_alive = || is_running(pid, "postgres");
    if !is_alive() {
        return Ok(());
    }
    if data.parent().is_some_and(|folder| owner_is_alive(&folder.join("kundekort.pid"))) {
        return Err(DatabaseError::InUse);
    }
    tracing::info!("stopping the database that a killed server left behind");
    signal(pid, "INT");
    for _ in 0..600 {
        if !is_alive() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err(DatabaseError::InUse)
}

fn owner_is_alive(file: &Path) -> bool {
    let owner = std::fs::read_to_string(file).ok().and_then(|text| text.trim().parse::<u32>().ok());
    owner.is_some_and(|pid| pid != std::process::id() && is_running(pid, "kundekort"))
}

/// Whether a process of this name runs; one that has ended and only waits to be forgotten does not.
fn is_running(pid: u32, name: &str) -> bool {
    if !Path::new("/proc/self/stat").exists() {
        return signal(pid, "0");
    }
    // "PID (name) state ...", see proc(5).
    std::fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| {
        stat.split_once(" (")
            .and_then(|(_, rest)| rest.rsplit_once(") "))
            .is_some_and(|(running, rest)| running == name && !rest.starts_with('Z'))
    })
}

/// Notes that this process holds the data folder.
pub(crate) fn claim(config: &Database) -> io::Result<()> {
    if config.database_url.is_some() {
        return Ok(());
    }
    std::fs::write(config.data_dir.join("kundekort.pid"), std::process::id().to_string())
}

fn signal(pid: u32, name: &str) -> bool {
    std::process::Command::new("kill")
        .args([format!("-{name}"), pid.to_string()])
        .stderr(std::process::Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn is_root() -> bool {
    std::process::Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}

/// The account that PostgreSQL runs under when the server itself is root: user, group, name.
fn account() -> Option<(u32, u32, String)> {
    let passwd = std::fs::read_to_string("/etc/passwd").ok()?;
    ["postgres", "nobody"].iter().find_map(|wanted| {
        passwd.lines().find_map(|line| {
            let parts: Vec<&str> = line.split(':').collect();
            let (name, user, group) = (parts.first()?, parts.get(2)?, parts.get(3)?);
            (name == wanted).then(|| Some((user.parse().ok()?, group.parse().ok()?, (*name).to_owned())))?
        })
    })
}

/// The folder with this machine's PostgreSQL programs, the newest first.
fn machine_programs() -> Option<PathBuf> {
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut versions: Vec<(u32, PathBuf)> = debian
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(version, _)| *version >= 15)
        .collect();
    versions.sort_unstable();
    let from_config = || {
        let output = std::process::Command::new("pg_config").arg("--bindir").output().ok()?;
        Some(PathBuf::from(String::from_utf8(output.stdout).ok()?.trim()))
    };
    versions
        .pop()
        .map(|(_, folder)| folder)
        .or_else(from_config)
        .filter(|folder| PROGRAMS.iter().all(|program| folder.join(program).is_file()))
}

/// Programs of the same names that run the real ones under another account.
fn wrap(real: &Path, home: &Path, account: &str) -> io::Result<()> {
    let folder = home.join("bin");
    std::fs::create_dir_all(&folder)?;
    for program in PROGRAMS {
        let path = folder.join(program);
        let text = format!(
            "#!/bin/sh\nexec setpriv --reuid={account} --regid=\"$(id -g {account})\" --clear-groups {} \"$@\"\n",
            real.join(program).display()
        );
        std::fs::write(&path, text)?;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}

/// The password of the private database: made once, readable by its owner alone.
fn password(folder: &Path) -> io::Result<String> {
    let file = folder.join("secret");
    if let Ok(kept) = std::fs::read_to_string(&file) {
        return Ok(kept.trim().to_owned());
    }
    let made = hex::encode(rand::random::<[u8; 24]>());
    std::fs::write(&file, &made)?;
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600))?;
    Ok(made)
}
