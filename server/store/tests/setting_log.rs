//! Every change of a setting is in the log of settings, and can be taken back but for what was changed since.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, told};
use domain::{
    criteria,
    error::ErrorCode,
    field::OwnKind,
    id::{ChangeId, CommandId, UserId},
    list::ListKind,
    module::{Module, ModuleRule},
    register::columns_from,
    register_width::Widths,
    section::Section,
    setting_log::{Area, SettingEntry},
    undo::Why,
};
use sqlx::PgPool;
use store::{
    StoreError, Tx, list, module,
    setting_log::{self, Asked},
    tab, user,
};

async fn log(pool: &PgPool, firm: &Firm, asked: Asked) -> Vec<SettingEntry> {
    let mut tx = firm.tx(pool, firm.administrator).await;
    setting_log::list(&mut tx, asked).await.unwrap().entries
}

async fn of(pool: &PgPool, firm: &Firm, area: Area) -> Vec<SettingEntry> {
    log(pool, firm, Asked { area: Some(area), ..Asked::default() }).await
}

/// Takes an entry back; its command, by which is told what became of it.
async fn undo(pool: &PgPool, firm: &Firm, who: UserId, entry: ChangeId) -> Result<(CommandId, bool), StoreError> {
    let mut tx = firm.tx(pool, who).await;
    let command = tx.command();
    let taken = setting_log::undo(&mut tx, entry).await?;
    tx.commit().await?;
    Ok((command, taken))
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn each_area_is_told_newest_first_to_administrators_of_the_firm_alone(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "syd").await;
    firm.change_settings(&pool).await;
    firm.decide_fields(&pool).await;
    firm.add_own_field(&pool, OwnKind::Line, "Avtalenummer").await;
    firm.add_tab(&pool, &[Section::Notes]).await;
    firm.arrange_twice(&pool).await;
    firm.choose_countries_and_modules(&pool).await;
    firm.add_agreement(&pool, "Industriavtalen", "37,5", ["7", "15", "30"]).await;
    firm.invite(&pool).await;
    firm.add_template(&pool, "email", "Takk", "Hei").await;
    firm.add_list_item(&pool, ListKind::Level, "Gull").await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    store::department::add(&mut tx, "Helse").await.unwrap();
    let columns = domain::register::usual_columns();
    store::register::choose_firm_columns(&mut tx, &columns[..3], None).await.unwrap();
    store::portal::setting::change(&mut tx, &store::portal::setting::PortalSetting::default()).await.unwrap();
    tx.commit().await.unwrap();
    firm.fill_sharepoint(&pool, firm.customer).await;
    let all = log(&pool, &firm, Asked::default()).await;
    assert!(all.is_sorted_by(|a, b| a.at >= b.at));
    for area in Area::ALL.iter().filter(|area| **area != Area::Rights) {
        let entries = of(&pool, &firm, *area).await;
        assert!(!entries.is_empty() && entries.iter().all(|entry| entry.area == *area), "{area:?}");
        assert!(entries.iter().all(|entry| all.iter().any(|other| other.id == entry.id)), "{area:?}");
    }
    let lists = of(&pool, &firm, Area::Lists).await;
    assert_eq!(lists[0].subject.named.text("nb"), "Gull");
    assert!(lists.iter().all(|entry| entry.subject.named.text("kind") != "department"), "told once, as a department");
    let by_consultant = Asked { by: Some(firm.consultant), ..Asked::default() };
    assert!(log(&pool, &firm, by_consultant).await.iter().all(|entry| entry.by != "Astrid nord"));
    assert!(log(&pool, &other, Asked::default()).await.iter().all(|entry| !all.iter().any(|ours| ours.id == entry.id)));
    for who in [firm.consultant, firm.reader] {
        let mut tx = firm.tx(&pool, who).await;
        assert_eq!(told(setting_log::list(&mut tx, Asked::default()).await).code, ErrorCode::Forbidden);
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn it_goes_on_page_by_page(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for at in 0..setting_log::PAGE + 5 {
        firm.add_list_item(&pool, ListKind::District, &format!("Distrikt {at}")).await;
    }
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let asked = Asked { area: Some(Area::Lists), ..Asked::default() };
    let first = setting_log::list(&mut tx, asked).await.unwrap();
    assert_eq!(first.entries.len(), setting_log::PAGE);
    let second = setting_log::list(&mut tx, Asked { after: first.next, ..asked }).await.unwrap();
    assert!(second.entries.len() >= 5 && second.next.is_none());
    assert!(second.entries.iter().all(|entry| !first.entries.iter().any(|other| other.id == entry.id)));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_nobody_changed_since_is_taken_back_and_the_taking_back_too(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let all = ModuleRule::default();
    let mut tx = firm.tx(&pool, firm.administrator).await;
    module::decide(&mut tx, Module::Staffing, all, ModuleRule { active: false, ..all }).await.unwrap();
    tx.commit().await.unwrap();
    let is_on = async || {
        let mut tx = firm.tx(&pool, firm.reader).await;
        store::settings::read(&mut tx).await.unwrap().modules.of(Module::Staffing).active
    };
    let entry = of(&pool, &firm, Area::Modules).await[0].id;
    let (command, taken) = undo(&pool, &firm, firm.administrator, entry).await.unwrap();
    assert!(taken && is_on().await);
    assert!(of(&pool, &firm, Area::Modules).await.iter().any(|other| other.id == entry && other.undone));
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let done = setting_log::just_done(&mut tx, command).await.unwrap().unwrap();
    assert!(done.is_undo && !done.is_redo && done.kept.is_empty());
    drop(tx);
    undo(&pool, &firm, firm.administrator, done.entry.unwrap()).await.unwrap();
    assert!(!is_on().await, "done again");
    // A tab that was taken away comes back with what it shows.
    let tab = firm.add_tab(&pool, &[Section::Notes]).await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    tab::remove(&mut tx, tab).await.unwrap();
    tx.commit().await.unwrap();
    let entry = of(&pool, &firm, Area::Tabs).await[0].id;
    assert!(undo(&pool, &firm, firm.administrator, entry).await.unwrap().1);
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert_eq!(tab::about(&mut tx).await.unwrap().iter().filter(|about| about.id == tab).count(), 1);
    drop(tx);
    // A layout that counts, as it was.
    firm.arrange_twice(&pool).await;
    let entry = of(&pool, &firm, Area::Layouts).await[0].id;
    assert!(undo(&pool, &firm, firm.administrator, entry).await.unwrap().1);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn columns_and_criteria_of_the_firm_are_in_the_log_and_taken_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let columns = async |tx: &mut Tx| store::register::columns(tx).await.unwrap().firm;
    let choose = async |keys: Option<&[&str]>| {
        let mut tx = firm.tx(&pool, firm.administrator).await;
        match keys {
            Some(keys) => {
                let columns = columns_from(keys.iter().copied());
                store::register::choose_firm_columns(&mut tx, &columns, None).await.unwrap();
            }
            None => store::register::forget_firm_columns(&mut tx).await.unwrap(),
        }
        tx.commit().await.unwrap();
    };
    // What every firm has is no choice, and a person's own columns are no setting of the firm.
    choose(Some(&["number", "name", "status", "visiting_place", "responsible", "changed"])).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    store::register::choose_columns(&mut tx, &columns_from(["name", "level"]), &Widths::new()).await.unwrap();
    store::register::forget_columns(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(of(&pool, &firm, Area::Register).await, []);

    choose(Some(&["number", "name"])).await;
    let first = of(&pool, &firm, Area::Register).await[0].id;
    choose(Some(&["name", "level"])).await;
    let second = of(&pool, &firm, Area::Register).await[0].id;
    choose(None).await;
    let third = of(&pool, &firm, Area::Register).await[0].id;
    for who in [firm.consultant, firm.reader] {
        assert_eq!(told(undo(&pool, &firm, who, third).await).code, ErrorCode::Forbidden);
    }
    assert!(undo(&pool, &firm, firm.administrator, third).await.unwrap().1, "back from what every firm has");
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert_eq!(columns(&mut tx).await, columns_from(["name", "level"]));
    drop(tx);
    let (command, taken) = undo(&pool, &firm, firm.administrator, first).await.unwrap();
    assert!(!taken, "others were chosen since");
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let kept = setting_log::just_done(&mut tx, command).await.unwrap().unwrap().kept;
    assert_eq!((kept[0].why, kept[0].by.as_str()), (Why::Changed, "Astrid nord"));
    drop(tx);
    assert!(undo(&pool, &firm, firm.administrator, second).await.unwrap().1);
    assert!(undo(&pool, &firm, firm.administrator, first).await.unwrap().1, "as nobody had chosen any");
    // Going back to the product's is not taken back over what was chosen since.
    choose(Some(&["name", "county"])).await;
    let (_, taken) = undo(&pool, &firm, firm.administrator, third).await.unwrap();
    assert!(!taken);
    let mut tx = firm.tx(&pool, firm.administrator).await;
    assert_eq!(columns(&mut tx).await, columns_from(["name", "county"]));

    let read = criteria::keys(&criteria::of_firm(&store::settings::read(&mut tx).await.unwrap()));
    store::register::choose_criteria(&mut tx, &read, &criteria::criteria_from(["county", "level"]), false)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let entry = of(&pool, &firm, Area::Register).await[0].clone();
    assert_eq!(entry.changes[0].0, criteria::KEY);
    assert!(of(&pool, &firm, Area::Firm).await.iter().all(|other| other.id != entry.id), "told where it is chosen");
    assert_eq!(told(undo(&pool, &firm, firm.consultant, entry.id).await).code, ErrorCode::Forbidden);
    assert!(undo(&pool, &firm, firm.administrator, entry.id).await.unwrap().1);
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert_eq!(criteria::keys(&criteria::of_firm(&store::settings::read(&mut tx).await.unwrap())), read);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_somebody_changed_since_is_left_and_told(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let item = firm.add_list_item(&pool, ListKind::Level, "Gull").await;
    let rename = async |who, name: &str| {
        let mut tx = firm.tx(&pool, who).await;
        list::rename(&mut tx, ListKind::Level, item, [name, "Guld", "Gold"]).await.unwrap();
        tx.commit().await.unwrap();
    };
    rename(firm.administrator, "Gullkunde").await;
    let entry = of(&pool, &firm, Area::Lists).await[0].id;
    rename(firm.consultant, "Gullkort").await;
    let (command, taken) = undo(&pool, &firm, firm.administrator, entry).await.unwrap();
    assert!(taken, "the other two names are as before");
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let kept = setting_log::just_done(&mut tx, command).await.unwrap().unwrap().kept;
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].column.as_str(), &kept[0].stands, kept[0].why), ("nb", &"Gullkort".into(), Why::Changed));
    let names = list::items(&mut tx, ListKind::Level).await.unwrap();
    let now = names.iter().find(|other| other.id == item).unwrap();
    assert_eq!(now.names, ["Gullkort", "Gull", "Gull"].map(str::to_owned));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn who_may_not_change_it_takes_nothing_back_and_rules_hold(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "syd").await;
    let settings = firm.change_settings(&pool).await;
    for who in [firm.consultant, firm.reader] {
        assert_eq!(told(undo(&pool, &firm, who, settings).await).code, ErrorCode::Forbidden);
    }
    assert_eq!(told(undo(&pool, &other, other.administrator, settings).await).code, ErrorCode::NotFound);
    // Lists are the consultants' too: what was added is taken out of use.
    let item = firm.add_list_item(&pool, ListKind::Level, "Sølv").await;
    let entry = of(&pool, &firm, Area::Lists).await[0].id;
    assert_eq!(told(undo(&pool, &firm, firm.reader, entry).await).code, ErrorCode::Forbidden);
    assert!(undo(&pool, &firm, firm.consultant, entry).await.unwrap().1);
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert!(list::items(&mut tx, ListKind::Level).await.unwrap().iter().any(|other| other.id == item && other.retired));
    drop(tx);
    // The firm would be left without an administrator.
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let version =
        user::list(&mut tx).await.unwrap().into_iter().find(|user| user.id == firm.consultant).unwrap().version;
    user::change(&mut tx, firm.consultant, version, "administrator", "").await.unwrap();
    tx.commit().await.unwrap();
    let made = of(&pool, &firm, Area::Users).await[0].id;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let version =
        user::list(&mut tx).await.unwrap().into_iter().find(|user| user.id == firm.administrator).unwrap().version;
    user::change(&mut tx, firm.administrator, version, "consultant", "").await.unwrap();
    tx.commit().await.unwrap();
    let (command, taken) = undo(&pool, &firm, firm.consultant, made).await.unwrap();
    assert!(!taken);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let kept = setting_log::just_done(&mut tx, command).await.unwrap().unwrap().kept;
    assert!(matches!(kept[0].why, Why::Refused { problem: domain::error::Problem::LastAdministrator }), "{kept:?}");
}
