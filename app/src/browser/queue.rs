//! Changes to the layout, saved one after another behind what the reader sees.
//!
//! A save that does not get through is said and tried again until it does; the order stays.

use super::{
    dom,
    net::{self, Failed},
    swap::{self, Asked, Extent},
    toast,
};
use crate::i18n::browser as words;
use leptos::task::spawn_local;
use std::{cell::RefCell, collections::VecDeque};

type Form = Vec<(String, String)>;

thread_local! {
    static WAITING: RefCell<VecDeque<Form>> = const { RefCell::new(VecDeque::new()) };
    static RUNNING: RefCell<bool> = const { RefCell::new(false) };
}

/// Saves a change of the layout on this kind of device.
pub(super) fn save(change: &[(&str, &str)]) {
    toast::outdate();
    let device = dom::first(".board").and_then(|board| board.get_attribute("data-device")).unwrap_or_default();
    let mut form: Form = vec![("device".to_owned(), device)];
    if let Some(whose) = dom::first(".board").and_then(|board| board.get_attribute("data-whose")) {
        form.push(("whose".to_owned(), whose));
    }
    form.extend(change.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    WAITING.with_borrow_mut(|waiting| waiting.push_back(form));
    if !RUNNING.replace(true) {
        spawn_local(run());
    }
}

/// Whether a change is still on its way.
pub(super) fn is_busy() -> bool {
    RUNNING.with_borrow(|running| *running)
}

/// Waits until every change is saved: what a form says about a layout is true only then.
pub(super) async fn settled() {
    while is_busy() {
        net::sleep(20).await;
    }
}

async fn run() {
    let mut failures = 0_u32;
    while let Some(form) = WAITING.with_borrow(|waiting| waiting.front().cloned()) {
        match net::post(toast::LAYOUT, &form).await {
            Ok(page) if page.url.contains("/sign-in?") => {
                toast::failed(words::SIGNED_OUT);
                WAITING.with_borrow_mut(VecDeque::clear);
            }
            Ok(page) => {
                WAITING.with_borrow_mut(VecDeque::pop_front);
                if failures > 0 {
                    toast::saved(words::SAVED_AT_LAST.get(dom::language()).to_owned());
                    failures = 0;
                }
                // Only when nothing waits does the answer say what the reader sees.
                if WAITING.with_borrow(VecDeque::is_empty) && swap::is_this_page(&page.url) {
                    swap::swap(&page, Extent::Regions, Asked::default());
                }
            }
            Err(Failed::Unreachable) => {
                failures += 1;
                if failures == 1 {
                    toast::failed(words::NOT_SAVED);
                }
                net::sleep(1000 * i32::try_from(failures.min(10)).unwrap_or(10)).await;
            }
            Err(Failed::Refused(page)) => {
                WAITING.with_borrow_mut(VecDeque::pop_front);
                let title = page.document.query_selector("h1").ok().flatten().and_then(|title| title.text_content());
                toast::refused(title.unwrap_or_default());
            }
        }
    }
    RUNNING.set(false);
}
