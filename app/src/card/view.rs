//! Everything that a card shows, read before it is rendered.

use crate::{
    editing::{Choices, Editable, History, Inherited},
    i18n::invoice,
    registry::CompareView,
    ui::time::{Clock, Moment},
    undo::UndoView,
};
use domain::{
    address::AddressKind,
    agreement::Agreements,
    change::{LogCategory, LogEntry},
    comment::Comment,
    field::{self, Audience, Field, Names, Need, Needs},
    id::{CommentId, ContactId, RowId},
    layout::{Device, Layout},
    policy::{Action, Subject, can},
    section::Section,
    session::Session,
    settings::effective,
};
use std::sync::Arc;
use store::{card::Card, form_state::FormState, merge::Led, undo::Done};

/// Which tab of the card is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// The board of sections.
    #[default]
    Overview,
    /// All contacts.
    Contacts,
    /// All comments.
    Comments,
    /// The whole log.
    Log,
}

impl Tab {
    /// All tabs, in their order.
    pub const ALL: [Self; 4] = [Self::Overview, Self::Contacts, Self::Comments, Self::Log];

    /// The end of its address.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Contacts => "/contacts",
            Self::Comments => "/comments",
            Self::Log => "/log",
        }
    }
}

/// What is being edited in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Editing {
    /// A field, by its key.
    Field(String),
    /// What the header tells, together (seed 002:15).
    General,
    /// One of the addresses.
    Address(AddressKind),
    /// A comment.
    Comment(CommentId),
    /// A contact that is being added.
    NewContact,
    /// A link that is being added.
    NewLink,
    /// A row of what the customer has agreed on; none where it is added.
    Agreed(LogCategory, Option<RowId>),
    /// A tag that is being put on.
    NewTag,
    /// The logo.
    Logo,
    /// Whether a contact is really to be deleted.
    DeleteContact(ContactId),
}

/// Everything that a card shows.
#[derive(Clone, Debug)]
pub struct CardView {
    /// The customer.
    pub card: Card,
    /// How the reader has arranged the card.
    pub layout: Layout,
    /// What kind of device it is read on.
    pub device: Device,
    /// Who reads it.
    pub session: Session,
    /// When it is read.
    pub clock: Clock,
    /// Which tab is open.
    pub tab: Tab,
    /// Fixed comments first, then the stream, newest first.
    pub comments: Vec<Comment>,
    /// Whether all comments of the stream are shown.
    pub all_comments: bool,
    /// What it has agreed on in rows, where a section shows them.
    pub agreements: Agreements,
    /// The day at which its pay matrix is shown, as typed, where it is not that of the card.
    pub rates_on: Option<String>,
    /// The newest entries of the log.
    pub log: Vec<LogEntry>,
    /// Names for what they refer to.
    pub log_names: Names,
    /// What the log is limited to.
    pub log_category: Option<LogCategory>,
    /// What is being edited.
    pub editing: Option<Editing>,
    /// The choices of what is being edited.
    pub choices: Choices,
    /// A save that failed.
    pub form: Option<FormState>,
    /// The moment whose card it is, where it is not that of now: read only, with all sections open.
    pub as_of: Option<Moment>,
    /// The history of a value that the reader asked for.
    pub history: Option<History>,
    /// What the registry says of it, where the reader asked.
    pub compare: Option<CompareView>,
    /// The customer whose address led here: it was merged into this one.
    pub merged: Option<Led>,
    /// What was just done, with the way back.
    pub done: Option<Done>,
    /// The customer's fields, for showing and editing: made once by [`CardView::prepared`].
    pub editable: Option<Arc<Editable>>,
}

impl CardView {
    /// Whether the reader may do something to this customer; nothing on a card of another time.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        self.as_of.is_none()
            && can(self.session.actor(), action, Subject { tenant: self.session.tenant, owner: None }).allowed
    }

    /// The view with what several sections share made ready.
    #[must_use]
    pub fn prepared(mut self) -> Self {
        self.editable = Some(Arc::new(self.make_editable()));
        self
    }

    /// The customer's fields, for showing and editing.
    #[must_use]
    pub fn editable(&self) -> Arc<Editable> {
        self.editable.clone().unwrap_or_else(|| Arc::new(self.make_editable()))
    }

    fn make_editable(&self) -> Editable {
        Editable {
            action: "/api/staff/customer-fields",
            hidden: vec![("customer", self.card.id.to_string())],
            values: self.card.values.clone(),
            names: self.card.names.clone(),
            version: self.card.version,
            editing: match &self.editing {
                Some(Editing::Field(key)) => Some(key.clone()),
                Some(Editing::General) => Some("general".to_owned()),
                Some(Editing::Address(kind)) => Some(format!("address-{}", kind.key())),
                _ => None,
            },
            form: self.form.clone(),
            choices: self.choices.clone(),
            language: self.session.language,
            home: self.session.home,
            may_change: self.may(Action::ChangeCustomer),
            history: self.history.clone(),
            proposals: self
                .card
                .proposals
                .iter()
                .map(|proposal| (proposal.clone(), self.clock.shown(&proposal.seen_at)))
                .collect(),
            offers_history: self.as_of.is_none(),
            inherited: Some(Inherited::of_customer(&self.card.firm, &self.card.agreement_hours)),
            needs: self.needs(),
            notes: [("order_information", invoice::ORDER_NOTE), ("maximum_distance", invoice::CAP_NOTE)]
                .map(|(key, text)| (key, text.get(self.session.language).to_owned()))
                .to_vec(),
        }
    }

    /// How much fields matter with this customer.
    #[must_use]
    pub fn needs(&self) -> Needs {
        self.card.firm.needs(Audience::of_customer(&self.card.values))
    }

    /// What was just done on this card, with the way back.
    #[must_use]
    pub fn undo(&self) -> UndoView {
        UndoView {
            customer: self.card.id,
            may_undo: self.may(Action::ChangeCustomer),
            done: self.done.clone(),
            refused: self.failed("/api/staff/undo").and_then(|state| state.error.problem_of("entry")),
            language: self.session.language,
        }
    }

    /// The customer's fields that stand in one section: the product's, then the firm's own.
    pub fn fields_of(&self, section: Section) -> impl Iterator<Item = &'static Field> + use<> {
        field::of_section(section, &self.session.own)
    }

    /// Whether a field of the customer stands on its card.
    #[must_use]
    pub fn uses(&self, field: &Field) -> bool {
        self.card.firm.need(field, Audience::of_customer(&self.card.values)) != Need::Off
    }

    /// What must be filled in and is not, in the order of the catalogue.
    #[must_use]
    pub fn lacking(&self) -> Vec<&'static Field> {
        let needs = self.needs();
        let fields = self.session.customer_fields();
        fields.filter(|field| !field.is_fixed() && needs.lacks(field, &self.card.values)).collect()
    }

    /// A value as it is read; empty where there is none, or it is not used.
    #[must_use]
    pub fn shown(&self, key: &str) -> String {
        field::customer(key).filter(|field| self.uses(field)).map_or_else(String::new, |field| {
            self.card.values.shown(field, &self.card.names, self.session.language, self.session.home)
        })
    }

    /// What counts for the customer, as it is read: its own value, or else the firm's.
    #[must_use]
    pub fn effective(&self, key: &str) -> String {
        field::customer(key).filter(|field| self.uses(field)).map_or_else(String::new, |field| {
            let values = effective(&self.card.values, &self.card.firm);
            values.shown(field, &self.card.names, self.session.language, self.session.home)
        })
    }

    /// A failed save of a form that belongs to this customer.
    #[must_use]
    pub fn failed(&self, form: &str) -> Option<&FormState> {
        let id = self.card.id.to_string();
        self.form.as_ref().filter(|state| state.form == form && state.typed("customer") == Some(id.as_str()))
    }

    /// The address of this card, without what is being edited.
    #[must_use]
    pub fn address(&self) -> String {
        format!("/customers/{}", self.card.id)
    }
}
