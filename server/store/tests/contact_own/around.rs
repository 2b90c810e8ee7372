//! What own fields of contacts meet: customers that become one, other kinds, rights and files.

use super::{change, declare, stands};
use crate::{
    common::{Firm, run, told, value},
    import::{File, by, check, queue, undo, verdicts, work},
    twins::{merged, of},
};
use domain::{
    error::Problem,
    exchange::{Column, Out},
    field::OwnKind,
    id::ContactId,
    import::{Overwrite, Settings, Verdict},
    language::Language,
    policy::Access,
    register::RegisterQuery,
    user::Role,
};
use serde_json::{Value, json};
use sqlx::PgPool;
use store::{contact, field_right, log, own_field};

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_same_person_gets_what_it_lacks_and_loses_it_again_when_customers_are_split(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (retired, gone) = declare(&pool, &firm, OwnKind::Line, "Skostørrelse").await;
    let (_, field) = declare(&pool, &firm, OwnKind::Line, "Allergier").await;
    let ola = json!({"first_name": "Ola", "last_name": "Nordmann"});
    let other = firm.add_customer_with(&pool, json!({"name": "Sveis Bodø"}), ola).await;
    let theirs: ContactId = value(&pool, &format!("select id from contact where customer_id = '{other}'")).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    contact::change(&mut tx, other, theirs, 1, &[(field, "Nøtter"), (gone, "43")]).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.administrator).await;
    own_field::retire(&mut tx, retired, true).await.unwrap();
    tx.commit().await.unwrap();
    merged(&pool, &firm, &of(&[firm.customer, other])).await;
    assert_eq!(stands(&pool, firm.contact, field).await, json!("Nøtter"));
    assert_eq!(stands(&pool, firm.contact, gone).await, json!("43"), "out of use, and kept");
    let mut tx = firm.tx(&pool, firm.consultant).await;
    store::undo::undo(&mut tx, firm.customer, None).await.unwrap();
    tx.commit().await.unwrap();
    assert!(stands(&pool, firm.contact, field).await.is_null());
    assert_eq!(stands(&pool, theirs, field).await, json!("Nøtter"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn it_gets_another_kind_with_its_values_or_is_refused(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (id, field) = declare(&pool, &firm, OwnKind::Line, "Kanal").await;
    change(&pool, &firm, firm.consultant, 1, field, "SMS").await.unwrap();
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let forecast = own_field::forecast(&mut tx, id, OwnKind::Whole).await.unwrap();
    assert_eq!((forecast.converts, forecast.stays), (0, 1));
    let refused = told(own_field::convert(&mut tx, id, 1, OwnKind::Whole).await);
    assert_eq!(refused.problem_of("name"), Some(Problem::Unconverted { customers: 1 }));
    drop(tx);
    let mut tx = firm.tx(&pool, firm.administrator).await;
    assert_eq!(own_field::convert(&mut tx, id, 1, OwnKind::Choice).await.unwrap(), 1);
    tx.commit().await.unwrap();
    let item: String = value(&pool, "select id::text from list_item where nb = 'SMS'").await;
    assert_eq!(stands(&pool, firm.contact, field).await, json!(item));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_role_from_whom_it_is_kept_sees_nothing_of_it(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (_, field) = declare(&pool, &firm, OwnKind::Line, "Allergier").await;
    change(&pool, &firm, firm.consultant, 1, field, "Nøtter").await.unwrap();
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let kept = field_right::Decision { field, role: Role::Consultant, read: Access::Change, wanted: Access::None };
    field_right::decide(&mut tx, &[kept]).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let page = contact::card(&mut tx, firm.customer, firm.contact, Language::Nb).await.unwrap();
    assert!(!page.contact.values.0.contains_key(field.key));
    let (log, _) = log::list(&mut tx, firm.customer, None, 10, Language::Nb).await.unwrap();
    assert!(log.iter().all(|entry| entry.changes.iter().all(|(column, ..)| column != field.key)));
    drop(tx);
    let refused = told(change(&pool, &firm, firm.consultant, 2, field, "Melk").await);
    assert_eq!(refused.problem_of(field.key), Some(Problem::ReadOnly));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_file_brings_it_takes_it_along_and_the_import_is_taken_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (_, field) = declare(&pool, &firm, OwnKind::Line, "Allergier").await;
    let (_, gone) = declare(&pool, &firm, OwnKind::Line, "Borte").await;
    run(&pool, &format!("update own_field set retired = true where key = '{}'", gone.key)).await;
    change(&pool, &firm, firm.consultant, 1, field, "Egg").await.unwrap();
    let (of_contact, of_gone) = (format!("contact.{}", field.key), format!("contact.{}", gone.key));
    let file = File {
        columns: &["number", "name", "contact.name", &of_contact, &of_gone],
        rows: &[
            &["10001", "Første kunde nord", "Ola Nordmann", "Melk", "x"],
            &["", "Ny kunde", "Eva Berg", "Nøtter", "y"],
        ],
        settings: Settings { overwrite: Overwrite::Replace, ..by("number") },
    };
    let id = check(&pool, &firm, firm.consultant, &file).await;
    assert_eq!(verdicts(&pool, &firm, id).await, [Verdict::Changed, Verdict::New]);
    let job = queue(&pool, &firm, firm.consultant, id).await;
    work(&pool).await;
    assert_eq!(stands(&pool, firm.contact, field).await, json!("Melk"));
    let own = "select own from contact where first_name = 'Eva'";
    assert_eq!(value::<Value>(&pool, own).await, json!({field.key: "Nøtter"}), "nothing of what is out of use");
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let out = [Out::Column(Column::from_key(&of_contact).unwrap())];
    store::register::export::begin(&mut tx, &RegisterQuery::default(), None).await.unwrap();
    let rows = store::register::export::next(&mut tx, &out).await.unwrap();
    let exported: Vec<&str> = rows.iter().map(|row| row.contact.text(field.key)).collect();
    assert!(exported.contains(&"Melk") && exported.contains(&"Nøtter"), "{exported:?}");
    drop(tx);
    undo(&pool, &firm, job).await;
    assert_eq!(stands(&pool, firm.contact, field).await, json!("Egg"));
}
