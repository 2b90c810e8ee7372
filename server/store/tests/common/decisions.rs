//! What a firm's administrator decides: of its fields, and of its settings.

use super::{Firm, owner, run};
use domain::{
    field::{Entity, Need, OwnKind},
    id::{ChangeId, CommandId, CustomerId, EmployeeId, OwnFieldId, PlacementId, TabId, UserId},
    layout::{Change, Device, Target},
    module::{Module, ModuleRule},
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
        let wanted = store::own_field::Wanted { labels: [name, "", ""], section: Section::Own, tab: None };
        let id = store::own_field::add(&mut tx, kind, &wanted).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A tab of the firm's own, with a name that no other has; where there are many by now, those before are
    /// taken away.
    pub async fn add_tab(&self, pool: &PgPool, sections: &[Section]) -> TabId {
        run(pool, &format!("delete from card_tab where tenant_id = '{}' and built_in is null", self.tenant)).await;
        let mut tx = self.tx(pool, self.administrator).await;
        let name = TabId::generate().to_string();
        let id = store::tab::add(&mut tx, &store::tab::Wanted { labels: [&name, "", ""], sections }).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A choice of countries, and of a module.
    pub async fn choose_countries_and_modules(&self, pool: &PgPool) {
        let mut tx = self.tx(pool, self.administrator).await;
        store::country::begin(&mut tx).await.unwrap();
        let all = ModuleRule::default();
        let wanted = ModuleRule { prospect: false, ..all };
        store::module::decide(&mut tx, Module::Staffing, all, wanted).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// An earlier version of the firm's layout at the desk.
    pub async fn arrange_twice(&self, pool: &PgPool) -> i32 {
        let mut tx = self.tx(pool, self.administrator).await;
        for is_hidden in [true, false] {
            let change = Change::Hide(Section::Log, is_hidden);
            store::layout::change_draft(&mut tx, Target::Firm, Device::Desk, change).await.unwrap();
            store::layout::publish(&mut tx, Target::Firm).await.unwrap();
        }
        let layouts = store::layout::overview(&mut tx).await.unwrap().layouts;
        tx.commit().await.unwrap();
        layouts[0].earlier[0].version
    }

    /// An employee of the firm, and that they are at a customer since 2020.
    pub async fn add_employee(
        &self,
        pool: &PgPool,
        customer: CustomerId,
        first_name: &str,
        last_name: &str,
    ) -> (EmployeeId, PlacementId) {
        let mut tx = self.tx(pool, self.consultant).await;
        let typed = store::employee::Typed { first_name, last_name, ..store::employee::Typed::default() };
        let employee = store::employee::add(&mut tx, typed).await.unwrap();
        let typed = store::placement::Typed { starts_on: "2020-01-01", ..store::placement::Typed::default() };
        let placement = store::placement::add(&mut tx, customer, &employee.to_string(), typed).await.unwrap();
        tx.commit().await.unwrap();
        (employee, placement)
    }

    /// Somebody whom the firm's administrator has invited, and the secret of the link.
    pub async fn invite(&self, pool: &PgPool) -> (UserId, String) {
        let secret = CommandId::generate().to_string();
        let email = format!("ny-{secret}@firma.example");
        let mut tx = self.tx(pool, self.administrator).await;
        let who = store::user::Invited { name: "Ny Kollega", email: &email, role: "consultant", department: "" };
        let digest = store::invitation::InvitationToken::new(&secret).digest();
        let user = store::user::invite(&mut tx, who, &digest).await.unwrap();
        tx.commit().await.unwrap();
        (user, secret)
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
