//! What an own field is for, and who sees it besides the firm: a part of its form.

use super::page::OwnFieldsView;
use crate::{
    i18n::own_field as words,
    ui::{ErrorText, Icon},
};
use domain::{field::OWN_HELP_MAX, language::Language};
use leptos::prelude::*;
use store::own_field::HELP_NAMES;

/// The inputs: the explanation in the reader's language, the others folded beneath, and whether the portal shows it.
pub(super) fn about(
    view: &OwnFieldsView,
    form: &'static str,
    place: &'static str,
    help: &[String; 3],
    in_portal: bool,
) -> AnyView {
    let language = view.language;
    let labels = [words::HELP_NB, words::HELP_SV, words::HELP_EN];
    let hint = format!("own-{place}-help-hint");
    let line = |at: usize| {
        let (name, label, is_mine) = (HELP_NAMES[at], labels[at], Language::ALL[at] == language);
        let value = view.typed(form, name).unwrap_or(&help[at]).to_owned();
        let (id, message) = (format!("own-{place}-{name}"), format!("own-{place}-{name}-e"));
        let problem = view.problem(form, name);
        let described = match (problem.is_some(), is_mine) {
            (true, _) => Some(message.clone()),
            (false, true) => Some(hint.clone()),
            (false, false) => None,
        };
        let advice =
            is_mine.then(|| view! { <p class="muted small" id=hint.clone()>{words::HELP_HINT.get(language)}</p> });
        view! {
            <div class="ds-field">
                <label class="ds-label" for=id.clone()>{label.get(language)}</label>
                {advice}
                <input class="ds-input" id=id name=name value=value maxlength=OWN_HELP_MAX autocomplete="off"
                    aria-invalid=problem.map(|_| "true") aria-describedby=described/>
                {problem.map(|problem| view! { <ErrorText id=message problem=problem language=language/> })}
            </div>
        }
    };
    let (mine, others): (Vec<usize>, Vec<usize>) = (0..3).partition(|at| Language::ALL[*at] == language);
    let is_open = others.iter().any(|at| {
        let name = HELP_NAMES[*at];
        view.problem(form, name).is_some() || view.typed(form, name).is_some_and(|typed| !typed.is_empty())
    });
    let mine = mine.into_iter().map(line).collect_view();
    let others = others.into_iter().map(line).collect_view();
    // A box that is not ticked sends nothing: of a form that came back, what it says counts.
    let came_back = view.form.as_ref().is_some_and(|state| state.form == form);
    let is_shown = if came_back { view.typed(form, "in_portal").is_some() } else { in_portal };
    let (id, about) = (format!("own-{place}-portal"), format!("own-{place}-portal-hint"));
    view! {
        {mine}
        <details class="fold-more" open=is_open>
            <summary>{words::HELP_OTHERS.get(language)}<Icon name="chevron-down"/></summary>
            <div class="form">{others}</div>
        </details>
        <div class="ds-field">
            <input class="ds-input" type="checkbox" id=id.clone() name="in_portal" value="true" checked=is_shown aria-describedby=about.clone()/>
            <label class="ds-label" for=id>{words::IN_PORTAL.get(language)}</label>
            <p class="muted small" id=about>{words::IN_PORTAL_HINT.get(language)}</p>
        </div>
    }
    .into_any()
}
