//! What a firm calls something of its own, in three languages.

use crate::StoreError;
use domain::{
    error::{ApiError, FieldError, Problem},
    plain_text,
};

/// Names of the inputs of the three languages.
const LANGUAGES: [&str; 3] = ["nb", "sv", "en"];

/// The names in Norwegian, Swedish and English; the first that is filled in stands for those that are not.
///
/// # Errors
/// What is wrong with the name in which language; [`Problem::Required`] of `whole` where there is none.
pub(crate) fn in_three(typed: [&str; 3], max: u32, whole: &'static str) -> Result<[String; 3], StoreError> {
    in_three_as(LANGUAGES, typed, max, whole)
}

/// The same of another text than a name, whose inputs are called so.
///
/// # Errors
/// As of names.
pub(crate) fn in_three_as(
    inputs: [&'static str; 3],
    typed: [&str; 3],
    max: u32,
    whole: &'static str,
) -> Result<[String; 3], StoreError> {
    let mut errors = Vec::new();
    let read = [0, 1, 2].map(|at| {
        plain_text::line(typed[at], max).unwrap_or_else(|problem| {
            errors.push(FieldError { field: inputs[at].to_owned(), problem: problem.into() });
            String::new()
        })
    });
    if !errors.is_empty() {
        return Err(StoreError::Refused(ApiError::invalid(errors)));
    }
    let first = read.iter().find(|name| !name.is_empty()).cloned();
    let first = first.ok_or_else(|| StoreError::field(whole, Problem::Required))?;
    Ok(read.map(|name| if name.is_empty() { first.clone() } else { name }))
}
