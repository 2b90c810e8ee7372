//! A month in whole weeks.

use super::{
    DiaryView,
    entry::entry,
    query::{Span, long_day, short_weekday},
};
use crate::i18n::diary as words;
use domain::activity::Activity;
use jiff::civil::Date;
use leptos::prelude::*;

/// Entries of a day that are in sight; the others are in the day's own view.
const IN_SIGHT: usize = 4;

/// The table: a row for each week.
pub(super) fn table(view: &DiaryView) -> impl IntoView + use<> {
    let language = view.language;
    let days: Vec<Date> = view.query.each_day().collect();
    let heads =
        days.iter().take(7).map(|day| view! { <th scope="col">{short_weekday(*day, language)}</th> }).collect_view();
    let weeks = days
        .chunks(7)
        .map(|week| {
            let number = week.first().map(|day| day.iso_week_date().week());
            let cells = week.iter().map(|day| cell(view, *day)).collect_view();
            view! { <tr><th scope="row">{number}</th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <div class="diary-box">
            <table class="diary-table diary-month" data-days="7">
                <thead><tr><th scope="col"><span class="sr-only">{words::WEEK.get(language)}</span></th>{heads}</tr></thead>
                <tbody>{weeks}</tbody>
            </table>
        </div>
    }
}

fn cell(view: &DiaryView, day: Date) -> impl IntoView + use<> {
    let language = view.language;
    let text = day.to_string();
    let of: Vec<&Activity> = view.activities.iter().filter(|one| one.is_on(&text)).collect();
    let more = of.len().saturating_sub(IN_SIGHT);
    let href = view.query.in_span(Span::Day).on(day).address();
    let entries = of.into_iter().take(IN_SIGHT).map(|one| entry(view, one, &text)).collect_view();
    let more = (more > 0).then(|| {
        view! { <a class="small link" href=href.clone()>{words::MORE.with(language, &[("n", &more.to_string())])}<span class="sr-only">" "{long_day(day, language)}</span></a> }
    });
    let is_today = text == view.today;
    view! {
        <td data-slot data-day=text.clone() data-says=long_day(day, language) data-today=is_today data-outside={day.month() != view.query.day.month()}>
            <a class="diary-date" href=href aria-current=is_today.then_some("date")><span aria-hidden="true">{day.day()}</span><span class="sr-only">{long_day(day, language)}</span></a>
            {entries}{more}
        </td>
    }
}
