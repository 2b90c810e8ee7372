//! Signing in to the portal, with a password or by a link.

use super::{Typed, cookie, failed, refused, to};
use crate::{render, visit::Visit};
use app::{
    i18n::portal as words,
    portal::{ChoicePage, LinkPage, LinkSentPage, LinkView, PortalSignInPage, link_mail},
    shell::PlainDocument,
    sign_in::password,
};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    email::Email,
    error::{ApiError, ErrorCode},
    id::{ContactId, TenantId},
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{
    SessionToken, StoreError,
    attempt::{Trying, attempt, forget},
    portal::{
        door::{self, Entered, LinkToken, PortalAccount},
        second::SecondToken,
    },
};

/// Most accounts of one address whose passwords are tried.
const MOST_TRIED: usize = 5;

#[derive(Deserialize)]
pub(crate) struct Parameters {
    #[serde(default)]
    next: String,
}

/// The form; whoever is signed in already goes on.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    if super::open(&visit).await.is_ok() {
        return to("/portal");
    }
    form(&visit, StatusCode::OK, String::new(), parameters.next, None)
}

fn form(visit: &Visit, status: StatusCode, email: String, next: String, error: Option<ErrorCode>) -> Response {
    let (language, assets) = (visit.context.browser_language, (*visit.state.assets).clone());
    render::page(status, move || {
        view! {
            <PlainDocument title=words::SIGN_IN.get(language).to_owned() language=language assets=assets>
                <PortalSignInPage language=language email=email next=next error=error/>
            </PlainDocument>
        }
    })
}

/// A secret: 256 random bits.
pub(super) fn secret() -> String {
    hex::encode(rand::random::<[u8; 32]>())
}

/// Signs a contact in by their password, or sends them a link. Nothing says whether an address has an account.
pub(crate) async fn enter_by(visit: Visit, Form(typed): Form<Typed>) -> Response {
    let value = |name: &str| typed.get(name).map(String::as_str).unwrap_or_default();
    let (email, next) = (value("email").trim().to_owned(), value("next").to_owned());
    let by_link = value("by") == "link";
    let counted = format!("portal {} {email}", if by_link { "link" } else { "password" });
    let again = |code: ErrorCode| {
        let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::UNAUTHORIZED);
        form(&visit, status, email.clone(), next.clone(), Some(code))
    };
    let store = &visit.context.store;
    // Each asking for a link counts, whether there is such an account or not.
    let tried = match attempt(store, Trying::SignIn { account: &counted, address: &visit.context.address }).await {
        Ok(Some(tried)) => tried,
        Ok(None) => return again(ErrorCode::TooManyAttempts),
        Err(error) => return failed(&visit, ApiError::from(error).code),
    };
    let accounts = match Email::parse(&email) {
        Ok(parsed) => match door::accounts(store, &parsed).await {
            Ok(accounts) => accounts,
            Err(error) => return failed(&visit, ApiError::from(error).code),
        },
        Err(_) => Vec::new(),
    };
    if by_link {
        send_links(&visit, accounts);
        let (language, assets) = (visit.context.browser_language, (*visit.state.assets).clone());
        return render::page(StatusCode::OK, move || {
            view! {
                <PlainDocument title=words::LINK_SENT.get(language).to_owned() language=language assets=assets>
                    <LinkSentPage language=language email=email/>
                </PlainDocument>
            }
        });
    }
    let accounts = with_password(accounts, value("password")).await;
    let Some(account) = accounts.first() else {
        return again(ErrorCode::WrongCredentials);
    };
    if let Err(error) = forget(store, tried).await {
        return failed(&visit, ApiError::from(error).code);
    }
    if accounts.len() > 1 {
        return choice(&visit, accounts).await;
    }
    enter(&visit, (account.tenant, account.contact), target(&next)).await
}

/// Where somebody goes who is in.
pub(super) fn target(next: &str) -> &str {
    if is_of_portal(next) { next } else { "/portal" }
}

/// Whether an address is a page of the portal in every browser's reading.
fn is_of_portal(address: &str) -> bool {
    (address == "/portal" || address.starts_with("/portal/"))
        && address.bytes().all(|byte| byte > b' ' && byte != 0x7f && byte != b'\\')
}

/// The accounts whose password it is. At least one check is made, so that an unknown address takes as long.
async fn with_password(accounts: Vec<PortalAccount>, typed: &str) -> Vec<PortalAccount> {
    let mut found = Vec::new();
    let known: Vec<_> =
        accounts.into_iter().filter(|account| account.password_hash.is_some()).take(MOST_TRIED).collect();
    if known.is_empty() {
        password::verify(typed.to_owned(), None).await;
    }
    for account in known {
        if password::verify(typed.to_owned(), account.password_hash.clone()).await {
            found.push(account);
        }
    }
    found
}

/// Whoever is a contact of several customers says which they come for: each has a link that works once.
async fn choice(visit: &Visit, accounts: Vec<PortalAccount>) -> Response {
    let mut choices = Vec::with_capacity(accounts.len());
    for account in accounts {
        let secret = secret();
        if let Err(error) = door::make_link(&visit.context.store, &account, &LinkToken::new(&secret)).await {
            return failed(visit, ApiError::from(error).code);
        }
        choices.push((secret, account));
    }
    let (language, assets) = (visit.context.browser_language, (*visit.state.assets).clone());
    render::page(StatusCode::OK, move || {
        view! {
            <PlainDocument title=words::WHICH_CUSTOMER.get(language).to_owned() language=language assets=assets>
                <ChoicePage language=language choices=choices/>
            </PlainDocument>
        }
    })
}

/// Sends a link for each account, after the answer: it must not take longer because there is one.
fn send_links(visit: &Visit, accounts: Vec<PortalAccount>) {
    // Never the host that the request names: whoever asks would choose where the secret leads.
    let set = visit.public_origin.clone();
    let (store, browser) = (visit.context.store.clone(), visit.context.browser_language);
    tokio::spawn(async move {
        for account in accounts {
            let Some(origin) = set.clone().or_else(|| account.invited_from.clone()) else { continue };
            let secret = secret();
            let language = account.language.unwrap_or(browser);
            let (subject, body) = link_mail(&account, &format!("{origin}/portal/link/{secret}"), language);
            if let Err(error) = door::send_link(&store, &account, &LinkToken::new(&secret), &subject, &body).await {
                tracing::warn!(%error, "a link to the portal could not be queued");
            }
        }
    });
}

/// Opens a session and goes on; or asks for the second step first.
async fn enter(visit: &Visit, who: (TenantId, ContactId), target: &str) -> Response {
    let secret = secret();
    let (token, context) = (SessionToken::new(&secret), &visit.context);
    // A session that came with the request is not used further.
    if let Ok(mut tx) = super::open(visit).await
        && store::portal::account::sign_out(&mut tx).await.is_ok()
    {
        let _ = tx.commit().await;
    }
    let waiting = self::secret();
    let tokens = (&token, &SecondToken::new(&waiting));
    match door::enter(&context.store, who, tokens, &context.user_agent, &context.address).await {
        Ok(Entered::In) => (cookie(Some(&secret), context.secure_cookies), to(target)).into_response(),
        Ok(Entered::SecondStep) => {
            let next = serde_urlencoded::to_string([("next", target)]).unwrap_or_default();
            to(&format!("/portal/second/{waiting}?{next}"))
        }
        Err(error) => failed(visit, ApiError::from(error).code),
    }
}

/// What a link lets somebody do, without using it up.
pub(crate) async fn link(visit: Visit, Path(token): Path<String>) -> Response {
    match counted(&visit, Box::pin(door::find_link(&visit.context.store, &LinkToken::new(&token)))).await {
        Ok((status, linked, error)) => link_page(
            &visit,
            status,
            LinkView {
                language: linked.as_ref().and_then(|linked| linked.language).unwrap_or(visit.context.browser_language),
                linked,
                token,
                error,
            },
        ),
        Err(error) => failed(&visit, ApiError::from(error).code),
    }
}

/// Runs what a link does, counted where it is none.
async fn counted(
    visit: &Visit,
    work: impl Future<Output = Result<Option<door::Linked>, StoreError>>,
) -> Result<(StatusCode, Option<door::Linked>, Option<ApiError>), StoreError> {
    let store = &visit.context.store;
    let Some(tried) = attempt(store, Trying::Link(&visit.context.address)).await? else {
        let error = ApiError::new(ErrorCode::TooManyAttempts);
        return Ok((StatusCode::TOO_MANY_REQUESTS, None, Some(error)));
    };
    let linked = work.await?;
    if linked.is_some() {
        forget(store, tried).await?;
        return Ok((StatusCode::OK, linked, None));
    }
    Ok((StatusCode::NOT_FOUND, None, None))
}

fn link_page(visit: &Visit, status: StatusCode, view: LinkView) -> Response {
    let assets = (*visit.state.assets).clone();
    let language = view.language;
    render::page(status, move || {
        view! {
            <PlainDocument title=words::PORTAL.get(language).to_owned() language=language assets=assets>
                <LinkPage view=view/>
            </PlainDocument>
        }
    })
}

/// Uses a link: its owner is in, with the password that they may have chosen.
pub(crate) async fn take_link(visit: Visit, Path(token): Path<String>, Form(typed): Form<Typed>) -> Response {
    let store = &visit.context.store;
    let secret = LinkToken::new(&token);
    let chosen = typed.get("new").cloned().unwrap_or_default();
    let mut hash = None;
    if !chosen.is_empty() {
        // Nothing is said of a password to whoever has no link.
        let found = match counted(&visit, Box::pin(door::find_link(store, &secret))).await {
            Ok((_, Some(linked), _)) if !linked.has_password => linked,
            Ok((_, Some(_), _)) => return to(&format!("/portal/link/{token}")),
            Ok((status, None, error)) => {
                let language = visit.context.browser_language;
                return link_page(&visit, status, LinkView { linked: None, token, error, language });
            }
            Err(error) => return failed(&visit, ApiError::from(error).code),
        };
        let problems = password::problems(&chosen, &chosen);
        if !problems.is_empty() {
            let error = Some(ApiError::invalid(problems));
            let language = found.language.unwrap_or(visit.context.browser_language);
            let view = LinkView { linked: Some(found), token, error, language };
            return link_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, view);
        }
        hash = password::hash(chosen).await;
        if hash.is_none() {
            return failed(&visit, ErrorCode::Internal);
        }
    }
    match counted(&visit, Box::pin(door::take_link(store, &secret, hash.as_deref()))).await {
        Ok((_, Some(linked), _)) => enter(&visit, (linked.tenant, linked.contact), "/portal").await,
        Ok((status, None, error)) => {
            let language = visit.context.browser_language;
            link_page(&visit, status, LinkView { linked: None, token, error, language })
        }
        Err(error) => refused(&visit, error),
    }
}
