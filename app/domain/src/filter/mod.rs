//! Filters over every field of a customer (seed 001:5, "or similar": no fixed list).
//!
//! A filter is a tree: all of its conditions hold, and in it stand groups of which any or all
//! hold. It has a text form for addresses, see [`Filter::parse`].

mod column;
mod condition;
mod day;
mod lifecycle;
mod text_form;

pub use column::{Column, Nature};
pub use condition::{Condition, Operator, Test, Wrong};
pub use day::{Day, Unit};
pub use lifecycle::Lifecycle;

/// Most conditions in a filter.
pub const MOST_CONDITIONS: usize = 30;
/// How deep groups may stand in groups.
pub const DEEPEST: usize = 3;
/// Stands for whoever reads, where a member of staff is chosen: a view that is shared means each
/// of its readers.
pub const ME: &str = "me";

/// Whether all or any of a group's nodes must hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Joint {
    /// All of them.
    #[default]
    All,
    /// At least one of them.
    Any,
}

/// Several nodes that hold together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// How they hold.
    pub joint: Joint,
    /// What they are.
    pub nodes: Vec<Node>,
}

/// A part of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// One condition.
    Condition(Condition),
    /// A group of them.
    Group(Group),
    /// What can't be read as a condition: no customer meets it, and it is shown as what it is.
    Broken(Broken),
}

/// A condition that can't be read: its field is gone, or somebody wrote the address by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// What stands in the address.
    pub raw: String,
    /// Why it can't be read.
    pub wrong: Wrong,
}

/// A filter; without nodes it lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// What must hold, all of it.
    pub nodes: Vec<Node>,
}

impl Filter {
    /// Whether it lets everything through.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Whether a part of it can't be read.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        fn broken(node: &Node) -> bool {
            match node {
                Node::Broken(_) => true,
                Node::Group(group) => group.nodes.iter().any(broken),
                Node::Condition(_) => false,
            }
        }
        self.nodes.iter().any(broken)
    }

    /// All conditions, wherever they stand.
    #[must_use]
    pub fn conditions(&self) -> Vec<&Condition> {
        fn collect<'a>(nodes: &'a [Node], into: &mut Vec<&'a Condition>) {
            for node in nodes {
                match node {
                    Node::Condition(condition) => into.push(condition),
                    Node::Group(group) => collect(&group.nodes, into),
                    Node::Broken(_) => {}
                }
            }
        }
        let mut found = Vec::new();
        collect(&self.nodes, &mut found);
        found
    }

    /// The node at a path: its place in the filter, then in the group there, and so on.
    #[must_use]
    pub fn node(&self, path: &Path) -> Option<&Node> {
        let (last, above) = path.0.split_last()?;
        let mut nodes = &self.nodes;
        for step in above {
            let Node::Group(group) = nodes.get(*step)? else { return None };
            nodes = &group.nodes;
        }
        nodes.get(*last)
    }

    fn nodes_at(&mut self, above: &[usize]) -> Option<&mut Vec<Node>> {
        let mut nodes = &mut self.nodes;
        for step in above {
            let Node::Group(group) = nodes.get_mut(*step)? else { return None };
            nodes = &mut group.nodes;
        }
        Some(nodes)
    }

    /// The filter with another node at a path, without it (`None`), or with one more where the
    /// path leads behind the last; as it was where the path leads nowhere. Groups that become
    /// empty go.
    #[must_use]
    pub fn with(&self, path: &Path, node: Option<Node>) -> Self {
        let mut changed = self.clone();
        let Some((last, above)) = path.0.split_last() else { return changed };
        let Some(nodes) = changed.nodes_at(above) else { return changed };
        match node {
            Some(node) if *last < nodes.len() => {
                if let Some(place) = nodes.get_mut(*last) {
                    *place = node;
                }
            }
            Some(node) => nodes.push(node),
            None if *last < nodes.len() => {
                nodes.remove(*last);
            }
            None => {}
        }
        drop_empty(&mut changed.nodes);
        changed
    }
}

fn drop_empty(nodes: &mut Vec<Node>) {
    for node in nodes.iter_mut() {
        if let Node::Group(group) = node {
            drop_empty(&mut group.nodes);
        }
    }
    nodes.retain(|node| !matches!(node, Node::Group(group) if group.nodes.is_empty()));
}

/// Where a node stands: `2`, or `2.0` in a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path(pub Vec<usize>);

impl Path {
    /// Reads a path from the address.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let steps = text.split('.').map(|step| step.parse::<usize>().ok()).collect::<Option<Vec<_>>>()?;
        (steps.len() <= DEEPEST && steps.iter().all(|step| *step <= MOST_CONDITIONS)).then_some(Self(steps))
    }

    /// The path of a node in the group that stands here.
    #[must_use]
    pub fn then(&self, step: usize) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

impl std::fmt::Display for Path {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str(".")?;
            }
            write!(f, "{step}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> Path {
        Path::parse(text).unwrap()
    }

    #[test]
    fn nodes_are_put_changed_and_taken_where_they_stand() {
        let filter = Filter::parse("name.has:a;any(level.filled;level.empty)");
        let other = Node::Condition(Condition::new(Column::Changed, Operator::This, &["week"]).unwrap());
        assert_eq!(
            filter.with(&path("0"), Some(other.clone())).to_string(),
            "changed.this:week;any(level.filled;level.empty)"
        );
        assert_eq!(
            filter.with(&path("1.2"), Some(other.clone())).to_string(),
            "name.has:a;any(level.filled;level.empty;changed.this:week)"
        );
        assert_eq!(
            filter.with(&path("2"), Some(other)).to_string(),
            "name.has:a;any(level.filled;level.empty);changed.this:week"
        );
        let less = filter.with(&path("1.0"), None);
        assert_eq!(less.to_string(), "name.has:a;any(level.empty)");
        assert_eq!(less.with(&path("1.0"), None).to_string(), "name.has:a", "an empty group goes");
        assert_eq!(filter.with(&path("7"), None), filter);
        assert_eq!(filter.with(&path("0.0"), None), filter, "a condition has nothing in it");
        assert!(matches!(filter.node(&path("1.1")), Some(Node::Condition(_))));
        assert_eq!(filter.node(&path("1.9")), None);
    }

    #[test]
    fn a_path_that_leads_too_far_is_none() {
        for bad in ["", "x", "1.", "-1", "1.1.1.1", "99", "18446744073709551616"] {
            assert_eq!(Path::parse(bad), None, "{bad}");
        }
        assert_eq!(path("2.0").to_string(), "2.0");
    }
}
