//! Invoice and delivery address.

use super::{CardView, SectionView};
use crate::card::address::{addresses, in_words};
use domain::address::AddressKind;
use leptos::prelude::*;

pub(super) const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    in_words(view, AddressKind::Invoice).replace('\n', ", ")
}

fn body(view: &CardView) -> AnyView {
    addresses(view, &[AddressKind::Invoice, AddressKind::Delivery]).into_any()
}
