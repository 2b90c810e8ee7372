//! The portal as a contact sees it, for a member of staff: the same pages, reading only, with the reason why each thing
//! is seen (contract beyond.md, 14). It is noted who looked.

use super::{Typed, account, details, documents, enquiries, home, messages, refused_to_staff};
use crate::{pages, visit::Visit};
use axum::{extract::Path, response::Response};
use domain::{id::ContactId, portal::PortalModule};
use store::{
    StoreError,
    portal::{self, PortalTx},
};

async fn open(visit: &Visit, customer: &str, contact: &str) -> Result<PortalTx, StoreError> {
    let tx = pages::open(visit).await?;
    let contact: ContactId = contact.parse().map_err(|_| StoreError::NotFound)?;
    let seen = portal::see_as(tx, contact).await?;
    // The address names the contact's own customer.
    if seen.session().customer.to_string() == customer { Ok(seen) } else { Err(StoreError::NotFound) }
}

/// The first page.
pub(crate) async fn first(visit: Visit, Path((customer, contact)): Path<(String, String)>) -> Response {
    let page = async { home::of(&visit, open(&visit, &customer, &contact).await?).await };
    page.await.unwrap_or_else(|error| refused_to_staff(&visit, error))
}

/// A part of it.
pub(crate) async fn part(visit: Visit, Path((customer, contact, part)): Path<(String, String, String)>) -> Response {
    let page = async {
        let tx = open(&visit, &customer, &contact).await?;
        match PortalModule::from_key(&part) {
            Some(PortalModule::Enquiries) => enquiries::of(&visit, tx).await,
            Some(PortalModule::Documents) => documents::of(&visit, tx).await,
            Some(PortalModule::Messages) => messages::of(&visit, tx, String::new(), None).await,
            Some(PortalModule::Details) => details::of(&visit, tx, Typed::new(), None, None).await,
            None if part == "account" => account::of(&visit, tx, None, None).await,
            None => Err(StoreError::NotFound),
        }
    };
    page.await.unwrap_or_else(|error| refused_to_staff(&visit, error))
}

/// An enquiry.
pub(crate) async fn enquiry(visit: Visit, Path((customer, contact, id)): Path<(String, String, String)>) -> Response {
    let page = async { enquiries::one_of(&visit, open(&visit, &customer, &contact).await?, &id, false).await };
    page.await.unwrap_or_else(|error| refused_to_staff(&visit, error))
}

/// The file of a document.
pub(crate) async fn file(visit: Visit, Path((customer, contact, id)): Path<(String, String, String)>) -> Response {
    let answer = async { documents::file_of(&visit, open(&visit, &customer, &contact).await?, &id).await };
    answer.await.unwrap_or_else(|error| refused_to_staff(&visit, error))
}
