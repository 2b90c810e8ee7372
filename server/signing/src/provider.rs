//! The provider: whoever signs is led there, and comes back with a code that is exchanged for their ID token.

use crate::{
    http::Http,
    token::{self, Between},
};
use jiff::{SignedDuration, Timestamp};
use openidconnect::{
    AuthenticationFlow, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, IssuerUrl, LanguageTag, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, TokenResponse,
    core::{CoreAuthPrompt, CoreClient, CoreProviderMetadata, CoreResponseType},
};
use reqwest::Url;
use serde_json::Value;
use std::{fmt, net::IpAddr, sync::Arc, time::Duration};

/// How far the provider's clock may be from ours.
const SKEW: SignedDuration = SignedDuration::from_secs(60);

/// Settings that no provider can have.
#[derive(Debug, thiserror::Error)]
pub enum InvalidProvider {
    /// The issuer is no address of the web.
    #[error("the issuer of signatures must be an address with https://, or one of this machine")]
    Issuer,
    /// There is no name by which it knows us.
    #[error("the client id at the issuer of signatures is missing")]
    ClientId,
    /// Nothing can be asked over the network.
    #[error("no HTTP client: {0}")]
    Client(#[from] reqwest::Error),
}

/// Why somebody could not sign.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The provider can't be reached, or does not answer as it should.
    #[error("the provider: {0}")]
    Unreachable(String),
    /// The ID token is not what it should be.
    #[error("the ID token: {0}")]
    Token(String),
    /// They identified themselves by another means than the one that is asked for.
    #[error("identified by {0:?}")]
    Means(Option<String>),
    /// They identified themselves at another time, and not for this.
    #[error("not identified just now")]
    NotNow,
    /// The provider does not tell their name.
    #[error("the provider tells no name")]
    NoName,
    /// The provider tells their national identity number, which is not ours to keep.
    #[error("the provider tells national identity numbers, which are not kept: ask it for another subject")]
    NationalNumber,
}

/// Who has signed, by the provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// By which name it knows us.
    pub client_id: String,
    /// By what it knows the person.
    pub subject: String,
    /// What they are called.
    pub name: String,
    /// By which means they identified themselves.
    pub acr: Option<String>,
    /// When.
    pub auth_time: Timestamp,
    /// The ID token, as it came.
    pub id_token: String,
    /// The provider's key by which it is signed, as a JWK.
    pub key: Value,
}

/// Where somebody goes to identify themselves, and what is needed when they come back.
#[derive(Clone, Debug)]
pub struct Begun {
    /// The provider's page.
    pub address: String,
    /// What comes back with them.
    pub state: String,
    /// The secret of PKCE, for the exchange.
    pub verifier: String,
}

struct Inner {
    issuer: IssuerUrl,
    client_id: ClientId,
    client_secret: Option<ClientSecret>,
    acr: Option<String>,
    http: Http,
}

/// A provider of OpenID Connect. Clones share it. It is asked anew each time for its keys, so that those that it has
/// changed count.
#[derive(Clone)]
pub struct Provider(Arc<Inner>);

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Never the secret.
        f.debug_struct("Provider").field("issuer", &self.0.issuer.as_str()).finish_non_exhaustive()
    }
}

type Client =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

impl Provider {
    /// The provider of this issuer, which knows us by an id and, where it gave us one, a secret. `acr` is the means by
    /// which people have to identify themselves.
    ///
    /// # Errors
    /// When no provider can be there.
    pub fn new(
        issuer: &str,
        client_id: &str,
        client_secret: Option<&str>,
        acr: Option<&str>,
    ) -> Result<Self, InvalidProvider> {
        let address = Url::parse(issuer.trim()).map_err(|_| InvalidProvider::Issuer)?;
        let host = address.host_str().ok_or(InvalidProvider::Issuer)?;
        let is_here =
            host == "localhost" || host.trim_matches(['[', ']']).parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
        if address.scheme() != "https" && !(is_here && address.scheme() == "http") {
            return Err(InvalidProvider::Issuer);
        }
        if client_id.trim().is_empty() {
            return Err(InvalidProvider::ClientId);
        }
        let given = |text: Option<&str>| text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        Ok(Self(Arc::new(Inner {
            // As it is written: issuers are compared letter by letter.
            issuer: IssuerUrl::new(issuer.trim().to_owned()).map_err(|_| InvalidProvider::Issuer)?,
            client_id: ClientId::new(client_id.trim().to_owned()),
            client_secret: given(client_secret).map(ClientSecret::new),
            acr: given(acr),
            http: Http::new(is_here)?,
        })))
    }

    /// Its name, which is its address.
    #[must_use]
    pub fn issuer(&self) -> &str {
        self.0.issuer.as_str()
    }

    async fn client(&self, redirect: &str) -> Result<(Client, CoreProviderMetadata), Failure> {
        let unreachable = |error: &dyn std::error::Error| Failure::Unreachable(with_sources(error));
        let told = CoreProviderMetadata::discover_async(self.0.issuer.clone(), &self.0.http)
            .await
            .map_err(|error| unreachable(&error))?;
        let redirect = RedirectUrl::new(redirect.to_owned()).map_err(|error| unreachable(&error))?;
        let client =
            CoreClient::from_provider_metadata(told.clone(), self.0.client_id.clone(), self.0.client_secret.clone());
        Ok((client.set_redirect_uri(redirect), told))
    }

    /// Begins to identify somebody for what this nonce stands for; they come back to `redirect`.
    ///
    /// # Errors
    /// When the provider can't be reached.
    pub async fn begin(&self, redirect: &str, nonce: &str, language: &str) -> Result<Begun, Failure> {
        let (client, _) = self.client(redirect).await?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let nonce = Nonce::new(nonce.to_owned());
        let mut request = client
            .authorize_url(
                AuthenticationFlow::<CoreResponseType>::AuthorizationCode,
                CsrfToken::new_random,
                move || nonce.clone(),
            )
            .add_scope(Scope::new("profile".to_owned()))
            // For this signature and not because they were signed in there anyway.
            .add_prompt(CoreAuthPrompt::Login)
            .set_max_age(Duration::ZERO)
            .add_ui_locale(LanguageTag::new(language.to_owned()))
            .set_pkce_challenge(challenge);
        if let Some(acr) = &self.0.acr {
            request = request.add_auth_context_value(openidconnect::AuthenticationContextClass::new(acr.clone()));
        }
        let (address, state, _) = request.url();
        Ok(Begun { address: address.to_string(), state: state.into_secret(), verifier: verifier.into_secret() })
    }

    /// Exchanges the code of somebody who came back, and says who they are. `begun` is when they were led there.
    ///
    /// # Errors
    /// Why they have not signed.
    pub async fn finish(
        &self,
        redirect: &str,
        code: &str,
        verifier: &str,
        nonce: &str,
        begun: Timestamp,
    ) -> Result<Identity, Failure> {
        let (client, told) = self.client(redirect).await?;
        let answer = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|error| Failure::Unreachable(error.to_string()))?
            .set_pkce_verifier(PkceCodeVerifier::new(verifier.to_owned()))
            .request_async(&self.0.http)
            .await
            .map_err(|error| Failure::Unreachable(with_sources(&error)))?;
        let id_token = answer.id_token().ok_or_else(|| Failure::Token("there is none".to_owned()))?;
        let between = Between { issuer: self.0.issuer.as_str(), client_id: self.0.client_id.as_str() };
        let key = token::key_of(id_token, told.jwks().clone(), between).map_err(Failure::Token)?;
        let now = Timestamp::now();
        let said = token::read(id_token, key.clone(), between, nonce, now).map_err(Failure::Token)?;
        let raw = id_token.to_string();
        if token::tells_national_number(&raw) {
            return Err(Failure::NationalNumber);
        }
        if self.0.acr.is_some() && said.acr != self.0.acr {
            return Err(Failure::Means(said.acr));
        }
        let is_now = |time: Timestamp| time >= begun - SKEW && time <= now + SKEW;
        let auth_time = said.auth_time.filter(|time| is_now(*time)).ok_or(Failure::NotNow)?;
        if !is_now(said.issued_at) {
            return Err(Failure::NotNow);
        }
        let name = said.name.filter(|name| !name.is_empty()).ok_or(Failure::NoName)?;
        let key = serde_json::to_value(&key).map_err(|error| Failure::Token(error.to_string()))?;
        Ok(Identity {
            issuer: self.0.issuer.to_string(),
            client_id: self.0.client_id.to_string(),
            subject: said.subject,
            name: kept(&name),
            acr: said.acr,
            auth_time,
            id_token: raw,
            key,
        })
    }
}

/// As much of a name as is kept.
pub(crate) fn kept(name: &str) -> String {
    name.chars().take(200).collect()
}

fn with_sources(error: &dyn std::error::Error) -> String {
    let mut told = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        told = format!("{told}: {inner}");
        source = inner.source();
    }
    told
}
