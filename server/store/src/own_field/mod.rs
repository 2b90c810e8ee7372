//! A firm's own fields: declared, renamed, moved, retired and brought back by its administrators.

mod convert;

pub use convert::{Forecast, convert, forecast};

use crate::{StoreError, Tx, names, position, settings, tab};
use domain::{
    error::Problem,
    field::{Entity, MOST_OWN, OWN_HELP_MAX, OWN_LABEL_MAX, OWNED, OwnKind, is_own_key},
    id::{OwnFieldId, TabId},
    policy::Action,
    section::Section,
};

/// An own field as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnField {
    /// Its identity.
    pub id: OwnFieldId,
    /// Its key, which never changes.
    pub key: String,
    /// What it belongs to: customers, or their contacts.
    pub entity: Entity,
    /// The kind of value.
    pub kind: OwnKind,
    /// What it is called: Norwegian, Swedish, English.
    pub labels: [String; 3],
    /// What it is for, in the same languages; empty where nobody has said so.
    pub help: [String; 3],
    /// Whether contacts see what it holds in the portal.
    pub in_portal: bool,
    /// The section where it stands.
    pub section: Section,
    /// The firm's own tab in which it stands instead.
    pub tab: Option<TabId>,
    /// Whether it is not used any more.
    pub retired: bool,
    /// How many customers, or contacts, have a value of it.
    pub used: i64,
    /// The kind of numbers that it had before it got another kind.
    pub counted: Option<OwnKind>,
    /// Which save this is.
    pub version: i32,
}

impl OwnField {
    /// Whether it may get that kind.
    #[must_use]
    pub fn may_become(&self, to: OwnKind) -> bool {
        self.kind.may_become(to, self.counted)
    }
}

/// All own fields, those in use first, in the firm's order; a walk over all customers and contacts.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn list(tx: &mut Tx) -> Result<Vec<OwnField>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        r#"select f.id as "id: OwnFieldId", f.key, f.entity, f.kind, f.nb, f.sv, f.en, f.help_nb, f.help_sv, f.help_en, f.in_portal, f.section, f.tab as "tab: TabId", f.retired, f.version, f.counted, coalesce(u.used, 0) as "used!"
        from own_field f
        left join (
            select key, count(*) as used from (
                select own from customer where tenant_id = current_tenant()
                union all
                select own from contact where tenant_id = current_tenant()) h, jsonb_object_keys(h.own) as key
            group by key) u on u.key = f.key
        where f.tenant_id = current_tenant() order by f.retired, f.position, f.created_at, f.id"#
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(OwnField {
                id: row.id,
                key: row.key,
                entity: OWNED.into_iter().find(|entity| entity.key() == row.entity)?,
                kind: OwnKind::from_key(&row.kind)?,
                labels: [row.nb, row.sv, row.en],
                help: [row.help_nb, row.help_sv, row.help_en].map(Option::unwrap_or_default),
                in_portal: row.in_portal,
                section: Section::from_key(&row.section).unwrap_or(Section::Own),
                tab: row.tab,
                retired: row.retired,
                used: row.used,
                counted: row.counted.as_deref().and_then(OwnKind::from_key),
                version: row.version,
            })
        })
        .collect())
}

/// What an administrator says of a field.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// What it is called in Norwegian, Swedish and English; the first that is filled in stands for the others.
    pub labels: [&'a str; 3],
    /// What it is for, in the same languages, and in the same way; empty where nothing is said.
    pub help: [&'a str; 3],
    /// Whether contacts see what it holds in the portal.
    pub in_portal: bool,
    /// The section where it stands; a field of contacts stands with each of them.
    pub section: Section,
    /// The firm's own tab in which it stands instead.
    pub tab: Option<TabId>,
}

/// The name of what is wrong with the field's name as a whole.
pub const NAME: &str = "name";
/// The inputs of what it is for.
pub const HELP_NAMES: [&str; 3] = ["help_nb", "help_sv", "help_en"];

impl Wanted<'_> {
    fn labels(&self) -> Result<[String; 3], StoreError> {
        names::in_three(self.labels, OWN_LABEL_MAX, NAME)
    }

    /// None, or all three.
    fn help(&self) -> Result<[Option<String>; 3], StoreError> {
        if self.help.iter().all(|text| text.trim().is_empty()) {
            return Ok([const { None }; 3]);
        }
        Ok(names::in_three_as(HELP_NAMES, self.help, OWN_HELP_MAX, HELP_NAMES[0])?.map(Some))
    }

    /// What it belongs to.
    const fn entity(&self) -> Entity {
        if matches!(self.section, Section::Contacts) { Entity::Contact } else { Entity::Customer }
    }

    /// Where it stands must be a place for own fields.
    async fn has_place(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let is_there = match (self.entity(), self.tab) {
            // A tab that was taken away while the form was open is no place.
            (Entity::Customer, Some(tab)) => tab::is_there(tx, tab).await?,
            (Entity::Customer, None) => takes_own(self.section),
            (_, tab) => tab.is_none(),
        };
        if is_there { Ok(()) } else { Err(StoreError::field("section", Problem::Choice)) }
    }
}

/// Whether a section may hold own fields of customers: one that shows fields as they come.
#[must_use]
pub const fn takes_own(section: Section) -> bool {
    !matches!(
        section,
        Section::FixedComments
            | Section::Comments
            | Section::Dialog
            | Section::Contacts
            | Section::Employees
            | Section::Tags
            | Section::Links
            | Section::Documents
            | Section::Log
            | Section::VisitingPostal
            | Section::InvoiceDelivery
            | Section::FactorAgreement
            | Section::PayMatrix
            | Section::InvoiceLines
    )
}

/// Declares a field.
///
/// # Errors
/// What is wrong with its name or place; [`Problem::AlreadyThere`] where a field in use is called so;
/// [`Problem::TooManyOwnFields`] when the firm has as many as there can be.
pub async fn add(tx: &mut Tx, kind: OwnKind, wanted: &Wanted<'_>) -> Result<OwnFieldId, StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let ([nb, sv, en], [help_nb, help_sv, help_en]) = (wanted.labels()?, wanted.help()?);
    settings::hold(tx).await?;
    has_room(tx).await?;
    let id = OwnFieldId::generate();
    is_free(tx, id, wanted.entity(), &nb).await?;
    wanted.has_place(tx).await?;
    // The random half of an id: nobody can guess it.
    let random = uuid::Uuid::now_v7().simple().to_string();
    let key = format!("own_{}", &random[16..]);
    debug_assert!(is_own_key(&key), "{key}");
    sqlx::query!(
        "insert into own_field (tenant_id, id, key, entity, kind, nb, sv, en, section, tab, help_nb, help_sv, help_en, in_portal, position)
        select current_tenant(), $1, $2, $9, $3, $4, $5, $6, $7, $8, $10, $11, $12, $13, coalesce(max(position), 0) + 1 from own_field where tenant_id = current_tenant()",
        id.0,
        key,
        kind.key(),
        nb,
        sv,
        en,
        wanted.section.key(),
        wanted.tab.map(|tab| tab.0),
        wanted.entity().key(),
        help_nb,
        help_sv,
        help_en,
        wanted.in_portal,
    )
    .execute(tx.connection())
    .await?;
    Ok(id)
}

/// Renames a field that was read at `version`, and moves it to another section or tab. One of customers stays one
/// of customers, and one of contacts one of contacts.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such field; [`Problem::ChangedSince`] when somebody else has
/// changed it since; otherwise as [`add`].
pub async fn change(tx: &mut Tx, id: OwnFieldId, version: i32, wanted: &Wanted<'_>) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let ([nb, sv, en], [help_nb, help_sv, help_en]) = (wanted.labels()?, wanted.help()?);
    settings::hold(tx).await?;
    let stands =
        sqlx::query!("select version, entity from own_field where tenant_id = current_tenant() and id = $1", id.0)
            .fetch_optional(tx.connection())
            .await?
            .ok_or(StoreError::NotFound)?;
    if stands.version != version {
        return Err(StoreError::field(NAME, Problem::ChangedSince));
    }
    if stands.entity != wanted.entity().key() {
        return Err(StoreError::field("section", Problem::Choice));
    }
    is_free(tx, id, wanted.entity(), &nb).await?;
    wanted.has_place(tx).await?;
    sqlx::query!(
        "update own_field set nb = $2, sv = $3, en = $4, section = $5, tab = $6, help_nb = $7, help_sv = $8, help_en = $9, in_portal = $10 where tenant_id = current_tenant() and id = $1",
        id.0,
        nb,
        sv,
        en,
        wanted.section.key(),
        wanted.tab.map(|tab| tab.0),
        help_nb,
        help_sv,
        help_en,
        wanted.in_portal,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Takes a field out of use, or into use again: what it holds is kept.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such field; [`Problem::AlreadyThere`] when another
/// field in use is called so by now.
pub async fn retire(tx: &mut Tx, id: OwnFieldId, retired: bool) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    settings::hold(tx).await?;
    let row = sqlx::query!("select nb, entity from own_field where tenant_id = current_tenant() and id = $1", id.0)
        .fetch_optional(tx.connection())
        .await?
        .ok_or(StoreError::NotFound)?;
    if !retired {
        is_free(tx, id, entity_of(&row.entity)?, &row.nb).await?;
        has_room(tx).await?;
    }
    sqlx::query!(
        "update own_field set retired = $2 where tenant_id = current_tenant() and id = $1 and retired <> $2",
        id.0,
        retired
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Moves a field up or down among those in use that belong to the same.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such field.
pub async fn shift(tx: &mut Tx, id: OwnFieldId, up: bool) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    settings::hold(tx).await?;
    let mut ids: Vec<OwnFieldId> = sqlx::query_scalar!(
        r#"select id as "id: OwnFieldId" from own_field where tenant_id = current_tenant() and not retired
            and entity = (select entity from own_field where tenant_id = current_tenant() and id = $1) order by position, created_at, id"#,
        id.0,
    )
    .fetch_all(tx.connection())
    .await?;
    let at = ids.iter().position(|other| *other == id).ok_or(StoreError::NotFound)?;
    if !position::shift(&mut ids, at, up) {
        return Ok(());
    }
    let ids: Vec<uuid::Uuid> = ids.into_iter().map(|id| id.0).collect();
    sqlx::query!(
        "update own_field f set position = o.place from unnest($1::uuid[]) with ordinality as o (id, place)
        where f.tenant_id = current_tenant() and f.id = o.id and f.position <> o.place",
        &ids,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

fn entity_of(key: &str) -> Result<Entity, StoreError> {
    OWNED.into_iter().find(|entity| entity.key() == key).ok_or(StoreError::NotFound)
}

/// Refuses what stands now where it could not have been put so: two fields in use of one name, or more than there can be.
pub(crate) async fn still_sound(tx: &mut Tx, id: OwnFieldId) -> Result<(), StoreError> {
    let row =
        sqlx::query!("select nb, entity, retired from own_field where tenant_id = current_tenant() and id = $1", id.0)
            .fetch_one(tx.connection())
            .await?;
    if row.retired {
        return Ok(());
    }
    is_free(tx, id, entity_of(&row.entity)?, &row.nb).await?;
    let max = u32::try_from(MOST_OWN).unwrap_or(u32::MAX);
    let used = used(tx).await?;
    if used <= i64::from(max) { Ok(()) } else { Err(StoreError::field(NAME, Problem::TooManyOwnFields { max })) }
}

async fn used(tx: &mut Tx) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "used!" from own_field where tenant_id = current_tenant() and not retired"#
    )
    .fetch_one(tx.connection())
    .await?)
}

async fn has_room(tx: &mut Tx) -> Result<(), StoreError> {
    let used = used(tx).await?;
    let max = u32::try_from(MOST_OWN).unwrap_or(u32::MAX);
    if used < i64::from(max) { Ok(()) } else { Err(StoreError::field(NAME, Problem::TooManyOwnFields { max })) }
}

/// A customer and a contact may each have a field that is called so, as those of the product do.
async fn is_free(tx: &mut Tx, id: OwnFieldId, entity: Entity, name: &str) -> Result<(), StoreError> {
    let is_taken = sqlx::query_scalar!(
        r#"select exists (select from own_field where tenant_id = current_tenant() and id <> $1 and not retired and lower(nb) = lower($2) and entity = $3) as "taken!""#,
        id.0,
        name,
        entity.key(),
    )
    .fetch_one(tx.connection())
    .await?;
    if is_taken { Err(StoreError::field(NAME, Problem::AlreadyThere)) } else { Ok(()) }
}
