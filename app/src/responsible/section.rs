//! The section of those who are responsible: the two of the general section, then those with titles.

use super::{ADD, CHANGE};
use crate::{
    card::{CardView, Editing, sections::SectionView},
    i18n::{common, list, relation, responsible as words},
    ui::{Avatar, ErrorText, FormActions, Icon},
};
use domain::{
    error::ErrorCode,
    field::{self, grouped},
    list::{Choice, ListKind},
    policy::Action,
    responsible::Responsible,
};
use leptos::prelude::*;
use store::form_state::FormState;

/// The section of those who are responsible.
pub const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    let language = view.session.language;
    let titled: Vec<&str> = view.card.responsibles.iter().map(|one| one.name.as_str()).collect();
    let main = view.shown("responsible");
    let mut names: Vec<&str> = Some(main.as_str()).filter(|name| !name.is_empty()).into_iter().chain(titled).collect();
    let mut known = std::collections::HashSet::new();
    names.retain(|name| known.insert(*name));
    match names.as_slice() {
        [] => common::NONE.get(language).to_owned(),
        [one] => (*one).to_owned(),
        [first, others @ ..] => {
            let count = grouped(i64::try_from(others.len()).unwrap_or(i64::MAX));
            words::AND_MORE.with(language, &[("name", first), ("count", &count)])
        }
    }
}

fn body(view: &CardView) -> AnyView {
    let language = view.session.language;
    let fixed = ["responsible", "personnel_consultant"].map(|key| fixed_row(view, key));
    let rows = view.card.responsibles.iter().map(|one| row(view, one)).collect_view();
    let nothing = view
        .card
        .responsibles
        .is_empty()
        .then(|| view! { <p class="muted small bond-none">{words::NONE_TITLED.get(language)}</p> });
    let adder = view.may(Action::ChangeCustomer).then(|| {
        if view.editing == Some(Editing::NewResponsible) || view.failed(ADD).is_some() {
            new_form(view)
        } else {
            view! { <div class="section-foot"><a class="link" data-swap href="?add=responsible#new-responsible"><Icon name="plus"/>{words::NEW.get(language)}</a></div> }
                .into_any()
        }
    });
    view! { <ul class="bonds">{fixed}{rows}</ul>{nothing}{adder} }.into_any()
}

/// One of those whom a field of the customer names; it is changed in its own section.
fn fixed_row(view: &CardView, key: &str) -> Option<AnyView> {
    let name = view.shown(key);
    let field = field::customer(key).filter(|_| !name.is_empty())?;
    let email = view.card.emails.get(view.card.values.text(key)).cloned().unwrap_or_default();
    Some(person(view, &name, field.label.get(view.session.language), &email, ().into_any()))
}

fn row(view: &CardView, one: &Responsible) -> AnyView {
    let id = one.id.to_string();
    let failed = view.failed(CHANGE).filter(|state| state.typed("responsible") == Some(id.as_str()));
    if view.may(Action::ChangeCustomer) && (view.editing == Some(Editing::Responsible(one.id)) || failed.is_some()) {
        return view! { <li class="bond" id=format!("responsible-{id}")>{change_form(view, one, failed)}</li> }
            .into_any();
    }
    let tools = view.may(Action::ChangeCustomer).then(|| tools(view, one));
    person(view, &one.name, &one.title_name, &one.email, tools.into_any())
}

fn person(view: &CardView, name: &str, title: &str, email: &str, tools: AnyView) -> AnyView {
    let mail = (!email.is_empty()).then(|| {
        let label = words::EMAIL.with(view.session.language, &[("name", name)]);
        view! { <a class="icon-button" href=format!("mailto:{email}") aria-label=label><Icon name="mail"/></a> }
    });
    view! {
        <li class="bond">
            <Avatar name=name.to_owned()/>
            <div class="bond-what"><p class="bond-who"><b>{name.to_owned()}</b></p><p class="muted small">{title.to_owned()}</p></div>
            <div class="bond-tools">{mail}{tools}</div>
        </li>
    }
    .into_any()
}

fn tools(view: &CardView, one: &Responsible) -> impl IntoView + use<> {
    let language = view.session.language;
    let about = [("name", one.name.as_str()), ("title", one.title_name.as_str())];
    view! {
        <a class="icon-button" data-swap href=format!("?edit=responsible-{0}#responsible-{0}", one.id) aria-label=words::CHANGE.with(language, &about)><Icon name="pencil"/></a>
        <form method="post" action="/api/staff/responsible-delete" data-saved=words::REMOVED.with(language, &about)>
            <input type="hidden" name="customer" value=view.card.id.to_string()/>
            <input type="hidden" name="responsible" value=one.id.to_string()/>
            <button class="icon-button" type="submit" aria-label=words::REMOVE.with(language, &about)><Icon name="x"/></button>
        </form>
    }
}

fn titles(view: &CardView) -> &[Choice] {
    view.choices.lists.get(&ListKind::ResponsibleTitle).map_or(&[], Vec::as_slice)
}

fn new_form(view: &CardView) -> AnyView {
    let language = view.session.language;
    if titles(view).is_empty() {
        let href = format!("/lists/{}", ListKind::ResponsibleTitle.key());
        return view! { <div class="empty" id="new-responsible"><p>{words::NO_TITLES.get(language)}" "<a href=href>{relation::TO_LISTS.get(language)}</a></p></div> }
            .into_any();
    }
    let failed = view.failed(ADD);
    view! {
        <form class="form" id="new-responsible" method="post" action=ADD data-saved=words::ADDED.get(language)>
            <input type="hidden" name="customer" value=view.card.id.to_string()/>
            {select(view, failed, "user", &view.choices.staff, "")}
            {select(view, failed, "title", titles(view), "")}
            <FormActions language=language/>
        </form>
    }
    .into_any()
}

fn change_form(view: &CardView, one: &Responsible, failed: Option<&FormState>) -> impl IntoView + use<> {
    let language = view.session.language;
    let is_conflict = failed.is_some_and(|state| state.error.code == ErrorCode::Conflict);
    let conflict = is_conflict.then(|| {
        view! { <div class="conflict" role="alert"><p class="conflict-title"><Icon name="triangle-alert"/><span>{relation::CHANGED_MEANWHILE.get(language)}</span></p></div> }
    });
    view! {
        <form class="form" method="post" action=CHANGE data-saved=words::CHANGED.get(language) aria-label=one.name.clone()>
            <input type="hidden" name="customer" value=view.card.id.to_string()/>
            <input type="hidden" name="responsible" value=one.id.to_string()/>
            <input type="hidden" name="version" value=failed.map_or(one.version, |state| state.version(one.version))/>
            <p class="bond-who"><b>{one.name.clone()}</b></p>
            {select(view, failed, "title", titles(view), &one.title.to_string())}
            {conflict}
            <FormActions language=language/>
        </form>
    }
}

fn select(
    view: &CardView,
    failed: Option<&FormState>,
    name: &'static str,
    choices: &[Choice],
    kept: &str,
) -> impl IntoView + use<> {
    let language = view.session.language;
    let label = if name == "user" { words::WHO } else { words::TITLE };
    let chosen = failed.and_then(|state| state.typed(name)).unwrap_or(kept).to_owned();
    let problem = failed.and_then(|state| state.error.problem_of(name));
    let (id, error) = (format!("responsible-{name}"), format!("responsible-{name}-e"));
    let is_known = choices.iter().any(|choice| choice.value == chosen);
    // A title that can't be chosen any more stays until another is chosen.
    let first = (!is_known).then(|| {
        let text = if chosen.is_empty() { common::NOT_CHOSEN } else { list::RETIRED };
        view! { <option value=chosen.clone()>{text.get(language)}</option> }
    });
    let options = choices
        .iter()
        .map(|choice| view! { <option selected={choice.value == chosen} value=choice.value.clone()>{choice.label.clone()}</option> })
        .collect_view();
    view! {
        <div class="ds-field">
            <label class="ds-label" for=id.clone()>{label.get(language)}</label>
            <select
                class="ds-input" id=id name=name autofocus={name == "user" || !kept.is_empty()}
                aria-invalid=problem.map(|_| "true") aria-describedby=problem.map(|_| error.clone())
            >
                {first}{options}
            </select>
            {problem.map(|problem| view! { <ErrorText id=error problem=problem language=language/> })}
        </div>
    }
}
