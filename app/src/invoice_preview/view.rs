//! Everything that the page of the next invoice shows, read before it is rendered.

use crate::ui::time::Clock;
use domain::{
    agreement::InvoiceLine,
    field::{self, Audience, Field, Need, Needs},
    invoice::Readiness,
    invoice_preview::Channel,
    money::Money,
    policy::{Action, Subject, can},
    section::Section,
    session::Session,
    settings::effective,
    vat_treatment::VatTreatment,
};
use store::card::Card;

/// The next invoice of a customer.
#[derive(Clone, Debug)]
pub struct InvoicePreviewView {
    /// The customer, as far as the reader may see it.
    pub card: Card,
    /// Its fixed lines.
    pub lines: Vec<InvoiceLine>,
    /// Who reads it.
    pub session: Session,
    /// When it is read.
    pub clock: Clock,
}

impl InvoicePreviewView {
    /// A field that the firm uses with this customer and that the reader may see.
    pub(super) fn field(&self, key: &str) -> Option<&'static Field> {
        let audience = Audience::of_customer(&self.card.values);
        field::customer(key).filter(|field| self.card.firm.need(field, audience) != Need::Off)
    }

    /// The customer's own value of a field, as it is read; none where there is none, or it is not used or not seen.
    pub(super) fn own(&self, key: &str) -> Option<String> {
        let card = &self.card;
        let shown = card.values.shown(self.field(key)?, &card.names, self.session.language, self.session.home);
        (!shown.is_empty()).then_some(shown)
    }

    /// The key of what counts for the customer in a field; none where the reader may not see it.
    pub(super) fn counting(&self, key: &str) -> Option<String> {
        let field = self.field(key)?;
        Some(effective(&self.card.values, &self.card.firm).text(field.key).to_owned())
    }

    /// By which way the invoice goes; none where the reader may not know.
    pub(super) fn channel(&self) -> Option<Channel> {
        self.counting("invoice_type").map(|key| Channel::of(&key))
    }

    /// How VAT is treated; none where the reader may not see the country, by which it is.
    pub(super) fn vat(&self) -> Option<VatTreatment> {
        self.field("country").map(|_| self.card.firm.vat(&self.card.values))
    }

    /// How ready the invoice is.
    pub(super) fn readiness(&self) -> Readiness {
        Readiness::of(&self.card.values, &self.card.firm)
    }

    /// How much fields matter with this customer, and which the reader may change.
    pub(super) fn needs(&self) -> Needs {
        self.card.firm.needs(Audience::of_customer(&self.card.values))
    }

    /// Whether the firm has fixed lines at all with such a customer.
    pub(super) fn has_lines(&self) -> bool {
        self.needs().is_section_used(Section::InvoiceLines, &self.session.own)
    }

    /// Whether the reader may change customers.
    pub(super) fn may_change(&self) -> bool {
        let subject = Subject { tenant: self.session.tenant, owner: None };
        can(self.session.actor(), Action::ChangeCustomer, subject).allowed
    }

    /// The address of the customer's card.
    pub(super) fn address(&self) -> String {
        format!("/customers/{}", self.card.id)
    }

    /// Where a field is changed; none where the reader may not.
    pub(super) fn editor(&self, key: &str) -> Option<String> {
        let field = self.field(key)?;
        let may = self.may_change() && self.needs().may_change(field);
        may.then(|| format!("{}?edit={key}#field-{key}", self.address()))
    }

    /// An amount in the customer's currency, as far as the reader may see which that is.
    pub(super) fn money(&self, hundredths: i64) -> String {
        let amount = Money::from_hundredths(hundredths);
        match self.counting("currency") {
            Some(currency) => format!("{amount}\u{a0}{currency}"),
            None => amount.to_string(),
        }
    }
}
