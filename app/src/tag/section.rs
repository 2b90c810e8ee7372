//! The section of tags.

use crate::{
    card::{CardView, Editing, sections::SectionView},
    i18n::{common, tag as words},
    ui::{ErrorText, FormActions, Icon},
};
use domain::{
    list::{ListKind, TAG_MAX},
    policy::Action,
};
use leptos::prelude::*;

/// The section of tags.
pub const VIEW: SectionView = SectionView { digest, body };

/// The tags of the customer, each with its id, by name.
fn tags(view: &CardView) -> Vec<(String, String)> {
    let mut tags: Vec<(String, String)> = view
        .card
        .values
        .items("tags")
        .filter_map(|id| Some((id.to_owned(), view.card.names.get(id)?.clone())))
        .collect();
    tags.sort_by_key(|(_, name)| name.to_lowercase());
    tags
}

fn digest(view: &CardView) -> String {
    let names: Vec<String> = tags(view).into_iter().map(|(_, name)| name).collect();
    if names.is_empty() { common::NONE.get(view.session.language).to_owned() } else { names.join(", ") }
}

fn body(view: &CardView) -> AnyView {
    let language = view.session.language;
    let tags = tags(view);
    let nothing = tags.is_empty().then(|| view! { <div class="empty"><p>{words::EMPTY.get(language)}</p></div> });
    let may_change = view.may(Action::ChangeCustomer);
    let rows = tags
        .into_iter()
        .map(|(id, name)| {
            let register = format!("/customers?scope=firm&filter=tags.any:{id}");
            let remove = may_change.then(|| {
                view! {
                    <form method="post" action="/api/staff/tag-remove" data-saved=words::REMOVED.with(language, &[("tag", &name)])>
                        <input type="hidden" name="customer" value=view.card.id.to_string()/>
                        <input type="hidden" name="tag" value=id/>
                        <button class="tag-remove" type="submit" aria-label=words::REMOVE.with(language, &[("tag", &name)])><Icon name="x"/></button>
                    </form>
                }
            });
            view! { <li class="tag-chip"><a href=register>{name.clone()}</a>{remove}</li> }
        })
        .collect_view();
    let adder = may_change.then(|| {
        if view.editing == Some(Editing::NewTag) || view.failed("/api/staff/tag-add").is_some() {
            form(view).into_any()
        } else {
            view! { <div class="section-foot"><a class="link" data-swap href="?add=tag#new-tag"><Icon name="plus"/>{words::NEW.get(language)}</a></div> }
                .into_any()
        }
    });
    let refused = view.failed("/api/staff/tag-remove").and_then(|state| state.error.problem_of("tag")).map(|problem| {
        view! { <div role="alert"><ErrorText id="tag-remove-e".to_owned() problem=problem language=language/></div> }
    });
    view! { {nothing}<ul class="tag-chips">{rows}</ul>{refused}{adder} }.into_any()
}

fn form(view: &CardView) -> impl IntoView {
    let language = view.session.language;
    let failed = view.failed("/api/staff/tag-add");
    let typed = failed.and_then(|state| state.typed("tag")).unwrap_or_default().to_owned();
    let problem = failed.and_then(|state| state.error.problem_of("tag"));
    let known = view
        .choices
        .lists
        .get(&ListKind::Tag)
        .into_iter()
        .flatten()
        .map(|tag| view! { <option value=tag.label.clone()></option> })
        .collect_view();
    view! {
        <form class="form" id="new-tag" method="post" action="/api/staff/tag-add" data-saved=words::ADDED.get(language)>
            <input type="hidden" name="customer" value=view.card.id.to_string()/>
            <div class="ds-field">
                <label class="ds-label" for="tag">{words::TAG.get(language)}</label>
                <input
                    class="ds-input" id="tag" name="tag" list="known-tags" autocomplete="off" maxlength=TAG_MAX value=typed autofocus
                    aria-invalid=problem.map(|_| "true") aria-describedby=if problem.is_some() { "tag-e" } else { "tag-help" }
                />
                <datalist id="known-tags">{known}</datalist>
                <p class="muted small" id="tag-help">{words::HELP.get(language)}</p>
                {problem.map(|problem| view! { <ErrorText id="tag-e".to_owned() problem=problem language=language/> })}
            </div>
            <FormActions language=language/>
        </form>
    }
}
