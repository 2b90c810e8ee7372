//! Importing customers from a file: the file with what was found in it, its rows, and the run.

mod cells;
mod check;
mod decided;
mod fill;
mod find;
mod rows;
mod run;
mod said;
mod verdict;

pub use check::{Checker, end_check, fail_check};
pub use rows::{Filter, ImportRow, Page, chosen, counts, decide, page, page_of};
pub use run::{queue, step};

use crate::{StoreError, Tx};
use domain::{
    exchange::{Dialect, Refusal},
    id::{ImportId, JobId},
    import::{NewItem, Settings, Target, of_dry_run, source_digest_text},
    policy::Action,
};
use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx::types::Json;

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is looked at which column is what.
    Columns,
    /// Its rows are being looked at.
    Checking,
    /// Each row says what becomes of it.
    Checked,
    /// A job does it, or has done it.
    Run,
    /// The file can't be read to its end.
    Failed,
}

impl State {
    const ALL: [Self; 5] = [Self::Columns, Self::Checking, Self::Checked, Self::Run, Self::Failed];

    const fn key(self) -> &'static str {
        match self {
            Self::Columns => "columns",
            Self::Checking => "checking",
            Self::Checked => "checked",
            Self::Run => "run",
            Self::Failed => "failed",
        }
    }

    fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.key() == key).unwrap_or(Self::Failed)
    }
}

/// A file as it was read first.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What the reader found, as it tells it.
    pub found: Value,
    /// How it was told to read instead.
    pub reading: Value,
    /// The first row.
    pub headers: Vec<String>,
    /// Some rows after it, as text.
    pub samples: Vec<Vec<String>>,
}

/// A file that somebody imports.
#[derive(Clone, Debug)]
pub struct Import {
    /// Its identity.
    pub id: ImportId,
    /// What the file was called.
    pub file_name: String,
    /// Where it stands.
    pub state: State,
    /// What was found in it.
    pub opened: Opened,
    /// What each column is.
    pub columns: Vec<Option<Target>>,
    /// What whoever imports has chosen.
    pub settings: Settings,
    /// Values that lists get when it runs.
    pub new_items: Vec<NewItem>,
    /// Why it can't be read to its end.
    pub refusal: Option<Refusal>,
    /// Rows that have been looked at.
    pub checked: i64,
    /// Whether nobody looks at its rows any more, as the server was stopped meanwhile.
    pub is_stale: bool,
    /// The job that does it.
    pub job: Option<JobId>,
    /// The job that takes that one back, where there is one.
    pub undone_by: Option<JobId>,
    /// Who imports it.
    pub by: String,
    /// When it was uploaded, UTC in RFC 3339.
    pub created_at: String,
}

impl Import {
    /// How its texts write numbers and dates.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        let found = self.opened.found.get("dialect").cloned().unwrap_or_default();
        serde_json::from_value(found).unwrap_or_default()
    }
}

/// The columns of a file, without fields that the person may not change: they are left out, as others are.
fn changeable(tx: &Tx, columns: &[Option<Target>]) -> Vec<Option<Target>> {
    let rights = &tx.session().rights;
    columns.iter().map(|target| target.filter(|target| target.is_changed_with(rights))).collect()
}

fn keys(columns: &[Option<Target>]) -> Value {
    columns.iter().map(|target| target.map_or(Value::Null, |target| Value::String(target.key()))).collect()
}

fn targets(keys: &Value) -> Vec<Option<Target>> {
    let keys = keys.as_array().map(Vec::as_slice).unwrap_or_default();
    keys.iter().map(|key| key.as_str().and_then(Target::from_key)).collect()
}

fn digest(headers: &[String]) -> Vec<u8> {
    Sha256::digest(source_digest_text(headers).as_bytes()).to_vec()
}

/// Says no to those who may not import.
///
/// # Errors
/// When the policy says no.
pub fn may_import(tx: &Tx) -> Result<(), StoreError> {
    tx.authorise(Action::ImportCustomers)
}

/// What was said of a source: its columns, by header, and what was chosen.
#[derive(Clone, Debug)]
pub struct Remembered {
    /// Headers with what they are.
    pub columns: Vec<(String, Option<Target>)>,
    /// What was chosen.
    pub settings: Settings,
}

/// What was said of a file with the same headers before.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn remembered(tx: &mut Tx, headers: &[String]) -> Result<Option<Remembered>, StoreError> {
    tx.authorise(Action::ImportCustomers)?;
    let row = sqlx::query!(
        r#"select columns as "columns: Json<Vec<(String, Option<String>)>>", settings as "settings: Json<Settings>"
        from import_source where tenant_id = current_tenant() and digest = $1"#,
        digest(headers),
    )
    .fetch_optional(tx.connection())
    .await?;
    Ok(row.map(|row| Remembered {
        columns: row
            .columns
            .0
            .into_iter()
            .map(|(header, key)| (header, key.as_deref().and_then(Target::from_key)))
            .collect(),
        settings: row.settings.0,
    }))
}

/// Keeps a file that was uploaded. Those of a month ago go.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn create(
    tx: &mut Tx,
    id: ImportId,
    file_name: &str,
    opened: &Opened,
    columns: &[Option<Target>],
    settings: &Settings,
) -> Result<(), StoreError> {
    tx.authorise(Action::ImportCustomers)?;
    let columns = &changeable(tx, columns)[..];
    sqlx::query!("delete from import where tenant_id = current_tenant() and created_at < now() - interval '30 days'")
        .execute(tx.connection())
        .await?;
    let name: String = file_name.chars().filter(|c| !c.is_control()).take(200).collect();
    sqlx::query!(
        "insert into import (tenant_id, id, file_name, found, reading, headers, samples, columns, settings, source)
        values (current_tenant(), $1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id.0,
        name,
        opened.found,
        opened.reading,
        Json(&opened.headers) as _,
        Json(&opened.samples) as _,
        keys(columns),
        Json(settings) as _,
        digest(&opened.headers),
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// A file that somebody imports.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such import.
pub async fn read(tx: &mut Tx, id: ImportId) -> Result<Import, StoreError> {
    tx.authorise(Action::ImportCustomers)?;
    let row = sqlx::query!(
        r#"select i.file_name, i.state, i.found, i.reading, i.headers as "headers: Json<Vec<String>>",
            i.samples as "samples: Json<Vec<Vec<String>>>", i.columns, i.settings as "settings: Json<Settings>",
            i.new_items as "new_items: Json<Vec<NewItem>>", i.refusal as "refusal: Json<Refusal>", i.checked,
            i.state = 'checking' and i.checked_at < now() - interval '20 seconds' as "is_stale!",
            i.job_id as "job: JobId", undoing(i.job_id) as "undone_by: JobId", coalesce(u.name, '') as "by!", i.created_at as "created_at: jiff_sqlx::Timestamp"
        from import i left join app_user u on u.tenant_id = i.tenant_id and u.id = i.user_id
        where i.tenant_id = current_tenant() and i.id = $1"#,
        id.0,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    Ok(Import {
        id,
        file_name: row.file_name,
        state: State::from_key(&row.state),
        opened: Opened { found: row.found, reading: row.reading, headers: row.headers.0, samples: row.samples.0 },
        columns: changeable(tx, &targets(&row.columns)),
        settings: row.settings.0,
        new_items: row.new_items.0,
        refusal: row.refusal.map(|refusal| refusal.0),
        checked: row.checked,
        is_stale: row.is_stale,
        job: row.job,
        undone_by: row.undone_by,
        by: row.by,
        created_at: crate::utc(row.created_at),
    })
}

/// An import in the list of those of the last month.
#[derive(Clone, Debug)]
pub struct Past {
    /// Its identity.
    pub id: ImportId,
    /// What the file was called.
    pub file_name: String,
    /// Where it stands.
    pub state: State,
    /// Whether it was done and taken back since.
    pub is_undone: bool,
    /// Rows that have been looked at.
    pub rows: i64,
    /// Who imports it.
    pub by: String,
    /// When it was uploaded, UTC in RFC 3339.
    pub created_at: String,
}

/// The imports of the last month, the newest first.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn past(tx: &mut Tx) -> Result<Vec<Past>, StoreError> {
    tx.authorise(Action::ImportCustomers)?;
    let rows = sqlx::query!(
        r#"select i.id as "id: ImportId", i.file_name, i.state, undoing(i.job_id) is not null as "is_undone!", i.checked, coalesce(u.name, '') as "by!",
            i.created_at as "created_at: jiff_sqlx::Timestamp"
        from import i left join app_user u on u.tenant_id = i.tenant_id and u.id = i.user_id
        where i.tenant_id = current_tenant() order by i.created_at desc, i.id desc limit 20"#,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Past {
            id: row.id,
            file_name: row.file_name,
            state: State::from_key(&row.state),
            is_undone: row.is_undone,
            rows: row.checked,
            by: row.by,
            created_at: crate::utc(row.created_at),
        })
        .collect())
}

/// Reads the file anew in another way: what it says and which column is what begins again.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such import, or it has been run.
pub async fn reopen(tx: &mut Tx, id: ImportId, opened: &Opened, columns: &[Option<Target>]) -> Result<(), StoreError> {
    tx.authorise(Action::ImportCustomers)?;
    let columns = &changeable(tx, columns)[..];
    let done = sqlx::query!(
        "update import set found = $2, reading = $3, headers = $4, samples = $5, columns = $6, source = $7, state = 'columns', refusal = null
        where tenant_id = current_tenant() and id = $1 and state <> 'run'",
        id.0,
        opened.found,
        opened.reading,
        Json(&opened.headers) as _,
        Json(&opened.samples) as _,
        keys(columns),
        digest(&opened.headers),
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Keeps which column is what and what was chosen, for this file and the next of its source.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such import, or it has been run.
pub async fn choose(
    tx: &mut Tx,
    id: ImportId,
    columns: &[Option<Target>],
    settings: &Settings,
) -> Result<(), StoreError> {
    tx.authorise(Action::ImportCustomers)?;
    let columns = &changeable(tx, columns)[..];
    let row = sqlx::query!(
        r#"update import set columns = $2, settings = $3, state = 'columns', refusal = null
        where tenant_id = current_tenant() and id = $1 and state <> 'run'
        returning headers as "headers: Json<Vec<String>>", source"#,
        id.0,
        keys(columns),
        Json(settings) as _,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    // As the file came: it is of the same source without what a dry run said of it.
    let ours = of_dry_run(&row.headers.0);
    let said: Vec<_> =
        row.headers.0.into_iter().zip(columns.iter().map(|target| target.map(Target::key))).skip(ours).collect();
    sqlx::query!(
        "insert into import_source (tenant_id, digest, columns, settings) values (current_tenant(), $1, $2, $3)
        on conflict (tenant_id, digest) do update set columns = excluded.columns, settings = excluded.settings, changed_at = now()",
        row.source,
        Json(&said) as _,
        Json(settings) as _,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
