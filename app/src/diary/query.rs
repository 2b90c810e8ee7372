//! What a diary shows, as it stands in its address.

use crate::i18n::{common, diary as words};
use domain::{
    activity::{Kind, State},
    id::{CustomerId, UserId},
    language::Language,
    layout::Device,
    text::Text,
};
use jiff::{ToSpan, civil::Date};
use serde::Deserialize;

/// How much time is shown, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// One day, by the hour.
    Day,
    /// A week from Monday on, by the hour.
    Week,
    /// A month in whole weeks.
    Month,
    /// What is on from a day on, one after the other.
    List,
}

impl Span {
    /// All of them, as they are offered.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::List];

    /// The key, as it stands in addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::List => "list",
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Day => words::DAY,
            Self::Week => words::WEEK,
            Self::Month => words::MONTH,
            Self::List => words::LIST,
        }
    }

    /// What a kind of device shows where the address does not say.
    #[must_use]
    pub const fn usual(device: Device) -> Self {
        match device {
            Device::Desk => Self::Week,
            Device::Phone => Self::List,
        }
    }
}

/// Days that a list shows.
const LISTED: i32 = 30;

/// Whose diary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The reader's.
    Me,
    /// Everybody's.
    All,
    /// A colleague's.
    Colleague(UserId),
}

/// The parameters of the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[expect(missing_docs, reason = "each is the parameter of its name")]
pub struct Parameters {
    pub view: Option<String>,
    pub day: Option<String>,
    pub who: Option<String>,
    pub kind: Option<String>,
    pub state: Option<String>,
    pub customer: Option<String>,
    pub form: Option<String>,
}

/// What a diary shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DiaryQuery {
    /// How much time.
    pub span: Span,
    /// The day that it is about.
    pub day: Date,
    /// Whose.
    pub who: Who,
    /// Of one kind.
    pub kind: Option<Kind>,
    /// In one state.
    pub state: Option<State>,
    /// Of one customer.
    pub customer: Option<CustomerId>,
}

impl DiaryQuery {
    /// Reads an address; what it does not say, or says wrongly, is as usual. Of a customer everybody's is shown.
    #[must_use]
    pub fn read(parameters: &Parameters, today: Date, device: Device) -> Self {
        let given = |value: &Option<String>| value.clone().filter(|value| !value.is_empty());
        let span = given(&parameters.view).and_then(|key| Span::ALL.into_iter().find(|span| span.key() == key));
        let customer = given(&parameters.customer).and_then(|id| id.parse().ok());
        let day: Option<Date> = given(&parameters.day).and_then(|day| domain::field::date(&day)?.parse().ok());
        let who = match given(&parameters.who).as_deref() {
            Some("all") => Who::All,
            Some("me") => Who::Me,
            Some(id) => id.parse().map_or(Who::Me, Who::Colleague),
            None if customer.is_some() => Who::All,
            None => Who::Me,
        };
        Self {
            span: span.unwrap_or(Span::usual(device)),
            day: day.unwrap_or(today),
            who,
            kind: given(&parameters.kind).and_then(|key| Kind::from_key(&key)),
            state: given(&parameters.state).and_then(|key| State::from_key(&key)),
            customer,
        }
    }

    /// The first day and the last.
    #[must_use]
    pub fn days(&self) -> (Date, Date) {
        let monday = |day: Date| day.saturating_sub(i32::from(day.weekday().to_monday_zero_offset()).days());
        match self.span {
            Span::Day => (self.day, self.day),
            Span::Week => (monday(self.day), monday(self.day).saturating_add(6.days())),
            Span::Month => {
                (monday(self.day.first_of_month()), monday(self.day.last_of_month()).saturating_add(6.days()))
            }
            Span::List => (self.day, self.day.saturating_add(LISTED.days())),
        }
    }

    /// Each day that is shown.
    pub fn each_day(&self) -> impl Iterator<Item = Date> {
        let (from, to) = self.days();
        std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(move |day| *day <= to)
    }

    /// The same, so much time earlier (`-1`) or later (`1`).
    #[must_use]
    pub fn turned(mut self, by: i32) -> Self {
        let span = match self.span {
            Span::Day => by.days(),
            Span::Week => by.weeks(),
            Span::Month => by.months(),
            Span::List => (by * LISTED).days(),
        };
        self.day = self.day.saturating_add(span);
        self
    }

    /// The same about another day.
    #[must_use]
    pub const fn on(mut self, day: Date) -> Self {
        self.day = day;
        self
    }

    /// The same in another view.
    #[must_use]
    pub const fn in_span(mut self, span: Span) -> Self {
        self.span = span;
        self
    }

    /// The same of all customers.
    #[must_use]
    pub const fn of_all(mut self) -> Self {
        self.customer = None;
        self
    }

    /// What stands in the address, by name.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("view", self.span.key().to_owned()), ("day", self.day.to_string())];
        match self.who {
            Who::Me if self.customer.is_some() => pairs.push(("who", "me".to_owned())),
            Who::All if self.customer.is_none() => pairs.push(("who", "all".to_owned())),
            Who::Colleague(id) => pairs.push(("who", id.to_string())),
            Who::Me | Who::All => {}
        }
        pairs.extend(self.kind.map(|kind| ("kind", kind.key().to_owned())));
        pairs.extend(self.state.map(|state| ("state", state.key().to_owned())));
        pairs.extend(self.customer.map(|customer| ("customer", customer.to_string())));
        pairs
    }

    /// Its address.
    #[must_use]
    pub fn address(&self) -> String {
        let pairs: Vec<String> = self.pairs().into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        format!("/diary?{}", pairs.join("&"))
    }

    /// What stands above it: the day, the week, the month, or from when to when.
    #[must_use]
    pub fn heading(&self, language: Language) -> String {
        match self.span {
            Span::Day => long_day(self.day, language),
            Span::Week => {
                let week = self.day.iso_week_date();
                let (n, year) = (week.week().to_string(), week.year().to_string());
                words::WEEK_OF.with(language, &[("n", &n), ("year", &year)])
            }
            Span::Month => format!("{} {}", month(self.day, language), self.day.year()),
            Span::List => {
                let (from, to) = self.days();
                words::FROM_TO.with(language, &[("from", &short_day(from, language)), ("to", &short_day(to, language))])
            }
        }
    }
}

fn nth(words: Text, language: Language, place: i8) -> &'static str {
    usize::try_from(place).ok().and_then(|place| words.get(language).split(' ').nth(place)).unwrap_or_default()
}

/// The month's name.
#[must_use]
pub fn month(day: Date, language: Language) -> &'static str {
    nth(common::LONG_MONTHS, language, day.month() - 1)
}

/// `29. november`, `29 november`.
fn day_of_month(day: Date, language: Language) -> String {
    let dot = if language == Language::Nb { "." } else { "" };
    format!("{}{dot} {}", day.day(), month(day, language))
}

/// `søndag 29. november 2026`.
#[must_use]
pub fn long_day(day: Date, language: Language) -> String {
    let name = nth(words::WEEKDAYS, language, day.weekday().to_monday_zero_offset());
    format!("{name} {} {}", day_of_month(day, language), day.year())
}

/// `søn. 29. november`.
#[must_use]
pub fn short_day(day: Date, language: Language) -> String {
    format!("{} {}", short_weekday(day, language), day_of_month(day, language))
}

/// `søn.`.
#[must_use]
pub fn short_weekday(day: Date, language: Language) -> &'static str {
    nth(words::SHORT_WEEKDAYS, language, day.weekday().to_monday_zero_offset())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn read(of: &[(&str, &str)]) -> DiaryQuery {
        let value = |name: &str| of.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        let parameters = Parameters {
            view: value("view"),
            day: value("day"),
            who: value("who"),
            kind: value("kind"),
            state: value("state"),
            customer: value("customer"),
            form: None,
        };
        DiaryQuery::read(&parameters, date(2026, 11, 29), Device::Desk)
    }

    #[test]
    fn an_address_is_read_as_it_is_written_and_nonsense_is_as_usual() {
        let customer = "0190b6a5-7d6c-7cc0-8000-000000000001";
        let all = [
            ("view", "month"),
            ("day", "2026-12-24"),
            ("who", "me"),
            ("kind", "task"),
            ("state", "done"),
            ("customer", customer),
        ];
        let query = read(&all);
        let address = query.address();
        assert_eq!(
            address,
            format!("/diary?view=month&day=2026-12-24&who=me&kind=task&state=done&customer={customer}")
        );
        assert_eq!(
            read(&[("view", "year"), ("day", "x"), ("who", "x"), ("kind", "x"), ("state", "x"), ("customer", "x")]),
            read(&[])
        );
        assert_eq!((read(&[]).span, read(&[]).who), (Span::Week, Who::Me));
        assert_eq!(read(&[("customer", customer)]).who, Who::All, "on a customer's calendar is what everybody does");
    }

    #[test]
    fn weeks_begin_on_monday_and_months_are_whole_weeks() {
        let days = |of: &[(&str, &str)]| read(of).days();
        assert_eq!(days(&[]), (date(2026, 11, 23), date(2026, 11, 29)));
        assert_eq!(days(&[("view", "month")]), (date(2026, 10, 26), date(2026, 12, 6)));
        assert_eq!(days(&[("view", "day")]), (date(2026, 11, 29), date(2026, 11, 29)));
        assert_eq!(read(&[("view", "month")]).each_day().count(), 42);
        assert_eq!(read(&[("view", "month"), ("day", "2026-10-31")]).turned(1).day, date(2026, 11, 30));
        assert_eq!(read(&[]).turned(-1).days().0, date(2026, 11, 16));
        assert_eq!(read(&[("day", "2999-12-31"), ("view", "list")]).turned(1).days().0.year(), 3000);
    }

    #[test]
    fn days_are_told_in_the_readers_language() {
        let query = read(&[]);
        assert_eq!(query.heading(Language::Nb), "Uke 48, 2026");
        assert_eq!(query.in_span(Span::Day).heading(Language::Sv), "söndag 29 november 2026");
        assert_eq!(query.in_span(Span::Month).heading(Language::En), "November 2026");
        assert_eq!(short_day(date(2026, 11, 29), Language::Nb), "søn. 29. november");
    }
}
