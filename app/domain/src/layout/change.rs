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
                return self.nudged((section, direction), device, below, |_| true);
            }
            Change::InactiveContacts(shown) => {
                layer.inactive_contacts = (shown != base.inactive_contacts).then_some(shown);
            }
        }
        layer
    }

    /// This layer with a section moved by one step that shows: past those that `is_shown` says are not there, on this
    /// card or with this firm, and past those of the other width, which stand elsewhere.
    #[must_use]
    pub fn nudged(
        &self,
        (section, direction): (Section, Direction),
        device: Device,
        below: &[Self],
        is_shown: impl Fn(Section) -> bool,
    ) -> Self {
        let layout = resolve(device, below.iter().chain([self]));
        step(&layout, section, direction, is_shown)
            .map_or_else(|| self.clone(), |place| self.with(place, device, below))
    }
}

/// The place that is one step away; `None` at the board's edge and for a hidden section.
fn step(
    layout: &super::Layout,
    section: Section,
    direction: Direction,
    is_shown: impl Fn(Section) -> bool,
) -> Option<Change> {
    let (column, _) = layout.position(section)?;
    let is_wide = layout.shown().any(|placed| placed.section == section && placed.wide);
    let seen = |columns: std::ops::Range<usize>| -> Vec<Section> {
        let placed = layout.columns.get(columns).into_iter().flatten().flatten();
        placed
            .filter(|placed| placed.section == section || placed.wide == is_wide && is_shown(placed.section))
            .map(|placed| placed.section)
            .collect()
    };
    // Those of full width stand in one row of things, whichever column they have.
    let here = seen(if is_wide { 0..COLUMNS } else { column..column + 1 });
    let place = here.iter().position(|other| *other == section)?;
    let own = seen(column..column + 1);
    let beside = |column: usize| {
        let place = own.iter().position(|other| *other == section)?;
        let there = seen(column..column + 1);
        Some((column, place.min(there.len()).checked_sub(1).and_then(|above| there.get(above).copied())))
    };
    let (column, after) = match direction {
        Direction::Up => {
            let (column, at) = layout.position(*here.get(place.checked_sub(1)?)?)?;
            let above = at.checked_sub(1).and_then(|above| layout.columns.get(column)?.get(above));
            (column, above.map(|placed| placed.section))
        }
        Direction::Down => {
            let past = *here.get(place + 1)?;
            (layout.position(past)?.0, Some(past))
        }
        Direction::Left => beside(column.checked_sub(1)?)?,
        Direction::Right if column + 1 < COLUMNS => beside(column + 1)?,
        Direction::Right => return None,
    };
    Some(Change::Place { section, column: u8::try_from(column).ok()?, after })
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
    fn a_step_goes_past_what_is_not_shown_until_it_passes_something_that_is() {
        let shown = |layer: &Layer, is_shown: &dyn Fn(Section) -> bool| -> Vec<Section> {
            let layout = resolve(Device::Desk, [layer]);
            layout.columns[0]
                .iter()
                .filter(|placed| !placed.wide && is_shown(placed.section))
                .map(|placed| placed.section)
                .collect()
        };
        // The third and fourth of the first column are not there, and the second takes the whole width.
        let all = shown(&Layer::default(), &|_| true);
        let is_shown = |section: Section| section != all[2] && section != all[3];
        let layer = after(&[Change::Widen(all[1], true)]);
        let seen = shown(&layer, &is_shown);
        assert_eq!(seen[..2], [all[0], all[4]]);
        let moved =
            |section, direction| shown(&layer.nudged((section, direction), Device::Desk, &[], is_shown), &is_shown);
        assert_eq!(moved(all[4], Direction::Up)[..2], [all[4], all[0]]);
        assert_eq!(moved(all[0], Direction::Down)[..2], [all[4], all[0]]);
        assert_eq!(moved(all[0], Direction::Up), seen);
        let [.., before, last] = seen[..] else { panic!("a column of two") };
        assert_eq!(moved(last, Direction::Down), seen);
        assert_eq!(moved(last, Direction::Up)[seen.len() - 2..], [last, before]);
    }

    #[test]
    fn sections_of_full_width_pass_each_other_whichever_column_they_have() {
        let [first, second] = [Section::General, Section::Comments];
        let layer = after(&[Change::Widen(first, true), Change::Widen(second, true)]);
        let wide = |layer: &Layer| -> Vec<Section> {
            resolve(Device::Desk, [layer]).shown().filter(|placed| placed.wide).map(|placed| placed.section).collect()
        };
        assert_eq!(wide(&layer), [first, second]);
        let up = layer.with(Change::Nudge(second, Direction::Up), Device::Desk, &[]);
        assert_eq!(wide(&up), [second, first]);
        assert_eq!(wide(&layer.with(Change::Nudge(first, Direction::Down), Device::Desk, &[])), [second, first]);
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
