//! From layers to the card that is drawn.

use super::{COLUMNS, Device, Layer};
use crate::section::Section;

/// One section in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The section.
    pub section: Section,
    /// Whether its body is shown.
    pub open: bool,
    /// Whether it takes the whole width.
    pub wide: bool,
}

/// The arranged card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The columns, each from top to bottom; wide and narrow sections in their own order.
    pub columns: [Vec<Placed>; COLUMNS],
    /// Sections that are not shown.
    pub hidden: Vec<Section>,
    /// Whether inactive contacts are shown too.
    pub inactive_contacts: bool,
}

impl Layout {
    /// These sections and no others, all open, in one column: what one of the firm's own tabs shows.
    #[must_use]
    pub fn of_sections(sections: &[Section]) -> Self {
        let placed = |section: &Section| Placed { section: *section, open: true, wide: false };
        let mut columns: [Vec<Placed>; COLUMNS] = std::array::from_fn(|_| Vec::new());
        columns[0] = sections.iter().map(placed).collect();
        Self { columns, hidden: Vec::new(), inactive_contacts: false }
    }

    /// The same with every section open and all contacts shown.
    #[must_use]
    pub fn unfolded(mut self) -> Self {
        self.inactive_contacts = true;
        self.columns.iter_mut().flatten().for_each(|placed| placed.open = true);
        self
    }

    /// The same with one section open, where it is shown at all.
    #[must_use]
    pub fn with_open(mut self, section: Section) -> Self {
        self.columns
            .iter_mut()
            .flatten()
            .filter(|placed| placed.section == section)
            .for_each(|placed| placed.open = true);
        self
    }

    /// The same with one section open, where somebody writes in it; one that was hidden stands last.
    #[must_use]
    pub fn with_editor(mut self, section: Section) -> Self {
        if self.hidden.contains(&section) {
            self.hidden.retain(|hidden| *hidden != section);
            self.columns[0].push(Placed { section, open: true, wide: false });
        }
        self.with_open(section)
    }

    /// The same without sections in which nothing is used.
    #[must_use]
    pub fn with_used(mut self, is_used: impl Fn(Section) -> bool) -> Self {
        self.columns.iter_mut().for_each(|column| column.retain(|placed| is_used(placed.section)));
        self.hidden.retain(|section| is_used(*section));
        self
    }

    /// The sections that are shown, column by column.
    pub fn shown(&self) -> impl Iterator<Item = &Placed> {
        self.columns.iter().flatten()
    }

    /// Whether a section's body is shown.
    #[must_use]
    pub fn is_open(&self, section: Section) -> bool {
        self.shown().any(|placed| placed.section == section && placed.open)
    }

    /// Column and place of a section that is shown.
    #[must_use]
    pub fn position(&self, section: Section) -> Option<(usize, usize)> {
        self.columns.iter().enumerate().find_map(|(column, sections)| {
            sections.iter().position(|placed| placed.section == section).map(|place| (column, place))
        })
    }
}

/// Where every section stands before anybody has changed anything.
#[must_use]
#[expect(clippy::too_many_lines, reason = "a line for each section")]
pub fn product_default(device: Device) -> [Vec<Placed>; COLUMNS] {
    use Section::{
        Attributes, Classification, Comments, ContactDetails, Contacts, CorporateStructure, Credit, Departments,
        Dialog, Diary, Directions, Documents, Employees, Enquiries, Events, FactorAgreement, FixedComments, General,
        Groups, Industry, InvoiceDelivery, InvoiceInformation, InvoiceLines, InvoicePay, Links, Log, Notes, Order, Own,
        PayMatrix, Process, Relations, Responsibles, SharePoint, Status, Tags, Tasks, VisitingPostal, WorkingHours,
    };
    let open_at_first = match device {
        Device::Desk => {
            [General, ContactDetails, VisitingPostal, FixedComments, Comments, Notes, Contacts, Own, Tags, Log]
                .as_slice()
        }
        Device::Phone => [ContactDetails, Contacts, FixedComments, Comments].as_slice(),
    };
    let column = |sections: &[Section]| {
        sections
            .iter()
            .map(|section| Placed { section: *section, open: open_at_first.contains(section), wide: false })
            .collect::<Vec<_>>()
    };
    match device {
        Device::Desk => [
            column(&[
                General,
                ContactDetails,
                VisitingPostal,
                CorporateStructure,
                Relations,
                Industry,
                Classification,
                Departments,
                Links,
            ]),
            column(&[
                FixedComments,
                Comments,
                Dialog,
                Tasks,
                Events,
                Diary,
                Enquiries,
                Documents,
                SharePoint,
                Notes,
                Directions,
                InvoiceDelivery,
                InvoiceInformation,
                InvoiceLines,
                Order,
                WorkingHours,
            ]),
            column(&[
                Contacts,
                Responsibles,
                Employees,
                Own,
                Status,
                InvoicePay,
                FactorAgreement,
                PayMatrix,
                Credit,
                Tags,
                Groups,
                Attributes,
                Process,
                Log,
            ]),
        ],
        Device::Phone => [
            column(&[
                ContactDetails,
                Contacts,
                FixedComments,
                Comments,
                Dialog,
                Tasks,
                Events,
                Diary,
                Enquiries,
                Documents,
                SharePoint,
                Notes,
                Employees,
                Own,
                General,
                Responsibles,
                Status,
                VisitingPostal,
                Directions,
                InvoiceDelivery,
                InvoiceInformation,
                InvoiceLines,
                InvoicePay,
                FactorAgreement,
                PayMatrix,
                Credit,
                Order,
                WorkingHours,
                Process,
                CorporateStructure,
                Relations,
                Departments,
                Links,
                Tags,
                Groups,
                Attributes,
                Industry,
                Classification,
                Log,
            ]),
            Vec::new(),
            Vec::new(),
        ],
    }
}

/// The card that these layers give, the lowest first, on top of the product's default.
///
/// Total: unknown sections and columns in a layer are passed over, an anchor that stands
/// elsewhere or is gone puts the section at the end of its column, and every section of the
/// product is in the result exactly once.
#[must_use]
pub fn resolve<'a>(device: Device, layers: impl IntoIterator<Item = &'a Layer>) -> Layout {
    let mut columns = product_default(device);
    let mut hidden = Vec::new();
    let mut inactive_contacts = false;
    for layer in layers {
        for step in &layer.moves {
            let Some(section) = Section::from_key(&step.section) else { continue };
            let column = usize::from(step.column);
            if column >= COLUMNS || step.after.as_deref() == Some(step.section.as_str()) {
                continue;
            }
            let anchor = match step.after.as_deref() {
                None => Anchor::Top,
                Some(key) => Section::from_key(key).map_or(Anchor::End, Anchor::Below),
            };
            place(&mut columns, section, column, anchor);
        }
        for placed in columns.iter_mut().flatten() {
            let key = placed.section.key();
            placed.open = layer.open.get(key).copied().unwrap_or(placed.open);
            placed.wide = layer.wide.get(key).copied().unwrap_or(placed.wide);
        }
        for (key, is_hidden) in &layer.hidden {
            let Some(section) = Section::from_key(key) else { continue };
            hidden.retain(|other| *other != section);
            if *is_hidden {
                hidden.push(section);
            }
        }
        inactive_contacts = layer.inactive_contacts.unwrap_or(inactive_contacts);
    }
    for column in &mut columns {
        column.retain(|placed| !hidden.contains(&placed.section));
    }
    hidden.sort_unstable();
    Layout { columns, hidden, inactive_contacts }
}

/// Where in a column a section goes.
#[derive(Clone, Copy)]
enum Anchor {
    Top,
    Below(Section),
    End,
}

/// Puts a section into a column: below its anchor, at the top without one, at the end where the
/// anchor is unknown or not in that column.
fn place(columns: &mut [Vec<Placed>; COLUMNS], section: Section, column: usize, anchor: Anchor) {
    let taken = columns.iter_mut().find_map(|sections| {
        sections.iter().position(|placed| placed.section == section).map(|index| sections.remove(index))
    });
    let (Some(taken), Some(target)) = (taken, columns.get_mut(column)) else { return };
    let index = match anchor {
        Anchor::Top => 0,
        Anchor::Below(above) => {
            target.iter().position(|placed| placed.section == above).map_or(target.len(), |index| index + 1)
        }
        Anchor::End => target.len(),
    };
    target.insert(index, taken);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Move;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn layer_moving(section: &str, column: u8, after: Option<&str>) -> Layer {
        let moves = vec![Move { section: section.to_owned(), column, after: after.map(str::to_owned) }];
        Layer { moves, ..Layer::default() }
    }

    #[test]
    fn a_changed_default_keeps_what_i_changed_myself() {
        let mine = layer_moving("log", 0, None);
        let firm = Layer { open: BTreeMap::from([("log".to_owned(), false)]), ..layer_moving("comments", 2, None) };
        let layout = resolve(Device::Desk, [&firm, &mine]);
        assert_eq!(layout.position(Section::Log), Some((0, 0)));
        assert_eq!(layout.position(Section::Comments), Some((2, 0)));
        assert!(!layout.is_open(Section::Log));
    }

    #[test]
    fn what_is_unknown_is_passed_over() {
        let odd = Layer {
            hidden: BTreeMap::from([("no_such_section".to_owned(), true)]),
            ..layer_moving("log", 9, Some("nowhere"))
        };
        assert_eq!(resolve(Device::Desk, [&odd]), resolve(Device::Desk, []));
    }

    fn any_key() -> impl Strategy<Value = String> {
        prop_oneof![
            8 => (0..Section::ALL.len()).prop_map(|index| Section::ALL[index].key().to_owned()),
            1 => "[a-z_]{0,12}",
        ]
    }

    fn any_layer() -> impl Strategy<Value = Layer> {
        let flags = || prop::collection::btree_map(any_key(), any::<bool>(), 0..6);
        let moves = prop::collection::vec(
            (any_key(), 0..5_u8, prop::option::of(any_key())).prop_map(|(section, column, after)| Move {
                section,
                column,
                after,
            }),
            0..8,
        );
        (flags(), flags(), flags(), moves, prop::option::of(any::<bool>())).prop_map(
            |(open, hidden, wide, moves, inactive_contacts)| Layer { open, hidden, wide, moves, inactive_contacts },
        )
    }

    proptest! {
        #[test]
        fn every_section_is_there_exactly_once(layers in prop::collection::vec(any_layer(), 0..4), phone in any::<bool>()) {
            let device = if phone { Device::Phone } else { Device::Desk };
            let layout = resolve(device, &layers);
            let mut sections: Vec<_> = layout.shown().map(|placed| placed.section).chain(layout.hidden.iter().copied()).collect();
            sections.sort_unstable();
            prop_assert_eq!(sections, Section::ALL.to_vec());
        }

        #[test]
        fn an_empty_layer_changes_nothing(layers in prop::collection::vec(any_layer(), 0..4)) {
            let with_empty: Vec<_> = layers.iter().cloned().chain([Layer::default()]).collect();
            prop_assert_eq!(resolve(Device::Desk, &layers), resolve(Device::Desk, &with_empty));
        }

        #[test]
        fn a_layer_survives_storage(layer in any_layer()) {
            let stored = serde_json::to_string(&layer).unwrap();
            prop_assert_eq!(serde_json::from_str::<Layer>(&stored).unwrap(), layer);
        }
    }
}
