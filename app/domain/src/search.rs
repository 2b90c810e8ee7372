//! The search behind Ctrl+K and the search page.

use crate::{
    id::{ContactId, CustomerId},
    list::StatusMeaning,
};
use serde::{Deserialize, Serialize};

/// Most hits of each kind.
pub const MOST: i32 = 8;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchResults {
    /// Customers, the best first.
    pub customers: Vec<CustomerHit>,
    /// Contact persons, the best first.
    pub contacts: Vec<ContactHit>,
    /// Pages and single settings of the firm, the best first.
    #[serde(default)]
    pub settings: Vec<SettingHit>,
    /// What was looked for in place of what was typed, where nothing fitted that.
    pub meant: Option<String>,
}

/// A page of the settings that was found, or something that stands on one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingHit {
    /// What it is called, in the reader's language.
    pub title: String,
    /// The page where it stands.
    pub place: String,
    /// Where that is.
    pub href: String,
}

/// A customer that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerHit {
    /// The customer.
    pub id: CustomerId,
    /// Customer number.
    pub number: i32,
    /// Name.
    pub name: String,
    /// Nickname; empty where there is none.
    pub nickname: String,
    /// Place of the visiting address.
    pub place: String,
    /// Name of the status.
    pub status: String,
    /// Key of what the status means.
    pub meaning: String,
    /// A name that it had before and by which it was found; empty where it was found otherwise.
    pub former: String,
}

impl CustomerHit {
    /// Whether it has ended and is hidden: found only by those who ask for such ones too.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        self.meaning == StatusMeaning::Hidden.key()
    }
}

/// A contact person that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactHit {
    /// The contact.
    pub id: ContactId,
    /// Their customer.
    pub customer: CustomerId,
    /// Their name.
    pub name: String,
    /// What their customer is called.
    pub customer_name: String,
    /// Whether their customer has ended and is hidden.
    pub hidden: bool,
    /// Their e-mail or mobile, as it is shown.
    pub reach: String,
}
