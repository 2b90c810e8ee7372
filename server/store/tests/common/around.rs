//! Who stands around a customer of a test.

use super::{Firm, owner};
use domain::id::{CustomerId, ProposalId, RelationId, ResponsibleId};
use sqlx::PgPool;

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
}
