//! The firm's `SharePoint` (contract DOC-11, INT-11): where its folders are, what is in them, and why they can't be
//! read.

mod place;

pub use place::{
    FOLDER_MAX, PATTERN_MAX, SiteAddress, USUAL_PATTERN, client_id, directory_id, file_name, folder_name, folder_path,
    pattern,
};

use crate::document::{MEDIA_TYPES, MOST_BYTES};
use serde::{Deserialize, Serialize};

/// So many items the section shows; the page has all.
pub const LATEST: usize = 8;
/// Most items of a folder that the page shows.
pub const MOST_SHOWN: usize = 1000;
/// Most bytes of a file that is put there: as many as of a document.
pub const MOST_UPLOADED: u64 = MOST_BYTES;
/// Most characters of a secret.
pub const SECRET_MAX: u32 = 500;

/// Why something of `SharePoint` is not to be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "failure")]
pub enum Failure {
    /// The firm has not set it up, or turned it off.
    Off,
    /// The secret that was kept can't be read any more.
    NoKey,
    /// There is no such directory at Microsoft.
    UnknownDirectory,
    /// The directory knows no application by that id.
    UnknownClient,
    /// The secret is wrong.
    WrongSecret,
    /// The secret is out of date.
    SecretExpired,
    /// The directory does not let the application in, for another reason.
    SignInRefused,
    /// The application may not read or change that.
    NotAllowed,
    /// There is no site at that address.
    NoSite,
    /// The folder with all customers is not there.
    NoBase,
    /// There is no such folder or file, or none below the customer's folder.
    NotFound,
    /// Nothing can be called that there.
    NameRefused,
    /// Something of that name is there already.
    AlreadyThere,
    /// There is no room left.
    Full,
    /// Microsoft wants to be left alone for a while.
    Throttled {
        /// How long, in seconds.
        seconds: u32,
    },
    /// Nobody answers, or not in time.
    Unreachable,
    /// What was answered is no answer.
    Broken,
}

impl Failure {
    /// The input of the settings that it is told at.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::UnknownDirectory => "directory_id",
            Self::UnknownClient => "client_id",
            Self::NoKey | Self::WrongSecret | Self::SecretExpired => "secret",
            Self::NoBase | Self::NotFound | Self::NameRefused => "folder",
            _ => "site",
        }
    }

    /// Whether the settings are to be looked at, and not only another try to be made.
    #[must_use]
    pub const fn is_of_settings(self) -> bool {
        matches!(
            self,
            Self::Off
                | Self::NoKey
                | Self::UnknownDirectory
                | Self::UnknownClient
                | Self::WrongSecret
                | Self::SecretExpired
                | Self::SignInRefused
                | Self::NotAllowed
                | Self::NoSite
                | Self::NoBase
        )
    }
}

/// By what Microsoft knows a library or an item of one: opaque, and safe as a part of an address.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Handle(String);

/// A text that is no handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidHandle;

impl Handle {
    /// Reads one: letters of ASCII, digits and `!-_.,~`.
    ///
    /// # Errors
    /// When the text holds anything else, nothing, or more than 300 characters.
    pub fn parse(text: &str) -> Result<Self, InvalidHandle> {
        let is_good = (1..=300).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!-_.,~".contains(&byte))
            && !text.bytes().all(|byte| byte == b'.');
        if is_good { Ok(Self(text.to_owned())) } else { Err(InvalidHandle) }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Handle {
    type Error = InvalidHandle;

    fn try_from(text: String) -> Result<Self, InvalidHandle> {
        Self::parse(&text)
    }
}

impl From<Handle> for String {
    fn from(handle: Handle) -> Self {
        handle.0
    }
}

impl std::fmt::Display for InvalidHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no handle")
    }
}

impl std::fmt::Display for Handle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A folder.
    Folder,
    /// A file.
    File,
    /// Something else, such as a notebook: it is opened in `SharePoint` alone.
    Other,
}

/// Something in a library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// By what it is known.
    pub id: Handle,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: ItemKind,
    /// Bytes; of a folder those of all that is in it.
    pub size: i64,
    /// How many items are in a folder.
    pub children: i64,
    /// When it was changed last, in RFC 3339; empty where that is not told.
    pub changed_at: String,
    /// Who changed it last; empty where that is not told.
    pub changed_by: String,
    /// Where it is opened in `SharePoint`: an address with `https`, or nothing.
    pub web_url: Option<String>,
    /// In which folder it is; none of the root of a library.
    pub parent: Option<Handle>,
}

impl Item {
    /// The symbol of the icon sprite that stands for it.
    #[must_use]
    pub fn icon(&self) -> &'static str {
        if self.kind == ItemKind::Folder {
            return "folder";
        }
        let ending = self.name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        MEDIA_TYPES.iter().find(|kind| kind.endings.contains(&ending.as_str())).map_or("file-text", |kind| kind.icon)
    }
}

/// Puts folders first, and each by its name as people sort.
pub fn sort(items: &mut [Item]) {
    items.sort_by_cached_key(|item| (item.kind != ItemKind::Folder, item.name.to_lowercase(), item.id.clone()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_is_what_stands_in_an_address_as_it_is() {
        for good in ["01BYE5RZ6QN3ZWBTUFOFD3GSPGOHDJD36K", "b!t18F8ybsHUq1z3LTz8xvZqP8-zaNXF_1", "0123!45", "a.b,c~"] {
            assert_eq!(Handle::parse(good).map(String::from).as_deref(), Ok(good));
        }
        let long = "a".repeat(301);
        for wrong in ["", ".", "..", "...", "a/b", "a?b", "a#b", "a%2f", "a b", "å", "a:b", long.as_str()] {
            assert_eq!(Handle::parse(wrong), Err(InvalidHandle), "{wrong}");
        }
        assert!(serde_json::from_str::<Handle>("\"../secret\"").is_err());
    }

    #[test]
    fn folders_come_first_and_each_has_its_icon() {
        let item = |name: &str, kind| Item {
            id: Handle::parse("x").unwrap(),
            name: name.to_owned(),
            kind,
            size: 0,
            children: 0,
            changed_at: String::new(),
            changed_by: String::new(),
            web_url: None,
            parent: None,
        };
        let mut items = [
            item("b.PDF", ItemKind::File),
            item("A.xlsx", ItemKind::File),
            item("Ørsta", ItemKind::Folder),
            item("avtaler", ItemKind::Folder),
            item("Notater", ItemKind::Other),
        ];
        sort(&mut items);
        let told: Vec<_> = items.iter().map(|item| (item.name.as_str(), item.icon())).collect();
        assert_eq!(
            told,
            [
                ("avtaler", "folder"),
                ("Ørsta", "folder"),
                ("A.xlsx", "table"),
                ("b.PDF", "file-text"),
                ("Notater", "file-text")
            ]
        );
    }

    #[test]
    fn each_failure_is_told_at_an_input_and_says_whose_it_is() {
        assert_eq!((Failure::WrongSecret.field(), Failure::WrongSecret.is_of_settings()), ("secret", true));
        assert_eq!((Failure::NotFound.field(), Failure::NotFound.is_of_settings()), ("folder", false));
        assert_eq!((Failure::NoBase.field(), Failure::NoBase.is_of_settings()), ("folder", true));
        assert_eq!(Failure::Unreachable.field(), "site");
        let told = serde_json::to_string(&Failure::Throttled { seconds: 7 }).unwrap();
        assert_eq!(serde_json::from_str::<Failure>(&told).unwrap(), Failure::Throttled { seconds: 7 });
    }
}
