//! One condition: a column, an operator, and what it is compared with.

use super::{
    Column, ME, Nature,
    day::{Day, Unit},
};
use crate::{
    address::SameAs,
    agreement::hours::Hours,
    country::Country,
    customer::{CustomerKind, CustomerType},
    distance::{self, FARTHEST, Place},
    field::Kind,
    geography,
    id::{ListItemId, UserId},
    list::MOST_CHOSEN,
    money::Money,
    terms::{Currency, Factor, Percent},
    text::Text,
};

/// Most characters of a text that is looked for.
const MOST_TEXT: usize = 200;
/// Most characters of a postal code.
const MOST_CODE: usize = 12;

macro_rules! operators {
    ($($(#[$doc:meta])* $name:ident $key:literal [$nb:literal, $sv:literal, $en:literal],)+) => {
        /// How a column is compared.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Operator {$(
            $(#[$doc])*
            $name,
        )+}

        impl Operator {
            /// All operators.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The key, as it stands in addresses.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)+ }
            }

            /// What people call it.
            #[must_use]
            pub const fn name(self) -> Text {
                match self { $(Self::$name => Text { nb: $nb, sv: $sv, en: $en },)+ }
            }
        }
    };
}

operators! {
    /// It holds a text, wherever.
    Has "has" ["inneholder", "innehåller", "contains"],
    /// It does not hold a text.
    Lacks "lacks" ["inneholder ikke", "innehåller inte", "does not contain"],
    /// It begins with a text.
    Starts "starts" ["begynner med", "börjar med", "starts with"],
    /// It is a text, whatever its case and accents.
    Is "is" ["er", "är", "is"],
    /// It is, or has, one of several values.
    Any "any" ["er en av", "är någon av", "is any of"],
    /// It has all of several values.
    All "all" ["har alle", "har alla", "has all of"],
    /// It is, or has, none of several values.
    None "none" ["er ingen av", "är ingen av", "is none of"],
    /// It is between two values, both counted in; one may be left out.
    Between "between" ["er mellom", "är mellan", "is between"],
    /// It is one of several postal codes, or in a run of them.
    Codes "codes" ["er i", "är i", "is in"],
    /// It is at most so many kilometres from a place.
    Within "within" ["er innenfor", "är inom", "is within"],
    /// It is from a day to a day, both counted in; one may be left out.
    Dates "dates" ["er fra–til", "är från–till", "is from–to"],
    /// It is in the last so many days, weeks, months or years.
    Last "last" ["er de siste", "är de senaste", "is in the last"],
    /// It is in the coming so many days, weeks, months or years, today counted in.
    Next "next" ["er de neste", "är de närmaste", "is in the next"],
    /// It is longer ago than so many days, weeks, months or years.
    Older "older" ["er lenger siden enn", "är längre sedan än", "is longer ago than"],
    /// It is in this day, week, month or year.
    This "this" ["er denne", "är denna", "is in this"],
    /// It has no value.
    Empty "empty" ["er tom", "är tom", "is empty"],
    /// It has a value.
    Filled "filled" ["er ikke tom", "är inte tom", "is not empty"],
}

impl Operator {
    /// The operator with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|operator| operator.key() == key)
    }

    /// The operators that a column takes, the usual one first.
    #[must_use]
    pub fn of(column: Column) -> Vec<Self> {
        let mut operators = match column.nature() {
            Nature::Text | Nature::Digits => vec![Self::Has, Self::Starts, Self::Is, Self::Lacks],
            Nature::Number | Nature::Money | Nature::Percent | Nature::Factor | Nature::Hours => vec![Self::Between],
            Nature::Customer | Nature::Contact => vec![Self::Has],
            Nature::Choices(_) => vec![Self::Any, Self::All, Self::None],
            Nature::Choice(_) | Nature::User | Nature::Code | Nature::Area => vec![Self::Any, Self::None],
            Nature::PostalCode => vec![Self::Codes],
            Nature::Distance => vec![Self::Within],
            Nature::Date => vec![Self::Last, Self::This, Self::Dates, Self::Older],
            Nature::Day => vec![Self::Next, Self::Last, Self::This, Self::Dates, Self::Older],
        };
        if column.may_be_empty() {
            operators.extend([Self::Empty, Self::Filled]);
        }
        operators
    }
}

/// Why a condition can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// There is no such field, or no longer.
    Field,
    /// The field is not compared in this way.
    Operator,
    /// The value is none that the field can have.
    Value,
    /// There are too many conditions, or groups too deep in groups.
    TooMuch,
}

/// What is asked of a column, with values of its nature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Holds, lacks, starts with or is a text.
    Text(String),
    /// Is or has any, all or none of these: ids, codes, areas, or [`ME`].
    Chosen(Vec<String>),
    /// Is between: a number, or hundredths of money or percent, or thousandths of a factor.
    Between(Option<i64>, Option<i64>),
    /// Is in one of the runs of postal codes.
    Codes(Vec<(String, String)>),
    /// Is at most so many kilometres from a place.
    Within(u16, &'static Place),
    /// Is from a day to a day.
    Dates(Option<Day>, Option<Day>),
    /// So many units ago.
    Ago(u16, Unit),
    /// In this unit.
    This(Unit),
    /// Empty or not.
    Nothing,
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    column: Column,
    operator: Operator,
    test: Test,
}

impl Condition {
    /// A condition from what stands in an address or was typed into its form.
    ///
    /// # Errors
    /// [`Wrong`]: what about it can't be taken.
    pub fn new(column: Column, operator: Operator, values: &[&str]) -> Result<Self, Wrong> {
        if !Operator::of(column).contains(&operator) {
            return Err(Wrong::Operator);
        }
        let test = match operator {
            Operator::Has | Operator::Lacks | Operator::Starts | Operator::Is => text(column, values),
            Operator::Any | Operator::All | Operator::None => chosen(column, values),
            Operator::Between => between(column, values),
            Operator::Codes => codes(values),
            Operator::Within => within(values),
            Operator::Dates => dates(values),
            Operator::Last | Operator::Next | Operator::Older => ago(values),
            Operator::This => match values {
                [unit] => Unit::from_key(unit).map(Test::This),
                _ => None,
            },
            Operator::Empty | Operator::Filled => values.iter().all(|value| value.is_empty()).then_some(Test::Nothing),
        };
        Ok(Self { column, operator, test: test.ok_or(Wrong::Value)? })
    }

    /// What is compared.
    #[must_use]
    pub const fn column(&self) -> Column {
        self.column
    }

    /// How it is compared.
    #[must_use]
    pub const fn operator(&self) -> Operator {
        self.operator
    }

    /// With what it is compared.
    #[must_use]
    pub const fn test(&self) -> &Test {
        &self.test
    }

    /// The values as they stand in addresses and in the condition's form.
    #[must_use]
    pub fn values(&self) -> Vec<String> {
        let shown = |value: Option<String>| value.unwrap_or_default();
        match &self.test {
            Test::Text(text) => vec![text.clone()],
            Test::Chosen(values) => values.clone(),
            Test::Between(from, to) => {
                let written = |value: &i64| {
                    let typed = match self.column.nature() {
                        Nature::Money => Money::from_hundredths(*value).typed().replace('−', "-"),
                        Nature::Percent => Percent::from_hundredths(*value).typed(),
                        Nature::Factor => Factor::from_thousandths(*value).typed(),
                        Nature::Hours => Hours::from_hundredths(*value).typed(),
                        _ => value.to_string(),
                    };
                    typed.replace(',', ".")
                };
                vec![shown(from.as_ref().map(written)), shown(to.as_ref().map(written))]
            }
            Test::Codes(runs) => {
                runs.iter().map(|(from, to)| if from == to { from.clone() } else { format!("{from}-{to}") }).collect()
            }
            Test::Within(kilometres, place) => vec![kilometres.to_string(), place.code().to_owned()],
            Test::Dates(from, to) => vec![shown(from.map(|day| day.to_string())), shown(to.map(|day| day.to_string()))],
            Test::Ago(count, unit) => vec![count.to_string(), unit.key().to_owned()],
            Test::This(unit) => vec![unit.key().to_owned()],
            Test::Nothing => Vec::new(),
        }
    }
}

fn text(column: Column, values: &[&str]) -> Option<Test> {
    let [typed] = values else { return None };
    let cleaned = typed.trim();
    let right = !cleaned.is_empty() && cleaned.chars().count() <= MOST_TEXT && !cleaned.chars().any(char::is_control);
    // Digits are compared without what groups them.
    let has_digits = column.nature() != Nature::Digits || cleaned.chars().any(|c| c.is_ascii_digit());
    (right && has_digits).then(|| Test::Text(cleaned.to_owned()))
}

fn chosen(column: Column, values: &[&str]) -> Option<Test> {
    let mut kept: Vec<String> = Vec::new();
    for value in values.iter().map(|value| value.trim()).filter(|value| !value.is_empty()) {
        let known = match column.nature() {
            Nature::Choice(_) | Nature::Choices(_) => value.parse::<ListItemId>().ok()?.to_string(),
            Nature::User if value == ME => ME.to_owned(),
            Nature::User => value.parse::<UserId>().ok()?.to_string(),
            Nature::Area => {
                let area = geography::area(value)?;
                let is_county = area.code.len() == 5;
                (is_county == (column == Column::County)).then(|| area.code.to_owned())?
            }
            Nature::Code => code(column, value)?,
            _ => return None,
        };
        if !kept.contains(&known) {
            kept.push(known);
        }
    }
    (!kept.is_empty() && kept.len() <= MOST_CHOSEN).then_some(Test::Chosen(kept))
}

fn code(column: Column, value: &str) -> Option<String> {
    let Column::Field(field) = column else { return None };
    let known = match field.kind {
        Kind::CustomerKind => CustomerKind::from_key(value)?.key(),
        Kind::CustomerType => CustomerType::from_key(value)?.key(),
        Kind::SameAs(address) => SameAs::from_key(value).filter(|same| same.may_stand_for(address))?.key(),
        Kind::YesNo => ["yes", "no"].into_iter().find(|known| *known == value)?,
        Kind::Code(list) => list.with_key(value)?.key,
        Kind::Currency => Currency::from_key(value)?.key(),
        Kind::Country => return Country::parse(value).ok().map(|country| country.code().to_owned()),
        _ => return None,
    };
    Some(known.to_owned())
}

/// The two ends of a stretch, read by `read`; at least one is there, and the first is not after the other.
fn ends<T: PartialOrd>(values: &[&str], read: impl Fn(&str) -> Option<T>) -> Option<(Option<T>, Option<T>)> {
    let [from, to] = values else { return None };
    let end = |typed: &str| if typed.trim().is_empty() { Some(None) } else { read(typed).map(Some) };
    let (from, to) = (end(from)?, end(to)?);
    let right = match (&from, &to) {
        (None, None) => false,
        (Some(from), Some(to)) => from <= to,
        _ => true,
    };
    right.then_some((from, to))
}

fn between(column: Column, values: &[&str]) -> Option<Test> {
    let read = |typed: &str| match column.nature() {
        Nature::Money => Money::parse(typed).ok().map(Money::hundredths),
        Nature::Percent => Percent::parse(typed).ok().map(Percent::hundredths),
        Nature::Factor => Factor::parse(typed).ok().map(Factor::thousandths),
        Nature::Hours => Hours::parse(typed).ok().map(Hours::hundredths),
        _ => typed.chars().filter(|c| !c.is_whitespace()).collect::<String>().parse().ok(),
    };
    ends(values, read).map(|(from, to)| Test::Between(from, to))
}

fn dates(values: &[&str]) -> Option<Test> {
    ends(values, Day::parse).map(|(from, to)| Test::Dates(from, to))
}

/// Runs of postal codes: `8000-8099`, `8006`, `115 43`; in one value, blanks and commas part them.
fn codes(values: &[&str]) -> Option<Test> {
    let mut runs = Vec::new();
    let parted = values.iter().flat_map(|value| value.split(',')).flat_map(whole_codes);
    for part in &parted.collect::<Vec<_>>() {
        let (from, to) = part.split_once(['-', '–']).unwrap_or((part, part));
        let right =
            |code: &str| !code.is_empty() && code.len() <= MOST_CODE && code.chars().all(|c| c.is_ascii_alphanumeric());
        if !right(from) || !right(to) || from.len() != to.len() || from > to {
            return None;
        }
        runs.push((from.to_owned(), to.to_owned()));
    }
    (!runs.is_empty() && runs.len() <= MOST_CHOSEN).then_some(Test::Codes(runs))
}

/// The codes in a text, parted by blanks; of three digits and two, as Swedish codes are written, each pair is one.
fn whole_codes(text: &str) -> Vec<String> {
    let run = |chars: &mut dyn Iterator<Item = char>| chars.take_while(char::is_ascii_digit).count();
    let mut codes: Vec<String> = Vec::new();
    for part in text.split_whitespace() {
        match codes.last_mut() {
            Some(last) if run(&mut last.chars().rev()) == 3 && run(&mut part.chars()) == 2 => last.push_str(part),
            _ => codes.push(part.to_owned()),
        }
    }
    codes
}

/// Kilometres, and a place by its postal code or its name.
fn within(values: &[&str]) -> Option<Test> {
    let [kilometres, place] = values else { return None };
    let kilometres = kilometres.trim().parse::<u16>().ok().filter(|count| (1..=FARTHEST).contains(count))?;
    distance::place(place).map(|place| Test::Within(kilometres, place))
}

fn ago(values: &[&str]) -> Option<Test> {
    let [count, unit] = values else { return None };
    let count = count.trim().parse::<u16>().ok().filter(|count| (1..=999).contains(count))?;
    Unit::from_key(unit.trim()).map(|unit| Test::Ago(count, unit))
}
