//! The page of all merges, each with the way back.

use crate::{
    error::problem_text,
    i18n::{log, merge as words},
    shell::clock_of,
    ui::{Icon, Up, time::Clock},
};
use domain::{field::grouped, language::Language, session::Session};
use leptos::prelude::*;
use store::{form_state::FormState, merge::Merge};

/// The page.
#[component]
pub fn MergesPage(
    /// Who reads it.
    session: Session,
    /// The merges, the newest first.
    merges: Vec<Merge>,
    /// Whether there are older ones.
    has_more: bool,
    /// Whether the reader may take merges back.
    may_split: bool,
    /// A split that was refused.
    form: Option<FormState>,
) -> impl IntoView {
    let language = session.language;
    let clock = clock_of(&session);
    let refused = form.and_then(|state| state.error.fields.first().map(|error| error.problem)).map(|problem| {
        view! { <div class="notice" role="alert"><Icon name="triangle-alert"/><p>{problem_text(problem, language)}</p></div> }
    });
    let older = merges.last().filter(|_| has_more).map(|last| {
        view! { <div class="section-foot"><a class="link" href=format!("?before={}", last.id)>{words::LIST_MORE.get(language)}</a></div> }
    });
    let nothing = merges.is_empty().then(|| {
        view! {
            <div class="empty empty-page"><Icon name="merge"/><p>{words::LIST_EMPTY.get(language)}</p></div>
        }
    });
    let rows = merges.iter().map(|merge| row(merge, &clock, language, may_split)).collect_view();
    view! {
        <Up href="/customers/doubles" to=words::DOUBLES.get(language)/>
        <div class="page-head">
            <h1>{words::LIST_TITLE.get(language)}</h1>
            {may_split.then(|| view! { <a class="ds-button" href="/customers/merge"><Icon name="merge"/>{words::TITLE.get(language)}</a> })}
        </div>
        <div class="merge" data-region="merges">
            {refused}{nothing}
            <ul class="merges">{rows}</ul>
            {older}
        </div>
    }
}

fn row(merge: &Merge, clock: &Clock, language: Language, may_split: bool) -> impl IntoView + use<> {
    let who = if merge.by.is_empty() { log::SYSTEM.get(language).to_owned() } else { merge.by.clone() };
    let merged = merge.merged.iter().map(|merged| numbered(merged)).collect::<Vec<_>>().join(", ");
    let when = words::LIST_BY.with(language, &[("when", &clock.shown(&merge.at)), ("who", &who)]);
    let end = match &merge.split_at {
        Some(at) => {
            view! { <span class="muted small">{words::SPLIT_DONE.with(language, &[("when", &clock.shown(at))])}</span> }
                .into_any()
        }
        None if may_split => {
            let which = words::SPLIT_THAT.with(language, &[("merged", &merged), ("name", &merge.name)]);
            view! {
                <form method="post" action="/api/staff/merge-split">
                    <input type="hidden" name="merge" value=merge.id.to_string()/>
                    <button class="ds-button" data-variant="secondary" data-small type="submit" aria-label=which>
                        <Icon name="undo-2"/>{words::SPLIT.get(language)}
                    </button>
                </form>
            }
            .into_any()
        }
        None => ().into_any(),
    };
    view! {
        <li class="merges-row">
            <div>
                <p>{words::LIST_INTO.with(language, &[("merged", &merged)])}" "<a href=format!("/customers/{}", merge.customer)><b>{grouped(merge.number)}" "{merge.name.clone()}</b></a></p>
                <p class="muted small">{when}</p>
            </div>
            {end}
        </li>
    }
}

/// A number and a name, the number as it is shown elsewhere.
fn numbered(merged: &str) -> String {
    let parts = merged.split_once(' ').and_then(|(number, name)| Some((number.parse().ok()?, name)));
    parts.map_or_else(|| merged.to_owned(), |(number, name)| format!("{} {name}", grouped(number)))
}
