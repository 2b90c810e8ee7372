-- Importing customers from a file: what was found in it, its rows, and what is to become of each.

-- What the system that a customer came from calls it, so that a file from there finds it again.
alter table customer
  add column external_id text,
  add constraint customer_external_id_length check (char_length(external_id) between 1 and 100);
create unique index customer_external_id on customer (tenant_id, external_id) where external_id is not null;

-- How customers are found by what a row of a file says of them.
create index customer_by_organisation_number on customer (tenant_id, organisation_number) where organisation_number is not null;
create index customer_by_phone on customer (tenant_id, phone) where phone is not null;
create index customer_by_mobile on customer (tenant_id, mobile) where mobile is not null;
create index customer_by_email on customer (tenant_id, lower(email)) where email is not null;
create index contact_by_phone on contact (tenant_id, phone) where phone is not null;
create index contact_by_mobile on contact (tenant_id, mobile) where mobile is not null;
create index contact_by_email on contact (tenant_id, lower(email)) where email is not null;

-- A file that somebody imports.
create table import (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  user_id uuid not null default current_app_user(),
  file_name text not null,
  -- columns: it is looked at which column is what; checking: its rows are being looked at; checked:
  -- each row says what becomes of it; run: a job does it; failed: it can't be read to its end.
  state text not null default 'columns',
  -- What the reader found, and how it was told to read instead.
  found jsonb not null,
  reading jsonb not null default '{}',
  headers jsonb not null,
  samples jsonb not null,
  -- Which field each column is, by its key; null for one that is left out.
  columns jsonb not null,
  settings jsonb not null,
  -- The same for files with the same headers, whatever their order.
  source bytea not null,
  -- Values of lists that are made when it runs: {"id", "kind", "name"}.
  new_items jsonb not null default '[]',
  refusal jsonb,
  checked bigint not null default 0,
  checked_at timestamptz,
  job_id uuid,
  -- Up to which row the job has come.
  done_through integer not null default 0,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint import_user foreign key (tenant_id, user_id) references app_user (tenant_id, id),
  constraint import_state check (state in ('columns', 'checking', 'checked', 'run', 'failed'))
);
create index import_newest on import (tenant_id, created_at desc, id desc);

-- What was said of the columns of a source, for the next file from there.
create table import_source (
  tenant_id uuid not null references tenant (id),
  digest bytea not null,
  columns jsonb not null,
  settings jsonb not null,
  changed_at timestamptz not null default now(),
  primary key (tenant_id, digest)
);

-- One row of the file. It refers to no customer, as it stays as a report when the customer goes.
create table import_row (
  tenant_id uuid not null,
  import_id uuid not null,
  -- As the spreadsheet counts rows: the headers are in the first.
  ordinal integer not null,
  cells jsonb not null,
  verdict text not null,
  -- What is wrong, or why it is left out or doubtful.
  remarks jsonb not null default '[]',
  -- The one that it is about: there already, or made by it.
  customer_id uuid not null,
  -- The values of a new one; of one that is there, those that change.
  customer jsonb not null default '{}',
  -- {"field": [old, new]}, "contact.KEY" for a contact's, for showing; what stands at the time of the
  -- run is only changed where it is still the old.
  changes jsonb not null default '{}',
  -- {"part": {"field": value}}: where one who is believed more has said otherwise.
  proposals jsonb not null default '{}',
  -- The contact that it makes, or changes.
  contact_id uuid,
  contact jsonb,
  contact_is_new boolean not null default true,
  -- What somebody said of a doubtful one: new, or the same as customer_id.
  choice text,
  -- What became of it, where that is not what the verdict says.
  outcome jsonb,
  primary key (tenant_id, import_id, ordinal),
  constraint import_row_import foreign key (tenant_id, import_id) references import (tenant_id, id) on delete cascade,
  constraint import_row_verdict check (verdict in ('new', 'changed', 'same', 'doubtful', 'wrong', 'left_out')),
  constraint import_row_choice check (choice in ('new', 'leave'))
);
create index import_row_verdict on import_row (tenant_id, import_id, verdict, ordinal);

select wall_tenant_table(name) from unnest(array['import', 'import_source', 'import_row']) as name;
grant select, insert, update, delete on import, import_source, import_row to kundekort_app;

-- The next numbers of the series, as next_customer_number() gives one: the first of so many.
create function next_customer_numbers(many bigint) returns bigint language sql volatile as $$
  insert into number_series as s (tenant_id, series, next)
  select current_tenant(), 'customer', greatest(coalesce(max(number), 0), 10000) + 1 + many from customer where tenant_id = current_tenant()
  on conflict (tenant_id, series) do update set next = greatest(s.next, excluded.next - many) + many
  returning next - many
$$;

-- Customers that rows of a file may be, by what is the same. Like search, it finds as the register's
-- role, which may only read, and names the firm itself.
create function find_same(ordinals integer[], names text[], places text[], numbers text[], externals text[], phones jsonb, emails jsonb)
returns table (ordinal integer, customer_id uuid, likeness text)
language plpgsql stable security definer set search_path = public, pg_temp set enable_seqscan = off as $$
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
      select (p ->> 0)::integer as ordinal, p ->> 1 as value from jsonb_array_elements(emails) as p)
    select g.ordinal, c.id, 'organisation_number' from given g
      join customer c on c.tenant_id = firm and c.organisation_number = g.number where g.number is not null
    union all
    select g.ordinal, c.id, 'external_id' from given g
      join customer c on c.tenant_id = firm and c.external_id = g.external where g.external is not null
    union all
    select g.ordinal, c.id, 'name' from given g
      -- With and without the commonest legal forms: so the index of names does, and needs no other beside it.
      cross join unnest(array['', ' as', ' a/s', ' asa', ' ab', ' sa', ' enk', ' hb']) as form (ending)
      join customer c on c.tenant_id = firm and folded(c.name) = g.name_key || form.ending
      where g.name_key <> '' and (g.place = '' or coalesce(c.visiting_place, '') = '' or folded(c.visiting_place) = g.place)
    union all
    select r.ordinal, c.id, 'phone' from reach r join customer c on c.tenant_id = firm and c.phone = r.value
    union all
    select r.ordinal, c.id, 'phone' from reach r join customer c on c.tenant_id = firm and c.mobile = r.value
    union all
    select r.ordinal, k.customer_id, 'phone' from reach r join contact k on k.tenant_id = firm and k.phone = r.value where k.ended_at is null
    union all
    select r.ordinal, k.customer_id, 'phone' from reach r join contact k on k.tenant_id = firm and k.mobile = r.value where k.ended_at is null
    union all
    select m.ordinal, c.id, 'email' from mail m join customer c on c.tenant_id = firm and lower(c.email) = m.value
    union all
    select m.ordinal, k.customer_id, 'email' from mail m join contact k on k.tenant_id = firm and lower(k.email) = m.value where k.ended_at is null;
end $$;

do $$
begin
  if not pg_has_role(current_user, 'kundekort_register', 'member') then
    execute format('grant kundekort_register to %I', current_user);
  end if;
end $$;
grant create on schema public to kundekort_register;
alter function find_same(integer[], text[], text[], text[], text[], jsonb, jsonb) owner to kundekort_register;
revoke create on schema public from kundekort_register;
do $$
begin
  if exists (select from pg_auth_members where roleid = 'kundekort_register'::regrole and member = current_user::regrole) then
    execute format('revoke kundekort_register from %I', current_user);
  end if;
end $$;

-- Makes the customers of some rows of an import with their contacts, and says how many. Columns are
-- those that the rows name; what they don't name has its default. Numbers are the rows' own, or the
-- next of the series.
create function import_new(of_import uuid, first integer, last integer) returns bigint language plpgsql as $$
declare
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
  -- What has come since the rows were compared is not made once more.
  update import_row r set outcome = jsonb_build_object('exists', c.id)
  from customer c
  where r.tenant_id = current_tenant() and r.import_id = of_import and r.ordinal between first and last
    and (r.verdict = 'new' or r.choice = 'new') and r.outcome is null and c.tenant_id = current_tenant()
    and c.external_id = r.customer ->> 'external_id';
  update import_row r set outcome = jsonb_build_object('exists', c.id)
  from customer c
  where r.tenant_id = current_tenant() and r.import_id = of_import and r.ordinal between first and last
    and (r.verdict = 'new' or r.choice = 'new') and r.outcome is null and c.tenant_id = current_tenant()
    and c.number = (r.customer ->> 'number')::bigint;
  update import_row r set outcome = jsonb_build_object('exists', c.id)
  from customer c
  where r.tenant_id = current_tenant() and r.import_id = of_import and r.ordinal between first and last
    and r.verdict = 'new' and r.outcome is null and c.tenant_id = current_tenant()
    and c.organisation_number = r.customer ->> 'organisation_number';
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

-- Changes the customers of some rows of an import, and their contacts, and says how many rows changed
-- anything. A field is changed where it is still what the row was compared with.
create function import_changed(of_import uuid, first integer, last integer) returns bigint language plpgsql as $$
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
      and coalesce(to_jsonb(c) -> change.key, 'null') <> coalesce(change.value -> 0, 'null')
    group by r.ordinal)
  update import_row r set customer = r.customer - moved.keys, outcome = jsonb_build_object('kept', to_jsonb(moved.keys))
  from moved where r.tenant_id = current_tenant() and r.import_id = of_import and r.ordinal = moved.ordinal;
  select array_agg(distinct key) into names from import_row r, jsonb_object_keys(r.customer) as key
    where r.tenant_id = current_tenant() and r.import_id = of_import and r.ordinal between first and last and r.verdict = 'changed';
  if names && array['tenant_id', 'id', 'number', 'version', 'search', 'created_at', 'created_by', 'changed_at', 'changed_by'] then
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
      (select string_agg(format('%1$I = case when r.customer ? %1$L then given.%1$I else kept.%1$I end', name), ', ') from unnest(names) as name),
      (select string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ')
        from pg_attribute a where a.attrelid = 'customer'::regclass and a.attnum > 0 and not a.attisdropped and a.attname = any (names)))
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
