//! The people whom the firm hires out: listed, found, added, changed, ended and brought back.

use crate::{StoreError, Tx, department, search::words};
use domain::{
    email::Email,
    employee::{Employee, MOST_OFFERED, NAME_MAX, Named, OfferedEmployee, named},
    error::{ApiError, FieldError, Problem},
    id::{DepartmentId, EmployeeId},
    phone::Phone,
    plain_text,
    policy::Action,
};

/// How many a page of the list holds.
const PAGE: usize = 50;
/// Most characters of what is typed to find somebody.
const QUERY_MAX: u32 = 200;

/// Which employees are listed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    /// Words that are all in name, number, mobile or e-mail.
    pub query: &'a str,
    /// Also those who have left.
    pub ended: bool,
    /// Those after this one.
    pub after: Option<EmployeeId>,
    /// This one alone.
    pub only: Option<EmployeeId>,
}

/// The words of a query; none for what can't be a name.
fn parts(query: &str) -> Vec<String> {
    plain_text::line(query, QUERY_MAX).map(|query| words(&query)).unwrap_or_default()
}

/// A page of employees by name, and whether there are more.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn list(tx: &mut Tx, wanted: Wanted<'_>) -> Result<(Vec<Employee>, bool), StoreError> {
    tx.authorise(Action::ReadEmployees)?;
    let zone = tx.session().time_zone.clone();
    let parts = parts(wanted.query);
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut rows = sqlx::query_as!(
        Employee,
        r#"select e.id as "id: EmployeeId", e.number, e.first_name, e.last_name, coalesce(e.email, '') as "email!", coalesce(e.mobile, '') as "mobile!",
            coalesce(e.profession, '') as "profession!", e.department_id as "department: DepartmentId", coalesce(d.name, '') as "department_name!",
            e.ended_at is not null as "ended!", e.version,
            (select count(distinct p.customer_id) from customer_employee p where p.tenant_id = e.tenant_id and p.employee_id = e.id
                and p.starts_on <= t.day and coalesce(p.ends_on, t.day) >= t.day) as "customers!"
        from employee e
        cross join (select (now() at time zone $1)::date as day) t
        left join department d on d.tenant_id = e.tenant_id and d.id = e.department_id
        where e.tenant_id = current_tenant() and ($2 or e.ended_at is null)
            and not exists (select from unnest($3::text[]) as word where position(folded(word) in e.search) = 0)
            and ($4::uuid is null or (e.search, e.id) > (select a.search, a.id from employee a where a.tenant_id = current_tenant() and a.id = $4))
            and ($5::uuid is null or e.id = $5)
        order by e.search, e.id limit $6"#,
        zone,
        wanted.ended,
        &parts,
        wanted.after.map(|id| id.0),
        wanted.only.map(|id| id.0),
        limit,
    )
    .fetch_all(tx.connection())
    .await?;
    let has_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    Ok((rows, has_more))
}

/// One employee, also one who has left.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such employee.
pub async fn read(tx: &mut Tx, id: EmployeeId) -> Result<Employee, StoreError> {
    let (found, _) = list(tx, Wanted { ended: true, only: Some(id), ..Wanted::default() }).await?;
    found.into_iter().next().ok_or(StoreError::NotFound)
}

/// An employee as a form sends them.
#[derive(Clone, Copy, Debug, Default)]
#[expect(missing_docs, reason = "each is the text of its input")]
pub struct Typed<'a> {
    pub first_name: &'a str,
    pub last_name: &'a str,
    pub email: &'a str,
    pub mobile: &'a str,
    pub profession: &'a str,
    pub department: &'a str,
}

struct Parsed {
    first_name: String,
    last_name: String,
    email: Option<String>,
    mobile: Option<String>,
    profession: Option<String>,
    department: Option<DepartmentId>,
}

impl Typed<'_> {
    /// Reads what was typed; all that is wrong is told at once.
    async fn parse(self, tx: &mut Tx, stands: Option<DepartmentId>) -> Result<Parsed, StoreError> {
        let mut errors = Vec::new();
        let mut problem = |field: &str, problem| errors.push(FieldError { field: field.to_owned(), problem });
        let mut line = |field: &str, typed: &str, must: bool| match plain_text::line(typed, NAME_MAX) {
            Ok(text) => {
                if must && text.is_empty() {
                    problem(field, Problem::Required);
                }
                text
            }
            Err(wrong) => {
                problem(field, wrong.into());
                String::new()
            }
        };
        let first_name = line("first_name", self.first_name, true);
        let last_name = line("last_name", self.last_name, true);
        let profession = line("profession", self.profession, false);
        let email = match self.email.trim() {
            "" => None,
            typed => Email::parse(typed)
                .map(|email| email.as_str().to_owned())
                .map_err(|_| problem("email", Problem::Email))
                .ok(),
        };
        let mobile = match self.mobile.trim() {
            "" => None,
            typed => Phone::parse(typed, tx.session().home)
                .map(|phone| phone.e164().to_owned())
                .map_err(|_| problem("mobile", Problem::Phone))
                .ok(),
        };
        let department = match department::chosen(tx, "department", self.department, stands).await {
            Ok(department) => department,
            Err(StoreError::Refused(refusal)) => {
                errors.extend(refusal.fields);
                None
            }
            Err(error) => return Err(error),
        };
        if !errors.is_empty() {
            return Err(StoreError::Refused(ApiError::invalid(errors)));
        }
        let profession = Some(profession).filter(|text| !text.is_empty());
        Ok(Parsed { first_name, last_name, email, mobile, profession, department })
    }
}

/// Adds an employee, with the next number of the firm's series.
///
/// # Errors
/// What is wrong with which value.
pub async fn add(tx: &mut Tx, typed: Typed<'_>) -> Result<EmployeeId, StoreError> {
    tx.authorise(Action::ChangeEmployees)?;
    let parsed = typed.parse(tx, None).await?;
    let id = EmployeeId::generate();
    sqlx::query!(
        "insert into employee (tenant_id, id, number, first_name, last_name, email, mobile, profession, department_id)
        values (current_tenant(), $1, next_employee_number(), $2, $3, $4, $5, $6, $7)",
        id.0,
        parsed.first_name,
        parsed.last_name,
        parsed.email,
        parsed.mobile,
        parsed.profession,
        parsed.department.map(|id| id.0),
    )
    .execute(tx.connection())
    .await?;
    Ok(id)
}

/// Changes an employee who was read at `version`.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such employee; [`Problem::ChangedSince`] at the first name when
/// somebody else has changed them since; otherwise as [`add`].
pub async fn change(tx: &mut Tx, id: EmployeeId, version: i32, typed: Typed<'_>) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeEmployees)?;
    let held = sqlx::query!(
        r#"select version, department_id as "department: DepartmentId" from employee
        where tenant_id = current_tenant() and id = $1 for no key update"#,
        id.0
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let parsed = typed.parse(tx, held.department).await?;
    if held.version != version {
        return Err(StoreError::field("first_name", Problem::ChangedSince));
    }
    sqlx::query!(
        "update employee set first_name = $2, last_name = $3, email = $4, mobile = $5, profession = $6, department_id = $7
        where tenant_id = current_tenant() and id = $1
            and (first_name, last_name, email, mobile, profession, department_id) is distinct from ($2, $3, $4, $5, $6, $7)",
        id.0,
        parsed.first_name,
        parsed.last_name,
        parsed.email,
        parsed.mobile,
        parsed.profession,
        parsed.department.map(|id| id.0),
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Notes that an employee has left, or is back. Where they are and were is kept.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such employee.
pub async fn end(tx: &mut Tx, id: EmployeeId, ended: bool) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeEmployees)?;
    let known = sqlx::query_scalar!(
        r#"with known as (select id from employee where tenant_id = current_tenant() and id = $1),
            done as (update employee e set ended_at = case when $2 then now() end from known
                where e.tenant_id = current_tenant() and e.id = known.id and (e.ended_at is not null) <> $2)
        select exists (select from known) as "known!""#,
        id.0,
        ended,
    )
    .fetch_one(tx.connection())
    .await?;
    if known { Ok(()) } else { Err(StoreError::NotFound) }
}

/// Employees that what was typed may mean, by name; none who have left.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn offer(tx: &mut Tx, typed: &str) -> Result<Vec<OfferedEmployee>, StoreError> {
    tx.authorise(Action::ReadEmployees)?;
    let query = match named(typed) {
        Named::Picked(_) => return Ok(Vec::new()),
        Named::Number(number) => number.to_string(),
        Named::Name(name) => name.replace(',', " "),
    };
    let parts = parts(&query);
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    Ok(sqlx::query_as!(
        OfferedEmployee,
        r#"select e.id as "id: EmployeeId", e.number, e.first_name || ' ' || e.last_name as "name!", coalesce(e.profession, '') as "profession!"
        from employee e
        where e.tenant_id = current_tenant() and e.ended_at is null
            and not exists (select from unnest($1::text[]) as word where position(folded(word) in e.search) = 0)
        order by folded(e.first_name || ' ' || e.last_name) = folded($2) desc, e.search, e.id limit $3"#,
        &parts,
        query,
        MOST_OFFERED,
    )
    .fetch_all(tx.connection())
    .await?)
}

/// The one employee that what was typed means: none who has left.
pub(crate) async fn find_one(tx: &mut Tx, typed: &str) -> Result<Result<EmployeeId, Problem>, StoreError> {
    let (id, number) = match named(typed) {
        Named::Name("") => return Ok(Err(Problem::Required)),
        Named::Name(name) => {
            let found = offer(tx, name).await?;
            let is_exact = |one: &&OfferedEmployee| one.name.to_lowercase() == name.to_lowercase();
            let exact: Vec<_> = found.iter().filter(is_exact).collect();
            return Ok(match (exact.as_slice(), found.as_slice()) {
                ([one], _) => Ok(one.id),
                ([], [one]) => Ok(one.id),
                ([], []) => Err(Problem::UnknownEmployee),
                _ => Err(Problem::SeveralEmployees),
            });
        }
        Named::Picked(id) => (Some(id.0), None),
        Named::Number(number) => (None, Some(number)),
    };
    let found = sqlx::query_scalar!(
        r#"select id as "id: EmployeeId" from employee
        where tenant_id = current_tenant() and (id = $1 or number = $2) and ended_at is null"#,
        id,
        number,
    )
    .fetch_optional(tx.connection())
    .await?;
    Ok(found.ok_or(Problem::UnknownEmployee))
}
