//! Rows that are read.

use super::{Empty, NewItem, Read, Reader, Remark, Settings, Staff, Target, Unknown, Wrong};
use crate::{
    country::Country,
    error::Problem,
    exchange::{Cell, Dialect},
    id::{ListItemId, UserId},
    list::{ListItem, ListKind},
};
use serde_json::Value;
use serde_json::json;
use uuid::Uuid;

fn id(n: u128) -> ListItemId {
    ListItemId(Uuid::from_u128(n))
}

fn reader(columns: &[&str], settings: Settings) -> Reader {
    let item = |n, name: &str| ListItem {
        id: id(n),
        names: [name, name, name].map(str::to_owned),
        code: String::new(),
        is_managed: true,
        retired: false,
        merged_into: None,
        meaning: None,
        is_member: false,
        activity_kind: None,
        inverse: <[String; 3]>::default(),
        term: None,
    };
    let columns = columns.iter().map(|key| Target::from_key(key)).collect();
    let mut reader = Reader::new(Country::NORWAY, Dialect::default(), settings, columns, || id(77));
    reader.learn_list(ListKind::Industry, &[item(1, "Bygg og anlegg")]);
    reader.learn_list(ListKind::Tag, &[item(2, "Verft"), item(3, "Olje, gass")]);
    let kari =
        Staff { id: UserId(Uuid::from_u128(9)), name: "Kari Berg".to_owned(), email: "kari@a.example".to_owned() };
    reader.learn_staff(&[kari]);
    reader
}

fn text(values: &[&str]) -> Vec<Cell> {
    values.iter().map(|value| Cell::text(value)).collect()
}

fn problems(read: &Read) -> Vec<(String, Problem, Option<String>)> {
    let cell = |remark: &Remark| match remark {
        Remark::Cell { field, problem, meant, .. } => Some((field.clone(), *problem, meant.clone())),
        _ => None,
    };
    read.remarks.iter().filter_map(cell).collect()
}

#[test]
fn values_are_read_as_people_write_them() {
    let mut reader = reader(
        &[
            "name",
            "phone",
            "industry",
            "tags",
            "responsible",
            "country",
            "is_supplier",
            "kind",
            "visiting_postal_code",
            "contact.name",
            "number",
            "id",
        ],
        Settings::default(),
    );
    let read = reader.read(&text(&[
        " Bodø  Sveis ",
        "75 50 01 20",
        "bygg og  ANLEGG",
        "verft; Olje, gass",
        "KARI@a.example",
        "Norge",
        "Ja",
        "Firma",
        "8006",
        "Kari Anne Berg",
        "10 237",
        "01900000-0000-7000-8000-00000000000a",
    ]));
    assert_eq!(read.remarks, []);
    assert_eq!(
        Value::Object(read.customer),
        json!({"name": "Bodø Sveis", "phone": "+4775500120", "industry": id(1), "tags": [id(2), id(3)],
            "responsible": Uuid::from_u128(9), "country": "NO", "is_supplier": true, "kind": "company", "visiting_postal_code": "8006"})
    );
    assert_eq!(Value::Object(read.contact), json!({"first_name": "Kari Anne", "last_name": "Berg"}));
    assert_eq!(read.number, Some(10_237));
    assert_eq!(read.id.map(|id| id.to_string()).as_deref(), Some("01900000-0000-7000-8000-00000000000a"));
}

#[test]
fn what_a_spreadsheet_did_to_a_value_is_made_good() {
    let mut reader =
        reader(&["visiting_postal_code", "phone", "opening_balance", "mobile", "is_supplier"], Settings::default());
    let number = |text: &str| Cell::Number(text.to_owned());
    let read =
        reader.read(&[number("150"), number("75500120"), number("1250.5"), number("4741234567"), Cell::Bool(true)]);
    assert_eq!(
        Value::Object(read.customer),
        json!({"visiting_postal_code": "0150", "phone": "+4775500120", "opening_balance": 125_050, "mobile": "+4741234567", "is_supplier": true})
    );
    let read =
        reader.read(&[Cell::Empty, Cell::Empty, number("1250.567"), Cell::Error("#REF!".to_owned()), Cell::Empty]);
    assert_eq!(
        problems(&read),
        [("opening_balance".to_owned(), Problem::Money, None), ("mobile".to_owned(), Problem::CellError, None)]
    );
}

#[test]
fn what_is_wrong_is_told_by_its_cell_with_what_was_perhaps_meant() {
    let columns = ["name", "email", "industry", "responsible", "number"];
    let read = reader(&columns, Settings::default()).read(&text(&["A", "a@", "Byg og anlegg", "Kari Bergg", "-3"]));
    assert!(read.is_wrong());
    assert_eq!(
        problems(&read),
        [
            ("email".to_owned(), Problem::Email, None),
            ("industry".to_owned(), Problem::Choice, Some("Bygg og anlegg".to_owned())),
            ("responsible".to_owned(), Problem::Choice, Some("Kari Berg".to_owned())),
            ("number".to_owned(), Problem::Number, None),
        ]
    );
    // The rest of the row is taken where whoever imports says so.
    let settings = Settings { wrong: Wrong::Cell, ..Settings::default() };
    let read = reader(&["name", "email"], settings).read(&text(&["A", "a@"]));
    assert!(!read.is_wrong());
    assert_eq!((read.customer.len(), read.remarks.len()), (1, 1));
}

#[test]
fn an_unknown_value_is_added_to_its_list_where_that_is_wanted_and_only_once() {
    let settings = Settings { unknown: Unknown::Make, ..Settings::default() };
    let mut reader = reader(&["tags", "status"], settings);
    let read = reader.read(&text(&["Havn", ""]));
    assert_eq!(Value::Object(read.customer), json!({"tags": [id(77)]}));
    reader.read(&text(&["HAVN", ""]));
    assert_eq!(reader.made(), [NewItem { id: id(77), kind: ListKind::Tag, name: "Havn".to_owned() }]);
    assert!(reader.read(&text(&["", "Ny"])).is_wrong(), "a status says what it means");
}

#[test]
fn an_empty_cell_says_nothing_or_that_there_is_nothing() {
    let columns = ["name", "email", "tags"];
    assert!(reader(&columns, Settings::default()).read(&text(&["A", "", " "])).customer.len() == 1);
    let settings = Settings { empty: Empty::Clear, ..Settings::default() };
    let read = reader(&columns, settings).read(&text(&["", "", ""]));
    assert_eq!(Value::Object(read.customer), json!({"email": null, "tags": []}), "never what must be filled in");
    let short = reader(&columns, Settings::default()).read(&[]);
    assert_eq!(short, Read::default());
}
