//! What is in a folder, and what is said where it is not to be had.

use crate::{
    i18n::sharepoint as words,
    ui::{Icon, time::Clock},
};
use domain::{
    document::shown_size,
    field::grouped,
    id::CustomerId,
    language::Language,
    sharepoint::{Failure, Item, ItemKind},
};
use leptos::prelude::*;

/// The page of a folder of a customer.
pub(super) fn address(customer: CustomerId, folder: Option<&Item>) -> String {
    let folder = folder.map(|folder| format!("?folder={}", folder.id)).unwrap_or_default();
    format!("/customers/{customer}/sharepoint{folder}")
}

/// How many items there are.
pub(super) fn items_in_words(count: i64, language: Language) -> String {
    match count {
        1 => words::ONE_ITEM.get(language).to_owned(),
        n => words::ITEMS.with(language, &[("n", &grouped(n))]),
    }
}

/// The way to an item in `SharePoint` itself.
pub(super) fn open_there(item: &Item, language: Language) -> Option<impl IntoView + use<>> {
    let label = words::OPEN_NAMED.with(language, &[("name", &item.name)]);
    item.web_url.clone().map(|url| {
        view! { <a class="icon-button" href=url target="_blank" rel="noopener noreferrer" aria-label=label.clone() title=label><Icon name="external-link"/></a> }
    })
}

/// One item: what it is, and the way to it.
pub(super) fn row(customer: CustomerId, item: &Item, clock: &Clock) -> impl IntoView + use<> {
    let language = clock.language;
    let what = match item.kind {
        ItemKind::Folder => items_in_words(item.children, language),
        ItemKind::File | ItemKind::Other => shown_size(item.size, language),
    };
    let named = [("when", clock.shown(&item.changed_at)), ("who", item.changed_by.clone())];
    let named = named.each_ref().map(|(name, value)| (*name, value.as_str()));
    let when = match (item.changed_at.is_empty(), item.changed_by.is_empty()) {
        (true, _) => String::new(),
        (false, true) => words::CHANGED.with(language, &named),
        (false, false) => words::CHANGED_BY.with(language, &named),
    };
    let about = [what, when].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let file = format!("/customers/{customer}/sharepoint/{}/file", item.id);
    let name = match item.kind {
        ItemKind::Folder => {
            view! { <a class="list-item-name" href=address(customer, Some(item))>{item.name.clone()}</a> }.into_any()
        }
        // Without `download`: where the file is not to be had, the page that says why is shown.
        ItemKind::File => view! { <a class="list-item-name" href=file.clone()>{item.name.clone()}</a> }.into_any(),
        ItemKind::Other => view! { <span class="list-item-name">{item.name.clone()}</span> }.into_any(),
    };
    let download = (item.kind == ItemKind::File).then(|| {
        let label = crate::i18n::document::DOWNLOAD_NAMED.with(language, &[("name", &item.name)]);
        view! { <a class="icon-button" href=file aria-label=label.clone() title=label><Icon name="download"/></a> }
    });
    view! {
        <li class="list-item document" data-kind=if item.kind == ItemKind::Folder { "folder" } else { "file" }>
            <Icon name=item.icon()/>
            <span class="list-item-names">{name}<span class="muted small">{about}</span></span>
            {open_there(item, language)}
            {download}
        </li>
    }
}

/// Why nothing is shown, and what to do about it.
pub(super) fn failed(failure: Failure, again: String, may_administer: bool, language: Language) -> AnyView {
    let way = match (failure.is_of_settings(), may_administer) {
        (true, true) => {
            view! { <a class="link" href="/settings/sharepoint">{words::TO_SETTINGS.get(language)}</a> }.into_any()
        }
        (true, false) => view! { <p class="muted small">{words::ASK_ADMINISTRATOR.get(language)}</p> }.into_any(),
        (false, _) => view! { <p class="muted small">{words::CARD_WORKS.get(language)}</p> }.into_any(),
    };
    let again = (failure != Failure::Off).then(|| {
        view! { <a class="ds-button" data-variant="secondary" data-small data-late-again href=again><Icon name="refresh-cw"/>{words::AGAIN.get(language)}</a> }
    });
    view! {
        <div class="notice sharepoint-failed" data-color="warning">
            <Icon name="triangle-alert"/>
            <div><p>{words::failure(failure, language)}</p>{way}</div>
            {again}
        </div>
    }
    .into_any()
}
