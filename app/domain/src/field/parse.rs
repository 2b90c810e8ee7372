//! From what a person typed to a value that may be kept.

use super::{Field, Importance, Kind, Per, date_in};
use crate::{
    address::SameAs,
    agreement::hours::{Day, Hours},
    country::Country,
    customer::{CustomerKind, CustomerType},
    email::Email,
    error::Problem,
    gln::Gln,
    id::{ContactId, CustomerId, ListItemId, UserId},
    industry,
    list::MOST_CHOSEN,
    money::Money,
    organisation_number::{InvalidOrganisationNumber, OrganisationNumber},
    phone::Phone,
    plain_text,
    postal_code::PostalCode,
    terms::{Currency, Days, Factor, Percent},
    web_address::WebAddress,
};
use serde_json::Value;

/// Most hundredths that are charged for one thing.
pub const MOST_CHARGED: i64 = 10_000_000;

/// Most hundredths that a customer may owe: a milliard.
const MOST_OWED: i64 = 100_000_000_000;

/// What the meaning of a value depends on beside the value itself.
#[derive(Clone, Copy, Debug)]
pub struct Parsing {
    /// The firm's country: its phone numbers need no country code, and days are written as there.
    pub home: Country,
    /// The country of the customer, whose phone numbers need no country code either, or of the address for a
    /// postal code.
    pub country: Country,
}

impl Field {
    /// Reads what was typed: a value for the database, null where it is empty.
    ///
    /// Whether a list value, a member of staff or a customer exists in this firm is for the store to
    /// say, which also finds a customer by its name or number.
    ///
    /// # Errors
    /// What is wrong with it, in a form that the interface can put into words.
    pub fn parse(&self, typed: &str, parsing: Parsing) -> Result<Value, Problem> {
        if matches!(self.kind, Kind::Number) {
            return Err(Problem::ReadOnly);
        }
        if typed.trim().is_empty() {
            return match (self.importance, self.kind) {
                (Importance::Must, _) => Err(Problem::Required),
                // Nothing of its own: what it inherits counts; what a firm's own field lacks has no key.
                _ if self.inherits.is_some() || self.is_own() => Ok(Value::Null),
                (_, Kind::Choices(_)) => Ok(Value::Array(Vec::new())),
                (_, Kind::YesNo) => Ok(Value::Bool(false)),
                _ => Ok(Value::Null),
            };
        }
        if let Some(number) = self.kind.number(typed) {
            return number.map(Value::from);
        }
        let value = match self.kind {
            Kind::IndustryCode => industry::typed(typed).ok_or(Problem::Industry)?.code.to_owned(),
            Kind::Line { max } => plain_text::line(typed, max)?,
            Kind::Lines { max } => plain_text::lines(typed, max)?,
            Kind::Number
            | Kind::Money
            | Kind::Charge(_)
            | Kind::Days
            | Kind::Percent
            | Kind::Factor
            | Kind::Hours
            | Kind::Kilometres
            | Kind::Whole => {
                return Err(Problem::ReadOnly);
            }
            Kind::Code(list) => list.with_key(typed.trim()).ok_or(Problem::Choice)?.key.to_owned(),
            Kind::Date => date_in(typed, parsing.home).ok_or(Problem::Date)?,
            Kind::Shift => Day::parse(&plain_text::line(typed, 60)?)?.stored(),
            Kind::Emails => emails(typed)?,
            Kind::Gln => Gln::parse(&plain_text::line(typed, 40)?).map_err(|_| Problem::Gln)?.as_str().to_owned(),
            Kind::Currency => Currency::from_key(typed.trim()).ok_or(Problem::Choice)?.key().to_owned(),
            Kind::OrganisationNumber => {
                let cleaned = plain_text::line(typed, 30)?;
                match OrganisationNumber::parse(&cleaned, parsing.country) {
                    Ok(number) => number.as_str().to_owned(),
                    Err(InvalidOrganisationNumber::Length { digits }) => {
                        return Err(Problem::OrganisationNumberLength { digits });
                    }
                    Err(InvalidOrganisationNumber::CheckDigit) => return Err(Problem::CheckDigit),
                }
            }
            Kind::Email => {
                Email::parse(&plain_text::line(typed, 254)?).map_err(|_| Problem::Email)?.as_str().to_owned()
            }
            Kind::Phone => {
                let cleaned = plain_text::line(typed, 40)?;
                let phone = Phone::of_customer(&cleaned, parsing.country, parsing.home).map_err(|_| Problem::Phone)?;
                phone.e164().to_owned()
            }
            Kind::WebAddress => {
                WebAddress::parse(&plain_text::line(typed, 500)?).map_err(|_| Problem::WebAddress)?.href().to_owned()
            }
            Kind::Choice(_) => typed.parse::<ListItemId>().map_err(|_| Problem::Choice)?.to_string(),
            Kind::User => typed.parse::<UserId>().map_err(|_| Problem::Choice)?.to_string(),
            Kind::Customer => typed.parse::<CustomerId>().map_err(|_| Problem::UnknownCustomer)?.to_string(),
            Kind::Contact => typed.parse::<ContactId>().map_err(|_| Problem::Choice)?.to_string(),
            Kind::Choices(_) => return choices(typed),
            Kind::CustomerKind => CustomerKind::from_key(typed.trim()).ok_or(Problem::Choice)?.key().to_owned(),
            Kind::CustomerType => CustomerType::from_key(typed.trim()).ok_or(Problem::Choice)?.key().to_owned(),
            Kind::YesNo => {
                return match typed.trim() {
                    "yes" => Ok(Value::Bool(true)),
                    "no" => Ok(Value::Bool(false)),
                    _ => Err(Problem::Choice),
                };
            }
            Kind::Country => Country::parse(typed).map_err(|_| Problem::Choice)?.code().to_owned(),
            Kind::PostalCode { .. } => {
                let cleaned = plain_text::line(typed, 20)?;
                PostalCode::parse(&cleaned, parsing.country).map_err(|_| Problem::PostalCode)?.as_str().to_owned()
            }
            Kind::SameAs(address) => SameAs::from_key(typed.trim())
                .filter(|same| same.may_stand_for(address))
                .ok_or(Problem::Choice)?
                .key()
                .to_owned(),
        };
        Ok(Value::String(value))
    }
}

impl Kind {
    /// Reads what is kept as a number; none for other kinds.
    fn number(self, typed: &str) -> Option<Result<i64, Problem>> {
        Some(match self {
            Self::Money => Money::parse(typed).map(Money::hundredths).map_err(|_| Problem::Money),
            Self::Charge(Per::Total) => Money::parse(typed)
                .ok()
                .filter(|money| (0..=MOST_OWED).contains(&money.hundredths()))
                .map(Money::hundredths)
                .ok_or(Problem::Limit),
            Self::Charge(_) => Money::parse(typed)
                .ok()
                .filter(|money| (0..=MOST_CHARGED).contains(&money.hundredths()))
                .map(Money::hundredths)
                .ok_or(Problem::Charge),
            Self::Days => Days::parse(typed).map(Days::count).map_err(|_| Problem::Days),
            Self::Percent => Percent::parse(typed).map(Percent::hundredths).map_err(|_| Problem::Percent),
            Self::Whole => whole(typed).ok_or(Problem::Whole),
            Self::Kilometres => kilometres(typed).ok_or(Problem::Kilometres),
            Self::Hours => Hours::parse(typed).map(Hours::hundredths),
            Self::Factor => Factor::parse(typed).map(Factor::thousandths).map_err(|_| Problem::Factor),
            _ => return None,
        })
    }
}

/// Most kilometres to a customer.
const MOST_KILOMETRES: i64 = 5000;

/// Whole kilometres: `24`, `24 km`.
fn kilometres(typed: &str) -> Option<i64> {
    crate::decimal::parse(typed, &["km", "kilometer", "kilometres"], 0).filter(|km| (0..=MOST_KILOMETRES).contains(km))
}

/// Most that a whole number may be, in both directions.
const MOST_WHOLE: i64 = 1_000_000_000_000;

fn whole(typed: &str) -> Option<i64> {
    let digits: String =
        typed.chars().filter(|c| !c.is_whitespace()).map(|c| if c == '\u{2212}' { '-' } else { c }).collect();
    digits.parse().ok().filter(|number| (-MOST_WHOLE..=MOST_WHOLE).contains(number))
}

/// Most addresses in one field.
const MOST_EMAILS: usize = 10;

/// Several addresses with commas, semicolons, spaces or lines between them; each once.
fn emails(typed: &str) -> Result<String, Problem> {
    let mut kept: Vec<String> = Vec::new();
    for part in typed.split([',', ';', '\n', '\r', ' ', '\t']).filter(|part| !part.trim().is_empty()) {
        let address = Email::parse(&plain_text::line(part, 254)?).map_err(|_| Problem::Email)?;
        if !kept.iter().any(|other| other.eq_ignore_ascii_case(address.as_str())) {
            kept.push(address.as_str().to_owned());
        }
    }
    if kept.len() > MOST_EMAILS {
        return Err(Problem::TooManyEmails { max: 10 });
    }
    if kept.is_empty() {
        return Err(Problem::Email);
    }
    Ok(kept.join(", "))
}

/// Several ids with commas between them; each once, in a fixed order.
fn choices(typed: &str) -> Result<Value, Problem> {
    let mut ids = typed
        .split(',')
        .filter(|part| !part.trim().is_empty())
        .map(|part| part.parse::<ListItemId>().map_err(|_| Problem::Choice))
        .collect::<Result<Vec<_>, _>>()?;
    ids.sort_unstable();
    ids.dedup();
    if ids.len() > MOST_CHOSEN {
        return Err(Problem::Choice);
    }
    Ok(Value::Array(ids.into_iter().map(|id| Value::String(id.to_string())).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field;
    use proptest::prelude::*;
    use serde_json::json;

    const NORWAY: Parsing = Parsing { home: Country::NORWAY, country: Country::NORWAY };

    fn parse(key: &str, typed: &str) -> Result<Value, Problem> {
        field::customer(key).unwrap().parse(typed, NORWAY)
    }

    #[test]
    fn each_kind_takes_what_is_right() {
        assert_eq!(parse("name", " Bodø  Sveis "), Ok(json!("Bodø Sveis")));
        assert_eq!(parse("phone", "75 50 01 20"), Ok(json!("+4775500120")));
        assert_eq!(parse("organisation_number", "988 077 917"), Ok(json!("988077917")));
        assert_eq!(parse("website", "bodosveis.example"), Ok(json!("https://bodosveis.example")));
        assert_eq!(parse("nickname", "  "), Ok(Value::Null));
        assert_eq!(parse("postal_same_as", "visiting"), Ok(json!("visiting")));
        assert_eq!(parse("opening_balance", "12 400,50"), Ok(json!(1_240_050)));
        assert_eq!(parse("industry_code", "78200"), Ok(json!("78.200")));
        assert_eq!(parse("tags", ""), Ok(json!([])));
        assert_eq!(parse("is_supplier", "yes"), Ok(json!(true)));
        assert_eq!(parse("payment_days", "30 dager"), Ok(json!(30)));
        assert_eq!(parse("invoice_fee", "65 kr"), Ok(json!(6500)));
        assert_eq!(parse("late_interest", "8,75 %"), Ok(json!(875)));
        assert_eq!(parse("markup_factor", "1.85"), Ok(json!(1850)));
        assert_eq!(parse("mileage_rate", "5,30"), Ok(json!(530)));
        assert_eq!(parse("currency", "EUR"), Ok(json!("EUR")));
        assert_eq!(parse("invoice_interval", "week"), Ok(json!("week")));
        assert_eq!(parse("invoice_type", "paper"), Ok(json!("paper")));
        assert_eq!(parse("gln", "7070 0000 00006"), Ok(json!("7070000000006")));
        assert_eq!(parse("credit_limit", "2 500 000"), Ok(json!(250_000_000)));
        assert_eq!(parse("default_distance", "24 km"), Ok(json!(24)));
        let two = "a@b.example; c@d.example A@b.example";
        assert_eq!(parse("invoice_copy_emails", two), Ok(json!("a@b.example, c@d.example")));
        assert_eq!(parse("expenses_billed", ""), Ok(Value::Null), "as the firm");
        assert_eq!(parse("expenses_billed", "no"), Ok(json!(false)));
        assert_eq!(parse("is_supplier", ""), Ok(json!(false)), "a box that is not ticked sends nothing");
    }

    #[test]
    fn each_kind_refuses_what_is_wrong() {
        assert_eq!(parse("name", "  "), Err(Problem::Required));
        assert_eq!(parse("name", &"x".repeat(201)), Err(Problem::TooLong { max: 200 }));
        assert_eq!(parse("phone", "412 34 5"), Err(Problem::Phone));
        assert_eq!(parse("email", "a@"), Err(Problem::Email));
        assert_eq!(parse("organisation_number", "988077918"), Err(Problem::CheckDigit));
        assert_eq!(parse("organisation_number", "98807791"), Err(Problem::OrganisationNumberLength { digits: 9 }));
        assert_eq!(parse("status", "aktiv"), Err(Problem::Choice));
        assert_eq!(parse("number", "1"), Err(Problem::ReadOnly));
        assert_eq!(parse("visiting_postal_code", "80"), Err(Problem::PostalCode));
        assert_eq!(parse("postal_same_as", "delivery"), Err(Problem::Choice));
        assert_eq!(parse("opening_balance", "mye"), Err(Problem::Money));
        assert_eq!(parse("industry_code", "99.999"), Err(Problem::Industry));
        assert_eq!(parse("groups", "alle"), Err(Problem::Choice));
        assert_eq!(parse("payment_days", "366"), Err(Problem::Days));
        assert_eq!(parse("invoice_fee", "-1"), Err(Problem::Charge));
        assert_eq!(parse("invoice_fee", "100 000,01"), Err(Problem::Charge));
        assert_eq!(parse("late_interest", "101"), Err(Problem::Percent));
        assert_eq!(parse("markup_factor", "0,9"), Err(Problem::Factor));
        assert_eq!(parse("currency", "kr"), Err(Problem::Choice));
        assert_eq!(parse("invoice_interval", "daily"), Err(Problem::Choice));
        assert_eq!(parse("invoice_type", "fax"), Err(Problem::Choice));
        assert_eq!(parse("gln", "7070000000007"), Err(Problem::Gln));
        assert_eq!(parse("credit_limit", "-1"), Err(Problem::Limit));
        assert_eq!(parse("maximum_distance", "5001"), Err(Problem::Kilometres));
        assert_eq!(parse("maximum_distance", "2,5"), Err(Problem::Kilometres));
        assert_eq!(parse("invoice_copy_emails", "a@b.example, c@"), Err(Problem::Email));
        assert_eq!(parse("invoice_copy_emails", ";"), Err(Problem::Email));
        assert_eq!(parse("parent_id", "Nordverk"), Err(Problem::UnknownCustomer));
        assert_eq!(parse("is_supplier", "maybe"), Err(Problem::Choice));
    }

    #[test]
    fn a_whole_number_may_be_parted_and_negative() {
        assert_eq!(
            (whole("1 200"), whole("-3"), whole("2,5"), whole("9999999999999")),
            (Some(1200), Some(-3), None, None)
        );
    }

    proptest! {
        /// What is kept can be typed again and is then the same value.
        #[test]
        fn a_kept_value_typed_again_is_the_same(typed in "\\PC{0,60}", index in 0..field::CUSTOMER.len()) {
            let declared = &field::CUSTOMER[index];
            if let Ok(value) = declared.parse(&typed, NORWAY) {
                let mut record = field::Record::default();
                record.0.insert(declared.key.to_owned(), value.clone());
                if value != Value::Null {
                    prop_assert_eq!(declared.parse(&record.typed(declared), NORWAY), Ok(value));
                }
            }
        }
    }
}
