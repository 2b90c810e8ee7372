//! Forms with files (`multipart/form-data`, RFC 7578), read as they arrive: no more of a file is kept
//! than may be used, and the rest is let go by, so that the form can be answered at its place.

use app::request::{Received, Uploads};
use axum::body::Body;
use domain::error::ErrorCode;
use http_body_util::{BodyExt, Limited};
use multer::{Field, Multipart};
use std::time::Duration;
use tokio::time::timeout;

/// The server functions that take files.
pub(crate) const TAKING: [&str; 1] = [app::logo::ACTION];

/// Most bytes of a file.
const MOST_FILE: usize = 2 * 1024 * 1024;
/// Most bytes of a plain value.
const MOST_VALUE: usize = 64 * 1024;
/// Most parts.
const MOST_PARTS: usize = 16;
/// So much is let go by; who sends more is cut off.
const MOST: usize = 32 * 1024 * 1024;
/// So long a form may take.
const PATIENCE: Duration = Duration::from_mins(2);

/// A form with files.
#[derive(Debug, Default)]
pub(crate) struct Form {
    /// Its plain values, as names and values.
    pub(crate) typed: Vec<(String, String)>,
    /// Its files.
    pub(crate) uploads: Uploads,
}

/// Reads a form with files. One that ends too early has what came before, with the last file torn.
pub(crate) async fn read(content_type: &str, body: Body) -> Result<Form, ErrorCode> {
    let boundary = multer::parse_boundary(content_type).map_err(|_| ErrorCode::BadRequest)?;
    let mut parts = Multipart::new(Limited::new(body, MOST).into_data_stream(), boundary);
    let mut form = Form::default();
    let reading = async {
        for _ in 0..MOST_PARTS {
            match parts.next_field().await {
                Ok(Some(part)) => take(part, &mut form).await?,
                Ok(None) => return Ok(()),
                Err(_) => {
                    torn(&mut form);
                    return Ok(());
                }
            }
        }
        Err(ErrorCode::BadRequest)
    };
    timeout(PATIENCE, reading).await.unwrap_or(Err(ErrorCode::BadRequest))?;
    Ok(form)
}

/// What came last is not whole, or the file that should have come is not there.
fn torn(form: &mut Form) {
    match form.uploads.0.last_mut() {
        Some((_, received @ Received::Whole(_))) => *received = Received::Torn,
        Some(_) => {}
        None => form.uploads.0.push((String::new(), Received::Torn)),
    }
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
