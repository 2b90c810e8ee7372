//! Documents of a customer (seeds 001:17, 002:19): what may be uploaded, and what a page shows of it.

use crate::{
    id::{DocumentId, ListItemId},
    language::Language,
};
use serde::{Deserialize, Serialize};

/// Most bytes of a file.
pub const MOST_BYTES: u64 = 50 * 1024 * 1024;
/// Most files that one form brings.
pub const MOST_FILES: usize = 20;
/// Most characters of a document's name.
pub const NAME_MAX: u32 = 200;
/// So many documents the section shows, the newest first; the tab has all.
pub const LATEST: i64 = 8;
/// Most documents that the tab shows.
pub const MOST_SHOWN: i64 = 500;

/// How a file is looked at in a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preview {
    /// As a picture.
    Picture,
    /// By the browser's own viewer.
    Viewer,
    /// Not at all: it is downloaded.
    None,
}

/// A kind of file that may be uploaded, by what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MediaType {
    /// Its name by IANA, such as `application/pdf`.
    pub name: &'static str,
    /// The endings of names that such files have, without the dot, in small letters.
    pub endings: &'static [&'static str],
    /// How it is looked at.
    pub preview: Preview,
    /// The symbol of the icon sprite that stands for it.
    pub icon: &'static str,
}

const fn of(name: &'static str, endings: &'static [&'static str], preview: Preview, icon: &'static str) -> MediaType {
    MediaType { name, endings, preview, icon }
}

/// What can be signed.
pub const PDF: &str = "application/pdf";
/// What a signed file comes back in, with its evidence.
pub const ARCHIVE: &str = "application/zip";
/// Plain text, which has no mark of its own.
pub const PLAIN_TEXT: &str = "text/plain";
const OPEN_XML: &str = "application/vnd.openxmlformats-officedocument";

/// The kinds of files that may be uploaded: documents, sheets, slides, pictures, mail. Nothing that a
/// browser would run.
pub const MEDIA_TYPES: &[MediaType] = &[
    of("application/pdf", &["pdf"], Preview::Viewer, "file-text"),
    of("image/png", &["png"], Preview::Picture, "image"),
    of("image/jpeg", &["jpg", "jpeg"], Preview::Picture, "image"),
    of("image/webp", &["webp"], Preview::Picture, "image"),
    of("image/gif", &["gif"], Preview::Picture, "image"),
    of("image/heif", &["heic", "heif"], Preview::None, "image"),
    of("image/tiff", &["tif", "tiff"], Preview::None, "image"),
    of(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        &["docx"],
        Preview::None,
        "file-text",
    ),
    of("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx"], Preview::None, "table"),
    of(
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        &["pptx"],
        Preview::None,
        "file-text",
    ),
    of("application/msword", &["doc"], Preview::None, "file-text"),
    of("application/vnd.ms-excel", &["xls"], Preview::None, "table"),
    of("application/vnd.ms-powerpoint", &["ppt"], Preview::None, "file-text"),
    of("application/vnd.oasis.opendocument.text", &["odt"], Preview::None, "file-text"),
    of("application/vnd.oasis.opendocument.spreadsheet", &["ods"], Preview::None, "table"),
    of("application/vnd.oasis.opendocument.presentation", &["odp"], Preview::None, "file-text"),
    of("application/rtf", &["rtf"], Preview::None, "file-text"),
    of("application/vnd.ms-outlook", &["msg"], Preview::None, "mail"),
    of(PLAIN_TEXT, &["txt", "csv", "md", "eml"], Preview::Viewer, "file-text"),
];

/// The kind of this name.
#[must_use]
pub fn media_type(name: &str) -> Option<&'static MediaType> {
    MEDIA_TYPES.iter().find(|kind| kind.name == name)
}

/// The kind of a file by what was recognised in it and what it is called; none where it may not be uploaded,
/// or is not what its name says. `recognised` is empty for plain text.
#[must_use]
pub fn kind_of(recognised: &str, file_name: &str) -> Option<&'static MediaType> {
    let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let by_ending = MEDIA_TYPES.iter().find(|kind| kind.endings.contains(&ending.as_str()))?;
    let is_office = by_ending.name.starts_with(OPEN_XML) || by_ending.name.contains("opendocument");
    let fits = match recognised {
        "" => by_ending.name == PLAIN_TEXT,
        "text/rtf" => by_ending.name == "application/rtf",
        "image/heic" => by_ending.name == "image/heif",
        // Office files are archives, and older ones compound files; which of them is told by the name alone.
        "application/zip" => is_office,
        "application/x-ole-storage" => {
            by_ending.name.starts_with("application/vnd.ms-") || by_ending.name == "application/msword"
        }
        other => by_ending.name == other,
    };
    fits.then_some(by_ending)
}

/// A document as lists show it, with its current version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its identity.
    pub id: DocumentId,
    /// Counts its changes.
    pub version: i32,
    /// What people call it.
    pub name: String,
    /// What kind it is, one of the firm's list.
    pub kind: Option<ListItemId>,
    /// The kind's name in the reader's language; empty where there is none.
    pub kind_name: String,
    /// The number of the version that counts.
    pub current: i32,
    /// What is in it.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// When that version was uploaded, UTC in RFC 3339.
    pub at: String,
    /// Who uploaded it.
    pub by: String,
    /// How far the last request to sign it is.
    #[serde(default)]
    pub signing: Option<crate::signing::Mark>,
}

impl Document {
    /// How it is looked at.
    #[must_use]
    pub fn preview(&self) -> Preview {
        media_type(&self.media_type).map_or(Preview::None, |kind| kind.preview)
    }

    /// The symbol that stands for it.
    #[must_use]
    pub fn icon(&self) -> &'static str {
        let other = if self.media_type == ARCHIVE { "archive" } else { "file-text" };
        media_type(&self.media_type).map_or(other, |kind| kind.icon)
    }
}

/// A version of a document. Versions stay as they were uploaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentVersion {
    /// 1 is the first.
    pub number: i32,
    /// What its owner called the file.
    pub file_name: String,
    /// What is in it.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// When it was uploaded, UTC in RFC 3339.
    pub at: String,
    /// Who uploaded it.
    pub by: String,
}

/// A size as people read it: kilobytes or megabytes of a thousand each, as file managers count.
#[must_use]
pub fn shown_size(bytes: i64, language: Language) -> String {
    let point = if language == Language::En { '.' } else { ',' };
    match bytes {
        ..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", (bytes + 500) / 1_000),
        _ => {
            let tenths = (bytes + 50_000) / 100_000;
            format!("{}{point}{} MB", tenths / 10, tenths % 10)
        }
    }
}

/// What a document is called at first: its file's name without the ending.
#[must_use]
pub fn name_of_file(file_name: &str) -> &str {
    file_name.rsplit_once('.').map_or(file_name, |(name, _)| name).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_content_and_its_name_say_together() {
        let name = |recognised, file| kind_of(recognised, file).map(|kind| kind.name);
        assert_eq!(name("application/pdf", "Avtale 2026.PDF"), Some("application/pdf"));
        assert_eq!(name("", "notat.txt"), Some(PLAIN_TEXT));
        assert_eq!(
            name("application/zip", "tilbud.docx"),
            Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document")
        );
        assert_eq!(name("application/x-ole-storage", "gammel.xls"), Some("application/vnd.ms-excel"));
        for (recognised, file) in [
            ("application/x-executable", "avtale.pdf"),
            ("", "avtale.pdf"),
            ("application/pdf", "avtale.png"),
            ("application/pdf", "avtale"),
            ("text/html", "side.html"),
            ("application/zip", "alt.zip"),
            ("text/xml", "tegning.svg"),
            ("application/x-ole-storage", "oppsett.msi"),
        ] {
            assert_eq!(name(recognised, file), None, "{recognised} {file}");
        }
    }

    #[test]
    fn sizes_are_read_as_file_managers_show_them() {
        assert_eq!(shown_size(999, Language::Nb), "999 B");
        assert_eq!(shown_size(1_499, Language::Nb), "1 kB");
        assert_eq!(shown_size(1_260_000, Language::Nb), "1,3 MB");
        assert_eq!(shown_size(50_000_000, Language::En), "50.0 MB");
    }

    #[test]
    fn a_document_is_called_as_its_file_without_the_ending() {
        assert_eq!(name_of_file("Avtale v.2.pdf"), "Avtale v.2");
        assert_eq!(name_of_file("avtale"), "avtale");
    }
}
