//! Choosing another folder as the customer's, among those below the folder with all customers.

use super::{CHOOSE, SharePointView, rows::failed};
use crate::{
    i18n::{common, sharepoint as words},
    ui::{ErrorText, Icon},
};
use domain::sharepoint::{Failure, Item};
use leptos::prelude::*;

/// What can be chosen: the way from the folder with all customers, and the folders at its end.
#[derive(Clone, Debug)]
pub struct Choosing(pub Result<(Vec<Item>, Vec<Item>), Failure>);

fn address(view: &SharePointView, at: Option<&Item>) -> String {
    let at = at.map(|at| format!("&in={}", at.id)).unwrap_or_default();
    format!("/customers/{}/sharepoint?choose=folder{at}", view.customer)
}

/// The folders that can be chosen.
pub(super) fn choosing(view: &SharePointView, choosing: &Choosing) -> AnyView {
    let language = view.language;
    let (trail, folders) = match &choosing.0 {
        Ok(found) => found,
        Err(failure) => return failed(*failure, address(view, None), view.may_administer, language),
    };
    let problem = view.failed(CHOOSE).and_then(|state| state.error.problem_of("folder"));
    let last = trail.len().saturating_sub(1);
    let way = trail
        .iter()
        .enumerate()
        .map(|(at, item)| {
            if at == last {
                view! { <li><span aria-current="page">{item.name.clone()}</span></li> }.into_any()
            } else {
                view! { <li><a class="link" href=address(view, Some(item))>{item.name.clone()}</a></li> }.into_any()
            }
        })
        .collect_view();
    let nothing =
        folders.is_empty().then(|| view! { <div class="empty"><p>{words::NO_FOLDERS.get(language)}</p></div> });
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
        <nav aria-label=words::WAY.get(language)><ol class="folder-way">{way}</ol></nav>
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
