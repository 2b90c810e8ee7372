//! The pages of contacts who are invited to an activity: plain pages without a script, each by the link that was sent. The
//! link is the right; `store::activity::invited` opens no more by it than that one activity.

use crate::{
    pages::{self, calendar::as_file, plain},
    visit::Visit,
};
use app::{
    activity::invited::{InvitedPage, InvitedPageView, InvitedUnknownPage, answer_file, notice_mail},
    i18n::{invited as words, signing},
    ui::time::Clock,
};
use axum::{
    Form,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    error::{ApiError, Problem},
    invited::{InvitedState, Over},
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{
    StoreError,
    activity::invited::{InvitedToken, InvitedTx},
    attempt::{Trying, attempt, forget},
};

/// What the form of these pages sends.
#[derive(Deserialize)]
pub(crate) struct Answer {
    #[serde(default)]
    answer: String,
    #[serde(default)]
    note: String,
}

/// The transaction of a link, counted where there is none; else the page that says so.
async fn open(visit: &Visit, secret: &str) -> Result<InvitedTx, Response> {
    let store = &visit.context.store;
    let failed = |error: StoreError| pages::failed(visit, ApiError::from(error).code);
    let Some(tried) = attempt(store, Trying::Meeting(&visit.context.address)).await.map_err(failed)? else {
        return Err(unknown(visit, true));
    };
    let Some(tx) = store.open_invited(&InvitedToken::new(secret)).await.map_err(failed)? else {
        return Err(unknown(visit, false));
    };
    forget(store, tried).await.map_err(failed)?;
    Ok(tx)
}

fn unknown(visit: &Visit, is_limited: bool) -> Response {
    let language = visit.context.browser_language;
    let status = if is_limited { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::NOT_FOUND };
    let title = signing::UNKNOWN.get(language).to_owned();
    plain(
        visit,
        status,
        title,
        language,
        move || view! { <InvitedUnknownPage is_limited=is_limited language=language/> },
    )
}

fn address_of(secret: &str) -> String {
    format!("/invited/{secret}")
}

fn shown(visit: &Visit, tx: &InvitedTx, secret: &str, refused: Option<(Problem, String)>) -> Response {
    let over = tx.may_answer().err();
    let status = match (over, &refused) {
        (Some(_), _) => StatusCode::GONE,
        (None, Some(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, None) => StatusCode::OK,
    };
    let (problem, note) = refused.map_or((None, tx.note.clone()), |(problem, typed)| (Some(problem), typed));
    let language = tx.language;
    let title = match (tx.activity.first().map(|dated| &dated.activity), over) {
        (Some(one), None | Some(Over::CalledOff | Over::Past)) => {
            words::PAGE_TITLE.with(language, &[("what", &one.title)])
        }
        _ => words::TITLE.get(language).to_owned(),
    };
    let view = InvitedPageView {
        address: address_of(secret),
        firm: tx.tenant_name.clone(),
        organiser: tx.organiser.0.clone(),
        name: tx.name.clone(),
        activity: tx.activity.clone(),
        today: Clock::new(&tx.time_zone, language).today(),
        message: tx.message.clone(),
        state: tx.state,
        note,
        problem,
        over,
        language,
    };
    plain(visit, status, title, language, move || view! { <InvitedPage view=view/> })
}

/// What somebody is invited to.
pub(crate) async fn page(visit: Visit, Path(secret): Path<String>) -> Response {
    match open(&visit, &secret).await {
        Ok(tx) => shown(&visit, &tx, &secret, None),
        Err(answer) => answer,
    }
}

/// The same for their calendar.
pub(crate) async fn file(visit: Visit, Path(secret): Path<String>) -> Response {
    let tx = match open(&visit, &secret).await {
        Ok(tx) => tx,
        Err(answer) => return answer,
    };
    if tx.may_answer().is_err() {
        return shown(&visit, &tx, &secret, None);
    }
    as_file(answer_file(&tx, &address_of(&secret)))
}

/// Takes their answer.
pub(crate) async fn answer(visit: Visit, Path(secret): Path<String>, Form(typed): Form<Answer>) -> Response {
    let failed = |error: StoreError| pages::failed(&visit, ApiError::from(error).code);
    let mut tx = match open(&visit, &secret).await {
        Ok(tx) => tx,
        Err(answer) => return answer,
    };
    if tx.may_answer().is_err() {
        return shown(&visit, &tx, &secret, None);
    }
    let Some(state) = InvitedState::answer(&typed.answer) else {
        return Redirect::to(&address_of(&secret)).into_response();
    };
    let is_other = match tx.answer(state, &typed.note).await {
        Ok(is_other) => is_other,
        Err(StoreError::Refused(error)) if error.problem_of("note").is_some() => {
            let problem = error.problem_of("note").unwrap_or(Problem::Required);
            return shown(&visit, &tx, &secret, Some((problem, typed.note)));
        }
        Err(error) => return failed(error),
    };
    // Who presses twice tells nobody twice.
    if is_other && let Err(error) = tell(&mut tx).await {
        return failed(error);
    }
    match tx.commit().await {
        Ok(()) => Redirect::to(&address_of(&secret)).into_response(),
        Err(error) => failed(error),
    }
}

/// Tells those of the firm what somebody answered, also by e-mail where they want it so.
async fn tell(tx: &mut InvitedTx) -> Result<(), StoreError> {
    for to in tx.tell().await? {
        let (subject, body) = notice_mail(tx, &to);
        tx.mail(&to, &subject, &body).await?;
    }
    Ok(())
}
