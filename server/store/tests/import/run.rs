//! The run and the way back from it.

use super::{File, by, check, count, customer, of, piece, queue, rows, type_phone, undo, work};
use crate::common::{Firm, contact_patch, customer_patch, told, value};
use domain::{
    error::ErrorCode,
    id::CustomerId,
    import::{Doubtful, Overwrite, Settings, Unknown},
    job::{ItemState, JobState, Told},
    undo::Why,
};
use sqlx::PgPool;
use store::{
    Store,
    job::{Filter, Step},
};

const COLUMNS: [&str; 5] = ["name", "organisation_number", "phone", "contact.first_name", "contact.last_name"];

fn replacing() -> Settings {
    Settings { overwrite: Overwrite::Replace, ..by("organisation_number") }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn customers_are_made_and_changed_with_contacts_numbers_and_log(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let old = customer(&pool, &firm, "Gammel AS", "988077917").await;
    let file = File {
        columns: &COLUMNS,
        rows: &[
            &["Ny AS", "974760673", "75 50 99 99", "Eva", "Berg"],
            &["Gammel AS", "988077917", "75500121", "Per", "Li"],
            &["Feil AS", "", "12", "Ola", "Vik"],
            &["Nyere AS", "", "", "Ola", "Vik"],
            &["Ny AS", "974760673", "75 50 99 99", "Siv", "Moe"],
        ],
        settings: replacing(),
    };
    let id = check(&pool, &firm, firm.consultant, &file).await;
    let next: i64 = value(&pool, "select max(number) + 1 from customer").await;
    let job = queue(&pool, &firm, firm.consultant, id).await;
    assert_eq!(queue(&pool, &firm, firm.consultant, id).await, job, "asked for twice, it is one run");
    work(&pool).await;
    let done = store::job::read(&mut firm.tx(&pool, firm.consultant).await, job).await.unwrap();
    assert_eq!((done.state, done.progress.total, done.progress.done), (JobState::Done, 5, 5));
    assert_eq!((done.progress.changed, done.progress.failed), (4, 1));
    assert_eq!(of(&pool, "Ny AS", "number").await, Some(next.to_string()), "the next of the series");
    assert_eq!(of(&pool, "Nyere AS", "number").await, Some((next + 1).to_string()), "without a gap");
    assert_eq!(of(&pool, "Feil AS", "id").await, None);
    assert_eq!(of(&pool, "Gammel AS", "phone").await.as_deref(), Some("+4775500121"));
    let contacts = |name: &str| format!("contact k join customer c on c.id = k.customer_id where c.name = '{name}'");
    assert_eq!(count(&pool, &contacts("Ny AS")).await, 2);
    assert_eq!(count(&pool, &contacts("Gammel AS")).await, 2);
    let logged: i64 = value(
        &pool,
        &format!(
            "select count(*) from change_log where command_id = '{job}' and source = 'import' and user_id = '{}'",
            firm.consultant
        ),
    )
    .await;
    assert_eq!(logged, 7, "two customers made, one changed, four contacts");
    assert_eq!(of(&pool, "Ny AS", "responsible").await, Some(firm.consultant.to_string()));
    assert_eq!(of(&pool, "Ny AS", "status").await, Some(firm.active.to_string()));
    let told = store::job::items(
        &mut firm.tx(&pool, firm.consultant).await,
        job,
        Filter { state: Some(ItemState::Failed), after: 0 },
    )
    .await
    .unwrap();
    assert!(matches!(told.items[0].told(), Some(Told::Refused { ref field, .. }) if field == "phone"));
    let _ = old;
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn proposals_stand_beside_what_was_typed(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let id = customer(&pool, &firm, "Gammel AS", "988077917").await;
    type_phone(&pool, &firm, id).await;
    let file = File {
        columns: &["organisation_number", "phone", "email"],
        rows: &[&["988077917", "75500121", "post@gammel.example"]],
        settings: by("organisation_number"),
    };
    let import = check(&pool, &firm, firm.consultant, &file).await;
    queue(&pool, &firm, firm.consultant, import).await;
    work(&pool).await;
    assert_eq!(of(&pool, "Gammel AS", "phone").await.as_deref(), Some("+4775500120"));
    assert_eq!(of(&pool, "Gammel AS", "email").await.as_deref(), Some("post@gammel.example"));
    let proposed: String = value(
        &pool,
        &format!("select value ->> 'phone' from proposal where customer_id = '{id}' and source = 'import'"),
    )
    .await;
    assert_eq!(proposed, "+4775500121");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn two_imports_of_the_same_file_make_no_doubles(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let file = File {
        columns: &["name", "external_id", "number", "contact.name"],
        rows: &[&["Ny AS", "X-1", "20001", "Eva Berg"], &["Nyere AS", "X-2", "20002", "Eva Berg"]],
        settings: by("external_id"),
    };
    let first = check(&pool, &firm, firm.consultant, &file).await;
    let second = check(&pool, &firm, firm.neighbour, &file).await;
    queue(&pool, &firm, firm.consultant, first).await;
    let other = queue(&pool, &firm, firm.neighbour, second).await;
    work(&pool).await;
    assert_eq!(count(&pool, "customer where external_id is not null").await, 2);
    let done = store::job::read(&mut firm.tx(&pool, firm.administrator).await, other).await.unwrap();
    assert_eq!((done.progress.changed, done.progress.skipped), (0, 2));
    assert_eq!(of(&pool, "Ny AS", "number").await.as_deref(), Some("20001"), "the file's own number");
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert!(store::import::queue(&mut tx, first).await.is_ok());
    // The series goes on after what the file brought.
    let next: i64 = value(&pool, "select next from number_series").await;
    assert_eq!(next, 20_003);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_number_that_is_there_is_made_again_only_where_somebody_knew_that_it_is_there(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    customer(&pool, &firm, "Gammel AS", "988077917").await;
    let file = File {
        columns: &["name", "organisation_number", "phone", "contact.name"],
        rows: &[
            &["Avdeling Bodø", "988077917", "", "Eva Berg"],
            &["Avdeling Oslo", "988077917", "", "Ola Vik"],
            // Like another, but not like the one that has the number by then.
            &["Ny AS", "974760673", "75500120", "Per Li"],
        ],
        settings: Settings { doubtful: Doubtful::Make, ..by("external_id") },
    };
    let id = check(&pool, &firm, firm.consultant, &file).await;
    // Registered by a colleague after the dry run.
    customer(&pool, &firm, "Nyere AS", "974760673").await;
    let job = queue(&pool, &firm, firm.consultant, id).await;
    work(&pool).await;
    assert_eq!(count(&pool, "customer where organisation_number = '988077917'").await, 3);
    assert_eq!(count(&pool, "customer where organisation_number = '974760673'").await, 1);
    let done = store::job::read(&mut firm.tx(&pool, firm.administrator).await, job).await.unwrap();
    assert_eq!((done.progress.changed, done.progress.skipped), (2, 1));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_rule_that_only_the_database_knows_stops_one_row_alone(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let file = File {
        columns: &COLUMNS,
        rows: &[&["A AS", "", "", "Eva", "Berg"], &["B AS", "", "", "Eva", "Berg"], &["C AS", "", "", "Eva", "Berg"]],
        settings: replacing(),
    };
    let id = check(&pool, &firm, firm.consultant, &file).await;
    // Between the dry run and the run the status that the middle one would have is gone.
    crate::common::run(
        &pool,
        &format!(
            "update import_row set customer = customer || '{{\"status\": \"{}\"}}' where ordinal = 3",
            CustomerId::generate()
        ),
    )
    .await;
    let job = queue(&pool, &firm, firm.consultant, id).await;
    work(&pool).await;
    let done = store::job::read(&mut firm.tx(&pool, firm.consultant).await, job).await.unwrap();
    assert_eq!((done.state, done.progress.changed, done.progress.failed), (JobState::Done, 2, 1));
    let numbers: Vec<Option<String>> = vec![of(&pool, "A AS", "number").await, of(&pool, "C AS", "number").await];
    let number = |at: usize| numbers[at].as_ref().unwrap().parse::<i64>().unwrap();
    assert_eq!(number(1), number(0) + 1, "no number is lost by it");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_server_that_stops_leaves_the_rest_to_the_next_and_no_row_is_done_twice(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let names: Vec<String> = (0..1500).map(|n| format!("Kunde {n} AS")).collect();
    let lines: Vec<Vec<&str>> = names.iter().map(|name| vec![name.as_str(), "", "", "Eva", "Berg"]).collect();
    let borrowed: Vec<&[&str]> = lines.iter().map(Vec::as_slice).collect();
    let id = {
        let file = File { columns: &COLUMNS, rows: &borrowed[..2], settings: replacing() };
        let id = check(&pool, &firm, firm.consultant, &file).await;
        let import = super::read(&pool, &firm, id).await;
        let mut tx = firm.tx(&pool, firm.consultant).await;
        let mut checker = store::import::Checker::begin(&mut tx, &import).await.unwrap();
        let all: Vec<_> = (2..).zip(borrowed.iter().map(|row| super::cells(row))).collect();
        checker.check(&mut tx, &all).await.unwrap();
        store::import::end_check(&mut tx, &checker).await.unwrap();
        tx.commit().await.unwrap();
        id
    };
    queue(&pool, &firm, firm.consultant, id).await;
    let store = Store::from_pool(pool.clone());
    let claim = store::job::take(&store).await.unwrap().unwrap();
    assert_eq!(piece(&store, &claim).await, Some(Step::More));
    // A piece that was begun and never ended.
    let mut torn = store::job::open(&store, &claim).await.unwrap().unwrap();
    store::import::step(&mut torn).await.unwrap();
    drop(torn);
    assert_eq!(count(&pool, "customer where name like 'Kunde %'").await, 1000);
    // Nobody has heard of that server for a minute.
    crate::common::run(&pool, "update job_queue set heartbeat_at = now() - interval '1 minute'").await;
    work(&pool).await;
    assert_eq!(count(&pool, "customer where name like 'Kunde %'").await, 1500);
    assert_eq!(count(&pool, "(select distinct name from customer where name like 'Kunde %') as names").await, 1500);
    let gaps: i64 =
        value(&pool, "select max(number) - min(number) + 1 - count(*) from customer where name like 'Kunde %'").await;
    assert_eq!(gaps, 0);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_import_is_taken_back_but_for_what_somebody_did_since(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let old = customer(&pool, &firm, "Gammel AS", "988077917").await;
    let touched = customer(&pool, &firm, "Rørt AS", "974760673").await;
    let file = File {
        columns: &COLUMNS,
        rows: &[
            &["Ny AS", "", "75509999", "Eva", "Berg"],
            &["Ny og endret AS", "", "", "Eva", "Berg"],
            &["Ny med merknad AS", "", "", "Eva", "Berg"],
            &["Gammel AS", "988077917", "75500121", "Per", "Li"],
            &["Rørt AS", "974760673", "75500122", "", ""],
        ],
        settings: Settings { unknown: Unknown::Make, doubtful: Doubtful::Make, ..replacing() },
    };
    let import = check(&pool, &firm, firm.consultant, &file).await;
    let job = queue(&pool, &firm, firm.consultant, import).await;
    work(&pool).await;
    let id_of = async |name: &str| of(&pool, name, "id").await.unwrap().parse::<CustomerId>().unwrap();
    let (changed, commented) = (id_of("Ny og endret AS").await, id_of("Ny med merknad AS").await);
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    let version = store::customer::values(&mut tx, changed).await.unwrap().version;
    store::customer::change(&mut tx, changed, version, &customer_patch(&[("nickname", "Egen")])).await.unwrap();
    store::contact::add(&mut tx, commented, &contact_patch(&[("first_name", "Siv"), ("last_name", "Moe")]))
        .await
        .unwrap();
    let version = store::customer::values(&mut tx, touched).await.unwrap().version;
    store::customer::change(&mut tx, touched, version, &customer_patch(&[("phone", "75500199")])).await.unwrap();
    tx.commit().await.unwrap();
    let way_back = undo(&pool, &firm, job).await;
    assert_eq!(of(&pool, "Ny AS", "id").await, None, "gone again");
    assert_eq!(count(&pool, "contact k where not exists (select from customer c where c.id = k.customer_id)").await, 0);
    assert!(of(&pool, "Ny og endret AS", "id").await.is_some());
    assert!(of(&pool, "Ny med merknad AS", "id").await.is_some());
    assert_eq!(of(&pool, "Gammel AS", "phone").await.as_deref(), Some("+4775500120"));
    assert_eq!(
        count(&pool, &format!("contact where customer_id = '{old}'")).await,
        1,
        "the contact that came with it is gone"
    );
    assert_eq!(of(&pool, "Rørt AS", "phone").await.as_deref(), Some("+4775500199"), "somebody else's change stays");
    let kept: i64 =
        value(&pool, "select count(*) from deleted_row where table_name = 'customer' and content ->> 'name' = 'Ny AS'")
            .await;
    assert_eq!(kept, 1);
    let logged: i64 = value(&pool, &format!("select count(*) from change_log where command_id = '{way_back}' and operation = 'DELETE' and table_name = 'customer'")).await;
    assert_eq!(logged, 1, "the log says who took it away and what it was");
    let items = store::job::items(
        &mut firm.tx(&pool, firm.consultant).await,
        way_back,
        Filter { state: Some(ItemState::Skipped), after: 0 },
    )
    .await
    .unwrap()
    .items;
    let stayed = items.iter().find(|item| item.customer == Some(changed)).unwrap();
    assert!(
        matches!(stayed.told(), Some(Told::Kept { ref kept }) if kept[0].why == Why::Changed && kept[0].by == "Nils nord"),
        "{stayed:?}"
    );
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert!(store::undo::queue(&mut tx, way_back).await.is_err(), "what went comes back by importing it again");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn only_what_the_command_made_and_nobody_touched_can_be_taken_away(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "syd").await;
    let foreign = other.customer;
    for (who, id) in [(&firm, firm.customer), (&firm, foreign)] {
        let mut tx = crate::common::application(&pool, Some(who.tenant)).await;
        sqlx::query("select set_config('app.user_id', $1, true)")
            .bind(who.consultant.to_string())
            .execute(&mut *tx)
            .await
            .unwrap();
        let stayed: Vec<CustomerId> = sqlx::query_scalar("select customer_id from remove_made(array[$1], $2)")
            .bind(id)
            .bind(CustomerId::generate())
            .fetch_all(&mut *tx)
            .await
            .unwrap();
        assert_eq!(stayed, [id]);
        tx.commit().await.unwrap();
    }
    assert_eq!(count(&pool, "customer").await, 2);
    let refusal = crate::common::refusal(&pool, Some(firm.tenant), "delete from customer").await;
    assert_eq!(refusal.as_deref(), Some("42501"), "nothing else deletes a customer");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn whoever_only_reads_imports_nothing(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let file = File { columns: &COLUMNS, rows: &[&["Ny AS", "", "", "Eva", "Berg"]], settings: replacing() };
    let id = check(&pool, &firm, firm.consultant, &file).await;
    let refused = store::import::queue(&mut firm.tx(&pool, firm.reader).await, id).await;
    assert_eq!(told(refused).code, ErrorCode::Forbidden);
    let other = Firm::make(&pool, "syd").await;
    let foreign = store::import::queue(&mut other.tx(&pool, other.administrator).await, id).await;
    assert_eq!(told(foreign).code, ErrorCode::NotFound);
    // A right that is lost meanwhile is lost for the run too.
    queue(&pool, &firm, firm.consultant, id).await;
    crate::common::run(&pool, &format!("update app_user set role = 'read_only' where id = '{}'", firm.consultant))
        .await;
    work(&pool).await;
    assert_eq!(of(&pool, "Ny AS", "id").await, None);
    assert_eq!(rows(&pool, &firm_of(&firm), id).await.len(), 1);
}

/// The same firm, seen by its administrator.
fn firm_of(firm: &Firm) -> Firm {
    Firm { consultant: firm.administrator, ..*firm }
}
