//! The client of Norway's open company registry, Enhetsregisteret (Brønnøysundregistrene, NLOD).
//!
//! Whatever the registry does, whoever asks gets an answer within a few seconds: what it says of a
//! company, or why there is nothing. Answers are kept in memory for a while, a limited number.

#![warn(missing_docs)]

mod answer;
mod cache;

use answer::Answer;
use cache::Cache;
use domain::{
    organisation_number::OrganisationNumber,
    registry::{Failure, Hit, Unit},
};
use reqwest::{Client, StatusCode, Url, redirect::Policy};
use std::{
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{sync::Semaphore, time::timeout};

/// Where the registry is, unless another address is set.
pub const ADDRESS: &str = "https://data.brreg.no/enhetsregisteret/api";

/// How long an answer may take, with all that it takes to get it.
const PATIENCE: Duration = Duration::from_secs(3);
/// How many questions are asked at the same time.
const AT_ONCE: usize = 4;
/// Most bytes of an answer: one of a company has 2 to 10 kB.
const MOST_BYTES: usize = 256 * 1024;
/// Most answers that are kept.
const MOST_KEPT: usize = 2000;
/// How long it is kept what a company's entry says.
const KEPT: Duration = Duration::from_hours(24);
/// How long it is kept that there is none, or which ones a name finds: soon there may be another.
const KEPT_BRIEFLY: Duration = Duration::from_mins(10);
/// Most companies that a search gives.
const MOST_HITS: &str = "8";

/// An address that no registry can be at.
#[derive(Debug, thiserror::Error)]
#[error("the registry's address must be one of the web, with https:// or http://")]
pub struct InvalidAddress;

/// The registry, or the knowledge that none is set up. Clones share what they know.
#[derive(Clone, Debug, Default)]
pub struct Registry(Option<Arc<Inner>>);

#[derive(Debug)]
struct Inner {
    client: Client,
    address: Url,
    at_once: Semaphore,
    units: Mutex<Cache<Result<Arc<Unit>, Failure>>>,
    searches: Mutex<Cache<Arc<[Hit]>>>,
}

impl Registry {
    /// No registry: every question ends with [`Failure::Off`].
    #[must_use]
    pub const fn off() -> Self {
        Self(None)
    }

    /// The registry at this address; none where it is empty.
    ///
    /// # Errors
    /// When there can be nothing at that address.
    pub fn at(address: &str) -> Result<Self, InvalidAddress> {
        if address.trim().is_empty() {
            return Ok(Self::off());
        }
        let address = Url::parse(address.trim().trim_end_matches('/')).map_err(|_| InvalidAddress)?;
        let host = address.host_str().ok_or(InvalidAddress)?;
        if !matches!(address.scheme(), "https" | "http") {
            return Err(InvalidAddress);
        }
        // The cryptography is that of the rest of the system; whoever comes second changes nothing.
        drop(rustls::crypto::ring::default_provider().install_default());
        let is_here =
            host == "localhost" || host.trim_matches(['[', ']']).parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
        let builder = Client::builder()
            // Somewhere else is not the registry.
            .redirect(Policy::none())
            .connect_timeout(PATIENCE)
            .timeout(PATIENCE)
            .pool_max_idle_per_host(1)
            .pool_idle_timeout(Duration::from_secs(30))
            .user_agent("kundekort");
        let builder = if is_here { builder.no_proxy() } else { builder };
        let client = match builder.build() {
            Ok(client) => client,
            Err(error) => {
                tracing::warn!(%error, "the company registry can't be asked");
                return Ok(Self::off());
            }
        };
        Ok(Self(Some(Arc::new(Inner {
            client,
            address,
            at_once: Semaphore::new(AT_ONCE),
            units: Mutex::new(Cache::new(MOST_KEPT)),
            searches: Mutex::new(Cache::new(MOST_KEPT)),
        }))))
    }

    /// Whether one is set up.
    #[must_use]
    pub const fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// What the registry says of a company.
    ///
    /// # Errors
    /// Why it says nothing.
    pub async fn unit(&self, number: &OrganisationNumber) -> Result<Arc<Unit>, Failure> {
        let inner = self.0.as_ref().ok_or(Failure::Off)?;
        let key = number.as_str();
        if let Some(known) = lock(&inner.units).get(key) {
            return known;
        }
        let asked = async {
            let found = inner.ask(&["enheter", key], &[]).await.and_then(|body| answer::unit(&body, number));
            match found {
                // A part of a company has a number too, and an entry of its own.
                Err(Failure::NotFound) => {
                    inner.ask(&["underenheter", key], &[]).await.and_then(|body| answer::unit(&body, number))
                }
                other => other,
            }
        };
        let found = within(asked).await.map(Arc::new);
        let lasts = match found {
            Ok(_) => Some(KEPT),
            Err(Failure::NotFound | Failure::Removed) => Some(KEPT_BRIEFLY),
            Err(_) => None,
        };
        if let Some(lasts) = lasts {
            lock(&inner.units).put(key, found.clone(), lasts);
        }
        found
    }

    /// Companies with a name like this one.
    ///
    /// # Errors
    /// Why there are none.
    pub async fn search(&self, name: &str) -> Result<Arc<[Hit]>, Failure> {
        let inner = self.0.as_ref().ok_or(Failure::Off)?;
        let key = name.trim().to_lowercase();
        if key.chars().count() < 2 || key.chars().count() > 180 {
            return Err(Failure::NotFound);
        }
        let known = lock(&inner.searches).get(&key);
        let hits = if let Some(known) = known {
            known
        } else {
            let query = [("navn", key.as_str()), ("size", MOST_HITS)];
            let hits: Arc<[Hit]> =
                within(async { inner.ask(&["enheter"], &query).await.and_then(|body| answer::hits(&body)) })
                    .await?
                    .into();
            lock(&inner.searches).put(&key, Arc::clone(&hits), KEPT_BRIEFLY);
            hits
        };
        if hits.is_empty() { Err(Failure::NotFound) } else { Ok(hits) }
    }
}

impl Inner {
    /// Asks for one address below the registry's own; gives the body of a good answer.
    async fn ask(&self, path: &[&str], query: &[(&str, &str)]) -> Result<Vec<u8>, Failure> {
        let _turn = self.at_once.acquire().await.map_err(|_| Failure::Unreachable)?;
        let mut url = self.address.clone();
        url.path_segments_mut().map_err(|()| Failure::Off)?.pop_if_empty().extend(path);
        let request = self.client.get(url).query(query).header("accept", "application/json");
        let mut response = request.send().await.map_err(|error| told(&error))?;
        match response.status() {
            StatusCode::OK => {}
            // A search for something that is no name is answered so too.
            StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST => return Err(Failure::NotFound),
            StatusCode::GONE => return Err(Failure::Removed),
            status if status.is_redirection() => {
                tracing::warn!(%status, "the company registry leads somewhere else");
                return Err(Failure::Broken);
            }
            status => {
                tracing::warn!(%status, "the company registry can't answer");
                return Err(Failure::Unreachable);
            }
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| told(&error))? {
            if body.len() + chunk.len() > MOST_BYTES {
                tracing::warn!("an answer of the company registry is too long");
                return Err(Failure::Broken);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }
}

async fn within<T>(question: impl Future<Output = Answer<T>>) -> Answer<T> {
    timeout(PATIENCE, question).await.unwrap_or(Err(Failure::TooSlow))
}

/// Why a request failed; what exactly is for the log.
fn told(error: &reqwest::Error) -> Failure {
    tracing::warn!(%error, "the company registry was not reached");
    if error.is_timeout() { Failure::TooSlow } else { Failure::Unreachable }
}

/// What is kept is whole whatever happened to whoever held it.
fn lock<T>(kept: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}
