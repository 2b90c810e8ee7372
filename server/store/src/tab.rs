//! The tabs of the firm's cards: put in order, in sight, in the menu or off; and the firm's own, made, filled
//! and taken away by its administrators.

use crate::{StoreError, Tx, names, position, settings};
use domain::{
    error::Problem,
    id::TabId,
    policy::Action,
    section::Section,
    tab::{BuiltIn, MOST_TABS, Place, TAB_NAME_MAX, TabKey},
};

/// An own tab as its page shows it beside what the session knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Which.
    pub id: TabId,
    /// The names of the fields in use that stand in it: Norwegian, Swedish, English.
    pub fields: Vec<[String; 3]>,
    /// Which save this is.
    pub version: i32,
}

/// What the page of the tabs tells of the firm's own.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn about(tx: &mut Tx) -> Result<Vec<About>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        r#"select t.id as "id: TabId", t.version,
            (select coalesce(json_agg(json_build_array(f.nb, f.sv, f.en) order by f.position, f.created_at, f.id), '[]') from own_field f
                where f.tenant_id = t.tenant_id and f.tab = t.id and not f.retired) as "fields!: sqlx::types::Json<Vec<[String; 3]>>"
        from card_tab t where t.tenant_id = current_tenant() and t.built_in is null"#
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows.into_iter().map(|row| About { id: row.id, fields: row.fields.0, version: row.version }).collect())
}

/// How many customers have a card, and so these tabs.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn customers(tx: &mut Tx) -> Result<i64, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    Ok(sqlx::query_scalar!(r#"select count(*) as "n!" from customer where tenant_id = current_tenant()"#)
        .fetch_one(tx.connection())
        .await?)
}

/// What an administrator says of an own tab.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// What it is called in Norwegian, Swedish and English; the first that is filled in stands for the others.
    pub labels: [&'a str; 3],
    /// The sections that it shows.
    pub sections: &'a [Section],
}

impl Wanted<'_> {
    fn sections(&self) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for section in self.sections {
            if !keys.iter().any(|key| key == section.key()) {
                keys.push(section.key().to_owned());
            }
        }
        keys
    }
}

/// The name of what is wrong with a tab's name as a whole.
pub const NAME: &str = "name";

/// Makes an own tab, which lands in the menu (seed 003:61).
///
/// # Errors
/// What is wrong with its name; [`Problem::AlreadyThere`] where another tab is called so;
/// [`Problem::TooManyTabs`] when the firm has as many as there can be.
pub async fn add(tx: &mut Tx, wanted: &Wanted<'_>) -> Result<TabId, StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let [nb, sv, en] = names::in_three(wanted.labels, TAB_NAME_MAX, NAME)?;
    settings::hold(tx).await?;
    let tabs = stored(tx).await?;
    let own = tabs.iter().filter(|tab| matches!(tab.key, TabKey::Own(_))).count();
    if own >= MOST_TABS {
        let max = u32::try_from(MOST_TABS).unwrap_or(u32::MAX);
        return Err(StoreError::field(NAME, Problem::TooManyTabs { max }));
    }
    let id = TabId::generate();
    is_free(tx, id, &nb).await?;
    let place = i32::try_from(tabs.len()).unwrap_or(i32::MAX) + 1;
    sqlx::query!(
        "insert into card_tab (tenant_id, id, nb, sv, en, place, position, sections)
        values (current_tenant(), $1, $2, $3, $4, 'menu', $5, $6)",
        id.0,
        nb,
        sv,
        en,
        place,
        &wanted.sections(),
    )
    .execute(tx.connection())
    .await?;
    Ok(id)
}

/// Renames an own tab that was read at `version`, and says which sections it shows.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such tab; [`Problem::ChangedSince`] when somebody else has
/// changed it since; otherwise as [`add`].
pub async fn change(tx: &mut Tx, id: TabId, version: i32, wanted: &Wanted<'_>) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let [nb, sv, en] = names::in_three(wanted.labels, TAB_NAME_MAX, NAME)?;
    settings::hold(tx).await?;
    let stands = sqlx::query_scalar!(
        "select version from card_tab where tenant_id = current_tenant() and id = $1 and built_in is null",
        id.0
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    if stands != version {
        return Err(StoreError::field(NAME, Problem::ChangedSince));
    }
    is_free(tx, id, &nb).await?;
    sqlx::query!(
        "update card_tab set nb = $2, sv = $3, en = $4, sections = $5 where tenant_id = current_tenant() and id = $1",
        id.0,
        nb,
        sv,
        en,
        &wanted.sections(),
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Puts a tab in sight, in the menu, or nowhere: what stands in it is kept.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such tab; [`Problem::Choice`] for the board, which is
/// always somewhere.
pub async fn put(tx: &mut Tx, key: TabKey, place: Place) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    if key == TabKey::OVERVIEW && place == Place::Off {
        return Err(StoreError::field(NAME, Problem::Choice));
    }
    settings::hold(tx).await?;
    let id = id_of(&stored(tx).await?, key)?;
    sqlx::query!(
        "update card_tab set place = $2 where tenant_id = current_tenant() and id = $1 and place <> $2",
        id.0,
        place.key()
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Moves a tab one place up or down.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such tab.
pub async fn shift(tx: &mut Tx, key: TabKey, up: bool) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    settings::hold(tx).await?;
    let tabs = stored(tx).await?;
    let id = id_of(&tabs, key)?;
    let mut ids: Vec<uuid::Uuid> = tabs.iter().map(|tab| tab.id.0).collect();
    let at = ids.iter().position(|other| *other == id.0).ok_or(StoreError::NotFound)?;
    if !position::shift(&mut ids, at, up) {
        return Ok(());
    }
    sqlx::query!(
        "update card_tab t set position = o.place from unnest($1::uuid[]) with ordinality as o (id, place)
        where t.tenant_id = current_tenant() and t.id = o.id and t.position <> o.place",
        &ids,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Takes an own tab away; fields that stood in it stand in the section of own fields again.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such tab.
pub async fn remove(tx: &mut Tx, id: TabId) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    settings::hold(tx).await?;
    sqlx::query!("update own_field set tab = null where tenant_id = current_tenant() and tab = $1", id.0)
        .execute(tx.connection())
        .await?;
    let removed =
        sqlx::query!("delete from card_tab where tenant_id = current_tenant() and id = $1 and built_in is null", id.0)
            .execute(tx.connection())
            .await?;
    if removed.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Whether the firm has this own tab.
pub(crate) async fn is_there(tx: &mut Tx, id: TabId) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from card_tab where tenant_id = current_tenant() and id = $1 and built_in is null) as "there!""#,
        id.0
    )
    .fetch_one(tx.connection())
    .await?)
}

/// Refuses what stands now where it could not have been put so: two own tabs of one name, or the board nowhere.
pub(crate) async fn still_sound(tx: &mut Tx, id: TabId) -> Result<(), StoreError> {
    let row =
        sqlx::query!("select nb, built_in, place from card_tab where tenant_id = current_tenant() and id = $1", id.0)
            .fetch_optional(tx.connection())
            .await?;
    match row {
        Some(row) if row.built_in.as_deref() == Some(BuiltIn::Overview.key()) && row.place == Place::Off.key() => {
            Err(StoreError::field(NAME, Problem::Choice))
        }
        Some(row) if row.built_in.is_none() => is_free(tx, id, row.nb.as_deref().unwrap_or_default()).await,
        _ => Ok(()),
    }
}

/// A tab's row.
struct Stored {
    id: TabId,
    key: TabKey,
}

/// All tabs in their order, each with a row: the firm decides of one, and all have a place.
async fn stored(tx: &mut Tx) -> Result<Vec<Stored>, StoreError> {
    let missing: Vec<(TabId, &'static str)> = BuiltIn::ALL.iter().map(|tab| (TabId::generate(), tab.key())).collect();
    let ids: Vec<uuid::Uuid> = missing.iter().map(|(id, _)| id.0).collect();
    let keys: Vec<String> = missing.iter().map(|(_, key)| (*key).to_owned()).collect();
    sqlx::query!(
        "insert into card_tab (tenant_id, id, built_in, place, position)
        select current_tenant(), m.id, m.key, 'main', coalesce((select max(position) from card_tab where tenant_id = current_tenant()), 0) + m.place
        from unnest($1::uuid[], $2::text[]) with ordinality as m (id, key, place)
        on conflict (tenant_id, built_in) do nothing",
        &ids,
        &keys,
    )
    .execute(tx.connection())
    .await?;
    let rows = sqlx::query!(
        r#"select id as "id: TabId", built_in from card_tab where tenant_id = current_tenant() order by position, created_at, id"#
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let key = match row.built_in {
                Some(key) => TabKey::BuiltIn(BuiltIn::from_key(&key)?),
                None => TabKey::Own(row.id),
            };
            Some(Stored { id: row.id, key })
        })
        .collect())
}

fn id_of(tabs: &[Stored], key: TabKey) -> Result<TabId, StoreError> {
    tabs.iter().find(|tab| tab.key == key).map(|tab| tab.id).ok_or(StoreError::NotFound)
}

async fn is_free(tx: &mut Tx, id: TabId, name: &str) -> Result<(), StoreError> {
    let is_taken = sqlx::query_scalar!(
        r#"select exists (select from card_tab where tenant_id = current_tenant() and id <> $1 and built_in is null and lower(nb) = lower($2)) as "taken!""#,
        id.0,
        name,
    )
    .fetch_one(tx.connection())
    .await?;
    if is_taken { Err(StoreError::field(NAME, Problem::AlreadyThere)) } else { Ok(()) }
}
