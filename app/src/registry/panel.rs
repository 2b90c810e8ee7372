//! What the registry answered, above the form that it fills in.

use super::{FILL, Found, Said};
use crate::{
    i18n::{common, registry as words},
    ui::Icon,
};
use domain::{
    language::Language,
    registry::{Failure, Notice},
    text::{Text, within},
};
use leptos::prelude::*;

/// What the registry answered: the company with what differs from what was typed, those of the
/// name that was looked for, or why there is nothing.
#[component]
pub fn FoundPanel(
    /// The reader's language.
    language: Language,
    /// What it answered.
    found: Found,
    /// What was filled in, in words.
    filled: Vec<String>,
    /// The keys of what differs from what was typed.
    differs: Vec<String>,
) -> impl IntoView {
    match found {
        Found::Failed(failure) => {
            view! { <p class="registry-failed"><Icon name="triangle-alert"/><span>{failure_text(failure).get(language)}</span></p> }
                .into_any()
        }
        Found::Hits(hits) => {
            let rows = hits
                .into_iter()
                .map(|hit| {
                    let number = hit.number.shown(domain::country::Country::NORWAY);
                    let place = if hit.place.is_empty() { number } else { format!("{number} · {}", hit.place) };
                    let named = format!(": {}", hit.name);
                    view! {
                        <li>
                            <p><strong>{hit.name}</strong>" "<span class="muted small">{place}</span></p>
                            <button class="ds-button" data-variant="secondary" data-small type="submit" formaction=FILL formnovalidate
                                name="pick" value=hit.number.as_str().to_owned() data-registry-pick>
                                {words::PICK.get(language)}<span class="sr-only">{named}</span>
                            </button>
                        </li>
                    }
                })
                .collect_view();
            view! { <div class="registry-hits"><h3>{words::SEVERAL.get(language)}</h3><ul>{rows}</ul></div> }.into_any()
        }
        Found::Unit(said) => unit_view(*said, filled, &differs, language).into_any(),
    }
}

fn unit_view(said: Said, filled: Vec<String>, differs: &[String], language: Language) -> impl IntoView {
    let filled = if filled.is_empty() {
        words::NOTHING_FILLED.get(language).to_owned()
    } else {
        words::FILLED
            .with(language, &[("what", &filled.iter().map(|label| within(label)).collect::<Vec<_>>().join(", "))])
    };
    let offers = said
        .values
        .into_iter()
        .filter(|value| differs.contains(&value.key))
        .map(|value| {
            let named = format!(": {}", value.label);
            view! {
                <li>
                    <p><span class="muted small">{value.label}</span>" "<strong>{value.shown}</strong></p>
                    <button class="ds-button" data-variant="secondary" data-small type="submit" formaction=FILL formnovalidate
                        name="prefer" value=value.key data-registry-use=value.typed>
                        {words::USE.get(language)}<span class="sr-only">{named}</span>
                    </button>
                </li>
            }
        })
        .collect::<Vec<_>>();
    let offers = (!offers.is_empty()).then(|| {
        view! { <div class="registry-hits"><h3>{words::DIFFERS.get(language)}</h3><ul>{offers}</ul></div> }
    });
    view! {
        <div class="registry-found">
            <p class="registry-name"><Icon name="circle-check"/><strong>{said.name}</strong></p>
            {notices(&said.notices, language)}
            <p class="muted small">{filled}</p>
        </div>
        {offers}
    }
}

/// What one should know before doing business with a company.
pub(super) fn notices(notices: &[Notice], language: Language) -> impl IntoView + use<> {
    let rows: Vec<_> = notices
        .iter()
        .map(|notice| {
            let (text, day): (Text, _) = match notice {
                Notice::Deleted(day) => (words::DELETED, day.as_deref()),
                Notice::Bankrupt(day) => (words::BANKRUPT, day.as_deref()),
                Notice::WindingUp(day) => (words::WINDING_UP, day.as_deref()),
                Notice::ForcedWindingUp => (words::FORCED_WINDING_UP, None),
            };
            let text = text.get(language);
            let text = day.map_or_else(
                || text.to_owned(),
                |day| words::SINCE.with(language, &[("what", text), ("day", &day_shown(day, language))]),
            );
            view! { <li><Icon name="triangle-alert"/>{text}</li> }
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <ul class="registry-notices" role="alert">{rows}</ul> })
}

/// A day of a registry, `2026-03-01`, as it is written: `1. mars 2026`.
fn day_shown(day: &str, language: Language) -> String {
    let parts: Vec<usize> = day.split('-').filter_map(|part| part.parse().ok()).collect();
    let [year, month, number] = parts[..] else { return day.to_owned() };
    let names = common::LONG_MONTHS.get(language);
    let Some(name) = names.split(' ').nth(month.wrapping_sub(1)) else { return day.to_owned() };
    let point = if language == Language::Nb { "." } else { "" };
    format!("{number}{point} {name} {year}")
}

/// Why there is no answer, in words.
#[must_use]
pub const fn failure_text(failure: Failure) -> Text {
    match failure {
        Failure::Off => words::OFF,
        Failure::NotFound => words::NOT_FOUND,
        Failure::Removed => words::REMOVED,
        Failure::Unreachable => words::UNREACHABLE,
        Failure::TooSlow => words::TOO_SLOW,
        Failure::Broken => words::BROKEN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_the_reader_does() {
        assert_eq!(day_shown("2026-03-01", Language::Nb), "1. mars 2026");
        assert_eq!(day_shown("2017-10-20", Language::Sv), "20 oktober 2017");
        assert_eq!(day_shown("2017-10-20", Language::En), "20 October 2017");
        for odd in ["2017-13-20", "2017-00-20", "20.10.2017", ""] {
            assert_eq!(day_shown(odd, Language::Nb), odd);
        }
    }
}
