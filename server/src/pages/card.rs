//! The customer card: one transaction, a statement for each part that is open.

mod arrangement;

use super::{
    as_of,
    card_editing::{choices, editing, section_of},
    form_state, framed, just_done, open, refused, refused_of,
};
use crate::visit::Visit;
use app::{
    agreement,
    card::{Around, CardPage, CardView},
    comment,
    editing::History,
    log,
    registry::{self, CompareView},
    shell::{Place, clock_of},
};
use arrangement::{Arranged, arranged};
use axum::{
    extract::{Path, Query},
    response::Response,
};
use domain::{
    address::AddressKind,
    agreement::Agreements,
    change::{LogCategory, Source},
    field,
    id::CustomerId,
    layout::Layout,
    list::{Choice, ListKind},
    organisation_number::OrganisationNumber,
    section::Section,
    tab::{BuiltIn, TabKey},
};
use leptos::prelude::*;
use serde::Deserialize;
use std::collections::HashMap;
use store::{StoreError, Tx, card::Wanted};

#[derive(Deserialize)]
pub(crate) struct Parameters {
    pub(super) edit: Option<String>,
    pub(super) comment: Option<String>,
    pub(super) add: Option<String>,
    comments: Option<String>,
    log: Option<String>,
    entries: Option<i64>,
    form: Option<String>,
    history: Option<String>,
    registry: Option<String>,
    merged: Option<String>,
    rates: Option<String>,
    at: Option<String>,
    time: Option<String>,
    arrange: Option<String>,
    device: Option<String>,
    /// Whose arrangement is tried.
    #[serde(rename = "as")]
    colleague: Option<String>,
}

/// The board of sections.
pub(crate) async fn overview(
    visit: Visit,
    Path(customer): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Response {
    match parameters.at.as_deref().filter(|at| !at.is_empty()) {
        Some(at) => as_of::page(&visit, &customer, at, parameters.time.as_deref()).await,
        None => page(&visit, &customer, parameters, TabKey::OVERVIEW).await,
    }
}

/// All contacts.
pub(crate) async fn contacts(
    visit: Visit,
    Path(customer): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Response {
    page(&visit, &customer, parameters, TabKey::BuiltIn(BuiltIn::Contacts)).await
}

/// All comments.
pub(crate) async fn comments(
    visit: Visit,
    Path(customer): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Response {
    page(&visit, &customer, parameters, TabKey::BuiltIn(BuiltIn::Comments)).await
}

/// The whole log.
pub(crate) async fn log(visit: Visit, Path(customer): Path<String>, Query(parameters): Query<Parameters>) -> Response {
    page(&visit, &customer, parameters, TabKey::BuiltIn(BuiltIn::Log)).await
}

/// One of the firm's own tabs.
pub(crate) async fn own_tab(
    visit: Visit,
    Path((customer, tab)): Path<(String, String)>,
    Query(parameters): Query<Parameters>,
) -> Response {
    match tab.parse() {
        Ok(tab) => page(&visit, &customer, parameters, TabKey::Own(tab)).await,
        Err(_) => refused(&visit, open(&visit).await.err().unwrap_or(StoreError::NotFound)),
    }
}

async fn page(visit: &Visit, customer: &str, parameters: Parameters, tab: TabKey) -> Response {
    match read(visit, customer, &parameters, tab).await {
        Ok(card) => {
            let title = card.card.values.text("name").to_owned();
            framed(visit, title, card.session.clone(), Place::Customer, move || view! { <CardPage view=card/> })
        }
        Err(error) => refused_of(visit, customer, error).await,
    }
}

async fn read(visit: &Visit, customer: &str, parameters: &Parameters, tab: TabKey) -> Result<CardView, StoreError> {
    let token = visit.context.token.as_ref().ok_or(StoreError::Unauthenticated)?;
    let opened = visit.context.store.open_with_layout(token, visit.device).await?;
    let mut tx = opened.tx;
    tx.prefer_language(visit.context.browser_language);
    let id: CustomerId = customer.parse().map_err(|_| StoreError::NotFound)?;
    let language = tx.session().language;
    let form = form_state(&mut tx, parameters.form.as_deref()).await?;
    let editing = editing(parameters, form.as_ref());
    let layers = [opened.tenant_layer, opened.role_layer, opened.user_layer];
    let Arranged { mut layout, device, whose } = arranged(&mut tx, visit, parameters, tab, layers).await?;
    // The way to an editor may be in the header or above the board, whether its section is open or not.
    if let Some(section) = editing.as_ref().and_then(section_of).filter(|_| tab == TabKey::OVERVIEW) {
        layout = layout.with_editor(section);
    }
    // Sections are shown by the board, and by the firm's own tabs.
    let shows_sections = shows_sections(tab);
    let is_open = |layout: &Layout, section, own_tab| {
        tab == TabKey::BuiltIn(own_tab) || (shows_sections && layout.is_open(section))
    };
    let shows_contacts = is_open(&layout, Section::Contacts, BuiltIn::Contacts);
    let placements = shows_sections && layout.is_open(Section::Employees);
    let wanted = Wanted { contacts: shows_contacts, inactive_contacts: layout.inactive_contacts, placements };
    let card = store::card::read(&mut tx, id, wanted, language).await?;

    let needs = card.firm.needs(field::Audience::of_customer(&card.values));
    let own = tx.session().own.clone();
    layout = layout.with_used(|section| needs.is_section_used(section, &own));

    let all_comments = tab == TabKey::BuiltIn(BuiltIn::Comments) || parameters.comments.as_deref() == Some("all");
    let shows_fixed = shows_sections && layout.is_open(Section::FixedComments);
    let comments = match (is_open(&layout, Section::Comments, BuiltIn::Comments), all_comments) {
        (false, _) if !shows_fixed => Vec::new(),
        (false, _) => store::comment::list(&mut tx, id, shows_fixed, 0).await?,
        (true, false) => store::comment::list(&mut tx, id, shows_fixed, comment::LATEST).await?,
        (true, true) => store::comment::list(&mut tx, id, shows_fixed, comment::ALL).await?,
    };

    let agreements = agreements(&mut tx, id, tab, &layout).await?;
    let log_category = parameters.log.as_deref().and_then(LogCategory::from_key);
    let is_log_open = is_open(&layout, Section::Log, BuiltIn::Log);
    let (log, log_names) = match (is_log_open, tab) {
        (false, _) => (Vec::new(), field::Names::new()),
        (true, TabKey::BuiltIn(BuiltIn::Log)) => {
            let most = parameters.entries.unwrap_or(log::PAGE).clamp(log::PAGE, 10_000);
            store::log::list(&mut tx, id, log_category, most, language).await?
        }
        (true, _) => store::log::list(&mut tx, id, log_category, log::LATEST, language).await?,
    };
    let around = around(&mut tx, id, &layout, tab).await?;
    let choices = choices(&mut tx, id, editing.as_ref(), form.as_ref(), language).await?;
    if visit.is_looked_at {
        store::seen::look(&mut tx, id, &card.news.of(|section| looks_at(tab, &layout, section))).await?;
    }
    let history = match parameters.history.as_deref().filter(|_| shows_sections) {
        Some(key) => history(&mut tx, id, key).await?,
        None => None,
    };
    let done = just_done(visit, &mut tx, id).await?;
    let merged = match parameters.merged.as_deref().and_then(|number| number.parse().ok()) {
        Some(number) => store::merge::merged_number(&mut tx, id, number).await?,
        None => None,
    };
    let is_compared = form.as_ref().map_or(parameters.registry.is_some(), |state| state.form == registry::TAKE);
    let asked = if is_compared && shows_sections { ask(&mut tx, id).await? } else { None };
    let session = tx.commit().await?;
    // The registry may take its time: the database is let go of first.
    let compare = match asked {
        Some(asked) => Some(CompareView {
            found: registry::unit_of(&visit.state.registry, asked.number.as_ref()).await,
            types: asked.types,
            sources: asked.sources,
        }),
        None => None,
    };
    Ok(CardView {
        card,
        layout,
        arrangement: whose,
        device,
        clock: clock_of(&session),
        session,
        tab,
        agreements,
        rates_on: parameters.rates.clone().filter(|day| !day.is_empty()),
        comments,
        all_comments,
        around,
        log,
        log_names,
        log_category,
        editing,
        choices,
        form,
        as_of: None,
        history,
        compare,
        merged,
        done,
        editable: None,
    }
    .prepared())
}

/// Whether a section is what the open tab shows.
fn looks_at(tab: TabKey, layout: &Layout, section: Section) -> bool {
    match tab {
        TabKey::BuiltIn(BuiltIn::Overview) | TabKey::Own(_) => layout.is_open(section),
        TabKey::BuiltIn(BuiltIn::Contacts) => section == Section::Contacts,
        TabKey::BuiltIn(BuiltIn::Comments) => section == Section::Comments,
        TabKey::BuiltIn(BuiltIn::Log) => false,
    }
}

/// Whether a tab shows sections: the board, or one of the firm's own.
const fn shows_sections(tab: TabKey) -> bool {
    matches!(tab, TabKey::BuiltIn(BuiltIn::Overview) | TabKey::Own(_))
}

/// What stands around a customer, of what the board or one of the firm's own tabs shows.
async fn around(tx: &mut Tx, id: CustomerId, layout: &Layout, tab: TabKey) -> Result<Around, StoreError> {
    let is_open = |section| shows_sections(tab) && layout.is_open(section);
    let mut around = Around::default();
    if is_open(Section::CorporateStructure) {
        around.group = Some(store::corporate::group(tx, id).await?);
    }
    if is_open(Section::Relations) {
        let language = tx.session().language;
        around.relations = store::relation::list(tx, id, language).await?;
    }
    Ok(around)
}

/// What the customer has agreed on, in one statement, where a section that is open shows any of it.
async fn agreements(tx: &mut Tx, customer: CustomerId, tab: TabKey, layout: &Layout) -> Result<Agreements, StoreError> {
    let shows_rows = layout.shown().any(|placed| placed.open && agreement::shows_rows(placed.section));
    if shows_sections(tab) && shows_rows {
        let language = tx.session().language;
        return store::agreement::read(tx, customer, language).await;
    }
    Ok(Agreements::default())
}

/// What the registry is asked about, and what its answer is put beside.
struct Asked {
    number: Option<OrganisationNumber>,
    types: Vec<Choice>,
    sources: HashMap<String, Source>,
}

/// For those who may take something over.
async fn ask(tx: &mut Tx, customer: CustomerId) -> Result<Option<Asked>, StoreError> {
    let number = match store::proposal::number_of(tx, customer).await {
        Ok(number) => number,
        Err(StoreError::Forbidden(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let language = tx.session().language;
    let types = store::list::choices(tx, ListKind::CompanyType, language).await?;
    let keys: Vec<String> = field::CUSTOMER.iter().map(|field| field.key.to_owned()).collect();
    let sources = store::proposal::sources(tx, customer, &keys).await?;
    Ok(Some(Asked { number, types, sources }))
}

/// The history of a field, or of all the fields of an address.
async fn history(tx: &mut Tx, customer: CustomerId, key: &str) -> Result<Option<History>, StoreError> {
    let fields: Vec<_> = match key.strip_prefix("address-").and_then(AddressKind::from_key) {
        Some(kind) => kind.parts().filter_map(|(_, key)| field::customer(&key)).collect(),
        None => field::customer(key).into_iter().collect(),
    };
    if fields.is_empty() {
        return Ok(None);
    }
    let language = tx.session().language;
    let (past, names) = store::history::read(tx, Some(customer), customer.0, &fields, language).await?;
    Ok(Some(History { key: key.to_owned(), past, names, clock: clock_of(tx.session()) }))
}
