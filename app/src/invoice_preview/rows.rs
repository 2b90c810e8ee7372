//! The rows of the head of the next invoice: each with what stands there, why, and where it is changed.

use super::{InvoicePreviewView, due::due, whence::whence};
use crate::i18n::{firm_country, invoice_preview as words};
use domain::{
    address::{self, Address, AddressKind},
    field::{self, day},
    invoice::address_kind,
    invoice_preview::{Channel, endpoint},
    payment_term::PaymentTerm,
    settings::effective,
    text::plain,
    text::within,
    vat_treatment::VatTreatment,
};

/// One row of the head.
pub(super) struct Row {
    /// What it is.
    pub(super) label: String,
    /// What stands there, line by line.
    pub(super) lines: Vec<String>,
    /// Why.
    pub(super) whence: String,
    /// Where it is changed.
    pub(super) editor: Option<String>,
}

impl Row {
    fn new(label: &str, line: String, whence: String, editor: Option<String>) -> Self {
        Self { label: plain(label), lines: vec![line], whence, editor }
    }
}

/// The row of a field as it counts for the customer; none where there is nothing, or it is not used or not seen.
fn row_of(view: &InvoicePreviewView, key: &str) -> Option<Row> {
    let field = view.field(key)?;
    let values = effective(&view.card.values, &view.card.firm);
    let record = if field.inherits.is_some() { &values } else { &view.card.values };
    let shown = record.shown(field, &view.card.names, view.session.language, view.session.home);
    let label = field.label.get(view.session.language);
    (!shown.is_empty()).then(|| Row::new(label, shown, whence(view, field), view.editor(key)))
}

/// The first of these fields of the customer that something stands in, under a label.
fn first_of(view: &InvoicePreviewView, label: &str, keys: &[&str]) -> Option<Row> {
    let language = view.session.language;
    // What stands in one that is not seen would count: nothing else is told in its place.
    let all_seen = keys.iter().all(|key| field::customer(key).is_some_and(|field| view.card.firm.rights.sees(field)));
    let (key, shown) = keys.iter().filter(|_| all_seen).find_map(|key| Some((*key, view.own(key)?)))?;
    let name = plain(view.field(key)?.label.get(language));
    Some(Row::new(label, shown, words::OF_CUSTOMER_FIELD.with(language, &[("field", &name)]), view.editor(key)))
}

/// Who the invoice is for, and what they know it by.
pub(super) fn receiver(view: &InvoicePreviewView) -> Vec<Row> {
    let language = view.session.language;
    let is_electronic = view.channel() == Some(Channel::Electronic);
    let names: &[&str] = if is_electronic { &["ehf_name", "name"] } else { &["name"] };
    let references: &[&str] =
        if is_electronic { &["ehf_reference", "reference_person"] } else { &["reference_person"] };
    let name = first_of(view, words::RECEIVER.get(language), names);
    // Without the way that it goes nobody knows which reference stands on it.
    let reference = view.channel().and_then(|_| first_of(view, words::REFERENCE.get(language), references));
    [name, address_row(view), reference].into_iter().flatten().collect()
}

/// The address that stands on the invoice (seeds 004:19, 004:23).
fn address_row(view: &InvoicePreviewView) -> Option<Row> {
    let language = view.session.language;
    let values = &view.card.values;
    let kind = address_kind(&view.card.firm);
    let stands = address::stands_for(values, kind);
    let is_told = |part: &str| view.field(&format!("{}_{part}", stands.key())).is_some();
    let address = Address::own(values, stands);
    let place = [("postal_code", &address.postal_code), ("place", &address.place)];
    let place: Vec<&str> = place
        .into_iter()
        .filter(|(part, text)| is_told(part) && !text.is_empty())
        .map(|(_, text)| text.as_str())
        .collect();
    let street = if is_told("street") { address.street.clone() } else { String::new() };
    let mut lines: Vec<String> = [street, place.join(" ")].into_iter().filter(|line| !line.is_empty()).collect();
    if lines.is_empty() {
        return None;
    }
    if is_told("country") && address.country != view.session.home {
        lines.push(address.country.name(language).to_owned());
    }
    let label = within(stands.label().get(language));
    let of = words::OF_CUSTOMER_FIELD.with(language, &[("field", &label)]);
    let whence = match (kind, stands) {
        (AddressKind::Invoice, AddressKind::Invoice) => words::OWN_ADDRESS.get(language).to_owned(),
        (AddressKind::Invoice, _) => format!("{of}: {}", words::NO_OWN_ADDRESS.get(language)),
        _ => of,
    };
    let may = view.may_change()
        && view.field(&format!("{}_street", stands.key())).is_some_and(|field| view.needs().may_change(field));
    let key = stands.key();
    let editor = may.then(|| format!("{}?edit=address-{key}#address-{key}", view.address()));
    Some(Row { lines, ..Row::new(words::ADDRESS.get(language), String::new(), whence, editor) })
}

/// How and how often it goes, and where to.
pub(super) fn sending(view: &InvoicePreviewView) -> Vec<Row> {
    let language = view.session.language;
    let to = match view.channel() {
        Some(Channel::Email) => first_of(view, words::EMAIL_TO.get(language), &["invoice_email", "email"]),
        Some(Channel::Electronic) => endpoint_row(view),
        Some(Channel::Paper) | None => None,
    };
    let copies = row_of(view, "invoice_copy_emails");
    [row_of(view, "invoice_type"), to, copies, row_of(view, "invoice_interval"), row_of(view, "invoice_template")]
        .into_iter()
        .flatten()
        .collect()
}

/// Where an electronic invoice goes.
fn endpoint_row(view: &InvoicePreviewView) -> Option<Row> {
    let language = view.session.language;
    let keys = ["ehf_organisation_number", "gln", "organisation_number"];
    let all_seen = keys.iter().all(|key| field::customer(key).is_some_and(|field| view.card.firm.rights.sees(field)));
    let end = endpoint(&view.card.values).filter(|_| all_seen)?;
    let name = view.field(end.field)?.label.get(language).to_owned();
    let whence = words::OF_CUSTOMER_FIELD.with(language, &[("field", &name)]);
    Some(Row::new(words::ENDPOINT.get(language), end.address, whence, view.editor(end.field)))
}

/// When it is to be paid, in what, and how VAT is treated.
pub(super) fn payment(view: &InvoicePreviewView) -> Vec<Row> {
    let fee = row_of(view, "invoice_fee")
        .filter(|_| effective(&view.card.values, &view.card.firm).number("invoice_fee").is_some_and(|fee| fee != 0));
    let language = view.session.language;
    let fee = fee.map(|row| {
        let whence = format!("{}; {}", row.whence, words::FEE_BESIDE.get(language));
        Row { whence, ..row }
    });
    [row_of(view, "payment_term"), days_row(view), due_row(view), row_of(view, "currency"), fee]
        .into_iter()
        .flatten()
        .chain(vat_rows(view))
        .collect()
}

/// The term that counts: none where the customer has days of its own.
fn counting_term(view: &InvoicePreviewView) -> Option<PaymentTerm> {
    let has_own = view.card.values.0.get("payment_days").is_some_and(|value| !value.is_null());
    view.card.term.filter(|_| !has_own)
}

/// Whether the reader may see all that days of credit come from.
fn knows_days(view: &InvoicePreviewView) -> bool {
    let term = field::customer("payment_term");
    view.field("payment_days").is_some() && term.is_some_and(|term| view.card.firm.rights.sees(term))
}

fn days_row(view: &InvoicePreviewView) -> Option<Row> {
    let row = row_of(view, "payment_days").filter(|_| knows_days(view))?;
    let Some(term) = counting_term(view) else { return Some(row) };
    Some(Row { lines: vec![term.shown(view.session.language)], ..row })
}

fn due_row(view: &InvoicePreviewView) -> Option<Row> {
    let language = view.session.language;
    let days = days_row(view)?.lines.concat();
    let count = effective(&view.card.values, &view.card.firm).number("payment_days")?;
    let sent = view.clock.now.date();
    let due = due(sent, counting_term(view), count)?;
    let today = day(&sent.to_string(), language);
    let whence = words::DUE_WHY.with(language, &[("today", &today), ("days", &days)]);
    Some(Row::new(words::DUE.get(language), day(&due.to_string(), language), whence, None))
}

/// How VAT is treated by the customer's country, and what must then stand on the invoice (seed 003:33).
fn vat_rows(view: &InvoicePreviewView) -> Vec<Row> {
    let (language, home) = (view.session.language, view.session.home);
    let Some(treatment) = view.vat() else { return Vec::new() };
    let values = &view.card.values;
    let country = values.country("country");
    let kind = field::Audience::of_customer(values).kind;
    let by_law = VatTreatment::usual(home, country, kind) == treatment;
    let why = if by_law { words::OF_COUNTRY_LAW } else { words::OF_COUNTRY_FIRM };
    let whence = why.with(language, &[("country", country.name(language))]);
    let shown = format!("{} ({})", treatment.name(language), treatment.category());
    let label = firm_country::CARD_VAT.get(language);
    let first = Row::new(label, shown, whence.clone(), view.editor("country"));
    let text = treatment.invoice_text(home);
    let second = text.map(|text| Row::new(words::INVOICE_TEXT.get(language), text.to_owned(), whence, None));
    std::iter::once(first).chain(second).collect()
}
