//! Asking Microsoft for the folder of a customer, and for what is in it. No transaction is open meanwhile.

use crate::request::RequestContext;
use domain::{
    id::TenantId,
    sharepoint::{Failure, Handle, Item, ItemKind, SiteAddress, file_name, folder_name, folder_path},
};
use sharepoint::{Account, Content, Library, Listing, Service};
use std::{future::Future, path::Path, time::Duration};
use store::sharepoint::{Asked, Chosen, Setting};

/// How long all that a page asks for may take.
const PATIENCE: Duration = Duration::from_secs(15);

/// By what the firm's directory knows this system.
///
/// # Errors
/// [`Failure::Off`] where it is not set up; [`Failure::NoKey`] where the secret can't be read any more.
pub fn account(
    key: &mailbox::Key,
    tenant: TenantId,
    setting: &Setting,
    sealed: Option<&[u8]>,
) -> Result<Account, Failure> {
    let sealed = sealed.ok_or(Failure::Off)?;
    let place = store::sharepoint::place(tenant, &setting.directory_id, &setting.client_id);
    let secret = key.open(sealed, &place).ok_or(Failure::NoKey)?;
    Ok(Account { directory: setting.directory_id.clone(), client: setting.client_id.clone(), secret })
}

/// A folder with what is in it.
#[derive(Clone, Debug)]
pub struct Folder {
    /// The way to it from the customer's folder, both with it.
    pub trail: Vec<Item>,
    /// What is in it.
    pub listing: Listing,
}

/// What can be chosen as the customer's folder.
#[derive(Clone, Debug)]
pub struct Choices {
    /// The way from the folder with all customers, with it.
    pub trail: Vec<Item>,
    /// The folders at its end; only the one that was named, where one was.
    pub folders: Vec<Item>,
    /// Whether there is more than is read.
    pub is_cut: bool,
    /// What somebody named.
    pub named: Option<String>,
}

/// A folder that files are put into.
#[derive(Debug)]
pub struct Target {
    library: Library,
    root: Item,
    place: Item,
    is_chosen: bool,
}

impl Target {
    /// Puts a file there.
    ///
    /// # Errors
    /// Why it can't be put there.
    pub async fn put(&self, name: &str, file: &Path) -> Result<(), Failure> {
        self.library.put(&self.place.id, &file_name(name), file).await.map(drop)
    }

    /// The customer's folder, where nobody has chosen it but its name.
    #[must_use]
    pub fn found(&self) -> Option<Chosen> {
        (!self.is_chosen).then(|| chosen(&self.library, self.root.clone()))
    }
}

/// What came of asking.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The folder is there.
    Folder(Folder),
    /// There is none that is called so.
    Missing(String),
    /// The one that was chosen, and was called so then, is no longer there.
    Gone(String),
    /// The customer's folder is there, but nothing such in it.
    NoSuch,
    /// It is not to be had.
    Failed(Failure),
}

/// The customer's folder, or that it is none.
enum Root {
    Found(Box<(Library, Item)>),
    Missing(String),
    Gone(String),
}

/// The `SharePoint` of a firm, as asked for a customer.
#[derive(Debug)]
pub struct SharePoint {
    service: Service,
    account: Result<Account, Failure>,
    asked: Asked,
}

impl SharePoint {
    /// Of a customer of a firm.
    #[must_use]
    pub fn new(context: &RequestContext, tenant: TenantId, asked: Asked) -> Self {
        let account = if asked.setting.is_on {
            account(&context.mailboxes.key, tenant, &asked.setting, asked.sealed.as_deref())
        } else {
            Err(Failure::Off)
        };
        Self { service: context.sharepoint.clone(), account, asked }
    }

    /// What the customer's folder is called where nobody has chosen another.
    #[must_use]
    pub fn usual_name(&self) -> String {
        folder_name(&self.asked.setting.pattern, self.asked.number, &self.asked.name)
    }

    fn account(&self) -> Result<&Account, Failure> {
        self.account.as_ref().map_err(|failure| *failure)
    }

    /// The firm's library, with the way to the folder with all customers.
    async fn library(&self) -> Result<(Library, Vec<String>), Failure> {
        let site = SiteAddress::parse(&self.asked.setting.site).map_err(|_| Failure::NoSite)?;
        let way = folder_path(&self.asked.setting.folder).map_err(|_| Failure::NotFound)?;
        Ok((self.service.library(self.account()?, &site).await?, way))
    }

    async fn root(&self) -> Result<Root, Failure> {
        let (library, way) = self.library().await?;
        match &self.asked.chosen {
            Some(chosen) => of_chosen(library, &way, chosen).await,
            None => self.by_name(library, &way).await,
        }
    }

    /// The folder that is called as such folders are, or was while the customer was called something else.
    async fn by_name(&self, library: Library, way: &[String]) -> Result<Root, Failure> {
        let usual = self.usual_name();
        let former = |name: &String| folder_name(&self.asked.setting.pattern, self.asked.number, name);
        let mut asked: Vec<String> = Vec::new();
        for name in std::iter::once(usual.clone()).chain(self.asked.former.iter().map(former)) {
            if asked.contains(&name) {
                continue;
            }
            let way_there: Vec<String> = way.iter().chain([&name]).cloned().collect();
            match library.at(&way_there).await {
                Ok(item) if item.kind == ItemKind::Folder => return Ok(Root::Found(Box::new((library, item)))),
                // Where the folder with all customers is not there, no customer's is.
                Ok(_) | Err(Failure::NotFound) if asked.is_empty() => drop(base(&library, way).await?),
                Ok(_) | Err(Failure::NotFound) => {}
                Err(failure) => return Err(failure),
            }
            asked.push(name);
        }
        Ok(Root::Missing(usual))
    }

    /// The customer's folder for those who do something in it.
    async fn there(&self) -> Result<(Library, Item), Failure> {
        match self.root().await? {
            Root::Found(found) => Ok(*found),
            Root::Missing(_) | Root::Gone(_) => Err(Failure::NotFound),
        }
    }

    /// A folder below the customer's, or that itself, with what is in it.
    pub async fn folder(&self, wanted: Option<&Handle>) -> Outcome {
        within(async { Ok(self.read(wanted).await.unwrap_or_else(Outcome::Failed)) })
            .await
            .unwrap_or_else(Outcome::Failed)
    }

    async fn read(&self, wanted: Option<&Handle>) -> Result<Outcome, Failure> {
        let (library, root) = match self.root().await? {
            Root::Found(found) => *found,
            Root::Missing(name) => return Ok(Outcome::Missing(name)),
            Root::Gone(name) => return Ok(Outcome::Gone(name)),
        };
        let trail = match wanted.filter(|wanted| **wanted != root.id) {
            None => vec![root],
            Some(wanted) => match library.trail(&root.id, wanted).await {
                Err(Failure::NotFound) => return Ok(Outcome::NoSuch),
                other => other?,
            },
        };
        match trail.last() {
            Some(last) if last.kind == ItemKind::Folder => {
                let listing = library.children(&last.id).await?;
                Ok(Outcome::Folder(Folder { trail, listing }))
            }
            _ => Ok(Outcome::NoSuch),
        }
    }

    /// The folder with all customers, or one below it, with the folders in it: those that may be chosen. Where one is
    /// named, that alone: by its whole way below the folder with all customers.
    ///
    /// # Errors
    /// Why they are not to be had.
    pub async fn choices(&self, wanted: Option<&Handle>, named: Option<&str>) -> Result<Choices, Failure> {
        within(async {
            let (library, way) = self.library().await?;
            let base = base(&library, &way).await?;
            if let Some(named) = named.map(str::trim).filter(|named| !named.is_empty()) {
                let folders = by_way(&library, &way, named).await?.into_iter().collect();
                return Ok(Choices { trail: vec![base], folders, is_cut: false, named: Some(named.to_owned()) });
            }
            let trail = match wanted.filter(|wanted| **wanted != base.id) {
                Some(wanted) => library.trail(&base.id, wanted).await?,
                None => vec![base],
            };
            let last = trail.last().ok_or(Failure::NotFound)?;
            let mut listing = library.children(&last.id).await?;
            listing.items.retain(|item| item.kind == ItemKind::Folder);
            Ok(Choices { trail, folders: listing.items, is_cut: listing.is_cut, named: None })
        })
        .await
    }

    /// A folder as the customer's, where it is below that with all customers.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when it is not.
    pub async fn chosen(&self, wanted: &Handle) -> Result<Chosen, Failure> {
        within(async {
            let (library, way) = self.library().await?;
            let base = base(&library, &way).await?;
            // The folder with all customers is nobody's own.
            if base.id == *wanted {
                return Err(Failure::NotFound);
            }
            let trail = library.trail(&base.id, wanted).await?;
            let last = trail.into_iter().last().filter(|item| item.kind == ItemKind::Folder);
            Ok(chosen(&library, last.ok_or(Failure::NotFound)?))
        })
        .await
    }

    /// Makes the customer's folder, by the name that such folders have.
    ///
    /// # Errors
    /// Why it can't be made.
    pub async fn create(&self) -> Result<Chosen, Failure> {
        within(async {
            let (library, way) = self.library().await?;
            let base = base(&library, &way).await?;
            let made = library.make_folder(&base.id, &self.usual_name()).await?;
            Ok(chosen(&library, made))
        })
        .await
    }

    /// A folder below the customer's, or that itself, for files to be put there.
    ///
    /// # Errors
    /// Why none can be put there.
    pub async fn target(&self, folder: Option<&Handle>) -> Result<Target, Failure> {
        within(async {
            let (library, root) = self.there().await?;
            let place = match folder {
                Some(folder) => library.trail(&root.id, folder).await?.into_iter().last().ok_or(Failure::NotFound)?,
                None => root.clone(),
            };
            if place.kind != ItemKind::Folder {
                return Err(Failure::NotFound);
            }
            Ok(Target { library, root, place, is_chosen: self.asked.chosen.is_some() })
        })
        .await
    }

    /// A file below the customer's folder, and what is in it.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when it is not below; why it is not to be had.
    pub async fn file(&self, id: &Handle) -> Result<(Item, Content), Failure> {
        within(async {
            let (library, root) = self.there().await?;
            let trail = library.trail(&root.id, id).await?;
            let file = trail.into_iter().last().filter(|item| item.kind == ItemKind::File).ok_or(Failure::NotFound)?;
            let content = library.content(&file.id).await?;
            Ok((file, content))
        })
        .await
    }
}

/// The folder with all customers.
async fn base(library: &Library, way: &[String]) -> Result<Item, Failure> {
    match library.at(way).await {
        Ok(item) if item.kind == ItemKind::Folder => Ok(item),
        Ok(_) | Err(Failure::NotFound) => Err(Failure::NoBase),
        Err(failure) => Err(failure),
    }
}

/// The folder that somebody chose, as long as it is where it may be chosen: settings change, and folders are moved.
async fn of_chosen(library: Library, way: &[String], chosen: &Chosen) -> Result<Root, Failure> {
    let gone = || Ok(Root::Gone(chosen.name.clone()));
    if *library.drive() != chosen.drive {
        return gone();
    }
    let base = base(&library, way).await?;
    // The folder with all customers is nobody's own.
    if base.id == chosen.item {
        return gone();
    }
    match library.trail(&base.id, &chosen.item).await {
        Ok(trail) => match trail.into_iter().last().filter(|item| item.kind == ItemKind::Folder) {
            Some(item) => Ok(Root::Found(Box::new((library, item)))),
            None => gone(),
        },
        Err(Failure::NotFound) => gone(),
        Err(failure) => Err(failure),
    }
}

/// The folder at the end of a way that somebody typed, from the folder with all customers; none where it leads to none.
async fn by_way(library: &Library, base: &[String], typed: &str) -> Result<Option<Item>, Failure> {
    let Ok(typed) = folder_path(typed) else { return Ok(None) };
    if typed.is_empty() {
        return Ok(None);
    }
    let way: Vec<String> = base.iter().cloned().chain(typed).collect();
    match library.at(&way).await {
        Ok(item) => Ok(Some(item).filter(|item| item.kind == ItemKind::Folder)),
        Err(Failure::NotFound) => Ok(None),
        Err(failure) => Err(failure),
    }
}

fn chosen(library: &Library, item: Item) -> Chosen {
    Chosen { drive: library.drive().clone(), item: item.id, name: item.name }
}

async fn within<T>(question: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::time::timeout(PATIENCE, question).await.unwrap_or(Err(Failure::Unreachable))
}
