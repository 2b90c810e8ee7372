//! What is in files that are uploaded: by their first bytes, never by their names alone.

use crate::{error::ActionError, request::Received};
use domain::{
    document::{MOST_BYTES, MediaType, kind_of},
    error::{ApiError, ErrorCode, Problem},
};
use std::{fs::File, io::Read, path::Path, sync::Arc};
use tempfile::TempPath;

/// So many bytes tell what is in a file.
const LOOKED_AT: u64 = 8 * 1024;

/// A file that may be stored.
#[derive(Debug)]
pub struct Checked {
    /// Where it is.
    pub path: Arc<TempPath>,
    /// What its owner calls it.
    pub name: String,
    /// What is in it.
    pub kind: &'static MediaType,
}

/// The files, if all of them may be stored.
///
/// # Errors
/// What is wrong with which file, as of the field `file`.
pub async fn checked(files: Vec<Received>) -> Result<Vec<Checked>, ActionError> {
    let max = u32::try_from(MOST_BYTES / (1024 * 1024)).unwrap_or(u32::MAX);
    let mut all = Vec::new();
    for (at, received) in files.into_iter().enumerate() {
        let file = u32::try_from(at + 1).unwrap_or(u32::MAX);
        match received {
            Received::Nothing => {}
            Received::Empty => return Err(refused(Problem::DocumentEmpty { file })),
            Received::Torn | Received::Whole(_) => return Err(refused(Problem::DocumentTorn)),
            Received::TooLarge => {
                let mut error = ApiError::field("file", Problem::DocumentTooLarge { file, max });
                error.code = ErrorCode::TooLarge;
                return Err(ActionError(error));
            }
            Received::Stored { path, name } => {
                let (place, called) = (path.to_path_buf(), name.clone());
                let looked = tokio::task::spawn_blocking(move || look(&place, &called)).await;
                let kind = looked.ok().and_then(Result::ok).flatten();
                let kind = kind.ok_or_else(|| refused(Problem::DocumentKind { file }))?;
                all.push(Checked { path, name, kind });
            }
        }
    }
    if all.is_empty() { Err(refused(Problem::Required)) } else { Ok(all) }
}

fn refused(problem: Problem) -> ActionError {
    ActionError(ApiError::field("file", problem))
}

fn look(path: &Path, name: &str) -> std::io::Result<Option<&'static MediaType>> {
    let mut start = Vec::new();
    File::open(path)?.take(LOOKED_AT).read_to_end(&mut start)?;
    let recognised = infer::get(&start).map_or("", |found| found.mime_type());
    if recognised.is_empty() && !is_text(&start) {
        return Ok(None);
    }
    Ok(kind_of(recognised, name))
}

/// Whether these bytes are text, of whatever encoding that has letters where ASCII has them.
fn is_text(start: &[u8]) -> bool {
    start.iter().all(|byte| *byte >= b' ' || b"\t\n\r\x0c".contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(content: &[u8], name: &str) -> Option<&'static str> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, content).unwrap();
        look(&path, name).unwrap().map(|kind| kind.name)
    }

    #[tokio::test]
    async fn an_empty_one_is_named_and_the_others_do_not_hide_it() {
        let file = |content: &[u8]| {
            let mut file = tempfile::NamedTempFile::new().unwrap();
            std::io::Write::write_all(&mut file, content).unwrap();
            Received::Stored { path: Arc::new(file.into_temp_path()), name: "avtale.pdf".to_owned() }
        };
        let sent = vec![file(b"%PDF-1.7\n"), Received::Empty];
        let refused = checked(sent).await.unwrap_err().0;
        assert_eq!(refused.problem_of("file"), Some(Problem::DocumentEmpty { file: 2 }));
        assert_eq!(checked(vec![file(b"%PDF-1.7\n"), Received::Nothing]).await.unwrap().len(), 1);
    }

    #[test]
    fn what_is_in_a_file_decides_with_its_name() {
        assert_eq!(kind(b"%PDF-1.7\n", "avtale.pdf"), Some("application/pdf"));
        assert_eq!(kind("Møte på Bodø\n".as_bytes(), "notat.txt"), Some("text/plain"));
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "logo.png"), Some("image/png"));
        assert_eq!(kind(b"<html><script>alert(1)</script>", "avtale.pdf"), None);
        assert_eq!(kind(b"<html><script>alert(1)</script>", "side.html"), None);
        assert_eq!(kind(b"\x7fELF\x02\x01\x01\0", "avtale.pdf"), None);
        assert_eq!(kind(b"a\0b", "notat.txt"), None);
    }
}
