//! The criteria of the page on which customers are searched for by what they are (seed 004:47): the firm
//! chooses which there are, and whoever searches ticks what is wanted of them.

use crate::{
    filter::{Column, Condition, Filter, Nature, Node, Operator},
    settings::FirmSettings,
};

/// Most criteria of the page.
pub const MOST_CRITERIA: usize = 40;
/// The column of the firm's settings in which they are kept.
pub const KEY: &str = "search_criteria";

/// The criteria of a firm that has chosen none.
const USUAL: [&str; 10] = [
    "groups",
    "tags",
    "attributes",
    "category",
    "level",
    "district",
    "source",
    "company_type",
    "industry",
    "company_processes",
];

/// Whether a column can be a criterion: one whose values are ticked.
#[must_use]
pub const fn may_be(column: Column) -> bool {
    matches!(column.nature(), Nature::Choice(_) | Nature::Choices(_) | Nature::User | Nature::Code | Nature::Area)
}

/// Criteria by their keys, each once; what is none, or none any more, is left out.
pub fn criteria_from<'a>(keys: impl IntoIterator<Item = &'a str>) -> Vec<Column> {
    let mut criteria: Vec<Column> = Vec::new();
    for column in keys.into_iter().filter_map(Column::from_key).filter(|column| may_be(*column)) {
        if !criteria.contains(&column) && criteria.len() < MOST_CRITERIA {
            criteria.push(column);
        }
    }
    criteria
}

/// The criteria of a firm: those that it has chosen, or else the usual ones.
#[must_use]
pub fn of_firm(firm: &FirmSettings) -> Vec<Column> {
    match firm.chosen.0.get(KEY) {
        Some(value) if !value.is_null() => criteria_from(firm.chosen.items(KEY)),
        _ => criteria_from(USUAL),
    }
}

/// Keys of criteria with commas between them.
#[must_use]
pub fn keys(criteria: &[Column]) -> String {
    criteria.iter().map(|column| column.key()).collect::<Vec<_>>().join(",")
}

/// The filter that asks for a part of the name, and of each criterion for one of the values; what can't be
/// asked is left out.
#[must_use]
pub fn filter(name: &str, wanted: &[(Column, Vec<&str>)]) -> Filter {
    let of_name = Column::from_key("name").map(|column| (column, Operator::Has, vec![name.trim()]));
    let of_name = of_name.into_iter().filter(|_| !name.trim().is_empty());
    let others = wanted.iter().filter(|(_, values)| !values.is_empty());
    let nodes = of_name
        .chain(others.map(|(column, values)| (*column, Operator::Any, values.clone())))
        .filter_map(|(column, operator, values)| Condition::new(column, operator, &values).ok())
        .map(Node::Condition);
    Filter { nodes: nodes.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::country::Country;
    use serde_json::json;

    #[test]
    fn a_firm_has_the_usual_criteria_until_it_chooses_its_own() {
        let none = FirmSettings::new(None, Country::NORWAY);
        assert_eq!(keys(&of_firm(&none)), USUAL.join(","));
        let chosen = json!({KEY: ["county", "level", "name", "level", "gone"]});
        let firm = FirmSettings::new(serde_json::from_value(chosen).ok(), Country::NORWAY);
        assert_eq!(keys(&of_firm(&firm)), "county,level", "a name is not ticked");
        let firm = FirmSettings::new(serde_json::from_value(json!({KEY: []})).ok(), Country::NORWAY);
        assert!(of_firm(&firm).is_empty(), "none is a choice too");
    }

    #[test]
    fn what_is_ticked_of_each_criterion_is_asked_together() {
        let (kind, area) = (Column::from_key("kind").unwrap(), Column::from_key("county").unwrap());
        let asked = filter(" sveis ", &[(kind, vec!["company", "private"]), (area, vec![]), (kind, vec!["nobody"])]);
        assert_eq!(asked.to_string(), "name.has:sveis;kind.any:company,private");
        assert!(filter(" ", &[]).is_empty());
    }
}
