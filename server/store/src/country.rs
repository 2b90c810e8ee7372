//! The countries that the firm's customers and suppliers may be of (seed 003:29), and how VAT is treated there.

use crate::{StoreError, Tx, settings};
use domain::{country::Country, error::Problem, policy::Action, vat_treatment::VatTreatment};

/// A country that may be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Which.
    pub country: Country,
    /// What the firm says of its VAT; `None` is as the law usually has it.
    pub vat: Option<VatTreatment>,
    /// How many customers are of it.
    pub customers: i64,
}

/// The countries of a firm, for the page of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Countries {
    /// Whether the firm has chosen; otherwise the usual ones are offered.
    pub are_chosen: bool,
    /// What is offered, in the product's order.
    pub offered: Vec<Chosen>,
    /// Customers of countries that are not offered: they keep them.
    pub others: i64,
}

/// The countries that are offered, with how many customers each has; a walk over all customers.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn list(tx: &mut Tx) -> Result<Countries, StoreError> {
    let firm = settings::read(tx).await?;
    let home = tx.session().home;
    let counts = sqlx::query!(
        r#"select country, count(*) as "n!" from customer where tenant_id = current_tenant() and merged_into is null group by country"#
    )
    .fetch_all(tx.connection())
    .await?;
    let rows = sqlx::query!("select country, vat from firm_country where tenant_id = current_tenant()")
        .fetch_all(tx.connection())
        .await?;
    let of = |country: Country| counts.iter().find(|row| row.country == country.code()).map_or(0, |row| row.n);
    let vat = |country: Country| rows.iter().find(|row| row.country == country.code())?.vat.as_deref();
    let offered: Vec<Chosen> = firm
        .countries
        .offered(home)
        .into_iter()
        .map(|country| Chosen { country, vat: vat(country).and_then(VatTreatment::from_key), customers: of(country) })
        .collect();
    let all: i64 = counts.iter().map(|row| row.n).sum();
    let others = all - offered.iter().map(|chosen| chosen.customers).sum::<i64>();
    Ok(Countries { are_chosen: firm.countries.is_chosen(), offered, others })
}

/// Begins to choose: with the own country, its neighbours, and those that customers are of.
///
/// # Errors
/// When the reader may not change settings, or the database fails.
pub async fn begin(tx: &mut Tx) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    settings::hold(tx).await?;
    let home = tx.session().home.code();
    sqlx::query!(
        "insert into firm_country (tenant_id, id, country)
        select current_tenant(), gen_random_uuid(), code from (
            select distinct country as code from customer where tenant_id = current_tenant() and merged_into is null
            union select unnest(array[$1::text, 'NO', 'SE'])) c
        on conflict do nothing",
        home
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Lets a country be chosen.
///
/// # Errors
/// [`Problem::AlreadyThere`] where it can be chosen already; when the reader may not change settings.
pub async fn add(tx: &mut Tx, country: Country) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    begin_unless_chosen(tx).await?;
    let added = sqlx::query!(
        "insert into firm_country (tenant_id, id, country) values (current_tenant(), gen_random_uuid(), $1) on conflict do nothing",
        country.code()
    )
    .execute(tx.connection())
    .await?;
    if added.rows_affected() == 0 { Err(StoreError::field("country", Problem::AlreadyThere)) } else { Ok(()) }
}

/// Lets a country be chosen no more; customers that are of it stay so.
///
/// # Errors
/// [`Problem::Choice`] for the firm's own country; when the reader may not change settings.
pub async fn remove(tx: &mut Tx, country: Country) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    if country == tx.session().home {
        return Err(StoreError::field("country", Problem::Choice));
    }
    begin_unless_chosen(tx).await?;
    sqlx::query!("delete from firm_country where tenant_id = current_tenant() and country = $1", country.code())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Says how VAT is treated on what is sold to companies of a country; nothing is as the law usually has it.
///
/// # Errors
/// [`Problem::ChangedSince`] where it can be chosen no more; when the reader may not change settings.
pub async fn treat(tx: &mut Tx, country: Country, vat: Option<VatTreatment>) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    begin_unless_chosen(tx).await?;
    // One that somebody has taken away meanwhile stays away; the own is always there.
    if country == tx.session().home {
        sqlx::query!(
            "insert into firm_country (tenant_id, id, country) values (current_tenant(), gen_random_uuid(), $1) on conflict do nothing",
            country.code()
        )
        .execute(tx.connection())
        .await?;
    }
    let changed = sqlx::query!(
        "update firm_country set vat = $2 where tenant_id = current_tenant() and country = $1",
        country.code(),
        vat.map(VatTreatment::key),
    )
    .execute(tx.connection())
    .await?;
    if changed.rows_affected() == 0 {
        return Err(StoreError::field("vat", Problem::ChangedSince));
    }
    Ok(())
}

/// Goes back to the usual countries.
///
/// # Errors
/// When the reader may not change settings, or the database fails.
pub async fn forget(tx: &mut Tx) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    settings::hold(tx).await?;
    sqlx::query!("delete from firm_country where tenant_id = current_tenant()").execute(tx.connection()).await?;
    Ok(())
}

/// What is offered is written down as the firm's choice, where it has not chosen.
async fn begin_unless_chosen(tx: &mut Tx) -> Result<(), StoreError> {
    settings::hold(tx).await?;
    let firm = settings::read(tx).await?;
    if firm.countries.is_chosen() {
        return Ok(());
    }
    let home = tx.session().home;
    let codes: Vec<String> =
        firm.countries.offered(home).into_iter().map(|country| country.code().to_owned()).collect();
    sqlx::query!(
        "insert into firm_country (tenant_id, id, country) select current_tenant(), gen_random_uuid(), code from unnest($1::text[]) as code
        on conflict do nothing",
        &codes
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
