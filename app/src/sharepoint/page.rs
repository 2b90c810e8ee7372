//! The page of a customer's folder: what is in it, by the way that leads there, and putting files there.

use super::{
    Choosing, FORGET, Folder, Outcome,
    choose::choosing,
    form::{create, upload},
    rows::{address, failed, row},
};
use crate::{
    i18n::sharepoint as words,
    ui::{Icon, Up, time::Clock},
    undo::{UndoView, notice},
};
use domain::{field::grouped, id::CustomerId, language::Language};
use leptos::prelude::*;
use store::form_state::FormState;

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct SharePointView {
    /// Whose folder it is.
    pub customer: CustomerId,
    /// What that customer is called.
    pub customer_name: String,
    /// What came of asking for the folder.
    pub outcome: Outcome,
    /// What the customer's folder is called where nobody has chosen another.
    pub usual_name: String,
    /// Whether somebody has chosen it.
    pub is_chosen: bool,
    /// What can be chosen, where somebody asks for that.
    pub choosing: Option<Choosing>,
    /// A form that failed.
    pub form: Option<FormState>,
    /// Whether the reader may put something there and choose the folder.
    pub may_change: bool,
    /// Whether the reader may change the settings.
    pub may_administer: bool,
    /// What was just done, and the way back.
    pub undo: UndoView,
    /// The reader's language.
    pub language: Language,
    /// When it is read.
    pub clock: Clock,
}

impl SharePointView {
    /// A form of this customer that failed.
    pub(super) fn failed(&self, form: &str) -> Option<&FormState> {
        let id = self.customer.to_string();
        self.form.as_ref().filter(|state| state.form == form && state.typed("customer") == Some(id.as_str()))
    }
}

/// The page of a customer's folder.
#[component]
pub fn SharePointPage(
    /// Everything that it shows.
    view: SharePointView,
) -> impl IntoView {
    let language = view.language;
    let (title, body) = match &view.choosing {
        Some(chosen) => (words::CHOOSE_TITLE, choosing(&view, chosen)),
        None => (words::TITLE, content(&view)),
    };
    view! {
        <Up href=format!("/customers/{}", view.customer) to=view.customer_name.clone()/>
        {notice(&view.undo)}
        <div class="page-head"><h1>{title.get(language)}</h1>{there(&view)}</div>
        <section class="section sharepoint" data-region="sharepoint-folder" aria-label=title.get(language)>
            <div class="section-body">{body}</div>
        </section>
    }
}

/// The way to the folder in `SharePoint` itself.
fn there(view: &SharePointView) -> Option<impl IntoView + use<>> {
    let Outcome::Folder(folder) = &view.outcome else { return None };
    let url = folder.trail.last()?.web_url.clone().filter(|_| view.choosing.is_none())?;
    let language = view.language;
    Some(
        view! { <a class="ds-button" data-variant="secondary" href=url target="_blank" rel="noopener noreferrer"><Icon name="external-link"/>{words::OPEN_THERE.get(language)}</a> },
    )
}

fn content(view: &SharePointView) -> AnyView {
    let language = view.language;
    let here = address(view.customer, None);
    match &view.outcome {
        Outcome::Folder(folder) => listed(view, folder),
        Outcome::Missing(name) => offered(view, &words::MISSING.with(language, &[("folder", name)]), true),
        Outcome::Gone(name) => offered(view, &words::GONE.with(language, &[("folder", name)]), false),
        Outcome::NoSuch => view! {
            <div class="empty"><p>{words::NO_SUCH.get(language)}</p></div>
            <div class="section-foot"><a class="link" href=here><Icon name="folder-open"/>{words::TO_TOP.get(language)}</a></div>
        }
        .into_any(),
        Outcome::Failed(failure) => {
            // It may be that folder alone that is not to be had.
            let ways = (view.is_chosen && view.may_change).then(|| others(view));
            view! { {failed(*failure, here, view.may_administer, language)}{ways} }.into_any()
        }
    }
}

fn listed(view: &SharePointView, folder: &Folder) -> AnyView {
    let language = view.language;
    let last = folder.trail.len().saturating_sub(1);
    let way = folder
        .trail
        .iter()
        .enumerate()
        .map(|(at, item)| {
            // The first is the customer's folder, whatever leads to it.
            let href = address(view.customer, Some(item).filter(|_| at > 0));
            if at == last {
                view! { <li><span aria-current="page">{item.name.clone()}</span></li> }.into_any()
            } else {
                view! { <li><a class="link" href=href>{item.name.clone()}</a></li> }.into_any()
            }
        })
        .collect_view();
    let items = &folder.listing.items;
    let nothing = (items.is_empty() && !folder.listing.is_cut)
        .then(|| view! { <div class="empty"><p>{words::EMPTY.get(language)}</p></div> });
    let rows = items.iter().map(|item| row(view.customer, item, &view.clock)).collect_view();
    let cut = folder.listing.is_cut.then(|| {
        let shown = grouped(i64::try_from(items.len()).unwrap_or(i64::MAX));
        view! { <p class="muted small">{words::CUT.with(language, &[("n", &shown)])}</p> }
    });
    let put = view.may_change.then(|| folder.trail.last().map(|here| upload(view, here)));
    view! {
        <nav aria-label=words::WAY.get(language)><ol class="folder-way">{way}</ol></nav>
        {put}
        {nothing}
        <ul class="list-items">{rows}</ul>
        {cut}
        {(view.may_change && last == 0).then(|| others(view))}
    }
    .into_any()
}

/// What else may be the customer's folder.
fn others(view: &SharePointView) -> impl IntoView + use<> {
    let language = view.language;
    let forget = view.is_chosen.then(|| {
        view! {
            <form method="post" action=FORGET data-saved=words::FORGOTTEN.get(language)>
                <input type="hidden" name="customer" value=view.customer.to_string()/>
                <button class="ds-button" data-variant="tertiary" data-small type="submit">{words::FORGET.with(language, &[("folder", &view.usual_name)])}</button>
            </form>
        }
    });
    view! {
        <div class="section-foot">
            <a class="link" href=format!("/customers/{}/sharepoint?choose=folder", view.customer)><Icon name="folder-open"/>{words::CHOOSE.get(language)}</a>
            {forget}
        </div>
    }
}

/// There is no folder: what may be done about it.
fn offered(view: &SharePointView, said: &str, creates: bool) -> AnyView {
    let ways = view.may_change.then(|| view! { {creates.then(|| create(view))}{others(view)} });
    view! { <div class="empty"><p>{said.to_owned()}</p></div>{ways} }.into_any()
}
