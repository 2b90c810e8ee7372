//! A person in whose name the server works by itself: their mail of the day, their mailbox.

use domain::{
    country::Country,
    id::{SessionId, TenantId, UserId},
    language::Language,
    policy::FieldRights,
    session::Session,
    user::{ColourScheme, Density, Role},
};

/// Whose work it is, as the database tells it.
#[derive(Debug)]
pub(crate) struct Unattended {
    /// The firm.
    pub tenant: TenantId,
    /// What the firm is called.
    pub tenant_name: String,
    /// The firm's country, by its code.
    pub country: String,
    /// The firm's time zone, by its IANA name.
    pub time_zone: String,
    /// Who it is.
    pub user: UserId,
    /// What they are called.
    pub user_name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their role, by its key.
    pub role: String,
    /// The language they chose, by its tag.
    pub language: Option<String>,
}

/// Whose work it is, of a row whose columns are called as these fields.
macro_rules! unattended {
    ($tenant:expr, $user:expr, $row:ident) => {
        $crate::unattended::Unattended {
            tenant: $tenant,
            tenant_name: $row.tenant_name,
            country: $row.country,
            time_zone: $row.time_zone,
            user: $user,
            user_name: $row.user_name,
            email: $row.email,
            role: $row.role,
            language: $row.language,
        }
    };
}
pub(crate) use unattended;

impl Unattended {
    /// A session for the policy to ask about. It has no field rights, own fields or tabs: work that reads or changes
    /// fields has to read them first, as [`crate::job`] does.
    pub(crate) fn session(self) -> Session {
        let language = self.language.as_deref().and_then(Language::from_tag);
        Session {
            // No browser has it open.
            id: SessionId(self.user.0),
            tenant: self.tenant,
            tenant_name: self.tenant_name,
            home: Country::parse(&self.country).unwrap_or(Country::NORWAY),
            time_zone: self.time_zone,
            start_address: String::new(),
            user: self.user,
            name: self.user_name,
            email: self.email,
            department: None,
            role: Role::from_key(&self.role),
            rights: FieldRights::default(),
            language: language.unwrap_or_default(),
            has_language: language.is_some(),
            colour_scheme: ColourScheme::default(),
            density: Density::default(),
            own: Vec::new(),
            own_of_contacts: Vec::new(),
            tabs: Vec::new(),
            notices: 0,
            job: None,
        }
    }
}
