//! The HTTP client that the provider is asked with: the system's own, with limits.

use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse, http};
use reqwest::{Client, redirect::Policy};
use std::{future::Future, pin::Pin, time::Duration};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Most bytes of an answer.
const MOST_BYTES: usize = 512 * 1024;

/// Why there was no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HttpError {
    #[error("the provider can't be reached: {0}")]
    Reach(#[from] reqwest::Error),
    #[error("the provider's answer can't be read: {0}")]
    Read(#[from] http::Error),
    #[error("the provider's answer is too large")]
    TooLarge,
}

#[derive(Debug)]
pub(crate) struct Http(Client);

impl Http {
    pub(crate) fn new(is_here: bool) -> Result<Self, reqwest::Error> {
        // The cryptography is that of the rest of the system; whoever comes second changes nothing.
        drop(rustls::crypto::ring::default_provider().install_default());
        // Somewhere else is not the provider.
        let builder = Client::builder().redirect(Policy::none()).connect_timeout(PATIENCE).timeout(PATIENCE);
        let builder = builder.user_agent("kundekort");
        Ok(Self(if is_here { builder.no_proxy() } else { builder }.build()?))
    }

    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let mut answer = self.0.execute(request.try_into()?).await?;
        let mut told = http::Response::builder().status(answer.status());
        for (name, value) in answer.headers() {
            told = told.header(name, value);
        }
        let mut body = Vec::new();
        while let Some(piece) = answer.chunk().await? {
            if body.len() + piece.len() > MOST_BYTES {
                return Err(HttpError::TooLarge);
            }
            body.extend_from_slice(&piece);
        }
        Ok(told.body(body)?)
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.ask(request))
    }
}
