//! Rows that are about the same customer as others, and what the report says of those that were not taken.

use super::{File, by, check, count, customer, queue, read, rows, verdicts, work};
use crate::common::{Firm, told};
use domain::{
    error::Problem,
    import::{
        Mode, Remark, Settings,
        Verdict::{self, Changed, Doubtful, New, Same},
    },
    job::{ItemState, Told},
};
use sqlx::PgPool;
use store::job::Filter;

const COLUMNS: [&str; 5] = ["name", "external_id", "phone", "contact.first_name", "contact.last_name"];

/// The fields that a row is wrong at, with the columns that are told.
fn wrong(remarks: &[Remark]) -> Vec<(&str, Option<usize>)> {
    let cells = remarks.iter().filter_map(|remark| match remark {
        Remark::Cell { field, column, problem: Problem::Required, .. } => Some((field.as_str(), *column)),
        _ => None,
    });
    cells.collect()
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_same_row_once_more_makes_no_second_contact_person(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let known = customer(&pool, &firm, "Gammel AS", "988077917").await;
    crate::common::run(&pool, &format!("update customer set external_id = 'X-2' where id = '{known}'")).await;
    let file = File {
        columns: &COLUMNS,
        rows: &[
            &["Ny AS", "X-1", "75509999", "Eva", "Berg"],
            &["Ny AS", "X-1", "75509999", "Eva", "Berg"],
            &["Ny AS", "X-1", "75509999", "Ola", "Vik"],
            &["Ny AS", "X-1", "75509999", "Ola", "Vik"],
            &["Gammel AS", "X-2", "", "Siv", "Moe"],
            &["Gammel AS", "X-2", "", "Siv", "Moe"],
            &["Gammel AS", "X-2", "", "Per", "Li"],
        ],
        settings: by("external_id"),
    };
    let id = check(&pool, &firm, firm.consultant, &file).await;
    assert_eq!(verdicts(&pool, &firm, id).await, [New, Same, Changed, Same, Changed, Same, Changed]);
    queue(&pool, &firm, firm.consultant, id).await;
    work(&pool).await;
    for (name, people) in [("Ny AS", 2), ("Gammel AS", 3)] {
        let of = format!("contact k join customer c on c.id = k.customer_id where c.name = '{name}'");
        assert_eq!(count(&pool, &of).await, people, "{name}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_row_that_says_something_else_of_an_earlier_ones_customer_is_held_back_and_told_so(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    customer(&pool, &firm, "Lik AS", "974760673").await;
    let file = File {
        columns: &COLUMNS,
        rows: &[
            &["Ny AS", "X-1", "75509999", "Eva", "Berg"],
            &["Ny AS", "X-1", "75509998", "Eva", "Berg"],
            &["Lik AS", "X-2", "75508888", "Ola", "Vik"],
            // The same name and place is perhaps another.
            &["Ny AS", "X-3", "75507777", "Eva", "Berg"],
        ],
        settings: by("external_id"),
    };
    let id = check(&pool, &firm, firm.consultant, &file).await;
    let looked = rows(&pool, &firm, id).await;
    let may: Vec<_> = looked.iter().map(|row| (row.verdict, row.may_be_made)).collect();
    assert_eq!(may, [(New, true), (Doubtful, false), (Doubtful, true), (Doubtful, true)]);
    let import = read(&pool, &firm, id).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let refused = told(store::import::decide(&mut tx, &import, 3, "new").await);
    assert_eq!(refused.problem_of("choice"), Some(Problem::Choice));
    store::import::decide(&mut tx, &import, 5, "new").await.unwrap();
    tx.commit().await.unwrap();
    let job = queue(&pool, &firm, firm.consultant, id).await;
    work(&pool).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let progress = store::job::read(&mut tx, job).await.unwrap().progress;
    assert_eq!((progress.changed, progress.skipped, progress.held, progress.done), (2, 0, 2, 4));
    let held = Filter { state: Some(ItemState::Held), after: 0 };
    let items = store::job::items(&mut tx, job, held).await.unwrap().items;
    let why: Vec<_> = items.iter().map(|item| item.told().unwrap()).collect();
    assert_eq!(why, [Told::Repeats { row: 2 }, Told::Doubtful]);
    let late = told(store::import::decide(&mut tx, &read(&pool, &firm, id).await, 3, "leave").await);
    assert_eq!(late.problem_of("import"), Some(Problem::ChangedSince), "it has been run");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn nobody_makes_a_second_customer_of_what_only_one_can_have(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let file = File {
        columns: &COLUMNS,
        rows: &[&["Ny AS", "X-1", "", "Eva", "Berg"], &["Annen AS", "X-1", "", "Ola", "Vik"]],
        settings: by("organisation_number"),
    };
    let id = check(&pool, &firm, firm.consultant, &file).await;
    let looked = rows(&pool, &firm, id).await;
    assert_eq!((looked[1].verdict, looked[1].may_be_made), (Verdict::Doubtful, false), "{looked:?}");
    assert_eq!(looked[1].remarks, [Remark::Repeats { row: 2 }]);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn rows_that_were_not_asked_for_are_counted_as_left_out(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    customer(&pool, &firm, "Gammel AS", "988077917").await;
    let file = File {
        columns: &["name", "organisation_number", "phone"],
        rows: &[&["Ny AS", "974760673", ""], &["Gammel AS", "988077917", "75500120"]],
        settings: Settings { mode: Mode::Update, ..by("organisation_number") },
    };
    let id = check(&pool, &firm, firm.consultant, &file).await;
    let job = queue(&pool, &firm, firm.consultant, id).await;
    work(&pool).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let progress = store::job::read(&mut tx, job).await.unwrap().progress;
    assert_eq!((progress.skipped, progress.left_out, progress.held), (1, 1, 0));
    let left = Filter { state: Some(ItemState::LeftOut), after: 0 };
    let items = store::job::items(&mut tx, job, left).await.unwrap().items;
    assert_eq!(items.iter().map(|item| (item.ordinal, item.told())).collect::<Vec<_>>(), [(2, Some(Told::LeftOut))]);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_name_that_lacks_is_told_at_the_columns_of_its_parts(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for (columns, row, says) in [
        (
            &["name", "contact.first_name", "contact.last_name"][..],
            &["Ny AS", "", ""][..],
            &[("contact.first_name", Some(1)), ("contact.last_name", Some(2))][..],
        ),
        (
            &["name", "contact.first_name", "contact.last_name"],
            &["Ny AS", "Eva", ""],
            &[("contact.last_name", Some(2))],
        ),
        (&["name", "contact.name"], &["Ny AS", ""], &[("contact.name", Some(1))]),
        (&["name", "contact.name"], &["Ny AS", "Eva"], &[("contact.last_name", Some(1))]),
        (&["name", "contact.email"], &["Ny AS", "eva@ny.example"], &[("contact.name", None)]),
    ] {
        let file = File { columns, rows: &[row], settings: by("name") };
        let id = check(&pool, &firm, firm.consultant, &file).await;
        let looked = rows(&pool, &firm, id).await;
        assert_eq!(wrong(&looked[0].remarks), says, "{columns:?} {row:?}");
    }
}
