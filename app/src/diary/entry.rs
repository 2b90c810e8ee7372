//! One entry of a diary: its name leads to all about it, and a handle moves it.

use super::DiaryView;
use crate::{
    activity::{MOVE, state_tag, when},
    i18n::{diary as words, recurrence},
    ui::Icon,
};
use domain::activity::{Activity, State};
use leptos::prelude::*;

/// An entry as a day has it; the time stands with it where it begins on that day.
pub(super) fn entry(view: &DiaryView, one: &Activity, day: &str) -> impl IntoView + use<> {
    let language = view.language;
    let times = if one.starts_on == day { one.times() } else { String::new() };
    let times = (!times.is_empty()).then(|| view! { <span class="diary-time">{times}</span> });
    // Without a customer the type says what it is; the responsible, where it is a colleague's.
    let mut about =
        vec![if one.customer.is_some() { one.customer_name.clone() } else { one.type_name(language).to_owned() }];
    if one.responsible != view.me {
        about.push(one.responsible_name.clone());
    }
    // Outside of the days it says when.
    if day.is_empty() {
        about.push(when(one, language));
    }
    about.retain(|part| *part != one.title);
    let about = (!about.is_empty()).then(|| view! { <span class="muted small diary-about">{about.join(" · ")}</span> });
    // What spans several days is moved by its first.
    let movable = view.may_change && one.starts_on == day && one.state == State::Planned;
    let handle = movable.then(|| {
        view! {
            <button class="diary-handle needs-script" type="button" aria-label=words::MOVE_THAT.with(language, &[("name", &one.title)])><Icon name="grip-vertical" small=true/></button>
            <form method="post" action=MOVE hidden data-move>
                <input type="hidden" name="activity" value=one.id.to_string()/>
                <input type="hidden" name="on" value=one.on().to_owned()/>
                <input type="hidden" name="version" value=one.version/>
                <input type="hidden" name="day" value=one.starts_on.clone()/>
                <input type="hidden" name="time" value=""/>
            </form>
        }
    });
    let tag = (one.state != State::Planned || one.is_overdue(&view.today))
        .then(|| state_tag(one, &view.today, language))
        .flatten();
    let repeats = (one.recurrence.is_some() || one.series.is_some()).then(|| {
        view! { <Icon name="repeat" small=true/><span class="sr-only">{recurrence::REPEATS.get(language)}</span> }
    });
    let is_untold = view.untold.contains(&one.series.unwrap_or(one.id));
    let untold = is_untold.then(|| {
        view! { <a class="diary-untold" href=one.address()><Icon name="triangle-alert" small=true/>{words::UNTOLD.get(language)}</a> }
    });
    view! {
        <div class="diary-entry" data-kind=one.kind.key() data-state=one.state.key() data-entry=format!("{}{}", one.id, one.on())>
            {handle}
            <span class="diary-what">
                <a href=one.address()>{times}<Icon name=one.kind.section().icon() small=true/><span class="sr-only">{one.kind.name(language)}": "</span><span class="diary-title">{one.title.clone()}</span>{repeats}</a>
                {about}{tag}{untold}
            </span>
        </div>
    }
}
