//! What is written from the card to colleagues and by SMS: to whom, with what each may see, and what nobody is told.

use crate::common::{Firm, run, told, value};
use domain::{dialog::DialogFilter, error::Problem, id::CustomerId, language::Language};
use serde_json::json;
use sqlx::PgPool;
use store::{
    Store, StoreError,
    dialog::{self, Sms, ToColleagues},
    outgoing,
};

const TEXT: ToColleagues<'_> = ToColleagues { to: "", subject: "Ring dem", body: "De venter på svar." };

async fn bodo(firm: &Firm, pool: &PgPool) -> CustomerId {
    firm.add_customer_with(
        pool,
        json!({"name": "Bodø Sveis AS", "phone": "+4775500120", "email": "post@bodo.example", "visiting_place": "Bodø"}),
        json!({"first_name": "Per", "last_name": "Vik", "mobile": "+4790012345", "email": "per@bodo.example"}),
    )
    .await
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_colleague_is_told_no_more_of_a_card_than_they_may_see(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let customer = bodo(&firm, &pool).await;
    for (entity, field, role) in [
        ("customer", "phone", "consultant"),
        ("contact", "mobile", "consultant"),
        ("customer", "visiting_place", "read_only"),
    ] {
        run(
            &pool,
            &format!(
                "insert into field_right (tenant_id, id, entity, field, {role}) values ('{}', gen_random_uuid(), '{entity}', '{field}', 'none')",
                firm.tenant
            ),
        )
        .await;
    }
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let to = [firm.consultant, firm.reader].map(|id| id.to_string()).join(",");
    let checked = dialog::to_colleagues(&mut tx, customer, &ToColleagues { to: &to, ..TEXT }).await.unwrap();
    assert_eq!(checked.to.len(), 2);
    let facts = dialog::facts(&mut tx, customer, Language::Nb).await.unwrap();
    assert_eq!((facts.status.as_str(), facts.responsible.as_str()), ("Aktiv", "Kari nord"));
    for to in &checked.to {
        let seen = facts.clone().seen_by(&to.rights);
        let contact = seen.contact.unwrap();
        assert_eq!(seen.values.text("name"), "Bodø Sveis AS", "what a card is known by is seen by all");
        assert_eq!(contact.text("last_name"), "Vik");
        let is_consultant = to.user == firm.consultant;
        assert_eq!(seen.values.text("phone").is_empty(), is_consultant);
        assert_eq!(contact.text("mobile").is_empty(), is_consultant);
        assert_eq!(seen.values.text("visiting_place").is_empty(), !is_consultant);
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn only_colleagues_with_an_open_account_are_written_to_and_nothing_of_it_is_dialog(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "syd").await;
    run(&pool, &format!("update app_user set active = false where id = '{}'", firm.stranger)).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let (me, closed, foreign) = (firm.consultant.to_string(), firm.stranger.to_string(), other.consultant.to_string());
    let nils = firm.neighbour.to_string();
    for (message, field, problem) in [
        (TEXT, "to", Problem::Required),
        (ToColleagues { to: &me, ..TEXT }, "to", Problem::Choice),
        (ToColleagues { to: &closed, ..TEXT }, "to", Problem::Choice),
        (ToColleagues { to: &foreign, ..TEXT }, "to", Problem::Choice),
        (ToColleagues { to: "nobody", ..TEXT }, "to", Problem::Choice),
        (ToColleagues { to: &nils, subject: " ", ..TEXT }, "subject", Problem::Required),
        (ToColleagues { to: &nils, body: "", ..TEXT }, "body", Problem::Required),
    ] {
        let refused = told(dialog::to_colleagues(&mut tx, firm.customer, &message).await);
        assert_eq!(refused.problem_of(field), Some(problem), "{message:?}");
    }
    let message = ToColleagues { to: &nils, ..TEXT };
    assert!(matches!(dialog::to_colleagues(&mut tx, other.customer, &message).await, Err(StoreError::NotFound)));
    let checked = dialog::to_colleagues(&mut tx, firm.customer, &message).await.unwrap();
    dialog::queue_to_colleague(&mut tx, firm.customer, &checked.to[0], &checked.subject, &checked.body).await.unwrap();
    let (entries, _) = dialog::list(&mut tx, firm.customer, &DialogFilter::default(), 50).await.unwrap();
    assert!(entries.is_empty(), "the customer has no part in it");
    let sent = dialog::sent_to_colleagues(&mut tx, firm.customer).await.unwrap();
    assert_eq!(
        (sent[0].0.as_str(), sent[0].1.to.as_str(), sent[0].1.state.as_str()),
        ("Ring dem", "Nils nord", "queued")
    );
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    assert!(dialog::sent_to_colleagues(&mut tx, firm.customer).await.unwrap().is_empty(), "one's own alone");
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert!(matches!(dialog::to_colleagues(&mut tx, firm.customer, &message).await, Err(StoreError::Forbidden(_))));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_sms_goes_to_each_number_once_and_by_itself(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let customer = bodo(&firm, &pool).await;
    let per: String = value(&pool, &format!("select id::text from contact where customer_id = '{customer}'")).await;
    let ola = firm.contact.to_string();
    let text = Sms { to: &per, other: "900 12 345; +46701234567", body: "Møt opp kl. 7" };
    let mut tx = firm.tx(&pool, firm.consultant).await;
    dialog::send_sms(&mut tx, customer, &text).await.unwrap();
    let long = "č".repeat(671);
    for (message, field, problem) in [
        (Sms { to: "", other: "", ..text }, "to", Problem::Required),
        (Sms { to: &ola, ..text }, "to", Problem::Choice),
        (Sms { other: "12", ..text }, "other", Problem::Phone),
        (Sms { body: "\n", ..text }, "body", Problem::Required),
        (Sms { body: &long, ..text }, "body", Problem::TooManyParts { max: 10 }),
    ] {
        let refused = told(dialog::send_sms(&mut tx, customer, &message).await);
        assert_eq!(refused.problem_of(field), Some(problem), "{message:?}");
    }
    let without = told(dialog::send_sms(&mut tx, firm.customer, &Sms { to: &ola, other: "", ..text }).await);
    assert_eq!(without.problem_of("to"), Some(Problem::NoMobile));
    tx.commit().await.unwrap();
    let queued = "select string_agg(kind || array_to_string(recipients, ',') || cardinality(copies), ' ' order by id) from outgoing";
    assert_eq!(value::<String>(&pool, queued).await, "sms+47900123450 sms+467012345670");
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let (entries, _) = dialog::list(&mut tx, customer, &DialogFilter::default(), 50).await.unwrap();
    assert_eq!((entries.len(), entries[0].kind.as_str(), entries[0].sendings.len()), (1, "sms", 2));
    assert_eq!(entries[0].people, ["Per Vik <+4790012345>", "+46701234567"]);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn whoever_may_not_see_numbers_and_addresses_writes_to_nobody_by_them_and_reads_them_nowhere(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let customer = bodo(&firm, &pool).await;
    let per: String = value(&pool, &format!("select id::text from contact where customer_id = '{customer}'")).await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    dialog::send_sms(&mut tx, customer, &Sms { to: &per, other: "", body: "Hei" }).await.unwrap();
    tx.commit().await.unwrap();
    for key in ["mobile", "email"] {
        run(
            &pool,
            &format!(
                "insert into field_right (tenant_id, id, entity, field, consultant) values ('{}', gen_random_uuid(), 'contact', '{key}', 'none')",
                firm.tenant
            ),
        )
        .await;
    }
    let secret = crate::common::sign_in(&pool, firm.tenant, firm.consultant).await;
    let store = Store::from_pool(pool.clone());
    let mut tx = store.open(&store::SessionToken::new(&secret)).await.unwrap();
    let refused = told(dialog::send_sms(&mut tx, customer, &Sms { to: &per, other: "", body: "Hei" }).await);
    assert_eq!(refused.problem_of("to"), Some(Problem::NoMobile));
    let (entries, _) = dialog::list(&mut tx, customer, &DialogFilter::default(), 50).await.unwrap();
    let card = store::card::read(&mut tx, customer, store::card::Wanted::default(), Language::Nb).await.unwrap();
    for entry in entries.iter().chain(&card.dialog) {
        assert_eq!(entry.people, ["Per Vik"]);
        assert!(!format!("{entry:?}").contains("90012345"), "{entry:?}");
    }
    assert_eq!(card.dialog.len(), 1);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_gateway_reports_only_of_its_own_messages_and_only_once(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    dialog::send_sms(&mut tx, firm.customer, &Sms { to: "", other: "90012345", body: "Hei" }).await.unwrap();
    tx.commit().await.unwrap();
    let store = Store::from_pool(pool.clone());
    let claim = outgoing::take(&store, domain::outgoing::OutgoingKind::Sms).await.unwrap().unwrap();
    assert!(outgoing::hand_over(&store, &claim).await.unwrap());
    outgoing::finish(&store, &claim, outgoing::Outcome::SentAs("s1".to_owned())).await.unwrap();
    let report = async |gateway: &str, arrived: bool| {
        outgoing::report(&store, (claim.tenant, claim.id), gateway, arrived, None).await.unwrap()
    };
    assert!(!report("s2", true).await, "another message");
    let other = domain::id::TenantId::generate();
    assert!(!outgoing::report(&store, (other, claim.id), "s1", true, None).await.unwrap(), "another firm");
    assert_eq!(value::<String>(&pool, "select state from outgoing").await, "sent");
    assert!(report("s1", true).await && report("s1", false).await);
    assert_eq!(value::<String>(&pool, "select state from outgoing").await, "delivered", "what has arrived has arrived");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn many_customers_are_written_to_once_each_and_who_can_not_be_reached_is_told(pool: PgPool) {
    use domain::{
        id::JobId,
        job::{ItemState, Told},
        mailing::Mailing,
    };
    use store::{bulk::Chosen, job};
    let firm = Firm::make(&pool, "nord").await;
    let customer = bodo(&firm, &pool).await;
    let anne = json!({"first_name": "Anne", "last_name": "Aas", "mobile": "+4790012346"});
    let anne = firm.add_contact(&pool, customer, anne).await;
    run(&pool, &format!("update customer set reference_person = '{anne}' where id = '{customer}'")).await;
    let chosen = Chosen::These(vec![customer, firm.customer]);
    let mailing = |kind: &str, whom: &str| Mailing {
        kind: kind.to_owned(),
        whom: whom.to_owned(),
        subject: "Stengt".to_owned(),
        body: "Hei {first_name}".to_owned(),
    };
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let reach = dialog::reach(&mut tx, &chosen, &mailing("sms", "all")).await.unwrap();
    assert_eq!((reach.looked, reach.reached, reach.people, reach.without.len()), (2, 1, 2, 1));
    for (wrong, field, problem) in [
        (Mailing { body: "{x}".to_owned(), ..mailing("sms", "all") }, "body", Problem::UnknownField),
        (Mailing { subject: String::new(), ..mailing("email", "all") }, "subject", Problem::Required),
        (mailing("letter", "all"), "kind", Problem::Choice),
        (mailing("sms", "nobody"), "whom", Problem::Choice),
    ] {
        assert_eq!(told(dialog::check(&tx, &wrong)).problem_of(field), Some(problem));
    }
    let id = JobId::generate();
    dialog::queue_many(&mut tx, id, &chosen, &mailing("sms", "first")).await.unwrap();
    dialog::queue_many(&mut tx, id, &chosen, &mailing("sms", "first")).await.unwrap();
    tx.commit().await.unwrap();
    let store = Store::from_pool(pool.clone());
    let claim = job::take(&store).await.unwrap().unwrap();
    loop {
        let mut chunk = job::open(&store, &claim).await.unwrap().unwrap();
        let (step, changed) = dialog::step(&mut chunk).await.unwrap();
        if step == job::Step::Done {
            chunk.done().await.unwrap();
            break;
        }
        chunk.commit(&changed).await.unwrap();
    }
    let texts = "select string_agg(array_to_string(recipients, ',') || ' ' || body, '|') from outgoing";
    assert_eq!(value::<String>(&pool, texts).await, "+4790012346 Hei Anne", "the reference person, by their own name");
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let items = job::items(&mut tx, id, job::Filter::default()).await.unwrap().items;
    let left: Vec<_> = items.iter().filter(|item| item.state == ItemState::Skipped).collect();
    assert_eq!((left.len(), left[0].customer, left[0].told()), (1, Some(firm.customer), Some(Told::NoRecipient)));
    assert!(!job::read(&mut tx, id).await.unwrap().can_be_undone(), "what was sent is out");
    let mut reader = firm.tx(&pool, firm.reader).await;
    assert!(matches!(dialog::check(&reader, &mailing("sms", "all")), Err(StoreError::Forbidden(_))));
    assert!(dialog::reach(&mut reader, &chosen, &mailing("sms", "all")).await.is_err());
}
