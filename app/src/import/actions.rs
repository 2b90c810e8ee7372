//! Server functions of the import.

use crate::{error::ActionError, request};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The address to which a file is sent.
pub const ACTION: &str = "/api/staff/import-upload";

#[cfg(feature = "ssr")]
fn refused(refusal: domain::exchange::Refusal) -> ActionError {
    use domain::{
        error::{ApiError, ErrorCode, Problem},
        exchange::Refusal,
    };
    let mut error = ApiError::field("file", Problem::File { refusal });
    if matches!(refusal, Refusal::FileTooLarge { .. }) {
        error.code = ErrorCode::TooLarge;
    }
    ActionError(error)
}

/// Takes the file `file` of a `multipart/form-data` form, looks into it, and leads to what was found.
///
/// # Errors
/// Why the file is not read, as of the field `file`; when the reader may not import.
#[server(prefix = "/api/staff", endpoint = "import-upload")]
pub async fn upload_import(#[server(default)] back: String) -> Result<(), ActionError> {
    use super::choices::first_settings;
    use crate::request::Received;
    use domain::{
        error::{ApiError, ErrorCode, Problem},
        exchange::Refusal,
        id::ImportId,
        import::{MOST_BYTES, guess, of_dry_run},
    };
    let _ = back;
    let mut tx = request::open().await?;
    store::import::may_import(&tx)?;
    let home = tx.session().home;
    // No transaction stays open while a file is looked into.
    tx.commit().await?;
    let (path, name) = match request::upload("file") {
        Received::Empty => return Err(ActionError(ApiError::field("file", Problem::EmptyFile))),
        Received::Stored { path, name } => (path, name),
        Received::TooLarge => {
            let max = u32::try_from(MOST_BYTES / (1024 * 1024)).unwrap_or(u32::MAX);
            return Err(refused(Refusal::FileTooLarge { max }));
        }
        Received::Torn => return Err(refused(Refusal::Broken)),
        Received::Whole(_) | Received::Nothing => {
            return Err(ActionError(ApiError::field("file", Problem::Required)));
        }
    };
    let context = request::context()?;
    let opened = context.files.look(path.to_path_buf(), &serde_json::json!({})).await.map_err(refused)?;
    let id = ImportId::generate();
    context.files.keep(&path, id).map_err(|error| {
        tracing::error!(%error, "an uploaded file could not be kept");
        ActionError(ApiError::new(ErrorCode::Internal))
    })?;
    tx = request::open().await?;
    let remembered = store::import::remembered(&mut tx, &opened.headers).await?;
    let own: Vec<_> = tx.session().all_own().collect();
    let guesses = guess(&opened.headers, &opened.samples, home, &own);
    let columns: Vec<_> = match &remembered {
        Some(known) => {
            let mut left = known.columns.clone();
            let ours = of_dry_run(&opened.headers);
            opened
                .headers
                .iter()
                .enumerate()
                .map(|(index, header)| {
                    if index < ours {
                        return None;
                    }
                    let at = left.iter().position(|(other, _)| other == header)?;
                    left.remove(at).1
                })
                .collect()
        }
        None => guesses.iter().map(|guess| guess.target).collect(),
    };
    let settings = remembered.map_or_else(|| first_settings(&columns), |known| known.settings);
    store::import::create(&mut tx, id, &name, &opened, &columns, &settings).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("/import/{id}"));
    Ok(())
}

/// Reads a file anew, as its reader says: encoding, separator, decimals, dates, sheet, header.
///
/// # Errors
/// Why the file is not read, as of the field `file`; when there is no such import.
#[server(prefix = "/api/staff", endpoint = "import-read")]
pub async fn read_import(
    import: String,
    #[server(default)] encoding: String,
    #[server(default)] separator: String,
    #[server(default)] decimal: String,
    #[server(default)] dates: String,
    #[server(default)] sheet: String,
    #[server(default)] header: String,
) -> Result<(), ActionError> {
    let id = request::id(&import)?;
    // They are kept as they are typed, and each is a word.
    if [&encoding, &separator, &decimal, &dates, &sheet, &header].iter().any(|word| word.contains('\0')) {
        return Err(ActionError(domain::error::ApiError::new(domain::error::ErrorCode::BadRequest)));
    }
    let mut tx = request::open().await?;
    let before = store::import::read(&mut tx, id).await?;
    let home = tx.session().home;
    let own: Vec<_> = tx.session().all_own().collect();
    tx.commit().await?;
    let reading = serde_json::json!({
        "encoding": encoding, "separator": separator, "decimal": decimal, "dates": dates, "sheet": sheet, "header": header,
    });
    let context = request::context()?;
    let opened = context.files.look(context.files.path(id), &reading).await.map_err(refused)?;
    let columns: Vec<_> = if opened.headers == before.opened.headers {
        before.columns
    } else {
        domain::import::guess(&opened.headers, &opened.samples, home, &own)
            .into_iter()
            .map(|guess| guess.target)
            .collect()
    };
    let mut tx = request::open().await?;
    store::import::reopen(&mut tx, id, &opened, &columns).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("/import/{id}"));
    Ok(())
}

/// Keeps which column is what and what was chosen, and begins the dry run. A small file is looked
/// through before the answer comes.
///
/// # Errors
/// When two columns are the same, or there is no such import.
#[server(prefix = "/api/staff", endpoint = "import-check")]
pub async fn check_import(
    import: String,
    #[server(default)] columns: BTreeMap<String, String>,
    #[server(default)] choices: BTreeMap<String, String>,
) -> Result<(), ActionError> {
    use super::choices::{chosen_columns, chosen_settings};
    use std::time::Duration;
    let id = request::id(&import)?;
    let mut tx = request::open().await?;
    let before = store::import::read(&mut tx, id).await?;
    let columns = chosen_columns(before.opened.headers.len(), &columns)?;
    let settings = chosen_settings(&choices, &columns)?;
    store::import::choose(&mut tx, id, &columns, &settings).await?;
    let import = store::import::read(&mut tx, id).await?;
    tx.commit().await?;
    let work = tokio::spawn(super::check(request::context()?, import));
    let _ = tokio::time::timeout(Duration::from_millis(2500), work).await;
    leptos_axum::redirect(&format!("/import/{id}?step=rows"));
    Ok(())
}

/// Has an import done in the background, and leads to how that is getting on.
///
/// # Errors
/// When its rows have not been looked at, or there is no such import.
#[server(prefix = "/api/staff", endpoint = "import-run")]
pub async fn run_import(import: String) -> Result<(), ActionError> {
    let id = request::id(&import)?;
    let mut tx = request::open().await?;
    let queued = store::import::queue(&mut tx, id).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("/jobs/{queued}"));
    Ok(())
}

/// Says of a doubtful row that it is `new`, that it is to `leave`, or which customer it is about.
///
/// # Errors
/// When there is no such row, or the import has been run.
#[server(prefix = "/api/staff", endpoint = "import-decide")]
pub async fn decide_row(import: String, row: String, said: String) -> Result<(), ActionError> {
    use domain::error::{ApiError, ErrorCode};
    let id = request::id(&import)?;
    let row = row.parse().map_err(|_| ActionError(ApiError::new(ErrorCode::NotFound)))?;
    let mut tx = request::open().await?;
    let import = store::import::read(&mut tx, id).await?;
    store::import::decide(&mut tx, &import, row, &said).await?;
    tx.commit().await?;
    Ok(())
}
