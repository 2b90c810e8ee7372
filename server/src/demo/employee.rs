//! The people whom a firm hires out, and where they are: some of them at some customers.

use super::{firm::Firm, identity::Person, numbers::mobile};
use domain::{country::Country, customer::CustomerKind};
use store::demo::{CustomerRow, EmployeeRow, Moment, PlacementRow};

/// How many there are.
const COUNT: i64 = 40;

const NORWEGIAN: [&str; 8] =
    ["Sveiser", "Elektriker", "Rørlegger", "Tømrer", "Lagermedarbeider", "Kokk", "Regnskapsmedarbeider", "Sykepleier"];
const SWEDISH: [&str; 8] = [
    "Svetsare",
    "Elektriker",
    "Systemutvecklare",
    "Projektledare",
    "Lagerarbetare",
    "Kock",
    "Redovisningsekonom",
    "Sjuksköterska",
];

/// Employees, and at which of these customers they are or were.
pub(super) fn all(firm: &mut Firm, customers: &[CustomerRow]) -> (Vec<EmployeeRow>, Vec<PlacementRow>) {
    let professions = if firm.profile.country == Country::NORWAY { NORWEGIAN } else { SWEDISH };
    let companies: Vec<&CustomerRow> = customers.iter().filter(|row| row.kind == CustomerKind::Company).collect();
    let first = companies.iter().copied().find(|row| row.name.starts_with("Bodø Sveis"));
    let (mut employees, mut placements) = (Vec::new(), Vec::new());
    for (place, at) in (0..COUNT).zip(0_usize..) {
        let person = Person::draw(firm);
        let profession = professions[at % professions.len()];
        let employed = firm.random.between(200, 2_000);
        let created_at = firm.clock.at(employed, 9 * 60);
        let row = EmployeeRow {
            tenant_id: firm.tenant,
            id: firm.ids.employee(),
            number: 1_001 + place,
            first_name: person.first.to_owned(),
            last_name: person.last.clone(),
            email: Some(person.email(firm.profile.mail_domain)),
            mobile: Some(mobile(&mut firm.random, firm.profile.country)),
            profession: Some(profession.to_owned()),
            department_id: firm.departments.get(at % firm.departments.len().max(1)).copied(),
            // Some have left.
            ended_at: (place % 13 == 12).then(|| firm.clock.at(30, 15 * 60)),
            created_at,
        };
        let has_left = row.ended_at.is_some();
        // One place after the other, the last one mostly still going on.
        let mut day = employed - 10;
        for turn in 0..3 {
            let customer = if turn == 0 && at < 4 { first } else { None };
            let customer = customer.or_else(|| companies.get(firm.random.place(companies.len().max(1))).copied());
            let (Some(customer), true) = (customer, day > 40) else { break };
            let stays = firm.random.between(30, 400);
            let goes_on = at < 3 && turn == 0 || stays >= day - 35;
            placements.push(PlacementRow {
                tenant_id: firm.tenant,
                id: firm.ids.placement(),
                customer_id: customer.id,
                employee_id: row.id,
                role: Some(profession.to_owned()),
                starts_on: firm.clock.at(day, 12 * 60).into(),
                ends_on: (!goes_on || has_left).then(|| firm.clock.at((day - stays).max(31), 12 * 60).into()),
                created_at: Moment(firm.clock.at(day, 9 * 60).0),
            });
            if goes_on {
                break;
            }
            day -= stays + 5;
        }
        employees.push(row);
    }
    (employees, placements)
}
