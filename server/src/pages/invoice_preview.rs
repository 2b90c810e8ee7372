//! The next invoice of a customer.

use super::{framed, open, refused_of};
use crate::visit::Visit;
use app::{
    i18n::invoice_preview as words,
    invoice_preview::{InvoicePreviewPage, InvoicePreviewView},
    shell::{Place, clock_of},
};
use axum::{extract::Path, response::Response};
use domain::id::CustomerId;
use leptos::prelude::*;
use store::{StoreError, card::Wanted};

/// Its head and standing content, as it would be sent today.
pub(crate) async fn page(visit: Visit, Path(customer): Path<String>) -> Response {
    match read(&visit, &customer).await {
        Ok(preview) => {
            let title = words::TITLE.get(preview.session.language).to_owned();
            let session = preview.session.clone();
            framed(&visit, title, session, Place::Customer, move || view! { <InvoicePreviewPage view=preview/> })
        }
        Err(error) => refused_of(&visit, &customer, error).await,
    }
}

async fn read(visit: &Visit, customer: &str) -> Result<InvoicePreviewView, StoreError> {
    let mut tx = open(visit).await?;
    let customer: CustomerId = customer.parse().map_err(|_| StoreError::NotFound)?;
    let language = tx.session().language;
    let card = store::card::read(&mut tx, customer, Wanted::default(), language).await?;
    let lines = store::agreement::read(&mut tx, customer, language).await?.lines;
    let session = tx.commit().await?;
    Ok(InvoicePreviewView { card, lines, clock: clock_of(&session), session })
}
