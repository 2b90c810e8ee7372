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
    return leptos::tachys::html::InertElement::new(markup(name, small));
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

/// Those that stand on every section of a card, so a hundred times on a page. The stylesheet draws them
/// (`style/src/icon.css`), which browsers do in half the time of a picture.
#[cfg(feature = "ssr")]
const DRAWN: [&str; 3] = ["ellipsis", "grip-vertical", "chevron-down"];

/// An icon as it stands in the page, in both sizes; nothing for a name that is not there. Made once,
/// as a card has hundreds.
#[cfg(feature = "ssr")]
fn markup(name: &str, small: bool) -> &'static str {
    use std::{collections::HashMap, sync::LazyLock};
    static ICONS: LazyLock<HashMap<&str, [String; 2]>> = LazyLock::new(|| {
        let icons = include_str!("icons.txt").lines().filter_map(|line| line.split_once(' '));
        icons
            .map(|(name, path)| {
                let in_size = |small| {
                    let class = class(small);
                    if DRAWN.contains(&name) {
                        return format!(r#"<span class="{class} icon-{name}" aria-hidden="true"></span>"#);
                    }
                    format!(
                        r#"<svg class="{class}" viewBox="0 0 24 24" aria-hidden="true"><path d="{path}"></path></svg>"#
                    )
                };
                (name, [in_size(false), in_size(true)])
            })
            .collect()
    });
    ICONS.get(name).map_or("", |sizes| &sizes[usize::from(small)])
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::{DRAWN, markup};

    #[test]
    fn an_icon_is_one_path_and_an_unknown_one_is_empty() {
        assert!(markup("house", true).starts_with("<svg class=\"icon icon-small\""));
        assert!(markup("house", false).contains("<path d=\"M"));
        assert_eq!(markup("no such", false), "");
    }

    #[test]
    fn every_icon_that_is_asked_for_is_there() {
        let names = include_str!("../../../style/icons.txt").lines().filter(|name| !name.is_empty());
        for name in names {
            let drawn = format!("icon-{name}\"");
            let there = markup(name, false).contains(if DRAWN.contains(&name) { &drawn } else { "<path d=\"M" });
            assert!(there, "{name} has no path: run `npm run assets` in style");
        }
    }

    #[test]
    fn the_stylesheet_draws_what_has_no_path() {
        let style = include_str!("../../../style/src/icon.css");
        for name in DRAWN {
            assert!(style.contains(&format!(".icon-{name} {{")), "{name}");
        }
    }
}
