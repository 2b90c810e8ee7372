//! The page of one's own notices.

use super::mail::{says, way};
use crate::{
    i18n::notice as words,
    ui::{Avatar, Icon, time::Clock},
};
use domain::notice::Notice;
use leptos::prelude::*;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct NoticesView {
    /// The notices, the newest first.
    pub notices: Vec<Notice>,
    /// When they are read.
    pub clock: Clock,
}

/// The page of one's own notices.
#[component]
pub fn NoticesPage(
    /// What it shows.
    view: NoticesView,
) -> impl IntoView {
    let language = view.clock.language;
    let has_unread = view.notices.iter().any(|notice| !notice.is_read);
    let all = has_unread.then(|| {
        view! {
            <form method="post" action="/api/staff/notices-read">
                <button class="ds-button" data-variant="secondary" data-small type="submit">
                    <Icon name="check"/><span>{words::READ_ALL.get(language)}</span>
                </button>
            </form>
        }
    });
    let nothing =
        view.notices.is_empty().then(|| view! { <div class="empty"><p>{words::EMPTY.get(language)}</p></div> });
    let rows = view.notices.iter().map(|notice| row(notice, &view.clock)).collect_view();
    view! {
        <div class="settings-main">
            <div class="page-head"><h1>{words::NOTICES.get(language)}</h1></div>
            <section class="section notices" data-region="notice-list" aria-label=words::NOTICES.get(language)>
                <div class="notices-head">
                    <p class="muted small">{words::HOW_TOLD.get(language)}" "<a class="link" href="/profile#h-mentions">{words::TO_PROFILE.get(language)}</a></p>
                    {all}
                </div>
                {nothing}
                <ul class="notice-list">{rows}</ul>
            </section>
        </div>
    }
}

fn row(notice: &Notice, clock: &Clock) -> impl IntoView + use<> {
    let language = clock.language;
    // Nobody reminds but the calendar: the type of the activity stands in the place of a name.
    let by = match &notice.activity {
        Some(one) => one.type_name(language),
        None if notice.by.is_empty() => words::SOMEBODY.get(language),
        None => &notice.by,
    };
    let (says, href) = (says(notice, language), way(notice));
    let (read, icon, text) =
        if notice.is_read { ("false", "mail", words::MARK_UNREAD) } else { ("true", "check", words::MARK_READ) };
    let about = if notice.activity.is_some() { notice.customer_name.clone() } else { notice.excerpt.clone() };
    let unread = (!notice.is_read).then(|| {
        view! { <span class="dot"></span><span class="sr-only">{words::IS_UNREAD.get(language)}" "</span> }
    });
    view! {
        <li class="notice-row" data-unread=!notice.is_read>
            <Avatar name=by.to_owned()/>
            <div class="notice-body">
                <p class="notice-says">{unread}<a class="link" href=href>{says}</a></p>
                <p class="notice-excerpt">{about}</p>
                <time class="muted small" datetime=notice.at.clone() title=clock.full(&notice.at)>{clock.shown(&notice.at)}</time>
            </div>
            <form method="post" action="/api/staff/notice-read">
                <input type="hidden" name="notice" value=notice.id.to_string()/>
                <input type="hidden" name="read" value=read/>
                <button class="icon-button" type="submit" aria-label=text.get(language) title=text.get(language)><Icon name=icon/></button>
            </form>
        </li>
    }
}
