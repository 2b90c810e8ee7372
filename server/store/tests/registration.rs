//! Registering a customer: numbers, contacts, forms that are sent twice, and which may be the same.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, contact_patch, customer_patch, run, told, value};
use domain::{
    error::{ErrorCode, FieldError, Problem},
    id::{CustomerId, RegistrationId, UserId},
    registration::{Likeness, Similar},
};
use serde_json::json;
use sqlx::PgPool;
use store::{
    StoreError, customer,
    registration::{New, register},
    similar::{Known, similar},
};

/// What must be filled in, with more customer fields after it.
fn customer<'a>(name: &'a str, responsible: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let must = [
        ("name", name),
        ("kind", "company"),
        ("customer_type", "ordinary"),
        ("country", "NO"),
        ("status", ""),
        ("responsible", responsible),
    ];
    must.into_iter()
        .filter(|(key, _)| !more.iter().any(|(other, _)| other == key))
        .chain(more.iter().copied())
        .collect()
}

const CONTACT: [(&str, &str); 2] = [("first_name", "Eva"), ("last_name", "Berg")];

/// Registers in a transaction of its own.
async fn done(
    pool: &PgPool,
    firm: &Firm,
    user: UserId,
    request: RegistrationId,
    values: &[(&str, &str)],
    contact: &[(&str, &str)],
    others: &[CustomerId],
) -> Result<CustomerId, StoreError> {
    let mut tx = firm.tx(pool, user).await;
    let new =
        New { request, customer: &customer_patch(values), contact: &contact_patch(contact), others, registry: &[] };
    let id = register(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(id)
}

/// Registers a customer of that name, as the consultant.
async fn named(pool: &PgPool, firm: &Firm, name: &str, more: &[(&str, &str)]) -> Result<CustomerId, StoreError> {
    let me = firm.consultant.to_string();
    done(pool, firm, firm.consultant, RegistrationId::generate(), &customer(name, &me, more), &CONTACT, &[]).await
}

async fn found(pool: &PgPool, firm: &Firm, known: &Known<'_>) -> Vec<Similar> {
    similar(&mut firm.tx(pool, firm.consultant).await, known, None).await.unwrap()
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_customer_comes_with_its_contact_number_and_log(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let more = [
        ("organisation_number", "988 077 917"),
        ("is_supplier", "yes"),
        ("visiting_postal_code", "8006"),
        ("mobile", "412 34 567"),
    ];
    let id = named(&pool, &firm, " Fjord  Maskin AS ", &more).await.unwrap();
    let mut tx = firm.tx(&pool, firm.reader).await;
    let kept = customer::values(&mut tx, id).await.unwrap();
    let text = |key: &str| kept.values.text(key).to_owned();
    assert_eq!((kept.version, kept.values.number("number")), (1, Some(10002)));
    assert_eq!((text("name"), text("organisation_number")), ("Fjord Maskin AS".to_owned(), "988077917".to_owned()));
    assert_eq!((text("status"), text("postal_same_as")), (firm.active.to_string(), "visiting".to_owned()));
    assert_eq!(kept.values.0.get("is_supplier"), Some(&json!(true)));
    let by: UserId = value(&pool, &format!("select created_by from customer where id = '{id}'")).await;
    assert_eq!(by, firm.consultant);
    let contacts: String = value(
        &pool,
        &format!("select string_agg(first_name || ' ' || last_name, ',') from contact where customer_id = '{id}'"),
    )
    .await;
    assert_eq!(contacts, "Eva Berg");
    let log: String = value(
        &pool,
        &format!("select string_agg(table_name || operation, ',' order by table_name) from change_log where customer_id = '{id}'"),
    )
    .await;
    assert_eq!(log, "contactINSERT,customerINSERT", "one entry each, of one command");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_status_follows_the_type_unless_somebody_chose_one(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let active = firm.active.to_string();
    for (name, more, expected) in [
        ("Alfa", &[("customer_type", "prospect")][..], firm.potential),
        ("Beta", &[("customer_type", "prospect"), ("status", active.as_str())], firm.active),
        ("Gamma", &[("customer_type", "temporary")], firm.active),
    ] {
        let id = named(&pool, &firm, name, more).await.unwrap();
        let status: domain::id::ListItemId =
            value(&pool, &format!("select status from customer where id = '{id}'")).await;
        assert_eq!(status, expected, "{name}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn all_that_is_wrong_is_told_at_once_and_nothing_is_written(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "syd").await;
    let theirs = other.consultant.to_string();
    let status = other.active.to_string();
    let values = customer(
        " ",
        &theirs,
        &[
            ("kind", "firma"),
            ("status", &status),
            ("organisation_number", "988077918"),
            ("nickname", "\u{202e}x"),
            ("email", "a@"),
        ],
    );
    let long = "x".repeat(101);
    let contact = [("first_name", long.as_str()), ("mobile", "12")];
    let before: i64 = value(&pool, "select count(*) from change_log").await;
    let request = RegistrationId::generate();
    let error = told(done(&pool, &firm, firm.consultant, request, &values, &contact, &[]).await);
    assert_eq!(error.code, ErrorCode::Invalid);
    let wrong = |field: &str, problem| FieldError { field: field.to_owned(), problem };
    for expected in [
        wrong("name", Problem::Required),
        wrong("kind", Problem::Choice),
        wrong("organisation_number", Problem::CheckDigit),
        wrong("nickname", Problem::ControlCharacters),
        wrong("email", Problem::Email),
        wrong("status", Problem::Choice),
        wrong("responsible", Problem::Choice),
        wrong("contact.first_name", Problem::TooLong { max: 100 }),
        wrong("contact.last_name", Problem::Required),
        wrong("contact.mobile", Problem::Phone),
    ] {
        assert!(error.fields.contains(&expected), "{expected:?} in {:?}", error.fields);
    }
    let missing = told(done(&pool, &firm, firm.consultant, request, &[], &[], &[]).await);
    for field in ["name", "kind", "customer_type", "country", "responsible", "contact.first_name", "contact.last_name"]
    {
        assert_eq!(missing.problem_of(field), Some(Problem::Required), "{field}");
    }
    let given = told(named(&pool, &firm, "Alfa", &[("number", "1")]).await);
    assert_eq!(given.problem_of("number"), Some(Problem::ReadOnly));
    for table in ["customer", "contact"] {
        let rows: i64 = value(&pool, &format!("select count(*) from {table}")).await;
        assert_eq!(rows, 2, "those of the two firms in {table}");
    }
    assert_eq!(value::<i64>(&pool, "select count(*) from change_log").await, before);
    assert_eq!(value::<i64>(&pool, "select count(*) from registration").await, 0);
    let numbers: i64 = value(&pool, "select count(*) from number_series").await;
    assert_eq!(numbers, 0, "no number is lost");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn only_those_with_the_right_register_and_look_for_similar_ones(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let me = firm.consultant.to_string();
    let values = customer("Alfa", &me, &[]);
    let request = RegistrationId::generate();
    let refused = done(&pool, &firm, firm.reader, request, &values, &CONTACT, &[]).await;
    assert!(matches!(refused, Err(StoreError::Forbidden(_))));
    let looked =
        similar(&mut firm.tx(&pool, firm.reader).await, &Known { name: "Alfa", ..Known::default() }, None).await;
    assert!(matches!(looked, Err(StoreError::Forbidden(_))));
    assert!(done(&pool, &firm, firm.administrator, request, &values, &CONTACT, &[]).await.is_ok());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn two_at_once_get_numbers_that_follow_each_other(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let names = ["Alfa", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta"];
    let outcomes = futures::future::join_all(names.map(|name| named(&pool, &firm, name, &[]))).await;
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    let numbers: Vec<i64> =
        value(&pool, "select array_agg(number order by number) from customer where name <> 'Første kunde nord'").await;
    assert_eq!(numbers, (10002..=10009).collect::<Vec<_>>());
    run(&pool, "update customer set number = 20000 where name = 'Alfa'").await;
    let next = named(&pool, &firm, "Iota", &[]).await.unwrap();
    let number: i64 = value(&pool, &format!("select number from customer where id = '{next}'")).await;
    assert_eq!(number, 20001, "one that came in by another way is not given again");
    let other = Firm::make(&pool, "syd").await;
    run(&pool, &format!("delete from contact where tenant_id = '{0}'; delete from comment where tenant_id = '{0}'; delete from customer where tenant_id = '{0}'", other.tenant)).await;
    let first = named(&pool, &other, "Kappa", &[]).await.unwrap();
    let number: i64 = value(&pool, &format!("select number from customer where id = '{first}'")).await;
    assert_eq!(number, 10001, "each firm has its own series");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_form_that_is_sent_twice_registers_one(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let me = firm.consultant.to_string();
    let request = RegistrationId::generate();
    let values = customer("Alfa", &me, &[]);
    let send = || done(&pool, &firm, firm.consultant, request, &values, &CONTACT, &[]);
    let (first, second) = Box::pin(futures::future::join(send(), send())).await;
    let (first, second) = (first.unwrap(), second.unwrap());
    assert_eq!(first, second, "also when both come at once");
    assert_eq!(send().await.unwrap(), first);
    let corrected = customer("Beta", &me, &[]);
    let other = done(&pool, &firm, firm.consultant, request, &corrected, &CONTACT, &[]).await.unwrap();
    assert_ne!(other, first, "the page sent again with something else is another customer");
    assert_eq!(value::<i64>(&pool, "select count(*) from customer where name in ('Alfa', 'Beta')").await, 2);
    let stranger = Firm::make(&pool, "syd").await;
    let theirs = stranger.consultant.to_string();
    let values = customer("Alfa", &theirs, &[]);
    let elsewhere = done(&pool, &stranger, stranger.consultant, request, &values, &CONTACT, &[]).await.unwrap();
    assert_ne!(elsewhere, first, "another firm's form is another form");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_may_be_the_same_customer_is_found(pool: PgPool) {
    use Likeness::{Email, Name, OrganisationNumber, Phone};

    let firm = Firm::make(&pool, "nord").await;
    let kept = json!({"name": "Bodø Sveis & Montasje AS", "organisation_number": "988077917", "phone": "+4775500120", "visiting_place": "Bodø"});
    let id = firm.add_customer_with(&pool, kept, json!({"first_name": "Jonas", "last_name": "Aune", "mobile": "+4741234567", "email": "Jonas@bodosveis.example"})).await;
    let hidden = json!({"name": "Gammelt Verft", "status": firm.hidden});
    let hidden = firm.add_customer(&pool, hidden).await;
    for (known, expected) in [
        (
            Known { organisation_number: "NO 988 077 917 MVA", country: "NO", ..Known::default() },
            &[OrganisationNumber][..],
        ),
        (Known { name: "Bodo Sveis og Montasje", ..Known::default() }, &[Name]),
        (Known { name: "BODØ SVEIS & MONTASJE, AB", ..Known::default() }, &[Name]),
        (Known { phones: vec!["", "75 50 01 20"], ..Known::default() }, &[Phone]),
        (Known { phones: vec!["0047 412 34 567"], ..Known::default() }, &[Phone]),
        (Known { emails: vec!["jonas@BODOSVEIS.example"], ..Known::default() }, &[Email]),
        (
            Known { name: "Bodø Sveis & Montasje", organisation_number: "988077917", ..Known::default() },
            &[OrganisationNumber, Name],
        ),
    ] {
        let found = found(&pool, &firm, &known).await;
        assert_eq!(found.len(), 1, "{known:?}");
        assert_eq!((found[0].id, found[0].likeness.as_slice()), (id, expected), "{known:?}");
        assert_eq!((found[0].place.as_str(), found[0].status.as_str()), ("Bodø", "Aktiv"));
    }
    let ended = found(&pool, &firm, &Known { name: "Gammelt verft AS", ..Known::default() }).await;
    assert_eq!(ended.iter().map(|found| found.id).collect::<Vec<_>>(), [hidden], "hidden ones too");
    run(&pool, &format!("update contact set ended_at = now() where customer_id = '{id}'; ")).await;
    assert!(found(&pool, &firm, &Known { phones: vec!["412 34 567"], ..Known::default() }).await.is_empty());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_name_that_begins_with_another_may_be_the_same(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let long = firm.add_customer(&pool, json!({"name": "Bodø Sveis & Montasje AS"})).await;
    let short = firm.add_customer(&pool, json!({"name": "Vardø Verft AS"})).await;
    let nicknamed = firm.add_customer(&pool, json!({"name": "Helse Nord RHF", "nickname": "Nordlandssykehuset"})).await;
    let renamed = firm.add_customer(&pool, json!({"name": "Kystbygg Drift"})).await;
    run(&pool, &format!("update customer set name = 'Salten Anlegg AS' where id = '{renamed}'")).await;
    for (typed, expected) in [
        ("Bodø Sveis", long),
        ("Bodø Sveis AS", long),
        ("bodo og sveis", long),
        ("Vardø Verft Mekaniske Verksted", short),
        ("Vardø Verft og Slipp AB", short),
        ("Nordlandssykehuset", nicknamed),
        ("Nordlandssykehuset Bodø", nicknamed),
        ("Kystbygg Drift Nord", renamed),
        ("Kystbygg", renamed),
    ] {
        let found = found(&pool, &firm, &Known { name: typed, ..Known::default() }).await;
        assert_eq!(found.iter().map(|found| found.id).collect::<Vec<_>>(), [expected], "{typed}");
        assert_eq!(found[0].likeness, [Likeness::Name]);
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_place_or_half_a_word_is_no_customers_name(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "syd").await;
    other.add_customer(&pool, json!({"name": "Narvik Sveis og Montasje"})).await;
    for what in ["Sveis", "Byggservice", "Elektro", "Transport", "Vaskeri", "Regnskap"] {
        for place in ["Bodø", "Bergen"] {
            firm.add_customer(&pool, json!({"name": format!("{place} {what} AS")})).await;
        }
    }
    for typed in ["Bodø", "Bodø AS", "Bergen", "Bergen Elektrisk Nord", "Bodø Reg", "Sveis", "Narvik Sveis", "Og og AS"]
    {
        let found = found(&pool, &firm, &Known { name: typed, ..Known::default() }).await;
        assert_eq!(found, [], "{typed}");
    }
    // Of many that fit the best are told.
    for at in 1..=8 {
        firm.add_customer(&pool, json!({"name": format!("Kiwi Dagligvare avdeling {at}")})).await;
    }
    assert_eq!(found(&pool, &firm, &Known { name: "Kiwi Dagligvare", ..Known::default() }).await.len(), 5);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_is_another_customer_is_not_found(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "syd").await;
    let kept = json!({"name": "Bodø Sveis & Montasje AS", "organisation_number": "988077917", "phone": "+4775500120"});
    other.add_customer(&pool, kept).await;
    firm.add_customer(&pool, json!({"name": "Per Hansen"})).await;
    for known in [
        Known {
            name: "Bodø Sveis & Montasje AS",
            organisation_number: "988077917",
            phones: vec!["75 50 01 20"],
            ..Known::default()
        },
        Known { name: "Per Jansen", ..Known::default() },
        Known { name: "AS", ..Known::default() },
        Known { organisation_number: "988077918", ..Known::default() },
        Known::default(),
        Known { name: " ", phones: vec!["", " ", "x"], emails: vec!["", "@"], ..Known::default() },
    ] {
        assert_eq!(found(&pool, &firm, &known).await, [], "{known:?}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_similar_customer_is_registered_once_somebody_says_it_is_another(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let kept = firm.add_customer(&pool, json!({"name": "Alfa AS", "organisation_number": "988077917"})).await;
    let me = firm.consultant.to_string();
    let values = customer("Omega", &me, &[("organisation_number", "988077917")]);
    let request = RegistrationId::generate();
    for others in [&[][..], &[firm.customer]] {
        let refused = done(&pool, &firm, firm.consultant, request, &values, &CONTACT, others).await;
        assert_eq!(told(refused).code, ErrorCode::PossibleDuplicate);
    }
    assert_eq!(value::<i64>(&pool, "select count(*) from customer where name = 'Omega'").await, 0);
    assert!(
        done(&pool, &firm, firm.consultant, request, &values, &CONTACT, &[kept]).await.is_ok(),
        "it is not forbidden"
    );
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn numbers_of_each_country_are_checked_and_other_countries_are_not_blocked(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for (name, country, number, good) in [
        ("Alfa", "NO", "988077918", false),
        ("Beta", "SE", "556036-0794", false),
        ("Gamma", "SE", "556036-0793", true),
        ("Delta", "DE", "HRB 1234 b", true),
    ] {
        let more = [("country", country), ("organisation_number", number), ("visiting_postal_code", "116 45")];
        let more = if country == "SE" { &more[..] } else { &more[..2] };
        let outcome = named(&pool, &firm, name, more).await;
        match outcome {
            Ok(_) => assert!(good, "{name}"),
            Err(error) => {
                assert!(!good, "{name}: {error}");
                let error = domain::error::ApiError::from(error);
                assert_eq!(error.problem_of("organisation_number"), Some(Problem::CheckDigit), "{name}");
            }
        }
    }
}
