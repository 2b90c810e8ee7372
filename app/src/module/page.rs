//! The page of the parts of the product that a firm uses.

use crate::{
    error::problem_text,
    i18n::{module as words, settings},
    settings::ask,
    ui::{Icon, Up},
};
use domain::{
    customer::CustomerType,
    error::Problem,
    field::grouped,
    language::Language,
    module::{Module, ModuleRule, Modules},
    section::Section,
    text::Text,
};
use leptos::prelude::*;
use std::collections::HashMap;
use store::form_state::FormState;

/// Where a decision is sent.
pub const ACTION: &str = "/api/staff/module-decide";

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct ModulesView {
    /// What the firm has decided.
    pub modules: Modules,
    /// How many customers there are of each type.
    pub counts: HashMap<CustomerType, i64>,
    /// A decision that failed.
    pub form: Option<FormState>,
    /// Whether the reader may change them.
    pub may_change: bool,
    /// Who may.
    pub administrators: Vec<String>,
    /// The reader's language.
    pub language: Language,
}

/// The page of the parts of the product that a firm uses.
#[component]
pub fn ModulesPage(
    /// Everything that it shows.
    view: ModulesView,
) -> impl IntoView {
    let language = view.language;
    let sections = Module::ALL.iter().map(|module| one(&view, *module)).collect_view();
    view! {
        <div class="settings-main rules-page">
            <Up href="/settings" to=settings::MENU.get(language)/>
            <div class="page-head"><h1>{words::TITLE.get(language)}</h1></div>
            <p>{words::ADVICE.get(language)}</p>
            {(!view.may_change).then(|| ask(&view.administrators, language))}
            <div class="settings" data-region="modules">{sections}</div>
        </div>
    }
}

fn advice(module: Module) -> Text {
    match module {
        Module::Relations => words::RELATIONS_ADVICE,
        Module::Staffing => words::STAFFING_ADVICE,
        Module::Invoicing => words::INVOICING_ADVICE,
    }
}

fn one(view: &ModulesView, module: Module) -> impl IntoView + use<> {
    let language = view.language;
    let stands = view.modules.of(module);
    let failed = view.form.as_ref().filter(|state| state.form == ACTION && state.typed("module") == Some(module.key()));
    let problem = failed.and_then(|state| state.error.problem_of(module.key()));
    let wanted = failed.and_then(|state| state.typed("wanted")).map_or(stands, ModuleRule::read);
    let name = module.name(language);
    let titles: Vec<&str> = Section::ALL
        .iter()
        .filter(|section| section.module() == Some(module))
        .map(|section| section.title(language))
        .collect();
    let all: i64 = view.counts.values().sum();
    let takes: i64 = view.counts.iter().filter(|(of, _)| stands.takes(**of)).map(|(_, n)| n).sum();
    let touches = words::TOUCHES.with(language, &[("n", &grouped(takes)), ("all", &grouped(all))]);
    let message = format!("module-{}-e", module.key());
    let tick = |key: &'static str, text: &'static str, is_on: bool| {
        let id = format!("module-{}-{key}", module.key());
        view! {
            <div class="ds-field">
                <input class="ds-input" type="checkbox" id=id.clone() name="wanted" value=key checked=is_on disabled=!view.may_change/>
                <label class="ds-label" for=id>{text}</label>
            </div>
        }
    };
    let types = CustomerType::ALL
        .iter()
        .map(|of| {
            let is_on = match of {
                CustomerType::Ordinary => wanted.ordinary,
                CustomerType::Temporary => wanted.temporary,
                CustomerType::Prospect => wanted.prospect,
            };
            tick(of.key(), of.name(language), is_on)
        })
        .collect_view();
    let wrong = problem.map(|problem| {
        let text = if problem == Problem::Choice {
            words::NOBODY.get(language).to_owned()
        } else {
            problem_text(problem, language)
        };
        view! { <p class="field-error" id=message.clone() role="alert"><Icon name="circle-alert" small=true/>{text}</p> }
    });
    let save = view.may_change.then(|| {
        let label = words::SAVE.with(language, &[("module", name)]);
        view! { <div class="form-actions"><button class="ds-button" type="submit" data-small>{label}</button></div> }
    });
    view! {
        <section class="section lists-section" aria-labelledby=format!("h-{}", module.key())>
            <header class="section-head"><h2 id=format!("h-{}", module.key())>{name}</h2></header>
            <div class="section-body">
                <form class="module-form" id=format!("module-{}", module.key()) method="post" action=ACTION>
                    <p>{advice(module).get(language)}<br/><span class="muted small">{words::SECTIONS.with(language, &[("sections", &titles.join(", "))])}<br/>{touches}</span></p>
                    <input type="hidden" name="module" value=module.key()/>
                    <input type="hidden" name="read" value=stands.written()/>
                    <input type="hidden" name="wanted" value=""/>
                    {tick("active", words::ON.get(language), wanted.active)}
                    <div role="group" aria-label=words::FOR_TYPES.get(language) aria-describedby=problem.map(|_| message.clone())>
                        <p class="ds-label">{words::FOR_TYPES.get(language)}</p>
                        <div class="module-types">{types}</div>
                    </div>
                    {wrong}{save}
                </form>
            </div>
        </section>
    }
}
