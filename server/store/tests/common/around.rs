//! Who stands around a customer of a test.

use super::{Firm, owner};
use domain::{
    id::{
        ActivityId, CommentId, CustomerId, DialogId, DocumentId, ListItemId, MailboxMessageId, NoticeId, ProposalId,
        RelationId, ResponsibleId, UserId,
    },
    mailbox::{Correspondent, Folder, Letter, MailboxServer},
};
use sha2::Digest;
use sqlx::PgPool;
use store::mailbox::{self, Connection, Mark};

impl Firm {
    /// A relation of one customer to another, of the kind that has two names.
    pub async fn add_relation(&self, pool: &PgPool, customer: CustomerId, other: CustomerId) -> RelationId {
        let id = RelationId::generate();
        let mut owner = owner(pool, self.tenant).await;
        sqlx::query(
            "insert into customer_relation (tenant_id, id, customer_id, other_id, kind) values ($1, $2, $3, $4, $5)",
        )
        .bind(self.tenant)
        .bind(id)
        .bind(customer)
        .bind(other)
        .bind(self.relation_kind)
        .execute(&mut *owner)
        .await
        .unwrap();
        owner.commit().await.unwrap();
        id
    }

    /// Makes the neighbour responsible for a customer, with a title.
    pub async fn add_responsible(&self, pool: &PgPool, customer: CustomerId) -> ResponsibleId {
        let id = ResponsibleId::generate();
        let mut owner = owner(pool, self.tenant).await;
        sqlx::query(
            "insert into customer_responsible (tenant_id, id, customer_id, user_id, title) values ($1, $2, $3, $4, $5)",
        )
        .bind(self.tenant)
        .bind(id)
        .bind(customer)
        .bind(self.neighbour)
        .bind(self.other_title)
        .execute(&mut *owner)
        .await
        .unwrap();
        owner.commit().await.unwrap();
        id
    }

    /// A type of activities of a kind: `task`, `event`.
    pub async fn add_activity_type(&self, pool: &PgPool, name: &str, kind: &str) -> ListItemId {
        let id = ListItemId::generate();
        let mut owner = owner(pool, self.tenant).await;
        sqlx::query(
            "insert into list_item (tenant_id, id, kind, activity_kind, nb, sv, en) values ($1, $2, 'activity_type', $4, $3, $3, $3)",
        )
        .bind(self.tenant)
        .bind(id)
        .bind(name)
        .bind(kind)
        .execute(&mut *owner)
        .await
        .unwrap();
        owner.commit().await.unwrap();
        id
    }

    /// An activity of a customer, today, for which the consultant is responsible.
    pub async fn add_activity(&self, pool: &PgPool, customer: CustomerId, of: ListItemId, title: &str) -> ActivityId {
        let activity_type = of.to_string();
        let mut tx = self.tx(pool, self.consultant).await;
        let typed = store::activity::Typed {
            activity_type: &activity_type,
            title,
            starts_on: "2026-11-27",
            ..store::activity::Typed::default()
        };
        let (id, _) = store::activity::add(&mut tx, &customer.to_string(), typed).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// What the registry proposes for a field of a customer.
    pub async fn add_proposal(&self, pool: &PgPool, customer: CustomerId, field: &str, value: &str) -> ProposalId {
        let id = ProposalId::generate();
        let mut owner = owner(pool, self.tenant).await;
        sqlx::query(
            "insert into proposal (tenant_id, id, customer_id, field, value, source)
            values ($1, $2, $3, $4, jsonb_build_object($4, $5::text), 'registry')",
        )
        .bind(self.tenant)
        .bind(id)
        .bind(customer)
        .bind(field)
        .bind(value)
        .execute(&mut *owner)
        .await
        .unwrap();
        owner.commit().await.unwrap();
        id
    }

    /// A colleague calls on the consultant in a comment at the telephone number.
    pub async fn call_on_consultant(&self, pool: &PgPool, customer: CustomerId) -> (CommentId, NoticeId) {
        let mut tx = self.tx(pool, self.neighbour).await;
        let place = store::comment::Place { anchor: Some("phone"), ..Default::default() };
        let body = format!("@kari@{} er nummeret riktig?", self.domain(pool).await);
        let comment = store::comment::add(&mut tx, customer, &body, place).await.unwrap();
        tx.commit().await.unwrap();
        let notice = super::value(pool, &format!("select id from notice where comment_id = '{comment}'")).await;
        (comment, NoticeId(notice))
    }

    /// A mailbox of somebody, with a message that is on no card and one that is on the customer's.
    pub async fn add_mailbox(
        &self,
        pool: &PgPool,
        user: UserId,
        customer: CustomerId,
    ) -> (MailboxMessageId, MailboxMessageId) {
        let mut tx = self.tx(pool, user).await;
        let server = MailboxServer { host: "imap.nord.example".to_owned(), port: 993 };
        let connection = Connection { server: &server, account: "kari@nord.example", password: &[7; 40] };
        mailbox::connect(&mut tx, &connection).await.unwrap();
        let letters = ["Hei fra verftet", "På kortet"].map(|subject| Letter {
            message_id: format!("{}@verftet.example", DialogId::generate()),
            at: "2026-11-27T10:00:00Z".to_owned(),
            from: vec![Correspondent { name: "Per Vik".to_owned(), address: "Per@verftet.example".to_owned() }],
            subject: subject.to_owned(),
            body: "Kan vi møtes?".to_owned(),
            is_whole: true,
            ..Letter::default()
        });
        mailbox::keep(&mut tx, Folder::Inbox, &letters, Mark { validity: 1, uid: 2 }).await.unwrap();
        tx.commit().await.unwrap();
        let mut found = Vec::new();
        for letter in &letters {
            let statement = format!("select id from mailbox_message where message_id = '{}'", letter.message_id);
            found.push(MailboxMessageId(super::value(pool, &statement).await));
        }
        let mut tx = self.tx(pool, user).await;
        mailbox::attach(&mut tx, &found[1].to_string(), &customer.to_string()).await.unwrap();
        tx.commit().await.unwrap();
        (found[0], found[1])
    }

    async fn domain(&self, pool: &PgPool) -> String {
        let statement = format!("select split_part(email, '@', 2) from app_user where id = '{}'", self.consultant);
        super::value(pool, &statement).await
    }

    /// A document of a customer with one version, whose file is in no store of objects.
    pub async fn add_document(&self, pool: &PgPool, customer: CustomerId, name: &str) -> DocumentId {
        let mut tx = self.tx(pool, self.consultant).await;
        let id = store::document::add(&mut tx, customer, name, "", &text_file(DOCUMENT)).await.unwrap();
        tx.commit().await.unwrap();
        id
    }
}

/// What is in the documents of tests.
pub const DOCUMENT: &str = "Avtalt 1. mai.";

/// A file with this text, as it is told to the store.
pub fn text_file(content: &str) -> store::document::File {
    let size = content.len() as u64;
    let digest = hex::encode(sha2::Sha256::digest(content));
    store::document::File { name: "avtale.txt".to_owned(), media_type: domain::document::PLAIN_TEXT, size, digest }
}

impl Firm {
    /// A template of messages.
    pub async fn add_template(&self, pool: &PgPool, kind: &str, name: &str, body: &str) -> domain::id::TemplateId {
        let mut tx = self.tx(pool, self.consultant).await;
        // Under a name of its own: a firm has each once.
        let name = format!("{name} {}", domain::id::TemplateId::generate());
        let typed = store::template::Typed { kind, name: &name, subject: "", body };
        let id = store::template::add(&mut tx, &typed).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A call that somebody registered, and an e-mail that could not be sent.
    pub async fn add_dialog(&self, pool: &PgPool, customer: CustomerId) -> (DialogId, DialogId) {
        let mut tx = self.tx(pool, self.consultant).await;
        let note = store::dialog::Note {
            kind: "call",
            direction: "in",
            at: Some("2026-11-20T09:00:00Z"),
            contact: "",
            subject: "",
            body: "Ringte om en sveiser.",
        };
        let call = store::dialog::register(&mut tx, customer, &note).await.unwrap();
        let message = store::dialog::Message {
            to: "",
            other: "per@kunde.example",
            copy: "",
            subject: "Tilbud",
            body: "Hei!",
            files: "",
        };
        let mail = store::dialog::send(&mut tx, customer, &message).await.unwrap();
        tx.commit().await.unwrap();
        let failed = format!(
            "update outgoing set state = 'failed', problem = 'refused', finished_at = now() where dialog_id = '{mail}'"
        );
        super::run(pool, &failed).await;
        (call, mail)
    }
}
