//! The search behind Ctrl+K: over names, numbers, addresses and phone fragments, folded.

use crate::{StoreError, Tx};
use domain::{
    country::Country,
    id::{ContactId, CustomerId},
    phone::Phone,
    policy::Action,
    search::{ContactHit, CustomerHit, SearchResults},
};

/// The words to look for: each must be found. A query of digits alone is one word, so that
/// `75 50 01 20` finds the phone number however it is grouped.
pub(crate) fn words(query: &str) -> Vec<String> {
    let compact: String = query.chars().filter(|c| !c.is_whitespace() && !"-./()\u{a0}".contains(*c)).collect();
    let is_number = compact.trim_start_matches('+').chars().all(|c| c.is_ascii_digit()) && compact.len() > 1;
    if is_number {
        return vec![compact];
    }
    query.split_whitespace().take(3).map(str::to_owned).collect()
}

/// A pattern for LIKE that finds the word anywhere; what is special to LIKE stands for itself.
pub(crate) fn pattern(word: Option<&String>) -> String {
    let Some(word) = word else { return "%".to_owned() };
    let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

/// What matches all words of the query: customers by name, nickname, number, organisation number,
/// e-mail, phone, place and tags, contacts by name, e-mail and phone. Contacts that have ended stay
/// out, and so do customers that have ended and are hidden, with their contacts, unless `hidden` ones
/// are asked for too; customers that have ended come after the others (seed 000:15).
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn search(tx: &mut Tx, query: &str, hidden: bool, most: i64) -> Result<SearchResults, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let words = words(query);
    let Some(first) = words.first() else { return Ok(SearchResults::default()) };
    let (first, second, third) = (pattern(Some(first)), pattern(words.get(1)), pattern(words.get(2)));
    let language = tx.session().language.tag();
    let home = tx.session().home;
    let customers = sqlx::query_as!(
        CustomerHit,
        r#"select c.id as "id: CustomerId", c.number::integer as "number!", c.name, coalesce(c.nickname, '') as "nickname!",
            coalesce(c.visiting_place, '') as "place!", case $5 when 'sv' then s.sv when 'en' then s.en else s.nb end as "status!", s.meaning as "meaning!"
        from customer c join list_item s on s.tenant_id = c.tenant_id and s.id = c.status
        where c.tenant_id = current_tenant() and (s.meaning <> 'hidden' or $7)
            and (c.search like folded($1) or c.tags && (select coalesce(array_agg(t.id), '{}') from list_item t
                where t.tenant_id = current_tenant() and t.kind = 'tag' and (folded(t.nb) like folded($1) or folded(t.sv) like folded($1) or folded(t.en) like folded($1))))
            and (c.search like folded($2) or c.tags && (select coalesce(array_agg(t.id), '{}') from list_item t
                where t.tenant_id = current_tenant() and t.kind = 'tag' and (folded(t.nb) like folded($2) or folded(t.sv) like folded($2) or folded(t.en) like folded($2))))
            and (c.search like folded($3) or c.tags && (select coalesce(array_agg(t.id), '{}') from list_item t
                where t.tenant_id = current_tenant() and t.kind = 'tag' and (folded(t.nb) like folded($3) or folded(t.sv) like folded($3) or folded(t.en) like folded($3))))
        order by c.number::text = $4 desc, s.meaning in ('ended', 'hidden'), folded(c.name) like folded($4 || '%') desc, folded(coalesce(c.nickname, '')) like folded($4 || '%') desc,
            c.responsible = current_app_user() desc, folded(c.name), c.id
        limit $6"#,
        first,
        second,
        third,
        query.trim(),
        language,
        most,
        hidden,
    )
    .fetch_all(tx.connection())
    .await?;
    let contacts = sqlx::query!(
        r#"select k.id as "id: ContactId", k.customer_id as "customer: CustomerId", k.first_name || ' ' || k.last_name as "name!",
            c.name as customer_name, k.email, coalesce(k.mobile, k.phone) as phone, s.meaning = 'hidden' as "hidden!"
        from contact k
        join customer c on c.tenant_id = k.tenant_id and c.id = k.customer_id
        join list_item s on s.tenant_id = c.tenant_id and s.id = c.status
        where k.tenant_id = current_tenant() and k.ended_at is null and (s.meaning <> 'hidden' or $6)
            and k.search like folded($1) and k.search like folded($2) and k.search like folded($3)
        order by folded(k.first_name || ' ' || k.last_name) like folded($4 || '%') desc, folded(k.last_name), k.id
        limit $5"#,
        first,
        second,
        third,
        query.trim(),
        most,
        hidden,
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
    Ok(SearchResults { customers, contacts })
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

    #[test]
    fn what_is_special_to_like_stands_for_itself() {
        assert_eq!(pattern(Some(&"50%_\\".to_owned())), "%50\\%\\_\\\\%");
    }
}
