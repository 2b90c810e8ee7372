//! The fields of the registration window, by the catalogue: each says how much it matters by
//! colour, weight, slant and word (seed 000:5).

use crate::{
    card::address_parts,
    editing::{Choices, Inherited, InputView, input_view},
    help::explain,
    i18n::{common, registration as words},
    ui::{ErrorText, Icon},
};
use domain::{
    address::AddressKind,
    customer::{CustomerKind, CustomerType},
    department_terms::BELONGS,
    error::Problem,
    field::{self, Audience, Entity, Field, Importance, Kind, Need, Needs, Record},
    language::Language,
    list::StatusChoice,
    registration::{Group, address_of, proposed_status},
    session::Session,
    settings::FirmSettings,
    text::within,
};
use leptos::prelude::*;
use serde_json::Map;
use store::form_state::FormState;

/// What all fields of the window need to know.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// Who registers.
    pub(super) session: Session,
    /// The form as it was sent, where it could not be saved.
    pub(super) failed: Option<FormState>,
    /// What can be chosen.
    pub(super) choices: Choices,
    /// Statuses with what they mean.
    pub(super) statuses: Vec<StatusChoice>,
    /// What the firm has chosen.
    pub(super) firm: FirmSettings,
}

impl Form {
    pub(super) const fn language(&self) -> Language {
        self.session.language
    }

    /// The name of a field's input.
    fn name(field: &Field) -> String {
        match field.entity {
            Entity::Customer | Entity::Firm => format!("patch[{}]", field.key),
            Entity::Contact => format!("contact[{}]", field.key),
        }
    }

    /// The id of a field's input.
    pub(super) fn id(field: &Field) -> String {
        match field.entity {
            Entity::Customer | Entity::Firm => format!("input-{}", field.key),
            Entity::Contact => format!("contact-{}", field.key),
        }
    }

    /// What stands in a field before anybody has typed.
    pub(super) fn preset(&self, field: &Field) -> String {
        match field.kind {
            Kind::User if field.importance == Importance::Must => self.session.user.to_string(),
            Kind::CustomerKind => CustomerKind::Company.key().to_owned(),
            Kind::CustomerType => CustomerType::Ordinary.key().to_owned(),
            Kind::Country if field.importance == Importance::Must => self.session.home.code().to_owned(),
            Kind::SameAs(_) => "visiting".to_owned(),
            _ => String::new(),
        }
    }

    /// What stands in a field.
    pub(super) fn typed(&self, field: &Field) -> String {
        let typed = self.failed.as_ref().and_then(|state| state.typed(&Self::name(field)));
        typed.map_or_else(|| self.preset(field), str::to_owned)
    }

    /// How much fields matter with the kind and type of customer that is chosen.
    pub(super) fn needs(&self) -> Needs {
        let of = |key| field::customer(key).map(|field| self.typed(field)).unwrap_or_default();
        self.firm.needs(Audience::of(&of("kind"), &of("customer_type")))
    }

    /// What the firm has chosen, as it counts for a customer of the departments that are chosen.
    fn firm(&self) -> FirmSettings {
        let typed = field::customer(BELONGS).map(|field| self.typed(field)).unwrap_or_default();
        let chosen = Map::from_iter([(BELONGS.to_owned(), typed.split(',').collect())]);
        self.firm.clone().of_customer(&Record(chosen))
    }

    /// What is wrong with a field.
    pub(super) fn problem(&self, field: &Field) -> Option<Problem> {
        let error = &self.failed.as_ref()?.error;
        match field.entity {
            Entity::Customer | Entity::Firm => error.problem_of(field.key),
            Entity::Contact => error.problem_of(&format!("contact.{}", field.key)),
        }
    }

    /// Whether a folded group must be open: something in it was typed or is wrong.
    pub(super) fn is_used(&self, fields: &[&'static Field]) -> bool {
        fields.iter().any(|field| self.problem(field).is_some() || self.typed(field) != self.preset(field))
    }
}

/// How much a field matters here: what an address is the same as is answered before it is asked.
fn need(field: &Field, needs: &Needs) -> Need {
    if matches!(field.kind, Kind::SameAs(_)) { Need::May } else { needs.of(field) }
}

/// The label's words with how much the field matters.
fn label_words(need: Need, label: &'static str, language: Language) -> impl IntoView {
    let mark = match need {
        Need::Must => Some(view! { " " <span class="need">{common::MUST.get(language)}</span> }.into_any()),
        Need::Should => {
            Some(view! { " " <span class="need" data-need="should">{common::SHOULD.get(language)}</span> }.into_any())
        }
        Need::May | Need::Off => None,
    };
    view! { <span class="label-text">{label}</span>{mark} }
}

/// A field under its own label.
pub(super) fn field_view(form: &Form, field: &'static Field, autofocus: bool) -> AnyView {
    labelled(form, field, field.label.get(form.language()), autofocus)
}

/// A field under this label.
fn labelled(form: &Form, field: &'static Field, label: &'static str, autofocus: bool) -> AnyView {
    let language = form.language();
    let id = Form::id(field);
    let message = format!("{id}-e");
    let problem = form.problem(field);
    let typed = form.typed(field);
    let message_view =
        problem.map(|problem| view! { <ErrorText id=message.clone() problem=problem language=language/> });
    let error = problem.map(|_| message.as_str());
    let needs = form.needs();
    let need = need(field, &needs);
    let words = label_words(need, label, language);
    let need = need.key();
    let title = explain(field, language);
    if matches!(field.kind, Kind::CustomerKind | Kind::CustomerType) {
        let input = segmented(field, &id, &typed, error, language);
        return view! {
            <fieldset class="segmented" id=id role="radiogroup" aria-required="true" tabindex="-1">
                <legend class="ds-label" data-need=need title=title>{words}</legend>
                {input}
                {message_view}
            </fieldset>
        }
        .into_any();
    }
    let name = Form::name(field);
    let input = if field.key == "status" && field.entity == Entity::Customer {
        status_select(form, &id, &name, &typed, error)
    } else {
        let choices = &form.choices;
        let inherited = Inherited::of_customer(&form.firm(), &Record::default(), None);
        let hint = inherited.hint(field, language, form.session.home);
        let must = needs.is_must(field);
        input_view(&InputView {
            field,
            must,
            id: &id,
            name: &name,
            typed: &typed,
            error,
            choices,
            language,
            autofocus,
            hint,
        })
    };
    let label = match field.kind {
        // Each box has its own label; the group is named by this one.
        Kind::Choices(_) => view! { <span class="ds-label" data-need=need title=title>{words}</span> }.into_any(),
        _ => view! { <label class="ds-label" for=id data-need=need title=title>{words}</label> }.into_any(),
    };
    if field.kind == Kind::YesNo && field.inherits.is_none() {
        return view! { <div class="ds-field" data-key=field.key>{input}{label}{message_view}</div> }.into_any();
    }
    view! { <div class="ds-field" data-key=field.key>{label}{input}{message_view}</div> }.into_any()
}

/// One of few, side by side.
fn segmented(field: &Field, id: &str, typed: &str, error: Option<&str>, language: Language) -> AnyView {
    let choices: Vec<(&'static str, &'static str)> = match field.kind {
        Kind::CustomerKind => CustomerKind::ALL.iter().map(|kind| (kind.key(), kind.name(language))).collect(),
        _ => CustomerType::ALL.iter().map(|kind| (kind.key(), kind.name(language))).collect(),
    };
    let name = Form::name(field);
    let radios = choices
        .into_iter()
        .map(|(value, label)| {
            view! {
                <label>
                    <input type="radio" id=format!("{id}-{value}") name=name.clone() value=value checked={value == typed}
                        aria-describedby=error.map(str::to_owned)/>
                    <span>{label}</span>
                </label>
            }
        })
        .collect_view();
    view! { <div>{radios}</div> }.into_any()
}

/// The statuses, with one that follows the type of customer in front. What it comes to for each
/// type is in its attributes; the script writes it out.
fn status_select(form: &Form, id: &str, name: &str, typed: &str, error: Option<&str>) -> AnyView {
    let language = form.language();
    let named = |kind| {
        proposed_status(kind, &form.statuses)
            .map(|status| words::BY_TYPE_NAMED.with(language, &[("status", &status.name)]))
    };
    let options = form
        .statuses
        .iter()
        .map(|status| {
            let value = status.id.to_string();
            view! { <option selected={value == typed} value=value.clone()>{status.name.clone()}</option> }
        })
        .collect_view();
    view! {
        <select class="ds-input" id=id.to_owned() name=name.to_owned() data-by-type aria-required="true"
            aria-invalid=error.map(|_| "true") aria-describedby=error.map(str::to_owned)>
            <option value="" data-ordinary=named(CustomerType::Ordinary) data-temporary=named(CustomerType::Temporary)
                data-prospect=named(CustomerType::Prospect)>{words::BY_TYPE.get(language)}</option>
            {options}
        </select>
    }
    .into_any()
}

/// A folded group with its fields; addresses stand together.
pub(super) fn group_view(form: &Form, group: &Group, open: bool) -> AnyView {
    let language = form.language();
    let mut done: Vec<AddressKind> = Vec::new();
    let mut addressed: Vec<&'static str> = Vec::new();
    let mut views: Vec<AnyView> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for field in &group.fields {
        if let Some(kind) = address_of(field)
            && !done.contains(&kind)
        {
            done.push(kind);
            addressed.extend(address_parts(kind, language).iter().map(|(part, _)| part.key));
            names.push(within(kind.label().get(language)));
            views.push(address_view(form, kind));
        }
        if !addressed.contains(&field.key) {
            names.push(within(field.label.get(language)));
            views.push(field_view(form, field, false));
        }
    }
    let names = names.join(", ");
    let needs = form.needs();
    let is_open = open
        || form.is_used(&group.fields)
        || group.fields.iter().any(|field| needs.is_must(field) && !field.is_fixed());
    view! {
        <details class="section group" id=format!("group-{}", group.key) open=is_open>
            <summary class="section-head">
                <Icon name=group.icon/>
                <h2>{group.title(language)}</h2>
                <span class="digest">{names}</span>
                <Icon name="chevron-down"/>
            </summary>
            <div class="section-body field-grid">{views}</div>
        </details>
    }
    .into_any()
}

/// One address: what it is the same as, and its own lines.
fn address_view(form: &Form, kind: AddressKind) -> AnyView {
    let language = form.language();
    let needs = form.needs();
    let (same, own): (Vec<_>, Vec<_>) = address_parts(kind, language)
        .into_iter()
        .filter(|(field, _)| needs.is_used(field) && needs.may_change(field))
        .partition(|(field, _)| matches!(field.kind, Kind::SameAs(_)));
    let same = same.into_iter().map(|(field, label)| labelled(form, field, label, false)).collect_view();
    let own = own.into_iter().map(|(field, label)| labelled(form, field, label, false)).collect_view();
    view! {
        <fieldset class="address-fields">
            <legend>{kind.label().get(language)}</legend>
            {same}
            <div class="own-lines">{own}</div>
        </fieldset>
    }
    .into_any()
}
