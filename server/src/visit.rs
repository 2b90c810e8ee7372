//! What the server knows of a request: who asks, in which language, on what kind of device.

use crate::{
    router::AppState,
    sign::{self, Signing},
};
use app::{
    outgoing::{MailWay, PublicAddress, SmsWay},
    portal::PORTAL_COOKIE,
    request::{Beside, DONE_COOKIE, RequestContext},
    sign_in::{SESSION_COOKIE, WHO_COOKIE},
    signing::SigningWay,
    user::INVITED_COOKIE,
};
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, header, request::Parts},
};
use axum_extra::extract::CookieJar;
use domain::{
    id::{CommandId, UserId},
    language::Language,
    layout::Device,
};
use std::{convert::Infallible, net::SocketAddr};
use store::SessionToken;

/// One visit to a page.
#[derive(Clone)]
pub(crate) struct Visit {
    /// What server functions know.
    pub(crate) context: RequestContext,
    /// What kind of device it is.
    pub(crate) device: Device,
    /// Whether what the page shows is taken as looked at: it is loaded to be read, by a browser
    /// whose script does not say what its reader has on the screen.
    pub(crate) is_looked_at: bool,
    /// What was just done, where this page is the one after it.
    pub(crate) done: Option<CommandId>,
    /// What was just done to a customer on the card of another.
    pub(crate) beside: Option<Beside>,
    /// What links begin with, where that is set and not told by the request.
    pub(crate) public_origin: Option<String>,
    /// The cookie of a contact's session in the portal, where one came.
    pub(crate) portal: Option<SessionToken>,
    /// The cookie of somebody who went to the provider to sign, where one came.
    pub(crate) at_provider: Option<String>,
    /// The provider by which people sign.
    pub(crate) signing: Option<signing::Provider>,
    /// The invitation that was just made, as `person.secret`, where its link is to be shown.
    pub(crate) invited: Option<String>,
    /// Who signed in here last, where the browser says so.
    pub(crate) who: Option<UserId>,
    /// Path and query.
    pub(crate) address: String,
    /// The state of the server.
    pub(crate) state: AppState,
}

impl Visit {
    /// The path, without its query.
    pub(crate) fn path(&self) -> &str {
        self.address.split('?').next().unwrap_or_default()
    }
}

impl FromRequestParts<AppState> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let header = |name: header::HeaderName| text(&parts.headers, &name);
        let jar = CookieJar::from_headers(&parts.headers);
        let named =
            |name: &'static str| jar.get(if state.secure_cookies { name } else { name.trim_start_matches("__Host-") });
        let cookie = named(DONE_COOKIE).map(|cookie| cookie.value().to_owned()).unwrap_or_default();
        let beside: Option<Beside> = cookie.parse().ok();
        let done = beside.map(|beside| beside.command).or_else(|| cookie.parse().ok());
        let token = named(SESSION_COOKIE).map(|cookie| SessionToken::new(cookie.value()));
        let loads_page = matches!(header(header::HeaderName::from_static("sec-fetch-dest")), "" | "document");
        let peer =
            parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_string()).unwrap_or_default();
        // The last entry is the one that our own proxy has written.
        let forwarded = parts.headers.get("x-forwarded-for").and_then(|value| value.to_str().ok()?.rsplit(',').next());
        let address = match forwarded {
            Some(forwarded) if state.trust_proxy => forwarded.trim().to_owned(),
            _ => peer,
        };
        let user_agent = header(header::USER_AGENT).to_owned();
        let browser_language = Language::from_accept_language(header(header::ACCEPT_LANGUAGE)).unwrap_or_default();
        let provider = parts.extensions.get::<Signing>().and_then(|signing| signing.0.clone());
        Ok(Self {
            device: device(&parts.headers, &user_agent),
            is_looked_at: loads_page && jar.get("script").is_none(),
            done,
            beside,
            public_origin: parts.extensions.get::<PublicAddress>().and_then(PublicAddress::set),
            portal: named(PORTAL_COOKIE).map(|cookie| SessionToken::new(cookie.value())),
            at_provider: named(sign::COOKIE).map(|cookie| cookie.value().to_owned()),
            signing: provider.clone(),
            who: named(WHO_COOKIE).and_then(|cookie| cookie.value().parse().ok()),
            invited: named(INVITED_COOKIE).map(|cookie| cookie.value().to_owned()),
            address: parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
            context: RequestContext {
                store: state.store.clone(),
                token,
                owner: None,
                browser_language,
                user_agent,
                address,
                secure_cookies: state.secure_cookies,
                registry: state.registry.clone(),
                objects: state.objects.clone(),
                files: state.files.clone(),
                mail: parts.extensions.get::<MailWay>().cloned().unwrap_or_default(),
                mailboxes: parts.extensions.get::<mailbox::Access>().cloned().unwrap_or_default(),
                sharepoint: parts.extensions.get::<sharepoint::Service>().cloned().unwrap_or_default(),
                signing: if provider.is_some() { SigningWay::Provider } else { SigningWay::None },
                sms: parts.extensions.get::<SmsWay>().copied().unwrap_or_default(),
                origin: parts
                    .extensions
                    .get::<PublicAddress>()
                    .cloned()
                    .unwrap_or_default()
                    .origin(text(&parts.headers, &header::HOST), state.secure_cookies),
            },
            state: state.clone(),
        })
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Desk or phone, by what the browser says of itself: the first answer is laid out already.
fn device(headers: &HeaderMap, user_agent: &str) -> Device {
    match headers.get("sec-ch-ua-mobile").and_then(|value| value.to_str().ok()) {
        Some("?1") => Device::Phone,
        Some("?0") => Device::Desk,
        _ if user_agent.contains("Mobi") => Device::Phone,
        _ => Device::Desk,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_is_known_by_its_hint_and_else_by_its_name() {
        let hint = |value| {
            HeaderMap::from_iter([(
                header::HeaderName::from_static("sec-ch-ua-mobile"),
                header::HeaderValue::from_static(value),
            )])
        };
        assert_eq!(device(&hint("?1"), ""), Device::Phone);
        assert_eq!(device(&hint("?0"), "Mobi"), Device::Desk);
        assert_eq!(device(&HeaderMap::new(), "Mozilla/5.0 (iPhone) Mobile/15E148"), Device::Phone);
        assert_eq!(device(&HeaderMap::new(), "Mozilla/5.0 (X11; Linux x86_64)"), Device::Desk);
    }
}
