//! The two forms of the section: the parent company, and a subsidiary.

use super::{PARENT, SUBSIDIARY};
use crate::{
    card::CardView,
    editing::{InputView, conflict_view, input_view},
    i18n::{common, corporate as words, log},
    ui::{ErrorText, FormActions},
};
use domain::{field, text::Text};
use leptos::prelude::*;

/// A form in which one customer is named.
struct Naming {
    action: &'static str,
    /// The input's name, and where what is wrong is told.
    name: &'static str,
    label: Text,
    save: Text,
    saved: Text,
}

/// The form of the parent company. What somebody else chose meanwhile is shown beside what was typed.
pub(super) fn parent(view: &CardView) -> AnyView {
    let naming = Naming {
        action: PARENT,
        name: "parent_id",
        label: words::PARENT,
        save: common::SAVE,
        saved: words::PARENT_SAVED,
    };
    form(view, &naming)
}

/// The form of a subsidiary.
pub(super) fn subsidiary(view: &CardView) -> AnyView {
    let naming = Naming {
        action: SUBSIDIARY,
        name: "subsidiary",
        label: words::SUBSIDIARY,
        save: words::CONNECT,
        saved: words::CONNECTED,
    };
    form(view, &naming)
}

fn form(view: &CardView, naming: &Naming) -> AnyView {
    let language = view.session.language;
    let failed = view.failed(naming.action);
    let problem = failed.and_then(|state| state.error.problem_of(naming.name));
    let typed = failed.and_then(|state| state.typed(naming.name)).unwrap_or_default();
    let conflict = failed.and_then(|state| state.error.conflicts.first());
    let id = format!("corporate-{}", naming.name);
    let error = format!("{id}-e");
    let version = conflict
        .map(|conflict| conflict.version)
        .or_else(|| failed?.typed("version")?.parse().ok())
        .unwrap_or(view.card.version);
    let input = field::customer("parent_id").map(|field| {
        input_view(&InputView {
            field,
            must: true,
            id: &id,
            name: naming.name,
            typed,
            error: problem.map(|_| error.as_str()),
            choices: &view.choices,
            language,
            autofocus: conflict.is_none(),
            hint: None,
        })
    });
    let message = problem.map(|problem| view! { <ErrorText id=error.clone() problem=problem language=language/> });
    let end = match conflict {
        Some(conflict) => conflict_view(conflict, log::NOTHING.get(language), "?", language).into_any(),
        None => view! { <FormActions language=language save=naming.save/> }.into_any(),
    };
    view! {
        <form class="form" id=format!("new-{}", naming.name) method="post" action=naming.action data-saved=naming.saved.get(language)>
            <input type="hidden" name="customer" value=view.card.id.to_string()/>
            {(naming.action == PARENT).then(|| view! { <input type="hidden" name="version" value=version/> })}
            <div class="ds-field">
                <label class="ds-label" for=id.clone()>{naming.label.get(language)}</label>
                {input}
                {message}
            </div>
            {end}
        </form>
    }
    .into_any()
}
