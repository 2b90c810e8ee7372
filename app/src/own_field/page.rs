//! The page of a firm's own fields.

use super::{
    about::about,
    convert::{Conversion, conversion},
};
use crate::{
    help::help_link,
    i18n::{own_field as words, rule, settings, tab as tab_words},
    settings::{Names, ask, three_names},
    ui::{ErrorText, FormActions, Icon, Up},
};
use domain::{
    error::Problem,
    field::{Entity, OWN_LABEL_MAX, OWNED, OwnKind, grouped},
    id::OwnFieldId,
    language::Language,
    section::Section,
    tab::{CardTab, TabKey},
    text::Text,
};
use leptos::prelude::*;
use store::{
    form_state::FormState,
    own_field::{NAME, OwnField, takes_own},
};

/// Where a new field is sent.
pub const ADD: &str = "/api/staff/own-field-add";
/// Where a changed one is sent.
pub const CHANGE: &str = "/api/staff/own-field-change";

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct OwnFieldsView {
    /// Whose fields.
    pub entity: Entity,
    /// Those fields, those in use first.
    pub fields: Vec<OwnField>,
    /// The firm's own tabs, in which they may stand.
    pub tabs: Vec<CardTab>,
    /// The one that is being changed.
    pub editing: Option<OwnFieldId>,
    /// The one that shall have another kind.
    pub conversion: Option<Conversion>,
    /// A change that failed.
    pub form: Option<FormState>,
    /// Whether the reader may change them.
    pub may_change: bool,
    /// Who may.
    pub administrators: Vec<String>,
    /// The reader's language.
    pub language: Language,
}

/// The page with the fields of customers, or of their contacts.
pub(super) const fn address(entity: Entity) -> &'static str {
    if matches!(entity, Entity::Contact) { "/settings/own-fields?of=contact" } else { "/settings/own-fields" }
}

impl OwnFieldsView {
    const fn is_of_contacts(&self) -> bool {
        matches!(self.entity, Entity::Contact)
    }

    pub(super) fn typed(&self, form: &str, name: &str) -> Option<&str> {
        self.form.as_ref().filter(|state| state.form == form)?.typed(name)
    }

    pub(super) fn problem(&self, form: &str, name: &str) -> Option<Problem> {
        self.form.as_ref().filter(|state| state.form == form)?.error.problem_of(name)
    }
}

/// The page of a firm's own fields.
#[component]
pub fn OwnFieldsPage(
    /// Everything that it shows.
    view: OwnFieldsView,
) -> impl IntoView {
    let language = view.language;
    let used = view.fields.iter().filter(|field| !field.retired).count();
    let rows = view.fields.iter().enumerate().map(|(at, field)| row(&view, field, (at, used))).collect_view();
    let (advice, nothing) = if view.is_of_contacts() {
        (words::ADVICE_CONTACT, words::EMPTY_CONTACT)
    } else {
        (words::ADVICE, words::EMPTY)
    };
    let empty = view.fields.is_empty().then(|| view! { <div class="empty"><p>{nothing.get(language)}</p></div> });
    let whose = OWNED.map(|entity| {
        let text = if entity == Entity::Contact { rule::CONTACT } else { rule::CUSTOMER };
        let is_current = (entity == view.entity).then_some("page");
        view! { <a class="chip" href=address(entity) aria-current=is_current>{text.get(language)}</a> }
    });
    let refused = view.problem("/api/staff/own-field-retire", NAME).map(|problem| {
        view! { <div role="alert"><ErrorText id="own-field-e".to_owned() problem=problem language=language/></div> }
    });
    view! {
        <div class="settings-main rules-page">
            <Up href="/settings" to=settings::MENU.get(language)/>
            <div class="page-head"><h1>{words::TITLE.get(language)}</h1>{help_link(language, "own-fields")}</div>
            <p>{advice.get(language)}</p>
            <div class="rules-chosen"><nav class="chips" aria-label=rule::WHOSE.get(language)>{whose}</nav></div>
            {(!view.may_change).then(|| ask(&view.administrators, language))}
            <section class="section lists-section" data-region="own-fields" aria-labelledby="h-own-fields">
                <header class="section-head"><h2 id="h-own-fields">{words::TITLE.get(language)}</h2><span class="digest">{used}</span></header>
                <div class="section-body">
                    {refused}{empty}
                    <ul class="list-items">{rows}</ul>
                </div>
            </section>
            {view.may_change.then(|| adder(&view))}
        </div>
    }
}

/// The id of the row of a field.
pub(super) fn row_id(id: OwnFieldId) -> String {
    format!("own-{id}")
}

fn row(view: &OwnFieldsView, field: &OwnField, (at, used): (usize, usize)) -> AnyView {
    let language = view.language;
    let id = row_id(field.id);
    if let Some(wanted) = view.conversion.as_ref().filter(|wanted| view.may_change && wanted.field == field.id) {
        return conversion(view, field, wanted);
    }
    if view.may_change && view.editing == Some(field.id) {
        return view! {
            <li class="list-item" id=id>
                <form class="form" method="post" action=CHANGE>
                    <input type="hidden" name="field" value=field.id.to_string()/>
                    <input type="hidden" name="version" value=view.form.as_ref().filter(|state| state.form == CHANGE).map_or(field.version, |state| state.version(field.version))/>
                    {names(view, CHANGE, "change", &field.labels)}
                    {section_select(view, CHANGE, "change", &place_of(field))}
                    {about(view, CHANGE, "change", &field.help, field.in_portal)}
                    <FormActions language=language back=address(view.entity)/>
                </form>
            </li>
        }
        .into_any();
    }
    let name = language.of(&field.labels).to_owned();
    let (one, several) = if view.is_of_contacts() {
        (words::USED_ONE_CONTACT, words::USED_CONTACT)
    } else {
        (words::USED_ONE, words::USED)
    };
    let use_text = match field.used {
        0 => words::USED_NONE.get(language).to_owned(),
        1 => one.get(language).to_owned(),
        n => several.with(language, &[("n", &grouped(n))]),
    };
    let tab = field.tab.and_then(|id| view.tabs.iter().find(|tab| tab.key == TabKey::Own(id)));
    let place = tab.map_or_else(
        || field.section.title(language).to_owned(),
        |tab| tab_words::IN_TAB.with(language, &[("tab", tab.name(language))]),
    );
    let place = (!view.is_of_contacts()).then_some(place);
    let shown = field.in_portal.then(|| words::IN_PORTAL.get(language).to_lowercase());
    let about: Vec<String> =
        std::iter::once(field.kind.name(language).to_owned()).chain(place).chain(shown).chain([use_text]).collect();
    let about = about.join(" · ");
    let retired = field
        .retired
        .then(|| view! { <span class="ds-tag" data-color="neutral">{words::RETIRED.get(language)}</span> });
    let values = (field.kind.has_list() && !field.retired)
        .then(|| view! { <a href=format!("/lists/{}", field.key)>{words::VALUES.get(language)}</a> });
    let menu = view.may_change.then(|| menu(field, &name, language, (at, used)));
    view! {
        <li class="list-item" id=id data-retired=field.retired>
            <span class="list-item-names"><span class="list-item-name">{name.clone()}</span><span class="muted small">{about}</span></span>
            {values}{retired}{menu}
        </li>
    }
    .into_any()
}

/// Where a field stands, as the form names it: a section, or one of the firm's tabs.
fn place_of(field: &OwnField) -> String {
    field.tab.map_or_else(|| field.section.key().to_owned(), |tab| tab.to_string())
}

fn menu(field: &OwnField, name: &str, language: Language, (at, used): (usize, usize)) -> impl IntoView + use<> {
    let id = field.id.to_string();
    let (of, edit) = match field.entity {
        Entity::Contact => ("of=contact&", words::EDIT_NAME),
        Entity::Customer | Entity::Firm => ("", words::EDIT),
    };
    let shift = |up: bool, icon: &'static str, text: Text| {
        let id = id.clone();
        view! {
            <form method="post" action="/api/staff/own-field-shift">
                <input type="hidden" name="field" value=id/>
                <input type="hidden" name="up" value=if up { "true" } else { "false" }/>
                <button class="menu-item" type="submit"><Icon name=icon/><span>{text.get(language)}</span></button>
            </form>
        }
    };
    let up = (!field.retired && at > 0).then(|| shift(true, "arrow-up", words::UP));
    let down = (!field.retired && at + 1 < used).then(|| shift(false, "arrow-down", words::DOWN));
    let (retired, icon, text) =
        if field.retired { ("false", "rotate-ccw", words::RESTORE) } else { ("true", "archive", words::RETIRE) };
    view! {
        <details class="menu">
            <summary class="icon-button" aria-label=words::MENU.with(language, &[("field", name)])><Icon name="ellipsis"/></summary>
            <div class="menu-panel">
                <a class="menu-item" data-swap href=format!("?{of}edit={0}#own-{0}", field.id)><Icon name="pencil"/><span>{edit.get(language)}</span></a>
                <a class="menu-item" data-swap href=format!("?{of}convert={0}#own-{0}", field.id)><Icon name="refresh-cw"/><span>{words::CONVERT.get(language)}</span></a>
                {up}{down}
                <form method="post" action="/api/staff/own-field-retire">
                    <input type="hidden" name="field" value=id.clone()/>
                    <input type="hidden" name="retired" value=retired/>
                    <button class="menu-item" type="submit"><Icon name=icon/><span>{text.get(language)}</span></button>
                </form>
            </div>
        </details>
    }
}

fn names(view: &OwnFieldsView, form: &'static str, place: &'static str, values: &[String; 3]) -> AnyView {
    three_names(
        Names { id: &format!("own-{place}"), max: OWN_LABEL_MAX, values, language: view.language },
        &|name| view.typed(form, name).map(str::to_owned),
        &|name| view.problem(form, name),
        NAME,
    )
}

/// Where a field stands; one of contacts stands with each of them.
fn section_select(view: &OwnFieldsView, form: &'static str, place: &'static str, now: &str) -> AnyView {
    let language = view.language;
    if view.is_of_contacts() {
        return view! { <input type="hidden" name="section" value=Section::Contacts.key()/> }.into_any();
    }
    let typed = view.typed(form, "section").unwrap_or(now).to_owned();
    let (id, message) = (format!("own-{place}-section"), format!("own-{place}-section-e"));
    let problem = view.problem(form, "section");
    let options = std::iter::once(Section::Own)
        .chain(Section::ALL.iter().copied().filter(|section| *section != Section::Own && takes_own(*section)))
        .map(|section| view! { <option value=section.key() selected={section.key() == typed}>{section.title(language)}</option> })
        .collect_view();
    let tabs = view
        .tabs
        .iter()
        .map(|tab| {
            let (value, name) = (tab.key.to_string(), tab.name(language));
            let is_chosen = value == typed;
            view! { <option value=value selected=is_chosen>{tab_words::IN_TAB.with(language, &[("tab", name)])}</option> }
        })
        .collect_view();
    view! {
        <div class="ds-field">
            <label class="ds-label" for=id.clone()>{words::SECTION.get(language)}</label>
            <select class="ds-input" id=id name="section" aria-invalid=problem.map(|_| "true") aria-describedby=problem.map(|_| message.clone())>{options}{tabs}</select>
            {problem.map(|problem| view! { <ErrorText id=message problem=problem language=language/> })}
        </div>
    }
    .into_any()
}

/// The form for a new field.
fn adder(view: &OwnFieldsView) -> impl IntoView + use<> {
    let language = view.language;
    let typed = view.typed(ADD, "kind").unwrap_or("line").to_owned();
    let wrong = view.problem(ADD, "kind");
    let kinds = OwnKind::ALL
        .iter()
        .map(|kind| view! { <option value=kind.key() selected={kind.key() == typed}>{kind.name(language)}</option> })
        .collect_view();
    view! {
        <section class="section lists-section" data-region="own-field-new" aria-labelledby="h-own-new">
            <header class="section-head"><Icon name="plus"/><h2 id="h-own-new">{words::NEW.get(language)}</h2></header>
            <div class="section-body">
                <form class="form" id="own-field-new" method="post" action=ADD>
                    {names(view, ADD, "new", &[const { String::new() }; 3])}
                    <div class="form-row">
                        <div class="ds-field">
                            <label class="ds-label" for="own-new-kind">{words::KIND.get(language)}</label>
                            <select class="ds-input" id="own-new-kind" name="kind" aria-invalid=wrong.map(|_| "true")
                                aria-describedby=wrong.map(|_| "own-new-kind-e")>{kinds}</select>
                            {wrong.map(|problem| view! { <ErrorText id="own-new-kind-e".to_owned() problem=problem language=language/> })}
                        </div>
                        {section_select(view, ADD, "new", Section::Own.key())}
                    </div>
                    {about(view, ADD, "new", &[const { String::new() }; 3], false)}
                    <div class="form-actions"><button class="ds-button" type="submit">{words::ADD.get(language)}</button></div>
                </form>
            </div>
        </section>
    }
}
