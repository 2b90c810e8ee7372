//! Who of the firm is told that somebody signed or refused: whoever asked, and who is responsible for the customer.

use super::SignerTx;
use crate::{
    StoreError,
    notice::{
        ToTell,
        outside::{language, mail},
    },
};
use domain::id::{NoticeId, UserId};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// They signed.
    Signed,
    /// They refused.
    Refused,
}

impl SignerTx {
    /// Tells those of the firm; answers who wants an e-mail at once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tell(&mut self, what: Happened) -> Result<Vec<ToTell>, StoreError> {
        let kind = match what {
            Happened::Signed => "signed",
            Happened::Refused => "declined",
        };
        let (signing, by) = (self.signing, self.name.clone());
        let rows = sqlx::query!(
            r#"with told as (
                insert into notice (tenant_id, user_id, kind, customer_id, signing_id, by_name, mail)
                select g.tenant_id, u.id, $2, g.customer_id, g.id, $3, u.mention_mail
                from signing g
                join customer c on c.tenant_id = g.tenant_id and c.id = g.customer_id
                join app_user u on u.tenant_id = g.tenant_id and u.active and u.id in (g.created_by, c.responsible)
                where g.tenant_id = current_tenant() and g.id = $1 and u.id is distinct from current_app_user()
                returning tenant_id, id, user_id, mail)
            select n.id as "id: NoticeId", u.id as "user: UserId", u.email, u.name, u.language as "language?", t.country
            from told n join app_user u on u.tenant_id = n.tenant_id and u.id = n.user_id join tenant t on t.id = n.tenant_id
            where n.mail = 'now' order by u.id"#,
            signing.0,
            kind,
            by,
        )
        .fetch_all(self.connection())
        .await?;
        let to = rows.into_iter().map(|row| ToTell {
            notice: row.id,
            user: row.user,
            email: row.email,
            name: row.name,
            language: language(row.language.as_deref(), &row.country),
        });
        Ok(to.collect())
    }

    /// Queues the mail of such a notice.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mail(&mut self, to: &ToTell, subject: &str, body: &str) -> Result<(), StoreError> {
        mail(self.connection(), to, subject, body).await
    }
}
