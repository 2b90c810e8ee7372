//! The firm's settings.

use super::{form_state, framed_setting, open, refused};
use crate::visit::Visit;
use app::{
    editing::{Choices, Editable, History, Inherited},
    help::latest_news,
    i18n::settings as words,
    settings::{MOST, SettingsPage, SettingsView, find, touches},
    shell::{Place, clock_of},
};
use axum::{extract::Query, response::Response};
use domain::{
    field::{self, Names, Needs},
    policy::{Action, Subject, can},
    session::Session,
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{StoreError, form_state::FormState};

const ACTION: &str = "/api/staff/settings";

#[derive(Deserialize)]
pub(crate) struct Parameters {
    edit: Option<String>,
    form: Option<String>,
    history: Option<String>,
    query: Option<String>,
}

/// What the firm has chosen, and what that touches.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    let failed = parameters.form.clone();
    match read(&visit, parameters).await {
        Ok((session, settings)) => {
            let title = words::TITLE.get(session.language).to_owned();
            framed_setting(
                &visit,
                title,
                session,
                Place::Settings,
                failed.as_deref(),
                move || view! { <SettingsPage view=settings/> },
            )
            .await
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, parameters: Parameters) -> Result<(Session, SettingsView), StoreError> {
    let mut tx = open(visit).await?;
    let settings = store::settings::read(&mut tx).await?;
    let about = store::settings::about(&mut tx, &settings).await?;
    let form = form_state(&mut tx, parameters.form.as_deref()).await?;
    let failed = form.as_ref().filter(|state| state.form == ACTION);
    let failed_field = failed.and_then(FormState::changed_field).map(str::to_owned);
    let history = match parameters.history.as_deref().and_then(field::firm) {
        Some(field) => {
            let (language, tenant) = (tx.session().language, tx.session().tenant.0);
            let (past, names) = store::history::read(&mut tx, None, tenant, &[field], language).await?;
            Some(History { key: field.key.to_owned(), past, names, clock: clock_of(tx.session()) })
        }
        None => None,
    };
    let has_news = store::advice::news_seen(&mut tx).await?.as_str() < latest_news();
    let session = tx.commit().await?;
    let subject = Subject { tenant: session.tenant, owner: None };
    let language = session.language;
    // What the firm was set up with counts until it chooses.
    let mut values = settings.chosen.clone();
    if values.text("start_address").is_empty() {
        values.0.insert("start_address".to_owned(), session.start_address.clone().into());
    }
    let number = words::NUMBER_HELP.with(language, &[("n", &about.next_number.to_string())]);
    let start = ("start_address", words::START_HELP.get(language).to_owned());
    let editable = Editable {
        proposals: Vec::new(),
        action: ACTION,
        hidden: Vec::new(),
        values,
        names: Names::new(),
        version: settings.version,
        editing: failed_field.or(parameters.edit),
        form,
        choices: Choices::default(),
        language,
        home: session.home,
        may_change: can(session.actor(), Action::ChangeSettings, subject).allowed,
        offers_history: true,
        history,
        inherited: Some(Inherited::of_firm(session.home)),
        needs: Needs::default(),
        remarks: None,
        notes: touches(&about, language).into_iter().chain([start, ("customer_number_from", number)]).collect(),
        of_same_number: Vec::new(),
    };
    let clock = clock_of(&session);
    let query = parameters.query.map(|query| query.chars().take(200).collect::<String>()).unwrap_or_default();
    let found = find(&session, &query, MOST);
    Ok((session, SettingsView { query, found, settings, about, editable, has_news, clock }))
}
