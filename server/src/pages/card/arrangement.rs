//! How the card of a visit is arranged: as the reader has, as it is being made for others, as a colleague has,
//! or as one of the firm's own tabs says.

use super::Parameters;
use crate::visit::Visit;
use app::card::{Arrangement, Draft};
use domain::{
    layout::{Device, Layer, Layout, Target, resolve},
    policy::{Action, Subject, can},
    tab::{Place, TabKey},
};
use store::{StoreError, Tx};

/// A card's layout, with whose it is.
pub(super) struct Arranged {
    pub(super) layout: Layout,
    pub(super) device: Device,
    pub(super) whose: Arrangement,
}

/// The layout that an address asks for; `layers` are those that count for the reader, lowest first.
pub(super) async fn arranged(
    tx: &mut Tx,
    visit: &Visit,
    parameters: &Parameters,
    tab: TabKey,
    layers: [Layer; 3],
) -> Result<Arranged, StoreError> {
    let layout = resolve(visit.device, &layers);
    let own = |layout| Arranged { layout, device: visit.device, whose: Arrangement::Own };
    if let TabKey::Own(_) = tab {
        let shown = tx.session().tabs.iter().find(|one| one.key == tab && one.place != Place::Off);
        let sections = &shown.ok_or(StoreError::NotFound)?.sections;
        let inactive_contacts = layout.inactive_contacts;
        return Ok(own(Layout { inactive_contacts, ..Layout::of_sections(sections) }));
    }
    if tab != TabKey::OVERVIEW {
        return Ok(own(layout));
    }
    let subject = Subject { tenant: tx.session().tenant, owner: None };
    let may_arrange = can(tx.session().actor(), Action::ChangeSettings, subject).allowed;
    if let Some(target) = parameters.arrange.as_deref().and_then(Target::from_key).filter(|_| may_arrange) {
        let device = parameters.device.as_deref().and_then(Device::from_key).unwrap_or(visit.device);
        let draft = store::layout::draft(tx, target, device).await?;
        let layout = resolve(device, draft.below.iter().chain([&draft.layer]));
        let draft = Draft { target, differs: draft.differs, people: draft.people, seen: draft.seen };
        return Ok(Arranged { layout, device, whose: Arrangement::Draft(draft) });
    }
    if let Some(user) = parameters.colleague.as_deref().and_then(|user| user.parse().ok()) {
        let [tenant, role, _] = layers;
        let (colleague, layer) = store::layout::of_colleague(tx, user, visit.device).await?;
        let layout = resolve(visit.device, [&tenant, &role, &layer]);
        return Ok(Arranged { layout, device: visit.device, whose: Arrangement::Tried(colleague) });
    }
    Ok(own(layout))
}
