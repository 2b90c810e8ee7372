//! Views that are rendered once.

use leptos::{prelude::*, tachys::html::InertElement};
use std::{
    collections::HashMap,
    hash::Hash,
    sync::{LazyLock, PoisonError, RwLock},
};

/// Views by all that they depend on, as they stand in a page. They are kept for good, so what they
/// depend on has a few dozen values and nothing that anybody types.
pub type Once<K> = LazyLock<RwLock<HashMap<K, &'static str>>>;

/// The view of a key, made the first time: dozens of menus and buttons are the same on every card.
pub fn once<K: Eq + Hash>(kept: &'static Once<K>, key: K, make: impl FnOnce() -> AnyView) -> AnyView {
    let known = kept.read().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
    let html = known.unwrap_or_else(|| {
        let html: &'static str = Box::leak(make().to_html().into_boxed_str());
        *kept.write().unwrap_or_else(PoisonError::into_inner).entry(key).or_insert(html)
    });
    InertElement::new(html).into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_is_made_once_for_each_key() {
        static KEPT: Once<u8> = Once::new(RwLock::default);
        let shown = |key: u8| once(&KEPT, key, || view! { <p>{key.to_string()}</p> }.into_any()).to_html();
        assert!(shown(1).starts_with("<p>1") && shown(2).starts_with("<p>2"));
        let again = once(&KEPT, 1, || unreachable!("it is there already"));
        assert!(again.to_html().starts_with("<p>1"));
    }
}
