//! The group of companies around a customer, as a tree (seed 002:58).

use crate::{id::CustomerId, list::StatusMeaning};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Most customers of a group that are read; of a larger one the levels nearest to the top.
pub const MOST_READ: i64 = 2_000;
/// Most customers of a group that its tree names; the others are counted.
pub const MOST_SHOWN: usize = 300;
/// Most customers of a group that the folded section counts.
pub const MOST_COUNTED: i64 = 1_000;

/// What the folded section tells of the group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InGroup {
    /// The customer at its top.
    pub top: CustomerId,
    /// What that one is called.
    pub name: String,
    /// How many customers it has, without those that are hidden; at most [`MOST_COUNTED`] are counted.
    pub count: i64,
}

/// A customer of a group, as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// The customer.
    pub id: CustomerId,
    /// Its parent company; the top's is none.
    pub parent: Option<CustomerId>,
    /// Customer number.
    pub number: i64,
    /// Name.
    pub name: String,
    /// Place of the visiting address; empty where there is none.
    pub place: String,
    /// What its status is called.
    pub status: String,
    /// What its status means.
    pub meaning: StatusMeaning,
    /// Its active contacts.
    pub contacts: i64,
    /// Approved credit in hundredths of its currency.
    pub credit: Option<i64>,
    /// Opening balance in hundredths of its currency.
    pub balance: Option<i64>,
    /// The currency that counts for it, by its ISO 4217 code.
    pub currency: String,
}

/// What a company and all those below it come to; those that are hidden count for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Customers.
    pub companies: i64,
    /// Their active contacts.
    pub contacts: i64,
    /// Approved credit in hundredths, by currency.
    pub credit: BTreeMap<String, i64>,
    /// Opening balances in hundredths, by currency.
    pub balance: BTreeMap<String, i64>,
}

impl Sums {
    fn of(company: &Company) -> Self {
        if company.meaning == StatusMeaning::Hidden {
            return Self::default();
        }
        let amount =
            |amount: Option<i64>| amount.map(|amount| (company.currency.clone(), amount)).into_iter().collect();
        Self {
            companies: 1,
            contacts: company.contacts,
            credit: amount(company.credit),
            balance: amount(company.balance),
        }
    }

    fn add(&mut self, other: &Self) {
        self.companies += other.companies;
        self.contacts += other.contacts;
        for (sums, more) in [(&mut self.credit, &other.credit), (&mut self.balance, &other.balance)] {
            for (currency, amount) in more {
                let sum = sums.entry(currency.clone()).or_default();
                *sum = sum.saturating_add(*amount);
            }
        }
    }
}

/// A company in its place in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The company.
    pub company: Company,
    /// How far below the top it is; the top is at 0.
    pub level: usize,
    /// What it and all below it come to.
    pub sums: Sums,
}

/// A group of companies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its companies from the top down, each with those below it behind it.
    pub members: Vec<Member>,
    /// How many more there are that the tree does not name.
    pub more: i64,
    /// Whether there are more than were read, so that its sums are of a part of it.
    pub is_cut: bool,
}

impl Group {
    /// The tree around a customer. `companies` are those of its group, in the order in which brothers
    /// stand; who is hidden stays out, but for the customer itself and whoever has somebody below.
    #[must_use]
    pub fn new(mut companies: Vec<Company>, around: CustomerId) -> Self {
        let is_cut = i64::try_from(companies.len()).is_ok_and(|read| read > MOST_READ);
        let parents: HashMap<CustomerId, Option<CustomerId>> =
            companies.iter().map(|company| (company.id, company.parent)).collect();
        let read = &parents;
        let above = |id: CustomerId| {
            let parent = |id: &CustomerId| read.get(id).copied().flatten().filter(|parent| read.contains_key(parent));
            std::iter::successors(Some(id), parent).take(read.len())
        };
        // Whoever stands above somebody who is shown is shown too.
        let mut kept: HashSet<CustomerId> = above(around).collect();
        for company in companies.iter().filter(|company| company.meaning != StatusMeaning::Hidden) {
            for id in above(company.id) {
                if !kept.insert(id) && id != company.id {
                    break;
                }
            }
        }
        companies.retain(|company| kept.contains(&company.id));
        let levels: HashMap<CustomerId, usize> =
            companies.iter().map(|company| (company.id, above(company.id).count() - 1)).collect();
        let mut sums: HashMap<CustomerId, Sums> =
            companies.iter().map(|company| (company.id, Sums::of(company))).collect();
        let mut deepest: Vec<&Company> = companies.iter().collect();
        deepest.sort_by_key(|company| std::cmp::Reverse(levels.get(&company.id)));
        for company in deepest {
            let own = sums.get(&company.id).cloned().unwrap_or_default();
            if let Some(sum) = company.parent.and_then(|parent| sums.get_mut(&parent)) {
                sum.add(&own);
            }
        }
        let chosen = chosen(&companies, &levels, &above(around).collect());
        let more = companies.len() - chosen.len();
        let mut below: HashMap<Option<CustomerId>, Vec<Company>> = HashMap::new();
        for company in companies.into_iter().filter(|company| chosen.contains(&company.id)) {
            below.entry(company.parent.filter(|id| parents.contains_key(id))).or_default().push(company);
        }
        let mut waiting: Vec<Company> = below.remove(&None).unwrap_or_default();
        waiting.reverse();
        let mut members = Vec::new();
        while let Some(company) = waiting.pop() {
            waiting.extend(below.remove(&Some(company.id)).unwrap_or_default().into_iter().rev());
            let level = levels.get(&company.id).copied().unwrap_or_default();
            members.push(Member { level, sums: sums.remove(&company.id).unwrap_or_default(), company });
        }
        Self { members, more: i64::try_from(more).unwrap_or(i64::MAX), is_cut }
    }

    /// The customer at the top.
    #[must_use]
    pub fn top(&self) -> Option<&Member> {
        self.members.first()
    }

    /// Whether the customer has nobody above or below.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.members.len() < 2
    }
}

/// Those that the tree names: whoever stands on the way to the customer, then level by level.
fn chosen(
    companies: &[Company],
    levels: &HashMap<CustomerId, usize>,
    way: &HashSet<CustomerId>,
) -> HashSet<CustomerId> {
    let mut ranked: Vec<&Company> = companies.iter().collect();
    ranked.sort_by_key(|company| (!way.contains(&company.id), levels.get(&company.id)));
    ranked.into_iter().take(MOST_SHOWN.max(way.len())).map(|company| company.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn id(number: u128) -> CustomerId {
        CustomerId(Uuid::from_u128(number))
    }

    fn company(number: u128, parent: u128) -> Company {
        Company {
            id: id(number),
            parent: (parent > 0).then(|| id(parent)),
            number: i64::try_from(number).unwrap(),
            name: format!("Firma {number}"),
            place: String::new(),
            status: "Aktiv".to_owned(),
            meaning: StatusMeaning::Active,
            contacts: 2,
            credit: Some(100),
            balance: None,
            currency: "NOK".to_owned(),
        }
    }

    fn hidden(number: u128, parent: u128) -> Company {
        Company { meaning: StatusMeaning::Hidden, ..company(number, parent) }
    }

    fn shown(group: &Group) -> Vec<(i64, usize)> {
        group.members.iter().map(|member| (member.company.number, member.level)).collect()
    }

    #[test]
    fn each_stands_behind_its_parent_in_the_order_that_was_given() {
        let group = Group::new(vec![company(4, 2), company(3, 1), company(1, 0), company(2, 1), company(5, 3)], id(2));
        assert_eq!(shown(&group), [(1, 0), (3, 1), (5, 2), (2, 1), (4, 2)]);
        assert_eq!(group.top().map(|top| top.company.id), Some(id(1)));
        assert!(!group.is_alone() && !group.is_cut);
        assert!(Group::new(vec![company(1, 0)], id(1)).is_alone());
    }

    #[test]
    fn sums_go_up_the_tree_by_currency() {
        let foreign = Company { currency: "SEK".to_owned(), balance: Some(-50), credit: None, ..company(3, 2) };
        let group = Group::new(vec![company(1, 0), company(2, 1), foreign], id(1));
        let sums = |at: usize| &group.members[at].sums;
        assert_eq!((sums(0).companies, sums(0).contacts), (3, 6));
        assert_eq!(sums(0).credit, BTreeMap::from([("NOK".to_owned(), 200)]));
        assert_eq!(sums(0).balance, BTreeMap::from([("SEK".to_owned(), -50)]));
        assert_eq!((sums(1).companies, sums(2).companies), (2, 1));
    }

    #[test]
    fn who_is_hidden_stays_out_but_on_the_way_to_somebody() {
        let companies = vec![company(1, 0), hidden(2, 1), hidden(3, 1), company(4, 3), hidden(5, 4)];
        let group = Group::new(companies.clone(), id(1));
        assert_eq!(shown(&group), [(1, 0), (3, 1), (4, 2)]);
        assert_eq!(group.members[0].sums.companies, 2, "hidden ones don't count");
        assert_eq!(shown(&Group::new(companies, id(5))), [(1, 0), (3, 1), (4, 2), (5, 3)]);
    }

    #[test]
    fn a_large_group_names_the_way_to_the_customer_and_counts_the_rest() {
        let mut companies: Vec<Company> = (2..=600).map(|number| company(number, 1)).collect();
        companies.insert(0, company(1, 0));
        companies.extend([company(700, 600), company(701, 700)]);
        let group = Group::new(companies, id(701));
        assert_eq!((group.members.len(), group.more), (MOST_SHOWN, 302));
        assert_eq!(shown(&group).last(), Some(&(701, 3)));
        assert_eq!(group.members[0].sums.companies, 602, "all are in the sums");
    }
}
