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

-- As in 0027 and 0020, and own fields too.
create or replace function import_new(of_import uuid, first integer, last integer) returns bigint language plpgsql as $$
declare
  externals text[];
  numbers bigint[];
  organisations text[];
  names text[];
  columns text;
  given text;
  types text;
  needed bigint;
  number bigint;
  made bigint;
begin
  -- Whoever registers or imports at the same moment waits here, and then sees these customers.
  perform next_customer_numbers(0);
  -- What has come since the rows were compared is not made once more. What is looked for is gathered
  -- first, so that it is found by its index however many customers there are.
  select array_agg(r.customer ->> 'external_id') filter (where r.customer ? 'external_id'),
      array_agg((r.customer ->> 'number')::bigint) filter (where r.customer ? 'number'),
      array_agg(r.customer ->> 'organisation_number') filter (where r.customer ? 'organisation_number' and r.verdict = 'new')
    into externals, numbers, organisations
  from import_row r
  where r.tenant_id = current_tenant() and r.import_id = of_import and r.ordinal between first and last
    and (r.verdict = 'new' or r.choice = 'new') and r.outcome is null;
  with there as materialized (select c.external_id as key, c.id from customer c where c.tenant_id = current_tenant() and c.external_id = any (externals))
  update import_row r set outcome = jsonb_build_object('exists', there.id)
  from there
  where r.tenant_id = current_tenant() and r.import_id = of_import and r.ordinal between first and last
    and (r.verdict = 'new' or r.choice = 'new') and r.outcome is null and r.customer ->> 'external_id' = there.key;
  with there as materialized (select c.number as key, c.id from customer c where c.tenant_id = current_tenant() and c.number = any (numbers))
  update import_row r set outcome = jsonb_build_object('exists', there.id)
  from there
  where r.tenant_id = current_tenant() and r.import_id = of_import and r.ordinal between first and last
    and (r.verdict = 'new' or r.choice = 'new') and r.outcome is null and (r.customer ->> 'number')::bigint = there.key;
  with there as materialized (
    select c.organisation_number as key, c.id from customer c where c.tenant_id = current_tenant() and c.organisation_number = any (organisations)
      and c.changed_at > (select i.created_at from import i where i.tenant_id = current_tenant() and i.id = of_import))
  update import_row r set outcome = jsonb_build_object('exists', there.id)
  from there
  where r.tenant_id = current_tenant() and r.import_id = of_import and r.ordinal between first and last
    and r.verdict = 'new' and r.outcome is null and r.customer ->> 'organisation_number' = there.key
    -- Whoever imports knew of it, or has it from this file, and wants another.
    and not r.remarks @> jsonb_build_array(jsonb_build_object('why', 'alike', 'customer', there.id))
    and not exists (select from import_row o where o.tenant_id = r.tenant_id and o.import_id = of_import and o.customer_id = there.id);
  select array_agg(distinct key) into names from import_row r, jsonb_object_keys(r.customer) as key
    where r.tenant_id = current_tenant() and r.import_id = of_import and r.ordinal between first and last
      and (r.verdict = 'new' or r.choice = 'new') and r.outcome is null;
  if names is null then
    return 0;
  end if;
  if names && array['tenant_id', 'id', 'version', 'search', 'own', 'created_at', 'created_by', 'changed_at', 'changed_by'] then
    raise exception using errcode = 'insufficient_privilege', message = 'a column that can''t be given';
  end if;
  select count(*) into needed from import_row r
    where r.tenant_id = current_tenant() and r.import_id = of_import and r.ordinal between first and last
      and (r.verdict = 'new' or r.choice = 'new') and r.outcome is null and not r.customer ? 'number';
  if needed > 0 then
    number := next_customer_numbers(needed);
  end if;
  -- A column that only some of the rows name has its default in the others.
  select string_agg(format('%I', a.attname), ', ' order by a.attnum),
      string_agg(case when d.adbin is null or not a.attnotnull then format('given.%I', a.attname)
        else format('coalesce(given.%I, %s)', a.attname, pg_get_expr(d.adbin, d.adrelid)) end, ', ' order by a.attnum),
      string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' order by a.attnum)
    into columns, given, types
  from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = 'customer'::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    and a.attname = any (names) and a.attname <> 'number';
  execute format($sql$
    insert into customer (tenant_id, id, number, created_by, changed_by, own, %1$s)
    select current_tenant(), r.customer_id,
      coalesce((r.customer ->> 'number')::bigint, $4 - 1 + count(*) filter (where not r.customer ? 'number') over (order by r.ordinal)),
      current_app_user(), current_app_user(), %4$s, %2$s
    from import_row r cross join lateral jsonb_to_record(r.customer) as given (%3$s)
    where r.tenant_id = current_tenant() and r.import_id = $1 and r.ordinal between $2 and $3
      and (r.verdict = 'new' or r.choice = 'new') and r.outcome is null
    order by r.ordinal
  $sql$, columns, given, types, case when exists (select from unnest(names) as name where name like 'own\_%') then 'jsonb_strip_nulls(own_part(r.customer))' else '''{}''' end)
  using of_import, first, last, number;
  get diagnostics made = row_count;
  insert into contact (tenant_id, id, customer_id, first_name, last_name, title, position, functions, attributes, email, mobile, phone, created_by, changed_by)
  select current_tenant(), r.contact_id, r.customer_id, given.first_name, given.last_name, given.title, given.position,
    coalesce(given.functions, '{}'), coalesce(given.attributes, '{}'), given.email, given.mobile, given.phone, current_app_user(), current_app_user()
  from import_row r
  cross join lateral jsonb_to_record(r.contact) as given (first_name text, last_name text, title uuid, position text, functions uuid[],
    attributes uuid[], email text, mobile text, phone text)
  where r.tenant_id = current_tenant() and r.import_id = of_import and r.ordinal between first and last
    and (r.verdict = 'new' or r.choice = 'new') and r.outcome is null;
  return made;
end $$;
create or replace function import_changed(of_import uuid, first integer, last integer) returns bigint language plpgsql as $$
declare
  names text[];
  touched uuid[];
  more uuid[];
begin
  -- As they stand now, held until the transaction ends.
  perform from customer c join import_row r on r.tenant_id = c.tenant_id and r.customer_id = c.id
    where r.tenant_id = current_tenant() and r.import_id = of_import and r.ordinal between first and last
      and r.verdict = 'changed' and r.outcome is null
    order by c.id for no key update of c;
  update import_row r set outcome = '{"gone": true}'
  where r.tenant_id = current_tenant() and r.import_id = of_import and r.ordinal between first and last
    and r.verdict = 'changed' and r.outcome is null
    and not exists (select from customer c where c.tenant_id = r.tenant_id and c.id = r.customer_id);
  -- What somebody changed since the rows were compared stays, and the row says so.
  with moved as (
    select r.ordinal, array_agg(change.key) as keys
    from import_row r
    join customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id
    cross join lateral jsonb_each(r.changes) as change
    where r.tenant_id = current_tenant() and r.import_id = of_import and r.ordinal between first and last
      and r.verdict = 'changed' and r.outcome is null and c.changed_at > (select checked_at - interval '1 day' from import i
        where i.tenant_id = r.tenant_id and i.id = of_import)
      and r.customer ? change.key
      and coalesce(flat(to_jsonb(c)) -> change.key, 'null') <> coalesce(change.value -> 0, 'null')
    group by r.ordinal)
  update import_row r set customer = r.customer - moved.keys, outcome = jsonb_build_object('kept', to_jsonb(moved.keys))
  from moved where r.tenant_id = current_tenant() and r.import_id = of_import and r.ordinal = moved.ordinal;
  select array_agg(distinct key) into names from import_row r, jsonb_object_keys(r.customer) as key
    where r.tenant_id = current_tenant() and r.import_id = of_import and r.ordinal between first and last and r.verdict = 'changed';
  if names && array['tenant_id', 'id', 'number', 'version', 'search', 'own', 'created_at', 'created_by', 'changed_at', 'changed_by'] then
    raise exception using errcode = 'insufficient_privilege', message = 'a column that can''t be changed';
  end if;
  if names is not null then
    execute format($sql$
      with done as (
        update customer kept set %1$s
        from import_row r cross join lateral jsonb_to_record(r.customer) as given (%2$s)
        where r.tenant_id = current_tenant() and r.import_id = $1 and r.ordinal between $2 and $3
          and r.verdict = 'changed' and r.customer <> '{}' and kept.tenant_id = r.tenant_id and kept.id = r.customer_id
        returning r.customer_id)
      select array_agg(customer_id) from done
    $sql$,
      (select string_agg(case when name like 'own\_%' then '' else format('%1$I = case when r.customer ? %1$L then given.%1$I else kept.%1$I end, ', name) end, '') from unnest(names) as name)
        || case when exists (select from unnest(names) as name where name like 'own\_%')
          then 'own = case when own_part(r.customer) = ''{}'' then kept.own else jsonb_strip_nulls(kept.own || own_part(r.customer)) end' else 'own = kept.own' end,
      coalesce((select string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ')
        from pg_attribute a where a.attrelid = 'customer'::regclass and a.attnum > 0 and not a.attisdropped and a.attname = any (names)), 'nothing text'))
    using of_import, first, last into touched;
  end if;
  with done as (
    insert into contact (tenant_id, id, customer_id, first_name, last_name, title, position, functions, attributes, email, mobile, phone, created_by, changed_by)
    select current_tenant(), r.contact_id, r.customer_id, given.first_name, given.last_name, given.title, given.position,
      coalesce(given.functions, '{}'), coalesce(given.attributes, '{}'), given.email, given.mobile, given.phone, current_app_user(), current_app_user()
    from import_row r
    cross join lateral jsonb_to_record(r.contact) as given (first_name text, last_name text, title uuid, position text, functions uuid[],
      attributes uuid[], email text, mobile text, phone text)
    where r.tenant_id = current_tenant() and r.import_id = of_import and r.ordinal between first and last
      and r.verdict = 'changed' and r.contact_is_new and r.contact is not null
      and exists (select from customer c where c.tenant_id = r.tenant_id and c.id = r.customer_id)
    returning customer_id)
  select array_agg(customer_id) into more from done;
  touched := touched || more;
  with done as (
    update contact kept set
      title = case when r.contact ? 'title' then given.title else kept.title end,
      position = case when r.contact ? 'position' then given.position else kept.position end,
      functions = case when r.contact ? 'functions' then given.functions else kept.functions end,
      attributes = case when r.contact ? 'attributes' then given.attributes else kept.attributes end,
      email = case when r.contact ? 'email' then given.email else kept.email end,
      mobile = case when r.contact ? 'mobile' then given.mobile else kept.mobile end,
      phone = case when r.contact ? 'phone' then given.phone else kept.phone end
    from import_row r cross join lateral jsonb_to_record(r.contact) as given (title uuid, position text, functions uuid[],
      attributes uuid[], email text, mobile text, phone text)
    where r.tenant_id = current_tenant() and r.import_id = of_import and r.ordinal between first and last
      and r.verdict = 'changed' and not r.contact_is_new and r.contact is not null and r.contact <> '{}'
      and kept.tenant_id = r.tenant_id and kept.id = r.contact_id
      -- Only what is still as it was compared.
      and not exists (select from jsonb_object_keys(r.contact) as key
        where coalesce(to_jsonb(kept) -> key, 'null') <> coalesce(r.changes -> ('contact.' || key) -> 0, 'null'))
    returning kept.customer_id)
  select array_agg(customer_id) into more from done;
  touched := touched || more;
  with done as (
    insert into proposal (tenant_id, id, customer_id, field, value, source)
    select current_tenant(), uuid_v7(), r.customer_id, part.key, part.value, 'import'
    from import_row r cross join lateral jsonb_each(r.proposals) as part
    where r.tenant_id = current_tenant() and r.import_id = of_import and r.ordinal between first and last and r.verdict = 'changed'
      and exists (select from customer c where c.tenant_id = r.tenant_id and c.id = r.customer_id)
    on conflict (tenant_id, customer_id, field, source) do update
      set value = excluded.value, seen_at = now(), dismissed_at = null, dismissed_by = null
      where proposal.dismissed_at is null or proposal.value <> excluded.value
    returning customer_id)
  select array_agg(customer_id) into more from done;
  touched := touched || more;
  return (select count(distinct id) from unnest(touched) as id);
end $$;
