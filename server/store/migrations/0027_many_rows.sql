-- What changes or makes many rows at once, at the speed of the rows and not of their log.

-- log_changes() as in 0021, but that each row becomes an object once: without a fence (offset 0) the
-- planner wrote the expression wherever the object is named, and an update made one for each column.
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
    from (select n.tenant_id, n.id, n.version, to_jsonb(o) as was, to_jsonb(n) as is_now
      from old_rows o join new_rows n on n.tenant_id = o.tenant_id and n.id = o.id offset 0) as pair
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
    from (select n.tenant_id, n.id, n.version, jsonb_strip_nulls(to_jsonb(n)) as whole from new_rows n offset 0) as made;
  else
    insert into change_log (tenant_id, user_id, command_id, source, table_name, operation, row_id, customer_id, version, changes)
    select gone.tenant_id, person, command, from_where, tg_table_name, tg_op, gone.id, (gone.whole ->> of_customer)::uuid, gone.version,
      coalesce((select jsonb_object_agg(key, jsonb_build_array(value, null)) from jsonb_each(gone.whole - kept_apart)), '{}')
    from (select o.tenant_id, o.id, o.version, jsonb_strip_nulls(to_jsonb(o)) as whole from old_rows o offset 0) as gone;
  end if;
  return null;
end $$;

-- A new customer has some thirty entries here. Put in one by one they took more than all else of it;
-- a few hundred rows are put in together. What waits is little (in kB), as each search reads it.
alter index customer_facets set (fastupdate = on, gin_pending_list_limit = 256);
alter index customer_search set (gin_pending_list_limit = 1024);
alter index contact_search set (gin_pending_list_limit = 1024);
alter index customer_name_alike set (gin_pending_list_limit = 1024);

-- As in 0020, but for how it finds what is there already: all customers of the firm were read for each
-- thousand rows.
create or replace function import_new(of_import uuid, first integer, last integer) returns bigint language plpgsql as $$
declare
  -- What somebody wants made although it is like another.
  likeness constant jsonpath := '$[*] ? (@.why == "alike" || @.why == "repeats")';
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
      array_agg(r.customer ->> 'organisation_number') filter (where r.customer ? 'organisation_number' and r.verdict = 'new' and not r.remarks @? likeness)
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
    select c.organisation_number as key, c.id from customer c where c.tenant_id = current_tenant() and c.organisation_number = any (organisations))
  update import_row r set outcome = jsonb_build_object('exists', there.id)
  from there
  where r.tenant_id = current_tenant() and r.import_id = of_import and r.ordinal between first and last
    and r.verdict = 'new' and not r.remarks @? likeness and r.outcome is null and r.customer ->> 'organisation_number' = there.key;
  select array_agg(distinct key) into names from import_row r, jsonb_object_keys(r.customer) as key
    where r.tenant_id = current_tenant() and r.import_id = of_import and r.ordinal between first and last
      and (r.verdict = 'new' or r.choice = 'new') and r.outcome is null;
  if names is null then
    return 0;
  end if;
  if names && array['tenant_id', 'id', 'version', 'search', 'created_at', 'created_by', 'changed_at', 'changed_by'] then
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
    insert into customer (tenant_id, id, number, created_by, changed_by, %1$s)
    select current_tenant(), r.customer_id,
      coalesce((r.customer ->> 'number')::bigint, $4 - 1 + count(*) filter (where not r.customer ? 'number') over (order by r.ordinal)),
      current_app_user(), current_app_user(), %2$s
    from import_row r cross join lateral jsonb_to_record(r.customer) as given (%3$s)
    where r.tenant_id = current_tenant() and r.import_id = $1 and r.ordinal between $2 and $3
      and (r.verdict = 'new' or r.choice = 'new') and r.outcome is null
    order by r.ordinal
  $sql$, columns, given, types)
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

-- As in 0020, but for its plan: read by keys, however many customers there are (the planner took all of
-- a firm for each thousand rows), and by the key of names, which 0023 brought. One that was merged
-- stands for the customer that it became a part of.
do $$
begin
  if not pg_has_role(current_user, 'kundekort_register', 'member') then
    execute format('grant kundekort_register to %I', current_user);
  end if;
end $$;
create or replace function find_same(ordinals integer[], names text[], places text[], numbers text[], externals text[], phones jsonb, emails jsonb)
returns table (ordinal integer, customer_id uuid, likeness text)
language plpgsql stable security definer set search_path = public, pg_temp 
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare
  firm constant uuid := current_tenant();
begin
  if firm is null then
    return;
  end if;
  return query
    with given as materialized (
      select g.ordinal, name_key(g.name) as name_key, folded(coalesce(g.place, '')) as place, g.number, g.external
      from unnest(ordinals, names, places, numbers, externals) as g (ordinal, name, place, number, external)),
    reach as materialized (
      select (p ->> 0)::integer as ordinal, p ->> 1 as value from jsonb_array_elements(phones) as p),
    mail as materialized (
      select (p ->> 0)::integer as ordinal, p ->> 1 as value from jsonb_array_elements(emails) as p),
    alike as (
      select g.ordinal, c.id, c.merged_into, 'organisation_number' as likeness from given g
        join customer c on c.tenant_id = firm and c.organisation_number = g.number where g.number is not null
      union all
      select g.ordinal, c.id, c.merged_into, 'external_id' from given g
        join customer c on c.tenant_id = firm and c.external_id = g.external where g.external is not null
      union all
      select g.ordinal, c.id, c.merged_into, 'name' from given g
        join customer c on c.tenant_id = firm and name_key(c.name) = g.name_key
        where g.name_key <> '' and (g.place = '' or coalesce(c.visiting_place, '') = '' or folded(c.visiting_place) = g.place)
      union all
      select r.ordinal, c.id, c.merged_into, 'phone' from reach r join customer c on c.tenant_id = firm and c.phone = r.value
      union all
      select r.ordinal, c.id, c.merged_into, 'phone' from reach r join customer c on c.tenant_id = firm and c.mobile = r.value
      union all
      select r.ordinal, k.customer_id, null, 'phone' from reach r join contact k on k.tenant_id = firm and k.phone = r.value where k.ended_at is null
      union all
      select r.ordinal, k.customer_id, null, 'phone' from reach r join contact k on k.tenant_id = firm and k.mobile = r.value where k.ended_at is null
      union all
      select m.ordinal, c.id, c.merged_into, 'email' from mail m join customer c on c.tenant_id = firm and lower(c.email) = m.value
      union all
      select m.ordinal, k.customer_id, null, 'email' from mail m join contact k on k.tenant_id = firm and lower(k.email) = m.value where k.ended_at is null)
    select a.ordinal, case when a.merged_into is null then a.id else survivor_of(a.id) end, a.likeness
    from alike a;
end $$;
do $$
begin
  if exists (select from pg_auth_members where roleid = 'kundekort_register'::regrole and member = current_user::regrole) then
    execute format('revoke kundekort_register from %I', current_user);
  end if;
end $$;

-- As in 0021, but that rows of imports are counted however many customers there are: before, a large
-- firm's first import was planned for a table that holds nothing.
create or replace function count_anew() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  analyze import_row;
  if (select c.reltuples from pg_class c where c.oid = 'customer'::regclass) < 20000 then
    analyze customer;
    analyze contact;
    analyze list_item;
    analyze app_user;
  end if;
end $$;

-- As in 0001, letter for letter, but that it goes through the long list for none but rare letters: that
-- took ten times as long, and a customer is folded for each index of its name. No index changes by it.
create or replace function folded(text) returns text language plpgsql immutable parallel safe strict cost 10 as $$
declare
  letters text := lower($1);
begin
  if octet_length(letters) <> char_length(letters) then
    letters := replace(replace(replace(replace(replace(replace(letters, 'ø', 'o'), 'å', 'a'), 'æ', 'a'), 'ö', 'o'), 'ä', 'a'), 'é', 'e');
    if octet_length(letters) <> char_length(letters) then
      letters := translate(replace(replace(replace(letters, 'œ', 'o'), 'Æ', 'a'), 'Œ', 'o'),
        'åäàáâãāøöòóôõōéèêëēęüúùûūíìîïīñńçćßłšśžźżđðþÅÄÀÁÂÃĀØÖÒÓÔÕŌÉÈÊËĒĘÜÚÙÛŪÍÌÎÏĪÑŃÇĆŁŠŚŽŹŻĐÐÞ',
        'aaaaaaaoooooooeeeeeeuuuuuiiiiinnccslsszzzddtaaaaaaaoooooooeeeeeeuuuuuiiiiinncclsszzzddt');
    end if;
  end if;
  return replace(replace(replace(letters, 'aa', 'a'), 'ae', 'a'), 'oe', 'o');
end $$;

-- As in 0011, but planned once for a connection: as a function of SQL it was planned at each call, which
-- took ten times as long as looking the names up, on each page of the register.
create or replace function names_of(ids uuid[], reader_language text) returns jsonb
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  return (select coalesce(jsonb_object_agg(n.id, n.name), '{}') from (
    select i.id, case reader_language when 'sv' then i.sv when 'en' then i.en else i.nb end as name
      from list_item i where i.tenant_id = current_tenant() and i.id = any (ids)
    union all
    select u.id, u.name from app_user u where u.tenant_id = current_tenant() and u.id = any (ids)
    union all
    select c.id, c.name from customer c where c.tenant_id = current_tenant() and c.id = any (ids)) n);
end $$;
