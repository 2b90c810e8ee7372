//! What a firm's administrator decides: of its fields, and of its settings.

use super::{Firm, owner, run};
use domain::{
    field::{Entity, Need, OwnKind},
    id::{
        ChangeId, CommandId, CustomerId, DepartmentId, EmployeeId, FactorId, InvoiceLineId, ListItemId, OwnFieldId,
        PayRateId, PlacementId, TabId, UserId,
    },
    layout::{Change, Device, Target},
    list::ListKind,
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
        let wanted = store::own_field::Wanted {
            labels: [name, "", ""],
            help: [""; 3],
            in_portal: false,
            section: Section::Own,
            tab: None,
        };
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

    /// Where the firm's `SharePoint` is, with a secret that opens nothing, and a folder of a customer in it.
    pub async fn fill_sharepoint(&self, pool: &PgPool, customer: CustomerId) {
        let setting = store::sharepoint::Setting {
            is_on: true,
            directory_id: "firma.example".to_owned(),
            client_id: "2f1c7c56-7a0e-4f8a-8f0e-6a3f3a1d9b02".to_owned(),
            site: "https://firma.sharepoint.com/sites/salg".to_owned(),
            folder: "Kunder".to_owned(),
            ..store::sharepoint::Setting::default()
        };
        let mut tx = self.tx(pool, self.administrator).await;
        store::sharepoint::change(&mut tx, &setting, Some(b"forseglet")).await.unwrap();
        let handle = |text| domain::sharepoint::Handle::parse(text).unwrap();
        let chosen = store::sharepoint::Chosen { drive: handle("b!1"), item: handle("01A"), name: "Kunden".to_owned() };
        store::sharepoint::choose(&mut tx, customer, &chosen).await.unwrap();
        tx.commit().await.unwrap();
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

    /// Keeps a field from consultants.
    pub async fn keep_field(&self, pool: &PgPool, key: &str) {
        let mut tx = self.tx(pool, self.administrator).await;
        let decision = store::field_right::Decision {
            field: domain::field::customer(key).unwrap(),
            role: domain::user::Role::Consultant,
            read: domain::policy::Access::Change,
            wanted: domain::policy::Access::None,
        };
        store::field_right::decide(&mut tx, &[decision]).await.unwrap();
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
        let who = store::user::Invited {
            name: "Ny Kollega",
            email: &email,
            role: "consultant",
            department: "",
            language: "",
        };
        let digest = store::invitation::InvitationToken::new(&secret).digest();
        let user = store::user::invite(&mut tx, who, &digest).await.unwrap();
        tx.commit().await.unwrap();
        (user, secret)
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

    /// What an administrator chooses for a department.
    pub async fn choose_department_terms(&self, pool: &PgPool, department: DepartmentId, values: &[(&str, &str)]) {
        let patch: Vec<_> = values.iter().map(|(key, typed)| (domain::field::customer(key).unwrap(), *typed)).collect();
        let mut tx = self.tx(pool, self.administrator).await;
        store::department_terms::change(&mut tx, department, i32::MAX, &patch).await.unwrap();
        tx.commit().await.unwrap();
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
