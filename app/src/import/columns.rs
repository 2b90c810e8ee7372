//! What was found in the file, which column is what, and what is chosen for the whole file.

use super::choices::has;
use crate::{
    error::problem_text,
    i18n::import as words,
    ui::{ErrorText, Icon},
};
use domain::{
    customer::CustomerKind,
    error::Problem,
    exchange::{DateOrder, Decimal},
    field::Field,
    import::{Doubtful, Empty, Guess, Lacking, Mode, Overwrite, Settings, Target, Unknown, Wrong},
    language::Language,
    list::Choice,
    policy::FieldRights,
    text::Text,
};
use leptos::prelude::*;
use serde_json::Value;
use store::{
    form_state::FormState,
    import::{Import, State},
};

/// What the step shows beside the import.
#[derive(Clone, Debug)]
pub struct ColumnsView {
    /// What each column would be taken for.
    pub guesses: Vec<Guess>,
    /// Members of staff.
    pub staff: Vec<Choice>,
    /// The firm's own fields.
    pub own: Vec<&'static Field>,
    /// What is kept from the person: such a field is filled from no file of theirs.
    pub rights: FieldRights,
    /// Who imports.
    pub me: String,
    /// A save that failed.
    pub failed: Option<FormState>,
}

impl ColumnsView {
    fn problem(&self, field: &str) -> Option<Problem> {
        self.failed.as_ref()?.error.problem_of(field)
    }

    fn typed(&self, field: &str) -> Option<&str> {
        self.failed.as_ref()?.typed(field)
    }
}

/// One of few or several, with what is chosen.
fn select(
    name: String,
    label: Text,
    choices: Vec<(String, String)>,
    chosen: &str,
    problem: Option<Problem>,
    language: Language,
) -> impl IntoView + use<> {
    let id = format!("import-{}", name.replace(['[', ']'], "-"));
    let message = format!("{id}-e");
    let options = choices
        .into_iter()
        .map(|(key, text)| {
            let selected = key == chosen;
            view! { <option value=key selected=selected>{text}</option> }
        })
        .collect_view();
    view! {
        <div class="ds-field">
            <label class="ds-label" for=id.clone()>{label.get(language)}</label>
            <select class="ds-input" id=id name=name aria-invalid=problem.map(|_| "true") aria-describedby=problem.map(|_| message.clone())>{options}</select>
            {problem.map(|problem| view! { <ErrorText id=message problem=problem language=language/> })}
        </div>
    }
}

pub(super) fn columns(import: &Import, view: &ColumnsView, language: Language) -> impl IntoView + use<> {
    let is_locked = import.state == State::Run;
    view! {
        <div class="import-work">
            {found(import, view, language)}
            <form class="import-form" method="post" action="/api/staff/import-check" data-plain>
                <input type="hidden" name="import" value=import.id.to_string()/>
                {table(import, view, language)}
                {choices(import, view, language)}
                {(!is_locked).then(|| view! {
                    <div class="form-actions import-actions">
                        <button class="ds-button" type="submit">{words::CHECK.get(language)}</button>
                        <span class="muted small">{words::CHECK_HELP.get(language)}</span>
                    </div>
                })}
            </form>
        </div>
    }
}

/// How the file is read; each can be changed.
fn found(import: &Import, view: &ColumnsView, language: Language) -> impl IntoView + use<> {
    let of = |key: &str| import.opened.found.get(key).cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let kind = text(&of("kind"));
    let is_text = kind == "csv";
    let pair = |key: &str, text: &str| (key.to_owned(), text.to_owned());
    let named = |all: &[(&str, Text)]| -> Vec<(String, String)> {
        all.iter().map(|(key, text)| pair(key, text.get(language))).collect()
    };
    let dialect = import.dialect();
    let assumed = |known: &str| (of(known) != Value::Bool(true)).then_some(words::ASSUMED);
    let encoding = is_text.then(|| {
        let all = ["UTF-8", "Windows-1252", "UTF-16LE", "UTF-16BE", "Macintosh"].map(|name| pair(name, name)).to_vec();
        select("encoding".to_owned(), words::ENCODING, all, &text(&of("encoding")), None, language)
    });
    let separator = is_text.then(|| {
        let all = named(&[
            ("semicolon", words::SEMICOLON),
            ("comma", words::COMMA),
            ("tab", words::TAB),
            ("bar", words::BAR),
        ]);
        select("separator".to_owned(), words::SEPARATOR, all, &text(&of("separator")), None, language)
    });
    let sheets: Vec<(String, String)> = of("sheets")
        .as_array()
        .map(|sheets| sheets.iter().map(|sheet| pair(&text(sheet), &text(sheet))).collect())
        .unwrap_or_default();
    let sheet = (sheets.len() > 1)
        .then(|| select("sheet".to_owned(), words::SHEET, sheets, &text(&of("sheet")), None, language));
    let decimals = named(&[(Decimal::Comma.key(), words::DECIMAL_COMMA), (Decimal::Point.key(), words::DECIMAL_POINT)]);
    let dates = named(&[
        (DateOrder::DayMonth.key(), words::DATES_DAY),
        (DateOrder::MonthDay.key(), words::DATES_MONTH),
        (DateOrder::Iso.key(), words::DATES_ISO),
    ]);
    let tag = |text: Option<Text>, what: Text| {
        text.map(|text| view! { <span class="muted small">{what.get(language)}": "{text.get(language)}</span> })
    };
    let header = of("header").as_i64().unwrap_or(1);
    let problem = view.problem("file");
    view! {
        <section class="section import-found" aria-labelledby="h-found">
            <header class="section-head"><h2 id="h-found">{words::FOUND.get(language)}</h2><span class="ds-tag" data-color="neutral">{kind.to_uppercase()}</span></header>
            <form class="section-body" method="post" action="/api/staff/import-read" data-plain>
                <input type="hidden" name="import" value=import.id.to_string()/>
                <div class="form-row">
                    {encoding}{separator}{sheet}
                    {select("decimal".to_owned(), words::DECIMAL, decimals, dialect.decimal.key(), None, language)}
                    {select("dates".to_owned(), words::DATES, dates, dialect.dates.key(), None, language)}
                    <div class="ds-field">
                        <label class="ds-label" for="import-header">{words::HEADER.get(language)}</label>
                        <input class="ds-input" id="import-header" name="header" inputmode="numeric" value=header.to_string()/>
                    </div>
                </div>
                {problem.map(|problem| view! { <div role="alert"><ErrorText id="import-found-e".to_owned() problem=problem language=language/></div> })}
                <div class="form-actions">
                    <button class="ds-button" data-variant="secondary" type="submit"><Icon name="refresh-cw"/>{words::READ_AGAIN.get(language)}</button>
                    {tag(assumed("decimal_is_known"), words::DECIMAL)}{tag(assumed("dates_are_known"), words::DATES)}
                </div>
            </form>
        </section>
    }
}

/// Each column with its first values, and what it becomes.
fn table(import: &Import, view: &ColumnsView, language: Language) -> impl IntoView + use<> {
    let rows = import
        .opened
        .headers
        .iter()
        .enumerate()
        .map(|(at, header)| {
            let name = format!("columns[{at}]");
            let saved = import.columns.get(at).copied().flatten();
            let chosen = view.typed(&name).map_or_else(|| saved.map_or_else(String::new, Target::key), str::to_owned);
            let guess = view.guesses.get(at).copied().unwrap_or_default();
            let is_guess = guess.by_example && guess.target == saved && saved.is_some();
            let examples: Vec<String> = import
                .opened
                .samples
                .iter()
                .filter_map(|row| row.get(at))
                .map(|text| text.trim().chars().take(40).collect::<String>())
                .filter(|text| !text.is_empty())
                .take(3)
                .collect();
            let shown =
                if header.is_empty() { words::NO_NAME.get(language).to_owned() } else { header.clone() };
            let (id, message) = (format!("import-column-{at}"), format!("import-column-{at}-e"));
            let problem = view.problem(&name);
            view! {
                <tr data-out=chosen.is_empty().then_some("true")>
                    <th scope="row"><label for=id.clone() class=header.is_empty().then_some("muted")>{shown}</label></th>
                    <td class="import-examples">{examples.into_iter().map(|text| view! { <span>{text}</span> }).collect_view()}</td>
                    <td>
                        <select class="ds-input" id=id name=name aria-invalid=problem.map(|_| "true") aria-describedby=problem.map(|_| message.clone())>
                            <option value="">{words::LEFT_OUT_COLUMN.get(language)}</option>
                            {targets(&chosen, view, language)}
                        </select>
                        {is_guess.then(|| view! { <span class="muted small">{words::BY_EXAMPLE.get(language)}</span> })}
                        {problem.map(|problem| view! { <ErrorText id=message problem=problem language=language/> })}
                    </td>
                </tr>
            }
        })
        .collect_view();
    let out = import.columns.iter().filter(|column| column.is_none()).count();
    let out = (out > 0).then(
        || view! { <p class="muted small">{words::NOT_TAKEN.with(language, &[("count", &out.to_string())])}</p> },
    );
    view! {
        <section class="section import-columns" aria-labelledby="h-columns">
            <header class="section-head"><h2 id="h-columns">{words::COLUMNS.get(language)}</h2></header>
            <div class="section-body">
                <p class="muted small">{words::COLUMNS_HELP.get(language)}</p>
                <table class="import-table">
                    <thead><tr><th scope="col">{words::IN_FILE.get(language)}</th><th scope="col">{words::EXAMPLES.get(language)}</th><th scope="col">{words::BECOMES.get(language)}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
                {out}
            </div>
        </section>
    }
}

fn targets(chosen: &str, view: &ColumnsView, language: Language) -> impl IntoView + use<> {
    let group = |label: Text, of_contact: bool| {
        let options = Target::all(&view.own)
            .filter(|target| target.is_changed_with(&view.rights))
            .filter(|target| target.key().starts_with("contact.") == of_contact)
            .map(|target| {
                let key = target.key();
                let selected = key == chosen;
                view! { <option value=key selected=selected>{target.label(language)}</option> }
            })
            .collect_view();
        view! { <optgroup label=label.get(language)>{options}</optgroup> }
    };
    view! { {group(words::OF_CUSTOMER, false)}{group(words::OF_CONTACT, true)} }
}

/// What is chosen for the whole file.
fn choices(import: &Import, view: &ColumnsView, language: Language) -> impl IntoView + use<> {
    let settings = &import.settings;
    let field = |key: &str| format!("choices[{key}]");
    let chosen = |key: &str, saved: &str| view.typed(&field(key)).unwrap_or(saved).to_owned();
    let pair = |key: &str, text: Text| (key.to_owned(), text.get(language).to_owned());
    let one = |key: &'static str, label: Text, all: Vec<(String, String)>, saved: &str| {
        select(field(key), label, all, &chosen(key, saved), view.problem(&field(key)), language)
    };
    let modes =
        [(Mode::Both, words::MODE_BOTH), (Mode::Create, words::MODE_CREATE), (Mode::Update, words::MODE_UPDATE)];
    let mode = chosen("mode", settings.mode.key());
    let modes = modes
        .into_iter()
        .map(|(one, text)| {
            let checked = one.key() == mode;
            view! { <label><input type="radio" name=field("mode") value=one.key() checked=checked/><span>{text.get(language)}</span></label> }
        })
        .collect_view();
    let mut matches: Vec<(String, String)> = Settings::KEYS
        .into_iter()
        .filter(|key| has(&import.columns, key))
        .filter_map(|key| Some((key.to_owned(), Target::from_key(key)?.label(language))))
        .collect();
    matches.push(("none".to_owned(), words::MATCH_NONE.get(language).to_owned()));
    let staff: Vec<(String, String)> =
        view.staff.iter().map(|person| (person.value.clone(), person.label.clone())).collect();
    let responsible = settings.responsible.map_or_else(|| view.me.clone(), |id| id.to_string());
    let kinds: Vec<(String, String)> =
        CustomerKind::ALL.iter().map(|kind| (kind.key().to_owned(), kind.name(language).to_owned())).collect();
    let problem = view.problem("choices[match_by]");
    view! {
        <section class="section import-choices" aria-labelledby="h-choices">
            <header class="section-head"><h2 id="h-choices">{words::CHOICES.get(language)}</h2></header>
            <div class="section-body">
                {problem.map(|problem| view! { <p class="sr-only" role="alert">{problem_text(problem, language)}</p> })}
                <fieldset class="segmented"><legend class="ds-label">{words::MODE.get(language)}</legend><div>{modes}</div></fieldset>
                <div class="form-row">
                    {one("match_by", words::MATCH, matches, settings.match_by.as_deref().unwrap_or("none"))}
                    {one("overwrite", words::OVERWRITE, vec![pair(Overwrite::Propose.key(), words::OVERWRITE_PROPOSE), pair(Overwrite::Replace.key(), words::OVERWRITE_REPLACE)], settings.overwrite.key())}
                    {one("doubtful", words::DOUBTFUL, vec![pair(Doubtful::Leave.key(), words::DOUBTFUL_LEAVE), pair(Doubtful::Make.key(), words::DOUBTFUL_MAKE)], settings.doubtful.key())}
                </div>
                <details class="import-more" open=view.failed.is_some()>
                    <summary>{words::MORE.get(language)}</summary>
                    <div class="form-row">
                        {one("responsible", words::RESPONSIBLE, staff, &responsible)}
                        {one("kind", words::KIND_OF, kinds, &settings.kind)}
                        {one("lacking", words::LACKING, vec![pair(Lacking::Refuse.key(), words::LACKING_REFUSE), pair(Lacking::Switchboard.key(), words::LACKING_SWITCHBOARD)], settings.lacking.key())}
                        {one("unknown", words::UNKNOWN, vec![pair(Unknown::Refuse.key(), words::UNKNOWN_REFUSE), pair(Unknown::Make.key(), words::UNKNOWN_MAKE)], settings.unknown.key())}
                        {one("wrong", words::WRONG, vec![pair(Wrong::Row.key(), words::WRONG_ROW), pair(Wrong::Cell.key(), words::WRONG_CELL)], settings.wrong.key())}
                        {one("empty", words::EMPTY, vec![pair(Empty::Keep.key(), words::EMPTY_KEEP), pair(Empty::Clear.key(), words::EMPTY_CLEAR)], settings.empty.key())}
                    </div>
                </details>
            </div>
        </section>
    }
}
