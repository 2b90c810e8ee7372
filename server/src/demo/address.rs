//! The addresses of a customer, and the way there.

use super::firm::Firm;
use domain::{address::SameAs, country::Country};
use store::demo::CustomerRow;

/// One address: street, postal code, place.
#[derive(Debug)]
pub(super) struct Lines {
    pub(super) street: String,
    pub(super) code: &'static str,
    pub(super) place: String,
}

impl Lines {
    /// An address in its parts.
    pub(super) fn new(street: &str, code: &'static str, place: &str) -> Self {
        Self { street: street.to_owned(), code, place: place.to_owned() }
    }
}

/// Sets one address of a row, by the start of its columns.
macro_rules! set {
    ($row:ident, $country:expr, $lines:expr, $street:ident $code:ident $place:ident $land:ident) => {{
        let lines: Lines = $lines;
        $row.$street = Some(lines.street);
        $row.$code = Some(lines.code.to_owned());
        $row.$place = Some(lines.place);
        $row.$land = Some($country);
    }};
}

/// Sets the visiting address.
pub(super) fn visiting(row: &mut CustomerRow, country: Country, lines: Lines) {
    set!(row, country, lines, visiting_street visiting_postal_code visiting_place visiting_country);
}

/// Sets a postal address of its own.
pub(super) fn postal(row: &mut CustomerRow, country: Country, lines: Lines) {
    row.postal_same_as = SameAs::Own;
    set!(row, country, lines, postal_street postal_postal_code postal_place postal_country);
}

/// Sets an invoice address of its own.
pub(super) fn invoice(row: &mut CustomerRow, country: Country, lines: Lines) {
    row.invoice_same_as = SameAs::Own;
    set!(row, country, lines, invoice_street invoice_postal_code invoice_place invoice_country);
}

/// Sets a delivery address of its own.
pub(super) fn delivery(row: &mut CustomerRow, country: Country, lines: Lines) {
    row.delivery_same_as = SameAs::Own;
    set!(row, country, lines, delivery_street delivery_postal_code delivery_place delivery_country);
}

/// Fills the addresses of a customer near an office; a person has only a visiting address.
pub(super) fn fill(firm: &mut Firm, row: &mut CustomerRow, office: usize, is_person: bool) {
    let (country, words) = (firm.profile.country, firm.profile.words);
    let place = firm.places.pick(&mut firm.random, office);
    let street = format!("{} {}", firm.random.pick(words.streets), firm.random.between(1, 98));
    visiting(row, country, Lines::new(&street, place.code, place.name));
    if is_person {
        return;
    }
    if firm.random.chance(25) {
        let street = format!("{} {}", words.post_box, firm.random.between(11, 1990));
        postal(row, country, Lines::new(&street, firm.places.for_boxes(place), place.name));
        if firm.random.chance(40) {
            row.invoice_same_as = SameAs::Postal;
        }
        if firm.random.chance(8) {
            row.delivery_same_as = SameAs::Postal;
        }
    }
    if firm.random.chance(12) {
        let elsewhere = firm.places.anywhere(&mut firm.random);
        let street = format!("{}, {} {}", words.invoice_reception, words.post_box, firm.random.between(11, 1990));
        invoice(row, country, Lines::new(&street, firm.places.for_boxes(elsewhere), elsewhere.name));
    }
    if firm.random.chance(10) {
        let nearby = firm.places.pick(&mut firm.random, office);
        let street =
            format!("{}, {} {}", words.goods_reception, firm.random.pick(words.streets), firm.random.between(1, 98));
        delivery(row, country, Lines::new(&street, nearby.code, nearby.name));
    }
    if firm.random.chance(18) {
        row.directions = Some(firm.random.pick(firm.profile.sentences.directions).to_owned());
    }
}
