//! The page on which an administrator decides what each role may do with which field.

use crate::{
    error::problem_text,
    i18n::{rule, setting_right as words, settings},
    setting_log::role_name,
    settings::ask,
    ui::{Icon, Up},
};
use domain::{
    error::Problem,
    field::{Entity, Field, grouped},
    language::Language,
    layout::Device,
    policy::Access,
    section::Section,
    user::Role,
};
use leptos::prelude::*;
use std::collections::HashMap;
use store::{
    field_right::{Decided, ROLES, name},
    form_state::FormState,
    rule::catalogue,
};

/// Where the form is sent.
pub const ACTION: &str = "/api/staff/field-rights";

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct RightsView {
    /// Whose fields.
    pub entity: Entity,
    /// What the firm has decided; none for those who may not look after it.
    pub decided: Option<Decided>,
    /// How many people have each role.
    pub people: HashMap<Role, i64>,
    /// The firm's own fields.
    pub own: Vec<&'static Field>,
    /// A save that failed.
    pub form: Option<FormState>,
    /// Who may change it.
    pub administrators: Vec<String>,
    /// On what kind of device.
    pub device: Device,
    /// The reader's language.
    pub language: Language,
}

impl RightsView {
    fn failed(&self) -> Option<&FormState> {
        self.form.as_ref().filter(|state| state.form == ACTION)
    }

    fn problem(&self, name: &str) -> Option<Problem> {
        self.failed()?.error.problem_of(name)
    }
}

/// The page of the rights to fields.
#[component]
pub fn RightsPage(
    /// Everything that it shows.
    view: RightsView,
) -> impl IntoView {
    let language = view.language;
    let chip = |href: &'static str, text: &'static str, entity: Entity| {
        view! { <a class="chip" href=href aria-current=(view.entity == entity).then_some("page")>{text}</a> }
    };
    let whose = [
        chip("/settings/rights", rule::CUSTOMER.get(language), Entity::Customer),
        chip("/settings/rights?of=contact", rule::CONTACT.get(language), Entity::Contact),
    ];
    let refused = view.failed().map(|_| {
        view! { <div class="notice" role="alert"><Icon name="info"/><p>{words::NOT_SAVED.get(language)}</p></div> }
    });
    let body = match &view.decided {
        None => ask(&view.administrators, language).into_any(),
        Some(decided) => form(&view, decided),
    };
    view! {
        <div class="settings-main rules-page">
            <Up href="/settings" to=settings::MENU.get(language)/>
            <div class="page-head"><h1>{words::TITLE.get(language)}</h1></div>
            <p>{words::ADVICE.get(language)}</p>
            <p>{words::ADMINISTRATORS.get(language)}" "{words::MERGING.get(language)}</p>
            <div class="rules-chosen"><nav class="chips" aria-label=rule::WHOSE.get(language)>{whose}</nav></div>
            {refused}
            <div data-region="rights">{body}</div>
        </div>
    }
}

fn form(view: &RightsView, decided: &Decided) -> AnyView {
    let language = view.language;
    let fields: Vec<&'static Field> =
        catalogue(view.entity, &view.own).into_iter().filter(|field| field.can_be_kept()).collect();
    let mut sections: Vec<Section> = Vec::new();
    for field in &fields {
        if !sections.contains(&field.section) {
            sections.push(field.section);
        }
    }
    let groups = sections
        .into_iter()
        .map(|section| {
            let of_section = fields.iter().copied().filter(|field| field.section == section).collect();
            group(view, decided, section, of_section)
        })
        .collect_view();
    view! {
        <form class="rules" method="post" action=ACTION data-saved=words::SAVED.get(language) data-plain-dirty>
            {groups}
            <div class="form-actions rules-actions">
                <button class="ds-button" type="submit">{words::SAVE.get(language)}</button>
                <span class="muted small">{rule::FOOT.get(language)}</span>
            </div>
        </form>
    }
    .into_any()
}

/// The fields of one section.
fn group(view: &RightsView, decided: &Decided, section: Section, fields: Vec<&'static Field>) -> AnyView {
    let language = view.language;
    let heads = ROLES
        .map(|role| {
            let people = match view.people.get(&role).copied().unwrap_or_default() {
                1 => words::ONE.get(language).to_owned(),
                n => words::MANY.with(language, &[("n", &grouped(n))]),
            };
            view! { <th scope="col">{role_name(role).get(language)}" "<span class="muted small">{people}</span></th> }
        })
        .collect_view();
    let less = fields.iter().filter(|field| ROLES.iter().any(|role| decided.is_less(field, *role))).count();
    let digest = (less > 0).then(|| words::LESS.with(language, &[("n", &less.to_string())]));
    let is_wrong = fields.iter().any(|field| ROLES.iter().any(|role| view.problem(&name(field, *role)).is_some()));
    let is_open = view.device == Device::Desk || is_wrong || less > 0;
    let rows = fields.into_iter().map(|field| row(view, decided, field)).collect_view();
    let id = format!("h-{}", section.key());
    view! {
        <details class="section group rules-section" open=is_open>
            <summary class="section-head">
                <Icon name=section.icon()/>
                <h2 id=id.clone()>{section.title(language)}</h2>
                <span class="digest">{digest}</span>
                <Icon name="chevron-down"/>
            </summary>
            <div class="section-body">
                <table class="rules-table" aria-labelledby=id>
                    <thead><tr><th scope="col">{words::FIELD.get(language)}</th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

fn row(view: &RightsView, decided: &Decided, field: &'static Field) -> impl IntoView + use<> {
    let language = view.language;
    let label = field.label.get(language);
    let cells = ROLES
        .map(|role| {
            let key = name(field, role);
            let now = decided.access(field, role);
            let typed = view.failed().and_then(|state| state.typed(&format!("access[{key}]")));
            let chosen = typed.and_then(Access::from_key).unwrap_or(now);
            // What was read when the form that failed was opened is still compared; where somebody has decided since,
            // what stands now.
            let problem = view.problem(&key);
            let before = view.failed().and_then(|state| state.typed(&format!("read[{key}]"))).and_then(Access::from_key);
            let read = before.filter(|_| problem != Some(Problem::ChangedSince)).unwrap_or(now);
            let options = Access::of(role)
                .iter()
                .map(|access| view! { <option value=access.key() selected={*access == chosen}>{access.name(language)}</option> })
                .collect_view();
            let id = format!("right-{}", key.replace('.', "-"));
            let message = format!("{id}-e");
            let named = words::OF.with(language, &[("field", label), ("role", role_name(role).get(language))]);
            let stands = problem.map(|problem| match problem {
                Problem::ChangedSince => format!("{} ({})", problem_text(problem, language), now.name(language)),
                _ => problem_text(problem, language),
            });
            view! {
                <td>
                    <input type="hidden" name=format!("read[{key}]") value=read.key()/>
                    <select class="ds-input" id=id name=format!("access[{key}]") aria-label=named
                        aria-invalid=problem.map(|_| "true") aria-describedby=problem.map(|_| message.clone())>{options}</select>
                    {stands.map(|text| view! { <p class="field-error" id=message.clone()>{text}</p> })}
                </td>
            }
        })
        .collect_view();
    view! { <tr><th scope="row">{label}</th>{cells}</tr> }
}
