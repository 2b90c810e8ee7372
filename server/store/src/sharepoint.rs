//! The firm's `SharePoint`: where it is, the secret by which one signs in there, and which folder is a customer's. What
//! is in folders is nowhere here: it is asked for when it is shown.

use crate::{StoreError, Tx, settings};
use domain::{
    error::{ApiError, FieldError, Problem},
    id::{CustomerId, TenantId},
    plain_text,
    policy::Action,
    sharepoint::{Handle, SECRET_MAX, SiteAddress, USUAL_PATTERN, client_id, directory_id, folder_path, pattern},
};

/// Where the firm's `SharePoint` is. The secret is never among it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Whether cards show folders of it.
    pub is_on: bool,
    /// By what Microsoft knows the firm's directory.
    pub directory_id: String,
    /// By what the directory knows this system.
    pub client_id: String,
    /// The address of the site.
    pub site: String,
    /// The way from the top of its library to the folder with all customers; empty for the top itself.
    pub folder: String,
    /// What a customer's folder is called.
    pub pattern: String,
    /// Which save this is; 0 before the first.
    pub version: i32,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            is_on: false,
            directory_id: String::new(),
            client_id: String::new(),
            site: String::new(),
            folder: String::new(),
            pattern: USUAL_PATTERN.to_owned(),
            version: 0,
        }
    }
}

/// For what the secret is sealed: whoever could change rows of the database could not have it sent elsewhere.
#[must_use]
pub fn place(tenant: TenantId, directory: &str, client: &str) -> String {
    format!("sharepoint {tenant} {directory} {client}")
}

/// Where the firm's `SharePoint` is; nothing of it where that was never set.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn read(tx: &mut Tx) -> Result<Setting, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let row = sqlx::query_as!(
        Setting,
        "select is_on, directory_id, client_id, site, folder, pattern, version from firm_sharepoint where tenant_id = current_tenant()"
    )
    .fetch_optional(tx.connection())
    .await?;
    Ok(row.unwrap_or_default())
}

/// Reads settings as they were typed.
///
/// # Errors
/// What is wrong with which value.
pub fn checked(typed: &Setting) -> Result<Setting, ApiError> {
    let mut wrong = Vec::new();
    let mut taken = |field: &str, read: Result<String, Problem>| {
        read.unwrap_or_else(|problem| {
            wrong.push(FieldError { field: field.to_owned(), problem });
            String::new()
        })
    };
    let setting = Setting {
        is_on: typed.is_on,
        directory_id: taken("directory_id", directory_id(&typed.directory_id)),
        client_id: taken("client_id", client_id(&typed.client_id)),
        site: taken("site", SiteAddress::parse(&typed.site).map(|site| site.shown())),
        folder: taken("folder", folder_path(&typed.folder).map(|parts| parts.join("/"))),
        pattern: taken("pattern", pattern(&typed.pattern)),
        version: typed.version,
    };
    if wrong.is_empty() { Ok(setting) } else { Err(ApiError::invalid(wrong)) }
}

/// Reads a secret as it was typed.
///
/// # Errors
/// What is wrong with it.
pub fn secret(typed: &str) -> Result<String, Problem> {
    let secret = plain_text::line(typed, SECRET_MAX)?;
    if secret.contains(' ') { Err(Problem::ControlCharacters) } else { Ok(secret) }
}

/// Whether whoever asks may change where it is.
///
/// # Errors
/// When the policy says no.
pub fn may_change(tx: &Tx) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)
}

/// Changes where it is. `setting` is what [`checked`] gave, with the version that was read; `sealed` a new secret,
/// sealed for [`place`]. Without one the one that is kept stays, where it is still for the same place.
///
/// # Errors
/// [`Problem::Required`] where there is no secret for that place; [`Problem::ChangedSince`] when somebody has changed it
/// since.
pub async fn change(tx: &mut Tx, setting: &Setting, sealed: Option<&[u8]>) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    settings::hold(tx).await?;
    let stands = read(tx).await?;
    let is_for_it =
        stands.version > 0 && (&stands.directory_id, &stands.client_id) == (&setting.directory_id, &setting.client_id);
    if sealed.is_none() && !is_for_it {
        return Err(StoreError::field("secret", Problem::Required));
    }
    let done = sqlx::query!(
        "insert into firm_sharepoint as f (tenant_id, is_on, directory_id, client_id, site, folder, pattern)
        select current_tenant(), $1, $2, $3, $4, $5, $6
        where $7 = 0 or exists (select from firm_sharepoint o where o.tenant_id = current_tenant())
        on conflict (tenant_id) do update set is_on = excluded.is_on, directory_id = excluded.directory_id, client_id = excluded.client_id,
            site = excluded.site, folder = excluded.folder, pattern = excluded.pattern,
            secret_set_at = case when $8 then now() else f.secret_set_at end
        where f.version = $7",
        setting.is_on,
        setting.directory_id,
        setting.client_id,
        setting.site,
        setting.folder,
        setting.pattern,
        setting.version,
        sealed.is_some(),
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 {
        return Err(StoreError::field("is_on", Problem::ChangedSince));
    }
    if let Some(sealed) = sealed {
        sqlx::query!(
            "insert into firm_sharepoint_secret (tenant_id, sealed) values (current_tenant(), $1)
            on conflict (tenant_id) do update set sealed = excluded.sealed",
            sealed,
        )
        .execute(tx.connection())
        .await?;
    }
    Ok(())
}

/// What it takes to ask for a customer's folder.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Where the firm's `SharePoint` is.
    pub setting: Setting,
    /// The secret, sealed for [`place`]; none where it was never set.
    pub sealed: Option<Vec<u8>>,
    /// The number of the customer.
    pub number: i64,
    /// What the customer is called.
    pub name: String,
    /// What it was called before, the latest first: the folder may still be called that. No name that is another
    /// customer's now is among them, for that folder would be the other's.
    pub former: Vec<String>,
    /// The folder that somebody chose for it.
    pub chosen: Option<Chosen>,
}

/// A folder that somebody chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The library.
    pub drive: Handle,
    /// The folder.
    pub item: Handle,
    /// As it was called then.
    pub name: String,
}

/// What it takes to ask for a customer's folder, in one statement.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such customer.
pub async fn of_customer(tx: &mut Tx, customer: CustomerId) -> Result<Asked, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let row = sqlx::query!(
        r#"select c.number, c.name, s.is_on as "is_on?", s.directory_id as "directory_id?", s.client_id as "client_id?", s.site as "site?",
            s.folder as "folder?", s.pattern as "pattern?", s.version as "version?", k.sealed as "sealed?",
            f.drive_id as "drive_id?", f.item_id as "item_id?", f.name as "folder_name?",
            array(select w.name from former_name w
                where f.id is null and w.tenant_id = c.tenant_id and w.customer_id = c.id
                    and not exists (select from customer o where o.tenant_id = w.tenant_id and folded(o.name) = folded(w.name) and o.id <> w.customer_id)
                order by w.ended_at desc, w.name limit 3) as "former!"
        from customer c
        left join firm_sharepoint s on s.tenant_id = c.tenant_id
        left join firm_sharepoint_secret k on k.tenant_id = c.tenant_id
        left join customer_folder f on f.tenant_id = c.tenant_id and f.customer_id = c.id
        where c.tenant_id = current_tenant() and c.id = $1"#,
        customer.0,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let chosen = || {
        let handle = |text: Option<String>| Handle::parse(&text?).ok();
        Some(Chosen { drive: handle(row.drive_id)?, item: handle(row.item_id)?, name: row.folder_name? })
    };
    Ok(Asked {
        setting: Setting {
            is_on: row.is_on.unwrap_or_default(),
            directory_id: row.directory_id.unwrap_or_default(),
            client_id: row.client_id.unwrap_or_default(),
            site: row.site.unwrap_or_default(),
            folder: row.folder.unwrap_or_default(),
            pattern: row.pattern.unwrap_or_else(|| USUAL_PATTERN.to_owned()),
            version: row.version.unwrap_or_default(),
        },
        sealed: row.sealed,
        number: row.number,
        name: row.name,
        former: row.former,
        chosen: chosen(),
    })
}

/// The secret, sealed for [`place`], for those who try whether the settings are right.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn sealed(tx: &mut Tx) -> Result<Option<Vec<u8>>, StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    Ok(sqlx::query_scalar!("select sealed from firm_sharepoint_secret where tenant_id = current_tenant()")
        .fetch_optional(tx.connection())
        .await?)
}

/// Whether whoever asks may put something into the folder of a customer, and choose it.
///
/// # Errors
/// When the policy says no, or [`StoreError::NotFound`] when this firm has no such customer.
pub async fn may_write(tx: &mut Tx, customer: CustomerId) -> Result<(), StoreError> {
    crate::document::may_change(tx, customer).await
}

/// Makes a folder the customer's, in place of the one that it had.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such customer.
pub async fn choose(tx: &mut Tx, customer: CustomerId, chosen: &Chosen) -> Result<(), StoreError> {
    may_write(tx, customer).await?;
    sqlx::query!(
        "insert into customer_folder as f (tenant_id, customer_id, drive_id, item_id, name) values (current_tenant(), $1, $2, $3, $4)
        on conflict (tenant_id, customer_id) do update set drive_id = excluded.drive_id, item_id = excluded.item_id, name = excluded.name
        where (f.drive_id, f.item_id, f.name) is distinct from (excluded.drive_id, excluded.item_id, excluded.name)",
        customer.0,
        chosen.drive.as_str(),
        chosen.item.as_str(),
        chosen.name,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Makes a folder that was found by its name the customer's, where nobody has chosen one: whatever the customer is called
/// later, it stays that.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such customer.
pub async fn keep(tx: &mut Tx, customer: CustomerId, found: &Chosen) -> Result<(), StoreError> {
    may_write(tx, customer).await?;
    sqlx::query!(
        "insert into customer_folder (tenant_id, customer_id, drive_id, item_id, name) values (current_tenant(), $1, $2, $3, $4)
        on conflict (tenant_id, customer_id) do nothing",
        customer.0,
        found.drive.as_str(),
        found.item.as_str(),
        found.name,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Lets the customer's folder be the one that is called by the pattern again.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such customer.
pub async fn forget(tx: &mut Tx, customer: CustomerId) -> Result<(), StoreError> {
    may_write(tx, customer).await?;
    sqlx::query!("delete from customer_folder where tenant_id = current_tenant() and customer_id = $1", customer.0)
        .execute(tx.connection())
        .await?;
    Ok(())
}
