//! Layouts that an administrator makes for others: drafts, what counts, earlier versions; and a colleague's.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, sign_in, told};
use domain::{
    error::ErrorCode,
    id::UserId,
    layout::{Change, Device, Target, resolve},
    section::Section,
    user::Role,
};
use sqlx::PgPool;
use store::{SessionToken, Store, layout};

const DESK: Device = Device::Desk;

/// Whether a section is open on somebody's card.
async fn is_open(pool: &PgPool, firm: &Firm, user: UserId, section: Section) -> bool {
    let secret = sign_in(pool, firm.tenant, user).await;
    let store = Store::from_pool(pool.clone());
    let opened = store.open_with_layout(&SessionToken::new(&secret), DESK).await.unwrap();
    resolve(DESK, [&opened.tenant_layer, &opened.role_layer, &opened.user_layer]).is_open(section)
}

/// An administrator changes the draft, and publishes it or not.
async fn arrange(pool: &PgPool, firm: &Firm, target: Target, change: Change, publishes: bool) {
    let mut tx = firm.tx(pool, firm.administrator).await;
    layout::change_draft(&mut tx, target, DESK, change).await.unwrap();
    if publishes {
        layout::publish(&mut tx, target).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_draft_is_nobodys_card_until_it_is_published(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    arrange(&pool, &firm, Target::Firm, Change::Open(Section::Notes, false), false).await;
    assert!(is_open(&pool, &firm, firm.consultant, Section::Notes).await);
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let draft = layout::draft(&mut tx, Target::Firm, DESK).await.unwrap();
    assert!(draft.differs && draft.people > 0);
    layout::publish(&mut tx, Target::Firm).await.unwrap();
    let draft = layout::draft(&mut tx, Target::Firm, DESK).await.unwrap();
    assert!(!draft.differs && !resolve(DESK, [&draft.layer]).is_open(Section::Notes));
    tx.commit().await.unwrap();
    assert!(!is_open(&pool, &firm, firm.consultant, Section::Notes).await);
    // Another firm's cards are as they were.
    let other = Firm::make(&pool, "sor").await;
    assert!(is_open(&pool, &other, other.consultant, Section::Notes).await);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_role_has_its_own_on_top_and_a_person_on_top_of_that(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    arrange(&pool, &firm, Target::Firm, Change::Open(Section::Notes, false), true).await;
    arrange(&pool, &firm, Target::Role(Role::Consultant), Change::Open(Section::Notes, true), true).await;
    assert!(is_open(&pool, &firm, firm.consultant, Section::Notes).await);
    assert!(!is_open(&pool, &firm, firm.reader, Section::Notes).await);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    layout::change(&mut tx, &[DESK], Change::Open(Section::Notes, false)).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!is_open(&pool, &firm, firm.consultant, Section::Notes).await);
    assert!(is_open(&pool, &firm, firm.neighbour, Section::Notes).await, "a colleague keeps the role's");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_earlier_version_comes_back_as_a_draft(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    arrange(&pool, &firm, Target::Firm, Change::Open(Section::Notes, false), true).await;
    arrange(&pool, &firm, Target::Firm, Change::Open(Section::Comments, false), true).await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let overview = layout::overview(&mut tx).await.unwrap();
    let of_firm = &overview.layouts[0];
    assert_eq!((of_firm.target, of_firm.has_draft, of_firm.earlier.len()), (Target::Firm, false, 2));
    // The newest of the earlier ones: notes folded, comments not yet.
    let version = of_firm.earlier[0].version;
    layout::bring_back(&mut tx, Target::Firm, DESK, version).await.unwrap();
    let draft = layout::draft(&mut tx, Target::Firm, DESK).await.unwrap();
    let draft = resolve(DESK, [&draft.layer]);
    assert!(!draft.is_open(Section::Notes) && draft.is_open(Section::Comments));
    assert_eq!(told(layout::bring_back(&mut tx, Target::Firm, DESK, 99).await).code, ErrorCode::NotFound);
    tx.commit().await.unwrap();
    assert!(!is_open(&pool, &firm, firm.consultant, Section::Comments).await, "not published yet");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_draft_is_thrown_away_taken_back_and_reset(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    arrange(&pool, &firm, Target::Firm, Change::Open(Section::Notes, false), true).await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let notes = async |tx: &mut store::Tx| {
        let draft = layout::draft(tx, Target::Firm, DESK).await.unwrap();
        (resolve(DESK, [&draft.layer]).is_open(Section::Notes), draft.differs)
    };
    layout::change_draft(&mut tx, Target::Firm, DESK, Change::Open(Section::Notes, true)).await.unwrap();
    assert_eq!(notes(&mut tx).await, (true, true));
    assert!(layout::undo_draft(&mut tx, Target::Firm, DESK).await.unwrap());
    assert_eq!(notes(&mut tx).await, (false, false));
    layout::reset_draft(&mut tx, Target::Firm, DESK).await.unwrap();
    assert_eq!(notes(&mut tx).await, (true, true));
    layout::discard(&mut tx, Target::Firm).await.unwrap();
    assert_eq!(notes(&mut tx).await, (false, false));
    layout::draft_everywhere(&mut tx, Target::Firm, DESK).await.unwrap();
    let phone = layout::draft(&mut tx, Target::Firm, Device::Phone).await.unwrap();
    assert_eq!(phone.layer.open.get("notes"), Some(&false));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn only_administrators_arrange_for_others(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let change = Change::Open(Section::Notes, false);
    let refused = [
        layout::change_draft(&mut tx, Target::Firm, DESK, change).await,
        layout::publish(&mut tx, Target::Firm).await,
        layout::discard(&mut tx, Target::Firm).await,
        layout::draft(&mut tx, Target::Firm, DESK).await.map(|_| ()),
        layout::bring_back(&mut tx, Target::Firm, DESK, 1).await,
    ];
    for outcome in refused {
        assert_eq!(told(outcome).code, ErrorCode::Forbidden);
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_colleagues_arrangement_is_taken_over_and_given_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "sor").await;
    for (of, user) in [(&firm, firm.consultant), (&other, other.consultant)] {
        let mut tx = of.tx(&pool, user).await;
        layout::change(&mut tx, &[DESK], Change::Open(Section::Notes, false)).await.unwrap();
        tx.commit().await.unwrap();
    }
    let mut tx = firm.tx(&pool, firm.reader).await;
    let colleagues = layout::colleagues(&mut tx, DESK).await.unwrap();
    assert_eq!(colleagues.iter().map(|colleague| colleague.id).collect::<Vec<_>>(), [firm.consultant]);
    assert!(layout::colleagues(&mut tx, Device::Phone).await.unwrap().is_empty());
    layout::adopt(&mut tx, firm.consultant, DESK).await.unwrap();
    for stranger in [other.consultant, firm.reader] {
        assert_eq!(told(layout::adopt(&mut tx, stranger, DESK).await).code, ErrorCode::NotFound);
    }
    tx.commit().await.unwrap();
    assert!(!is_open(&pool, &firm, firm.reader, Section::Notes).await);
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert!(layout::undo(&mut tx, DESK).await.unwrap());
    tx.commit().await.unwrap();
    assert!(is_open(&pool, &firm, firm.reader, Section::Notes).await);
    // Who has left shows nobody anything.
    run(&pool, &format!("update app_user set active = false where id = '{}'", firm.consultant)).await;
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert!(layout::colleagues(&mut tx, DESK).await.unwrap().is_empty());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_draft_that_a_colleague_has_arranged_since_is_not_published_unseen(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let hide = |section| Change::Hide(section, true);
    layout::change_draft(&mut tx, Target::Firm, Device::Desk, hide(Section::Log)).await.unwrap();
    let seen = layout::draft(&mut tx, Target::Firm, Device::Desk).await.unwrap().seen;
    layout::is_as_seen(&mut tx, Target::Firm, seen).await.unwrap();
    layout::change_draft(&mut tx, Target::Firm, Device::Phone, hide(Section::Notes)).await.unwrap();
    let refused = told(layout::is_as_seen(&mut tx, Target::Firm, seen).await);
    assert_eq!(refused.problem_of("seen"), Some(domain::error::Problem::ChangedSince));
}
