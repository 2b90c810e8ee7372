//! Invoice and delivery address; the first only in firms that use it (seed 004:21).

use super::{CardView, SectionView};
use crate::card::address::{addresses, in_words};
use domain::address::AddressKind;
use leptos::prelude::*;

pub(super) const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    let first = if view.card.firm.invoice_address_used() { AddressKind::Invoice } else { AddressKind::Delivery };
    in_words(view, first).replace('\n', ", ")
}

fn body(view: &CardView) -> AnyView {
    if view.card.firm.invoice_address_used() {
        addresses(view, &[AddressKind::Invoice, AddressKind::Delivery]).into_any()
    } else {
        addresses(view, &[AddressKind::Delivery]).into_any()
    }
}
