//! What was chosen in the forms of the import.

use crate::error::ActionError;
use domain::{
    customer::CustomerKind,
    error::{ApiError, ErrorCode, Problem},
    import::{Doubtful, Empty, Lacking, Mode, Overwrite, Settings, Target, Unknown, Wrong},
};
use std::collections::BTreeMap;

/// What is chosen for a file that comes for the first time.
pub(super) fn first_settings(columns: &[Option<Target>]) -> Settings {
    Settings { match_by: match_by(columns), kind: CustomerKind::Company.key().to_owned(), ..Settings::default() }
}

/// The surest of the fields by which customers are found that a file has.
fn match_by(columns: &[Option<Target>]) -> Option<String> {
    Settings::KEYS.into_iter().find(|key| has(columns, key)).map(str::to_owned)
}

pub(super) fn has(columns: &[Option<Target>], key: &str) -> bool {
    columns.iter().flatten().any(|target| target.key() == key)
}

/// Which column is what, by its place.
pub(super) fn chosen_columns(
    count: usize,
    given: &BTreeMap<String, String>,
) -> Result<Vec<Option<Target>>, ActionError> {
    let mut columns: Vec<Option<Target>> = vec![None; count];
    let mut problems = Vec::new();
    for (place, key) in given {
        let Some(column) = place.parse::<usize>().ok().and_then(|at| columns.get_mut(at)) else {
            return Err(ActionError(ApiError::new(ErrorCode::BadRequest)));
        };
        if key.is_empty() {
            continue;
        }
        *column = Some(Target::from_key(key).ok_or(ActionError(ApiError::new(ErrorCode::BadRequest)))?);
    }
    for (at, column) in columns.iter().enumerate() {
        if column.is_some() && columns.iter().take(at).any(|other| other == column) {
            problems
                .push(domain::error::FieldError { field: format!("columns[{at}]"), problem: Problem::AlreadyThere });
        }
    }
    if columns.iter().all(Option::is_none) {
        problems.push(domain::error::FieldError { field: "columns[0]".to_owned(), problem: Problem::Required });
    }
    if problems.is_empty() { Ok(columns) } else { Err(ActionError(ApiError::invalid(problems))) }
}

/// The choices of the form; what it does not name is the careful choice.
pub(super) fn chosen_settings(
    given: &BTreeMap<String, String>,
    columns: &[Option<Target>],
) -> Result<Settings, ActionError> {
    let of = |key: &str| given.get(key).map(String::as_str).unwrap_or_default();
    let wanted = of("match_by");
    let match_by = match wanted {
        "" => match_by(columns),
        "none" => None,
        key if Settings::KEYS.contains(&key) && has(columns, key) => Some(key.to_owned()),
        _ => return Err(ActionError(ApiError::field("choices[match_by]", Problem::Choice))),
    };
    let mode = Mode::from_key(of("mode")).unwrap_or_default();
    if mode == Mode::Update && match_by.is_none() {
        return Err(ActionError(ApiError::field("choices[match_by]", Problem::Required)));
    }
    Ok(Settings {
        mode,
        match_by,
        unknown: Unknown::from_key(of("unknown")).unwrap_or_default(),
        wrong: Wrong::from_key(of("wrong")).unwrap_or_default(),
        empty: Empty::from_key(of("empty")).unwrap_or_default(),
        overwrite: Overwrite::from_key(of("overwrite")).unwrap_or_default(),
        doubtful: Doubtful::from_key(of("doubtful")).unwrap_or_default(),
        lacking: Lacking::from_key(of("lacking")).unwrap_or_default(),
        kind: CustomerKind::from_key(of("kind")).unwrap_or(CustomerKind::Company).key().to_owned(),
        responsible: of("responsible").parse().ok(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn columns_are_chosen_by_place_and_each_only_once() {
        let columns = chosen_columns(3, &map(&[("0", "name"), ("2", "contact.email"), ("1", "")])).unwrap();
        assert_eq!(columns, [Target::from_key("name"), None, Target::from_key("contact.email")]);
        let twice = chosen_columns(3, &map(&[("0", "name"), ("2", "name")])).unwrap_err();
        assert_eq!(twice.0.problem_of("columns[2]"), Some(Problem::AlreadyThere));
        assert_eq!(chosen_columns(1, &map(&[])).unwrap_err().0.code, ErrorCode::Invalid);
        for odd in [("7", "name"), ("0", "password"), ("x", "name")] {
            assert_eq!(chosen_columns(1, &map(&[odd])).unwrap_err().0.code, ErrorCode::BadRequest, "{odd:?}");
        }
    }

    #[test]
    fn customers_are_found_by_what_the_file_has() {
        let columns = [Target::from_key("name"), Target::from_key("organisation_number"), Target::from_key("number")];
        assert_eq!(chosen_settings(&map(&[]), &columns).unwrap().match_by.as_deref(), Some("number"));
        let none = chosen_settings(&map(&[("match_by", "none"), ("mode", "create")]), &columns).unwrap();
        assert_eq!((none.match_by, none.mode), (None, Mode::Create));
        let absent = chosen_settings(&map(&[("match_by", "external_id")]), &columns).unwrap_err();
        assert_eq!(absent.0.problem_of("choices[match_by]"), Some(Problem::Choice));
        let update = chosen_settings(&map(&[("match_by", "none"), ("mode", "update")]), &columns).unwrap_err();
        assert_eq!(update.0.problem_of("choices[match_by]"), Some(Problem::Required));
    }
}
