//! Forms with files (`multipart/form-data`, RFC 7578), read as they arrive: no more of a file is kept
//! than may be used, and the rest is let go by, so that the form can be answered at its place.

use app::request::{Received, Uploads};
use axum::body::Body;
use domain::{error::ErrorCode, import::MOST_BYTES};
use http_body_util::{BodyExt, Limited};
use multer::{Field, Multipart};
use std::{io, path::Path, sync::Arc, time::Duration};
use tokio::{io::AsyncWriteExt, time::timeout};

/// The server functions that take files.
pub(crate) const TAKING: [&str; 2] = [app::logo::ACTION, app::import::ACTION];

/// Most bytes of a file.
const MOST_FILE: usize = 2 * 1024 * 1024;
/// Most bytes of a plain value.
const MOST_VALUE: usize = 64 * 1024;
/// Most parts.
const MOST_PARTS: usize = 16;
/// So much is let go by; who sends more is cut off.
const MOST: usize = 32 * 1024 * 1024;
/// The same for files that are imported.
const MOST_IMPORTED: usize = 256 * 1024 * 1024;
/// So long a form may take.
const PATIENCE: Duration = Duration::from_mins(2);
/// The same for files that are imported.
const PATIENCE_IMPORTED: Duration = Duration::from_mins(20);

/// A form with files.
#[derive(Debug, Default)]
pub(crate) struct Form {
    /// Its plain values, as names and values.
    pub(crate) typed: Vec<(String, String)>,
    /// Its files.
    pub(crate) uploads: Uploads,
}

/// Reads a form with files. One that ends too early has what came before, with the last file torn.
/// Files that are imported are kept in `folder`, where there is one; others in memory.
pub(crate) async fn read(content_type: &str, body: Body, folder: Option<&Path>) -> Result<Form, ErrorCode> {
    let boundary = multer::parse_boundary(content_type).map_err(|_| ErrorCode::BadRequest)?;
    let (most, patience) = if folder.is_some() { (MOST_IMPORTED, PATIENCE_IMPORTED) } else { (MOST, PATIENCE) };
    let mut parts = Multipart::new(Limited::new(body, most).into_data_stream(), boundary);
    let mut form = Form::default();
    let reading = async {
        for _ in 0..MOST_PARTS {
            match (parts.next_field().await, folder) {
                (Ok(Some(part)), Some(folder)) if part.file_name().is_some() => {
                    let name = part.name().unwrap_or_default().to_owned();
                    let received = store(part, folder).await?;
                    form.uploads.0.push((name, received));
                }
                (Ok(Some(part)), _) => take(part, &mut form).await?,
                (Ok(None), _) => return Ok(()),
                (Err(_), _) => {
                    torn(&mut form);
                    return Ok(());
                }
            }
        }
        Err(ErrorCode::BadRequest)
    };
    timeout(patience, reading).await.unwrap_or(Err(ErrorCode::BadRequest))?;
    Ok(form)
}

/// What came last is not whole, or the file that should have come is not there.
fn torn(form: &mut Form) {
    match form.uploads.0.last_mut() {
        Some((_, received @ (Received::Whole(_) | Received::Stored { .. }))) => *received = Received::Torn,
        Some(_) => {}
        None => form.uploads.0.push((String::new(), Received::Torn)),
    }
}

/// Keeps a file on the disk as it arrives.
async fn store(mut part: Field<'_>, folder: &Path) -> Result<Received, ErrorCode> {
    let failed = |error: io::Error| {
        tracing::error!(%error, "an upload could not be kept");
        ErrorCode::Internal
    };
    let name = part.file_name().unwrap_or_default().to_owned();
    // A browser without a chosen file sends one without a name.
    if name.is_empty() {
        return Ok(Received::Nothing);
    }
    let (file, path) = tempfile::Builder::new().prefix("upload-").tempfile_in(folder).map_err(failed)?.into_parts();
    let mut file = tokio::fs::File::from_std(file);
    let mut size = 0_u64;
    loop {
        match part.chunk().await {
            Ok(Some(chunk)) => {
                size += u64::try_from(chunk.len()).unwrap_or(u64::MAX);
                if size <= MOST_BYTES {
                    file.write_all(&chunk).await.map_err(failed)?;
                }
            }
            Ok(None) => break,
            Err(_) => return Ok(if size > MOST_BYTES { Received::TooLarge } else { Received::Torn }),
        }
    }
    if size > MOST_BYTES {
        return Ok(Received::TooLarge);
    }
    file.flush().await.map_err(failed)?;
    Ok(Received::Stored { path: Arc::new(path), name })
}

async fn take(mut part: Field<'_>, form: &mut Form) -> Result<(), ErrorCode> {
    let name = part.name().unwrap_or_default().to_owned();
    let is_file = part.file_name().is_some();
    let most = if is_file { MOST_FILE } else { MOST_VALUE };
    let (mut content, mut too_large) = (Vec::new(), false);
    loop {
        match part.chunk().await {
            Ok(Some(chunk)) if content.len() + chunk.len() <= most && !too_large => content.extend_from_slice(&chunk),
            Ok(Some(_)) => {
                too_large = true;
                content = Vec::new();
            }
            Ok(None) => break,
            Err(_) if is_file => {
                form.uploads.0.push((name, if too_large { Received::TooLarge } else { Received::Torn }));
                return Ok(());
            }
            Err(_) => return Err(ErrorCode::BadRequest),
        }
    }
    if is_file {
        let received = if too_large { Received::TooLarge } else { Received::Whole(content.into()) };
        form.uploads.0.push((name, received));
        return Ok(());
    }
    if too_large {
        return Err(ErrorCode::TooLarge);
    }
    let text = String::from_utf8(content).map_err(|_| ErrorCode::BadRequest)?;
    form.typed.push((name, text));
    Ok(())
}
