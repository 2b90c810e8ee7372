//! The input of a field, by its kind.

use crate::{
    i18n::{agreement, common, company as words},
    ui::TextArea,
};
use domain::{
    address::SameAs,
    company::{self, Typed},
    country::Country,
    customer::{CustomerKind, CustomerType},
    field::{Field, Kind, grouped, yes_no},
    industry,
    language::Language,
    list::Choice,
    terms::Currency,
    text::plain,
};
use leptos::prelude::*;

use super::Choices;

/// What an input needs to know.
#[derive(Clone, Debug)]
pub struct InputView<'a> {
    /// The field.
    pub field: &'static Field,
    /// Whether it must be filled in.
    pub must: bool,
    /// Its id, which the label names.
    pub id: &'a str,
    /// Its name in the form.
    pub name: &'a str,
    /// What stands in it.
    pub typed: &'a str,
    /// The id of the message beneath it, where something is wrong.
    pub error: Option<&'a str>,
    /// What can be chosen.
    pub choices: &'a Choices,
    /// The reader's language.
    pub language: Language,
    /// Whether it has the focus when the page opens.
    pub autofocus: bool,
    /// What counts while nothing stands in it.
    pub hint: Option<String>,
}

/// The input of a field.
#[must_use]
pub fn input_view(input: &InputView<'_>) -> AnyView {
    let language = input.language;
    match input.field.kind {
        Kind::Lines { max } => view! {
            <TextArea
                id=input.id.to_owned()
                name=input.name.to_owned()
                value=input.typed.to_owned()
                maxlength=max
                error=input.error.map(str::to_owned)
                autofocus=input.autofocus
            />
        }
        .into_any(),
        Kind::Choice(list) => select(input, input.choices.lists.get(&list).cloned().unwrap_or_default()),
        Kind::User => select(input, input.choices.staff.clone()),
        Kind::Customer => customer(input),
        Kind::Contact => select(input, input.choices.contacts.clone()),
        Kind::Choices(list) => boxes(input, input.choices.lists.get(&list).map_or(&[], Vec::as_slice)),
        Kind::Country => select(input, countries(input)),
        Kind::CustomerKind => {
            select(input, CustomerKind::ALL.iter().map(|kind| choice(kind.key(), kind.name(language))).collect())
        }
        Kind::CustomerType => {
            select(input, CustomerType::ALL.iter().map(|kind| choice(kind.key(), kind.name(language))).collect())
        }
        // A box has no third state: nothing of its own is a choice here.
        Kind::YesNo if input.field.inherits.is_some() => {
            let yes_no = [("yes", true), ("no", false)].map(|(key, yes)| choice(key, yes_no(yes).get(language)));
            select(input, yes_no.to_vec())
        }
        Kind::YesNo => box_view(input),
        Kind::Code(list) => select(input, list.all().iter().map(|one| choice(one.key, one.name(language))).collect()),
        Kind::Currency => {
            select(input, Currency::ALL.iter().map(|one| choice(one.key(), one.name(language))).collect())
        }
        Kind::SameAs(address) => select(
            input,
            address.same_as_choices().map(|same: SameAs| choice(same.key(), same.name(language))).collect(),
        ),
        Kind::Line { .. }
        | Kind::Number
        | Kind::Money
        | Kind::Charge(_)
        | Kind::Days
        | Kind::Percent
        | Kind::Factor
        | Kind::Hours
        | Kind::Gln
        | Kind::Kilometres
        | Kind::Whole
        // The browser's own field for days would lose what is typed where it is no day.
        | Kind::Date
        | Kind::Emails
        | Kind::OrganisationNumber
        | Kind::PostalCode { .. } => line(input, "text"),
        Kind::Shift => shift(input),
        Kind::IndustryCode => industry_code(input),
        Kind::Email => line(input, "email"),
        Kind::Phone => line(input, "tel"),
        Kind::WebAddress => line(input, "url-as-text"),
    }
}

fn choice(value: &str, label: &str) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned() }
}

/// What a screen reader is told of a field that must be filled in.
fn is_must(input: &InputView<'_>) -> Option<&'static str> {
    input.must.then_some("true")
}

fn line(input: &InputView<'_>, kind: &'static str) -> AnyView {
    let max = match input.field.kind {
        Kind::Line { max } => max,
        Kind::Email => 254,
        Kind::WebAddress => 500,
        Kind::Emails => 2600,

        _ => 40,
    };
    let (kind, mode) = match (kind, input.field.kind) {
        // A web address is typed without its scheme, which the kind `url` would refuse.
        ("url-as-text", _) => ("text", Some("url")),
        (kind, Kind::Money | Kind::Charge(_) | Kind::Percent | Kind::Factor | Kind::Hours) => (kind, Some("decimal")),
        (kind, Kind::OrganisationNumber | Kind::PostalCode { .. } | Kind::Days | Kind::Gln | Kind::Kilometres) => {
            (kind, Some("numeric"))
        }
        (kind, Kind::Emails) => (kind, Some("email")),
        // The browser's own check would say less, and not in our words.
        ("email", _) => ("text", Some("email")),
        (kind, _) => (kind, None),
    };
    view! {
        <input
            class="ds-input"
            id=input.id.to_owned()
            name=input.name.to_owned()
            type=kind
            inputmode=mode
            value=input.typed.to_owned()
            maxlength=max
            placeholder=input.hint.clone()
            autocomplete="off"
            aria-required=is_must(input)
            autofocus=input.autofocus
            aria-invalid=input.error.map(|_| "true")
            aria-describedby=input.error.map(str::to_owned)
        />
    }
    .into_any()
}

/// A line in which the working hours of a day are typed, with an example of what is taken.
fn shift(input: &InputView<'_>) -> AnyView {
    let hint = format!("{}-hint", input.id);
    let described = input.error.map_or_else(|| hint.clone(), |error| format!("{error} {hint}"));
    view! {
        <input
            class="ds-input"
            id=input.id.to_owned()
            name=input.name.to_owned()
            value=input.typed.to_owned()
            maxlength=60
            placeholder=input.hint.clone()
            autocomplete="off"
            autofocus=input.autofocus
            aria-required=is_must(input)
            aria-invalid=input.error.map(|_| "true")
            aria-describedby=described
        />
        <p class="muted small" id=hint>{agreement::SHIFT_HINT.get(input.language)}</p>
    }
    .into_any()
}

/// A line in which code or name is typed; the browser offers those that fit.
fn industry_code(input: &InputView<'_>) -> AnyView {
    let options =
        industry::all().map(|industry| view! { <option value=industry.code>{industry.name}</option> }).collect_view();
    let list = format!("{}-list", input.id);
    view! {
        <input
            class="ds-input"
            id=input.id.to_owned()
            name=input.name.to_owned()
            list=list.clone()
            value=input.typed.to_owned()
            maxlength=200
            autocomplete="off"
            autofocus=input.autofocus
            aria-required=is_must(input)
            aria-invalid=input.error.map(|_| "true")
            aria-describedby=input.error.map(str::to_owned)
        />
        <datalist id=list>{options}</datalist>
    }
    .into_any()
}

/// A line in which a customer's name or number is typed. With a script those that fit are offered
/// while one types; where several fit, they stand beneath it, to be picked from.
fn customer(input: &InputView<'_>) -> AnyView {
    let language = input.language;
    let list = format!("{}-list", input.id);
    let hint = format!("{}-hint", input.id);
    let described = input.error.map_or_else(|| hint.clone(), |error| format!("{error} {hint}"));
    // What was picked before is picked anew.
    let typed = match company::typed(input.typed) {
        Typed::Text { text, .. } => text,
        Typed::Picked(_) => input.typed.rsplit_once(',').map_or("", |(text, _)| text),
    };
    let name = input.name.to_owned();
    let offered = input
        .choices
        .customers
        .iter()
        .enumerate()
        .map(|(index, offered)| {
            let id = format!("{}-{index}", input.id);
            let place = (!offered.place.is_empty()).then(|| format!(" · {}", offered.place));
            view! {
                <div class="ds-field">
                    <input class="ds-input" type="radio" id=id.clone() name=name.clone() value=offered.id.to_string()/>
                    <label class="ds-label" for=id>{offered.name.clone()}<span class="muted">" · "{grouped(offered.number)}{place}</span></label>
                </div>
            }
        })
        .collect_view();
    let offered = (!input.choices.customers.is_empty()).then(|| {
        let legend = format!("{}-which", input.id);
        let named_by = legend.clone();
        view! {
            <div class="stack which" role="radiogroup" aria-labelledby=named_by>
                <p class="small" id=legend>{words::WHICH.get(language)}</p>
                {offered}
            </div>
        }
    });
    view! {
        <input
            class="ds-input"
            id=input.id.to_owned()
            name=input.name.to_owned()
            list=list.clone()
            value=typed.to_owned()
            maxlength=300
            autocomplete="off"
            data-find-customer
            autofocus=input.autofocus
            aria-invalid=input.error.map(|_| "true")
            aria-describedby=described
        />
        <datalist id=list></datalist>
        <p class="muted small" id=hint>{words::HINT.get(language)}</p>
        {offered}
    }
    .into_any()
}

fn select(input: &InputView<'_>, choices: Vec<Choice>) -> AnyView {
    let typed = input.typed.to_owned();
    let may_be_empty = !input.must;
    // A value that can't be chosen any more stays until another is chosen.
    let is_gone = !typed.is_empty() && !choices.iter().any(|choice| choice.value == typed);
    let empty = (may_be_empty || is_gone || typed.is_empty()).then(|| {
        let value = if is_gone { typed.clone() } else { String::new() };
        let text = input.hint.clone().unwrap_or_else(|| common::NOT_CHOSEN.get(input.language).to_owned());
        view! { <option value=value>{text}</option> }
    });
    let options = choices
        .into_iter()
        .map(|choice| view! { <option selected={choice.value == typed} value=choice.value>{choice.label}</option> })
        .collect_view();
    view! {
        <select
            class="ds-input"
            id=input.id.to_owned()
            name=input.name.to_owned()
            autofocus=input.autofocus
            aria-required=is_must(input)
            aria-invalid=input.error.map(|_| "true")
            aria-describedby=input.error.map(str::to_owned)
        >
            {empty}
            {options}
        </select>
    }
    .into_any()
}

/// A box for yes. The hidden empty value says that it is not ticked.
fn box_view(input: &InputView<'_>) -> AnyView {
    view! {
        <input type="hidden" name=input.name.to_owned() value=""/>
        <input
            class="ds-input"
            type="checkbox"
            id=input.id.to_owned()
            name=input.name.to_owned()
            value="yes"
            checked={input.typed == "yes"}
            autofocus=input.autofocus
            aria-invalid=input.error.map(|_| "true")
            aria-describedby=input.error.map(str::to_owned)
        />
    }
    .into_any()
}

/// The countries that the firm offers, and the one that stands there already.
fn countries(input: &InputView<'_>) -> Vec<Choice> {
    let offered = &input.choices.countries;
    let stands = Country::parse(input.typed).ok();
    Country::all()
        .filter(|country| offered.is_empty() || offered.contains(country) || stands == Some(*country))
        .map(|country| choice(country.code(), country.name(input.language)))
        .collect()
}

/// Boxes for several values. The hidden empty value says that none is ticked. Who opens them by a key stands at the
/// first that is ticked, or else at the first.
fn boxes(input: &InputView<'_>, choices: &[Choice]) -> AnyView {
    let label = plain(input.field.label.get(input.language));
    let label = if input.must { format!("{label}, {}", common::MUST.get(input.language)) } else { label };
    let chosen: Vec<&str> = input.typed.split(',').collect();
    let (name, id) = (input.name.to_owned(), input.id.to_owned());
    let first = choices.iter().position(|choice| chosen.contains(&choice.value.as_str())).unwrap_or_default();
    let autofocus = input.autofocus;
    let boxes = choices
        .iter()
        .enumerate()
        .map(|(index, choice)| {
            let id = format!("{id}-{index}");
            let is_chosen = chosen.contains(&choice.value.as_str());
            view! {
                <div class="ds-field">
                    <input class="ds-input" type="checkbox" id=id.clone() name=name.clone() value=choice.value.clone() checked=is_chosen autofocus={autofocus && index == first}/>
                    <label class="ds-label" for=id>{choice.label.clone()}</label>
                </div>
            }
        })
        .collect_view();
    view! {
        <input type="hidden" name=input.name.to_owned() value=""/>
        <div class="stack" role="group" id=input.id.to_owned() aria-label=label tabindex="-1" autofocus={autofocus && choices.is_empty()}
            data-invalid=input.error.is_some() aria-describedby=input.error.map(str::to_owned)>{boxes}</div>
    }
    .into_any()
}
