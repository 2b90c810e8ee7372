//! The form of a relation, new or changed.

use super::{ADD, CHANGE};
use crate::{
    card::CardView,
    editing::{InputView, input_view},
    i18n::{list, relation as words},
    ui::{ErrorText, FormActions, Icon},
};
use domain::{
    error::ErrorCode,
    field,
    list::{Choice, ListKind},
    relation::{NOTE_MAX, Relation},
    text::Text,
};
use leptos::prelude::*;
use store::form_state::FormState;

/// What stands in the form, and what is wrong with it.
struct Filled<'a> {
    view: &'a CardView,
    failed: Option<&'a FormState>,
}

impl Filled<'_> {
    fn typed(&self, name: &str, kept: &str) -> String {
        self.failed.and_then(|state| state.typed(name)).unwrap_or(kept).to_owned()
    }

    fn message(&self, name: &str) -> Option<AnyView> {
        let problem = self.failed?.error.problem_of(name)?;
        let language = self.view.session.language;
        Some(view! { <ErrorText id=format!("relation-{name}-e") problem=problem language=language/> }.into_any())
    }

    fn is_wrong(&self, name: &str) -> bool {
        self.failed.is_some_and(|state| state.error.problem_of(name).is_some())
    }

    fn described(&self, name: &str, hint: Option<&str>) -> Option<String> {
        let error = self.is_wrong(name).then(|| format!("relation-{name}-e"));
        let both: Vec<String> = error.into_iter().chain(hint.map(str::to_owned)).collect();
        (!both.is_empty()).then(|| both.join(" "))
    }
}

/// The form of a new relation; without kinds to choose from, the way to the list of them.
pub(super) fn new(view: &CardView) -> impl IntoView + use<> {
    let language = view.session.language;
    if kinds(view).is_empty() {
        let href = format!("/lists/{}", ListKind::RelationKind.key());
        return view! { <div class="empty" id="new-relation"><p>{words::NO_KINDS.get(language)}" "<a href=href>{words::TO_LISTS.get(language)}</a></p></div> }
            .into_any();
    }
    let filled = Filled { view, failed: view.failed(ADD) };
    let typed = filled.typed("other", "");
    let input = field::customer("parent_id").map(|field| {
        input_view(&InputView {
            field,
            must: true,
            id: "relation-other",
            name: "other",
            typed: &typed,
            error: filled.is_wrong("other").then_some("relation-other-e"),
            choices: &view.choices,
            language,
            autofocus: false,
            hint: None,
        })
    });
    view! {
        <form class="form" id="new-relation" method="post" action=ADD data-saved=words::ADDED.get(language)>
            <input type="hidden" name="customer" value=view.card.id.to_string()/>
            {kind(&filled, "")}
            <div class="ds-field">
                <label class="ds-label" for="relation-other">{words::OTHER.get(language)}</label>
                {input}
                {filled.message("other")}
            </div>
            {rest(&filled, None)}
            <FormActions language=language/>
        </form>
    }
    .into_any()
}

/// The form of a relation that is changed. What somebody else did meanwhile is said.
pub(super) fn change(view: &CardView, relation: &Relation) -> impl IntoView + use<> {
    let language = view.session.language;
    let id = relation.id.to_string();
    let failed = view.failed(CHANGE).filter(|state| state.typed("relation") == Some(id.as_str()));
    let filled = Filled { view, failed };
    let is_conflict = failed.is_some_and(|state| state.error.code == ErrorCode::Conflict);
    let version =
        if is_conflict { relation.version.to_string() } else { filled.typed("version", &relation.version.to_string()) };
    let conflict = is_conflict.then(|| {
        view! { <div class="conflict" role="alert"><p class="conflict-title"><Icon name="triangle-alert"/><span>{words::CHANGED_MEANWHILE.get(language)}</span></p></div> }
    });
    let title = format!("{} {}", relation.kind_name, relation.name);
    view! {
        <form class="form" method="post" action=CHANGE data-saved=words::ADDED.get(language) aria-label=title>
            <input type="hidden" name="customer" value=view.card.id.to_string()/>
            <input type="hidden" name="relation" value=id.clone()/>
            <input type="hidden" name="version" value=version/>
            <p class="bond-who"><b>{relation.name.clone()}</b></p>
            {kind(&filled, &relation.side().to_string())}
            {rest(&filled, Some(relation))}
            {conflict}
            <FormActions language=language/>
        </form>
    }
}

fn kinds(view: &CardView) -> &[Choice] {
    view.choices.lists.get(&ListKind::RelationKind).map_or(&[], Vec::as_slice)
}

fn kind(filled: &Filled<'_>, kept: &str) -> impl IntoView + use<> {
    let chosen = filled.typed("kind", kept);
    let options = kinds(filled.view)
        .iter()
        .map(|kind| view! { <option selected={kind.value == chosen} value=kind.value.clone()>{kind.label.clone()}</option> })
        .collect_view();
    // One that can't be chosen any more stays until another is chosen.
    let is_gone = !chosen.is_empty() && !kinds(filled.view).iter().any(|kind| kind.value == chosen);
    let gone = is_gone.then(
        || view! { <option selected value=chosen.clone()>{list::RETIRED.get(filled.view.session.language)}</option> },
    );
    view! {
        <div class="ds-field">
            <label class="ds-label" for="relation-kind">{words::KIND.get(filled.view.session.language)}</label>
            <select class="ds-input" id="relation-kind" name="kind" autofocus aria-invalid=filled.is_wrong("kind").then_some("true") aria-describedby=filled.described("kind", None)>
                {gone}{options}
            </select>
            {filled.message("kind")}
        </div>
    }
}

fn rest(filled: &Filled<'_>, relation: Option<&Relation>) -> impl IntoView + use<> {
    let language = filled.view.session.language;
    let kept = |value: fn(&Relation) -> String| relation.map(value).unwrap_or_default();
    let line = |name: &'static str, label: Text, kept: String, hint: Option<Text>, most: u32| {
        let id = format!("relation-{name}");
        let hint_id = hint.map(|_| format!("{id}-hint"));
        view! {
            <div class="ds-field">
                <label class="ds-label" for=id.clone()>{label.get(language)}</label>
                <input
                    class="ds-input" id=id name=name value=filled.typed(name, &kept) maxlength=most autocomplete="off"
                    aria-invalid=filled.is_wrong(name).then_some("true") aria-describedby=filled.described(name, hint_id.as_deref())
                />
                {hint.map(|hint| view! { <p class="muted small" id=hint_id>{hint.get(language)}</p> })}
                {filled.message(name)}
            </div>
        }
    };
    // A person of this customer, whom the other one's card named, is changed there.
    let contact = (!relation.is_some_and(|relation| relation.contact_is_here)).then(|| {
        line(
            "contact",
            words::CONTACT,
            kept(|relation| relation.contact_name.clone()),
            Some(words::CONTACT_HINT),
            NOTE_MAX,
        )
    });
    let days = move |value: &str| field::day(value, language);
    let from = relation.map(|relation| days(&relation.from_day)).unwrap_or_default();
    let to = relation.map(|relation| days(&relation.to_day)).unwrap_or_default();
    view! {
        {contact}
        {line("note", words::NOTE, kept(|relation| relation.note.clone()), None, NOTE_MAX)}
        <div class="bond-days">
            {line("from_day", words::FROM, from, Some(words::DAY_HINT), 20)}
            {line("to_day", words::TO, to, Some(words::DAY_HINT), 20)}
        </div>
    }
}
