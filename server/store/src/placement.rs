//! Who of those whom the firm hires out is at which customer, as what, and from when to when (seed 002:49).

use crate::{StoreError, Tx, employee};
use domain::{
    country::Country,
    employee::{NAME_MAX, NOTE_MAX},
    error::{ApiError, FieldError, Problem},
    field::date_in,
    id::{CustomerId, EmployeeId, PlacementId},
    plain_text,
    policy::Action,
};

/// A placement as a form sends it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Typed<'a> {
    /// As what they are there.
    pub role: &'a str,
    /// The first day; today where it is empty.
    pub starts_on: &'a str,
    /// The last day; empty where there is none yet.
    pub ends_on: &'a str,
    /// A note.
    pub note: &'a str,
}

struct Parsed {
    role: Option<String>,
    starts_on: Option<String>,
    ends_on: Option<String>,
    note: Option<String>,
}

impl Typed<'_> {
    /// Reads what was typed; all that is wrong is told at once, after what is wrong already.
    fn parse(self, home: Country, mut errors: Vec<FieldError>) -> Result<Parsed, StoreError> {
        let mut problem = |field: &str, problem| errors.push(FieldError { field: field.to_owned(), problem });
        let role = plain_text::line(self.role, NAME_MAX).unwrap_or_else(|wrong| {
            problem("role", wrong.into());
            String::new()
        });
        let note = plain_text::lines(self.note, NOTE_MAX).unwrap_or_else(|wrong| {
            problem("note", wrong.into());
            String::new()
        });
        let mut day = |field: &str, typed: &str| match typed.trim() {
            "" => None,
            typed => date_in(typed, home).or_else(|| {
                problem(field, Problem::Date);
                None
            }),
        };
        let (starts_on, ends_on) = (day("starts_on", self.starts_on), day("ends_on", self.ends_on));
        // Days of this form sort as texts.
        if let (Some(starts_on), Some(ends_on)) = (&starts_on, &ends_on)
            && ends_on < starts_on
        {
            problem("ends_on", Problem::EndBeforeStart);
        }
        if !errors.is_empty() {
            return Err(StoreError::Refused(ApiError::invalid(errors)));
        }
        let given = |text: String| Some(text).filter(|text| !text.is_empty());
        Ok(Parsed { role: given(role), starts_on, ends_on, note: given(note) })
    }
}

/// Puts an employee, by name, number or as picked, at a customer.
///
/// # Errors
/// What is wrong with which value; [`Problem::AlreadyAtCustomer`] at the employee who is there on one of those days
/// already; [`StoreError::NotFound`] when this firm has no such customer.
pub async fn add(
    tx: &mut Tx,
    customer: CustomerId,
    employee: &str,
    typed: Typed<'_>,
) -> Result<PlacementId, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let known =
        sqlx::query_scalar!("select true from customer where tenant_id = current_tenant() and id = $1", customer.0)
            .fetch_optional(tx.connection())
            .await?;
    if known.is_none() {
        return Err(StoreError::NotFound);
    }
    let found = employee::find_one(tx, employee).await?;
    let errors = found.err().map(|problem| FieldError { field: "employee".to_owned(), problem });
    let parsed = typed.parse(tx.session().home, errors.into_iter().collect())?;
    let employee = found.map_err(|problem| StoreError::field("employee", problem))?;
    let (id, zone) = (PlacementId::generate(), tx.session().time_zone.clone());
    // A last day before today needs a first one that was typed.
    let done = sqlx::query_scalar!(
        r#"with today as (select (now() at time zone $7)::date as day),
            added as (
                insert into customer_employee (tenant_id, id, customer_id, employee_id, role, starts_on, ends_on, note)
                select c.tenant_id, $1, c.id, $3, $4, coalesce($5::text::date, least(day, $6::text::date)), $6::text::date, $8
                from customer c, today where c.tenant_id = current_tenant() and c.id = $2 returning id)
        select exists (select from added) as "added!""#,
        id.0,
        customer.0,
        employee.0,
        parsed.role,
        parsed.starts_on,
        parsed.ends_on,
        zone,
        parsed.note,
    )
    .fetch_one(tx.connection())
    .await?;
    if done { Ok(id) } else { Err(StoreError::NotFound) }
}

/// Changes a placement that was read at `version`.
///
/// # Errors
/// [`StoreError::NotFound`] when this customer has no such placement; [`Problem::ChangedSince`] at the role when
/// somebody else has changed it since; otherwise as [`add`].
pub async fn change(
    tx: &mut Tx,
    customer: CustomerId,
    id: PlacementId,
    version: i32,
    typed: Typed<'_>,
) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let stands = sqlx::query_scalar!(
        "select version from customer_employee where tenant_id = current_tenant() and customer_id = $1 and id = $2 for no key update",
        customer.0,
        id.0,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let none = typed.starts_on.trim().is_empty();
    let missing = none.then(|| FieldError { field: "starts_on".to_owned(), problem: Problem::Required });
    let parsed = typed.parse(tx.session().home, missing.into_iter().collect())?;
    if stands != version {
        return Err(StoreError::field("role", Problem::ChangedSince));
    }
    sqlx::query!(
        "update customer_employee set role = $2, starts_on = $3::text::date, ends_on = $4::text::date, note = $5
        where tenant_id = current_tenant() and id = $1
            and (role, starts_on, ends_on, note) is distinct from ($2, $3::text::date, $4::text::date, $5)",
        id.0,
        parsed.role,
        parsed.starts_on,
        parsed.ends_on,
        parsed.note,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Ends a placement today, where it has not ended before.
///
/// # Errors
/// [`StoreError::NotFound`] when this customer has no such placement; [`Problem::EndBeforeStart`] when it has not begun.
pub async fn end(tx: &mut Tx, customer: CustomerId, id: PlacementId) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let zone = tx.session().time_zone.clone();
    let known = sqlx::query_scalar!(
        r#"with known as (select id from customer_employee where tenant_id = current_tenant() and customer_id = $1 and id = $2),
            done as (update customer_employee p set ends_on = (now() at time zone $3)::date from known
                where p.tenant_id = current_tenant() and p.id = known.id and (p.ends_on is null or p.ends_on > (now() at time zone $3)::date))
        select exists (select from known) as "known!""#,
        customer.0,
        id.0,
        zone,
    )
    .fetch_one(tx.connection())
    .await?;
    if known { Ok(()) } else { Err(StoreError::NotFound) }
}

/// Takes a placement away that should not be there; the log keeps it.
///
/// # Errors
/// [`StoreError::NotFound`] when this customer has no such placement.
pub async fn delete(tx: &mut Tx, customer: CustomerId, id: PlacementId) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let done = sqlx::query!(
        "delete from customer_employee where tenant_id = current_tenant() and customer_id = $1 and id = $2",
        customer.0,
        id.0,
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// A customer at which an employee is or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At {
    /// The customer.
    pub customer: CustomerId,
    /// Customer number.
    pub number: i64,
    /// Name.
    pub name: String,
    /// As what they are there.
    pub role: String,
    /// The first day.
    pub starts_on: String,
    /// The last day; empty where there is none yet.
    pub ends_on: String,
    /// Today in the firm's time zone.
    pub today: String,
}

/// At which customers an employee is, will be and was, the newest first, two hundred at most.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn of_employee(tx: &mut Tx, employee: EmployeeId) -> Result<Vec<At>, StoreError> {
    tx.authorise(Action::ReadEmployees)?;
    let zone = tx.session().time_zone.clone();
    Ok(sqlx::query_as!(
        At,
        r#"select c.id as "customer: CustomerId", c.number, c.name, coalesce(p.role, '') as "role!", p.starts_on::text as "starts_on!",
            coalesce(p.ends_on::text, '') as "ends_on!", (now() at time zone $2)::date::text as "today!"
        from customer_employee p join customer c on c.tenant_id = p.tenant_id and c.id = p.customer_id
        where p.tenant_id = current_tenant() and p.employee_id = $1
        order by p.ends_on desc nulls first, p.starts_on desc, p.id desc limit 200"#,
        employee.0,
        zone,
    )
    .fetch_all(tx.connection())
    .await?)
}
