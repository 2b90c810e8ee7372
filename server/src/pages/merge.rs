//! The pages on which customers become one, and the list of when that was done.

use super::{form_state, framed, open, refused};
use crate::visit::Visit;
use app::{
    i18n::merge as words,
    merge::{ACTION, MergePage, MergeView, MergesPage},
    shell::Place,
};
use axum::{extract::Query, response::Response};
use domain::{
    id::{ContactId, CustomerId},
    merge::{MOST, parts, same_people},
    plain_text,
    policy::{Action, Subject, can},
    session::Session,
};
use leptos::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use store::{StoreError, form_state::FormState, merge::Merge};

/// Most that are found to be added.
const FOUND: i32 = 10;
/// Merges to a page.
const PAGE: usize = 50;

/// What an address or a form says: names may stand several times.
struct Asked(Vec<(String, String)>);

impl Asked {
    fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }

    /// The customers, the one that is to stay first.
    fn customers(&self) -> Vec<CustomerId> {
        let named = self.0.iter().filter(|(key, _)| key == "customers" || key == "customer");
        let mut ids: Vec<CustomerId> =
            named.flat_map(|(_, ids)| ids.split(',')).filter_map(|id| id.parse().ok()).collect();
        if let Some(at) =
            self.text("keep").parse().ok().and_then(|keep: CustomerId| ids.iter().position(|id| *id == keep))
        {
            let keep = ids.remove(at);
            ids.insert(0, keep);
        }
        ids.truncate(2 * MOST);
        ids
    }

    fn inside<'a>(&'a self, group: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.iter().filter_map(move |(key, value)| {
            Some((key.strip_prefix(group)?.strip_prefix('[')?.strip_suffix(']')?, value.as_str()))
        })
    }

    fn choices(&self) -> BTreeMap<String, String> {
        self.inside("choice").map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
    }

    fn united(&self) -> Option<BTreeMap<ContactId, ContactId>> {
        let pairs =
            || self.inside("unite").filter_map(|(contact, into)| Some((contact.parse().ok()?, into.parse().ok()?)));
        (!self.text("asked").is_empty()).then(|| pairs().collect())
    }
}

/// Which customers become one, and how.
pub(crate) async fn page(visit: Visit, Query(pairs): Query<Vec<(String, String)>>) -> Response {
    match read(&visit, Asked(pairs)).await {
        Ok(view) => {
            let session = view.session.clone();
            let title = words::TITLE.get(session.language).to_owned();
            framed(&visit, title, session, Place::Customer, move || view! { <MergePage view=view/> })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, asked: Asked) -> Result<MergeView, StoreError> {
    let mut tx = open(visit).await?;
    let form = form_state(&mut tx, Some(asked.text("form"))).await?.filter(|state| state.form == ACTION);
    // What was chosen before a merge was refused still counts.
    let asked = form.as_ref().map_or(asked, |state| Asked(state.typed.clone()));
    let mut customers = store::merge::resolve(&mut tx, &asked.customers()).await?;
    customers.truncate(MOST);
    let preview = store::merge::preview(&mut tx, &customers).await?;
    let query = plain_text::line(asked.text("query"), 200).unwrap_or_default();
    let found = if query.is_empty() {
        Vec::new()
    } else {
        store::search::search(&mut tx, &query, true, FOUND).await?.customers
    };
    let session = tx.commit().await?;
    Ok(MergeView {
        parts: parts(&preview.sides, &asked.choices()),
        same: customers.first().map(|staying| same_people(*staying, &preview.people)).unwrap_or_default(),
        united: asked.united(),
        session,
        preview,
        query,
        found,
        form,
    })
}

#[derive(Deserialize)]
pub(crate) struct Parameters {
    before: Option<String>,
    form: Option<String>,
}

/// All merges, the newest first.
pub(crate) async fn list(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    match read_list(&visit, &parameters).await {
        Ok((session, mut merges, form)) => {
            let title = words::LIST_TITLE.get(session.language).to_owned();
            let has_more = merges.len() > PAGE;
            merges.truncate(PAGE);
            let subject = Subject { tenant: session.tenant, owner: None };
            let may_split = can(session.actor(), Action::MergeCustomers, subject).allowed;
            let reader = session.clone();
            framed(&visit, title, session, Place::Customer, move || {
                view! { <MergesPage session=reader merges=merges has_more=has_more may_split=may_split form=form/> }
            })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read_list(
    visit: &Visit,
    parameters: &Parameters,
) -> Result<(Session, Vec<Merge>, Option<FormState>), StoreError> {
    let mut tx = open(visit).await?;
    let before = parameters.before.as_deref().and_then(|id| id.parse().ok());
    let merges = store::merge::list(&mut tx, before, i64::try_from(PAGE + 1).unwrap_or(50)).await?;
    let form = form_state(&mut tx, parameters.form.as_deref()).await?;
    Ok((tx.commit().await?, merges, form.filter(|state| state.form == "/api/staff/merge-split")))
}
