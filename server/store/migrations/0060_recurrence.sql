-- Activities that repeat (issue 6). A series is one row with its rule by RFC 5545; its occurrences are computed, and one
-- that was changed, done or called off has a row of its own, which names the series and the day that it stands for.
alter table activity
  -- FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261231: in days where the firm is.
  add column rrule text,
  -- Its last day of all; none where it goes on for ever.
  add column repeats_to date,
  -- Days on which it would be and is not.
  add column excluded date[] not null default '{}',
  add column series uuid,
  add column recurs_on date,
  add constraint activity_series foreign key (tenant_id, series) references activity (tenant_id, id),
  add constraint activity_series_day check ((series is null) = (recurs_on is null)),
  add constraint activity_series_flat check (series is null or rrule is null),
  -- How far it is, is said of each occurrence.
  add constraint activity_series_planned check (rrule is null or state = 'planned' and starts_on is not null),
  add constraint activity_series_days check (rrule is not null or repeats_to is null and excluded = '{}'),
  add constraint activity_rrule_length check (char_length(rrule) between 1 and 200);
create unique index activity_occurrence on activity (tenant_id, series, recurs_on) where series is not null;

-- Until when something of it may be: a series that has no end is never over.
create function activity_last_day(rrule text, repeats_to date, ends_on date, starts_on date) returns date
language sql immutable parallel safe
return case when rrule is null then coalesce(ends_on, starts_on) else coalesce(repeats_to, 'infinity') end;
drop index activity_of_days;
create index activity_of_days on activity (tenant_id, activity_last_day(rrule, repeats_to, ends_on, starts_on));

create or replace view told_activity with (security_invoker = true) as
select a.tenant_id, a.id, a.customer_id, a.kind, a.state, a.starts_on, a.starts_at,
  activity_last_day(a.rrule, a.repeats_to, a.ends_on, a.starts_on) as last_on, a.responsible, a.colleagues, a.changed_at,
  jsonb_build_object('id', a.id, 'version', a.version, 'customer', a.customer_id, 'customer_name', coalesce(c.name, ''), 'kind', a.kind,
    'activity_type', a.activity_type, 'type_names', jsonb_build_array(i.nb, i.sv, i.en), 'title', a.title, 'note', coalesce(a.note, ''),
    'place', coalesce(a.place, ''), 'starts_on', coalesce(a.starts_on::text, ''), 'starts_at', coalesce(to_char(a.starts_at, 'HH24:MI'), ''),
    'ends_on', coalesce(a.ends_on::text, ''), 'ends_at', coalesce(to_char(a.ends_at, 'HH24:MI'), ''), 'state', a.state,
    'responsible', a.responsible, 'responsible_name', u.name,
    'colleagues', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.name), '[]') from app_user p
      where p.tenant_id = a.tenant_id and p.id = any (a.colleagues)),
    'contacts', (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'name', k.first_name || ' ' || k.last_name) order by k.last_name, k.first_name), '[]')
      from contact k where k.tenant_id = a.tenant_id and k.id = any (a.contacts)),
    'recurrence', a.rrule, 'series', a.series, 'recurs_on', coalesce(a.recurs_on::text, ''),
    -- Days of the series that are not computed: on which it is not, and that have a row of their own.
    'taken', case when a.rrule is null then '[]' else (
      select coalesce(jsonb_agg(d.day order by d.day), '[]') from (
        select unnest(a.excluded) as day
        union select o.recurs_on from activity o where o.tenant_id = a.tenant_id and o.series = a.id) d) end) as told,
  a.series, a.rrule
from activity a
join list_item i on i.tenant_id = a.tenant_id and i.id = a.activity_type
join app_user u on u.tenant_id = a.tenant_id and u.id = a.responsible
left join customer c on c.tenant_id = a.tenant_id and c.id = a.customer_id;
