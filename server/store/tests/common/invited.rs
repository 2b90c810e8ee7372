//! Contacts who are invited to activities.

use super::Firm;
use domain::id::{ActivityId, ContactId};
use sqlx::PgPool;
use store::{
    Store,
    activity::{
        Typed, add,
        invited::{InvitedToken, InvitedTx, Message, Telling, invite, link},
    },
};

/// Where links lead to.
pub const ORIGIN: &str = "https://kort.example";

impl Firm {
    /// A meeting with contacts of the firm's first customer, long to come, for which the consultant is responsible.
    pub async fn add_meeting(&self, pool: &PgPool, title: &str, contacts: &[ContactId]) -> ActivityId {
        let activity_type = self.add_activity_type(pool, &format!("Møte {title}"), "event").await.to_string();
        let contacts = contacts.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        let typed = Typed {
            activity_type: &activity_type,
            title,
            starts_on: "2091-03-05",
            starts_at: "09:00",
            ends_at: "10:00",
            place: "Storgata 1",
            contacts: &contacts,
            note: "Pruter alltid",
            ..Typed::default()
        };
        let mut tx = self.tx(pool, self.consultant).await;
        let (id, _) = add(&mut tx, &self.customer.to_string(), typed).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Tells all whom it concerns of an activity; answers what was told, and the secrets of the links of those who are asked.
    pub async fn invite_contacts(&self, pool: &PgPool, activity: ActivityId) -> (Telling, Vec<String>) {
        let mut tx = self.tx(pool, self.consultant).await;
        let telling = invite(&mut tx, activity, "Ta med legitimasjon.", ORIGIN).await.unwrap();
        let mut secrets = Vec::new();
        for to in &telling.to_send {
            if to.what == Message::CallOff {
                continue;
            }
            let secret = format!("secret-{}-{}", to.id, to.sequence);
            link(&mut tx, to.id, &InvitedToken::new(&secret)).await.unwrap();
            secrets.push(secret);
        }
        tx.commit().await.unwrap();
        (telling, secrets)
    }

    /// What was sent of an activity did not arrive.
    pub async fn fail_mails(&self, pool: &PgPool, activity: ActivityId) {
        let mail = uuid::Uuid::now_v7();
        let statement = format!(
            "insert into outgoing (tenant_id, id, kind, purpose, recipients, sender_name, body, message_id, state, finished_at)
            select '{0}', '{mail}', 'email', 'meeting', '{{ny@kunde.example}}', 'Nord', '', '{mail}@x', 'failed', now();
            update activity_invitation set outgoing_id = '{mail}' where activity_id = '{activity}'",
            self.tenant,
        );
        super::run(pool, &statement).await;
    }

    /// A row in each table of invitations, for the firm's first customer and contact.
    pub async fn fill_invited(&self, pool: &PgPool) -> ActivityId {
        let contact = self.contact;
        super::run(pool, &format!("update contact set email = '{contact}@kunde.example' where id = '{contact}'")).await;
        let id = self.add_meeting(pool, "Oppstart", &[contact]).await;
        self.invite_contacts(pool, id).await;
        id
    }
}

/// The transaction of whoever has a link.
pub async fn guest(pool: &PgPool, secret: &str) -> InvitedTx {
    Store::from_pool(pool.clone()).open_invited(&InvitedToken::new(secret)).await.unwrap().unwrap()
}
