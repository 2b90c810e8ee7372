//! Contacts who are signed in to the portal, and what they have there.

use super::Firm;
use domain::{
    id::{ContactId, CustomerId, DialogId, DocumentId, EnquiryId},
    portal::{NewEnquiry, PortalRight},
};
use sqlx::PgPool;
use store::{
    SessionToken, Store,
    portal::{
        PortalTx, access,
        door::{self, LinkToken},
        enquiry,
        second::{self, SecondToken},
    },
};

/// An enquiry as somebody might type it.
pub fn typed_enquiry() -> NewEnquiry {
    NewEnquiry {
        kind: "enquiry".to_owned(),
        title: "To platearbeidere".to_owned(),
        wishes: "Til verkstedet, dagtid.".to_owned(),
        places: "2".to_owned(),
        starts_on: "2026-12-01".to_owned(),
        ends_on: String::new(),
    }
}

impl Firm {
    /// Opens the portal to a contact with these rights; answers the secret of a session of theirs.
    pub async fn open_portal(
        &self,
        pool: &PgPool,
        customer: CustomerId,
        contact: ContactId,
        rights: &[PortalRight],
    ) -> String {
        let link = LinkToken::new(&format!("link-{contact}"));
        let mut tx = self.tx(pool, self.consultant).await;
        access::invite(&mut tx, customer, contact, rights, &link, Some("https://kort.example")).await.unwrap();
        tx.commit().await.unwrap();
        let store = Store::from_pool(pool.clone());
        let linked = door::take_link(&store, &link, None).await.unwrap().unwrap();
        let secret = format!("{:0>64}", contact.0.simple());
        let tokens = (&SessionToken::new(&secret), &SecondToken::new("none"));
        door::enter(&store, (linked.tenant, linked.contact), tokens, "Test", "127.0.0.1").await.unwrap();
        secret
    }

    /// A transaction of a contact who is signed in.
    pub async fn portal(&self, pool: &PgPool, secret: &str) -> PortalTx {
        Store::from_pool(pool.clone()).open_portal(&SessionToken::new(secret)).await.unwrap()
    }

    /// An enquiry that the contact of a session sent.
    pub async fn add_enquiry(&self, pool: &PgPool, secret: &str) -> EnquiryId {
        let mut tx = self.portal(pool, secret).await;
        let id = enquiry::send(&mut tx, &typed_enquiry(), &[super::around::text_file("Tegning")]).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A message that the contact of a session wrote.
    pub async fn write_in_portal(&self, pool: &PgPool, secret: &str, body: &str) -> DialogId {
        let mut tx = self.portal(pool, secret).await;
        let id = store::portal::message::write(&mut tx, body).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Shares a document with a contact.
    pub async fn share(&self, pool: &PgPool, customer: CustomerId, document: DocumentId, contact: ContactId) {
        let mut tx = self.tx(pool, self.consultant).await;
        store::document_share::choose(&mut tx, customer, document, &[contact], &[]).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A row in each table of the portal, for the firm's first customer and contact.
    pub async fn fill_portal(&self, pool: &PgPool, document: DocumentId) {
        let (customer, contact) = (self.customer, self.contact);
        super::run(pool, &format!("update contact set email = '{contact}@kunde.example' where id = '{contact}'")).await;
        let in_portal = self.open_portal(pool, customer, contact, &[PortalRight::Enquire]).await;
        self.add_enquiry(pool, &in_portal).await;
        self.share(pool, customer, document, contact).await;
        let seen = store::portal::see_as(self.tx(pool, self.consultant).await, contact).await.unwrap();
        seen.commit().await.unwrap();
        let mut tx = self.tx(pool, self.administrator).await;
        store::portal::setting::change(&mut tx, &store::portal::setting::PortalSetting::default()).await.unwrap();
        access::invite(
            &mut tx,
            customer,
            contact,
            &[],
            &LinkToken::new(&format!("unused-{contact}")),
            Some("https://kort.example"),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        // Between the two steps of signing in.
        let mut tx = self.portal(pool, &in_portal).await;
        second::turn_on(&mut tx, b"sealed", 1).await.unwrap();
        tx.commit().await.unwrap();
        let tokens = (&SessionToken::new("other"), &SecondToken::new(&format!("second-{contact}")));
        let entered = door::enter(&Store::from_pool(pool.clone()), (self.tenant, contact), tokens, "", "").await;
        assert_eq!(entered.unwrap(), door::Entered::SecondStep);
    }
}
