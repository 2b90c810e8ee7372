//! Work in the background: how far it is, while its reader looks, and that it is done.

use super::{dom, net, swap, toast};
use leptos::{
    prelude::{document, window},
    task::spawn_local,
};

/// Between two looks, in milliseconds: at the work itself, and from any other page.
const LOOKS: (i32, i32) = (1000, 4000);

/// Follows the reader's work, where there is any.
pub(super) fn listen() {
    if is_shown() || notice().is_some() {
        spawn_local(follow());
    }
}

/// Whether the page shows work that goes on.
fn is_shown() -> bool {
    dom::first("[data-job-running]").is_some()
}

/// Where the reader's own work that goes on is shown.
fn notice() -> Option<String> {
    dom::first(".job-notice").and_then(|notice| notice.get_attribute("href"))
}

async fn follow() {
    let mut failures = 0;
    loop {
        let (shown, own) = (is_shown(), notice());
        let url = match &own {
            _ if shown => {
                let location = window().location();
                location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
            }
            Some(href) => href.clone(),
            None => return,
        };
        net::sleep((if shown { LOOKS.0 } else { LOOKS.1 }) * (1 + failures)).await;
        if document().hidden() {
            continue;
        }
        let Ok(page) = net::get(&url).await else {
            failures = (failures + 1).min(9);
            continue;
        };
        failures = 0;
        if shown && swap::is_this_page(&page.url) {
            swap::swap_named(&page, &["jobs", "job", "job-report"]);
        }
        swap::swap_named(&page, &["job-notice"]);
        if own.is_some() && notice().is_none() {
            let text = dom::first("[data-finished]").and_then(|place| place.get_attribute("data-finished"));
            toast::saved(text.unwrap_or_default());
        }
    }
}
