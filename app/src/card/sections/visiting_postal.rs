//! Visiting and postal address.

use super::{CardView, SectionView};
use crate::{card::address::addresses, i18n::card as words};
use domain::address::{Address, AddressKind};
use leptos::prelude::*;

pub(super) const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    let line = Address::resolved(&view.card.values, AddressKind::Visiting)
        .on_one_line(view.session.home, view.session.language);
    if line.is_empty() { words::NO_ADDRESS.get(view.session.language).to_owned() } else { line }
}

fn body(view: &CardView) -> AnyView {
    addresses(view, &[AddressKind::Visiting, AddressKind::Postal]).into_any()
}
