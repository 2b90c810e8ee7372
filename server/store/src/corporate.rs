//! The group of companies around a customer: read as a tree, connected and disconnected (seed 002:58).

use crate::{StoreError, Tx, company, customer, fields};
use domain::{
    corporate::{Company, Group, MOST_READ},
    error::{ApiError, Problem},
    field::{self, Entity, Field},
    id::CustomerId,
    list::StatusMeaning,
    policy::Action,
    terms::Currency,
};

/// The field in which a customer's parent company stands.
const PARENT: &str = "parent_id";

/// The group of companies around a customer, from its top down, in one statement. It reads level by
/// level and no more than [`MOST_READ`], with the way to the customer in any case.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn group(tx: &mut Tx, around: CustomerId) -> Result<Group, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let language = tx.session().language.tag();
    let home = Currency::of(tx.session().home);
    let rows = sqlx::query!(
        r#"with recursive above as (
            select c.id, c.parent_id, 0 as step from customer c where c.tenant_id = current_tenant() and c.id = $1
            union all
            select p.id, p.parent_id, a.step + 1 from above a
            join customer p on p.tenant_id = current_tenant() and p.id = a.parent_id where a.step < 1000),
        tree as (
            select id from (select id from above order by step desc limit 1) top
            union all
            select d.id from tree t join customer d on d.tenant_id = current_tenant() and d.parent_id = t.id),
        found as (select id from (select id from tree limit $3) t union select id from above)
        select c.id as "id!: CustomerId", c.parent_id as "parent: CustomerId", c.number as "number!", c.name as "name!",
            coalesce(c.visiting_place, '') as "place!", s.meaning as "meaning!",
            case $2 when 'sv' then s.sv when 'en' then s.en else s.nb end as "status!",
            (select count(*) from contact k where k.tenant_id = c.tenant_id and k.customer_id = c.id and k.ended_at is null) as "contacts!",
            c.credit_limit as credit, c.opening_balance as balance, coalesce(c.currency, department_currency(c.departments), f.choices ->> 'currency', '') as "currency!"
        from found join customer c on c.tenant_id = current_tenant() and c.id = found.id
        join list_item s on s.tenant_id = c.tenant_id and s.id = c.status
        cross join (select firm_choices() as choices) f
        order by c.name_order, c.number"#,
        around.0,
        language,
        MOST_READ + 1,
    )
    .fetch_all(tx.connection())
    .await?;
    let sees_place = tx.session().rights.sees_column(Entity::Customer, "visiting_place");
    let companies = rows
        .into_iter()
        .map(|row| Company {
            id: row.id,
            parent: row.parent,
            number: row.number,
            name: row.name,
            place: if sees_place { row.place } else { String::new() },
            status: row.status,
            meaning: StatusMeaning::from_key(&row.meaning),
            contacts: row.contacts,
            credit: row.credit,
            balance: row.balance,
            currency: if row.currency.is_empty() { home.key().to_owned() } else { row.currency },
        })
        .collect();
    Ok(Group::new(companies, around))
}

/// Makes a customer the parent company of this one: by its name or number, as it was typed.
/// `read_version` is that of the customer when its parent was read.
///
/// # Errors
/// What is wrong with `parent_id`, a ring among it; a conflict when somebody chose another meanwhile.
pub async fn choose_parent(
    tx: &mut Tx,
    customer: CustomerId,
    read_version: i32,
    typed: &str,
) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    if typed.trim().trim_end_matches(',').trim().is_empty() {
        return Err(StoreError::field(PARENT, Problem::Required));
    }
    customer::change(tx, customer, read_version, &[(field()?, typed)]).await.map(drop)
}

/// Connects a customer as a subsidiary of this one; answers which. What is wrong stands at `subsidiary`.
///
/// # Errors
/// When what was typed means no customer or several; when that one is this one, stands above it, or
/// has a parent company already.
pub async fn connect(tx: &mut Tx, parent: CustomerId, typed: &str) -> Result<CustomerId, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let refused = |problem| StoreError::field("subsidiary", problem);
    customer::exists(tx, parent).await?;
    if typed.trim().trim_end_matches(',').trim().is_empty() {
        return Err(refused(Problem::Required));
    }
    let subsidiary = company::find_one(tx, typed, "").await?.map_err(refused)?;
    if subsidiary == parent {
        return Err(refused(Problem::OwnParent));
    }
    let held = customer::hold(tx, subsidiary).await?;
    match held.values.text(PARENT) {
        "" => {}
        other if other == parent.to_string() => return Err(refused(Problem::AlreadyThere)),
        _ => return Err(refused(Problem::HasParent)),
    }
    let patch = [(field()?, &*parent.to_string())];
    match fields::change(tx, Entity::Customer, subsidiary.0, &held, held.version, &patch).await {
        Ok(()) => Ok(subsidiary),
        Err(error) => Err(at_subsidiary(error)),
    }
}

/// Takes a customer out of the ones below its parent company. One that stands elsewhere by now stays there.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such customer; when the firm's rules ask for a parent.
pub async fn disconnect(tx: &mut Tx, parent: CustomerId, subsidiary: CustomerId) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let held = customer::hold(tx, subsidiary).await?;
    if held.values.text(PARENT) != parent.to_string() {
        return Ok(());
    }
    fields::change(tx, Entity::Customer, subsidiary.0, &held, held.version, &[(field()?, "")]).await
}

fn field() -> Result<&'static Field, StoreError> {
    field::customer(PARENT).ok_or(StoreError::NotFound)
}

/// What is wrong with the parent company is told where the subsidiary was typed.
fn at_subsidiary(error: StoreError) -> StoreError {
    if error.is_unavailable() {
        return error;
    }
    let mut refusal = match error {
        StoreError::Refused(_) | StoreError::Database(sqlx::Error::Database(_)) => ApiError::from(error),
        other => return other,
    };
    refusal
        .fields
        .iter_mut()
        .filter(|wrong| wrong.field == PARENT)
        .for_each(|wrong| "subsidiary".clone_into(&mut wrong.field));
    StoreError::Refused(refusal)
}
