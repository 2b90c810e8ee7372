//! Bodø Sveis & Montasje AS, the customer that pictures and walk-throughs show: nothing of it is left to chance.

use super::{
    address::{self, Lines},
    card::Card,
    comment, contact,
    customer::Draft,
    firm::Firm,
    history::{self, Edit},
    identity::Identity,
    lists::Status,
    sentences::BODO_SVEIS,
};
use domain::{address::SameAs, country::Country, customer::CustomerKind, id::CustomerId, list::ListKind};
use serde_json::json;
use store::demo::{ChangeRow, CommentRow, ContactRow};

const DIRECTIONS: &str = "Port B bak verkstedet, ring på 2. etg.";

/// Days since it was registered.
const AGE: i64 = 745;

/// Its card.
pub(super) fn card(firm: &mut Firm, id: CustomerId, number: i64, parent: Option<CustomerId>) -> Card {
    let mut draft = draft(firm, id, number);
    draft.row.parent_id = parent;
    let (contacts, added) = contacts(firm, &draft);
    draft.row.reference_person = contacts.first().map(|ingrid| ingrid.id);
    let (comments, corrected) = comments(firm, &draft);
    let edits = edits(firm);
    let name = draft.row.name.clone();
    let mut changes = history::log(firm, &mut draft, &name, edits);
    changes.extend([added, corrected]);
    Card { draft, contacts, comments, changes }
}

fn draft(firm: &mut Firm, id: CustomerId, number: i64) -> Draft {
    let who = Identity {
        name: "Bodø Sveis & Montasje AS".to_owned(),
        nickname: Some("Sveisen".to_owned()),
        kind: CustomerKind::Company,
        person: None,
        industry: Some("25.11"),
        organisation_number: Some("988077917".to_owned()),
        domain: "bodosveis.example".to_owned(),
    };
    let mut draft = Draft::new(firm, id, number, who);
    let erik = firm.colleague("Erik");
    draft.settle(firm, erik, AGE);
    let row = &mut draft.row;
    row.phone = Some("+4775500120".to_owned());
    row.mobile = None;
    row.email = Some("post@bodosveis.example".to_owned());
    row.website = Some("https://bodosveis.example".to_owned());
    row.directions = Some(DIRECTIONS.to_owned());
    row.notes = Some("Ber alltid om Andreas. Sjekk om han er ledig før du foreslår andre.".to_owned());
    (row.payment_term, row.payment_days, row.markup_factor) = (None, Some(30), Some(1900));
    row.opening_balance = Some(1_240_000);
    (row.invoice_type, row.invoice_email) = (Some("ehf"), Some("faktura@bodosveis.example".to_owned()));
    (row.ehf_reference, row.order_information) =
        (Some("Ingrid Solbakk"), Some("Verneutstyr er med. Oppmøte i porten kl. 7."));
    (row.credit_rating, row.credit_limit, row.default_distance) = (Some("AA"), Some(50_000_000), Some(12));
    row.collective_agreement = firm.lists.of(ListKind::CollectiveAgreement, 0);
    (row.weekly_hours, row.hours_friday) = (Some(3600), Some("07:00-13:30/30"));
    row.category = firm.lists.of(ListKind::Category, 0);
    row.level = firm.lists.of(ListKind::Level, 0);
    row.groups = firm.lists.of(ListKind::CustomerGroup, 0).into_iter().collect();
    row.tags = [2, 6].into_iter().filter_map(|place| firm.lists.of(ListKind::Tag, place)).collect();
    row.attributes = firm.lists.of(ListKind::CustomerAttribute, 0).into_iter().collect();
    (row.delivery_street, row.delivery_postal_code, row.delivery_place, row.delivery_country) =
        (None, None, None, None);
    row.delivery_same_as = SameAs::Visiting;
    address::visiting(row, Country::NORWAY, Lines::new("Verftsgata 14", "8006", "Bodø"));
    address::postal(row, Country::NORWAY, Lines::new("Postboks 212", "8001", "Bodø"));
    address::invoice(row, Country::NORWAY, Lines::new("Sjøgata 3", "8006", "Bodø"));
    draft
}

/// Its contacts, and the entry of the log for the newest of them.
fn contacts(firm: &mut Firm, draft: &Draft) -> (Vec<ContactRow>, ChangeRow) {
    let ingrid = contact::someone(firm, draft, ("Ingrid", "Solbakk"), "Daglig leder", "Fakturareferanse");
    let mut jonas = contact::someone(firm, draft, ("Jonas", "Aune"), "Prosjektleder", "Godkjenner timer");
    let marit = contact::someone(firm, draft, ("Marit", "Vik"), "Verksted", "Bestiller vikarer");
    let mut pal = contact::someone(firm, draft, ("Pål", "Steiro"), "Lønn", "Lønnsspørsmål");
    let lotta = firm.colleague("Lotta").id;
    let (started, ended) = (firm.clock.at(11, 9 * 60 + 5), firm.clock.at(47, 11 * 60));
    (jonas.created_at, jonas.changed_at) = (started, started);
    (jonas.created_by, jonas.changed_by) = (Some(lotta), Some(lotta));
    (pal.ended_at, pal.changed_at, pal.changed_by) = (Some(ended), ended, Some(lotta));
    let added = ChangeRow {
        tenant_id: firm.tenant,
        id: firm.ids.change(),
        at: started,
        user_id: Some(lotta),
        source: "typed",
        table_name: "contact",
        operation: "INSERT",
        row_id: jonas.id.0,
        customer_id: Some(draft.row.id),
        version: 1,
        changes: json!({ "first_name": [null, jonas.first_name], "last_name": [null, jonas.last_name], "title": [null, jonas.title] }),
    };
    (vec![ingrid, jonas, marit, pal], added)
}

/// Its comments, and the entry of the log for the one that was corrected.
fn comments(firm: &mut Firm, draft: &Draft) -> (Vec<CommentRow>, ChangeRow) {
    let mut comments: Vec<_> = BODO_SVEIS
        .iter()
        .zip(0..)
        .map(|(written, place): (_, i64)| {
            let author = firm.colleague(written.author);
            let at = firm.clock.at(written.days_ago, if place == 0 { 14 * 60 + 20 } else { 8 * 60 + place * 67 % 450 });
            comment::row(firm, draft, author, at, written.body.to_owned())
        })
        .collect();
    let erik = firm.colleague("Erik");
    let corrected_at = firm.clock.at(4, 15 * 60 + 40);
    let second = &mut comments[1];
    second.version = 2;
    second.body_changed = true;
    second.changed_at = corrected_at;
    let corrected = ChangeRow {
        tenant_id: firm.tenant,
        id: firm.ids.change(),
        at: corrected_at,
        user_id: Some(erik.id),
        source: "typed",
        table_name: "comment",
        operation: "UPDATE",
        row_id: second.id.0,
        customer_id: Some(draft.row.id),
        version: 2,
        changes: json!({ "body": ["Møte på verkstedet. Fornøyd med Andreas.", second.body], "body_changed": [false, true] }),
    };
    let lotta = firm.colleague("Lotta");
    let fixed = [
        (erik, 700, "HMS-kurs og varme arbeider-sertifikat må være sendt før første dag."),
        (lotta, 47, "Innkjøpsnr. må stå på alle fakturaer."),
    ];
    for (author, days, body) in fixed {
        let at = firm.clock.at(days, 13 * 60);
        comments.push(CommentRow { fixed: true, ..comment::row(firm, draft, author, at, body.to_owned()) });
    }
    (comments, corrected)
}

fn edits(firm: &Firm) -> Vec<Edit> {
    let (erik, lotta) = (firm.colleague("Erik").id, firm.colleague("Lotta").id);
    let status = |status| json!(firm.lists.status(status));
    vec![
        Edit {
            at: firm.clock.at(702, 10 * 60 + 31),
            by: erik,
            changes: json!({ "status": [status(Status::Prospect), status(Status::Active)] }),
        },
        Edit {
            at: firm.clock.at(305, 12 * 60 + 2),
            by: lotta,
            changes: json!({ "phone": ["+4775500110", "+4775500120"] }),
        },
        Edit { at: firm.clock.at(19, 9 * 60 + 48), by: erik, changes: json!({ "directions": [null, DIRECTIONS] }) },
        Edit {
            at: firm.clock.at(1, 14 * 60 + 20),
            by: lotta,
            changes: json!({ "email": ["firma@bodosveis.example", "post@bodosveis.example"] }),
        },
    ]
}
