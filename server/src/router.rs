//! Which address leads where.

use crate::{
    actions, assets, config::Serve, digest, events, guard, invited, jobs, mailbox, outgoing, pages, portal, reminder,
    sign,
};
use app::{
    help::Support,
    import::Files,
    outgoing::{MailWay, PublicAddress, SmsWay},
    shell::Assets,
};
use axum::{
    Extension, Router,
    extract::State,
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state},
    routing::{any, get},
    serve::ListenerExt,
};
use objects::Objects;
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
    pub(crate) objects: Objects,
    pub(crate) files: Files,
    /// Turns of those who have files written, which takes a disk and a processor for a while.
    pub(crate) writers: Arc<Semaphore>,
}

/// The secret in the address to which the gateway of SMS reports; none where it does not.
#[derive(Clone, Debug, Default)]
pub struct SmsReports(pub Option<String>);

/// Files that are written at the same time.
const WRITERS: usize = 2;

/// The pages, by their paths; the access table has a row for each.
pub const PAGES: &[&str] = &[
    "/",
    "/sign-in",
    "/customers",
    "/customers/new",
    "/customers/search",
    "/customers/doubles",
    "/customers/merge",
    "/customers/merges",
    "/customers/change",
    "/customers/write",
    "/customers/{customer}",
    "/customers/{customer}/contacts",
    "/customers/{customer}/comments",
    "/customers/{customer}/documents",
    "/customers/{customer}/documents/{document}",
    "/customers/{customer}/documents/{document}/file",
    "/customers/{customer}/sharepoint",
    "/customers/{customer}/sharepoint/{sharepoint_file}/file",
    "/customers/{customer}/dialog",
    "/customers/{customer}/log",
    "/customers/{customer}/invoice-preview",
    "/customers/{customer}/tab/{tab}",
    "/customers/{customer}/layouts",
    "/customers/{customer}/logo",
    "/customers/{customer}/contacts/{contact}",
    "/customers/{customer}/contacts/{contact}/portal",
    "/customers/{customer}/contacts/{contact}/portal/{part}",
    "/customers/{customer}/contacts/{contact}/portal/enquiries/{enquiry}",
    "/customers/{customer}/contacts/{contact}/portal/documents/{document}/file",
    "/lists",
    "/lists/{kind}",
    "/diary",
    "/diary/new",
    "/diary/subscribe",
    "/diary/{activity}",
    "/diary/{activity}/file",
    "/calendar/{feed}",
    "/employees",
    "/employees/new",
    "/employees/{employee}",
    "/settings",
    "/settings/log",
    "/settings/fields",
    "/settings/own-fields",
    "/settings/rights",
    "/settings/register",
    "/settings/countries",
    "/settings/layout",
    "/settings/modules",
    "/settings/portal",
    "/settings/sharepoint",
    "/settings/tabs",
    "/settings/departments",
    "/settings/departments/{department}/terms",
    "/settings/users",
    "/invitation/{token}",
    "/settings/agreements",
    "/settings/templates",
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
    "/mailbox",
    "/notices",
    "/export",
    "/export/file",
    "/import/template",
    "/sms/{secret}/{tenant}/{message}",
];

/// What contacts of customers reach, by paths; the portal's access table has a row for each.
pub const PORTAL: &[&str] = &[
    "/portal",
    "/portal/sign-in",
    "/portal/link/{secret}",
    "/portal/second/{secret}",
    "/portal/enquiries",
    "/portal/enquiries/new",
    "/portal/enquiries/{enquiry}",
    "/portal/documents",
    "/portal/documents/{document}/file",
    "/portal/messages",
    "/portal/details",
    "/portal/account",
    "/portal/account/second",
];

/// What signers reach by their links, by paths; the signers' access table has a row for each.
pub const SIGNING: &[&str] = &["/sign/{secret}", "/sign/{secret}/file", "/sign-return"];

/// What contacts who are invited to activities reach by their links, by paths; their access table has a row for each.
pub const INVITED: &[&str] = &["/invited/{secret}", "/invited/{secret}/file"];

/// The router of the whole system.
pub fn router(
    store: Store,
    registry: Registry,
    objects: Objects,
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
        objects,
        files,
        writers: Arc::new(Semaphore::new(WRITERS)),
    };
    let compression = CompressionLayer::new().quality(CompressionLevel::Fastest);
    Router::new()
        .route("/", get(pages::home))
        .route("/sign-in", get(pages::sign_in::page))
        .route("/customers", get(pages::register::page))
        .route("/customers/new", get(pages::registration::page))
        .route("/customers/search", get(pages::criteria::page))
        .route("/customers/doubles", get(pages::double::page))
        .route("/customers/merge", get(pages::merge::page))
        .route("/customers/merges", get(pages::merge::list))
        .route("/customers/change", get(pages::bulk::page))
        .route("/customers/write", get(pages::bulk_write::page))
        .route("/customers/{customer}", get(pages::card::overview))
        .route("/customers/{customer}/contacts", get(pages::card::contacts))
        .route("/customers/{customer}/comments", get(pages::card::comments))
        .route("/customers/{customer}/documents", get(pages::card::documents))
        .route("/customers/{customer}/documents/{document}", get(pages::document::page))
        .route("/customers/{customer}/sharepoint", get(pages::sharepoint::page))
        .route("/customers/{customer}/dialog", get(pages::card::dialog))
        .route("/customers/{customer}/log", get(pages::card::log))
        .route("/customers/{customer}/invoice-preview", get(pages::invoice_preview::page))
        .route("/customers/{customer}/tab/{tab}", get(pages::card::own_tab))
        .route("/customers/{customer}/layouts", get(pages::layout::trial))
        .route("/customers/{customer}/logo", get(pages::logo::image))
        .route("/customers/{customer}/contacts/{contact}", get(pages::contact::page))
        .route("/customers/{customer}/contacts/{contact}/portal", get(portal::see_as::first))
        .route("/customers/{customer}/contacts/{contact}/portal/{part}", get(portal::see_as::part))
        .route("/customers/{customer}/contacts/{contact}/portal/enquiries/{enquiry}", get(portal::see_as::enquiry))
        .route("/customers/{customer}/contacts/{contact}/portal/documents/{document}/file", get(portal::see_as::file))
        .route("/lists", get(pages::list::first))
        .route("/lists/{kind}", get(pages::list::page))
        .route("/diary", get(pages::diary::page))
        .route("/diary/new", get(pages::diary::new))
        .route("/diary/subscribe", get(pages::calendar::subscribe))
        .route("/diary/{activity}", get(pages::diary::one))
        .route("/diary/{activity}/file", get(pages::calendar::file))
        .route("/calendar/{feed}", get(pages::calendar::feed))
        .route("/employees", get(pages::employee::list))
        .route("/employees/new", get(pages::employee::new))
        .route("/employees/{employee}", get(pages::employee::page))
        .route("/invitation/{token}", get(pages::invitation::page))
        .route("/help", get(pages::help::contents))
        .route("/help/{article}", get(pages::help::page))
        .route("/jobs", get(pages::job::list))
        .route("/jobs/{job}", get(pages::job::page))
        .route("/import", get(pages::import::start))
        .route("/import/{import}", get(pages::import::page))
        .route("/import/{import}/marked", get(pages::export::marked))
        .route("/search", get(pages::search::page))
        .route("/profile", get(pages::profile::page))
        .route("/mailbox", get(pages::mailbox::page))
        .route("/notices", get(pages::notice::page))
        .route("/export", get(pages::export::page))
        .route("/api/staff/{action}", any(actions::handle))
        .merge(of_settings())
        .merge(of_portal())
        .merge(of_signers())
        .merge(of_invited())
        .fallback(pages::not_found)
        .layer(from_fn_with_state(state.clone(), pages::in_their_language))
        .layer(compression)
        // Not compressed: Excel files are packed already, and a browser shows how far a file of known size is.
        .route("/export/file", get(pages::export::file))
        .route("/import/template", get(pages::export::template))
        .route("/customers/{customer}/documents/{document}/file", get(pages::document::file))
        .route("/customers/{customer}/sharepoint/{sharepoint_file}/file", get(pages::sharepoint::file))
        // Not compressed: each event is sent when it happens.
        .route("/customers/{customer}/events", get(events::stream))
        .route("/events", get(events::own))
        .merge(assets::router(site_root))
        .route("/healthz", get(|| async { StatusCode::OK }))
        .route("/readyz", get(ready))
        .layer(from_fn(guard::same_origin))
        // Asked for by no browser of ours.
        .route("/sms/{secret}/{tenant}/{message}", get(pages::sms::report).post(pages::sms::report))
        .layer(CatchPanicLayer::new())
        .layer(from_fn(guard::headers))
        .with_state(state)
}

/// What the firm decides.
fn of_settings() -> Router<AppState> {
    Router::new()
        .route("/settings", get(pages::settings::page))
        .route("/settings/log", get(pages::setting_log::page))
        .route("/settings/fields", get(pages::rule::page))
        .route("/settings/rights", get(pages::field_right::page))
        .route("/settings/own-fields", get(pages::own_field::page))
        .route("/settings/register", get(pages::criteria::settings))
        .route("/settings/countries", get(pages::firm_country::page))
        .route("/settings/modules", get(pages::module::page))
        .route("/settings/layout", get(pages::layout::page))
        .route("/settings/tabs", get(pages::tab::page))
        .route("/settings/departments", get(pages::department::page))
        .route("/settings/departments/{department}/terms", get(pages::department_terms::page))
        .route("/settings/users", get(pages::user::page))
        .route("/settings/agreements", get(pages::agreement::page))
        .route("/settings/templates", get(pages::template::page))
        .route("/settings/advice", get(pages::advice::page))
        .route("/settings/portal", get(pages::portal_setting::page))
        .route("/settings/sharepoint", get(pages::sharepoint_setting::page))
}

/// What contacts of customers reach.
fn of_portal() -> Router<AppState> {
    Router::new()
        .route("/portal", get(portal::home::page))
        .route("/portal/sign-in", get(portal::door::page).post(portal::door::enter_by))
        .route("/portal/link/{secret}", get(portal::door::link).post(portal::door::take_link))
        .route("/portal/second/{secret}", get(portal::second::page).post(portal::second::pass))
        .route("/portal/enquiries", get(portal::enquiries::page))
        .route("/portal/enquiries/new", get(portal::enquiries::new).post(portal::enquiries::send))
        .route("/portal/enquiries/{enquiry}", get(portal::enquiries::one))
        .route("/portal/documents", get(portal::documents::page))
        .route("/portal/documents/{document}/file", get(portal::documents::file))
        .route("/portal/messages", get(portal::messages::page).post(portal::messages::write))
        .route("/portal/details", get(portal::details::page).post(portal::details::save))
        .route("/portal/account", get(portal::account::page).post(portal::account::save))
        .route("/portal/account/second", get(portal::second::setting).post(portal::second::change))
        .route("/portal/{*rest}", any(portal::account::not_found))
}

/// What signers reach by their links.
fn of_signers() -> Router<AppState> {
    Router::new()
        .route("/sign/{secret}", get(sign::page).post(sign::answer))
        .route("/sign/{secret}/file", get(sign::file))
        .route("/sign-return", get(sign::back))
}

/// What contacts who are invited to activities reach by their links.
fn of_invited() -> Router<AppState> {
    Router::new()
        .route("/invited/{secret}", get(invited::page).post(invited::answer))
        .route("/invited/{secret}/file", get(invited::file))
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
    let post = config.post();
    let way = match &post {
        Some(outgoing::Post::Smtp(..)) => MailWay::Smtp,
        Some(outgoing::Post::Folder(folder, _)) => MailWay::Folder(folder.display().to_string()),
        Some(outgoing::Post::Sms(_)) | None => MailWay::None,
    };
    let gateway = config.sms().map_err(io::Error::other)?;
    let reports = SmsReports(gateway.as_ref().and_then(outgoing::SmsGateway::report_secret));
    let signing = config.signing().map_err(io::Error::other)?;
    let microsoft =
        sharepoint::Service::at(&config.sharepoint_login, &config.sharepoint_graph).map_err(io::Error::other)?;
    let sms_way = if gateway.is_some() { SmsWay::Gateway } else { SmsWay::None };
    let posts = [post, gateway.map(outgoing::Post::Sms)].into_iter().flatten();
    let objects = Objects::at(&config.objects_place()).map_err(io::Error::other)?;
    let mail = tokio::spawn(futures::future::join_all(
        posts.map(|post| outgoing::run(store.clone(), post, objects.clone())).collect::<Vec<_>>(),
    ));
    let origin = config.public_address.as_ref().map_or_else(
        || Ok::<_, io::Error>(format!("http://{}", listener.local_addr()?)),
        |address| Ok(address.trim_end_matches('/').to_owned()),
    )?;
    let digests = tokio::spawn(digest::run(store.clone(), origin.clone()));
    let reminders = tokio::spawn(reminder::run(store.clone(), origin));
    let access = config.mailboxes().map_err(io::Error::other)?;
    let mailboxes = tokio::spawn(mailbox::run(store.clone(), access.clone()));
    let files = Files::new(&config.database.data_dir.join("import"));
    let router =
        router(store, registry, objects, files, &config.site_root(), !config.insecure_cookies, config.trust_proxy)
            .layer(Extension(Support(config.support.clone())))
            .layer(Extension(way))
            .layer(Extension(access))
            .layer(Extension(sms_way))
            .layer(Extension(microsoft))
            .layer(Extension(sign::Signing(signing)))
            .layer(Extension(reports))
            .layer(Extension(PublicAddress(config.public_address.clone())));
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
    let _ =
        tokio::time::timeout(Duration::from_secs(3), futures::future::join5(jobs, mail, digests, mailboxes, reminders))
            .await;
    result
}
