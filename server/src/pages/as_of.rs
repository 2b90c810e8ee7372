//! The card as it stood at an earlier moment, under an address of its own.

use super::{failed, framed, refused_of};
use crate::visit::Visit;
use app::{
    card::{Around, Arrangement, CardPage, CardView, NotYetPage, NotYetView},
    editing::Choices,
    shell::{Place, clock_of},
    ui::time::Moment,
};
use axum::response::{IntoResponse, Redirect, Response};
use domain::{error::ErrorCode, field::Audience, id::CustomerId, layout::resolve, session::Session, tab::TabKey};
use leptos::prelude::*;
use store::{StoreError, as_of::Found};

/// What there is to show.
enum Shown {
    Card(Box<CardView>),
    NotYet(Box<Session>, NotYetView),
    /// What was named is no moment.
    NoMoment,
}

/// The card of a moment that the address names; `time` comes from the form, beside its date, and
/// is put into the address, so that one address names one moment.
pub(crate) async fn page(visit: &Visit, customer: &str, at: &str, time: Option<&str>) -> Response {
    if let Some(time) = time {
        let joint = if time.is_empty() { "" } else { "T" };
        let query = serde_urlencoded::to_string([("at", format!("{at}{joint}{time}"))]).unwrap_or_default();
        return Redirect::to(&format!("{}?{}", visit.path(), query.replace("%3A", ":"))).into_response();
    }
    match read(visit, customer, at).await {
        Ok(Shown::Card(card)) => {
            let name = card.card.values.text("name");
            let then = card.as_of.as_ref().filter(|moment| !card.clock.is_ahead(moment));
            let title = then.map_or_else(|| name.to_owned(), |moment| format!("{name} · {}", card.clock.long(moment)));
            framed(visit, title, card.session.clone(), Place::Customer, move || view! { <CardPage view=*card/> })
        }
        Ok(Shown::NotYet(session, view)) => {
            let title = view.name.clone();
            framed(visit, title, *session, Place::Customer, move || view! { <NotYetPage view=view/> })
        }
        Ok(Shown::NoMoment) => failed(visit, ErrorCode::BadRequest),
        Err(error) => refused_of(visit, customer, error).await,
    }
}

async fn read(visit: &Visit, customer: &str, at: &str) -> Result<Shown, StoreError> {
    let token = visit.context.token.as_ref().ok_or(StoreError::Unauthenticated)?;
    let opened = visit.context.store.open_with_layout(token, visit.device).await?;
    let layout = resolve(visit.device, [&opened.tenant_layer, &opened.role_layer, &opened.user_layer]).unfolded();
    let mut tx = opened.tx;
    tx.prefer_language(visit.context.browser_language);
    let id: CustomerId = customer.parse().map_err(|_| StoreError::NotFound)?;
    let clock = clock_of(tx.session());
    let moment: Option<Moment> = clock.moment(at);
    let Some(moment) = moment else { return Ok(Shown::NoMoment) };
    let language = tx.session().language;
    let found = store::as_of::read(&mut tx, id, &moment.utc, language).await?;
    let session = tx.commit().await?;
    let then = match found {
        Found::Card(then) => *then,
        Found::NotYet { name, created_at } => {
            let view = NotYetView { name, created_at, moment, address: format!("/customers/{id}"), clock };
            return Ok(Shown::NotYet(Box::new(session), view));
        }
    };
    let needs = then.card.firm.needs(Audience::of_customer(&then.card.values));
    let layout = layout.with_used(|section| needs.is_section_used(section, &session.own));
    let view = CardView {
        card: then.card,
        layout,
        arrangement: Arrangement::Own,
        device: visit.device,
        session,
        clock,
        tab: TabKey::OVERVIEW,
        agreements: then.agreements,
        rates_on: None,
        comments: then.comments,
        about: None,
        all_comments: true,
        around: Around { activities: then.activities, relations: then.relations, ..Around::default() },
        dialog: None,
        log: then.log,
        log_names: then.log_names,
        log_category: None,
        menu: None,
        editing: None,
        choices: Choices::default(),
        form: None,
        as_of: Some(moment),
        history: None,
        compare: None,
        merged: None,
        done: None,
        editable: None,
    };
    Ok(Shown::Card(Box::new(view.prepared())))
}
