//! The tabs of the firm's cards.

use crate::common::{Firm, told};
use domain::{
    error::{ErrorCode, Problem},
    field::{OwnKind, of_tab},
    id::TabId,
    section::Section,
    tab::{BuiltIn, MOST_TABS, Place, TabKey},
};
use sqlx::PgPool;
use store::{
    Tx,
    own_field::Wanted as Field,
    tab::{self, NAME, Wanted},
};

const fn built_in(tab: BuiltIn) -> TabKey {
    TabKey::BuiltIn(tab)
}

/// The tabs as the next session knows them, with where they stand.
async fn known(pool: &PgPool, firm: &Firm) -> Vec<(TabKey, Place)> {
    let tx = firm.tx(pool, firm.consultant).await;
    tx.session().tabs.iter().map(|tab| (tab.key, tab.place)).collect()
}

async fn add(tx: &mut Tx, name: &str, sections: &[Section]) -> Result<TabId, store::StoreError> {
    tab::add(tx, &Wanted { labels: [name, "", ""], sections }).await
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn tabs_stand_where_and_in_which_order_the_firm_says(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "sor").await;
    let before = known(&pool, &firm).await;
    assert_eq!(before, BuiltIn::ALL.iter().map(|tab| (built_in(*tab), Place::Main)).collect::<Vec<_>>());
    let mut tx = firm.tx(&pool, firm.administrator).await;
    tab::put(&mut tx, built_in(BuiltIn::Log), Place::Off).await.unwrap();
    tab::put(&mut tx, built_in(BuiltIn::Comments), Place::Menu).await.unwrap();
    tab::shift(&mut tx, built_in(BuiltIn::Contacts), true).await.unwrap();
    // Outermost, it stays.
    tab::shift(&mut tx, built_in(BuiltIn::Contacts), true).await.unwrap();
    let refused = told(tab::put(&mut tx, TabKey::OVERVIEW, Place::Off).await);
    assert_eq!(refused.problem_of(NAME), Some(Problem::Choice));
    tx.commit().await.unwrap();
    let expected = [
        (built_in(BuiltIn::Contacts), Place::Main),
        (TabKey::OVERVIEW, Place::Main),
        (built_in(BuiltIn::Documents), Place::Main),
        (built_in(BuiltIn::Comments), Place::Menu),
        (built_in(BuiltIn::Dialog), Place::Main),
        (built_in(BuiltIn::Log), Place::Off),
    ];
    assert_eq!(known(&pool, &firm).await, expected);
    assert_eq!(known(&pool, &other).await, before);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_own_tab_is_made_changed_and_taken_away_and_its_fields_stay(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let id = add(&mut tx, "Avtaler", &[Section::Credit, Section::Notes, Section::Credit]).await.unwrap();
    let field =
        Field { labels: ["Ramme", "", ""], help: [""; 3], in_portal: false, section: Section::Own, tab: Some(id) };
    store::own_field::add(&mut tx, OwnKind::Line, &field).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let session = tx.session().clone();
    let tab = session.tabs.last().unwrap();
    assert_eq!((tab.key, tab.place), (TabKey::Own(id), Place::Menu));
    assert_eq!(tab.sections, [Section::Credit, Section::Notes]);
    assert_eq!(of_tab(id, &session.own).count(), 1);
    assert_eq!(domain::field::of_section(Section::Own, &session.own).count(), 0);
    let about = tab::about(&mut tx).await.unwrap();
    assert_eq!(about[0].fields, [["Ramme", "Ramme", "Ramme"].map(str::to_owned)]);

    let wanted = Wanted { labels: ["Kontrakter", "Kontrakt", ""], sections: &[Section::Log] };
    tab::change(&mut tx, id, about[0].version, &wanted).await.unwrap();
    let stale = told(tab::change(&mut tx, id, about[0].version, &wanted).await);
    assert_eq!(stale.problem_of(NAME), Some(Problem::ChangedSince));
    tab::put(&mut tx, TabKey::Own(id), Place::Off).await.unwrap();
    tx.commit().await.unwrap();
    // What stands in a tab that is off stands among the firm's own fields.
    let mut tx = firm.tx(&pool, firm.administrator).await;
    assert_eq!(domain::field::of_section(Section::Own, &tx.session().own).count(), 1);
    tab::remove(&mut tx, id).await.unwrap();
    assert_eq!(told(tab::remove(&mut tx, id).await).code, ErrorCode::NotFound);
    let nowhere = store::own_field::add(&mut tx, OwnKind::Line, &Field { labels: ["Ny", "", ""], ..field }).await;
    assert_eq!(told(nowhere).problem_of("section"), Some(Problem::Choice));
    tx.commit().await.unwrap();
    assert_eq!(known(&pool, &firm).await.len(), BuiltIn::ALL.len());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn names_are_asked_for_once_each_and_there_are_so_many_tabs_and_no_more(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let problem = async |tx: &mut Tx, name: &str| told(add(tx, name, &[]).await).problem_of(NAME);
    assert_eq!(problem(&mut tx, "  ").await, Some(Problem::Required));
    add(&mut tx, "Avtaler", &[]).await.unwrap();
    assert_eq!(problem(&mut tx, "AVTALER").await, Some(Problem::AlreadyThere));
    for n in 1..MOST_TABS {
        add(&mut tx, &format!("Fane {n}"), &[]).await.unwrap();
    }
    let max = u32::try_from(MOST_TABS).unwrap();
    assert_eq!(problem(&mut tx, "En til").await, Some(Problem::TooManyTabs { max }));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn only_administrators_arrange_tabs_and_only_their_firms(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "sor").await;
    let id = firm.add_tab(&pool, &[Section::Notes]).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    for outcome in [
        add(&mut tx, "Ny", &[]).await.map(|_| ()),
        tab::put(&mut tx, TabKey::Own(id), Place::Main).await,
        tab::shift(&mut tx, TabKey::Own(id), true).await,
        tab::remove(&mut tx, id).await,
    ] {
        assert_eq!(told(outcome).code, ErrorCode::Forbidden);
    }
    let mut tx = other.tx(&pool, other.administrator).await;
    let wanted = Wanted { labels: ["Min", "", ""], sections: &[] };
    for outcome in [
        tab::put(&mut tx, TabKey::Own(id), Place::Main).await,
        tab::change(&mut tx, id, 1, &wanted).await,
        tab::remove(&mut tx, id).await,
    ] {
        assert_eq!(told(outcome).code, ErrorCode::NotFound);
    }
}
