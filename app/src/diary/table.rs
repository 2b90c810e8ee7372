//! Days beside each other, by the hour: a day, a week.

use super::{
    DiaryView,
    entry::entry,
    query::{Span, long_day, short_weekday},
};
use crate::{i18n::diary as words, ui::Icon};
use domain::activity::Activity;
use jiff::civil::Date;
use leptos::prelude::*;

/// The hours that are always shown: the first, and the last.
const HOURS: (u8, u8) = (8, 16);

/// The table: a column for each day, a row for each hour, and one for what takes the whole day.
pub(super) fn table(view: &DiaryView) -> impl IntoView + use<> {
    let language = view.language;
    let days: Vec<Date> = view.query.each_day().collect();
    let hours = hours(view, &days);
    let heads = days.iter().map(|day| head(view, *day)).collect_view();
    let row = |hour: Option<u8>| {
        let cells = days.iter().map(|day| cell(view, *day, hour)).collect_view();
        let name = hour.map_or_else(|| words::ALL_DAY.get(language).to_owned(), |hour| format!("{hour:02}:00"));
        view! { <tr><th scope="row">{name}</th>{cells}</tr> }
    };
    let rows = std::iter::once(None).chain((hours.0..=hours.1).map(Some)).map(row).collect_view();
    view! {
        <div class="diary-box">
            <table class="diary-table" data-days=days.len()>
                <thead><tr><th scope="col"><span class="sr-only">{crate::i18n::activity::TIME.get(language)}</span></th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// From which hour to which something is on, and at least the usual ones.
fn hours(view: &DiaryView, days: &[Date]) -> (u8, u8) {
    let all = days.iter().flat_map(|day| {
        let day = day.to_string();
        view.activities.iter().filter_map(move |one| one.hour_on(&day)).collect::<Vec<_>>()
    });
    all.fold(HOURS, |(first, last), hour| (first.min(hour), last.max(hour)))
}

fn head(view: &DiaryView, day: Date) -> impl IntoView + use<> {
    let language = view.language;
    let long = long_day(day, language);
    let is_today = day.to_string() == view.today;
    let href = view.query.in_span(Span::Day).on(day).address();
    let add = view.may_change.then(|| {
        let customer = view.query.customer.map(|customer| format!("&customer={customer}")).unwrap_or_default();
        view! { <a class="icon-button" href=format!("/diary/new?day={day}{customer}") aria-label=words::NEW_ON.with(language, &[("day", &long)])><Icon name="plus" small=true/></a> }
    });
    view! {
        <th scope="col" data-today=is_today>
            <span class="diary-day">
                <a href=href aria-current=is_today.then_some("date")><span aria-hidden="true">{short_weekday(day, language)}" "<b>{day.day()}</b></span><span class="sr-only">{long}</span></a>
                {add}
            </span>
        </th>
    }
}

fn cell(view: &DiaryView, day: Date, hour: Option<u8>) -> impl IntoView + use<> {
    let text = day.to_string();
    let is_in = |one: &&Activity| one.is_on(&text) && one.hour_on(&text) == hour;
    let entries = view.activities.iter().filter(is_in).map(|one| entry(view, one, &text)).collect_view();
    let time = hour.map(|hour| format!("{hour:02}:00"));
    let says = match &time {
        Some(time) => format!("{} {time}", long_day(day, view.language)),
        None => long_day(day, view.language),
    };
    view! { <td data-slot data-day=text.clone() data-time=time data-says=says data-today={text == view.today}>{entries}</td> }
}
