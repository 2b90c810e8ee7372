//! The forms of an own tab: its names, and the sections that it shows.

use super::page::{ADD, CHANGE, TabsView};
use crate::{
    i18n::tab as words,
    settings::{Names, three_names},
    ui::{FormActions, Icon},
};
use domain::{
    id::TabId,
    section::Section,
    tab::{CardTab, TAB_NAME_MAX},
};
use leptos::prelude::*;
use store::tab::NAME;

/// The form for a new tab.
pub(super) fn adder(view: &TabsView) -> impl IntoView + use<> {
    let language = view.language;
    view! {
        <section class="section lists-section" data-region="tab-new" aria-labelledby="h-tab-new">
            <header class="section-head"><Icon name="plus"/><h2 id="h-tab-new">{words::NEW.get(language)}</h2></header>
            <div class="section-body">
                <form class="form" id="tab-new" method="post" action=ADD>
                    {names(view, ADD, "tab-new", &[String::new(), String::new(), String::new()])}
                    {sections(view, ADD, "tab-new", &[])}
                    <div class="form-actions"><button class="ds-button" type="submit">{words::ADD.get(language)}</button></div>
                </form>
            </div>
        </section>
    }
}

/// The form that renames a tab and says what it shows.
pub(super) fn changer(view: &TabsView, tab: &CardTab, id: TabId) -> impl IntoView + use<> {
    let failed = view.form.as_ref().filter(|state| state.form == CHANGE);
    let version = view.about(id).map(|about| failed.map_or(about.version, |state| state.version(about.version)));
    view! {
        <form class="form" method="post" action=CHANGE>
            <input type="hidden" name="tab" value=id.to_string()/>
            <input type="hidden" name="version" value=version/>
            {names(view, CHANGE, "tab-change", &tab.labels)}
            {sections(view, CHANGE, "tab-change", &tab.sections)}
            <FormActions language=view.language/>
        </form>
    }
}

fn names(view: &TabsView, form: &'static str, id: &'static str, values: &[String; 3]) -> AnyView {
    three_names(
        Names { id, max: TAB_NAME_MAX, values, language: view.language },
        &|name| view.typed(form, name).map(str::to_owned),
        &|name| view.problem(form, name),
        NAME,
    )
}

/// The sections, those of the tab first, in its order.
fn sections(view: &TabsView, form: &'static str, id: &'static str, chosen: &[Section]) -> impl IntoView + use<> {
    let language = view.language;
    let typed: Option<Vec<&str>> = view.typed(form, "sections").map(|typed| typed.split(',').collect());
    let is_chosen = |section: Section| {
        typed.as_ref().map_or_else(|| chosen.contains(&section), |typed| typed.contains(&section.key()))
    };
    let boxes = chosen
        .iter()
        .copied()
        .chain(Section::ALL.iter().copied().filter(|section| !chosen.contains(section)))
        .map(|section| {
            let id = format!("{id}-{}", section.key());
            view! {
                <div class="ds-field">
                    <input class="ds-input" type="checkbox" id=id.clone() name="sections" value=section.key() checked=is_chosen(section)/>
                    <label class="ds-label" for=id>{section.title(language)}</label>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class="ds-fieldset tab-sections">
            <legend class="ds-label">{words::SECTIONS.get(language)}</legend>
            <p class="muted small">{words::SECTIONS_HELP.get(language)}</p>
            <input type="hidden" name="sections" value=""/>
            <div class="tab-section-boxes">{boxes}</div>
        </fieldset>
    }
}
