//! Text with separators (CSV): its encoding and separator are found by looking, and rows are read
//! as they stand on the disk.

use crate::{
    input::{Input, Source},
    limits::{Deadline, EMPTY_COLUMNS, Limits},
    rows::{Rows, Take},
};
use csv::{ByteRecord, ReaderBuilder};
use domain::exchange::{Cell, Refusal};
use encoding_rs::{CoderResult, Decoder, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::io::{self, BufReader, Read};

/// How a file's bytes are letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, low byte first, as Excel's "Unicode text".
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252, as older programs of Western Europe; ISO 8859-1 is a part of it.
    Windows1252,
    /// Mac Roman, as Excel on a Mac writes CSV.
    Macintosh,
}

impl Encoding {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Utf8, Self::Utf16Le, Self::Utf16Be, Self::Windows1252, Self::Macintosh];

    /// Its usual name, which is also its key in forms.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1252 => "Windows-1252",
            Self::Macintosh => "Macintosh",
        }
    }

    /// The one with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|encoding| encoding.name() == name)
    }

    fn decoder(self) -> Decoder {
        match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Windows1252 => WINDOWS_1252,
            Self::Macintosh => MACINTOSH,
        }
        .new_decoder_with_bom_removal()
    }
}

/// What parts the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// `;`, as Excel in the Nordic countries.
    Semicolon,
    /// `,`
    Comma,
    /// Tab.
    Tab,
    /// `|`
    Bar,
}

impl Separator {
    /// All of them, the likeliest first.
    pub const ALL: [Self; 4] = [Self::Semicolon, Self::Tab, Self::Comma, Self::Bar];

    /// The key, as it stands in forms.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Semicolon => "semicolon",
            Self::Comma => "comma",
            Self::Tab => "tab",
            Self::Bar => "bar",
        }
    }

    /// The one with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|separator| separator.key() == key)
    }

    const fn byte(self) -> u8 {
        match self {
            Self::Semicolon => b';',
            Self::Comma => b',',
            Self::Tab => b'\t',
            Self::Bar => b'|',
        }
    }
}

/// Decodes as it is read.
struct Decoded {
    input: BufReader<Input>,
    decoder: Decoder,
    raw: Vec<u8>,
    /// What `raw` still holds begins here.
    at: usize,
    ended: bool,
    /// Whether all of it is decoded.
    finished: bool,
}

impl Decoded {
    fn new(input: Input, encoding: Encoding) -> Self {
        Self {
            input: BufReader::new(input),
            decoder: encoding.decoder(),
            raw: Vec::with_capacity(32 * 1024),
            at: 0,
            ended: false,
            finished: false,
        }
    }
}

impl Read for Decoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !self.finished {
            if self.at >= self.raw.len() && !self.ended {
                self.raw.resize(32 * 1024, 0);
                let read = self.input.read(&mut self.raw)?;
                self.raw.truncate(read);
                self.at = 0;
                self.ended = read == 0;
            }
            let rest = self.raw.get(self.at..).unwrap_or_default();
            let (result, read, written, _) = self.decoder.decode_to_utf8(rest, buffer, self.ended);
            self.at += read;
            self.finished = self.ended && result == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
            if result == CoderResult::OutputFull {
                return Err(io::Error::from(io::ErrorKind::InvalidInput));
            }
        }
        Ok(0)
    }
}

/// A file of text.
pub(crate) struct Text {
    source: Source,
    pub(crate) encoding: Encoding,
    pub(crate) separator: Separator,
}

/// So much of a file is looked at for its separator.
const SAMPLE: usize = 64 * 1024;

/// The beginning of a text. Read into room enough: a letter needs more than a byte.
fn beginning(mut decoded: Decoded) -> io::Result<Vec<u8>> {
    let (mut sample, mut length) = (vec![0; SAMPLE], 0);
    while let Some(room) = sample.get_mut(length..).filter(|room| room.len() >= 16) {
        let read = decoded.read(room)?;
        if read == 0 {
            break;
        }
        length += read;
    }
    sample.truncate(length);
    Ok(sample)
}

impl Text {
    pub(crate) fn open(
        source: &Source,
        encoding: Option<Encoding>,
        separator: Option<Separator>,
        deadline: &Deadline,
    ) -> Result<Self, Refusal> {
        let encoding = match encoding {
            Some(encoding) => encoding,
            None => found_encoding(source.open().map_err(broken)?, deadline)?,
        };
        let sample = beginning(Decoded::new(source.open().map_err(broken)?, encoding)).map_err(broken)?;
        if sample.contains(&0) {
            return Err(Refusal::UnknownKind);
        }
        let separator = separator.unwrap_or_else(|| found_separator(&sample));
        Ok(Self { source: source.clone(), encoding, separator })
    }

    pub(crate) fn rows(&mut self, limits: Limits, deadline: &mut Deadline, take: &mut Take<'_>) -> Result<(), Refusal> {
        let decoded = Decoded::new(self.source.open().map_err(broken)?, self.encoding);
        let mut reader = ReaderBuilder::new()
            .delimiter(self.separator.byte())
            .has_headers(false)
            .flexible(true)
            .from_reader(Lines { inner: decoded, left: limits.unpacked, after_return: false, ended: false });
        let mut rows = Rows::new(limits, deadline, take);
        let mut record = ByteRecord::new();
        while reader.read_byte_record(&mut record).map_err(|_| Refusal::Broken)? {
            // The line where it begins, as an editor shows it: those within it are behind the reader too.
            let within = record.as_slice().iter().filter(|byte| **byte == b'\n').fold(0_u64, |count, _| count + 1);
            let line = reader.position().line().saturating_sub(2 + within);
            let row = u32::try_from(line).unwrap_or(u32::MAX);
            if record.as_slice().len() > limits.row_text {
                // It may have no end to reckon from.
                let line = record.position().map_or(1, csv::Position::line);
                return Err(Refusal::TooMuchText { row: u32::try_from(line).unwrap_or(u32::MAX) });
            }
            if record.len() > usize::try_from(EMPTY_COLUMNS).unwrap_or(usize::MAX) {
                return Err(limits.too_many_columns());
            }
            if line == 0 && is_told(&record) {
                continue;
            }
            for (column, field) in record.iter().enumerate() {
                let text = String::from_utf8_lossy(field);
                let cell = Cell::text(crate::write::unguarded(&text));
                if rows.cell(row, u32::try_from(column).unwrap_or(u32::MAX), cell)?.is_break() {
                    return Ok(());
                }
            }
        }
        rows.end()
    }
}

/// Makes all ends of lines one kind, the last line's too, and stops where there is more than there may be.
struct Lines<R> {
    inner: R,
    left: u64,
    after_return: bool,
    ended: bool,
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !self.ended {
            let read = self.inner.read(buffer)?;
            let count = u64::try_from(read).unwrap_or(u64::MAX);
            self.left = self.left.checked_sub(count).ok_or_else(|| io::Error::from(io::ErrorKind::FileTooLarge))?;
            if read == 0 {
                self.ended = true;
                if let Some(first) = buffer.first_mut() {
                    *first = b'\n';
                    return Ok(1);
                }
            }
            let mut kept = 0;
            for at in 0..read {
                let Some(byte) = buffer.get(at).copied() else { break };
                let after_return = std::mem::replace(&mut self.after_return, byte == b'\r');
                if byte == b'\n' && after_return {
                    continue;
                }
                if let Some(place) = buffer.get_mut(kept) {
                    *place = if byte == b'\r' { b'\n' } else { byte };
                    kept += 1;
                }
            }
            if kept > 0 {
                return Ok(kept);
            }
        }
        Ok(0)
    }
}

/// `sep=;`, as Excel takes it for the separator: no row.
fn is_told(record: &ByteRecord) -> bool {
    record.get(0).is_some_and(|first| first.to_ascii_lowercase().starts_with(b"sep=") && first.len() <= 5)
}

fn broken(_: io::Error) -> Refusal {
    Refusal::Broken
}

/// Letters of the Nordic languages in an encoding of one byte each.
const NORDIC_WINDOWS: &[u8] = b"\xE5\xE4\xF6\xE6\xF8\xC5\xC4\xD6\xC6\xD8\xE9\xFC";
const NORDIC_MACINTOSH: &[u8] = b"\x8C\x8A\x9A\xBE\xBF\x81\x80\x85\xAE\xAF\x8E\x9F";

/// Goes through a file and says how its bytes are letters: by its mark, or because no other fits.
fn found_encoding(mut input: Input, deadline: &Deadline) -> Result<Encoding, Refusal> {
    let mut buffer = vec![0; 64 * 1024];
    let (mut is_utf8, mut is_first, mut windows, mut macintosh) = (true, true, 0_u64, 0_u64);
    // The end of a piece may be the beginning of a letter.
    let mut carried: Vec<u8> = Vec::new();
    loop {
        deadline.check()?;
        let read = input.read(&mut buffer).map_err(broken)?;
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        if std::mem::take(&mut is_first) {
            if bytes.starts_with(b"\xEF\xBB\xBF") {
                return Ok(Encoding::Utf8);
            }
            if bytes.starts_with(b"\xFF\xFE") {
                return Ok(Encoding::Utf16Le);
            }
            if bytes.starts_with(b"\xFE\xFF") {
                return Ok(Encoding::Utf16Be);
            }
            // Without a mark: every other byte of Latin letters is nothing.
            let zeros = |odd: usize| {
                let half = || bytes.iter().take(2000).skip(odd).step_by(2);
                half().filter(|byte| **byte == 0).count() * 10 > half().count() * 9
            };
            if bytes.len() >= 4 && zeros(1) {
                return Ok(Encoding::Utf16Le);
            }
            if bytes.len() >= 4 && zeros(0) {
                return Ok(Encoding::Utf16Be);
            }
        }
        for byte in bytes.iter().filter(|byte| **byte >= 0x80) {
            windows += u64::from(NORDIC_WINDOWS.contains(byte));
            macintosh += u64::from(NORDIC_MACINTOSH.contains(byte));
        }
        if is_utf8 {
            carried.extend_from_slice(bytes);
            match std::str::from_utf8(&carried) {
                Ok(_) => carried.clear(),
                Err(error) if error.error_len().is_none() => drop(carried.drain(..error.valid_up_to())),
                Err(_) => is_utf8 = false,
            }
        }
    }
    Ok(match () {
        () if is_utf8 && carried.is_empty() => Encoding::Utf8,
        () if macintosh > windows => Encoding::Macintosh,
        () => Encoding::Windows1252,
    })
}

/// The separator with which most rows have as many cells as the first, and more than one.
fn found_separator(sample: &[u8]) -> Separator {
    let told = Separator::ALL.into_iter().find(|separator| {
        let first = sample.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
        first.eq_ignore_ascii_case(&[b's', b'e', b'p', b'=', separator.byte()])
    });
    if let Some(separator) = told {
        return separator;
    }
    let score = |separator: Separator| {
        let mut reader =
            ReaderBuilder::new().delimiter(separator.byte()).has_headers(false).flexible(true).from_reader(sample);
        let widths: Vec<usize> =
            reader.byte_records().take(50).map_while(Result::ok).map(|record| record.len()).collect();
        // The last may be cut off.
        let whole = if widths.len() > 1 { widths.len() - 1 } else { widths.len() };
        let widths = widths.get(..whole).unwrap_or_default();
        let widest = widths.iter().copied().max().unwrap_or(1);
        let alike = widths.iter().filter(|width| **width > 1 && **width == widest).count();
        // Rows alike count before their width.
        if widest > 1 { alike * 1000 / widths.len().max(1) * 100 + widest.min(99) } else { 0 }
    };
    let mut best = (0, Separator::Semicolon);
    for separator in Separator::ALL {
        let found = score(separator);
        if found > best.0 {
            best = (found, separator);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_one_that_makes_rows_alike() {
        for (text, separator) in [
            ("Navn;Beløp\nEn;1,50\nTo;2,75\n", Separator::Semicolon),
            ("Name,Amount\n\"One, Ltd\",1.50\nTwo,2\n", Separator::Comma),
            ("Navn\tSted\nEn\tOslo; vest\n", Separator::Tab),
            ("Navn|Sted\nEn|Oslo\n", Separator::Bar),
            ("Navn\nEn\nTo\n", Separator::Semicolon),
            ("sep=,\nNavn;x,Sted\n", Separator::Comma),
        ] {
            assert_eq!(found_separator(text.as_bytes()), separator, "{text}");
        }
    }
}
