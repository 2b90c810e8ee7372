//! The forms of a new and of a changed condition: plain forms that lead to the list they describe.

use super::{
    chips::this_unit,
    state::{ConditionForm, RegisterState},
};
use crate::{
    i18n::{common, register as words},
    ui::Icon,
};
use domain::{
    field::Kind,
    filter::{Column, Nature, Operator, Path, Unit},
    import::also_called,
    list::Choice,
    text::Text,
    text::plain,
};
use leptos::prelude::*;

/// The fields that a condition may be about, to be found by typing or by looking.
pub(super) fn fields(state: &RegisterState, path: &Path, is_or: bool) -> impl IntoView + use<> {
    let language = state.language();
    let or = if is_or { "&or=1" } else { "" };
    let mut columns: Vec<Column> = Column::all(&state.own).filter(|column| state.page.offers(*column)).collect();
    // What is asked for most stands first.
    columns.sort_by_key(|column| {
        let first = ["name", "status", "tags", "county", "municipality", "visiting_postal_code", "level", "changed"];
        first.iter().position(|key| *key == column.key()).unwrap_or(first.len())
    });
    let rows = columns
        .into_iter()
        .map(|column| {
            let href = state.this_page(&format!("new={}&in={path}{or}#panel", column.key()));
            // Found by what else people call it, too.
            let more = also_called(column.key()).join(" ");
            view! { <li data-more=more><a class="menu-item" data-swap href=href>{plain(column.label().get(language))}</a></li> }
        })
        .collect_view();
    view! {
        <div class="panel-head"><h2>{words::ADD_FILTER.get(language)}</h2>{close(state)}</div>
        <div class="search-field needs-script">
            <Icon name="search"/>
            <input class="ds-input" type="search" id="find-field" autocomplete="off" autofocus data-narrow="field-choices"
                placeholder=words::FIND_FIELD.get(language) aria-label=words::FIND_FIELD.get(language)/>
        </div>
        <ul class="field-choices" id="field-choices">{rows}</ul>
    }
}

/// The way out of a panel.
pub(super) fn close(state: &RegisterState) -> impl IntoView + use<> {
    view! {
        <a class="icon-button" data-swap data-keep data-cancel href=state.this_page("") aria-label=common::CLOSE.get(state.language())><Icon name="x"/></a>
    }
}

/// The fields of a form that carry the address along.
pub(super) fn carried(state: &RegisterState) -> impl IntoView + use<> {
    state
        .here
        .pairs()
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view()
}

/// The form of a condition.
pub(super) fn form(state: &RegisterState, form: &ConditionForm) -> impl IntoView + use<> {
    let language = state.language();
    let body = match form.column.nature() {
        Nature::Date | Nature::Day => dates(state, form).into_any(),
        Nature::Text | Nature::Digits | Nature::PostalCode | Nature::Customer | Nature::Contact => {
            text(state, form).into_any()
        }
        Nature::Number | Nature::Money | Nature::Percent | Nature::Factor | Nature::Hours => {
            between(state, form).into_any()
        }
        Nature::Distance => distance(state, form).into_any(),
        _ => choices(state, form).into_any(),
    };
    let wrong = form.wrong.then(|| {
        view! { <p class="field-error" id="condition-e" role="alert"><Icon name="circle-alert"/><span>{words::BAD_VALUE.get(language)}</span></p> }
    });
    let or = form.is_or.then(|| view! { <input type="hidden" name="or" value="1"/> });
    view! {
        <form class="form condition-form" method="get" action="/customers" id="condition-form">
            {carried(state)}
            <input type="hidden" name="set" value=form.path.to_string()/>
            <input type="hidden" name="column" value=form.column.key()/>
            {or}
            <div class="panel-head"><h2>{plain(form.column.label().get(language))}</h2>{close(state)}</div>
            {body}
            {wrong}
            <div class="form-actions"><button class="ds-button" type="submit" data-small>{words::APPLY.get(language)}</button></div>
        </form>
    }
}

fn operators(state: &RegisterState, form: &ConditionForm) -> impl IntoView + use<> {
    let language = state.language();
    let now = form.operator;
    let several = Operator::of(form.column);
    let options = several
        .iter()
        .map(|operator| view! { <option value=operator.key() selected=*operator == now>{operator.name().get(language)}</option> })
        .collect_view();
    if let [only] = several.as_slice() {
        return view! { <input type="hidden" name="op" value=only.key()/> }.into_any();
    }
    view! {
        <div class="ds-field">
            <label class="ds-label" for="condition-op">{words::COMPARE.get(language)}</label>
            <select class="ds-input" id="condition-op" name="op">{options}</select>
        </div>
    }
    .into_any()
}

/// The value at a place, where it belongs to this operator.
fn value(form: &ConditionForm, operators: &[Operator], at: usize) -> String {
    if operators.contains(&form.operator) { form.values.get(at).cloned().unwrap_or_default() } else { String::new() }
}

fn line(
    id: &'static str,
    name: &'static str,
    label: Text,
    value: String,
    state: &RegisterState,
    form: &ConditionForm,
) -> impl IntoView + use<> {
    let language = state.language();
    // The first of the form has the focus when it opens.
    let first = id != "condition-to";
    view! {
        <div class="ds-field">
            <label class="ds-label" for=id>{label.get(language)}</label>
            <input class="ds-input" id=id name=name value=value autocomplete="off" autofocus=first
                aria-invalid=form.wrong.then_some("true") aria-describedby=form.wrong.then_some("condition-e")/>
        </div>
    }
}

fn text(state: &RegisterState, form: &ConditionForm) -> impl IntoView + use<> {
    let is_codes = form.column.nature() == Nature::PostalCode;
    let value = if is_codes { form.values.join(" ") } else { form.values.first().cloned().unwrap_or_default() };
    let help = is_codes.then(|| view! { <p class="muted small">{words::CODES_HELP.get(state.language())}</p> });
    view! {
        <div class="form-row">{operators(state, form)}{line("condition-value", "value", words::VALUE, value, state, form)}</div>
        {help}
    }
}

fn between(state: &RegisterState, form: &ConditionForm) -> impl IntoView + use<> {
    let ends = [Operator::Between];
    view! {
        <div class="form-row">
            {operators(state, form)}
            {line("condition-from", "from_value", words::FROM, value(form, &ends, 0), state, form)}
            {line("condition-to", "to_value", words::TO, value(form, &ends, 1), state, form)}
        </div>
    }
}

fn distance(state: &RegisterState, form: &ConditionForm) -> impl IntoView + use<> {
    let language = state.language();
    let ends = [Operator::Within];
    // As one knows it again; what could not be read stays as it was typed.
    let typed = value(form, &ends, 1);
    let place = domain::distance::place(&typed).map_or(typed, |place| format!("{} {}", place.code(), place.name));
    view! {
        <div class="form-row">
            {operators(state, form)}
            {line("condition-from", "from_value", words::KILOMETRES, value(form, &ends, 0), state, form)}
            {line("condition-to", "to_value", words::FROM_PLACE, place, state, form)}
        </div>
        <p class="muted small">{words::PLACE_HELP.get(language)}</p>
    }
}

fn units(
    id: &'static str,
    name: &'static str,
    now: String,
    this: bool,
    state: &RegisterState,
) -> impl IntoView + use<> {
    let language = state.language();
    let options = Unit::ALL
        .into_iter()
        .map(|unit| {
            let text = match unit {
                _ if this => this_unit(unit),
                Unit::Day => words::DAYS,
                Unit::Week => words::WEEKS,
                Unit::Month => words::MONTHS,
                Unit::Year => words::YEARS,
            };
            view! { <option value=unit.key() selected=unit.key() == now>{text.get(language)}</option> }
        })
        .collect_view();
    view! { <select class="ds-input" id=id name=name aria-label=words::UNIT.get(language)>{options}</select> }
}

/// Four ways to say when, each a line with its own inputs.
fn dates(state: &RegisterState, form: &ConditionForm) -> impl IntoView + use<> {
    let language = state.language();
    let way = |operator: Operator, label: Text, inputs: AnyView| {
        let id = format!("condition-{}", operator.key());
        view! {
            <div class="way">
                <div class="ds-field">
                    <input class="ds-input" type="radio" id=id.clone() name="op" value=operator.key() checked=form.operator == operator/>
                    <label class="ds-label" for=id>{label.get(language)}</label>
                </div>
                {inputs}
            </div>
        }
    };
    let count = |name: &'static str, operator: Operator| {
        let now = value(form, &[operator], 0);
        let now = if now.is_empty() { "30".to_owned() } else { now };
        view! { <input class="ds-input" type="number" min="1" max="999" name=name value=now aria-label=words::COUNT_OF.get(language)/> }
    };
    let day = |name: &'static str, label: Text, at: usize| {
        let now = value(form, &[Operator::Dates], at);
        view! { <input class="ds-input" type="date" name=name value=now aria-label=label.get(language)/> }
    };
    let last = view! { {count("last_count", Operator::Last)}{units("last-unit", "last_unit", value(form, &[Operator::Last], 1), false, state)} };
    let this = units("this-unit", "this_unit", value(form, &[Operator::This], 0), true, state);
    let span = view! { {day("from_value", words::FROM, 0)}{day("to_value", words::TO, 1)} };
    let older = view! { {count("older_count", Operator::Older)}{units("older-unit", "older_unit", value(form, &[Operator::Older], 1), false, state)} };
    // Days that a field tells may be still to come.
    let next = (form.column.nature() == Nature::Day).then(|| {
        let inputs = view! { {count("next_count", Operator::Next)}{units("next-unit", "next_unit", value(form, &[Operator::Next], 1), false, state)} };
        way(Operator::Next, words::COMING, inputs.into_any())
    });
    view! {
        <fieldset class="ways">
            <legend class="sr-only">{words::COMPARE.get(language)}</legend>
            {next}
            {way(Operator::Last, words::LAST, last.into_any())}
            {way(Operator::This, words::THIS, this.into_any())}
            {way(Operator::Dates, words::SPAN, span.into_any())}
            {way(Operator::Older, words::OLDER, older.into_any())}
        </fieldset>
    }
}

fn choices(state: &RegisterState, form: &ConditionForm) -> impl IntoView + use<> {
    let language = state.language();
    let rows = form
        .options
        .iter()
        .enumerate()
        .map(|(at, Choice { value, label })| {
            let id = format!("condition-choice-{at}");
            let checked = form.values.contains(value);
            view! {
                <li class="ds-field">
                    <input class="ds-input" type="checkbox" id=id.clone() name="value" value=value.clone() checked=checked/>
                    <label class="ds-label" for=id>{label.clone()}</label>
                </li>
            }
        })
        .collect_view();
    let narrow = (form.options.len() > 12).then(|| {
        let text = common::SEARCH_SHORT.get(language);
        view! {
            <div class="search-field needs-script">
                <Icon name="search"/>
                <input class="ds-input" type="search" id="find-choice" autocomplete="off" autofocus data-narrow="condition-choices" placeholder=text aria-label=text/>
            </div>
        }
    });
    view! {
        {operators(state, form)}
        {narrow}
        <fieldset>
            <legend class="sr-only">{words::VALUES.get(language)}</legend>
            <ul class="choice-list" id="condition-choices">{rows}</ul>
        </fieldset>
    }
}

/// What a field's condition can choose from, where the product itself knows it.
#[must_use]
pub fn known_choices(
    column: Column,
    home: domain::country::Country,
    language: domain::language::Language,
) -> Vec<Choice> {
    use domain::{
        address::SameAs,
        country::Country,
        customer::{CustomerKind, CustomerType},
        geography,
        terms::Currency,
    };
    let choice = |value: &str, label: &str| Choice { value: value.to_owned(), label: label.to_owned() };
    match column {
        Column::County | Column::Municipality => {
            let areas = if column == Column::County { geography::counties() } else { geography::municipalities() };
            let mut areas: Vec<_> = areas.iter().collect();
            areas.sort_by_key(|area| (area.country() != home.code(), area.name));
            areas.into_iter().map(|area| choice(area.code, area.name)).collect()
        }
        Column::Field(field) => match field.kind {
            Kind::CustomerKind => {
                CustomerKind::ALL.iter().map(|kind| choice(kind.key(), kind.name(language))).collect()
            }
            Kind::CustomerType => {
                CustomerType::ALL.iter().map(|kind| choice(kind.key(), kind.name(language))).collect()
            }
            Kind::YesNo => ["yes", "no"]
                .into_iter()
                .map(|key| {
                    let value = serde_json::Value::Bool(key == "yes");
                    let label = domain::field::shown(
                        field,
                        &value,
                        &domain::field::Record::default(),
                        &domain::field::Names::new(),
                        language,
                        home,
                    );
                    choice(key, &label)
                })
                .collect(),
            Kind::Country => Country::all().map(|country| choice(country.code(), country.name(language))).collect(),
            Kind::Code(list) => list.all().iter().map(|code| choice(code.key, code.name(language))).collect(),
            Kind::Currency => {
                Currency::ALL.iter().map(|currency| choice(currency.key(), currency.name(language))).collect()
            }
            Kind::SameAs(address) => {
                address.same_as_choices().map(|same| choice(same.key(), SameAs::name(same, language))).collect()
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
