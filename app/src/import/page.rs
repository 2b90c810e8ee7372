//! The pages of the import: where a file is uploaded, and the frame around its steps.

use super::{ACTION, columns, rows};
use crate::{
    error::problem_text,
    exchange::refusal_text,
    help::help_link,
    i18n::import as words,
    ui::{ErrorText, Icon, Up, time::Clock},
};
use domain::{error::Problem, field::grouped, import::MOST_BYTES, language::Language, text::Text};
use leptos::prelude::*;
use store::{
    form_state::FormState,
    import::{Import, Past, State},
};

/// What the page shows where a file is uploaded.
#[derive(Clone, Debug)]
pub struct StartView {
    /// Files of the last month.
    pub past: Vec<Past>,
    /// An upload that failed.
    pub failed: Option<FormState>,
    /// When and in which language it is read.
    pub clock: Clock,
}

/// Where a file is uploaded.
#[component]
pub fn StartPage(
    /// What it shows.
    view: StartView,
) -> impl IntoView {
    let language = view.clock.language;
    let problem = view.failed.as_ref().and_then(|state| state.error.problem_of("file"));
    let described = if problem.is_some() { "import-file-e import-file-hint" } else { "import-file-hint" };
    let max = (MOST_BYTES / (1024 * 1024)).to_string();
    view! {
        <div class="page-head"><h1>{words::TITLE.get(language)}</h1>{help_link(language, "import")}</div>
        <div class="import-start">
            <section class="section import-upload" data-region="import-upload" aria-labelledby="h-upload">
                <h2 class="sr-only" id="h-upload">{words::UPLOAD.get(language)}</h2>
                <p>{words::INTRO.get(language)}</p>
                <form class="form" method="post" action=ACTION enctype="multipart/form-data" data-plain>
                    <div class="ds-field">
                        <label class="ds-label" for="import-file">{words::FILE.get(language)}</label>
                        <div class="file-drop">
                            <p><Icon name="upload"/><span>{words::DROP.get(language)}</span></p>
                            <input type="file" id="import-file" name="file" accept=".xlsx,.xlsm,.ods,.csv,.txt,.tsv"
                                aria-invalid=problem.map(|_| "true") aria-describedby=described/>
                        </div>
                        <p class="muted small" id="import-file-hint">{words::KINDS.with(language, &[("max", &max)])}</p>
                        {problem.map(|problem| view! { <ErrorText id="import-file-e".to_owned() problem=problem language=language/> })}
                    </div>
                    <div class="form-actions"><button class="ds-button" type="submit"><Icon name="upload"/>{words::UPLOAD.get(language)}</button></div>
                </form>
            </section>
            <aside class="import-beside">
                <section class="section" aria-labelledby="h-templates">
                    <h2 id="h-templates">{words::TEMPLATES.get(language)}</h2>
                    <ul class="import-links">
                        <li><a class="link" href="/import/template?kind=company" download>{words::TEMPLATE_COMPANY.get(language)}</a></li>
                        <li><a class="link" href="/import/template?kind=private" download>{words::TEMPLATE_PRIVATE.get(language)}</a></li>
                    </ul>
                </section>
                <section class="section" aria-labelledby="h-past">
                    <h2 id="h-past">{words::PAST.get(language)}</h2>
                    {past(&view)}
                </section>
            </aside>
        </div>
    }
}

fn past(view: &StartView) -> impl IntoView + use<> {
    let language = view.clock.language;
    if view.past.is_empty() {
        return view! { <p class="muted small">{words::NO_PAST.get(language)}</p> }.into_any();
    }
    let items = view
        .past
        .iter()
        .map(|past| {
            let when = words::BY.with(language, &[("who", &past.by), ("when", &view.clock.shown(&past.created_at))]);
            let rows = (past.rows > 0).then(|| words::PAST_ROWS.with(language, &[("rows", &grouped(past.rows))]));
            let (says, colour) = if past.is_undone { (words::STATE_UNDONE, "neutral") } else { standing(past.state) };
            view! {
                <li>
                    <a class="link" href=format!("/import/{}", past.id)>{past.file_name.clone()}</a>
                    <span class="muted small">{when}{rows.map(|rows| format!(" · {rows}"))}</span>
                    <span class="ds-tag" data-color=colour>{says.get(language)}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="import-past">{items}</ul> }.into_any()
}

const fn standing(state: State) -> (Text, &'static str) {
    match state {
        State::Columns => (words::STATE_COLUMNS, "neutral"),
        State::Checking => (words::STATE_CHECKING, "accent"),
        State::Checked => (words::STATE_CHECKED, "accent"),
        State::Run => (words::STATE_RUN, "success"),
        State::Failed => (words::STATE_FAILED, "danger"),
    }
}

/// Which step of an import is shown.
#[derive(Clone, Debug)]
pub enum Shown {
    /// What was found, columns and choices.
    Columns(Box<columns::ColumnsView>),
    /// The dry run.
    Rows(Box<rows::RowsView>),
}

/// What the page of an import shows.
#[derive(Clone, Debug)]
pub struct ImportView {
    /// The import.
    pub import: Import,
    /// The step.
    pub shown: Shown,
    /// Why what was just asked for is refused, where no field has it.
    pub refused: Option<Problem>,
    /// When and in which language it is read.
    pub clock: Clock,
}

/// The page of an import.
#[component]
pub fn FramePage(
    /// What it shows.
    view: ImportView,
) -> impl IntoView {
    let language = view.clock.language;
    let title = words::TITLE_OF.with(language, &[("file", &view.import.file_name)]);
    let by =
        words::BY.with(language, &[("who", &view.import.by), ("when", &view.clock.shown(&view.import.created_at))]);
    let alert =
        |text: String| view! { <div class="notice" role="alert"><Icon name="triangle-alert"/><p>{text}</p></div> };
    let refused = view.refused.map(|problem| alert(problem_text(problem, language)));
    let failed = view.import.refusal.map(|refusal| alert(refusal_text(refusal, language)));
    let stale = view.import.is_stale.then(|| alert(words::STALE.get(language).to_owned()));
    let at = match (&view.shown, view.import.state) {
        (Shown::Columns(_), _) => 1,
        (Shown::Rows(_), State::Run) => 3,
        (Shown::Rows(_), _) => 2,
    };
    let body = match view.shown {
        Shown::Columns(shown) => columns::columns(&view.import, &shown, language).into_any(),
        Shown::Rows(shown) => rows::rows(&view.import, &shown, language).into_any(),
    };
    view! {
        <Up href="/import" to=words::TITLE.get(language)/>
        <div class="page-head"><h1>{title}</h1><p class="muted small">{by}</p></div>
        {steps(at, language)}
        <div data-region="import-notice">{refused}{failed}{stale}</div>
        <div data-region="import-step">{body}</div>
    }
}

fn steps(at: usize, language: Language) -> impl IntoView {
    let items = [words::STEP_FILE, words::STEP_COLUMNS, words::STEP_CHECK, words::STEP_RUN]
        .into_iter()
        .enumerate()
        .map(|(index, text)| {
            let current = (index == at).then_some("step");
            view! {
                <li data-done=(index < at).then_some("true") aria-current=current>
                    <span class="import-step-mark" aria-hidden="true">{if index < at { view! { <Icon name="check" small=true/> }.into_any() } else { (index + 1).into_any() }}</span>
                    {text.get(language)}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="import-steps" aria-label=words::STEPS.get(language)>{items}</ol> }
}
