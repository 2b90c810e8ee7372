//! An import that was taken back, and who may follow one.

use super::{File, by, check, count, customer, of, queue, read, type_phone, undo, work};
use crate::common::{Firm, told, value};
use domain::{
    error::ErrorCode,
    id::{JobId, ProposalId},
    job::ItemState,
};
use sqlx::PgPool;
use store::job::Filter;

const COLUMNS: [&str; 3] = ["organisation_number", "phone", "email"];

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_it_proposed_goes_with_it_but_for_what_somebody_answered(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut ids = Vec::new();
    for (name, number) in [("A AS", "988077917"), ("B AS", "974760673"), ("C AS", "923609016")] {
        let id = customer(&pool, &firm, name, number).await;
        type_phone(&pool, &firm, id).await;
        ids.push(id);
    }
    let file = |rows| File { columns: &COLUMNS, rows, settings: by("organisation_number") };
    // An earlier import proposed the same to the third: that stays its own.
    let third = check(&pool, &firm, firm.consultant, &file(&[&["923609016", "75500121", ""]])).await;
    queue(&pool, &firm, firm.consultant, third).await;
    work(&pool).await;
    let rows: &[&[&str]] = &[
        // Nothing but a proposal.
        &["988077917", "75500121", ""],
        &["974760673", "75500121", "post@b.example"],
        &["923609016", "75500121", "post@c.example"],
    ];
    let import = check(&pool, &firm, firm.consultant, &file(rows)).await;
    let job = queue(&pool, &firm, firm.consultant, import).await;
    work(&pool).await;
    assert_eq!(count(&pool, "proposal where source = 'import'").await, 3);
    let answered: uuid::Uuid = value(&pool, &format!("select id from proposal where customer_id = '{}'", ids[1])).await;
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    store::proposal::dismiss(&mut tx, ids[1], ProposalId(answered)).await.unwrap();
    tx.commit().await.unwrap();
    let way_back = undo(&pool, &firm, job).await;
    let left = |id| format!("proposal where customer_id = '{id}'");
    assert_eq!(count(&pool, &left(ids[0])).await, 0, "gone with the import");
    assert_eq!(count(&pool, &left(ids[1])).await, 1, "nobody is asked again what they dismissed");
    assert_eq!(count(&pool, &left(ids[2])).await, 1, "the earlier import's");
    assert_eq!(of(&pool, "B AS", "email").await, None);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let undone = store::job::read(&mut tx, way_back).await.unwrap().progress;
    assert_eq!((undone.changed, undone.skipped), (3, 0), "a proposal that went is something that was taken back");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn its_page_and_the_list_say_that_it_was_taken_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    customer(&pool, &firm, "A AS", "988077917").await;
    let rows: &[&[&str]] = &[&["988077917", "75500121", "post@a.example"]];
    let file = File { columns: &COLUMNS, rows, settings: by("organisation_number") };
    let import = check(&pool, &firm, firm.consultant, &file).await;
    let job = queue(&pool, &firm, firm.consultant, import).await;
    work(&pool).await;
    let is_undone = async || {
        let past = store::import::past(&mut firm.tx(&pool, firm.consultant).await).await.unwrap();
        (read(&pool, &firm, import).await.undone_by, past[0].is_undone)
    };
    assert_eq!(is_undone().await, (None, false));
    let way_back = undo(&pool, &firm, job).await;
    assert_eq!(is_undone().await, (Some(way_back), true));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn who_may_import_reads_a_colleagues_report_and_no_more(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    customer(&pool, &firm, "A AS", "988077917").await;
    let rows: &[&[&str]] = &[&["988077917", "75500121", "post@a.example"]];
    let file = File { columns: &COLUMNS, rows, settings: by("organisation_number") };
    let import = check(&pool, &firm, firm.consultant, &file).await;
    let job = queue(&pool, &firm, firm.consultant, import).await;
    let stopped = store::job::stop(&mut firm.tx(&pool, firm.neighbour).await, job).await;
    assert_eq!(told(stopped).code, ErrorCode::NotFound);
    work(&pool).await;
    let reads = async |who, job: JobId| {
        let mut tx = firm.tx(&pool, who).await;
        let items =
            store::job::items(&mut tx, job, Filter { state: Some(ItemState::Changed), after: 0 }).await.unwrap();
        (store::job::read(&mut tx, job).await.is_ok(), items.items.len())
    };
    assert_eq!(reads(firm.neighbour, job).await, (true, 1));
    assert_eq!(reads(firm.reader, job).await, (false, 0), "who imports nothing follows no import");
    let taken = store::undo::queue(&mut firm.tx(&pool, firm.neighbour).await, job).await;
    assert_eq!(told(taken).code, ErrorCode::NotFound, "what is a colleague's is not taken back");
    let way_back = undo(&pool, &firm, job).await;
    assert_eq!(reads(firm.neighbour, way_back).await, (true, 1), "nor is a link to what took it back one to nothing");
    let other = Firm::make(&pool, "syd").await;
    let foreign = store::job::read(&mut other.tx(&pool, other.administrator).await, job).await;
    assert_eq!(told(foreign).code, ErrorCode::NotFound);
}
