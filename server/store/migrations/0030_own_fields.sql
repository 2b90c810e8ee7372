-- A firm's own fields (seeds 003:59, 003:61): declared in rows, their values in one column of the customer,
-- by the key of the field. A key is unique among all firms and is never used again.
create table own_field (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  key text not null,
  kind text not null,
  nb text not null,
  sv text not null,
  en text not null,
  section text not null,
  position integer not null default 0,
  retired boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default current_app_user(),
  changed_at timestamptz not null default now(),
  changed_by uuid default current_app_user(),
  primary key (tenant_id, id),
  constraint own_field_key unique (key),
  constraint own_field_key_form check (key ~ '^own_[0-9a-f]{16}$'),
  constraint own_field_kind check (kind in ('line', 'lines', 'whole', 'money', 'percent', 'date', 'yes_no', 'choice', 'choices', 'email', 'phone', 'web_address'))
);
create trigger stamp before update on own_field for each row execute function stamp_version();
create trigger log after insert or update or delete on own_field for each row execute function log_change();
select wall_tenant_table('own_field');
grant select, insert, update on own_field to kundekort_app;

alter table customer add column own jsonb not null default '{}',
  add constraint customer_own check (jsonb_typeof(own) = 'object');

-- Where routes to customers start (seed 004:19): what the firm has chosen counts before what it was set up with.
alter table firm_settings add column start_address text;

-- The values of an own field that is a choice are a list like others, named by the field's key.
alter table list_item drop constraint list_item_kind;
alter table list_item add constraint list_item_kind check (kind in (
  'status', 'industry', 'contact_function', 'contact_title', 'customer_group', 'tag', 'customer_attribute', 'contact_attribute',
  'category', 'level', 'district', 'source', 'company_type', 'industry_association', 'link_kind', 'invoice_template',
  'assignment_agreement', 'requirement', 'company_process') or kind ~ '^own_[0-9a-f]{16}$');

-- A firm's own fields, as each session and each job needs to know them.
create function told_own_fields(of_tenant uuid) returns jsonb language sql stable as $$
  select jsonb_agg(jsonb_build_object('key', f.key, 'kind', f.kind, 'labels', jsonb_build_array(f.nb, f.sv, f.en),
    'section', f.section, 'retired', f.retired) order by f.position, f.created_at, f.id)
  from own_field f where f.tenant_id = of_tenant
$$;

-- The values of a row as its log, its undo and its history know them: own fields beside the others.
create function flat(whole jsonb) returns jsonb language sql immutable parallel safe
  return case when whole ? 'own' then (whole - 'own') || (whole -> 'own') else whole end;

-- An own value that has gone has no key any more: null stands for it.
create function gone_of(own jsonb) returns jsonb language sql immutable parallel safe
  return case when own is null or own = '{}' then '{}'::jsonb else (select jsonb_object_agg(key, null) from jsonb_object_keys(own) as key) end;

-- As in 0027, and own fields beside the others.
create or replace function log_changes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  kept_apart constant text[] := array['tenant_id', 'id', 'customer_id', 'version', 'search', 'created_at', 'created_by', 'changed_at', 'changed_by', 'password_hash'];
  of_customer constant text := case when tg_table_name = 'customer' then 'id' else 'customer_id' end;
  person constant uuid := current_app_user();
  command constant uuid := nullif(current_setting('app.command_id', true), '')::uuid;
  from_where constant text := coalesce(nullif(current_setting('app.source', true), ''), 'system');
begin
  if tg_op = 'UPDATE' then
    insert into change_log (tenant_id, user_id, command_id, source, table_name, operation, row_id, customer_id, version, changes)
    select pair.tenant_id, person, command, from_where, tg_table_name, tg_op, pair.id, (pair.is_now ->> of_customer)::uuid, pair.version, changed.columns
    from (select raw.tenant_id, raw.id, raw.version, flat(raw.was) as was, gone_of(raw.was -> 'own') || flat(raw.is_now) as is_now
      from (select n.tenant_id, n.id, n.version, to_jsonb(o) as was, to_jsonb(n) as is_now
        from old_rows o join new_rows n on n.tenant_id = o.tenant_id and n.id = o.id offset 0) as raw offset 0) as pair
    cross join lateral (
      select jsonb_object_agg(key, jsonb_build_array(pair.was -> key, value)) as columns
      from jsonb_each(pair.is_now - kept_apart)
      where coalesce(pair.was -> key, 'null') <> value) as changed
    where changed.columns is not null;
  elsif tg_op = 'INSERT' then
    insert into change_log (tenant_id, user_id, command_id, source, table_name, operation, row_id, customer_id, version, changes)
    select made.tenant_id, person, command, from_where, tg_table_name, tg_op, made.id, (made.whole ->> of_customer)::uuid, made.version,
      coalesce((select jsonb_object_agg(key, jsonb_build_array(null, value)) from jsonb_each(made.whole - kept_apart)), '{}')
    -- What is null was null before it was there.
    from (select raw.tenant_id, raw.id, raw.version, flat(raw.whole) as whole
      from (select n.tenant_id, n.id, n.version, jsonb_strip_nulls(to_jsonb(n)) as whole from new_rows n offset 0) as raw offset 0) as made;
  else
    insert into change_log (tenant_id, user_id, command_id, source, table_name, operation, row_id, customer_id, version, changes)
    select gone.tenant_id, person, command, from_where, tg_table_name, tg_op, gone.id, (gone.whole ->> of_customer)::uuid, gone.version,
      coalesce((select jsonb_object_agg(key, jsonb_build_array(value, null)) from jsonb_each(gone.whole - kept_apart)), '{}')
    from (select raw.tenant_id, raw.id, raw.version, flat(raw.whole) as whole
      from (select o.tenant_id, o.id, o.version, jsonb_strip_nulls(to_jsonb(o)) as whole from old_rows o offset 0) as raw offset 0) as gone;
  end if;
  return null;
end $$;

-- Which of the columns that somebody names are own fields.
create function own_part(given jsonb) returns jsonb language sql immutable parallel safe
  return (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(given) where key like 'own\_%');

-- As in 0002, and own fields too.
create or replace function change_fields(target regclass, row_key uuid, patch jsonb) returns void language plpgsql as $$
declare
  assignments text;
  own_patch jsonb := own_part(patch);
  names text[] := array(select name from jsonb_object_keys(patch) as name where name not like 'own\_%');
begin
  if names && array['tenant_id', 'id', 'customer_id', 'version', 'search', 'own', 'created_at', 'created_by', 'changed_at', 'changed_by'] then
    raise exception using errcode = 'insufficient_privilege', message = 'a column that can''t be changed';
  end if;
  select string_agg(format('%1$I = given.%1$I', name), ', ') into assignments from unnest(names) as name;
  if own_patch <> '{}' then
    assignments := concat_ws(', ', assignments, 'own = jsonb_strip_nulls(kept.own || $3)');
  end if;
  if assignments is not null then
    execute format('update %1$s as kept set %2$s from jsonb_populate_record(null::%1$s, $1) as given where kept.tenant_id = current_tenant() and kept.id = $2',
      target, assignments) using patch - 'own', row_key, own_patch;
  end if;
end $$;

-- As in 0017, and own fields too.
create or replace function change_many(target regclass, row_keys uuid[], patches jsonb[]) returns void language plpgsql as $$
declare
  names text[] := array(select jsonb_object_keys(patches[1]));
  assignments text;
  types text;
begin
  if names && array['tenant_id', 'id', 'customer_id', 'version', 'search', 'own', 'created_at', 'created_by', 'changed_at', 'changed_by'] then
    raise exception using errcode = 'insufficient_privilege', message = 'a column that can''t be changed';
  end if;
  select string_agg(format('%1$I = given.%1$I', attname), ', '), string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', ')
    into assignments, types
  from pg_attribute where attrelid = target and attnum > 0 and not attisdropped and attname = any (names);
  if exists (select from unnest(names) as name where name like 'own\_%') then
    assignments := concat_ws(', ', assignments, 'own = jsonb_strip_nulls(kept.own || own_part(asked.patch))');
  end if;
  if assignments is not null then
    execute format('update %1$s as kept set %2$s
        from unnest($1, $2) as asked (row_key, patch), jsonb_to_record(asked.patch) as given (%3$s)
        where kept.tenant_id = current_tenant() and kept.id = asked.row_key',
      target, assignments, coalesce(types, 'nothing text')) using row_keys, patches;
  end if;
end $$;

-- As in 0005, and own fields too.
create or replace function create_customer(row_key uuid, given jsonb) returns void language plpgsql as $$
declare
  own_given jsonb := jsonb_strip_nulls(own_part(given));
  names text[] := array(select name from jsonb_object_keys(given) as name where name not like 'own\_%');
begin
  if names && array['tenant_id', 'id', 'number', 'version', 'search', 'own', 'created_at', 'created_by', 'changed_at', 'changed_by'] then
    raise exception using errcode = 'insufficient_privilege', message = 'a column that can''t be given';
  end if;
  execute format('insert into customer (tenant_id, id, number, created_by, changed_by, own, %s) select current_tenant(), $1, $2, current_app_user(), current_app_user(), $4, %s from jsonb_populate_record(null::customer, $3) as given',
    (select string_agg(format('%I', name), ', ') from unnest(names) as name),
    (select string_agg(format('given.%I', name), ', ') from unnest(names) as name))
  using row_key, next_customer_number(), given - 'own', own_given;
end $$;

-- As in 0008, with own fields beside the others.
create or replace function held_row(target regclass, row_key uuid) returns jsonb language plpgsql as $$
declare
  found_row jsonb;
begin
  execute format('select flat(to_jsonb(r)) - ''search'' from %s r where tenant_id = current_tenant() and id = $1 for no key update', target)
    into found_row using row_key;
  return found_row;
end $$;

-- As in 0017, and the firm's own fields come along.
drop function resume_session(bytea, text);
create function resume_session(digest bytea, for_device text) returns table (
  tenant_id uuid, session_id uuid, user_id uuid, tenant_name text, country text, time_zone text, start_address text,
  user_name text, email text, department_id uuid, role text, language text, colour_scheme text, density text, layers jsonb, job_id uuid, own_fields jsonb)
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
  return query select of_tenant, of_session, of_user, t.name, t.country, t.time_zone,
      coalesce((select f.start_address from firm_settings f where f.tenant_id = of_tenant), t.start_address),
      u.name, u.email, u.department_id, u.role, u.language, u.colour_scheme, u.density,
      case when for_device is not null then (
        select jsonb_agg(jsonb_build_object('scope', l.scope, 'layer', l.layer)) from layout l
        where l.tenant_id = of_tenant and l.device = for_device and (l.scope, l.owner) in (('tenant', ''), ('role', u.role), ('user', of_user::text)))
      end,
      (select j.id from job j where j.tenant_id = of_tenant and j.user_id = of_user and j.state in ('queued', 'running') order by j.id desc limit 1),
      told_own_fields(of_tenant)
    from app_user u join tenant t on t.id = u.tenant_id
    where u.tenant_id = of_tenant and u.id = of_user and u.active;
end $$;
revoke execute on function resume_session from public;

-- As in 0029, and the lists of own fields.
create or replace function replace_list_item(old uuid, new uuid) returns bigint language plpgsql as $$
declare
  touched bigint := 0;
  more bigint;
  place record;
begin
  for place in
    select * from (values
      ('customer', 'industry', false), ('customer', 'industry_association', false), ('customer', 'level', false), ('customer', 'district', false),
      ('customer', 'source', false), ('customer', 'company_type', false), ('customer', 'category', false), ('customer', 'invoice_template', false),
      ('customer', 'assignment_agreement', false), ('customer', 'requirements', true), ('customer', 'company_processes', true), ('customer_link', 'kind', false),
      ('contact', 'title', false), ('customer', 'groups', true), ('customer', 'tags', true), ('customer', 'attributes', true),
      ('contact', 'functions', true), ('contact', 'attributes', true)) as places (relation, column_name, is_several)
  loop
    if place.is_several then
      execute format('update %1$I set %2$I = array(select distinct case when x = $1 then $2 else x end from unnest(%2$I) as x order by 1)
        where tenant_id = current_tenant() and %2$I @> array[$1]', place.relation, place.column_name) using old, new;
    else
      execute format('update %1$I set %2$I = $2 where tenant_id = current_tenant() and %2$I = $1', place.relation, place.column_name) using old, new;
    end if;
    get diagnostics more = row_count;
    touched := touched + more;
  end loop;
  -- Lists of own fields.
  update customer c set own = c.own || (
      select jsonb_object_agg(each.key, case jsonb_typeof(each.value)
        when 'string' then to_jsonb(new)
        else (select jsonb_agg(distinct case when x = old::text then new::text else x end) from jsonb_array_elements_text(each.value) as x) end)
      from jsonb_each(c.own) as each where each.value = to_jsonb(old) or each.value @> to_jsonb(array[old]))
  where c.tenant_id = current_tenant() and exists (
    select from jsonb_each(c.own) as each where each.value = to_jsonb(old) or each.value @> to_jsonb(array[old]));
  get diagnostics more = row_count;
  touched := touched + more;
  return touched;
end $$;
