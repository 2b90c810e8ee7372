//! Which address leads where.

use crate::{actions, assets, config::Serve, events, guard, jobs, pages};
use app::{help::Support, import::Files, shell::Assets};
use axum::{
    Extension, Router,
    extract::State,
    http::StatusCode,
    middleware::from_fn,
    routing::{any, get},
    serve::ListenerExt,
};
use registry::Registry;
use std::{future::Future, io, net::SocketAddr, path::Path, sync::Arc, time::Duration};
use store::Store;
use tokio::{net::TcpListener, sync::Semaphore};
use tower_http::{CompressionLevel, catch_panic::CatchPanicLayer, compression::CompressionLayer};

/// What all requests share. Nothing of it changes while the server runs.
#[derive(Clone)]
pub struct AppState {
    pub(crate) store: Store,
    pub(crate) assets: Arc<Assets>,
    pub(crate) secure_cookies: bool,
    pub(crate) trust_proxy: bool,
    pub(crate) registry: Registry,
    pub(crate) files: Files,
    /// Turns of those who have files written, which takes a disk and a processor for a while.
    pub(crate) writers: Arc<Semaphore>,
}

/// Files that are written at the same time.
const WRITERS: usize = 2;

/// The pages, by their paths; the access table has a row for each.
pub const PAGES: &[&str] = &[
    "/",
    "/sign-in",
    "/customers",
    "/customers/new",
    "/customers/doubles",
    "/customers/merge",
    "/customers/merges",
    "/customers/change",
    "/customers/{customer}",
    "/customers/{customer}/contacts",
    "/customers/{customer}/comments",
    "/customers/{customer}/log",
    "/customers/{customer}/tab/{tab}",
    "/customers/{customer}/layouts",
    "/customers/{customer}/logo",
    "/customers/{customer}/contacts/{contact}",
    "/lists",
    "/lists/{kind}",
    "/employees",
    "/employees/new",
    "/employees/{employee}",
    "/settings",
    "/settings/fields",
    "/settings/own-fields",
    "/settings/countries",
    "/settings/layout",
    "/settings/modules",
    "/settings/tabs",
    "/settings/departments",
    "/settings/users",
    "/invitation/{token}",
    "/settings/agreements",
    "/settings/advice",
    "/help",
    "/help/{article}",
    "/jobs",
    "/jobs/{job}",
    "/import",
    "/import/{import}",
    "/import/{import}/marked",
    "/search",
    "/profile",
    "/export",
    "/export/file",
    "/import/template",
];

/// The router of the whole system.
pub fn router(
    store: Store,
    registry: Registry,
    files: Files,
    site_root: &Path,
    secure_cookies: bool,
    trust_proxy: bool,
) -> Router {
    let state = AppState {
        store,
        assets: Arc::new(assets::names()),
        secure_cookies,
        trust_proxy,
        registry,
        files,
        writers: Arc::new(Semaphore::new(WRITERS)),
    };
    let compression = CompressionLayer::new().quality(CompressionLevel::Fastest);
    Router::new()
        .route("/", get(pages::home))
        .route("/sign-in", get(pages::sign_in::page))
        .route("/customers", get(pages::register::page))
        .route("/customers/new", get(pages::registration::page))
        .route("/customers/doubles", get(pages::double::page))
        .route("/customers/merge", get(pages::merge::page))
        .route("/customers/merges", get(pages::merge::list))
        .route("/customers/change", get(pages::bulk::page))
        .route("/customers/{customer}", get(pages::card::overview))
        .route("/customers/{customer}/contacts", get(pages::card::contacts))
        .route("/customers/{customer}/comments", get(pages::card::comments))
        .route("/customers/{customer}/log", get(pages::card::log))
        .route("/customers/{customer}/tab/{tab}", get(pages::card::own_tab))
        .route("/customers/{customer}/layouts", get(pages::layout::trial))
        .route("/customers/{customer}/logo", get(pages::logo::image))
        .route("/customers/{customer}/contacts/{contact}", get(pages::contact::page))
        .route("/lists", get(pages::list::first))
        .route("/lists/{kind}", get(pages::list::page))
        .route("/employees", get(pages::employee::list))
        .route("/employees/new", get(pages::employee::new))
        .route("/employees/{employee}", get(pages::employee::page))
        .route("/settings", get(pages::settings::page))
        .route("/settings/fields", get(pages::rule::page))
        .route("/settings/own-fields", get(pages::own_field::page))
        .route("/settings/countries", get(pages::firm_country::page))
        .route("/settings/modules", get(pages::module::page))
        .route("/settings/layout", get(pages::layout::page))
        .route("/settings/tabs", get(pages::tab::page))
        .route("/settings/departments", get(pages::department::page))
        .route("/settings/users", get(pages::user::page))
        .route("/invitation/{token}", get(pages::invitation::page))
        .route("/settings/agreements", get(pages::agreement::page))
        .route("/settings/advice", get(pages::advice::page))
        .route("/help", get(pages::help::contents))
        .route("/help/{article}", get(pages::help::page))
        .route("/jobs", get(pages::job::list))
        .route("/jobs/{job}", get(pages::job::page))
        .route("/import", get(pages::import::start))
        .route("/import/{import}", get(pages::import::page))
        .route("/import/{import}/marked", get(pages::export::marked))
        .route("/search", get(pages::search::page))
        .route("/profile", get(pages::profile::page))
        .route("/export", get(pages::export::page))
        .route("/api/staff/{action}", any(actions::handle))
        .fallback(pages::not_found)
        .layer(compression)
        // Not compressed: Excel files are packed already, and a browser shows how far a file of known size is.
        .route("/export/file", get(pages::export::file))
        .route("/import/template", get(pages::export::template))
        // Not compressed: each event is sent when it happens.
        .route("/customers/{customer}/events", get(events::stream))
        .merge(assets::router(site_root))
        .route("/healthz", get(|| async { StatusCode::OK }))
        .route("/readyz", get(ready))
        .layer(from_fn(guard::same_origin))
        .layer(CatchPanicLayer::new())
        .layer(from_fn(guard::headers))
        .with_state(state)
}

async fn ready(State(state): State<AppState>) -> StatusCode {
    match state.store.ready().await {
        Ok(()) => StatusCode::OK,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Serves until `stopped`; requests under way get three seconds to end.
///
/// # Errors
/// When the listener fails, or no registry can be at the address that is set.
pub async fn serve(
    listener: TcpListener,
    store: Store,
    config: &Serve,
    stopped: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let live = Arc::clone(store.live());
    let registry = Registry::at(&config.registry_address).map_err(io::Error::other)?;
    let jobs = tokio::spawn(jobs::run(store.clone()));
    let files = Files::new(&config.database.data_dir.join("import"));
    let router = router(store, registry, files, &config.site_root(), !config.insecure_cookies, config.trust_proxy)
        .layer(Extension(Support(config.support.clone())));
    // Without it a small answer waits for the acknowledgement of the one before.
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    let (stop, mut stopping) = tokio::sync::watch::channel(false);
    let graceful = async move {
        stopped.await;
        // Streams would never end by themselves.
        live.close();
        let _ = stop.send(true);
    };
    let served = axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(graceful);
    let deadline = async move {
        let _ = stopping.wait_for(|stop| *stop).await;
        tokio::time::sleep(Duration::from_secs(3)).await;
    };
    let result = tokio::select! {
        result = async { served.await } => result,
        () = deadline => Ok(()),
    };
    // The piece that is under way is short; what comes after it is left.
    let _ = tokio::time::timeout(Duration::from_secs(3), jobs).await;
    result
}
