//! What the section of the card shows once it is fetched: the first of what is in the customer's folder.

use super::{
    Folder, Outcome, SharePointView,
    rows::{address, failed, items_in_words, row},
};
use crate::{i18n::sharepoint as words, ui::Icon};
use domain::{field::grouped, sharepoint::LATEST};
use leptos::prelude::*;

/// The part that the card fetches.
#[component]
pub fn SharePointPart(
    /// Everything that it shows.
    view: SharePointView,
) -> impl IntoView {
    let language = view.language;
    let page = address(view.customer, None);
    let empty = |text: String| {
        let way = view.may_change.then(|| {
            view! { <a class="link" href=page.clone()><Icon name="folder-open"/>{words::CHOOSE_TITLE.get(language)}</a> }
        });
        view! { <div class="empty"><p>{text}</p></div><div class="section-foot">{way}</div> }.into_any()
    };
    let (is_failed, said) = match &view.outcome {
        Outcome::Folder(Folder { listing, .. }) if listing.is_cut => {
            let count = words::count(listing.items.len(), true, language);
            (false, words::ITEMS.with(language, &[("n", &count)]))
        }
        Outcome::Folder(folder) if folder.listing.items.is_empty() => (false, words::EMPTY.get(language).to_owned()),
        Outcome::Folder(folder) => {
            (false, items_in_words(i64::try_from(folder.listing.items.len()).unwrap_or(i64::MAX), language))
        }
        Outcome::Missing(name) => (false, words::MISSING.with(language, &[("folder", name)])),
        Outcome::Gone(name) => (false, words::GONE.with(language, &[("folder", name)])),
        Outcome::NoSuch => (false, words::NO_SUCH.get(language).to_owned()),
        Outcome::Failed(failure) => (true, words::failure(*failure, language)),
    };
    let shown = match &view.outcome {
        Outcome::Folder(folder) => listed(&view, folder),
        Outcome::Missing(name) => empty(words::MISSING.with(language, &[("folder", name)])),
        Outcome::Gone(name) => empty(words::GONE.with(language, &[("folder", name)])),
        Outcome::NoSuch => empty(words::NO_SUCH.get(language).to_owned()),
        Outcome::Failed(failure) => {
            let way = (view.is_chosen && view.may_change).then(|| {
                view! { <div class="section-foot"><a class="link" href=page.clone()><Icon name="folder-open"/>{words::OPEN_PAGE.get(language)}</a></div> }
            });
            view! { {failed(*failure, page.clone(), view.may_administer, language)}{way} }.into_any()
        }
    };
    view! { <div data-part="sharepoint" data-said=said data-failed=is_failed.then_some("")>{shown}</div> }
}

fn listed(view: &SharePointView, folder: &Folder) -> AnyView {
    let language = view.language;
    let items = &folder.listing.items;
    let nothing = (items.is_empty() && !folder.listing.is_cut)
        .then(|| view! { <div class="empty"><p>{words::EMPTY.get(language)}</p></div> });
    let rows = items.iter().take(LATEST).map(|item| row(view.customer, item, &view.clock)).collect_view();
    let page = address(view.customer, None);
    let all = if folder.listing.is_cut {
        words::ALL_OF_MANY.with(language, &[("n", &grouped(i64::try_from(items.len()).unwrap_or(i64::MAX)))])
    } else if items.len() > LATEST {
        words::ALL.with(language, &[("n", &grouped(i64::try_from(items.len()).unwrap_or(i64::MAX)))])
    } else {
        words::OPEN_PAGE.get(language).to_owned()
    };
    let there = folder.trail.first().and_then(|root| root.web_url.clone()).map(|url| {
        view! { <a class="link" href=url target="_blank" rel="noopener noreferrer"><Icon name="external-link"/>{words::OPEN_THERE.get(language)}</a> }
    });
    view! {
        {nothing}
        <ul class="list-items">{rows}</ul>
        <div class="section-foot"><a class="link" href=page><Icon name="folder-open"/>{all}</a>{there}</div>
    }
    .into_any()
}
