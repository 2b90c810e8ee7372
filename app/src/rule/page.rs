//! The page on which an administrator decides which fields are used, and how much they matter.

use crate::{
    error::problem_text,
    help::help_link,
    i18n::{own_field, rule as words, settings, undo},
    settings::ask,
    ui::{ErrorText, Icon, Up, time::Clock},
};
use domain::{
    customer::{CustomerKind, CustomerType},
    error::Problem,
    field::{Audience, Entity, Field, Need, grouped},
    id::CommandId,
    language::Language,
    layout::Device,
    section::Section,
    text::plain,
    text::within,
};
use leptos::prelude::*;
use store::{
    form_state::FormState,
    rule::{Counts, catalogue, common as common_need},
};

/// Where the form is sent.
pub const ACTION: &str = "/api/staff/field-rules";
/// Where a decision is taken back.
pub const UNDO: &str = "/api/staff/field-rules-undo";

/// The types of customers with this key; all of them where it is empty.
#[must_use]
pub fn types_of(key: &str) -> Option<&'static [CustomerType]> {
    if key.is_empty() {
        return Some(CustomerType::ALL);
    }
    CustomerType::ALL.iter().find(|one| one.key() == key).map(std::slice::from_ref)
}

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct RulesView {
    /// Whose fields.
    pub entity: Entity,
    /// The type of customers, empty for all.
    pub types: String,
    /// What the firm has decided, and which fields its switches leave.
    pub firm: domain::settings::FirmSettings,
    /// The firm's own fields.
    pub own: Vec<&'static Field>,
    /// What that touches.
    pub counts: Counts,
    /// A save that failed.
    pub form: Option<FormState>,
    /// What was just decided, with the way back.
    pub done: Option<CommandId>,
    /// Who decided last, and when.
    pub changed: Option<(String, String)>,
    /// When it is read.
    pub clock: Clock,
    /// Whether the reader may change it.
    pub may_change: bool,
    /// Who may.
    pub administrators: Vec<String>,
    /// On what kind of device.
    pub device: Device,
    /// The reader's language.
    pub language: Language,
}

impl RulesView {
    fn types(&self) -> &'static [CustomerType] {
        types_of(&self.types).unwrap_or(CustomerType::ALL)
    }

    fn failed(&self, action: &str) -> Option<&FormState> {
        self.form.as_ref().filter(|state| state.form == action)
    }
}

/// Where the rules of these stand.
fn address(entity: Entity, types: &str) -> String {
    let of = if entity == Entity::Contact { "of=contact" } else { "" };
    let types = if types.is_empty() { String::new() } else { format!("type={types}") };
    let query: Vec<&str> = [of, &types].into_iter().filter(|part| !part.is_empty()).collect();
    if query.is_empty() { "/settings/fields".to_owned() } else { format!("/settings/fields?{}", query.join("&")) }
}

/// The page of the rules.
#[component]
pub fn RulesPage(
    /// Everything that it shows.
    view: RulesView,
) -> impl IntoView {
    let language = view.language;
    let fields: Vec<&'static Field> =
        catalogue(view.entity, &view.own).into_iter().filter(|field| view.firm.is_turned_on(field)).collect();
    let mut sections: Vec<Section> = Vec::new();
    for field in &fields {
        if !sections.contains(&field.section) {
            sections.push(field.section);
        }
    }
    let groups = sections
        .into_iter()
        .map(|section| group(&view, section, fields.iter().copied().filter(|field| field.section == section).collect()))
        .collect_view();
    let save = view.may_change.then(|| {
        view! {
            <div class="form-actions rules-actions">
                <button class="ds-button" type="submit">{words::SAVE.get(language)}</button>
                <p class="muted small">{words::FOOT.get(language)}</p>
            </div>
        }
    });
    let changed = view
        .changed
        .as_ref()
        .map(|(at, by)| settings::CHANGED.with(language, &[("when", &view.clock.shown(at)), ("who", by)]));
    view! {
        <div class="settings-main rules-page">
            <Up href="/settings" to=settings::MENU.get(language)/>
            <div class="page-head"><h1>{words::TITLE.get(language)}</h1>{help_link(language, "field-rules")}</div>
            <p>{words::ADVICE.get(language)}</p>
            <p class="muted small">
                {words::KEPT.get(language)}" "{words::OLD.get(language)}" "
                <a href="/settings/own-fields">{own_field::TITLE.get(language)}</a>
            </p>
            {notice(&view)}
            {(!view.may_change).then(|| ask(&view.administrators, language))}
            {chosen(&view)}
            <div data-region="rules">
                <form class="rules" method="post" action=ACTION data-plain-dirty>
                    <input type="hidden" name="entity" value=view.entity.key()/>
                    <input type="hidden" name="types" value=view.types.clone()/>
                    {groups}
                    {save}
                </form>
            </div>
            <p class="muted small settings-foot" data-region="settings-foot">{changed}</p>
        </div>
    }
}

/// Whose fields are shown, and for which types.
fn chosen(view: &RulesView) -> impl IntoView {
    let language = view.language;
    let chip = |href: String, text: &'static str, is_current: bool| {
        view! { <a class="chip" href=href aria-current=is_current.then_some("page")>{text}</a> }
    };
    let whose = [(Entity::Customer, words::CUSTOMER), (Entity::Contact, words::CONTACT)]
        .map(|(entity, text)| chip(address(entity, &view.types), text.get(language), entity == view.entity));
    let all = chip(address(view.entity, ""), words::ALL_TYPES.get(language), view.types.is_empty());
    let types = CustomerType::ALL
        .iter()
        .map(|one| chip(address(view.entity, one.key()), one.name(language), view.types == one.key()))
        .collect_view();
    view! {
        <div class="rules-chosen">
            <nav class="chips" aria-label=words::WHOSE.get(language)>{whose}</nav>
            <nav class="chips" aria-label=words::TYPES.get(language)>
                <span class="muted small" aria-hidden="true">{words::TYPES.get(language)}</span>{all}{types}
            </nav>
        </div>
    }
}

/// The fields of one section.
fn group(view: &RulesView, section: Section, fields: Vec<&'static Field>) -> AnyView {
    let language = view.language;
    let (fixed, open): (Vec<&'static Field>, Vec<&'static Field>) =
        fields.into_iter().partition(|field| field.is_fixed());
    let always = (!fixed.is_empty()).then(|| {
        let names: Vec<String> = fixed.iter().map(|field| plain(field.label.get(language))).collect();
        view! { <p class="rules-always muted small"><Icon name="lock" small=true/>{words::ALWAYS.with(language, &[("fields", &names.join(", "))])}</p> }
    });
    let kinds =
        CustomerKind::ALL.iter().map(|kind| view! { <th scope="col">{kind.name(language)}</th> }).collect_view();
    let id = format!("h-{}", section.key());
    let (named_by, digest) = (id.clone(), digest(view, &open));
    // On a phone they are unfolded one by one, but for where something is wrong.
    let is_wrong = open.iter().any(|field| CustomerKind::ALL.iter().any(|kind| problem(view, field, *kind).is_some()));
    let is_open = view.device == Device::Desk || is_wrong;
    let table = (!open.is_empty()).then(|| {
        let rows = open.iter().map(|field| row(view, field)).collect_view();
        view! {
            <table class="rules-table" aria-labelledby=named_by>
                <thead><tr><th scope="col">{words::FIELD.get(language)}</th>{kinds}<th scope="col">{words::WITHOUT.get(language)}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
    });
    view! {
        <details class="section group rules-section" open=is_open>
            <summary class="section-head">
                <Icon name=section.icon()/>
                <h2 id=id>{section.title(language)}</h2>
                <span class="digest">{digest}</span>
                <Icon name="chevron-down"/>
            </summary>
            <div class="section-body">{table}{always}</div>
        </details>
    }
    .into_any()
}

/// How many of the fields must and should be filled in, and are not used, with any customer.
fn digest(view: &RulesView, fields: &[&'static Field]) -> String {
    let language = view.language;
    let of = |need| {
        let is_so = |field: &&&'static Field| {
            CustomerKind::ALL.iter().any(|kind| common_need(&view.firm.rules, field, *kind, view.types()) == Some(need))
        };
        let count = fields.iter().filter(is_so).count();
        (count > 0).then(|| format!("{count} {}", need.name(language).to_lowercase()))
    };
    [Need::Must, Need::Should, Need::Off].into_iter().filter_map(of).collect::<Vec<_>>().join(" · ")
}

/// What is wrong with what was chosen for a field.
fn problem(view: &RulesView, field: &Field, kind: CustomerKind) -> Option<Problem> {
    view.failed(ACTION)?.error.problem_of(&format!("{}.{}", field.key, kind.key()))
}

/// One field: how much it matters with each kind, and how many lack it.
fn row(view: &RulesView, field: &'static Field) -> impl IntoView {
    let language = view.language;
    let label = field.label.get(language);
    let cells = CustomerKind::ALL
        .iter()
        .map(|kind| view! { <td data-label=kind.name(language)>{select(view, field, *kind)}</td> })
        .collect_view();
    let audiences = Audience::all().filter(|audience| view.types().contains(&audience.customer_type));
    let (all, lacking) = view.counts.of(field, audiences);
    let (shown, count) = (grouped(lacking), grouped(all));
    let text = words::LACKING.with(language, &[("n", &shown), ("all", &count)]);
    let lacking = if !field.needs().contains(&Need::Must) || lacking == 0 {
        view! { <span class="muted">"–"</span> }.into_any()
    } else if view.entity == Entity::Customer {
        let of_type = if view.types.is_empty() { String::new() } else { format!(";customer_type.any:{}", view.types) };
        let href = format!("/customers?scope=firm&filter={}.empty{of_type}", field.key);
        let within_it = within(&plain(label));
        let what = words::LACKING_LIST.with(language, &[("n", &shown), ("all", &count), ("field", &within_it)]);
        view! { <a href=href aria-label=what>{text}</a> }.into_any()
    } else {
        text.into_any()
    };
    view! { <tr><th scope="row">{label}</th>{cells}<td data-label=words::WITHOUT.get(language)>{lacking}</td></tr> }
}

/// How much a field matters with one kind of customer, to be chosen.
fn select(view: &RulesView, field: &'static Field, kind: CustomerKind) -> impl IntoView + use<> {
    let language = view.language;
    let name = format!("{}.{}", field.key, kind.key());
    let stands = common_need(&view.firm.rules, field, kind, view.types());
    let key = |need: Option<Need>| need.map_or("", Need::key);
    let failed = view.failed(ACTION);
    // What the failed form's author chose; what they left as they read it is as it stands now.
    let wanted = failed.and_then(|state| {
        let need = state.typed(&format!("need[{name}]"))?;
        (state.typed(&format!("read[{name}]")) != Some(need) && !need.is_empty()).then_some(need)
    });
    let typed = wanted.unwrap_or_else(|| key(stands)).to_owned();
    let problem = problem(view, field, kind);
    let shown = plain(field.label.get(language));
    let label = words::NEED_OF.with(language, &[("field", &shown), ("kind", kind.name(language))]);
    if !view.may_change {
        let text = stands.map_or(words::VARIES.get(language), |need| need.name(language));
        return view! { <span>{text}</span> }.into_any();
    }
    let (id, message) = (format!("need-{}-{}", field.key, kind.key()), format!("need-{}-{}-e", field.key, kind.key()));
    let varies = stands.is_none().then(|| {
        view! { <option value="" selected={typed.is_empty()}>{words::VARIES.get(language)}</option> }
    });
    let options = field
        .needs()
        .iter()
        .rev()
        .map(|need| view! { <option value=need.key() selected={need.key() == typed}>{need.name(language)}</option> })
        .collect_view();
    view! {
        <input type="hidden" name=format!("read[{name}]") value=key(stands)/>
        <select class="ds-input" id=id name=format!("need[{name}]") aria-label=label data-need=typed.clone()
            aria-invalid=problem.map(|_| "true") aria-describedby=problem.map(|_| message.clone())>
            {varies}{options}
        </select>
        {problem.map(|problem| view! { <ErrorText id=message problem=problem language=language/> })}
    }
    .into_any()
}

/// What was just decided, with the way back.
fn notice(view: &RulesView) -> impl IntoView {
    let language = view.language;
    let refused = view.failed(UNDO).and_then(|state| state.error.problem_of("command")).map(|problem: Problem| {
        view! { <div class="notice" role="alert"><Icon name="info"/><p>{problem_text(problem, language)}</p></div> }
    });
    let wrong = view.failed(ACTION).filter(|state| !state.error.fields.is_empty()).map(|_| {
        view! { <div class="notice" role="alert"><Icon name="circle-alert"/><p>{words::NOT_SAVED.get(language)}</p></div> }
    });
    let done = view.done.filter(|_| view.may_change).map(|command| {
        view! {
            <div class="notice notice-said" role="status" data-says=undo::SAVED.get(language)>
                <Icon name="circle-check"/>
                <div><p>{undo::SAVED.get(language)}</p></div>
                <form method="post" action=UNDO data-undo=undo::UNDO.get(language) data-saved=undo::TAKEN_BACK.get(language)>
                    <input type="hidden" name="command" value=command.to_string()/>
                    <button class="link" type="submit"><Icon name="undo-2"/>{undo::UNDO.get(language)}</button>
                </form>
            </div>
        }
    });
    view! { <div data-region="notice">{refused}{wrong}{done}</div> }
}
