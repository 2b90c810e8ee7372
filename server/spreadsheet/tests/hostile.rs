//! Files that mean harm, or are broken, are refused with a word and without harm.

#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{opendocument, packed, read, refusal, workbook};
use spreadsheet::{Limits, Options, Refusal, Source, open};
use std::{
    io::{Cursor, Write},
    time::Duration,
};

const HEAD: &str = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>Navn</v></c><c r=\"B1\" t=\"str\"><v>Sted</v></c></row>";

fn sheet(rows: &str) -> Vec<u8> {
    workbook(&format!("{HEAD}{rows}</sheetData></worksheet>"), "<sst/>")
}

#[test]
fn what_is_no_spreadsheet_is_refused_whatever_its_name() {
    assert_eq!(refusal(b""), Some(Refusal::Empty));
    assert_eq!(refusal(b"\n\n ;;\n"), Some(Refusal::Empty));
    for bytes in
        [&b"%PDF-1.7 abc"[..], b"\x89PNG\r\n", b"<!DOCTYPE html><table>", b"<html>", b"MZ\x90\0", b"abc\0\0\x01def;\n"]
    {
        assert_eq!(refusal(bytes), Some(Refusal::UnknownKind), "{bytes:?}");
    }
    let document =
        packed(&[("[Content_Types].xml", b"<a/>"), ("_rels/.rels", b"<a/>"), ("word/document.xml", b"<a/>")]);
    assert_eq!(refusal(&document), Some(Refusal::UnknownKind));
    assert_eq!(refusal(&packed(&[("a.txt", b"a")])), Some(Refusal::UnknownKind));
}

#[test]
fn a_broken_archive_is_refused_at_every_place_it_may_be_cut() {
    let whole = sheet("<row r=\"2\"><c r=\"A2\" t=\"str\"><v>En</v></c></row>");
    assert_eq!(refusal(&whole), None);
    for at in (4..whole.len()).step_by(97) {
        assert!(matches!(refusal(&whole[..at]), Some(Refusal::Broken | Refusal::UnknownKind)), "cut at {at}");
        let mut bent = whole.clone();
        bent[at] ^= 0x55;
        // Some bytes matter to nobody, such as a time.
        let _ = refusal(&bent);
    }
}

#[test]
fn zip_bombs_are_refused_by_what_they_say_and_by_what_they_are() {
    let zeros = vec![b' '; 40 * 1024 * 1024];
    let bomb = workbook(&format!("{HEAD}{}</sheetData></worksheet>", String::from_utf8_lossy(&zeros)), "<sst/>");
    assert!(bomb.len() < 100_000, "it is a bomb: {}", bomb.len());
    assert_eq!(refusal(&bomb), Some(Refusal::Unpacked));
    // The directory says that it is small; the same file says so in both places where sizes stand.
    let size = u32::try_from(zeros.len() + HEAD.len() + 24).unwrap().to_le_bytes();
    let mut lying = bomb;
    let places: Vec<usize> = lying.windows(4).enumerate().filter(|(_, four)| *four == size).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        lying[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert!(matches!(refusal(&lying), Some(Refusal::Unpacked | Refusal::Broken)));
    // Within the ratio of a large file, but of one piece.
    let piece = "x".repeat(3 * 1024 * 1024);
    assert_eq!(
        refusal(&sheet(&format!("<row r=\"2\"><c r=\"A2\" t=\"str\"><v>{piece}</v></c></row>"))),
        Some(Refusal::Unpacked)
    );
}

#[test]
fn shared_texts_are_no_bomb() {
    let promise = "<sst uniqueCount=\"900000000000\"><si><t>a</t></si></sst>";
    assert_eq!(refusal(&workbook(&format!("{HEAD}</sheetData></worksheet>"), promise)), Some(Refusal::Broken));
    // One long text in every cell of a row.
    let shared = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(30_000));
    let cells: String = (0..300).map(|_| "<c t=\"s\"><v>0</v></c>").collect();
    let book = workbook(&format!("{HEAD}<row r=\"2\">{cells}</row></sheetData></worksheet>"), &shared);
    assert_eq!(refusal(&book), Some(Refusal::TooMuchText { row: 2 }));
}

#[test]
fn columns_and_rows_have_an_end() {
    let cells: String = (0..600).map(|_| "<c t=\"str\"><v>x</v></c>").collect();
    let wide = Some(Refusal::TooManyColumns { max: 512 });
    assert_eq!(refusal(&sheet(&format!("<row r=\"2\">{cells}</row>"))), wide);
    assert_eq!(
        refusal(&sheet("<row r=\"2\"><c r=\"BDWGN2\"/></row>")),
        wide,
        "a million columns without anything in them"
    );
    assert_eq!(refusal(format!("Navn;Sted{}\nEn;Oslo\n", ";".repeat(1_000_000)).as_bytes()), wide);
    assert_eq!(refusal(format!("Navn;Sted{}\nEn;Oslo\n", ";".repeat(1000)).as_bytes()), None, "some are usual");
    let repeated = r#"<table:table-row><table:table-cell table:number-columns-repeated="1000000" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>"#;
    assert_eq!(refusal(&opendocument(repeated)), wide);
    let many = r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>"#;
    assert_eq!(refusal(&opendocument(many)), Some(Refusal::TooManyRows { max: 200_000 }));
    let few = Options { limits: Limits { rows: 2, ..Limits::default() }, ..Options::default() };
    assert_eq!(read(b"Navn;Sted\n1;a\n2;b\n", &few).unwrap().1.len(), 2);
    assert_eq!(read(b"Navn;Sted\n1;a\n2;b\n3;c\n", &few).err(), Some(Refusal::TooManyRows { max: 2 }));
}

#[test]
fn a_quotation_mark_that_never_ends_is_found() {
    let text = format!("Navn;Sted\n\"En;Oslo\n{}", "To;Bergen\n".repeat(200_000));
    assert_eq!(refusal(text.as_bytes()), Some(Refusal::TooMuchText { row: 2 }));
}

#[test]
fn entities_are_never_followed() {
    let xxe = r#"<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>"#;
    let book = workbook(
        &format!("{xxe}{HEAD}<row r=\"2\"><c t=\"str\"><v>&x;</v></c></row></sheetData></worksheet>"),
        "<sst/>",
    );
    assert_eq!(refusal(&book), Some(Refusal::Declarations));
    let unknown = r#"<table:table-row><table:table-cell office:value-type="string"><text:p>&x;</text:p></table:table-cell></table:table-row>"#;
    assert_eq!(refusal(&opendocument(unknown)), Some(Refusal::Declarations));
}

#[test]
fn locked_files_say_so() {
    assert_eq!(refusal(&compound("/EncryptedPackage", &[0; 5000])), Some(Refusal::Password));
    assert_eq!(refusal(&compound("/WordDocument", &[0; 5000])), Some(Refusal::UnknownKind));
    let filepass = [&OLD_BEGIN[..], &[0x2F, 0, 6, 0, 1, 0, 1, 0, 0, 0], &[0x0A, 0, 0, 0]].concat();
    assert_eq!(refusal(&compound("/Workbook", &filepass)), Some(Refusal::Password));
    let manifest = b"<manifest><file-entry><encryption-data/></file-entry></manifest>";
    let locked = packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", b"<a/>"),
        ("META-INF/manifest.xml", manifest),
    ]);
    assert_eq!(refusal(&locked), Some(Refusal::Password));
}

/// The record with which an old workbook begins.
const OLD_BEGIN: [u8; 20] = [0x09, 0x08, 16, 0, 0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/// A compound file with this stream.
fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(name).unwrap().write_all(stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

#[test]
fn old_files_are_refused_at_every_place_they_may_be_cut_or_bent() {
    let whole = include_bytes!("files/customers.xls");
    assert_eq!(refusal(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), Some(Refusal::Broken));
    for at in (8..whole.len()).step_by(61) {
        let _ = refusal(&whole[..at]);
        for bit in [0x01, 0x80, 0xFF] {
            let mut bent = whole.to_vec();
            bent[at] ^= bit;
            let _ = refusal(&bent);
        }
    }
}

#[test]
fn old_files_promise_nothing_that_is_made_room_for() {
    let text = |stream: &mut Vec<u8>, kind: u16, content: &[u8]| {
        stream.extend(kind.to_le_bytes());
        stream.extend(u16::try_from(content.len()).unwrap().to_le_bytes());
        stream.extend(content);
    };
    // A sheet that says it has four thousand million rows, and one cell in each corner.
    let mut stream = OLD_BEGIN.to_vec();
    let start = u32::try_from(stream.len() + 4 + 9 + 4).unwrap();
    text(&mut stream, 0x85, &[&start.to_le_bytes()[..], &[0, 0, 1, 0, b'A']].concat());
    text(&mut stream, 0x0A, &[]);
    stream.extend(OLD_BEGIN);
    text(&mut stream, 0x200, &[0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 255, 255, 0, 0]);
    text(&mut stream, 0x203, &[0; 14]);
    let mut far = stream.clone();
    text(&mut stream, 0x0A, &[]);
    assert!(matches!(refusal(&compound("/Workbook", &stream)), None | Some(Refusal::Broken)), "{stream:?}");
    text(&mut far, 0x203, &[0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    text(&mut far, 0x0A, &[]);
    assert_eq!(refusal(&compound("/Workbook", &far)), Some(Refusal::Unpacked));
}

#[test]
fn size_and_time_have_an_end() {
    let small = Options { limits: Limits { file: 1024 * 1024, ..Limits::default() }, ..Options::default() };
    let bytes: Vec<u8> = "Navn;Sted\n".bytes().cycle().take(1024 * 1024 + 1).collect();
    assert_eq!(open(&Source::Bytes(bytes.as_slice().into()), &small).err(), Some(Refusal::FileTooLarge { max: 1 }));
    let hurried = Options { limits: Limits { time: Duration::ZERO, ..Limits::default() }, ..Options::default() };
    assert_eq!(read(&bytes, &hurried).err(), Some(Refusal::TooSlow));
}
