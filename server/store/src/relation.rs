//! What customers are to one another, and to contact persons elsewhere (seed 004:75).

use crate::{StoreError, Tx, company, customer};
use domain::{
    country::Country,
    error::{ApiError, ErrorCode, FieldError, Problem},
    field::date_in,
    id::{ContactId, CustomerId, ListItemId, RelationId},
    language::Language,
    list::{Choice, StatusMeaning},
    plain_text,
    policy::Action,
    relation::{MOST_RELATIONS, NOTE_MAX, Relation, Side},
};

/// What somebody typed about a relation. Where one is changed, `other` is of no account.
#[derive(Clone, Copy, Debug, Default)]
pub struct Typed<'a> {
    /// The kind, read from this side, as [`Side`] writes it.
    pub kind: &'a str,
    /// Name or number of the other customer.
    pub other: &'a str,
    /// Name of a contact person there; empty for the whole customer.
    pub contact: &'a str,
    /// What else is to be said.
    pub note: &'a str,
    /// Since when.
    pub from_day: &'a str,
    /// Until when.
    pub to_day: &'a str,
}

/// What was typed, as it may be kept.
struct Read {
    side: Side,
    note: String,
    from_day: Option<String>,
    to_day: Option<String>,
}

/// The kinds that can be chosen, in the firm's order, each from both sides where they have names of their own.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn kinds(tx: &mut Tx, language: Language) -> Result<Vec<Choice>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        r#"select id as "id!: ListItemId", case $1 when 'sv' then sv when 'en' then en else nb end as "name!",
            case $1 when 'sv' then inverse_sv when 'en' then inverse_en else inverse_nb end as "inverse!"
        from list_item where tenant_id = current_tenant() and kind = 'relation_kind' and not retired order by position, nb"#,
        language.tag(),
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .flat_map(|row| {
            let choice = |reversed, label| Choice { value: Side { kind: row.id, reversed }.to_string(), label };
            let inverse = Some(row.inverse).filter(|name| !name.is_empty()).map(|name| choice(true, name));
            [choice(false, row.name)].into_iter().chain(inverse)
        })
        .collect())
}

/// The relations of a customer, from its side, in one statement; those that are over last. At most
/// [`MOST_RELATIONS`]. Customers that have ended and are hidden stay out.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn list(tx: &mut Tx, customer: CustomerId, language: Language) -> Result<Vec<Relation>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        r#"select r.id as "id!: RelationId", r.version as "version!", c.id as "other!: CustomerId", c.number as "number!", c.name as "name!",
            s.meaning as "meaning!", k.id as "contact?: ContactId", k.customer_id = $1 as contact_is_here,
            coalesce(k.first_name || ' ' || k.last_name, '') as "contact_name!", r.kind as "kind!: ListItemId", v.reversed as "reversed!",
            coalesce(case when v.reversed then nullif(case $2 when 'sv' then i.inverse_sv when 'en' then i.inverse_en else i.inverse_nb end, '') end,
                case $2 when 'sv' then i.sv when 'en' then i.en else i.nb end) as "kind_name!",
            r.note as "note!", coalesce(r.from_day::text, '') as "from_day!", coalesce(r.to_day::text, '') as "to_day!"
        from (
            select * from customer_relation where tenant_id = current_tenant() and customer_id = $1
            union all
            select * from customer_relation where tenant_id = current_tenant() and other_id = $1) r
        cross join lateral (select case when r.customer_id = $1 then r.reversed else not r.reversed end as reversed) v
        join customer c on c.tenant_id = current_tenant() and c.id = case when r.customer_id = $1 then r.other_id else r.customer_id end
        join list_item s on s.tenant_id = c.tenant_id and s.id = c.status and s.meaning <> 'hidden'
        join list_item i on i.tenant_id = c.tenant_id and i.id = r.kind
        left join contact k on k.tenant_id = c.tenant_id and k.id = r.contact_id
        order by coalesce(r.to_day < $4::text::date, false), i.position, v.reversed, c.name_order, r.id limit $3"#,
        customer.0,
        language.tag(),
        MOST_RELATIONS,
        crate::agreement::today(tx.session()),
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Relation {
            id: row.id,
            version: row.version,
            other: row.other,
            number: row.number,
            name: row.name,
            meaning: StatusMeaning::from_key(&row.meaning),
            contact: row.contact,
            contact_name: row.contact_name,
            contact_is_here: row.contact_is_here == Some(true),
            kind: row.kind,
            reversed: row.reversed,
            kind_name: row.kind_name,
            note: row.note,
            from_day: row.from_day,
            to_day: row.to_day,
        })
        .collect())
}

/// Adds a relation of a customer to another, or to a person there.
///
/// # Errors
/// What is wrong with which field, the same relation a second time among it.
pub async fn add(tx: &mut Tx, customer: CustomerId, typed: Typed<'_>) -> Result<RelationId, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    customer::exists(tx, customer).await?;
    let mut wrong = Vec::new();
    let read = read(typed, tx.session().home, &mut wrong);
    let other = other(tx, customer, typed.other).await?.map_err(|problem| wrong.push(refused("other", problem)));
    let contact = match other {
        Ok(other) => {
            contact(tx, other, typed.contact).await?.map_err(|problem| wrong.push(refused("contact", problem)))
        }
        Err(()) => Ok(None),
    };
    let (Some(read), Ok(other), Ok(contact), true) = (read, other, contact, wrong.is_empty()) else {
        return Err(StoreError::Refused(ApiError::invalid(wrong)));
    };
    let id = RelationId::generate();
    let done = sqlx::query!(
        r#"with customer as (select tenant_id, id from customer where tenant_id = current_tenant() and id = $2),
            kind as (select id from list_item where tenant_id = current_tenant() and id = $3 and kind = 'relation_kind' and not retired),
            added as (
                insert into customer_relation (tenant_id, id, customer_id, kind, reversed, other_id, contact_id, note, from_day, to_day)
                select c.tenant_id, $1, c.id, k.id, $4, $5, $6, $7, $8::text::date, $9::text::date from customer c, kind k returning id)
        select exists (select from customer) as "customer!", exists (select from added) as "added!""#,
        id.0,
        customer.0,
        read.side.kind.0,
        read.side.reversed,
        other.0,
        contact.map(|contact: ContactId| contact.0),
        read.note,
        read.from_day,
        read.to_day,
    )
    .fetch_one(tx.connection())
    .await?;
    match (done.customer, done.added) {
        (false, _) => Err(StoreError::NotFound),
        (true, false) => Err(StoreError::field("kind", Problem::Choice)),
        (true, true) => Ok(id),
    }
}

/// Changes a relation on the card of either customer; `read_version` is the one that was read.
///
/// # Errors
/// What is wrong with which field; [`ErrorCode::Conflict`] when somebody changed it meanwhile;
/// [`StoreError::NotFound`] when this customer has no such relation.
pub async fn change(
    tx: &mut Tx,
    customer: CustomerId,
    relation: RelationId,
    read_version: i32,
    typed: Typed<'_>,
) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let held = sqlx::query!(
        r#"select version, customer_id as "owner: CustomerId", other_id as "other: CustomerId", kind as "kind: ListItemId", contact_id as "contact: ContactId",
            (select k.customer_id from contact k where k.tenant_id = r.tenant_id and k.id = r.contact_id) as "of_contact: CustomerId"
        from customer_relation r where tenant_id = current_tenant() and id = $1 and $2 in (customer_id, other_id) for no key update"#,
        relation.0,
        customer.0,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    if held.version > read_version {
        return Err(StoreError::Refused(ApiError::new(ErrorCode::Conflict)));
    }
    let mut wrong = Vec::new();
    let read = read(typed, tx.session().home, &mut wrong);
    let is_owner = held.owner == customer;
    let other = if is_owner { held.other } else { held.owner };
    // A person of this customer, whom the other one's card named, stays as they are.
    let contact = if held.contact.is_some() && held.of_contact == Some(customer) {
        Ok(held.contact)
    } else {
        contact(tx, other, typed.contact).await?.map_err(|problem| wrong.push(refused("contact", problem)))
    };
    if let Some(read) = &read
        && read.side.kind != held.kind
        && !is_kind(tx, read.side.kind).await?
    {
        wrong.push(refused("kind", Problem::Choice));
    }
    let (Some(read), Ok(contact), true) = (read, contact, wrong.is_empty()) else {
        return Err(StoreError::Refused(ApiError::invalid(wrong)));
    };
    sqlx::query!(
        "update customer_relation set kind = $2, reversed = $3, contact_id = $4, note = $5, from_day = $6::text::date, to_day = $7::text::date
        where tenant_id = current_tenant() and id = $1
            and (kind, reversed, contact_id, note, from_day, to_day) is distinct from ($2, $3, $4, $5, $6::text::date, $7::text::date)",
        relation.0,
        read.side.kind.0,
        read.side.reversed == is_owner,
        contact.map(|contact| contact.0),
        read.note,
        read.from_day,
        read.to_day,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Takes a relation away, on the card of either customer; the log keeps it.
///
/// # Errors
/// [`StoreError::NotFound`] when this customer has no such relation.
pub async fn delete(tx: &mut Tx, customer: CustomerId, relation: RelationId) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let done = sqlx::query!(
        "delete from customer_relation where tenant_id = current_tenant() and id = $1 and $2 in (customer_id, other_id)",
        relation.0,
        customer.0,
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

fn refused(field: &str, problem: Problem) -> FieldError {
    FieldError { field: field.to_owned(), problem }
}

/// Reads what needs no database.
fn read(typed: Typed<'_>, home: Country, wrong: &mut Vec<FieldError>) -> Option<Read> {
    let before = wrong.len();
    let side = typed.kind.parse::<Side>().map_err(|_| wrong.push(refused("kind", Problem::Choice))).ok();
    let note =
        plain_text::line(typed.note, NOTE_MAX).map_err(|problem| wrong.push(refused("note", problem.into()))).ok();
    let mut day = |name: &str, typed: &str| {
        let typed = typed.trim();
        let day = (!typed.is_empty()).then(|| date_in(typed, home));
        if day == Some(None) {
            wrong.push(refused(name, Problem::Date));
        }
        day.flatten()
    };
    let (from_day, to_day) = (day("from_day", typed.from_day), day("to_day", typed.to_day));
    if from_day.as_ref().zip(to_day.as_ref()).is_some_and(|(from, to)| from > to) {
        wrong.push(refused("to_day", Problem::DaysTurned));
    }
    if wrong.len() > before {
        return None;
    }
    Some(Read { side: side?, note: note?, from_day, to_day })
}

/// The other customer that was meant.
async fn other(tx: &mut Tx, customer: CustomerId, typed: &str) -> Result<Result<CustomerId, Problem>, StoreError> {
    if typed.trim().trim_end_matches(',').trim().is_empty() {
        return Ok(Err(Problem::Required));
    }
    Ok(match company::find_one(tx, typed, "").await? {
        Ok(other) if other == customer => Err(Problem::OwnRelation),
        found => found,
    })
}

/// The contact person of a customer that was meant: by the whole name, or else by a part that only one has.
async fn contact(tx: &mut Tx, of: CustomerId, typed: &str) -> Result<Result<Option<ContactId>, Problem>, StoreError> {
    let typed = match plain_text::line(typed, NOTE_MAX) {
        Ok(typed) if typed.is_empty() => return Ok(Ok(None)),
        Ok(typed) => typed,
        Err(problem) => return Ok(Err(problem.into())),
    };
    let found = sqlx::query!(
        r#"select k.id as "id!: ContactId", n.name = folded($2) as "is_whole!"
        from contact k cross join lateral (select folded(k.first_name || ' ' || k.last_name) as name) n
        where k.tenant_id = current_tenant() and k.customer_id = $1 and strpos(n.name, folded($2)) > 0
        order by n.name <> folded($2), k.ended_at is not null, k.id limit 3"#,
        of.0,
        typed,
    )
    .fetch_all(tx.connection())
    .await?;
    let whole = found.iter().filter(|one| one.is_whole).count();
    Ok(match found.as_slice() {
        [] => Err(Problem::UnknownContact),
        [one, ..] if whole == 1 || found.len() == 1 => Ok(Some(one.id)),
        _ => Err(Problem::SeveralContacts),
    })
}

async fn is_kind(tx: &mut Tx, kind: ListItemId) -> Result<bool, StoreError> {
    let is = sqlx::query_scalar!(
        "select true from list_item where tenant_id = current_tenant() and id = $1 and kind = 'relation_kind' and not retired",
        kind.0,
    )
    .fetch_optional(tx.connection())
    .await?;
    Ok(is.is_some())
}
