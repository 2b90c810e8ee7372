//! What a customer is sorted by: groups, tags, attributes, level, district and the like.
//!
//! Taken from the customer's number and not drawn, so that every firm has some of each.

use super::firm::Firm;
use domain::{customer::CustomerKind, id::ListItemId, list::ListKind};
use store::demo::{CustomerRow, LinkRow};

/// Sorts a customer.
pub(super) fn fill(firm: &Firm, row: &mut CustomerRow) {
    let number = usize::try_from(row.number).unwrap_or_default();
    let lists = &firm.lists;
    let some = |kind, every: usize| number.is_multiple_of(every).then(|| lists.of(kind, number / every)).flatten();
    row.category = lists.of(ListKind::Category, number / 3);
    row.source = some(ListKind::Source, 2);
    row.district = lists.of(ListKind::District, number);
    row.groups = several(&[some(ListKind::CustomerGroup, 3), some(ListKind::CustomerGroup, 7)]);
    row.tags = several(&[some(ListKind::Tag, 2), some(ListKind::Tag, 5)]);
    row.departments = departments(firm, row, number);
    row.opening_balance =
        number.is_multiple_of(11).then(|| i64::try_from(number % 97).unwrap_or_default() * 125_050 - 2_000_000);
    if row.kind == CustomerKind::Private {
        return;
    }
    row.level = some(ListKind::Level, 4);
    row.company_type = if number.is_multiple_of(9) {
        lists.of(ListKind::CompanyType, number / 9)
    } else {
        lists.of(ListKind::CompanyType, 0)
    };
    row.attributes = several(&[some(ListKind::CustomerAttribute, 4), some(ListKind::CustomerAttribute, 9)]);
    row.assignment_agreement = some(ListKind::AssignmentAgreement, 3);
    row.collective_agreement = some(ListKind::CollectiveAgreement, 2);
    // Some go home early on Fridays.
    if number % 14 == 6 {
        row.hours_friday = Some("07:00-12:00/0");
        row.weekly_hours = Some(3500);
    }
    row.requirements = several(&[some(ListKind::Requirement, 2), some(ListKind::Requirement, 3)]);
    row.company_processes = several(&[some(ListKind::CompanyProcess, 4)]);
    row.industry_association = some(ListKind::IndustryAssociation, 6);
    row.industry_code = row.industry.and_then(|industry| lists.code_of(industry)).and_then(|class| {
        domain::industry::all()
            .find(|industry| industry.code.starts_with(class))
            .map(|industry| industry.code.to_owned())
    });
    row.personnel_consultant = (number.is_multiple_of(5)).then(|| firm.consultants[number % firm.consultants.len()].id);
    row.notes = (number.is_multiple_of(8))
        .then(|| firm.profile.sentences.notes[number / 8 % firm.profile.sentences.notes.len()].to_owned());
}

/// The department of whoever is responsible, of most customers; one more of some.
fn departments(firm: &Firm, row: &CustomerRow, number: usize) -> Vec<ListItemId> {
    let office = firm.consultants.iter().find(|one| one.id == row.responsible).map_or(0, |one| one.office);
    let of = |office: usize| {
        let department = firm.departments.get(office % firm.departments.len().max(1))?;
        Some(ListItemId(department.0))
    };
    let home = (!number.is_multiple_of(13)).then(|| of(office)).flatten();
    let other = number.is_multiple_of(6).then(|| of(office + 1)).flatten();
    several(&[home, other])
}

/// In rising order, each once.
fn several(values: &[Option<ListItemId>]) -> Vec<ListItemId> {
    let mut values: Vec<ListItemId> = values.iter().flatten().copied().collect();
    values.sort_unstable();
    values.dedup();
    values
}

/// Where a customer is on the internet: some of those that have a website.
pub(super) fn links(firm: &mut Firm, row: &CustomerRow) -> Vec<LinkRow> {
    let number = usize::try_from(row.number).unwrap_or_default();
    let name = row.website.as_deref().and_then(|site| site.strip_prefix("https://")?.split('.').next());
    let (Some(name), true) = (name, number.is_multiple_of(3)) else { return Vec::new() };
    let places = ["https://linkedin.example/company/", "https://facebook.example/"];
    places
        .iter()
        .zip(0..)
        .filter_map(|(place, index)| {
            Some(LinkRow {
                tenant_id: row.tenant_id,
                id: firm.ids.link(),
                customer_id: row.id,
                kind: firm.lists.of(ListKind::LinkKind, index)?,
                address: format!("{place}{name}"),
            })
        })
        .collect()
}
