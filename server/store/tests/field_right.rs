//! A field that is kept from a role is nowhere for it; one that it may only see is changed nowhere.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, customer_patch, run, told};
use domain::{
    bulk::{BulkChange, How},
    error::{ErrorCode, Problem},
    exchange::{Column, Out},
    field::{self, Entity, Field, OwnKind},
    filter::{self, Filter},
    id::UserId,
    language::Language,
    policy::Access,
    register::{RegisterQuery, Scope},
    user::Role,
};
use serde_json::json;
use sqlx::PgPool;
use store::{
    StoreError,
    card::{Card, ContactsWanted, Wanted},
    field_right::{self, Decision},
    similar::{Known, similar},
};

fn decision(entity: Entity, key: &str, role: Role, read: Access, wanted: Access) -> Decision {
    let field = if entity == Entity::Contact { field::contact(key) } else { field::customer(key) };
    Decision { field: field.unwrap(), role, read, wanted }
}

async fn decide(pool: &PgPool, firm: &Firm, who: UserId, decisions: &[Decision]) -> Result<(), StoreError> {
    let mut tx = firm.tx(pool, who).await;
    field_right::decide(&mut tx, decisions).await?;
    tx.commit().await?;
    Ok(())
}

/// Keeps a field from consultants, or lets them only see it.
async fn limit(pool: &PgPool, firm: &Firm, entity: Entity, key: &str, wanted: Access) {
    let one = decision(entity, key, Role::Consultant, Access::Change, wanted);
    decide(pool, firm, firm.administrator, &[one]).await.unwrap();
}

async fn card(pool: &PgPool, firm: &Firm, who: UserId) -> Card {
    let mut tx = firm.tx(pool, who).await;
    let wanted = Wanted { contacts: ContactsWanted::All, ..Wanted::default() };
    store::card::read(&mut tx, firm.customer, wanted, Language::Nb).await.unwrap()
}

fn of(key: &str) -> &'static Field {
    field::customer(key).unwrap()
}

async fn with_values(pool: &PgPool) -> Firm {
    let mut firm = Firm::make(pool, "nord").await;
    let values =
        json!({"name": "Nordlys AS", "phone": "+4775500120", "email": "post@nordlys.example", "fax": "+4775500121"});
    let contact =
        json!({"first_name": "Per", "last_name": "Vik", "mobile": "+4790111222", "email": "per@nordlys.example"});
    firm.customer = firm.add_customer_with(pool, values, contact).await;
    firm
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn administrators_alone_decide_and_what_a_card_is_known_by_is_kept_from_nobody(pool: PgPool) {
    let firm = with_values(&pool).await;
    let one = decision(Entity::Customer, "phone", Role::Consultant, Access::Change, Access::None);
    for who in [firm.consultant, firm.reader] {
        assert_eq!(told(decide(&pool, &firm, who, &[one]).await).code, ErrorCode::Forbidden);
    }
    let name = decision(Entity::Customer, "name", Role::Consultant, Access::Change, Access::None);
    let refused = told(decide(&pool, &firm, firm.administrator, &[one, name]).await);
    assert_eq!(refused.problem_of("customer.name.consultant"), Some(Problem::Choice));
    assert_eq!(card(&pool, &firm, firm.consultant).await.values.text("phone"), "+4775500120", "nothing was written");
    // Two administrators who decide of the same are told.
    decide(&pool, &firm, firm.administrator, &[one]).await.unwrap();
    let other = decision(Entity::Customer, "phone", Role::Consultant, Access::Change, Access::See);
    let refused = told(decide(&pool, &firm, firm.administrator, &[other]).await);
    assert_eq!(refused.problem_of("customer.phone.consultant"), Some(Problem::ChangedSince));
    // Another firm's consultants see theirs.
    let syd = Firm::make(&pool, "syd").await;
    let mut tx = syd.tx(&pool, syd.consultant).await;
    assert!(tx.session().rights.is_usual());
    assert!(field_right::list(&mut tx).await.is_err());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_field_that_is_kept_is_not_on_the_card_nor_in_history_log_and_earlier_cards(pool: PgPool) {
    let firm = with_values(&pool).await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    store::customer::change(&mut tx, firm.customer, 1, &customer_patch(&[("phone", "75 50 01 99")])).await.unwrap();
    tx.commit().await.unwrap();
    limit(&pool, &firm, Entity::Customer, "phone", Access::None).await;
    limit(&pool, &firm, Entity::Contact, "mobile", Access::None).await;
    for (who, sees) in [(firm.consultant, false), (firm.administrator, true), (firm.reader, true)] {
        let read = card(&pool, &firm, who).await;
        assert_eq!(read.values.0.contains_key("phone"), sees);
        assert!(read.values.0.contains_key("email"));
        assert_eq!(read.firm.uses(of("phone")), sees);
        assert_eq!(read.contacts[0].values.0.contains_key("mobile"), sees);
        assert!(read.contacts[0].values.0.contains_key("email"));
        let mut tx = firm.tx(&pool, who).await;
        assert_eq!(store::customer::values(&mut tx, firm.customer).await.unwrap().values.0.contains_key("phone"), sees);
        let fields = [of("phone"), of("email")];
        let row = firm.customer.0;
        let (past, _) = store::history::read(&mut tx, Some(firm.customer), row, &fields, Language::Nb).await.unwrap();
        assert_eq!(past.iter().any(|past| past.field.key == "phone"), sees);
        assert!(past.iter().any(|past| past.field.key == "email"));
        let (log, _) = store::log::list(&mut tx, firm.customer, None, 100, Language::Nb).await.unwrap();
        let names = |column: &str| log.iter().any(|entry| entry.changes.iter().any(|(name, ..)| name == column));
        assert_eq!((names("phone"), names("email")), (sees, true));
        let now = jiff::Timestamp::now().to_string();
        let store::as_of::Found::Card(then) =
            store::as_of::read(&mut tx, firm.customer, &now, Language::Nb).await.unwrap()
        else {
            panic!("no card")
        };
        assert_eq!(then.card.values.0.contains_key("phone"), sees);
        let preview = store::register::preview(&mut tx, firm.customer).await.unwrap().unwrap();
        assert_eq!(preview.values.0.contains_key("phone"), sees);
        assert_eq!(preview.contacts[0].values.0.contains_key("mobile"), sees);
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_field_that_is_kept_is_found_by_no_search_filter_column_or_file(pool: PgPool) {
    let firm = with_values(&pool).await;
    limit(&pool, &firm, Entity::Customer, "phone", Access::None).await;
    limit(&pool, &firm, Entity::Contact, "mobile", Access::None).await;
    for (who, sees) in [(firm.consultant, false), (firm.administrator, true)] {
        let mut tx = firm.tx(&pool, who).await;
        let found = store::search::search(&mut tx, "75500120", false, 8).await.unwrap();
        assert_eq!(!found.customers.is_empty(), sees, "by the number that is kept");
        let found = store::search::search(&mut tx, "90111222", false, 8).await.unwrap();
        assert_eq!(!found.contacts.is_empty(), sees);
        let found = store::search::search(&mut tx, "nordlys", false, 8).await.unwrap();
        assert_eq!((found.customers.len(), found.contacts.len()), (1, 1), "by what is seen");
        let query = |filter: &str| RegisterQuery {
            scope: Scope::Firm,
            filter: Filter::parse(filter),
            ..RegisterQuery::default()
        };
        let columns = ["phone", "email"].map(|key| filter::Column::from_key(key).unwrap());
        let page = store::register::page(&mut tx, &query("phone.has:75500120"), &columns, None).await.unwrap();
        assert_eq!(!page.rows.is_empty(), sees, "not even by an address that somebody wrote by hand");
        let page = store::register::page(&mut tx, &query("name.has:nordlys"), &columns, None).await.unwrap();
        assert_eq!(page.rows[0].values.0.contains_key("phone"), sees);
        assert!(page.rows[0].values.0.contains_key("email"));
        assert_eq!(page.unused.contains(&"phone"), !sees);
        store::register::export::begin(&mut tx, &query("name.has:nordlys"), None).await.unwrap();
        let out = [Column::Field(of("phone")), Column::Field(of("email"))].map(Out::Column);
        let rows = store::register::export::next(&mut tx, &out).await.unwrap();
        assert_eq!(rows[0].customer.0.contains_key("phone"), sees);
        assert!(rows[0].customer.0.contains_key("email"));
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_field_that_may_only_be_seen_is_changed_nowhere(pool: PgPool) {
    let firm = with_values(&pool).await;
    limit(&pool, &firm, Entity::Customer, "email", Access::See).await;
    limit(&pool, &firm, Entity::Contact, "mobile", Access::See).await;
    assert_eq!(card(&pool, &firm, firm.consultant).await.values.text("email"), "post@nordlys.example", "it is seen");
    let mut tx = firm.tx(&pool, firm.administrator).await;
    store::customer::change(&mut tx, firm.customer, 1, &customer_patch(&[("email", "ny@nordlys.example")]))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let refused = told(store::customer::change(&mut tx, firm.customer, 2, &customer_patch(&[("email", "")])).await);
    assert_eq!(refused.problem_of("email"), Some(Problem::ReadOnly));
    store::customer::change(&mut tx, firm.customer, 2, &customer_patch(&[("fax", "")])).await.unwrap();
    let contact: Vec<(&'static Field, &str)> =
        [("first_name", "Eva"), ("last_name", "Berg"), ("mobile", "90 11 12 23")]
            .map(|(key, typed)| (field::contact(key).unwrap(), typed))
            .to_vec();
    let refused = told(store::contact::add(&mut tx, firm.customer, &contact).await);
    assert_eq!(refused.problem_of("mobile"), Some(Problem::ReadOnly));
    store::contact::add(&mut tx, firm.customer, &contact[..2]).await.unwrap();
    drop(tx);
    // Not by taking a change back, by changing many, or by a file either.
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let (log, _) = store::log::list(&mut tx, firm.customer, None, 100, Language::Nb).await.unwrap();
    let entry = log.iter().find(|entry| entry.changes.iter().any(|(name, ..)| name == "email") && !entry.by.is_empty());
    let undone = store::undo::undo(&mut tx, firm.customer, entry.map(|entry| entry.id)).await.unwrap();
    assert!(!undone.taken && undone.kept.len() == 1);
    let change = BulkChange { field: "email".to_owned(), how: How::Set, typed: "alle@nordlys.example".to_owned() };
    let refused = told(store::bulk::forecast(&mut tx, &store::bulk::Chosen::These(vec![firm.customer]), &change).await);
    assert_eq!(refused.problem_of("email"), Some(Problem::ReadOnly));
    let target = domain::import::Target::from_key("email").unwrap();
    assert!(!target.is_changed_with(&tx.session().rights));
    drop(tx);
    assert_eq!(card(&pool, &firm, firm.administrator).await.values.text("email"), "ny@nordlys.example");
    // Merging would write it.
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert_eq!(told(store::double::search(&mut tx).await).code, ErrorCode::Forbidden);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_own_field_is_kept_like_others_and_given_again(pool: PgPool) {
    let firm = with_values(&pool).await;
    firm.add_own_field(&pool, OwnKind::Line, "Avtalenummer").await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let own = tx.session().own[0];
    store::customer::change(&mut tx, firm.customer, 1, &[(own, "A-17")]).await.unwrap();
    tx.commit().await.unwrap();
    let of = |read, wanted| [Decision { field: own, role: Role::Consultant, read, wanted }];
    decide(&pool, &firm, firm.administrator, &of(Access::Change, Access::None)).await.unwrap();
    let read = card(&pool, &firm, firm.consultant).await;
    assert!(!read.values.0.contains_key(own.key) && !read.firm.uses(own));
    decide(&pool, &firm, firm.administrator, &of(Access::None, Access::Change)).await.unwrap();
    assert_eq!(card(&pool, &firm, firm.consultant).await.values.text(own.key), "A-17");
    // Each decision is in the log of settings, and can be taken back there.
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let asked = store::setting_log::Asked {
        area: Some(domain::setting_log::Area::Rights),
        ..store::setting_log::Asked::default()
    };
    let entries = store::setting_log::list(&mut tx, asked).await.unwrap().entries;
    assert_eq!(entries.len(), 2);
    assert!(store::setting_log::undo(&mut tx, entries[0].id).await.unwrap());
    tx.commit().await.unwrap();
    assert!(!card(&pool, &firm, firm.consultant).await.values.0.contains_key(own.key));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_is_kept_is_told_by_no_offer_no_likeness_and_no_list_of_addresses(pool: PgPool) {
    let firm = with_values(&pool).await;
    limit(&pool, &firm, Entity::Customer, "phone", Access::None).await;
    limit(&pool, &firm, Entity::Contact, "email", Access::None).await;
    for (who, sees) in [(firm.administrator, true), (firm.consultant, false)] {
        let mut tx = firm.tx(&pool, who).await;
        let people = store::dialog::reachable(&mut tx, firm.customer).await.unwrap();
        assert_eq!(people.iter().any(|one| one.email == "per@nordlys.example"), sees);
        assert!(people.iter().any(|one| one.mobile == "+4790111222"), "what nobody keeps stays");
        let offered = store::company::offer(&mut tx, "75500120", None).await.unwrap();
        assert_eq!(!offered.is_empty(), sees);
        assert!(!store::company::offer(&mut tx, "nordlys", None).await.unwrap().is_empty());
        let phones = Known { phones: vec!["75 50 01 20"], ..Known::default() };
        assert_eq!(!similar(&mut tx, &phones, None).await.unwrap().is_empty(), sees);
        let emails = Known { emails: vec!["per@nordlys.example"], ..Known::default() };
        assert_eq!(!similar(&mut tx, &emails, None).await.unwrap().is_empty(), sees);
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_is_kept_takes_no_place_in_the_log(pool: PgPool) {
    let firm = with_values(&pool).await;
    for (version, patch) in [(1, ("fax", "75500130")), (2, ("phone", "75500131")), (3, ("phone", "75500132"))] {
        let mut tx = firm.tx(&pool, firm.administrator).await;
        store::customer::change(&mut tx, firm.customer, version, &customer_patch(&[patch])).await.unwrap();
        tx.commit().await.unwrap();
    }
    limit(&pool, &firm, Entity::Customer, "phone", Access::None).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let (entries, _) = store::log::list(&mut tx, firm.customer, None, 1, Language::Nb).await.unwrap();
    let columns: Vec<&str> =
        entries.iter().flat_map(|entry| &entry.changes).map(|(column, ..)| column.as_str()).collect();
    assert!(columns.contains(&"fax"), "{columns:?}");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn where_a_customer_is_is_not_told_by_its_distance_either(pool: PgPool) {
    let firm = with_values(&pool).await;
    let county = filter::Column::from_key("county").unwrap();
    run(&pool, &format!("update customer set visiting_postal_code = '8006' where id = '{}'", firm.customer)).await;
    limit(&pool, &firm, Entity::Customer, "visiting_postal_code", Access::None).await;
    let query =
        RegisterQuery { scope: Scope::Firm, filter: Filter::parse("county.any:NO-18"), ..RegisterQuery::default() };
    for (who, sees) in [(firm.administrator, true), (firm.consultant, false)] {
        let mut tx = firm.tx(&pool, who).await;
        let page = store::register::page(&mut tx, &query, &[county], None).await.unwrap();
        assert_eq!(!page.rows.is_empty(), sees, "told by a county");
    }
}
