//! Several fields that are edited and saved together.

use super::{Editable, InputView, conflict::who_changed, history_link, input_view, name_of};
use crate::{
    help::explain,
    i18n::{card as words, common},
    ui::{ErrorText, FormActions, Icon},
};
use domain::{
    field::{self, Field, Kind},
    text::Text,
};
use leptos::prelude::*;

/// The form of several fields, each with the label that it has there.
///
/// `key` is what is edited, as it stands in addresses; `title` what it is called; `has_history`
/// whether there is a history of all of it together.
#[must_use]
pub fn fields_form(
    editable: &Editable,
    key: &str,
    title: Text,
    fields: &[(&'static Field, &'static str)],
    has_history: bool,
) -> impl IntoView + use<> {
    let language = editable.language;
    let is_conflict = !editable.conflicts().is_empty();
    let inputs = fields
        .iter()
        .enumerate()
        .map(|(index, (field, label))| {
            labelled(editable, field, label, (index == 0 && !is_conflict && !editable.has_history(key), has_history))
        })
        .collect_view();
    let hidden = editable
        .hidden
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=*name value=value.clone()/> })
        .collect_view();
    let history = has_history.then(|| history_link(key, key, title.get(language), editable));
    let save = if is_conflict { words::KEEP_MINE } else { common::SAVE };
    let cancel = if is_conflict { words::KEEP_THEIRS } else { common::CANCEL };
    view! {
        <form class="field-edit" method="post" action=editable.action
            data-saved=words::SAVED.with(language, &[("what", title.get(language))]) data-return=key.to_owned()>
            {hidden}
            <input type="hidden" name="version" value=editable.read_version()/>
            <div class="field-edit-inputs">{inputs}</div>
            {conflicts(editable)}
            <FormActions language=language save=save cancel=cancel>{history.into_any()}</FormActions>
        </form>
    }
}

fn labelled(
    editable: &Editable,
    field: &'static Field,
    label: &'static str,
    (autofocus, is_own): (bool, bool),
) -> impl IntoView + use<> {
    let language = editable.language;
    // A field that is edited in its own place too must not be there twice.
    let id = if is_own { format!("input-{}", field.key) } else { format!("form-{}", field.key) };
    let message = format!("{id}-e");
    let problem = editable.problem(field);
    let mut typed = editable.typed(field);
    if typed.is_empty() && field.kind == Kind::Country {
        editable.values.text("country").clone_into(&mut typed);
    }
    let input = input_view(&InputView {
        field,
        must: editable.needs.is_must(field),
        id: &id,
        name: &name_of(field),
        typed: &typed,
        error: problem.map(|_| message.as_str()),
        choices: &editable.choices,
        language,
        autofocus,
        hint: editable.hint(field),
    });
    let title = explain(field, language);
    let label = view! { <label class="ds-label" for=id title=title>{label}</label> };
    let message = problem.map(|problem| view! { <ErrorText id=message problem=problem language=language/> });
    if field.kind == Kind::YesNo {
        return view! { <div class="ds-field">{input}{label}{message}</div> }.into_any();
    }
    view! { <div class="ds-field">{label}{input}{message}</div> }.into_any()
}

/// What somebody else changed meanwhile.
fn conflicts(editable: &Editable) -> Option<impl IntoView + use<>> {
    let (language, conflicts) = (editable.language, editable.conflicts());
    let who = who_changed(conflicts.first()?, language);
    let rows = conflicts
        .iter()
        .map(|conflict| {
            let label = field::customer(&conflict.field).map_or("", |field| field.label.get(language));
            view! { <dt>{label}</dt><dd>{conflict.theirs_shown.clone()}</dd> }
        })
        .collect_view();
    Some(view! {
        <div class="conflict" role="alert" tabindex="-1" autofocus=true>
            <p class="conflict-title"><Icon name="triangle-alert"/><span>{who}</span></p>
            <dl>{rows}</dl>
        </div>
    })
}
