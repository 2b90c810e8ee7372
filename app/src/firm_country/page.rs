//! The page of the countries that may be chosen.

use crate::{
    i18n::{firm_country as words, settings},
    settings::ask,
    ui::{ErrorText, Icon, Up},
};
use domain::{
    country::Country, customer::CustomerKind, error::Problem, field::grouped, language::Language, text::Text,
    vat_treatment::VatTreatment,
};
use leptos::prelude::*;
use store::{
    country::{Chosen, Countries},
    form_state::FormState,
};

/// Where one more country is sent.
pub const ADD: &str = "/api/staff/country-add";

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct CountriesView {
    /// The countries.
    pub countries: Countries,
    /// The firm's own country.
    pub home: Country,
    /// Whether the reader is asked if it is really to be as usual again.
    pub asks: bool,
    /// A change that failed.
    pub form: Option<FormState>,
    /// Whether the reader may change them.
    pub may_change: bool,
    /// Who may.
    pub administrators: Vec<String>,
    /// The reader's language.
    pub language: Language,
}

/// The page of the countries that may be chosen.
#[component]
pub fn CountriesPage(
    /// Everything that it shows.
    view: CountriesView,
) -> impl IntoView {
    let language = view.language;
    let countries = &view.countries;
    let rows = countries.offered.iter().map(|chosen| row(&view, *chosen)).collect_view();
    let usual =
        (!countries.are_chosen).then(|| words::USUAL.with(language, &[("n", &countries.offered.len().to_string())]));
    let others = match countries.others {
        0 => None,
        1 => Some(words::ONE_OTHER.get(language).to_owned()),
        n => Some(words::OTHERS.with(language, &[("n", &grouped(n))])),
    };
    let button = |chosen: bool, text: Text| {
        view! {
            <form method="post" action="/api/staff/countries-choose">
                <input type="hidden" name="chosen" value=if chosen { "true" } else { "false" }/>
                <button class="ds-button" data-variant="secondary" type="submit" data-small>{text.get(language)}</button>
            </form>
        }
    };
    let state = view.may_change.then(|| {
        if view.countries.are_chosen && view.asks {
            view! {
                <p>{words::FORGET_ASK.get(language)}</p>
                <div class="form-actions">
                    {button(false, words::FORGET)}
                    <a class="ds-button" data-variant="tertiary" data-color="neutral" data-small data-swap data-cancel href="?">{words::KEEP.get(language)}</a>
                </div>
            }
            .into_any()
        } else if view.countries.are_chosen {
            view! { <a class="ds-button" data-variant="secondary" data-small data-swap href="?usual=1">{words::FORGET.get(language)}</a> }.into_any()
        } else {
            button(true, words::BEGIN).into_any()
        }
    });
    view! {
        <div class="settings-main rules-page">
            <Up href="/settings" to=settings::MENU.get(language)/>
            <div class="page-head"><h1>{words::TITLE.get(language)}</h1></div>
            <p>{words::ADVICE.get(language)}</p>
            {(!view.may_change).then(|| ask(&view.administrators, language))}
            <section class="section lists-section" data-region="countries" aria-labelledby="h-countries">
                <header class="section-head"><h2 id="h-countries">{words::TITLE.get(language)}</h2><span class="digest">{countries.offered.len()}</span></header>
                <div class="section-body">
                    <div class="country-state"><p class="muted small">{usual}{others}</p>{state}</div>
                    <ul class="list-items">{rows}</ul>
                    {view.may_change.then(|| adder(&view))}
                </div>
            </section>
        </div>
    }
}

fn row(view: &CountriesView, chosen: Chosen) -> impl IntoView + use<> {
    let language = view.language;
    let (country, name) = (chosen.country, chosen.country.name(language));
    let customers = match chosen.customers {
        0 => words::NO_CUSTOMERS.get(language).to_owned(),
        1 => words::ONE_CUSTOMER.get(language).to_owned(),
        n => words::CUSTOMERS.with(language, &[("n", &grouped(n))]),
    };
    let is_home = country == view.home;
    let about = if is_home { format!("{} · {customers}", words::HOME.get(language)) } else { customers };
    let usual = VatTreatment::usual(view.home, country, CustomerKind::Company);
    let by_law = words::BY_LAW.with(language, &[("vat", usual.name(language))]);
    let vat = if view.may_change {
        let options = VatTreatment::ALL
            .iter()
            .map(|vat| {
                let text = format!("{} ({})", vat.name(language), vat.category());
                view! { <option value=vat.key() selected={chosen.vat == Some(*vat)}>{text}</option> }
            })
            .collect_view();
        let id = format!("vat-{}", country.code());
        view! {
            <form class="country-vat" method="post" action="/api/staff/country-vat">
                <input type="hidden" name="country" value=country.code()/>
                <label class="sr-only" for=id.clone()>{words::VAT.with(language, &[("country", name)])}</label>
                <select class="ds-input" id=id name="vat">
                    <option value="" selected=chosen.vat.is_none()>{by_law}</option>
                    {options}
                </select>
                <button class="ds-button" data-variant="tertiary" type="submit" data-small>{words::SAVE_VAT.get(language)}<span class="sr-only">" "{name}</span></button>
            </form>
        }
        .into_any()
    } else {
        let shown = chosen.vat.map_or(by_law, |vat| vat.name(language).to_owned());
        view! { <span class="muted small">{shown}</span> }.into_any()
    };
    let remove = (view.may_change && !is_home).then(|| {
        view! {
            <form method="post" action="/api/staff/country-remove">
                <input type="hidden" name="country" value=country.code()/>
                <button class="icon-button" type="submit" aria-label=words::REMOVE_THAT.with(language, &[("country", name)])><Icon name="x"/></button>
            </form>
        }
    });
    view! {
        <li class="list-item country-row" id=format!("country-{}", country.code())>
            <span class="list-item-names"><span class="list-item-name">{name}</span><span class="muted small">{about}</span></span>
            {vat}{remove}
        </li>
    }
}

/// The form for one more country.
fn adder(view: &CountriesView) -> impl IntoView + use<> {
    let language = view.language;
    let failed = view.form.as_ref().filter(|state| state.form == ADD);
    let problem: Option<Problem> = failed.and_then(|state| state.error.problem_of("country"));
    let typed = failed.and_then(|state| state.typed("country")).unwrap_or_default().to_owned();
    let mut rest: Vec<(&'static str, &'static str)> = Country::all()
        .filter(|country| !view.countries.offered.iter().any(|chosen| chosen.country == *country))
        .map(|country| (country.code(), country.name(language)))
        .collect();
    rest.sort_by_key(|(_, name)| name.to_lowercase());
    let options = rest
        .into_iter()
        .map(|(code, name)| view! { <option value=code selected={code == typed}>{name}</option> })
        .collect_view();
    view! {
        <form class="list-adder" method="post" action=ADD>
            <div class="ds-field">
                <label class="ds-label" for="country-new">{words::COUNTRY.get(language)}</label>
                <select class="ds-input" id="country-new" name="country" aria-invalid=problem.map(|_| "true") aria-describedby=problem.map(|_| "country-new-e")>
                    <option value=""></option>{options}
                </select>
                {problem.map(|problem| view! { <ErrorText id="country-new-e".to_owned() problem=problem language=language/> })}
            </div>
            <button class="ds-button" type="submit">{words::ADD.get(language)}</button>
        </form>
    }
}
