//! A name in three languages, as forms of the settings ask for it.

use crate::{
    i18n::own_field as words,
    ui::{ErrorText, Icon},
};
use domain::{error::Problem, field::OWN_LABEL_MAX, language::Language, text::Text};
use leptos::prelude::*;
use store::{form_state::FormState, own_field::NAME};

/// What the inputs of a name need to know.
#[derive(Clone, Copy, Debug)]
pub struct NamesView<'a> {
    /// A save of their form that failed.
    pub failed: Option<&'a FormState>,
    /// The reader's language.
    pub language: Language,
}

impl NamesView<'_> {
    fn typed(&self, name: &str) -> Option<&str> {
        self.failed?.typed(name)
    }

    fn problem(&self, name: &str) -> Option<Problem> {
        self.failed?.error.problem_of(name)
    }
}

/// The names: the reader's own language first, the others folded beneath.
#[must_use]
pub fn names_view(view: &NamesView<'_>, place: &'static str, values: &[String; 3]) -> impl IntoView + use<> {
    let language = view.language;
    let all = [("nb", words::NB, Language::Nb), ("sv", words::SV, Language::Sv), ("en", words::EN, Language::En)];
    let line = |(name, label, of): (&'static str, Text, Language)| {
        let value = match name {
            "nb" => &values[0],
            "sv" => &values[1],
            _ => &values[2],
        };
        let value = view.typed(name).map_or_else(|| value.clone(), str::to_owned);
        // What is wrong with the name as a whole is said of the first that is shown.
        let whole = || (of == language).then(|| view.problem(NAME)).flatten();
        let problem = view.problem(name).or_else(whole);
        let (id, message) = (format!("{place}-{name}"), format!("{place}-{name}-e"));
        view! {
            <div class="ds-field">
                <label class="ds-label" for=id.clone()>{label.get(language)}</label>
                <input class="ds-input" id=id name=name value=value maxlength=OWN_LABEL_MAX autocomplete="off"
                    aria-invalid=problem.map(|_| "true") aria-describedby=problem.map(|_| message.clone())/>
                {problem.map(|problem| view! { <ErrorText id=message problem=problem language=language/> })}
            </div>
        }
    };
    let (mine, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|(.., of)| *of == language);
    let is_open = others
        .iter()
        .any(|(name, ..)| view.problem(name).is_some() || view.typed(name).is_some_and(|typed| !typed.is_empty()));
    let mine = mine.into_iter().map(line).collect_view();
    let others = others.into_iter().map(line).collect_view();
    view! {
        {mine}
        <details class="fold-more" open=is_open>
            <summary>{words::OTHERS.get(language)}<Icon name="chevron-down"/></summary>
            <p class="muted small">{words::OTHERS_HELP.get(language)}</p>
            <div class="form">{others}</div>
        </details>
    }
}
