//! Settings, by flag and by environment.

use crate::outgoing::{InvalidGateway, Post, SmsGateway, SmtpAddress};
use clap::{Args, Parser, Subcommand};
use domain::email::Email;
use signing::{InvalidProvider, Provider};
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
    /// How many connections to the database are held at most: two a core are for pages (four at least), but never
    /// more than half, and the others for jobs, exports and whatever takes its time.
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
    /// Where documents are kept: a folder, or `s3://BUCKET/PREFIX` with keys, region and address from the
    /// environment (`AWS_ACCESS_KEY_ID` and so on) [default: `objects` in the data folder].
    #[arg(long, env = "KUNDEKORT_OBJECTS")]
    pub objects: Option<String>,
    /// The server that passes e-mail on, such as `smtp://name:password@mail.firm.example:587` or `smtps://…`; without one
    /// e-mail waits until there is one.
    #[arg(long, env = "KUNDEKORT_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<SmtpAddress>,
    /// The address that e-mail is sent from; the name before it is each firm's own.
    #[arg(long, env = "KUNDEKORT_MAIL_FROM", default_value = "kundekort@localhost.localdomain", value_parser = support)]
    pub mail_from: String,
    /// Where no server passes e-mail on: a folder into which each is written as a file, for trying the system out.
    #[arg(long, env = "KUNDEKORT_MAIL_FOLDER")]
    pub mail_folder: Option<PathBuf>,
    /// What seals the passwords of people's mailboxes, the secrets of firms' `SharePoint` and of contacts' second step: 32 characters at least, the same for all servers on one database
    /// [default: made once, in `secret.key` in the data folder].
    #[arg(long, env = "KUNDEKORT_SECRET_KEY", hide_env_values = true)]
    pub secret_key: Option<String>,
    /// Where mailboxes may be: `internet`, or `everywhere`, which is in the network that this server stands in too, for a
    /// server of one firm alone.
    #[arg(long, env = "KUNDEKORT_MAILBOXES", default_value = "internet", value_parser = reach)]
    pub mailboxes: mailbox::Reach,
    /// The gateway that sends SMS, by the shape of 46elks, such as `https://api.46elks.com/a1/sms`; without one SMS wait
    /// until there is one. It reports to `--public-address`, where that is set.
    #[arg(long, env = "KUNDEKORT_SMS_URL")]
    pub sms_url: Option<String>,
    /// The name of the account at the gateway.
    #[arg(long, env = "KUNDEKORT_SMS_USER", hide_env_values = true)]
    pub sms_user: Option<String>,
    /// Its password.
    #[arg(long, env = "KUNDEKORT_SMS_PASSWORD", hide_env_values = true)]
    pub sms_password: Option<String>,
    /// A token instead of name and password.
    #[arg(long, env = "KUNDEKORT_SMS_TOKEN", hide_env_values = true)]
    pub sms_token: Option<String>,
    /// From whom SMS are: up to eleven letters and digits, or a number such as `+4790012345`.
    #[arg(long, env = "KUNDEKORT_SMS_FROM", default_value = "Kundekort", value_parser = sms_sender)]
    pub sms_from: String,
    /// The provider by which people sign documents, by OpenID Connect: its issuer, such as `https://preprod.signing.example`.
    /// Without one nobody can be asked to sign. It leads back to `/sign-return` under `--public-address`.
    #[arg(long, env = "KUNDEKORT_SIGNING_ISSUER")]
    pub signing_issuer: Option<String>,
    /// By what it knows this system.
    #[arg(long, env = "KUNDEKORT_SIGNING_CLIENT_ID")]
    pub signing_client_id: Option<String>,
    /// The secret that it gave this system.
    #[arg(long, env = "KUNDEKORT_SIGNING_CLIENT_SECRET", hide_env_values = true)]
    pub signing_client_secret: Option<String>,
    /// The means by which people have to identify themselves, as it calls them in `acr`.
    #[arg(long, env = "KUNDEKORT_SIGNING_ACR")]
    pub signing_acr: Option<String>,
    /// Where applications sign in at Microsoft, for firms whose cards show folders of their `SharePoint`.
    #[arg(long, env = "KUNDEKORT_SHAREPOINT_LOGIN", default_value = sharepoint::LOGIN, hide = true)]
    pub sharepoint_login: String,
    /// Where Microsoft Graph is, which is asked for them.
    #[arg(long, env = "KUNDEKORT_SHAREPOINT_GRAPH", default_value = sharepoint::GRAPH, hide = true)]
    pub sharepoint_graph: String,
    /// The address under which people reach the system, such as `https://kundekort.firm.example`; it stands in e-mails.
    /// Without it they name the host by which whoever sends one came.
    #[arg(long, env = "KUNDEKORT_PUBLIC_ADDRESS")]
    pub public_address: Option<String>,
    /// The e-mail address where the system's users can ask about it; shown in the help.
    #[arg(long, env = "KUNDEKORT_SUPPORT", value_parser = support)]
    pub support: Option<String>,
}

fn reach(text: &str) -> Result<mailbox::Reach, String> {
    match text {
        "internet" => Ok(mailbox::Reach::Internet),
        "everywhere" => Ok(mailbox::Reach::Everywhere),
        _ => Err("`internet` or `everywhere`".to_owned()),
    }
}

/// Reads an e-mail address.
fn support(typed: &str) -> Result<String, &'static str> {
    Email::parse(typed).map(|email| email.as_str().to_owned()).map_err(|_| "this is no e-mail address")
}

/// Reads a sender of SMS.
fn sms_sender(typed: &str) -> Result<String, &'static str> {
    let is_number = typed
        .strip_prefix('+')
        .is_some_and(|digits| (4..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()));
    let is_name = (1..=11).contains(&typed.len())
        && typed.starts_with(|c: char| c.is_ascii_alphabetic())
        && typed.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_number || is_name { Ok(typed.to_owned()) } else { Err("this is no sender of SMS") }
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
    /// Where documents are kept.
    #[must_use]
    pub fn objects_place(&self) -> String {
        let folder = || self.database.data_dir.join("objects").to_string_lossy().into_owned();
        self.objects.clone().unwrap_or_else(folder)
    }

    /// How e-mail leaves this server; none where it waits.
    #[must_use]
    pub fn post(&self) -> Option<Post> {
        let from = self.mail_from.parse().ok()?;
        match (&self.smtp_url, &self.mail_folder) {
            (Some(server), _) => Some(Post::Smtp(server.clone(), from)),
            (None, Some(folder)) => Some(Post::Folder(folder.clone(), from)),
            (None, None) => None,
        }
    }

    /// What this server may do with people's mailboxes.
    ///
    /// # Errors
    /// When what is set could be guessed, or the file can't be read or made.
    pub fn mailboxes(&self) -> Result<mailbox::Access, mailbox::KeyError> {
        let key = match &self.secret_key {
            Some(text) => mailbox::Key::of(text),
            None => mailbox::Key::in_file(&self.database.data_dir.join("secret.key")),
        }?;
        Ok(mailbox::Access { key, reach: self.mailboxes })
    }

    /// How SMS leave this server; none where they wait.
    ///
    /// # Errors
    /// When there can be no gateway at the address that is set.
    pub fn sms(&self) -> Result<Option<SmsGateway>, InvalidGateway> {
        let Some(address) = self.sms_url.as_deref().filter(|address| !address.trim().is_empty()) else {
            return Ok(None);
        };
        let (user, password) = (self.sms_user.as_deref(), self.sms_password.as_deref());
        let gateway = SmsGateway::new(address, user, password, self.sms_token.as_deref(), &self.sms_from)?;
        let origin = self.public_address.as_ref().map(|address| address.trim_end_matches('/').to_owned());
        Ok(Some(gateway.reporting_to(origin)))
    }

    /// How people sign documents; none where that is not set up.
    ///
    /// # Errors
    /// When there can be no provider at the address that is set.
    pub fn signing(&self) -> Result<Option<Provider>, InvalidProvider> {
        let Some(issuer) = self.signing_issuer.as_deref().filter(|issuer| !issuer.trim().is_empty()) else {
            return Ok(None);
        };
        let id = self.signing_client_id.as_deref().unwrap_or_default();
        Provider::new(issuer, id, self.signing_client_secret.as_deref(), self.signing_acr.as_deref()).map(Some)
    }

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

    #[test]
    fn sms_are_from_a_short_name_or_a_number() {
        for good in ["Nordvikar", "A", "+4790012345"] {
            assert!(sms_sender(good).is_ok(), "{good}");
        }
        for wrong in ["", "Nordvikar Bemanning", "9Nord", "Bodø", "+47", "+47900x2345"] {
            assert!(sms_sender(wrong).is_err(), "{wrong}");
        }
    }
}
