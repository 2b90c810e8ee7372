//! A signer, who comes by the link that was sent to them: it is their right, and all that it opens is their own place in
//! one request. `domain::signing::may` is asked before each step.

use super::{Ready, finish};
use crate::{Store, StoreError, document::Stored as StoredFile, store::within};
use domain::{
    error::Problem,
    id::{CommandId, SignerId, SigningId, TenantId},
    language::Language,
    plain_text,
    signing::{Over, REASON_MAX, SignerState, SigningState, Step, may},
};
use sha2::{Digest, Sha256};
use sqlx::{PgConnection, Postgres, Transaction, types::Json};

/// How long somebody may be at the provider.
const ATTEMPT_LASTS: &str = "30 minutes";
/// So many attempts of one signer are kept, the newest.
const MOST_ATTEMPTS: i64 = 5;

/// The secret in a link by which a signer comes; the database keeps only its SHA-256.
#[derive(Clone)]
pub struct SigningToken(String);

impl SigningToken {
    /// A secret as it came in an address.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    pub(crate) fn digest(&self) -> Vec<u8> {
        hash("signing", &self.0)
    }
}

fn hash(of: &str, secret: &str) -> Vec<u8> {
    Sha256::digest(format!("{of}:{secret}").as_bytes()).to_vec()
}

/// Somebody's way to the provider and back.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The secret of PKCE.
    pub verifier: String,
    /// What made the nonce another than all others.
    pub salt: String,
    /// What they agree to, as they read it.
    pub text: String,
    /// When they left, UTC in RFC 3339.
    pub started_at: String,
}

/// A transaction of a signer, with what they are asked.
#[derive(Debug)]
pub struct SignerTx {
    inner: Transaction<'static, Postgres>,
    /// The firm.
    pub tenant: TenantId,
    /// What it is called.
    pub tenant_name: String,
    /// Its time zone, by its IANA name.
    pub time_zone: String,
    /// What the customer is called.
    pub customer_name: String,
    /// The way to the document on the card, from the root.
    pub way: String,
    /// The request.
    pub signing: SigningId,
    /// Their place in it.
    pub signer: SignerId,
    /// What they are called.
    pub name: String,
    /// Their language.
    pub language: Language,
    /// What the document is called.
    pub document: String,
    /// SHA-256 of the file, in hexadecimal.
    pub digest: String,
    /// Who asks; empty where they are gone.
    pub asked_by: String,
    /// What they wrote.
    pub message: String,
    /// Until when, UTC in RFC 3339.
    pub expires_at: String,
    /// Where links lead to.
    pub origin: String,
    /// How far the request is.
    pub state: SigningState,
    /// How far they are.
    pub own_state: SignerState,
    /// Whether the link does not count any more.
    pub is_closed: bool,
}

impl Store {
    /// Opens a transaction for the signer of a link; none where it is unknown.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_signing(&self, token: &SigningToken) -> Result<Option<SignerTx>, StoreError> {
        within(async {
            let mut inner = self.begin().await?;
            let row = sqlx::query!(
                r#"select tenant_id as "tenant!: TenantId", signing_id as "signing!: SigningId", signer_id as "signer!: SignerId", is_closed as "is_closed!",
                    set_config('app.command_id', $2, true) as command, set_config('role', 'kundekort_app', true) as application
                from resume_signing($1)"#,
                token.digest(),
                CommandId::generate().to_string(),
            )
            .fetch_optional(&mut *inner)
            .await?;
            let Some(found) = row else { return Ok(None) };
            // One after the other: what a step reads of the request stands until it is done.
            let row = sqlx::query!(
                r#"select t.name as tenant_name, t.time_zone, c.name as customer_name, c.id as customer, g.document_id, s.name, s.language, g.name as document,
                    g.digest, coalesce(u.name, '') as "asked_by!", g.message, g.expires_at as "expires_at: jiff_sqlx::Timestamp", g.origin,
                    signing_state(g) as "state!", s.state as own_state
                from signing g
                join signing_signer s on s.tenant_id = g.tenant_id and s.signing_id = g.id and s.id = $2
                join tenant t on t.id = g.tenant_id
                join customer c on c.tenant_id = g.tenant_id and c.id = g.customer_id
                left join app_user u on u.tenant_id = g.tenant_id and u.id = g.created_by
                where g.tenant_id = current_tenant() and g.id = $1 for update of g"#,
                found.signing.0,
                found.signer.0,
            )
            .fetch_optional(&mut *inner)
            .await?;
            let Some(row) = row else { return Ok(None) };
            Ok(Some(SignerTx {
                inner,
                tenant: found.tenant,
                tenant_name: row.tenant_name,
                time_zone: row.time_zone,
                customer_name: row.customer_name,
                way: format!("/customers/{}/documents/{}", row.customer, row.document_id),
                signing: found.signing,
                signer: found.signer,
                name: row.name,
                language: Language::from_tag(&row.language).unwrap_or_default(),
                document: row.document,
                digest: row.digest,
                asked_by: row.asked_by,
                message: row.message,
                expires_at: crate::utc(row.expires_at),
                origin: row.origin,
                state: SigningState::from_key(&row.state),
                own_state: SignerState::from_key(&row.own_state),
                is_closed: found.is_closed,
            }))
        })
        .await
    }
}

impl SignerTx {
    /// Whether the signer may do something.
    ///
    /// # Errors
    /// Why not.
    pub fn may(&self, step: Step) -> Result<(), Over> {
        may(step, self.state, self.own_state, self.is_closed)
    }

    fn authorise(&self, step: Step) -> Result<(), StoreError> {
        self.may(step).map_err(|_| StoreError::field("signing", Problem::SigningOver))
    }

    pub(super) fn connection(&mut self) -> &mut PgConnection {
        &mut self.inner
    }

    /// Makes everything done in it last.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.inner.commit().await?;
        Ok(())
    }

    /// The file that is signed; it is noted that it was opened.
    ///
    /// # Errors
    /// [`Problem::SigningOver`] where the link does not count any more.
    pub async fn file(&mut self) -> Result<StoredFile, StoreError> {
        self.authorise(Step::Read)?;
        let signer = self.signer;
        sqlx::query!(
            "update signing_signer set state = 'opened', opened_at = now() where tenant_id = current_tenant() and id = $1 and state = 'waiting'",
            signer.0
        )
        .execute(self.connection())
        .await?;
        let signing = self.signing;
        let file = sqlx::query_as!(
            StoredFile,
            "select v.digest, v.media_type, v.file_name from signing g
            join document_version v on v.tenant_id = g.tenant_id and v.document_id = g.document_id and v.number = g.number
            where g.tenant_id = current_tenant() and g.id = $1",
            signing.0,
        )
        .fetch_one(self.connection())
        .await?;
        Ok(file)
    }

    /// Notes that the signer goes to the provider: with the state that comes back, in a browser that has this secret.
    ///
    /// # Errors
    /// [`Problem::SigningOver`] where they can't sign any more.
    pub async fn begin(
        &mut self,
        state: &str,
        browser: &str,
        verifier: &str,
        salt: &str,
        text: &str,
    ) -> Result<(), StoreError> {
        self.authorise(Step::Answer)?;
        let signer = self.signer;
        sqlx::query!(
            "delete from signing_attempt a where a.tenant_id = current_tenant() and a.signer_id = $1 and a.id in (
                select o.id from signing_attempt o where o.tenant_id = current_tenant() and o.signer_id = $1 order by o.id desc offset $2)",
            signer.0,
            MOST_ATTEMPTS - 1,
        )
        .execute(self.connection())
        .await?;
        sqlx::query!(
            "insert into signing_attempt (tenant_id, signer_id, state_hash, browser_hash, verifier, salt, body)
            values (current_tenant(), $1, $2, $3, $4, $5, $6)",
            signer.0,
            hash("state", state),
            hash("browser", browser),
            verifier,
            salt,
            text,
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Takes the attempt with which the signer comes back, so that nobody comes by it again; none where there is none
    /// with this state of this browser, or it took too long.
    ///
    /// # Errors
    /// [`Problem::SigningOver`] where they can't sign any more.
    pub async fn take_attempt(&mut self, state: &str, browser: &str) -> Result<Option<Attempt>, StoreError> {
        self.authorise(Step::Answer)?;
        let signer = self.signer;
        let row = sqlx::query!(
            r#"delete from signing_attempt where tenant_id = current_tenant() and signer_id = $1 and state_hash = $2 and browser_hash = $3
            returning verifier, salt, body, started_at as "started_at: jiff_sqlx::Timestamp", started_at > now() - $4::text::interval as "is_fresh!""#,
            signer.0,
            hash("state", state),
            hash("browser", browser),
            ATTEMPT_LASTS,
        )
        .fetch_optional(self.connection())
        .await?;
        Ok(row.filter(|row| row.is_fresh).map(|row| Attempt {
            verifier: row.verifier,
            salt: row.salt,
            text: row.body,
            started_at: crate::utc(row.started_at),
        }))
    }

    /// Notes that the signer has signed, under this name, with what proves it.
    ///
    /// # Errors
    /// [`Problem::SigningOver`] where they can't sign any more.
    pub async fn sign(&mut self, name: &str, proof: &serde_json::Value) -> Result<(), StoreError> {
        self.authorise(Step::Answer)?;
        let (signer, signing) = (self.signer, self.signing);
        sqlx::query!(
            "insert into signing_evidence (tenant_id, signer_id, content) values (current_tenant(), $1, $2)",
            signer.0,
            Json(proof) as Json<&serde_json::Value>,
        )
        .execute(self.connection())
        .await?;
        sqlx::query!(
            "update signing_signer set state = 'signed', finished_at = now(), signed_name = $2 where tenant_id = current_tenant() and id = $1",
            signer.0,
            name,
        )
        .execute(self.connection())
        .await?;
        sqlx::query!(
            "update signing g set signed_by = signed_by || s.name from signing_signer s
            where g.tenant_id = current_tenant() and g.id = $1 and s.tenant_id = g.tenant_id and s.id = $2",
            signing.0,
            signer.0,
        )
        .execute(self.connection())
        .await?;
        self.own_state = SignerState::Signed;
        Ok(())
    }

    /// Notes that the signer refuses: the request is over.
    ///
    /// # Errors
    /// What is wrong with the reason; [`Problem::SigningOver`] where they have answered already.
    pub async fn refuse(&mut self, reason: &str) -> Result<(), StoreError> {
        self.authorise(Step::Answer)?;
        let reason =
            plain_text::lines(reason, REASON_MAX).map_err(|wrong| StoreError::field("reason", wrong.into()))?;
        if reason.is_empty() {
            return Err(StoreError::field("reason", Problem::Required));
        }
        let (signer, signing) = (self.signer, self.signing);
        sqlx::query!(
            "update signing_signer set state = 'refused', finished_at = now(), reason = $2 where tenant_id = current_tenant() and id = $1",
            signer.0,
            reason,
        )
        .execute(self.connection())
        .await?;
        sqlx::query!(
            "update signing g set state = 'refused', finished_at = now(), refused_by = s.name from signing_signer s
            where g.tenant_id = current_tenant() and g.id = $1 and s.tenant_id = g.tenant_id and s.id = $2",
            signing.0,
            signer.0,
        )
        .execute(self.connection())
        .await?;
        (self.state, self.own_state) = (SigningState::Refused, SignerState::Refused);
        Ok(())
    }

    /// What the signed file is made of, where all have signed and it is not made yet.
    ///
    /// # Errors
    /// When the link does not count any more, or the database fails.
    pub async fn unfinished(&mut self) -> Result<Option<Ready>, StoreError> {
        self.authorise(Step::Read)?;
        if self.state != SigningState::UnderWay {
            return Ok(None);
        }
        let signing = self.signing;
        finish::ready(self.connection(), signing).await
    }

    /// Adds the signed file to the card as a document, once.
    ///
    /// # Errors
    /// When the link does not count any more, or the database fails.
    pub async fn finish(&mut self, name: &str, file: &crate::document::File) -> Result<(), StoreError> {
        self.authorise(Step::Read)?;
        let signing = self.signing;
        finish::complete(self.connection(), signing, name, file).await
    }
}
