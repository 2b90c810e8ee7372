//! The whole site, asked without a network.

#![expect(clippy::unwrap_used, reason = "tests")]

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::Path,
    http::{HeaderMap, Method, Request, StatusCode, header},
    response::Response,
};
use domain::error::ApiError;
use sqlx::PgPool;
use std::path::Path as FilePath;
use store::Store;
use tower::ServiceExt;

/// The cookie of a session where cookies are only for encrypted connections.
pub const COOKIE: &str = "__Host-session";
/// What a script of ours sends along.
pub const SCRIPT: [(&str, &str); 2] = [("accept", "application/json"), ("sec-fetch-site", "same-origin")];
/// What a browser sends along with a form of ours.
pub const BROWSER: [(&str, &str); 2] =
    [("accept", "text/html,application/xhtml+xml"), ("sec-fetch-site", "same-origin")];

/// The site on a test's database.
pub struct Site {
    router: Router,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
    pub bytes: Vec<u8>,
}

/// Stands between the parts of a form with files.
pub const BOUNDARY: &str = "between-the-parts";

/// A picture as somebody might upload it.
pub fn picture() -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(40, 20).write_to(&mut file, image::ImageFormat::Png).unwrap();
    file.into_inner()
}

/// Where documents are kept.
pub fn objects() -> objects::Objects {
    objects::Objects::folder(&std::env::temp_dir().join("kundekort-object-tests")).unwrap()
}

/// What the server may do with mailboxes: those of tests are on loopback.
pub fn mailboxes() -> mailbox::Access {
    let key = mailbox::Key::of("et hemmelig ord som bare prøvene har").unwrap();
    mailbox::Access { key, reach: mailbox::Reach::Everywhere }
}

/// Where files that are imported are kept.
pub fn imports() -> std::path::PathBuf {
    std::env::temp_dir().join("kundekort-import-tests")
}

impl Site {
    pub fn new(pool: &PgPool) -> Self {
        Self::with(Store::from_pool(pool.clone()))
    }

    /// The site on a store of one's own.
    pub fn with(store: Store) -> Self {
        Self::with_registry(store, registry::Registry::off())
    }

    /// The site that reaches mailboxes at addresses of the internet alone.
    pub fn of_the_internet(pool: &PgPool) -> Self {
        let access = mailbox::Access { reach: mailbox::Reach::Internet, ..mailboxes() };
        Self::built(Store::from_pool(pool.clone()), registry::Registry::off(), access)
    }

    /// The site with a company registry.
    pub fn with_registry(store: Store, registry: registry::Registry) -> Self {
        Self::built(store, registry, mailboxes())
    }

    fn built(store: Store, registry: registry::Registry, access: mailbox::Access) -> Self {
        let public = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("../public");
        let files = app::import::Files::new(&imports());
        let router = kundekort::router::router(store, registry, objects(), files, &public, true, false);
        // Nobody is there; those who are asked to sign are asked all the same.
        let provider = signing::Provider::new("http://127.0.0.1:9", "kundekort", None, None).unwrap();
        Self { router: router.layer(axum::Extension(access)) }.signing_by(Some(provider))
    }

    /// The same site with this `SharePoint`.
    pub fn reaching(self, graph: &crate::sharepoint::graph::Graph) -> Self {
        let service = sharepoint::Service::at(&graph.address, &graph.address).unwrap();
        Self { router: self.router.layer(axum::Extension(service)) }
    }

    /// The same site by whose provider people sign, or where nobody can.
    pub fn signing_by(self, provider: Option<signing::Provider>) -> Self {
        let chosen = move |mut request: Request<Body>, next: axum::middleware::Next| {
            let provider = provider.clone();
            async move {
                // What was laid on last is asked first, and counts.
                if request.extensions().get::<kundekort::sign::Signing>().is_none() {
                    request.extensions_mut().insert(kundekort::sign::Signing(provider));
                }
                next.run(request).await
            }
        };
        Self { router: self.router.layer(axum::middleware::from_fn(chosen)) }
    }

    /// The site to which a gateway of SMS reports that knows this secret.
    pub fn reported_to(pool: &PgPool, secret: &str) -> Self {
        let reports = kundekort::router::SmsReports(Some(secret.to_owned()));
        Self { router: Self::new(pool).router.layer(axum::Extension(reports)) }
    }

    /// The site with the store that it works on.
    pub fn with_store(pool: &PgPool) -> (Store, Self) {
        let store = Store::from_pool(pool.clone());
        (store.clone(), Self::with(store))
    }

    /// Asks for something that is read while it goes on.
    pub async fn open(&self, address: &str, secret: Option<&str>) -> Response {
        let mut request = Request::builder().uri(address).header(header::HOST, "kundekort.example");
        if let Some(secret) = secret {
            request = request.header(header::COOKIE, format!("{COOKIE}={secret}"));
        }
        self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    }

    /// Asks with these headers, and as whoever this secret belongs to.
    pub async fn ask(
        &self,
        method: Method,
        address: &str,
        secret: Option<&str>,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(address).header(header::HOST, "kundekort.example");
        if let Some(secret) = secret {
            request = request.header(header::COOKIE, format!("{COOKIE}={secret}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.answer(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    async fn answer(&self, request: Request<Body>) -> Answer {
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, body, bytes: bytes.to_vec() }
    }

    /// Sends a form with files, each part with its name, its file's name where it is one, and its content.
    pub async fn post_parts(
        &self,
        address: &str,
        secret: Option<&str>,
        headers: &[(&str, &str)],
        parts: &[(&str, Option<&str>, Vec<u8>)],
    ) -> Answer {
        let mut body = Vec::new();
        for (name, file, content) in parts {
            let file = file.map_or_else(String::new, |file| {
                format!("; filename=\"{file}\"\r\ncontent-type: application/octet-stream")
            });
            body.extend(
                format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"{file}\r\n\r\n").bytes(),
            );
            body.extend(content);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").bytes());
        self.post_bytes(address, secret, headers, body).await
    }

    /// Sends a form with files, as its bytes.
    pub async fn post_bytes(
        &self,
        address: &str,
        secret: Option<&str>,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let mut request =
            Request::post(address).header(header::HOST, "kundekort.example").header(header::CONTENT_TYPE, kind);
        if let Some(secret) = secret {
            request = request.header(header::COOKIE, format!("{COOKIE}={secret}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.answer(request.body(Body::from(body)).unwrap()).await
    }

    /// Asks for a page.
    pub async fn get(&self, address: &str, secret: Option<&str>) -> Answer {
        self.ask(Method::GET, address, secret, &[("accept", "text/html")], "").await
    }

    /// Sends a form to a server function, as a script does (`SCRIPT`) or a browser (`BROWSER`).
    pub async fn post(&self, address: &str, secret: Option<&str>, headers: &[(&str, &str)], form: &str) -> Answer {
        let mut all = vec![("content-type", "application/x-www-form-urlencoded")];
        all.extend_from_slice(headers);
        self.ask(Method::POST, address, secret, &all, form).await
    }
}

impl Answer {
    /// A header, empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where it leads to.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// The error that a script gets.
    pub fn error(&self) -> ApiError {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{self:?} is no error"))
    }

    /// The secret in the session cookie that it sets.
    pub fn secret(&self) -> &str {
        let pair = self.header("set-cookie").split(';').next().unwrap_or_default();
        pair.strip_prefix(COOKIE).and_then(|rest| rest.strip_prefix('=')).unwrap_or_default()
    }
}

/// A company registry on the loopback that knows one company, by its number.
pub async fn registry() -> registry::Registry {
    let unit = axum::routing::get(async |Path(number): Path<String>| match number.as_str() {
        "923609016" => (StatusCode::OK, include_str!("../../registry/tests/answers/unit.json")),
        "123456785" => (StatusCode::OK, include_str!("../../registry/tests/answers/deleted.json")),
        "961095026" => (StatusCode::INTERNAL_SERVER_ERROR, ""),
        _ => (StatusCode::NOT_FOUND, ""),
    });
    let search = axum::routing::get(async || include_str!("../../registry/tests/answers/search.json"));
    let router = Router::new().route("/enheter/{number}", unit).route("/enheter", search);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    registry::Registry::at(&address).unwrap()
}
