//! The filter as chips: each condition in words, with the ways to change it.

use super::state::{Here, RegisterState};
use crate::{
    i18n::register as words,
    ui::{Icon, time::Clock},
};
use domain::{
    country::Country,
    field::{Kind, Names, Record, grouped, shown},
    filter::{Broken, Column, Condition, Filter, Joint, ME, Nature, Node, Operator, Path, Test, Unit, Wrong},
    geography,
    language::Language,
    money::Money,
    register::RegisterQuery,
    text::Text,
    text::plain,
};
use leptos::prelude::*;
use serde_json::Value;

/// What a condition's value is called.
pub(super) fn value_in_words(column: Column, value: &str, names: &Names, language: Language, home: Country) -> String {
    match column {
        _ if column.nature() == Nature::User && value == ME => words::ME.get(language).to_owned(),
        Column::County | Column::Municipality => geography::area(value).map_or("", |area| area.name).to_owned(),
        Column::Field(field) => {
            let value = if field.kind == Kind::YesNo { Value::Bool(value == "yes") } else { Value::from(value) };
            let name = shown(field, &value, &Record::default(), names, language, home);
            // Several values are named one by one.
            let name = if matches!(field.kind, Kind::Choices(_)) {
                value.as_str().and_then(|id| names.get(id)).cloned().unwrap_or_default()
            } else {
                name
            };
            if name.is_empty() { words::RETIRED_VALUE.get(language).to_owned() } else { name }
        }
        _ => String::new(),
    }
}

const fn unit_name(unit: Unit) -> Text {
    match unit {
        Unit::Day => words::DAYS,
        Unit::Week => words::WEEKS,
        Unit::Month => words::MONTHS,
        Unit::Year => words::YEARS,
    }
}

pub(super) const fn this_unit(unit: Unit) -> Text {
    match unit {
        Unit::Day => words::THIS_DAY,
        Unit::Week => words::THIS_WEEK,
        Unit::Month => words::THIS_MONTH,
        Unit::Year => words::THIS_YEAR,
    }
}

/// What a condition asks, after the name of its column.
fn in_words(condition: &Condition, names: &Names, clock: &Clock, home: Country) -> String {
    let language = clock.language;
    let span = |from: Option<String>, to: Option<String>| match (from, to) {
        (Some(from), Some(to)) if from == to => from,
        (Some(from), Some(to)) => words::FROM_TO.with(language, &[("from", &from), ("to", &to)]),
        (Some(from), None) => words::AT_LEAST.with(language, &[("from", &from)]),
        (None, to) => words::AT_MOST.with(language, &[("to", &to.unwrap_or_default())]),
    };
    match condition.test() {
        Test::Text(text) => match condition.operator() {
            Operator::Has => words::HAS_TEXT.with(language, &[("text", text)]),
            Operator::Lacks => words::LACKS_TEXT.with(language, &[("text", text)]),
            Operator::Starts => words::STARTS_TEXT.with(language, &[("text", text)]),
            _ => text.clone(),
        },
        Test::Chosen(values) => {
            let several = values
                .iter()
                .map(|value| value_in_words(condition.column(), value, names, language, home))
                .collect::<Vec<_>>()
                .join(", ");
            match condition.operator() {
                Operator::None => words::NOT_THOSE.with(language, &[("values", &several)]),
                Operator::All => words::ALL_THOSE.with(language, &[("values", &several)]),
                _ => several,
            }
        }
        Test::Between(from, to) => {
            let amount = |value: &i64| match condition.column() {
                Column::Field(field) if condition.column().inherited().is_some() => {
                    shown(field, &Value::from(*value), &Record::default(), names, language, home)
                }
                column if column.nature() == Nature::Money => {
                    let written = Money::from_hundredths(*value).to_string();
                    written.strip_suffix(",00").map_or_else(|| written.clone(), str::to_owned)
                }
                _ => grouped(*value),
            };
            span(from.as_ref().map(amount), to.as_ref().map(amount))
        }
        Test::Dates(from, to) => {
            let day = |day: &domain::filter::Day| {
                clock.moment(&day.to_string()).map_or_else(|| day.to_string(), |moment| clock.day_shown(&moment.utc))
            };
            span(from.as_ref().map(day), to.as_ref().map(day))
        }
        Test::Codes(_) => condition.values().join(", "),
        Test::Within(kilometres, place) => {
            let (count, place) = (kilometres.to_string(), place.name);
            words::WITHIN.with(language, &[("count", &count), ("place", place)])
        }
        Test::Ago(count, unit) => {
            let text = match condition.operator() {
                Operator::Last => words::LAST_COUNT,
                Operator::Next => words::NEXT_COUNT,
                _ => words::OLDER_COUNT,
            };
            text.with(language, &[("count", &count.to_string()), ("unit", unit_name(*unit).get(language))])
        }
        Test::This(unit) => words::THIS_UNIT.with(language, &[("unit", this_unit(*unit).get(language))]),
        Test::Nothing if condition.operator() == Operator::Empty => words::IS_EMPTY.get(language).to_owned(),
        Test::Nothing => words::IS_FILLED.get(language).to_owned(),
    }
}

/// The row of chips with the way to a new condition.
pub(super) fn chips(state: &RegisterState) -> impl IntoView + use<> {
    let language = state.language();
    let filter = &state.here.query.filter;
    let nodes = nodes_view(state, &filter.nodes, None, Joint::All);
    let add = state.this_page(&format!("new=&in={}#panel", filter.nodes.len()));
    let clear = (filter.conditions().len() > 1).then(|| {
        let href = state.here.filtered(Filter::default());
        view! { <a class="link small" href=href>{words::SHOW_ALL.get(language)}</a> }
    });
    view! {
        <div class="filter-chips">
            {nodes}
            <a class="filter-add" id="add-filter" data-swap href=add><Icon name="plus"/>{words::FILTER.get(language)}</a>
            {clear}
        </div>
    }
}

fn nodes_view(state: &RegisterState, nodes: &[Node], above: Option<&Path>, joint: Joint) -> AnyView {
    let language = state.language();
    nodes
        .iter()
        .enumerate()
        .map(|(at, node)| {
            let path = above.map_or_else(|| Path(vec![at]), |above| above.then(at));
            let between = (at > 0 && above.is_some()).then(|| {
                let text = if joint == Joint::Any { words::OR } else { words::AND };
                view! { <span class="filter-joint">{text.get(language)}</span> }
            });
            let node = match node {
                Node::Condition(condition) => chip(state, condition, &path, above.is_some()).into_any(),
                Node::Broken(broken) => broken_chip(state, broken, &path).into_any(),
                Node::Group(group) => {
                    let joint = if group.joint == Joint::Any { words::ANY_OF } else { words::ALL_OF };
                    let inside = nodes_view(state, &group.nodes, Some(&path), group.joint);
                    let more = state.this_page(&format!("new=&in={}#panel", path.then(group.nodes.len())));
                    view! {
                        <span class="filter-group" role="group" aria-label=joint.get(language)>
                            {inside}
                            <a class="icon-button filter-more" data-swap href=more aria-label=words::ADD_FILTER.get(language)><Icon name="plus" small=true/></a>
                        </span>
                    }
                    .into_any()
                }
            };
            view! { {between}{node} }
        })
        .collect_view()
        .into_any()
}

fn without(here: &Here, path: &Path) -> String {
    here.with(RegisterQuery { filter: here.query.filter.with(path, None), ..here.query.clone() })
}

fn chip(state: &RegisterState, condition: &Condition, path: &Path, in_group: bool) -> impl IntoView + use<> {
    let language = state.language();
    let label = plain(condition.column().label().get(language));
    let asks = in_words(condition, &state.names, &state.clock, state.home);
    let what = format!("{label} {asks}");
    let edit = state.this_page(&format!("edit={path}#panel"));
    // An alternative beside a condition that stands alone makes a group of the two.
    let or = (!in_group).then(|| {
        let href = state.this_page(&format!("new=&in={path}&or=1#panel"));
        view! {
            <a class="filter-or" data-swap href=href aria-label=words::ADD_OR.with(language, &[("what", &what)])>{words::OR.get(language)}</a>
        }
    });
    view! {
        <span class="filter-chip">
            <a class="filter-what" id=format!("chip-{path}") data-swap href=edit aria-label=words::EDIT_CONDITION.with(language, &[("what", &what)])>
                <span>{label.clone()}</span>" "<strong>{asks.clone()}</strong>
            </a>
            {or}
            <a class="tag-remove" href=without(&state.here, path) aria-label=words::REMOVE_CONDITION.with(language, &[("what", &what)])><Icon name="x"/></a>
        </span>
    }
}

fn broken_chip(state: &RegisterState, broken: &Broken, path: &Path) -> impl IntoView + use<> {
    let language = state.language();
    let why = match broken.wrong {
        Wrong::Field => words::WRONG_FIELD,
        Wrong::Operator => words::WRONG_OPERATOR,
        Wrong::Value => words::WRONG_VALUE,
        Wrong::TooMuch => words::WRONG_MUCH,
    };
    let shown: String = broken.shown().chars().take(60).collect();
    let remove = words::REMOVE_CONDITION.with(language, &[("what", &shown)]);
    view! {
        <span class="filter-chip" data-broken="true">
            <span class="filter-what"><Icon name="triangle-alert" small=true/><code>{shown}</code>" "<strong>{why.get(language)}</strong></span>
            <a class="tag-remove" href=without(&state.here, path) aria-label=remove><Icon name="x"/></a>
        </span>
    }
}
