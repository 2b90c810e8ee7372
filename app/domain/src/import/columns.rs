//! Which column of a file is which field: by what it is called, and else by what stands in it.

use super::names::{CALLED, CONTACT_CALLED, NAME_OF_CONTACT, OF_DRY_RUN};
use crate::{
    country::Country,
    email::Email,
    exchange::Column,
    field::{self, CONTACT, CUSTOMER, Entity, Field, Kind},
    language::Language,
    organisation_number::OrganisationNumber,
    phone::Phone,
    policy::FieldRights,
    text::Text,
};

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The customer's identity, as our own files have it.
    Id,
    /// A field of the customer, or of its contact person.
    Field(&'static Field),
    /// The whole name of the contact person.
    ContactName,
}

const CONTACT_NAME: Text =
    Text { nb: "Navn på kontaktperson", sv: "Namn på kontaktperson", en: "Name of contact person" };
const OF_CONTACT: Text = Text { nb: "{field}, kontaktperson", sv: "{field}, kontaktperson", en: "{field}, contact" };

impl Target {
    /// All that a column can be, in the order of the catalogue; `own` are the firm's fields of customers and of contacts.
    pub fn all(own: &[&'static Field]) -> impl Iterator<Item = Self> + use<> {
        let (of_customers, of_contacts): (Vec<_>, Vec<_>) =
            own.iter().partition(|field| field.entity == Entity::Customer);
        CUSTOMER
            .iter()
            // A file does not say who of several contacts is meant.
            .filter(|field| field.kind != Kind::Contact)
            .chain(of_customers)
            .map(Self::Field)
            .chain([Self::ContactName])
            .chain(CONTACT.iter().chain(of_contacts).map(Self::Field))
            .chain([Self::Id])
    }

    /// Whether somebody with these rights may fill it from a file.
    #[must_use]
    pub fn is_changed_with(self, rights: &FieldRights) -> bool {
        !matches!(self, Self::Field(field) if !rights.changes(field))
    }

    /// The key: the field's, with `contact.` before it where it is a contact's.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::Field(field) if field.entity == Entity::Contact => format!("contact.{}", field.key),
            Self::Field(field) => field.key.to_owned(),
            Self::ContactName => "contact.name".to_owned(),
            Self::Id => "id".to_owned(),
        }
    }

    /// What it is with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match key.strip_prefix("contact.") {
            Some("name") => Some(Self::ContactName),
            Some(key) => field::contact(key).map(Self::Field),
            None if key == "id" => Some(Self::Id),
            None => field::customer(key).map(Self::Field),
        }
    }

    /// What people call it.
    #[must_use]
    pub fn label(self, language: Language) -> String {
        let plain = |field: &Field| field.label.get(language).replace('\u{ad}', "");
        match self {
            Self::Field(field) if field.entity == Entity::Contact => {
                OF_CONTACT.with(language, &[("field", &plain(field))])
            }
            Self::Field(field) => plain(field),
            Self::ContactName => CONTACT_NAME.get(language).to_owned(),
            Self::Id => Column::Id.header(language),
        }
    }
}

/// What a column probably is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Guess {
    /// What.
    pub target: Option<Target>,
    /// Whether that is told by what stands in it, and not by what it is called.
    pub by_example: bool,
}

/// How many values of a column are looked at.
const LOOKED_AT: usize = 50;

/// A name as headers are compared by it: its letters and digits, folded.
fn plain(name: &str) -> String {
    name.to_lowercase()
        .chars()
        .filter_map(|c| match c {
            'æ' | 'ä' | 'å' => Some('a'),
            'ø' | 'ö' => Some('o'),
            'é' | 'è' | 'ë' => Some('e'),
            'ü' => Some('u'),
            c if c.is_alphanumeric() => Some(c),
            _ => None,
        })
        .collect()
}

/// How many of the first columns are what the dry run said of the rows, as the file that it gives back has it: the
/// two stand first, or twice where such a file was tried once more. They say nothing of customers.
#[must_use]
pub fn of_dry_run(headers: &[String]) -> usize {
    let is_pair = |pair: &&[String]| {
        Language::ALL.into_iter().any(|language| {
            pair.len() == 2
                && pair.iter().zip(OF_DRY_RUN).all(|(header, ours)| plain(header) == plain(ours.get(language)))
        })
    };
    2 * headers.chunks(2).take_while(is_pair).count()
}

/// The headers of a file as one text, whatever their order: files with the same are of one source. One that a dry run
/// has marked is of that of the file as it came.
#[must_use]
pub fn source_digest_text(headers: &[String]) -> String {
    let mut plain: Vec<String> =
        headers.iter().skip(of_dry_run(headers)).map(|header| plain_or_whole(header)).collect();
    plain.sort_unstable();
    plain.join("\u{1f}")
}

fn plain_or_whole(header: &str) -> String {
    let plain = plain(header);
    if plain.is_empty() { header.trim().to_owned() } else { plain }
}

fn label_is(field: &Field, header: &str) -> bool {
    Language::ALL.into_iter().any(|language| plain(field.label.get(language)) == header) || plain(field.key) == header
}

fn by_list(list: &[(&str, &[&str])], header: &str) -> Option<usize> {
    list.iter().position(|(_, names)| names.iter().any(|name| plain(name) == header))
}

/// What a header may be, the likeliest first.
fn by_name(header: &str, own: &[&'static Field]) -> Vec<Target> {
    let mut found = Vec::new();
    match Column::from_header(header) {
        Some(Column::Id) => return vec![Target::Id],
        Some(Column::Field(field) | Column::Contact(field)) => found.push(Target::Field(field)),
        None => {}
    }
    let header = plain(header);
    if header.is_empty() {
        return found;
    }
    // As our own files have it.
    found.extend(Target::all(own).filter(|target| {
        plain(&target.key()) == header
            || Language::ALL.into_iter().any(|language| plain(&target.label(language)) == header)
    }));
    found.extend(CUSTOMER.iter().filter(|field| label_is(field, &header)).map(Target::Field));
    if let Some((key, _)) = by_list(CALLED, &header).and_then(|at| CALLED.get(at)) {
        found.extend(field::customer(key).map(Target::Field));
    }
    if NAME_OF_CONTACT.iter().any(|name| plain(name) == header) {
        found.push(Target::ContactName);
    }
    if let Some((key, _)) = by_list(CONTACT_CALLED, &header).and_then(|at| CONTACT_CALLED.get(at)) {
        found.extend(field::contact(key).map(Target::Field));
    }
    // "Kontakt: E-post", "E-post (kontaktperson)".
    let of_contact = ["kontaktpersonens", "kontaktperson", "kontaktens", "kontakt", "contactperson", "contact"]
        .into_iter()
        .find_map(|word| header.strip_prefix(word).or_else(|| header.strip_suffix(word)));
    let bare = of_contact.unwrap_or(&header);
    found.extend(CONTACT.iter().filter(|field| label_is(field, bare)).map(Target::Field));
    if of_contact.is_some() {
        let called = by_list(CALLED, bare).and_then(|at| CALLED.get(at)).and_then(|(key, _)| field::contact(key));
        found.extend(called.map(Target::Field));
    } else if let Some((key, _)) = by_list(CALLED, &header).and_then(|at| CALLED.get(at)) {
        // A second "E-post" is the contact person's.
        found.extend(field::contact(key).map(Target::Field));
    }
    found
}

/// What stands in a column, where most of it can be nothing else.
fn by_example(values: &[&str], home: Country) -> Option<&'static str> {
    let values: Vec<&str> = values.iter().map(|value| value.trim()).filter(|value| !value.is_empty()).collect();
    if values.is_empty() {
        return None;
    }
    let most = |fits: &dyn Fn(&str) -> bool| {
        let fitting = values.iter().filter(|value| fits(value)).count();
        fitting * 5 >= values.len() * 4
    };
    let digits = |value: &str| value.chars().filter(char::is_ascii_digit).count();
    let is_mobile = |value: &str| {
        Phone::parse(value, home).is_ok_and(|phone| {
            phone.e164().strip_prefix("+47").is_some_and(|rest| rest.starts_with(['4', '9']))
                || phone.e164().starts_with("+467")
        })
    };
    if most(&|value| Email::parse(value).is_ok()) {
        return Some("email");
    }
    if most(&|value| digits(value) >= 9 && OrganisationNumber::parse(value, home).is_ok()) {
        return Some("organisation_number");
    }
    if most(&is_mobile) {
        return Some("mobile");
    }
    if most(&|value| digits(value) >= 7 && Phone::parse(value, home).is_ok()) {
        return Some("phone");
    }
    let long = if home == Country::SWEDEN { 5 } else { 4 };
    let is_code = |value: &str| {
        let bare: String = value.chars().filter(|c| *c != ' ').collect();
        bare.len() == long && bare.bytes().all(|byte| byte.is_ascii_digit())
    };
    // Years look like postal codes of Norway.
    if most(&is_code) && !most(&|value| value.starts_with("19") || value.starts_with("20")) {
        return Some("visiting_postal_code");
    }
    None
}

/// What each column probably is; no two are the same.
#[must_use]
pub fn guess(headers: &[String], rows: &[Vec<String>], home: Country, own: &[&'static Field]) -> Vec<Guess> {
    let mut guesses = vec![Guess::default(); headers.len()];
    let mut taken: Vec<Target> = Vec::new();
    let first = of_dry_run(headers);
    for (guess, header) in guesses.iter_mut().zip(headers).skip(first) {
        let free = by_name(header, own).into_iter().find(|target| !taken.contains(target));
        if let Some(target) = free {
            taken.push(target);
            *guess = Guess { target: Some(target), by_example: false };
        }
    }
    for (at, guess) in guesses.iter_mut().enumerate().skip(first) {
        if guess.target.is_some() {
            continue;
        }
        let values: Vec<&str> = rows.iter().take(LOOKED_AT).filter_map(|row| row.get(at)).map(String::as_str).collect();
        let free = by_example(&values, home)
            .and_then(field::customer)
            .map(Target::Field)
            .filter(|target| !taken.contains(target));
        if let Some(target) = free {
            taken.push(target);
            *guess = Guess { target: Some(target), by_example: true };
        }
    }
    guesses
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn keys(names: &[&str]) -> Vec<String> {
        guess(&headers(names), &[], Country::NORWAY, &[])
            .into_iter()
            .map(|guess| guess.target.map_or_else(String::new, Target::key))
            .collect()
    }

    #[test]
    fn columns_are_known_by_their_names_in_three_languages_and_by_those_of_others() {
        assert_eq!(
            keys(&["Firmanavn", "Org.nr", "Epost", "Mobil", "Postnr.", "Poststed", "Kontaktperson", "Kunde-ID"]),
            [
                "name",
                "organisation_number",
                "email",
                "mobile",
                "visiting_postal_code",
                "visiting_place",
                "contact.name",
                "number"
            ]
        );
        assert_eq!(
            keys(&["Namn", "Organisationsnummer", "E-post", "Kundansvarig"]),
            ["name", "organisation_number", "email", "responsible"]
        );
        assert_eq!(
            keys(&["Company name", "City", "First name", "Last name"]),
            ["name", "visiting_place", "contact.first_name", "contact.last_name"]
        );
        assert_eq!(keys(&["Personal\u{ad}konsulent", "personalkonsulent"]), ["personnel_consultant", ""]);
        assert_eq!(keys(&["Farge", "", "???"]), ["", "", ""]);
    }

    #[test]
    fn a_second_column_of_the_same_name_is_the_contact_persons() {
        assert_eq!(keys(&["E-post", "E-post", "E-post"]), ["email", "contact.email", ""]);
        assert_eq!(keys(&["Kontakt: Epost", "Epost"]), ["contact.email", "email"]);
        assert_eq!(keys(&["E-post (kontaktperson)"]), ["contact.email"]);
    }

    #[test]
    fn every_field_is_known_by_the_name_that_our_own_files_give_it() {
        for language in Language::ALL {
            for target in Target::all(&[]) {
                let named = by_name(&target.label(language), &[]);
                assert!(named.contains(&target), "{} in {language:?}: {named:?}", target.key());
                assert_eq!(Target::from_key(&target.key()), Some(target));
            }
        }
    }

    #[test]
    fn columns_without_a_known_name_are_known_by_what_stands_in_them() {
        let row = |values: [&str; 6]| values.map(str::to_owned).to_vec();
        let rows = [
            row(["kari@a.example", "988077917", "412 34 567", "8006", "2019", "75500120"]),
            row(["ola@b.example", "974 760 673", "91234567", "0150", "2020", ""]),
            row(["", "", "", "", "2021", "22 22 22 22"]),
        ];
        let found: Vec<_> = guess(&headers(&["A", "B", "C", "D", "E", "F"]), &rows, Country::NORWAY, &[])
            .into_iter()
            .map(|guess| (guess.target.map_or_else(String::new, Target::key), guess.by_example))
            .collect();
        let key = |key: &str| (key.to_owned(), !key.is_empty());
        assert_eq!(
            found,
            [
                key("email"),
                key("organisation_number"),
                key("mobile"),
                key("visiting_postal_code"),
                key(""),
                key("phone")
            ]
        );
    }

    #[test]
    fn what_a_dry_run_said_of_the_rows_is_no_field_of_theirs() {
        for language in Language::ALL {
            let [what, remarks] = OF_DRY_RUN.map(|text| text.get(language));
            assert_eq!(keys(&[what, remarks, "Navn", "Notat"]), ["", "", "name", "notes"], "{language:?}");
            assert_eq!(keys(&[what, remarks, what, remarks, "Navn"]), ["", "", "", "", "name"], "marked twice");
            let (marked, came) = (headers(&[what, remarks, "Navn"]), headers(&["Navn"]));
            assert_eq!(source_digest_text(&marked), source_digest_text(&came), "of the same source");
        }
        // Somebody's own column of that name is theirs.
        assert_eq!(keys(&["Merknader", "Navn"]), ["notes", "name"]);
        assert_eq!(keys(&["Navn", "Hva som skjer", "Merknader"]), ["name", "", "notes"]);
        assert_eq!(keys(&["Hva som skjer", "Merknader", "Navn", "Merknader"]), ["", "", "name", "notes"]);
        // Nor is it told by what stands there.
        let rows = [["post@a.example", "post@b.example", "A AS"].map(str::to_owned).to_vec()];
        let found = guess(&headers(&["What happens", "Notes", "Navn"]), &rows, Country::NORWAY, &[]);
        assert!(found[..2].iter().all(|guess| guess.target.is_none()), "{found:?}");
    }

    #[test]
    fn a_source_is_known_by_its_headers_in_any_order() {
        assert_eq!(
            source_digest_text(&headers(&["Navn", "Org.nr", "?"])),
            source_digest_text(&headers(&["ORG NR", "?", "navn"]))
        );
        assert_ne!(source_digest_text(&headers(&["Navn"])), source_digest_text(&headers(&["Navn", "Navn"])));
    }
}
