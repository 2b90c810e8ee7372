//! Which fields a firm uses and how much they matter: decided by administrators, kept to wherever
//! customers and contacts are written, and no hindrance for those that were there before.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::{
    common::{Firm, contact_patch, customer_patch, run, told, value},
    import::{File, by, check, rows},
};
use domain::{
    bulk::{BulkChange, How},
    customer::{CustomerKind, CustomerType},
    error::{ErrorCode, Problem},
    field::{self, Audience, Entity, Field, Need, Needs},
    id::{CommandId, CustomerId, RegistrationId, UserId},
    import::Verdict,
    language::Language,
};
use serde_json::json;
use sqlx::PgPool;
use store::{
    StoreError,
    bulk::{Chosen, forecast},
    card::Wanted,
    registration::{New, register},
    rule::{self, Decision},
};

fn of(entity: Entity, key: &str) -> &'static Field {
    if entity == Entity::Contact { field::contact(key).unwrap() } else { field::customer(key).unwrap() }
}

/// Decides one field of companies, as it stands for all types or for these.
async fn decide(
    pool: &PgPool,
    firm: &Firm,
    who: UserId,
    (entity, key, need): (Entity, &str, Need),
    types: &[CustomerType],
) -> Result<CommandId, StoreError> {
    let mut tx = firm.tx(pool, who).await;
    let field = of(entity, key);
    let rules = store::settings::read(&mut tx).await?.rules;
    let read = rule::common(&rules, field, CustomerKind::Company, types);
    rule::decide(&mut tx, entity, types, &[Decision { field, kind: CustomerKind::Company, read, need }]).await?;
    let command = tx.command();
    tx.commit().await?;
    Ok(command)
}

async fn for_companies(pool: &PgPool, firm: &Firm, entity: Entity, key: &str, need: Need) -> CommandId {
    decide(pool, firm, firm.administrator, (entity, key, need), CustomerType::ALL).await.unwrap()
}

async fn needs(pool: &PgPool, firm: &Firm, kind: &str, customer_type: &str) -> Needs {
    let mut tx = firm.tx(pool, firm.reader).await;
    store::settings::read(&mut tx).await.unwrap().needs(Audience::of(kind, customer_type))
}

async fn registered(
    pool: &PgPool,
    firm: &Firm,
    customer: &[(&str, &str)],
    contact: &[(&str, &str)],
) -> Result<CustomerId, StoreError> {
    let me = firm.consultant.to_string();
    let must = [("name", "Fjord AS"), ("customer_type", "ordinary"), ("country", "NO"), ("responsible", me.as_str())];
    let is_left = |(key, _): &(&str, &str)| !customer.iter().any(|(given, _)| given == key);
    let customer: Vec<(&str, &str)> = must.into_iter().filter(is_left).chain(customer.iter().copied()).collect();
    let names = [("first_name", "Eva"), ("last_name", "Berg")];
    let contact: Vec<(&str, &str)> = names.into_iter().chain(contact.iter().copied()).collect();
    let mut tx = firm.tx(pool, firm.consultant).await;
    let new = New {
        request: RegistrationId::generate(),
        customer: &customer_patch(&customer),
        contact: &contact_patch(&contact),
        others: &[],
        registry: &[],
    };
    let id = register(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(id)
}

async fn change(pool: &PgPool, firm: &Firm, version: i32, values: &[(&str, &str)]) -> Result<(), StoreError> {
    let mut tx = firm.tx(pool, firm.consultant).await;
    store::customer::change(&mut tx, firm.customer, version, &customer_patch(values)).await?;
    tx.commit().await?;
    Ok(())
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_an_administrator_decides_counts_for_its_kind_and_types_in_the_firm_alone(pool: PgPool) {
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let prospects = &[CustomerType::Prospect];
    for who in [firm.consultant, firm.reader] {
        let refused = told(decide(&pool, &firm, who, (Entity::Customer, "email", Need::Must), prospects).await);
        assert_eq!(refused.code, ErrorCode::Forbidden);
    }
    assert_eq!(value::<i64>(&pool, "select count(*) from field_rule").await, 0, "what was refused made no row");
    decide(&pool, &firm, firm.administrator, (Entity::Customer, "email", Need::Must), prospects).await.unwrap();
    let email = of(Entity::Customer, "email");
    assert_eq!(needs(&pool, &firm, "company", "prospect").await.of(email), Need::Must);
    assert_eq!(needs(&pool, &firm, "company", "ordinary").await.of(email), Need::Should);
    assert_eq!(needs(&pool, &firm, "private", "prospect").await.of(email), Need::Should);
    assert_eq!(needs(&pool, &other, "company", "prospect").await.of(email), Need::Should);
    let mut tx = firm.tx(&pool, firm.reader).await;
    let card = store::card::read(&mut tx, firm.customer, Wanted::default(), Language::Nb).await.unwrap();
    assert_eq!(card.firm.rules.need(email, Audience::of("company", "prospect")), Need::Must, "the card knows it too");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_nothing_works_without_or_always_has_an_answer_can_not_be_decided(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for (key, need) in
        [("name", Need::Off), ("status", Need::May), ("is_supplier", Need::Must), ("currency", Need::Must)]
    {
        let wish = (Entity::Customer, key, need);
        let refused = told(decide(&pool, &firm, firm.administrator, wish, CustomerType::ALL).await);
        assert_eq!(refused.problem_of(&format!("{key}.company")), Some(Problem::Choice), "{key}");
    }
    for_companies(&pool, &firm, Entity::Customer, "is_supplier", Need::Off).await;
    assert!(!needs(&pool, &firm, "company", "ordinary").await.is_used(of(Entity::Customer, "is_supplier")));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_customer_is_not_registered_without_what_the_firm_says_must_be_there(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for_companies(&pool, &firm, Entity::Customer, "email", Need::Must).await;
    for_companies(&pool, &firm, Entity::Contact, "mobile", Need::Must).await;
    let refused = told(registered(&pool, &firm, &[("kind", "company"), ("email", " ")], &[]).await);
    assert_eq!(refused.problem_of("email"), Some(Problem::Required));
    assert_eq!(refused.problem_of("contact.mobile"), Some(Problem::Required));
    assert_eq!(refused.fields.len(), 2, "{refused:?}");
    assert!(registered(&pool, &firm, &[("kind", "private")], &[]).await.is_ok(), "asked of companies alone");
    let email = [("kind", "company"), ("email", "post@fjord.example"), ("name", "Vik AS")];
    assert!(registered(&pool, &firm, &email, &[("mobile", "41234567")]).await.is_ok());
    // A contact that is added later, too.
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let names = [("first_name", "Per"), ("last_name", "Vik")];
    let refused = told(store::contact::add(&mut tx, firm.customer, &contact_patch(&names)).await);
    assert_eq!(refused.problem_of("mobile"), Some(Problem::Required));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn who_lacks_it_already_is_not_locked_and_who_has_it_keeps_it(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for_companies(&pool, &firm, Entity::Customer, "email", Need::Must).await;
    change(&pool, &firm, 1, &[("nickname", "Uten e-post")]).await.unwrap();
    let mut tx = firm.tx(&pool, firm.reader).await;
    let card = store::card::read(&mut tx, firm.customer, Wanted::default(), Language::Nb).await.unwrap();
    drop(tx);
    let needs = card.firm.needs(Audience::of_customer(&card.values));
    assert!(needs.lacks(of(Entity::Customer, "email"), &card.values));
    change(&pool, &firm, 2, &[("email", "post@nord.example")]).await.unwrap();
    let refused = told(change(&pool, &firm, 3, &[("email", ""), ("nickname", "Kort")]).await);
    assert_eq!(refused.problem_of("email"), Some(Problem::Required));
    change(&pool, &firm, 3, &[("nickname", "Kort")]).await.unwrap();
    let kept = "select email || nickname from customer where number = 10001";
    assert_eq!(value::<String>(&pool, kept).await, "post@nord.exampleKort");
    // It is asked of companies; of whoever becomes a private person in the same save it is not.
    change(&pool, &firm, 4, &[("email", ""), ("kind", "private")]).await.unwrap();
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_contact_keeps_what_must_be_there(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for_companies(&pool, &firm, Entity::Contact, "email", Need::Must).await;
    let values = json!({"first_name": "Per", "last_name": "Vik", "email": "per@vik.example", "position": "Sjef"});
    let id = firm.add_contact(&pool, firm.customer, values).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let refused = told(store::contact::change(&mut tx, firm.customer, id, 1, &contact_patch(&[("email", "")])).await);
    assert_eq!(refused.problem_of("email"), Some(Problem::Required));
    store::contact::change(&mut tx, firm.customer, id, 1, &contact_patch(&[("position", "")])).await.unwrap();
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_somebody_else_has_decided_since_stays_and_is_told(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let decision = |key, read, need| Decision {
        field: of(Entity::Customer, key),
        kind: CustomerKind::Company,
        read: Some(read),
        need,
    };
    for_companies(&pool, &firm, Entity::Customer, "email", Need::Must).await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let stale = [decision("email", Need::Should, Need::May), decision("fax", Need::May, Need::Off)];
    let refused = told(rule::decide(&mut tx, Entity::Customer, CustomerType::ALL, &stale).await);
    assert_eq!(refused.problem_of("email.company"), Some(Problem::ChangedSince));
    assert_eq!(refused.fields.len(), 1);
    drop(tx);
    let now = needs(&pool, &firm, "company", "ordinary").await;
    assert_eq!(now.of(of(Entity::Customer, "email")), Need::Must);
    assert_eq!(now.of(of(Entity::Customer, "fax")), Need::May, "nothing is half written");
    // Who wants what stands already has nothing to be told.
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let same = [decision("email", Need::Should, Need::Must)];
    rule::decide(&mut tx, Entity::Customer, CustomerType::ALL, &same).await.unwrap();
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_decision_is_taken_back_where_it_still_stands(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "syd").await;
    let undo = async |firm: &Firm, command| {
        let mut tx = firm.tx(&pool, firm.administrator).await;
        rule::undo(&mut tx, command).await?;
        tx.commit().await
    };
    let email = of(Entity::Customer, "email");
    let first = for_companies(&pool, &firm, Entity::Customer, "email", Need::Must).await;
    assert_eq!(told(undo(&other, first).await).code, ErrorCode::NotFound);
    let prospects = &[CustomerType::Prospect];
    decide(&pool, &firm, firm.administrator, (Entity::Customer, "email", Need::May), prospects).await.unwrap();
    undo(&firm, first).await.unwrap();
    assert_eq!(needs(&pool, &firm, "company", "ordinary").await.of(email), Need::Should, "as before");
    assert_eq!(needs(&pool, &firm, "company", "prospect").await.of(email), Need::May, "decided since");
    assert_eq!(told(undo(&firm, first).await).problem_of("command"), Some(Problem::ChangedSince));
    let mut tx = firm.tx(&pool, firm.administrator).await;
    assert!(rule::just_done(&mut tx, first).await.unwrap());
    assert!(!rule::just_done(&mut tx, CommandId::generate()).await.unwrap());
    assert_eq!(rule::last_changed(&mut tx).await.unwrap().map(|(_, by)| by).as_deref(), Some("Astrid nord"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn it_is_said_how_many_lack_a_value(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    Firm::make(&pool, "syd").await;
    for (name, values) in [("A", json!({"email": "a@a.example"})), ("B", json!({})), ("C", json!({}))] {
        let mut values = values;
        values["name"] = json!(name);
        firm.add_customer(&pool, values).await;
    }
    run(&pool, "update customer set groups = array[gen_random_uuid()] where name = 'C'").await;
    run(&pool, "update customer set kind = 'private' where name = 'B'").await;
    let mut tx = firm.tx(&pool, firm.reader).await;
    let counts = rule::counts(&mut tx, Entity::Customer).await.unwrap();
    let companies = || Audience::all().filter(|audience| audience.kind == CustomerKind::Company);
    assert_eq!(counts.of(of(Entity::Customer, "email"), companies()), (3, 2));
    assert_eq!(counts.of(of(Entity::Customer, "email"), Audience::all()), (4, 3));
    assert_eq!(counts.of(of(Entity::Customer, "groups"), Audience::all()), (4, 3), "an empty list is no value");
    let contacts = rule::counts(&mut tx, Entity::Contact).await.unwrap();
    let (all, lacking) = contacts.of(of(Entity::Contact, "mobile"), Audience::all());
    assert_eq!(
        value::<i64>(&pool, &format!("select count(*) from contact where tenant_id = '{}'", firm.tenant)).await,
        all
    );
    assert!(lacking > 0 && lacking <= all);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_change_of_many_and_a_file_empty_nothing_that_must_be_there(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for_companies(&pool, &firm, Entity::Customer, "email", Need::Must).await;
    let with = |name| json!({"name": name, "email": "post@a.example"});
    let company = firm.add_customer(&pool, with("Firma")).await;
    let private = firm.add_customer(&pool, with("Kari")).await;
    let kinds = "update customer set external_id = name, kind = case name when 'Kari' then 'private' else kind end
        where email is not null";
    run(&pool, kinds).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let change = BulkChange { field: "email".to_owned(), how: How::Set, typed: String::new() };
    let seen = forecast(&mut tx, &Chosen::These(vec![company, private]), &change).await.unwrap();
    assert_eq!((seen.changes, seen.refused.len()), (1, 1));
    assert_eq!((seen.refused[0].problem, seen.refused[0].count), (Problem::Required, 1));
    drop(tx);
    let file = File {
        columns: &["external_id", "name", "kind", "email", "contact.name"],
        rows: &[
            &["Firma", "Firma", "Firma", "", "Eva Berg"],
            &["Kari", "Kari", "Privat", "", "Eva Berg"],
            &["ny-1", "Ny uten", "Firma", "", "Eva Berg"],
            &["ny-2", "Ny med", "Firma", "post@ny.example", "Eva Berg"],
            &["ny-3", "Ny privat", "Privat", "", "Eva Berg"],
        ],
        settings: domain::import::Settings { empty: domain::import::Empty::Clear, ..by("external_id") },
    };
    let id = check(&pool, &firm, firm.consultant, &file).await;
    let rows = rows(&pool, &firm, id).await;
    let verdicts: Vec<Verdict> = rows.iter().map(|row| row.verdict).collect();
    let expected = [Verdict::Wrong, Verdict::Changed, Verdict::Wrong, Verdict::New, Verdict::New];
    assert_eq!(verdicts, expected, "{rows:?}");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_line_of_an_address_is_asked_for_where_the_customer_has_one_of_its_own(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for_companies(&pool, &firm, Entity::Customer, "postal_street", Need::Must).await;
    let same = [("kind", "company"), ("postal_same_as", "visiting")];
    assert!(registered(&pool, &firm, &same, &[]).await.is_ok(), "it is the visiting address");
    let own = [("kind", "company"), ("postal_same_as", "own"), ("name", "Vik AS")];
    assert_eq!(told(registered(&pool, &firm, &own, &[]).await).problem_of("postal_street"), Some(Problem::Required));
    let mut tx = firm.tx(&pool, firm.reader).await;
    let counts = rule::counts(&mut tx, Entity::Customer).await.unwrap();
    assert_eq!(counts.of(of(Entity::Customer, "postal_street"), Audience::all()).1, 0, "nobody lacks it");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_a_switch_has_turned_off_is_not_asked_for(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for_companies(&pool, &firm, Entity::Customer, "nickname", Need::Must).await;
    assert_eq!(
        told(registered(&pool, &firm, &[("kind", "company")], &[]).await).problem_of("nickname"),
        Some(Problem::Required)
    );
    let mut tx = firm.tx(&pool, firm.administrator).await;
    store::settings::change(&mut tx, 1, &[(field::firm("nickname_used").unwrap(), "no")]).await.unwrap();
    tx.commit().await.unwrap();
    assert!(registered(&pool, &firm, &[("kind", "company")], &[]).await.is_ok());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_last_tag_stays_where_there_must_be_one(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    firm.put_tag_on(&pool, firm.customer).await;
    for_companies(&pool, &firm, Entity::Customer, "tags", Need::Must).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert_eq!(
        told(store::tag::remove(&mut tx, firm.customer, firm.tag).await).problem_of("tag"),
        Some(Problem::Required)
    );
}
