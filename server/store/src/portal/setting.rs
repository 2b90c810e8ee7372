//! What a firm has decided of its portal (seeds 003:71, 003:73).

use crate::{StoreError, Tx};
use domain::{
    error::{ApiError, FieldError, Problem},
    language::Language,
    plain_text,
    policy::Action,
    portal::{PortalAudience, PortalModule, PortalRight, of_keys},
};

/// Most characters of a subject.
pub const SUBJECT_MAX: u32 = 200;
/// Most characters of a text.
pub const BODY_MAX: u32 = 5_000;

/// What a firm has decided of its portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortalSetting {
    /// Whether it is open at all.
    pub is_open: bool,
    /// What customers reach.
    pub customers: Vec<PortalModule>,
    /// What partners reach.
    pub partners: Vec<PortalModule>,
    /// What contacts may do until somebody decides otherwise.
    pub usual_rights: Vec<PortalRight>,
    /// The subject of the invitation, in the order of [`Language::ALL`]; empty where the product's own goes.
    pub subjects: [String; 3],
    /// The text of the invitation, likewise.
    pub bodies: [String; 3],
    /// Which save this is; 0 before the first.
    pub version: i32,
}

impl Default for PortalSetting {
    fn default() -> Self {
        Self {
            is_open: true,
            customers: PortalModule::ALL.to_vec(),
            partners: vec![PortalModule::Documents, PortalModule::Messages, PortalModule::Details],
            usual_rights: Vec::new(),
            subjects: Default::default(),
            bodies: Default::default(),
            version: 0,
        }
    }
}

impl PortalSetting {
    /// What is opened to whom.
    #[must_use]
    pub fn modules(&self, audience: PortalAudience) -> &[PortalModule] {
        match audience {
            PortalAudience::Customers => &self.customers,
            PortalAudience::Partners => &self.partners,
        }
    }

    /// Subject and text of the invitation in a language, where the firm has its own.
    #[must_use]
    pub fn words(&self, language: Language) -> (&str, &str) {
        let at = Language::ALL.iter().position(|one| *one == language).unwrap_or_default();
        (&self.subjects[at], &self.bodies[at])
    }
}

/// What the firm has decided of its portal.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn read(tx: &mut Tx) -> Result<PortalSetting, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let row = sqlx::query!(
        "select is_open, customers, partners, usual_rights, subject_nb, subject_sv, subject_en, body_nb, body_sv, body_en, version
        from firm_portal where tenant_id = current_tenant()"
    )
    .fetch_optional(tx.connection())
    .await?;
    let modules = |keys: &[String]| of_keys(PortalModule::ALL, PortalModule::key, keys);
    Ok(row.map_or_else(PortalSetting::default, |row| PortalSetting {
        is_open: row.is_open,
        customers: modules(&row.customers),
        partners: modules(&row.partners),
        usual_rights: of_keys(PortalRight::ALL, PortalRight::key, &row.usual_rights),
        subjects: [row.subject_nb, row.subject_sv, row.subject_en],
        bodies: [row.body_nb, row.body_sv, row.body_en],
        version: row.version,
    }))
}

/// Decides it. `setting.version` is what was read.
///
/// # Errors
/// What is wrong with which text; [`Problem::ChangedSince`] when somebody has decided otherwise since.
pub async fn change(tx: &mut Tx, setting: &PortalSetting) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let mut wrong = Vec::new();
    let mut taken = |kind: &str, text: &str, language: Language, most, is_line: bool| {
        let read = if is_line { plain_text::line(text, most) } else { plain_text::lines(text, most) };
        read.unwrap_or_else(|problem| {
            wrong.push(FieldError { field: format!("{kind}_{}", language.tag()), problem: problem.into() });
            String::new()
        })
    };
    let mut subjects: [String; 3] = Default::default();
    let mut bodies: [String; 3] = Default::default();
    for (at, language) in Language::ALL.into_iter().enumerate() {
        subjects[at] = taken("subject", &setting.subjects[at], language, SUBJECT_MAX, true);
        bodies[at] = taken("body", &setting.bodies[at], language, BODY_MAX, false);
    }
    // Without the link nobody comes in.
    for (at, language) in Language::ALL.into_iter().enumerate() {
        if !bodies[at].is_empty() && !bodies[at].contains("{link}") {
            wrong.push(FieldError { field: format!("body_{}", language.tag()), problem: Problem::NoLink });
        }
    }
    if !wrong.is_empty() {
        return Err(StoreError::Refused(ApiError::invalid(wrong)));
    }
    let modules = |of: &[PortalModule]| of.iter().map(|one| one.key().to_owned()).collect::<Vec<_>>();
    let rights: Vec<String> = setting.usual_rights.iter().map(|one| one.key().to_owned()).collect();
    let done = sqlx::query!(
        "insert into firm_portal as f (tenant_id, is_open, customers, partners, usual_rights, subject_nb, subject_sv, subject_en, body_nb, body_sv, body_en)
        select current_tenant(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
        where $11 = 0 or exists (select from firm_portal o where o.tenant_id = current_tenant())
        on conflict (tenant_id) do update set is_open = excluded.is_open, customers = excluded.customers, partners = excluded.partners,
            usual_rights = excluded.usual_rights, subject_nb = excluded.subject_nb, subject_sv = excluded.subject_sv, subject_en = excluded.subject_en,
            body_nb = excluded.body_nb, body_sv = excluded.body_sv, body_en = excluded.body_en
        where f.version = $11",
        setting.is_open,
        &modules(&setting.customers),
        &modules(&setting.partners),
        &rights,
        subjects[0],
        subjects[1],
        subjects[2],
        bodies[0],
        bodies[1],
        bodies[2],
        setting.version,
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::field("is_open", Problem::ChangedSince)) } else { Ok(()) }
}

/// How many contacts can sign in, and how many there are who have not ended.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn doors(tx: &mut Tx) -> Result<(i64, i64), StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let row = sqlx::query!(
        r#"select (select count(*) from portal_access p join contact k on k.tenant_id = p.tenant_id and k.id = p.contact_id and k.ended_at is null
                where p.tenant_id = current_tenant() and p.is_open) as "open!",
            (select count(*) from contact k where k.tenant_id = current_tenant() and k.ended_at is null) as "all!""#
    )
    .fetch_one(tx.connection())
    .await?;
    Ok((row.open, row.all))
}
