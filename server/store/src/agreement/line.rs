//! Fixed lines that stand on each of a customer's invoices (seed 002:44).

use super::{Read, hold, read_row, refused, take, today};
use crate::{StoreError, Tx, position};
use domain::{
    agreement::{line, vat},
    change::LogCategory,
    error::Problem,
    field::MOST_CHARGED,
    id::{CustomerId, InvoiceLineId},
    money::Money,
    plain_text,
    policy::Action,
};

/// Most fixed lines of a customer.
pub const MOST: i64 = 50;

/// What somebody typed of a line.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The article, or its number.
    pub article: &'a str,
    /// What it says.
    pub text: &'a str,
    /// How many.
    pub quantity: &'a str,
    /// What one costs.
    pub unit_price: &'a str,
    /// Which rate of value added tax, by its code.
    pub vat_code: &'a str,
}

/// Adds a line as the last one, or changes one that was read.
///
/// # Errors
/// What is wrong at `article`, `text`, `quantity`, `unit_price` or `vat_code`; [`Problem::TooManyLines`] where the
/// customer has as many as there can be; [`Problem::ChangedSince`] when somebody else has changed it since;
/// [`StoreError::NotFound`] when this firm has no such customer, or it no such line.
pub async fn save(
    tx: &mut Tx,
    customer: CustomerId,
    row: Read,
    wanted: Wanted<'_>,
) -> Result<InvoiceLineId, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let held = read_row(tx, customer, LogCategory::Line, row, "text").await?;
    let mut errors = Vec::new();
    let article = take(&mut errors, "article", plain_text::line(wanted.article, 40).map_err(Problem::from));
    let text = plain_text::line(wanted.text, 200).map_err(Problem::from);
    let text = text.and_then(|text| if text.is_empty() { Err(Problem::Required) } else { Ok(text) });
    let text = take(&mut errors, "text", text);
    let quantity = take(&mut errors, "quantity", line::quantity(wanted.quantity).ok_or(Problem::Quantity));
    let price = Money::parse(wanted.unit_price).map(Money::hundredths).ok();
    let price = price.filter(|price| (0..=MOST_CHARGED).contains(price)).ok_or(Problem::Charge);
    let price = take(&mut errors, "unit_price", price);
    // The tax is that of the firm's country, which supplies.
    let code = vat::of(tx.session().home, wanted.vat_code.trim(), &today(tx.session())).map(|rate| rate.code);
    let code = take(&mut errors, "vat_code", code.ok_or(Problem::Choice));
    let count = sqlx::query!(
        r#"select count(*) as "count!", coalesce(max(place), 0) as "last!" from invoice_line
        where tenant_id = current_tenant() and customer_id = $1"#,
        customer.0,
    )
    .fetch_one(tx.connection())
    .await?;
    if held.is_none() && count.count >= MOST {
        take::<()>(&mut errors, "text", Err(Problem::TooManyLines { max: u32::try_from(MOST).unwrap_or(u32::MAX) }));
    }
    let (Some(article), Some(text), Some(quantity), Some(price), Some(code), true) =
        (article, text, quantity, price, code, errors.is_empty())
    else {
        return Err(refused(errors));
    };
    let id = row.map_or_else(InvoiceLineId::generate, |(id, _)| InvoiceLineId(id));
    sqlx::query!(
        "insert into invoice_line (tenant_id, id, customer_id, place, article, text, quantity, unit_price, vat_code)
        values (current_tenant(), $1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (tenant_id, id) do update set article = excluded.article, text = excluded.text, quantity = excluded.quantity,
            unit_price = excluded.unit_price, vat_code = excluded.vat_code",
        id.0,
        customer.0,
        count.last + 1,
        article,
        text,
        quantity,
        price,
        code,
    )
    .execute(tx.connection())
    .await?;
    Ok(id)
}

/// Moves a line up or down among the customer's.
///
/// # Errors
/// [`StoreError::NotFound`] when this customer has no such line.
pub async fn shift(tx: &mut Tx, customer: CustomerId, id: InvoiceLineId, up: bool) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    hold(tx, customer).await?;
    let mut ids: Vec<InvoiceLineId> = sqlx::query_scalar!(
        r#"select id as "id: InvoiceLineId" from invoice_line where tenant_id = current_tenant() and customer_id = $1 order by place, id"#,
        customer.0,
    )
    .fetch_all(tx.connection())
    .await?;
    let at = ids.iter().position(|other| *other == id).ok_or(StoreError::NotFound)?;
    if !position::shift(&mut ids, at, up) {
        return Ok(());
    }
    let ids: Vec<uuid::Uuid> = ids.into_iter().map(|id| id.0).collect();
    sqlx::query!(
        "update invoice_line l set place = o.place from unnest($1::uuid[]) with ordinality as o (id, place)
        where l.tenant_id = current_tenant() and l.id = o.id and l.place <> o.place",
        &ids,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
