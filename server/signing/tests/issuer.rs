//! A provider on the loopback that says what a test wants it to say, signed by a key of its own.

#![expect(clippy::unwrap_used, reason = "tests")]

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

/// By what it knows us.
pub const CLIENT: &str = "kundekort";

/// The provider.
#[derive(Clone)]
pub struct Issuer {
    /// Its address.
    pub address: String,
    key: Arc<EcdsaKeyPair>,
    /// The ID token that it answers with; none refuses.
    token: Arc<Mutex<Option<String>>>,
}

fn new_key() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document.as_ref(), &random).unwrap()
}

/// The value of a parameter of an address.
pub fn parameter(address: &str, name: &str) -> String {
    let query = address.split_once('?').unwrap().1;
    let found = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).unwrap();
    found.to_owned()
}

fn signed(key: &EcdsaKeyPair, claims: &Value) -> String {
    let head = URL_SAFE_NO_PAD.encode(json!({"alg": "ES256", "kid": "k1"}).to_string());
    let body = format!("{head}.{}", URL_SAFE_NO_PAD.encode(claims.to_string()));
    let signature = key.sign(&SystemRandom::new(), body.as_bytes()).unwrap();
    format!("{body}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref()))
}

impl Issuer {
    /// Starts one.
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let issuer = Self { address, key: Arc::new(new_key()), token: Arc::new(Mutex::new(None)) };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(async |State(issuer): State<Self>| issuer.discovery()))
            .route("/jwks", get(async |State(issuer): State<Self>| issuer.keys()))
            .route("/token", post(async |State(issuer): State<Self>, form: String| issuer.exchange(&form)))
            .with_state(issuer.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        issuer
    }

    fn discovery(&self) -> Json<Value> {
        let at = &self.address;
        Json(json!({
            "issuer": at, "authorization_endpoint": format!("{at}/authorize"), "token_endpoint": format!("{at}/token"),
            "jwks_uri": format!("{at}/jwks"), "response_types_supported": ["code"], "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["ES256"],
        }))
    }

    fn keys(&self) -> Json<Value> {
        let point = self.key.public_key().as_ref();
        let part = |from: usize| URL_SAFE_NO_PAD.encode(&point[from..from + 32]);
        Json(
            json!({"keys": [{"kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": "k1", "x": part(1), "y": part(33)}]}),
        )
    }

    fn exchange(&self, form: &str) -> Response {
        let has_proof = form.contains("code_verifier=") && form.contains("code=good");
        match self.token.lock().unwrap().clone().filter(|_| has_proof) {
            Some(token) => {
                Json(json!({"access_token": "a", "token_type": "Bearer", "id_token": token})).into_response()
            }
            None => (StatusCode::BAD_REQUEST, Json(json!({"error": "invalid_grant"}))).into_response(),
        }
    }

    /// What it says of somebody who identified themselves just now for this nonce.
    pub fn claims(&self, nonce: &str, name: &str) -> Value {
        let now = jiff::Timestamp::now().as_second();
        json!({"iss": self.address, "aud": CLIENT, "sub": "9578-6000-4-30793", "name": name, "nonce": nonce, "acr": "urn:bankid",
            "iat": now, "auth_time": now, "exp": now + 300})
    }

    /// Answers with these claims from now on.
    pub fn say(&self, claims: &Value) {
        *self.token.lock().unwrap() = Some(signed(&self.key, claims));
    }

    /// Answers with these claims, signed by somebody else.
    pub fn say_forged(&self, claims: &Value) {
        *self.token.lock().unwrap() = Some(signed(&new_key(), claims));
    }

    /// Answers with a token as it is.
    pub fn say_raw(&self, token: &str) {
        *self.token.lock().unwrap() = Some(token.to_owned());
    }
}
