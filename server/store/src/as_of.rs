//! The card as it stood at an earlier moment, made from what stands now and from the change log.
//!
//! Choices and people have the names that they have now. Rows that came without an entry in the
//! log (from a copy of data) begin when they say that they were created.

mod activity;
mod around;
mod rows;
mod tables;

use crate::{
    StoreError, Tx, agreement,
    card::{self, Card, Counts},
    log,
    seen::News,
};
use domain::{
    activity::{Activity, Counted},
    agreement::Agreements,
    as_of::{Later, Row, rewind},
    change::{LogCategory, LogEntry, Operation},
    comment::Comment,
    field::{Entity, Names, Record},
    id::CustomerId,
    language::Language,
    list::StatusMeaning,
    payment_term::PaymentTerm,
    policy::Action,
    relation::Relation,
    settings::FirmSettings,
};
use jiff::Timestamp;
use rows::{as_comments, as_contacts, as_placements, counts, remarks};
use serde::Deserialize;
use serde_json::Value;
use sqlx::types::Json;
use std::collections::{BTreeMap, BTreeSet};
use tables::Tables;
use uuid::Uuid;

/// Most entries of the log that are shown.
const LOG: i64 = 100;

/// A card as it stood at a moment.
#[derive(Clone, Debug)]
pub struct AsOf {
    /// The customer with all its contacts.
    pub card: Card,
    /// What it had agreed on in rows.
    pub agreements: Agreements,
    /// Its activities.
    pub activities: Vec<Activity>,
    /// All comments, the fixed ones first.
    pub comments: Vec<Comment>,
    /// Its relations.
    pub relations: Vec<Relation>,
    /// The newest entries of the log up to then.
    pub log: Vec<LogEntry>,
    /// Names for what they refer to.
    pub log_names: Names,
}

/// What there was of a customer at a moment.
#[derive(Clone, Debug)]
pub enum Found {
    /// Its card.
    Card(Box<AsOf>),
    /// Nothing yet: it was registered later.
    NotYet {
        /// What it is called now.
        name: String,
        /// When it was registered, UTC in RFC 3339.
        created_at: String,
    },
}

#[derive(Debug, Deserialize)]
struct DeletedRow {
    table: String,
    content: Row,
}

/// The card of a customer as it stood at `at`, UTC in RFC 3339; five statements.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such customer.
#[expect(clippy::too_many_lines, reason = "the card as it stood in five statements")]
pub async fn read(tx: &mut Tx, id: CustomerId, at: &str, language: Language) -> Result<Found, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let (home, zone) = (tx.session().home, tx.session().time_zone.clone());
    let row = sqlx::query!(
        r#"select flat(to_jsonb(c)) - array['search', 'name_order', 'place_order'] as "customer!: Json<Row>",
            (select coalesce(jsonb_agg(flat(to_jsonb(k)) - 'search'), '[]') from contact k
                where k.tenant_id = c.tenant_id and k.customer_id = c.id
                    and k.id <> all (array(select came_by_merge(c.id, 'contact', $2::text::timestamptz)))) as "contacts!: Json<Vec<Row>>",
            (select coalesce(jsonb_agg(to_jsonb(m)), '[]') from comment m
                where m.tenant_id = c.tenant_id and m.customer_id = c.id
                    and m.id <> all (array(select came_by_merge(c.id, 'comment', $2::text::timestamptz)))) as "comments!: Json<Vec<Row>>",
            (select coalesce(jsonb_agg(to_jsonb(l)), '[]') from customer_link l
                where l.tenant_id = c.tenant_id and l.customer_id = c.id
                    and l.id <> all (array(select came_by_merge(c.id, 'customer_link', $2::text::timestamptz)))) as "links!: Json<Vec<Row>>",
            (select coalesce(jsonb_agg(to_jsonb(r)), '[]') from customer_relation r
                where r.tenant_id = c.tenant_id and (r.customer_id = c.id or r.other_id = c.id)
                    and r.id <> all (array(select came_by_merge(c.id, 'customer_relation', $2::text::timestamptz)))) as "relations!: Json<Vec<Row>>",
            (select coalesce(jsonb_agg(to_jsonb(b)), '[]') from customer_responsible b
                where b.tenant_id = c.tenant_id and b.customer_id = c.id
                    and b.id <> all (array(select came_by_merge(c.id, 'customer_responsible', $2::text::timestamptz)))) as "responsibles!: Json<Vec<Row>>",
            (select coalesce(jsonb_agg(to_jsonb(p)), '[]') from customer_employee p
                where p.tenant_id = c.tenant_id and p.customer_id = c.id
                    and p.id <> all (array(select came_by_merge(c.id, 'customer_employee', $2::text::timestamptz)))) as "placements!: Json<Vec<Row>>",
            (select coalesce(jsonb_agg(to_jsonb(d)), '[]') from document d
                where d.tenant_id = c.tenant_id and d.customer_id = c.id
                    and d.id <> all (array(select came_by_merge(c.id, 'document', $2::text::timestamptz)))) as "documents!: Json<Vec<Row>>",
            (select coalesce(jsonb_agg(to_jsonb(v) || jsonb_build_object('by', coalesce(u.name, ''))), '[]')
                from document_version v left join app_user u on u.tenant_id = v.tenant_id and u.id = v.created_by
                where v.tenant_id = c.tenant_id and v.document_id in (
                    select d.id from document d where d.tenant_id = c.tenant_id and d.customer_id = c.id
                    union all
                    select (d.content ->> 'id')::uuid from deleted_row d
                        where d.tenant_id = c.tenant_id and d.customer_id = c.id and d.table_name = 'document')) as "versions!: Json<Vec<Row>>",
            (select coalesce(jsonb_agg(to_jsonb(v)), '[]') from activity v
                where v.tenant_id = c.tenant_id and v.customer_id = c.id
                    and v.id <> all (array(select came_by_merge(c.id, 'activity', $2::text::timestamptz)))) as "activities!: Json<Vec<Row>>",
            ($2::text::timestamptz at time zone $3)::date::text as "today!",
            (select coalesce(jsonb_agg(jsonb_build_object('table', d.table_name, 'content', flat(d.content)) order by d.version), '[]')
                from (
                    select table_name, content, version from deleted_row where tenant_id = c.tenant_id and customer_id = c.id
                    union all
                    select table_name, content, version from deleted_row
                    where tenant_id = c.tenant_id and table_name = 'customer_relation' and content ->> 'other_id' = c.id::text) d) as "deleted!: Json<Vec<DeletedRow>>",
            (select coalesce(jsonb_agg(to_jsonb(t) || jsonb_build_object('name', d.name) order by d.retired, d.position, d.name, d.id), '[]')
                from department_terms t join department d on d.tenant_id = t.tenant_id and d.id = t.id
                where t.tenant_id = c.tenant_id) as "terms!: Json<Vec<Row>>",
            to_jsonb(f) as "firm: Json<Row>", firm_choices() -> 'rules' as rules, s.at as "changed_at?: jiff_sqlx::Timestamp", s.user_id as "changed_by?"
        from customer c
        left join firm_settings f on f.tenant_id = c.tenant_id
        left join lateral (
            select l.at, l.user_id from change_log l
            where l.tenant_id = c.tenant_id and l.row_id = c.id and l.at <= $2::text::timestamptz
            order by l.version desc limit 1) s on true
        where c.tenant_id = current_tenant() and c.id = $1"#,
        id.0,
        at,
        zone,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let now = row.customer.0;
    if is_after(&now, at) {
        let created_at = moment(now.get("created_at"));
        return Ok(Found::NotYet { name: text(&now, "name").to_owned(), created_at });
    }
    let (mut tables, mut deleted) = (Tables::default(), Tables::default());
    tables.agreed = agreement::as_they_stood(tx, id, at).await?;
    deleted.agreed = tables.agreed.keys().map(|table| (*table, BTreeMap::new())).collect();
    tables.customer.insert(id.0, now);
    tables.firm.extend(row.firm.and_then(|row| Some((key(&row.0)?, row.0))));
    // In the firm's order, as it is today.
    let departments: Vec<Uuid> = row.terms.0.iter().filter_map(key).collect();
    tables.terms.extend(row.terms.0.into_iter().filter_map(|row| Some((key(&row)?, row))));
    tables.contact.extend(row.contacts.0.into_iter().filter_map(|row| Some((key(&row)?, row))));
    tables.link.extend(row.links.0.into_iter().filter_map(|row| Some((key(&row)?, row))));
    tables.relation.extend(row.relations.0.into_iter().filter_map(|row| Some((key(&row)?, row))));
    tables.responsible.extend(row.responsibles.0.into_iter().filter_map(|row| Some((key(&row)?, row))));
    tables.comment.extend(row.comments.0.into_iter().filter_map(|row| Some((key(&row)?, row))));
    tables.placement.extend(row.placements.0.into_iter().filter_map(|row| Some((key(&row)?, row))));
    tables.document.extend(row.documents.0.into_iter().filter_map(|row| Some((key(&row)?, row))));
    tables.activity.extend(row.activities.0.into_iter().filter_map(|row| Some((key(&row)?, row))));
    for DeletedRow { table, content } in row.deleted.0 {
        if let (Some(rows), Some(key)) = (deleted.named(&table), key(&content)) {
            rows.insert(key, content);
        }
    }
    for (table, later) in later(tx, id, at, &departments).await? {
        if let (Some(rows), Some(deleted)) = (tables.named(&table), deleted.named(&table)) {
            rewind(rows, deleted, &[later]);
        }
    }
    let Tables { contact, comment, link, relation, responsible, placement, document, activity, agreed, .. } =
        &mut tables;
    let several = [contact, comment, link, relation, responsible, placement, document, activity];
    for rows in several.into_iter().chain(agreed.values_mut()) {
        rows.retain(|_, row| !is_after(row, at));
    }
    let customer = tables.customer.remove(&id.0).ok_or(StoreError::NotFound)?;
    // Which fields stand where is as it is today; what they hold is of that day.
    let mut firm = tables.firm.into_values().next().map(Record).unwrap_or_default();
    firm.0.insert("rules".to_owned(), row.rules.unwrap_or_default());
    firm.0.insert("departments".to_owned(), rows::terms(&departments, tables.terms));
    let contacts: Vec<Row> = tables.contact.into_values().collect();
    let comments: Vec<Row> = tables.comment.into_values().collect();
    let links: Vec<Row> = tables.link.into_values().collect();
    let relations: Vec<Row> = tables.relation.into_values().collect();
    let responsibles: Vec<Row> = tables.responsible.into_values().collect();
    let placements: Vec<Row> = tables.placement.into_values().collect();
    let documents: Vec<Row> = tables.document.into_values().collect();
    let activities: Vec<Row> = tables.activity.into_values().collect();
    let agreed: Vec<Row> = tables.agreed.values().flat_map(BTreeMap::values).cloned().collect();
    let rows =
        [&*contacts, &comments, &links, &relations, &responsibles, &placements, &documents, &activities, &agreed];
    let Told { names, inverses, agreement_hours, term, meaning, is_member, logo_size, shows_logo } =
        told(tx, id, &customer, rows, row.changed_by, language).await?;
    let activities = activity::as_activities(&activities, id, text(&customer, "name"), &names, &row.today);
    let relations = around::relations(&relations, id, &names, &inverses);
    let responsibles = around::responsibles(&responsibles, &names);
    let (log, log_names) = log::list_until(tx, id, None, LOG, Some(at), language).await?;
    let name_of = |id: &str| names.get(id).cloned().unwrap_or_default();
    let created_at = moment(customer.get("created_at"));
    let created_by = name_of(text(&customer, "created_by"));
    let (changed_at, changed_by) = match row.changed_at {
        Some(changed_at) => {
            (crate::utc(changed_at), row.changed_by.map_or_else(String::new, |by| name_of(&by.to_string())))
        }
        None => (created_at.clone(), created_by.clone()),
    };
    let comments = as_comments(&comments, &names);
    let mut contacts = as_contacts(contacts, tx.session().home);
    for contact in &mut contacts {
        tx.keep_back(Entity::Contact, &mut contact.values);
    }
    let links = around::links(&links, &names);
    let placements = as_placements(&placements, &names);
    let documents = around::documents(&documents, &row.versions.0, &names);
    let customer = Record(customer);
    let firm = FirmSettings::new(Some(firm), home).read_with(&tx.session().rights).of_customer(&customer);
    let values = tx.seen(Entity::Customer, customer);
    let agreements = agreement::agreements(tables.agreed, &names);
    let logo = logo_size.and_then(|(width, height)| card::logo(&values, Some(width), Some(height)));
    let card = Card {
        id,
        version: 0,
        firm,
        meaning,
        agreement_hours,
        agreed: agreements.told(&agreement::day_of(tx.session(), at)),
        term,
        created_by,
        created_at,
        changed_by,
        changed_at,
        remarks: remarks(&comments),
        document_count: i64::try_from(documents.len()).unwrap_or(i64::MAX),
        enquiries: Vec::new(),
        documents,
        counts: Counts {
            activities: Counted::of(&activities, &row.today),
            ..counts(&contacts, &comments, (&placements, &row.today), &relations)
        },
        dialog: Vec::new(),
        responsibles,
        emails: Names::new(),
        placements,
        visit_types: Vec::new(),
        portal_rights: BTreeMap::new(),
        today: row.today,
        is_member,
        links,
        proposals: Vec::new(),
        latest: None,
        news: News::default(),
        contacts,
        logo,
        shows_logo,
        // Which customers were below it then stands in their cards.
        subsidiaries: Vec::new(),
        subsidiary_count: 0,
        group: None,
        values,
        names,
    };
    Ok(Found::Card(Box::new(AsOf { card, agreements, activities, comments, relations, log, log_names })))
}

/// What was done to the card's rows, and to what the firm and its departments have chosen, after a moment: of each row
/// the newest first.
async fn later(
    tx: &mut Tx,
    customer: CustomerId,
    at: &str,
    departments: &[Uuid],
) -> Result<Vec<(String, Later)>, StoreError> {
    let rows = sqlx::query!(
        r#"select table_name as "table_name!", operation as "operation!", row_id as "row_id!", changes as "changes!"
        from change_log
        where tenant_id = current_tenant() and at > $2::text::timestamptz
            and (customer_id = $1 and table_name = any ($3) and (table_name <> 'customer' or row_id = $1)
                    and id <> all (array(select came_by_merge($1, 'change_log', $2::text::timestamptz))) or row_id = current_tenant() and table_name = 'firm_settings'
                or row_id = any ($4) and table_name = 'department_terms')
        -- A deleted row has the version of its last change.
        order by row_id, version desc, operation = 'DELETE' desc"#,
        customer.0,
        at,
        &LogCategory::tables(),
        departments,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let operation = Operation::from_key(&row.operation);
            (row.table_name, Later { row: row.row_id, operation, changes: log::changes(row.changes) })
        })
        .collect())
}

/// What the rows refer to.
struct Told {
    names: Names,
    /// What kinds of relations are called from the other side, where that is another name.
    inverses: Names,
    agreement_hours: Record,
    term: Option<PaymentTerm>,
    meaning: StatusMeaning,
    is_member: bool,
    logo_size: Option<(i32, i32)>,
    shows_logo: bool,
}

/// Names for all that the rows refer to by id, what the status means, and the logo.
async fn told(
    tx: &mut Tx,
    id: CustomerId,
    customer: &Row,
    others: [&[Row]; 9],
    changed_by: Option<Uuid>,
    language: Language,
) -> Result<Told, StoreError> {
    fn gather(value: &Value, ids: &mut BTreeSet<Uuid>) {
        match value {
            Value::String(text) if text.len() == 36 => ids.extend(text.parse::<Uuid>()),
            Value::Array(items) => items.iter().for_each(|item| gather(item, ids)),
            _ => {}
        }
    }
    let mut ids = BTreeSet::from_iter(changed_by);
    for row in others.into_iter().flatten().chain([customer]) {
        row.values().for_each(|value| gather(value, &mut ids));
    }
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let row = sqlx::query!(
        r#"select names_of($1, $2) as "names!: Json<Names>",
            (select coalesce(jsonb_object_agg(k.id, k.first_name || ' ' || k.last_name), '{}') from contact k
                where k.tenant_id = current_tenant() and k.id = any ($1)) as "contacts!: Json<Names>",
            (select coalesce(jsonb_object_agg(i.id, case $2 when 'sv' then i.inverse_sv when 'en' then i.inverse_en else i.inverse_nb end), '{}') from list_item i
                where i.tenant_id = current_tenant() and i.id = any ($1) and i.inverse_nb <> '') as "inverses!: Json<Names>",
            (select working_hours from list_item where tenant_id = current_tenant() and id = $6) as "agreement_hours: Json<domain::field::Record>",
            (select json_build_object('kind', term_kind, 'days', term_days) from list_item where tenant_id = current_tenant() and id = $7) as "term: Json<domain::payment_term::ToldTerm>",
            (select meaning from list_item where tenant_id = current_tenant() and id = $3) as meaning,
            coalesce((select is_member from list_item where tenant_id = current_tenant() and id = $3), false) as "is_member!",
            g.width as "width?", g.height as "height?",
            coalesce((select logo_shown from firm_settings where tenant_id = current_tenant()), false) as "shows_logo!"
        from (select $4::uuid as customer, $5::text as logo) asked
        left join customer_logo g on g.tenant_id = current_tenant() and g.customer_id = asked.customer and g.digest = asked.logo"#,
        &ids,
        language.tag(),
        text(customer, "status").parse::<Uuid>().unwrap_or_default(),
        id.0,
        text(customer, "logo"),
        text(customer, "collective_agreement").parse::<Uuid>().unwrap_or_default(),
        text(customer, "payment_term").parse::<Uuid>().unwrap_or_default(),
    )
    .fetch_one(tx.connection())
    .await?;
    let mut names = row.names.0;
    names.extend(row.contacts.0);
    Ok(Told {
        names,
        inverses: row.inverses.0,
        agreement_hours: row.agreement_hours.map(|hours| hours.0).unwrap_or_default(),
        term: row.term.and_then(|term| term.0.read()),
        meaning: StatusMeaning::from_key(&row.meaning.unwrap_or_default()),
        is_member: row.is_member,
        logo_size: row.width.zip(row.height),
        shows_logo: row.shows_logo,
    })
}

fn key(row: &Row) -> Option<Uuid> {
    text(row, "id").parse().ok()
}

fn text<'a>(row: &'a Row, column: &str) -> &'a str {
    row.get(column).and_then(Value::as_str).unwrap_or_default()
}

/// A moment as PostgreSQL writes it into JSON, as UTC in RFC 3339.
fn moment(value: Option<&Value>) -> String {
    value
        .and_then(Value::as_str)
        .and_then(|text| text.parse::<Timestamp>().ok())
        .map_or_else(String::new, |at| at.to_string())
}

/// Whether a row came after a moment.
fn is_after(row: &Row, at: &str) -> bool {
    let parse = |text: &str| text.parse::<Timestamp>().ok();
    parse(text(row, "created_at")).zip(parse(at)).is_some_and(|(created, at)| created > at)
}
