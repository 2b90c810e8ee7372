//! The list of one's own jobs.

use super::words::{changed, refused_heading, state, title};
use crate::{
    help::help_link,
    i18n::job as words,
    ui::{Icon, time::Clock},
};
use domain::{
    country::Country,
    field::{Names, grouped},
    job::Job,
};
use leptos::prelude::*;

/// One's own jobs, the newest first.
#[component]
pub fn JobsPage(
    /// The jobs.
    jobs: Vec<Job>,
    /// Names of what they refer to.
    names: Names,
    /// When and in which language it is read.
    clock: Clock,
    /// The firm's country.
    home: Country,
) -> impl IntoView {
    let language = clock.language;
    let rows = jobs.iter().map(|job| row(job, &names, &clock, home)).collect_view();
    let body = if jobs.is_empty() {
        view! {
            <div class="empty empty-page">
                <Icon name="layers"/>
                <p>{words::EMPTY.get(language)}</p>
                <a class="ds-button" data-variant="secondary" href="/customers?scope=firm">{words::EMPTY_ACTION.get(language)}</a>
            </div>
        }
        .into_any()
    } else {
        view! { <ul class="jobs section">{rows}</ul> }.into_any()
    };
    let running = jobs.iter().any(|job| !job.state.is_over()).then_some("true");
    view! {
        <div class="page-head"><h1>{words::JOBS.get(language)}</h1>{help_link(language, "many")}</div>
        <div data-region="jobs" data-job-running=running>{body}</div>
    }
}

fn row(job: &Job, names: &Names, clock: &Clock, home: Country) -> impl IntoView + use<> {
    let language = clock.language;
    let (says, colour) = state(job.state);
    let progress = job.progress;
    let counts = [
        (changed(job.kind), progress.changed),
        (words::SKIPPED, progress.skipped),
        (words::HELD, progress.held),
        (words::LEFT_OUT, progress.left_out),
        (refused_heading(job.kind), progress.failed),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(label, count)| format!("{} {}", grouped(count), label.get(language).to_lowercase()))
    .collect::<Vec<_>>()
    .join(" · ");
    let bar = (!job.state.is_over()).then(|| {
        view! { <progress class="job-bar" max=progress.total.max(1).to_string() value=progress.done.to_string() aria-label=words::PROGRESS_LABEL.get(language)></progress> }
    });
    view! {
        <li>
            <div class="job-what">
                <a class="job-link" href=format!("/jobs/{}", job.id)>{title(job, names, language, home)}</a>
                <span class="muted small" title=clock.full(&job.created_at)>{clock.shown(&job.created_at)}</span>
            </div>
            <span class="muted small job-counts-line">{counts}</span>
            {bar}
            <span class="ds-tag" data-color=colour>{says.get(language)}</span>
        </li>
    }
}
