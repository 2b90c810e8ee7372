//! From conditions to SQL. Columns come from the catalogue alone, all values are bound, and no
//! operator fails for any row: see the migration that made `register_customer`.

use crate::fields;
use domain::{
    filter::{Column, Condition, Filter, Joint, ME, Nature, Node, Operator, Test},
    geography,
    id::UserId,
    settings::FirmSettings,
};
use serde_json::Value;
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

/// What a filter's meaning depends on beside itself.
pub(super) struct Reader<'a> {
    /// Who [`ME`] is.
    pub(super) user: UserId,
    /// Where days begin.
    pub(super) time_zone: &'a str,
    /// What counts where a customer follows the firm.
    pub(super) firm: &'a FirmSettings,
}

/// Columns that are in the customer's search text, which an index knows in threes.
const SEARCHED: [&str; 7] = ["nickname", "number", "organisation_number", "email", "phone", "mobile", "visiting_place"];

/// The database's column of a catalogue's column. Counties and municipalities are in the postal code.
pub(super) const fn column(of: Column) -> &'static str {
    match of {
        Column::Field(field) => field.key,
        Column::County | Column::Municipality | Column::Distance => "visiting_postal_code",
        Column::Created => "created_at",
        Column::Changed => "changed_at",
    }
}

/// The expression of a catalogue's column.
pub(super) fn expression(of: Column) -> String {
    match of {
        Column::Field(field) => fields::expression("(r.customer)", field),
        _ => format!("(r.customer).{}", column(of)),
    }
}

/// Adds ` and (…)` for everything that a filter asks for.
pub(super) fn push_filter(sql: &mut QueryBuilder<Postgres>, filter: &Filter, reader: &Reader<'_>) {
    if filter.is_broken() {
        // Nobody is listed by half of what was asked for.
        sql.push(" and false");
        return;
    }
    for node in &filter.nodes {
        sql.push(" and ");
        push_node(sql, node, reader);
    }
}

fn push_node(sql: &mut QueryBuilder<Postgres>, node: &Node, reader: &Reader<'_>) {
    match node {
        Node::Broken(_) => {
            sql.push("false");
        }
        Node::Condition(condition) => {
            sql.push("(");
            push_condition(sql, condition, reader);
            sql.push(")");
        }
        Node::Group(group) => {
            sql.push("(");
            for (at, node) in group.nodes.iter().enumerate() {
                if at > 0 {
                    sql.push(if group.joint == Joint::Any { " or " } else { " and " });
                }
                push_node(sql, node, reader);
            }
            sql.push(")");
        }
    }
}

fn push_condition(sql: &mut QueryBuilder<Postgres>, condition: &Condition, reader: &Reader<'_>) {
    let (of, operator) = (condition.column(), condition.operator());
    let name = expression(of);
    if let Some(field) = of.inherited() {
        let name = if field.key == "payment_days" { fields::days_of_credit("(r.customer)") } else { name };
        push_counting(sql, condition, (&name, field.key), &reader.firm.value(field), reader);
        return;
    }
    match condition.test() {
        Test::Text(text) if of.nature() == Nature::Customer => push_parent(sql, &name, text),
        Test::Text(text) if of.nature() == Nature::Contact => push_contact(sql, &name, text),
        Test::Text(text) => push_text(sql, of, &name, operator, text),
        Test::Chosen(values) => match of.nature() {
            Nature::Area => push_areas(sql, values, operator == Operator::None),
            Nature::Choices(_) => push_lists(sql, &name, operator, values),
            _ => push_one_of(sql, of, &name, operator, values, reader),
        },
        Test::Between(from, to) => {
            let mut joint = "";
            for (sign, end) in [(" >= ", from), (" <= ", to)] {
                if let Some(end) = end {
                    sql.push(joint).push(&name).push(sign).push_bind(*end);
                    joint = " and ";
                }
            }
        }
        Test::Codes(runs) => {
            push_runs(sql, &name, runs.iter().map(|(from, to)| (from.clone(), to.clone())));
        }
        Test::Within(kilometres, place) => {
            sql.push("(");
            for (at, near) in place.within(*kilometres).into_iter().enumerate() {
                sql.push(if at > 0 { " or " } else { "" });
                push_codes(sql, near.country, &near.runs);
            }
            sql.push(")");
        }
        Test::Dates(..) | Test::Ago(..) | Test::This(_) if of.nature() == Nature::Day => {
            push_day(sql, &name, operator, condition.test(), reader);
        }
        Test::Dates(from, to) => {
            let mut joint = "";
            for (sign, end, next) in [(" >= ", from, "0"), (" < ", to, "1")] {
                if let Some(day) = end {
                    sql.push(joint).push(&name).push(sign).push("(").push_bind(day.to_string());
                    sql.push("::text::date + ").push(next).push(")::timestamp at time zone ");
                    sql.push_bind(reader.time_zone.to_owned());
                    joint = " and ";
                }
            }
        }
        Test::Ago(count, unit) => {
            sql.push(&name).push(if operator == Operator::Last { " >= " } else { " < " });
            sql.push("(date_trunc('day', now() at time zone ").push_bind(reader.time_zone.to_owned());
            sql.push(") - ").push_bind(i32::from(*count)).push(" * interval '1 ").push(unit.key());
            sql.push("') at time zone ").push_bind(reader.time_zone.to_owned());
        }
        Test::This(unit) => {
            sql.push(&name).push(" >= date_trunc('").push(unit.key()).push("', now() at time zone ");
            sql.push_bind(reader.time_zone.to_owned()).push(") at time zone ");
            sql.push_bind(reader.time_zone.to_owned());
        }
        Test::Nothing => push_nothing(sql, of, &name, operator == Operator::Filled),
    }
}

/// A condition on what counts: the customer's own value, or else its department's, or else the firm's.
fn push_counting(
    sql: &mut QueryBuilder<Postgres>,
    condition: &Condition,
    (name, key): (&str, &str),
    firm: &Value,
    reader: &Reader<'_>,
) {
    sql.push("coalesce(").push(name).push(", ");
    push_departments(sql, key, reader.firm);
    let (of, is_none) = (condition.column(), condition.operator() == Operator::None);
    match (condition.test(), firm) {
        (Test::Between(from, to), Value::Number(number)) => {
            sql.push_bind(number.as_i64()).push(") between ").push_bind(from.unwrap_or(i64::MIN));
            sql.push(" and ").push_bind(to.unwrap_or(i64::MAX));
        }
        (Test::Chosen(values), Value::Bool(yes)) => {
            sql.push_bind(*yes).push(if is_none { ") <> all (" } else { ") = any (" });
            sql.push_bind(values.iter().map(|value| value == "yes").collect::<Vec<_>>()).push(")");
        }
        (Test::Chosen(values), Value::String(key)) => {
            sql.push_bind(key.clone()).push(if is_none { ") <> all (" } else { ") = any (" });
            sql.push_bind(values.clone()).push(")");
        }
        _ => {
            tracing::error!(column = of.key(), "a term of a kind that is not compared");
            sql.push("null) is null and false");
        }
    }
}

/// Adds what the first of a customer's departments that has chosen a value says, in the firm's order, and a comma; nothing
/// where none has.
pub(super) fn push_departments(sql: &mut QueryBuilder<Postgres>, key: &str, firm: &FirmSettings) {
    let chosen = firm.departments.iter().filter_map(|department| Some((department, department.chosen.0.get(key)?)));
    let mut start = "case when ";
    for (department, value) in chosen {
        sql.push(start).push_bind(department.id.0).push(" = any ((r.customer).departments) then ");
        match value {
            Value::Bool(yes) => sql.push_bind(*yes),
            Value::Number(number) => sql.push_bind(number.as_i64()),
            other => sql.push_bind(other.as_str().map(str::to_owned)),
        };
        start = " when ";
    }
    if start == " when " {
        sql.push(" end, ");
    }
}

/// Days that fields tell: they are kept as ISO 8601, in whose order they stand as text.
fn push_day(sql: &mut QueryBuilder<Postgres>, name: &str, operator: Operator, test: &Test, reader: &Reader<'_>) {
    let zone = reader.time_zone.to_owned();
    let today = |sql: &mut QueryBuilder<Postgres>| {
        sql.push("(now() at time zone ").push_bind(zone.clone()).push(")");
    };
    match test {
        Test::Dates(from, to) => {
            let mut joint = "";
            for (sign, end) in [(" >= ", from), (" <= ", to)] {
                if let Some(day) = end {
                    sql.push(joint).push(name).push(sign).push_bind(day.to_string());
                    joint = " and ";
                }
            }
        }
        Test::This(unit) => {
            sql.push(name).push(" >= to_char(date_trunc('").push(unit.key()).push("', ");
            today(sql);
            sql.push("), 'YYYY-MM-DD') and ").push(name).push(" < to_char(date_trunc('").push(unit.key()).push("', ");
            today(sql);
            sql.push(") + interval '1 ").push(unit.key()).push("', 'YYYY-MM-DD')");
        }
        Test::Ago(count, unit) => {
            // From today to that day, or beyond it.
            let (near, far, way) = match operator {
                Operator::Next => (Some(" >= "), " <= ", " + "),
                Operator::Last => (Some(" <= "), " >= ", " - "),
                _ => (None, " < ", " - "),
            };
            if let Some(near) = near {
                sql.push(name).push(near).push("to_char(");
                today(sql);
                sql.push(", 'YYYY-MM-DD') and ");
            }
            sql.push(name).push(far).push("to_char(");
            today(sql);
            sql.push(way)
                .push_bind(i32::from(*count))
                .push(" * interval '1 ")
                .push(unit.key())
                .push("', 'YYYY-MM-DD')");
        }
        _ => {}
    }
}

/// Customers whose parent company's name holds a text. Few are parents, so they are found first.
fn push_parent(sql: &mut QueryBuilder<Postgres>, name: &str, text: &str) {
    sql.push(name).push(
        " = any (array(select (p.customer).id from register_customer p where folded((p.customer).name) like folded(",
    );
    sql.push_bind(format!("%{}%", escaped(text)))
        .push(") and exists (select from register_customer s where (s.customer).parent_id = (p.customer).id)))");
}

/// Customers whose contact in a field has a name that holds a text: of few, as few name one.
fn push_contact(sql: &mut QueryBuilder<Postgres>, name: &str, text: &str) {
    sql.push(name)
        .push(" is not null and exists (select from contact k where k.tenant_id = current_tenant() and k.id = ");
    sql.push(name).push(" and folded(k.first_name || ' ' || k.last_name) like folded(");
    sql.push_bind(format!("%{}%", escaped(text))).push("))");
}

/// What is special to LIKE stands for itself.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

fn push_text(sql: &mut QueryBuilder<Postgres>, of: Column, name: &str, operator: Operator, text: &str) {
    let is_digits = of.nature() == Nature::Digits;
    let text = if is_digits { text.chars().filter(char::is_ascii_digit).collect() } else { text.to_owned() };
    let key = column(of);
    // The name is indexed as it is folded; nothing else has null there.
    let whole = if key == "name" { format!("folded({name})") } else { format!("folded(coalesce({name}, ''))") };
    match operator {
        Operator::Is if is_digits => {
            // With or without the country's code.
            sql.push(name).push(" = ").push_bind(text.clone()).push(" or ").push(name).push(" = '+' || ");
            sql.push_bind(text.clone()).push(" or ").push(name).push(" like '+__' || ").push_bind(text);
        }
        Operator::Is => {
            sql.push(whole).push(" = folded(").push_bind(text).push(")");
        }
        Operator::Starts if is_digits => {
            let pattern = format!("{text}%");
            sql.push(name).push(" like ").push_bind(pattern.clone()).push(" or ").push(name).push(" like '+' || ");
            sql.push_bind(pattern.clone()).push(" or ").push(name).push(" like '+__' || ").push_bind(pattern);
        }
        Operator::Starts => {
            sql.push(whole).push(" like folded(").push_bind(format!("{}%", escaped(&text))).push(")");
        }
        Operator::Lacks => {
            sql.push(whole).push(" not like folded(").push_bind(format!("%{}%", escaped(&text))).push(")");
        }
        _ if SEARCHED.contains(&key) => {
            sql.push("(r.customer).search like folded(").push_bind(format!("%{}%", escaped(&text)));
            // `position` is judged to let a third through, whatever it looks for: the search text
            // has told already how rare that is.
            sql.push(") and position(folded(").push_bind(text).push(") in ").push(whole).push(") > 0");
        }
        _ => {
            sql.push(whole).push(" like folded(").push_bind(format!("%{}%", escaped(&text))).push(")");
        }
    }
}

fn ids(values: &[String], reader: Option<&Reader<'_>>) -> Vec<Uuid> {
    let id = |value: &String| match reader {
        Some(reader) if value == ME => Some(reader.user.0),
        _ => Uuid::parse_str(value).ok(),
    };
    values.iter().filter_map(id).collect()
}

fn push_lists(sql: &mut QueryBuilder<Postgres>, name: &str, operator: Operator, values: &[String]) {
    let (start, sign) = match operator {
        Operator::All => ("", " @> "),
        Operator::None => ("not ", " && "),
        _ => ("", " && "),
    };
    sql.push(start).push(name).push(sign).push_bind(ids(values, None));
}

fn push_one_of(
    sql: &mut QueryBuilder<Postgres>,
    of: Column,
    name: &str,
    operator: Operator,
    values: &[String],
    reader: &Reader<'_>,
) {
    let is_none = operator == Operator::None;
    if is_none {
        sql.push(name).push(" is null or ");
    }
    sql.push(name).push(if is_none { " <> all (" } else { " = any (" });
    match of.nature() {
        Nature::Choice(_) | Nature::User => sql.push_bind(ids(values, Some(reader))),
        _ if matches!(of, Column::Field(field) if field.kind == domain::field::Kind::YesNo) => {
            sql.push_bind(values.iter().map(|value| value == "yes").collect::<Vec<_>>())
        }
        _ => sql.push_bind(values.to_vec()),
    };
    sql.push(")");
}

fn push_runs(sql: &mut QueryBuilder<Postgres>, name: &str, runs: impl Iterator<Item = (String, String)>) {
    for (at, (from, to)) in runs.enumerate() {
        sql.push(if at > 0 { " or " } else { "" }).push(name);
        if from == to {
            sql.push(" = ").push_bind(from);
        } else {
            sql.push(" between ").push_bind(from).push(" and ").push_bind(to);
        }
    }
}

/// Counties and municipalities, by the runs of postal codes in them, in their own country.
fn push_areas(sql: &mut QueryBuilder<Postgres>, values: &[String], is_none: bool) {
    sql.push("(");
    for (at, area) in values.iter().filter_map(|code| geography::area(code)).enumerate() {
        sql.push(if at > 0 { " or " } else { "" });
        push_codes(sql, area.country(), &area.codes);
    }
    sql.push(if is_none { ") is not true" } else { ")" });
}

/// Visiting addresses with a postal code in one of the runs of a country.
fn push_codes(sql: &mut QueryBuilder<Postgres>, country: &'static str, runs: &[(&str, &str)]) {
    sql.push("((r.customer).visiting_country = ").push_bind(country);
    sql.push(" or (r.customer).visiting_country is null and (r.customer).country = ")
        .push_bind(country)
        .push(") and (");
    let runs = runs.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned()));
    push_runs(sql, "(r.customer).visiting_postal_code", runs);
    sql.push(")");
}

fn push_nothing(sql: &mut QueryBuilder<Postgres>, of: Column, name: &str, is_filled: bool) {
    match of.nature() {
        Nature::Choices(_) => sql.push(name).push(if is_filled { " <> '{}'" } else { " = '{}'" }),
        Nature::Text | Nature::Digits | Nature::PostalCode if is_filled => sql.push(name).push(" <> ''"),
        Nature::Text | Nature::Digits | Nature::PostalCode => {
            sql.push(name).push(" is null or ").push(name).push(" = ''")
        }
        _ => sql.push(name).push(if is_filled { " is not null" } else { " is null" }),
    };
}
