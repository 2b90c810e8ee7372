//! A contact's own details and their customer's, with what they propose.

use super::frame::{Problems, Root, why};
use crate::{i18n::portal as words, ui::Icon};
use domain::{
    address::AddressKind,
    country::Country,
    field::{self, Entity, Record},
    organisation_number::OrganisationNumber,
    phone::Phone,
    portal::{
        PortalReason, PortalSession,
        details::{ADDRESSES, FIELDS, address},
    },
    registry::Part,
    text::Text,
    text::plain,
};
use leptos::prelude::*;
use std::collections::BTreeMap;
use store::portal::details::Details;

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct DetailsView {
    /// Whose page it is.
    pub session: PortalSession,
    /// What stands and what was proposed.
    pub details: Details,
    /// What was typed before, by field.
    pub typed: BTreeMap<String, String>,
    /// What is wrong with it.
    pub problems: Problems,
    /// What was just done.
    pub done: Option<Text>,
}

/// Both forms.
#[component]
pub fn DetailsPage(
    /// Everything that it shows.
    view: DetailsView,
) -> impl IntoView {
    let session = &view.session;
    let language = session.language;
    let firm = session.tenant_name.clone();
    let done = view.done.map(|text| {
        let text = text.with(language, &[("firm", &firm)]);
        view! { <div class="banner" data-color="success" role="status"><Icon name="circle-check"/><p>{text}</p></div> }
    });
    view! {
        <h1>{words::DETAILS.get(language)}</h1>
        {done}
        {why(session, PortalReason::Everybody)}
        {own(&view)}
        {company(&view)}
    }
}

/// A phone number as people here write it.
fn phone(typed: &str, home: Country) -> String {
    Phone::parse(typed, home).map_or_else(|_| typed.to_owned(), |phone| phone.shown(home))
}

fn input(view: &DetailsView, name: &str, label: &str, stands: &str, waiting: Option<String>) -> impl IntoView + use<> {
    let language = view.session.language;
    let problems = &view.problems;
    let value = view.typed.get(name).cloned().unwrap_or_else(|| stands.to_owned());
    let kind = match name {
        name if name.ends_with("email") => "email",
        name if name.ends_with("phone") || name.ends_with("mobile") => "tel",
        _ => "text",
    };
    let waiting = waiting.map(|value| {
        let text = if value.is_empty() {
            words::PROPOSED_EMPTY.get(language).to_owned()
        } else {
            words::PROPOSED_VALUE.with(language, &[("value", &value)])
        };
        view! { <p class="portal-proposed small"><Icon name="clock" small=true/>{text}</p> }
    });
    let readonly = view.session.visitor.is_seen_by_staff;
    view! {
        <div class="ds-field">
            <label class="ds-label" for=name.to_owned()>{label.to_owned()}</label>
            <input class="ds-input" type=kind id=name.to_owned() name=name.to_owned() value=value readonly=readonly
                aria-invalid=problems.invalid(name) aria-describedby=problems.described(name)/>
            {waiting}
            {problems.message(name, language)}
        </div>
    }
}

fn own(view: &DetailsView) -> impl IntoView + use<> {
    let session = &view.session;
    let (language, home) = (session.language, session.home);
    let values = &view.details.own;
    let fact = |label: &'static str, value: String| {
        (!value.is_empty()).then(|| view! { <div><dt>{label}</dt><dd>{value}</dd></div> })
    };
    let label = |key: &str| field::contact(key).map_or("", |field| field.label.get(language));
    let save = (!session.visitor.is_seen_by_staff).then(|| {
        view! { <button class="ds-button" type="submit">{words::SAVE_OWN.get(language)}</button> }
    });
    view! {
        <section class="portal-card" aria-labelledby="h-own">
            <h2 id="h-own">{words::OWN.get(language)}</h2>
            <p class="muted small">{words::OWN_ADVICE.get(language)}</p>
            <dl class="portal-facts">
                {fact(words::NAME.get(language), session.name.clone())}
                {fact(label("position"), values.text("position").to_owned())}
                {fact(label("email"), values.text("email").to_owned())}
                {shown_of(view, Entity::Contact)}
            </dl>
            <form class="form" method="post" action=Root::of(session).to("/details")>
                <input type="hidden" name="what" value="own"/>
                <input type="hidden" name="owner" value=session.contact.to_string()/>
                {input(view, "own_mobile", label("mobile"), &phone(values.text("mobile"), home), None)}
                {input(view, "own_phone", label("phone"), &phone(values.text("phone"), home), None)}
                {save}
            </form>
        </section>
    }
}

/// What the firm shows of its own fields.
fn shown_of(view: &DetailsView, entity: Entity) -> impl IntoView + use<> {
    let (details, session) = (&view.details, &view.session);
    let (language, home) = (session.language, session.home);
    let fields = details.shown.iter().filter(|field| field.entity == entity);
    let facts = fields.filter_map(|field| {
        let value = details.shown_values.shown(field, &details.names, language, home);
        let label = field.label.get(language);
        (!value.is_empty()).then(|| view! { <div><dt>{label}</dt><dd class="portal-lines">{value}</dd></div> })
    });
    facts.collect_view()
}

/// A single value that was proposed, as people read it.
fn waiting(view: &DetailsView, key: &str) -> Option<String> {
    let part = view.details.waiting.iter().find(|part| part.key == key)?;
    let value = Record(part.values.clone()).text(key).to_owned();
    Some(shown(key, &value, view.session.home))
}

fn shown(key: &str, value: &str, home: Country) -> String {
    if key == "phone" || key == "mobile" { phone(value, home) } else { value.to_owned() }
}

fn company(view: &DetailsView) -> impl IntoView + use<> {
    let session = &view.session;
    let (language, home) = (session.language, session.home);
    let values = &view.details.customer;
    let advice = words::COMPANY_ADVICE.with(language, &[("firm", &session.tenant_name)]);
    let fields = FIELDS
        .iter()
        .map(|key| {
            let label = plain(field::customer(key).map_or("", |field| field.label.get(language)));
            // What waits stands in it: whoever changes something else leaves it as it is.
            let waits = waiting(view, key);
            let value = waits.clone().unwrap_or_else(|| shown(key, values.text(key), home));
            input(view, key, &label, &value, waits)
        })
        .collect_view();
    let addresses = ADDRESSES.iter().map(|kind| of_address(view, *kind)).collect_view();
    let number = values.text("organisation_number");
    let country = Country::parse(values.text("country")).unwrap_or(home);
    let number =
        OrganisationNumber::parse(number, country).map_or_else(|_| number.to_owned(), |number| number.shown(country));
    let number = (!number.is_empty()).then(|| {
        let label = field::customer("organisation_number").map_or("", |field| field.label.get(language));
        view! { <div><dt>{label}</dt><dd>{number}</dd></div> }
    });
    let save = (!session.visitor.is_seen_by_staff).then(|| {
        view! { <button class="ds-button" type="submit">{words::PROPOSE.get(language)}</button> }
    });
    view! {
        <section class="portal-card" aria-labelledby="h-company">
            <h2 id="h-company">{words::COMPANY.get(language)}</h2>
            <p class="muted small">{advice}</p>
            <dl class="portal-facts"><div><dt>{words::NAME.get(language)}</dt><dd>{session.customer_name.clone()}</dd></div>{number}{shown_of(view, Entity::Customer)}</dl>
            <form class="form" method="post" action=Root::of(session).to("/details")>
                <input type="hidden" name="what" value="company"/>
                <input type="hidden" name="owner" value=session.contact.to_string()/>
                {fields}{addresses}{save}
            </form>
        </section>
    }
}

fn of_address(view: &DetailsView, kind: AddressKind) -> impl IntoView + use<> {
    let language = view.session.language;
    let proposed: Option<&Part> = view.details.waiting.iter().find(|part| part.address() == Some(kind));
    let stands = proposed.map_or_else(
        || address(&view.details.customer, kind),
        |part| address(&part.put_into(&view.details.customer), kind),
    );
    let proposed = proposed.map(|part| {
        let told = address(&part.put_into(&view.details.customer), kind);
        let text = words::PROPOSED_VALUE.with(language, &[("value", &told.on_one_line(view.session.home, language))]);
        view! { <p class="portal-proposed small"><Icon name="clock" small=true/>{text}</p> }
    });
    let part = |part: &str, label: Text, value: &str| {
        input(view, &format!("{}_{part}", kind.key()), label.get(language), value, None)
    };
    view! {
        <fieldset class="portal-address">
            <legend class="ds-label">{kind.label().get(language)}</legend>
            {proposed}
            {part("street", words::STREET, &stands.street)}
            <div class="portal-fields">
                {part("postal_code", words::POSTAL_CODE, &stands.postal_code)}
                {part("place", words::PLACE, &stands.place)}
            </div>
        </fieldset>
    }
}
