//! One change that a reader makes to a layout, and what it does to the reader's own layer.

use super::{COLUMNS, Device, Layer, Move, resolve};
use crate::section::Section;

/// A direction on the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// One place up.
    Up,
    /// One place down.
    Down,
    /// One column to the left.
    Left,
    /// One column to the right.
    Right,
}

impl Direction {
    /// The direction with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match key {
            "up" => Some(Self::Up),
            "down" => Some(Self::Down),
            "left" => Some(Self::Left),
            "right" => Some(Self::Right),
            _ => None,
        }
    }
}

/// A change to a layout.
///
/// Changes, not whole layouts, travel to the server: two tabs don't undo each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Unfold or fold.
    Open(Section, bool),
    /// Hide or bring back.
    Hide(Section, bool),
    /// Take the whole width, or a column again.
    Widen(Section, bool),
    /// Put into a column below another section, or at its top.
    Place {
        /// The section.
        section: Section,
        /// The column, from 0.
        column: u8,
        /// The section above it; `None` at the top.
        after: Option<Section>,
    },
    /// One step in a direction.
    Nudge(Section, Direction),
    /// Also show inactive contacts, or not.
    InactiveContacts(bool),
}

impl Layer {
    /// This layer with a change made, seen on top of the layers below it.
    ///
    /// What then agrees with the layers below is no longer kept, so that layers stay sparse.
    #[must_use]
    pub fn with(&self, change: Change, device: Device, below: &[Self]) -> Self {
        let mut layer = self.clone();
        let base = resolve(device, below);
        match change {
            Change::Open(section, open) => {
                let default = resolve_flag(&base, section, |placed| placed.open, device, below);
                set(&mut layer.open, section, open, default);
            }
            Change::Hide(section, hidden) => {
                set(&mut layer.hidden, section, hidden, base.hidden.contains(&section));
            }
            Change::Widen(section, wide) => {
                let default = resolve_flag(&base, section, |placed| placed.wide, device, below);
                set(&mut layer.wide, section, wide, default);
            }
            Change::Place { section, column, after } => {
                if usize::from(column) < COLUMNS && after != Some(section) {
                    layer.moves.retain(|step| step.section != section.key());
                    layer.moves.push(Move {
                        section: section.key().to_owned(),
                        column,
                        after: after.map(|anchor| anchor.key().to_owned()),
                    });
                }
            }
            Change::Nudge(section, direction) => {
                if let Some(place) = layer.nudged(section, direction, device, below) {
                    return self.with(place, device, below);
                }
            }
            Change::InactiveContacts(shown) => {
                layer.inactive_contacts = (shown != base.inactive_contacts).then_some(shown);
            }
        }
        layer
    }

    /// The place that is one step away; `None` at the board's edge and for a hidden section.
    fn nudged(&self, section: Section, direction: Direction, device: Device, below: &[Self]) -> Option<Change> {
        let layout = resolve(device, below.iter().chain([self]));
        let (column, place) = layout.position(section)?;
        let sections = layout.columns.get(column)?;
        let above = |column: usize, place: usize| -> Option<Section> {
            layout.columns.get(column)?.get(place.checked_sub(1)?).map(|placed| placed.section)
        };
        let (column, after) = match direction {
            Direction::Up if place > 0 => (column, above(column, place - 1)),
            Direction::Down if place + 1 < sections.len() => (column, above(column, place + 2)),
            Direction::Left if column > 0 => {
                (column - 1, above(column - 1, place.min(layout.columns.get(column - 1)?.len())))
            }
            Direction::Right if column + 1 < COLUMNS => {
                (column + 1, above(column + 1, place.min(layout.columns.get(column + 1)?.len())))
            }
            _ => return None,
        };
        Some(Change::Place { section, column: u8::try_from(column).ok()?, after })
    }
}

/// A flag of a section in the layers below, also of one that is hidden there.
fn resolve_flag(
    base: &super::Layout,
    section: Section,
    flag: fn(&super::Placed) -> bool,
    device: Device,
    below: &[Layer],
) -> bool {
    base.shown().find(|placed| placed.section == section).map_or_else(
        || {
            let unhidden: Vec<_> = below
                .iter()
                .map(|layer| Layer { hidden: std::collections::BTreeMap::new(), ..layer.clone() })
                .collect();
            resolve(device, &unhidden).shown().find(|placed| placed.section == section).is_some_and(flag)
        },
        flag,
    )
}

fn set(flags: &mut std::collections::BTreeMap<String, bool>, section: Section, value: bool, default: bool) {
    if value == default {
        flags.remove(section.key());
    } else {
        flags.insert(section.key().to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn after(changes: &[Change]) -> Layer {
        changes.iter().fold(Layer::default(), |layer, change| layer.with(*change, Device::Desk, &[]))
    }

    #[test]
    fn folding_and_unfolding_leaves_no_trace() {
        assert!(after(&[Change::Open(Section::General, false), Change::Open(Section::General, true)]).is_empty());
        assert!(after(&[Change::Hide(Section::Log, true), Change::Hide(Section::Log, false)]).is_empty());
    }

    #[test]
    fn a_folded_section_is_folded() {
        let layer = after(&[Change::Open(Section::General, false)]);
        assert!(!resolve(Device::Desk, [&layer]).is_open(Section::General));
        assert!(resolve(Device::Desk, [&layer]).is_open(Section::ContactDetails));
    }

    #[test]
    fn nudging_moves_one_step_and_stops_at_the_edge() {
        let start = resolve(Device::Desk, []);
        let (column, place) = start.position(Section::ContactDetails).unwrap();
        let position = |change| resolve(Device::Desk, [&after(&[change])]).position(Section::ContactDetails).unwrap();
        assert_eq!(position(Change::Nudge(Section::ContactDetails, Direction::Up)), (column, place - 1));
        assert_eq!(position(Change::Nudge(Section::ContactDetails, Direction::Down)), (column, place + 1));
        assert_eq!(position(Change::Nudge(Section::ContactDetails, Direction::Right)), (column + 1, place));
        assert_eq!(position(Change::Nudge(Section::ContactDetails, Direction::Left)), (column, place));
    }

    #[test]
    fn a_moved_section_stands_below_its_anchor() {
        let layer = after(&[Change::Place { section: Section::Log, column: 0, after: Some(Section::General) }]);
        assert_eq!(resolve(Device::Desk, [&layer]).position(Section::Log), Some((0, 1)));
    }

    fn any_change() -> impl Strategy<Value = Change> {
        let section = (0..Section::ALL.len()).prop_map(|index| Section::ALL[index]);
        let anchor = prop::option::of((0..Section::ALL.len()).prop_map(|index| Section::ALL[index]));
        let direction =
            prop_oneof![Just(Direction::Up), Just(Direction::Down), Just(Direction::Left), Just(Direction::Right)];
        prop_oneof![
            (section.clone(), any::<bool>()).prop_map(|(section, open)| Change::Open(section, open)),
            (section.clone(), any::<bool>()).prop_map(|(section, hidden)| Change::Hide(section, hidden)),
            (section.clone(), any::<bool>()).prop_map(|(section, wide)| Change::Widen(section, wide)),
            (section.clone(), 0..4_u8, anchor).prop_map(|(section, column, after)| Change::Place {
                section,
                column,
                after
            }),
            (section, direction).prop_map(|(section, direction)| Change::Nudge(section, direction)),
        ]
    }

    proptest! {
        #[test]
        fn whatever_a_reader_does_every_section_stays_exactly_once(changes in prop::collection::vec(any_change(), 0..40)) {
            let layout = resolve(Device::Desk, [&after(&changes)]);
            let mut sections: Vec<_> = layout.shown().map(|placed| placed.section).chain(layout.hidden.iter().copied()).collect();
            sections.sort_unstable();
            prop_assert_eq!(sections, Section::ALL.to_vec());
        }

        #[test]
        fn the_last_word_on_a_section_holds(changes in prop::collection::vec(any_change(), 0..20), open in any::<bool>()) {
            let mut all = changes;
            all.push(Change::Hide(Section::Contacts, false));
            all.push(Change::Open(Section::Contacts, open));
            prop_assert_eq!(resolve(Device::Desk, [&after(&all)]).is_open(Section::Contacts), open);
        }
    }
}
