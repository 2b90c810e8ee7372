//! Icons, from Lucide (`public/icons.LICENSE`). Their names are those of `style/icons.txt`.

use leptos::prelude::*;

/// One icon; it says nothing by itself, so words stand beside it or in the label of its button.
/// On the server its path is written into the page: hundreds of references to a sprite cost the
/// browser more than all the rest of a card.
#[component]
pub fn Icon(
    /// Its name.
    name: &'static str,
    /// Whether it is a little smaller than the text beside it.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    #[cfg(feature = "ssr")]
    return view! { <svg class=class(small) viewBox="0 0 24 24" aria-hidden="true"><path d=path(name)></path></svg> };
    #[cfg(not(feature = "ssr"))]
    return view! { <SpriteIcon name=name small=small/> };
}

/// One icon where the browser makes it, too: a reference to the sprite, so that the WASM need not carry
/// the paths. What an island renders on the server must be what it renders in the browser.
#[component]
pub fn SpriteIcon(
    /// Its name in the sprite.
    name: &'static str,
    /// Whether it is a little smaller than the text beside it.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    view! { <svg class=class(small) aria-hidden="true"><use href=format!("/icons.svg#{name}")></use></svg> }
}

const fn class(small: bool) -> &'static str {
    if small { "icon icon-small" } else { "icon" }
}

/// The data of an icon's path; empty for a name that is not there.
#[cfg(feature = "ssr")]
fn path(name: &str) -> &'static str {
    use std::{collections::HashMap, sync::LazyLock};
    static PATHS: LazyLock<HashMap<&str, &str>> =
        LazyLock::new(|| include_str!("icons.txt").lines().filter_map(|line| line.split_once(' ')).collect());
    PATHS.get(name).copied().unwrap_or_default()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::path;

    #[test]
    fn an_icon_is_one_path_and_an_unknown_one_is_empty() {
        assert!(path("house").starts_with('M'));
        assert_eq!(path("no such"), "");
    }

    #[test]
    fn every_icon_that_is_asked_for_is_there() {
        let names = include_str!("../../../style/icons.txt").lines().filter(|name| !name.is_empty());
        for name in names {
            assert!(path(name).starts_with('M'), "{name} has no path: run `npm run assets` in style");
        }
    }
}
