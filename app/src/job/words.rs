//! What a job does, and what came of it, in words.

use crate::{
    error::problem_text,
    i18n::{import, job as words, undo},
    undo::kept_in_words,
};
use domain::{
    bulk::{BulkChange, How},
    country::Country,
    field::{self, Names, Parsing, Record, shown},
    import::Target,
    job::{Job, JobFailure, JobItem, JobKind, JobState, Told},
    language::Language,
    mailing::Mailing,
    text::Text,
    text::plain,
};
use serde_json::{Map, Value};

/// The ids in what a job was told, for looking their names up.
#[must_use]
pub fn ids_of(parameters: &Value) -> Vec<String> {
    match parameters {
        Value::String(text) => text.split(',').filter(|id| id.len() == 36).map(str::to_owned).collect(),
        Value::Array(items) => items.iter().flat_map(ids_of).collect(),
        Value::Object(object) => object.values().flat_map(ids_of).collect(),
        _ => Vec::new(),
    }
}

/// What a job does, in a few words.
#[must_use]
pub fn title(job: &Job, names: &Names, language: Language, home: Country) -> String {
    of(job.kind, &job.parameters, names, language, home)
}

fn of(kind: JobKind, parameters: &Value, names: &Names, language: Language, home: Country) -> String {
    match kind {
        JobKind::Change => serde_json::from_value::<BulkChange>(parameters.clone())
            .map_or_else(|_| String::new(), |change| change_title(&change, names, language, home)),
        JobKind::Doubles => crate::i18n::double::JOB.get(language).to_owned(),
        JobKind::Import => {
            let file = parameters.get("file").and_then(Value::as_str).unwrap_or_default();
            import::TITLE_OF.with(language, &[("file", file)])
        }
        JobKind::Write => serde_json::from_value::<Mailing>(parameters.clone())
            .map_or_else(|_| String::new(), |mailing| mailing_title(&mailing, language)),
        JobKind::Undo => {
            let undone = parameters.get("kind").and_then(Value::as_str).and_then(JobKind::from_key);
            let what = undone.map_or_else(String::new, |kind| {
                of(kind, parameters.get("parameters").unwrap_or(&Value::Null), names, language, home)
            });
            words::UNDO_OF.with(language, &[("what", &what)])
        }
    }
}

/// What was done to so many, as a heading.
pub(super) const fn changed(kind: JobKind) -> Text {
    match kind {
        JobKind::Import => words::IMPORTED,
        JobKind::Write => words::WRITTEN,
        JobKind::Change | JobKind::Undo | JobKind::Doubles => words::CHANGED,
    }
}

/// What could not be done, as a heading.
pub(super) const fn refused_heading(kind: JobKind) -> Text {
    if matches!(kind, JobKind::Import) { words::REJECTED } else { words::REFUSED }
}

/// What a change of many comes to, in a few words.
#[must_use]
pub fn change_title(change: &BulkChange, names: &Names, language: Language, home: Country) -> String {
    let Some(declared) = field::customer(&change.field) else { return String::new() };
    let label = plain(declared.label.get(language));
    // Read as for the firm's own country; where that is not right, as it was typed.
    let value = declared.parse(&change.typed, Parsing { home, country: home }).map_or_else(
        |_| change.typed.clone(),
        |value| {
            let record = Record(Map::from_iter([(change.field.clone(), value.clone())]));
            shown(declared, &value, &record, names, language, home)
        },
    );
    let text = match change.how {
        How::Set if value.is_empty() => words::CLEAR,
        How::Set => words::SET,
        How::Add => words::ADD,
        How::Remove => words::REMOVE,
    };
    text.with(language, &[("field", &label), ("value", &value)])
}

/// What a message to many is, in a few words.
#[must_use]
pub fn mailing_title(mailing: &Mailing, language: Language) -> String {
    let kind = mailing.kind().map(|kind| kind.name(language)).unwrap_or_default();
    let about =
        if mailing.subject.is_empty() { mailing.body.lines().next().unwrap_or_default() } else { &mailing.subject };
    let about: String = about.chars().take(80).collect();
    words::WRITE.with(language, &[("kind", kind), ("about", &about)])
}

/// Where a job stands, with the colour that says so.
pub(super) const fn state(state: JobState) -> (Text, &'static str) {
    match state {
        JobState::Queued => (words::QUEUED, "neutral"),
        JobState::Running => (words::RUNNING, "accent"),
        JobState::Done => (words::DONE, "success"),
        JobState::Stopped => (words::STOPPED, "warning"),
        JobState::Failed => (words::FAILED, "danger"),
    }
}

pub(super) const fn failure(failure: JobFailure) -> Text {
    match failure {
        JobFailure::Inactive => words::FAILURE_INACTIVE,
        JobFailure::Forbidden => words::FAILURE_FORBIDDEN,
        JobFailure::GaveUp => words::FAILURE_GAVE_UP,
        JobFailure::Fault => words::FAILURE_FAULT,
    }
}

/// Why a customer was not, or not wholly, changed: a sentence for each reason.
pub(super) fn why(item: &JobItem, language: Language) -> Vec<String> {
    match item.told() {
        None | Some(Told::Made) => Vec::new(),
        Some(Told::Same) => vec![words::WHY_SAME.get(language).to_owned()],
        Some(Told::Exists) => vec![words::WHY_EXISTS.get(language).to_owned()],
        Some(Told::Doubtful) => vec![words::WHY_DOUBTFUL.get(language).to_owned()],
        Some(Told::Repeats { row }) => vec![words::WHY_REPEATS.with(language, &[("row", &row.to_string())])],
        Some(Told::Several) => vec![words::WHY_SEVERAL.get(language).to_owned()],
        Some(Told::LeftOut) => vec![words::WHY_LEFT_OUT.get(language).to_owned()],
        Some(Told::NoRecipient) => vec![words::WHY_NO_RECIPIENT.get(language).to_owned()],
        Some(Told::Refused { field, problem }) if matches!(field.as_str(), "to" | "subject" | "body") => {
            vec![problem_text(problem, language)]
        }
        Some(Told::Nothing) => vec![words::WHY_NOTHING.get(language).to_owned()],
        Some(Told::Gone) => vec![undo::GONE.with(language, &[("what", undo::CUSTOMER.get(language))])],
        Some(Told::Refused { field, problem }) => vec![refused(&field, problem, language)],
        Some(Told::Kept { kept }) => kept.iter().map(|kept| kept_in_words(kept, language)).collect(),
    }
}

/// That a rule forbids a value of a field.
#[must_use]
pub fn refused(key: &str, problem: domain::error::Problem, language: Language) -> String {
    let label = Target::from_key(key).map_or_else(String::new, |target| target.label(language));
    words::WHY_REFUSED.with(language, &[("field", &label), ("why", &problem_text(problem, language))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const ID: &str = "01900000-0000-7000-8000-00000000000a";

    fn titled(kind: JobKind, parameters: &Value) -> String {
        let names = Names::from([(ID.to_owned(), "Aktiv".to_owned())]);
        of(kind, parameters, &names, Language::Nb, Country::NORWAY)
    }

    #[test]
    fn a_title_says_what_is_done() {
        let set = json!({"field": "status", "how": "set", "typed": ID});
        assert_eq!(titled(JobKind::Change, &set), "Status: Aktiv");
        assert_eq!(titled(JobKind::Change, &json!({"field": "notes", "how": "set", "typed": ""})), "Notater tømmes");
        let add = json!({"field": "tags", "how": "add", "typed": ID});
        assert_eq!(titled(JobKind::Change, &add), "Merkelapper: legg til Aktiv");
        let undo = json!({"kind": "change", "parameters": set});
        assert_eq!(titled(JobKind::Undo, &undo), "Angre «Status: Aktiv»");
        let again = json!({"kind": "undo", "parameters": undo});
        assert_eq!(titled(JobKind::Undo, &again), "Angre «Angre «Status: Aktiv»»");
        assert_eq!(titled(JobKind::Change, &json!({})), "");
    }

    #[test]
    fn ids_are_found_wherever_they_stand() {
        let parameters = json!({"kind": "change", "parameters": {"field": "tags", "typed": format!("{ID},{ID}")}});
        assert_eq!(ids_of(&parameters), [ID, ID]);
    }
}
