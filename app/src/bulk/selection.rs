//! What was chosen in the register and what is to be done with it, kept from page to page as a form
//! that is not sent yet.

use domain::{
    bulk::{BulkChange, How},
    error::{ApiError, ErrorCode},
    id::{CustomerId, FormStateId},
    mailing::Mailing,
    register::RegisterQuery,
};
use store::{StoreError, Tx, bulk::Chosen, form_state};

/// The form that keeps it.
pub const FORM: &str = "/customers/change";

/// Customers that were chosen, with what is to be done with them where that was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The customers.
    pub chosen: Chosen,
    /// The list that they were chosen in, as it stands in an address.
    pub query: String,
    /// The change.
    pub change: Option<BulkChange>,
    /// The message that is written to them, where it is that.
    pub mailing: Option<Mailing>,
}

impl Selection {
    /// Keeps it for the same person, for a day.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep(&self, tx: &mut Tx) -> Result<FormStateId, StoreError> {
        let mut typed = vec![("query".to_owned(), self.query.clone())];
        if let Chosen::These(ids) = &self.chosen {
            let ids = ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
            typed.push(("customer".to_owned(), ids));
        }
        if let Some(change) = &self.change {
            typed.push(("field".to_owned(), change.field.clone()));
            typed.push(("how".to_owned(), change.how.key().to_owned()));
            typed.push(("value".to_owned(), change.typed.clone()));
        }
        if let Some(mailing) = &self.mailing {
            for (name, value) in [
                ("kind", &mailing.kind),
                ("whom", &mailing.whom),
                ("subject", &mailing.subject),
                ("body", &mailing.body),
            ] {
                typed.push((name.to_owned(), value.clone()));
            }
        }
        // Nothing is wrong with it: it is not sent yet.
        let error = ApiError::new(ErrorCode::Invalid);
        form_state::keep(tx, &form_state::FormState { form: FORM.to_owned(), typed, error }).await
    }

    /// The one that was kept so; none where there is none any more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(tx: &mut Tx, id: FormStateId) -> Result<Option<Self>, StoreError> {
        let Some(kept) = form_state::read(tx, id).await?.filter(|kept| kept.form == FORM) else { return Ok(None) };
        let query = kept.typed("query").unwrap_or_default().to_owned();
        let chosen = match kept.typed("customer") {
            Some(ids) => Chosen::These(ids_in(ids)),
            None => Chosen::Matching(RegisterQuery::decode(&query)),
        };
        let change = kept.typed("field").map(|field| BulkChange {
            field: field.to_owned(),
            how: kept.typed("how").and_then(How::from_key).unwrap_or_default(),
            typed: kept.typed("value").unwrap_or_default().to_owned(),
        });
        let text = |name: &str| kept.typed(name).unwrap_or_default().to_owned();
        let mailing = kept.typed("whom").map(|whom| Mailing {
            kind: text("kind"),
            whom: whom.to_owned(),
            subject: text("subject"),
            body: text("body"),
        });
        Ok(Some(Self { chosen, query, change, mailing }))
    }
}

/// The customers in a list of ids, each once.
pub(super) fn ids_in(text: &str) -> Vec<CustomerId> {
    let mut ids: Vec<CustomerId> = text.split(',').filter_map(|id| id.parse().ok()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_customer_is_chosen_once_and_what_is_none_not_at_all() {
        let (a, b) = ("01900000-0000-7000-8000-00000000000a", "01900000-0000-7000-8000-00000000000b");
        let ids = ids_in(&format!("{b},{a},,{b},x"));
        assert_eq!(ids.iter().map(ToString::to_string).collect::<Vec<_>>(), [a, b]);
    }
}
