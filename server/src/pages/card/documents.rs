//! The tab with all documents.

use super::Parameters;
use app::{document::Filter, editing::Choices};
use domain::{
    id::CustomerId,
    list::ListKind,
    tab::{BuiltIn, TabKey},
};
use store::{StoreError, Tx};

/// What the tab is limited to and shows, and the kinds that can be chosen there; nothing on other tabs.
pub(super) async fn of_tab(
    tx: &mut Tx,
    id: CustomerId,
    parameters: &Parameters,
    tab: TabKey,
    choices: &mut Choices,
) -> Result<Filter, StoreError> {
    if tab != TabKey::BuiltIn(BuiltIn::Documents) {
        return Ok(Filter::default());
    }
    let language = tx.session().language;
    let kinds = store::list::choices(tx, ListKind::DocumentKind, language).await?;
    choices.lists.insert(ListKind::DocumentKind, kinds);
    let query: String = parameters.q.as_deref().unwrap_or_default().trim().chars().take(200).collect();
    let query = query.replace('\0', "");
    let kind = parameters.of.clone().unwrap_or_default();
    let found = store::document::list(tx, id, &query, kind.parse().ok(), language).await?;
    Ok(Filter { query, kind, found })
}
