//! The log of a firm's settings: what was changed, and where among the settings it stands.

use crate::{
    change::Operation, criteria, customer::codes, field::Record, id::ChangeId, language::Language, policy::Action,
    text::Text, undo::Why,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

codes! {
    /// Where among the settings something stands; also the filter of their log.
    Area {
        /// What the firm has chosen for all cards, its terms and its number series.
        Firm "firm" ["Kundekort, vilkår og numre", "Kundkort, villkor och nummer", "Cards, terms and numbers"],
        /// Which fields are used, and how much they matter.
        Rules "rules" ["Felter og krav", "Fält och krav", "Fields and requirements"],
        /// Who may see and change which fields.
        Rights "rights" ["Rettigheter til felter", "Rättigheter till fält", "Rights to fields"],
        /// The firm's own fields.
        OwnFields "own_fields" ["Egne felter", "Egna fält", "Own fields"],
        /// The tabs of the card.
        Tabs "tabs" ["Faner", "Flikar", "Tabs"],
        /// The layouts of the card, for all and for roles.
        Layouts "layouts" ["Kortets oppsett", "Kortets upplägg", "Layout of the card"],
        /// The columns that the register has for those who have not chosen, and by what the firm searches.
        Register "register" ["Kundeliste og søk", "Kundlista och sökning", "List of customers and search"],
        /// The customer portal.
        Portal "portal" ["Kundeportal", "Kundportal", "Customer portal"],
        /// Where the folders of customers are in the firm's `SharePoint`.
        SharePoint "sharepoint" ["SharePoint", "SharePoint", "SharePoint"],
        /// Parts of the product.
        Modules "modules" ["Moduler", "Moduler", "Modules"],
        /// Countries that may be chosen.
        Countries "countries" ["Land", "Länder", "Countries"],
        /// Collective agreements.
        Agreements "agreements" ["Tariffavtaler", "Kollektivavtal", "Collective agreements"],
        /// Departments.
        Departments "departments" ["Avdelinger", "Avdelningar", "Departments"],
        /// Accounts, their roles, and invitations to them.
        Users "users" ["Brukere og roller", "Användare och roller", "Users and roles"],
        /// Templates of messages.
        Templates "templates" ["Maler for meldinger", "Mallar för meddelanden", "Message templates"],
        /// Values of lists.
        Lists "lists" ["Lister", "Listor", "Lists"],
    }
}

/// The tables of settings in the change log.
pub const TABLES: [&str; 17] = [
    "firm_settings",
    "field_rule",
    "field_right",
    "own_field",
    "card_tab",
    "layout",
    "register_setting",
    "firm_module",
    "firm_portal",
    "firm_sharepoint",
    "firm_country",
    "list_item",
    "department",
    "department_terms",
    "app_user",
    "invitation",
    "message_template",
];

impl Area {
    /// Where a row of a table stands; a value of a list by its kind, and of what the firm has chosen that by which it
    /// searches by the name of that. None for tables that are no settings.
    #[must_use]
    pub fn of(table: &str, kind: &str) -> Option<Self> {
        Some(match table {
            "firm_settings" if kind == criteria::KEY => Self::Register,
            "firm_settings" => Self::Firm,
            "field_rule" => Self::Rules,
            "field_right" => Self::Rights,
            "own_field" => Self::OwnFields,
            "card_tab" => Self::Tabs,
            "layout" => Self::Layouts,
            "register_setting" => Self::Register,
            "firm_module" => Self::Modules,
            "firm_portal" => Self::Portal,
            "firm_sharepoint" => Self::SharePoint,
            "firm_country" => Self::Countries,
            "list_item" if kind == "collective_agreement" => Self::Agreements,
            // A department stands among the values of lists, as its own.
            "list_item" if kind == "department" => Self::Departments,
            "list_item" => Self::Lists,
            "department" | "department_terms" => Self::Departments,
            "app_user" | "invitation" => Self::Users,
            "message_template" => Self::Templates,
            _ => return None,
        })
    }

    /// The tables whose rows stand there.
    #[must_use]
    pub fn tables(self) -> Vec<String> {
        TABLES
            .iter()
            .filter(|table| {
                Self::of(table, "").is_some_and(|area| area == self)
                    || (**table == "list_item" && self == Self::Agreements)
                    || (**table == "firm_settings" && self == Self::Register)
            })
            .map(|table| (*table).to_owned())
            .collect()
    }

    /// The page where it is changed; `list` is the kind of list of a value.
    #[must_use]
    pub fn address(self, list: &str) -> String {
        match self {
            Self::Firm => "/settings".to_owned(),
            Self::Rules => "/settings/fields".to_owned(),
            Self::Rights => "/settings/rights".to_owned(),
            Self::OwnFields => "/settings/own-fields".to_owned(),
            Self::Tabs => "/settings/tabs".to_owned(),
            Self::Layouts => "/settings/layout".to_owned(),
            Self::Register => "/settings/register".to_owned(),
            Self::Modules => "/settings/modules".to_owned(),
            Self::Portal => "/settings/portal".to_owned(),
            Self::SharePoint => "/settings/sharepoint".to_owned(),
            Self::Countries => "/settings/countries".to_owned(),
            Self::Agreements => "/settings/agreements".to_owned(),
            Self::Departments => "/settings/departments".to_owned(),
            Self::Users => "/settings/users".to_owned(),
            Self::Templates => "/settings/templates".to_owned(),
            Self::Lists if list.is_empty() => "/lists".to_owned(),
            Self::Lists => format!("/lists/{list}"),
        }
    }
}

/// Column, what stood there, what stands there since.
pub type Changed = (String, Value, Value);

/// A row that a change is about, with what names it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Subject {
    /// Its table.
    pub table: String,
    /// What it is called by: names in three languages, a field and its entity, a country.
    pub named: Record,
}

impl Subject {
    /// The row of a change. By what the firm searches stands in the row of what it has chosen, but elsewhere among the
    /// settings.
    #[must_use]
    pub fn of_change(table: String, mut named: Record, changes: &[Changed]) -> Self {
        if table == "firm_settings" && changes.iter().any(|(column, ..)| column == criteria::KEY) {
            named.0.insert("kind".to_owned(), criteria::KEY.into());
        }
        Self { table, named }
    }

    /// Where it stands.
    #[must_use]
    pub fn area(&self) -> Option<Area> {
        Area::of(&self.table, self.named.text("kind"))
    }

    /// What one must be allowed to do to take a change of it back; none where it is no setting.
    #[must_use]
    pub fn undone_by(&self) -> Option<Action> {
        Some(match (self.area()?, self.table.as_str()) {
            (Area::Lists, _) => Action::ChangeLists,
            (Area::Users, _) => Action::ChangeUsers,
            (_, "register_setting") => Action::ArrangeFirmRegister,
            _ => Action::ChangeSettings,
        })
    }
}

/// An entry of the log of settings.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingEntry {
    /// Which.
    pub id: ChangeId,
    /// When, UTC in RFC 3339.
    pub at: String,
    /// Who; empty where no person did it.
    pub by: String,
    /// Where it stands.
    pub area: Area,
    /// What happened to the row.
    pub operation: Operation,
    /// The row.
    pub subject: Subject,
    /// What was changed.
    pub changes: Vec<Changed>,
    /// Whether it took something back.
    pub is_undo: bool,
    /// Whether it was taken back.
    pub undone: bool,
}

impl SettingEntry {
    /// Whether it can be taken back, as far as the entry itself says.
    #[must_use]
    pub fn can_be_undone(&self) -> bool {
        !self.undone && may_be_undone(&self.subject.table, self.operation, &self.changes)
    }
}

/// Whether a change of such a row can be taken back: two values that were merged stay one, what somebody did with an
/// invitation is done, an account that was made is closed instead, and a secret that was replaced is nowhere any more.
#[must_use]
pub fn may_be_undone(table: &str, operation: Operation, changes: &[Changed]) -> bool {
    let has = |column: &str| changes.iter().any(|(name, ..)| name == column);
    match table {
        "invitation" => false,
        "app_user" => operation == Operation::Update && ["role", "department_id", "active"].into_iter().any(has),
        "firm_sharepoint" => operation == Operation::Update && !has("secret_set_at"),
        "list_item" => operation != Operation::Delete && !has("merged_into"),
        _ => true,
    }
}

/// Whether a row was made for keeping a decision in, and decides nothing by itself.
#[must_use]
pub fn is_bookkeeping(table: &str, operation: Operation, changes: &[Changed]) -> bool {
    operation == Operation::Insert
        && match table {
            "firm_settings" | "field_rule" | "department_terms" => true,
            "card_tab" => changes.iter().any(|(name, _, new)| name == "built_in" && !new.is_null()),
            _ => false,
        }
}

/// A change of settings that was just made, or taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// An entry of it, by which it is taken back; none where it can't be.
    pub entry: Option<ChangeId>,
    /// Whether it took another back.
    pub is_undo: bool,
    /// Whether that other one took something back in its turn.
    pub is_redo: bool,
    /// Whether it changed anything.
    pub taken: bool,
    /// What was not taken back.
    pub kept: Vec<Kept>,
}

/// Something that was not taken back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// The row.
    pub subject: Subject,
    /// The column; empty where it is the whole row.
    pub column: String,
    /// Who changed it since; empty where nobody is to be named.
    pub by: String,
    /// What stands there now.
    pub stands: Value,
    /// Why it was not taken back.
    pub why: Why,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_table_of_settings_stands_somewhere_and_each_area_has_a_table() {
        for table in TABLES {
            assert!(Area::of(table, "").is_some(), "{table}");
        }
        for area in Area::ALL {
            assert!(!area.tables().is_empty(), "{area:?}");
        }
        assert_eq!(Area::of("list_item", "collective_agreement"), Some(Area::Agreements));
        assert_eq!(Area::of("list_item", "tag"), Some(Area::Lists));
        assert_eq!(Area::of("customer", ""), None);
    }

    #[test]
    fn what_the_firm_searches_by_stands_with_the_columns_and_is_an_administrators() {
        let of = |column: &str| {
            let changes = [(column.to_owned(), Value::Null, json!([]))];
            Subject::of_change("firm_settings".to_owned(), Record::default(), &changes)
        };
        assert_eq!(of(criteria::KEY).area(), Some(Area::Register));
        assert_eq!(of(criteria::KEY).undone_by(), Some(Action::ChangeSettings));
        assert_eq!(of("payment_days").area(), Some(Area::Firm));
        let columns = Subject { table: "register_setting".to_owned(), named: Record::default() };
        assert_eq!((columns.area(), columns.undone_by()), (Some(Area::Register), Some(Action::ArrangeFirmRegister)));
        assert_eq!(Subject { table: "customer".to_owned(), named: Record::default() }.undone_by(), None);
    }

    #[test]
    fn a_merge_of_values_and_a_new_account_can_not_be_taken_back() {
        let change = |column: &str, new: Value| vec![(column.to_owned(), Value::Null, new)];
        assert!(!may_be_undone("list_item", Operation::Update, &change("merged_into", json!("x"))));
        assert!(may_be_undone("list_item", Operation::Update, &change("nb", json!("x"))));
        assert!(!may_be_undone("app_user", Operation::Insert, &change("role", json!("consultant"))));
        assert!(may_be_undone("app_user", Operation::Update, &change("role", json!("consultant"))));
        assert!(!may_be_undone("firm_sharepoint", Operation::Update, &change("secret_set_at", json!("x"))));
        assert!(!may_be_undone("firm_sharepoint", Operation::Insert, &change("site", json!("x"))));
        assert!(may_be_undone("firm_sharepoint", Operation::Update, &change("site", json!("x"))));
        assert!(is_bookkeeping("card_tab", Operation::Insert, &change("built_in", json!("log"))));
        assert!(!is_bookkeeping("card_tab", Operation::Insert, &change("nb", json!("Fane"))));
    }
}
