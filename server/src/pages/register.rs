//! The register: what its address says, and what it shows.

use super::{form_state, framed, open, refused, setting_notice_of};
use crate::visit::Visit;
use app::{
    i18n::common,
    register::{
        ChosenRows, ConditionForm, Here, Panel, Preview, RegisterPageView, RegisterState, Rights, known_choices, moved,
    },
    setting_log::setting_notice,
    shell::{Place, clock_of},
};
use axum::{
    extract::RawQuery,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    filter::{Column, Condition, Filter, Group, Joint, ME, Nature, Node, Operator, Path, Test},
    id::RegisterViewId,
    list::Choice,
    policy::{Action, Subject, can},
    register::{Cursor, RegisterQuery, RegisterView, columns_from},
    session::Session,
};
use leptos::prelude::*;
use store::{StoreError, Tx, register::Missing};

/// Names and values of the address, in order; some names come several times.
struct Parameters(Vec<(String, String)>);

impl Parameters {
    fn read(query: &str) -> Self {
        Self(serde_urlencoded::from_str(query).unwrap_or_default())
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn all(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
    }

    fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    /// What was typed into the form of a condition, by how it compares.
    fn typed(&self, operator: Operator) -> Vec<String> {
        let named = |names: &[&str]| names.iter().map(|name| self.text(name).to_owned()).collect();
        match operator {
            Operator::Last => named(&["last_count", "last_unit"]),
            Operator::Next => named(&["next_count", "next_unit"]),
            Operator::Older => named(&["older_count", "older_unit"]),
            Operator::This => named(&["this_unit"]),
            Operator::Dates | Operator::Between | Operator::Within => named(&["from_value", "to_value"]),
            Operator::Empty | Operator::Filled => Vec::new(),
            _ => self.all("value").into_iter().map(str::to_owned).collect(),
        }
    }
}

/// The form of a condition that was sent: the filter with it, or the form again with what is wrong.
fn set(parameters: &Parameters, filter: &Filter) -> Option<Result<Filter, ConditionForm>> {
    let path = Path::parse(parameters.get("set")?)?;
    let column = Column::from_key(parameters.text("column"))?;
    let operator = Operator::from_key(parameters.text("op"))?;
    let (values, is_or) = (parameters.typed(operator), parameters.get("or").is_some());
    match Condition::new(column, operator, &values.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(condition) => {
            let node = Node::Condition(condition);
            let node = match filter.node(&path) {
                Some(before) if is_or => Node::Group(Group { joint: Joint::Any, nodes: vec![before.clone(), node] }),
                _ => node,
            };
            Some(Ok(filter.with(&path, Some(node))))
        }
        Err(_) => Some(Err(ConditionForm { column, operator, values, path, is_or, wrong: true, options: Vec::new() })),
    }
}

/// What is open above the list, as the address says.
fn panel(parameters: &Parameters, filter: &Filter, failed: Option<&str>) -> Option<Panel> {
    match failed {
        Some("/api/staff/register-view-save-as") => return Some(Panel::Save),
        Some("/api/staff/register-view-rename") => return Some(Panel::Rename),
        _ => {}
    }
    if let Some(path) = parameters.get("edit").and_then(Path::parse) {
        let Some(Node::Condition(condition)) = filter.node(&path) else { return None };
        return Some(Panel::Condition(Box::new(ConditionForm::of(condition, path))));
    }
    if let Some(key) = parameters.get("new") {
        let path = parameters.get("in").and_then(Path::parse).unwrap_or_else(|| Path(vec![filter.nodes.len()]));
        let is_or = parameters.get("or").is_some();
        return Some(Column::from_key(key).map_or_else(
            || Panel::Fields { path: path.clone(), is_or },
            |column| {
                let operator = Operator::of(column).first().copied().unwrap_or(Operator::Filled);
                let (path, values) = (path.clone(), Vec::new());
                Panel::Condition(Box::new(ConditionForm {
                    column,
                    operator,
                    values,
                    path,
                    is_or,
                    wrong: false,
                    options: Vec::new(),
                }))
            },
        ));
    }
    match () {
        () if parameters.get("choose").is_some() => Some(Panel::Columns),
        () if parameters.get("save").is_some() => Some(Panel::Save),
        () if parameters.get("rename").is_some() => Some(Panel::Rename),
        () => None,
    }
}

/// The values of a column that can be chosen.
pub(super) async fn values_of(tx: &mut Tx, column: Column) -> Result<Vec<Choice>, StoreError> {
    let (language, home) = (tx.session().language, tx.session().home);
    Ok(match column.nature() {
        Nature::Choice(list) | Nature::Choices(list) => store::list::choices(tx, list, language).await?,
        Nature::User => {
            let me = Choice { value: ME.to_owned(), label: app::i18n::register::ME.get(language).to_owned() };
            [me].into_iter().chain(store::list::staff(tx).await?).collect()
        }
        _ => known_choices(column, home, language),
    })
}

/// What a condition on this column can choose from.
async fn options(tx: &mut Tx, form: &ConditionForm) -> Result<Vec<Choice>, StoreError> {
    let mut options = values_of(tx, form.column).await?;
    // What is chosen already stays a choice, though the list has retired it.
    let gone: Vec<&str> = form
        .values
        .iter()
        .map(String::as_str)
        .filter(|value| !options.iter().any(|option| option.value == *value))
        .collect();
    let names = store::register::names_of(tx, &gone).await?;
    options.extend(names.into_iter().map(|(value, label)| Choice { value, label }));
    Ok(options)
}

/// One page of the register.
pub(crate) async fn page(visit: Visit, RawQuery(raw): RawQuery) -> Response {
    let parameters = Parameters::read(raw.as_deref().unwrap_or_default());
    match read(&visit, &parameters).await {
        Ok((_, Answer::Elsewhere(address))) => Redirect::to(&address).into_response(),
        Ok((session, Answer::Page(state))) => {
            let place = if state.view.is_some() { Place::View } else { Place::Register(state.here.query.scope) };
            let title = state
                .view
                .as_ref()
                .map_or_else(|| common::CUSTOMERS.get(session.language).to_owned(), |view| view.name.clone());
            // The columns may just have been chosen for all of the firm.
            let notice = match setting_notice_of(&visit, &session, None).await {
                Ok(notice) => notice,
                Err(error) => return refused(&visit, error),
            };
            framed(
                &visit,
                title,
                session,
                place,
                move || view! { {setting_notice(&notice)}<RegisterPageView state=*state/> },
            )
        }
        Err(error) => refused(&visit, error),
    }
}

enum Answer {
    Page(Box<RegisterState>),
    Elsewhere(String),
}

/// Where one is: what the address says, over what the view in it says.
fn here(parameters: &Parameters, id: Option<RegisterViewId>, view: Option<&RegisterView>) -> Here {
    let columns = parameters.all("columns").join(",");
    let query = match view {
        Some(view) if parameters.get("scope").is_none() => RegisterQuery::decode(&view.query),
        _ => RegisterQuery::from_pairs(&parameters.0),
    };
    Here { view: id, query, columns: (!columns.is_empty()).then(|| columns_from(columns.split(','))) }
}

/// Whether a column is one of the firm's that the reader may see: an own field that is in use, or none.
fn is_of_firm(column: Column, session: &Session) -> bool {
    match column {
        Column::Field(field) if !session.rights.sees(field) => false,
        Column::Field(field) => !field.is_own() || session.own.iter().any(|own| own.key == field.key),
        _ => true,
    }
}

/// Own fields of other firms, and those out of use, are no columns: what is asked about them can't be read.
fn keep_to_firm(here: &mut Here, session: &Session) {
    if let Some(columns) = &mut here.columns {
        columns.retain(|column| is_of_firm(*column, session));
    }
    if !is_of_firm(here.query.sort.column(), session) {
        here.query.sort = RegisterQuery::default().sort;
    }
    let gone: Vec<&str> = here
        .query
        .filter
        .conditions()
        .iter()
        .map(|condition| condition.column())
        .filter(|column| !is_of_firm(*column, session))
        .map(Column::key)
        .collect();
    if !gone.is_empty() {
        let text =
            gone.iter().fold(here.query.filter.to_string(), |text, key| text.replace(&format!("{key}."), "own_field."));
        here.query.filter = Filter::parse(&text);
    }
}

async fn read(visit: &Visit, parameters: &Parameters) -> Result<(Session, Answer), StoreError> {
    let mut tx = open(visit).await?;
    let (views, gone_pins) = store::register::views_and_gone(&mut tx).await?;
    let id: Option<RegisterViewId> = parameters.get("view").and_then(|id| id.parse().ok());
    // Whoever comes by no address of a list comes to what theirs opens with.
    if let Some(first) = views.iter().find(|view| view.opens()).filter(|_| parameters.0.is_empty()) {
        let address = format!("/customers?view={}", first.id);
        return Ok((tx.commit().await?, Answer::Elsewhere(address)));
    }
    let view = id.and_then(|id| views.iter().find(|view| view.id == id).cloned());
    let missing = match (id, &view) {
        (Some(id), None) => Some(store::register::missing(&mut tx, id).await?),
        _ => None,
    };
    let is_there = view.is_some() || missing == Some(Missing::Deleted);
    // That it is gone is said once, by its name where the reader knows it.
    let missing = missing.filter(|_| !gone_pins.iter().any(|(gone, _)| Some(*gone) == id));
    let mut here = here(parameters, id.filter(|_| is_there), view.as_ref());
    keep_to_firm(&mut here, tx.session());
    if parameters.get("pick").is_some() {
        let chosen = parameters.all("columns").join(",");
        here.columns = Some(moved(&chosen, parameters.text("up"), parameters.text("down")));
        return Ok((tx.commit().await?, Answer::Elsewhere(here.address("choose=1#panel"))));
    }
    let sent = set(parameters, &here.query.filter);
    let mut again = None;
    match sent {
        Some(Ok(filter)) => return Ok((tx.commit().await?, Answer::Elsewhere(here.filtered(filter)))),
        Some(Err(form)) => again = Some(Panel::Condition(Box::new(form))),
        None => {}
    }
    let failed = form_state(&mut tx, parameters.get("form")).await?;
    let mut panel =
        again.or_else(|| panel(parameters, &here.query.filter, failed.as_ref().map(|failed| failed.form.as_str())));
    if let Some(Panel::Condition(form)) = &mut panel {
        form.options = options(&mut tx, form).await?;
    }
    let mine = store::register::columns(&mut tx).await?;
    let columns = here.columns.clone().or_else(|| view.as_ref()?.columns.clone()).unwrap_or(mine.columns);
    let columns: Vec<Column> = columns.into_iter().filter(|column| is_of_firm(*column, tx.session())).collect();
    let cursor = parameters.get("from").and_then(Cursor::decode);
    let are_asked = parameters.get("count").is_some();
    let (page, totals) =
        store::register::page_and_totals(&mut tx, &here.query, &columns, cursor.as_ref(), are_asked).await?;
    let names = store::register::names_of(&mut tx, &chosen(&here.query.filter)).await?;
    let preview = match parameters.get("open").and_then(|id| id.parse().ok()) {
        Some(id) => store::register::preview(&mut tx, id).await?.map(|found| Preview {
            id,
            values: found.values,
            names: found.names,
            meaning: found.meaning,
            contacts: found.contacts,
        }),
        None => None,
    };
    let session = tx.commit().await?;
    let may = |action| can(session.actor(), action, Subject { tenant: session.tenant, owner: None }).allowed;
    let rights = Rights {
        register: may(Action::RegisterCustomer),
        change: may(Action::ChangeMany),
        export: may(Action::ExportCustomers),
        share: may(Action::ShareView),
        arrange_firm: may(Action::ArrangeFirmRegister),
    };
    let state = RegisterState {
        here,
        cursor,
        columns,
        own_columns: mine.own,
        firm_columns: mine.firm,
        widths: mine.widths,
        view,
        missing,
        gone_pins,
        views,
        page,
        chosen: chosen_rows(parameters),
        totals,
        names,
        panel,
        preview,
        failed,
        rights,
        own: session.own.clone(),
        clock: clock_of(&session),
        home: session.home,
    };
    Ok((session, Answer::Page(Box::new(state))))
}

/// The customers that were chosen before one leafed to this page.
fn chosen_rows(parameters: &Parameters) -> ChosenRows {
    let named = parameters.all("customer").into_iter().chain(parameters.all("page"));
    let customers = named.flat_map(|ids| ids.split(',')).filter_map(|id| id.parse().ok()).collect();
    ChosenRows { customers, all: parameters.get("all").is_some() }
}

/// What the conditions of a filter have chosen from lists.
fn chosen(filter: &Filter) -> Vec<&str> {
    let mut values = Vec::new();
    for condition in filter.conditions() {
        if let Test::Chosen(chosen) = condition.test() {
            values.extend(chosen.iter().map(String::as_str));
        }
    }
    values
}
