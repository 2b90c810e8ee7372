//! The registry's answers: read strictly where we rely on them, blind to all else.

use domain::{
    country::Country,
    organisation_number::OrganisationNumber,
    plain_text, postal_code,
    registry::{Failure, Hit, Notice, Unit, UnitAddress},
};
use serde::{Deserialize, de::DeserializeOwned};

/// What a question comes to.
pub(crate) type Answer<T> = Result<T, Failure>;

/// A company; of a part of one the same, under other names where it says so.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    organisasjonsnummer: String,
    navn: String,
    organisasjonsform: Option<Form>,
    #[serde(alias = "beliggenhetsadresse")]
    forretningsadresse: Option<EntryAddress>,
    postadresse: Option<EntryAddress>,
    naeringskode1: Option<Code>,
    telefon: Option<String>,
    mobil: Option<String>,
    epostadresse: Option<String>,
    hjemmeside: Option<String>,
    #[serde(default)]
    konkurs: bool,
    konkursdato: Option<String>,
    #[serde(default)]
    under_avvikling: bool,
    under_avvikling_dato: Option<String>,
    #[serde(default)]
    under_tvangsavvikling_eller_tvangsopplosning: bool,
    slettedato: Option<String>,
    nedleggelsesdato: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Form {
    kode: String,
    #[serde(default)]
    beskrivelse: String,
}

#[derive(Debug, Deserialize)]
struct Code {
    kode: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct EntryAddress {
    adresse: Vec<Option<String>>,
    postnummer: Option<String>,
    poststed: Option<String>,
    landkode: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Found {
    #[serde(rename = "_embedded")]
    embedded: Option<Embedded>,
    page: Page,
}

#[derive(Debug, Deserialize)]
struct Embedded {
    enheter: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    total_elements: u64,
}

/// The company that was asked for; one with another number is no answer.
pub(crate) fn unit(body: &[u8], number: &OrganisationNumber) -> Answer<Unit> {
    let entry: Entry = read(body)?;
    if entry.organisasjonsnummer != number.as_str() {
        tracing::warn!("the company registry answered with another company");
        return Err(Failure::Broken);
    }
    let form = entry.organisasjonsform.unwrap_or(Form { kode: String::new(), beskrivelse: String::new() });
    let notices = [
        day(entry.slettedato).map(Some).or_else(|| day(entry.nedleggelsesdato).map(Some)).map(Notice::Deleted),
        entry.konkurs.then(|| Notice::Bankrupt(day(entry.konkursdato))),
        entry.under_avvikling.then(|| Notice::WindingUp(day(entry.under_avvikling_dato))),
        entry.under_tvangsavvikling_eller_tvangsopplosning.then_some(Notice::ForcedWindingUp),
    ];
    Ok(Unit {
        number: number.clone(),
        name: name(&entry.navn)?,
        form: (text(Some(form.kode)), text(Some(form.beskrivelse))),
        visiting: entry.forretningsadresse.and_then(address),
        postal: entry.postadresse.and_then(address),
        industry_code: text(entry.naeringskode1.map(|code| code.kode)),
        phone: text(entry.telefon),
        mobile: text(entry.mobil),
        email: text(entry.epostadresse),
        website: text(entry.hjemmeside),
        notices: notices.into_iter().flatten().collect(),
    })
}

/// The companies that a search found; one of them that can't be read is left out.
pub(crate) fn hits(body: &[u8]) -> Answer<Vec<Hit>> {
    let found: Found = read(body)?;
    let entries = match (found.embedded, found.page.total_elements) {
        (Some(embedded), _) => embedded.enheter,
        (None, 0) => Vec::new(),
        (None, _) => return Err(Failure::Broken),
    };
    Ok(entries
        .into_iter()
        .filter_map(|entry| {
            let place = entry.forretningsadresse.or(entry.postadresse).and_then(address).map(|address| address.place);
            Some(Hit {
                number: OrganisationNumber::parse(&entry.organisasjonsnummer, Country::NORWAY).ok()?,
                name: name(&entry.navn).ok()?,
                place: place.unwrap_or_default(),
            })
        })
        .collect())
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Answer<T> {
    serde_json::from_slice(body).map_err(|error| {
        tracing::warn!(%error, "an answer of the company registry can't be read");
        Failure::Broken
    })
}

/// A name that can be shown and kept.
fn name(text: &str) -> Answer<String> {
    plain_text::line(text, 200).ok().filter(|name| !name.is_empty()).ok_or(Failure::Broken)
}

/// A line; what can't be shown is as good as nothing.
fn text(text: Option<String>) -> String {
    text.and_then(|text| plain_text::line(&text, 300).ok()).unwrap_or_default()
}

/// A day, where one is told.
fn day(text: Option<String>) -> Option<String> {
    let is_day = |text: &String| {
        text.len() == 10
            && text.char_indices().all(|(at, c)| if at == 4 || at == 7 { c == '-' } else { c.is_ascii_digit() })
    };
    text.filter(is_day)
}

fn address(told: EntryAddress) -> Option<UnitAddress> {
    let lines: Vec<String> = told.adresse.into_iter().map(text).filter(|line| !line.is_empty()).collect();
    let address = UnitAddress {
        street: lines.join(", "),
        postal_code: text(told.postnummer),
        place: postal_code::place_written(&text(told.poststed)),
        country: Country::parse(&text(told.landkode)).unwrap_or(Country::NORWAY),
    };
    let says_something = !address.street.is_empty() || !address.postal_code.is_empty() || !address.place.is_empty();
    says_something.then_some(address)
}
