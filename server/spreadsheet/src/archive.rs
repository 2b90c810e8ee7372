//! Packed files (xlsx, ods) looked through before anything of them is read: how large they are
//! unpacked, really, whether they are locked, and whether an element of theirs is longer than is
//! kept in memory. What reads them afterwards can then trust them.

use crate::limits::{Deadline, Limits, SMALL};
use domain::exchange::Refusal;
use quick_xml::{Reader, events::Event};
use std::io::{Read, Seek};
use zip::ZipArchive;

/// Most parts of a packed file.
const MOST_PARTS: usize = 10_000;
/// Most bytes between two ends of elements or texts.
const MOST_PIECE: usize = 1024 * 1024;
/// Most bytes between two cells: a text may be made of many pieces.
const MOST_BETWEEN: usize = 32 * 1024 * 1024;
/// So much of a part's beginning is read closer.
const BEGINNING: usize = 4096;

/// Looks a packed file through.
pub(crate) fn inspect<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    size: u64,
    limits: &Limits,
    deadline: &Deadline,
) -> Result<(), Refusal> {
    if archive.len() > MOST_PARTS {
        return Err(Refusal::Broken);
    }
    // What the directory itself admits to is refused before anything is unpacked.
    let most = if size.saturating_mul(limits.ratio) > SMALL { size * limits.ratio } else { SMALL }.min(limits.unpacked);
    if archive.decompressed_size().is_some_and(|declared| declared > u128::from(most)) {
        return Err(Refusal::Unpacked);
    }
    let mut left = most;
    let mut buffer = vec![0; 64 * 1024];
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(refused)?;
        if part.encrypted() {
            return Err(Refusal::Password);
        }
        let is_shared = part.name().is_ok_and(|name| name.to_ascii_lowercase().ends_with("sharedstrings.xml"));
        let (mut scan, mut length, mut beginning) = (Scan::default(), 0_u64, Vec::new());
        loop {
            deadline.check()?;
            let read = part.read(&mut buffer).map_err(|_| Refusal::Broken)?;
            let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
            let count = u64::try_from(read).unwrap_or(u64::MAX);
            length += count;
            left = left.checked_sub(count).ok_or(Refusal::Unpacked)?;
            if is_shared && length > limits.shared_text {
                return Err(Refusal::Unpacked);
            }
            if beginning.len() < BEGINNING {
                beginning.extend_from_slice(bytes.get(..BEGINNING.min(read)).unwrap_or_default());
            }
            scan.read(bytes)?;
        }
        if is_shared {
            shared_text(&beginning, length)?;
        }
    }
    Ok(())
}

/// Why an archive can't be read.
pub(crate) fn refused(error: zip::result::ZipError) -> Refusal {
    match error {
        zip::result::ZipError::UnsupportedArchive(text) if text == zip::result::ZipError::PASSWORD_REQUIRED => {
            Refusal::Password
        }
        _ => Refusal::Broken,
    }
}

/// The shared texts say how many they are, and room is made for as many: no more than there can be.
fn shared_text(beginning: &[u8], length: u64) -> Result<(), Refusal> {
    let text = String::from_utf8_lossy(beginning);
    let mut xml = Reader::from_str(&text);
    xml.config_mut().check_end_names = false;
    loop {
        match xml.read_event().map_err(|_| Refusal::Broken)? {
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == "sst" => {
                for attribute in start.attributes().flatten() {
                    if attribute.key.as_ref() == "uniqueCount" {
                        let count: u64 = attribute.value.trim().parse().unwrap_or(0);
                        // The least that a text takes: <si/>.
                        return if count > length / 5 + 1 { Err(Refusal::Broken) } else { Ok(()) };
                    }
                }
                return Ok(());
            }
            Event::Eof => return Err(Refusal::Broken),
            _ => {}
        }
    }
}

/// Where in XML the scan is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Place {
    /// At the very beginning, where it is not known yet whether this is XML.
    #[default]
    Start,
    /// No XML.
    Other,
    /// Between elements.
    Text,
    /// After `<`.
    Opened,
    /// In an element's tag.
    Tag,
    /// In a value of a tag, which ends with this.
    Quoted(u8),
    /// After `<!` or `<?`, until the sequence that ends it.
    Special,
}

/// Goes through XML byte by byte and finds pieces that are too long, and what leads elsewhere.
#[derive(Default)]
struct Scan {
    place: Place,
    piece: usize,
    /// Bytes since the last cell began.
    between: usize,
    /// The name of the element, as far as it has been read; none when it is known.
    name: Option<Vec<u8>>,
    /// The first bytes of a `<!` or `<?`.
    head: Vec<u8>,
    /// The last two bytes in it.
    last: [u8; 2],
}

impl Scan {
    fn read(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        if self.place == Place::Other {
            return Ok(());
        }
        for &byte in bytes {
            self.piece += 1;
            self.between += 1;
            let next = match (self.place, byte) {
                (Place::Start | Place::Text, b'<') => Place::Opened,
                // The marks of UTF-8, and spaces.
                (Place::Start, 0xEF | 0xBB | 0xBF | b' ' | b'\r' | b'\n' | b'\t') => Place::Start,
                (Place::Start | Place::Other, _) => {
                    self.place = Place::Other;
                    return Ok(());
                }
                (Place::Text, _) => Place::Text,
                (Place::Opened, b'!' | b'?') => {
                    self.head = vec![byte];
                    self.last = [0; 2];
                    Place::Special
                }
                (Place::Opened | Place::Tag, b'>') => {
                    self.named(byte);
                    Place::Text
                }
                (Place::Opened | Place::Tag, b'"' | b'\'') => Place::Quoted(byte),
                (Place::Opened, _) => {
                    self.name = Some(vec![byte]);
                    Place::Tag
                }
                (Place::Tag, _) => {
                    self.named(byte);
                    Place::Tag
                }
                (Place::Quoted(end), byte) if byte == end => Place::Tag,
                (Place::Quoted(end), _) => Place::Quoted(end),
                (Place::Special, byte) => self.special(byte)?,
            };
            if next != self.place && matches!(next, Place::Text | Place::Opened) {
                self.piece = 0;
            }
            self.place = next;
            if self.piece > MOST_PIECE || self.between > MOST_BETWEEN {
                return Err(Refusal::Unpacked);
            }
        }
        Ok(())
    }

    /// Takes a byte of an element's name, or the one after it.
    fn named(&mut self, byte: u8) {
        let Some(name) = &mut self.name else { return };
        if !matches!(byte, b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n') && name.len() < 32 {
            name.push(byte);
            return;
        }
        let local = name.rsplit(|byte| *byte == b':').next().unwrap_or_default();
        if matches!(local, b"c" | b"si" | b"row" | b"table-cell" | b"table-row") {
            self.between = 0;
        }
        self.name = None;
    }

    fn special(&mut self, byte: u8) -> Result<Place, Refusal> {
        if self.head.len() < 8 {
            self.head.push(byte.to_ascii_uppercase());
            if self.head.starts_with(b"!DOCTYPE") {
                return Err(Refusal::Declarations);
            }
        }
        let ends = match self.head.as_slice() {
            [b'?', ..] => self.last[1] == b'?',
            [b'!', b'-', ..] => self.last == *b"--" && self.head.len() > 4,
            [b'!', b'[', ..] => self.last == *b"]]",
            _ => true,
        };
        self.last = [self.last[1], byte];
        Ok(if byte == b'>' && ends { Place::Text } else { Place::Special })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(xml: &str) -> Result<(), Refusal> {
        Scan::default().read(xml.as_bytes())
    }

    #[test]
    fn ordinary_xml_passes_and_what_is_no_xml_is_left() {
        let xml = "\u{feff}<?xml version=\"1.0\"?><!-- a > b --><a b='>' c=\"<\"><![CDATA[ <<]> ]]>tekst</a>";
        assert_eq!(scan(xml), Ok(()));
        assert_eq!(scan(&format!("PNG{}", "x".repeat(2 * MOST_PIECE))), Ok(()));
        assert_eq!(scan(&format!("<a>{}</a>", "<b/>".repeat(MOST_PIECE))), Ok(()));
    }

    #[test]
    fn pieces_without_end_and_declarations_are_refused() {
        let long = "<".repeat(2 * MOST_PIECE);
        for xml in [format!("<a>{}", "x".repeat(2 * MOST_PIECE)), format!("<a b='{long}'>"), format!("<!-- {long} -->")]
        {
            assert_eq!(scan(&xml), Err(Refusal::Unpacked));
        }
        let pieces = "abc<b/>".repeat(MOST_BETWEEN / 6);
        assert_eq!(scan(&format!("<x:c><is><t>{pieces}")), Err(Refusal::Unpacked));
        assert_eq!(scan(&"<x:c r='A1'><is><t>abc<b/></t></is></x:c>".repeat(MOST_BETWEEN / 30)), Ok(()));
        assert_eq!(scan("<?xml?><!DocType a [<!ENTITY b 'c'>]><a/>"), Err(Refusal::Declarations));
    }

    #[test]
    fn shared_texts_do_not_promise_more_than_there_is() {
        assert_eq!(shared_text(b"<sst uniqueCount=\"3\"><si>", 40), Ok(()));
        assert_eq!(shared_text(b"<x:sst uniqueCount=\"1000000000000\">", 40), Err(Refusal::Broken));
        assert_eq!(shared_text(b"<!-- -->", 40), Err(Refusal::Broken));
    }
}
