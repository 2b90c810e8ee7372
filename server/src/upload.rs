//! Forms with files (`multipart/form-data`, RFC 7578), read as they arrive: no more of a file is kept
//! than may be used, and the rest is let go by, so that the form can be answered at its place.

use app::request::{Received, Uploads};
use axum::body::Body;
use domain::error::ErrorCode;
use futures::{StreamExt, stream};
use http_body_util::{BodyExt, Limited};
use multer::{Field, Multipart};
use std::{io, sync::Arc, time::Duration};
use tempfile::NamedTempFile;
use tokio::{fs::File, io::AsyncWriteExt, task::yield_now, time::timeout};

/// The server functions that take small files, which are kept in memory.
const TAKING: [&str; 1] = [app::logo::ACTION];
/// The server functions that take spreadsheets and documents, which are kept on the disk.
const STORING: [&str; 5] = [
    "/api/staff/import-upload",
    app::document::ADD,
    app::document::ADD_VERSION,
    app::sharepoint::UPLOAD,
    "/portal/enquiries/new",
];

/// Whether a server function takes files.
pub(crate) fn takes(path: &str) -> bool {
    TAKING.contains(&path) || STORING.contains(&path)
}

/// Whether it takes large ones: those are for people who are signed in.
pub(crate) fn stores(path: &str) -> bool {
    STORING.contains(&path)
}

/// Most bytes of a file.
const MOST_FILE: usize = 2 * 1024 * 1024;
/// Most bytes of a plain value.
const MOST_VALUE: usize = 64 * 1024;
/// Most parts.
const MOST_PARTS: usize = 128;
/// So much is let go by; who sends more is cut off.
const MOST: usize = 32 * 1024 * 1024;
/// The same where files are stored.
const MOST_STORED: usize = 250 * 1024 * 1024;
/// So long a form may take.
const PATIENCE: Duration = Duration::from_mins(2);
/// The same where files are stored: the largest over a slow line.
const PATIENCE_STORED: Duration = Duration::from_mins(10);
/// Most characters of a file's name.
const MOST_NAME: usize = 200;

/// A form with files.
#[derive(Debug, Default)]
pub(crate) struct Form {
    /// Its plain values, as names and values.
    pub(crate) typed: Vec<(String, String)>,
    /// Its files.
    pub(crate) uploads: Uploads,
}

/// Reads a form with files. One that ends too early has what came before, with the last file torn.
pub(crate) async fn read(path: &str, content_type: &str, body: Body) -> Result<Form, ErrorCode> {
    let boundary = multer::parse_boundary(content_type).map_err(|_| ErrorCode::BadRequest)?;
    let stores = stores(path);
    let (most, patience) = if stores { (MOST_STORED, PATIENCE_STORED) } else { (MOST, PATIENCE) };
    // Piece by piece: what reads the parts would else take in all that has arrived at once.
    let whole = Box::pin(Limited::new(body, most).into_data_stream());
    let pieces = stream::unfold((whole, false), |(mut whole, is_later)| async move {
        if is_later {
            yield_now().await;
        }
        Some((whole.next().await?, (whole, true)))
    });
    let mut parts = Multipart::new(pieces, boundary);
    let mut form = Form::default();
    let reading = async {
        for _ in 0..MOST_PARTS {
            match parts.next_field().await {
                Ok(Some(part)) if stores && part.file_name().is_some() => store(part, &mut form).await?,
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
    timeout(patience, reading).await.unwrap_or(Err(ErrorCode::BadRequest))?;
    Ok(form)
}

/// What came last is not whole, or the file that should have come is not there.
fn torn(form: &mut Form) {
    match form.uploads.0.last_mut() {
        Some((_, received @ (Received::Whole(_) | Received::Stored { .. } | Received::Empty))) => {
            *received = Received::Torn;
        }
        Some(_) => {}
        None => form.uploads.0.push((String::new(), Received::Torn)),
    }
}

/// Writes a file to the disk as it arrives.
async fn store(part: Field<'_>, form: &mut Form) -> Result<(), ErrorCode> {
    let input = part.name().unwrap_or_default().to_owned();
    let name = file_name(part.file_name().unwrap_or_default());
    let received = stored(part, name).await.map_err(|error| {
        tracing::error!(%error, "an uploaded file could not be stored");
        ErrorCode::Internal
    })?;
    form.uploads.0.push((input, received));
    Ok(())
}

async fn stored(mut part: Field<'_>, name: String) -> io::Result<Received> {
    let (file, path) = NamedTempFile::new()?.into_parts();
    let mut file = File::from_std(file);
    let (mut size, mut too_large) = (0_u64, false);
    loop {
        match part.chunk().await {
            Ok(Some(chunk)) => {
                size += u64::try_from(chunk.len()).unwrap_or(u64::MAX);
                if size <= spreadsheet::MOST_BYTES {
                    file.write_all(&chunk).await?;
                } else if !too_large {
                    too_large = true;
                    file.set_len(0).await?;
                }
            }
            Ok(None) if too_large => return Ok(Received::TooLarge),
            // A field for files of which none was chosen has no name either (HTML, 4.10.21.8).
            Ok(None) if size == 0 && name.is_empty() => return Ok(Received::Nothing),
            Ok(None) if size == 0 => return Ok(Received::Empty),
            Ok(None) => {
                file.flush().await?;
                return Ok(Received::Stored { path: Arc::new(path), name });
            }
            Err(_) => return Ok(if too_large { Received::TooLarge } else { Received::Torn }),
        }
    }
}

/// The last part of what a browser calls a file.
fn file_name(told: &str) -> String {
    let last = told.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(MOST_NAME).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Bytes;
    use std::{
        convert::Infallible,
        sync::atomic::{AtomicUsize, Ordering},
    };

    const KIND: &str = "multipart/form-data; boundary=b";
    const MEGABYTE: usize = 1024 * 1024;

    /// A form with a file of so many megabytes, made as it is read; counts those that were.
    fn form(megabytes: usize, end: &'static str, read: &Arc<AtomicUsize>) -> Body {
        let head = "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"C:\\Kunder\\liste.xlsx\"\r\n\r\n";
        let piece = Bytes::from(vec![b'x'; MEGABYTE]);
        let read = Arc::clone(read);
        let pieces = (0..megabytes).map(move |_| {
            read.fetch_add(1, Ordering::Relaxed);
            piece.clone()
        });
        let all = std::iter::once(Bytes::from(head)).chain(pieces).chain([Bytes::from(end)]);
        Body::from_stream(stream::iter(all.map(Ok::<_, Infallible>)))
    }

    async fn received(megabytes: usize, end: &'static str) -> (Received, usize) {
        let read = Arc::default();
        let form = super::read(STORING[0], KIND, form(megabytes, end, &read)).await.unwrap();
        (form.uploads.0.into_iter().next().unwrap().1, read.load(Ordering::Relaxed))
    }

    #[tokio::test]
    async fn a_spreadsheet_is_stored_under_a_name_that_is_no_path_and_goes_with_its_holder() {
        let (received, _) = received(3, "\r\n--b--\r\n").await;
        let Received::Stored { path, name } = received else { panic!("{received:?}") };
        assert_eq!((name.as_str(), std::fs::metadata(&*path).unwrap().len()), ("liste.xlsx", 3 * MEGABYTE as u64));
        let place = path.to_path_buf();
        drop(path);
        assert!(!place.exists());
    }

    #[tokio::test]
    async fn one_that_is_too_large_is_not_kept_and_a_huge_one_is_cut_off() {
        let (answer, read) = received(60, "\r\n--b--\r\n").await;
        assert!(
            matches!(answer, Received::TooLarge) && read == 60,
            "{answer:?}, {read}: let go by, and answered at its place"
        );
        let (answer, read) = received(400, "\r\n--b--\r\n").await;
        assert!(matches!(answer, Received::TooLarge) && read <= 252, "{answer:?}, {read}");
    }

    #[tokio::test]
    async fn one_that_does_not_arrive_whole_is_torn() {
        assert!(matches!(received(2, "").await.0, Received::Torn));
    }

    #[tokio::test]
    async fn an_empty_file_is_another_thing_than_none() {
        assert!(matches!(received(0, "\r\n--b--\r\n").await.0, Received::Empty));
        let none = "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--b--\r\n";
        let form = super::read(STORING[0], KIND, Body::from(none)).await.unwrap();
        assert!(matches!(form.uploads.0[0].1, Received::Nothing));
    }
}
