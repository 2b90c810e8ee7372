//! The customer card: what its header says, what its closed sections tell, and its contacts.

mod told;

pub use told::{ContactsWanted, Counts, Wanted, ranks_contacts};

use told::ContactRow;

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
    id::{ChangeId, ContactId, CustomerId},
    language::Language,
    link::CustomerLink,
    list::StatusMeaning,
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
    let (home, zone, lists) = (tx.session().home, tx.session().time_zone.clone(), tx.session().lists_of_contacts());
    let today = agreement::today(tx.session());
    let is_ranked = ranks_contacts(&tx.session().rights);
    let row = sqlx::query!(
        r#"with first_look as (
            insert into section_seen (tenant_id, user_id, customer_id, section, seen_at)
            select c.tenant_id, current_app_user(), c.id, '', now() from customer c
            where c.tenant_id = current_tenant() and c.id = $1 and not exists (select from section_seen s
                where s.tenant_id = current_tenant() and s.user_id = current_app_user() and s.customer_id = c.id and s.section = '')
            on conflict do nothing)
        select c.version, r.record as "values!: Json<domain::field::Record>", firm_choices() as "firm!: Json<domain::field::Record>", s.meaning as "meaning!", s.is_member,
            (select coalesce(json_object_agg(n.id, n.name), '{}') from (
                select i.id, case $2 when 'sv' then i.sv when 'en' then i.en else i.nb end as name from list_item i
                where i.tenant_id = current_tenant() and i.id = any (r.ids)
                union all
                select i.id, case $2 when 'sv' then i.sv when 'en' then i.en else i.nb end from list_item i
                where $3 and i.tenant_id = current_tenant() and i.kind = any ($14)
                union all
                select u.id, u.name from app_user u where u.tenant_id = current_tenant() and u.id = any (r.ids)
                union all
                select p.id, p.name from customer p where p.tenant_id = current_tenant() and p.id = c.parent_id
                union all
                select p.id, p.first_name || ' ' || p.last_name from contact p where p.tenant_id = current_tenant() and p.id = c.reference_person) n) as "names!: Json<Names>",
            (select i.working_hours from list_item i where i.tenant_id = current_tenant() and i.id = c.collective_agreement) as "agreement_hours: Json<domain::field::Record>",
            (select json_build_object('kind', i.term_kind, 'days', i.term_days) from list_item i where i.tenant_id = current_tenant() and i.id = c.payment_term) as "term: Json<domain::payment_term::ToldTerm>",
            (select jsonb_build_object('factor', max(f.factor) filter (where f.role is null), 'factor_roles', count(f.role)) from factor_agreement f
                where f.tenant_id = current_tenant() and f.customer_id = c.id and f.valid_from <= $10::text::date and (f.valid_to is null or f.valid_to >= $10::text::date))
            || (select jsonb_build_object('rates', count(*), 'rate_roles', count(distinct coalesce(r.role, c.id))) from pay_rate r
                where r.tenant_id = current_tenant() and r.customer_id = c.id and r.valid_from <= $10::text::date and (r.valid_to is null or r.valid_to >= $10::text::date))
            || (select jsonb_build_object('lines', count(*), 'line_sum', coalesce(sum(round(l.quantity::numeric * l.unit_price / 1000)), 0)::bigint) from invoice_line l
                where l.tenant_id = current_tenant() and l.customer_id = c.id) as "agreed!: Json<Agreed>",
            g.width as "logo_width?", g.height as "logo_height?",
            case when c.parent_id is not null or exists (select from customer b where b.tenant_id = current_tenant() and b.parent_id = c.id) then corporate_told(c.id, $7) end as "group: Json<InGroup>", d.count as "subsidiary_count!", d.list as "subsidiaries: Json<Vec<Subsidiary>>",
            (select coalesce(json_agg(json_build_object('id', l.id, 'address', l.address,
                    'kind', case $2 when 'sv' then i.sv when 'en' then i.en else i.nb end) order by l.id), '[]')
                from customer_link l join list_item i on i.tenant_id = l.tenant_id and i.id = l.kind
                where l.tenant_id = current_tenant() and l.customer_id = c.id) as "links!: Json<Vec<CustomerLink>>",
            (select coalesce(json_agg(json_build_object('id', p.id, 'field', p.field, 'value', p.value, 'source', p.source,
                    'seen_at', p.seen_at, 'names', names_of(array(
                        select (p.value ->> key)::uuid from unnest($5::text[]) as key where jsonb_typeof(p.value -> key) = 'string'), $2)) order by p.field, p.id), '[]')
                from proposal p where p.tenant_id = current_tenant() and p.customer_id = c.id and p.dismissed_at is null)
                as "proposals!: Json<Vec<proposal::Row>>",
            (select coalesce(json_agg(json_build_object('id', b.id, 'version', b.version, 'user', b.user_id, 'name', u.name, 'email', u.email, 'title', b.title,
                    'title_name', case $2 when 'sv' then i.sv when 'en' then i.en else i.nb end) order by i.position, i.nb, u.name, b.id), '[]')
                from customer_responsible b
                join app_user u on u.tenant_id = b.tenant_id and u.id = b.user_id
                join list_item i on i.tenant_id = b.tenant_id and i.id = b.title
                where b.tenant_id = current_tenant() and b.customer_id = c.id) as "responsibles!: Json<Vec<Responsible>>",
            (select coalesce(json_object_agg(u.id, u.email), '{}') from app_user u
                where u.tenant_id = current_tenant() and u.id in (c.responsible, c.personnel_consultant)) as "emails!: Json<Names>",
            (select count(*) from (
                select customer_id, other_id, to_day from customer_relation where tenant_id = current_tenant() and customer_id = c.id
                union all
                select other_id, customer_id, to_day from customer_relation where tenant_id = current_tenant() and other_id = c.id) l
                join customer o on o.tenant_id = current_tenant() and o.id = l.other_id
                join list_item i on i.tenant_id = o.tenant_id and i.id = o.status
                where i.meaning <> 'hidden' and (l.to_day is null or l.to_day >= t.day)) as "relations!",
            g1.count as "dialog_count!", g1.newest as "dialog_newest: jiff_sqlx::Timestamp", g1.list as "dialog: Json<Vec<DialogEntry>>",
            coalesce(creator.name, '') as "created_by!", c.created_at as "created_at: jiff_sqlx::Timestamp",
            coalesce(changer.name, '') as "changed_by!", c.changed_at as "changed_at: jiff_sqlx::Timestamp",
            w.now as "employees_now!", w.coming as "employees_coming!", w.earlier as "employees_earlier!", w.list as "placements: Json<Vec<Placement>>",
            o.count as "document_count!", o.list as "documents: Json<Vec<Document>>",
            q.count as "enquiry_count!", q.open as "open_enquiries!", q.list as "enquiries: Json<Vec<Enquiry>>",
            t.day::text as "today!",
            k.active as "active!", k.ended as "ended!",
            -- Of very many the reference person, the three changed last, those with a function; as many of those that have ended.
            (select json_agg(to_json(p.p)) from (
                select n.p, n.ended, row_number() over (partition by n.ended order by n.referred desc, n.age > 3, n.acts desc, n.age) as place from (
                    select p, p.ended_at is not null as ended, $16 and p.id is not distinct from c.reference_person as referred, $16 and p.functions <> '{}' as acts,
                        row_number() over (partition by p.ended_at is not null order by p.changed_at desc, p.id) as age
                    from contact p where $3 and p.tenant_id = current_tenant() and p.customer_id = c.id and ($4 or p.ended_at is null)) n) p
                where $15::bigint is null or p.place <= $15 or case when p.ended then k.ended else k.active end <= $17) as "list: Json<Vec<ContactRow>>",
            (select json_object_agg(a.contact_id, cardinality(a.rights)) from portal_access a
                where $3 and a.tenant_id = current_tenant() and a.customer_id = c.id and a.is_open
                    and not exists (select from firm_portal f where f.tenant_id = current_tenant() and not f.is_open)) as "portal_rights: Json<BTreeMap<ContactId, usize>>",
            (select json_object_agg(a.anchor, a.count) from (select m.anchor, count(*) as count from comment m
                where m.tenant_id = current_tenant() and m.customer_id = c.id and m.anchor is not null and m.resolved_at is null group by 1) a) as "remarks: Json<BTreeMap<String, i64>>",
            m.fixed as "fixed!", m.stream as "stream!", m.newest as "newest: jiff_sqlx::Timestamp", v.told as "activities!: Json<Counted>", v.series as "series: Json<Vec<Activity>>",
            (select coalesce(json_agg(e.json), '[]') from (
                select json_build_object('id', e.id, 'name', case $2 when 'sv' then e.sv when 'en' then e.en else e.nb end, 'kind', e.activity_kind) as json
                from list_item e where e.tenant_id = current_tenant() and e.kind = 'activity_type' and not e.retired and e.activity_kind in ('event', 'call')
                order by e.position, e.nb limit 6) e) as "visit_types!: Json<Vec<ActivityType>>",
            (select l.id from change_log l where l.tenant_id = current_tenant() and l.customer_id = c.id
                order by l.at desc, l.id desc limit 1) as "latest: ChangeId",
            seen.by_section as "seen: Json<Stored>", case when news.any then news_told(c.id, seen.first) end as "news: Json<Vec<seen::Part>>"
        from customer c
        join list_item s on s.tenant_id = current_tenant() and s.id = c.status
        left join customer_logo g on g.tenant_id = current_tenant() and g.customer_id = c.id and g.digest = c.logo
        left join app_user creator on creator.tenant_id = current_tenant() and creator.id = c.created_by
        left join app_user changer on changer.tenant_id = current_tenant() and changer.id = c.changed_by
        cross join lateral (
            -- What its fields refer to, one or several to a field: taken out of their texts, as 25 queries of JSON take longer.
            select own.record, referred.ids
            -- Written out once, and not for each key.
            from (select to_jsonb(c) as record offset 0) own, lateral (
                select string_to_array(translate(string_agg(field.ids, ','), '[]" ', ''), ',')::uuid[] as ids from unnest($5::text[]) as key,
                    lateral (select coalesce(own.record ->> key, c.own ->> key) as ids) field where field.ids not in ('', '[]')) referred
            offset 0) r
        cross join lateral (
            select count(*) as count, json_agg(json_build_object('id', d.id, 'name', d.name) order by d.place) filter (where d.place <= $6) as list from (
                select d.id, d.name, row_number() over (order by folded(d.name), d.id) as place
                from customer d join list_item i on i.tenant_id = d.tenant_id and i.id = d.status
                where d.tenant_id = current_tenant() and d.parent_id = c.id and i.meaning <> 'hidden') d) d
        cross join lateral (
            select count(*) filter (where k.ended_at is null) as active, count(*) filter (where k.ended_at is not null) as ended
            from contact k where k.tenant_id = current_tenant() and k.customer_id = c.id) k
        cross join (select (now() at time zone $9)::date as day) t
        cross join lateral (
            select count(*) filter (where p.starts_on <= t.day and coalesce(p.ends_on, t.day) >= t.day) as now,
                count(*) filter (where p.starts_on > t.day) as coming, count(*) filter (where p.ends_on < t.day) as earlier,
                case when $8 then placements_told(c.id) end as list
            from customer_employee p where p.tenant_id = current_tenant() and p.customer_id = c.id) w
        cross join lateral (
            select count(*) as count, case when $11 then documents_told(c.id, $2, $12) end as list
            from document d where d.tenant_id = current_tenant() and d.customer_id = c.id) o
        cross join lateral (
            select count(*) as count, count(*) filter (where e.state in ('new', 'taken')) as open,
                case when $13 then json_agg(enquiry_told(e) order by e.state in ('answered', 'closed'), e.created_at desc, e.id desc) end as list
            from enquiry e where e.tenant_id = current_tenant() and e.customer_id = c.id) q
        cross join lateral (
            select count(*) filter (where m.fixed) as fixed, count(*) filter (where not m.fixed and m.answers is null) as stream,
                max(m.written_at) filter (where not m.fixed) as newest
            from comment m where m.tenant_id = current_tenant() and m.customer_id = c.id) m
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
            select (select count(*) from dialog n where n.tenant_id = current_tenant() and n.customer_id = c.id) as count,
                max(d.happened_at) as newest, jsonb_agg(dialog_told(d) || dialog_files(d) order by d.happened_at desc, d.id desc) as list
            from (select * from dialog d where d.tenant_id = current_tenant() and d.customer_id = c.id
                order by d.happened_at desc, d.id desc limit 5) d) g1
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
        &lists.into_iter().map(|list| list.key().to_owned()).collect::<Vec<_>>(),
        wanted.contacts.most(),
        is_ranked,
        ALL_ON_CARD,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let firm = FirmSettings::new(Some(row.firm.0), home).read_with(&tx.session().rights).of_customer(&row.values.0);
    let mut contacts: Vec<Contact> =
        row.list.map_or_else(Vec::new, |list| list.0.into_iter().map(|contact| contact.told(tx)).collect());
    contact::in_order(&mut contacts, home);
    let values = tx.seen(Entity::Customer, row.values.0);
    let rights = &tx.session().rights;
    let sees = |column: &str| rights.sees_column(Entity::Customer, column);
    let series = row.series.map(|all| all.0).unwrap_or_default();
    let activities = activity::counted(row.activities.0, series, &row.today);
    Ok(Card {
        id,
        version: row.version,
        logo: logo(&values, row.logo_width, row.logo_height),
        shows_logo: firm.logo_shown(),
        subsidiaries: row.subsidiaries.map(|list| list.0).unwrap_or_default(),
        subsidiary_count: row.subsidiary_count,
        // With nobody but hidden ones below, it is alone.
        group: row.group.map(|group| group.0).filter(|group| group.top != id || group.count > 1),
        proposals: proposal::open(row.proposals.0, &values)
            .into_iter()
            .filter(|proposal| proposal.part.values.keys().all(|column| sees(column)))
            .collect(),
        values,
        agreed: row.agreed.0,
        agreement_hours: row.agreement_hours.map(|hours| hours.0).unwrap_or_default(),
        term: row.term.and_then(|term| term.0.read()),
        firm,
        names: row.names.0,
        meaning: StatusMeaning::from_key(&row.meaning),
        is_member: row.is_member,
        links: row.links.0,
        responsibles: row.responsibles.0,
        emails: row.emails.0,
        created_by: row.created_by,
        created_at: crate::utc(row.created_at),
        changed_by: row.changed_by,
        changed_at: crate::utc(row.changed_at),
        portal_rights: row.portal_rights.map(|rights| rights.0).unwrap_or_default(),
        contacts,
        placements: row.placements.map(|list| list.0).unwrap_or_default(),
        documents: row.documents.map(|list| list.0).unwrap_or_default(),
        document_count: row.document_count,
        enquiries: row.enquiries.map(|list| list.0).unwrap_or_default(),
        visit_types: row.visit_types.0,
        today: row.today,
        remarks: row.remarks.map(|remarks| remarks.0).unwrap_or_default(),
        dialog: row.dialog.map(|list| list.0).unwrap_or_default().into_iter().map(|one| one.seen_by(rights)).collect(),
        counts: Counts {
            enquiries: row.enquiry_count,
            open_enquiries: row.open_enquiries,
            dialog: row.dialog_count,
            last_dialog_at: row.dialog_newest.map(crate::utc),
            contacts: row.active,
            ended_contacts: row.ended,
            employees_now: row.employees_now,
            employees_coming: row.employees_coming,
            employees_earlier: row.employees_earlier,
            activities,
            fixed_comments: row.fixed,
            comments: row.stream,
            relations: row.relations,
            last_comment_at: row.newest.map(crate::utc),
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
