//! The signed file with its evidence: one archive, in which the file is as it was signed, byte by byte.

use crate::evidence::Evidence;
use std::io::{self, Read, Seek, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

/// Why an archive could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The file can't be read, or the archive not written.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// It can't be put together.
    #[error("{0}")]
    Zip(#[from] zip::result::ZipError),
    /// The evidence can't be written down.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
}

/// Writes the file, the evidence, and what a person reads of it.
///
/// # Errors
/// When something can't be read or written.
pub fn write_archive<W: Write + Seek>(
    to: W,
    file: &mut impl Read,
    evidence: &Evidence,
    readable: (&str, &str),
) -> Result<(), ArchiveError> {
    let mut archive = ZipWriter::new(to);
    let options = SimpleFileOptions::default();
    archive.start_file(inner_name(&evidence.file_name), options)?;
    io::copy(file, &mut archive)?;
    let (name, text) = readable;
    archive.start_file(name, options)?;
    // Line ends that every reader of text knows, and a mark that says it is UTF-8.
    archive.write_all(format!("\u{feff}{}", text.replace('\n', "\r\n")).as_bytes())?;
    archive.start_file("evidence.json", options)?;
    archive.write_all(&serde_json::to_vec_pretty(evidence)?)?;
    archive.finish()?;
    Ok(())
}

/// A name that leads nowhere when the archive is unpacked.
fn inner_name(name: &str) -> String {
    let kept: String =
        name.chars().map(|c| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '_' } else { c }).take(150).collect();
    let kept = kept.trim_matches(['.', ' ']);
    let bare = kept.strip_suffix(".pdf").or_else(|| kept.strip_suffix(".PDF")).unwrap_or(kept);
    format!("{}.pdf", if bare.is_empty() { "document" } else { bare })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_archives_lead_nowhere() {
        assert_eq!(inner_name("Avtale 2026.pdf"), "Avtale 2026.pdf");
        assert_eq!(inner_name("../../etc/passwd"), "_.._etc_passwd.pdf");
        assert_eq!(inner_name(r"C:\avtale.PDF"), "C__avtale.pdf");
        assert_eq!(inner_name(".pdf"), "pdf.pdf");
        assert_eq!(inner_name(""), "document.pdf");
    }
}
