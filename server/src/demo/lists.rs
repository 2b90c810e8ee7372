//! The lists that each firm starts with.

use super::{activity, beside, ids::Ids, organisation};
use domain::{
    country::Country,
    id::{ListItemId, TenantId},
    list::{ListKind, StatusMeaning},
};
use std::collections::HashMap;
use store::demo::ListItemRow;
const INDUSTRIES: &str = include_str!("../../data/industries.csv");

/// A value's names in Norwegian, Swedish and English.
pub(super) type Names = (&'static str, &'static str, &'static str);

/// The status of a customer; the number is its place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Active = 0,
    Member = 1,
    Prospect = 2,
    Ended = 3,
    Hidden = 4,
}

const STATUSES: [(Names, StatusMeaning); 5] = [
    (("Aktiv", "Aktiv", "Active"), StatusMeaning::Active),
    (("Medlem", "Medlem", "Member"), StatusMeaning::Active),
    (("Prospekt", "Prospekt", "Prospect"), StatusMeaning::Potential),
    (("Avsluttet", "Avslutad", "Ended"), StatusMeaning::Ended),
    (("Avsluttet og skjult", "Avslutad och dold", "Ended and hidden"), StatusMeaning::Hidden),
];

const FUNCTIONS: [Names; 8] = [
    ("Fakturareferanse", "Fakturareferens", "Invoice reference"),
    ("Godkjenner timer", "Godkänner tid", "Approves hours"),
    ("Bestiller vikarer", "Beställer personal", "Orders staff"),
    ("HMS-ansvarlig", "Arbetsmiljöansvarig", "Health and safety"),
    ("Daglig drift", "Daglig drift", "Daily operations"),
    ("Signerer avtaler", "Tecknar avtal", "Signs agreements"),
    ("Lønnsspørsmål", "Lönefrågor", "Payroll questions"),
    ("Nøkler og adgang", "Nycklar och passerkort", "Keys and access"),
];

/// Stands for the code of a tag that somebody typed on a card.
const FREE: &str = "free";

/// The lists by which customers are sorted, each with its values.
const OTHERS: &[(ListKind, &[(Names, &str)])] = &[
    (
        ListKind::CustomerGroup,
        &[
            (("Rammeavtale", "Ramavtal", "Framework agreement"), ""),
            (("Sesongkunder", "Säsongskunder", "Seasonal customers"), ""),
            (("Nøkkelkunder", "Nyckelkunder", "Key customers"), ""),
            (("Nyhetsbrev", "Nyhetsbrev", "Newsletter"), ""),
            (("Offentlig sektor", "Offentlig sektor", "Public sector"), ""),
        ],
    ),
    (
        ListKind::Tag,
        &[
            (("IT", "IT", "IT"), ""),
            (("WEB", "WEB", "WEB"), ""),
            (("Bygg", "Bygg", "Construction"), ""),
            (("Helse", "Vård", "Health care"), ""),
            (("Lager", "Lager", "Warehouse"), ""),
            (("havbruk", "havbruk", "havbruk"), FREE),
            (("nattskift", "nattskift", "nattskift"), FREE),
            (("truckfører", "truckförare", "truckfører"), FREE),
        ],
    ),
    (
        ListKind::CustomerAttribute,
        &[
            (("ISO 9001-sertifisert", "ISO 9001-certifierad", "ISO 9001 certified"), ""),
            (("Tariffbundet", "Kollektivavtal", "Bound by collective agreement"), ""),
            (("Miljøfyrtårn", "Miljödiplomerad", "Eco-certified"), ""),
            (("Krever politiattest", "Kräver belastningsregister", "Requires police certificate"), ""),
            (("Egen kantine", "Egen matsal", "Has a canteen"), ""),
        ],
    ),
    (
        ListKind::ContactAttribute,
        &[
            (("Snakker engelsk", "Talar engelska", "Speaks English"), ""),
            (("Får julegave", "Får julklapp", "Gets a Christmas present"), ""),
            (("Ønsker ikke SMS", "Vill inte ha SMS", "Wants no SMS"), ""),
        ],
    ),
    (
        ListKind::Category,
        &[
            (("A-kunde", "A-kund", "A customer"), ""),
            (("B-kunde", "B-kund", "B customer"), ""),
            (("C-kunde", "C-kund", "C customer"), ""),
        ],
    ),
    (
        ListKind::InvoiceTemplate,
        &[
            (
                ("Bemanning, én linje per vikar", "Bemanning, en rad per konsult", "Staffing, a line for each worker"),
                "",
            ),
            (("Konsulent, per prosjekt", "Konsult, per projekt", "Consulting, by project"), ""),
        ],
    ),
    (
        ListKind::AssignmentAgreement,
        &[
            (("Rammeavtale 2026", "Ramavtal 2026", "Framework agreement 2026"), ""),
            (("Standardavtale, bemanning", "Standardavtal, bemanning", "Standard agreement, staffing"), ""),
        ],
    ),
    (
        ListKind::CollectiveAgreement,
        &[
            (("Industrioverenskomsten", "Industriavtalet", "Industry agreement"), ""),
            (("Bemanningsavtalen", "Bemanningsavtalet", "Staffing agreement"), ""),
            (("Skiftavtalen, natt", "Skiftavtalet, natt", "Shift agreement, nights"), ""),
        ],
    ),
    (
        ListKind::Role,
        &[
            (("Sveiser", "Svetsare", "Welder"), ""),
            (("Industrimekaniker", "Industrimekaniker", "Industrial mechanic"), ""),
            (("Elektriker", "Elektriker", "Electrician"), ""),
            (("Tømrer", "Snickare", "Carpenter"), ""),
            (("Lagerarbeider", "Lagerarbetare", "Warehouse worker"), ""),
            (("Sykepleier", "Sjuksköterska", "Nurse"), ""),
            (("Systemutvikler", "Systemutvecklare", "Software developer"), ""),
            (("Prosjektleder", "Projektledare", "Project manager"), ""),
            (("Kontormedarbeider", "Kontorsmedarbetare", "Office worker"), ""),
        ],
    ),
    (
        ListKind::RateKind,
        &[
            (("Ordinær", "Ordinarie", "Ordinary"), ""),
            (("Overtid 50 %", "Övertid 50 %", "Overtime 50%"), ""),
            (("Overtid 100 %", "Övertid 100 %", "Overtime 100%"), ""),
            (("Kveld", "Kväll", "Evening"), ""),
            (("Natt", "Natt", "Night"), ""),
            (("Helg", "Helg", "Weekend"), ""),
            (("Reisetid", "Restid", "Travel time"), ""),
        ],
    ),
    (
        ListKind::Requirement,
        &[
            (("HMS-kort", "ID06", "Safety card"), ""),
            (("Truckførerbevis", "Truckkort", "Forklift licence"), ""),
            (("Førerkort B", "Körkort B", "Driving licence B"), ""),
            (("Sveisesertifikat", "Svetsarprövning", "Welding certificate"), ""),
            (("Norsk eller svensk, muntlig", "Svenska eller norska, muntligt", "Spoken Norwegian or Swedish"), ""),
        ],
    ),
    (
        ListKind::CompanyProcess,
        &[
            (("Nysalg", "Nyförsäljning", "New sales"), ""),
            (("Oppstart", "Uppstart", "Onboarding"), ""),
            (("Årlig gjennomgang", "Årlig genomgång", "Yearly review"), ""),
        ],
    ),
    (
        ListKind::Level,
        &[(("Gull", "Guld", "Gold"), ""), (("Sølv", "Silver", "Silver"), ""), (("Bronse", "Brons", "Bronze"), "")],
    ),
    (
        ListKind::District,
        &[
            (("Nord", "Norr", "North"), ""),
            (("Midt", "Mitt", "Centre"), ""),
            (("Vest", "Väst", "West"), ""),
            (("Øst", "Öst", "East"), ""),
            (("Sør", "Syd", "South"), ""),
        ],
    ),
    (
        ListKind::Source,
        &[
            (("Nettsiden", "Webbplatsen", "Website"), ""),
            (("Messe", "Mässa", "Trade fair"), ""),
            (("Anbefaling", "Rekommendation", "Recommendation"), ""),
            (("Kald oppringning", "Kallsamtal", "Cold call"), ""),
        ],
    ),
    (
        ListKind::CompanyType,
        &[
            (("Privat", "Privat", "Private"), ""),
            (("Kommunal", "Kommunal", "Municipal"), ""),
            (("Borettslag", "Bostadsrättsförening", "Housing co-operative"), ""),
            (("Statlig", "Statlig", "State-owned"), ""),
        ],
    ),
    (
        ListKind::IndustryAssociation,
        &[
            (("NHO Service og Handel", "Almega", "Confederation of service companies"), ""),
            (("Norsk Industri", "Teknikföretagen", "Federation of industries"), ""),
            (("Byggenæringens Landsforening", "Byggföretagen", "Federation of construction industries"), ""),
            (("Sjømat Norge", "Livsmedelsföretagen", "Federation of food industries"), ""),
        ],
    ),
    (
        ListKind::ResponsibleTitle,
        &[
            (("Selger", "Säljare", "Salesperson"), ""),
            (("Service og ettermarked", "Service och eftermarknad", "Service and aftermarket"), ""),
            (("Rekrutterer", "Rekryterare", "Recruiter"), ""),
            (("Lønn og faktura", "Lön och faktura", "Payroll and invoicing"), ""),
        ],
    ),
    (
        ListKind::LinkKind,
        &[
            (("LinkedIn", "LinkedIn", "LinkedIn"), ""),
            (("Facebook", "Facebook", "Facebook"), ""),
            (("Instagram", "Instagram", "Instagram"), ""),
            (("Karriereside", "Karriärsida", "Career page"), ""),
            (("Kart", "Karta", "Map"), ""),
        ],
    ),
    (
        ListKind::DocumentKind,
        &[
            (("Tilbudsbrev", "Offert", "Offer letter"), ""),
            (("Kontrakt", "Kontrakt", "Contract"), ""),
            (("Logo til annonser", "Logotyp för annonser", "Logo for advertisements"), ""),
            (("Annet", "Annat", "Other"), ""),
        ],
    ),
];

/// The values of a firm's lists, for choosing.
#[derive(Debug)]
pub(super) struct Lists {
    statuses: Vec<ListItemId>,
    others: HashMap<ListKind, Vec<ListItemId>>,
    industries: Vec<(&'static str, ListItemId)>,
    /// Functions of contact persons, with their Norwegian names.
    pub(super) functions: Vec<(&'static str, ListItemId)>,
    /// Titles of contact persons, with their Norwegian names.
    pub(super) titles: Vec<(&'static str, ListItemId)>,
}

impl Lists {
    /// The lists of a firm, and the rows that make them.
    pub(super) fn new(tenant: TenantId, country: Country, ids: &mut Ids) -> (Self, Vec<ListItemRow>) {
        let mut rows = Vec::new();
        let mut add = |kind, (nb, sv, en): (&str, &str, &str), code: &str, meaning, place: usize| {
            let id = ids.list_item();
            rows.push(ListItemRow {
                tenant_id: tenant,
                id,
                kind,
                nb: nb.to_owned(),
                sv: sv.to_owned(),
                en: en.to_owned(),
                code: if code == FREE { String::new() } else { code.to_owned() },
                meaning,
                position: i32::try_from(place).unwrap_or_default(),
                is_member: kind == ListKind::Status && nb == STATUSES[Status::Member as usize].0.0,
                is_managed: code != FREE,
                activity_kind: None,
                inverse_nb: String::new(),
                inverse_sv: String::new(),
                inverse_en: String::new(),
                working_hours: (kind == ListKind::CollectiveAgreement).then(|| beside::working_hours(country, place)),
                term_kind: beside::term(kind, place).map(|(term, _)| term.key()),
                term_days: beside::term(kind, place).map(|(_, days)| days),
            });
            id
        };
        let statuses = STATUSES
            .iter()
            .enumerate()
            .map(|(place, (names, meaning))| add(ListKind::Status, *names, "", Some(*meaning), place))
            .collect();
        let industries = industries()
            .enumerate()
            .map(|(place, (code, names))| (code, add(ListKind::Industry, names, code, None, place)))
            .collect();
        let functions = FUNCTIONS
            .iter()
            .enumerate()
            .map(|(place, names)| (names.0, add(ListKind::ContactFunction, *names, "", None, place)))
            .collect();
        let titles = beside::TITLES
            .iter()
            .enumerate()
            .map(|(place, names)| (names.0, add(ListKind::ContactTitle, *names, "", None, place)))
            .collect();
        let mut inverses = HashMap::new();
        let mut others = HashMap::new();
        for (kind, values) in OTHERS {
            for (place, (names, code)) in values.iter().enumerate() {
                let id = add(*kind, *names, code, None, place);
                others.entry(*kind).or_insert_with(Vec::new).push(id);
            }
        }
        let mut activity_kinds = HashMap::new();
        for (place, (names, kind)) in activity::TYPES.iter().enumerate() {
            let id = add(ListKind::ActivityType, *names, "", None, place);
            others.entry(ListKind::ActivityType).or_insert_with(Vec::new).push(id);
            activity_kinds.insert(id, *kind);
        }
        for (place, (names, ..)) in beside::TERMS.iter().enumerate() {
            let id = add(ListKind::PaymentTerm, *names, "", None, place);
            others.entry(ListKind::PaymentTerm).or_insert_with(Vec::new).push(id);
        }
        for (place, (names, inverse)) in organisation::KINDS.iter().enumerate() {
            let id = add(ListKind::RelationKind, *names, "", None, place);
            others.entry(ListKind::RelationKind).or_insert_with(Vec::new).push(id);
            inverses.insert(id, *inverse);
        }
        for row in &mut rows {
            row.activity_kind = activity_kinds.get(&row.id).copied();
            if let Some((nb, sv, en)) = inverses.get(&row.id) {
                [row.inverse_nb, row.inverse_sv, row.inverse_en] = [nb, sv, en].map(|name| (*name).to_owned());
            }
        }
        (Self { statuses, others, industries, functions, titles }, rows)
    }

    /// The value of a status.
    pub(super) fn status(&self, status: Status) -> ListItemId {
        self.statuses[status as usize]
    }

    /// A value of another list, by any number.
    pub(super) fn of(&self, kind: ListKind, number: usize) -> Option<ListItemId> {
        let values = self.others.get(&kind)?;
        values.get(number % values.len()).copied()
    }

    /// The code of an industry.
    pub(super) fn code_of(&self, industry: ListItemId) -> Option<&'static str> {
        self.industries.iter().find(|(_, id)| *id == industry).map(|(code, _)| *code)
    }

    /// The industry with this code.
    pub(super) fn industry(&self, code: &str) -> Option<ListItemId> {
        named(&self.industries, code)
    }
}

/// The value with this name or code.
pub(super) fn named(list: &[(&'static str, ListItemId)], name: &str) -> Option<ListItemId> {
    list.iter().find(|(known, _)| *known == name).map(|(_, id)| *id)
}

fn industries() -> impl Iterator<Item = (&'static str, Names)> {
    INDUSTRIES.lines().filter_map(|line| {
        let mut columns = line.split(';');
        Some((columns.next()?, (columns.next()?, columns.next()?, columns.next()?)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_stand_at_their_place() {
        for (status, name) in [
            (Status::Active, "Aktiv"),
            (Status::Member, "Medlem"),
            (Status::Prospect, "Prospekt"),
            (Status::Ended, "Avsluttet"),
            (Status::Hidden, "Avsluttet og skjult"),
        ] {
            assert_eq!(STATUSES[status as usize].0.0, name);
        }
    }

    #[test]
    fn about_thirty_industries_have_a_code_and_three_names() {
        assert_eq!(industries().count(), INDUSTRIES.lines().count());
        assert!((30..40).contains(&industries().count()));
        assert!(industries().all(|(code, names)| code.len() == 5 && ![names.0, names.1, names.2].contains(&"")));
    }
}
