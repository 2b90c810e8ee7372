//! Templates: an empty sheet with the firm's own columns and choices, and one that explains them.

use super::shown_as;
use app::i18n::exchange as words;
use domain::{
    country::Country,
    customer::{CustomerKind, CustomerType},
    exchange::Column,
    field::{Field, Importance, Kind, Need, yes_no},
    language::Language,
    list::{Choice, ListKind},
    settings::FirmSettings,
    terms::Currency,
    text::Text,
};
use spreadsheet::{Choices, Excel, Written};
use std::{collections::HashMap, io};

/// What a template is made of beside the catalogue.
pub(crate) struct Ground {
    pub(crate) kind: CustomerKind,
    pub(crate) settings: FirmSettings,
    /// The firm's own fields.
    pub(crate) own: Vec<&'static Field>,
    /// The values of each list.
    pub(crate) lists: HashMap<ListKind, Vec<Choice>>,
    pub(crate) staff: Vec<Choice>,
    pub(crate) language: Language,
    pub(crate) home: Country,
}

/// Choices that the explanation names.
const NAMED: usize = 25;

/// Writes the template.
pub(crate) fn template(ground: &Ground) -> io::Result<Written> {
    let language = ground.language;
    let is_used = |column: &Column| match column {
        // Nobody is in the system yet.
        Column::Id => false,
        Column::Field(field) | Column::Contact(field) => {
            ground.settings.is_turned_on(field)
                && ground.settings.rights.changes(field)
                && ground.settings.rules.most_of(field, ground.kind) != Need::Off
        }
    };
    let columns: Vec<Column> = Column::of(ground.kind, &ground.own).into_iter().filter(is_used).collect();
    let sheet: Vec<spreadsheet::Column> = columns.iter().map(|of| ground.column(*of)).collect();
    let mut file = Excel::new(words::SHEET_CUSTOMERS.get(language), &sheet)?;
    let head = [words::HEAD_COLUMN, words::HEAD_IMPORTANCE, words::HEAD_FORM, words::HEAD_EXAMPLE, words::HEAD_CHOICES];
    let mut rows = vec![head.iter().map(|text| text.get(language).to_owned()).collect::<Vec<_>>()];
    rows.extend(columns.iter().map(|of| ground.explained(*of)));
    rows.push(vec![String::new()]);
    rows.push(vec![words::ABOUT_ROWS.get(language).to_owned()]);
    file.explanation(words::SHEET_EXPLANATION.get(language), &[30.0, 26.0, 52.0, 30.0, 60.0], &rows)?;
    file.end()
}

impl Ground {
    /// How much a column matters: whose kind could be mistaken must say it.
    fn importance(&self, of: Column) -> Importance {
        match of {
            Column::Field(field) if field.key == "kind" && self.kind == CustomerKind::Private => Importance::Must,
            Column::Field(field) | Column::Contact(field) if !field.is_fixed() => {
                match self.settings.rules.most_of(field, self.kind) {
                    Need::Must => Importance::Must,
                    Need::Should => Importance::Should,
                    Need::May | Need::Off => Importance::May,
                }
            }
            other => other.importance(),
        }
    }

    fn column(&self, of: Column) -> spreadsheet::Column {
        let must = self.importance(of) == Importance::Must;
        let header = if must { format!("{} *", of.header(self.language)) } else { of.header(self.language) };
        let characters = u16::try_from(header.chars().count()).unwrap_or(40);
        let values = if of.field().is_some_and(|field| matches!(field.kind, Kind::Choices(_))) {
            // Excel's lists are for one value; several are typed.
            Vec::new()
        } else {
            self.choices(of)
        };
        spreadsheet::Column {
            width: f64::max(f64::from(characters) + 3.0, if of.key() == "name" { 34.0 } else { 16.0 }),
            header,
            form: shown_as(of.form()),
            must,
            choices: (!values.is_empty()).then_some(Choices { values }),
            advice: Some(self.form(of)),
        }
    }

    /// A row of the explanation.
    fn explained(&self, of: Column) -> Vec<String> {
        let importance = match self.importance(of) {
            Importance::Must => words::MUST,
            Importance::Should => words::SHOULD,
            Importance::May => words::MAY,
        };
        let choices = self.choices(of);
        let mut named = choices.iter().take(NAMED).cloned().collect::<Vec<_>>().join("; ");
        if let Some(more) = choices.len().checked_sub(NAMED).filter(|more| *more > 0) {
            named.push(' ');
            named.push_str(&words::MORE_CHOICES.with(self.language, &[("n", &more.to_string())]));
        }
        vec![
            of.header(self.language),
            importance.get(self.language).to_owned(),
            self.form(of),
            self.example(of, &choices),
            named,
        ]
    }

    /// What may be chosen in a column, by name.
    fn choices(&self, of: Column) -> Vec<String> {
        let Some(field) = of.field() else { return Vec::new() };
        let language = self.language;
        let labels = |choices: &[Choice]| choices.iter().map(|choice| choice.label.clone()).collect();
        match field.kind {
            Kind::Choice(list) | Kind::Choices(list) => self.lists.get(&list).map(|of| labels(of)).unwrap_or_default(),
            Kind::User => labels(&self.staff),
            Kind::CustomerKind => vec![self.kind.name(language).to_owned()],
            Kind::CustomerType => CustomerType::ALL.iter().map(|of| of.name(language).to_owned()).collect(),
            Kind::Code(list) => list.all().iter().map(|of| of.name(language).to_owned()).collect(),
            Kind::Currency => Currency::ALL.iter().map(|of| of.key().to_owned()).collect(),
            Kind::YesNo => [true, false].map(|yes| yes_no(yes).get(language).to_owned()).to_vec(),
            Kind::Country => {
                self.settings.countries.offered(self.home).into_iter().map(|of| of.name(language).to_owned()).collect()
            }
            Kind::SameAs(address) => address.same_as_choices().map(|of| of.name(language).to_owned()).collect(),
            _ => Vec::new(),
        }
    }

    /// How values of a column are written.
    fn form(&self, of: Column) -> String {
        let Some(field) = of.field() else { return words::FORM_ID.get(self.language).to_owned() };
        let text: Text = match field.kind {
            Kind::Line { max } => return words::FORM_LINE.with(self.language, &[("max", &max.to_string())]),
            Kind::Lines { max } => return words::FORM_LINES.with(self.language, &[("max", &max.to_string())]),
            Kind::Number => words::FORM_NUMBER,
            Kind::OrganisationNumber => words::FORM_ORGANISATION_NUMBER,
            Kind::Email => words::FORM_EMAIL,
            Kind::Emails => words::FORM_EMAILS,
            Kind::Gln => words::FORM_GLN,
            Kind::Kilometres => words::FORM_KILOMETRES,
            Kind::Whole => words::FORM_WHOLE,
            Kind::Date => words::FORM_DATE,
            Kind::Phone => words::FORM_PHONE,
            Kind::WebAddress => words::FORM_WEB_ADDRESS,
            Kind::Choice(_)
            | Kind::CustomerKind
            | Kind::CustomerType
            | Kind::SameAs(_)
            | Kind::Code(_)
            | Kind::Contact
            | Kind::Currency => words::FORM_CHOICE,
            Kind::Choices(_) => words::FORM_CHOICES,
            Kind::User => words::FORM_USER,
            Kind::Customer => words::FORM_CUSTOMER,
            Kind::YesNo => words::FORM_YES_NO,
            Kind::Country => words::FORM_COUNTRY,
            Kind::PostalCode { .. } => words::FORM_POSTAL_CODE,
            Kind::Money | Kind::Charge(_) => words::FORM_MONEY,
            Kind::Days => words::FORM_DAYS,
            Kind::Percent => words::FORM_PERCENT,
            Kind::Factor => words::FORM_FACTOR,
            Kind::Shift => words::FORM_SHIFT,
            Kind::Hours => words::FORM_HOURS,
            Kind::IndustryCode => words::FORM_INDUSTRY_CODE,
        };
        text.get(self.language).to_owned()
    }

    /// A value that would be taken.
    fn example(&self, of: Column, choices: &[String]) -> String {
        let Some(field) = of.field() else { return String::new() };
        let sweden = self.home == Country::SWEDEN;
        let by_home = |norway: &'static str, elsewhere: &'static str| if sweden { elsewhere } else { norway };
        let fixed = match field.kind {
            Kind::Choices(_) => return choices.iter().take(2).cloned().collect::<Vec<_>>().join("; "),
            Kind::OrganisationNumber => by_home("988 077 917", "556036-0793"),
            Kind::Email => "post@bodosveis.example",
            Kind::Emails => "faktura@bodosveis.example, kopi@bodosveis.example",
            Kind::Gln => "7070000000006",
            Kind::Kilometres | Kind::Whole => "24",
            Kind::Date => "2026-11-28",
            Kind::Phone if field.key == "mobile" => by_home("412 34 567", "070-123 45 67"),
            Kind::Phone => by_home("75 50 01 20", "08-123 456 78"),
            Kind::WebAddress => "bodosveis.example",
            Kind::PostalCode { .. } => by_home("0150", "116 45"),
            Kind::Money | Kind::Charge(_) => match self.language {
                Language::En => "1250.50",
                _ => "1250,50",
            },
            Kind::Days => by_home("14", "30"),
            Kind::Shift => by_home("07:30-15:30/30", "08:00-17:00/60"),
            Kind::Hours => by_home("37,5", "40"),
            Kind::Percent => match self.language {
                Language::En => "8.75",
                _ => "8,75",
            },
            Kind::Factor => match self.language {
                Language::En => "1.85",
                _ => "1,85",
            },
            Kind::IndustryCode => "78.200",
            Kind::Number => "10023",
            Kind::Customer => "10012",
            Kind::Line { .. } => self.line(field),
            _ => return choices.first().cloned().unwrap_or_default(),
        };
        fixed.to_owned()
    }

    const fn is_private(&self) -> bool {
        matches!(self.kind, CustomerKind::Private)
    }

    fn line(&self, field: &Field) -> &'static str {
        match field.key {
            "name" if self.is_private() => "Kari Berg",
            "name" => "Bodø Sveis AS",
            "first_name" => "Kari",
            "last_name" => "Berg",
            key if key.ends_with("_street") => "Verftsgata 14",
            key if key.ends_with("_place") => "Bodø",
            _ => "",
        }
    }
}
