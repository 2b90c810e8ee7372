//! The names of something of the firm's own, in three languages.

use crate::{
    i18n::own_field as words,
    ui::{ErrorText, Icon},
};
use domain::{error::Problem, language::Language, text::Text};
use leptos::prelude::*;

/// What the inputs of three names are made of.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// What their ids begin with.
    pub id: &'a str,
    /// Most characters of each.
    pub max: u32,
    /// What stands now: Norwegian, Swedish, English.
    pub values: &'a [String; 3],
    /// The reader's language, whose name is asked for first.
    pub language: Language,
}

/// The inputs: the reader's own language first, the others folded beneath. `typed` is what a save that
/// failed has typed, `problem` what was wrong; `whole` names what is wrong with the name as a whole.
#[must_use]
pub fn three_names(
    of: Names<'_>,
    typed: &dyn Fn(&str) -> Option<String>,
    problem: &dyn Fn(&str) -> Option<Problem>,
    whole: &str,
) -> AnyView {
    let language = of.language;
    let all = [("nb", words::NB, Language::Nb), ("sv", words::SV, Language::Sv), ("en", words::EN, Language::En)];
    let line = |(name, label, its): (&'static str, Text, Language)| {
        let value = match name {
            "nb" => &of.values[0],
            "sv" => &of.values[1],
            _ => &of.values[2],
        };
        let value = typed(name).unwrap_or_else(|| value.clone());
        // What is wrong with the name as a whole is said of the first that is shown.
        let of_whole = || (its == language).then(|| problem(whole)).flatten();
        let problem = problem(name).or_else(of_whole);
        let (id, message) = (format!("{}-{name}", of.id), format!("{}-{name}-e", of.id));
        view! {
            <div class="ds-field">
                <label class="ds-label" for=id.clone()>{label.get(language)}</label>
                <input class="ds-input" id=id name=name value=value maxlength=of.max autocomplete="off"
                    aria-invalid=problem.map(|_| "true") aria-describedby=problem.map(|_| message.clone())/>
                {problem.map(|problem| view! { <ErrorText id=message problem=problem language=language/> })}
            </div>
        }
    };
    let (mine, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|(.., its)| *its == language);
    let is_open =
        others.iter().any(|(name, ..)| problem(name).is_some() || typed(name).is_some_and(|typed| !typed.is_empty()));
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
    .into_any()
}
