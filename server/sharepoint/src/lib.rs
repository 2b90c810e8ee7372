//! The client of firms' `SharePoint`, by Microsoft Graph (v1.0): folders of a site's library are read, and files put
//! there, as an application of the firm's own directory.
//!
//! Whatever Microsoft does, whoever asks gets an answer within seconds: what is there, or why it is not to be had.
//! Nothing is kept but tokens and which library a site has, in memory, for a while. The shapes are those of Microsoft's
//! documentation: driveItem, its children, its content, and the client credentials of OAuth 2.0.

#![warn(missing_docs)]

mod address;
mod answer;
mod ask;
mod library;
mod token;

pub use library::{Content, Library, Listing};

use domain::sharepoint::{Failure, Handle, SiteAddress};
use reqwest::{Client, Url, redirect::Policy};
use std::{
    collections::HashMap,
    fmt,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use tokio::sync::Semaphore;

/// Where applications sign in, unless another address is set.
pub const LOGIN: &str = "https://login.microsoftonline.com";
/// Where Microsoft Graph is, unless another address is set.
pub const GRAPH: &str = "https://graph.microsoft.com";

/// How long it may take until somebody answers at all.
const CONNECT: Duration = Duration::from_secs(4);
/// How long it may take until the next piece of a file comes.
const BETWEEN: Duration = Duration::from_secs(30);
/// How many questions are asked at the same time.
const AT_ONCE: usize = 16;
/// How long it is kept which library a site has.
const KEPT: Duration = Duration::from_mins(10);
/// Most firms of which anything is kept.
const MOST_KEPT: usize = 2000;

/// An address that Microsoft can't be at.
#[derive(Debug, thiserror::Error)]
pub enum InvalidAddress {
    /// It is no address that secrets may be sent to.
    #[error("the addresses of Microsoft must begin with https://, or be on this machine")]
    Address,
    /// Nothing can be asked over the network.
    #[error("no HTTP client: {0}")]
    Client(#[from] reqwest::Error),
}

/// By what a firm's directory knows this system.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// The directory.
    pub directory: String,
    /// The application.
    pub client: String,
    /// Its secret.
    pub secret: String,
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Never the secret.
        f.debug_struct("Account")
            .field("directory", &self.directory)
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}

/// Microsoft Graph, or the knowledge that it is not asked. Clones share what they know.
#[derive(Clone, Debug, Default)]
pub struct Service(Option<Arc<Inner>>);

#[derive(Debug)]
pub(crate) struct Inner {
    client: Client,
    /// For what is sent: while that goes, no answer can come, so that only the whole has a time.
    sender: Client,
    login: Url,
    graph: Url,
    /// Whether both are on this machine, where no encryption is asked for.
    is_here: bool,
    at_once: Semaphore,
    tokens: Kept<token::Token>,
    libraries: Kept<Handle>,
    /// Accounts that are to be left alone until then, each by itself: whoever has no secret of a firm's stops nobody.
    quiet: Kept<()>,
    /// Why accounts are not let in: that is not asked anew at every question.
    refused: Kept<Failure>,
}

impl Service {
    /// The service with sign-in and Graph at these addresses.
    ///
    /// # Errors
    /// When they can't be there.
    pub fn at(login: &str, graph: &str) -> Result<Self, InvalidAddress> {
        Self::pausing(login, graph, BETWEEN)
    }

    /// The same, where no piece of an answer may take longer than `between`.
    ///
    /// # Errors
    /// When they can't be there.
    pub fn pausing(login: &str, graph: &str, between: Duration) -> Result<Self, InvalidAddress> {
        let (login, login_is_here) = base(login)?;
        let (graph, graph_is_here) = base(graph)?;
        // The cryptography is that of the rest of the system; whoever comes second changes nothing.
        drop(rustls::crypto::ring::default_provider().install_default());
        let is_here = login_is_here && graph_is_here;
        let builder = || {
            let builder = Client::builder()
                // Where a file is, is told by a redirect; that is followed by itself, without the token.
                .redirect(Policy::none())
                .connect_timeout(CONNECT)
                .pool_max_idle_per_host(2)
                .pool_idle_timeout(Duration::from_secs(30))
                .user_agent("kundekort");
            if is_here { builder.no_proxy() } else { builder }
        };
        Ok(Self(Some(Arc::new(Inner {
            client: builder().read_timeout(between).build()?,
            sender: builder().build()?,
            login,
            graph,
            is_here,
            at_once: Semaphore::new(AT_ONCE),
            tokens: Kept::default(),
            libraries: Kept::default(),
            quiet: Kept::default(),
            refused: Kept::default(),
        }))))
    }

    /// The library of documents of a site.
    ///
    /// # Errors
    /// Why it is not to be had.
    pub async fn library(&self, account: &Account, site: &SiteAddress) -> Result<Library, Failure> {
        let inner = self.0.as_ref().ok_or(Failure::Off)?;
        let key = format!("{} {} {}", account.directory, account.client, site.shown());
        if let Some(drive) = inner.libraries.get(&key) {
            return Ok(Library::new(inner, account, drive));
        }
        let drive = library::of_site(inner, account, site).await?;
        inner.libraries.put(&key, drive.clone(), KEPT);
        Ok(Library::new(inner, account, drive))
    }

    /// Forgets what is kept of a directory, so that what was just put right counts at once.
    pub fn forget(&self, directory: &str) {
        if let Some(inner) = &self.0 {
            inner.tokens.forget(directory);
            inner.libraries.forget(directory);
            inner.refused.forget(directory);
        }
    }
}

/// An address that others are below, and whether it is on this machine.
fn base(address: &str) -> Result<(Url, bool), InvalidAddress> {
    let address = Url::parse(address.trim().trim_end_matches('/')).map_err(|_| InvalidAddress::Address)?;
    let is_here = is_here(&address);
    if address.scheme() == "https" || (is_here && address.scheme() == "http") {
        Ok((address, is_here))
    } else {
        Err(InvalidAddress::Address)
    }
}

/// Whether an address is on this machine.
fn is_here(address: &Url) -> bool {
    let host = address.host_str().unwrap_or_default();
    host == "localhost" || host.trim_matches(['[', ']']).parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

/// What is kept for a while, by key.
#[derive(Debug)]
struct Kept<T>(Mutex<HashMap<String, (Instant, T)>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Kept<T> {
    /// What is whole whatever happened to whoever held it.
    fn lock(&self) -> MutexGuard<'_, HashMap<String, (Instant, T)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn get(&self, key: &str) -> Option<T> {
        self.until(key).map(|(_, kept)| kept)
    }

    /// What is kept, with how long it still is.
    fn until(&self, key: &str) -> Option<(Duration, T)> {
        let now = Instant::now();
        self.lock().get(key).filter(|(until, _)| *until > now).map(|(until, kept)| (*until - now, kept.clone()))
    }

    fn put(&self, key: &str, what: T, lasts: Duration) {
        let (mut all, now) = (self.lock(), Instant::now());
        if all.len() >= MOST_KEPT {
            all.retain(|_, (until, _)| *until > now);
        }
        if all.len() >= MOST_KEPT {
            all.clear();
        }
        all.insert(key.to_owned(), (now + lasts, what));
    }

    fn remove(&self, key: &str) {
        self.lock().remove(key);
    }

    /// Forgets all of a directory, with whose name keys begin.
    fn forget(&self, directory: &str) {
        self.lock().retain(|key, _| key.split(' ').next() != Some(directory));
    }
}
