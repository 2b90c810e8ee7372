//! The registration window (seeds 000:3 to 000:91): what must be filled in first, the rest in
//! folded groups.

use super::{
    ACTION, SimilarPanel,
    fields::{Form, field_view, group_view},
};
use crate::{
    editing::Choices,
    error::problem_text,
    help::help_link,
    i18n::{common, registration as words, rule},
    registry::{Asked, FILL, ask_section},
    ui::{Icon, Up},
};
use domain::{
    company::Offered,
    error::ErrorCode,
    field::{self, Entity, Field, Kind, grouped},
    id::{CustomerId, RegistrationId},
    language::Language,
    layout::Device,
    registration::{Similar, groups, is_quick},
    session::Session,
    settings::FirmSettings,
};
use leptos::prelude::*;
use std::collections::BTreeMap;
use store::form_state::FormState;

/// A customer that has just been registered.
#[derive(Clone, Debug)]
pub struct Made {
    /// The customer.
    pub id: CustomerId,
    /// Its number.
    pub number: i64,
    /// Its name.
    pub name: String,
}

/// Everything that the window shows.
#[derive(Clone, Debug)]
pub struct RegistrationView {
    /// Who registers.
    pub session: Session,
    /// On what kind of device.
    pub device: Device,
    /// The id of this form.
    pub request: RegistrationId,
    /// What can be chosen.
    pub choices: store::registration::Choices,
    /// What the firm has chosen.
    pub firm: FirmSettings,
    /// Customers that what was typed as the parent company may mean.
    pub offered: Vec<Offered>,
    /// The form as it was sent, where it could not be saved.
    pub failed: Option<FormState>,
    /// Customers that may be the same one.
    pub similar: Vec<Similar>,
    /// The one that was registered before this.
    pub made: Option<Made>,
    /// What the company registry was asked, and its answer.
    pub asked: Option<Asked>,
    /// Whether a company registry is set up.
    pub has_registry: bool,
}

/// The registration window.
#[component]
pub fn RegistrationPage(
    /// Everything that it shows.
    view: RegistrationView,
) -> impl IntoView {
    let RegistrationView {
        session,
        device,
        request,
        choices,
        firm,
        offered,
        failed,
        similar,
        made,
        asked,
        has_registry,
    } = view;
    let language = session.language;
    let owner = session.user.to_string();
    let sent = |name: &str| failed.as_ref().and_then(|state| state.typed(name)).unwrap_or_default().to_owned();
    let request = Some(sent("request")).filter(|id| !id.is_empty()).unwrap_or_else(|| request.to_string());
    let draft = format!("customer-new.{owner}");
    let (others, same) = (sent("anyway"), sent("same_as_customer") == "yes");
    let (refresh, known) = (sent("refresh"), sent("registry"));
    let and_new = sent("then") == "new" || others.split(',').any(|token| token == "new");
    let is_held = failed.as_ref().is_some_and(|state| state.error.code == ErrorCode::PossibleDuplicate);
    let countries = firm.countries.offered(session.home);
    let form = Form {
        session,
        choices: Choices {
            lists: choices.lists,
            staff: choices.staff,
            customers: offered,
            countries,
            ..Choices::default()
        },
        statuses: choices.statuses,
        firm,
        failed,
    };
    let is_again = form.failed.is_some();
    // Another kind or type was chosen: what is typed is as it was, and nothing has been looked at.
    let is_refreshed = !refresh.is_empty();
    let ask = ask_section(asked, known, has_registry, form.session.home, language);
    let panel = (is_held && !similar.is_empty())
        .then(|| view! { <SimilarPanel language=language similar=similar and_new=and_new alert=true/> });
    let groups = groups(&form.needs(), &form.session.own)
        .into_iter()
        .enumerate()
        .map(|(index, mut group)| {
            group.fields.retain(|field| form.firm.is_turned_on(field) && form.firm.rights.changes(field));
            (index, group)
        })
        .map(|(index, group)| group_view(&form, &group, index == 0 && device == Device::Desk))
        .collect_view();
    view! {
        <div class="registration-page">
            <Up href="/customers" to=common::CUSTOMERS.get(language)/>
            <div class="page-head">
                <h1>{words::TITLE.get(language)}</h1>
                {help_link(language, "registration")}
                <p class="draft-note" data-draft-note hidden>
                    <Icon name="history" small=true/>{words::DRAFT.get(language)}" · "
                    <button class="link" type="button" data-draft-discard>{words::DISCARD.get(language)}</button>
                </p>
            </div>
            <div data-region="made">{made.map(|made| made_view(made, language))}</div>
            <div data-region="registration">
                <form class="registration" id="registration" method="post" action=ACTION novalidate data-registration
                    data-draft=draft data-again={is_again && !is_refreshed} data-saved=words::SAVED.get(language)>
                    // What Enter presses, wherever one types: never one of the buttons above the save button.
                    <button class="sr-only" type="submit" tabindex="-1" aria-hidden="true"></button>
                    <input type="hidden" name="owner" value=owner/>
                    <input type="hidden" name="request" value=request/>
                    {(!others.is_empty()).then(|| view! { <input type="hidden" name="anyway" value=others.trim_start_matches("new,").to_owned()/> })}
                    {kept(&form)}
                    {errors(&form)}
                    {ask}
                    <div id="similar">{panel}</div>
                    {quick(&form, device, is_again, same)}
                    {groups}
                    <div class="form-actions registration-actions">
                        <button class="ds-button" type="submit">{words::SAVE.get(language)}</button>
                        <button class="ds-button" data-variant="secondary" type="submit" name="then" value="new">{words::SAVE_AND_NEW.get(language)}</button>
                        <a class="ds-button" data-variant="tertiary" data-color="neutral" href="/customers">{common::CANCEL.get(language)}</a>
                    </div>
                </form>
            </div>
        </div>
    }
}

/// What was typed into fields that this kind or type of customer does not have: it comes back with them, and
/// is not saved.
fn kept(form: &Form) -> impl IntoView + use<> {
    let needs = form.needs();
    let typed = form.failed.iter().flat_map(|state| &state.typed).filter(|(_, value)| !value.is_empty());
    let inputs = typed.filter_map(|(name, value)| {
        let (entity, key) = name.trim_start_matches("kept[").trim_end_matches(']').split_once(['[', '.'])?;
        let field = match entity {
            "patch" => field::customer(key),
            "contact" => field::contact(key),
            _ => None,
        }?;
        (!needs.is_used(field)).then(|| (format!("kept[{entity}.{key}]"), value.clone()))
    });
    let inputs: BTreeMap<String, String> = inputs.collect();
    inputs.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()
}

fn made_view(made: Made, language: Language) -> impl IntoView {
    let text = words::MADE.with(language, &[("name", &made.name), ("number", &grouped(made.number))]);
    view! {
        <div class="banner" role="status">
            <Icon name="circle-check"/>
            <p>{text}</p>
            <a href=format!("/customers/{}", made.id)>{words::OPEN_CARD.get(language)}</a>
        </div>
    }
}

/// How fields are marked, by an example of each.
fn legend(language: Language) -> impl IntoView {
    let example = |need, mark: Option<(&'static str, Option<&'static str>)>, text| {
        let mark = mark.map(|(word, need)| view! { <span class="need" data-need=need>{word}</span>" " });
        view! { <li class="ds-label" data-need=need>{mark}<span class="label-text">{text}</span></li> }
    };
    view! {
        <ul class="legend" aria-label=words::LEGEND.get(language)>
            {example("must", Some((common::MUST.get(language), None)), words::MUST_FILL.get(language))}
            {example("should", Some((common::SHOULD.get(language), Some("should"))), words::SHOULD_FILL.get(language))}
            {example("may", None, words::MAY_FILL.get(language))}
        </ul>
    }
}

/// All that is wrong, in one place, with the way to each.
fn errors(form: &Form) -> impl IntoView {
    let language = form.language();
    let all = form.session.customer_fields().chain(form.session.contact_fields());
    let all = all.filter_map(|field| Some((field, form.problem(field)?)));
    let rows: Vec<_> = all
        .map(|(field, problem)| {
            let label = field.label.get(language);
            let is_contact = field.entity == Entity::Contact;
            let label =
                if is_contact { words::CONTACT_FIELD.with(language, &[("what", label)]) } else { label.to_owned() };
            let text = format!("{label}: {}", problem_text(problem, language));
            view! { <li><a href=format!("#{}", Form::id(field))>{text}</a></li> }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <div class="error-summary" role="alert">
                <h2>{words::ERRORS.get(language)}</h2>
                <ul>{rows}</ul>
            </div>
        }
    })
}

/// Whether a must-field is asked first on a phone too: what has no answer yet, and the kind, which
/// decides what the others are about.
fn is_first(form: &Form, field: &Field) -> bool {
    field.kind == Kind::CustomerKind || (form.preset(field).is_empty() && field.key != "status")
}

/// What must be filled in: the customer, and its contact.
fn quick(form: &Form, device: Device, is_again: bool, same: bool) -> impl IntoView {
    let language = form.language();
    let needs = form.needs();
    let mut fields: Vec<&'static Field> = form
        .session
        .customer_fields()
        .filter(|field| is_quick(field, &needs) && form.firm.is_turned_on(field) && needs.may_change(field))
        .collect();
    // Kind and type first: they say what the name is a name of.
    fields.sort_by_key(|field| !matches!(field.kind, Kind::CustomerKind | Kind::CustomerType));
    let (first, preset): (Vec<_>, Vec<_>) =
        fields.into_iter().partition(|field| device == Device::Desk || is_first(form, field));
    let shown = |fields: Vec<&'static Field>| {
        fields.into_iter().map(|field| field_view(form, field, field.key == "name" && !is_again)).collect_view()
    };
    let is_used = form.is_used(&preset);
    let preset = (!preset.is_empty()).then(|| {
        view! {
            <details class="fold-more" open=is_used>
                <summary>{words::PRESET.get(language)}<Icon name="chevron-down"/></summary>
                <div class="field-grid">{shown(preset)}</div>
            </details>
        }
    });
    // Without a script one says so when the kind or type is another; with one it is asked by itself.
    let refresh = form.firm.rules.vary().then(|| {
        view! {
            <button class="ds-button without-script" data-variant="tertiary" type="submit" name="refresh" value="yes" formaction=FILL
                formnovalidate data-refresh>
                <Icon name="refresh-cw"/>{rule::REFRESH.get(language)}
            </button>
        }
    });
    let lists = |field: &&'static Field| matches!(field.kind, Kind::Choice(_) | Kind::Choices(_));
    let is_plain = |field: &&'static Field| needs.is_must(field) || (device == Device::Desk && !lists(field));
    let (plain, more): (Vec<_>, Vec<_>) = form
        .session
        .contact_fields()
        .filter(|field| needs.is_used(field) && needs.may_change(field))
        .partition(is_plain);
    let is_used = form.is_used(&more);
    view! {
        <section class="section quick" aria-labelledby="h-quick">
            <header class="section-head">
                <Icon name="id-card"/>
                <h2 id="h-quick">{words::QUICK.get(language)}</h2>
                {legend(language)}
            </header>
            <div class="section-body">
                <div class="field-grid">{shown(first)}{preset}</div>
                {refresh}
                <div class="registration-contact">
                    <h3>{words::CONTACT.get(language)}</h3>
                    <div class="ds-field">
                        <input class="ds-input" type="checkbox" id="same-as-customer" name="same_as_customer" value="yes" checked=same aria-describedby="same-as-hint"/>
                        <label class="ds-label" for="same-as-customer">{words::SAME_AS_CUSTOMER.get(language)}</label>
                    </div>
                    <p class="muted small" id="same-as-hint">{words::SAME_AS_HINT.get(language)}</p>
                </div>
                <div class="field-grid">{shown(plain)}</div>
                <details class="fold-more" open=is_used>
                    <summary>{words::MORE_CONTACT.get(language)}<Icon name="chevron-down"/></summary>
                    <div class="field-grid">{shown(more)}</div>
                </details>
            </div>
        </section>
    }
}
