//! One request, one transaction, opened for one signed-in person.

use crate::{Store, StoreError, store::within};
use domain::{
    change::Source,
    country::Country,
    field::{Entity, Record, Told, declare},
    id::{CommandId, DepartmentId, JobId, SessionId, TenantId, UserId},
    language::Language,
    layout::{Device, Layer},
    policy::{Action, Decision, FieldRights, Reason, Subject, can},
    session::Session,
    tab,
    user::{ColourScheme, Density, Role},
};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use sqlx::{PgConnection, Postgres, Transaction, types::Json};

/// The secret in a session cookie; the database keeps only its SHA-256.
#[derive(Clone)]
pub struct SessionToken(String);

impl SessionToken {
    /// A token as it came in a cookie.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    pub(crate) fn digest(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }
}

/// A transaction in which the firm and the person are set.
#[derive(Debug)]
pub struct Tx {
    inner: Transaction<'static, Postgres>,
    session: Session,
    command: CommandId,
}

/// A transaction with the layers of the person's layout, lowest first.
#[derive(Debug)]
pub struct Opened {
    /// The transaction.
    pub tx: Tx,
    /// The firm's layer, empty where there is none.
    pub tenant_layer: Layer,
    /// The layer of the person's role.
    pub role_layer: Layer,
    /// The person's own layer.
    pub user_layer: Layer,
}

#[derive(Debug, Deserialize)]
struct StoredLayer {
    scope: String,
    layer: Layer,
}

impl Store {
    /// Opens a transaction for whoever this token belongs to; one statement beside `BEGIN`.
    ///
    /// # Errors
    /// [`StoreError::Unauthenticated`] when the token is unknown, idle too long or too old.
    pub async fn open(&self, token: &SessionToken) -> Result<Tx, StoreError> {
        Ok(within(self.open_with(token, None)).await?.tx)
    }

    /// Like [`Store::open`], with the layout for a kind of device in the same statement.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_with_layout(&self, token: &SessionToken, device: Device) -> Result<Opened, StoreError> {
        within(self.open_with(token, Some(device))).await
    }

    /// Like [`Store::open`], in a transaction that begins with this statement.
    pub(crate) async fn open_at(&self, begin: &'static str, token: &SessionToken) -> Result<Tx, StoreError> {
        within(async {
            let inner = self.begin_work_with(begin).await?;
            Ok(Self::resumed(inner, token, None).await?.tx)
        })
        .await
    }

    async fn open_with(&self, token: &SessionToken, device: Option<Device>) -> Result<Opened, StoreError> {
        Self::resumed(self.begin().await?, token, device).await
    }

    /// Sets firm and person in a transaction that has begun.
    async fn resumed(
        mut inner: Transaction<'static, Postgres>,
        token: &SessionToken,
        device: Option<Device>,
    ) -> Result<Opened, StoreError> {
        let command = CommandId::generate();
        let row = sqlx::query!(
            r#"select
                tenant_id as "tenant_id!: TenantId", session_id as "session_id!: SessionId", user_id as "user_id!: UserId",
                tenant_name as "tenant_name!", country as "country!", time_zone as "time_zone!", start_address as "start_address!",
                user_name as "user_name!", email as "email!", department_id as "department_id: DepartmentId", role as "role!",
                language, colour_scheme as "colour_scheme!", density as "density!", layers,
                set_config('app.command_id', $3, true) as command,
                set_config('app.source', $4, true) as source,
                set_config('role', 'kundekort_app', true) as application, unread as "notices!", job_id as "job: JobId", own_fields as "own: Json<Vec<Told>>",
                tabs as "tabs: Json<Vec<tab::Told>>", rights
            from resume_session($1, $2)"#,
            token.digest(),
            device.map(Device::key),
            command.to_string(),
            Source::Typed.key(),
        )
        .fetch_optional(&mut *inner)
        .await?
        .ok_or(StoreError::Unauthenticated)?;
        let own = row.own.map(|told| declare(told.0)).unwrap_or_default();
        let (own, own_of_contacts) = own.into_iter().partition(|field| field.entity == Entity::Customer);
        let role = Role::from_key(&row.role);
        let session = Session {
            id: row.session_id,
            tenant: row.tenant_id,
            tenant_name: row.tenant_name,
            home: Country::parse(&row.country).unwrap_or(Country::NORWAY),
            time_zone: row.time_zone,
            start_address: row.start_address,
            user: row.user_id,
            name: row.user_name,
            email: row.email,
            department: row.department_id,
            role,
            language: row.language.as_deref().and_then(Language::from_tag).unwrap_or_default(),
            has_language: row.language.is_some(),
            colour_scheme: ColourScheme::from_key(&row.colour_scheme).unwrap_or_default(),
            density: Density::from_key(&row.density).unwrap_or_default(),
            rights: FieldRights::new(role, row.rights.as_ref()),
            own,
            own_of_contacts,
            tabs: tab::resolve(row.tabs.map(|told| told.0).unwrap_or_default()),
            notices: row.notices,
            job: row.job,
        };
        let mut layers = row.layers.map(serde_json::from_value::<Vec<StoredLayer>>).transpose()?.unwrap_or_default();
        let mut take = |scope: &str| {
            layers
                .iter_mut()
                .find(|stored| stored.scope == scope)
                .map(|stored| std::mem::take(&mut stored.layer))
                .unwrap_or_default()
        };
        let (tenant_layer, role_layer, user_layer) = (take("tenant"), take("role"), take("user"));
        Ok(Opened { tx: Tx { inner, session, command }, tenant_layer, role_layer, user_layer })
    }
}

impl Tx {
    /// A transaction in which firm, person and command are set already.
    pub(crate) const fn new(inner: Transaction<'static, Postgres>, session: Session, command: CommandId) -> Self {
        Self { inner, session, command }
    }

    /// Whose transaction it is.
    #[must_use]
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// What is done in it: all changes of one transaction are one command, and taken back as one.
    #[must_use]
    pub const fn command(&self) -> CommandId {
        self.command
    }

    /// Reads in the browser's language where the person has not chosen one.
    pub const fn prefer_language(&mut self, language: Language) {
        if !self.session.has_language {
            self.session.language = language;
        }
    }

    /// The connection, for the modules of this crate.
    pub(crate) fn connection(&mut self) -> &mut PgConnection {
        &mut self.inner
    }

    /// Asks the policy about the firm's things: the first statement of every store function.
    pub(crate) fn authorise(&self, action: Action) -> Result<(), StoreError> {
        self.decide(action, Subject { tenant: self.session.tenant, owner: None })
    }

    /// Asks the policy about the person's own things.
    pub(crate) fn authorise_own(&self, action: Action) -> Result<(), StoreError> {
        self.decide(action, Subject { tenant: self.session.tenant, owner: Some(self.session.user) })
    }

    /// Takes out of a record what the reader may not see.
    pub(crate) fn keep_back(&self, entity: Entity, values: &mut Record) {
        for key in self.session.rights.hidden(entity) {
            values.0.remove(key);
        }
    }

    /// A record with what the reader may see of it.
    pub(crate) fn seen(&self, entity: Entity, mut values: Record) -> Record {
        self.keep_back(entity, &mut values);
        values
    }

    fn decide(&self, action: Action, subject: Subject) -> Result<(), StoreError> {
        let mut decision = can(self.session.actor(), action, subject);
        // Merging writes all fields of a customer: those who may not see or change one of them can't judge it.
        if action == Action::MergeCustomers && decision.allowed && !self.session.rights.is_usual() {
            decision = Decision { allowed: false, reason: Reason::FieldKept };
        }
        if decision.allowed { Ok(()) } else { Err(StoreError::Forbidden(decision)) }
    }

    /// What is changed from now on comes from there.
    pub(crate) async fn come_from(&mut self, source: Source) -> Result<(), StoreError> {
        sqlx::query_scalar!("select set_config('app.source', $1, true)", source.key())
            .fetch_one(self.connection())
            .await?;
        Ok(())
    }

    /// Which values of the customer that is changed next come from somewhere else than the rest.
    pub(crate) async fn values_come_from(&mut self, sources: &[(&str, Source)]) -> Result<(), StoreError> {
        let sources: serde_json::Map<_, _> =
            sources.iter().map(|(column, source)| ((*column).to_owned(), source.key().into())).collect();
        sqlx::query_scalar!(
            "select set_config('app.sources', $1::jsonb::text, true)",
            serde_json::Value::Object(sources)
        )
        .fetch_one(self.connection())
        .await?;
        Ok(())
    }

    /// The transaction, for one that goes on in it as somebody else.
    pub(crate) fn into_inner(self) -> Transaction<'static, Postgres> {
        self.inner
    }

    /// Makes everything done in it last.
    ///
    /// # Errors
    /// When the database fails, or a rule that is looked at only now is broken.
    pub async fn commit(self) -> Result<Session, StoreError> {
        self.inner.commit().await?;
        Ok(self.session)
    }
}
