//! A library of documents: its folders and files.

use crate::{
    Account, Inner,
    address::{below, encoded, is_below, way},
    answer::{DriveItem, Named, Page, SELECT},
    ask::{PATIENCE, ask, ask_json, leave_alone, read, throttled, told},
    is_here,
};
use bytes::Bytes;
use domain::sharepoint::{Failure, Handle, Item, ItemKind, MOST_SHOWN, SiteAddress, sort};
use futures::Stream;
use reqwest::{Body, Method, RequestBuilder, Response, Url, header};
use serde_json::json;
use std::{fmt, io, path::Path, sync::Arc, time::Duration};
use tokio::fs::File;

/// Items of one page.
const OF_A_PAGE: usize = 200;
/// So deep below a folder one looks for the way to it.
const DEEPEST: usize = 25;
/// How long it may take to put a file there.
const UPLOAD: Duration = Duration::from_mins(10);

/// The library of a site, as one account reaches it.
#[derive(Clone, Debug)]
pub struct Library {
    inner: Arc<Inner>,
    account: Account,
    drive: Handle,
}

/// What is in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Folders first, each by name.
    pub items: Vec<Item>,
    /// Whether there is more than is read.
    pub is_cut: bool,
}

/// What is in a file.
pub struct Content {
    /// Bytes, where that is told.
    pub size: Option<u64>,
    answer: Response,
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Content").field("size", &self.size).finish_non_exhaustive()
    }
}

impl Content {
    /// Piece by piece, as it comes.
    pub fn into_stream(self) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
        futures::stream::try_unfold(self.answer, |mut answer| async move {
            let piece = answer.chunk().await.map_err(|error| {
                told(&error);
                io::Error::other("a file of SharePoint ended too early")
            })?;
            Ok(piece.map(|piece| (piece, answer)))
        })
    }
}

/// The library of a site's documents: its default one.
pub(crate) async fn of_site(inner: &Inner, account: &Account, site: &SiteAddress) -> Result<Handle, Failure> {
    let path = way(site.path.iter().map(String::as_str))?;
    let path = if path.is_empty() { String::new() } else { format!(":{path}") };
    let of_site = format!("/v1.0/sites/{}{path}?$select=id", encoded(&site.host));
    let found = get::<Named>(inner, account, &of_site).await;
    let found = found.map_err(|failure| if failure == Failure::NotFound { Failure::NoSite } else { failure })?;
    let of_library = format!("/v1.0/sites/{}/drive?$select=id", encoded(found.id.as_str()));
    Ok(get::<Named>(inner, account, &of_library).await?.id)
}

async fn get<T: serde::de::DeserializeOwned>(inner: &Inner, account: &Account, rest: &str) -> Result<T, Failure> {
    let url = below(&inner.graph, rest)?;
    ask_json(inner, account, || Ok(inner.request(Method::GET, url.clone()))).await
}

impl Inner {
    fn request(&self, method: Method, url: Url) -> RequestBuilder {
        self.client.request(method, url).header(header::ACCEPT, "application/json").timeout(PATIENCE)
    }
}

impl Library {
    pub(crate) fn new(inner: &Arc<Inner>, account: &Account, drive: Handle) -> Self {
        Self { inner: Arc::clone(inner), account: account.clone(), drive }
    }

    /// By what it is known.
    #[must_use]
    pub const fn drive(&self) -> &Handle {
        &self.drive
    }

    fn items(&self, rest: &str) -> String {
        format!("/v1.0/drives/{}/{rest}", encoded(self.drive.as_str()))
    }

    async fn one(&self, rest: &str) -> Result<Item, Failure> {
        get::<DriveItem>(&self.inner, &self.account, &self.items(rest)).await?.item()
    }

    /// What stands at the end of a way from the top; the top itself where there is none.
    ///
    /// # Errors
    /// Why it is not to be had.
    pub async fn at(&self, path: &[String]) -> Result<Item, Failure> {
        let path = way(path.iter().map(String::as_str))?;
        let path = if path.is_empty() { "root".to_owned() } else { format!("root:{path}") };
        self.one(&format!("{path}?{SELECT}")).await
    }

    /// An item.
    ///
    /// # Errors
    /// Why it is not to be had.
    pub async fn item(&self, id: &Handle) -> Result<Item, Failure> {
        self.one(&format!("items/{}?{SELECT}", encoded(id.as_str()))).await
    }

    /// The way from a folder down to an item, both with it. What is not below the folder is as good as nothing: each
    /// step up is asked for by id, so that no name leads anywhere else.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the item is not below the folder; why it is not to be had.
    pub async fn trail(&self, folder: &Handle, id: &Handle) -> Result<Vec<Item>, Failure> {
        let mut trail = vec![self.item(id).await?];
        for _ in 0..DEEPEST {
            let Some(last) = trail.last() else { break };
            if last.id == *folder {
                trail.reverse();
                return Ok(trail);
            }
            let parent = last.parent.clone().ok_or(Failure::NotFound)?;
            trail.push(self.item(&parent).await?);
        }
        Err(Failure::NotFound)
    }

    /// What is in a folder, as much as is shown.
    ///
    /// # Errors
    /// Why it is not to be had.
    pub async fn children(&self, folder: &Handle) -> Result<Listing, Failure> {
        let first = format!("items/{}/children?$top={OF_A_PAGE}&{SELECT}", encoded(folder.as_str()));
        let mut next = Some(below(&self.inner.graph, &self.items(&first))?);
        let mut listing = Listing::default();
        while let Some(url) = next.take() {
            if listing.items.len() >= MOST_SHOWN {
                listing.is_cut = true;
                break;
            }
            let inner = &self.inner;
            let page: Page = ask_json(inner, &self.account, || Ok(inner.request(Method::GET, url.clone()))).await?;
            // A page without anything would lead to others like it: what may come after is not looked for.
            if page.value.is_empty() {
                listing.is_cut = page.next.is_some() || listing.is_cut;
                break;
            }
            for told in page.value {
                match DriveItem::of_page(told) {
                    Some(item) => listing.items.push(item),
                    None => listing.is_cut = true,
                }
            }
            next = page.next.map(|link| self.following(&link)).transpose()?;
        }
        listing.is_cut |= listing.items.len() > MOST_SHOWN;
        listing.items.truncate(MOST_SHOWN);
        sort(&mut listing.items);
        Ok(listing)
    }

    /// The address of a next page: one of Graph's own, for the token goes there.
    fn following(&self, link: &str) -> Result<Url, Failure> {
        Url::parse(link).ok().filter(|url| is_below(&self.inner.graph, url)).ok_or_else(|| {
            tracing::warn!("Microsoft Graph leads somewhere else for the rest of a folder");
            Failure::Broken
        })
    }

    /// What is in a file. Where it is, is told by Graph; there it is fetched without the token, and not followed on.
    ///
    /// # Errors
    /// Why it is not to be had.
    pub async fn content(&self, id: &Handle) -> Result<Content, Failure> {
        let url = below(&self.inner.graph, &self.items(&format!("items/{}/content", encoded(id.as_str()))))?;
        let answer = ask(&self.inner, &self.account, || {
            // Without a time by which all has come: only pieces have one.
            Ok(self.inner.client.get(url.clone()))
        })
        .await?;
        let answer = if answer.status().is_redirection() { self.led(&answer).await? } else { answer };
        Ok(Content { size: answer.content_length(), answer })
    }

    async fn led(&self, answer: &Response) -> Result<Response, Failure> {
        let place = answer.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
        let place = place.and_then(|place| Url::parse(place).ok());
        let is_safe =
            |url: &Url| url.scheme() == "https" || (url.scheme() == "http" && self.inner.is_here && is_here(url));
        let place = place.filter(is_safe).ok_or_else(|| {
            tracing::warn!("Microsoft Graph leads nowhere for a file");
            Failure::Broken
        })?;
        let answer = self.inner.client.get(place).send().await.map_err(|error| told(&error))?;
        if let Some(seconds) = throttled(&answer) {
            return Err(leave_alone(&self.inner, &self.account, seconds));
        }
        match answer.status() {
            status if status.is_success() => Ok(answer),
            status if status.is_server_error() => Err(Failure::Unreachable),
            status if status.is_client_error() => Err(Failure::NotFound),
            _ => Err(Failure::Broken),
        }
    }

    /// Puts a file into a folder; gives it as it is there. One of its name keeps it, and this one gets a number.
    ///
    /// # Errors
    /// Why it can't be put there.
    pub async fn put(&self, folder: &Handle, name: &str, file: &Path) -> Result<Item, Failure> {
        let name = way([name])?;
        let rest = format!(
            "items/{}:{name}:/content?@microsoft.graph.conflictBehavior=rename&{SELECT}",
            encoded(folder.as_str())
        );
        let url = below(&self.inner.graph, &self.items(&rest))?;
        let torn = |error: io::Error| {
            tracing::error!(%error, "an uploaded file can't be read");
            Failure::Broken
        };
        let answer = ask(&self.inner, &self.account, || {
            // Opened anew where it is sent twice; that takes no time.
            let file = std::fs::File::open(file).map_err(torn)?;
            let size = file.metadata().map_err(torn)?.len();
            let request = self.inner.sender.put(url.clone()).timeout(UPLOAD).header(header::ACCEPT, "application/json");
            let request = request.header(header::CONTENT_TYPE, "application/octet-stream");
            Ok(request.header(header::CONTENT_LENGTH, size).body(Body::from(File::from_std(file))))
        })
        .await?;
        read::<DriveItem>(&crate::ask::body(answer).await?)?.item()
    }

    /// Makes a folder in another; gives it as it is there.
    ///
    /// # Errors
    /// [`Failure::AlreadyThere`] where something is called that; why it can't be made.
    pub async fn make_folder(&self, parent: &Handle, name: &str) -> Result<Item, Failure> {
        let url = below(&self.inner.graph, &self.items(&format!("items/{}/children", encoded(parent.as_str()))))?;
        let body = json!({"name": name, "folder": {}, "@microsoft.graph.conflictBehavior": "fail"}).to_string();
        let made: DriveItem = ask_json(&self.inner, &self.account, || {
            let request = self.inner.request(Method::POST, url.clone());
            Ok(request.header(header::CONTENT_TYPE, "application/json").body(body.clone()))
        })
        .await?;
        let made = made.item()?;
        if made.kind == ItemKind::Folder { Ok(made) } else { Err(Failure::Broken) }
    }
}
