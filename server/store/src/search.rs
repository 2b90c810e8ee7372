//! The search behind Ctrl+K: over names, numbers, addresses and phone fragments, folded.

use crate::{StoreError, Tx};
use domain::{
    country::Country,
    field::Entity,
    id::{ContactId, CustomerId},
    phone::Phone,
    policy::Action,
    search::{ContactHit, CustomerHit, SearchResults},
};

/// Most words of a query that are looked for.
const MOST_WORDS: usize = 6;

/// The words to look for: each must be found. A query of digits alone is one word, so that
/// `75 50 01 20` finds the phone number however it is grouped.
pub(crate) fn words(query: &str) -> Vec<String> {
    let compact: String = query.chars().filter(|c| !c.is_whitespace() && !"-./()\u{a0}".contains(*c)).collect();
    let is_number = compact.trim_start_matches('+').chars().all(|c| c.is_ascii_digit()) && compact.len() > 1;
    if is_number {
        return vec![compact];
    }
    query.split_whitespace().take(MOST_WORDS).map(str::to_owned).collect()
}

/// A pattern for LIKE that finds the word anywhere; what is special to LIKE stands for itself.
pub(crate) fn pattern(word: Option<&String>) -> String {
    let Some(word) = word else { return "%".to_owned() };
    let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

/// What matches all words of the query: customers by name, nickname, former name, number,
/// organisation number, e-mail, phone, place and tags, contacts by name, e-mail and phone. Where
/// nothing does, the words are taken as they may have been meant. Hidden ones are found on request.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn search(tx: &mut Tx, query: &str, hidden: bool, most: i32) -> Result<SearchResults, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let typed = words(query);
    if typed.is_empty() {
        return Ok(SearchResults::default());
    }
    let found = find(tx, &typed, hidden, most).await?;
    if !found.customers.is_empty() || !found.contacts.is_empty() {
        return Ok(found);
    }
    let meant = sqlx::query_scalar!(
        "select nearest_words(array(select folded(word) from unnest($1::text[]) with ordinality as w (word, at) order by at))",
        &typed
    )
    .fetch_one(tx.connection())
    .await?;
    let Some(meant) = meant else { return Ok(found) };
    let found = find(tx, &meant, hidden, most).await?;
    // Where those words find nothing either they are not told: they may stand in a field that is kept from the reader.
    let is_empty = found.customers.is_empty() && found.contacts.is_empty();
    Ok(SearchResults { meant: (!is_empty).then(|| meant.join(" ")), ..found })
}

/// What holds all the words.
async fn find(tx: &mut Tx, words: &[String], hidden: bool, most: i32) -> Result<SearchResults, StoreError> {
    let whole = words.join(" ");
    let language = tx.session().language.tag();
    let home = tx.session().home;
    // What is kept from the reader finds nothing, and is not shown with what was found.
    let hidden_of = |entity| tx.session().rights.hidden(entity).map(str::to_owned).collect::<Vec<String>>();
    let (kept, kept_of_contacts) = (hidden_of(Entity::Customer), hidden_of(Entity::Contact));
    let customers = sqlx::query_as!(
        CustomerHit,
        r#"select c.id as "id: CustomerId", c.number::integer as "number!", c.name, case when (select nickname_used()) and 'nickname' <> all ($6) then coalesce(c.nickname, '') else '' end as "nickname!",
            case when 'visiting_place' <> all ($6) then coalesce(c.visiting_place, '') else '' end as "place!", case $5 when 'sv' then s.sv when 'en' then s.en else s.nb end as "status!", s.meaning as "meaning!",
            coalesce((select f.name from former_name f where f.tenant_id = c.tenant_id and f.customer_id = c.id
                and f.search like '%' || like_text(folded(($2::text[])[1])) || '%' and c.search not like '%' || like_text(folded(($2::text[])[1])) || '%'
                order by f.ended_at desc limit 1),
                (select m.number || ' ' || m.name from merged_customer m
                    where (m.number = case when $1 ~ '^[0-9]{1,9}$' then $1::bigint end
                        or 'organisation_number' <> all ($6) and folded(m.organisation_number) = folded($1)) and survivor_of(m.id) = c.id
                    order by m.number limit 1), '') as "former!"
        from find_customers(folded($1), array(select folded(word) from unnest($2::text[]) with ordinality as w (word, at) order by at), $3, $4) as hit
        join customer c on c.tenant_id = current_tenant() and c.id = hit.id
        join list_item s on s.tenant_id = c.tenant_id and s.id = c.status
        where cardinality($6::text[]) = 0
            or search_sees_customer(c.id, array(select folded(word) from unnest($2::text[]) as word), $6)
        order by hit.place"#,
        whole,
        words,
        most,
        hidden,
        language,
        &kept,
    )
    .fetch_all(tx.connection())
    .await?;
    let contacts = sqlx::query!(
        r#"select k.id as "id: ContactId", k.customer_id as "customer: CustomerId", k.first_name || ' ' || k.last_name as "name!",
            c.name as customer_name, case when 'email' <> all ($5) then k.email end as email, coalesce(case when 'mobile' <> all ($5) then k.mobile end, case when 'phone' <> all ($5) then k.phone end) as phone,
            (select s.meaning = 'hidden' from list_item s where s.tenant_id = c.tenant_id and s.id = c.status) as "hidden!"
        from find_contacts(folded($1), array(select folded(word) from unnest($2::text[]) with ordinality as w (word, at) order by at), $3, $4) as hit
        join contact k on k.tenant_id = current_tenant() and k.id = hit.id
        join customer c on c.tenant_id = k.tenant_id and c.id = k.customer_id
        where cardinality($5::text[]) = 0
            or search_sees_contact(k.id, array(select folded(word) from unnest($2::text[]) as word), $5)
        order by hit.place"#,
        whole,
        words,
        most,
        hidden,
        &kept_of_contacts,
    )
    .fetch_all(tx.connection())
    .await?;
    let contacts = contacts
        .into_iter()
        .map(|row| ContactHit {
            id: row.id,
            customer: row.customer,
            name: row.name,
            customer_name: row.customer_name,
            hidden: row.hidden,
            reach: reach(row.email, row.phone, home),
        })
        .collect();
    Ok(SearchResults { customers, contacts, ..SearchResults::default() })
}

/// Customers that the person opened last, the latest first.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn recent(tx: &mut Tx, most: i32) -> Result<Vec<CustomerHit>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let language = tx.session().language.tag();
    let kept: Vec<String> = tx.session().rights.hidden(Entity::Customer).map(str::to_owned).collect();
    Ok(sqlx::query_as!(
        CustomerHit,
        r#"select c.id as "id: CustomerId", c.number::integer as "number!", c.name, case when (select nickname_used()) and 'nickname' <> all ($3) then coalesce(c.nickname, '') else '' end as "nickname!",
            case when 'visiting_place' <> all ($3) then coalesce(c.visiting_place, '') else '' end as "place!", case $2 when 'sv' then s.sv when 'en' then s.en else s.nb end as "status!", s.meaning as "meaning!",
            '' as "former!"
        from recent_customer r
        join customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id
        join list_item s on s.tenant_id = c.tenant_id and s.id = c.status
        where r.tenant_id = current_tenant() and r.user_id = current_app_user() and s.meaning <> 'hidden'
        order by r.opened_at desc
        limit $1::integer"#,
        most,
        language,
        &kept,
    )
    .fetch_all(tx.connection())
    .await?)
}

/// Notes that the person has opened a customer's card. Only the latest are kept.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn note_opened(tx: &mut Tx, customer: CustomerId) -> Result<(), StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    sqlx::query!(
        "insert into recent_customer (tenant_id, user_id, customer_id)
        select tenant_id, current_app_user(), id from customer where tenant_id = current_tenant() and id = $1
        on conflict (tenant_id, user_id, customer_id) do update set opened_at = now()",
        customer.0,
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!(
        "delete from recent_customer where tenant_id = current_tenant() and user_id = current_app_user()
            and opened_at < (select opened_at from recent_customer where tenant_id = current_tenant() and user_id = current_app_user()
                order by opened_at desc offset 30 limit 1)"
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

fn reach(email: Option<String>, phone: Option<String>, home: Country) -> String {
    email.unwrap_or_else(|| {
        let phone = phone.unwrap_or_default();
        Phone::parse(&phone, home).map_or_else(|_| phone.clone(), |parsed| parsed.shown(home))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_one_word_however_grouped() {
        assert_eq!(words("75 50 01 20"), ["75500120"]);
        assert_eq!(words("988 077 917"), ["988077917"]);
        assert_eq!(words("bodo svei"), ["bodo", "svei"]);
    }
}
