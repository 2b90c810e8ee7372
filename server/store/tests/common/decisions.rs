//! What a firm's administrator decides: of its fields, and of its settings.

use super::{Firm, owner, run};
use domain::{
    field::{Entity, Need, OwnKind},
    id::{ChangeId, CommandId, CustomerId, FactorId, InvoiceLineId, ListItemId, OwnFieldId, PayRateId},
    list::ListKind,
    section::Section,
};
use sqlx::PgPool;
use store::rule::Decision;

impl Firm {
    /// A field of the firm's own, in the section of its own fields; one that is called so is taken out of use first.
    pub async fn add_own_field(&self, pool: &PgPool, kind: OwnKind, name: &str) -> OwnFieldId {
        run(
            pool,
            &format!("update own_field set retired = true where tenant_id = '{}' and nb = '{name}'", self.tenant),
        )
        .await;
        let mut tx = self.tx(pool, self.administrator).await;
        let wanted = store::own_field::Wanted { labels: [name, "", ""], section: Section::Own };
        let id = store::own_field::add(&mut tx, kind, &wanted).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A collective agreement of the firm that says so much of working hours; one that is called so is renamed first.
    pub async fn add_agreement(&self, pool: &PgPool, name: &str, weekly: &str, monday: [&str; 3]) -> ListItemId {
        self.rename_list_item(pool, name).await;
        let mut tx = self.tx(pool, self.administrator).await;
        let mut days = [["", "", ""]; 7];
        days[0] = monday;
        let wanted = store::collective_agreement::Wanted { names: [name, "", ""], weekly, days };
        let id = store::collective_agreement::add(&mut tx, &wanted).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A factor that a customer has agreed on.
    pub async fn add_factor(
        &self,
        pool: &PgPool,
        customer: CustomerId,
        role: &str,
        factor: &str,
        from: &str,
        to: &str,
    ) -> FactorId {
        let mut tx = self.tx(pool, self.consultant).await;
        let wanted = store::agreement::factor::Wanted { role, factor, from, to };
        let id = store::agreement::factor::save(&mut tx, customer, None, wanted).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A rate of a customer's pay matrix, from the beginning of 2026 on.
    pub async fn add_rate(&self, pool: &PgPool, customer: CustomerId, kind: ListItemId) -> PayRateId {
        let mut tx = self.tx(pool, self.consultant).await;
        let kind = kind.to_string();
        let wanted = store::agreement::rate::Wanted {
            role: "",
            rate_kind: &kind,
            pay: "245",
            charge: "453,25",
            from: "1.1.2026",
            to: "",
        };
        let id = store::agreement::rate::save(&mut tx, customer, None, wanted).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A fixed line of a customer's invoices.
    pub async fn add_line(&self, pool: &PgPool, customer: CustomerId, text: &str) -> InvoiceLineId {
        let mut tx = self.tx(pool, self.consultant).await;
        let wanted =
            store::agreement::line::Wanted { article: "", text, quantity: "1", unit_price: "45", vat_code: "standard" };
        let id = store::agreement::line::save(&mut tx, customer, None, wanted).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Calls values of lists otherwise that are called so.
    async fn rename_list_item(&self, pool: &PgPool, name: &str) {
        run(
            pool,
            &format!(
                "update list_item set nb = nb || ' ' || id, sv = sv || ' ' || id, en = en || ' ' || id where tenant_id = '{}' and nb = '{name}'",
                self.tenant
            ),
        )
        .await;
    }

    /// A value of one of the firm's lists; one that is called so is renamed first.
    pub async fn add_list_item(&self, pool: &PgPool, list: ListKind, name: &str) -> ListItemId {
        self.rename_list_item(pool, name).await;
        let mut tx = self.tx(pool, self.consultant).await;
        let id = store::list::add(&mut tx, list, name).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A rule of fields that the firm's administrator has decided: the command that did it.
    pub async fn decide_fields(&self, pool: &PgPool) -> CommandId {
        let mut tx = self.tx(pool, self.administrator).await;
        let field = domain::field::customer("directions").unwrap();
        let rules = store::settings::read(&mut tx).await.unwrap().rules;
        let types = domain::customer::CustomerType::ALL;
        let kind = domain::customer::CustomerKind::Company;
        let read = store::rule::common(&rules, field, kind, types);
        let need = if read == Some(Need::May) { Need::Should } else { Need::May };
        store::rule::decide(&mut tx, Entity::Customer, types, &[Decision { field, kind, read, need }]).await.unwrap();
        let command = tx.command();
        tx.commit().await.unwrap();
        command
    }

    /// Changes the firm's settings; gives the entry of the log.
    pub async fn change_settings(&self, pool: &PgPool) -> ChangeId {
        let mut owner = owner(pool, self.tenant).await;
        for statement in [
            "insert into firm_settings (tenant_id, id) values ($1, $1) on conflict do nothing",
            "update firm_settings set payment_days = coalesce(payment_days, 10) + 1 where tenant_id = $1",
        ] {
            sqlx::query(statement).bind(self.tenant).execute(&mut *owner).await.unwrap();
        }
        owner.commit().await.unwrap();
        let newest = "select id from change_log where row_id = $1 order by version desc limit 1";
        sqlx::query_scalar(newest).bind(self.tenant).fetch_one(pool).await.unwrap()
    }
}
