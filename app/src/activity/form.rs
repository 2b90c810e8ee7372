//! The form of an activity, new or changed: on a card, in the diary, and on its own page.

use super::{ADD, CHANGE, reminder, repeat};
use crate::{
    editing::{Choices, InputView, input_view},
    i18n::{activity as words, invited},
    ui::{ErrorText, FormActions, Icon, TextArea},
};
use domain::{
    activity::{Activity, ActivityType, Kind, NOTE_MAX, State, TITLE_MAX},
    company::Offered,
    error::Problem,
    field,
    id::{CustomerId, UserId},
    language::Language,
    list::{Choice, ListKind},
    text::Text,
};
use leptos::prelude::*;
use store::form_state::FormState;

/// What the form lets one choose from.
#[derive(Clone, Debug, Default)]
pub struct FormChoices {
    /// Types of activities.
    pub types: Vec<ActivityType>,
    /// Members of staff.
    pub staff: Vec<Choice>,
    /// Contact persons of the customer.
    pub contacts: Vec<Choice>,
    /// Customers that what was typed may mean.
    pub customers: Vec<Offered>,
}

/// What a new one begins with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Prefill<'a> {
    /// The day.
    pub day: &'a str,
    /// The time of day.
    pub time: &'a str,
    /// The customer, in words.
    pub customer: &'a str,
}

/// Everything that the form shows.
pub struct FormView<'a> {
    /// The reader's language.
    pub language: Language,
    /// A save that failed.
    pub failed: Option<&'a FormState>,
    /// What is changed; none where it is new.
    pub activity: Option<&'a Activity>,
    /// What one chooses from.
    pub choices: &'a FormChoices,
    /// The customer, where that is certain; else it is asked for.
    pub customer: Option<CustomerId>,
    /// Kinds of which it can be.
    pub kinds: &'a [Kind],
    /// What a new one begins with.
    pub prefill: Prefill<'a>,
    /// Who fills it in.
    pub me: UserId,
    /// The name of the form, where a page has several.
    pub adds: &'static str,
    /// Where leaving it leads.
    pub back: &'static str,
}

impl FormView<'_> {
    pub(super) fn typed(&self, name: &str, kept: &str) -> String {
        self.failed.and_then(|state| state.typed(name)).unwrap_or(kept).to_owned()
    }

    pub(super) fn problem(&self, name: &str) -> Option<Problem> {
        self.failed?.error.problem_of(name)
    }

    pub(super) fn message(&self, name: &str) -> Option<AnyView> {
        let (problem, language) = (self.problem(name)?, self.language);
        Some(view! { <ErrorText id=format!("activity-{name}-e") problem=problem language=language/> }.into_any())
    }

    fn kept(&self, of: impl Fn(&Activity) -> String) -> String {
        self.activity.map(of).unwrap_or_default()
    }

    pub(super) fn line(&self, name: &'static str, label: Text, kept: &str, hint: Option<Text>, most: u32) -> AnyView {
        let (id, language) = (format!("activity-{name}"), self.language);
        let is_wrong = self.problem(name).is_some();
        let hint_id = hint.map(|_| format!("{id}-hint"));
        let described: Vec<String> = is_wrong.then(|| format!("{id}-e")).into_iter().chain(hint_id.clone()).collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        view! {
            <div class="ds-field">
                <label class="ds-label" for=id.clone()>{label.get(language)}</label>
                <input class="ds-input" id=id name=name value=self.typed(name, kept) maxlength=most autocomplete="off"
                    aria-invalid=is_wrong.then_some("true") aria-describedby=described/>
                {hint.map(|hint| view! { <p class="muted small" id=hint_id>{hint.get(language)}</p> })}
                {self.message(name)}
            </div>
        }
        .into_any()
    }

    pub(super) fn select(&self, name: &'static str, label: Text, options: AnyView, autofocus: bool) -> AnyView {
        let id = format!("activity-{name}");
        let is_wrong = self.problem(name).is_some();
        let described = is_wrong.then(|| format!("{id}-e"));
        view! {
            <div class="ds-field">
                <label class="ds-label" for=id.clone()>{label.get(self.language)}</label>
                <select class="ds-input" id=id name=name autofocus=autofocus aria-invalid=is_wrong.then_some("true") aria-describedby=described>{options}</select>
                {self.message(name)}
            </div>
        }
        .into_any()
    }

    /// The types, by kind where there are several kinds. One that can't be chosen any more stays until another is chosen.
    fn types(&self) -> AnyView {
        let chosen = self.typed("activity_type", &self.kept(|one| one.activity_type.to_string()));
        let option = |id: String, name: String| {
            let selected = id == chosen;
            view! { <option selected=selected value=id>{name}</option> }
        };
        let of = |kind: Kind| {
            let types = self.choices.types.iter().filter(move |one| one.kind == kind);
            types.map(|one| option(one.id.to_string(), one.name.clone())).collect_view()
        };
        let has = |kind: &Kind| self.choices.types.iter().any(|one| one.kind == *kind);
        let gone = self.activity.filter(|one| !self.choices.types.iter().any(|known| known.id == one.activity_type));
        let gone = gone.map(|one| option(one.activity_type.to_string(), one.type_name(self.language).to_owned()));
        let kinds: Vec<Kind> = self.kinds.iter().copied().filter(has).collect();
        let options = match kinds.as_slice() {
            [one] => of(*one).into_any(),
            several => several
                .iter()
                .map(|kind| view! { <optgroup label=kind.name(self.language)>{of(*kind)}</optgroup> })
                .collect_view()
                .into_any(),
        };
        self.select("activity_type", words::TYPE, view! { {gone}{options} }.into_any(), true)
    }

    fn states(&self) -> AnyView {
        let usual = if self.kinds.iter().all(|kind| kind.is_of_the_past() || *kind == Kind::Step) {
            State::Done
        } else {
            State::Planned
        };
        let kept = self.activity.map_or(usual, |one| one.state);
        let chosen = self.typed("state", kept.key());
        let options = State::ALL
            .iter()
            .map(|state| view! { <option selected={state.key() == chosen} value=state.key()>{state.name(self.language)}</option> })
            .collect_view();
        self.select("state", words::STATE, options.into_any(), false)
    }

    fn responsible(&self) -> AnyView {
        let me = self.me.to_string();
        let chosen = self.typed("responsible", &self.activity.map_or(me, |one| one.responsible.to_string()));
        let gone = self.activity.filter(|one| {
            let id = one.responsible.to_string();
            id == chosen && !self.choices.staff.iter().any(|known| known.value == id)
        });
        let gone = gone.map(
            |one| view! { <option selected value=one.responsible.to_string()>{one.responsible_name.clone()}</option> },
        );
        let options = self
            .choices
            .staff
            .iter()
            .map(|one| view! { <option selected={one.value == chosen} value=one.value.clone()>{one.label.clone()}</option> })
            .collect_view();
        self.select("responsible", words::RESPONSIBLE, view! { {gone}{options} }.into_any(), false)
    }

    /// Boxes for people; those who take part and can't be chosen any more have theirs too.
    fn people(&self, name: &'static str, label: Text, known: &[Choice], part: Vec<Choice>) -> Option<AnyView> {
        let kept = part.iter().map(|one| one.value.as_str()).collect::<Vec<_>>().join(",");
        let chosen = self.typed(name, &kept);
        let gone: Vec<Choice> =
            part.iter().filter(|one| !known.iter().any(|other| other.value == one.value)).cloned().collect();
        let all: Vec<&Choice> = known.iter().chain(&gone).collect();
        if all.is_empty() {
            return None;
        }
        let boxes = all
            .into_iter()
            .enumerate()
            .map(|(place, one)| {
                let id = format!("activity-{name}-{place}");
                let is_chosen = chosen.split(',').any(|other| other == one.value);
                view! {
                    <div class="ds-field">
                        <input class="ds-input" type="checkbox" id=id.clone() name=name value=one.value.clone() checked=is_chosen/>
                        <label class="ds-label" for=id>{one.label.clone()}</label>
                    </div>
                }
            })
            .collect_view();
        let legend = format!("activity-{name}-legend");
        let named_by = legend.clone();
        Some(
            view! {
                <div class="stack" role="group" aria-labelledby=named_by>
                    <p class="small muted" id=legend>{label.get(self.language)}</p>
                    // So that none is a choice too.
                    <input type="hidden" name=name value=""/>
                    <div class="people-boxes">{boxes}</div>
                    {self.message(name)}
                </div>
            }
            .into_any(),
        )
    }

    fn who(&self) -> AnyView {
        let choice = |value: String, label: &str| Choice { value, label: label.to_owned() };
        let colleagues =
            self.activity.map(|one| one.colleagues.iter().map(|who| choice(who.id.to_string(), &who.name)).collect());
        let contacts =
            self.activity.map(|one| one.contacts.iter().map(|who| choice(who.id.to_string(), &who.name)).collect());
        let (colleagues, contacts): (Vec<Choice>, Vec<Choice>) =
            (colleagues.unwrap_or_default(), contacts.unwrap_or_default());
        let is_open = !colleagues.is_empty()
            || !contacts.is_empty()
            || ["colleagues", "contacts"]
                .iter()
                .any(|name| !self.typed(name, "").is_empty() || self.problem(name).is_some());
        let contacts = self.people("contacts", words::CONTACTS, &self.choices.contacts, contacts);
        // A new one; of what is changed, its page says who is still to be told.
        let invite = (self.activity.is_none() && contacts.is_some()).then(|| {
            let is_chosen = self.typed("invite", "") == "true";
            view! {
                <div class="ds-field">
                    <input class="ds-input" type="checkbox" id="activity-invite" name="invite" value="true" checked=is_chosen/>
                    <label class="ds-label" for="activity-invite">{invited::INVITE_NEW.get(self.language)}</label>
                </div>
            }
        });
        view! {
            <details class="fold-more" open=is_open>
                <summary>{words::PEOPLE.get(self.language)}<Icon name="chevron-down"/></summary>
                {contacts}
                {invite}
                {self.people("colleagues", words::COLLEAGUES, &self.choices.staff, colleagues)}
            </details>
        }
        .into_any()
    }

    /// The customer, where it is not certain: found while one types.
    fn asked_customer(&self) -> AnyView {
        let typed = self.typed("customer", self.prefill.customer);
        let choices = Choices { customers: self.choices.customers.clone(), ..Choices::default() };
        let input = field::customer("parent_id").map(|field| {
            input_view(&InputView {
                field,
                must: false,
                id: "activity-customer",
                name: "customer",
                typed: &typed,
                error: self.problem("customer").is_some().then_some("activity-customer-e"),
                choices: &choices,
                language: self.language,
                autofocus: false,
                hint: None,
            })
        });
        view! {
            <div class="ds-field">
                <label class="ds-label" for="activity-customer">{words::CUSTOMER.get(self.language)}</label>
                {input}
                {self.message("customer")}
            </div>
        }
        .into_any()
    }
}

/// The form; without a type to choose from, the way to the list of them.
#[must_use]
pub fn form(view: &FormView<'_>) -> impl IntoView + use<> {
    let language = view.language;
    let id = if view.activity.is_some() { "activity-form".to_owned() } else { format!("new-{}", view.adds) };
    let is_known = view.choices.types.iter().any(|one| view.kinds.contains(&one.kind));
    if view.activity.is_none() && !is_known {
        let href = format!("/lists/{}", ListKind::ActivityType.key());
        return view! { <div class="empty" id=id><p>{words::NO_TYPES.get(language)}" "<a href=href>{words::TO_TYPES.get(language)}</a></p></div> }
            .into_any();
    }
    let (action, said) = if view.activity.is_some() { (CHANGE, words::SAVED) } else { (ADD, words::ADDED) };
    let days = |text: &str| if text.is_empty() { String::new() } else { field::day(text, language) };
    let first = view.activity.map_or_else(|| days(view.prefill.day), |one| days(&one.starts_on));
    let at = view.activity.map_or_else(|| view.prefill.time.to_owned(), |one| one.starts_at.clone());
    let is_task = view.activity.map_or(view.kinds == [Kind::Task], |one| one.kind == Kind::Task);
    let is_changed_since = view.problem("title") == Some(Problem::ChangedSince);
    let hidden = view.activity.map(|one| {
        // Whoever was told that it was changed since saves over what stands now.
        let version =
            if is_changed_since { one.version.to_string() } else { view.typed("version", &one.version.to_string()) };
        view! {
            <input type="hidden" name="activity" value=one.id.to_string()/>
            <input type="hidden" name="version" value=version/>
        }
    });
    let customer = match (view.activity, view.customer) {
        (Some(_), _) => None,
        (None, Some(customer)) => {
            Some(view! { <input type="hidden" name="customer" value=customer.to_string()/> }.into_any())
        }
        (None, None) => Some(view.asked_customer()),
    };
    let adds = view.activity.is_none().then(|| {
        let from_diary =
            (view.adds == "entry").then(|| view! { <input type="hidden" name="from_diary" value="true"/> });
        view! { <input type="hidden" name="adds" value=view.adds/>{from_diary} }
    });
    let conflict = is_changed_since.then(|| {
        view! { <div class="conflict" role="alert"><p class="conflict-title"><Icon name="triangle-alert"/><span>{words::CHANGED_MEANWHILE.get(language)}</span></p></div> }
    });
    let note = view.typed("note", &view.kept(|one| one.note.clone()));
    let note_wrong = view.problem("note").map(|_| "activity-note-e".to_owned());
    view! {
        <form class="form activity-form" id=id method="post" action=action data-saved=said.get(language)>
            {hidden}{adds}
            {repeat::scopes(view)}
            {view.types()}
            {view.line("title", words::NAME, &view.kept(|one| one.title.clone()), Some(words::NAME_HINT), TITLE_MAX)}
            {customer}
            <div class="form-row">
                {view.line("starts_on", if is_task { words::DUE_DAY } else { words::DAY }, &first, None, 20)}
                {view.line("starts_at", words::TIME, &at, None, 8)}
            </div>
            <div class="form-row">
                {view.line("ends_on", words::UNTIL_DAY, &view.kept(|one| days(&one.ends_on)), None, 20)}
                {view.line("ends_at", words::UNTIL, &view.kept(|one| one.ends_at.clone()), None, 8)}
            </div>
            {repeat::fields(view)}
            {view.line("place", words::PLACE, &view.kept(|one| one.place.clone()), None, TITLE_MAX)}
            <div class="form-row">{view.states()}{view.responsible()}</div>
            {reminder::field(view)}
            {view.who()}
            <div class="ds-field">
                <label class="ds-label" for="activity-note">{words::NOTE.get(language)}</label>
                <TextArea id="activity-note".to_owned() name="note".to_owned() value=note error=note_wrong maxlength=NOTE_MAX rows=Some(3)/>
                {view.message("note")}
            </div>
            {conflict}
            <FormActions language=language back=view.back/>
        </form>
    }
    .into_any()
}
