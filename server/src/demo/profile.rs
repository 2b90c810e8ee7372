//! The two firms: offices and staff.

use super::{
    sentences::{self, Sentences},
    words::{self, Words},
};
use domain::{country::Country, user::Role};

/// What is fixed about a firm.
#[derive(Debug)]
pub(super) struct Profile {
    /// Its number among the firms, for identifiers.
    pub(super) index: u8,
    pub(super) name: &'static str,
    pub(super) country: Country,
    pub(super) time_zone: &'static str,
    pub(super) start_address: &'static str,
    /// Where its staff have their e-mail.
    pub(super) mail_domain: &'static str,
    pub(super) offices: &'static [Office],
    pub(super) staff: &'static [Staff],
    /// Number of its first customer.
    pub(super) first_number: i64,
    /// How many customers it has at least.
    pub(super) customers: usize,
    pub(super) words: &'static Words,
    pub(super) sentences: &'static Sentences,
}

/// A department at one place.
#[derive(Debug)]
pub(super) struct Office {
    pub(super) name: &'static str,
    /// How the postal codes around it start.
    pub(super) codes: &'static [&'static str],
    /// How phone numbers there start, after the country code.
    pub(super) area: &'static str,
}

/// A member of staff.
#[derive(Debug)]
pub(super) struct Staff {
    pub(super) name: &'static str,
    pub(super) role: Role,
    /// Place of their department among the offices.
    pub(super) office: usize,
    /// First part of the e-mail address; made of the name where it is empty.
    pub(super) address: &'static str,
}

const fn consultant(name: &'static str, office: usize) -> Staff {
    Staff { name, role: Role::Consultant, office, address: "" }
}

const fn other(name: &'static str, role: Role, address: &'static str) -> Staff {
    Staff { name, role, office: 0, address }
}

/// A Norwegian staffing agency.
pub(super) static NORDVIKAR: Profile = Profile {
    index: 1,
    name: "Nordvikar AS",
    country: Country::NORWAY,
    time_zone: "Europe/Oslo",
    start_address: "Storgata 38, 8006 Bodø",
    mail_domain: "nordvikar.example",
    offices: &[
        Office { name: "Bodø", codes: &["80", "81", "82", "83", "85", "86"], area: "75" },
        Office { name: "Trondheim", codes: &["70", "71", "72", "73", "74", "75"], area: "73" },
        Office { name: "Oslo", codes: &["01", "02", "03", "04", "05", "06", "10", "11", "12"], area: "22" },
        Office { name: "Bergen", codes: &["50", "51", "52", "53"], area: "55" },
    ],
    staff: &[
        consultant("Erik Moen", 0),
        consultant("Lotta Berg", 0),
        consultant("Marte Vold", 0),
        consultant("Tarjei Lundmo", 0),
        consultant("Siv Nordli", 1),
        consultant("Amund Krogfoss", 1),
        consultant("Hanne Sørgård", 1),
        consultant("Henrik Tangvald", 2),
        consultant("Ragnhild Myrvang", 2),
        consultant("Jostein Kvarme", 2),
        consultant("Mina Rostvik", 3),
        consultant("Øystein Brekkhus", 3),
        other("Solveig Aasland", Role::Administrator, "admin"),
        other("Gunn Fjeldvær", Role::ReadOnly, "les"),
    ],
    first_number: 10_001,
    customers: 400,
    words: &words::NORWEGIAN,
    sentences: &sentences::NORWEGIAN,
};

/// A Swedish consultancy.
pub(super) static SYDKONSULT: Profile = Profile {
    index: 2,
    name: "Sydkonsult AB",
    country: Country::SWEDEN,
    time_zone: "Europe/Stockholm",
    start_address: "Stortorget 9, 211 22 Malmö",
    mail_domain: "sydkonsult.example",
    // The areas end in the series that Post- och telestyrelsen keeps for films and books.
    offices: &[
        Office { name: "Malmö", codes: &["21", "22", "23", "24", "25"], area: "4062804" },
        Office { name: "Göteborg", codes: &["41", "42", "43"], area: "3139006" },
        Office { name: "Stockholm", codes: &["11", "12", "16", "17", "18"], area: "8465004" },
    ],
    staff: &[
        consultant("Anna Lind", 0),
        consultant("Oskar Wikmark", 0),
        consultant("Petra Granvik", 0),
        consultant("Viktor Nordhage", 0),
        consultant("Emil Strandh", 1),
        consultant("Ylva Rosenkvist", 1),
        consultant("Hampus Liljedal", 2),
        consultant("Saga Törnfelt", 2),
        other("Birgitta Sandelius", Role::Administrator, "admin"),
        other("Kerstin Palmlöf", Role::ReadOnly, "las"),
    ],
    first_number: 20_001,
    customers: 250,
    words: &words::SWEDISH,
    sentences: &sentences::SWEDISH,
};
