//! Saving a customer: all of it or nothing, and never over what somebody else has saved.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, customer_patch as patch, run, told, value};
use domain::{
    error::{ErrorCode, Problem},
    field::Record,
    id::{CustomerId, UserId},
};
use sqlx::PgPool;
use store::{StoreError, customer};

/// Saves as one person in a transaction of its own.
async fn save(
    pool: &PgPool,
    firm: &Firm,
    user: UserId,
    version: i32,
    values: &[(&str, &str)],
) -> Result<i32, StoreError> {
    let mut tx = firm.tx(pool, user).await;
    let saved = customer::change(&mut tx, firm.customer, version, &patch(values)).await?;
    tx.commit().await?;
    Ok(saved)
}

async fn kept(pool: &PgPool, firm: &Firm) -> Record {
    let mut tx = firm.tx(pool, firm.reader).await;
    customer::values(&mut tx, firm.customer).await.unwrap().values
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn several_fields_are_saved_together(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let industry = firm.industry.to_string();
    let values = [
        ("name", " Bodø  Sveis AS "),
        ("organisation_number", "988 077 917"),
        ("industry", industry.as_str()),
        ("phone", "75 50 01 20"),
        ("visiting_postal_code", "8006"),
        ("directions", "Til venstre\r\nved kaia"),
    ];
    assert_eq!(save(&pool, &firm, firm.consultant, 1, &values).await.unwrap(), 2);
    let kept = kept(&pool, &firm).await;
    for (key, value) in [
        ("name", "Bodø Sveis AS"),
        ("organisation_number", "988077917"),
        ("industry", &industry),
        ("phone", "+4775500120"),
        ("visiting_postal_code", "8006"),
        ("directions", "Til venstre\nved kaia"),
    ] {
        assert_eq!(kept.text(key), value);
    }
    assert_eq!(kept.text("changed_by"), firm.consultant.to_string());
    save(&pool, &firm, firm.consultant, 2, &[("phone", " "), ("industry", "")]).await.unwrap();
    let kept = self::kept(&pool, &firm).await;
    assert_eq!((kept.text("phone"), kept.text("industry"), kept.text("name")), ("", "", "Bodø Sveis AS"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn all_that_is_wrong_is_told_at_once_and_nothing_is_saved(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let values = [
        ("name", " "),
        ("nickname", "Riktig"),
        ("number", "7"),
        ("organisation_number", "988077918"),
        ("industry", "jord"),
        ("phone", "412 34 5"),
        ("email", "a@"),
        ("visiting_postal_code", "80"),
    ];
    let refused = told(save(&pool, &firm, firm.consultant, 1, &values).await);
    assert_eq!(refused.code, ErrorCode::Invalid);
    let told: Vec<_> = refused.fields.iter().map(|error| (error.field.as_str(), error.problem)).collect();
    assert_eq!(
        told,
        [
            ("name", Problem::Required),
            ("number", Problem::ReadOnly),
            ("organisation_number", Problem::CheckDigit),
            ("industry", Problem::Choice),
            ("phone", Problem::Phone),
            ("email", Problem::Email),
            ("visiting_postal_code", Problem::PostalCode),
        ]
    );
    let kept = kept(&pool, &firm).await;
    assert_eq!((kept.text("name"), kept.text("nickname"), kept.number("version")), ("Første kunde nord", "", Some(1)));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn two_people_who_change_different_fields_both_keep_theirs(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    assert_eq!(save(&pool, &firm, firm.consultant, 1, &[("name", "Ny")]).await.unwrap(), 2);
    assert_eq!(save(&pool, &firm, firm.neighbour, 1, &[("nickname", "Kalt")]).await.unwrap(), 3);
    let kept = kept(&pool, &firm).await;
    assert_eq!((kept.text("name"), kept.text("nickname")), ("Ny", "Kalt"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn who_changed_the_same_field_in_another_tab_is_told_that_it_was_themselves(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    save(&pool, &firm, firm.consultant, 1, &[("nickname", "Den ene")]).await.unwrap();
    let refused = told(save(&pool, &firm, firm.consultant, 1, &[("nickname", "Den andre")]).await);
    assert!(refused.conflicts.first().unwrap().by_me);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn two_people_who_change_the_same_field_are_told(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    save(&pool, &firm, firm.consultant, 1, &[("phone", "75500120")]).await.unwrap();
    save(&pool, &firm, firm.consultant, 2, &[("phone", "75500121"), ("nickname", "A")]).await.unwrap();
    save(&pool, &firm, firm.neighbour, 3, &[("phone", "75500122")]).await.unwrap();

    let refused =
        told(save(&pool, &firm, firm.stranger, 2, &[("phone", "+47 99 99 99 99"), ("website", "a.example")]).await);
    assert_eq!((refused.code, refused.conflicts.len()), (ErrorCode::Conflict, 1));
    let conflict = refused.conflicts.first().unwrap();
    assert_eq!(
        (conflict.field.as_str(), conflict.mine.as_str(), conflict.mine_shown.as_str()),
        ("phone", "+47 99 99 99 99", "999 99 999")
    );
    assert_eq!((conflict.theirs.as_str(), conflict.theirs_shown.as_str()), ("+4775500122", "75 50 01 22"));
    assert_eq!((conflict.was.as_str(), conflict.was_shown.as_str()), ("+4775500120", "75 50 01 20"));
    assert_eq!((conflict.by.as_str(), conflict.by_me, conflict.version), ("Nils nord", false, 4));
    let kept = kept(&pool, &firm).await;
    assert_eq!((kept.text("phone"), kept.text("website"), kept.number("version")), ("+4775500122", "", Some(4)));

    let mine = [("phone", conflict.mine.as_str()), ("website", "a.example")];
    assert_eq!(save(&pool, &firm, firm.stranger, conflict.version, &mine).await.unwrap(), 5);
    let kept = self::kept(&pool, &firm).await;
    assert_eq!((kept.text("phone"), kept.text("website")), ("+4799999999", "https://a.example"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_conflict_says_names_not_ids(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (neighbour, stranger) = (firm.neighbour.to_string(), firm.stranger.to_string());
    let (potential, hidden) = (firm.potential.to_string(), firm.hidden.to_string());
    save(&pool, &firm, firm.consultant, 1, &[("status", &potential), ("responsible", &neighbour)]).await.unwrap();
    let refused =
        told(save(&pool, &firm, firm.administrator, 1, &[("status", &hidden), ("responsible", &stranger)]).await);
    let words = |conflict: &domain::error::Conflict| {
        (conflict.was_shown.clone(), conflict.theirs_shown.clone(), conflict.mine_shown.clone())
    };
    assert_eq!(
        refused.conflicts.iter().map(words).collect::<Vec<_>>(),
        [
            ("Aktiv".to_owned(), "Mulig".to_owned(), "Skjult".to_owned()),
            ("Kari nord".to_owned(), "Nils nord".to_owned(), "Stine nord".to_owned()),
        ]
    );
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn who_wants_what_stands_there_already_is_not_bothered(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    save(&pool, &firm, firm.consultant, 1, &[("name", "Ny"), ("nickname", "A")]).await.unwrap();
    assert_eq!(save(&pool, &firm, firm.neighbour, 1, &[("name", "Ny")]).await.unwrap(), 2);
    // Changed and changed back: nobody's work is lost by a change of the same field.
    save(&pool, &firm, firm.consultant, 2, &[("nickname", "B")]).await.unwrap();
    save(&pool, &firm, firm.consultant, 3, &[("nickname", "A")]).await.unwrap();
    assert_eq!(save(&pool, &firm, firm.neighbour, 2, &[("nickname", "C")]).await.unwrap(), 5);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_was_sent_as_it_was_read_takes_nothing_from_others(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    save(&pool, &firm, firm.consultant, 1, &[("visiting_place", "Bodø")]).await.unwrap();
    // The form of an address sends all of it.
    let address = [("visiting_street", "Storgata 1"), ("visiting_place", "")];
    save(&pool, &firm, firm.neighbour, 1, &address).await.unwrap();
    let kept = kept(&pool, &firm).await;
    assert_eq!((kept.text("visiting_street"), kept.text("visiting_place")), ("Storgata 1", "Bodø"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn of_two_saves_in_the_same_moment_one_waits_and_is_told(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (first, second) = tokio::join!(
        save(&pool, &firm, firm.consultant, 1, &[("name", "Karis")]),
        save(&pool, &firm, firm.neighbour, 1, &[("name", "Nils")]),
    );
    let (winner, loser) = if first.is_ok() { ("Karis", second) } else { ("Nils", first) };
    assert_eq!(told(loser).code, ErrorCode::Conflict);
    assert_eq!(kept(&pool, &firm).await.text("name"), winner);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn who_only_reads_saves_nothing(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    assert_eq!(told(save(&pool, &firm, firm.reader, 1, &[("name", "Ny")]).await).code, ErrorCode::Forbidden);
    assert_eq!(kept(&pool, &firm).await.text("name"), "Første kunde nord");
    for user in [firm.administrator, firm.consultant, firm.stranger] {
        let version = value::<i32>(&pool, "select version from customer").await;
        assert!(save(&pool, &firm, user, version, &[("name", &format!("Av {user}"))]).await.is_ok());
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_unknown_customer_is_not_found(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let nobody = CustomerId::generate();
    assert_eq!(told(customer::values(&mut tx, nobody).await).code, ErrorCode::NotFound);
    assert_eq!(told(customer::change(&mut tx, nobody, 1, &patch(&[("name", "Ny")])).await).code, ErrorCode::NotFound);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_is_retired_may_stay_but_not_be_chosen(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    run(&pool, &format!("update app_user set active = false where id = '{}'", firm.stranger)).await;
    let (status, industry, gone) =
        (firm.retired.to_string(), firm.retired_industry.to_string(), firm.stranger.to_string());
    for (key, id) in [("status", &status), ("industry", &industry), ("responsible", &gone)] {
        let refused = told(save(&pool, &firm, firm.consultant, 1, &[(key, id)]).await);
        assert_eq!(refused.problem_of(key), Some(Problem::Choice), "{key}");
    }
    run(&pool, &format!("update customer set status = '{status}', industry = '{industry}', responsible = '{gone}'"))
        .await;
    let all = [("status", status.as_str()), ("industry", &industry), ("responsible", &gone), ("name", "Ny")];
    save(&pool, &firm, firm.consultant, 2, &all).await.unwrap();
    let kept = kept(&pool, &firm).await;
    assert_eq!((kept.text("status"), kept.text("name")), (status.as_str(), "Ny"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_value_of_another_list_can_not_be_chosen(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (industry, consultant) = (firm.industry.to_string(), firm.consultant.to_string());
    for (key, id) in [("status", &industry), ("responsible", &industry), ("industry", &consultant)] {
        let refused = told(save(&pool, &firm, firm.consultant, 1, &[(key, id)]).await);
        assert_eq!(refused.problem_of(key), Some(Problem::Choice), "{key}");
    }
}
