//! The pages of those who are asked to sign a document: plain pages without a script, each by the link that was sent. The
//! link is the right; `store::signing` opens no more by it than one place in one request.

mod back;
pub(crate) mod finish;

pub(crate) use back::back;

use crate::{
    pages::{self, plain},
    visit::Visit,
};
use app::{
    signing::{Failed, GoingPage, OverPage, SignPage, SignView, UnknownPage, agreed, notice_mail},
    ui::time::Clock,
};
use axum::{
    Form,
    extract::{Path, Query},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    error::{ApiError, Problem},
    signing::{Over, SignerState, Step},
};
use leptos::prelude::*;
use serde::Deserialize;
use signing::{Binding, Provider, new_secret};
use store::{
    StoreError,
    attempt::{Trying, attempt, forget},
    signing::{Happened, SignerTx, SigningToken},
};

/// The cookie that says with which browser somebody went to the provider, and by which link.
pub(crate) const COOKIE: &str = "__Host-signing";

/// The provider by which people sign; none where it is not set up.
#[derive(Clone, Debug, Default)]
pub struct Signing(pub Option<Provider>);

#[derive(Default, Deserialize)]
pub(crate) struct Parameters {
    failed: Option<String>,
}

/// What a form of these pages sends.
#[derive(Deserialize)]
pub(crate) struct Answer {
    #[serde(default)]
    what: String,
    #[serde(default)]
    reason: String,
}

/// The transaction of a link, counted where there is none; else the page that says so.
async fn open(visit: &Visit, secret: &str) -> Result<SignerTx, Response> {
    let store = &visit.context.store;
    let failed = |error: StoreError| pages::failed(visit, ApiError::from(error).code);
    let Some(tried) = attempt(store, Trying::Signing(&visit.context.address)).await.map_err(failed)? else {
        return Err(unknown(visit, true));
    };
    let Some(tx) = store.open_signing(&SigningToken::new(secret)).await.map_err(failed)? else {
        return Err(unknown(visit, false));
    };
    forget(store, tried).await.map_err(failed)?;
    Ok(tx)
}

fn unknown(visit: &Visit, is_limited: bool) -> Response {
    let language = visit.context.browser_language;
    let status = if is_limited { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::NOT_FOUND };
    let title = app::i18n::signing::UNKNOWN.get(language).to_owned();
    plain(visit, status, title, language, move || view! { <UnknownPage is_limited=is_limited language=language/> })
}

fn over(visit: &Visit, tx: &SignerTx, over: Over) -> Response {
    let (language, firm) = (tx.language, tx.tenant_name.clone());
    let has_refused = tx.own_state == SignerState::Refused;
    let title = app::i18n::signing::IS_OVER.get(language).to_owned();
    plain(visit, StatusCode::GONE, title, language, move || {
        view! { <OverPage firm=firm over=over has_refused=has_refused language=language/> }
    })
}

fn address_of(secret: &str) -> String {
    format!("/sign/{secret}")
}

/// Back to the page of a link.
fn to(secret: &str, failed: Option<Failed>) -> Response {
    let query = failed.map_or_else(String::new, |failed| format!("?failed={}", failed.key()));
    Redirect::to(&format!("{}{query}", address_of(secret))).into_response()
}

/// What is asked of whoever has a link.
pub(crate) async fn page(visit: Visit, Path(secret): Path<String>, Query(parameters): Query<Parameters>) -> Response {
    let tx = match open(&visit, &secret).await {
        Ok(tx) => tx,
        Err(answer) => return answer,
    };
    // A server that was gone between the last signature and the file made from all of them left that to whoever comes next.
    if tx.own_state == SignerState::Signed && tx.may(Step::Read).is_ok() {
        drop(tx);
        finish::of_link(&visit, &secret).await;
        return match open(&visit, &secret).await {
            Ok(tx) => shown(&visit, &tx, &secret, StatusCode::OK, None, None),
            Err(answer) => answer,
        };
    }
    let failed = parameters.failed.as_deref().and_then(Failed::from_key);
    shown(&visit, &tx, &secret, StatusCode::OK, failed, None)
}

fn shown(
    visit: &Visit,
    tx: &SignerTx,
    secret: &str,
    status: StatusCode,
    failed: Option<Failed>,
    refusal: Option<(Problem, String)>,
) -> Response {
    if let Err(why) = tx.may(Step::Read) {
        return over(visit, tx, why);
    }
    let language = tx.language;
    let view = SignView {
        address: address_of(secret),
        firm: tx.tenant_name.clone(),
        asked_by: tx.asked_by.clone(),
        customer: tx.customer_name.clone(),
        document: tx.document.clone(),
        message: tx.message.clone(),
        agreed: agreed(&tx.document, &tx.name, &tx.digest, language),
        until: Clock::new(&tx.time_zone, language).shown(&tx.expires_at),
        state: tx.state,
        own_state: tx.own_state,
        failed,
        refusal,
        language,
    };
    let title = app::i18n::signing::PAGE_TITLE.with(language, &[("document", &tx.document)]);
    plain(visit, status, title, language, move || view! { <SignPage view=view/> })
}

/// The file that is signed.
pub(crate) async fn file(visit: Visit, Path(secret): Path<String>) -> Response {
    let mut tx = match open(&visit, &secret).await {
        Ok(tx) => tx,
        Err(answer) => return answer,
    };
    if let Err(why) = tx.may(Step::Read) {
        return over(&visit, &tx, why);
    }
    let tenant = tx.tenant;
    let stored = match tx.file().await {
        Ok(stored) => stored,
        Err(error) => return pages::failed(&visit, ApiError::from(error).code),
    };
    match tx.commit().await {
        Ok(()) => pages::document::answer(&visit, tenant, &stored, false).await,
        Err(error) => pages::failed(&visit, ApiError::from(error).code),
    }
}

/// Signs, or refuses to.
pub(crate) async fn answer(visit: Visit, Path(secret): Path<String>, Form(typed): Form<Answer>) -> Response {
    let tx = match open(&visit, &secret).await {
        Ok(tx) => tx,
        Err(answer) => return answer,
    };
    if let Err(why) = tx.may(Step::Answer) {
        return over(&visit, &tx, why);
    }
    match typed.what.as_str() {
        "sign" => begin(&visit, tx, &secret).await,
        "refuse" => refuse(&visit, tx, &secret, &typed.reason).await,
        _ => to(&secret, None),
    }
}

async fn refuse(visit: &Visit, mut tx: SignerTx, secret: &str, reason: &str) -> Response {
    let failed = |error: StoreError| pages::failed(visit, ApiError::from(error).code);
    match tx.refuse(reason).await {
        Ok(()) => {}
        Err(StoreError::Refused(error)) if error.problem_of("reason").is_some() => {
            let problem = error.problem_of("reason").unwrap_or(Problem::Required);
            let refusal = Some((problem, reason.to_owned()));
            return shown(visit, &tx, secret, StatusCode::UNPROCESSABLE_ENTITY, None, refusal);
        }
        Err(error) => return failed(error),
    }
    if let Err(error) = tell(&mut tx, Happened::Refused).await {
        return failed(error);
    }
    match tx.commit().await {
        Ok(()) => to(secret, None),
        Err(error) => failed(error),
    }
}

/// Tells those of the firm what somebody did, also by e-mail where they want it so.
async fn tell(tx: &mut SignerTx, what: Happened) -> Result<(), StoreError> {
    for to in tx.tell(what).await? {
        let (subject, body) = notice_mail(tx, &to, what, &tx.origin);
        tx.mail(&to, &subject, &body).await?;
    }
    Ok(())
}

/// What the nonce of a signer stands for.
fn binding_of(tx: &SignerTx, text: String, salt: String) -> Binding {
    Binding { document: tx.digest.clone(), request: tx.signing.to_string(), signer: tx.signer.to_string(), text, salt }
}

fn return_address(tx: &SignerTx) -> String {
    format!("{}/sign-return", tx.origin)
}

/// Leads to the provider. By a page that goes on by itself, and not by a redirect: the content policy lets forms end
/// nowhere but here, so that no form can be turned elsewhere.
async fn begin(visit: &Visit, tx: SignerTx, secret: &str) -> Response {
    let Some(provider) = &visit.signing else { return to(secret, Some(Failed::Settings)) };
    let text = agreed(&tx.document, &tx.name, &tx.digest, tx.language);
    let binding = binding_of(&tx, text, new_secret());
    let (redirect, language, firm) = (return_address(&tx), tx.language, tx.tenant_name.clone());
    // Nothing is held while the provider is asked.
    drop(tx);
    let begun = match provider.begin(&redirect, &binding.nonce(), language.tag()).await {
        Ok(begun) => begun,
        Err(error) => {
            tracing::warn!(%error, "nobody can sign just now");
            return to(secret, Some(Failed::Provider));
        }
    };
    let browser = new_secret();
    let kept = async {
        let token = SigningToken::new(secret);
        let mut tx = visit.context.store.open_signing(&token).await?.ok_or(StoreError::NotFound)?;
        tx.begin(&begun.state, &browser, &begun.verifier, &binding.salt, &binding.text).await?;
        tx.commit().await
    };
    if let Err(error) = kept.await {
        return pages::failed(visit, ApiError::from(error).code);
    }
    let title = app::i18n::signing::GOING.get(language).to_owned();
    let address = begun.address.clone();
    let mut response = plain(visit, StatusCode::OK, title, language, move || {
        view! { <GoingPage firm=firm address=address language=language/> }
    });
    let cookie = cookie(Some(&format!("{browser}.{secret}")), visit.context.secure_cookies);
    let refresh = HeaderValue::from_str(&format!("0; url={}", begun.address));
    for (name, value) in [(header::SET_COOKIE, cookie), (header::REFRESH, refresh)] {
        if let Ok(value) = value {
            response.headers_mut().append(name, value);
        }
    }
    response
}

/// The cookie for the way to the provider and back, or one that takes it away.
fn cookie(value: Option<&str>, secure: bool) -> Result<HeaderValue, axum::http::header::InvalidHeaderValue> {
    let (name, flag) = if secure { (COOKIE, "; Secure") } else { (COOKIE.trim_start_matches("__Host-"), "") };
    let (value, age) = value.map_or(("", 0), |value| (value, 1800));
    HeaderValue::from_str(&format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{flag}"))
}
