//! The customer card: what its header says, what its closed sections tell, and its contacts.

mod told;

pub use told::{ContactsWanted, Counts, Wanted, ranks_contacts};

use told::{ContactRow, Dialog, More, Subsidiaries};

use crate::{
    StoreError, Tx, activity, agreement, proposal,
    seen::{self, News, Stored},
};
use domain::{
    activity::{Activity, ActivityType, Counted},
    agreement::Agreed,
    company::{MOST_SUBSIDIARIES, Subsidiary},
    contact::{self, ALL_ON_CARD, Contact},
    corporate::{InGroup, MOST_COUNTED},
    dialog::DialogEntry,
    document::{Document, LATEST},
    employee::Placement,
    field::{Entity, Names, Record},
    id::{ChangeId, ContactId, CustomerId, UserId},
    language::Language,
    link::CustomerLink,
    list::{ListKind, StatusMeaning},
    logo::Logo,
    payment_term::PaymentTerm,
    policy::Action,
    portal::Enquiry,
    proposal::Proposal,
    responsible::Responsible,
    settings::FirmSettings,
};
use sqlx::types::Json;
use std::collections::BTreeMap;

/// A customer as its card shows it.
#[derive(Clone, Debug)]
pub struct Card {
    /// The newest five of what was written and said.
    pub dialog: Vec<DialogEntry>,
    /// The customer.
    pub id: CustomerId,
    /// Which save this is.
    pub version: i32,
    /// The values of its fields.
    pub values: Record,
    /// What the firm has chosen, which its terms follow where it has none of its own.
    pub firm: FirmSettings,
    /// What its collective agreement says of working hours; empty where it has none.
    pub agreement_hours: Record,
    /// Its payment term, which its days of credit follow; none where none is chosen.
    pub term: Option<PaymentTerm>,
    /// What it has agreed on in rows, as it stands today.
    pub agreed: Agreed,
    /// Names for what the fields refer to by id.
    pub names: Names,
    /// What its status means.
    pub meaning: StatusMeaning,
    /// Whether customers with its status are members (seed 000:15).
    pub is_member: bool,
    /// Its logo.
    pub logo: Option<Logo>,
    /// Whether the firm shows logos in the headers of cards (seed 002:15).
    pub shows_logo: bool,
    /// The first customers whose parent it is, without those that have ended and are hidden.
    pub subsidiaries: Vec<Subsidiary>,
    /// How many such customers there are.
    pub subsidiary_count: i64,
    /// The group of companies that it is in; none without others.
    pub group: Option<InGroup>,
    /// What sources say of it that is not what stands.
    pub proposals: Vec<Proposal>,
    /// Where it is on the internet.
    pub links: Vec<CustomerLink>,
    /// Who of our own is responsible for it with a title, in the order of the titles.
    pub responsibles: Vec<Responsible>,
    /// Addresses for e-mail of those who are responsible without one, by their ids.
    pub emails: Names,
    /// Who made it.
    pub created_by: String,
    /// When, UTC in RFC 3339.
    pub created_at: String,
    /// Who changed it last.
    pub changed_by: String,
    /// When, UTC in RFC 3339.
    pub changed_at: String,
    /// Its contacts, as many as were asked for.
    pub contacts: Vec<Contact>,
    /// How many rights in the portal those have whose door is open, where contacts were asked for (seeds 000:87 to 000:96).
    pub portal_rights: BTreeMap<ContactId, usize>,
    /// Employees who are, will be and were there, where they were asked for; the newest two hundred.
    pub placements: Vec<Placement>,
    /// Its documents that changed last, where they were asked for.
    pub documents: Vec<Document>,
    /// Its enquiries, where they were asked for.
    pub enquiries: Vec<Enquiry>,
    /// How many documents it has.
    pub document_count: i64,
    /// Types of what may be noted as just over, the first six.
    pub visit_types: Vec<ActivityType>,
    /// The day that it is read, in the firm's time zone.
    pub today: String,
    /// How many comments stand open at each field, by its key.
    pub remarks: BTreeMap<String, i64>,
    /// What closed sections tell.
    pub counts: Counts,
    /// The newest entry of its change log.
    pub latest: Option<ChangeId>,
    /// What others changed that the reader has not looked at yet.
    pub news: News,
}

/// Reads a customer for its card, in one statement. The first time that somebody reads it is
/// noted: what others did before is no news.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such customer.
#[expect(clippy::too_many_lines, reason = "all that a card needs in one statement")]
pub async fn read(tx: &mut Tx, id: CustomerId, wanted: Wanted, language: Language) -> Result<Card, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let references = domain::field::references(&tx.session().own);
    let (home, zone) = (tx.session().home, tx.session().time_zone.clone());
    let mut lists = vec![ListKind::ActivityType.key().to_owned()];
    if wanted.contacts != ContactsWanted::None {
        lists.extend(tx.session().lists_of_contacts().into_iter().map(|list| list.key().to_owned()));
    }
    let today = agreement::today(tx.session());
    let is_ranked = ranks_contacts(&tx.session().rights);
    let row = sqlx::query!(
        r#"select c.version, row_to_json(c) as "values!: Json<domain::field::Record>", firm_choices() as "firm!: Json<domain::field::Record>",
            told.names as "names!: Json<Names>", told.more as "more!: Json<Vec<More>>",
            (select jsonb_build_object('factor', max(f.factor) filter (where f.role is null), 'factor_roles', count(f.role)) from factor_agreement f
                where f.tenant_id = current_tenant() and f.customer_id = c.id and f.valid_from <= $10::text::date and (f.valid_to is null or f.valid_to >= $10::text::date))
            || (select jsonb_build_object('rates', count(*), 'rate_roles', count(distinct coalesce(r.role, c.id))) from pay_rate r
                where r.tenant_id = current_tenant() and r.customer_id = c.id and r.valid_from <= $10::text::date and (r.valid_to is null or r.valid_to >= $10::text::date))
            || (select jsonb_build_object('lines', count(*), 'line_sum', coalesce(sum(round(l.quantity::numeric * l.unit_price / 1000)), 0)::bigint) from invoice_line l
                where l.tenant_id = current_tenant() and l.customer_id = c.id) as "agreed!: Json<Agreed>",
            case when c.logo is not null then (select json_build_array(g.width, g.height) from customer_logo g
                where g.tenant_id = current_tenant() and g.customer_id = c.id and g.digest = c.logo) end as "logo: Json<(i32, i32)>",
            case when c.parent_id is not null or below.any then corporate_told(c.id, $7) end as "group: Json<InGroup>",
            case when below.any then subsidiaries_told(c.id, $6) end as "subsidiaries: Json<Subsidiaries>",
            (select coalesce(json_agg(json_build_object('id', l.id, 'address', l.address,
                    'kind', case $2 when 'sv' then i.sv when 'en' then i.en else i.nb end) order by l.id), '[]')
                from customer_link l join list_item i on i.tenant_id = l.tenant_id and i.id = l.kind
                where l.tenant_id = current_tenant() and l.customer_id = c.id) as "links!: Json<Vec<CustomerLink>>",
            case when exists (select from proposal p where p.tenant_id = current_tenant() and p.customer_id = c.id and p.dismissed_at is null)
                then proposals_told(c.id, $5, $2) end as "proposals: Json<Vec<proposal::Row>>",
            (select coalesce(json_agg(json_build_object('id', b.id, 'version', b.version, 'user', b.user_id, 'name', u.name, 'email', u.email, 'title', b.title,
                    'title_name', case $2 when 'sv' then i.sv when 'en' then i.en else i.nb end) order by i.position, i.nb, u.name, b.id), '[]')
                from customer_responsible b
                join app_user u on u.tenant_id = b.tenant_id and u.id = b.user_id
                join list_item i on i.tenant_id = b.tenant_id and i.id = b.title
                where b.tenant_id = current_tenant() and b.customer_id = c.id) as "responsibles!: Json<Vec<Responsible>>",
            case when related.ids <> '{}' then shown_count(related.ids) else 0 end as "relations!",
            case when exists (select from dialog d where d.tenant_id = current_tenant() and d.customer_id = c.id)
                then dialog_of_customer_told(c.id) end as "dialog: Json<Dialog>",
            c.created_by as "created_by: UserId", c.created_at as "created_at: jiff_sqlx::Timestamp", c.changed_by as "changed_by: UserId", c.changed_at as "changed_at: jiff_sqlx::Timestamp",
            (select json_build_array(count(*) filter (where p.starts_on <= t.day and coalesce(p.ends_on, t.day) >= t.day),
                    count(*) filter (where p.starts_on > t.day), count(*) filter (where p.ends_on < t.day))
                from customer_employee p where p.tenant_id = current_tenant() and p.customer_id = c.id) as "employees!: Json<(i64, i64, i64)>",
            case when $8 then placements_told(c.id) end as "placements: Json<Vec<Placement>>",
            (select count(*) from document d where d.tenant_id = current_tenant() and d.customer_id = c.id) as "document_count!",
            case when $11 then documents_told(c.id, $2, $12) end as "documents: Json<Vec<Document>>",
            (select json_build_array(count(*), count(*) filter (where e.state in ('new', 'taken')))
                from enquiry e where e.tenant_id = current_tenant() and e.customer_id = c.id) as "enquiry_counts!: Json<(i64, i64)>",
            case when $13 then enquiries_told(c.id) end as "enquiries: Json<Vec<Enquiry>>",
            t.day::text as "today!",
            k.active as "active!", k.ended as "ended!",
            case when $3 then contacts_told(c.id, false, case when k.active > $17 then $15::bigint end, $16, c.reference_person) end as "contacts: Json<Vec<ContactRow>>",
            case when $3 and $4 then contacts_told(c.id, true, case when k.ended > $17 then $15 end, $16, c.reference_person) end as "ended_contacts: Json<Vec<ContactRow>>",
            (select json_object_agg(a.contact_id, cardinality(a.rights)) from portal_access a
                where $3 and a.tenant_id = current_tenant() and a.customer_id = c.id and a.is_open
                    and not exists (select from firm_portal f where f.tenant_id = current_tenant() and not f.is_open)) as "portal_rights: Json<BTreeMap<ContactId, usize>>",
            (select json_object_agg(a.anchor, a.count) from (select m.anchor, count(*) as count from comment m
                where m.tenant_id = current_tenant() and m.customer_id = c.id and m.anchor is not null and m.resolved_at is null group by 1) a) as "remarks: Json<BTreeMap<String, i64>>",
            (select json_build_array(count(*) filter (where m.fixed), count(*) filter (where not m.fixed and m.answers is null),
                    max(m.written_at) filter (where not m.fixed))
                from comment m where m.tenant_id = current_tenant() and m.customer_id = c.id) as "comments!: Json<(i64, i64, Option<jiff::Timestamp>)>",
            v.told as "activities!: Json<Counted>", v.series as "series: Json<Vec<Activity>>",
            (select l.id from change_log l where l.tenant_id = current_tenant() and l.customer_id = c.id
                order by l.at desc, l.id desc limit 1) as "latest: ChangeId",
            case when seen.first is null then note_first_look(c.id) end as is_first_look,
            seen.by_section as "seen: Json<Stored>", case when news.any then news_told(c.id, seen.first) end as "news: Json<Vec<seen::Part>>"
        from customer c
        cross join lateral (
            -- All that it refers to, also in fields of the firm's own: one or several to a field, taken out of their texts.
            select customer_refers_to(c) || case when c.own <> '{}' then (
                select string_to_array(translate(string_agg(c.own ->> key, ','), '[]" ', ''), ',')::uuid[]
                from unnest($5::text[]) as key where c.own ->> key not in ('', '[]')) end as ids
            offset 0) r
        cross join lateral (
            -- Names of that, of the lists of contacts, and of types of activity; and what else is wanted of some.
            select json_object_agg(n.id, n.name) as names, coalesce(json_agg(n.more) filter (where n.more is not null), '[]') as more from (
                select i.id, case $2 when 'sv' then i.sv when 'en' then i.en else i.nb end as name,
                    case when i.id = c.status then json_build_object('status', json_build_object('meaning', i.meaning, 'is_member', i.is_member))
                        when i.id = c.collective_agreement then json_build_object('agreement', i.working_hours)
                        when i.id = c.payment_term then json_build_object('term', json_build_object('kind', i.term_kind, 'days', i.term_days)) end as more
                from list_item i where i.tenant_id = current_tenant() and i.id = any (r.ids)
                union all
                select i.id, case $2 when 'sv' then i.sv when 'en' then i.en else i.nb end,
                    case when i.kind = 'activity_type' and not i.retired and i.activity_kind in ('event', 'call')
                        then json_build_object('visit', json_build_object('id', i.id, 'kind', i.activity_kind, 'place', i.position, 'nb', i.nb)) end
                from list_item i where i.tenant_id = current_tenant() and i.kind = any ($14)
                union all
                select u.id, u.name, case when u.id in (c.responsible, c.personnel_consultant)
                    then json_build_object('email', json_build_array(u.id, u.email)) end
                from app_user u where u.tenant_id = current_tenant() and u.id = any (r.ids || array[c.created_by, c.changed_by])
                union all
                select p.id, p.name, null from customer p where p.tenant_id = current_tenant() and p.id = c.parent_id
                union all
                select p.id, p.first_name || ' ' || p.last_name, null from contact p
                where p.tenant_id = current_tenant() and p.id = c.reference_person) n) told
        cross join lateral (
            select exists (select from customer b where b.tenant_id = current_tenant() and b.parent_id = c.id) as any) below
        cross join lateral (
            select count(*) filter (where k.ended_at is null) as active, count(*) filter (where k.ended_at is not null) as ended
            from contact k where k.tenant_id = current_tenant() and k.customer_id = c.id) k
        cross join (select (now() at time zone $9)::date as day) t
        cross join lateral (
            select array(select l.other_id from customer_relation l where l.tenant_id = current_tenant() and l.customer_id = c.id
                    and (l.to_day is null or l.to_day >= t.day))
                || array(select l.customer_id from customer_relation l where l.tenant_id = current_tenant() and l.other_id = c.id
                    and (l.to_day is null or l.to_day >= t.day)) as ids
            offset 0) related
        cross join lateral (
            select json_build_object('tasks', count(*) filter (where v.rrule is null and v.kind = 'task' and v.state = 'planned'),
                'overdue', count(*) filter (where v.rrule is null and v.kind = 'task' and v.state = 'planned' and coalesce(v.ends_on, v.starts_on) < t.day),
                'planned', count(*) filter (where v.rrule is null and v.kind = 'event' and v.state = 'planned'),
                'next_on', min(v.starts_on) filter (where v.rrule is null and v.kind = 'event' and v.state = 'planned' and v.starts_on >= t.day),
                'done', count(*) filter (where v.rrule is null and v.kind = 'event' and v.state = 'done'),
                'cancelled', count(*) filter (where v.rrule is null and v.kind = 'event' and v.state = 'cancelled'),
                'diary', count(*) filter (where v.rrule is null and v.kind not in ('task', 'event')),
                'last_on', max(v.starts_on) filter (where v.rrule is null and v.kind not in ('task', 'event') and v.starts_on <= t.day)) as told,
                case when count(v.rrule) > 0 then series_told(c.id) end as series
            from activity v where v.tenant_id = current_tenant() and v.customer_id = c.id) v
        cross join lateral (
            select json_object_agg(s.section, s.seen_at) as by_section, max(s.seen_at) filter (where s.section = '') as first
            from section_seen s where s.tenant_id = current_tenant() and s.user_id = current_app_user() and s.customer_id = c.id) seen
        -- Whether any of the newest hundred changes since the first look is another's.
        cross join lateral (
            select coalesce(bool_or(n.user_id is distinct from current_app_user()), false) as any from (
                select l.user_id from change_log l where l.tenant_id = current_tenant() and l.customer_id = c.id and l.at > seen.first
                order by l.at desc, l.id desc limit 100) n) news
        where c.tenant_id = current_tenant() and c.id = $1"#,
        id.0,
        language.tag(),
        wanted.contacts != ContactsWanted::None,
        wanted.inactive_contacts,
        &references,
        MOST_SUBSIDIARIES,
        MOST_COUNTED + 1,
        wanted.placements,
        zone,
        today,
        wanted.documents,
        LATEST,
        wanted.enquiries,
        &lists,
        wanted.contacts.most(),
        is_ranked,
        ALL_ON_CARD,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let firm = FirmSettings::new(Some(row.firm.0), home).read_with(&tx.session().rights).of_customer(&row.values.0);
    let mut contacts: Vec<Contact> = [row.contacts, row.ended_contacts]
        .into_iter()
        .flatten()
        .flat_map(|list| list.0)
        .map(|contact| contact.told(tx))
        .collect();
    contact::in_order(&mut contacts, home);
    let values = tx.seen(Entity::Customer, row.values.0);
    let rights = &tx.session().rights;
    let sees = |column: &str| rights.sees_column(Entity::Customer, column);
    let series = row.series.map(|all| all.0).unwrap_or_default();
    let activities = activity::counted(row.activities.0, series, &row.today);
    let names = row.names.0;
    let more = told::Told::new(row.more.0, &names);
    let name_of =
        |user: Option<UserId>| user.and_then(|user| names.get(&user.to_string()).cloned()).unwrap_or_default();
    let (created_by, changed_by) = (name_of(row.created_by), name_of(row.changed_by));
    let dialog = row.dialog.map(|dialog| dialog.0).unwrap_or_default();
    let subsidiaries = row.subsidiaries.map(|below| below.0).unwrap_or_default();
    let (employees_now, employees_coming, employees_earlier) = row.employees.0;
    let (fixed_comments, comments, last_comment_at) = row.comments.0;
    Ok(Card {
        id,
        version: row.version,
        logo: row.logo.and_then(|size| logo(&values, Some(size.0.0), Some(size.0.1))),
        shows_logo: firm.logo_shown(),
        subsidiaries: subsidiaries.list,
        subsidiary_count: subsidiaries.count,
        // With nobody but hidden ones below, it is alone.
        group: row.group.map(|group| group.0).filter(|group| group.top != id || group.count > 1),
        proposals: proposal::open(row.proposals.map(|rows| rows.0).unwrap_or_default(), &values)
            .into_iter()
            .filter(|proposal| proposal.part.values.keys().all(|column| sees(column)))
            .collect(),
        values,
        agreed: row.agreed.0,
        agreement_hours: more.agreement_hours,
        term: more.term,
        firm,
        names,
        meaning: more.meaning,
        is_member: more.is_member,
        links: row.links.0,
        responsibles: row.responsibles.0,
        emails: more.emails,
        created_by,
        created_at: crate::utc(row.created_at),
        changed_by,
        changed_at: crate::utc(row.changed_at),
        portal_rights: row.portal_rights.map(|rights| rights.0).unwrap_or_default(),
        contacts,
        placements: row.placements.map(|list| list.0).unwrap_or_default(),
        documents: row.documents.map(|list| list.0).unwrap_or_default(),
        document_count: row.document_count,
        enquiries: row.enquiries.map(|list| list.0).unwrap_or_default(),
        visit_types: more.visit_types,
        today: row.today,
        remarks: row.remarks.map(|remarks| remarks.0).unwrap_or_default(),
        dialog: dialog.list.into_iter().map(|one| one.seen_by(rights)).collect(),
        counts: Counts {
            enquiries: row.enquiry_counts.0.0,
            open_enquiries: row.enquiry_counts.0.1,
            dialog: dialog.count,
            last_dialog_at: dialog.newest.map(|at| at.to_string()),
            contacts: row.active,
            ended_contacts: row.ended,
            employees_now,
            employees_coming,
            employees_earlier,
            activities,
            fixed_comments,
            comments,
            relations: row.relations,
            last_comment_at: last_comment_at.map(|at| at.to_string()),
        },
        latest: row.latest,
        news: News::new(
            &row.seen.map(|seen| seen.0).unwrap_or_default(),
            // What is kept from the reader is no news to them.
            row.news
                .map(|news| news.0)
                .unwrap_or_default()
                .into_iter()
                .filter(|part| part.0 != "customer" || sees(&part.1))
                .collect(),
        ),
    })
}

/// The logo that a customer's values name, with the size of its picture.
pub(crate) fn logo(values: &Record, width: Option<i32>, height: Option<i32>) -> Option<Logo> {
    let side = |side: Option<i32>| u32::try_from(side?).ok();
    Some(Logo { digest: values.text("logo").to_owned(), width: side(width)?, height: side(height)? })
}
