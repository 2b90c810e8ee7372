//! What is written is read as the same.

#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{read, texts};
use proptest::prelude::*;
use spreadsheet::{Cell, Choices, Column, Delimited, Excel, Form, Kind, Options};

fn column(header: &str, form: Form) -> Column {
    Column { header: header.to_owned(), width: 20.0, form, ..Column::default() }
}

fn columns() -> Vec<Column> {
    vec![
        Column { must: true, ..column("Navn *", Form::Text) },
        column("Beløp", Form::Decimals(2)),
        column("Dato", Form::Date),
        Column {
            choices: Some(Choices { values: vec!["Gull".to_owned(), "Sølv".to_owned()] }),
            ..column("Nivå", Form::Text)
        },
    ]
}

fn rows() -> Vec<Vec<Cell>> {
    let number = |text: &str| Cell::Number(text.to_owned());
    let date = |text: &str| Cell::Date(text.to_owned());
    vec![
        vec![Cell::text("=HYPERLINK(\"http://a\")"), number("-1250.5"), date("2026-11-24"), Cell::text("Gull")],
        vec![Cell::text("+47 41 23 45 67"), number("0"), date("1999-12-31T23:59:58"), Cell::text("'t Hooft")],
        vec![Cell::text("0150; \"a\"\nb"), Cell::Empty, Cell::Empty, Cell::text("@a")],
    ]
}

fn excel(columns: &[Column], rows: &[Vec<Cell>]) -> Vec<u8> {
    let mut excel = Excel::new("Kunder", columns).unwrap();
    for row in rows {
        excel.row(row).unwrap();
    }
    excel.explanation("Forklaring", &[20.0], &[vec!["Kolonne".to_owned()]]).unwrap();
    let written = excel.end().unwrap();
    let bytes = std::fs::read(written.path()).unwrap();
    assert_eq!(u64::try_from(bytes.len()).unwrap(), written.size());
    bytes
}

fn delimited(columns: &[Column], rows: &[Vec<Cell>]) -> Vec<u8> {
    let mut csv = Delimited::new(columns).unwrap();
    for row in rows {
        csv.row(row).unwrap();
    }
    std::fs::read(csv.end().unwrap().path()).unwrap()
}

#[test]
fn an_excel_file_is_read_as_it_was_written() {
    let (found, read) = read(&excel(&columns(), &rows()), &Options::default()).unwrap();
    assert_eq!(found.kind, Kind::Xlsx);
    assert_eq!(found.sheets, ["Kunder", "Forklaring"], "the lists are hidden");
    assert_eq!(found.columns, ["Navn *", "Beløp", "Dato", "Nivå"]);
    assert_eq!(read, rows());
}

#[test]
fn a_csv_file_is_read_as_it_was_written_and_holds_no_formula() {
    let bytes = delimited(&columns(), &rows());
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.starts_with('\u{feff}') && text.contains("\r\n"));
    for cell in text.split([';', '\n']) {
        assert!(!cell.starts_with(['=', '@']), "{cell}");
    }
    let (found, read) = read(&bytes, &Options::default()).unwrap();
    assert_eq!(found.columns, ["Navn *", "Beløp", "Dato", "Nivå"]);
    assert_eq!(read[0], texts(&["=HYPERLINK(\"http://a\")", "-1250,5", "2026-11-24", "Gull"]));
    assert_eq!(read[1], texts(&["+47 41 23 45 67", "0", "1999-12-31T23:59:58", "'t Hooft"]));
    assert_eq!(read[2], vec![Cell::text("0150; \"a\"\nb"), Cell::Empty, Cell::Empty, Cell::text("@a")]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    /// Whatever people type comes back. Line ends are one kind; spaces at the ends are no value.
    #[test]
    fn any_text_comes_back(text in "[ -~æøåÆØÅ€\\n'=+@;\"]{1,60}") {
        let rows = vec![vec![Cell::text(text.trim()), Cell::text("x")]];
        let columns = vec![column("A", Form::Text), column("B", Form::Text)];
        prop_assert_eq!(&read(&delimited(&columns, &rows), &Options::default()).unwrap().1, &rows);
        prop_assert_eq!(&read(&excel(&columns, &rows), &Options::default()).unwrap().1, &rows);
    }
}
