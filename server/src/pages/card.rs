//! The customer card: one transaction, a statement for each part that is open.

mod arrangement;
mod dialog;
mod documents;

use super::{
    as_of,
    card_editing::{choices, editing, section_of},
    form_state, framed, just_done, note_read, open, refused, refused_of,
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
    comment::Comment,
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
use store::{
    StoreError, Tx,
    card::{ContactsWanted, Wanted},
    form_state::FormState,
};

#[derive(Deserialize)]
pub(crate) struct Parameters {
    pub(super) edit: Option<String>,
    pub(super) comment: Option<String>,
    pub(super) add: Option<String>,
    comments: Option<String>,
    pub(super) answer: Option<String>,
    /// The field whose comments are asked for.
    remark: Option<String>,
    /// The notice that led here.
    notice: Option<String>,
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
    /// The section whose menu stands open.
    menu: Option<String>,
    #[serde(flatten)]
    dialog: dialog::Parameters,
    /// Whose arrangement is tried.
    #[serde(rename = "as")]
    colleague: Option<String>,
    /// What names of documents hold.
    pub(super) q: Option<String>,
    /// Of which kind documents are.
    pub(super) of: Option<String>,
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

/// All that was written and said.
pub(crate) async fn dialog(
    visit: Visit,
    Path(customer): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Response {
    page(&visit, &customer, parameters, TabKey::BuiltIn(BuiltIn::Dialog)).await
}

/// All documents.
pub(crate) async fn documents(
    visit: Visit,
    Path(customer): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Response {
    page(&visit, &customer, parameters, TabKey::BuiltIn(BuiltIn::Documents)).await
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
    match Box::pin(read(visit, customer, &parameters, tab)).await {
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
    let wanted = wanted(tab, &layout);
    let card = store::card::read(&mut tx, id, wanted, language).await?;

    let needs = card.firm.needs(field::Audience::of_customer(&card.values));
    let own = tx.session().own.clone();
    layout = layout.with_used(|section| needs.is_section_used(section, &own));

    let all_comments = tab == TabKey::BuiltIn(BuiltIn::Comments) || parameters.comments.as_deref() == Some("all");
    // The tab has all of them.
    let shows_fixed = is_open(&layout, Section::FixedComments, BuiltIn::Comments);
    let stream = if is_open(&layout, Section::Comments, BuiltIn::Comments) { most_comments(all_comments) } else { 0 };
    let about = about(parameters, form.as_ref()).filter(|_| shows_sections);
    let comments = comments_of(&mut tx, id, shows_fixed, stream, about.as_deref()).await?;

    let agreements = agreements(&mut tx, id, tab, &layout).await?;
    let log_category = parameters.log.as_deref().and_then(LogCategory::from_key);
    let is_log_open = is_open(&layout, Section::Log, BuiltIn::Log);
    let most = match tab {
        TabKey::BuiltIn(BuiltIn::Log) => parameters.entries.unwrap_or(log::PAGE).clamp(log::PAGE, 10_000),
        _ => log::LATEST,
    };
    let (log, log_names) = if is_log_open {
        store::log::list(&mut tx, id, log_category, most, language).await?
    } else {
        Default::default()
    };
    let mut around = around(&mut tx, id, &layout, tab).await?;
    let mut choices = choices(&mut tx, id, editing.as_ref(), form.as_ref(), language).await?;
    around.documents = documents::of_tab(&mut tx, id, parameters, tab, &mut choices).await?;
    let dialog = dialog::of_tab(&mut tx, visit, &card, parameters, tab, form.as_ref()).await?;
    if visit.is_looked_at {
        store::seen::look(&mut tx, id, &card.news.of(|section| looks_at(tab, &layout, section))).await?;
    }
    let history = match parameters.history.as_deref().filter(|_| shows_sections) {
        Some(key) => history(&mut tx, id, key).await?,
        None => None,
    };
    let is_noticed = note_read(&mut tx, parameters.notice.as_deref()).await?;
    let done = just_done(visit, &mut tx, id).await?;
    let merged = match parameters.merged.as_deref().and_then(|number| number.parse().ok()) {
        Some(number) => store::merge::merged_number(&mut tx, id, number).await?,
        None => None,
    };
    let is_compared = form.as_ref().map_or(parameters.registry.is_some(), |state| state.form == registry::TAKE);
    let asked = if is_compared && shows_sections { ask(&mut tx, id).await? } else { None };
    let mut session = tx.commit().await?;
    session.notices -= i64::from(is_noticed);
    // The registry may take its time: the database is let go of first.
    let compare = match asked {
        Some(asked) => Some(compared(visit, asked).await),
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
        about,
        all_comments,
        dialog,
        around,
        log,
        log_names,
        log_category,
        menu: parameters.menu.as_deref().and_then(Section::from_key),
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

/// How many comments of the stream are shown.
const fn most_comments(all: bool) -> i64 {
    if all { comment::ALL } else { comment::LATEST }
}

/// The comments that are shown; nothing is read where none are.
async fn comments_of(
    tx: &mut Tx,
    id: CustomerId,
    fixed: bool,
    stream: i64,
    about: Option<&str>,
) -> Result<Vec<Comment>, StoreError> {
    if stream == 0 && !fixed && about.is_none() {
        return Ok(Vec::new());
    }
    store::comment::list(tx, id, fixed, stream, about).await
}

/// Which lists the card needs in full.
fn wanted(tab: TabKey, layout: &Layout) -> Wanted {
    let is_open = |section| shows_sections(tab) && layout.is_open(section);
    let contacts = match tab {
        TabKey::BuiltIn(BuiltIn::Contacts) => ContactsWanted::All,
        _ if is_open(Section::Contacts) => ContactsWanted::Few,
        _ => ContactsWanted::None,
    };
    Wanted {
        contacts,
        inactive_contacts: layout.inactive_contacts,
        placements: is_open(Section::Employees),
        documents: is_open(Section::Documents),
        enquiries: is_open(Section::Enquiries),
    }
}

/// The field whose comments are shown: asked for, or one that could not be saved.
fn about(parameters: &Parameters, failed: Option<&FormState>) -> Option<String> {
    let written = failed.filter(|state| state.form == comment::ADD).and_then(|state| state.typed("anchor"));
    let key = written.or(parameters.remark.as_deref())?;
    field::customer(key).map(|field| field.key.to_owned())
}

/// Whether a section is what the open tab shows.
fn looks_at(tab: TabKey, layout: &Layout, section: Section) -> bool {
    match tab {
        TabKey::BuiltIn(BuiltIn::Overview) | TabKey::Own(_) => layout.is_open(section),
        TabKey::BuiltIn(BuiltIn::Contacts) => section == Section::Contacts,
        TabKey::BuiltIn(BuiltIn::Comments) => section == Section::Comments,
        TabKey::BuiltIn(BuiltIn::Documents) => section == Section::Documents,
        TabKey::BuiltIn(BuiltIn::Dialog) => section == Section::Dialog,
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
    if [Section::Tasks, Section::Events, Section::Diary].into_iter().any(is_open) {
        around.activities = store::activity::of_customer(tx, id).await?;
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

/// What the registry says, beside what stands.
async fn compared(visit: &Visit, asked: Asked) -> CompareView {
    let found = registry::unit_of(&visit.state.registry, asked.number.as_ref()).await;
    CompareView { found, types: asked.types, sources: asked.sources }
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
