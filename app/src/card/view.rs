//! Everything that a card shows, read before it is rendered.

use super::Arrangement;
use crate::{
    comment::{LATEST, Remarks, Shown},
    dialog::DialogView,
    editing::{Choices, Editable, History, Inherited},
    i18n::invoice,
    registry::CompareView,
    ui::time::{Clock, Moment},
    undo::UndoView,
};
use domain::{
    activity::Activity,
    address::AddressKind,
    agreement::Agreements,
    change::{LogCategory, LogEntry},
    comment::Comment,
    corporate::Group,
    field::{self, Audience, Field, Names, Need, Needs},
    id::{CommentId, ContactId, PlacementId, RelationId, ResponsibleId, RowId},
    layout::{Device, Layout},
    policy::{Action, Subject, can},
    relation::Relation,
    section::Section,
    session::Session,
    settings::effective,
    tab::{CardTab, TabKey},
};
use std::sync::Arc;
use store::{card::Card, form_state::FormState, merge::Led, undo::Done};

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
    /// An answer to a comment that is being written.
    Answer(CommentId),
    /// A contact that is being added.
    NewContact,
    /// Documents that are being uploaded.
    NewDocument,
    /// A link that is being added.
    NewLink,
    /// The parent company that is being chosen, in the tree of the group.
    NewParent,
    /// A subsidiary that is being connected.
    NewSubsidiary,
    /// A relation that is being added.
    NewRelation,
    /// A relation.
    Relation(RelationId),
    /// Somebody who is being made responsible.
    NewResponsible,
    /// The title of a responsible.
    Responsible(ResponsibleId),
    /// An employee who is being put at the customer.
    NewEmployee,
    /// An activity that is being added to one of the sections that have some.
    NewActivity(Section),
    /// How an employee is at the customer.
    Placement(PlacementId),
    /// A row of what the customer has agreed on; none where it is added.
    Agreed(LogCategory, Option<RowId>),
    /// A tag that is being put on.
    NewTag,
    /// The logo.
    Logo,
    /// Whether a contact is really to be deleted.
    DeleteContact(ContactId),
}

/// Who and what stands around a customer: read where its section is open.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// The group of companies.
    pub group: Option<Group>,
    /// What is done with it, and when.
    pub activities: Vec<Activity>,
    /// Relations to other customers.
    pub relations: Vec<Relation>,
    /// What the tab of documents shows.
    pub documents: crate::document::Filter,
}

/// Everything that a card shows.
#[derive(Clone, Debug)]
pub struct CardView {
    /// The customer.
    pub card: Card,
    /// How the reader has arranged the card.
    pub layout: Layout,
    /// Whose arrangement that is.
    pub arrangement: Arrangement,
    /// What kind of device it is read on, or arranged for.
    pub device: Device,
    /// Who reads it.
    pub session: Session,
    /// When it is read.
    pub clock: Clock,
    /// Which tab is open.
    pub tab: TabKey,
    /// Fixed comments first, then the stream, newest first.
    pub comments: Vec<Comment>,
    /// The key of the field whose comments are shown beneath it.
    pub about: Option<String>,
    /// Whether all comments of the stream are shown.
    pub all_comments: bool,
    /// What its tab of dialog shows, where that is open.
    pub dialog: Option<DialogView>,
    /// What stands around it, where it is shown.
    pub around: Around,
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
    /// The section whose menu stands open: for browsers without scripts.
    pub menu: Option<Section>,
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
    /// Whether the reader may do something to this customer; nothing on a card of another time, and nothing
    /// while the card is arranged for others.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        self.as_of.is_none()
            && matches!(self.arrangement, Arrangement::Own)
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
            choices: Choices { countries: self.card.firm.countries.offered(self.session.home), ..self.choices.clone() },
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
            inherited: Some(Inherited::of_customer(&self.card.firm, &self.card.agreement_hours, self.card.term)),
            needs: self.needs(),
            remarks: Some(self.remarks()),
            notes: [("order_information", invoice::ORDER_NOTE), ("maximum_distance", invoice::CAP_NOTE)]
                .map(|(key, text)| (key, text.get(self.session.language).to_owned()))
                .to_vec(),
            of_same_number: self
                .done
                .as_ref()
                .filter(|done| done.customer == self.card.id)
                .map(|done| done.of_same_number.clone())
                .unwrap_or_default(),
        }
    }

    /// Comments at the fields of the card.
    fn remarks(&self) -> Remarks {
        let shown = self.about.as_ref().map(|key| Shown {
            key: key.clone(),
            comments: self.comments_about(key).into_iter().cloned().collect(),
            clock: self.clock.clone(),
        });
        Remarks {
            open: self.card.remarks.clone(),
            may_write: self.may(Action::WriteComment),
            card: if self.as_of.is_some() { String::new() } else { self.address() },
            shown,
        }
    }

    /// The comments at one field, with their answers.
    fn comments_about(&self, key: &str) -> Vec<&Comment> {
        let is_about = |comment: &&Comment| comment.anchor.as_deref() == Some(key);
        let heads: Vec<CommentId> = self.comments.iter().filter(is_about).map(|comment| comment.id).collect();
        let belongs = |comment: &&Comment| is_about(comment) || comment.answers.is_some_and(|id| heads.contains(&id));
        self.comments.iter().filter(belongs).collect()
    }

    /// The comments of the stream that are shown in it, without answers: all, or the latest.
    pub fn stream(&self) -> impl Iterator<Item = &Comment> {
        let most = if self.all_comments { usize::MAX } else { usize::try_from(LATEST).unwrap_or(usize::MAX) };
        self.comments.iter().filter(|comment| !comment.fixed && comment.answers.is_none()).take(most)
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

    /// The customer's fields that stand in one section: the product's, then the firm's own. On a card of
    /// another time, which has no tabs, those of the firm's tabs stand among its own fields.
    pub fn fields_of(&self, section: Section) -> impl Iterator<Item = &'static Field> + use<> {
        let with_tabs = section == Section::Own && self.as_of.is_some();
        let tabbed = self.session.own.iter().copied().filter(move |field| with_tabs && field.tab.is_some());
        field::of_section(section, &self.session.own).chain(tabbed.collect::<Vec<_>>())
    }

    /// The firm's own tab that is open.
    #[must_use]
    pub fn own_tab(&self) -> Option<&CardTab> {
        matches!(self.tab, TabKey::Own(_)).then(|| self.session.tabs.iter().find(|tab| tab.key == self.tab)).flatten()
    }

    /// Whether the board is open: the reader's own arrangement of sections.
    #[must_use]
    pub fn is_board(&self) -> bool {
        self.tab == TabKey::OVERVIEW
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

    /// What counts for the customer, as it is read: its own value, its payment term's, its department's, or else the firm's.
    #[must_use]
    pub fn effective(&self, key: &str) -> String {
        field::customer(key).filter(|field| self.uses(field)).map_or_else(String::new, |field| {
            let is_own = self.card.values.0.get(key).is_some_and(|value| !value.is_null());
            if let Some(term) = self.card.term.filter(|_| key == "payment_days" && !is_own) {
                return term.shown(self.session.language);
            }
            let values = effective(&self.card.values, &self.card.firm);
            values.shown(field, &self.card.names, self.session.language, self.session.home)
        })
    }

    /// Whose the value is that a field of the customer follows, in words.
    #[must_use]
    pub fn origin(&self, key: &str) -> String {
        let editable = self.editable();
        let inherited = editable.inherited.as_ref().zip(field::customer(key).filter(|field| self.uses(field)));
        inherited.map_or_else(String::new, |(inherited, field)| inherited.origin(field, self.session.language))
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
