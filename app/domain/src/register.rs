//! The register of customers: whose, which, in which order, from where on.

use crate::{
    field::{Names, Record, grouped},
    filter::{Column, Filter, Lifecycle},
    id::{CustomerId, ListItemId, RegisterViewId},
    list::StatusMeaning,
};
use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// Whose customers are listed (seed 001:5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Those I am responsible for.
    #[default]
    Mine,
    /// Those that somebody in my department is responsible for.
    Department,
    /// All of the firm.
    Firm,
}

impl Scope {
    /// All scopes, narrowest first.
    pub const ALL: [Self; 3] = [Self::Mine, Self::Department, Self::Firm];

    /// The key, as it stands in the address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Department => "department",
            Self::Firm => "firm",
        }
    }

    /// The scope with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.key() == key)
    }
}

/// By what the register is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    column: Column,
    /// Whether the order is turned round.
    pub descending: bool,
}

impl Sort {
    /// An order by a column that has one.
    #[must_use]
    pub fn by(column: Column, descending: bool) -> Option<Self> {
        column.is_sorted().then_some(Self { column, descending })
    }

    /// What it is sorted by.
    #[must_use]
    pub const fn column(self) -> Column {
        self.column
    }
}

impl Default for Sort {
    fn default() -> Self {
        let name = crate::field::customer("name").map_or(Column::Changed, Column::Field);
        Self { column: name, descending: false }
    }
}

/// What the register lists: all that stands in its address but the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterQuery {
    /// Whose customers.
    pub scope: Scope,
    /// Which of them by where they stand with us.
    pub lifecycle: Lifecycle,
    /// What else must hold of them.
    pub filter: Filter,
    /// By what they are sorted.
    pub sort: Sort,
}

impl RegisterQuery {
    /// As it stands in an address: `scope=firm&sort=name`. What is as usual is left out, but the
    /// scope: a link that is sent says whose customers it means.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut out = format!("scope={}", self.scope.key());
        if self.lifecycle != Lifecycle::default() {
            let _ = write!(out, "&lifecycle={}", self.lifecycle.key());
        }
        if !self.filter.is_empty() {
            let _ = write!(out, "&filter={}", encoded(&self.filter.to_string()));
        }
        if self.sort != Sort::default() {
            let _ = write!(out, "&sort={}", self.sort.column().key());
        }
        if self.sort.descending {
            out.push_str("&order=desc");
        }
        out
    }
}

impl RegisterQuery {
    /// Reads what names and values of an address list. What it does not say is as usual; what it
    /// says of the filter is never left out.
    #[must_use]
    pub fn from_pairs(pairs: &[(String, String)]) -> Self {
        let get = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let mut filter = Filter::parse(get("filter").unwrap_or_default());
        // As links of earlier releases say it: whoever has this tag, group or attribute.
        if let Some(item) = get("with").and_then(|item| item.parse::<ListItemId>().ok()) {
            let any = format!("any(tags.any:{item};groups.any:{item};attributes.any:{item})");
            filter.nodes.extend(Filter::parse(&any).nodes);
        }
        let column = get("sort").and_then(Column::from_key).unwrap_or_else(|| Sort::default().column());
        let hidden = get("hidden").map(|_| Lifecycle::Hidden);
        Self {
            scope: get("scope").and_then(Scope::from_key).unwrap_or_default(),
            lifecycle: get("lifecycle").and_then(Lifecycle::from_key).or(hidden).unwrap_or_default(),
            filter,
            sort: Sort::by(column, get("order") == Some("desc")).unwrap_or_default(),
        }
    }

    /// Reads what [`RegisterQuery::encode`] has written.
    #[must_use]
    pub fn decode(text: &str) -> Self {
        let pairs: Vec<(String, String)> = text
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), decoded(value)))
            .collect();
        Self::from_pairs(&pairs)
    }
}

fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let escaped = (*byte == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        if let Some(byte) = escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            out.push(byte);
            at += 3;
        } else {
            out.push(if *byte == b'+' { b' ' } else { *byte });
            at += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Text as a value in an address. What the filter is written with stays readable.
#[must_use]
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~:;,()".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// A place in the sorted register: the sort value and id of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The row's sort value, as text.
    pub value: String,
    /// The row.
    pub id: CustomerId,
    /// Whether the page is the one before the row.
    pub backwards: bool,
}

impl Cursor {
    /// The cursor as it stands in the address: `a` or `b`, the id, the sort value.
    #[must_use]
    pub fn encode(&self) -> String {
        format!("{}{}{}", if self.backwards { 'b' } else { 'a' }, self.id, self.value)
    }

    /// Reads a cursor from the address.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let backwards = match text.chars().next()? {
            'a' => false,
            'b' => true,
            _ => return None,
        };
        let id = text.get(1..37)?.parse().ok()?;
        Some(Self { value: text.get(37..)?.to_owned(), id, backwards })
    }
}

/// One row of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterRow {
    /// The customer.
    pub id: CustomerId,
    /// The values of its columns, and those that every row has: number, name, nickname, status,
    /// place and who is responsible.
    pub values: Record,
    /// What its status means.
    pub meaning: StatusMeaning,
    /// The sort value, for the cursor.
    pub sort_value: String,
}

/// One page of the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterPage {
    /// The rows, at most [`PAGE`].
    pub rows: Vec<RegisterRow>,
    /// Names of what the rows refer to.
    pub names: Names,
    /// Whether there are rows before these.
    pub has_previous: bool,
    /// Whether there are rows after these.
    pub has_next: bool,
    /// Keys of the fields that the firm does not use: nobody is offered them.
    pub unused: Vec<&'static str>,
}

impl RegisterPage {
    /// Whether a column may be chosen, or asked about.
    #[must_use]
    pub fn offers(&self, column: Column) -> bool {
        !self.unused.contains(&column.key())
    }
}

/// How many customers there are in all, and what their amounts come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many, counted to one more than [`COUNT_CAP`] at most.
    pub count: i64,
    /// Sums by column; none beyond the cap, where they would be of some customers only.
    pub sums: Vec<Sum>,
}

/// What the amounts in a column come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The column of the customer.
    pub column: &'static str,
    /// By the codes of currencies, in hundredths: amounts in two of them come to nothing together.
    pub amounts: Vec<(String, i64)>,
}

/// Where somebody has a saved view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewPlace {
    /// In the menu of views alone.
    Menu,
    /// Beside the scopes.
    Beside,
    /// Beside the scopes, and the register opens with it.
    First,
}

/// A saved view of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterView {
    /// Its identity.
    pub id: RegisterViewId,
    /// What it is called.
    pub name: String,
    /// Whether all of the firm have it.
    pub shared: bool,
    /// Whether it is the reader's own.
    pub is_mine: bool,
    /// Where the reader has it.
    pub place: ViewPlace,
    /// What it lists, as it stands in an address.
    pub query: String,
    /// Its columns; none: those of whoever looks.
    pub columns: Option<Vec<Column>>,
}

impl RegisterView {
    /// Whether the reader has it beside the scopes.
    #[must_use]
    pub fn is_pinned(&self) -> bool {
        self.place != ViewPlace::Menu
    }

    /// Whether the reader's register opens with it.
    #[must_use]
    pub fn opens(&self) -> bool {
        self.place == ViewPlace::First
    }
}

/// Rows on a page.
pub const PAGE: i64 = 50;
/// The count stops here: "10 000+".
pub const COUNT_CAP: i64 = 10_000;

/// A number that is counted to [`COUNT_CAP`], as people read it: "4 836", "10 000+".
#[must_use]
pub fn counted(count: i64) -> String {
    if count > COUNT_CAP { format!("{}+", grouped(COUNT_CAP)) } else { grouped(count) }
}
/// Most characters of a view's name.
pub const VIEW_NAME_MAX: u32 = 60;
/// Most characters of what a view lists.
pub const VIEW_QUERY_MAX: usize = 8000;

/// The columns of a register that nobody has set up.
#[must_use]
pub fn usual_columns() -> Vec<Column> {
    columns_from(["number", "name", "status", "visiting_place", "responsible", "changed"])
}

/// Columns by their keys, each once and the name always; what is no column any more is left out.
pub fn columns_from<'a>(keys: impl IntoIterator<Item = &'a str>) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for column in keys.into_iter().filter_map(Column::from_key).filter(|column| column.is_shown()) {
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    let name = Sort::default().column();
    if !columns.contains(&name) {
        columns.insert(0, name);
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_cursor_survives_the_address() {
        let cursor = Cursor { value: "Ås ¤ b".to_owned(), id: CustomerId(Uuid::from_u128(7)), backwards: true };
        assert_eq!(Cursor::decode(&cursor.encode()), Some(cursor));
        for bad in ["", "a", "x0190", "aåååååååååååååååååååååååååååååååååååååååå"]
        {
            assert_eq!(Cursor::decode(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_address_says_what_is_not_as_usual() {
        assert_eq!(RegisterQuery::default().encode(), "scope=mine");
        let query = RegisterQuery {
            scope: Scope::Firm,
            lifecycle: Lifecycle::Active,
            filter: Filter::parse("name.has:sveis & søn;level.empty"),
            sort: Sort { column: Column::Changed, descending: true },
        };
        assert_eq!(
            query.encode(),
            "scope=firm&lifecycle=active&filter=name.has:sveis%20%26%20s%C3%B8n;level.empty&sort=changed&order=desc"
        );
        assert_eq!(RegisterQuery::decode(&query.encode()), query);
        assert_eq!(Sort::by(Column::County, false), None);
    }

    #[test]
    fn any_text_is_read_as_some_list() {
        for text in
            ["", "&&=", "scope", "scope=%", "filter=%zz%C3", "sort=county&order=desc", "filter=\0", "scope=%66irm"]
        {
            let query = RegisterQuery::decode(text);
            assert_eq!(RegisterQuery::decode(&query.encode()), query, "{text}");
        }
        assert_eq!(RegisterQuery::decode("scope=%66irm").scope, Scope::Firm);
        let with = RegisterQuery::decode("with=0190b6a5-7d6c-7cc0-8000-000000000001");
        assert_eq!(with.filter.conditions().len(), 3);
        assert_eq!(RegisterQuery::decode("hidden=1").lifecycle, Lifecycle::Hidden);
    }

    #[test]
    fn the_name_is_always_a_column_and_each_stands_once() {
        let keys = |columns: Vec<Column>| columns.into_iter().map(Column::key).collect::<Vec<_>>();
        assert_eq!(keys(columns_from(["level", "county", "gone", "level"])), ["name", "level"]);
        assert_eq!(keys(columns_from(["changed", "name"])), ["changed", "name"]);
    }
}
