-- Work that goes on in the background: jobs, what each was to be done to, and the way for a server
-- without a session to go on with them.

create table job (
  tenant_id uuid not null references tenant (id),
  -- Also the command of all that it changes: the change log groups by it, and it is undone by it.
  id uuid not null,
  kind text not null,
  -- Who queued it: it may do what they may, at the time that it does it.
  user_id uuid not null,
  state text not null default 'queued',
  parameters jsonb not null default '{}',
  total bigint not null default 0,
  done bigint not null default 0,
  changed bigint not null default 0,
  skipped bigint not null default 0,
  failed bigint not null default 0,
  stop_requested boolean not null default false,
  -- The job that this one takes back.
  undoes uuid,
  -- Why it failed as a whole.
  reason text,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  heartbeat_at timestamptz,
  -- How often it was taken since it last got ahead.
  attempts integer not null default 0,
  primary key (tenant_id, id),
  constraint job_user foreign key (tenant_id, user_id) references app_user (tenant_id, id),
  constraint job_undoes foreign key (tenant_id, undoes) references job (tenant_id, id),
  constraint job_state check (state in ('queued', 'running', 'done', 'stopped', 'failed')),
  constraint job_finished check ((finished_at is not null) = (state in ('done', 'stopped', 'failed')))
);
create index job_of_user on job (tenant_id, user_id, id desc);
create index job_under_way on job (tenant_id, user_id, id desc) where state in ('queued', 'running');
create index job_undoing on job (tenant_id, undoes, id desc) where undoes is not null;

-- What a job is about, piece by piece, in the order in which it is done; and what came of each. It
-- is a report and stays when a customer goes, so that it refers to none.
create table job_item (
  tenant_id uuid not null,
  job_id uuid not null,
  ordinal bigint not null,
  customer_id uuid,
  state text not null default 'todo',
  detail jsonb,
  primary key (tenant_id, job_id, ordinal),
  constraint job_item_job foreign key (tenant_id, job_id) references job (tenant_id, id) on delete cascade,
  constraint job_item_state check (state in ('todo', 'changed', 'skipped', 'failed'))
);
-- What one looks for in a report is what was not done.
create index job_item_left on job_item (tenant_id, job_id, state, ordinal) where state in ('skipped', 'failed');

select wall_tenant_table(name) from unnest(array['job', 'job_item']) as name;
grant select, insert on job, job_item to kundekort_app;
grant update (state, parameters, total, done, changed, skipped, failed, stop_requested, reason, finished_at, heartbeat_at, attempts) on job to kundekort_app;
grant update (customer_id, state, detail) on job_item to kundekort_app;

-- Jobs that are not over, of all firms: a server that looks for work has no firm yet. No more than
-- ids and times, and which server has it.
create table job_queue (
  tenant_id uuid not null,
  job_id uuid not null,
  queued_at timestamptz not null default now(),
  -- When the one who has it was last heard of; nobody has it where there is none.
  heartbeat_at timestamptz,
  -- By what the one who has it is known.
  claim uuid,
  primary key (tenant_id, job_id)
);

create function keep_job_queue() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into job_queue (tenant_id, job_id) values (new.tenant_id, new.id);
    perform pg_notify('kundekort', 'queued');
  elsif new.finished_at is not null then
    delete from job_queue q where q.tenant_id = new.tenant_id and q.job_id = new.id;
  else
    update job_queue q set heartbeat_at = new.heartbeat_at where q.tenant_id = new.tenant_id and q.job_id = new.id;
  end if;
  return null;
end $$;
create trigger queue after insert or update of state, heartbeat_at on job for each row execute function keep_job_queue();

-- The next job that nobody works on: a new one, or one whose server has not been heard of for half
-- a minute. While a piece of it is being done its row here is held, however long that takes.
create function take_job() returns table (tenant_id uuid, job_id uuid, claim uuid, kind text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of_tenant uuid;
  of_job uuid;
  of_kind text;
  claimed constant uuid := gen_random_uuid();
begin
  select q.tenant_id, q.job_id into of_tenant, of_job from job_queue q
  where q.heartbeat_at is null or q.heartbeat_at < now() - interval '30 seconds'
  order by q.queued_at, q.job_id limit 1 for update skip locked;
  if of_job is null then
    return;
  end if;
  perform set_config('app.tenant_id', of_tenant::text, true);
  update job_queue q set claim = claimed where q.tenant_id = of_tenant and q.job_id = of_job;
  update job j set state = 'running', started_at = coalesce(j.started_at, now()), heartbeat_at = now(), attempts = j.attempts + 1
    where j.tenant_id = of_tenant and j.id = of_job
    returning j.kind into of_kind;
  return query select of_tenant, of_job, claimed, of_kind;
end $$;

-- Opens the next piece of a job as the person who queued it, if it still belongs to whoever has this
-- claim. Sets firm, person and command for the transaction.
create function open_job(of_tenant uuid, of_job uuid, of_claim uuid) returns table (
  tenant_name text, country text, time_zone text, start_address text, user_id uuid, user_name text, email text,
  department_id uuid, role text, language text, colour_scheme text, density text, active boolean,
  kind text, state text, parameters jsonb, total bigint, done bigint, changed bigint, skipped bigint, failed bigint,
  stop_requested boolean, undoes uuid, attempts integer, created_at timestamptz)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found_job job;
begin
  -- Held until the piece is done, so that nobody takes the job meanwhile.
  update job_queue q set heartbeat_at = now() where q.tenant_id = of_tenant and q.job_id = of_job and q.claim = of_claim;
  if not found then
    return;
  end if;
  perform set_config('app.tenant_id', of_tenant::text, true);
  select * into found_job from job j where j.tenant_id = of_tenant and j.id = of_job;
  perform set_config('app.user_id', found_job.user_id::text, true);
  perform set_config('app.command_id', of_job::text, true);
  return query select t.name, t.country, t.time_zone, t.start_address, u.id, u.name, u.email,
      u.department_id, u.role, u.language, u.colour_scheme, u.density, u.active,
      found_job.kind, found_job.state, found_job.parameters, found_job.total, found_job.done, found_job.changed,
      found_job.skipped, found_job.failed, found_job.stop_requested, found_job.undoes, found_job.attempts, found_job.created_at
    from app_user u join tenant t on t.id = u.tenant_id
    where u.tenant_id = of_tenant and u.id = found_job.user_id;
end $$;
revoke execute on function take_job, open_job from public;

-- A session also says which job of its person is under way, so that each page can show it.
drop function resume_session(bytea, text);
create function resume_session(digest bytea, for_device text) returns table (
  tenant_id uuid, session_id uuid, user_id uuid, tenant_name text, country text, time_zone text, start_address text,
  user_name text, email text, department_id uuid, role text, language text, colour_scheme text, density text, layers jsonb, job_id uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of_tenant uuid;
  of_session uuid;
  of_user uuid;
  seen timestamptz;
begin
  select d.tenant_id, d.session_id into of_tenant, of_session from session_directory d where d.token_hash = digest;
  if of_tenant is null then
    return;
  end if;
  perform set_config('app.tenant_id', of_tenant::text, true);
  select s.user_id, s.last_seen_at into of_user, seen from session s
    where s.tenant_id = of_tenant and s.id = of_session
      and s.last_seen_at > now() - interval '12 hours' and s.created_at > now() - interval '14 days';
  if of_user is null then
    perform set_config('app.tenant_id', '', true);
    return;
  end if;
  perform set_config('app.user_id', of_user::text, true);
  if seen < now() - interval '1 minute' then
    update session s set last_seen_at = now() where s.tenant_id = of_tenant and s.id = of_session;
  end if;
  return query select of_tenant, of_session, of_user, t.name, t.country, t.time_zone, t.start_address,
      u.name, u.email, u.department_id, u.role, u.language, u.colour_scheme, u.density,
      case when for_device is not null then (
        select jsonb_agg(jsonb_build_object('scope', l.scope, 'layer', l.layer)) from layout l
        where l.tenant_id = of_tenant and l.device = for_device and (l.scope, l.owner) in (('tenant', ''), ('role', u.role), ('user', of_user::text)))
      end,
      (select j.id from job j where j.tenant_id = of_tenant and j.user_id = of_user and j.state in ('queued', 'running') order by j.id desc limit 1)
    from app_user u join tenant t on t.id = u.tenant_id
    where u.tenant_id = of_tenant and u.id = of_user and u.active;
end $$;
revoke execute on function resume_session from public;

-- What changes many customers at once is quiet (app.quiet) and says at the end of each piece which
-- customers it changed, some two hundred to a message.
drop trigger announce on change_log;
create trigger announce after insert on change_log for each row
  when (new.customer_id is not null and current_setting('app.quiet', true) is distinct from 'on')
  execute function announce_change();

create function announce_many(customers uuid[]) returns void language sql as $$
  select pg_notify('kundekort', 'many ' || current_tenant() || ' ' || string_agg(replace(id::text, '-', ''), ' '))
  from (select id, (row_number() over () - 1) / 200 as part from unnest(customers) as id) as told
  group by part
$$;

-- One command may be taken back for many customers.
alter table command_undo drop constraint command_undo_pkey;
alter table command_undo add primary key (tenant_id, command_id, customer_id);
drop index command_undo_undoes;
create index command_undo_undoes on command_undo (tenant_id, customer_id, undoes);

-- Changes the same columns of many rows, each to its own values, as change_fields() does of one.
-- The columns are those of the first patch.
create function change_many(target regclass, row_keys uuid[], patches jsonb[]) returns void language plpgsql as $$
declare
  names text[] := array(select jsonb_object_keys(patches[1]));
  assignments text;
  types text;
begin
  if names && array['tenant_id', 'id', 'customer_id', 'version', 'search', 'created_at', 'created_by', 'changed_at', 'changed_by'] then
    raise exception using errcode = 'insufficient_privilege', message = 'a column that can''t be changed';
  end if;
  select string_agg(format('%1$I = given.%1$I', attname), ', '), string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', ')
    into assignments, types
  from pg_attribute where attrelid = target and attnum > 0 and not attisdropped and attname = any (names);
  if assignments is not null then
    execute format('update %1$s as kept set %2$s
        from unnest($1, $2) as asked (row_key, patch), jsonb_to_record(asked.patch) as given (%3$s)
        where kept.tenant_id = current_tenant() and kept.id = asked.row_key',
      target, assignments, types) using row_keys, patches;
  end if;
end $$;
