//! A firm with staff, lists and a customer, made by plain SQL, and the way in for one of its staff.

#![expect(dead_code, reason = "each test uses its own part of it")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

pub mod around;
mod decisions;
pub mod invited;
pub mod portal;
pub mod signing;

use domain::{
    error::ApiError,
    field::{self, Field},
    id::{CommandId, CommentId, ContactId, CustomerId, DepartmentId, LinkId, ListItemId, SessionId, TenantId, UserId},
    user::Role,
};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, PgPool, Postgres, Transaction};
use store::{SessionToken, Store, StoreError, Tx, sign_in};

/// The password of everybody in a test.
pub const PASSWORD: &str = "Kundekort-2026";

/// The values of a firm's lists: list, name, meaning of a status, whether it is retired.
const LISTS: [(&str, &str, Option<&str>, bool); 15] = [
    ("status", "Aktiv", Some("active"), false),
    ("status", "Mulig", Some("potential"), false),
    ("status", "Skjult", Some("hidden"), false),
    ("status", "Gammel", Some("active"), true),
    ("industry", "Bygg", None, false),
    ("industry", "Torv", None, true),
    ("contact_title", "Daglig leder", None, false),
    ("contact_function", "Lønn", None, false),
    ("link_kind", "LinkedIn", None, false),
    ("tag", "Verft", None, false),
    ("tag", "Havn", None, false),
    ("relation_kind", "Leverandør til", None, false),
    ("relation_kind", "Samarbeider med", None, false),
    ("responsible_title", "Selger", None, false),
    ("responsible_title", "Service", None, false),
];

/// A firm as tests find it.
pub struct Firm {
    pub tenant: TenantId,
    pub department: DepartmentId,
    pub administrator: UserId,
    /// Responsible for all customers where nothing else is said.
    pub consultant: UserId,
    /// Of the same department as the consultant.
    pub neighbour: UserId,
    /// Of another department.
    pub stranger: UserId,
    pub reader: UserId,
    pub active: ListItemId,
    pub potential: ListItemId,
    pub hidden: ListItemId,
    pub retired: ListItemId,
    pub industry: ListItemId,
    pub retired_industry: ListItemId,
    pub title: ListItemId,
    pub function: ListItemId,
    pub link_kind: ListItemId,
    pub tag: ListItemId,
    pub other_tag: ListItemId,
    /// Called `Kunde av` from the other side.
    pub relation_kind: ListItemId,
    /// Called the same from both sides.
    pub mutual_kind: ListItemId,
    pub responsible_title: ListItemId,
    pub other_title: ListItemId,
    pub customer: CustomerId,
    pub contact: ContactId,
    pub comment: CommentId,
}

/// A transaction of the owner of the tables, with the firm set.
pub async fn owner(pool: &PgPool, tenant: TenantId) -> Transaction<'static, Postgres> {
    let mut transaction = pool.begin().await.unwrap();
    sqlx::query("select set_config('app.tenant_id', $1, true)")
        .bind(tenant.to_string())
        .execute(&mut *transaction)
        .await
        .unwrap();
    transaction
}

/// A transaction of the application's role, with the firm set where one is given.
pub async fn application(pool: &PgPool, tenant: Option<TenantId>) -> Transaction<'static, Postgres> {
    let mut transaction = pool.begin().await.unwrap();
    sqlx::query("select set_config('app.tenant_id', $1, true), set_config('role', 'kundekort_app', true)")
        .bind(tenant.map_or_else(String::new, |tenant| tenant.to_string()))
        .execute(&mut *transaction)
        .await
        .unwrap();
    transaction
}

/// The code with which the database refuses a statement of the application's role.
pub async fn refusal(pool: &PgPool, tenant: Option<TenantId>, statement: &str) -> Option<String> {
    let mut transaction = application(pool, tenant).await;
    let outcome = sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut *transaction).await;
    outcome
        .err()
        .and_then(|error| error.as_database_error().and_then(|error| error.code().map(std::borrow::Cow::into_owned)))
}

/// One value of a statement, as the superuser sees it.
pub async fn value<T>(pool: &PgPool, statement: &str) -> T
where
    T: for<'r> sqlx::Decode<'r, Postgres> + sqlx::Type<Postgres> + Send + Unpin,
{
    sqlx::query_scalar(AssertSqlSafe(statement)).fetch_one(pool).await.unwrap()
}

/// Runs a statement as the superuser.
pub async fn run(pool: &PgPool, statement: &str) {
    sqlx::raw_sql(AssertSqlSafe(statement)).execute(pool).await.unwrap();
}

/// Changes to a customer, by field key.
pub fn customer_patch<'a>(values: &[(&str, &'a str)]) -> Vec<(&'static Field, &'a str)> {
    values.iter().map(|(key, typed)| (field::customer(key).unwrap(), *typed)).collect()
}

/// Changes to a contact, by field key.
pub fn contact_patch<'a>(values: &[(&str, &'a str)]) -> Vec<(&'static Field, &'a str)> {
    values.iter().map(|(key, typed)| (field::contact(key).unwrap(), *typed)).collect()
}

/// What a person is told of a failure.
pub fn told<T: std::fmt::Debug>(outcome: Result<T, StoreError>) -> ApiError {
    ApiError::from(outcome.expect_err("it is refused"))
}

/// Signs somebody in; gives the secret of their cookie.
pub async fn sign_in(pool: &PgPool, tenant: TenantId, user: UserId) -> String {
    let secret = CommandId::generate().to_string();
    let account = sign_in::Account { tenant, user, password_hash: String::new() };
    let store = Store::from_pool(pool.clone());
    sign_in::open_session(&store, &account, &SessionToken::new(&secret), "Firefox", "192.0.2.1").await.unwrap();
    secret
}

impl Firm {
    /// A firm with everything; `name` is in its staff's addresses.
    pub async fn make(pool: &PgPool, name: &str) -> Self {
        let tenant = TenantId::generate();
        let mut owner = owner(pool, tenant).await;
        sqlx::query("insert into tenant (id, name, country, time_zone) values ($1, $2, 'NO', 'Europe/Oslo')")
            .bind(tenant)
            .bind(name)
            .execute(&mut *owner)
            .await
            .unwrap();
        let (department, elsewhere) = (DepartmentId::generate(), DepartmentId::generate());
        for (id, name) in [(department, "Nord"), (elsewhere, "Sør")] {
            sqlx::query("insert into department (tenant_id, id, name) values ($1, $2, $3)")
                .bind(tenant)
                .bind(id)
                .bind(name)
                .execute(&mut *owner)
                .await
                .unwrap();
        }
        let mut staff = Vec::new();
        for (first, role, department) in [
            ("Astrid", Role::Administrator, None),
            ("Kari", Role::Consultant, Some(department)),
            ("Nils", Role::Consultant, Some(department)),
            ("Stine", Role::Consultant, Some(elsewhere)),
            ("Rolf", Role::ReadOnly, None),
        ] {
            let id = UserId::generate();
            sqlx::query("insert into app_user (tenant_id, id, name, email, password_hash, role, department_id) values ($1, $2, $3, $4, '-', $5, $6)")
                .bind(tenant)
                .bind(id)
                .bind(format!("{first} {name}"))
                .bind(format!("{}@{name}.example", first.to_lowercase()))
                .bind(role.key())
                .bind(department)
                .execute(&mut *owner)
                .await
                .unwrap();
            staff.push(id);
        }
        let mut items = Vec::new();
        for (kind, item, meaning, retired) in LISTS {
            let id = ListItemId::generate();
            sqlx::query("insert into list_item (tenant_id, id, kind, nb, sv, en, meaning, retired) values ($1, $2, $3, $4, $4, $4, $5, $6)")
                .bind(tenant)
                .bind(id)
                .bind(kind)
                .bind(item)
                .bind(meaning)
                .bind(retired)
                .execute(&mut *owner)
                .await
                .unwrap();
            items.push(id);
        }
        sqlx::query("update list_item set inverse_nb = 'Kunde av', inverse_sv = 'Kund hos', inverse_en = 'Customer of' where id = $1")
            .bind(items[11])
            .execute(&mut *owner)
            .await
            .unwrap();
        owner.commit().await.unwrap();
        let mut firm = Self {
            tenant,
            department,
            administrator: staff[0],
            consultant: staff[1],
            neighbour: staff[2],
            stranger: staff[3],
            reader: staff[4],
            active: items[0],
            potential: items[1],
            hidden: items[2],
            retired: items[3],
            industry: items[4],
            retired_industry: items[5],
            title: items[6],
            function: items[7],
            link_kind: items[8],
            tag: items[9],
            other_tag: items[10],
            relation_kind: items[11],
            mutual_kind: items[12],
            responsible_title: items[13],
            other_title: items[14],
            customer: CustomerId::generate(),
            contact: ContactId::generate(),
            comment: CommentId::generate(),
        };
        firm.customer = firm.add_customer(pool, json!({"name": format!("Første kunde {name}")})).await;
        let contact: ContactId = sqlx::query_scalar("select id from contact where customer_id = $1")
            .bind(firm.customer)
            .fetch_one(pool)
            .await
            .unwrap();
        firm.contact = contact;
        firm.comment = firm.add_comment(pool, firm.customer, "Ringte i dag.", false).await;
        firm
    }

    /// A customer with one contact, Ola Nordmann; what is not said has a default.
    pub async fn add_customer(&self, pool: &PgPool, values: Value) -> CustomerId {
        self.add_customer_with(pool, values, json!({"first_name": "Ola", "last_name": "Nordmann"})).await
    }

    /// A customer with that contact.
    pub async fn add_customer_with(&self, pool: &PgPool, values: Value, contact: Value) -> CustomerId {
        let id = CustomerId::generate();
        let mut owner = owner(pool, self.tenant).await;
        sqlx::query(
            "insert into customer (tenant_id, id, number, name, nickname, organisation_number, industry, status, responsible, phone, mobile, email, visiting_place)
            select $1, $2, coalesce(given.number, (select count(*) from customer where tenant_id = $1) + 10001), given.name, nickname, organisation_number,
                industry, coalesce(status, $4), coalesce(responsible, $5), phone, mobile, email, visiting_place
            from jsonb_populate_record(null::customer, $3) as given",
        )
        .bind(self.tenant)
        .bind(id)
        .bind(values)
        .bind(self.active)
        .bind(self.consultant)
        .execute(&mut *owner)
        .await
        .unwrap();
        insert_contact(&mut owner, self.tenant, id, contact).await;
        owner.commit().await.unwrap();
        id
    }

    /// One more contact of a customer.
    pub async fn add_contact(&self, pool: &PgPool, customer: CustomerId, values: Value) -> ContactId {
        let mut owner = owner(pool, self.tenant).await;
        let id = insert_contact(&mut owner, self.tenant, customer, values).await;
        owner.commit().await.unwrap();
        id
    }

    /// A comment of the consultant.
    pub async fn add_comment(&self, pool: &PgPool, customer: CustomerId, body: &str, fixed: bool) -> CommentId {
        let id = CommentId::generate();
        let mut owner = owner(pool, self.tenant).await;
        sqlx::query("insert into comment (tenant_id, id, customer_id, body, fixed, author_id, created_by) values ($1, $2, $3, $4, $5, $6, $6)")
            .bind(self.tenant)
            .bind(id)
            .bind(customer)
            .bind(body)
            .bind(fixed)
            .bind(self.consultant)
            .execute(&mut *owner)
            .await
            .unwrap();
        owner.commit().await.unwrap();
        id
    }

    /// Puts the firm's tag on a customer.
    pub async fn put_tag_on(&self, pool: &PgPool, customer: CustomerId) {
        let mut owner = owner(pool, self.tenant).await;
        sqlx::query("update customer set tags = array[$2] where id = $1")
            .bind(customer)
            .bind(self.tag)
            .execute(&mut *owner)
            .await
            .unwrap();
        owner.commit().await.unwrap();
    }

    /// A link of a customer.
    pub async fn add_link(&self, pool: &PgPool, customer: CustomerId, address: &str) -> LinkId {
        let id = LinkId::generate();
        let mut owner = owner(pool, self.tenant).await;
        let insert = "insert into customer_link values ($1, $2, $3, $4, $5)";
        sqlx::query(insert)
            .bind(self.tenant)
            .bind(id)
            .bind(customer)
            .bind(self.link_kind)
            .bind(address)
            .execute(&mut *owner)
            .await
            .unwrap();
        owner.commit().await.unwrap();
        id
    }

    /// A customer's logo, as if it had been uploaded; what is in the picture is of no account.
    pub async fn add_logo(&self, pool: &PgPool, customer: CustomerId) {
        let mut owner = owner(pool, self.tenant).await;
        sqlx::query(
            "insert into customer_logo (tenant_id, customer_id, digest, media_type, width, height, content)
            values ($1, $2, encode(sha256('logo'), 'hex'), 'image/png', 1, 1, 'logo')",
        )
        .bind(self.tenant)
        .bind(customer)
        .execute(&mut *owner)
        .await
        .unwrap();
        sqlx::query("update customer set logo = encode(sha256('logo'), 'hex') where id = $1")
            .bind(customer)
            .execute(&mut *owner)
            .await
            .unwrap();
        owner.commit().await.unwrap();
    }

    /// A transaction of a member of staff, opened the way a request opens it.
    pub async fn tx(&self, pool: &PgPool, user: UserId) -> Tx {
        let secret = sign_in(pool, self.tenant, user).await;
        Store::from_pool(pool.clone()).open(&SessionToken::new(&secret)).await.unwrap()
    }
}

async fn insert_contact(
    owner: &mut Transaction<'static, Postgres>,
    tenant: TenantId,
    customer: CustomerId,
    values: Value,
) -> ContactId {
    let id = ContactId::generate();
    sqlx::query(
        "insert into contact (tenant_id, id, customer_id, first_name, last_name, email, mobile, phone, ended_at)
        select $1, $2, $3, first_name, last_name, email, mobile, phone, ended_at from jsonb_populate_record(null::contact, $4)",
    )
    .bind(tenant)
    .bind(id)
    .bind(customer)
    .bind(values)
    .execute(&mut **owner)
    .await
    .unwrap();
    id
}

/// Gives everybody who has a password the one with this hash.
pub async fn set_password_hash(pool: &PgPool, hash: &str) {
    sqlx::query("update app_user set password_hash = $1 where password_hash <> '!'")
        .bind(hash)
        .execute(pool)
        .await
        .unwrap();
}

/// The session that a person opened last.
pub async fn newest_session(pool: &PgPool, user: UserId) -> SessionId {
    let newest = "select id from session where user_id = $1 order by created_at desc, id desc limit 1";
    sqlx::query_scalar(newest).bind(user).fetch_one(pool).await.unwrap()
}
