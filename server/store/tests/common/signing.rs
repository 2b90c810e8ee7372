//! Documents that people are asked to sign.

use super::Firm;
use domain::id::{CustomerId, DocumentId, SigningId};
use sha2::Digest;
use sqlx::PgPool;
use store::{
    Store,
    document::File,
    signing::{New, SignerTx, SigningToken, asked, link, send},
};

/// A file that can be signed.
pub const PDF: &str = "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/// Where links lead to.
pub const ORIGIN: &str = "https://kort.example";

impl Firm {
    /// A document of a customer that can be signed.
    pub async fn add_pdf(&self, pool: &PgPool, customer: CustomerId, name: &str) -> DocumentId {
        let (size, digest) = (PDF.len() as u64, hex::encode(sha2::Sha256::digest(PDF)));
        let file = File { name: "avtale.pdf".to_owned(), media_type: domain::document::PDF, size, digest };
        let mut tx = self.tx(pool, self.consultant).await;
        let id = store::document::add(&mut tx, customer, name, "", &file).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Asks people to sign a document, by the keys of who they are; answers the secrets of their links, by their names.
    pub async fn ask_to_sign(
        &self,
        pool: &PgPool,
        customer: CustomerId,
        document: DocumentId,
        signers: &str,
    ) -> (SigningId, Vec<String>) {
        let mut tx = self.tx(pool, self.consultant).await;
        let new = New { signers, days: "14", message: "Se side 2.", origin: ORIGIN };
        let id = send(&mut tx, customer, document, &new).await.unwrap();
        let mut secrets = Vec::new();
        for signer in asked(&mut tx, customer, id).await.unwrap().waiting {
            let secret = format!("secret-{}", signer.id);
            link(&mut tx, signer.id, &SigningToken::new(&secret)).await.unwrap();
            secrets.push(secret);
        }
        tx.commit().await.unwrap();
        (id, secrets)
    }

    /// A row in each table of signing, for the firm's first customer and contact.
    pub async fn fill_signing(&self, pool: &PgPool) {
        let (customer, contact) = (self.customer, self.contact);
        super::run(pool, &format!("update contact set email = '{contact}@kunde.example' where id = '{contact}'")).await;
        let document = self.add_pdf(pool, customer, "Kontrakt").await;
        let signers = format!("contact.{contact},user.{}", self.consultant);
        let (_, secrets) = self.ask_to_sign(pool, customer, document, &signers).await;
        let mut tx = signer(pool, &secrets[0]).await;
        tx.begin("state", "browser", "verifier", "salt", "Jeg signerer").await.unwrap();
        tx.sign("Ola Hansen", &serde_json::json!({})).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// The transaction of whoever has a link.
pub async fn signer(pool: &PgPool, secret: &str) -> SignerTx {
    Store::from_pool(pool.clone()).open_signing(&SigningToken::new(secret)).await.unwrap().unwrap()
}
