//! Customers that may be the one that is being registered. They are found by indexes, as a role that
//! may only read, and compared behind the wall.

use crate::{StoreError, Tx};
use domain::{
    country::Country,
    field::Entity,
    id::CustomerId,
    list::StatusMeaning,
    organisation_number::OrganisationNumber,
    phone::Phone,
    plain_text,
    policy::Action,
    registration::{Likeness, MOST_SIMILAR, Similar},
};

/// From which similarity on two names count as almost the same (`pg_trgm`: shared trigrams of all).
/// One letter more or less in a name of two words is about 0.7; `Per Hansen` and `Per Jansen` have 0.57.
/// `find_similar` (migration 0023), which finds those that are compared here, has the same.
const ALMOST: f32 = 0.6;

/// What is known of the customer that is being registered, as it was typed. What can't be read as
/// what it should be finds nothing.
#[derive(Clone, Debug, Default)]
pub struct Known<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its organisation number.
    pub organisation_number: &'a str,
    /// Code of its country.
    pub country: &'a str,
    /// Phone numbers of the customer and its contact.
    pub phones: Vec<&'a str>,
    /// E-mail addresses of the customer and its contact.
    pub emails: Vec<&'a str>,
}

/// Customers of the firm with the same organisation number, almost the same name, a name (also a nickname or a former
/// one) that begins with the typed one or is its beginning, or a phone or an e-mail address in common. Those that have ended count too, even hidden ones: they should rather
/// be taken up again than registered twice. `except` is the customer that is being registered.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn similar(tx: &mut Tx, known: &Known<'_>, except: Option<CustomerId>) -> Result<Vec<Similar>, StoreError> {
    tx.authorise(Action::RegisterCustomer)?;
    compared(tx, known, except).await
}

/// Other customers of the firm with this customer's organisation number, as it stands. It may be right: branches
/// share one.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn of_same_number(
    tx: &mut Tx,
    customer: CustomerId,
    number: &str,
    country: &str,
) -> Result<Vec<Similar>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let known = Known { organisation_number: number, country, ..Known::default() };
    compared(tx, &known, Some(customer)).await
}

async fn compared(tx: &mut Tx, known: &Known<'_>, except: Option<CustomerId>) -> Result<Vec<Similar>, StoreError> {
    let home = tx.session().home;
    let country = Country::parse(known.country).unwrap_or(home);
    let name = plain_text::line(known.name, 200).unwrap_or_default();
    let organisation_number = plain_text::line(known.organisation_number, 30)
        .ok()
        .filter(|typed| !typed.is_empty())
        .and_then(|typed| OrganisationNumber::parse(&typed, country).ok())
        .map(|number| number.as_str().to_owned());
    let phones: Vec<String> = known
        .phones
        .iter()
        .filter_map(|typed| Phone::of_customer(typed, country, home).ok())
        .map(|phone| phone.e164().to_owned())
        .collect();
    let emails: Vec<String> = known
        .emails
        .iter()
        .filter_map(|typed| domain::email::Email::parse(typed).ok())
        .map(|email| email.folded())
        .collect();
    // Whether somebody has what is kept from the reader is not told either.
    let rights = &tx.session().rights;
    let sees = |keys: &[(Entity, &str)]| keys.iter().all(|(entity, key)| rights.sees_column(*entity, key));
    let (of_customer, of_contact) = (Entity::Customer, Entity::Contact);
    let reached = [(of_customer, "phone"), (of_customer, "mobile"), (of_contact, "phone"), (of_contact, "mobile")];
    let phones = if sees(&reached) { phones } else { Vec::new() };
    let emails = if sees(&[(of_customer, "email"), (of_contact, "email")]) { emails } else { Vec::new() };
    let organisation_number = organisation_number.filter(|_| sees(&[(of_customer, "organisation_number")]));
    let sees_place = sees(&[(of_customer, "visiting_place")]);
    let sees_nickname = sees(&[(of_customer, "nickname")]);
    if name.is_empty() && organisation_number.is_none() && phones.is_empty() && emails.is_empty() {
        return Ok(Vec::new());
    }
    let language = tx.session().language.tag();
    let rows = sqlx::query!(
        r#"with begun as materialized (select id from find_begun($2, $9) as begun (id)),
        found as materialized (select id from find_similar($1, $2, $3, $4) as found (id) union select id from begun),
        reached as (
            select k.customer_id, bool_or(k.mobile = any ($3) or k.phone = any ($3)) as phone, bool_or(lower(k.email) = any ($4)) as email
            from found join contact k on k.tenant_id = current_tenant() and k.customer_id = found.id
            where k.ended_at is null
                and (k.mobile = any ($3) or k.phone = any ($3) or lower(k.email) = any ($4))
            group by k.customer_id),
        compared as (
            select c.id, c.number, c.name, c.visiting_place, c.status, c.organisation_number = $1 as by_number,
                $2 <> '' and (similarity(name_key(c.name), name_key($2)) >= $5::real or c.id in (select id from begun)) as by_name,
                c.phone = any ($3) or c.mobile = any ($3) or r.phone as by_phone, lower(c.email) = any ($4) or r.email as by_email
            from found join customer c on c.tenant_id = current_tenant() and c.id = found.id
            left join reached r on r.customer_id = c.id
            where c.id is distinct from $8)
        select c.id as "id: CustomerId", c.number, c.name, coalesce(c.visiting_place, '') as "place!",
            case $6 when 'sv' then s.sv when 'en' then s.en else s.nb end as "status!", s.meaning as "meaning!",
            coalesce(c.by_number, false) as "by_number!", coalesce(c.by_name, false) as "by_name!",
            coalesce(c.by_phone, false) as "by_phone!", coalesce(c.by_email, false) as "by_email!"
        from compared c join list_item s on s.tenant_id = current_tenant() and s.id = c.status
        where c.by_number or c.by_name or c.by_phone or c.by_email
        order by coalesce(c.by_number, false) desc, coalesce(c.by_name, false) desc,
            s.meaning in ('active', 'potential') desc, similarity(name_key(c.name), name_key($2)) desc, c.number
        limit $7"#,
        organisation_number,
        name,
        &phones,
        &emails,
        ALMOST,
        language,
        MOST_SIMILAR,
        except.map(|id| id.0),
        sees_nickname,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Similar {
            id: row.id,
            number: row.number,
            name: row.name,
            place: if sees_place { row.place } else { String::new() },
            status: row.status,
            meaning: StatusMeaning::from_key(&row.meaning),
            likeness: [
                (row.by_number, Likeness::OrganisationNumber),
                (row.by_name, Likeness::Name),
                (row.by_phone, Likeness::Phone),
                (row.by_email, Likeness::Email),
            ]
            .into_iter()
            .filter_map(|(holds, likeness)| holds.then_some(likeness))
            .collect(),
        })
        .collect())
}
