//! Files of each kind are read as they are meant.

mod common;

use common::{opendocument, read, texts, workbook};
use spreadsheet::{Cell, DateOrder, Decimal, Encoding, Kind, Options, Readers, Refusal, Separator, Source};

#[test]
fn csv_is_read_whatever_its_encoding_and_separator() {
    let text = "Navn;Sted;Beløp;Dato\r\n\"Ås; og \"\"Ærø\"\"\";Bodø;1 250,50;24.11.2026\r\n\"To\nlinjer\";0150;-3,5;01.02.2026\r\n";
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let utf16_big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let windows: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let macintosh: Vec<u8> = text
        .chars()
        .map(|c| match c {
            'Å' => 0x81,
            'Æ' => 0xAE,
            'ø' => 0xBF,
            other => u8::try_from(u32::from(other)).unwrap(),
        })
        .collect();
    let marked = format!("\u{feff}{text}").into_bytes();
    for (bytes, encoding) in [
        (text.as_bytes().to_vec(), Encoding::Utf8),
        (marked, Encoding::Utf8),
        (utf16, Encoding::Utf16Le),
        (utf16_big, Encoding::Utf16Be),
        (windows, Encoding::Windows1252),
        (macintosh, Encoding::Macintosh),
    ] {
        let (found, rows) = read(&bytes, &Options::default()).unwrap();
        assert_eq!(
            (found.kind, found.encoding, found.separator),
            (Kind::Csv, Some(encoding), Some(Separator::Semicolon))
        );
        assert_eq!(found.columns, ["Navn", "Sted", "Beløp", "Dato"]);
        assert_eq!((found.dialect.decimal, found.dialect.dates), (Decimal::Comma, DateOrder::DayMonth));
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0], texts(&["Ås; og \"Ærø\"", "Bodø", "1 250,50", "24.11.2026"]));
        assert_eq!(rows[1], texts(&["To\nlinjer", "0150", "-3,5", "01.02.2026"]), "zeros and lines stay");
    }
}

#[test]
fn what_is_found_may_be_said_otherwise() {
    let text = "a,b;c,d\n1.5,2;3.5,4\n";
    let said = Options {
        separator: Some(Separator::Semicolon),
        encoding: Some(Encoding::Windows1252),
        decimal: Some(Decimal::Comma),
        dates: Some(DateOrder::Iso),
        ..Options::default()
    };
    let (found, rows) = read(text.as_bytes(), &said).unwrap();
    assert_eq!(found.columns, ["a,b", "c,d"]);
    assert_eq!(rows, [texts(&["1.5,2", "3.5,4"])]);
    assert_eq!((found.dialect.decimal, found.dialect.dates), (Decimal::Comma, DateOrder::Iso));
    let deeper = Options { header: Some(3), ..Options::default() };
    let (found, rows) = read(b"Liste\n\nNavn;Sted\nEn;Oslo\n", &deeper).unwrap();
    assert_eq!((found.header, found.columns), (3, vec!["Navn".to_owned(), "Sted".to_owned()]));
    assert_eq!(rows, [texts(&["En", "Oslo"])]);
}

#[test]
fn a_title_above_the_columns_is_none_of_them() {
    let (found, rows) = read(b"Kundeliste 2026\n\nNavn;Sted\nEn;Oslo\n", &Options::default()).unwrap();
    assert_eq!((found.header, found.columns.len(), rows.len()), (3, 2, 1));
    assert_eq!(read(b"sep=;\nNavn;Sted\nEn;Oslo\n", &Options::default()).unwrap().0.columns, ["Navn", "Sted"]);
    assert_eq!(read(b"Navn\nEn\n", &Options::default()).unwrap().1, [texts(&["En"])]);
}

#[test]
fn excel_is_read_with_its_values_and_never_its_formulas() {
    let shared = "<sst uniqueCount=\"2\"><si><t>Navn</t></si><si><r><t xml:space=\"preserve\">Bodø </t></r><r><t>Sveis</t></r></si></sst>";
    let sheet = r#"<worksheet><sheetData>
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Beløp</t></is></c></row>
        <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3"><f>1+1</f><v>2.5</v></c><c r="C3" t="b"><v>1</v></c><c r="D3" t="e"><v>#REF!</v></c></row>
        <row r="4"><c r="A4" t="str"><f>CMD()</f><v>&lt;b&gt;</v></c><c r="XFD4"/></row>
        </sheetData></worksheet>"#;
    let (found, rows) = read(&workbook(sheet, shared), &Options::default()).unwrap();
    assert_eq!((found.kind, found.sheets.as_slice()), (Kind::Xlsx, &["Ark".to_owned()][..]));
    assert_eq!(found.columns, ["Navn", "Beløp"]);
    let number = |text: &str| Cell::Number(text.to_owned());
    assert_eq!(
        rows,
        [
            vec![Cell::text("Bodø Sveis"), number("2.5"), Cell::Bool(true), Cell::Error("#REF!".to_owned())],
            vec![Cell::text("<b>")]
        ]
    );
    let other = Options { sheet: Some("Annet".to_owned()), ..Options::default() };
    assert_eq!(read(&workbook(sheet, shared), &other).err(), Some(Refusal::NoSheet));
}

#[test]
fn opendocument_is_read_with_what_it_repeats() {
    let rows = r#"<table:table-row><table:table-cell office:value-type="string"><text:p>Navn</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Dato</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><office:annotation><text:p>nei</text:p></office:annotation><text:p>En &amp;</text:p><text:p>to</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2026-11-24"/><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="1.50"/><table:table-cell table:number-columns-repeated="16000"/></table:table-row>
        <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    let (found, rows) = read(&opendocument(rows), &Options::default()).unwrap();
    assert_eq!((found.kind, found.sheet.as_str()), (Kind::Ods, "Ark"));
    let number = Cell::Number("1.5".to_owned());
    let row = vec![Cell::text("En &\nto"), Cell::Date("2026-11-24".to_owned()), number.clone(), number];
    assert_eq!(rows, [row.clone(), row]);
}

/// Made with xlwt, as the older programs of other firms make theirs.
#[test]
fn old_excel_files_are_read() {
    let bytes = include_bytes!("files/customers.xls");
    let (found, rows) = read(bytes, &Options::default()).unwrap();
    assert_eq!((found.kind, found.sheets.as_slice()), (Kind::Xls, &["Kunder".to_owned()][..]));
    assert_eq!(found.columns, ["Navn", "Beløp", "Dato", "Leverandør", "Sum"]);
    let number = |text: &str| Cell::Number(text.to_owned());
    let date = |text: &str| Cell::Date(text.to_owned());
    assert_eq!(
        rows[0][..4],
        [Cell::text("Ærø Skipsverft AS"), number("-1250.5"), date("2026-11-24"), Cell::Bool(true)]
    );
    assert_eq!(rows[1][1..], [number("10023"), date("1999-12-31"), Cell::Bool(false)]);
    assert_eq!(rows[1][0].as_text().chars().count(), 3008, "a long text");
}

#[test]
fn rows_come_a_few_hundred_together_and_whoever_has_enough_stops() {
    let text: String =
        std::iter::once("Navn;Nr\n".to_owned()).chain((0..3000).map(|i| format!("Kunde {i};{i}\n"))).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(async {
        let readers = Readers::default();
        let source = Source::Bytes(text.as_bytes().into());
        let mut reading = readers.read(source.clone(), Options::default()).await.unwrap();
        assert_eq!(reading.found.columns, ["Navn", "Nr"]);
        let mut count = 0;
        while let Some(rows) = reading.next().await {
            count += rows.unwrap().len();
        }
        assert_eq!(count, 3000);
        // Readings that are dropped give their turns back.
        for _ in 0..5 {
            let mut reading = readers.read(source.clone(), Options::default()).await.unwrap();
            assert!(reading.next().await.is_some());
        }
        assert_eq!(readers.look(Source::Bytes((*b"").into()), Options::default()).await.err(), Some(Refusal::Empty));
    });
}
