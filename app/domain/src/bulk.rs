//! One change to many customers: what becomes of each one's value.

use crate::{
    country::Country,
    error::Problem,
    field::{self, Field, Kind, Parsing, Record},
    list::MOST_CHOSEN,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What is done with the value that is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// It takes the place of what was there; where nothing is given, what was there goes.
    #[default]
    Set,
    /// What is given is added to the values that are there.
    Add,
    /// What is given is taken from the values that are there.
    Remove,
}

impl How {
    /// All ways, for a field with several values.
    pub const ALL: [Self; 3] = [Self::Add, Self::Remove, Self::Set];

    /// The key, as it stands in forms.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Add => "add",
            Self::Remove => "remove",
        }
    }

    /// The way with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.key() == key)
    }
}

/// A change of one field, as it is kept with the job that makes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkChange {
    /// The field, by its key.
    pub field: String,
    /// What is done with the value.
    pub how: How,
    /// The value, as it is typed into a form; that of another customer is its id.
    pub typed: String,
}

/// The fields that can be changed of many at once: all that can be changed at all, the firm's own too.
pub fn fields(own: &[&'static Field]) -> impl Iterator<Item = &'static Field> + use<> {
    field::CUSTOMER.iter().chain(own.to_vec()).filter(|field| is_common(field))
}

/// Whether a value of it may be that of several customers.
const fn is_common(field: &Field) -> bool {
    !matches!(field.kind, Kind::Number | Kind::Contact)
}

impl BulkChange {
    /// The field that is changed.
    ///
    /// # Errors
    /// [`Problem::ReadOnly`] where there is none of that name that can be changed, or where it has
    /// one value and something is to be added or removed.
    pub fn declared(&self) -> Result<&'static Field, Problem> {
        let field = field::customer(&self.field).filter(|field| is_common(field)).ok_or(Problem::ReadOnly)?;
        let is_list = matches!(field.kind, Kind::Choices(_));
        if is_list || self.how == How::Set { Ok(field) } else { Err(Problem::ReadOnly) }
    }

    /// The columns that the new value of a customer depends on.
    #[must_use]
    pub fn reads(&self) -> Vec<&'static str> {
        let Ok(field) = self.declared() else { return Vec::new() };
        let mut reads = match field.kind {
            Kind::OrganisationNumber | Kind::Phone => vec![field.key, "country"],
            Kind::PostalCode { country } => vec![field.key, "country", country],
            _ => vec![field.key],
        };
        // Whether it may be emptied depends on the kind and type of customer.
        reads.extend(["kind", "customer_type"].into_iter().filter(|key| *key != field.key && !field.is_fixed()));
        reads
    }

    /// The value that a customer has afterwards, by how it stands now.
    ///
    /// # Errors
    /// What is wrong with it for this customer.
    pub fn applied(&self, now: &Record, home: Country) -> Result<Value, Problem> {
        let field = self.declared()?;
        let country = match field.kind {
            Kind::PostalCode { country } if !now.text(country).is_empty() => now.country(country),
            Kind::OrganisationNumber | Kind::Phone | Kind::PostalCode { .. } => now.country("country"),
            _ => home,
        };
        let given = field.parse(&self.typed, Parsing { home, country })?;
        if self.how == How::Set {
            return Ok(given);
        }
        let given: Vec<&str> = given.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let mut values: Vec<&str> = now.items(field.key).collect();
        if self.how == How::Add {
            values.extend(given);
            values.sort_unstable();
            values.dedup();
            if values.len() > MOST_CHOSEN {
                return Err(Problem::TooManyChosen { max: u32::try_from(MOST_CHOSEN).unwrap_or(u32::MAX) });
            }
        } else {
            values.retain(|value| !given.contains(value));
        }
        Ok(values.into_iter().map(Value::from).collect())
    }
}

/// Whether two values of a field are the same: the order in which several were chosen is of no account.
#[must_use]
pub fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().all(|value| other.contains(value))
        }
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const A: &str = "01900000-0000-7000-8000-00000000000a";
    const B: &str = "01900000-0000-7000-8000-00000000000b";
    const C: &str = "01900000-0000-7000-8000-00000000000c";

    fn applied(field: &str, how: How, typed: &str, now: Value) -> Result<Value, Problem> {
        let change = BulkChange { field: field.to_owned(), how, typed: typed.to_owned() };
        change.applied(&serde_json::from_value(now).unwrap(), Country::NORWAY)
    }

    #[test]
    fn one_value_takes_the_place_of_the_other() {
        assert_eq!(applied("phone", How::Set, "75 50 01 20", json!({})), Ok(json!("+4775500120")));
        assert_eq!(applied("phone", How::Set, "", json!({"phone": "+4775500120"})), Ok(Value::Null));
        assert_eq!(applied("status", How::Set, "", json!({})), Err(Problem::Required));
        assert_eq!(applied("phone", How::Add, "75 50 01 20", json!({})), Err(Problem::ReadOnly));
        assert_eq!(applied("number", How::Set, "1", json!({})), Err(Problem::ReadOnly));
        assert_eq!(applied("no_such", How::Set, "1", json!({})), Err(Problem::ReadOnly));
    }

    #[test]
    fn several_values_are_added_removed_or_replaced() {
        let now = json!({"tags": [C, A]});
        let of = |how, typed: &str| applied("tags", how, typed, now.clone());
        assert_eq!(of(How::Add, &format!("{B},{A}")), Ok(json!([A, B, C])));
        assert_eq!(of(How::Remove, &format!("{B},{A}")), Ok(json!([C])));
        assert_eq!(of(How::Set, B), Ok(json!([B])));
        assert_eq!(of(How::Set, ""), Ok(json!([])));
        let many: Vec<String> = (0..MOST_CHOSEN).map(|n| format!("01900000-0000-7000-8000-0000000001{n:02}")).collect();
        let full = json!({"tags": many});
        assert_eq!(applied("tags", How::Add, B, full), Err(Problem::TooManyChosen { max: 50 }));
        assert!(is_same(&json!([A, C]), &now["tags"]));
        assert!(!is_same(&json!([A]), &now["tags"]));
    }

    #[test]
    fn a_number_is_judged_by_the_country_of_each_customer() {
        let postal = |now| applied("visiting_postal_code", How::Set, "8006", now);
        assert_eq!(postal(json!({"country": "NO"})), Ok(json!("8006")));
        assert_eq!(postal(json!({"country": "NO", "visiting_country": "SE"})), Err(Problem::PostalCode));
        assert_eq!(
            applied("organisation_number", How::Set, "988 077 917", json!({"country": "NO"})),
            Ok(json!("988077917"))
        );
        assert!(applied("organisation_number", How::Set, "988 077 917", json!({"country": "SE"})).is_err());
    }

    #[test]
    fn what_is_read_of_a_customer_is_what_it_depends_on() {
        let reads = |field: &str| BulkChange { field: field.to_owned(), how: How::Set, typed: String::new() }.reads();
        assert_eq!(reads("status"), ["status"]);
        let of_its_country = ["invoice_postal_code", "country", "invoice_country", "kind", "customer_type"];
        assert_eq!(reads("invoice_postal_code"), of_its_country, "and whether it may be emptied");
        assert_eq!(reads("customer_type"), ["customer_type"]);
        assert!(reads("number").is_empty());
    }
}
