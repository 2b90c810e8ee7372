//! A firm's own fields: declared in rows, and like all others in card, log, history, undo and rules.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::{
    common::{Firm, contact_patch, run, told, value},
    import::{File, by, check, queue, undo, verdicts, work},
};
use domain::{
    bulk::{BulkChange, How},
    customer::{CustomerKind, CustomerType},
    error::{ErrorCode, Problem},
    field::{self, Entity, Field, Need, OwnKind},
    filter::{Column, Filter},
    id::{OwnFieldId, RegistrationId, UserId},
    language::Language,
    list::ListKind,
    register::{RegisterQuery, Scope, Sort},
    section::Section,
};
use serde_json::{Value, json};
use sqlx::PgPool;
use store::{
    StoreError, as_of,
    bulk::{Chosen, forecast},
    card::Wanted as Lists,
    own_field::{self, Wanted},
    registration::{New, register},
    rule::{self, Decision},
};

async fn declare(pool: &PgPool, firm: &Firm, kind: OwnKind, name: &str) -> (OwnFieldId, &'static Field) {
    let id = firm.add_own_field(pool, kind, name).await;
    let mut tx = firm.tx(pool, firm.reader).await;
    let key = own_field::list(&mut tx).await.unwrap().into_iter().find(|field| field.id == id).unwrap().key;
    (id, field::own(&key).unwrap())
}

async fn change(
    pool: &PgPool,
    firm: &Firm,
    who: UserId,
    version: i32,
    field: &'static Field,
    typed: &str,
) -> Result<(), StoreError> {
    let mut tx = firm.tx(pool, who).await;
    store::customer::change(&mut tx, firm.customer, version, &[(field, typed)]).await?;
    tx.commit().await.map(drop)
}

async fn stands(pool: &PgPool, firm: &Firm, field: &Field) -> Value {
    let mut tx = firm.tx(pool, firm.reader).await;
    let card = store::card::read(&mut tx, firm.customer, Lists::default(), Language::Nb).await.unwrap();
    card.values.0.get(field.key).cloned().unwrap_or_default()
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn each_kind_is_typed_kept_logged_and_taken_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let kinds = [
        (OwnKind::Line, "Rød dør", json!("Rød dør")),
        (OwnKind::Whole, "1 200", json!(1200)),
        (OwnKind::Money, "99,50", json!(9950)),
        (OwnKind::Percent, "7,5", json!(750)),
        (OwnKind::Date, "28.11.2026", json!("2026-11-28")),
        (OwnKind::YesNo, "yes", json!(true)),
        (OwnKind::Email, "a@b.example", json!("a@b.example")),
        (OwnKind::Phone, "75500120", json!("+4775500120")),
        (OwnKind::WebAddress, "b.example", json!("https://b.example")),
    ];
    let mut version = 1;
    for (kind, typed, kept) in kinds {
        let (_, field) = declare(&pool, &firm, kind, kind.key()).await;
        change(&pool, &firm, firm.consultant, version, field, typed).await.unwrap();
        assert_eq!(stands(&pool, &firm, field).await, kept, "{}", kind.key());
        let mut tx = firm.tx(&pool, firm.consultant).await;
        let (log, _) = store::log::list(&mut tx, firm.customer, None, 1, Language::Nb).await.unwrap();
        let (_, old, new) = log[0].changes.iter().find(|(column, ..)| column == field.key).unwrap();
        assert_eq!(new, &kept);
        assert!(old.is_null() || kind == OwnKind::YesNo, "{old}");
        let (past, _) =
            store::history::read(&mut tx, Some(firm.customer), firm.customer.0, &[field], Language::Nb).await.unwrap();
        assert_eq!(past.first().map(|past| &past.new), Some(&kept));
        store::undo::undo(&mut tx, firm.customer, Some(log[0].id)).await.unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(stands(&pool, &firm, field).await, Value::Null), "taken back: {}", kind.key());
        version = value(&pool, &format!("select version from customer where id = '{}'", firm.customer)).await;
    }
    let (_, field) = declare(&pool, &firm, OwnKind::Date, "Dag").await;
    let refused = told(change(&pool, &firm, firm.consultant, version, field, "31.2.2026").await);
    assert_eq!(refused.problem_of(field.key), Some(Problem::Date));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_value_that_goes_leaves_no_key_and_the_card_of_that_day_has_it(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (_, field) = declare(&pool, &firm, OwnKind::Line, "Rabatt").await;
    change(&pool, &firm, firm.consultant, 1, field, "ti").await.unwrap();
    let then: String = value(&pool, "select to_json(clock_timestamp()) #>> '{}'").await;
    change(&pool, &firm, firm.consultant, 2, field, "").await.unwrap();
    assert_eq!(
        value::<String>(&pool, &format!("select own::text from customer where id = '{}'", firm.customer)).await,
        "{}"
    );
    let newest =
        format!("select changes ->> '{0}' from change_log where changes ? '{0}' order by at desc limit 1", field.key);
    assert_eq!(value::<String>(&pool, &newest).await, r#"["ti", null]"#);
    let mut tx = firm.tx(&pool, firm.reader).await;
    let as_of::Found::Card(card) = as_of::read(&mut tx, firm.customer, &then, Language::Nb).await.unwrap() else {
        panic!("it was there")
    };
    assert_eq!(card.card.values.text(field.key), "ti");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn two_people_who_change_different_own_fields_both_keep_theirs(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (_, one) = declare(&pool, &firm, OwnKind::Line, "En").await;
    let (_, two) = declare(&pool, &firm, OwnKind::Line, "To").await;
    change(&pool, &firm, firm.consultant, 1, one, "a").await.unwrap();
    change(&pool, &firm, firm.neighbour, 1, two, "b").await.unwrap();
    assert_eq!((stands(&pool, &firm, one).await, stands(&pool, &firm, two).await), (json!("a"), json!("b")));
    let refused = told(change(&pool, &firm, firm.neighbour, 1, one, "c").await);
    assert_eq!(refused.conflicts.first().map(|conflict| conflict.theirs.as_str()), Some("a"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn only_the_firm_has_them_and_only_its_administrators_declare_them(pool: PgPool) {
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let (id, field) = declare(&pool, &firm, OwnKind::Choice, "Avtale").await;
    assert!(firm.tx(&pool, firm.reader).await.session().own.iter().any(|own| own.key == field.key));
    let session = other.tx(&pool, other.reader).await.session().clone();
    assert!(session.own.is_empty());
    assert_eq!(session.list(field.key), None, "nor its list");
    assert_eq!(told(change(&pool, &other, other.consultant, 1, field, "x").await).code, ErrorCode::NotFound);
    let wanted = Wanted { labels: ["Nytt", "", ""], help: [""; 3], in_portal: false, section: Section::Own, tab: None };
    for who in [firm.consultant, firm.reader] {
        let mut tx = firm.tx(&pool, who).await;
        assert_eq!(told(own_field::add(&mut tx, OwnKind::Line, &wanted).await).code, ErrorCode::Forbidden);
        assert_eq!(told(own_field::retire(&mut tx, id, true).await).code, ErrorCode::Forbidden);
    }
    let mut tx = other.tx(&pool, other.administrator).await;
    assert_eq!(told(own_field::change(&mut tx, id, 1, &wanted).await).code, ErrorCode::NotFound);
    assert_eq!(told(own_field::retire(&mut tx, id, true).await).code, ErrorCode::NotFound);
    assert_eq!(told(own_field::shift(&mut tx, id, true).await).code, ErrorCode::NotFound);
    assert!(own_field::list(&mut tx).await.unwrap().is_empty());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn names_stand_for_one_field_in_all_languages_and_are_told_when_they_can_not_be(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let long = "x".repeat(61);
    for (labels, field, problem) in [
        (["", " ", ""], "name", Problem::Required),
        ([long.as_str(), "", ""], "nb", Problem::TooLong { max: 60 }),
        (["A", "", "a\u{7}b"], "en", Problem::ControlCharacters),
    ] {
        let wanted = Wanted { labels, help: [""; 3], in_portal: false, section: Section::Own, tab: None };
        assert_eq!(told(own_field::add(&mut tx, OwnKind::Line, &wanted).await).problem_of(field), Some(problem));
    }
    let wanted = |labels| Wanted { labels, help: [""; 3], in_portal: false, section: Section::Credit, tab: None };
    let first = own_field::add(&mut tx, OwnKind::Line, &wanted(["Rabatt", "", "Discount"])).await.unwrap();
    let again = told(own_field::add(&mut tx, OwnKind::Money, &wanted(["RABATT", "", ""])).await);
    assert_eq!(again.problem_of("name"), Some(Problem::AlreadyThere));
    let second = own_field::add(&mut tx, OwnKind::Money, &wanted(["Grense", "", ""])).await.unwrap();
    own_field::shift(&mut tx, second, true).await.unwrap();
    let moved =
        Wanted { labels: ["", "Rabatt", ""], help: [""; 3], in_portal: false, section: Section::Own, tab: None };
    let all = own_field::list(&mut tx).await.unwrap();
    let version = all.iter().find(|field| field.id == first).unwrap().version;
    own_field::change(&mut tx, first, version, &moved).await.unwrap();
    let stale = told(own_field::change(&mut tx, first, version, &moved).await);
    assert_eq!(stale.problem_of("name"), Some(Problem::ChangedSince), "read before somebody else's change");
    let all = own_field::list(&mut tx).await.unwrap();
    let told: Vec<_> = all.iter().map(|field| (field.id, field.labels[0].as_str(), field.section)).collect();
    assert_eq!(told, [(second, "Grense", Section::Credit), (first, "Rabatt", Section::Own)]);
    assert_eq!(all[0].labels, ["Grense"; 3].map(str::to_owned));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_is_out_of_use_keeps_its_values_and_takes_no_new_ones(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (id, field) = declare(&pool, &firm, OwnKind::Line, "Rabatt").await;
    change(&pool, &firm, firm.consultant, 1, field, "ti").await.unwrap();
    let retire = async |retired| {
        let mut tx = firm.tx(&pool, firm.administrator).await;
        own_field::retire(&mut tx, id, retired).await?;
        tx.commit().await.map(drop)
    };
    retire(true).await.unwrap();
    assert!(firm.tx(&pool, firm.reader).await.session().own.is_empty());
    assert_eq!(told(change(&pool, &firm, firm.consultant, 2, field, "tolv").await).code, ErrorCode::NotFound);
    let mut tx = firm.tx(&pool, firm.administrator).await;
    assert_eq!(own_field::list(&mut tx).await.unwrap()[0].used, 1);
    drop(tx);
    let (other, _) = declare(&pool, &firm, OwnKind::Money, "rabatt").await;
    assert_eq!(told(retire(false).await).problem_of("name"), Some(Problem::AlreadyThere));
    run(&pool, &format!("update own_field set retired = true where id = '{other}'")).await;
    retire(false).await.unwrap();
    assert_eq!(stands(&pool, &firm, field).await, json!("ti"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_choice_is_of_its_own_list_and_follows_when_values_are_merged(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (_, one) = declare(&pool, &firm, OwnKind::Choice, "Avtale").await;
    let (_, several) = declare(&pool, &firm, OwnKind::Choices, "Sertifikater").await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    for (field, names) in [(one, ["Utgått avtale", "Fersk avtale"]), (several, ["A", "B"])] {
        for name in names {
            store::list::add(&mut tx, ListKind::Own(field.key), name).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
    let id = async |name: &str| -> String {
        value(&pool, &format!("select id::text from list_item where nb = '{name}'")).await
    };
    let (old, new, a, b) = (id("Utgått avtale").await, id("Fersk avtale").await, id("A").await, id("B").await);
    change(&pool, &firm, firm.consultant, 1, one, &old).await.unwrap();
    change(&pool, &firm, firm.consultant, 2, several, &format!("{a},{b}")).await.unwrap();
    let wrong = told(change(&pool, &firm, firm.consultant, 3, one, &a).await);
    assert_eq!(wrong.problem_of(one.key), Some(Problem::Choice), "of another field's list");
    let mut tx = firm.tx(&pool, firm.administrator).await;
    for (field, from, into) in [(one, &old, &new), (several, &a, &b)] {
        store::list::merge(&mut tx, ListKind::Own(field.key), from.parse().unwrap(), into).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!((stands(&pool, &firm, one).await, stands(&pool, &firm, several).await), (json!(new), json!([b])));
    let mut tx = firm.tx(&pool, firm.reader).await;
    let card = store::card::read(&mut tx, firm.customer, Lists::default(), Language::Nb).await.unwrap();
    assert_eq!(card.names.get(&new).map(String::as_str), Some("Fersk avtale"), "it is read by its name");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn it_can_be_mandatory_and_is_registered_with_the_customer(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (_, field) = declare(&pool, &firm, OwnKind::Line, "Avtalenummer").await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let decision = Decision { field, kind: CustomerKind::Company, read: Some(Need::May), need: Need::Must };
    rule::decide(&mut tx, Entity::Customer, CustomerType::ALL, &[decision]).await.unwrap();
    let counts = rule::counts(&mut tx, Entity::Customer).await.unwrap();
    assert_eq!(counts.of(field, field::Audience::all()), (1, 1));
    tx.commit().await.unwrap();
    let me = firm.consultant.to_string();
    let send = async |typed: &'static str| {
        let mut tx = firm.tx(&pool, firm.consultant).await;
        let must = [
            ("name", "Fjord AS"),
            ("kind", "company"),
            ("customer_type", "ordinary"),
            ("country", "NO"),
            ("responsible", &me),
        ];
        let mut patch: Vec<(&'static Field, &str)> =
            must.map(|(key, typed)| (field::customer(key).unwrap(), typed)).to_vec();
        patch.push((field, typed));
        let contact = contact_patch(&[("first_name", "Eva"), ("last_name", "Berg")]);
        let new = New {
            request: RegistrationId::generate(),
            customer: &patch,
            contact: &contact,
            others: &[],
            registry: &[],
        };
        let id = register(&mut tx, &new).await?;
        tx.commit().await?;
        Ok::<_, StoreError>(id)
    };
    assert_eq!(told(send(" ").await).problem_of(field.key), Some(Problem::Required));
    let id = send("A-17").await.unwrap();
    let kept = format!("select own ->> '{}' from customer where id = '{id}'", field.key);
    assert_eq!(value::<String>(&pool, &kept).await, "A-17");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn each_kind_is_a_column_a_filter_an_order_and_a_change_of_many(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = firm.add_customer(&pool, json!({"name": "Fjord AS"})).await;
    for (version, kind) in (1..).zip(OwnKind::ALL) {
        let (_, field) = declare(&pool, &firm, *kind, kind.key()).await;
        let (typed, filters) = match kind {
            OwnKind::Line | OwnKind::Lines => ("Rød dør".to_owned(), vec!["has:od do", "filled:"]),
            OwnKind::Whole => ("1200".to_owned(), vec!["between:1000,1300", "filled:"]),
            OwnKind::Money => ("99,50".to_owned(), vec!["between:99,100", "filled:"]),
            OwnKind::Percent => ("7,5".to_owned(), vec!["between:7,8", "filled:"]),
            OwnKind::Date => ("28.11.2026".to_owned(), vec!["dates:2026-11-28,2026-11-28", "filled:"]),
            OwnKind::YesNo => ("yes".to_owned(), vec!["any:yes"]),
            OwnKind::Email => ("a@b.example".to_owned(), vec!["has:b.exam", "filled:"]),
            OwnKind::Phone => ("75500120".to_owned(), vec!["has:755001", "filled:"]),
            OwnKind::WebAddress => ("b.example".to_owned(), vec!["has:b.exam", "filled:"]),
            OwnKind::Choice | OwnKind::Choices => {
                let mut tx = firm.tx(&pool, firm.administrator).await;
                let id = store::list::add(&mut tx, ListKind::Own(field.key), "Verdi").await.unwrap();
                tx.commit().await.unwrap();
                (id.to_string(), vec!["filled:"])
            }
        };
        change(&pool, &firm, firm.consultant, version, field, &typed).await.unwrap();
        let mut tx = firm.tx(&pool, firm.consultant).await;
        let any = format!("any:{typed}");
        let of_list = matches!(kind, OwnKind::Choice | OwnKind::Choices).then_some(any.as_str());
        for filter in filters.into_iter().chain(of_list) {
            let filter = Filter::parse(&format!("{}.{filter}", field.key));
            assert!(!filter.is_broken(), "{} {filter}", kind.key());
            let query = RegisterQuery { scope: Scope::Firm, filter, ..RegisterQuery::default() };
            let page = store::register::page(&mut tx, &query, &[Column::Field(field)], None).await.unwrap();
            let found: Vec<_> = page.rows.iter().map(|row| row.id).collect();
            assert_eq!(found, [firm.customer], "{} {}", kind.key(), query.filter);
            assert!(!page.rows[0].values.is_empty(field), "the column has it: {}", kind.key());
        }
        if let Some(sort) = Sort::by(Column::Field(field), true) {
            let query = RegisterQuery { scope: Scope::Firm, sort, ..RegisterQuery::default() };
            let page = store::register::page(&mut tx, &query, &[Column::Field(field)], None).await.unwrap();
            let order: Vec<_> = page.rows.iter().map(|row| row.id).collect();
            assert_eq!(order, [firm.customer, other], "{}", kind.key());
            store::register::totals(&mut tx, &query, &[Column::Field(field)]).await.unwrap();
        }
        let many = BulkChange { field: field.key.to_owned(), how: How::Set, typed: typed.clone() };
        let seen = forecast(&mut tx, &Chosen::These(vec![firm.customer, other]), &many).await.unwrap();
        assert_eq!((seen.changes, seen.same), (1, 1), "{}", kind.key());
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn days_that_are_still_to_come_are_found_as_well_as_those_gone_by(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (_, field) = declare(&pool, &firm, OwnKind::Date, "Avtalen utløper").await;
    let soon = firm.customer;
    let gone = firm.add_customer(&pool, json!({"name": "Fjord AS"})).await;
    let never = firm.add_customer(&pool, json!({"name": "Uten avtale AS"})).await;
    for (customer, at) in [(soon, "select (current_date + 10)::text"), (gone, "select (current_date - 40)::text")] {
        let day: String = value(&pool, at).await;
        let mut tx = firm.tx(&pool, firm.consultant).await;
        let version = store::card::read(&mut tx, customer, Lists::default(), Language::Nb).await.unwrap().version;
        store::customer::change(&mut tx, customer, version, &[(field, day.as_str())]).await.unwrap();
        tx.commit().await.unwrap();
    }
    let mut tx = firm.tx(&pool, firm.consultant).await;
    for (filter, expected) in [
        ("next:30,day", vec![soon]),
        ("next:5,day", vec![]),
        ("last:2,month", vec![gone]),
        ("last:30,day", vec![]),
        ("older:30,day", vec![gone]),
        ("empty:", vec![never]),
    ] {
        let filter = Filter::parse(&format!("{}.{filter}", field.key));
        assert!(!filter.is_broken(), "{filter}");
        let query = RegisterQuery { scope: Scope::Firm, filter, ..RegisterQuery::default() };
        let page = store::register::page(&mut tx, &query, &[Column::Field(field)], None).await.unwrap();
        assert_eq!(page.rows.iter().map(|row| row.id).collect::<Vec<_>>(), expected, "{}", query.filter);
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_file_fills_it_and_the_whole_import_is_taken_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (_, text) = declare(&pool, &firm, OwnKind::Line, "Avtalenummer").await;
    let (_, amount) = declare(&pool, &firm, OwnKind::Money, "Bonus").await;
    let (_, gone) = declare(&pool, &firm, OwnKind::Line, "Borte").await;
    run(&pool, &format!("update own_field set retired = true where key = '{}'", gone.key)).await;
    change(&pool, &firm, firm.consultant, 1, text, "gammelt").await.unwrap();
    let file = File {
        columns: &["number", "name", text.key, amount.key, gone.key, "contact.name"],
        rows: &[
            &["10001", "Første kunde nord", "A-1", "12,50", "x", ""],
            &["", "Ny kunde", "A-2", "", "y", "Eva Berg"],
        ],
        settings: domain::import::Settings { overwrite: domain::import::Overwrite::Replace, ..by("number") },
    };
    let id = check(&pool, &firm, firm.consultant, &file).await;
    assert_eq!(verdicts(&pool, &firm, id).await, [domain::import::Verdict::Changed, domain::import::Verdict::New]);
    let job = queue(&pool, &firm, firm.consultant, id).await;
    work(&pool).await;
    assert_eq!((stands(&pool, &firm, text).await, stands(&pool, &firm, amount).await), (json!("A-1"), json!(1250)));
    assert!(stands(&pool, &firm, gone).await.is_null(), "out of use");
    let new = format!("select own ->> '{}' from customer where name = 'Ny kunde'", text.key);
    assert_eq!(value::<String>(&pool, &new).await, "A-2");
    undo(&pool, &firm, job).await;
    assert_eq!((stands(&pool, &firm, text).await, stands(&pool, &firm, amount).await), (json!("gammelt"), Value::Null));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_is_not_filled_in_is_no_value_and_no_conflict(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (_, yes) = declare(&pool, &firm, OwnKind::YesNo, "Nattskift").await;
    let (_, several) = declare(&pool, &firm, OwnKind::Choices, "Sertifikater").await;
    let nickname = field::customer("nickname").unwrap();
    change(&pool, &firm, firm.neighbour, 1, yes, "yes").await.unwrap();
    // A form with all fields, as it was read before: nobody has ticked anything in it.
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let form = [(nickname, "Kort"), (yes, ""), (several, "")];
    store::customer::change(&mut tx, firm.customer, 1, &form).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(stands(&pool, &firm, yes).await, json!(true), "a colleague's");
    let own: String = value(&pool, &format!("select own::text from customer where id = '{}'", firm.customer)).await;
    assert_eq!(own, format!("{{\"{}\": true}}", yes.key));
}
