//! How each person arranges the card: kept, taken back, and never anybody else's.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, sign_in, value};
use domain::{
    id::UserId,
    layout::{Change, Device, Layer, VERSIONS, resolve},
    section::Section,
};
use sqlx::PgPool;
use std::collections::BTreeMap;
use store::{Opened, SessionToken, Store, layout};

const FOLD_LOG: Change = Change::Open(Section::Log, false);
const HIDE_GENERAL: Change = Change::Hide(Section::General, true);

async fn opened(pool: &PgPool, firm: &Firm, user: UserId, device: Device) -> Opened {
    let secret = sign_in(pool, firm.tenant, user).await;
    Store::from_pool(pool.clone()).open_with_layout(&SessionToken::new(&secret), device).await.unwrap()
}

async fn own(pool: &PgPool, firm: &Firm, user: UserId, device: Device) -> Layer {
    opened(pool, firm, user, device).await.user_layer
}

async fn change(pool: &PgPool, firm: &Firm, user: UserId, devices: &[Device], change: Change) {
    let mut tx = firm.tx(pool, user).await;
    layout::change(&mut tx, devices, change).await.unwrap();
    tx.commit().await.unwrap();
}

async fn undo(pool: &PgPool, firm: &Firm, user: UserId) -> bool {
    let mut tx = firm.tx(pool, user).await;
    let undone = layout::undo(&mut tx, Device::Desk).await.unwrap();
    tx.commit().await.unwrap();
    undone
}

fn folded_log() -> Layer {
    Layer { open: BTreeMap::from([("log".to_owned(), false)]), ..Layer::default() }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_change_is_kept_for_that_device_and_that_person(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    change(&pool, &firm, firm.reader, &[Device::Desk], FOLD_LOG).await;
    assert_eq!(own(&pool, &firm, firm.reader, Device::Desk).await, folded_log());
    assert_eq!(own(&pool, &firm, firm.reader, Device::Phone).await, Layer::default());
    assert_eq!(own(&pool, &firm, firm.consultant, Device::Desk).await, Layer::default());
    change(&pool, &firm, firm.consultant, &Device::ALL, HIDE_GENERAL).await;
    for device in Device::ALL {
        assert!(
            resolve(device, [&own(&pool, &firm, firm.consultant, device).await]).hidden.contains(&Section::General)
        );
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_change_is_taken_back_one_by_one(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    assert!(!undo(&pool, &firm, firm.consultant).await, "there is nothing to take back");
    change(&pool, &firm, firm.consultant, &[Device::Desk], FOLD_LOG).await;
    change(&pool, &firm, firm.consultant, &[Device::Desk], HIDE_GENERAL).await;
    assert!(undo(&pool, &firm, firm.consultant).await);
    assert_eq!(own(&pool, &firm, firm.consultant, Device::Desk).await, folded_log());
    assert!(undo(&pool, &firm, firm.consultant).await);
    assert_eq!(own(&pool, &firm, firm.consultant, Device::Desk).await, Layer::default());
    assert!(!undo(&pool, &firm, firm.consultant).await);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_changes_nothing_is_nothing_to_take_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    change(&pool, &firm, firm.consultant, &[Device::Desk], Change::Open(Section::Log, true)).await;
    assert!(!undo(&pool, &firm, firm.consultant).await);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_reset_gives_the_firms_card_and_can_be_taken_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    change(&pool, &firm, firm.consultant, &Device::ALL, FOLD_LOG).await;
    let phone = own(&pool, &firm, firm.consultant, Device::Phone).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    layout::reset(&mut tx, Device::Desk).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(own(&pool, &firm, firm.consultant, Device::Desk).await, Layer::default());
    assert_eq!(own(&pool, &firm, firm.consultant, Device::Phone).await, phone);
    assert!(undo(&pool, &firm, firm.consultant).await);
    assert_eq!(own(&pool, &firm, firm.consultant, Device::Desk).await, folded_log());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn one_arrangement_is_taken_over_everywhere(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    change(&pool, &firm, firm.consultant, &[Device::Phone], HIDE_GENERAL).await;
    change(&pool, &firm, firm.consultant, &[Device::Desk], FOLD_LOG).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    layout::use_everywhere(&mut tx, Device::Phone).await.unwrap();
    tx.commit().await.unwrap();
    let phone = own(&pool, &firm, firm.consultant, Device::Phone).await;
    assert_eq!(own(&pool, &firm, firm.consultant, Device::Desk).await, phone);
    assert!(phone.hidden.contains_key("general"));
    assert!(undo(&pool, &firm, firm.consultant).await);
    assert_eq!(own(&pool, &firm, firm.consultant, Device::Desk).await, folded_log());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn twenty_versions_are_kept_and_no_more(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = firm.neighbour;
    change(&pool, &firm, other, &[Device::Desk], FOLD_LOG).await;
    for step in 0..VERSIONS + 5 {
        change(&pool, &firm, firm.consultant, &[Device::Desk], Change::InactiveContacts(step % 2 == 0)).await;
    }
    let kept = format!("select count(*) from layout_version where owner = '{}'", firm.consultant);
    assert_eq!(value::<i64>(&pool, &kept).await, 20);
    for step in 0..VERSIONS {
        assert!(undo(&pool, &firm, firm.consultant).await, "step {step}");
    }
    assert!(!undo(&pool, &firm, firm.consultant).await);
    assert!(undo(&pool, &firm, other).await, "those of others are their own");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn taking_back_does_not_forget_older_versions(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for step in 0..12 {
        change(&pool, &firm, firm.consultant, &[Device::Desk], Change::InactiveContacts(step % 2 == 0)).await;
    }
    for _ in 0..10 {
        change(&pool, &firm, firm.consultant, &[Device::Desk], FOLD_LOG).await;
        assert!(undo(&pool, &firm, firm.consultant).await);
    }
    for step in 0..12 {
        assert!(undo(&pool, &firm, firm.consultant).await, "step {step}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn two_windows_do_not_undo_each_other(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let device = [Device::Desk];
    tokio::join!(
        change(&pool, &firm, firm.consultant, &device, FOLD_LOG),
        change(&pool, &firm, firm.consultant, &device, HIDE_GENERAL),
        change(&pool, &firm, firm.consultant, &device, Change::InactiveContacts(true)),
    );
    let own = own(&pool, &firm, firm.consultant, Device::Desk).await;
    assert_eq!(
        (own.open.get("log"), own.hidden.get("general"), own.inactive_contacts),
        (Some(&false), Some(&true), Some(true))
    );
    assert_eq!(value::<i64>(&pool, "select count(*) from layout_version").await, 3);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_layers_of_firm_and_role_lie_below(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let tenant = firm.tenant;
    run(
        &pool,
        &format!(
            r#"insert into layout (tenant_id, scope, owner, device, layer) values
            ('{tenant}', 'tenant', '', 'desk', '{{"open": {{"log": false, "comments": false}}}}'),
            ('{tenant}', 'role', 'consultant', 'desk', '{{"open": {{"log": true}}, "hidden": {{"general": true}}}}'),
            ('{tenant}', 'role', 'administrator', 'desk', '{{"hidden": {{"contacts": true}}}}')"#
        ),
    )
    .await;
    let layout =
        |opened: &Opened| resolve(Device::Desk, [&opened.tenant_layer, &opened.role_layer, &opened.user_layer]);
    let fresh = layout(&opened(&pool, &firm, firm.consultant, Device::Desk).await);
    assert!(fresh.is_open(Section::Log) && !fresh.is_open(Section::Comments));
    assert_eq!(fresh.hidden, [Section::General]);
    let readers = layout(&opened(&pool, &firm, firm.reader, Device::Desk).await);
    assert!(!readers.is_open(Section::Log) && readers.hidden.is_empty());

    // What agrees with the layers below is not kept, so that their changes still reach me.
    change(&pool, &firm, firm.consultant, &[Device::Desk], FOLD_LOG).await;
    change(&pool, &firm, firm.consultant, &[Device::Desk], HIDE_GENERAL).await;
    let mine = opened(&pool, &firm, firm.consultant, Device::Desk).await;
    assert_eq!(mine.user_layer, folded_log());
    assert!(!layout(&mine).is_open(Section::Log));
    change(&pool, &firm, firm.consultant, &[Device::Desk], Change::Open(Section::Log, true)).await;
    assert_eq!(own(&pool, &firm, firm.consultant, Device::Desk).await, Layer::default());
}
