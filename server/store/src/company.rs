//! Finding the customer that somebody means, for fields that refer to one. Those that have ended and
//! are hidden are never offered (seed 000:15).

use crate::{
    StoreError, Tx,
    search::{pattern, words},
};
use domain::{
    company::{MOST_OFFERED, Offered, Typed, typed},
    error::Problem,
    field::Entity,
    id::CustomerId,
    plain_text,
    policy::Action,
};

/// Most characters of what is typed to find a customer.
const TYPED_MAX: u32 = 300;

/// Among how many that hold the words the best ones are picked.
const MOST_FOUND: i32 = 50;

/// A customer that fits what was typed, and how well: 0 by its number, 1 by its whole name, 2 by a part.
struct Fitting {
    offered: Offered,
    rank: i32,
}

/// Customers that what was typed may mean, the best first; not the one whose field it is.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn offer(tx: &mut Tx, text: &str, except: Option<CustomerId>) -> Result<Vec<Offered>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    // What can't be the name of a customer finds none.
    let Ok(text) = plain_text::line(text, TYPED_MAX) else { return Ok(Vec::new()) };
    let found = fitting(tx, &text).await?;
    Ok(found.into_iter().map(|fitting| fitting.offered).filter(|offered| Some(offered.id) != except).collect())
}

/// The one customer that what was typed means. `current` is the id in the field now: where several
/// fit equally well it is still that one, and it may be one that has been hidden since.
pub(crate) async fn find_one(
    tx: &mut Tx,
    text: &str,
    current: &str,
) -> Result<Result<CustomerId, Problem>, StoreError> {
    if let Typed::Picked(id) = typed(text) {
        let known = sqlx::query_scalar!(
            r#"select true as "known!" from customer c join list_item s on s.tenant_id = c.tenant_id and s.id = c.status
            where c.tenant_id = current_tenant() and c.id = $1 and (s.meaning <> 'hidden' or c.id::text = $2)"#,
            id.0,
            current,
        )
        .fetch_optional(tx.connection())
        .await?;
        return Ok(known.map(|_| id).ok_or(Problem::UnknownCustomer));
    }
    let text = match plain_text::line(text, TYPED_MAX) {
        Ok(text) => text,
        Err(problem) => return Ok(Err(problem.into())),
    };
    if let Ok(current) = current.parse::<CustomerId>()
        && is_called(tx, current, &text).await?
    {
        return Ok(Ok(current));
    }
    let found = fitting(tx, &text).await?;
    let best = found.first().map_or(0, |fitting| fitting.rank);
    let equal: Vec<CustomerId> =
        found.iter().take_while(|fitting| fitting.rank == best).map(|fitting| fitting.offered.id).collect();
    Ok(match equal.as_slice() {
        [] => Err(Problem::UnknownCustomer),
        [one] => Ok(*one),
        several => several.iter().find(|id| id.to_string() == current).copied().ok_or(Problem::SeveralCustomers),
    })
}

/// Whether a customer has this name.
async fn is_called(tx: &mut Tx, id: CustomerId, name: &str) -> Result<bool, StoreError> {
    let is = sqlx::query_scalar!(
        r#"select name = $2 as "is!" from customer where tenant_id = current_tenant() and id = $1"#,
        id.0,
        name
    )
    .fetch_optional(tx.connection())
    .await?;
    Ok(is == Some(true))
}

async fn fitting(tx: &mut Tx, text: &str) -> Result<Vec<Fitting>, StoreError> {
    let Typed::Text { text, name, number } = typed(text) else { return Ok(Vec::new()) };
    let words = words(name);
    let Some(first) = words.first() else { return Ok(Vec::new()) };
    let kept: Vec<String> = tx.session().rights.hidden(Entity::Customer).map(str::to_owned).collect();
    let rows = sqlx::query!(
        r#"select c.id as "id: CustomerId", c.number, c.name, case when 'visiting_place' <> all ($10) then coalesce(c.visiting_place, '') else '' end as "place!", r.rank as "rank!"
        from find_customers(folded($7), array(select folded(word) from unnest($8::text[]) with ordinality as w (word, at) order by at), $9, false) as hit
        join customer c on c.tenant_id = current_tenant() and c.id = hit.id
        join list_item s on s.tenant_id = c.tenant_id and s.id = c.status
        cross join lateral (
            -- A number in brackets counts only after the name that it belongs to: names have brackets too.
            select case when c.number = $2 and ($1 !~ '[^0-9[:space:]\u00a0]' or starts_with(folded($1), folded(c.name))) then 0
                when folded($1) in (folded(c.name), case when 'nickname' <> all ($10) then folded(coalesce(c.nickname, '')) end) then 1 else 2 end as rank) r
        -- Tags and former names mean no one.
        where s.meaning <> 'hidden'
            and c.search like folded($3) and c.search like folded($4) and c.search like folded($5)
            -- What is kept from the reader finds nothing.
            and (cardinality($10::text[]) = 0 or search_sees_customer(c.id, array(select folded(word) from unnest($8::text[]) as word), $10))
        order by r.rank, s.meaning = 'ended', starts_with(folded(c.name), folded($1)) desc, c.name_order, c.number
        limit $6"#,
        text,
        number,
        pattern(Some(first)),
        pattern(words.get(1)),
        pattern(words.get(2)),
        MOST_OFFERED,
        words.join(" "),
        &words,
        MOST_FOUND,
        &kept,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Fitting {
            offered: Offered { id: row.id, number: row.number, name: row.name, place: row.place },
            rank: row.rank,
        })
        .collect())
}
