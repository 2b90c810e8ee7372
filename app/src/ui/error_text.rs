//! What is wrong with a field, beneath it.

use super::Icon;
use crate::error::problem_text;
use domain::{error::Problem, language::Language};
use leptos::prelude::*;

/// The message beneath a field; its input names it by `aria-describedby`.
#[component]
pub fn ErrorText(
    /// The id that the input names.
    id: String,
    /// What is wrong.
    problem: Problem,
    /// The reader's language.
    language: Language,
) -> impl IntoView {
    view! {
        <p class="field-error" id=id>
            <Icon name="circle-alert"/>
            <span>{problem_text(problem, language)}</span>
        </p>
    }
}
