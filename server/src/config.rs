//! Settings, by flag and by environment.

use clap::{Args, Parser, Subcommand};
use domain::email::Email;
use std::{net::SocketAddr, path::PathBuf};

/// A customer-card system for staffing agencies and consultancies.
#[derive(Debug, Parser)]
#[command(name = "kundekort", version, about)]
pub struct Command {
    /// What to do.
    #[command(subcommand)]
    pub action: Action,
}

/// What the binary can do.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Serve the system; starts a private PostgreSQL where no database is named.
    Serve(Serve),
    /// Bring the database's schema up to this release.
    Migrate(Database),
    /// Load demo data: two made-up firms with customers, contacts and comments.
    Demo(Demo),
    /// Say whether everything that the server needs is there.
    Doctor(Serve),
}

/// Which database.
#[derive(Clone, Debug, Args)]
pub struct Database {
    /// PostgreSQL 15 or later; without it a private one is started in the data folder.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// Where the private PostgreSQL keeps its data.
    #[arg(long, env = "KUNDEKORT_DATA_DIR", default_value = "data")]
    pub data_dir: PathBuf,
    /// How many connections to the database are held at most.
    #[arg(long, env = "KUNDEKORT_DATABASE_CONNECTIONS", default_value_t = 16)]
    pub database_connections: u32,
}

/// How to serve.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// Which database.
    #[command(flatten)]
    pub database: Database,
    /// Address and port to listen on.
    #[arg(long, env = "KUNDEKORT_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
    /// The folder with stylesheet, script and icons [default: `site` beside the binary, else target/site].
    #[arg(long, env = "KUNDEKORT_SITE_ROOT")]
    pub site_root: Option<PathBuf>,
    /// Load the demo data first, where they are not there yet, and print the logins.
    #[arg(long, env = "KUNDEKORT_DEMO")]
    pub demo: bool,
    /// Let session cookies travel unencrypted, for a network that has no HTTPS. Browsers take the
    /// encrypted kind from their own machine without it.
    #[arg(long, env = "KUNDEKORT_INSECURE_COOKIES")]
    pub insecure_cookies: bool,
    /// Believe `X-Forwarded-For`, because a proxy of ours stands in front.
    #[arg(long, env = "KUNDEKORT_TRUST_PROXY")]
    pub trust_proxy: bool,
    /// Where Norway's open company registry (Enhetsregisteret) is; empty to do without it.
    #[arg(long, env = "KUNDEKORT_REGISTRY_ADDRESS", default_value = registry::ADDRESS)]
    pub registry_address: String,
    /// The e-mail address where the system's users can ask about it; shown in the help.
    #[arg(long, env = "KUNDEKORT_SUPPORT", value_parser = support)]
    pub support: Option<String>,
}

/// Reads an e-mail address.
fn support(typed: &str) -> Result<String, &'static str> {
    Email::parse(typed).map(|email| email.as_str().to_owned()).map_err(|_| "this is no e-mail address")
}

/// Which demo data.
#[derive(Clone, Debug, Args)]
pub struct Demo {
    /// Which database.
    #[command(flatten)]
    pub database: Database,
    /// How many customers the Norwegian firm gets in all; 400 at least.
    #[arg(long)]
    pub customers: Option<usize>,
    /// The same seed gives the same data.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

impl Serve {
    /// The folder with stylesheet, script and icons: the one named, the one that came with the
    /// binary, or the one that a build leaves.
    #[must_use]
    pub fn site_root(&self) -> PathBuf {
        let beside =
            || std::env::current_exe().ok().map(|binary| binary.with_file_name("site")).filter(|site| site.is_dir());
        self.site_root.clone().or_else(beside).unwrap_or_else(|| PathBuf::from("target/site"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_users_ask_is_an_e_mail_address_or_nothing() {
        let support = |address: &[&str]| {
            let arguments = ["kundekort", "serve"].iter().chain(address);
            match Command::try_parse_from(arguments) {
                Ok(Command { action: Action::Serve(serve) }) => Some(serve.support),
                _ => None,
            }
        };
        assert_eq!(
            support(&["--support", "hjelp@kundekort.example"]),
            Some(Some("hjelp@kundekort.example".to_owned()))
        );
        assert_eq!(support(&["--support", "hjelp@"]), None);
        assert_eq!(support(&[]), Some(None));
    }
}
