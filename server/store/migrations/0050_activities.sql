-- What is done with customers and when: tasks, events, diary entries, calls and process steps (seeds 001:27 to 31,
-- 002:21, 002:53, 004:79). One row each, also of what a consultant does for no customer.

-- Types are a list of the firm's (seed 001:29), each of one kind.
alter table list_item
  add column activity_kind text,
  add constraint list_item_activity check ((kind = 'activity_type') = (activity_kind is not null)),
  add constraint list_item_activity_kind check (activity_kind in ('task', 'event', 'diary', 'call', 'step'));

create table activity (
  tenant_id uuid not null,
  id uuid not null default uuid_v7(),
  -- None where it is the consultant's own.
  customer_id uuid,
  activity_type uuid not null,
  -- That of its type.
  kind text not null,
  title text not null,
  note text,
  place text,
  -- Days and times of day where the firm is: a meeting at nine is at nine also when clocks are put back. Without a
  -- time it is of the whole day; a task's day is the one that it is due, and without one it has none.
  starts_on date,
  starts_at time,
  -- The last day where that is a later one.
  ends_on date,
  ends_at time,
  state text not null default 'planned',
  responsible uuid not null,
  -- Members of staff, and contact persons of the customer, who take part.
  colleagues uuid[] not null default '{}',
  contacts uuid[] not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint activity_customer foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  constraint activity_type foreign key (tenant_id, activity_type) references list_item (tenant_id, id),
  constraint activity_responsible foreign key (tenant_id, responsible) references app_user (tenant_id, id),
  constraint activity_kind check (kind in ('task', 'event', 'diary', 'call', 'step')),
  constraint activity_state check (state in ('planned', 'done', 'cancelled')),
  constraint activity_title_length check (char_length(title) between 1 and 200),
  constraint activity_note_length check (char_length(note) <= 5000),
  constraint activity_place_length check (char_length(place) <= 200),
  constraint activity_day check (starts_on is not null or kind = 'task' and starts_at is null and ends_on is null and ends_at is null),
  constraint activity_end check (ends_on > starts_on or ends_on is null and (ends_at is null or ends_at >= starts_at)),
  constraint activity_times check (ends_at is null or starts_at is not null)
);
create index activity_of_customer on activity (tenant_id, customer_id, starts_on desc);
-- A diary asks for what is not over before its first day, and for tasks that are open.
create index activity_of_days on activity (tenant_id, (coalesce(ends_on, starts_on)));
create index activity_open_task on activity (tenant_id, responsible, starts_on) where kind = 'task' and state = 'planned';

create function keep_activity_kind() returns trigger language plpgsql as $$
begin
  new.kind := coalesce((select i.activity_kind from list_item i where i.tenant_id = new.tenant_id and i.id = new.activity_type), new.kind);
  return new;
end $$;
create trigger kind before insert or update of activity_type on activity for each row execute function keep_activity_kind();
create trigger stamp before update on activity for each row execute function stamp_version();
create trigger log after insert or update or delete on activity for each row execute function log_change();
-- What is of no customer stands on no card to be put back on.
create trigger keep_deleted after delete on activity for each row when (old.customer_id is not null) execute function keep_deleted();
select wall_tenant_table('activity');
grant select, insert, update, delete on activity to kundekort_app;
insert into list_place values ('activity', 'activity_type', false);

-- Activities with the names of all that they refer to, as the application reads them.
create view told_activity with (security_invoker = true) as
select a.tenant_id, a.id, a.customer_id, a.kind, a.state, a.starts_on, a.starts_at, coalesce(a.ends_on, a.starts_on) as last_on, a.responsible, a.colleagues, a.changed_at,
  jsonb_build_object('id', a.id, 'version', a.version, 'customer', a.customer_id, 'customer_name', coalesce(c.name, ''), 'kind', a.kind,
    'activity_type', a.activity_type, 'type_names', jsonb_build_array(i.nb, i.sv, i.en), 'title', a.title, 'note', coalesce(a.note, ''),
    'place', coalesce(a.place, ''), 'starts_on', coalesce(a.starts_on::text, ''), 'starts_at', coalesce(to_char(a.starts_at, 'HH24:MI'), ''),
    'ends_on', coalesce(a.ends_on::text, ''), 'ends_at', coalesce(to_char(a.ends_at, 'HH24:MI'), ''), 'state', a.state,
    'responsible', a.responsible, 'responsible_name', u.name,
    'colleagues', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.name), '[]') from app_user p
      where p.tenant_id = a.tenant_id and p.id = any (a.colleagues)),
    'contacts', (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'name', k.first_name || ' ' || k.last_name) order by k.last_name, k.first_name), '[]')
      from contact k where k.tenant_id = a.tenant_id and k.id = any (a.contacts))) as told
from activity a
join list_item i on i.tenant_id = a.tenant_id and i.id = a.activity_type
join app_user u on u.tenant_id = a.tenant_id and u.id = a.responsible
left join customer c on c.tenant_id = a.tenant_id and c.id = a.customer_id;
grant select on told_activity to kundekort_app;

-- Types that each firm starts with. Not even the owner passes a wall that is forced, so that it is set aside.
alter table tenant no force row level security;
alter table list_item no force row level security;
insert into list_item (tenant_id, kind, activity_kind, nb, sv, en, position)
select t.id, 'activity_type', k.kind, k.nb, k.sv, k.en, k.place
from tenant t, (values
  (1, 'event', 'Kundemøte', 'Kundmöte', 'Customer meeting'), (2, 'event', 'Kundebesøk', 'Kundbesök', 'Customer visit'),
  (3, 'event', 'Intervju', 'Intervju', 'Interview'), (4, 'call', 'Telefonsamtale', 'Telefonsamtal', 'Phone call'),
  (5, 'diary', 'Dagboknotat', 'Dagboksanteckning', 'Diary note'), (6, 'task', 'Oppgave', 'Uppgift', 'Task'),
  (7, 'task', 'Følg opp', 'Följ upp', 'Follow up'), (8, 'step', 'Prosessteg', 'Processteg', 'Process step')) as k (place, kind, nb, sv, en);
alter table list_item force row level security;
alter table tenant force row level security;
