//! One job: how it is getting on, what came of it, and the ways to stop it and to take it back.

use super::{
    report::report,
    words::{changed, failure, refused_heading, state, title},
};
use crate::{
    error::problem_text,
    i18n::job as words,
    ui::{Icon, Up, time::Clock},
};
use domain::{
    country::Country,
    error::Problem,
    field::{Names, grouped},
    job::{ItemState, Job, JobKind},
    text::Text,
};
use leptos::prelude::*;
use store::job::{Filter, Items};

/// What the page of a job shows.
#[derive(Clone, Debug)]
pub struct JobView {
    /// The job.
    pub job: Job,
    /// Which part of its report.
    pub filter: Filter,
    /// That part.
    pub items: Items,
    /// Names of what it refers to.
    pub names: Names,
    /// Whether the reader may stop it.
    pub may_stop: bool,
    /// Whether the reader may take it back.
    pub may_undo: bool,
    /// Why what was just asked for is refused.
    pub refused: Option<Problem>,
    /// When and in which language it is read.
    pub clock: Clock,
    /// The firm's country.
    pub home: Country,
}

/// The page of a job.
#[component]
pub fn JobPage(
    /// What it shows.
    view: JobView,
) -> impl IntoView {
    let language = view.clock.language;
    let job = &view.job;
    let heading = title(job, &view.names, language, view.home);
    let by = words::BY.with(language, &[("who", &job.by), ("when", &view.clock.shown(&job.created_at))]);
    let running = (!job.state.is_over()).then_some("true");
    let refused = view.refused.map(|problem| {
        view! { <div class="notice" role="alert"><Icon name="info"/><p>{problem_text(problem, language)}</p></div> }
    });
    let why = job.failure.map(|why| {
        view! { <div class="notice" role="alert"><Icon name="triangle-alert"/><p>{failure(why).get(language)}</p></div> }
    });
    view! {
        <Up href="/jobs" to=words::JOBS.get(language)/>
        <div class="page-head"><h1>{heading}</h1></div>
        <section class="section job" data-region="job" data-job-running=running>
            {refused}{why}
            <p class="job-by muted small">{by}" "{standing(&view)}</p>
            {(!view.job.state.is_over()).then(|| bar(&view))}
            {counts(&view)}
            {ways(&view)}
        </section>
        <section class="section job-report" data-region="job-report" aria-labelledby="h-report">{report(&view)}</section>
    }
}

fn standing(view: &JobView) -> impl IntoView + use<> {
    let language = view.clock.language;
    let (says, colour) = state(view.job.state);
    view! { <span class="ds-tag" data-color=colour>{says.get(language)}</span> }
}

/// How far it is. Without a script the page is asked for again by a link.
fn bar(view: &JobView) -> impl IntoView + use<> {
    let language = view.clock.language;
    let progress = view.job.progress;
    let text =
        words::PROGRESS.with(language, &[("done", &grouped(progress.done)), ("total", &grouped(progress.total))]);
    let again = (!view.job.state.is_over()).then(|| {
        view! { <a class="link small job-again" data-swap href="?">{words::RELOAD.get(language)}</a> }
    });
    view! {
        <div class="job-progress">
            <progress class="job-bar" max=progress.total.max(1).to_string() value=progress.done.to_string() aria-label=words::PROGRESS_LABEL.get(language)>{text.clone()}</progress>
            <p class="small"><span class="job-so-far">{text.clone()}</span>{again}</p>
        </div>
    }
}

fn counts(view: &JobView) -> impl IntoView + use<> {
    let language = view.clock.language;
    let job_kind = view.job.kind;
    let progress = view.job.progress;
    let count = |label: Text, count: i64, state: ItemState| {
        view! {
            <div class="job-count" data-state=state.key() data-none=(count == 0).then_some("true")>
                <dt>{label.get(language)}</dt><dd>{grouped(count)}</dd>
            </div>
        }
    };
    let of_file = job_kind == JobKind::Import;
    let left = (view.job.state.is_over() && progress.total > progress.done)
        .then(|| count(words::LEFT, progress.total - progress.done, ItemState::Todo));
    view! {
        <dl class="job-counts">
            {count(changed(job_kind), progress.changed, ItemState::Changed)}
            {count(words::SKIPPED, progress.skipped, ItemState::Skipped)}
            {of_file.then(|| count(words::HELD, progress.held, ItemState::Held))}
            {of_file.then(|| count(words::LEFT_OUT, progress.left_out, ItemState::LeftOut))}
            {count(refused_heading(job_kind), progress.failed, ItemState::Failed)}
            {left}
        </dl>
    }
}

/// Stop it, take it back, or see what takes it back.
fn ways(view: &JobView) -> impl IntoView + use<> {
    let language = view.clock.language;
    let job = &view.job;
    let id = || view! { <input type="hidden" name="job" value=job.id.to_string()/> };
    let stop = (!job.state.is_over()).then(|| {
        if job.stop_requested {
            return view! { <p class="muted" role="status">{words::STOPPING.get(language)}</p> }.into_any();
        }
        if !view.may_stop {
            return ().into_any();
        }
        view! {
            <form method="post" action="/api/staff/job-stop" data-saved=words::STOP_ASKED.get(language)>
                {id()}
                <button class="ds-button" data-variant="secondary" type="submit"><Icon name="x"/>{words::STOP.get(language)}</button>
            </form>
        }
        .into_any()
    });
    // What takes something back is itself taken back by doing that again.
    let (again, icon) = match job.kind {
        JobKind::Undo => (words::REDO, "redo-2"),
        _ => (words::UNDO_ALL, "undo-2"),
    };
    let undo = (view.may_undo && job.can_be_undone()).then(|| {
        view! {
            <form method="post" action="/api/staff/job-undo" data-plain>
                {id()}
                <button class="ds-button" data-variant="secondary" type="submit"><Icon name=icon/>{again.get(language)}</button>
            </form>
            <p class="muted small">{words::UNDO_HELP.get(language)}</p>
        }
    });
    let undone = job.undone_by.map(|other| {
        view! { <p>{words::IS_UNDONE.get(language)}" "<a class="link" href=format!("/jobs/{other}")>{words::SHOW_UNDOING.get(language)}</a></p> }
    });
    let undoes = job.undoes.map(|other| {
        view! { <a class="link" href=format!("/jobs/{other}")>{words::SHOW_UNDONE.get(language)}</a> }
    });
    view! { <div class="job-ways">{stop}{undo}{undone}{undoes}</div> }
}
