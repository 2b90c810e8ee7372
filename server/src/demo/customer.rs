//! The row of one customer.

use super::{
    address, classification,
    firm::{Consultant, Firm},
    identity::{Identity, Person},
    lists::Status,
    numbers::{landline, mobile},
};
use domain::{
    address::SameAs,
    customer::{CustomerKind, CustomerType},
    id::CustomerId,
    list::ListKind,
};
use store::demo::CustomerRow;

/// A customer, with what its contacts and comments depend on.
#[derive(Debug)]
pub(super) struct Draft {
    /// The row.
    pub(super) row: CustomerRow,
    /// Who is responsible.
    pub(super) responsible: Consultant,
    /// The person, where the customer is one.
    pub(super) person: Option<Person>,
    /// Where it has its e-mail.
    pub(super) domain: String,
    /// How many days ago it was registered.
    pub(super) age: i64,
    /// How many days ago one last had to do with it.
    pub(super) quiet: i64,
}

impl Draft {
    /// Fills the row of somebody.
    pub(super) fn new(firm: &mut Firm, id: CustomerId, number: i64, who: Identity) -> Self {
        let responsible = firm.any_colleague();
        let (customer_type, status) = standing(firm);
        let quiet = match status {
            Status::Ended | Status::Hidden => firm.random.between(120, 500),
            _ => firm.random.between(1, 40),
        };
        let age = quiet + firm.random.between(30, 1300);
        let minute = firm.office_minute();
        let at = firm.clock.at(age, minute);
        let country = firm.profile.country;
        let is_person = who.person.is_some();
        let mobile = (is_person || firm.random.chance(35)).then(|| mobile(&mut firm.random, country));
        let area = firm.profile.offices[responsible.office].area;
        let phone = (!is_person && firm.random.chance(85)).then(|| landline(&mut firm.random, country, area));
        let email = match &who.person {
            Some(person) if who.kind == CustomerKind::Private => Some(person.email(&who.domain)),
            _ => firm.random.chance(90).then(|| format!("post@{}", who.domain)),
        };
        let website =
            (who.kind == CustomerKind::Company && firm.random.chance(70)).then(|| format!("https://{}", who.domain));
        let mut row = CustomerRow {
            tenant_id: firm.tenant,
            id,
            number,
            name: who.name,
            nickname: who.nickname,
            organisation_number: who.organisation_number,
            kind: who.kind,
            customer_type,
            country,
            industry: who.industry.and_then(|code| firm.lists.industry(code)),
            status: firm.lists.status(status),
            responsible: responsible.id,
            phone,
            mobile,
            email,
            website,
            visiting_street: None,
            visiting_postal_code: None,
            visiting_place: None,
            visiting_country: None,
            postal_same_as: SameAs::Visiting,
            postal_street: None,
            postal_postal_code: None,
            postal_place: None,
            postal_country: None,
            directions: None,
            invoice_same_as: SameAs::Visiting,
            invoice_street: None,
            invoice_postal_code: None,
            invoice_place: None,
            invoice_country: None,
            delivery_same_as: SameAs::Visiting,
            delivery_street: None,
            delivery_postal_code: None,
            delivery_place: None,
            delivery_country: None,
            payment_days: None,
            payment_term: None,
            markup_factor: None,
            invoice_type: None,
            invoice_email: None,
            ehf_reference: None,
            reference_person: None,
            order_information: None,
            assignment_agreement: None,
            collective_agreement: None,
            weekly_hours: None,
            hours_friday: None,
            requirements: Vec::new(),
            company_processes: Vec::new(),
            credit_rating: None,
            credit_limit: None,
            default_distance: None,
            notes: None,
            personnel_consultant: None,
            industry_code: None,
            industry_association: None,
            level: None,
            district: None,
            source: None,
            company_type: None,
            category: None,
            opening_balance: None,
            departments: Vec::new(),
            groups: Vec::new(),
            tags: Vec::new(),
            attributes: Vec::new(),
            parent_id: None,
            version: 1,
            created_at: at,
            created_by: Some(responsible.id),
            changed_at: at,
            changed_by: Some(responsible.id),
        };
        address::fill(firm, &mut row, responsible.office, is_person);
        classification::fill(firm, &mut row);
        own_terms(firm, &mut row);
        invoicing(&mut row, &who.domain);
        Self { row, responsible, person: who.person, domain: who.domain, age, quiet }
    }

    /// Gives it to another consultant, since so many days, as an ordinary active customer.
    pub(super) fn settle(&mut self, firm: &mut Firm, responsible: Consultant, age: i64) {
        let at = firm.clock.at(age, 10 * 60);
        self.responsible = responsible;
        (self.age, self.quiet) = (age, 1);
        self.row.responsible = responsible.id;
        self.row.customer_type = CustomerType::Ordinary;
        self.row.status = firm.lists.status(Status::Active);
        (self.row.created_at, self.row.changed_at) = (at, at);
        (self.row.created_by, self.row.changed_by) = (Some(responsible.id), Some(responsible.id));
    }
}

/// One customer in nine has longer to pay than others, as many a payment term, one in thirteen its own factor.
fn own_terms(firm: &Firm, row: &mut CustomerRow) {
    let place = usize::try_from(row.number / 9).unwrap_or_default();
    row.payment_term = firm.lists.of(ListKind::PaymentTerm, place).filter(|_| row.number % 9 == 1);
    row.payment_days = match row.number % 18 {
        4 => Some(30),
        13 => Some(45),
        _ => None,
    };
    row.markup_factor = (row.number % 13 == 6).then(|| 1750 + i32::try_from(row.number % 5).unwrap_or_default() * 50);
}

/// Every second company has an address for invoices, every third gets them electronically, and some
/// still on paper; who owes much has a limit.
fn invoicing(row: &mut CustomerRow, domain: &str) {
    if row.kind == CustomerKind::Private {
        return;
    }
    row.invoice_email = (row.number % 2 == 0).then(|| format!("faktura@{domain}"));
    row.invoice_type = match row.number % 12 {
        0 | 3 | 6 | 9 => Some("ehf"),
        7 => Some("paper"),
        _ => None,
    };
    row.ehf_reference = (row.number % 6 == 0).then_some("Ordrekontoret");
    let ratings = ["AAA", "AA", "A", "B"];
    let place = usize::try_from(row.number % 7).unwrap_or_default();
    row.credit_rating = ratings.get(place).copied();
    row.credit_limit = row.credit_rating.map(|_| (5 + row.number % 20) * 5_000_000);
    row.default_distance = i32::try_from(row.number * 7 % 90 + 2).ok().filter(|_| row.number % 3 > 0);
}

/// A type, and a status that goes with it.
fn standing(firm: &mut Firm) -> (CustomerType, Status) {
    let ordinary = [Status::Active, Status::Member, Status::Ended, Status::Hidden];
    match firm.random.weighted(&[75, 10, 15]) {
        0 => (CustomerType::Ordinary, ordinary[firm.random.weighted(&[72, 13, 11, 4])]),
        1 => (CustomerType::Temporary, ordinary[firm.random.weighted(&[80, 0, 17, 3])]),
        _ => (CustomerType::Prospect, Status::Prospect),
    }
}
