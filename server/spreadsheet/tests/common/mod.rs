//! Files as tests need them.

#![expect(dead_code, reason = "each test uses its own part of it")]
#![expect(clippy::unwrap_used, reason = "tests")]

use spreadsheet::{Cell, Found, Options, Refusal, Source, open};
use std::{
    io::{Cursor, Write},
    ops::ControlFlow,
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// All rows of a file, with what was found in it.
pub fn read(bytes: &[u8], options: &Options) -> Result<(Found, Vec<Vec<Cell>>), Refusal> {
    let mut book = open(&Source::Bytes(bytes.into()), options)?;
    let mut rows = Vec::new();
    book.rows(|row| {
        rows.push(row.cells);
        ControlFlow::Continue(())
    })?;
    Ok((book.found().clone(), rows))
}

/// Why a file is not read.
pub fn refusal(bytes: &[u8]) -> Option<Refusal> {
    read(bytes, &Options::default()).err()
}

/// A packed file of these parts.
pub fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of Excel with this sheet and these shared texts.
pub fn workbook(sheet: &str, shared: &str) -> Vec<u8> {
    let rels = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let book_rels = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let book = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Ark" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    packed(&[
        ("[Content_Types].xml", b"<?xml version=\"1.0\"?><Types/>"),
        ("_rels/.rels", rels.as_bytes()),
        ("xl/_rels/workbook.xml.rels", book_rels.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/sharedStrings.xml", shared.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// A spreadsheet of OpenDocument with these rows.
pub fn opendocument(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="Ark">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest/>"),
    ])
}

/// Texts as cells.
pub fn texts(texts: &[&str]) -> Vec<Cell> {
    texts.iter().map(|text| Cell::text(text)).collect()
}
