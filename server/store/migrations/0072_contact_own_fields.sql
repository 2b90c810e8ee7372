-- Own fields of contacts too (seeds 003:25, 003:59): declared like those of customers, their values in one column of
-- the contact.
alter table own_field add column entity text not null default 'customer',
  add constraint own_field_entity check (entity in ('customer', 'contact'));
alter table contact add column own jsonb not null default '{}',
  add constraint contact_own check (jsonb_typeof(own) = 'object');

-- As in 0069, with what each belongs to.
create or replace function told_own_fields(of_tenant uuid) returns jsonb language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  return (select jsonb_agg(jsonb_build_object('key', f.key, 'entity', f.entity, 'kind', f.kind, 'labels', jsonb_build_array(f.nb, f.sv, f.en),
    'section', f.section, 'retired', f.retired, 'tab', t.id, 'counted', f.counted) order by f.position, f.created_at, f.id)
  from own_field f left join card_tab t on t.tenant_id = f.tenant_id and t.id = f.tab and t.place <> 'off'
  where f.tenant_id = of_tenant);
end $$;

-- As in 0043, of customers and contacts: a value of a field of the one never stands at the other.
create or replace function check_own_values() returns trigger language plpgsql as $$
begin
  perform from own_field f where f.tenant_id = new.tenant_id and new.own ? f.key for share;
  if exists (select from own_field f, jsonb_each(new.own) as given
    where f.tenant_id = new.tenant_id and f.key = given.key and (f.entity <> tg_table_name or not own_fits(f.kind, given.value))
      and (tg_op = 'INSERT' or old.own -> given.key is distinct from given.value))
  then
    raise exception using errcode = 'check_violation', constraint = tg_table_name || '_own_kind', message = 'a value of another kind than its field has';
  end if;
  return new;
end $$;
create trigger own_fits_insert before insert on contact for each row when (new.own <> '{}') execute function check_own_values();
create trigger own_fits before update of own on contact for each row when (new.own <> '{}' and new.own is distinct from old.own)
  execute function check_own_values();

-- As in 0043, of customers and contacts: a key is of one of them alone.
create or replace function own_values(of_key text) returns table (value jsonb, customers bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select h.own -> of_key, count(*) from (
    select c.own from customer c where c.tenant_id = current_tenant() and c.own ? of_key
    union all
    select k.own from contact k where k.tenant_id = current_tenant() and k.own ? of_key) h
  group by 1 order by 2 desc, 1
$$;
create or replace function convert_own_values(of_key text, olds jsonb[], news jsonb[]) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  done bigint;
  more bigint;
begin
  update customer c set own = c.own || jsonb_build_object(of_key, m.new)
  from unnest(olds, news) as m (old, new) where c.tenant_id = current_tenant() and c.own -> of_key = m.old;
  get diagnostics done = row_count;
  update contact k set own = k.own || jsonb_build_object(of_key, m.new)
  from unnest(olds, news) as m (old, new) where k.tenant_id = current_tenant() and k.own -> of_key = m.old;
  get diagnostics more = row_count;
  return done + more;
end $$;

-- As in 0033, and lists of own fields of contacts too.
create or replace function replace_list_item(old uuid, new uuid) returns bigint language plpgsql as $$
declare
  touched bigint := 0;
  more bigint;
  place record;
  owner text;
begin
  for place in select * from list_place order by relation, column_name loop
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
  foreach owner in array array['customer', 'contact'] loop
    execute format($sql$
      update %I c set own = c.own || (
          select jsonb_object_agg(each.key, case jsonb_typeof(each.value)
            when 'string' then to_jsonb($2)
            else (select jsonb_agg(distinct case when x = $1::text then $2::text else x end) from jsonb_array_elements_text(each.value) as x) end)
          from jsonb_each(c.own) as each where each.value = to_jsonb($1) or each.value @> to_jsonb(array[$1]))
      where c.tenant_id = current_tenant() and c.own <> '{}' and exists (
        select from jsonb_each(c.own) as each where each.value = to_jsonb($1) or each.value @> to_jsonb(array[$1]))
    $sql$, owner) using old, new;
    get diagnostics more = row_count;
    touched := touched + more;
  end loop;
  return touched;
end $$;

-- As in 0031, and own fields of contacts too.
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
  insert into contact (tenant_id, id, customer_id, first_name, last_name, title, position, functions, attributes, email, mobile, phone, own, created_by, changed_by)
  select current_tenant(), r.contact_id, r.customer_id, given.first_name, given.last_name, given.title, given.position,
    coalesce(given.functions, '{}'), coalesce(given.attributes, '{}'), given.email, given.mobile, given.phone, jsonb_strip_nulls(own_part(r.contact)), current_app_user(), current_app_user()
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
    insert into contact (tenant_id, id, customer_id, first_name, last_name, title, position, functions, attributes, email, mobile, phone, own, created_by, changed_by)
    select current_tenant(), r.contact_id, r.customer_id, given.first_name, given.last_name, given.title, given.position,
      coalesce(given.functions, '{}'), coalesce(given.attributes, '{}'), given.email, given.mobile, given.phone, jsonb_strip_nulls(own_part(r.contact)), current_app_user(), current_app_user()
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
      phone = case when r.contact ? 'phone' then given.phone else kept.phone end,
      own = case when own_part(r.contact) = '{}' then kept.own else jsonb_strip_nulls(kept.own || own_part(r.contact)) end
    from import_row r cross join lateral jsonb_to_record(r.contact) as given (title uuid, position text, functions uuid[],
      attributes uuid[], email text, mobile text, phone text)
    where r.tenant_id = current_tenant() and r.import_id = of_import and r.ordinal between first and last
      and r.verdict = 'changed' and not r.contact_is_new and r.contact is not null and r.contact <> '{}'
      and kept.tenant_id = r.tenant_id and kept.id = r.contact_id
      -- Only what is still as it was compared.
      and not exists (select from jsonb_object_keys(r.contact) as key
        where coalesce(flat(to_jsonb(kept)) -> key, 'null') <> coalesce(r.changes -> ('contact.' || key) -> 0, 'null'))
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
