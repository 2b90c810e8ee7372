//! The customer card: one transaction, a statement for each part that is open.

use super::{as_of, form_state, framed, just_done, offered, refused_of};
use crate::visit::Visit;
use app::{
    agreement,
    card::{CardPage, CardView, Editing, Tab},
    comment,
    editing::{Choices, History},
    log,
    registry::{self, CompareView},
    shell::{Place, clock_of},
};
use axum::{
    extract::{Path, Query},
    response::Response,
};
use domain::{
    address::AddressKind,
    agreement::Agreements,
    change::{LogCategory, Source},
    field::{self, Kind},
    id::CustomerId,
    language::Language,
    layout::{Layout, resolve},
    list::{Choice, ListKind},
    organisation_number::OrganisationNumber,
    registration::address_of,
    section::Section,
};
use leptos::prelude::*;
use serde::Deserialize;
use std::collections::HashMap;
use store::{StoreError, Tx, card::Wanted, form_state::FormState};

#[derive(Deserialize)]
pub(crate) struct Parameters {
    edit: Option<String>,
    comment: Option<String>,
    add: Option<String>,
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
}

/// The board of sections.
pub(crate) async fn overview(
    visit: Visit,
    Path(customer): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Response {
    match parameters.at.as_deref().filter(|at| !at.is_empty()) {
        Some(at) => as_of::page(&visit, &customer, at, parameters.time.as_deref()).await,
        None => page(&visit, &customer, parameters, Tab::Overview).await,
    }
}

/// All contacts.
pub(crate) async fn contacts(
    visit: Visit,
    Path(customer): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Response {
    page(&visit, &customer, parameters, Tab::Contacts).await
}

/// All comments.
pub(crate) async fn comments(
    visit: Visit,
    Path(customer): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Response {
    page(&visit, &customer, parameters, Tab::Comments).await
}

/// The whole log.
pub(crate) async fn log(visit: Visit, Path(customer): Path<String>, Query(parameters): Query<Parameters>) -> Response {
    page(&visit, &customer, parameters, Tab::Log).await
}

async fn page(visit: &Visit, customer: &str, parameters: Parameters, tab: Tab) -> Response {
    match read(visit, customer, &parameters, tab).await {
        Ok(card) => {
            let title = card.card.values.text("name").to_owned();
            framed(visit, title, card.session.clone(), Place::Customer, move || view! { <CardPage view=card/> })
        }
        Err(error) => refused_of(visit, customer, error).await,
    }
}

async fn read(visit: &Visit, customer: &str, parameters: &Parameters, tab: Tab) -> Result<CardView, StoreError> {
    let token = visit.context.token.as_ref().ok_or(StoreError::Unauthenticated)?;
    let opened = visit.context.store.open_with_layout(token, visit.device).await?;
    let mut layout = resolve(visit.device, [&opened.tenant_layer, &opened.role_layer, &opened.user_layer]);
    let mut tx = opened.tx;
    tx.prefer_language(visit.context.browser_language);
    let id: CustomerId = customer.parse().map_err(|_| StoreError::NotFound)?;
    let language = tx.session().language;
    let form = form_state(&mut tx, parameters.form.as_deref()).await?;
    let editing = editing(parameters, form.as_ref());
    // The way to an editor may be in the header or above the board, whether its section is open or not.
    if let Some(section) = editing.as_ref().and_then(section_of) {
        layout = layout.with_editor(section);
    }
    let shows_contacts = tab == Tab::Contacts || (tab == Tab::Overview && layout.is_open(Section::Contacts));
    let wanted = Wanted { contacts: shows_contacts, inactive_contacts: layout.inactive_contacts };
    let card = store::card::read(&mut tx, id, wanted, language).await?;

    let needs = card.firm.needs(field::Audience::of_customer(&card.values));
    let own = tx.session().own.clone();
    layout = layout.with_used(|section| needs.is_section_used(section, &own));
    let is_open = |section, own_tab| tab == own_tab || (tab == Tab::Overview && layout.is_open(section));

    let all_comments = tab == Tab::Comments || parameters.comments.as_deref() == Some("all");
    let shows_fixed = tab == Tab::Overview && layout.is_open(Section::FixedComments);
    let stream = match (is_open(Section::Comments, Tab::Comments), all_comments) {
        (false, _) => 0,
        (true, false) => comment::LATEST,
        (true, true) => comment::ALL,
    };
    let comments = if shows_fixed || stream > 0 {
        store::comment::list(&mut tx, id, shows_fixed, stream).await?
    } else {
        Vec::new()
    };

    let agreements = agreements(&mut tx, id, tab, &layout).await?;
    let log_category = parameters.log.as_deref().and_then(LogCategory::from_key);
    let (log, log_names) = if is_open(Section::Log, Tab::Log) {
        let most = if tab == Tab::Log {
            parameters.entries.unwrap_or(log::PAGE).clamp(log::PAGE, 10_000)
        } else {
            log::LATEST
        };
        store::log::list(&mut tx, id, log_category, most, language).await?
    } else {
        (Vec::new(), field::Names::new())
    };
    let choices = choices(&mut tx, id, editing.as_ref(), form.as_ref(), language).await?;
    if visit.is_looked_at {
        let shows = |section| match tab {
            Tab::Overview => layout.is_open(section),
            Tab::Contacts => section == Section::Contacts,
            Tab::Comments => section == Section::Comments,
            Tab::Log => false,
        };
        store::seen::look(&mut tx, id, &card.news.of(shows)).await?;
    }
    let history = match parameters.history.as_deref().filter(|_| tab == Tab::Overview) {
        Some(key) => history(&mut tx, id, key).await?,
        None => None,
    };
    let done = just_done(visit, &mut tx, id).await?;
    let merged = match parameters.merged.as_deref().and_then(|number| number.parse().ok()) {
        Some(number) => store::merge::merged_number(&mut tx, id, number).await?,
        None => None,
    };
    let is_compared = form.as_ref().map_or(parameters.registry.is_some(), |state| state.form == registry::TAKE);
    let asked = if is_compared && tab == Tab::Overview { ask(&mut tx, id).await? } else { None };
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
        device: visit.device,
        clock: clock_of(&session),
        session,
        tab,
        agreements,
        rates_on: parameters.rates.clone().filter(|day| !day.is_empty()),
        comments,
        all_comments,
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

/// What the customer has agreed on, in one statement, where a section that is open shows any of it.
async fn agreements(tx: &mut Tx, customer: CustomerId, tab: Tab, layout: &Layout) -> Result<Agreements, StoreError> {
    if tab == Tab::Overview && layout.shown().any(|placed| placed.open && agreement::shows_rows(placed.section)) {
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

/// What is being edited: by a failed save, or by the address.
fn editing(parameters: &Parameters, failed: Option<&FormState>) -> Option<Editing> {
    if let Some(state) = failed {
        let key = state.typed.iter().find_map(|(name, _)| name.strip_prefix("patch[")?.strip_suffix(']'));
        return match state.form.as_str() {
            "/api/staff/customer-fields" => {
                let key = key?;
                if state.typed("patch[name]").is_some() && state.typed("patch[status]").is_some() {
                    return Some(Editing::General);
                }
                match field::customer(key).and_then(address_of) {
                    Some(kind) => Some(Editing::Address(kind)),
                    None => Some(Editing::Field(key.to_owned())),
                }
            }
            "/api/staff/contact-add" => Some(Editing::NewContact),
            "/api/staff/link-add" => Some(Editing::NewLink),
            "/api/staff/tag-add" => Some(Editing::NewTag),
            _ if agreement::editing_of_failed(state).is_some() => agreement::editing_of_failed(state),
            app::logo::ACTION => Some(Editing::Logo),
            "/api/staff/comment-change" => state.typed("comment")?.parse().ok().map(Editing::Comment),
            _ => None,
        };
    }
    if let Some(edit) = &parameters.edit {
        if edit == "logo" {
            return Some(Editing::Logo);
        }
        if let Some(row) = agreement::editing_of(edit) {
            return Some(row);
        }
        return match edit.strip_prefix("address-").and_then(AddressKind::from_key) {
            Some(kind) => Some(Editing::Address(kind)),
            None if edit == "general" => Some(Editing::General),
            None => Some(Editing::Field(edit.clone())),
        };
    }
    if let Some(comment) = &parameters.comment {
        return comment.parse().ok().map(Editing::Comment);
    }
    match parameters.add.as_deref() {
        Some("contact") => Some(Editing::NewContact),
        Some("link") => Some(Editing::NewLink),
        Some("tag") => Some(Editing::NewTag),
        Some(other) => agreement::editing_of(other),
        None => None,
    }
}

/// The section in which something is edited; none for what has a place of its own.
fn section_of(editing: &Editing) -> Option<Section> {
    match editing {
        Editing::Field(key) => field::customer(key).map(|field| field.section),
        Editing::Address(AddressKind::Visiting | AddressKind::Postal) => Some(Section::VisitingPostal),
        Editing::Address(AddressKind::Invoice | AddressKind::Delivery) => Some(Section::InvoiceDelivery),
        Editing::Logo => Some(Section::General),
        Editing::NewTag => Some(Section::Tags),
        Editing::Agreed(of, _) => agreement::section_of(*of),
        _ => None,
    }
}

/// The choices of what is being edited; nothing is read where nothing is.
async fn choices(
    tx: &mut Tx,
    customer: CustomerId,
    editing: Option<&Editing>,
    failed: Option<&FormState>,
    language: Language,
) -> Result<Choices, StoreError> {
    let mut choices = Choices::default();
    let lists: Vec<ListKind> = match editing {
        Some(Editing::Field(key)) => match field::customer(key).map(|field| field.kind) {
            Some(Kind::Choice(list) | Kind::Choices(list)) => vec![list],
            Some(Kind::User) => {
                choices.staff = store::list::staff(tx).await?;
                Vec::new()
            }
            Some(Kind::Customer) => {
                choices.customers = offered(tx, key, failed, Some(customer)).await?;
                Vec::new()
            }
            _ => Vec::new(),
        },
        Some(Editing::General) => {
            choices.staff = store::list::staff(tx).await?;
            let lists = field::of_section(Section::General, &tx.session().own).filter_map(|field| match field.kind {
                Kind::Choice(list) | Kind::Choices(list) => Some(list),
                _ => None,
            });
            lists.collect()
        }
        Some(Editing::NewContact) => {
            vec![ListKind::ContactTitle, ListKind::ContactFunction, ListKind::ContactAttribute]
        }
        Some(Editing::NewLink) => vec![ListKind::LinkKind],
        Some(Editing::NewTag) => vec![ListKind::Tag],
        Some(Editing::Agreed(of, _)) => agreement::lists_of(*of),
        Some(Editing::Comment(_)) => {
            choices.staff = store::list::staff(tx).await?;
            Vec::new()
        }
        _ => Vec::new(),
    };
    for list in lists {
        choices.lists.insert(list, store::list::choices(tx, list, language).await?);
    }
    Ok(choices)
}
