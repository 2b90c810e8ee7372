//! How an activity repeats: in words, and in its form.

use super::form::FormView;
use crate::{
    i18n::{diary, recurrence as words},
    ui::Icon,
};
use domain::{
    activity::Scope,
    field,
    language::Language,
    recurrence::{Ends, Every, Recurrence, Weekday},
    text::Text,
};
use leptos::prelude::*;

fn nth(text: Text, language: Language, place: usize) -> &'static str {
    text.get(language).split(' ').nth(place).unwrap_or_default()
}

fn weekday(day: Weekday, language: Language) -> &'static str {
    nth(diary::WEEKDAYS, language, day.place())
}

/// `mandag, onsdag og fredag`.
fn listed(days: &[Weekday], language: Language) -> String {
    let names: Vec<&str> = days.iter().map(|day| weekday(*day, language)).collect();
    match names.split_last() {
        Some((last, before)) if !before.is_empty() => {
            format!("{} {} {last}", before.join(", "), words::AND.get(language))
        }
        _ => names.concat(),
    }
}

/// How something repeats, in words: `hver uke på mandag og onsdag, til 31.12.2026`.
#[must_use]
pub fn says(rule: &Recurrence, language: Language) -> String {
    let (each, several) = match rule.every {
        Every::Day => (words::DAYS, words::NTH_DAYS),
        Every::Week(_) => (words::WEEKS, words::NTH_WEEKS),
        Every::MonthDay(_) | Every::MonthWeekday(..) => (words::MONTHS, words::NTH_MONTHS),
        Every::Year => (words::YEARS, words::NTH_YEARS),
    };
    let often = match rule.interval {
        1 => each.get(language).to_owned(),
        n => several.with(language, &[("n", &n.to_string())]),
    };
    let on = match &rule.every {
        Every::Day | Every::Year => often,
        Every::Week(days) => words::ON.with(language, &[("often", &often), ("days", &listed(days, language))]),
        Every::MonthDay(day) => words::ON_DATE.with(language, &[("often", &often), ("n", &day.to_string())]),
        Every::MonthWeekday(place, day) => {
            let place = usize::try_from(*place - 1).unwrap_or(4);
            let (place, day) = (nth(words::NTHS, language, place), weekday(*day, language));
            words::ON_NTH.with(language, &[("often", &often), ("nth", place), ("day", day)])
        }
    };
    let ends = match &rule.ends {
        Ends::Never => String::new(),
        Ends::On(day) => words::TO.with(language, &[("day", &field::day(day, language))]),
        Ends::After(times) => words::SO_OFTEN.with(language, &[("n", &times.to_string())]),
    };
    format!("{on}{ends}")
}

/// Boxes for the days of the week.
fn weekdays(view: &FormView<'_>, chosen: &str) -> AnyView {
    let language = view.language;
    let boxes = Weekday::ALL
        .map(|day| {
            let id = format!("activity-weekday-{}", day.key());
            let is_chosen = chosen.split(',').any(|key| key == day.key());
            view! {
                <div class="ds-field">
                    <input class="ds-input" type="checkbox" id=id.clone() name="weekdays" value=day.key() checked=is_chosen/>
                    <label class="ds-label" for=id>{weekday(day, language)}</label>
                </div>
            }
        })
        .collect_view();
    view! {
        <div class="stack" role="group" aria-labelledby="activity-weekdays-legend">
            <p class="small muted" id="activity-weekdays-legend">{words::WEEKDAYS.get(language)}</p>
            <input type="hidden" name="weekdays" value=""/>
            <div class="people-boxes">{boxes}</div>
            {view.message("weekdays")}
        </div>
    }
    .into_any()
}

/// How it repeats, folded where it does not; nothing for what is one of a series already.
pub(super) fn fields(view: &FormView<'_>) -> Option<AnyView> {
    let language = view.language;
    if view.activity.is_some_and(|one| one.series.is_some()) {
        return None;
    }
    let rule = view.activity.and_then(|one| one.recurrence.as_ref());
    let chosen = view.typed("repeats", rule.map_or("", |rule| store::activity::how(&rule.every)));
    let options = [
        ("", words::NOT),
        ("day", words::DAILY),
        ("week", words::WEEKLY),
        ("month_day", words::MONTH_DAY),
        ("month_nth", words::MONTH_NTH),
        ("month_last", words::MONTH_LAST),
        ("year", words::YEARLY),
    ];
    let options = options
        .map(|(key, name)| view! { <option value=key selected={key == chosen}>{name.get(language)}</option> })
        .collect_view();
    let days = match rule.map(|rule| &rule.every) {
        Some(Every::Week(days)) => days.iter().map(|day| day.key()).collect::<Vec<_>>().join(","),
        _ => String::new(),
    };
    let interval = rule.filter(|rule| rule.interval > 1).map(|rule| rule.interval.to_string()).unwrap_or_default();
    let (until, times) = match rule.map(|rule| &rule.ends) {
        Some(Ends::On(day)) => (field::day(day, language), String::new()),
        Some(Ends::After(times)) => (String::new(), times.to_string()),
        _ => Default::default(),
    };
    let is_open = !chosen.is_empty()
        || ["repeats", "interval", "weekdays", "until", "times"].iter().any(|name| view.problem(name).is_some());
    Some(
        view! {
            <details class="fold-more" open=is_open>
                <summary>{words::REPETITION.get(language)}<Icon name="chevron-down"/></summary>
                <div class="form-row">
                    {view.select("repeats", words::HOW, options.into_any(), false)}
                    {view.line("interval", words::INTERVAL, &interval, Some(words::INTERVAL_HINT), 4)}
                </div>
                {weekdays(view, &view.typed("weekdays", &days))}
                <div class="form-row">
                    {view.line("until", words::UNTIL, &until, Some(words::END_HINT), 20)}
                    {view.line("times", words::TIMES, &times, None, 5)}
                </div>
            </details>
        }
        .into_any(),
    )
}

/// What each choice of how many of a series is called.
pub(super) const fn scope_name(scope: Scope) -> Text {
    match scope {
        Scope::One => words::ONE,
        Scope::Later => words::LATER,
        Scope::All => words::ALL,
    }
}

/// Which of a series a change is about; nothing for what does not repeat.
pub(super) fn scopes(view: &FormView<'_>) -> Option<AnyView> {
    let language = view.language;
    let one = view.activity.filter(|one| !one.on().is_empty())?;
    let chosen = Scope::from_key(&view.typed("scope", ""));
    let options = Scope::ALL
        .map(|scope| {
            let id = format!("activity-scope-{}", scope.key());
            view! {
                <div class="ds-field">
                    <input class="ds-input" type="radio" id=id.clone() name="scope" value=scope.key() checked={scope == chosen}/>
                    <label class="ds-label" for=id>{scope_name(scope).get(language)}</label>
                </div>
            }
        })
        .collect_view();
    Some(
        view! {
            <input type="hidden" name="on" value=one.on().to_owned()/>
            <div class="stack" role="radiogroup" aria-labelledby="activity-scope-legend" aria-describedby="activity-scope-hint">
                <p class="small muted" id="activity-scope-legend">{words::SCOPE.get(language)}</p>
                <div class="people-boxes">{options}</div>
                <p class="small muted" id="activity-scope-hint">{words::SCOPE_HINT.get(language)}</p>
            </div>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_said_as_people_say_it() {
        for (rule, nb, sv, en) in [
            (
                "FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261231",
                "hver uke på mandag og onsdag, til 31.12.2026",
                "varje vecka på måndag och onsdag, till 2026-12-31",
                "every week on Monday and Wednesday, until 31/12/2026",
            ),
            (
                "FREQ=DAILY;INTERVAL=3;COUNT=5",
                "hver 3. dag, 5 ganger",
                "var 3:e dag, 5 gånger",
                "every 3 days, 5 times",
            ),
            ("FREQ=MONTHLY;BYMONTHDAY=15", "hver måned den 15.", "varje månad den 15:e", "every month on day 15"),
            (
                "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR",
                "hver 2. måned, siste fredag",
                "var 2:e månad, sista fredag",
                "every 2 months, the last Friday",
            ),
            (
                "FREQ=MONTHLY;BYDAY=2TU",
                "hver måned, andre tirsdag",
                "varje månad, andra tisdag",
                "every month, the second Tuesday",
            ),
            ("FREQ=YEARLY", "hvert år", "varje år", "every year"),
        ] {
            let rule = Recurrence::parse(rule).unwrap();
            assert_eq!([Language::Nb, Language::Sv, Language::En].map(|language| says(&rule, language)), [nb, sv, en]);
        }
    }
}
