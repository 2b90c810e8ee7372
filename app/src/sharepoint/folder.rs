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
        if let Some(chosen) = &self.asked.chosen {
            let library = self.service.known(self.account()?, &chosen.drive)?;
            return match library.item(&chosen.item).await {
                Ok(item) if item.kind == ItemKind::Folder => Ok(Root::Found(Box::new((library, item)))),
                Ok(_) | Err(Failure::NotFound) => Ok(Root::Gone(chosen.name.clone())),
                Err(failure) => Err(failure),
            };
        }
        let (library, mut way) = self.library().await?;
        let name = self.usual_name();
        way.push(name.clone());
        match library.at(&way).await {
            Ok(item) if item.kind == ItemKind::Folder => Ok(Root::Found(Box::new((library, item)))),
            Ok(_) | Err(Failure::NotFound) => Ok(Root::Missing(name)),
            Err(failure) => Err(failure),
        }
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

    /// The folder with all customers, or one below it, with the folders in it: those that may be chosen.
    ///
    /// # Errors
    /// Why they are not to be had.
    pub async fn choices(&self, wanted: Option<&Handle>) -> Result<(Vec<Item>, Vec<Item>), Failure> {
        within(async {
            let (library, way) = self.library().await?;
            let base = library.at(&way).await?;
            let trail = match wanted.filter(|wanted| **wanted != base.id) {
                Some(wanted) => library.trail(&base.id, wanted).await?,
                None => vec![base],
            };
            let last = trail.last().ok_or(Failure::NotFound)?;
            let mut folders = library.children(&last.id).await?.items;
            folders.retain(|item| item.kind == ItemKind::Folder);
            Ok((trail, folders))
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
            let base = library.at(&way).await?;
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
            let base = library.at(&way).await?;
            let made = library.make_folder(&base.id, &self.usual_name()).await?;
            Ok(chosen(&library, made))
        })
        .await
    }

    /// Puts a file into a folder below the customer's, or that itself.
    ///
    /// # Errors
    /// Why it can't be put there.
    pub async fn put(&self, folder: Option<&Handle>, name: &str, file: &Path) -> Result<(), Failure> {
        let (library, root) = self.there().await?;
        let place = match folder {
            Some(folder) => library.trail(&root.id, folder).await?.into_iter().last().ok_or(Failure::NotFound)?,
            None => root,
        };
        if place.kind != ItemKind::Folder {
            return Err(Failure::NotFound);
        }
        library.put(&place.id, &file_name(name), file).await.map(drop)
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

fn chosen(library: &Library, item: Item) -> Chosen {
    Chosen { drive: library.drive().clone(), item: item.id, name: item.name }
}

async fn within<T>(question: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::time::timeout(PATIENCE, question).await.unwrap_or(Err(Failure::Unreachable))
}
