//! Choosing another folder as the customer's, among those below the folder with all customers.

use super::{CHOOSE, Choices, SharePointView, rows::failed};
use crate::{
    i18n::{common, sharepoint as words},
    ui::{ErrorText, Icon},
};
use domain::{
    field::grouped,
    sharepoint::{FOLDER_MAX, Failure, Item},
};
use leptos::prelude::*;

/// What can be chosen, or why it is not to be had.
#[derive(Clone, Debug)]
pub struct Choosing(pub Result<Choices, Failure>);

fn address(view: &SharePointView, at: Option<&Item>) -> String {
    let at = at.map(|at| format!("&in={}", at.id)).unwrap_or_default();
    format!("/customers/{}/sharepoint?choose=folder{at}", view.customer)
}

/// The folders that can be chosen.
pub(super) fn choosing(view: &SharePointView, choosing: &Choosing) -> AnyView {
    let language = view.language;
    let Choices { trail, folders, is_cut, named } = match &choosing.0 {
        Ok(found) => found,
        Err(failure) => return failed(*failure, address(view, None), view.may_administer, language),
    };
    let problem = view.failed(CHOOSE).and_then(|state| state.error.problem_of("folder"));
    let last = trail.len().saturating_sub(1);
    let way = trail
        .iter()
        .enumerate()
        .map(|(at, item)| {
            // From the one that was named it leads back to all of them.
            if at == last && named.is_none() {
                view! { <li><span aria-current="page">{item.name.clone()}</span></li> }.into_any()
            } else {
                view! { <li><a class="link" href=address(view, Some(item))>{item.name.clone()}</a></li> }.into_any()
            }
        })
        .collect_view();
    let nothing = (folders.is_empty() && !is_cut).then(|| {
        let said = named.as_ref().map_or_else(
            || words::NO_FOLDERS.get(language).to_owned(),
            |named| words::MISSING.with(language, &[("folder", named)]),
        );
        view! { <div class="empty"><p>{said}</p></div> }
    });
    let cut = is_cut.then(|| {
        let shown = grouped(i64::try_from(folders.len()).unwrap_or(i64::MAX));
        view! { <p class="muted small">{words::CHOOSE_CUT.with(language, &[("n", &shown)])}</p> }
    });
    let rows = folders
        .iter()
        .map(|folder| {
            let label = words::CHOOSE_NAMED.with(language, &[("name", &folder.name)]);
            view! {
                <li class="list-item document">
                    <Icon name="folder"/>
                    <span class="list-item-names"><a class="list-item-name" href=address(view, Some(folder))>{folder.name.clone()}</a></span>
                    <button class="ds-button" data-variant="secondary" data-small type="submit" name="folder" value=folder.id.to_string() aria-label=label>{words::CHOOSE_THIS.get(language)}</button>
                </li>
            }
        })
        .collect_view();
    view! {
        <p class="muted small">{words::CHOOSE_ADVICE.get(language)}</p>
        {find(view, named.as_deref())}
        <nav aria-label=words::WAY.get(language)><ol class="folder-way">{way}</ol></nav>
        {cut}
        {problem.map(|problem| view! { <ErrorText id="sharepoint-choose-e".to_owned() problem=problem language=language/> })}
        // The page that it leads to is another than the one with what can be chosen.
        <form method="post" action=CHOOSE data-plain>
            <input type="hidden" name="customer" value=view.customer.to_string()/>
            {nothing}
            <ul class="list-items">{rows}</ul>
        </form>
        <div class="section-foot"><a class="link" href=super::rows::address(view.customer, None)>{common::CANCEL.get(language)}</a></div>
    }
    .into_any()
}

/// Finds one by its name, for there may be more than are shown.
fn find(view: &SharePointView, named: Option<&str>) -> impl IntoView + use<> {
    let language = view.language;
    let named = named.unwrap_or_default().to_owned();
    view! {
        <form class="document-filter" method="get" action=super::rows::address(view.customer, None) role="search">
            <input type="hidden" name="choose" value="folder"/>
            <div class="ds-field">
                <label class="ds-label" for="sharepoint-named">{words::NAMED.get(language)}</label>
                <input class="ds-input" id="sharepoint-named" name="name" type="search" value=named maxlength=FOLDER_MAX.to_string() aria-describedby="sharepoint-named-h"/>
                <p class="muted small" id="sharepoint-named-h">{words::NAMED_ADVICE.get(language)}</p>
            </div>
            <button class="ds-button" data-variant="secondary" type="submit">{words::FIND.get(language)}</button>
        </form>
    }
}
