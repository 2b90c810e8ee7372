//! A filter as it stands in an address: `name.has:sveis;any(level.empty;county.any:NO-18)`.
//!
//! Conditions stand behind each other with `;` between them, groups as `any(…)` and `all(…)`.
//! A condition is the key of its column, its operator, and its values with commas between them.
//! What has a meaning of its own stands in values as `~` and two hexadecimal digits. The form is
//! kept in saved views and in links that people have sent: it may grow, but not change.

use super::{Broken, Column, Condition, DEEPEST, Filter, Group, Joint, MOST_CONDITIONS, Node, Operator, Wrong};
use std::fmt;

const SPECIAL: &str = ";(),~";

impl Filter {
    /// Reads a filter. What can't be read is kept as [`Broken`], never left out.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut reader = Reader { rest: text, left: MOST_CONDITIONS };
        let mut nodes = reader.nodes(1);
        // A bracket too many: what stands behind it is not known to mean anything.
        if !reader.rest.is_empty() {
            nodes.push(unclosed(reader.rest, Wrong::Value));
        }
        Self { nodes }
    }
}

struct Reader<'a> {
    rest: &'a str,
    /// How many more conditions are taken.
    left: usize,
}

impl<'a> Reader<'a> {
    /// Reads nodes up to the end, or to the bracket that closes their group.
    fn nodes(&mut self, depth: usize) -> Vec<Node> {
        let mut nodes = Vec::new();
        loop {
            let group = [("any(", Joint::Any), ("all(", Joint::All)]
                .into_iter()
                .find_map(|(word, joint)| Some((self.rest.strip_prefix(word)?, joint)));
            if let Some((inside, joint)) = group {
                let start = self.rest;
                if depth >= DEEPEST {
                    self.rest = "";
                    nodes.push(unclosed(start, Wrong::TooMuch));
                    return nodes;
                }
                self.rest = inside;
                let held = self.nodes(depth + 1);
                if let Some(rest) = self.rest.strip_prefix(')') {
                    self.rest = rest;
                    if !held.is_empty() {
                        nodes.push(Node::Group(Group { joint, nodes: held }));
                    }
                } else {
                    let too_deep = matches!(held.last(), Some(Node::Broken(Broken { wrong: Wrong::TooMuch, .. })));
                    nodes.push(unclosed(start, if too_deep { Wrong::TooMuch } else { Wrong::Value }));
                }
            } else {
                let end = self.rest.find([';', ')']).unwrap_or(self.rest.len());
                let (text, rest) = self.rest.split_at(end);
                self.rest = rest;
                if !text.trim().is_empty() {
                    nodes.push(self.condition(text));
                }
            }
            match self.rest.strip_prefix(';') {
                Some(rest) => self.rest = rest,
                None => return nodes,
            }
        }
    }

    fn condition(&mut self, text: &'a str) -> Node {
        if self.left == 0 {
            return broken(text, Wrong::TooMuch);
        }
        self.left -= 1;
        match condition(text) {
            Ok(condition) => Node::Condition(condition),
            Err(wrong) => broken(text, wrong),
        }
    }
}

fn broken(text: &str, wrong: Wrong) -> Node {
    Node::Broken(Broken { raw: text.to_owned(), wrong })
}

/// Groups that don't end: what stands in them becomes one text, so that it stays where it is.
fn unclosed(text: &str, wrong: Wrong) -> Node {
    Node::Broken(Broken { raw: marked(text), wrong })
}

impl Broken {
    /// What stands there, as one reads it.
    #[must_use]
    pub fn shown(&self) -> String {
        plain(&self.raw)
    }
}

fn condition(text: &str) -> Result<Condition, Wrong> {
    let (head, values) = text.split_once(':').map_or((text, None), |(head, values)| (head, Some(values)));
    let (key, operator) = head.split_once('.').ok_or(Wrong::Field)?;
    let column = Column::from_key(key.trim()).ok_or(Wrong::Field)?;
    let operator = Operator::from_key(operator.trim()).ok_or(Wrong::Operator)?;
    let values: Vec<String> = values.map(|values| values.split(',').map(plain).collect()).unwrap_or_default();
    Condition::new(column, operator, &values.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A value without the marks that keep it apart from what stands around it.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('~') {
        out.push_str(before);
        let special = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()).map(char::from);
        if let Some(c) = special.filter(|c| SPECIAL.contains(*c)) {
            out.push(c);
            rest = after.get(2..).unwrap_or_default();
        } else {
            out.push('~');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

fn marked(text: &str) -> String {
    text.chars().map(|c| if SPECIAL.contains(c) { format!("~{:02X}", u32::from(c)) } else { c.to_string() }).collect()
}

fn several(nodes: &[Node], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (at, node) in nodes.iter().enumerate() {
        if at > 0 {
            f.write_str(";")?;
        }
        match node {
            Node::Condition(condition) => write!(f, "{condition}")?,
            Node::Broken(broken) => f.write_str(&broken.raw)?,
            Node::Group(group) => {
                f.write_str(if group.joint == Joint::Any { "any(" } else { "all(" })?;
                several(&group.nodes, f)?;
                f.write_str(")")?;
            }
        }
    }
    Ok(())
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        several(&self.nodes, f)
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.column().key(), self.operator().key())?;
        for (at, value) in self.values().iter().enumerate() {
            f.write_str(if at == 0 { ":" } else { "," })?;
            f.write_str(&marked(value))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ID: &str = "0190b6a5-7d6c-7cc0-8000-000000000001";

    fn same(text: &str) {
        let filter = Filter::parse(text);
        assert!(!filter.is_broken(), "{text}: {filter:?}");
        assert_eq!(filter.to_string(), text);
    }

    #[test]
    fn swedish_codes_are_read_as_swedes_write_them() {
        let read = |typed: &str| Filter::parse(&format!("visiting_postal_code.codes:{typed}")).to_string();
        assert_eq!(read("115 43"), read("11543"));
        assert_eq!(read("113 50-115 99"), read("11350-11599"));
        assert_eq!(read("8006 8007"), read("8006,8007"));
    }

    #[test]
    fn each_kind_of_condition_is_read_and_written() {
        same("name.has:sveis & søn;email.lacks:a@b;phone.starts:75;website.is:x.example");
        same(&format!("tags.all:{ID};level.none:{ID};responsible.any:me,{ID};status.any:{ID}"));
        same("opening_balance.between:-100,2500.50;number.between:,20000");
        same("visiting_postal_code.codes:8000-8099,0150;county.any:NO-18;municipality.none:SE-1280,NO-1804");
        same("distance.within:50,8001");
        same(
            "payment_days.between:14,30;late_interest.between:,8.75;markup_factor.between:1.85,;invoice_fee.between:10.50,",
        );
        same(
            "invoice_interval.any:month;currency.none:NOK;mileage_billed.any:no;parent_id.has:konsern;parent_id.empty",
        );
        same("changed.last:30,day;created.dates:2026-01-01,;changed.this:year;created.older:2,month");
        same(
            "kind.any:company;country.any:NO,SE;is_supplier.any:yes;level.empty;any(notes.filled;all(fax.filled;industry_code.starts:78))",
        );
        same("name.has:a~3Bb~2Cc~7E~28~29");
        assert_eq!(Filter::parse(" ; ;any();").to_string(), "", "nothing is nothing");
    }

    #[test]
    fn what_can_not_be_read_is_kept_and_told() {
        for (text, wrong) in [
            ("credit.has:a", Wrong::Field),
            ("nonsense", Wrong::Field),
            ("name.any:a", Wrong::Operator),
            ("name.empty", Wrong::Operator),
            ("name.eats:a", Wrong::Operator),
            ("name.has:", Wrong::Value),
            ("tags.any:blue", Wrong::Value),
            ("county.any:NO-1804", Wrong::Value),
            ("opening_balance.between:,", Wrong::Value),
            ("opening_balance.between:5,1", Wrong::Value),
            ("opening_balance.between:5", Wrong::Value),
            ("visiting_postal_code.codes:8099-8000", Wrong::Value),
            ("distance.within:0,8006", Wrong::Value),
            ("payment_days.empty", Wrong::Operator),
            ("currency.any:ZZZ", Wrong::Value),
            ("markup_factor.between:185,", Wrong::Value),
            ("distance.within:50,0000", Wrong::Value),
            ("distance.within:50", Wrong::Value),
            ("changed.last:0,day", Wrong::Value),
            ("changed.last:3,decade", Wrong::Value),
            ("created.dates:2026-02-30,", Wrong::Value),
            ("phone.has:abc", Wrong::Value),
            ("any(level.empty", Wrong::Value),
            ("level.empty)", Wrong::Value),
            ("any(any(any(level.empty)))", Wrong::TooMuch),
        ] {
            let filter = Filter::parse(text);
            let found = format!("{filter:?}");
            assert!(filter.is_broken() && found.contains(&format!("{wrong:?}")), "{text}: {found}");
        }
        let many = Filter::parse(&vec!["level.empty"; MOST_CONDITIONS + 1].join(";"));
        assert_eq!(many.conditions().len(), MOST_CONDITIONS);
        assert!(many.is_broken());
    }

    fn any_condition() -> impl Strategy<Value = String> {
        let columns: Vec<&'static str> = Column::all(&[]).map(Column::key).collect();
        let operators: Vec<&'static str> = Operator::ALL.iter().map(|operator| operator.key()).collect();
        let value = prop_oneof![
            "[a-zæøå0-9 ;(),~.:%&=+-]{0,12}",
            Just(ID.to_owned()),
            Just("me".to_owned()),
            Just("NO-18".to_owned()),
            Just("8000-8099".to_owned()),
            Just("2026-11-01".to_owned()),
            Just("day".to_owned()),
            "[0-9]{1,4}",
        ];
        (prop::sample::select(columns), prop::sample::select(operators), prop::collection::vec(value, 0..3))
            .prop_map(|(column, operator, values)| format!("{column}.{operator}:{}", values.join(",")))
    }

    proptest! {
        /// Whatever stands in an address: nothing panics, and what is read is written so that it
        /// is read the same again.
        #[test]
        fn any_text_is_read_and_keeps_its_meaning(text in "\\PC{0,120}") {
            let filter = Filter::parse(&text);
            prop_assert_eq!(Filter::parse(&filter.to_string()).to_string(), filter.to_string());
        }

        #[test]
        fn conditions_and_groups_keep_their_meaning(parts in prop::collection::vec(any_condition(), 0..6), grouped in any::<bool>()) {
            let joined = parts.join(";");
            let text = if grouped { format!("level.empty;any({joined});all({joined})") } else { joined };
            let filter = Filter::parse(&text);
            let again = Filter::parse(&filter.to_string());
            prop_assert_eq!(&again.to_string(), &filter.to_string());
            prop_assert_eq!(again.conditions(), filter.conditions());
            prop_assert_eq!(again.is_broken(), filter.is_broken());
        }
    }
}
