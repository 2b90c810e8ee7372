//! The portal: one request of a contact person, one transaction, under a role that reaches only what is theirs.

pub mod access;
pub mod account;
pub mod details;
pub mod document;
pub mod door;
pub mod enquiry;
pub mod message;
pub mod second;
pub mod setting;

use crate::{SessionToken, Store, StoreError, Tx, store::within};
use domain::{
    country::Country,
    id::{CommandId, ContactId, CustomerId, SessionId, TenantId},
    language::Language,
    policy::{Action, Decision, Reason},
    portal::{
        PortalAction, PortalDecision, PortalModule, PortalReason, PortalRight, PortalSession, PortalSubject, Visitor,
        can, of_keys,
    },
};
use sqlx::{PgConnection, Postgres, Transaction};

/// A transaction in which the firm, the customer and the contact are set.
#[derive(Debug)]
pub struct PortalTx {
    inner: Transaction<'static, Postgres>,
    session: PortalSession,
}

/// What is read of a contact when a transaction begins.
struct Told {
    tenant: TenantId,
    session: Option<SessionId>,
    tenant_name: String,
    country: String,
    time_zone: String,
    contact: ContactId,
    first_name: String,
    last_name: String,
    email: String,
    customer: CustomerId,
    customer_name: String,
    language: Option<String>,
    rights: Vec<String>,
    modules: Vec<String>,
    invited_from: Option<String>,
}

impl Told {
    fn session(self, is_seen_by_staff: bool) -> PortalSession {
        let home = Country::parse(&self.country).unwrap_or(Country::NORWAY);
        let chosen = self.language.as_deref().and_then(Language::from_tag);
        PortalSession {
            id: self.session,
            tenant: self.tenant,
            tenant_name: self.tenant_name,
            time_zone: self.time_zone,
            home,
            contact: self.contact,
            name: format!("{} {}", self.first_name, self.last_name).trim().to_owned(),
            first_name: self.first_name,
            email: self.email,
            customer: self.customer,
            customer_name: self.customer_name,
            language: chosen.unwrap_or_default(),
            has_language: chosen.is_some(),
            invited_from: self.invited_from,
            visitor: Visitor {
                tenant: self.tenant,
                customer: self.customer,
                contact: self.contact,
                rights: of_keys(PortalRight::ALL, PortalRight::key, &self.rights),
                modules: of_keys(PortalModule::ALL, PortalModule::key, &self.modules),
                is_seen_by_staff,
            },
        }
    }
}

impl Store {
    /// Opens a transaction for the contact whom this token belongs to.
    ///
    /// # Errors
    /// [`StoreError::Unauthenticated`] when the token is unknown, idle too long or too old, or the contact's door was
    /// shut.
    pub async fn open_portal(&self, token: &SessionToken) -> Result<PortalTx, StoreError> {
        within(async {
            let mut inner = self.begin().await?;
            let told = sqlx::query_as!(
                Told,
                r#"select tenant_id as "tenant!: TenantId", session_id as "session: SessionId", tenant_name as "tenant_name!", country as "country!",
                    time_zone as "time_zone!", contact_id as "contact!: ContactId", first_name as "first_name!", last_name as "last_name!", email as "email!",
                    customer_id as "customer!: CustomerId", customer_name as "customer_name!", language, rights as "rights!", modules as "modules!", invited_from
                from resume_portal_session($1)"#,
                token.digest(),
            )
            .fetch_optional(&mut *inner)
            .await?
            .ok_or(StoreError::Unauthenticated)?;
            become_visitor(&mut inner).await?;
            Ok(PortalTx { inner, session: told.session(false) })
        })
        .await
    }
}

/// From here on the transaction reaches only what the contact does.
async fn become_visitor(connection: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query_scalar!(
        "select set_config('app.command_id', $1, true) || set_config('role', 'kundekort_portal', true)",
        CommandId::generate().to_string()
    )
    .fetch_one(connection)
    .await?;
    Ok(())
}

/// The portal as a contact sees it, for a member of staff: the same reading, nothing is changed, and it is noted who
/// looked (contract beyond.md, 14).
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such contact, or their door can't be opened.
pub async fn see_as(mut tx: Tx, contact: ContactId) -> Result<PortalTx, StoreError> {
    tx.authorise(Action::ChangeContact)?;
    // The portal shows a customer's details: whoever may not see all of them sees none of it.
    if !tx.session().rights.is_usual() {
        return Err(StoreError::Forbidden(Decision { allowed: false, reason: Reason::FieldKept }));
    }
    let tenant = tx.session().tenant;
    let reader = tx.session().language;
    let told = sqlx::query_as!(
        Told,
        r#"select current_tenant() as "tenant!: TenantId", null::uuid as "session: SessionId", tenant_name as "tenant_name!", country as "country!",
            time_zone as "time_zone!", contact_id as "contact!: ContactId", first_name as "first_name!", last_name as "last_name!", email as "email!",
            customer_id as "customer!: CustomerId", customer_name as "customer_name!", language, rights as "rights!", modules as "modules!", null::text as invited_from
        from see_portal_as($1)"#,
        contact.0,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    become_visitor(tx.connection()).await?;
    let mut session = told.session(true);
    session.tenant = tenant;
    // Staff read it as they read all else.
    session.language = reader;
    Ok(PortalTx { inner: tx.into_inner(), session })
}

impl PortalTx {
    /// Whose transaction it is.
    #[must_use]
    pub const fn session(&self) -> &PortalSession {
        &self.session
    }

    /// Reads in the browser's language where the contact has not chosen one.
    pub const fn prefer_language(&mut self, language: Language) {
        if !self.session.has_language {
            self.session.language = language;
        }
    }

    pub(crate) fn connection(&mut self) -> &mut PgConnection {
        &mut self.inner
    }

    /// Asks the policy about something of this customer: the first statement of every function here. The reason is
    /// told to staff who look.
    pub(crate) fn decide(&self, action: PortalAction, owner: Option<ContactId>) -> PortalDecision {
        let (tenant, customer) = (self.session.tenant, self.session.customer);
        can(&self.session.visitor, action, PortalSubject { tenant, customer, owner })
    }

    /// The same, for what the contact does themselves.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where the part is closed or the thing is somebody else's: not even its existence is
    /// told; [`StoreError::Shut`] where a right is missing.
    pub fn authorise(&self, action: PortalAction, owner: Option<ContactId>) -> Result<PortalReason, StoreError> {
        let decision = self.decide(action, owner);
        match (decision.allowed, decision.reason) {
            (true, reason) => Ok(reason),
            (false, PortalReason::RightMissing(_) | PortalReason::OnlySeen) => Err(StoreError::Shut(decision)),
            (false, _) => Err(StoreError::NotFound),
        }
    }

    /// Makes everything done in it last.
    ///
    /// # Errors
    /// When the database fails, or a rule that is looked at only now is broken.
    pub async fn commit(self) -> Result<PortalSession, StoreError> {
        self.inner.commit().await?;
        Ok(self.session)
    }
}
