//! The records of Excel's old files, looked through before they are read: how many cells they come
//! to, how much text those hold, and without what is not wanted of them (formulas, names, and how
//! large the file says that a sheet is).

use crate::limits::{Deadline, Limits};
use domain::exchange::Refusal;

/// Most cells of all sheets, those without anything in them that lie between others too.
const MOST_CELLS: u64 = 2_000_000;
/// Most bytes of all their texts.
const MOST_TEXT: u64 = 64 * 1024 * 1024;
/// A kind of record that nobody knows.
const NOTHING: [u8; 2] = [0xFE, 0xFF];

const EOF: u16 = 0x000A;
const BOF: u16 = 0x0809;
const CONTINUE: u16 = 0x003C;

/// One record: where its content is, and what kind it is.
#[derive(Clone, Copy)]
struct Record {
    kind: u16,
    start: usize,
    end: usize,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// The record that begins here.
fn record(stream: &[u8], at: usize) -> Result<Record, Refusal> {
    if at > stream.len() {
        return Err(Refusal::Broken);
    }
    let (kind, length) = u16_at(stream, at).zip(u16_at(stream, at + 2)).ok_or(Refusal::Broken)?;
    let (start, end) = (at + 4, at + 4 + usize::from(length));
    if end > stream.len() { Err(Refusal::Broken) } else { Ok(Record { kind, start, end }) }
}

/// Looks a stream of records through and takes out what is not wanted.
pub(crate) fn clean(stream: &mut [u8], limits: &Limits, deadline: &Deadline) -> Result<(), Refusal> {
    let (mut at, mut sheets, mut texts) = (0, Vec::new(), Vec::new());
    loop {
        let found = record(stream, at)?;
        let content = stream.get(found.start..found.end).unwrap_or_default();
        at = found.end;
        match found.kind {
            0x002F if u16_at(content, 0) != Some(0) => return Err(Refusal::Password),
            // A sheet, and where it begins.
            0x0085 => sheets.push(usize::try_from(u32_at(content, 0).ok_or(Refusal::Broken)?).unwrap_or(usize::MAX)),
            // Texts that cells refer to, with what continues them.
            0x00FC => {
                let mut parts = vec![(found.start, found.end)];
                while let Ok(next) = record(stream, at) {
                    if next.kind != CONTINUE {
                        break;
                    }
                    parts.push((next.start, next.end));
                    at = next.end;
                }
                texts = Texts { stream, parts: &parts, part: 0, at: found.start + 8 }.lengths()?;
            }
            // Names, and other files that they lead to.
            0x0018 | 0x0017 => forget(stream, found),
            EOF => break,
            _ => {}
        }
        if sheets.len() > usize::try_from(limits.sheets).unwrap_or(usize::MAX) {
            return Err(Refusal::TooManySheets { max: limits.sheets });
        }
    }
    // One after the other, none within another.
    sheets.sort_unstable();
    let (mut cells, mut text) = (0, 0);
    for start in sheets {
        deadline.check()?;
        if start < at {
            return Err(Refusal::Broken);
        }
        let (end, area, length) = sheet(stream, start, &texts)?;
        at = end;
        cells += area;
        text += length;
        if cells > MOST_CELLS || text > MOST_TEXT {
            return Err(Refusal::Unpacked);
        }
    }
    Ok(())
}

fn forget(stream: &mut [u8], found: Record) {
    if let Some(kind) = found.start.checked_sub(4).and_then(|at| stream.get_mut(at..at + 2)) {
        kind.copy_from_slice(&NOTHING);
    }
}

/// Goes through a sheet: where it ends, how many cells it spans, and how much text they hold.
fn sheet(stream: &mut [u8], start: usize, texts: &[u32]) -> Result<(usize, u64, u64), Refusal> {
    let (mut at, mut depth, mut text) = (start, 0_u32, 0_u64);
    let (mut rows, mut columns) = (None::<(u16, u16)>, None::<(u16, u16)>);
    loop {
        let found = record(stream, at)?;
        at = found.end;
        let content = stream.get(found.start..found.end).unwrap_or_default();
        let length = u64::try_from(content.len()).unwrap_or(u64::MAX);
        match found.kind {
            BOF => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            // How large the sheet says that it is.
            0x0200 => forget(stream, found),
            // A chart within the sheet has cells of its own, which nobody reads.
            _ if depth > 1 => {}
            0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x00FD | 0x00BD | 0x0006 => {
                let (row, column) = u16_at(content, 0).zip(u16_at(content, 2)).ok_or(Refusal::Broken)?;
                let last = if found.kind == 0x00BD {
                    column.saturating_add(u16::try_from(content.len() / 6).unwrap_or(u16::MAX))
                } else {
                    column
                };
                rows = Some(rows.map_or((row, row), |(from, to)| (from.min(row), to.max(row))));
                columns = Some(columns.map_or((column, last), |(from, to)| (from.min(column), to.max(last))));
                match found.kind {
                    0x00FD => {
                        let index = u32_at(content, 6).and_then(|index| usize::try_from(index).ok());
                        text += index.and_then(|index| texts.get(index)).map_or(0, |length| u64::from(*length));
                    }
                    // A formula is never reckoned with; its result stands before it.
                    0x0006 => {
                        let formula = stream.get_mut(found.start + 20..found.start + 22).ok_or(Refusal::Broken)?;
                        formula.fill(0);
                    }
                    _ => text += length,
                }
            }
            0x0207 => text += length,
            _ => {}
        }
    }
    let span = |range: Option<(u16, u16)>| range.map_or(0, |(from, to)| u64::from(to - from) + 1);
    Ok((at, span(rows) * span(columns), text))
}

/// The texts that cells refer to. One may begin in one record and end in another.
struct Texts<'a> {
    stream: &'a [u8],
    parts: &'a [(usize, usize)],
    part: usize,
    at: usize,
}

impl Texts<'_> {
    fn end(&self) -> usize {
        self.parts.get(self.part).map_or(0, |(_, end)| *end)
    }

    /// Goes to the next record; says whether there is one.
    fn turn(&mut self) -> bool {
        self.part += 1;
        self.at = self.parts.get(self.part).map_or(usize::MAX, |(start, _)| *start);
        self.part < self.parts.len()
    }

    /// Their lengths in bytes, at most.
    fn lengths(mut self) -> Result<Vec<u32>, Refusal> {
        let mut lengths = Vec::new();
        loop {
            if self.at >= self.end() && !self.turn() {
                return Ok(lengths);
            }
            let count = u16_at(self.stream, self.at).ok_or(Refusal::Broken)?;
            let flags = *self.stream.get(self.at + 2).ok_or(Refusal::Broken)?;
            self.at += 3;
            let mut after = 0_usize;
            if flags & 8 != 0 {
                after += 4 * usize::from(u16_at(self.stream, self.at).ok_or(Refusal::Broken)?);
                self.at += 2;
            }
            if flags & 4 != 0 {
                after = after.saturating_add(
                    usize::try_from(u32_at(self.stream, self.at).ok_or(Refusal::Broken)?).unwrap_or(usize::MAX),
                );
                self.at += 4;
            }
            let (mut left, mut wide) = (usize::from(count), flags & 1 != 0);
            loop {
                let size = if wide { 2 } else { 1 };
                let here = (self.end().saturating_sub(self.at) / size).min(left);
                self.at += here * size;
                left -= here;
                if left == 0 {
                    break;
                }
                if !self.turn() {
                    return Ok(lengths);
                }
                // The rest may be of other letters.
                wide = self.stream.get(self.at).ok_or(Refusal::Broken)? & 1 != 0;
                self.at += 1;
            }
            while after > 0 {
                let here = self.end().saturating_sub(self.at).min(after);
                self.at += here;
                after -= here;
                if after > 0 && !self.turn() {
                    return Ok(lengths);
                }
            }
            // At most three bytes for each of UTF-16's.
            lengths.push(u32::from(count) * 3);
        }
    }
}
