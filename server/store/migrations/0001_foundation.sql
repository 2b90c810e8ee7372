-- The foundation: the application's role, firms, staff, sessions, the change log.
--
-- Every tenant table has the firm first in its primary key, so that a distributed PostgreSQL can
-- keep a firm on one node, and forced row-level security under a role that owns nothing.

create extension if not exists pg_trgm;

-- The role under which all requests run. It belongs to the whole database cluster.
do $$
begin
  if not exists (select from pg_roles where rolname = 'kundekort_app') then
    create role kundekort_app nologin;
  end if;
exception when duplicate_object or unique_violation then
  null; -- another server made it in the same moment
end $$;
grant kundekort_app to current_user;

-- What a request is about: set in its transaction by the store, read by policies and triggers.
create function current_tenant() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.tenant_id', true), '')::uuid;
create function current_app_user() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.user_id', true), '')::uuid;

-- UUID version 7 (RFC 9562, 5.7) for rows that the database makes itself.
create function uuid_v7() returns uuid language sql volatile parallel safe
  return encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
        from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid;

-- Text as search compares it: no case, no accents, one way of writing the Nordic letters
-- (å aa, ø ö oe, æ ä ae). What is searched for is folded by the same function.
create function folded(text) returns text language sql immutable parallel safe
  -- Most text is plain ASCII, and every save folds; the long list is for the rest. Capitals stand
  -- in it too: in some locales of the database lower() knows only a to z.
  return replace(replace(replace(
    case when octet_length($1) = char_length($1) then lower($1) else
      translate(replace(replace(replace(replace(lower($1), 'æ', 'a'), 'œ', 'o'), 'Æ', 'a'), 'Œ', 'o'),
        'åäàáâãāøöòóôõōéèêëēęüúùûūíìîïīñńçćßłšśžźżđðþÅÄÀÁÂÃĀØÖÒÓÔÕŌÉÈÊËĒĘÜÚÙÛŪÍÌÎÏĪÑŃÇĆŁŠŚŽŹŻĐÐÞ',
        'aaaaaaaoooooooeeeeeeuuuuuiiiiinnccslsszzzddtaaaaaaaoooooooeeeeeeuuuuuiiiiinncclsszzzddt')
    end,
    'aa', 'a'), 'ae', 'a'), 'oe', 'o');

create table tenant (
  id uuid primary key,
  name text not null,
  country text not null,
  time_zone text not null,
  start_address text not null default '',
  constraint tenant_name_length check (char_length(name) between 1 and 200)
);

create table department (
  tenant_id uuid not null references tenant (id),
  id uuid not null default uuid_v7(),
  name text not null,
  primary key (tenant_id, id)
);

create table app_user (
  tenant_id uuid not null references tenant (id),
  id uuid not null default uuid_v7(),
  name text not null,
  email text not null,
  password_hash text not null,
  role text not null,
  department_id uuid,
  language text,
  colour_scheme text not null default 'auto',
  density text not null default 'comfortable',
  active boolean not null default true,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, department_id) references department (tenant_id, id),
  constraint app_user_role check (role in ('administrator', 'consultant', 'read_only')),
  constraint app_user_language check (language in ('nb', 'sv', 'en')),
  constraint app_user_colour_scheme check (colour_scheme in ('auto', 'light', 'dark')),
  constraint app_user_density check (density in ('comfortable', 'compact'))
);
-- One address, one account, in all firms: one signs in without naming the firm.
create unique index app_user_email on app_user (lower(email));

create table session (
  tenant_id uuid not null,
  id uuid not null default uuid_v7(),
  user_id uuid not null,
  token_hash bytea not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  user_agent text not null default '',
  address text not null default '',
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references app_user (tenant_id, id) on delete cascade
);
create unique index session_token_hash on session (token_hash);
create index session_of_user on session (tenant_id, user_id);

-- Failed attempts to sign in, by account and by address; both are kept as digests.
create table sign_in_attempt (
  digest bytea not null,
  at timestamptz not null default now()
);
create index sign_in_attempt_digest on sign_in_attempt (digest, at);

-- Values of forms that could not be saved, kept for the person who typed them.
create table form_state (
  tenant_id uuid not null references tenant (id),
  id uuid not null default uuid_v7(),
  user_id uuid not null,
  form text not null,
  typed jsonb not null,
  error jsonb not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);

create table change_log (
  tenant_id uuid not null,
  id uuid not null default uuid_v7(),
  at timestamptz not null default now(),
  user_id uuid,
  command_id uuid,
  source text not null,
  table_name text not null,
  operation text not null,
  row_id uuid not null,
  customer_id uuid,
  version integer,
  -- {"column": [old, new]}
  changes jsonb not null,
  primary key (tenant_id, id)
);
create index change_log_customer on change_log (tenant_id, customer_id, at desc, id desc);
create index change_log_row on change_log (tenant_id, row_id, version desc);

-- The one trigger function of the change log. It can't be passed by: it belongs to the owner of
-- the tables, and the application's role may only read and add to the log.
create function log_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  was jsonb := case when tg_op = 'INSERT' then '{}'::jsonb else to_jsonb(old) end;
  is_now jsonb := case when tg_op = 'DELETE' then '{}'::jsonb else to_jsonb(new) end;
  whole jsonb := case when tg_op = 'DELETE' then was else is_now end;
  difference jsonb;
begin
  select jsonb_object_agg(key, jsonb_build_array(was -> key, is_now -> key)) into difference
  from jsonb_object_keys(whole) as key
  where key not in ('tenant_id', 'id', 'customer_id', 'version', 'search', 'created_at', 'created_by', 'changed_at', 'changed_by', 'password_hash')
    and coalesce(was -> key, 'null') is distinct from coalesce(is_now -> key, 'null');
  if difference is not null or tg_op <> 'UPDATE' then
    insert into change_log (tenant_id, user_id, command_id, source, table_name, operation, row_id, customer_id, version, changes)
    values (
      (whole ->> 'tenant_id')::uuid,
      current_app_user(),
      nullif(current_setting('app.command_id', true), '')::uuid,
      coalesce(nullif(current_setting('app.source', true), ''), 'system'),
      tg_table_name,
      tg_op,
      (whole ->> 'id')::uuid,
      case when tg_table_name = 'customer' then (whole ->> 'id')::uuid else (whole ->> 'customer_id')::uuid end,
      (whole ->> 'version')::integer,
      coalesce(difference, '{}'::jsonb));
  end if;
  return null;
end $$;

-- Each save of a row that people edit gets the next version and says who and when.
create function stamp_version() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  new.changed_at := now();
  new.changed_by := current_app_user();
  return new;
end $$;

-- Walls a tenant table: only the firm of the request, for the application's role, and not even
-- the owner passes by.
create function wall_tenant_table(name text) returns void language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('create policy tenant_wall on %I using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', name);
end $$;

select wall_tenant_table(name) from unnest(array['department', 'app_user', 'session', 'form_state', 'change_log']) as name;
alter table tenant enable row level security;
alter table tenant force row level security;
create policy tenant_wall on tenant using (id = current_tenant()) with check (id = current_tenant());

grant select on tenant, department, change_log to kundekort_app;
grant select on app_user to kundekort_app;
grant update (password_hash, language, colour_scheme, density, name) on app_user to kundekort_app;
grant select, delete on session to kundekort_app;
grant select, insert, delete on form_state to kundekort_app;
