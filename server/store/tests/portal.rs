//! The portal: a contact reaches what is theirs, by what the firm decided, and nothing else.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, portal::typed_enquiry, run, told, value};
use domain::{
    change::{LogCategory, Operation},
    email::Email,
    error::{ErrorCode, Problem},
    id::ContactId,
    language::Language,
    portal::{EnquiryState, PortalModule, PortalReason, PortalRight},
};
use serde_json::{Map, Value, json};
use sqlx::PgPool;
use store::{
    SessionToken, Store, StoreError,
    portal::{
        access, details,
        door::{self, LinkToken},
        enquiry, message, setting,
    },
};

const ALL: &[PortalRight] = PortalRight::ALL;

async fn person(pool: &PgPool, firm: &Firm, name: &str) -> ContactId {
    let email = format!("{}@kunde.example", name.to_lowercase());
    firm.add_contact(pool, firm.customer, json!({"first_name": name, "last_name": "Dahl", "email": email})).await
}

async fn is_in(pool: &PgPool, secret: &str) -> bool {
    Store::from_pool(pool.clone()).open_portal(&SessionToken::new(secret)).await.is_ok()
}

fn map(value: Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap()
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_link_lets_its_owner_in_once_and_opens_no_other_door(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, "Jonas").await;
    let store = Store::from_pool(pool.clone());
    let link = LinkToken::new("secret");
    let mut tx = firm.tx(&pool, firm.consultant).await;
    access::invite(&mut tx, firm.customer, jonas, &[], &link, Some("https://kort.example")).await.unwrap();
    tx.commit().await.unwrap();
    assert!(door::find_link(&store, &LinkToken::new("other")).await.unwrap().is_none());
    let found = door::find_link(&store, &link).await.unwrap().unwrap();
    assert_eq!((found.contact, found.first_name.as_str(), found.has_password), (jonas, "Jonas", false));
    assert!(door::find_link(&store, &link).await.unwrap().is_some(), "looking uses none up");
    assert!(door::take_link(&store, &link, Some("hash")).await.unwrap().is_some());
    assert!(door::take_link(&store, &link, None).await.unwrap().is_none(), "once");
    let account = door::accounts(&store, &Email::parse("JONAS@kunde.example").unwrap()).await.unwrap().remove(0);
    assert_eq!((account.contact, account.password_hash.as_deref()), (jonas, Some("hash")));
    let mut tx = firm.tx(&pool, firm.consultant).await;
    access::invite(&mut tx, firm.customer, jonas, &[], &link, Some("https://kort.example")).await.unwrap();
    tx.commit().await.unwrap();
    run(&pool, "update portal_link set expires_at = now()").await;
    assert!(door::take_link(&store, &link, None).await.unwrap().is_none(), "too old");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_door_is_shut_at_once_whoever_shuts_it(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let shut = [
        "update contact set ended_at = now() where id = '{contact}'",
        "update contact set email = 'ny@kunde.example' where id = '{contact}'",
        "update portal_access set is_open = false where contact_id = '{contact}'",
        "delete from portal_access where contact_id = '{contact}'",
        "insert into firm_portal (tenant_id, is_open) values ('{tenant}', false)",
        "update customer set status = '{hidden}' where id = '{customer}'",
    ];
    let store = Store::from_pool(pool.clone());
    for (n, statement) in shut.iter().enumerate() {
        let name = format!("Jonas{n}");
        let contact = person(&pool, &firm, &name).await;
        let secret = firm.open_portal(&pool, firm.customer, contact, ALL).await;
        let link = LinkToken::new(&name);
        let mut tx = firm.tx(&pool, firm.consultant).await;
        access::invite(&mut tx, firm.customer, contact, ALL, &link, Some("https://kort.example")).await.unwrap();
        tx.commit().await.unwrap();
        assert!(is_in(&pool, &secret).await, "{statement}");
        let statement = statement
            .replace("{contact}", &contact.to_string())
            .replace("{tenant}", &firm.tenant.to_string())
            .replace("{hidden}", &firm.hidden.to_string())
            .replace("{customer}", &firm.customer.to_string());
        run(&pool, &statement).await;
        assert!(!is_in(&pool, &secret).await, "{statement}");
        assert!(door::take_link(&store, &link, None).await.unwrap().is_none(), "{statement}");
        run(&pool, "delete from firm_portal").await;
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_enquiry_is_its_senders_and_those_with_the_right_and_its_firm_is_told(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let [jonas, eva, per] =
        [person(&pool, &firm, "Jonas").await, person(&pool, &firm, "Eva").await, person(&pool, &firm, "Per").await];
    let jonas_in = firm.open_portal(&pool, firm.customer, jonas, &[PortalRight::Enquire]).await;
    let eva_in = firm.open_portal(&pool, firm.customer, eva, &[PortalRight::Enquire]).await;
    let per_in = firm.open_portal(&pool, firm.customer, per, &[PortalRight::Invoices]).await;
    let id = firm.add_enquiry(&pool, &jonas_in).await;
    let mut tx = firm.portal(&pool, &jonas_in).await;
    let told = message::tell(&mut tx, message::Told::Enquiry(id)).await.unwrap();
    assert_eq!(told.iter().map(|to| to.user).collect::<Vec<_>>(), [firm.consultant], "who is responsible");
    tx.commit().await.unwrap();
    for (secret, reason) in [
        (&jonas_in, Some(PortalReason::Own)),
        (&eva_in, Some(PortalReason::RightGiven(PortalRight::Enquire))),
        (&per_in, None),
    ] {
        let mut tx = firm.portal(&pool, secret).await;
        let seen = enquiry::list(&mut tx).await.unwrap();
        assert_eq!(seen.first().map(|seen| seen.reason), reason);
        assert_eq!(enquiry::read(&mut tx, id).await.is_ok(), reason.is_some());
        let sent = enquiry::send(&mut tx, &typed_enquiry(), &[]).await;
        assert_eq!(sent.is_ok(), reason.is_some());
    }
    let mut tx = firm.tx(&pool, firm.consultant).await;
    // What the customer has sent is answered or closed, and not taken back for them.
    let enquiries = Some(LogCategory::Enquiry);
    let (log, _) = store::log::list(&mut tx, firm.customer, enquiries, 50, Language::Nb).await.unwrap();
    let sent = log.iter().find(|entry| entry.operation == Operation::Insert).unwrap();
    assert!(!sent.can_be_undone());
    let refused = crate::common::told(store::undo::undo(&mut tx, firm.customer, Some(sent.id)).await);
    assert_eq!(refused.problem_of("entry"), Some(Problem::NothingToUndo));
    let one = store::enquiry::list(&mut tx, firm.customer).await.unwrap().remove(0);
    assert_eq!((one.state, one.places, one.files.len()), (EnquiryState::New, Some(2), 1));
    let empty = told_of(store::enquiry::handle(&mut tx, firm.customer, id, 1, "answered", " ").await);
    assert_eq!(empty, Some(Problem::Required));
    store::enquiry::handle(&mut tx, firm.customer, id, 1, "answered", "Vi har to ledige.").await.unwrap();
    let late = told_of(store::enquiry::handle(&mut tx, firm.customer, id, 1, "closed", "").await);
    assert_eq!(late, Some(Problem::ChangedSince));
    tx.commit().await.unwrap();
    let mut tx = firm.portal(&pool, &jonas_in).await;
    let seen = enquiry::read(&mut tx, id).await.unwrap().what;
    assert_eq!(
        (seen.state, seen.answer.as_str(), seen.handled_by.as_str()),
        (EnquiryState::Answered, "Vi har to ledige.", "Kari nord")
    );
}

fn told_of<T: std::fmt::Debug>(outcome: Result<T, StoreError>) -> Option<Problem> {
    told(outcome).problem_of("answer")
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_is_closed_is_closed_and_partners_have_their_own_parts(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, "Jonas").await;
    let secret = firm.open_portal(&pool, firm.customer, jonas, ALL).await;
    let modules = async || firm.portal(&pool, &secret).await.session().visitor.modules.clone();
    assert_eq!(modules().await, PortalModule::ALL);
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let chosen = setting::PortalSetting {
        customers: vec![PortalModule::Messages],
        partners: vec![PortalModule::Documents],
        ..setting::PortalSetting::default()
    };
    setting::change(&mut tx, &chosen).await.unwrap();
    let late = told(setting::change(&mut tx, &chosen).await);
    assert_eq!(late.problem_of("is_open"), Some(Problem::ChangedSince));
    tx.commit().await.unwrap();
    assert_eq!(modules().await, [PortalModule::Messages]);
    let mut tx = firm.portal(&pool, &secret).await;
    assert_eq!(told(enquiry::list(&mut tx).await).code, ErrorCode::NotFound, "not even that it exists");
    assert_eq!(told(details::read(&mut tx).await).code, ErrorCode::NotFound);
    drop(tx);
    run(&pool, "update customer set is_supplier = true").await;
    assert_eq!(modules().await, [PortalModule::Documents]);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert_eq!(told(setting::change(&mut tx, &chosen).await).code, ErrorCode::Forbidden);
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let mut wrong = setting::PortalSetting { version: 1, ..chosen };
    wrong.bodies[1] = "Välkommen".to_owned();
    assert_eq!(told(setting::change(&mut tx, &wrong).await).problem_of("body_sv"), Some(Problem::NoLink));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn other_details_are_proposed_once_and_stand_when_the_firm_takes_them(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, "Jonas").await;
    let secret = firm.open_portal(&pool, firm.customer, jonas, &[]).await;
    let typed = map(
        json!({"phone": "75 50 01 20", "website": "", "visiting_street": "Storgata 1", "visiting_postal_code": "8006",
        "visiting_place": "Bodø", "name": "Hacked AS"}),
    );
    let mut tx = firm.portal(&pool, &secret).await;
    assert_eq!(details::propose(&mut tx, &typed).await.unwrap(), 2);
    assert_eq!(details::propose(&mut tx, &typed).await.unwrap(), 0, "the same is proposed once");
    assert_eq!(details::read(&mut tx).await.unwrap().waiting.len(), 2);
    details::change_own(&mut tx, "901 11 222", "").await.unwrap();
    let wrong = told(details::propose(&mut tx, &map(json!({"email": "nobody"}))).await);
    assert_eq!(wrong.problem_of("email"), Some(Problem::Email));
    tx.commit().await.unwrap();
    let changed = "select count(*) from customer where phone is not null or name = 'Hacked AS'";
    assert_eq!(value::<i64>(&pool, changed).await, 0);
    let mobile = format!("select mobile from contact where id = '{jonas}'");
    assert_eq!(value::<String>(&pool, &mobile).await, "+4790111222");
    run(&pool, "update customer set country = 'SE'").await;
    let mut tx = firm.portal(&pool, &secret).await;
    details::change_own(&mut tx, "070-123 45 67", "").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(value::<String>(&pool, &mobile).await, "+46701234567", "a contact of a Swedish customer");
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let card =
        store::card::read(&mut tx, firm.customer, store::card::Wanted::default(), domain::language::Language::Nb)
            .await
            .unwrap();
    let phone = card.proposals.iter().find(|proposal| proposal.part.key == "phone").unwrap();
    assert_eq!((card.proposals.len(), phone.source), (2, domain::change::Source::Portal));
    store::proposal::accept(&mut tx, firm.customer, phone.id).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.portal(&pool, &secret).await;
    let stands = details::read(&mut tx).await.unwrap();
    assert_eq!((stands.customer.text("phone"), stands.waiting.len()), ("+4775500120", 1), "in part");
    let by = "select k.first_name from change_log l join contact k on k.id = l.contact_id where l.table_name = 'contact' and l.source = 'portal'";
    assert_eq!(value::<String>(&pool, by).await, "Jonas", "the log names who did it");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn rights_are_changed_by_those_who_may_and_taken_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, "Jonas").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    access::change(&mut tx, firm.customer, jonas, 0, &[PortalRight::Invoices]).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert_eq!(told(access::change(&mut tx, firm.customer, jonas, 1, ALL).await).code, ErrorCode::Forbidden);
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    let late = told(access::change(&mut tx, firm.customer, jonas, 0, ALL).await);
    assert_eq!(late.problem_of("rights"), Some(Problem::ChangedSince));
    access::change(&mut tx, firm.customer, jonas, 1, ALL).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    assert!(store::undo::undo(&mut tx, firm.customer, None).await.unwrap().taken);
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert_eq!(access::read(&mut tx, firm.customer, jonas).await.unwrap().rights, [PortalRight::Invoices]);
    let other = firm.add_customer(&pool, json!({"name": "Andre"})).await;
    assert_eq!(told(access::read(&mut tx, other, jonas).await).code, ErrorCode::NotFound);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn whoever_looks_as_a_contact_sees_the_same_changes_nothing_and_is_noted(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, "Jonas").await;
    let secret = firm.open_portal(&pool, firm.customer, jonas, &[PortalRight::Enquire]).await;
    firm.add_enquiry(&pool, &secret).await;
    for _ in 0..2 {
        let mut seen = store::portal::see_as(firm.tx(&pool, firm.neighbour).await, jonas).await.unwrap();
        assert_eq!(enquiry::list(&mut seen).await.unwrap().len(), 1);
        assert_eq!(told(enquiry::send(&mut seen, &typed_enquiry(), &[]).await).code, ErrorCode::Forbidden);
        assert_eq!(told(message::write(&mut seen, "Hei").await).code, ErrorCode::Forbidden);
        assert_eq!(told(details::change_own(&mut seen, "", "").await).code, ErrorCode::Forbidden);
        seen.commit().await.unwrap();
    }
    assert_eq!(value::<i64>(&pool, "select count(*) from change_log where table_name = 'portal_look'").await, 1);
    let refused = store::portal::see_as(firm.tx(&pool, firm.reader).await, jonas).await;
    assert_eq!(told(refused).code, ErrorCode::Forbidden);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_portals_role_reaches_no_comment_and_nothing_of_other_contacts(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let [jonas, eva] = [person(&pool, &firm, "Jonas").await, person(&pool, &firm, "Eva").await];
    firm.open_portal(&pool, firm.customer, eva, ALL).await;
    let secret = firm.open_portal(&pool, firm.customer, jonas, ALL).await;
    let other = firm.add_customer(&pool, json!({"name": "Andre"})).await;
    let document = firm.add_document(&pool, firm.customer, "Til Eva").await;
    firm.share(&pool, firm.customer, document, eva).await;
    firm.add_dialog(&pool, firm.customer).await;
    let as_visitor = async |statement: &str| -> Result<i64, String> {
        let mut connection = pool.begin().await.unwrap();
        sqlx::query("select * from resume_portal_session($1)")
            .bind(<sha2::Sha256 as sha2::Digest>::digest(secret.as_bytes()).to_vec())
            .execute(&mut *connection)
            .await
            .unwrap();
        sqlx::query("set local role kundekort_portal").execute(&mut *connection).await.unwrap();
        sqlx::query_scalar(sqlx::AssertSqlSafe(statement.to_owned()))
            .fetch_one(&mut *connection)
            .await
            .map_err(|error| error.to_string())
    };
    for table in [
        "comment",
        "change_log",
        "session",
        "form_state",
        "notice",
        "activity",
        "customer_relation",
        "outgoing",
        "employee",
    ] {
        let refused = as_visitor(&format!("select count(*) from {table}")).await.unwrap_err();
        assert!(refused.contains("permission denied"), "{table}: {refused}");
    }
    for column in ["notes", "credit_limit", "opening_balance"] {
        assert!(as_visitor(&format!("select count({column}) from customer")).await.is_err(), "{column}");
    }
    assert!(as_visitor("select count(password_hash) from app_user").await.is_err());
    assert!(as_visitor("select count(token_hash) from portal_session").await.is_err());
    for (statement, seen) in [
        ("select count(id) from customer", 1),
        ("select count(id) from contact", 1),
        ("select count(*) from portal_access", 1),
        ("select count(id) from dialog", 0),
        ("select count(id) from document", 0),
        ("select count(*) from document_version", 0),
    ] {
        assert_eq!(as_visitor(statement).await, Ok(seen), "{statement}");
    }
    let into_other = format!("insert into enquiry (tenant_id, id, customer_id, contact_id, sender_name, kind, title, wishes)
        values (current_tenant(), gen_random_uuid(), '{other}', current_contact(), 'x', 'enquiry', 'x', 'x') returning 1::bigint");
    assert!(as_visitor(&into_other).await.unwrap_err().contains("row-level security"));
    let as_eva = format!("insert into enquiry (tenant_id, id, customer_id, contact_id, sender_name, kind, title, wishes)
        values (current_tenant(), gen_random_uuid(), current_portal_customer(), '{eva}', 'x', 'enquiry', 'x', 'x') returning 1::bigint");
    assert!(as_visitor(&as_eva).await.unwrap_err().contains("row-level security"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_message_is_answered_where_it_was_written_and_stays(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, "Jonas").await;
    let secret = firm.open_portal(&pool, firm.customer, jonas, &[]).await;
    let message = firm.write_in_portal(&pool, &secret, "Kan dere ringe?").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let empty = told(store::dialog::answer(&mut tx, firm.customer, message, " ").await);
    assert_eq!(empty.problem_of("body"), Some(Problem::Required));
    let answered = store::dialog::answer(&mut tx, firm.customer, message, "I morgen.").await.unwrap();
    assert_eq!(answered.email.map(|email| email.as_str().to_owned()).as_deref(), Some("jonas@kunde.example"));
    let to_own = store::dialog::answer(&mut tx, firm.customer, answered.entry, "Og?").await;
    assert_eq!(told(to_own).code, ErrorCode::NotFound, "only what a contact wrote is answered");
    assert_eq!(told(store::dialog::delete(&mut tx, firm.customer, message).await).code, ErrorCode::NotFound);
    tx.commit().await.unwrap();
    let mut tx = firm.portal(&pool, &secret).await;
    let seen: Vec<_> = message::list(&mut tx)
        .await
        .unwrap()
        .into_iter()
        .map(|seen| (seen.what.is_own, seen.what.by, seen.what.body))
        .collect();
    assert_eq!(
        seen,
        [
            (true, "Jonas Dahl".to_owned(), "Kan dere ringe?".to_owned()),
            (false, "Kari nord".to_owned(), "I morgen.".to_owned()),
        ]
    );
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let note = store::dialog::Note {
        kind: "portal",
        direction: "out",
        at: Some("2026-11-29T10:00:00Z"),
        contact: &jonas.to_string(),
        subject: "",
        body: "Betaler sent",
    };
    let refused = told(store::dialog::register(&mut tx, firm.customer, &note).await);
    assert_eq!(refused.problem_of("kind"), Some(Problem::Choice), "nothing is put into the portal by the way");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_deleted_contact_comes_back_with_rights_and_what_was_shared(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, "Jonas").await;
    let secret = firm.open_portal(&pool, firm.customer, jonas, &[PortalRight::Invoices]).await;
    let document = firm.add_document(&pool, firm.customer, "Avtale").await;
    firm.share(&pool, firm.customer, document, jonas).await;
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    store::document_share::choose(&mut tx, firm.customer, document, &[], &[]).await.unwrap();
    let shared = store::document_share::list(&mut tx, firm.customer, document).await.unwrap();
    assert!(shared.iter().any(|one| one.is_shared), "what was not on the page is not decided by it");
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    store::contact::delete(&mut tx, firm.customer, jonas).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!is_in(&pool, &secret).await);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let undone = store::undo::undo(&mut tx, firm.customer, None).await.unwrap();
    assert!(undone.taken && undone.kept.is_empty(), "{undone:?}");
    let access = access::read(&mut tx, firm.customer, jonas).await.unwrap();
    assert_eq!((access.is_open, access.rights), (true, vec![PortalRight::Invoices]));
    let shared = store::document_share::list(&mut tx, firm.customer, document).await.unwrap();
    assert!(shared.iter().any(|one| one.contact == jonas && one.is_shared));
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    store::document::delete(&mut tx, firm.customer, document).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let undone = store::undo::undo(&mut tx, firm.customer, None).await.unwrap();
    assert!(undone.taken && undone.kept.is_empty(), "{undone:?}");
    let shared = store::document_share::list(&mut tx, firm.customer, document).await.unwrap();
    assert!(shared.iter().any(|one| one.contact == jonas && one.is_shared));
}
