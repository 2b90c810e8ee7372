//! Stylesheet, script, icons: files of the site folder, their names and how long they keep.

use app::shell::Assets;
use axum::{
    Router,
    http::{HeaderName, HeaderValue, header},
};
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
};
use tower::ServiceBuilder;
use tower_http::{services::ServeDir, set_header::SetResponseHeaderLayer};

/// The names of what the browser loads. cargo-leptos notes the hashes of the files' content in
/// `hash.txt`, beside the binary.
pub(crate) fn names() -> Assets {
    let hashes = std::env::current_exe()
        .ok()
        .and_then(|binary| std::fs::read_to_string(binary.with_file_name("hash.txt")).ok())
        .unwrap_or_default();
    let name = |kind: &str| {
        let hash = hashes
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(key, _)| key.trim() == kind)
            .map(|(_, hash)| hash.trim());
        match hash {
            Some(hash) => format!("/pkg/kundekort.{hash}.{kind}"),
            None => format!("/pkg/kundekort.{kind}"),
        }
    };
    let (style, script, wasm) = (name("css"), name("js"), name("wasm"));
    let boot = format!("/boot.js?v={:x}", content_hash(include_bytes!("../../public/boot.js")));
    Assets { style, boot, script, wasm }
}

/// A number for the content of a file, so that a new one is not mistaken for the one that a browser keeps.
fn content_hash(content: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    hasher.finish()
}

/// Serves the site folder: files named by their content keep for a year, others for an hour.
pub(crate) fn router<S: Clone + Send + Sync + 'static>(site: &Path) -> Router<S> {
    let keep = |value: &'static str| {
        ServiceBuilder::new()
            .layer(SetResponseHeaderLayer::if_not_present(header::CACHE_CONTROL, HeaderValue::from_static(value)))
            .layer(SetResponseHeaderLayer::overriding(
                HeaderName::from_static("x-content-type-options"),
                HeaderValue::from_static("nosniff"),
            ))
    };
    let folder = |name: &str| ServeDir::new(site.join(name)).precompressed_br().precompressed_gzip();
    let mut router = Router::new()
        .nest_service("/pkg", keep("public, max-age=31536000, immutable").service(folder("pkg")))
        .nest_service("/fonts", keep("public, max-age=31536000, immutable").service(folder("fonts")));
    for file in ["boot.js", "icons.svg", "logo.svg", "favicon.svg", "manifest.webmanifest"] {
        let service = tower_http::services::ServeFile::new(site.join(file)).precompressed_br().precompressed_gzip();
        router = router.route_service(&format!("/{file}"), keep("public, max-age=3600").service(service));
    }
    router
}
