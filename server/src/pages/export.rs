//! Customers to take along: the page that offers it, the file, and the templates for importing.

use super::{failed, framed, open, refused};
use crate::{
    exchange::{self, Failed, Format, Ground, Order},
    visit::Visit,
};
use app::{
    bulk::Selection,
    exchange::{ExportPage, ExportView},
    i18n::{exchange as words, import as import_words},
    shell::{Place, clock_of},
};
use axum::{
    body::{Body, Bytes},
    extract::{Path, RawQuery},
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};
use domain::{
    customer::CustomerKind,
    error::ErrorCode,
    id::RegisterViewId,
    policy::{Action, Subject, can},
    register::{RegisterQuery, columns_from},
    session::Session,
};
use futures::stream;
use leptos::prelude::*;
use spreadsheet::Written;
use std::{collections::HashMap, io, sync::Arc, time::Duration};
use store::{StoreError, Tx, bulk::Chosen};
use tokio::{fs::File, io::AsyncReadExt, time::timeout};

/// So long somebody waits for a turn to have a file written.
const PATIENCE: Duration = Duration::from_mins(1);
/// Bytes that are sent together.
const PIECE: usize = 64 * 1024;

/// Names and values of the address.
fn pairs(raw: Option<&str>) -> Vec<(String, String)> {
    serde_urlencoded::from_str(raw.unwrap_or_default()).unwrap_or_default()
}

fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// What is listed: what the address says, or else the view that it names.
async fn listed(
    tx: &mut Tx,
    pairs: &[(String, String)],
) -> Result<(RegisterQuery, Vec<domain::filter::Column>), StoreError> {
    let mine = store::register::columns(tx).await?.columns;
    let id: Option<RegisterViewId> = value(pairs, "view").and_then(|id| id.parse().ok());
    let view = match id {
        Some(id) => store::register::views(tx).await?.into_iter().find(|view| view.id == id),
        None => None,
    };
    let query = match &view {
        Some(view) if value(pairs, "scope").is_none() => RegisterQuery::decode(&view.query),
        _ => RegisterQuery::from_pairs(pairs),
    };
    let columns = match value(pairs, "columns") {
        Some(keys) if !keys.is_empty() => columns_from(keys.split(',')),
        _ => view.and_then(|view| view.columns).unwrap_or(mine),
    };
    Ok((query, columns))
}

/// The export of a choice from the list, in the list's order. One that is gone is not found: a file of all would be
/// taken for it.
async fn of_choice(tx: &mut Tx, chosen: &str, order: Order) -> Result<Order, StoreError> {
    let selection = match chosen.parse() {
        Ok(id) => Selection::read(tx, id).await?,
        Err(_) => None,
    };
    let selection = selection.ok_or(StoreError::NotFound)?;
    Ok(match selection.chosen {
        Chosen::These(these) => {
            let query = RegisterQuery::decode(&selection.query);
            Order { query, these: Some(these), chosen: true, ..order }
        }
        Chosen::Matching(query) => Order { query, chosen: true, ..order },
    })
}

/// The page that offers an export of a list, and says to administrators who has made one.
pub(crate) async fn page(visit: Visit, RawQuery(raw): RawQuery) -> Response {
    match read(&visit, raw.as_deref()).await {
        Ok((session, view)) => {
            let title = words::EXPORT_TITLE.get(session.language).to_owned();
            framed(&visit, title, session, Place::Customer, move || view! { <ExportPage view=view/> })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, raw: Option<&str>) -> Result<(Session, ExportView), StoreError> {
    let pairs = pairs(raw);
    let mut tx = open(visit).await?;
    let (query, columns) = listed(&mut tx, &pairs).await?;
    let subject = Subject { tenant: tx.session().tenant, owner: None };
    let noted = if can(tx.session().actor(), Action::ReadExports, subject).allowed {
        Some(store::register::export::noted(&mut tx).await?)
    } else {
        None
    };
    let count = store::register::quick_totals(&mut tx, &query, &[]).await?.map(|totals| totals.count);
    let session = tx.commit().await?;
    let view = ExportView { query, columns, count, noted, language: session.language, clock: clock_of(&session) };
    Ok((session, view))
}

/// The file.
pub(crate) async fn file(visit: Visit, RawQuery(raw): RawQuery) -> Response {
    let pairs = pairs(raw.as_deref());
    let Some(format) = Format::from_key(value(&pairs, "format").unwrap_or("xlsx")) else {
        return failed(&visit, ErrorCode::BadRequest);
    };
    let Ok(Ok(_turn)) = timeout(PATIENCE, Arc::clone(&visit.state.writers).acquire_owned()).await else {
        return failed(&visit, ErrorCode::Unavailable);
    };
    let written = async {
        let mut tx = open(&visit).await?;
        let (query, columns) = listed(&mut tx, &pairs).await?;
        let columns = (value(&pairs, "all").is_none()).then_some(columns);
        let order = Order { query, these: None, chosen: false, columns, format };
        let order = match value(&pairs, "chosen") {
            Some(chosen) => of_choice(&mut tx, chosen, order).await?,
            None => order,
        };
        tx.commit().await?;
        exchange::export(&visit, order).await
    };
    match written.await {
        Ok((session, written)) => {
            let clock = clock_of(&session);
            let name = format!("{}-{}.{}", words::FILE_CUSTOMERS.get(session.language), clock.today(), format.key());
            sent(&visit, &name, format, written)
        }
        Err(error) => not_written(&visit, error),
    }
}

fn not_written(visit: &Visit, error: Failed) -> Response {
    match error.into_store() {
        Ok(error) => refused(visit, error),
        Err(code) => failed(visit, code),
    }
}

/// A template for customers of one kind.
pub(crate) async fn template(visit: Visit, RawQuery(raw): RawQuery) -> Response {
    let pairs = pairs(raw.as_deref());
    let kind = value(&pairs, "kind").map_or(Some(CustomerKind::Company), CustomerKind::from_key);
    let Some(kind) = kind else { return failed(&visit, ErrorCode::NotFound) };
    let written = async {
        let ground = ground(&visit, kind).await?;
        let language = ground.language;
        let written = tokio::task::spawn_blocking(move || exchange::template(&ground)).await;
        Ok::<_, Failed>((language, written.map_err(io::Error::other)??))
    };
    match written.await {
        Ok((language, written)) => {
            let name = match kind {
                CustomerKind::Company => words::FILE_TEMPLATE_COMPANY,
                CustomerKind::Private => words::FILE_TEMPLATE_PRIVATE,
            };
            sent(&visit, &format!("{}.xlsx", name.get(language)), Format::Xlsx, written)
        }
        Err(error) => not_written(&visit, error),
    }
}

async fn ground(visit: &Visit, kind: CustomerKind) -> Result<Ground, StoreError> {
    let mut tx = open(visit).await?;
    store::registration::may_register(&tx)?;
    let settings = store::settings::read(&mut tx).await?;
    let language = tx.session().language;
    let mut lists = HashMap::new();
    for list in tx.session().lists() {
        lists.insert(list, store::list::choices(&mut tx, list, language).await?);
    }
    let staff = store::list::staff(&mut tx).await?;
    let session = tx.commit().await?;
    Ok(Ground { kind, settings, own: session.all_own().collect(), lists, staff, language, home: session.home })
}

/// The rows of a dry run, with what becomes of each.
pub(crate) async fn marked(visit: Visit, Path(import): Path<String>) -> Response {
    // Whether there is such an import is told to staff only.
    if let Err(error) = super::open(&visit).await {
        return refused(&visit, error);
    }
    let Ok(import) = import.parse() else { return failed(&visit, ErrorCode::NotFound) };
    let Ok(Ok(_turn)) = timeout(PATIENCE, Arc::clone(&visit.state.writers).acquire_owned()).await else {
        return failed(&visit, ErrorCode::Unavailable);
    };
    match exchange::marked(&visit, import).await {
        Ok((session, import, written)) => {
            let plain: String =
                import.file_name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(60).collect();
            let name = format!("{}-{plain}.xlsx", import_words::FILE_MARKED.get(session.language));
            sent(&visit, &name, Format::Xlsx, written)
        }
        Err(error) => not_written(&visit, error),
    }
}

/// A file to keep, piece by piece from the disk.
fn sent(visit: &Visit, name: &str, format: Format, written: Written) -> Response {
    let size = written.size();
    let Ok(file) = written.into_file() else { return failed(visit, ErrorCode::Internal) };
    let pieces = stream::try_unfold(File::from_std(file), |mut file| async move {
        let mut piece = vec![0; PIECE];
        let read = file.read(&mut piece).await?;
        piece.truncate(read);
        Ok::<_, io::Error>((read > 0).then(|| (Bytes::from(piece), file)))
    });
    let told: [(HeaderName, String); 5] = [
        (header::CONTENT_TYPE, format.media_type().to_owned()),
        (header::CONTENT_LENGTH, size.to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (told, Body::from_stream(pieces)).into_response()
}
