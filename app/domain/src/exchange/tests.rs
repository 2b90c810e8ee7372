use super::*;
use crate::{
    country::Country,
    error::Problem,
    field::{self, Field, Kind, Names, Parsing, Record},
    id::{CustomerId, ListItemId, UserId},
    language::Language,
    list::{ListItem, ListKind},
};
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

/// Names that a firm might have for its list values, the awkward ones too.
const ITEMS: [[&str; 3]; 4] =
    [["Gull", "Guld", "Gold"], ["A; B", "A; B", "A; B"], ["\"Sitat\"", "Citat", "Quote"], ["Æ  Ø", "Ä Ö", "A O"]];

fn id(number: usize) -> Uuid {
    Uuid::from_u128(0x0190_b6a5_7d6c_7cc0_8000_0000_0000_0000 + u128::try_from(number).unwrap())
}

fn item(number: usize) -> ListItem {
    ListItem {
        id: ListItemId(id(number)),
        names: ITEMS[number].map(str::to_owned),
        code: String::new(),
        is_managed: true,
        retired: false,
        merged_into: None,
        meaning: None,
        is_member: false,
        activity_kind: None,
        inverse: <[String; 3]>::default(),
        term: None,
    }
}

fn lookup() -> Lookup {
    let mut lookup = Lookup::default();
    for list in ListKind::ALL.iter().chain([&ListKind::Department]) {
        lookup.learn_list(*list, &(0..ITEMS.len()).map(item).collect::<Vec<_>>());
    }
    lookup.learn_user(UserId(id(10)), "Kari Berg", "kari@firma.example");
    lookup.learn_user(UserId(id(11)), "Ola Nordmann", "ola@firma.example");
    lookup.learn_user(UserId(id(12)), "Ola Nordmann", "ola.n@firma.example");
    lookup.learn_customer(CustomerId(id(20)), "10023");
    lookup
}

fn names(language: Language) -> Names {
    let at = Language::ALL.iter().position(|of| *of == language).unwrap();
    let items = (0..ITEMS.len()).map(|number| (id(number).to_string(), ITEMS[number][at].to_owned()));
    let others = [(10, "Kari Berg"), (20, "10023")].map(|(number, name)| (id(number).to_string(), name.to_owned()));
    items.chain(others).collect()
}

/// As a CSV file has it: text, with a comma before decimals.
fn as_csv(cell: &Cell) -> Cell {
    match cell {
        Cell::Number(number) => Cell::text(&number.replace('.', ",")),
        other => other.clone(),
    }
}

fn read(field: &Field, cell: &Cell, country: Country) -> Result<Value, Problem> {
    let lookup = lookup();
    let parsing = Parsing { home: country, country };
    value(field, cell, &Reading { lookup: &lookup, dialect: Dialect::default(), parsing })
}

fn of(key: &str, cell: &Cell) -> Result<Value, Problem> {
    read(field::customer(key).unwrap(), cell, Country::NORWAY)
}

fn text(key: &str, text: &str) -> Result<Value, Problem> {
    of(key, &Cell::text(text))
}

/// Something that one may type into a field, most often something that is right.
fn typed(kind: Kind) -> BoxedStrategy<String> {
    let choice = (0..ITEMS.len()).prop_map(|number| id(number).to_string());
    match kind {
        Kind::Choice(_) => choice.boxed(),
        Kind::Choices(_) => prop::collection::vec(choice, 0..4).prop_map(|ids| ids.join(",")).boxed(),
        Kind::User => Just(id(10).to_string()).boxed(),
        Kind::Customer => Just(id(20).to_string()).boxed(),
        Kind::Contact => Just(String::new()).boxed(),
        Kind::YesNo => prop::sample::select(vec!["yes", "no", ""]).prop_map(str::to_owned).boxed(),
        Kind::CustomerKind => prop::sample::select(vec!["company", "private"]).prop_map(str::to_owned).boxed(),
        Kind::CustomerType => {
            prop::sample::select(vec!["ordinary", "temporary", "prospect"]).prop_map(str::to_owned).boxed()
        }
        Kind::Country => {
            prop::sample::select(Country::all().map(Country::code).collect::<Vec<_>>()).prop_map(str::to_owned).boxed()
        }
        Kind::SameAs(_) => prop::sample::select(vec!["own", "visiting", "postal"]).prop_map(str::to_owned).boxed(),
        Kind::Code(list) => prop::sample::select(list.all()).prop_map(|code| code.key.to_owned()).boxed(),
        Kind::Emails => "[a-z]{1,8}@[a-z]{2,8}\\.example(, [a-z]{1,8}@[a-z]{2,8}\\.example)?".boxed(),
        Kind::Gln => prop::sample::select(vec!["7360000000008", "7070000000006"]).prop_map(str::to_owned).boxed(),
        Kind::Kilometres => "[0-9]{1,4}".boxed(),
        Kind::Whole => "-?[0-9]{1,9}".boxed(),
        Kind::Date => "20[0-9]{2}-1[0-2]-[12][0-9]".boxed(),
        Kind::Currency => prop::sample::select(vec!["NOK", "SEK", "EUR"]).prop_map(str::to_owned).boxed(),
        Kind::Money | Kind::Charge(_) => "-?[0-9]{1,8}(,[0-9]{1,2})?".boxed(),
        Kind::Percent | Kind::Factor => "[0-9]{1,2}(,[0-9]{1,3})?".boxed(),
        Kind::Days => "[0-9]{1,3}".boxed(),
        Kind::Hours => "[0-9]{1,3}(,[0-9]{1,2})?".boxed(),
        Kind::Shift => "(off|[0-9]{1,2}-[0-9]{1,2}( [0-9]{1,2})?|[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9])".boxed(),
        Kind::Phone => "(\\+47[2-9][0-9]{7}|\\+46[1-9][0-9]{6,8}|[2-9][0-9]{7}|0[1-9][0-9]{6,9})".boxed(),
        Kind::PostalCode { .. } => "[0-9]{4,5}".boxed(),
        Kind::OrganisationNumber => {
            prop::sample::select(vec!["988077917", "974760673", "5560360793"]).prop_map(str::to_owned).boxed()
        }
        Kind::Email => "[a-z]{1,8}@[a-z]{2,8}\\.example".boxed(),
        Kind::WebAddress => "[a-z]{1,8}\\.example(/[a-z=?]{0,5})?".boxed(),
        Kind::IndustryCode => prop::sample::select(vec!["78.200", "78.100"]).prop_map(str::to_owned).boxed(),
        Kind::Line { .. } | Kind::Lines { .. } | Kind::Number => "[ -~æøåÆØÅ\\n=+'@-]{0,40}".boxed(),
    }
}

fn one() -> impl Strategy<Value = (&'static Field, String)> {
    let fields: Vec<&'static Field> = Column::all(&[]).into_iter().filter_map(Column::field).collect();
    prop::sample::select(fields).prop_flat_map(|field| (Just(field), typed(field.kind)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]
    /// What is written and read again is the same value, in each language, in Excel and in CSV.
    #[test]
    fn written_then_read_is_the_same((field, typed) in one(), language in 0..3_usize, is_swedish: bool) {
        let country = if is_swedish { Country::SWEDEN } else { Country::NORWAY };
        let language = Language::ALL[language];
        let Ok(kept) = field.parse(&typed, Parsing { home: country, country }) else { return Ok(()) };
        let mut record = Record::default();
        for key in ["country", "visiting_country", "postal_country", "invoice_country", "delivery_country"] {
            record.0.insert(key.to_owned(), json!(country.code()));
        }
        record.0.insert(field.key.to_owned(), kept.clone());
        let names = names(language);
        let written = cell(field, &record, &Writing { names: &names, language, home: country });
        prop_assert_eq!(read(field, &written, country), Ok(kept.clone()), "{:?}", written);
        prop_assert_eq!(read(field, &as_csv(&written), country), Ok(kept), "{:?} as CSV", written);
    }

    /// No cell does harm, whatever is in it.
    #[test]
    fn any_cell_is_read_or_refused(text in "\\PC{0,80}", index in 0..field::CUSTOMER.len()) {
        let field = &field::CUSTOMER[index];
        for cell in [Cell::text(&text), Cell::Number(text.clone()), Cell::Date(text.clone()), Cell::Bool(true)] {
            let _ = read(field, &cell, Country::NORWAY);
        }
    }
}

#[test]
fn choices_are_found_by_their_names_in_any_language() {
    for name in ["Gull", "guld", " GOLD "] {
        assert_eq!(text("level", name), Ok(json!(id(0).to_string())), "{name}");
    }
    assert_eq!(text("level", "Platina"), Err(Problem::Choice));
    assert_eq!(text("tags", "Gold; \"A; B\" ;gull"), Ok(json!([id(0).to_string(), id(1).to_string()])));
    assert_eq!(text("tags", "Gull; Platina"), Err(Problem::Choice), "none is left out silently");
    assert_eq!(text("tags", " ; "), Ok(json!([])));
}

#[test]
fn members_of_staff_and_customers_are_found_where_only_one_is_meant() {
    assert_eq!(text("responsible", "kari berg"), Ok(json!(id(10).to_string())));
    assert_eq!(text("responsible", "Kari@Firma.example"), Ok(json!(id(10).to_string())));
    assert_eq!(text("responsible", "Ola Nordmann"), Err(Problem::Choice), "two are called so");
    assert_eq!(text("responsible", "ola.n@firma.example"), Ok(json!(id(12).to_string())));
    assert_eq!(of("parent_id", &Cell::Number("10023".to_owned())), Ok(json!(id(20).to_string())));
    assert_eq!(text("parent_id", "Nordverk"), Err(Problem::UnknownCustomer));
}

#[test]
fn words_codes_and_countries_are_read_in_three_languages() {
    for yes in ["Ja", "ja", "Yes", "x", "SANN", "1"] {
        assert_eq!(text("is_supplier", yes), Ok(json!(true)), "{yes}");
    }
    for no in ["Nei", "nej", "No", "USANN", "0"] {
        assert_eq!(text("is_supplier", no), Ok(json!(false)), "{no}");
    }
    assert_eq!(of("is_supplier", &Cell::Bool(true)), Ok(json!(true)));
    assert_eq!(text("is_supplier", "kanskje"), Err(Problem::Choice));
    for sweden in ["Sverige", "sweden", "SE", "se"] {
        assert_eq!(text("country", sweden), Ok(json!("SE")), "{sweden}");
    }
    assert_eq!(text("kind", "Företag"), Ok(json!("company")));
    assert_eq!(text("invoice_interval", "Varannan vecka"), Ok(json!("two_weeks")));
    assert_eq!(text("currency", "sek"), Ok(json!("SEK")));
    assert_eq!(text("postal_same_as", "Som besøksadresse"), Ok(json!("visiting")));
}

#[test]
fn days_follow_the_file() {
    let key = "own_00000000000000d1";
    let told = field::Told {
        key: key.to_owned(),
        entity: "customer".to_owned(),
        kind: "date".to_owned(),
        labels: ["Dag", "Dag", "Day"].map(str::to_owned),
        section: "own".to_owned(),
        retired: false,
        tab: None,
        explained: None,
        counted: None,
    };
    let fields = field::declare(vec![told]);
    let day = |cell: &Cell, dates| {
        let lookup = Lookup::default();
        let parsing = Parsing { home: Country::NORWAY, country: Country::NORWAY };
        value(
            fields[0],
            cell,
            &Reading { lookup: &lookup, dialect: Dialect { decimal: Decimal::Comma, dates }, parsing },
        )
    };
    assert_eq!(day(&Cell::text("03/04/2026"), DateOrder::MonthDay), Ok(json!("2026-03-04")));
    assert_eq!(day(&Cell::text("03.04.2026"), DateOrder::DayMonth), Ok(json!("2026-04-03")));
    assert_eq!(day(&Cell::text("03/04/26"), DateOrder::MonthDay), Ok(json!("2026-03-04")));
    assert_eq!(day(&Cell::text("03.04.26"), DateOrder::DayMonth), Ok(json!("2026-04-03")));
    assert_eq!(day(&Cell::text("26-04-03"), DateOrder::Iso), Ok(json!("2026-04-03")));
    assert_eq!(day(&Cell::text("2026-04-03"), DateOrder::MonthDay), Ok(json!("2026-04-03")));
    assert_eq!(day(&Cell::Date("2026-11-24T12:30:00".to_owned()), DateOrder::Iso), Ok(json!("2026-11-24")));
    assert_eq!(day(&Cell::text("13/32/2026"), DateOrder::MonthDay), Err(Problem::Date));
}

#[test]
fn amounts_follow_the_file_and_numbers_are_exact() {
    let money = |cell: &Cell, decimal| {
        let lookup = Lookup::default();
        let parsing = Parsing { home: Country::NORWAY, country: Country::NORWAY };
        let dialect = Dialect { decimal, dates: DateOrder::default() };
        let field = field::customer("opening_balance").unwrap();
        value(field, cell, &Reading { lookup: &lookup, dialect, parsing })
    };
    for (text, decimal, hundredths) in [
        ("1 250,50", Decimal::Comma, 125_050),
        ("1.250,5 kr", Decimal::Comma, 125_050),
        ("1.250", Decimal::Comma, 125_000),
        ("-300", Decimal::Comma, -30_000),
        ("1,250.50", Decimal::Point, 125_050),
        ("1,250", Decimal::Point, 125_000),
        ("1250.5", Decimal::Point, 125_050),
    ] {
        assert_eq!(money(&Cell::text(text), decimal), Ok(json!(hundredths)), "{text}");
    }
    assert_eq!(money(&Cell::text("1,250"), Decimal::Comma), Err(Problem::Money), "three decimals");
    assert_eq!(money(&Cell::text("1.250"), Decimal::Point), Err(Problem::Money));
    assert_eq!(money(&Cell::Number("1250.5".to_owned()), Decimal::Comma), Ok(json!(125_050)));
    assert_eq!(money(&Cell::Number("1250.125".to_owned()), Decimal::Comma), Err(Problem::Money), "never thousands");
}

#[test]
fn what_a_spreadsheet_made_a_number_of_is_mended() {
    let number = |key: &str, digits: &str, country| {
        read(field::customer(key).unwrap(), &Cell::Number(digits.to_owned()), country)
    };
    assert_eq!(number("visiting_postal_code", "150", Country::NORWAY), Ok(json!("0150")));
    assert_eq!(number("phone", "4775500120", Country::NORWAY), Ok(json!("+4775500120")));
    assert_eq!(number("phone", "75500120", Country::NORWAY), Ok(json!("+4775500120")));
    assert_eq!(number("phone", "812345678", Country::SWEDEN), Ok(json!("+46812345678")));
    let of_swede = |cell: &Cell| {
        let parsing = Parsing { home: Country::NORWAY, country: Country::SWEDEN };
        let lookup = lookup();
        value(
            field::customer("phone").unwrap(),
            cell,
            &Reading { lookup: &lookup, dialect: Dialect::default(), parsing },
        )
    };
    assert_eq!(
        of_swede(&Cell::text("070-123 45 67")),
        Ok(json!("+46701234567")),
        "a Swedish customer of a Norwegian firm"
    );
    assert_eq!(of_swede(&Cell::Number("701234567".to_owned())), Ok(json!("+46701234567")));
    assert_eq!(of_swede(&Cell::text("412 34 567")), Ok(json!("+4741234567")), "with a Norwegian number");
    assert_eq!(number("organisation_number", "988077917", Country::NORWAY), Ok(json!("988077917")));
    assert_eq!(number("number", "10023", Country::NORWAY), Ok(json!(10_023)));
    assert_eq!(of("number", &Cell::Empty), Ok(Value::Null));
    assert_eq!(text("number", "abc"), Err(Problem::UnknownCustomer));
}

#[test]
fn errors_of_a_spreadsheet_are_no_values() {
    assert_eq!(of("name", &Cell::Error("#REF!".to_owned())), Err(Problem::CellError));
    assert_eq!(of("name", &Cell::Empty), Err(Problem::Required));
    assert_eq!(of("nickname", &Cell::Empty), Ok(Value::Null));
}
