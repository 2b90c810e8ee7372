//! Who is signed in, and how they want to read.

use crate::{
    country::Country,
    field::{CONTACT, CUSTOMER, Entity, Field},
    id::{DepartmentId, JobId, SessionId, TenantId, UserId},
    language::Language,
    list::ListKind,
    policy::{Actor, FieldRights},
    tab::CardTab,
    user::{ColourScheme, Density, Role},
};

/// A signed-in member of staff, as every request needs to know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// This browser.
    pub id: SessionId,
    /// The firm.
    pub tenant: TenantId,
    /// What the firm is called.
    pub tenant_name: String,
    /// The firm's country: its phone numbers are shown without a country code.
    pub home: Country,
    /// The firm's time zone, by its IANA name.
    pub time_zone: String,
    /// Where the firm's routes start; empty where none is set.
    pub start_address: String,
    /// Who it is.
    pub user: UserId,
    /// What they are called.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their department.
    pub department: Option<DepartmentId>,
    /// What they may do.
    pub role: Role,
    /// The language they read.
    pub language: Language,
    /// Whether they chose that language themselves; otherwise the browser's counts.
    pub has_language: bool,
    /// Light, dark or as the machine says.
    pub colour_scheme: ColourScheme,
    /// How close things stand.
    pub density: Density,
    /// The firm's own fields of customers, those in use, in the firm's order.
    pub own: Vec<&'static Field>,
    /// Those of their contacts.
    pub own_of_contacts: Vec<&'static Field>,
    /// The tabs of the firm's cards, in the firm's order.
    pub tabs: Vec<CardTab>,
    /// How many notices they have not read.
    pub notices: i64,
    /// What their role may do less than usual with fields.
    pub rights: FieldRights,
    /// Their newest job in the background that is not over.
    pub job: Option<JobId>,
}

impl Session {
    /// Every field of the firm's customers: the product's, then the firm's own.
    pub fn customer_fields(&self) -> impl Iterator<Item = &'static Field> + use<> {
        CUSTOMER.iter().chain(self.own.clone())
    }

    /// Every field of their contacts: the product's, then the firm's own.
    pub fn contact_fields(&self) -> impl Iterator<Item = &'static Field> + use<> {
        CONTACT.iter().chain(self.own_of_contacts.clone())
    }

    /// The firm's own fields of customers, or of their contacts.
    #[must_use]
    pub fn own_of(&self, entity: Entity) -> &[&'static Field] {
        match entity {
            Entity::Customer => &self.own,
            Entity::Contact => &self.own_of_contacts,
            Entity::Firm => &[],
        }
    }

    /// The lists from which fields of contacts choose.
    #[must_use]
    pub fn lists_of_contacts(&self) -> Vec<ListKind> {
        self.contact_fields().filter_map(Field::list).collect()
    }

    /// The firm's own fields, whatever they belong to.
    pub fn all_own(&self) -> impl Iterator<Item = &'static Field> + use<> {
        self.own.clone().into_iter().chain(self.own_of_contacts.clone())
    }

    /// The list with this key that people look after among the firm's lists: one of the product's, or of an own
    /// field in use. Departments are not: they have a page of their own.
    #[must_use]
    pub fn list(&self, key: &str) -> Option<ListKind> {
        ListKind::from_key(key).filter(|list| match list {
            ListKind::Own(key) => self.all_own().any(|field| field.key == *key),
            ListKind::Department => false,
            _ => true,
        })
    }

    /// All lists of the firm: the product's, its departments, then those of its own fields.
    #[must_use]
    pub fn lists(&self) -> Vec<ListKind> {
        let own = self.all_own().filter_map(Field::list);
        ListKind::ALL.iter().copied().chain([ListKind::Department]).chain(own).collect()
    }

    /// Who asks, for the policy.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        Actor::Staff { tenant: self.tenant, user: self.user, role: self.role }
    }
}

/// One of a person's signed-in browsers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionInfo {
    /// Its identity.
    pub id: SessionId,
    /// When it began, UTC in RFC 3339.
    pub created_at: String,
    /// When it was last used, UTC in RFC 3339.
    pub last_seen_at: String,
    /// What the browser calls itself.
    pub user_agent: String,
    /// Where it came from.
    pub address: String,
}
